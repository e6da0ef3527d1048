//! The start of a fleet: every key is loaded, inspected and judged by one self-check.

use crate::venues::{self, Fixed};
use keyleash::{KeyPlan, SelfCheck, venue};
use std::{
    convert::Infallible,
    hint::black_box,
    sync::atomic::{AtomicUsize, Ordering},
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
    venue: &'static str,
    id: String,
    /// Each with the time after which it arrives.
    answers: Vec<(Duration, String)>,
    answered: AtomicUsize,
}

pub fn checked() -> Checked {
    let all: Vec<_> = (0..KEYS).map(Asked::new).collect();
    let waits = all.iter().map(Asked::waits);
    let waited = waits.max().unwrap_or_default();
    let plans = all.iter().map(|asked| (&asked.id, asked.plan()));
    let check = plans.fold(SelfCheck::new(), |check, (id, plan)| check.key(id, plan));
    let send = move |request: http::Request<Vec<u8>>| {
        let asked = all.iter().find(|asked| asked.is_named_by(&request));
        Ok::<_, Infallible>(asked.unwrap().answer())
    };
    let begun = Instant::now();
    let signers = black_box(check.run_at(send, venues::recorded()));
    let total = begun.elapsed();
    assert_eq!(signers.unwrap().keys().len(), KEYS);
    Checked { total, waited }
}

impl Asked {
    fn new(number: usize) -> Self {
        let venue = VENUES[number % VENUES.len()];
        let id = format!("fleet-{number}");
        let delay = |at| Duration::from_millis((5 + (number * 7 + at * 5) % 16) as u64);
        let answers = venues::answers(venue).into_iter().enumerate();
        let answers = answers.map(|(at, answer)| (delay(at), answer.replace(venues::KEY_ID, &id)));
        Self {
            venue,
            answers: answers.collect(),
            id,
            answered: AtomicUsize::new(0),
        }
    }

    fn plan(&self) -> KeyPlan {
        let spec = venue::find(self.venue).unwrap();
        let source = Fixed::of(self.venue).named(&self.id);
        KeyPlan::new(spec, source, &venues::policy(self.venue))
            .with(|key| Ok(key.created_on(venues::made())))
    }

    /// As told: what sleeping took longer counts as the check's own.
    fn waits(&self) -> Duration {
        self.answers.iter().map(|(delay, _)| delay).sum()
    }

    fn is_named_by(&self, request: &http::Request<Vec<u8>>) -> bool {
        request
            .headers()
            .values()
            .any(|value| value == self.id.as_str())
    }

    fn answer(&self) -> http::Response<Vec<u8>> {
        let next = self.answered.fetch_add(1, Ordering::Relaxed);
        let (delay, answer) = &self.answers[next];
        thread::sleep(*delay);
        http::Response::new(answer.clone().into_bytes())
    }
}
