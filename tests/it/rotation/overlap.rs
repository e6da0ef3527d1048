//! Old and new key while both live: rolled back, retired, and in the way of one another.

use super::{Made, Said, load, next, policy, signer, told};
use crate::support::{ask, at};
use keyleash::{
    AnySigner, Method, Replaced, RollBackError, Rotation, SignError, Unready, VerifyError,
};
use std::time::Duration;

const BALANCE: &str = "/v5/account/wallet-balance?accountType=UNIFIED";

fn replaced(signer: &AnySigner, number: usize) -> Replaced {
    let (credential, report) = next(number, &Said::good(number));
    Rotation::of(signer)
        .accept_at(credential, report, at(0))
        .unwrap()
}

fn key_of(signer: &AnySigner) -> String {
    let sent = signer.sign_at(&ask(Method::Get, BALANCE), at(1)).unwrap();
    sent.header("X-BAPI-API-KEY").unwrap().to_owned()
}

#[test]
fn the_old_key_can_be_taken_back_and_put_away_again() {
    let signer = signer();
    let replaced = replaced(&signer, 1);
    assert_eq!(key_of(&signer), "fixture-key-001");
    let back = replaced.roll_back_at(at(2)).unwrap();
    assert_eq!(key_of(&signer), "fixture-key-000");
    // In use, it is not given up.
    let late = at(3_600);
    let held_back = replaced.retire_at(late).unwrap_err();
    assert_eq!(held_back.why(), Unready::InUse);
    let replaced = held_back.into_replaced();
    assert_eq!(
        replaced.roll_back_at(at(3)).unwrap_err(),
        RollBackError::Superseded
    );
    // And forth again.
    let forth = back.roll_back_at(at(4)).unwrap();
    assert_eq!(key_of(&signer), "fixture-key-001");
    assert_eq!(back.retire_at(late).unwrap_err().why(), Unready::InUse);
    drop(replaced);
    drop(forth.retire_at(late).unwrap());
}

#[test]
fn a_stale_key_is_renewed_before_it_is_taken_back() {
    let signer = signer();
    let replaced = replaced(&signer, 1);
    let day = 24 * 3_600;
    assert_eq!(
        replaced.roll_back_at(at(day)).unwrap_err(),
        RollBackError::Stale
    );
    let mut inspection = replaced.inspection();
    drop(inspection.next_request_at(at(day)).unwrap().unwrap());
    let answer = http::Response::new(Said::good(0).answer().to_string());
    inspection.answer_at(&answer, at(day)).unwrap();
    let report = inspection.finish().unwrap();
    replaced.renew_at(report, at(day)).unwrap();
    drop(replaced.roll_back_at(at(day)).unwrap());
    let sent = signer.sign_at(&ask(Method::Get, BALANCE), at(day)).unwrap();
    assert_eq!(sent.header("X-BAPI-API-KEY"), Some("fixture-key-000"));
}

/// What its own venue says against the old key keeps it away; the new one goes on.
#[test]
fn a_key_that_was_refused_is_not_taken_back() {
    let signer = signer();
    let replaced = replaced(&signer, 1);
    let wide = Said {
        wallet: vec!["Withdraw"],
        ..Said::good(0)
    };
    let report = told(&load("bybit", &Made::new(0)), &wide.answer(), at(60));
    assert!(matches!(
        replaced.renew_at(report, at(60)),
        Err(VerifyError::Refused(_))
    ));
    assert_eq!(
        replaced.roll_back_at(at(60)).unwrap_err(),
        RollBackError::Stale
    );
    assert_eq!(key_of(&signer), "fixture-key-001");
}

#[test]
fn a_key_past_its_deadline_is_not_taken_back() {
    let signer = signer();
    let replaced = replaced(&signer, 20 * 24);
    let days = |days: u64| at(days * 24 * 3_600);
    // Made on 1 October, it may be used for 90 days: until 30 December.
    let report = told(
        &load("bybit", &Made::new(0)),
        &Said::good(0).answer(),
        days(39),
    );
    replaced.renew_at(report, days(39)).unwrap();
    let last = days(39) + Duration::from_secs(23 * 3_600 + 1_799);
    assert_eq!(
        replaced.roll_back_at(last).unwrap_err(),
        RollBackError::PastDeadline
    );
}

#[test]
fn a_stopped_signer_takes_nothing_back() {
    let signer = signer();
    let replaced = replaced(&signer, 1);
    signer.stop();
    assert_eq!(
        replaced.roll_back_at(at(1)).unwrap_err(),
        RollBackError::Stopped
    );
    let refused = signer.sign_at(&ask(Method::Get, BALANCE), at(1));
    assert_eq!(refused.unwrap_err(), SignError::Stopped);
}

#[test]
fn the_old_key_is_not_given_up_while_its_requests_may_still_be_taken() {
    let signer = signer();
    let replaced = replaced(&signer, 1);
    // Five seconds of Bybit's window, and ten more.
    assert_eq!(replaced.overlap_ends(), at(15));
    let early = replaced.retire_at(at(14)).unwrap_err();
    assert_eq!(early.why(), Unready::Overlap { until: at(15) });
    assert!(
        early.to_string().contains("2026-11-20T01:00:15Z"),
        "{early}"
    );
    let retired = early.into_replaced().retire_at(at(15)).unwrap();
    let steps = retired.steps();
    assert!(
        steps
            .iter()
            .any(|step| step.contains("bybit.com/app/user/api-management"))
    );
    assert!(steps.iter().any(|step| step.contains("made on 2026-10-01")));
    assert!(
        retired
            .to_string()
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
}

#[test]
fn a_leaked_key_is_given_up_at_once() {
    let signer = signer();
    drop(replaced(&signer, 1).retire_early().unwrap());
    assert_eq!(key_of(&signer), "fixture-key-001");
}

/// A nonce of the new key is above all of the old one's, whatever the clock did between.
#[test]
fn nonces_go_on_from_the_old_key() {
    let said = |number: usize| {
        serde_json::json!({"error": [], "result": {
            "apiKeyName": "bot", "apiKey": Made::new(number).id, "nonce": "1", "nonceWindow": 0,
            "permissions": ["query-funds", "query-open-trades", "query-closed-trades",
                "modify-trades", "close-trades"],
            "iban": "AA88 N84G WOAK NMOI", "validUntil": "0", "queryFrom": "0", "queryTo": "0",
            "createdTime": (1_790_812_800 + number).to_string(), "modifiedTime": "1790899200",
            "ipAllowlist": ["18.181.170.164"], "lastUsed": "1795046400",
        }})
    };
    let credential = load("kraken", &Made::new(0));
    let report = told(&credential, &said(0), at(0));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let nonce = |now| {
        let sent = signer
            .sign_at(&ask(Method::Post, "/0/private/Balance"), now)
            .unwrap();
        let digits = sent.body().strip_prefix("nonce=").unwrap().to_owned();
        digits.parse::<u64>().unwrap()
    };
    let before = nonce(at(3_600));
    let credential = load("kraken", &Made::new(1));
    let report = told(&credential, &said(1), at(0));
    // The clock stepped back by an hour.
    let replaced = Rotation::of(&signer)
        .accept_at(credential, report, at(0))
        .unwrap();
    let between = nonce(at(1));
    assert!(between > before, "{between} {before}");
    drop(replaced.roll_back_at(at(2)).unwrap());
    assert!(nonce(at(3)) > between);
}

/// Whoever reads the journal sees which key came when, and what was judged of it.
#[cfg(unix)]
#[test]
fn a_rotation_is_noted() {
    let directory = tempfile::TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = keyleash::incident::Journal::open(&path).unwrap();
    let credential = load("bybit", &Made::new(0)).recorded_by(&journal);
    let report = told(&credential, &Said::good(0).answer(), at(0));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let rotate = |number, said: &Said| {
        let (credential, report) = next(number, said);
        Rotation::of(&signer).accept_at(credential, report, at(1))
    };
    let mut other = Said::good(1);
    other.account += 1;
    drop(rotate(1, &other).unwrap_err());
    let replaced = rotate(2, &Said::good(2)).unwrap();
    let again = replaced.roll_back_at(at(2)).unwrap();
    let (old, new) = (replaced.old(), replaced.new_key());
    let report = told(
        &load("bybit", &Made::new(2)),
        &Said::good(2).answer(),
        at(0),
    );
    again.renew_at(report, at(2)).unwrap();
    drop((journal, signer, replaced, again));
    let text = std::fs::read_to_string(&path).unwrap();
    let entries = text.lines().map(|line| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| {
            entry["fields"][name]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        let kind = entry["kind"].as_str().unwrap();
        format!("{kind} {} {}", field("key"), field("text"))
    });
    let refused = load("bybit", &Made::new(1)).fingerprint();
    let wanted = [
        format!("signed {old} "),
        format!("verified {old} accepted"),
        format!("verified {refused} refused: KL-OTHER-ACCOUNT, KL-RIDES-ALONG"),
        format!("verified {new} accepted"),
        format!("rotated {new} accepted: in the place of {old}"),
        format!("rotated {old} rolled back: in the place of {new} again"),
        format!("verified {new} accepted"),
    ];
    assert_eq!(entries.skip(1).collect::<Vec<_>>(), wanted);
}
