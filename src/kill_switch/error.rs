//! What can go wrong with a switch. None of it keeps a switch from being tripped.

use core::fmt;

/// A switch that could not be opened.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SwitchError {
    /// There is no place for it.
    #[error("the kill switch in {place} is not configured: {remedy}")]
    NotConfigured {
        /// The directory.
        place: String,
        /// What to do.
        remedy: String,
    },
    /// The directory is not one that a switch can trust.
    #[error("the kill switch in {place} is configured wrongly, {found}: {remedy}")]
    Misconfigured {
        /// The directory.
        place: String,
        /// What is wrong.
        found: String,
        /// What to do.
        remedy: String,
    },
    /// The system did not do its part.
    #[error("the kill switch in {place} could not be opened, {found}: {remedy}")]
    Failed {
        /// The directory.
        place: String,
        /// What happened.
        found: String,
        /// What to do.
        remedy: String,
    },
}

impl fmt::Debug for SwitchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A trip that holds in this process, and whose record could not be written yet.
///
/// The switch stays tripped here, and the record is tried again until it is written. Other processes
/// may not know of it, and if this one ends before, neither does the next.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the switch is tripped in this process, but the record could not be written, {found}: {remedy}; it is tried again, and until then other processes may not know"
)]
pub struct Unrecorded {
    pub(super) found: String,
    pub(super) remedy: String,
}

impl fmt::Debug for Unrecorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A switch that was not armed again.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResetError {
    /// Nobody, or no reason, was named.
    #[error("a reset names who did it and why: give both")]
    Unnamed,
    /// A trip of this process is not in the record yet.
    #[error("nothing was reset, since {0}")]
    Unrecorded(#[from] Unrecorded),
    /// Another process resets it.
    #[error("nothing was reset: another process is about to; look at the switch, then try again")]
    Busy,
    /// The directory is not one that a switch can trust.
    #[error("nothing was reset, {found}: {remedy}")]
    Misconfigured {
        /// What is wrong.
        found: String,
        /// What to do.
        remedy: String,
    },
    /// The system did not do its part. The switch is tripped, or as it was before.
    #[error("the reset failed, {found}: {remedy}")]
    Failed {
        /// What happened.
        found: String,
        /// What to do.
        remedy: String,
    },
}

impl fmt::Debug for ResetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
