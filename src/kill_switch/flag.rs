//! The one word that every signature reads: whether the switch is tripped, and how often it was.
//!
//! A trip is two additions to it, which cannot fail. Whoever arms the switch again says which trips
//! he knows of, and does not succeed where another one came meanwhile.

use crate::sync::{AtomicU64, Ordering};

/// The lowest bit says that the switch is tripped, the others count trips.
const TRIPPED: u64 = 1;
const ONE: u64 = 2;

#[derive(Debug, Default)]
pub(super) struct Flag(AtomicU64);

/// The word at one moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen(u64);

impl Flag {
    /// Trips. The count goes first: between the two, whoever wants to arm fails by the count.
    pub(super) fn pull(&self) {
        self.0.fetch_add(ONE, Ordering::SeqCst);
        self.0.fetch_or(TRIPPED, Ordering::SeqCst);
    }

    /// Trips for something that is recorded elsewhere, and so not counted.
    pub(super) fn raise(&self) {
        self.0.fetch_or(TRIPPED, Ordering::SeqCst);
    }

    pub(super) fn seen(&self) -> Seen {
        Seen(self.0.load(Ordering::SeqCst))
    }

    pub(super) fn is_tripped(&self) -> bool {
        self.seen().is_tripped()
    }

    /// Arms, unless there was a trip since `seen`.
    pub(super) fn lower(&self, seen: Seen) -> bool {
        let (from, to) = (seen.0, seen.0 & !TRIPPED);
        self.0
            .compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst)
            .is_ok()
    }
}

impl Seen {
    pub(super) const fn is_tripped(self) -> bool {
        self.0 & TRIPPED != 0
    }

    /// How many trips there were.
    pub(super) const fn count(self) -> u64 {
        self.0 / ONE
    }
}

#[cfg(test)]
mod tests {
    use super::Flag;

    #[test]
    fn a_trip_that_came_meanwhile_is_not_lost() {
        let flag = Flag::default();
        flag.pull();
        let seen = flag.seen();
        assert!(seen.is_tripped() && seen.count() == 1);
        flag.pull();
        assert!(!flag.lower(seen) && flag.is_tripped());
        assert!(flag.lower(flag.seen()) && !flag.is_tripped());
        flag.raise();
        assert!(flag.is_tripped() && flag.seen().count() == 2);
    }
}
