//! Environment variables.

#[cfg(unix)]
use super::read::{self, Fault, Link};
use super::{Source, SourceError, Wanted};
use crate::{
    secret::{self, RawCredential, Secret},
    time::{self, Date},
};
use core::fmt;
#[cfg(unix)]
use rustix::fs::CWD;
use zeroize::Zeroizing;

/// The environment: `BINANCE_API_KEY`, `BINANCE_API_SECRET`, and `OKX_API_PASSPHRASE` and the like
/// where a venue asks for one. `_TESTNET` or `_DEMO` follows the venue's name for these
/// environments. `BINANCE_API_CREATED` may hold the day the key was made, `BINANCE_API_EXPIRES` when
/// the credential ends, as `2026-12-31T00:00:00Z`: that joins the deadline of the key.
///
/// Each of them may have `_FILE` behind its name, as containers have it: `BINANCE_API_SECRET_FILE`
/// then holds the path of a file whose text is the value, with one line break at the end left out.
/// It is a regular file of at most 64 KiB (65,536 bytes) on Unix; symbolic links are followed,
/// since Docker and Kubernetes mount by them, and owner and mode are not judged: mounted secrets
/// are often readable to everybody, in a namespace that only the container sees. The files are
/// opened one after the other, so a directory that is swapped meanwhile can mix two versions:
/// `Mounted` reads a whole version. Reading has no deadline: a file on a network or FUSE mount that
/// hangs keeps the load waiting. No error shows the path, since a secret may stand there by mistake.
///
/// An empty variable counts as unset; half a pair is an error, a passphrase alone too where the venue
/// asks for one, and so is a name that is set both with `_FILE` and without. A variable can be read by
/// every program of the same user, child processes inherit it, and core dumps have it: a private
/// `File` is better.
///
/// ```no_run
/// use keyleash::{ApiCredential, Env, venue::binance::Binance};
///
/// // BINANCE_API_KEY=… and BINANCE_API_SECRET_FILE=/run/secrets/binance
/// let credential = ApiCredential::<Binance>::load(Env::new())?;
/// # Ok::<(), keyleash::LoadError>(())
/// ```
#[derive(Clone, Copy, Default)]
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
            Some(prefix) => prefixed(prefix, part),
            None => wanted.variable(part),
        }
    }
}

/// A prefix that looks like a key is not shown: it may be one.
impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env")
            .field("prefix", &self.prefix.map(secret::veiled))
            .finish()
    }
}

impl Source for Env {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        if self.prefix.is_some_and(secret::has_key) {
            return Err(SourceError::Misconfigured {
                place: "the prefix of `Env`".to_owned(),
                found: "like a key itself".to_owned(),
                remedy:
                    "give how the variables' names begin, and replace a key that stands in code"
                        .to_owned(),
            });
        }
        read(PARTS.map(|part| self.name(wanted, part)), wanted)
    }
}

const PARTS: [&str; 5] = ["KEY", "SECRET", "PASSPHRASE", "CREATED", "EXPIRES"];

/// The credential in the variables that begin so.
pub(crate) fn credential(prefix: &str, wanted: &Wanted) -> Result<RawCredential, SourceError> {
    read(PARTS.map(|part| prefixed(prefix, part)), wanted)
}

/// The value of one variable, which may be in a file as above.
pub(crate) fn value(name: &str) -> Result<Secret, SourceError> {
    variable(name)?
        .map(|found| found.value)
        .ok_or_else(|| SourceError::NotConfigured {
            place: place(name),
            remedy: format!("set `{name}`"),
        })
}

/// Whether a variable is set, by itself or with `_FILE`.
pub(crate) fn is_set(name: &str) -> bool {
    bytes(name).is_some() || bytes(&format!("{name}_FILE")).is_some()
}

/// Whether any of the variables that begin so is set.
pub(crate) fn any_set(prefix: &str) -> bool {
    PARTS.iter().any(|part| is_set(&prefixed(prefix, part)))
}

fn prefixed(prefix: &str, part: &str) -> String {
    format!("{prefix}_API_{part}")
}

fn read(names: [String; 5], wanted: &Wanted) -> Result<RawCredential, SourceError> {
    let [key, secret, passphrase, created, expires] = names;
    let (id, value, there) = match (variable(&key)?, variable(&secret)?) {
        (Some(id), Some(value)) => (id.value, value.value, id.name),
        (None, None) => {
            if wanted.passphrase
                && let Some(there) = variable(&passphrase)?
            {
                return Err(alone([&key, &secret], &there.name));
            }
            return Err(SourceError::NotConfigured {
                place: place(&key),
                remedy: format!("set `{key}` and `{secret}`"),
            });
        }
        (Some(id), None) => return Err(half(&secret, &id.name)),
        (None, Some(value)) => return Err(half(&key, &value.name)),
    };
    let mut credential = RawCredential::new(id, value);
    if wanted.passphrase {
        let passphrase = variable(&passphrase)?.ok_or_else(|| half(&passphrase, &there))?;
        credential = credential.with_passphrase(passphrase.value);
    }
    if let Some(day) = variable(&created)? {
        let name = day.name;
        let day = Date::parse(day.value.expose()).ok_or_else(|| SourceError::Misconfigured {
            place: place(&name),
            found: "no day".to_owned(),
            remedy: "write the day the key was made as `2026-10-01`".to_owned(),
        })?;
        credential = credential.created_on(day);
    }
    if let Some(end) = variable(&expires)? {
        let name = end.name;
        let at = time::parse_rfc3339(end.value.expose());
        let at = at.ok_or_else(|| SourceError::Misconfigured {
            place: place(&name),
            found: "no RFC 3339 time".to_owned(),
            remedy: "write the end of the credential as `2026-10-01T00:00:00Z`".to_owned(),
        })?;
        credential.expires = Some(at);
    }
    Ok(credential)
}

/// A value, and the name it was under: with `_FILE` or without.
struct Found {
    name: String,
    value: Secret,
}

/// The value that `name` has, or the file that `name` with `_FILE` has.
fn variable(name: &str) -> Result<Option<Found>, SourceError> {
    let with_file = format!("{name}_FILE");
    let (bytes, name) = match (bytes(name), bytes(&with_file)) {
        (Some(_), Some(_)) => {
            return Err(SourceError::Misconfigured {
                place: place(name),
                found: format!("set beside `{with_file}`"),
                remedy: format!("unset `{name}` or `{with_file}`"),
            });
        }
        (None, None) => return Ok(None),
        (None, Some(path)) => {
            let value = file(&with_file, &path)?;
            return Ok(Some(Found {
                name: with_file,
                value,
            }));
        }
        (Some(bytes), None) => (bytes, name.to_owned()),
    };
    let text = core::str::from_utf8(&bytes).map_err(|_| SourceError::Misconfigured {
        place: place(&name),
        found: "text that is not UTF-8".to_owned(),
        remedy: "copy the value again from the exchange".to_owned(),
    })?;
    let value = Secret::copied(text.trim());
    Ok(Some(Found { name, value }))
}

/// What a variable is set to, unless that is empty.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where the environment is read"
)]
fn bytes(name: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = Zeroizing::new(std::env::var_os(name)?.into_encoded_bytes());
    let empty = core::str::from_utf8(&bytes).is_ok_and(|text| text.trim().is_empty());
    (!empty).then_some(bytes)
}

/// The value in the file that the variable `name` gives the path of.
#[cfg(unix)]
fn file(name: &str, path: &[u8]) -> Result<Secret, SourceError> {
    let fault = |fault: Fault| {
        let place = place(name);
        let look = || format!("look at it with `ls -lL \"${name}\"`");
        match fault {
            // Never with the path: it may be the secret itself, under the wrong name.
            Fault::Missing => SourceError::Misconfigured {
                place,
                found: "no path of a file".to_owned(),
                remedy: "set it to the path of the file that holds the value".to_owned(),
            },
            Fault::Link => SourceError::Misconfigured {
                place,
                found: "a path whose links lead in a circle".to_owned(),
                remedy: look(),
            },
            Fault::Denied => SourceError::Failed {
                place,
                found: "permission to its file denied".to_owned(),
                remedy: look(),
            },
            fault => fault.at(format!("the file of {place}")),
        }
    };
    read::open(CWD, path, Link::Followed)
        .and_then(|file| read::value(&file))
        .map_err(fault)
}

#[cfg(not(unix))]
fn file(name: &str, _: &[u8]) -> Result<Secret, SourceError> {
    Err(SourceError::Misconfigured {
        place: place(name),
        found: "set on a system other than Unix".to_owned(),
        remedy: "set the variable without `_FILE`".to_owned(),
    })
}

/// The directory that the service manager put this service's credentials into.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
pub(crate) fn credentials_directory() -> Option<std::path::PathBuf> {
    let path = std::env::var_os("CREDENTIALS_DIRECTORY")?;
    (!path.is_empty()).then(|| path.into())
}

fn place(name: &str) -> String {
    format!("the environment variable `{name}`")
}

/// A passphrase without the key that it belongs to.
fn alone([key, secret]: [&str; 2], there: &str) -> SourceError {
    SourceError::Misconfigured {
        place: place(key),
        found: format!("unset while `{there}` is set"),
        remedy: format!("set `{key}` and `{secret}` too, or unset `{there}`"),
    }
}

fn half(missing: &str, there: &str) -> SourceError {
    SourceError::Misconfigured {
        place: place(missing),
        found: format!("unset while `{there}` is set"),
        remedy: format!("set `{missing}` too, or unset `{there}`"),
    }
}
