//! A switch above several keys, and what a policy leaves possible after it was tripped.

use crate::support::{ask, at, good_policy, inspect_at, key_of, policy};
use keyleash::{
    Alarm, AnyCredential, AnyPolicy, AnySigner, KeyError, KillSwitch, LoadError, Method, Relief,
    SignError, Standing, SwitchStanding, TrippedBy, venue,
};
use serde_json::json;
use std::thread;

/// A verified signer of the venue's good fixture under a switch; `None` where this build does not
/// read the kind of key that the venue hands out.
fn under(switch: &KillSwitch, venue: &str, after_trip: &[Relief]) -> Option<AnySigner> {
    let spec = venue::find(venue).unwrap();
    let mut credential = match AnyCredential::load(spec, key_of(venue)) {
        Err(LoadError::Secret(KeyError::FeatureMissing { .. })) => return None,
        loaded => loaded.unwrap().stopped_by(switch),
    };
    let (mut policy, created) = good_policy(venue, &json!([]));
    for relief in after_trip {
        policy = policy.after_trip(*relief);
    }
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    let report = inspect_at(credential.inspection(), venue, "good", at(0));
    Some(credential.verify_at(&policy, report, at(0)).unwrap())
}

/// A path of the table with something in place of each `{}`.
fn filled(path: &str) -> String {
    path.replace("{}", "1").replace('*', "x")
}

#[test]
fn one_switch_stops_every_key_under_it() {
    let switch = KillSwitch::new();
    let binance = under(&switch, "binance", &[]).unwrap();
    let bybit = under(&switch, "bybit", &[]).unwrap();
    let other = under(&KillSwitch::new(), "bybit", &[]).unwrap();
    let (account, wallet) = (
        ask(Method::Get, "/api/v3/account"),
        ask(
            Method::Get,
            "/v5/account/wallet-balance?accountType=UNIFIED",
        ),
    );
    drop(binance.sign_at(&account, at(1)).unwrap());
    drop(bybit.sign_at(&wallet, at(1)).unwrap());
    switch
        .clone()
        .trip(TrippedBy::owner("ann"), "a leak")
        .unwrap();
    assert_eq!(
        binance.sign_at(&account, at(1)).unwrap_err(),
        SignError::Stopped
    );
    assert_eq!(
        bybit.sign_at(&wallet, at(1)).unwrap_err(),
        SignError::Stopped
    );
    assert_eq!(bybit.standing_at(at(1)), Standing::Stopped);
    drop(other.sign_at(&wallet, at(1)).unwrap());
}

#[test]
fn after_a_trip_only_what_the_policy_names_is_signed() {
    let (mut cancelled, mut read) = (0, 0);
    for spec in venue::ALL {
        let switch = KillSwitch::new();
        let reliefs = [Relief::CancelAll, Relief::Evidence];
        let Some(free) = under(&KillSwitch::new(), spec.id(), &[]) else {
            continue;
        };
        let none = under(&switch, spec.id(), &[]).unwrap();
        let some = under(&switch, spec.id(), &reliefs).unwrap();
        let one = under(&switch, spec.id(), &reliefs[1..]).unwrap();
        switch.trip(TrippedBy::owner("ann"), "a leak").unwrap();
        let attempt = |signer: &AnySigner, method, path: &str| {
            let path = filled(path);
            let body = if method == Method::Get { "" } else { "{}" };
            let asked = ask(method, &path).body(body);
            signer.sign_at(&asked, at(1)).or_else(|error| {
                // A form, or nothing at all.
                let bare = signer.sign_at(&ask(method, &path), at(1));
                bare.map_err(|_| error)
            })
        };
        for (method, path) in spec.cancel_all() {
            assert_eq!(
                attempt(&none, method, path).unwrap_err(),
                SignError::Stopped
            );
            // As before the trip: signed, or refused for another reason, such as its scope.
            let (before, after) = (attempt(&free, method, path), attempt(&some, method, path));
            assert_eq!(
                before.as_ref().err(),
                after.as_ref().err(),
                "{spec:?} {path}"
            );
            assert!(attempt(&one, method, path).is_err(), "{spec:?} {path}");
            cancelled += usize::from(after.is_ok());
        }
        for (_, method, path) in spec.evidence() {
            let (before, after) = (attempt(&free, method, path), attempt(&one, method, path));
            assert_eq!(
                before.as_ref().err(),
                after.as_ref().err(),
                "{spec:?} {path}"
            );
            read += usize::from(after.is_ok());
        }
        for orders in spec.orders() {
            for (method, path) in orders.endpoints() {
                assert!(attempt(&some, method, path).is_err(), "{spec:?} {path}");
            }
        }
        // What was stopped by itself stays so.
        some.stop();
        for (_, method, path) in spec.evidence() {
            assert_eq!(
                attempt(&some, method, path).unwrap_err(),
                SignError::Stopped
            );
        }
    }
    assert!(cancelled > 10 && read > 50, "{cancelled} {read}");
}

#[test]
fn a_configuration_names_what_stays_possible() {
    let configured = |after_trip| -> Result<AnyPolicy, _> {
        serde_json::from_value(json!({ "needs": ["read", "spot"], "after_trip": after_trip }))
    };
    assert_eq!(
        configured(json!(["cancel_all", "evidence"])).unwrap(),
        policy()
            .after_trip(Relief::CancelAll)
            .after_trip(Relief::Evidence)
    );
    assert_eq!(configured(json!([])).unwrap(), policy());
    let error = configured(json!(["orders"])).unwrap_err().to_string();
    assert!(
        error.contains("`cancel_all`, `evidence`, `deletion`"),
        "{error}"
    );
    assert!(!error.contains("orders"), "{error}");
}

#[test]
fn a_policy_trips_the_switch_for_every_key_under_it() {
    let hours = |hours: u64| at(hours * 3_600);
    let account = ask(Method::Get, "/api/v3/account");
    let wallet = ask(
        Method::Get,
        "/v5/account/wallet-balance?accountType=UNIFIED",
    );
    for (alarm, refusal) in [
        (Alarm::Stale, SignError::Stale),
        (Alarm::PastDeadline, SignError::PastDeadline),
    ] {
        let switch = KillSwitch::new();
        let other = under(&switch, "bybit", &[]).unwrap();
        // As old as it may be: its deadline is within the next day.
        let signer = (1..=90)
            .find_map(|days| {
                let spec = venue::find("binance").unwrap();
                let credential = AnyCredential::load(spec, key_of("binance")).unwrap();
                let credential = credential.stopped_by(&switch);
                let policy = policy().max_age_days(days).trip_on(alarm);
                let policy = match alarm {
                    Alarm::Stale => policy.reverify_hours(1),
                    _ => policy.reverify_hours(720),
                };
                let report = inspect_at(credential.inspection(), "binance", "good", at(0));
                credential.verify_at(&policy, report, at(0)).ok()
            })
            .unwrap();
        drop(signer.sign_at(&account, at(1)).unwrap());
        assert_eq!(switch.standing(), SwitchStanding::Armed);
        let late = if alarm == Alarm::Stale {
            hours(2)
        } else {
            hours(25)
        };
        assert_eq!(signer.sign_at(&account, late).unwrap_err(), refusal);
        let SwitchStanding::Tripped(trips) = switch.standing() else {
            panic!("{alarm:?} did not trip")
        };
        assert_eq!(trips.len(), 1);
        assert_eq!(trips[0].by, TrippedBy::Policy);
        assert_eq!(
            other.sign_at(&wallet, at(1)).unwrap_err(),
            SignError::Stopped
        );
    }
    let configured: AnyPolicy =
        serde_json::from_value(json!({ "needs": ["read", "spot"], "trip_on": ["stale"] })).unwrap();
    assert_eq!(configured, policy().trip_on(Alarm::Stale));
}

#[test]
fn who_stopped_and_waited_sees_no_signature_after() {
    for _ in 0..50 {
        let switch = KillSwitch::new();
        let signer = under(&switch, "bybit", &[]).unwrap();
        let asked = ask(
            Method::Get,
            "/v5/account/wallet-balance?accountType=UNIFIED",
        );
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| while signer.sign_at(&asked, at(1)).is_ok() {});
            }
            switch
                .stop_and_wait(TrippedBy::owner("ann"), "a leak")
                .unwrap();
            assert_eq!(
                signer.sign_at(&asked, at(1)).unwrap_err(),
                SignError::Stopped
            );
        });
    }
}

#[test]
fn a_run_of_refusals_that_goes_on_after_a_reset_trips_again() {
    let refusal = br#"{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}"#;
    let venue = venue::find("binance").unwrap();
    let switch = KillSwitch::new();
    let strikes = switch.strikes(2.try_into().unwrap());
    for _ in 0..3 {
        for _ in 0..2 {
            strikes.heard(venue, 401, refusal);
        }
        let SwitchStanding::Tripped(trips) = switch.standing() else {
            panic!("armed")
        };
        assert_eq!(trips.len(), 1);
        switch.reset("ann", "the key was mended").unwrap();
    }
}
