//! The kill switch: in one process, across restarts, and across processes of a host.
//!
//! Processes are real: the test binary runs itself as a child, which trips, resets and signs, and is
//! killed wherever it happens to be.

#[cfg(target_os = "linux")]
mod child;
#[cfg(target_os = "linux")]
mod killed;
#[cfg(target_os = "linux")]
mod spread;
#[cfg(target_os = "linux")]
mod times;

use crate::support::{at, inspect_at, key_of, policy};
use keyleash::{
    AnyCredential, AnySigner, KillSwitch, Method, Request, ResetError, SignError, SwitchStanding,
    Trip, TrippedBy, venue,
};
use std::thread;

/// A verified signer under a switch.
pub(crate) fn signer(switch: &KillSwitch) -> AnySigner {
    let credential = AnyCredential::load(venue::find("binance").unwrap(), key_of("binance"))
        .unwrap()
        .stopped_by(switch);
    let report = inspect_at(credential.inspection(), "binance", "good", at(0));
    credential.verify_at(&policy(), report, at(0)).unwrap()
}

/// What it can sign.
pub(crate) fn order() -> Request<'static> {
    let order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";
    let request = Request::new(Method::Post, "/api/v3/order").unwrap();
    request.body(order)
}

fn sign(signer: &AnySigner) -> Result<(), SignError> {
    signer.sign_at(&order(), at(1)).map(drop)
}

/// The trips that count.
fn trips(switch: &KillSwitch) -> Vec<Trip> {
    match switch.standing() {
        SwitchStanding::Tripped(trips) => trips,
        SwitchStanding::Armed => Vec::new(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_trip_stops_every_key_and_a_reset_lets_them_sign_again() {
    let switch = KillSwitch::new();
    let [one, two] = [signer(&switch), signer(&switch)];
    assert_eq!((sign(&one), sign(&two)), (Ok(()), Ok(())));
    switch
        .trip(TrippedBy::Watch, "a fill that nobody knows")
        .unwrap();
    assert_eq!(sign(&one), Err(SignError::Stopped));
    assert_eq!(sign(&two.clone()), Err(SignError::Stopped));
    let reset = switch.reset("alice", "the fill was ours").unwrap();
    assert_eq!(reset.trips[0].by, TrippedBy::Watch);
    assert_eq!((sign(&one), sign(&two)), (Ok(()), Ok(())));
    assert_eq!(switch.resets(), [reset]);
    // Of one key alone, for good.
    one.stop();
    assert_eq!((sign(&one), sign(&two)), (Err(SignError::Stopped), Ok(())));
    switch.reset("alice", "to no avail").unwrap();
    assert_eq!(sign(&one), Err(SignError::Stopped));
}

#[test]
fn a_reset_names_who_and_why() {
    let switch = KillSwitch::new();
    switch.trigger().pull();
    for (who, why) in [("", "why"), ("who", " "), ("", "")] {
        assert_eq!(switch.reset(who, why), Err(ResetError::Unnamed));
    }
    assert_eq!(trips(&switch).len(), 1);
}

#[test]
fn trips_and_resets_from_many_threads_end_tripped_by_the_last_trip() {
    let switch = KillSwitch::new();
    let mut told = 0;
    for _ in 0..200 {
        let resets = thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| switch.trip(TrippedBy::Policy, "late").unwrap());
                scope.spawn(|| switch.trigger().pull());
            }
            let resets = scope.spawn(|| switch.reset("a", "b").unwrap());
            resets.join().unwrap()
        });
        // All of it is told: by the reset, or still.
        let open = trips(&switch);
        assert!(resets.trips.len() + open.len() <= 4);
        told += resets.trips.len() + open.len();
        switch.reset("a", "b").unwrap();
        assert_eq!(switch.standing(), SwitchStanding::Armed);
        assert_eq!(sign_nothing(&switch), Ok(()));
    }
    assert!(told >= 600, "{told}");
}

fn sign_nothing(switch: &KillSwitch) -> Result<(), String> {
    match switch.standing() {
        SwitchStanding::Armed => Ok(()),
        other => Err(other.to_string()),
    }
}

#[test]
fn who_waits_knows_that_no_signature_is_in_progress() {
    let switch = KillSwitch::new();
    let signer = signer(&switch);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| while sign(&signer).is_ok() {});
        }
        thread::sleep(std::time::Duration::from_millis(20));
        switch
            .stop_and_wait(TrippedBy::owner("alice"), "enough")
            .unwrap();
    });
    assert_eq!(trips(&switch)[0].why, "enough");
}

#[test]
fn what_it_shows() {
    let switch = KillSwitch::new();
    assert_eq!(format!("{switch:?}"), "KillSwitch(armed)");
    assert_eq!(switch.standing().to_string(), "armed");
    let strikes = switch.strikes(3.try_into().unwrap());
    assert_eq!(format!("{strikes:?}"), "Strikes(0 of 3)");
    switch.trip(TrippedBy::owner("alice"), "a leak").unwrap();
    assert_eq!(format!("{switch:?}"), "KillSwitch(tripped)");
    assert_eq!(format!("{:?}", switch.trigger()), "Trigger");
    let text = switch.standing().to_string();
    assert!(
        text.starts_with("tripped\n  - owner alice: a leak (20"),
        "{text}"
    );
    let json = serde_json::to_value(&trips(&switch)[0]).unwrap();
    assert_eq!(
        (&json["by"], &json["who"], &json["why"]),
        (&"owner".into(), &"alice".into(), &"a leak".into())
    );
    let reset = switch.reset("bob", "mended").unwrap().to_string();
    assert!(reset.starts_with("reset by bob: mended (20"), "{reset}");
    let unnamed = switch.reset("", "").unwrap_err();
    assert_eq!(format!("{unnamed:?}"), unnamed.to_string());
}

#[test]
fn a_trigger_that_was_pulled_is_on_record_when_the_last_clone_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    for round in 0..80 {
        let switch = KillSwitch::at(&directory).unwrap();
        switch.reset("alice", "another round").unwrap();
        let trigger = switch.trigger();
        thread::sleep(std::time::Duration::from_micros(127 * round));
        trigger.pull();
        drop((switch, trigger));
        // The process may end now.
        let names = std::fs::read_dir(&directory).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        let armed = std::fs::read_to_string(directory.join("armed")).unwrap();
        let is_open = |name: &str| name.starts_with("trip-") && !armed.contains(name);
        assert!(
            names.iter().any(|name| is_open(name.to_str().unwrap())),
            "{round}"
        );
    }
}
