//! The parts of a credential, collected one by one, each at most once.

use super::Wanted;
use crate::{
    secret::{RawCredential, Secret},
    time::{self, Date, Millis},
};

/// What was found so far.
#[derive(Default)]
pub(super) struct Parts {
    key: Option<Secret>,
    secret: Option<Secret>,
    passphrase: Option<Secret>,
    created: Option<Date>,
    expires: Option<Millis>,
}

/// What is wrong with a text, never with a piece of it, and what mends it.
pub(super) struct Fault {
    pub(super) found: String,
    pub(super) remedy: String,
}

impl Fault {
    pub(super) fn new(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            remedy: remedy.into(),
        }
    }
}

impl Parts {
    /// Takes the part called `name`, which stands at `at`. False where no part is called so.
    pub(super) fn set(&mut self, name: &str, value: &str, at: &str) -> Result<bool, Fault> {
        if value.is_empty() {
            return Err(Fault::new(
                format!("{at} has no value"),
                "write the value behind the name",
            ));
        }
        match name {
            "key" => once(&mut self.key, Secret::copied(value), "key")?,
            "secret" => once(&mut self.secret, Secret::copied(value), "secret")?,
            "passphrase" => once(&mut self.passphrase, Secret::copied(value), "passphrase")?,
            "created" => {
                let day = Date::parse(value).ok_or_else(|| {
                    Fault::new(
                        format!("{at} holds no day"),
                        "write the day the key was made as `2026-10-01`",
                    )
                })?;
                once(&mut self.created, day, "created")?;
            }
            "expires" => {
                let at = time::parse_rfc3339(value).ok_or_else(|| {
                    Fault::new(
                        format!("{at} holds no RFC 3339 time"),
                        "write the end of the credential as `2026-10-01T00:00:00Z`",
                    )
                })?;
                once(&mut self.expires, at, "expires")?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The credential, where nothing is missing that the venue needs.
    pub(super) fn finish(self, wanted: &Wanted) -> Result<RawCredential, Fault> {
        let missing = |name: &str| {
            Fault::new(
                format!("without `{name}`"),
                format!("add `{name}` and its value"),
            )
        };
        let mut credential = RawCredential::new(
            self.key.ok_or_else(|| missing("key"))?,
            self.secret.ok_or_else(|| missing("secret"))?,
        );
        if wanted.passphrase {
            let passphrase = self.passphrase.ok_or_else(|| missing("passphrase"))?;
            credential = credential.with_passphrase(passphrase);
        }
        credential.created = self.created;
        credential.expires = self.expires;
        Ok(credential)
    }
}

fn once<T>(place: &mut Option<T>, value: T, name: &str) -> Result<(), Fault> {
    if place.replace(value).is_some() {
        return Err(Fault::new(
            format!("with two `{name}`"),
            "keep one credential there and nothing else",
        ));
    }
    Ok(())
}
