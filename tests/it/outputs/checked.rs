//! Whole checks and upkeep, with secrets in names, answers and errors of the transport.

use super::{channels::Shown, drive::given};
use crate::{
    selfcheck::server::good_made,
    support::{at, policy},
};
use keyleash::{
    KeyFault, KeyPlan, NoSigner, Notice, RawCredential, Secret, SelfCheck, Signers, Source,
    SourceError, Wanted,
    venue::{binance::Binance, find},
};
use std::{
    fs, io,
    sync::mpsc,
    time::{Duration, SystemTime},
};

struct Given([String; 2]);

impl Source for Given {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let [id, secret] = self.0.clone().map(Secret::new);
        Ok(RawCredential::new(id, secret))
    }
}

fn plan(shown: &Shown) -> KeyPlan {
    let own = given(&shown.marks, "binance");
    KeyPlan::new(
        find("binance").unwrap(),
        Given([own.id, own.secret]),
        &policy(),
    )
}

/// What Binance says, with `text` in it where the case is empty.
fn answer(case: &str, path: &str, text: &str) -> http::Response<Vec<u8>> {
    let number = if path.contains("apiRestrictions") {
        1
    } else {
        2
    };
    match case {
        "" => {
            let body = format!("{{\"code\":\"{text}\",\"msg\":\"{text}\",\"{text}\":1}}");
            let builder = http::Response::builder()
                .status(401)
                .header("Retry-After", text);
            builder.body(body.into_bytes()).unwrap()
        }
        case => crate::support::answer("binance", case, number),
    }
}

fn checked(shown: &Shown, name: &str, case: &'static str, text: &str) -> Option<Signers> {
    let text = text.to_owned();
    let check = SelfCheck::new()
        .key(name, plan(shown))
        .key("second", plan(shown));
    shown.debug(&check);
    let send = move |request: http::Request<Vec<u8>>| {
        Ok::<_, io::Error>(answer(case, request.uri().path(), &text))
    };
    match check.run_at(send, at(0)) {
        Ok(signers) => {
            shown.json(&signers).display(&signers);
            signers.keys().iter().for_each(|key| {
                shown.json(key).display(key);
            });
            Some(signers)
        }
        Err(failed) => {
            shown.json(&failed).error(&failed);
            for key in failed.keys() {
                shown.json(key).display(key);
                if let Some(fault) = key.fault() {
                    shown.error::<KeyFault>(fault);
                }
            }
            None
        }
    }
}

pub(super) fn checks(shown: &Shown) {
    let marks = &shown.marks;
    shown.debug(&plan(shown));
    for secret in [&marks.plain, &marks.base64, &marks.id, &marks.passphrase] {
        for name in ["maker", secret, &format!("key = {secret}")] {
            for case in ["good", "can_withdraw", "unknown_right", ""] {
                checked(shown, name, case, secret);
            }
        }
        // The error of a client, with the URL in it, and the panic of one.
        let own = secret.clone();
        let failing = move |request: http::Request<Vec<u8>>| {
            let text = format!("{} {own}", request.uri());
            Err::<http::Response<Vec<u8>>, _>(io::Error::other(text))
        };
        let check = SelfCheck::new()
            .key("maker", plan(shown))
            .key("maker", plan(shown));
        shown.result(check.within(Duration::from_millis(300)).run(failing));
    }
    if let Some(signers) = checked(shown, "maker", "good", "") {
        let maker = signers.typed::<Binance, crate::support::Trader>("maker");
        shown.debug(&maker.unwrap());
        for error in [
            signers.signer(&marks.plain).err(),
            signers
                .typed::<keyleash::venue::okx::Okx, crate::support::Trader>("maker")
                .err(),
        ] {
            shown.error::<NoSigner>(&error.unwrap());
        }
    }
}

/// Renewals that are due at once, and asked as told; what their notices say is searched, too.
pub(super) fn upkeep(shown: &Shown) {
    let now = SystemTime::now();
    let made = now - Duration::from_secs(10 * 86_400);
    let made = made
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let good = move |path: &str| good_made(path, made).into_bytes();
    for (at, case) in ["good", "can_withdraw", "unknown_right", "", "cut"]
        .into_iter()
        .enumerate()
    {
        let name = format!("key = {}", shown.marks.plain);
        let asked = move |request: http::Request<Vec<u8>>| {
            Ok::<_, io::Error>(http::Response::new(good(request.uri().path())))
        };
        let then = now - Duration::from_secs(20 * 3_600);
        let signers = SelfCheck::new()
            .key(name, plan(shown))
            .run_at(asked, then)
            .unwrap();
        let (tell, told) = mpsc::channel();
        let text = shown.marks.plain.clone();
        let send = move |request: http::Request<Vec<u8>>| match case {
            "good" => Ok(http::Response::new(good(request.uri().path()))),
            "cut" => Err(io::Error::other(format!("{} {text}", request.uri()))),
            case => Ok(answer(case, request.uri().path(), &text)),
        };
        let running = signers.keep(send, move |notice| {
            let text = format!("{notice} {notice:?} {notice:#?} {}", notice.key());
            tell.send(text).unwrap();
        });
        shown.debug(&running);
        let text = told.recv_timeout(Duration::from_secs(20)).unwrap();
        fs::write(shown.folder.join(format!("out/notice-{at}")), text).unwrap();
    }
    shown.display(&Notice::Stale {
        key: "maker".into(),
    });
}
