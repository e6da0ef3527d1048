//! Processes that are killed while they trip and reset.
//!
//! The model: a trip that was acknowledged counts until a reset that names it, and a switch is armed
//! by a reset on record and by nothing else.

use super::{child::Running, trips};
use keyleash::{KillSwitch, SwitchStanding, TrippedBy};
use std::{
    collections::BTreeSet,
    hash::{BuildHasher as _, RandomState},
    thread,
    time::{Duration, Instant},
};

/// How often a process is killed in each test.
const ROUNDS: usize = 150;

/// However slow the disk is.
const LONGEST: Duration = Duration::from_secs(120);

/// Up to so many microseconds, by chance.
fn chance(most: u64) -> Duration {
    Duration::from_micros(RandomState::new().hash_one(0) % most)
}

fn armed() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    switch.reset("the tests", "first").unwrap();
    (folder, directory)
}

#[test]
fn no_trip_is_lost_with_the_process_that_made_it() {
    let (_folder, directory) = armed();
    let (mut kept, mut early) = (0, 0);
    for round in 0..ROUNDS {
        let mut child = Running::start("trips", &directory);
        child.expect("open");
        thread::sleep(chance(60_000));
        let told = child.kill();
        // As the next process finds it.
        let switch = KillSwitch::at(&directory).unwrap();
        let found: BTreeSet<_> = trips(&switch).into_iter().map(|trip| trip.why).collect();
        for why in told.iter().filter(|line| line.starts_with("trip ")) {
            assert!(found.contains(why), "{round}: {why} of {found:?}");
            kept += 1;
        }
        early += usize::from(told.is_empty());
        switch.reset("the tests", "next round").unwrap();
        assert_eq!(switch.standing(), SwitchStanding::Armed);
    }
    assert!(
        kept > ROUNDS && early < ROUNDS,
        "{kept} kept, {early} early"
    );
}

#[test]
fn nothing_arms_but_a_reset_that_names_the_last_trip() {
    let (_folder, directory) = armed();
    let (mut tripped, mut reset) = (0, 0);
    for round in 0..ROUNDS {
        let mut child = Running::start("turns", &directory);
        child.expect("open");
        thread::sleep(chance(120_000));
        let pid = child.child.id();
        let told = child.kill();
        let switch = KillSwitch::at(&directory).unwrap();
        let open = trips(&switch);
        let is_open = |number: &str| {
            let why = format!("turn {pid} {number}");
            open.iter().any(|trip| trip.why == why)
        };
        let by = switch.resets().pop().unwrap();
        match told.last().map(|line| line.split_once(' ').unwrap()) {
            Some(("tripped", number)) => {
                let why = format!("turn {pid} {number}");
                let named = by.trips.iter().any(|trip| trip.why == why);
                assert_ne!(is_open(number), named, "{round}: {open:?}, {by}");
                assert_eq!(open.is_empty(), named, "{round}");
                tripped += 1;
            }
            Some(("reset", number)) => {
                assert!(!is_open(number), "{round}");
                // Another trip may have begun.
                assert!(open.len() <= 1, "{round}: {open:?}");
                reset += 1;
            }
            _ => assert!(open.len() <= 1, "{round}"),
        }
        switch.reset("the tests", "next round").unwrap();
    }
    // How many, the disk decides.
    assert!(
        tripped + reset > ROUNDS / 4 && tripped > 0 && reset > 0,
        "{tripped}, {reset}"
    );
}

#[test]
fn many_processes_trip_and_reset_and_none_of_it_is_lost() {
    let (_folder, directory) = armed();
    let switch = KillSwitch::at(&directory).unwrap();
    let resetting = [(); 2].map(|()| Running::start("resets", &directory));
    let mut told = Vec::new();
    let end = Instant::now() + LONGEST;
    // How many get onto record before the kill, the disk decides.
    while told.len() < 400 && Instant::now() < end {
        let mut tripping = [(); 3].map(|()| Running::start("trips", &directory));
        for child in &mut tripping {
            child.expect("open");
        }
        thread::sleep(chance(30_000));
        told.extend(tripping.into_iter().flat_map(Running::kill));
        // A reset shows so many trips at most, and here each of them is asked for.
        while switch.standing() != SwitchStanding::Armed && Instant::now() < end {
            thread::sleep(Duration::from_millis(1));
        }
    }
    let mut named: BTreeSet<_> = resetting
        .into_iter()
        .flat_map(Running::kill)
        .filter_map(|line| Some(line.strip_prefix("reset: ")?.to_owned()))
        .flat_map(|whys| whys.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let switch = KillSwitch::at(&directory).unwrap();
    // A reset that was killed before it could say what it named.
    named.extend(
        switch
            .resets()
            .into_iter()
            .flat_map(|reset| reset.trips)
            .map(|trip| trip.why),
    );
    named.extend(trips(&switch).into_iter().map(|trip| trip.why));
    let made: Vec<_> = told
        .iter()
        .filter(|line| line.starts_with("trip "))
        .collect();
    assert!(made.len() > 100, "{}", made.len());
    for why in made {
        assert!(named.contains(why), "{why}");
    }
    switch.reset("the tests", "end").unwrap();
    assert_eq!(switch.standing(), SwitchStanding::Armed);
}

#[test]
fn a_record_that_is_put_away_by_hand_does_not_arm_who_knew_of_it() {
    let (_folder, directory) = armed();
    let switch = KillSwitch::at(&directory).unwrap();
    let other = KillSwitch::at(&directory).unwrap();
    other.trip(TrippedBy::owner("bob"), "leak").unwrap();
    thread::sleep(Duration::from_millis(100));
    assert_eq!(trips(&switch)[0].why, "leak");
    let entries = std::fs::read_dir(&directory).unwrap();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("trip-")
        {
            std::fs::remove_file(path).unwrap();
        }
    }
    thread::sleep(Duration::from_millis(100));
    for switch in [&switch, &other] {
        assert_eq!(trips(switch).len(), 1, "{}", switch.standing());
    }
    // The file that said that all was well, away and back.
    let [path, away] = ["armed", "away"].map(|name| directory.join(name));
    let third = KillSwitch::at(&directory).unwrap();
    assert_eq!(third.standing(), SwitchStanding::Armed);
    std::fs::rename(&path, &away).unwrap();
    thread::sleep(Duration::from_millis(100));
    assert_eq!(trips(&third)[0].by, TrippedBy::Unarmed);
    std::fs::rename(&away, &path).unwrap();
    thread::sleep(Duration::from_millis(100));
    assert_eq!(trips(&third).len(), 1);
    third.reset("alice", "it was I").unwrap();
    assert_eq!(third.standing(), SwitchStanding::Armed);
}
