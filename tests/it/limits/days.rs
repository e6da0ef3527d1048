//! Days, clocks and threads: never more than the limit.

use super::{Counters, Limits, ORDER, limited, limited_at};
use crate::support::at;
use keyleash::{AnySigner, CountersError, Method, Request, SignError, danger};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

const DAY: u64 = 86_400;

fn order_at(signer: &AnySigner, now: SystemTime) -> Result<(), SignError> {
    let request = Request::new(Method::Post, ORDER).unwrap();
    signer.sign_at(&request, now).map(|_| ())
}

/// The same, and again where the keeper had not seen the need yet.
fn order_soon(signer: &AnySigner, now: SystemTime) -> Result<(), SignError> {
    let start = Instant::now();
    loop {
        match order_at(signer, now) {
            Err(SignError::NotCounted) if start.elapsed() < Duration::from_secs(20) => {
                thread::sleep(Duration::from_millis(2));
            }
            outcome => return outcome,
        }
    }
}

/// A new directory that nobody else can write, and the path of a file of counts in it.
fn place() -> (tempfile::TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let path = directory.path().join("counts");
    (directory, path)
}

/// The morning of the day so many days after that of the tests.
fn morning(days: u64) -> SystemTime {
    at(days * DAY)
}

#[test]
fn of_many_threads_exactly_so_many_orders_pass() {
    let counters = danger::counters_in_memory();
    let limits = Limits::new()
        .orders_per_day(1_000)
        .orders_per_second(10_000);
    let signer = limited("binance", limits, Some(&counters)).unwrap();
    let passed: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let signer = signer.clone();
                scope.spawn(move || (0..200).filter(|_| super::order(&signer).is_ok()).count())
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert_eq!(passed, 1_000);
}

#[test]
fn a_new_day_has_its_own_limit_and_a_clock_that_steps_back_brings_none_back() {
    let counters = danger::counters_in_memory();
    let now = morning(10);
    let signer = limited_at(
        "binance",
        Limits::new().orders_per_day(3),
        Some(&counters),
        now,
    )
    .unwrap();
    let later = now + Duration::from_secs(20 * 3_600);
    for at in [now, later, now] {
        order_soon(&signer, at).unwrap();
    }
    let refused = order_soon(&signer, later).unwrap_err();
    let midnight = refused.opens_at().unwrap();
    assert_eq!(midnight, now + Duration::from_secs(23 * 3_600));
    order_soon(&signer, midnight).unwrap();
    // Back on the day before, which is over.
    for at in [now, later] {
        order_soon(&signer, at).unwrap();
    }
    for at in [now, later, midnight] {
        let refused = order_soon(&signer, at).unwrap_err();
        assert_eq!(
            refused.opens_at(),
            Some(midnight + Duration::from_secs(DAY))
        );
    }
}

#[test]
fn a_file_goes_on_where_it_was_and_a_clean_end_gives_back() {
    let (_directory, path) = place();
    assert!(matches!(
        Counters::at(&path),
        Err(CountersError::Missing { .. })
    ));
    drop(Counters::create(&path).unwrap());
    assert!(matches!(
        Counters::create(&path),
        Err(CountersError::Existing { .. })
    ));
    let now = morning(10);
    for passed in [30, 30, 40] {
        let counters = Counters::at(&path).unwrap();
        let limits = Limits::new().orders_per_day(100);
        let signer = limited_at("binance", limits, Some(&counters), now).unwrap();
        for _ in 0..passed {
            order_soon(&signer, now).unwrap();
        }
        if passed == 40 {
            let refused = order_soon(&signer, now).unwrap_err();
            assert!(refused.opens_at().is_some(), "{refused}");
        }
        let before = fs::read(&path).unwrap();
        drop((signer, counters));
        // The thread may hold the last clone for a moment.
        let start = Instant::now();
        while passed < 40 && fs::read(&path).unwrap() == before {
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "nothing was given back"
            );
            thread::sleep(Duration::from_millis(2));
        }
    }
    // A clock that stands on the day before goes on with this one.
    let counters = Counters::at(&path).unwrap();
    let before = now - Duration::from_secs(DAY);
    let signer = limited_at(
        "binance",
        Limits::new().orders_per_day(100),
        Some(&counters),
        before,
    )
    .unwrap();
    let refused = order_soon(&signer, before).unwrap_err();
    assert_eq!(
        refused.opens_at(),
        Some(now + Duration::from_secs(23 * 3_600))
    );
}

#[test]
fn a_file_that_is_gone_damaged_or_open_to_others_signs_nothing() {
    let refusal = |change: fn(&Path)| {
        let (_directory, path) = place();
        let counters = Counters::create(&path).unwrap();
        let limits = Limits::new().orders_per_day(16);
        let signer = limited_at("binance", limits.clone(), Some(&counters), morning(10)).unwrap();
        change(&path);
        let start = Instant::now();
        // What was granted before may be spent, and that is all.
        let mut passed = 0;
        while start.elapsed() < Duration::from_secs(20) {
            match order_at(&signer, morning(10)) {
                Ok(()) => passed += 1,
                Err(SignError::NotCounted) if counters.fault().is_some() => break,
                Err(SignError::NotCounted) => thread::sleep(Duration::from_millis(2)),
                Err(error) => panic!("{error}"),
            }
        }
        assert!((1..=2).contains(&passed), "{passed}");
        let fault = counters.fault().unwrap();
        let opened = Counters::at(&path).unwrap_err();
        assert_eq!(fault, opened);
        fault
    };
    let gone = refusal(|path| fs::remove_file(path).unwrap());
    assert!(matches!(gone, CountersError::Missing { .. }), "{gone}");
    let cut = refusal(|path| fs::write(path, &fs::read(path).unwrap()[1..]).unwrap());
    assert!(matches!(cut, CountersError::Damaged { .. }), "{cut}");
    let empty = refusal(|path| fs::write(path, "").unwrap());
    assert!(matches!(empty, CountersError::Damaged { .. }), "{empty}");
    let open = refusal(|path| {
        fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap();
    });
    assert!(matches!(open, CountersError::Wrong { .. }), "{open}");
    let link = refusal(|path| {
        let real = path.with_extension("real");
        fs::rename(path, &real).unwrap();
        std::os::unix::fs::symlink(&real, path).unwrap();
    });
    assert!(link.to_string().contains("a symbolic link"), "{link}");
    let directory = refusal(|path| {
        fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(0o777)).unwrap();
    });
    assert!(
        directory.to_string().contains("others can write"),
        "{directory}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever the clock does, no day has more than the limit. A day is the latest that was seen.
    #[test]
    fn no_clock_gives_a_day_more(hours in proptest::collection::vec(0u64..96, 1..80), limit in 1u64..9) {
        let counters = danger::counters_in_memory();
        let start = morning(20);
        let limits = Limits::new().orders_per_day(limit);
        let signer = limited_at("binance", limits, Some(&counters), start).unwrap();
        let mut days = BTreeMap::<u64, u64>::new();
        let mut latest = 0;
        for hour in hours {
            let now = start + Duration::from_secs(hour * 3_600);
            latest = latest.max((hour + 1) / 24);
            if order_soon(&signer, now).is_ok() {
                *days.entry(latest).or_default() += 1;
            }
        }
        prop_assert!(days.values().all(|orders| *orders <= limit), "{days:?}");
    }
}
