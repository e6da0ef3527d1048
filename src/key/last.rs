//! The times and nonces of one key: no time is below one that was given before, and each nonce is
//! above.

use crate::sync::{AtomicU64, Ordering};

/// The last time or nonce that was given.
#[derive(Debug, Default)]
pub(crate) struct Last(AtomicU64);

impl Last {
    /// The one for a request made at `now`.
    pub(crate) fn next(&self, now: u64) -> u64 {
        let mut last = self.0.load(Ordering::Relaxed);
        loop {
            let next = now.max(last.saturating_add(1));
            match self
                .0
                .compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return next,
                Err(meanwhile) => last = meanwhile,
            }
        }
    }

    /// The latest of all the moments that were given, `now` included. Who signs within one
    /// millisecond writes nothing that others wait for.
    pub(crate) fn reach(&self, now: u64) -> u64 {
        let last = self.0.load(Ordering::Relaxed);
        if now > last {
            self.0.fetch_max(now, Ordering::Relaxed).max(now)
        } else {
            last
        }
    }

    /// Goes on from where `other` is, where that is further.
    pub(crate) fn follow(&self, other: &Self) {
        let last = other.0.load(Ordering::Relaxed);
        self.0.fetch_max(last, Ordering::Relaxed);
    }

    /// Begins again.
    pub(crate) fn restart(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}
