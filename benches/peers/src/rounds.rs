//! Many cases in turn, so that whatever disturbs the machine disturbs all of them.

use crate::case::Case;
use std::{
    sync::atomic::{Ordering, fence},
    time::{Duration, Instant},
};

/// How long one case is run before the next has its turn: shorter than what a busy machine leaves a
/// program at a time, so that the median is of rounds that nobody broke.
const TURN: Duration = Duration::from_micros(200);

/// The median time of a call of each case, in nanoseconds. Each call ends before the next begins.
pub fn run(cases: &mut [Case], rounds: usize) -> Vec<f64> {
    let calls: Vec<u32> = cases.iter_mut().map(calls).collect();
    let mut times = vec![Vec::with_capacity(rounds); cases.len()];
    for _ in 0..rounds {
        for ((case, calls), times) in cases.iter_mut().zip(&calls).zip(&mut times) {
            // What ran before has left its own in the caches.
            timed(case, calls / 4 + 1);
            times.push(timed(case, *calls).as_nanos() as f64 / f64::from(*calls));
        }
    }
    times.into_iter().map(median).collect()
}

/// How many calls fill a turn.
fn calls(case: &mut Case) -> u32 {
    const PROBE: u32 = 16;
    let probes = (0..32).map(|_| timed(case, PROBE)).min();
    let call = probes.unwrap_or_default().as_nanos().max(1) / u128::from(PROBE);
    u32::try_from(TURN.as_nanos() / call.max(1)).map_or(PROBE, |calls| calls.max(PROBE))
}

fn timed(case: &mut Case, calls: u32) -> Duration {
    let begun = Instant::now();
    for _ in 0..calls {
        (case.run)();
        fence(Ordering::SeqCst);
    }
    begun.elapsed()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
