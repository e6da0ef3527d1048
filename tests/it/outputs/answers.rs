//! Answers of venues, as recorded and with secrets in every place, and transports that fail.

use super::{channels::Shown, drive::given};
use crate::support::at;
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Error, InspectError, InspectionError, Method, Report,
    event::Event, incident::Journal, venue, venue::Spec,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Hands `value` on, once with `text` in each place: as a value, a name, a member more.
pub(super) fn each_place(value: &Value, text: &str, mut hand: impl FnMut(Value)) {
    hand(json!(text));
    hand(json!([text]));
    hand(json!({ text: text }));
    let mut all = Vec::new();
    places(value, "", &mut all);
    for place in all {
        let mut changed = |change: &dyn Fn(&mut Value)| {
            let mut whole = value.clone();
            change(whole.pointer_mut(&place).unwrap());
            if whole != *value {
                hand(whole);
            }
        };
        changed(&|value| *value = json!(text));
        changed(&|value| {
            if let Value::String(own) = value {
                *own = format!("{own},{text}");
            }
        });
        changed(&|value| {
            if let Value::Object(members) = value {
                members.insert(text.to_owned(), json!(true));
            }
        });
        changed(&|value| {
            if let Value::Object(members) = value
                && let Some((_, first)) = members.clone().into_iter().next()
            {
                members.clear();
                members.insert(text.to_owned(), first);
            }
        });
        changed(&|value| {
            if let Value::Array(items) = value {
                items.push(json!(text));
            }
        });
    }
}

/// Every place in `value`, as a pointer to it.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| places(value, &format!("{at}/{}", escaped(name)), all)),
        Value::Array(items) => items
            .iter()
            .take(2)
            .enumerate()
            .for_each(|(number, value)| places(value, &format!("{at}/{number}"), all)),
        _ => {}
    }
}

fn recorded(venue: &str, case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(venue)
        .join("report")
        .join(case)
}

/// The recorded answers of a case, about the marked key.
fn answers(shown: &Shown, venue: &str, case: &str) -> Vec<Vec<u8>> {
    let own = crate::support::key_of(venue);
    let given = given(&shown.marks, venue);
    (1..)
        .map_while(|number| fs::read(recorded(venue, case).join(format!("{number}.json"))).ok())
        .map(|text| match String::from_utf8(text) {
            // Gate masks its end.
            Ok(text) => text
                .replace(own.key, &given.id)
                .replace("fixture-key-*****", &format!("{}*****", &given.id[..12]))
                .into_bytes(),
            Err(text) => text.into_bytes(),
        })
        .collect()
}

/// Answers the questions with these texts, the last one again and again.
fn ask(
    credential: &AnyCredential,
    status: u16,
    answers: &[Vec<u8>],
) -> Result<Report, InspectionError> {
    let mut inspection = credential.inspection();
    let mut answers = answers.iter().peekable();
    let mut turns = 0;
    while inspection.next_request_at(at(0))?.is_some() && turns < 9 {
        turns += 1;
        let Some(text) = answers.next() else { break };
        let answer = http::Response::builder()
            .status(status)
            .header("Date", "Fri, 20 Nov 2026 01:00:00 GMT")
            .body(text)
            .unwrap();
        inspection.answer_at(&answer, at(0))?;
    }
    inspection.finish()
}

fn credential(shown: &Shown, spec: &'static Spec) -> Option<AnyCredential> {
    // Without its feature a kind of key is refused, which `keys` shows.
    AnyCredential::load(spec, given(&shown.marks, spec.id())).ok()
}

pub(super) fn report(shown: &Shown, credential: &AnyCredential) -> Option<Report> {
    let id = credential.venue().id();
    shown.result(ask(credential, 200, &answers(shown, id, "good")))
}

pub(super) fn report_of_case(shown: &Shown, venue: &str, case: &str) -> Option<Report> {
    let credential = credential(shown, venue::find(venue).unwrap())?;
    shown.result(ask(&credential, 200, &answers(shown, venue, case)))
}

/// A signer by the policy of the good case; none where this build does not read the key.
pub(super) fn good_signer(shown: &Shown, spec: &'static Spec) -> Option<AnySigner> {
    Some(verified(shown, spec, credential(shown, spec)?))
}

/// The same, with a journal.
pub(super) fn signer_recorded(
    shown: &Shown,
    spec: &'static Spec,
    journal: &Journal,
) -> Option<AnySigner> {
    let credential = credential(shown, spec)?.recorded_by(journal);
    Some(verified(shown, spec, credential))
}

fn verified(shown: &Shown, spec: &'static Spec, mut credential: AnyCredential) -> AnySigner {
    let case: Value =
        serde_json::from_slice(&fs::read(recorded(spec.id(), "good").join("case.json")).unwrap())
            .unwrap();
    if let Some(day) = case.get("created") {
        credential = credential.created_on(serde_json::from_value(day.clone()).unwrap());
    }
    let report = report(shown, &credential).unwrap_or_else(|| panic!("{}: no report", spec.id()));
    shown.json(&report).display(&report);
    let mut policy = case.get("policy").cloned().unwrap_or(json!({}));
    if policy.get("needs").is_none() {
        policy["needs"] = json!(["read", "spot"]);
    }
    let policy: AnyPolicy = serde_json::from_value(policy).unwrap();
    shown.debug(&policy);
    let signer = shown.result(credential.verify_at(&policy, report, at(0)));
    signer.unwrap_or_else(|| panic!("{}: refused", spec.id()))
}

pub(super) fn signer(shown: &Shown, venue: &str) -> AnySigner {
    good_signer(shown, venue::find(venue).unwrap()).unwrap()
}

/// Shows a report and the verdict on it, or the error.
fn judged(shown: &Shown, spec: &'static Spec, asked: Result<Report, InspectionError>) {
    match asked {
        Ok(report) => {
            shown
                .json(&report)
                .display(&report)
                .json(&report.allowlist().known());
            shown.debug(&report.created()).debug(&report.clock_offset());
            shown.json(&report.clock_offset());
            let credential = credential(shown, spec).unwrap();
            match credential.verify_at(&crate::support::policy(), report, at(0)) {
                Ok(signer) => drop(shown.debug(&signer)),
                Err(error) => {
                    if let keyleash::VerifyError::Refused(refused) = &error {
                        for violation in refused.violations() {
                            shown.json(violation).display(violation);
                        }
                        shown.error(refused);
                    }
                    shown.error(&error).error(&Error::from(error));
                }
            }
        }
        Err(error) => {
            if let InspectionError::Refused(refusal) = &error {
                shown
                    .debug(refusal.causes())
                    .debug(&refusal.code())
                    .error(refusal);
            }
            shown.error(&error).error(&Error::from(error));
        }
    }
}

/// What is read of the recorded bodies about an account; and where a secret stands in every place of
/// one, what is said of it.
pub(super) fn events(shown: &Shown) {
    for spec in venue::ALL {
        for reading in spec.readings() {
            shown.debug(reading);
        }
        shown.debug(&spec.streams().collect::<Vec<_>>());
        let unlisted = spec.read_answer(Method::Get, shown.marks.texts()[0].1, b"[]");
        shown.result(unlisted);
        let folder = recorded(spec.id(), "").with_file_name("events");
        for (at, entry) in fs::read_dir(folder).unwrap().enumerate() {
            let folder = entry.unwrap().path();
            let case: Value =
                serde_json::from_slice(&fs::read(folder.join("case.json")).unwrap()).unwrap();
            let call = case.get("call").map(|call| call.as_str().unwrap());
            let read = |body: &[u8]| match call.map(|call| call.split_once(' ').unwrap()) {
                Some(("GET", path)) => spec.read_answer(Method::Get, path, body),
                Some((_, path)) => spec.read_answer(Method::Post, path, body),
                None => spec.read_message(body),
            };
            let file = if call.is_some() {
                "answer.json"
            } else {
                "message.json"
            };
            let body = fs::read(folder.join(file)).unwrap();
            for event in shown.result(read(&body)).unwrap_or_default() {
                shown.debug(&event);
                match event {
                    Event::Order(order) => shown.debug(&order).debug(&order.origin),
                    Event::Fill(trade) => shown.debug(&trade),
                    Event::Movement(movement) => shown.debug(&movement).debug(&movement.kind),
                    Event::Access(access) => shown.debug(&access),
                    Event::Key(entry) => shown.debug(&entry).display(&entry.key),
                    _ => shown,
                };
            }
            if at > 0 {
                continue;
            }
            // An event repeats what the venue says; an error does not.
            let whole: Value = serde_json::from_slice(&body).unwrap();
            for (_, text) in shown.marks.texts().into_iter().take(3) {
                each_place(&whole, text, |answer| {
                    if let Err(error) = read(&serde_json::to_vec(&answer).unwrap()) {
                        shown.error(&error);
                    }
                });
            }
        }
    }
}

/// Every recorded case, and the good and the refused ones with a secret in every place.
pub(super) fn inspections(shown: &Shown) {
    let marks = &shown.marks;
    for spec in venue::ALL {
        let Some(credential) = credential(shown, spec) else {
            continue;
        };
        let id = spec.id();
        shown.debug(&credential);
        let folder = recorded(id, "");
        let mut cases: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        cases.sort();
        let mut refused = 0;
        for case in &cases {
            let good = answers(shown, id, case);
            judged(shown, spec, ask(&credential, 200, &good));
            let is_refused = case.starts_with("refused") && refused < 3;
            refused += u32::from(is_refused);
            if case != "good" && !is_refused {
                continue;
            }
            let own = given(marks, id);
            for (number, answer) in good.iter().enumerate() {
                let Ok(whole) = serde_json::from_slice::<Value>(answer) else {
                    continue;
                };
                let status = if is_refused { 401 } else { 200 };
                for text in [&own.id, &own.secret, &marks.plain, &marks.passphrase] {
                    each_place(&whole, text, |wrong| {
                        let mut texts = good.clone();
                        texts[number] = wrong.to_string().into_bytes();
                        judged(shown, spec, ask(&credential, status, &texts));
                    });
                }
                // As text that is no JSON, in the middle of a word, and behind the end.
                let mut cut = own.secret.clone().into_bytes();
                cut.push(0xff);
                for text in [
                    cut,
                    own.secret.clone().into_bytes(),
                    [answer.as_slice(), own.secret.as_bytes()].concat(),
                    answer[..answer.len() / 2].to_vec(),
                    format!("<html>{} {}</html>", own.id, own.secret).into_bytes(),
                    format!("\"\u{1b}[31m{}\\u001b\n\"", own.secret).into_bytes(),
                ] {
                    let mut texts = good.clone();
                    texts[number] = text;
                    judged(shown, spec, ask(&credential, status, &texts));
                }
            }
        }
    }
}

/// An HTTP client whose error quotes the request, as those of real clients do.
#[derive(Debug)]
struct Quoting(Box<http::Request<Vec<u8>>>);

impl core::fmt::Display for Quoting {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "error sending request for {}", self.0.uri())
    }
}

impl std::error::Error for Quoting {}

pub(super) fn transports(shown: &Shown) {
    for spec in venue::ALL {
        let Some(credential) = credential(shown, spec) else {
            continue;
        };
        let sent = |request: http::Request<Vec<u8>>| {
            shown.made(request.uri().query().unwrap_or_default());
            shown.made(&String::from_utf8_lossy(request.body()));
            let values = request
                .headers()
                .values()
                .filter(|value| value.is_sensitive());
            values.for_each(|value| shown.made(value.to_str().unwrap()));
            Err::<http::Response<Vec<u8>>, _>(Quoting(Box::new(request)))
        };
        let error = credential.inspect(sent).unwrap_err();
        shown.error(&error);
        shown.error(&Error::from(error));
        let echo = |request: http::Request<Vec<u8>>| {
            let text = format!("{request:?} {}", request.uri());
            Ok::<_, core::convert::Infallible>(http::Response::new(text.into_bytes()))
        };
        let error: InspectError<_> = credential.inspect(echo).unwrap_err();
        shown.error(&error);
    }
}
