//! `keyleash incident`: from a real journal, written by a real signer, to the steps and the report.

use super::ran;
use crate::support::{ANY_KEY, ask, at, policy, report_of};
use keyleash::{
    AnyCredential, AnySigner, Environment, Method,
    incident::{Incident, Journal, Kind, Step},
    venue,
};
use serde_json::Value;
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn signer(venue: &str, journal: &Journal) -> AnySigner {
    let credential = AnyCredential::load(venue::find(venue).unwrap(), ANY_KEY)
        .unwrap()
        .recorded_by(journal);
    let report = report_of(&credential);
    credential.verify_at(&policy(), report, at(0)).unwrap()
}

/// A journal of a leak: orders, a finding, the trip, refusals, and the first steps.
fn leak(venue: &str) -> (TempDir, PathBuf, String) {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let signer = signer(venue, &journal);
    for (second, tag) in [(1, "own-1"), (2, "own-2"), (3, "own-3")] {
        let body = format!(
            r#"{{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"1","orderLinkId":"{tag}"}}"#
        );
        let order = ask(Method::Post, "/v5/order/create").body(&body);
        drop(signer.sign_at(&order, at(second)).unwrap());
    }
    let never = ask(Method::Post, "/v5/asset/withdraw/create").body("{}");
    signer.sign_at(&never, at(4)).unwrap_err();
    journal
        .record(Kind::Finding, None, "a trade that is not ours")
        .unwrap();
    journal
        .record(Kind::Tripped, None, "a watch saw a trade that is not ours")
        .unwrap();
    let key = signer.fingerprint();
    let spec = venue::find(venue).unwrap();
    let mut incident = Incident::open(spec, Environment::Production, key, "a leak", at(5))
        .recorded_in(&journal)
        .unwrap();
    let lookup = incident.plan()[0];
    incident.collected(lookup, b"[]", Some(0), at(6)).unwrap();
    incident.tick(Step::DeleteKey, "alice", at(7)).unwrap();
    (directory, path, key.to_string())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_journal_becomes_steps_and_a_report() {
    let (directory, path, key) = leak("bybit");
    let told = ran(&["incident", text(&path)]);
    assert_eq!((told.code, told.error.as_str()), (0, ""));
    for wanted in [
        "at Bybit",
        &key,
        "verified, ",
        "signed: 3 signatures",
        "POST /v5/order/create (3)",
        "refused: 1 refusal: never",
        "finding: a trade that is not ours",
        "tripped: a watch saw a trade that is not ours",
        "1. [x] delete the key (done by alice): delete the key at https://www.bybit.com",
        "2. [ ] review orders and trades: on Bybit,",
        "  [ ] fills, by GET /v5/execution/list",
    ] {
        let flat = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&wanted), "{wanted} in {}", told.out);
    }
    // What was collected is no longer to be looked up.
    let spec = venue::find("bybit").unwrap();
    let (_, method, looked_up) = spec
        .evidence()
        .find(|(evidence, ..)| *evidence == venue::Evidence::Withdrawals)
        .unwrap();
    let open = format!("[ ] withdrawals, by {method} {looked_up}\n");
    assert!(!told.out.contains(&open), "{}", told.out);
    // Of the directory, with JSON, and with the report.
    let report = directory.path().join("ticket.md");
    let folder = text(directory.path());
    let arguments = ["incident", folder, "--json", "--report", text(&report)];
    let shown = ran(&arguments);
    assert_eq!(shown.code, 0, "{}", shown.error);
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["journals"][0]["verified"], true);
    assert_eq!(shown["report"]["key"], key.as_str());
    assert_eq!(
        shown["report"]["cause"],
        "a watch saw a trade that is not ours"
    );
    assert_eq!(shown["report"]["steps"][0]["done"]["who"], "alice");
    let markdown = fs::read_to_string(&report).unwrap();
    assert!(markdown.starts_with("# Incident: an API key of Bybit\n"));
    assert!(markdown.contains("1. [x] **delete the key**, by alice"));
    assert_eq!(
        fs::metadata(&report).unwrap().permissions().mode() & 0o777,
        0o600
    );
    // Nothing is written over.
    let again = ran(&arguments);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(again.error.contains("there already"), "{}", again.error);
    assert_eq!(fs::read_to_string(&report).unwrap(), markdown);
}

#[test]
fn a_journal_that_was_tampered_with_is_named_and_told_up_to_there() {
    let (_directory, path, _) = leak("bybit");
    let good = fs::read_to_string(&path).unwrap();
    fs::write(&path, good.replacen("own-3", "own-4", 1)).unwrap();
    let told = ran(&["incident", text(&path), "--venue", "bybit"]);
    assert_eq!(told.code, 1, "{}", told.error);
    let flat = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("was tampered with"), "{}", told.out);
    assert!(flat.contains("2 signatures"), "{}", told.out);
    assert!(
        flat.contains("tampered: entry 6 was edited"),
        "{}",
        told.out
    );
    // Both files, written anew by whoever can: the head that was kept elsewhere shows it.
    let (_directory, path, _) = leak("bybit");
    let (_other, other, _) = leak("bybit");
    let kept = fs::read_to_string(other.with_extension("head")).unwrap();
    let told = ran(&["incident", text(&path), "--head", kept.trim()]);
    assert_eq!(told.code, 1, "{}", told.error);
    let own = fs::read_to_string(path.with_extension("head")).unwrap();
    let told = ran(&["incident", text(&path), "--head", own.trim()]);
    assert_eq!(told.code, 0, "{}", told.error);
}

#[test]
fn what_is_not_clear_is_asked_for() {
    let (directory, path, key) = leak("bybit");
    let other = directory.path().join("second");
    let journal = Journal::open(&other).unwrap();
    journal.note("no key here").unwrap();
    drop(journal);
    for (arguments, wanted) in [
        (
            vec![text(&other), "--venue", "bybit"],
            "no entry is about a key",
        ),
        (vec![text(&other)], "--venue NAME"),
        (
            vec![text(&path), "--key", "00000000"],
            "no entry is about that key",
        ),
        (vec!["--head", "x", text(&path)], "the head is none"),
        (vec![text(&path), "no-such"], "there is no such journal"),
    ] {
        let told = ran(&[vec!["incident"], arguments.clone()].concat());
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}");
        assert!(told.error.contains(wanted), "{}", told.error);
    }
    let both = ran(&["incident", text(directory.path()), "--key", &key]);
    assert_eq!(both.code, 0, "{}", both.error);
    assert_eq!(both.out.matches(": verified, ").count(), 2);
    let empty = TempDir::new().unwrap();
    let told = ran(&["incident", text(empty.path())]);
    assert!(
        told.code == 2 && told.error.contains("no journal"),
        "{}",
        told.error
    );
}

/// What somebody wrote into a journal moves no cursor.
#[test]
fn no_text_of_a_journal_moves_the_cursor() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("jour\u{1b}[31mnal");
    let journal = Journal::open(&path).unwrap();
    let own = signer("bybit", &journal);
    let note = "a\u{1b}[2Jb\nforged line \u{202e}";
    journal
        .record(Kind::Tripped, Some(own.fingerprint()), note)
        .unwrap();
    drop((own, journal));
    let told = ran(&["incident", text(&path), "--venue", "bybit"]);
    assert_eq!(told.code, 0, "{}", told.error);
    assert!(
        told.out.contains("tripped: a [2Jb forged line"),
        "{}",
        told.out
    );
    assert!(!told.out.contains(['\u{1b}', '\u{202e}']), "{:?}", told.out);
    let plain = |c: char| !c.is_control() || c == '\n';
    assert!(told.out.chars().all(plain), "{:?}", told.out);
}
