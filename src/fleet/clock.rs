//! Whether this machine's clock runs as the server's does.
//!
//! A lease is counted by a clock of this machine. Where that stalls, as in a virtual machine that was
//! halted, the count is wrong, and only another clock can tell.

use crate::time::Millis;

/// What the readings of both clocks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// They agree, or there is nothing to compare yet.
    Even,
    /// They did not agree, and have not been seen to agree for long enough since.
    Unproven,
    /// Less time has passed here than at the server: what was counted here is too little.
    Behind,
    /// More time has passed here, or the server's clock was set back.
    Ahead,
}

/// One reading: this machine's clock before the question and after the answer, and the server's
/// between them.
#[derive(Clone, Copy, Debug)]
struct Reading {
    before: Millis,
    after: Millis,
    server: Millis,
}

/// Compares with a reading that lies `span` back or more, where there is one.
#[derive(Debug)]
pub(super) struct Clock {
    span: Millis,
    from: Option<Reading>,
    is_proven: bool,
}

impl Clock {
    pub(super) const fn new(span: Millis) -> Self {
        Self {
            span,
            from: None,
            is_proven: true,
        }
    }

    /// Compares what has passed: an eighth of it and 10 ms are let go.
    pub(super) fn read(&mut self, before: Millis, after: Millis, server: Millis) -> Pace {
        let now = Reading {
            before,
            after,
            server,
        };
        let Some(from) = self.from else {
            self.from = Some(now);
            return Pace::Even;
        };
        let least = before.saturating_sub(from.after);
        let most = after.saturating_sub(from.before);
        let passed = server.saturating_sub(from.server);
        let slack = |time: Millis| (time / 8).saturating_add(10);
        let pace = if server < from.server || passed.saturating_add(slack(least)) < least {
            Pace::Ahead
        } else if passed > most.saturating_add(slack(passed)) {
            Pace::Behind
        } else if passed >= self.span && least.saturating_add(slack(passed)) >= passed {
            Pace::Even
        } else {
            // Too short, or the answers took too long, to tell: the next comparison spans more.
            return if self.is_proven {
                Pace::Even
            } else {
                Pace::Unproven
            };
        };
        self.is_proven = pace == Pace::Even;
        self.from = Some(now);
        pace
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Pace};

    fn clock() -> Clock {
        let mut clock = Clock::new(125);
        assert_eq!(clock.read(1000, 1001, 500_000), Pace::Even);
        clock
    }

    #[test]
    fn clocks_that_run_alike_agree() {
        let mut clock = clock();
        assert_eq!(clock.read(1250, 1252, 500_250), Pace::Even);
        // A slow answer says little, and refutes nothing.
        assert_eq!(clock.read(1500, 1900, 500_600), Pace::Even);
        assert_eq!(clock.read(1910, 1911, 500_911), Pace::Even);
        // A drift within what is let go.
        assert_eq!(clock.read(2911, 2911, 502_030), Pace::Even);
    }

    #[test]
    fn a_clock_that_stalls_is_behind_until_it_has_run_again() {
        let mut clock = clock();
        assert_eq!(clock.read(1001, 1001, 500_250), Pace::Behind);
        // Asked again at once it proves nothing.
        assert_eq!(clock.read(1001, 1002, 500_251), Pace::Unproven);
        assert_eq!(clock.read(1002, 1002, 500_500), Pace::Behind);
        assert_eq!(clock.read(1103, 1104, 500_601), Pace::Unproven);
        assert_eq!(clock.read(1203, 1204, 500_701), Pace::Even);
    }

    #[test]
    fn a_slow_answer_proves_nothing() {
        let mut clock = clock();
        assert_eq!(clock.read(1001, 1001, 500_250), Pace::Behind);
        assert_eq!(clock.read(1002, 1600, 500_700), Pace::Unproven);
        assert_eq!(clock.read(1602, 1603, 501_250), Pace::Behind);
    }

    #[test]
    fn many_readings_do_not_hide_a_slow_clock() {
        let mut clock = clock();
        let paces: Vec<_> = (1..=20)
            .map(|n| clock.read(1000 + 10 * n, 1000 + 10 * n, 500_000 + 20 * n))
            .collect();
        assert!(paces.contains(&Pace::Behind), "{paces:?}");
    }

    #[test]
    fn a_server_that_steps_back_or_stalls_is_told() {
        let mut clock = clock();
        assert_eq!(clock.read(1250, 1251, 499_000), Pace::Ahead);
        assert_eq!(clock.read(1500, 1501, 499_000), Pace::Ahead);
        // A step forward looks like a stall here.
        assert_eq!(clock.read(1750, 1751, 900_000), Pace::Behind);
        assert_eq!(clock.read(2000, 2001, 900_250), Pace::Even);
    }
}
