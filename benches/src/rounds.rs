//! Many cases in turn, so that whatever disturbs the machine disturbs all of them.

use std::{
    sync::atomic::{Ordering, fence},
    time::{Duration, Instant},
};

/// How long a turn takes, about: so short that it is rarely interrupted.
const TURN: Duration = Duration::from_micros(200);

/// What is measured.
#[derive(Default)]
pub struct Rounds(Vec<Case>);

struct Case {
    name: String,
    run: Box<dyn FnMut()>,
    /// In one turn.
    calls: u32,
    times: Vec<f64>,
}

impl Rounds {
    pub fn case(&mut self, name: impl Into<String>, run: impl FnMut() + 'static) {
        let mut case = Case {
            name: name.into(),
            run: Box::new(run),
            calls: 16,
            times: Vec::new(),
        };
        let one = case.turn().max(1.0);
        let fitting = TURN.as_nanos() as f64 / one;
        case.calls = fitting.clamp(1.0, 20_000.0) as u32;
        self.0.push(case);
    }

    /// The median time of a call of each case, in nanoseconds, without that of an empty one: each
    /// call ends before the next begins.
    pub fn run(mut self, rounds: usize) -> Vec<(String, f64)> {
        self.case("", || {});
        for _ in 0..rounds {
            for case in &mut self.0 {
                let time = case.turn();
                case.times.push(time);
            }
        }
        let empty = self
            .0
            .last_mut()
            .map_or(0.0, |case| median(&mut case.times));
        self.0.pop();
        let cases = self.0.into_iter();
        cases
            .map(|mut case| {
                let time = median(&mut case.times) - empty;
                (case.name, time)
            })
            .collect()
    }
}

impl Case {
    /// The time of a call, in nanoseconds.
    fn turn(&mut self) -> f64 {
        for _ in 0..self.calls / 8 {
            (self.run)();
        }
        timed(&mut self.run, self.calls)
    }
}

/// The time of each of so many calls, in nanoseconds.
pub fn timed(run: &mut dyn FnMut(), calls: u32) -> f64 {
    let begun = Instant::now();
    for _ in 0..calls {
        run();
        fence(Ordering::SeqCst);
    }
    begun.elapsed().as_nanos() as f64 / f64::from(calls)
}

pub fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
