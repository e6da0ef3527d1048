//! The times that nobody looked at.

use super::{Finding, Found, TradeWatch, coverage::Coverage};
use crate::{
    time::{self, DAY, Millis},
    venue::{Evidence, Spec},
};
use core::mem;
use std::time::SystemTime;

/// A span of time in which nobody looked at some kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Gap {
    /// The short name of the venue.
    pub venue: &'static str,
    /// Which kind.
    pub evidence: Evidence,
    /// Its beginning.
    pub from: SystemTime,
    /// Its end.
    pub to: SystemTime,
}

impl TradeWatch {
    /// From that moment on, these kinds of evidence have to be looked at.
    pub fn watches(&mut self, venue: &'static Spec, evidence: &[Evidence], since: SystemTime) {
        for evidence in evidence {
            self.coverage(venue, *evidence, since);
        }
    }

    /// Somebody has read all that the venue has of this kind from one moment to another, and has
    /// shown it to the watch: pages, say.
    pub fn covers(
        &mut self,
        venue: &'static Spec,
        evidence: Evidence,
        from: SystemTime,
        to: SystemTime,
    ) {
        let coverage = self.coverage(venue, evidence, from);
        coverage.cover(time::millis(from), time::millis(to));
    }

    /// From that moment on, a stream shows all that happens of these kinds.
    pub fn resumed(&mut self, venue: &'static Spec, evidence: &[Evidence], at: SystemTime) {
        for evidence in evidence {
            self.coverage(venue, *evidence, at)
                .resumed(time::millis(at));
        }
    }

    /// The streams of a venue broke off: what they showed is covered until the last moment of
    /// which the bot is sure, and nothing is from then on.
    pub fn lost(&mut self, venue: &'static Spec, at: SystemTime) {
        for ((id, _), coverage) in &mut self.coverage {
            if *id == venue.id() {
                coverage.lost(time::millis(at));
            }
        }
    }

    /// The times that nobody looked at, but for the last ones.
    #[must_use]
    pub fn gaps(&self, now: SystemTime) -> Vec<Gap> {
        let until = time::millis(now).saturating_sub(self.slack);
        let mut all = Vec::new();
        for ((venue, evidence), coverage) in &self.coverage {
            all.extend(coverage.gaps(until).into_iter().map(|(from, to)| Gap {
                venue,
                evidence: *evidence,
                from: time::moment(from),
                to: time::moment(to),
            }));
        }
        all
    }

    fn coverage(
        &mut self,
        venue: &'static Spec,
        evidence: Evidence,
        since: SystemTime,
    ) -> &mut Coverage {
        self.coverage
            .entry((venue.id(), evidence))
            .or_insert_with(|| Coverage::new(time::millis(since)))
    }

    /// Tells of the gaps of one kind once, until there are none.
    pub(super) fn settle_gaps(&mut self, now: Millis) {
        let until = now.saturating_sub(self.slack);
        let first = now.saturating_sub(DAY.saturating_mul(self.days.into()));
        for ((venue, evidence), coverage) in &mut self.coverage {
            coverage.forget_before(first);
            let gaps = coverage.gaps(until);
            let Some((from, to)) = gaps.first().copied() else {
                coverage.told = false;
                continue;
            };
            if mem::replace(&mut coverage.told, true) {
                continue;
            }
            let more = match gaps.len() {
                1 => String::new(),
                count => format!(", and {} spans more", count - 1),
            };
            let found = format!(
                "nobody looked at {evidence:?} at {venue} from {} to {}{more}",
                time::rfc3339(from),
                time::rfc3339(to)
            );
            let at = Some(time::moment(from));
            self.found.push(Finding::new(Found::Gap, venue, at, &found));
        }
    }
}
