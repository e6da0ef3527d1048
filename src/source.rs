//! Where a credential comes from.
//!
//! A source answers one question: what are key id, secret and passphrase? It tells *not
//! configured* from *configured wrongly* from *failed*, since each asks for something else of the
//! operator, and one source's failure never falls through to the next. No error of another crate
//! is wrapped, chained or shown: most of them quote what they could not read.

#[cfg(unix)]
mod command;
#[cfg(any(unix, feature = "keyring"))]
mod document;
pub(crate) mod env;
#[cfg(unix)]
mod file;
#[cfg(feature = "keyring")]
mod keyring;
#[cfg(any(unix, feature = "keyring"))]
mod lines;
#[cfg(unix)]
mod mounted;
#[cfg(any(unix, feature = "keyring"))]
mod parts;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod read;
#[cfg(any(unix, feature = "keyring"))]
mod shell;

#[cfg(unix)]
pub use command::{Command, CommandPair};
pub use env::Env;
#[cfg(unix)]
pub use file::File;
#[cfg(unix)]
pub(crate) use file::directory;
#[cfg(feature = "keyring")]
pub use keyring::Keyring;
#[cfg(unix)]
pub use mounted::Mounted;

use crate::{report::Environment, secret::RawCredential};
use core::fmt;

/// A place that yields a credential.
pub trait Source {
    /// Reads the credential that `wanted` describes.
    ///
    /// # Errors
    ///
    /// [`SourceError`], which tells the three kinds of failure apart.
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError>;
}

impl<S: Source + ?Sized> Source for &S {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        (**self).read(wanted)
    }
}

/// What a source is asked for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Wanted {
    /// How the venue's variables begin, such as `BINANCE`.
    pub(crate) variables: &'static str,
    pub(crate) environment: Environment,
    pub(crate) passphrase: bool,
}

impl Wanted {
    /// The environment whose key is wanted.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// Whether the venue's credentials have a passphrase.
    #[must_use]
    pub const fn needs_passphrase(&self) -> bool {
        self.passphrase
    }

    /// The customary name of a variable: `BINANCE_API_KEY`, `BYBIT_TESTNET_API_SECRET`.
    #[must_use]
    pub fn variable(&self, part: &str) -> String {
        let environment = match self.environment {
            Environment::Production => "",
            Environment::Testnet => "_TESTNET",
            Environment::Demo => "_DEMO",
        };
        format!("{}{environment}_API_{part}", self.variables)
    }
}

/// Why a source gave no credential.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// Nothing is there.
    #[error("{place} is not configured: {remedy}")]
    NotConfigured {
        /// Which variable, file or command.
        place: String,
        /// What to do.
        remedy: String,
    },
    /// Something is there, and it is not right.
    #[error("{place} is configured wrongly, {found}: {remedy}")]
    Misconfigured {
        /// Which variable, file or command.
        place: String,
        /// What is wrong; never a value.
        found: String,
        /// What to do.
        remedy: String,
    },
    /// It could not be read.
    #[error("{place} could not be read, {found}: {remedy}")]
    Failed {
        /// Which variable, file or command.
        place: String,
        /// What happened; never a value.
        found: String,
        /// What to do.
        remedy: String,
    },
}

impl SourceError {
    #[cfg(any(unix, feature = "keyring"))]
    fn wrong(place: String, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Misconfigured {
            place,
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    #[cfg(any(unix, feature = "keyring"))]
    fn failed(place: String, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Failed {
            place,
            found: found.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Debug for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
