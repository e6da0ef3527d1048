//! A kill switch and the fleet that it is one with, where one of the two is in trouble.

use super::{
    arm,
    server::{Server, lease, wait_for},
    signer, try_sign,
};
use crate::support;
use keyleash::{
    Alarm, AnyCredential, Counters, FleetStanding, InspectionError, KillSwitch, Redis, RedisError,
    ResetError, Secret, SignError, SwitchStanding, TrippedBy, venue,
};
use rustix::{
    fs::{FlockOperation, flock},
    process::Signal,
};
use std::{
    fs::{self, File, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// An armed switch in a directory, one with the fleet of the server.
fn switch(server: &Server, directory: &Path) -> KillSwitch {
    let switch = KillSwitch::at(directory).unwrap();
    let switch = switch.with_lease(lease(&server.url())).unwrap();
    wait_for("the state is read", || {
        !matches!(
            switch.fleet().unwrap().standing(),
            FleetStanding::Unsure { .. }
        )
    });
    switch.reset("owner", "first day").unwrap();
    switch
}

#[test]
fn a_trip_in_the_words_of_one_that_was_just_reset_stops_all_again() {
    let Some(server) = Server::start() else {
        return;
    };
    let switch = KillSwitch::new().with_lease(lease(&server.url())).unwrap();
    let other = server.member();
    arm(&other);
    for _ in 0..4 {
        wait_for("armed", || {
            switch.standing() == SwitchStanding::Armed && other.may_sign()
        });
        switch.trip(TrippedBy::Policy, "late").unwrap();
        wait_for("the other stops", || other.is_tripped());
        switch.reset("owner", "a drill").unwrap();
    }
}

#[test]
fn a_signature_by_which_the_policy_trips_does_not_wait_for_itself() {
    let Some(server) = Server::start() else {
        return;
    };
    let lease = lease(&server.url()).ttl(Duration::from_secs(6));
    let switch = KillSwitch::new().with_lease(lease).unwrap();
    arm(&switch.fleet().unwrap());
    let credential = AnyCredential::load(venue::find("binance").unwrap(), support::ANY_KEY)
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1))
        .stopped_by(&switch);
    let report = support::report_of(&credential);
    let policy = support::policy().reverify_hours(1).trip_on(Alarm::Stale);
    let signer = credential
        .verify_at(&policy, report, support::at(0))
        .unwrap();
    assert_eq!(try_sign(&signer), Ok(()));
    let request = support::ask(keyleash::Method::Get, "/api/v3/account");
    let begun = Instant::now();
    let refused = signer.sign_at(&request, support::at(2 * 3_600));
    assert_eq!(refused.unwrap_err(), SignError::Stale);
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(try_sign(&signer), Err(SignError::Stopped));
}

#[test]
fn a_reset_that_fails_in_the_directory_leaves_the_fleet_tripped() {
    let Some(server) = Server::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let (switch, other) = (switch(&server, &directory), server.member());
    wait_for("the other is armed", || other.may_sign());
    switch.trip(TrippedBy::Watch, "a leak").unwrap();
    wait_for("the other stops", || other.is_tripped());
    let mode = |mode| fs::set_permissions(&directory, Permissions::from_mode(mode)).unwrap();
    mode(0o755);
    let refused = switch.reset("owner", "too early").unwrap_err();
    assert!(
        matches!(refused, ResetError::Misconfigured { .. }),
        "{refused}"
    );
    thread::sleep(Duration::from_millis(300));
    assert!(other.is_tripped(), "{:?}", other.standing());
    mode(0o700);
    switch.reset("owner", "closed").unwrap();
    wait_for("all sign", || {
        other.may_sign() && switch.standing() == SwitchStanding::Armed
    });
    // And the other way round: where the fleet is not reset, nor is the directory.
    switch.trip(TrippedBy::Watch, "a leak").unwrap();
    server.signal(Signal::STOP);
    assert!(switch.reset("owner", "nobody there").is_err());
    let alone = KillSwitch::at(&directory).unwrap();
    assert!(matches!(alone.standing(), SwitchStanding::Tripped(_)));
    server.signal(Signal::CONT);
}

#[test]
fn a_directory_that_hangs_does_not_keep_a_trip_from_the_fleet() {
    let Some(server) = Server::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let (switch, other) = (switch(&server, &directory), server.member());
    wait_for("the other is armed", || other.may_sign());
    let held = File::open(&directory).unwrap();
    flock(&held, FlockOperation::LockExclusive).unwrap();
    thread::scope(|scope| {
        // It waits for two seconds, and whoever else wants the directory with it.
        let reset = scope.spawn(|| switch.reset("owner", "a drill"));
        thread::sleep(Duration::from_millis(200));
        let trip = scope.spawn(|| switch.trip(TrippedBy::Watch, "a leak"));
        let took = wait_for("the other stops", || other.is_tripped());
        assert!(took < Duration::from_secs(1), "{took:?}");
        assert_eq!(reset.join().unwrap().unwrap_err(), ResetError::Busy);
        trip.join().unwrap().unwrap();
    });
}

#[test]
fn a_trip_that_has_not_arrived_is_shown() {
    let Some(server) = Server::start() else {
        return;
    };
    let switch = KillSwitch::new().with_lease(lease(&server.url())).unwrap();
    let fleet = switch.fleet().unwrap();
    arm(&fleet);
    assert_eq!(try_sign(&signer(&switch)), Ok(()));
    server.signal(Signal::STOP);
    assert_eq!(fleet.trip("owner", "away"), Err(RedisError::NoAnswer));
    let FleetStanding::Tripped { trips, .. } = fleet.standing() else {
        panic!("{:?}", fleet.standing());
    };
    assert_eq!(trips[0].why, "away");
    let SwitchStanding::Tripped(trips) = switch.standing() else {
        panic!("{}", switch.standing());
    };
    assert_eq!(trips.len(), 1);
    server.signal(Signal::CONT);
}

#[test]
fn the_rights_that_an_error_asks_for_are_enough() {
    let Some(server) = Server::start() else {
        return;
    };
    let error = RedisError::NotAllowed.to_string();
    let rights = error.split('`').nth(1).unwrap();
    let keys = error.split('`').nth(3).unwrap();
    let said = server.say(&format!("ACL SETUSER bot on >secret {keys} {rights}"));
    assert!(said.starts_with("+OK"), "{said}");
    let url = format!("{}?user=bot&pass=secret", server.url());
    let fleet = lease(&url).start().unwrap();
    arm(&fleet);
    fleet.trip("owner", "a drill").unwrap();
    fleet.reset("owner", "it is over").unwrap();
    let redis = || Redis::at(Secret::new(url.clone())).unwrap();
    drop(Counters::create_redis(redis(), "desk-1").unwrap());
    let counters = Counters::redis(redis(), "desk-1").unwrap();
    let limits = keyleash::Limits::new().orders_per_day(10);
    let credential = AnyCredential::load(venue::find("binance").unwrap(), support::ANY_KEY)
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1))
        .counted_by(&counters);
    let report = support::report_of(&credential);
    let policy = support::policy().limits(limits);
    drop(
        credential
            .verify_at(&policy, report, support::at(0))
            .unwrap(),
    );
    assert_eq!(counters.fault(), None);
}

#[test]
fn a_trigger_that_was_pulled_reaches_the_fleet_when_the_last_clone_is_dropped() {
    let Some(server) = Server::start() else {
        return;
    };
    let other = server.member();
    arm(&other);
    for round in 0..4 {
        let switch = KillSwitch::new().with_lease(lease(&server.url())).unwrap();
        wait_for("armed", || {
            other.may_sign() && switch.standing() == SwitchStanding::Armed
        });
        switch.trigger().pull();
        drop(switch);
        wait_for("the other stops", || other.is_tripped());
        other.reset("owner", &round.to_string()).unwrap();
    }
}

#[test]
fn a_fleet_that_stops_a_key_stops_its_inspections() {
    let Some(server) = Server::start() else {
        return;
    };
    let switch = KillSwitch::new().with_lease(lease(&server.url())).unwrap();
    let other = server.member();
    arm(&other);
    wait_for("armed", || switch.standing() == SwitchStanding::Armed);
    let signer = signer(&switch);
    let asks = || {
        let mut inspection = signer.inspection();
        inspection.next_request_at(support::at(1)).map(drop)
    };
    assert!(asks().is_ok());
    other.trip("owner", "a leak").unwrap();
    wait_for("it stops", || try_sign(&signer) == Err(SignError::Stopped));
    assert!(
        matches!(asks(), Err(InspectionError::Stopped)),
        "{:?}",
        asks()
    );
    other.reset("owner", "it is over").unwrap();
    wait_for("it signs", || try_sign(&signer).is_ok());
    server.signal(Signal::STOP);
    wait_for("the lease runs out", || {
        try_sign(&signer) == Err(SignError::Unsure)
    });
    assert!(
        matches!(asks(), Err(InspectionError::Unsure)),
        "{:?}",
        asks()
    );
    server.signal(Signal::CONT);
}
