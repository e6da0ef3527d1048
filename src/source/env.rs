//! Environment variables.

use super::{Source, SourceError, Wanted};
use crate::{
    secret::{RawCredential, Secret},
    time::Date,
};
use zeroize::Zeroize;

/// The environment: `BINANCE_API_KEY`, `BINANCE_API_SECRET`, and `OKX_API_PASSPHRASE` and the like
/// where a venue asks for one. `_TESTNET` or `_DEMO` follows the venue's name for these
/// environments. `BINANCE_API_CREATED` may hold the day the key was made.
///
/// An empty variable counts as unset; half a pair is an error. A variable can be read by every
/// program of the same user, and child processes inherit it: a private [`File`](super::File) is
/// better.
#[derive(Clone, Copy, Debug, Default)]
pub struct Env {
    prefix: Option<&'static str>,
}

impl Env {
    /// The customary names of the venue.
    #[must_use]
    pub const fn new() -> Self {
        Self { prefix: None }
    }

    /// Other names: `Env::prefixed("DESK2")` reads `DESK2_API_KEY` and so on, with nothing added
    /// for the environment.
    #[must_use]
    pub const fn prefixed(prefix: &'static str) -> Self {
        Self {
            prefix: Some(prefix),
        }
    }

    fn name(self, wanted: &Wanted, part: &str) -> String {
        match self.prefix {
            Some(prefix) => format!("{prefix}_API_{part}"),
            None => wanted.variable(part),
        }
    }
}

impl Source for Env {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let [key, secret, passphrase, created] =
            ["KEY", "SECRET", "PASSPHRASE", "CREATED"].map(|part| self.name(wanted, part));
        let (id, value) = match (variable(&key)?, variable(&secret)?) {
            (Some(id), Some(value)) => (id, value),
            (None, None) => {
                return Err(SourceError::NotConfigured {
                    place: format!("the environment variable `{key}`"),
                    remedy: format!("set `{key}` and `{secret}`"),
                });
            }
            (Some(_), None) => return Err(half(&secret, &key)),
            (None, Some(_)) => return Err(half(&key, &secret)),
        };
        let mut credential = RawCredential::new(id, value);
        if wanted.passphrase {
            let passphrase = variable(&passphrase)?.ok_or_else(|| half(&passphrase, &key))?;
            credential = credential.with_passphrase(passphrase);
        }
        if let Some(day) = variable(&created)? {
            let day = Date::parse(day.expose()).ok_or_else(|| SourceError::Misconfigured {
                place: format!("the environment variable `{created}`"),
                found: "no day".to_owned(),
                remedy: "write the day the key was made as `2026-10-01`".to_owned(),
            })?;
            credential = credential.created_on(day);
        }
        Ok(credential)
    }
}

/// The value of a variable; an empty one counts as unset.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the environment is read"
)]
fn variable(name: &str) -> Result<Option<Secret>, SourceError> {
    let Some(value) = std::env::var_os(name) else {
        return Ok(None);
    };
    let mut bytes = value.into_encoded_bytes();
    let text = core::str::from_utf8(&bytes).map(|text| {
        let text = text.trim();
        (!text.is_empty()).then(|| Secret::copied(text))
    });
    bytes.zeroize();
    text.map_err(|_| SourceError::Misconfigured {
        place: format!("the environment variable `{name}`"),
        found: "text that is not UTF-8".to_owned(),
        remedy: "copy the value again from the exchange".to_owned(),
    })
}

fn half(missing: &str, there: &str) -> SourceError {
    SourceError::Misconfigured {
        place: format!("the environment variable `{missing}`"),
        found: format!("unset while `{there}` is set"),
        remedy: format!("set `{missing}` too, or unset `{there}`"),
    }
}
