//! The start of a fleet: every key is inspected and judged, each on a thread of its own.

use crate::venues::{self, Fixed};
use keyleash::{AnyCredential, AnyPolicy, venue};
use std::{
    hint::black_box,
    thread,
    time::{Duration, Instant},
};

pub const KEYS: usize = 50;
const VENUES: [&str; 4] = ["binance", "bybit", "okx", "kraken"];

/// How long the check of all keys took.
pub struct Checked {
    pub total: Duration,
    /// The longest that one key waited for the answers about it.
    pub waited: Duration,
}

/// A key, and what is said about it.
struct Asked {
    credential: AnyCredential,
    policy: AnyPolicy,
    /// Each with the time after which it arrives.
    answers: Vec<(Duration, String)>,
}

pub fn checked() -> Checked {
    let all: Vec<_> = (0..KEYS).map(Asked::new).collect();
    let waits = all.iter().map(Asked::waits);
    let waited = waits.max().unwrap_or_default();
    let begun = Instant::now();
    thread::scope(|scope| {
        for asked in all {
            scope.spawn(|| asked.check());
        }
    });
    Checked {
        total: begun.elapsed(),
        waited,
    }
}

impl Asked {
    fn new(number: usize) -> Self {
        let id = VENUES[number % VENUES.len()];
        let spec = venue::find(id).unwrap();
        let credential = AnyCredential::load(spec, Fixed::of(id)).unwrap();
        let delay = |at| Duration::from_millis((5 + (number * 7 + at * 5) % 16) as u64);
        let answers = venues::answers(id).into_iter().enumerate();
        Self {
            credential: credential.created_on(venues::made()),
            policy: venues::policy(id),
            answers: answers.map(|(at, answer)| (delay(at), answer)).collect(),
        }
    }

    /// As told: what sleeping took longer counts as the check's own.
    fn waits(&self) -> Duration {
        self.answers.iter().map(|(delay, _)| delay).sum()
    }

    fn check(self) {
        let now = venues::recorded();
        let mut inspection = self.credential.inspection();
        for (delay, answer) in &self.answers {
            let request = inspection.next_request_at(now).unwrap().unwrap();
            black_box(http::Request::try_from(request).unwrap());
            thread::sleep(*delay);
            let answer = http::Response::new(answer.as_bytes());
            inspection.answer_at(&answer, now).unwrap();
        }
        let report = inspection.finish().unwrap();
        let signer = self.credential.verify_at(&self.policy, report, now);
        drop(black_box(signer.unwrap()));
    }
}
