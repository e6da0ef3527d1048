//! Why a key was not replaced, taken back, retired or deleted.

use super::Replaced;
use crate::{
    policy::Refused,
    signer::VerifyError,
    time::{self, Millis},
};
use core::fmt;
use std::time::SystemTime;

/// A key that was not put in the place of another.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum RotationError {
    /// The new key falls short: with every fault at once. It was wiped.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The signer was stopped, which is for good.
    #[error("the signer was stopped for good: verify the new key as a signer of its own")]
    Stopped,
    /// The key in use was replaced meanwhile, by somebody else.
    #[error(
        "another rotation came first, so this key was compared with one that is not in use any more: inspect the key in use, and rotate again if it still has to be replaced"
    )]
    Overtaken,
    /// The report gives no signer.
    #[error(transparent)]
    Verify(VerifyError),
}

impl From<VerifyError> for RotationError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Refused(refused) => Self::Refused(refused),
            error => Self::Verify(error),
        }
    }
}

impl fmt::Debug for RotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An old key that was not taken back; the new one goes on.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RollBackError {
    /// The signer, or the old key, was stopped, which is for good.
    #[error("the old key, or the signer, was stopped for good: go on with the new key")]
    Stopped,
    /// The old key's deadline has passed.
    #[error("the old key's deadline has passed: go on with the new key")]
    PastDeadline,
    /// The verification of the old key has gone stale.
    #[error(
        "the old key's verification has gone stale: inspect it again by `Replaced::inspection`, hand the report to `Replaced::renew`, then roll back"
    )]
    Stale,
    /// The new key is not in use any more.
    #[error("the new key is no longer in use: the key was changed again since")]
    Superseded,
}

impl fmt::Debug for RollBackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why an old key is not retired yet.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unready {
    /// A signature of the old key is still in progress.
    Signing,
    /// The venue may still take requests that the old key has signed.
    Overlap {
        /// Until then.
        until: SystemTime,
    },
    /// The old key was taken back: it is in use.
    InUse,
}

impl Unready {
    pub(super) fn overlap(until: Millis) -> Self {
        Self::Overlap {
            until: time::moment(until),
        }
    }
}

impl fmt::Display for Unready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signing => f.write_str(
                "a signature of the old key is still in progress: wait for it by `Replaced::wait`",
            ),
            Self::Overlap { until } => write!(
                f,
                "the exchange may still take requests that the old key has signed: retire it after {}, or at once by `Replaced::retire_early`",
                time::rfc3339(time::millis(*until))
            ),
            Self::InUse => {
                f.write_str("the old key was taken back and is in use: retire the other one")
            }
        }
    }
}

impl fmt::Debug for Unready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An old key that was not retired yet, with the way back to it.
pub struct NotRetired {
    pub(super) replaced: Replaced,
    pub(super) why: Unready,
}

impl NotRetired {
    /// Why.
    #[must_use]
    pub const fn why(&self) -> Unready {
        self.why
    }

    /// The keys, to try again later.
    pub fn into_replaced(self) -> Replaced {
        self.replaced
    }
}

impl std::error::Error for NotRetired {}

impl fmt::Display for NotRetired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.why, f)
    }
}

impl fmt::Debug for NotRetired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A key that gets no call to delete itself.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeletionError {
    /// The venue has no call by which a key deletes itself and nothing else.
    #[error("{venue} has no call by which a key deletes itself alone: delete it by hand at {page}")]
    ByHand {
        /// The venue.
        venue: &'static str,
        /// The page of its keys.
        page: &'static str,
    },
    /// The owner has not allowed it.
    #[error(
        "the owner has not allowed that this key deletes itself: say so in the policy (`Relief::Deletion`) or by `danger::allow_deletion`, or delete it by hand"
    )]
    NotAllowed,
    /// It is gone already.
    #[error("this key is gone already, and wiped")]
    Gone,
}

impl fmt::Debug for DeletionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
