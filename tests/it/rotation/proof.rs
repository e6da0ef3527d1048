//! A key that falls short takes nobody's place; each fault has its name, and all come at once.

use super::{Made, Said, load, load_for, next, policy, signer, told};
use crate::support::{ask, at};
use keyleash::{
    AnyCredential, AnySigner, Code, Environment, Method, Refused, Rotation, RotationError,
    Severity, VerifyError, danger,
};
use std::time::Duration;

const BALANCE: &str = "/v5/account/wallet-balance?accountType=UNIFIED";

fn refused(error: RotationError) -> Refused {
    match error {
        RotationError::Refused(refused) => refused,
        other => panic!("{other}"),
    }
}

/// The codes that refuse, each once.
fn codes(refused: &Refused) -> Vec<Code> {
    let mut codes: Vec<_> = refused
        .violations()
        .iter()
        .filter(|fault| fault.severity() == Severity::Refuse)
        .map(keyleash::Violation::code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The key that a signer signs with.
fn key_of(signer: &AnySigner) -> String {
    let sent = signer.sign_at(&ask(Method::Get, BALANCE), at(1)).unwrap();
    sent.header("X-BAPI-API-KEY").unwrap().to_owned()
}

/// Each fault that a key can have in the place of another, as a bot is told of it; for the manual.
pub(crate) fn every_fault() -> Vec<keyleash::Violation> {
    let said = Said {
        account: 7,
        created: "2025-01-01T00:00:00Z".to_owned(),
        ips: vec!["*"],
        wallet: vec!["Withdraw"],
        convert: vec![],
    };
    let good = Said::good(1).answer();
    let asked = |credential: AnyCredential, answer: &serde_json::Value| {
        let report = told(&credential, answer, at(0));
        (credential, report)
    };
    let (_, about_another) = asked(load("bybit", &Made::new(2)), &said.answer());
    let host = load("bybit", &Made::new(1)).at_host("api.bybit.eu");
    let okx = serde_json::json!({"code": "0", "msg": "", "data": [
        {"uid": "1448939", "perm": "read_only,trade", "ip": "18.181.170.164"}
    ]});
    let testnet = load_for("bybit", Environment::Testnet, &Made::new(1));
    let wrong = [
        asked(load("bybit", &Made::new(0)), &good),
        asked(testnet, &good),
        asked(host.unwrap(), &good),
        asked(load("okx", &Made::new(1)), &okx),
        (load("bybit", &Made::new(1)), about_another),
    ];
    let errors = wrong.into_iter().map(|(credential, report)| {
        let (rotation, now) = (Rotation::of(&signer()), at(25 * 3_600));
        rotation.accept_at(credential, report, now).unwrap_err()
    });
    errors
        .chain([super::account::not_shown()])
        .flat_map(|error| refused(error).violations().to_vec())
        .collect()
}

#[test]
fn a_good_key_takes_the_place_in_every_signer() {
    let signer = signer();
    let clone = signer.clone();
    let narrowed = signer.narrow(signer.scope()).unwrap();
    let (credential, report) = next(1, &Said::good(1));
    let fingerprint = credential.fingerprint();
    let replaced = Rotation::of(&signer)
        .accept_at(credential, report, at(0))
        .unwrap();
    assert_eq!(replaced.new_key(), fingerprint);
    for signer in [&signer, &clone, &narrowed] {
        assert_eq!(signer.fingerprint(), fingerprint);
        assert_eq!(key_of(signer), "fixture-key-001");
    }
    assert!(replaced.settled());
}

#[test]
fn each_fault_has_its_name() {
    let good = || Said::good(1);
    let cases = [
        (
            Code::OtherAccount,
            Said {
                account: 7,
                ..good()
            },
        ),
        (
            Code::MoreRights,
            Said {
                convert: vec!["ExchangeHistory"],
                ..good()
            },
        ),
        (
            Code::WiderAllowlist,
            Said {
                ips: vec!["18.181.170.164", "13.212.46.1"],
                ..good()
            },
        ),
        // Narrower than the policy asks, and not within an entry of the old key.
        (
            Code::WiderAllowlist,
            Said {
                ips: vec!["13.212.45.0/29", "13.212.45.16/32"],
                ..good()
            },
        ),
        (
            Code::NotYounger,
            Said {
                created: "2026-09-30T23:59:59Z".to_owned(),
                ..good()
            },
        ),
        (Code::NotYounger, Said::good(0)),
    ];
    for (code, said) in cases {
        let signer = signer();
        let (credential, report) = next(1, &said);
        let refused = refused(
            Rotation::of(&signer)
                .accept_at(credential, report, at(0))
                .unwrap_err(),
        );
        assert_eq!(codes(&refused), [code], "{refused}");
        let fault = refused
            .violations()
            .iter()
            .find(|fault| fault.code() == code)
            .unwrap();
        assert!(!fault.remedy().is_empty());
        assert_eq!(key_of(&signer), "fixture-key-000", "the old one goes on");
    }
}

#[test]
fn a_tighter_allowlist_is_taken() {
    let signer = signer();
    let said = Said {
        ips: vec!["13.212.45.3", "13.212.45.8/30"],
        ..Said::good(1)
    };
    let (credential, report) = next(1, &said);
    drop(
        Rotation::of(&signer)
            .accept_at(credential, report, at(0))
            .unwrap(),
    );
}

#[test]
fn the_policy_holds_for_the_new_key() {
    let signer = signer();
    let said = Said {
        wallet: vec!["Withdraw"],
        ips: vec!["*"],
        ..Said::good(1)
    };
    let (credential, report) = next(1, &said);
    let refused = refused(
        Rotation::of(&signer)
            .accept_at(credential, report, at(0))
            .unwrap_err(),
    );
    assert!(refused.is_for(Code::Withdraw) && refused.is_for(Code::OpenToAll));
    assert!(refused.is_for(Code::MoreRights) && refused.is_for(Code::WiderAllowlist));
}

#[test]
fn all_faults_come_at_once() {
    let signer = signer();
    let said = Said {
        account: 7,
        created: "2025-01-01T00:00:00Z".to_owned(),
        ips: vec!["*"],
        wallet: vec!["Withdraw"],
        convert: vec![],
    };
    let credential = load("bybit", &Made::new(1));
    let about_another = told(&load("bybit", &Made::new(2)), &said.answer(), at(0));
    let refused = refused(
        Rotation::of(&signer)
            .accept_at(credential, about_another, at(25 * 3_600))
            .unwrap_err(),
    );
    let mut all = [
        Code::OtherReport,
        Code::OldReport,
        Code::OtherAccount,
        Code::MoreRights,
        Code::WiderAllowlist,
        Code::NotYounger,
        Code::Withdraw,
        Code::Admin,
        Code::OpenToAll,
        Code::TooOld,
        Code::Lapsed,
    ];
    all.sort_unstable();
    assert_eq!(codes(&refused), all, "{refused}");
    let text = refused.to_string();
    for code in all {
        assert!(text.contains(code.as_str()));
    }
}

#[test]
fn a_key_does_not_replace_itself() {
    let signer = signer();
    let (credential, report) = next(0, &Said::good(1));
    let error = Rotation::of(&signer)
        .accept_at(credential, report, at(0))
        .unwrap_err();
    assert_eq!(codes(&refused(error)), [Code::SameKey]);
}

#[test]
fn a_key_of_another_place_is_refused() {
    let signer = signer();
    let accept = |credential: AnyCredential| {
        let report = told(&credential, &Said::good(1).answer(), at(0));
        let error = Rotation::of(&signer).accept_at(credential, report, at(0));
        codes(&refused(error.unwrap_err()))
    };
    let testnet = load_for("bybit", Environment::Testnet, &Made::new(1));
    assert_eq!(accept(testnet), [Code::OtherEnvironment]);
    let host = load("bybit", &Made::new(1))
        .at_host("api.bybit.eu")
        .unwrap();
    assert_eq!(accept(host), [Code::OtherHost]);
    let loopback = load("bybit", &Made::new(1));
    let loopback = danger::any_loopback(loopback, "127.0.0.1:9".parse().unwrap()).unwrap();
    assert_eq!(accept(loopback), [Code::OtherHost]);
    let okx = load("okx", &Made::new(1));
    let okx_says = serde_json::json!({"code": "0", "msg": "", "data": [
        {"uid": "1448939", "perm": "read_only,trade", "ip": "18.181.170.164"}
    ]});
    let okx = okx.created_on(keyleash::Date::new(2026, 10, 9));
    let report = told(&okx, &okx_says, at(0));
    let error = Rotation::of(&signer).accept_at(okx, report, at(0));
    assert!(codes(&refused(error.unwrap_err())).contains(&Code::OtherVenue));
}

#[test]
fn the_day_of_a_key_has_to_be_known() {
    let okx_says = serde_json::json!({"code": "0", "msg": "", "data": [
        {"uid": "1448939", "perm": "read_only,trade", "ip": "18.181.170.164"}
    ]});
    let verified = |day| {
        let credential = load("okx", &Made::new(0)).created_on(keyleash::Date::new(2026, 10, day));
        let report = told(&credential, &okx_says, at(0));
        credential.verify_at(&policy(), report, at(0)).unwrap()
    };
    let accept = |signer: &AnySigner, day: Option<i8>| {
        let mut credential = load("okx", &Made::new(1));
        if let Some(day) = day {
            credential = credential.created_on(keyleash::Date::new(2026, 10, day));
        }
        let report = told(&credential, &okx_says, at(0));
        let accepted = Rotation::of(signer).accept_at(credential, report, at(0));
        accepted.map(drop).map_err(|error| codes(&refused(error)))
    };
    let undated = [Code::CreationNotStated, Code::NotYounger];
    assert_eq!(accept(&verified(8), None).unwrap_err(), undated);
    assert_eq!(
        accept(&verified(8), Some(7)).unwrap_err(),
        [Code::NotYounger]
    );
    // Of two keys of one day neither is known to be the older one.
    accept(&verified(8), Some(8)).unwrap();
    accept(&verified(8), Some(9)).unwrap();
}

#[test]
fn a_stopped_signer_takes_no_key_and_a_tripped_switch_stops_the_new_one() {
    let signer = signer();
    signer.stop();
    let (credential, report) = next(1, &Said::good(1));
    let error = Rotation::of(&signer).accept_at(credential, report, at(0));
    assert!(matches!(error, Err(RotationError::Stopped)));

    let switch = keyleash::KillSwitch::new();
    let credential = load("bybit", &Made::new(0)).stopped_by(&switch);
    let report = told(&credential, &Said::good(0).answer(), at(0));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let request = ask(Method::Get, BALANCE);
    drop(signer.sign_at(&request, at(1)).unwrap());
    switch
        .trip(keyleash::TrippedBy::owner("ann"), "a leak")
        .unwrap();
    let (credential, report) = next(1, &Said::good(1));
    drop(
        Rotation::of(&signer)
            .accept_at(credential, report, at(0))
            .unwrap(),
    );
    assert_eq!(
        signer.sign_at(&request, at(2)).unwrap_err(),
        keyleash::SignError::Stopped
    );
}

#[test]
fn of_two_rotations_at_once_one_comes_first() {
    let signer = signer();
    let (first, first_report) = next(1, &Said::good(1));
    let (second, second_report) = next(2, &Said::good(2));
    drop(
        Rotation::of(&signer)
            .accept_at(first, first_report, at(0))
            .unwrap(),
    );
    // What is younger than both may follow; what is older than the one in use may not.
    drop(
        Rotation::of(&signer)
            .accept_at(second, second_report, at(0))
            .unwrap(),
    );
    let (third, report) = next(3, &Said::good(1));
    let error = Rotation::of(&signer)
        .accept_at(third, report, at(0))
        .unwrap_err();
    assert_eq!(codes(&refused(error)), [Code::NotYounger]);
}

#[test]
fn a_renewal_of_the_new_key_is_about_the_new_key() {
    let signer = signer();
    let old = told(
        &load("bybit", &Made::new(0)),
        &Said::good(0).answer(),
        at(60),
    );
    let (credential, report) = next(1, &Said::good(1));
    drop(
        Rotation::of(&signer)
            .accept_at(credential, report, at(0))
            .unwrap(),
    );
    assert!(matches!(
        signer.renew_at(old, at(60)),
        Err(VerifyError::OtherKey)
    ));
    let new = told(
        &load("bybit", &Made::new(1)),
        &Said::good(1).answer(),
        at(60),
    );
    signer.renew_at(new, at(60)).unwrap();
}

#[test]
fn a_source_that_changed_gives_the_new_key() {
    let signer = signer();
    let rotation = Rotation::of(&signer);
    assert!(rotation.changed(Made::new(0)).unwrap().is_none());
    let credential = rotation.changed(Made::new(1)).unwrap().unwrap();
    let report = told(&credential, &Said::good(1).answer(), at(0));
    let late = at(0) + Duration::from_secs(1);
    drop(rotation.accept_at(credential, report, late).unwrap());
    assert!(
        Rotation::of(&signer)
            .changed(Made::new(1))
            .unwrap()
            .is_none()
    );
}

/// It goes where the key in use goes: to the stand-in here, and to a regional host of the venue.
#[test]
fn what_comes_from_a_source_goes_to_the_same_hosts() {
    let credential = load("bybit", &Made::new(0))
        .at_host("api.bybit.eu")
        .unwrap();
    let report = told(&credential, &Said::good(0).answer(), at(0));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let new = Rotation::of(&signer)
        .changed(Made::new(1))
        .unwrap()
        .unwrap();
    let asked = new.inspection().next_request_at(at(0)).unwrap().unwrap();
    assert!(asked.url().starts_with("https://api.bybit.eu/"));
    let report = told(&new, &Said::good(1).answer(), at(0));
    drop(Rotation::of(&signer).accept_at(new, report, at(0)).unwrap());
}
