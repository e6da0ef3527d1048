//! Why counts cannot be kept.

use core::fmt;

/// Counts that cannot be read or written. Where they cannot, nothing that they limit is signed.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountersError {
    /// There are none yet, or somebody took them away.
    #[error(
        "{place} is not there: make it once, by hand, with `Counters::create`, or in Redis with `Counters::create_redis`; where there was one today, that gives the keys a whole new day"
    )]
    Missing {
        /// Where.
        place: String,
    },
    /// There are some already.
    #[error(
        "{place} is there already: open it with `Counters::at`, or in Redis with `Counters::redis`"
    )]
    Existing {
        /// Where.
        place: String,
    },
    /// Others could change them, or they are something else.
    #[error("{place} is {found}: {remedy}")]
    Wrong {
        /// Where.
        place: String,
        /// What is wrong with it.
        found: &'static str,
        /// How to mend it.
        remedy: &'static str,
    },
    /// They are damaged.
    #[error(
        "{place} is damaged, and a count that nobody can read counts as spent: find out why, move it away, and make a new one with `Counters::create`"
    )]
    Damaged {
        /// Where.
        place: String,
    },
    /// They are about a day that has not come yet.
    #[error(
        "{place} has reached a later day than this machine's clock: set the clock; where it was wrong then and is right now, move the counts away and make new ones with `Counters::create`"
    )]
    Ahead {
        /// Where.
        place: String,
    },
    /// They could not be reached.
    #[error("{place} could not be {step}: {remedy}")]
    Failed {
        /// Where.
        place: String,
        /// What failed.
        step: &'static str,
        /// How to mend it.
        remedy: &'static str,
    },
}

impl fmt::Debug for CountersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
