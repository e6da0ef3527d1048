//! The whole life of a key, driven through everything that signs.

use crate::support::{ANY_KEY, Fixed, answer, at, data, good_policy, inspect_at};
use keyleash::{
    AnyCredential, AnySigner, Date, Method, Replaced, Request, Retired, Rotation, SignError,
    SignedRequest, Source, venue,
};
use std::fs;

pub(crate) fn load(venue: &str, source: &dyn Source) -> AnyCredential {
    AnyCredential::load(venue::find(venue).unwrap(), source).unwrap()
}

/// Loads, verifies, logs in to every socket and signs everything that is recorded for the venue,
/// once to be handed on as a request of `http`, and once to `look` at.
pub(crate) fn live(
    venue: &str,
    source: &dyn Source,
    address: Option<&str>,
    mut look: impl FnMut(&SignedRequest),
) -> AnySigner {
    let (policy, created) = good_policy(venue, &serde_json::json!([]));
    let mut credential = load(venue, source);
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    let mut inspection = credential.inspection();
    let mut number = 0;
    while let Some(request) = inspection.next_request_at(at(0)).unwrap() {
        number += 1;
        drop(http::Request::try_from(request).unwrap());
        let mut answer = answer(venue, "good", number);
        if let Some(address) = address {
            // The wallet of the recorded answers.
            let known = "0x14791697260e4c9a71f18484c9f997b308e59325";
            let text = str::from_utf8(answer.body())
                .unwrap()
                .replace(known, address);
            *answer.body_mut() = text.into_bytes();
        }
        inspection.answer_at(&answer, at(0)).unwrap();
    }
    let report = inspection.finish().unwrap();
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let mut second = 0;
    for socket in signer.venue().sockets() {
        second += 1;
        let login = match signer.login_at(socket, at(second)) {
            Err(SignError::Challenge) => {
                signer.answer_at(socket, "c100b894-1729-464d-ace1-52dbce11db42", at(second))
            }
            login => login,
        };
        drop(login);
    }
    let cases = recorded(venue);
    // The last thing that happens is a signature, so that nothing else overwrites the stack.
    for handed_on in [true, false] {
        for case in &cases {
            second += 1;
            // Not everything that is recorded lies in the scope of the recorded key.
            if let Ok(request) = signer.sign_at(&request(case), at(second)) {
                if handed_on {
                    drop(http::Request::try_from(request).unwrap());
                } else {
                    look(&request);
                }
            }
        }
    }
    signer
}

/// A key that everybody knows takes the place of the one that signed.
pub(crate) fn replaced(signer: AnySigner) -> (AnySigner, Replaced) {
    let known = Fixed {
        key: "known-key-id",
        ..ANY_KEY
    };
    let new = AnyCredential::load(signer.venue(), known)
        .unwrap()
        .created_on(Date::new(2026, 11, 1));
    let report = inspect_at(new.inspection(), signer.venue().id(), "good", at(0));
    let replaced = Rotation::of(&signer).accept_at(new, report, at(0)).unwrap();
    (signer, replaced)
}

/// Retired, and answered as OKX answers a key that is gone.
pub(crate) fn seen_dead(replaced: Replaced) -> Retired {
    let mut retired = replaced.retire_early().unwrap();
    let fate = retired.check_dead(|_| {
        let answer = http::Response::builder().status(401);
        answer.body(r#"{"code":"50119","msg":"","data":[]}"#)
    });
    assert!(fate.is_dead(), "{fate}");
    retired
}

fn request(case: &serde_json::Value) -> Request<'_> {
    let method = [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ]
    .into_iter()
    .find(|method| case["method"] == method.as_str())
    .unwrap();
    let request = Request::new(method, case["target"].as_str().unwrap()).unwrap();
    match case["body"].as_str() {
        Some(body) => request.body(body),
        None => request,
    }
}

/// The requests that are recorded for the venue's own environment.
fn recorded(venue: &str) -> Vec<serde_json::Value> {
    let mut paths: Vec<_> = fs::read_dir(data().join(venue).join("signing"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("case.json"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .filter(|case: &serde_json::Value| {
            ["text", "socket", "environment"]
                .iter()
                .all(|name| case.get(name).is_none())
        })
        .collect()
}
