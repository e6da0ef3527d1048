//! Signing while the key is rotated: nobody waits for it, so nobody should be slower either.

use crate::{
    calls::{self, signing},
    rounds::{median, timed},
    venues::{self, Fixed, KEY_ID, Trader},
};
use keyleash::{
    AnyCredential, Rotation, Signer,
    venue::{
        self,
        bybit::{self, Bybit},
    },
};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// So often another key takes the place of the one in use, where the machine keeps up.
const PACE: Duration = Duration::from_millis(1);
/// With rotations and without take turns.
const TURN: Duration = Duration::from_millis(20);
/// Signatures that are timed together.
const BATCH: u32 = 16;

/// The median times of a signature in nanoseconds.
pub struct Rotated {
    pub still: f64,
    pub rotating: f64,
    /// In a second of the turns that have them.
    pub rotations: f64,
}

/// Signs in so many turns of each kind.
pub fn measured(turns: u32) -> Rotated {
    let signer = venues::typed::<Bybit>("bybit", Fixed::any());
    let mut run = signing(signer.clone(), bybit::ORDER_CREATE_SPOT.body(calls::BYBIT));
    let (rotates, ended) = (AtomicBool::new(false), AtomicBool::new(false));
    let mut times = [Vec::new(), Vec::new()];
    let rotations = thread::scope(|scope| {
        let other = scope.spawn(|| rotating(&signer, &rotates, &ended));
        for turn in 0..2 * turns {
            let with = turn % 2 == 1;
            rotates.store(with, Ordering::SeqCst);
            let begun = Instant::now();
            while begun.elapsed() < TURN {
                times[usize::from(with)].push(timed(&mut run, BATCH));
            }
        }
        ended.store(true, Ordering::SeqCst);
        other.join().unwrap()
    });
    let [still, rotating] = times.each_mut().map(|times| median(times));
    Rotated {
        still,
        rotating,
        rotations: rotations as f64 / (TURN * turns).as_secs_f64(),
    }
}

/// Rotates while it is told to; how often.
fn rotating(signer: &Signer<Bybit, Trader>, told: &AtomicBool, ended: &AtomicBool) -> u64 {
    let mut number = 0;
    let mut next = Instant::now();
    // It wakes up in either turn: what is measured is the rotation.
    while !ended.load(Ordering::SeqCst) {
        if told.load(Ordering::SeqCst) {
            number += 1;
            rotate(signer, number);
        }
        // What was missed is not made up for, which would be another pace.
        next = (next + PACE).max(Instant::now());
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    number
}

/// All of it: a key is loaded, inspected and judged, takes the place, and the old one is wiped.
fn rotate(signer: &Signer<Bybit, Trader>, number: u64) {
    let bybit = venue::find("bybit").unwrap();
    let credential = AnyCredential::load(bybit, Fixed::numbered(number)).unwrap();
    let (id, made) = (format!("{KEY_ID}-{number}"), made(number));
    let report = venues::report(credential.inspection(), "bybit", |answer| {
        answer
            .replace(KEY_ID, &id)
            .replace("2026-10-01T03:20:45Z", &made)
    });
    let replaced = Rotation::of(signer)
        .accept_at(credential, report, venues::recorded())
        .unwrap();
    assert!(replaced.wait(Duration::from_secs(10)));
    drop(replaced.retire_early().unwrap());
}

/// Each key is younger than the one before, by a second.
fn made(number: u64) -> String {
    let (day, hour) = (2 + number / 86_400, number / 3_600 % 24);
    let (minute, second) = (number / 60 % 60, number % 60);
    format!("2026-10-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
