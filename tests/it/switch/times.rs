//! How long a trip takes to the last signature.
//!
//! The figures go to standard error. In a debug build, and beside other tests, they are worse than
//! in a bot: `KEYLEASH_TEST_ROUNDS=500 cargo test --release --test it switch::times -- --nocapture`
//! by itself gives those that the papers quote.

#![expect(clippy::print_stderr, reason = "figures are shown, and never asserted")]

use super::{
    child::{Running, nanos},
    sign, signer,
};
use keyleash::{KillSwitch, TrippedBy};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

#[expect(clippy::disallowed_methods, reason = "the tests' own variable")]
fn rounds() -> usize {
    let rounds = std::env::var_os("KEYLEASH_TEST_ROUNDS");
    rounds.map_or(30, |rounds| rounds.to_str().unwrap().parse().unwrap())
}

/// Prints what came out, and gives the worst, in nanoseconds.
fn told(what: &str, mut all: Vec<i64>) -> i64 {
    all.sort_unstable();
    let at = |percent: usize| all[(all.len() - 1) * percent / 100];
    let micros = |nanos: i64| nanos / 1_000;
    eprintln!(
        "{what}: p50 {} us, p99 {} us, most {} us ({} rounds)",
        micros(at(50)),
        micros(at(99)),
        micros(at(100)),
        all.len()
    );
    at(100)
}

#[test]
fn in_one_process_the_last_signature_is_before_the_trip_returns() {
    let mut all = Vec::new();
    for _ in 0..rounds() {
        let switch = KillSwitch::new();
        let signer = signer(&switch);
        let ready = AtomicBool::new(false);
        let (begun, returned, last) = thread::scope(|scope| {
            let runs = [(); 2].map(|()| {
                scope.spawn(|| {
                    let mut last = 0;
                    while sign(&signer).is_ok() {
                        last = nanos();
                        ready.store(true, Ordering::Relaxed);
                    }
                    last
                })
            });
            while !ready.load(Ordering::Relaxed) {
                thread::yield_now();
            }
            thread::sleep(Duration::from_millis(2));
            let begun = nanos();
            switch.stop_and_wait(TrippedBy::Policy, "late").unwrap();
            let returned = nanos();
            let last = runs.map(|run| run.join().unwrap()).into_iter().max();
            (begun, returned, last.unwrap())
        });
        all.push((last - begun).max(0));
        // A thread may be put aside between its signature and its look at the clock.
        assert!(last < returned + 200_000_000);
    }
    assert!(told("trip to last signature, one process", all) < 1_000_000_000);
}

#[test]
fn across_processes_the_last_signature_is_within_the_bound() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    switch.reset("the tests", "first").unwrap();
    let mut other = Running::start("signs", &directory);
    let (mut all, mut records) = (Vec::new(), Vec::new());
    for round in 0..rounds() {
        other.expect("signing");
        thread::sleep(Duration::from_millis(5 + round as u64 % 11));
        let begun = nanos();
        switch.trip(TrippedBy::Policy, "late").unwrap();
        records.push(nanos() - begun);
        let last: i64 = other.expect("stopped ").parse().unwrap();
        all.push((last - begun).max(0));
        switch.reset("the tests", "again").unwrap();
    }
    told("trip to its record", records);
    // Whatever the load, who does not see the trip is unsure after a second.
    assert!(told("trip to last signature, another process", all) < 1_500_000_000);
}
