//! Whether a key is of the same account, where the venue's report does not say it.

use super::{Made, load, policy, told};
use crate::support::{ask, at};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Code, Date, Gap, InspectionError, KillSwitch, Method,
    Relief, Report, Rotation, RotationError, SameAccount, TrippedBy, danger, venue,
};
use serde_json::{Value, json};

const UNTIL: Date = Date::new(2027, 3, 31);

fn lenient() -> AnyPolicy {
    policy()
        .accept_gap(Gap::Rights, UNTIL)
        .accept_gap(Gap::Allowlist, UNTIL)
}

fn credential(number: usize) -> (AnyCredential, Report) {
    let made = Made::new(number);
    let day = i8::try_from(number + 1).unwrap();
    let credential = load("upbit", &made).created_on(Date::new(2026, 10, day));
    let answer = json!([{"access_key": made.id, "expire_at": "2027-10-01T09:00:00+09:00"}]);
    let report = told(&credential, &answer, at(0));
    (credential, report)
}

fn signer() -> AnySigner {
    let (credential, report) = credential(0);
    credential.verify_at(&lenient(), report, at(0)).unwrap()
}

/// Answers the old and the new key in turn, and counts.
fn probe(
    rotation: &Rotation,
    new: &AnyCredential,
    answers: &[Value],
) -> (Option<SameAccount>, usize) {
    let mut probe = rotation.probe(new);
    let mut count = 0;
    while let Some(request) = probe.next_request_at(at(1)).unwrap() {
        assert_eq!(request.method(), Method::Get);
        let answer = &answers[count];
        count += 1;
        let status = if answer.is_null() { 401 } else { 200 };
        let response = http::Response::builder()
            .status(status)
            .body(answer.to_string());
        probe.answer(&response.unwrap()).unwrap();
    }
    (probe.finish(), count)
}

/// What is said where nothing shows the account.
pub(super) fn not_shown() -> RotationError {
    let (new, report) = credential(1);
    Rotation::of(&signer())
        .accept_at(new, report, at(0))
        .unwrap_err()
}

fn is_not_shown(error: &RotationError) -> bool {
    matches!(error, RotationError::Refused(refused) if refused.is_for(Code::AccountNotShown))
}

#[test]
fn an_order_that_both_keys_see_shows_the_account() {
    let signer = signer();
    let refused = not_shown();
    assert!(is_not_shown(&refused), "{refused}");
    assert!(refused.to_string().contains("Rotation::probe"), "{refused}");

    let (new, report) = credential(1);
    let rotation = Rotation::of(&signer);
    let (shown, count) = probe(
        &rotation,
        &new,
        &[
            json!([{"uuid": "one"}, {"uuid": "two"}]),
            json!([{"uuid": "two"}, {"uuid": "three"}]),
        ],
    );
    assert_eq!(count, 2);
    drop(
        rotation
            .shown_by(shown.unwrap())
            .accept_at(new, report, at(0))
            .unwrap(),
    );
}

#[test]
fn nothing_in_common_shows_nothing() {
    let signer = signer();
    let (new, report) = credential(1);
    let rotation = Rotation::of(&signer);
    for answers in [
        // Closed orders, then open ones: the old key and the new one.
        [
            json!([{"uuid": "one"}]),
            json!([{"uuid": "two"}]),
            json!([{"uuid": "3"}]),
            json!([{"uuid": "4"}]),
        ],
        // What stands for none is no id.
        [
            json!([{"uuid": "0"}, {"uuid": ""}]),
            json!([{"uuid": "two"}]),
            json!([{"uuid": "2"}]),
            json!([]),
        ],
        [
            json!([{"uuid": "one"}]),
            json!({"error": {"name": "x"}}),
            json!([{"uuid": "2"}]),
            Value::Null,
        ],
        [
            json!([{"uuid": "one"}]),
            json!("<html>"),
            json!([{"uuid": "2"}]),
            json!([{"id": "2"}]),
        ],
    ] {
        let (shown, _) = probe(&rotation, &new, &answers);
        assert!(shown.is_none());
    }
    // A key without orders is not asked about any.
    let (shown, count) = probe(&rotation, &new, &[json!([]), json!([])]);
    assert!(shown.is_none());
    assert_eq!(count, 2);
    assert!(is_not_shown(
        &rotation.accept_at(new, report, at(0)).unwrap_err()
    ));
}

#[test]
fn what_was_shown_of_one_key_holds_for_no_other() {
    let signer = signer();
    let (asked, _) = credential(1);
    let (other, report) = credential(2);
    let rotation = Rotation::of(&signer);
    let same = [json!([{"uuid": "one"}]), json!([{"uuid": "one"}])];
    let (shown, _) = probe(&rotation, &asked, &same);
    let error = rotation
        .shown_by(shown.unwrap())
        .accept_at(other, report, at(0));
    assert!(is_not_shown(&error.unwrap_err()));
}

#[test]
fn the_owners_word_is_the_last_resort() {
    let signer = signer();
    let (new, report) = credential(1);
    drop(
        danger::same_account(Rotation::of(&signer))
            .accept_at(new, report, at(0))
            .unwrap(),
    );
    // What the venue states counts more.
    let signer = super::signer();
    let said = super::Said {
        account: 7,
        ..super::Said::good(1)
    };
    let (new, report) = super::next(1, &said);
    let error = danger::same_account(Rotation::of(&signer)).accept_at(new, report, at(0));
    let Err(RotationError::Refused(refused)) = error else {
        panic!("taken")
    };
    assert!(refused.is_for(Code::OtherAccount), "{refused}");
}

#[test]
fn a_stopped_signer_asks_nothing_and_answers_come_in_turn() {
    let signer = signer();
    let (new, _) = credential(1);
    let rotation = Rotation::of(&signer);
    let mut probe = rotation.probe(&new);
    let early = probe.answer(&http::Response::new("[]"));
    assert!(matches!(early, Err(InspectionError::OutOfTurn)));
    signer.stop();
    assert!(matches!(
        probe.next_request_at(at(1)),
        Err(InspectionError::Stopped)
    ));
}

/// A leaked key is replaced while its switch is tripped: what shows the account can be read then,
/// where the policy leaves that possible.
#[test]
fn after_a_trip_the_policy_decides_who_may_ask() {
    for (policy, asks) in [
        (lenient(), false),
        (lenient().after_trip(Relief::CancelAll), false),
        (lenient().after_trip(Relief::Evidence), true),
    ] {
        let switch = KillSwitch::new();
        let (first, report) = credential(0);
        let signer = first
            .stopped_by(&switch)
            .verify_at(&policy, report, at(0))
            .unwrap();
        let (new, _) = credential(1);
        switch.trip(TrippedBy::owner("ann"), "a leak").unwrap();
        let rotation = Rotation::of(&signer);
        assert_eq!(rotation.probe(&new).next_request_at(at(1)).is_ok(), asks);
        signer.stop();
        let stopped = rotation.probe(&new).next_request_at(at(1));
        assert!(matches!(stopped, Err(InspectionError::Stopped)));
    }
}

/// What is asked at each venue: calls that read, for both keys alike.
#[test]
fn every_probe_reads() {
    use core::fmt::Write as _;
    let mut asked = String::new();
    for spec in venue::ALL {
        let (Some(signer), Ok(new)) = (
            crate::support::good_signer(spec.id()),
            AnyCredential::load(spec, Made::new(1)),
        ) else {
            continue;
        };
        let rotation = Rotation::of(&signer);
        let mut probe = rotation.probe(&new);
        while let Some(request) = probe.next_request_at(at(1)).unwrap() {
            let path = request
                .target()
                .split_once('?')
                .map_or(request.target(), |(path, _)| path);
            writeln!(asked, "{} {} {path}", spec.id(), request.method()).unwrap();
            // The table has it as a call that reads.
            let target = path.to_owned();
            let narrowed =
                signer.narrow(keyleash::PermissionSet::of::<keyleash::permission::Read>());
            let sent = narrowed
                .unwrap()
                .sign_at(&ask(request.method(), &target), at(2));
            assert!(sent.is_ok(), "{target}");
            probe.answer(&http::Response::new("{}")).unwrap();
        }
    }
    insta::assert_snapshot!("probes", asked);
}
