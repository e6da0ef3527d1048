//! One error for a caller's `?`; each module has its own.

#[cfg(any(feature = "reqwest", feature = "ureq"))]
use crate::client::TransportError;
#[cfg(unix)]
use crate::config::ConfigError;
use crate::{
    inspection::{InspectError, InspectionError},
    key::LoadError,
    limits::CountersError,
    request::Malformed,
    rotation::RotationError,
    selfcheck::{NoSigner, SelfCheckFailed},
    signer::{SignError, VerifyError},
};
use core::fmt;

/// Anything that can go wrong between loading a key and signing with it.
///
/// `Debug` is the message too, since that is what `main` prints.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration cannot be used.
    #[cfg(unix)]
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The credential could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The venue gave no report.
    #[error(transparent)]
    Inspection(#[from] InspectionError),
    /// The venue could not be reached.
    #[error(
        "no answer from {venue}: the request could not be sent, or its response not be received"
    )]
    Transport {
        /// The venue.
        venue: &'static str,
    },
    /// A request had no answer.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    #[error(transparent)]
    Client(#[from] TransportError),
    /// The counts of a day cannot be used.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// The key was refused.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// A request was not signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// A key was not put in the place of another.
    #[error(transparent)]
    Rotation(#[from] RotationError),
    /// A request cannot be signed as it is written.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The check of all keys failed.
    #[error(transparent)]
    SelfCheck(#[from] SelfCheckFailed),
    /// The check gave no such signer.
    #[error(transparent)]
    NoSigner(#[from] NoSigner),
}

/// The transport's own error is dropped here: match on [`InspectError`] to keep it.
impl<E> From<InspectError<E>> for Error {
    fn from(error: InspectError<E>) -> Self {
        match error {
            InspectError::Transport { venue, .. } => Self::Transport { venue },
            InspectError::Inspection(error) => Self::Inspection(error),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
