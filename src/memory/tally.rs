//! How many secrets live in which kind of place: what the report on hardening says of them.

use core::sync::atomic::{AtomicUsize, Ordering};

/// A kind of place.
#[derive(Clone, Copy)]
pub(crate) enum Tally {
    /// Ordinary memory.
    Heap,
    /// Left out of core dumps, and not locked.
    Excluded,
    /// Left out of core dumps, and locked.
    Locked,
}

static HEAP: AtomicUsize = AtomicUsize::new(0);
static EXCLUDED: AtomicUsize = AtomicUsize::new(0);
static LOCKED: AtomicUsize = AtomicUsize::new(0);

/// How many secrets live in places of this kind.
pub(crate) fn counted(tally: Tally) -> usize {
    tally.counter().load(Ordering::Relaxed)
}

impl Tally {
    fn counter(self) -> &'static AtomicUsize {
        match self {
            Self::Heap => &HEAP,
            Self::Excluded => &EXCLUDED,
            Self::Locked => &LOCKED,
        }
    }
}

/// One secret, counted as long as it lives.
pub(super) struct Counted(Tally);

impl Counted {
    pub(super) fn new(tally: Tally) -> Self {
        tally.counter().fetch_add(1, Ordering::Relaxed);
        Self(tally)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.counter().fetch_sub(1, Ordering::Relaxed);
    }
}
