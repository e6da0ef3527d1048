//! Logins, keys and addresses that are not the owner's.

use crate::support::{ANY_KEY, Fixed, any_signer, at, policy};
use keyleash::{
    AccessReview, Fingerprint, KillSwitch, SwitchStanding,
    event::{Access, AddressEntry, Event, KeyEntry, Movement, MovementKind},
    venue,
    watch::Found,
};
use std::time::Duration;

fn own() -> Fingerprint {
    any_signer("binance", &policy()).fingerprint()
}

fn other() -> Fingerprint {
    let key = Fixed {
        key: "another-key-id",
        ..ANY_KEY
    };
    let spec = venue::find("binance").unwrap();
    let credential = keyleash::AnyCredential::load(spec, key).unwrap();
    credential.fingerprint()
}

fn seen(review: &mut AccessReview, event: &Event) -> Vec<Found> {
    let findings = review.see(venue::find("okx").unwrap(), event);
    findings.iter().map(keyleash::Finding::kind).collect()
}

fn access(from: Option<&str>, key: Option<Fingerprint>, seconds: u64) -> Event {
    let mut access = Access::new(from.map(|from| from.parse().unwrap()));
    access.key = key;
    access.at = Some(at(seconds));
    Event::Access(access)
}

fn entry(key: Fingerprint, used: Option<u64>) -> Event {
    let mut entry = KeyEntry::new(key);
    entry.used = used.map(at);
    Event::Key(entry)
}

fn review() -> AccessReview {
    AccessReview::new()
        .network("203.0.113.0/28".parse().unwrap())
        .network("2a05:d014:e22::/64".parse().unwrap())
        .key_id("fixture-key-id")
}

#[test]
fn logins_come_from_the_owners_networks() {
    let mut review = review();
    for inside in ["203.0.113.1", "203.0.113.15", "2a05:d014:e22::7"] {
        assert_eq!(seen(&mut review, &access(Some(inside), None, 1)), []);
    }
    assert_eq!(seen(&mut review, &access(None, None, 1)), []);
    for outside in ["203.0.113.16", "2a05:d014:e23::7"] {
        let login = access(Some(outside), None, 1);
        assert_eq!(
            seen(&mut review, &login),
            [Found::ForeignLogin],
            "{outside}"
        );
        assert_eq!(seen(&mut review, &login), [], "told once");
    }
    // Another one from there is told again.
    assert_eq!(
        seen(&mut review, &access(Some("203.0.113.16"), None, 2)),
        [Found::ForeignLogin]
    );
    // Without networks, all are outside.
    let mut none = AccessReview::new();
    assert_eq!(
        seen(&mut none, &access(Some("203.0.113.1"), None, 1)),
        [Found::ForeignLogin]
    );
}

#[test]
fn keys_are_declared_and_used_by_the_bot_alone() {
    let mut review = review();
    // The key of the fixture is the one with that id.
    assert_eq!(seen(&mut review, &entry(own(), Some(1))), []);
    let unknown = other();
    assert_eq!(
        seen(&mut review, &entry(unknown, None)),
        [Found::UnknownKey]
    );
    assert_eq!(
        seen(&mut review, &access(None, Some(unknown), 1)),
        [Found::UnknownKey]
    );
    assert_eq!(
        seen(&mut review, &access(Some("198.51.100.1"), Some(own()), 1)),
        [Found::ForeignUse]
    );
    // A minute later than the last signature is the clock, more is somebody else.
    review.signed(own(), at(100));
    review.signed(own(), at(50));
    assert_eq!(seen(&mut review, &entry(own(), Some(160))), []);
    assert_eq!(
        seen(&mut review, &entry(own(), Some(161))),
        [Found::LateUse]
    );
    assert_eq!(
        seen(&mut review, &access(Some("203.0.113.1"), Some(own()), 200)),
        [Found::LateUse]
    );
    let mut patient = review.slack(Duration::from_secs(86_400));
    assert_eq!(seen(&mut patient, &entry(own(), Some(5000))), []);
}

#[test]
fn a_retired_key_is_neither_used_nor_there() {
    let mut review = review();
    review.retired(own(), at(1000));
    assert_eq!(seen(&mut review, &access(None, Some(own()), 1060)), []);
    assert_eq!(
        seen(&mut review, &access(None, Some(own()), 1061)),
        [Found::DeadKeyUsed]
    );
    assert_eq!(
        seen(&mut review, &entry(own(), Some(900))),
        [Found::LingeringKey]
    );
    assert_eq!(
        seen(&mut review, &entry(own(), Some(2000))),
        [Found::DeadKeyUsed]
    );
    review.declare(other());
    assert_eq!(seen(&mut review, &entry(other(), Some(2000))), []);
}

#[test]
fn withdrawals_and_new_addresses_are_findings_and_trip_the_switch() {
    let switch = KillSwitch::new();
    let mut review = review().address("bc1qown").tripping(&switch);
    let is_tripped = || matches!(switch.standing(), SwitchStanding::Tripped(_));
    assert_eq!(
        seen(&mut review, &Event::Address(AddressEntry::new("bc1qown"))),
        []
    );
    let deposit = Movement::new(MovementKind::Deposit, "d", "BTC");
    assert_eq!(seen(&mut review, &Event::Movement(deposit)), []);
    assert!(!is_tripped());
    let address = Event::Address(AddressEntry::new("bc1qother"));
    assert_eq!(seen(&mut review, &address), [Found::UnknownAddress]);
    assert!(is_tripped());
    let withdrawal = Movement::new(MovementKind::Withdrawal, "w", "BTC");
    assert_eq!(
        seen(&mut review, &Event::Movement(withdrawal)),
        [Found::Withdrawal]
    );
}
