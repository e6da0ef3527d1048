//! The places that a table can name, and how they are read.
//!
//! A name out of the table is shown only where the system knows something by that name: a path
//! that leads somewhere, a variable that is set, a program that is there. Anything else may be the
//! secret itself in the wrong place, and is told by the name of its field.

use super::fault::{owner, source};
#[cfg(feature = "keyring")]
use crate::source::Keyring;
use crate::{
    secret::{RawCredential, Secret},
    shape::{At, numbered},
    source::{Command, File, Mounted, Source as _, SourceError, Wanted, env},
};
use std::{ffi::OsString, fs, path::Path};
use zeroize::Zeroizing;

/// A name out of the table, wiped when dropped: it may be a secret in the wrong place.
pub(super) type Name = Zeroizing<String>;

/// Where a whole credential is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The beginning of its variables.
    Env(Name),
    File(Name),
    /// The directory, and how its files' names begin.
    Mounted(Name, Name),
    /// How the names of the service's credentials begin.
    Credentials(Name),
    Command(Program),
    #[cfg(feature = "keyring")]
    Keyring(Entry),
}

/// Where one value is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Reference {
    Env(Name),
    File(Name),
    Credential(Name),
    Command(Program),
    #[cfg(feature = "keyring")]
    Keyring(Entry),
}

/// A program and its arguments.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) words: Vec<Name>,
    pub(super) passed: Vec<Name>,
    pub(super) seconds: Option<u32>,
}

/// An entry of a keyring.
#[cfg(feature = "keyring")]
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) service: Name,
    pub(super) user: Name,
    pub(super) seconds: Option<u32>,
}

/// Where each part of a credential is.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) key: Reference,
    pub(super) secret: Reference,
    pub(super) passphrase: Option<Reference>,
}

impl Place {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Env(_) => "env",
            Self::File(_) => "file",
            Self::Mounted(..) => "mounted",
            Self::Credentials(_) => "credentials",
            Self::Command(_) => "command",
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => "keyring",
        }
    }

    pub(super) fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let read = match self {
            Self::Env(prefix) => env::credential(prefix, wanted),
            Self::File(path) => File::new(path.as_str()).read(wanted),
            Self::Mounted(path, prefix) => Mounted::new(path.as_str())
                .prefixed(prefix.to_string())
                .read(wanted),
            Self::Credentials(prefix) => Mounted::credentials()
                .prefixed(prefix.to_string())
                .read(wanted),
            Self::Command(program) => program.command().read(wanted),
            #[cfg(feature = "keyring")]
            Self::Keyring(entry) => entry.keyring().read(wanted),
        };
        read.map_err(|error| {
            if self.is_known() {
                return error;
            }
            hidden(error, &At::TOP.below(self.kind()), self.remedy(), wanted)
        })
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Env(_) => Remedy::Ours(
                "set them, with `_API_KEY` and `_API_SECRET` behind that beginning, for the process that runs the bot",
            ),
            Self::File(_) => {
                Remedy::Ours("write `key = …` and `secret = …` into it, and run `chmod 600` on it")
            }
            Self::Mounted(..) => Remedy::Ours("mount it, with one file for each value"),
            Self::Credentials(_) => Remedy::Ours(SERVICE),
            Self::Command(_) => Remedy::Theirs,
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => Remedy::Theirs,
        }
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Env(prefix) => env::any_set(prefix),
            Self::File(path) => is_there(Path::new(path.as_str())),
            Self::Mounted(path, prefix) => has_beginning(Path::new(path.as_str()), prefix),
            Self::Credentials(prefix) => {
                env::credentials_directory().is_some_and(|path| has_beginning(&path, prefix))
            }
            Self::Command(program) => program.is_known(),
            // A locked store does not say.
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => false,
        }
    }
}

impl Reference {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Env(_) => "env",
            Self::File(_) => "file",
            Self::Credential(_) => "credential",
            Self::Command(_) => "command",
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => "keyring",
        }
    }

    fn read(&self, part: &'static str, wanted: &Wanted) -> Result<Secret, SourceError> {
        let read = match self {
            Self::Env(name) => env::value(name),
            Self::File(path) => File::new(path.as_str()).value(),
            Self::Credential(name) => Mounted::credentials().prefixed(name.to_string()).value(),
            Self::Command(program) => program.command().value(),
            #[cfg(feature = "keyring")]
            Self::Keyring(entry) => entry.keyring().value(),
        };
        read.map_err(|error| {
            if self.is_known() {
                return error;
            }
            let at = At::TOP.below(part).below(self.kind());
            hidden(error, &at, self.remedy(), wanted)
        })
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Env(_) => Remedy::Ours("set it for the process that runs the bot"),
            Self::File(_) => {
                Remedy::Ours("write the value into it, and nothing else, and run `chmod 600` on it")
            }
            Self::Credential(_) => Remedy::Ours(SERVICE),
            Self::Command(_) => Remedy::Theirs,
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => Remedy::Theirs,
        }
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Env(name) => env::is_set(name),
            Self::File(path) => is_there(Path::new(path.as_str())),
            Self::Credential(name) => {
                env::credentials_directory().is_some_and(|path| is_there(&path.join(name.as_str())))
            }
            Self::Command(program) => program.is_known(),
            // A locked store does not say.
            #[cfg(feature = "keyring")]
            Self::Keyring(_) => false,
        }
    }
}

impl Parts {
    /// Those that are there, by their names.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &Reference)> {
        let passphrase = self.passphrase.as_ref();
        [("key", &self.key), ("secret", &self.secret)]
            .into_iter()
            .chain(passphrase.map(|reference| ("passphrase", reference)))
    }

    pub(super) fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for (part, reference) in self.all() {
            if part == "passphrase" && !wanted.passphrase {
                continue;
            }
            match reference.read(part, wanted) {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
            // A service that fails is asked once: each further try may take a whole deadline.
            if let Some(SourceError::Failed { .. }) = errors.last() {
                break;
            }
        }
        if wanted.passphrase && self.passphrase.is_none() {
            errors.push(SourceError::Misconfigured {
                place: source(wanted),
                found: "without `passphrase`, which the venue asks for".to_owned(),
                remedy: "add `passphrase = { file = \"/path/to/it\" }`".to_owned(),
            });
        }
        let mut values = values.into_iter();
        match (errors.is_empty(), values.next(), values.next()) {
            (true, Some(key), Some(secret)) => {
                let mut credential = RawCredential::new(key, secret);
                credential.passphrase = values.next();
                Ok(credential)
            }
            (_, first, _) => Err(together(errors, first.is_some(), wanted)),
        }
    }
}

impl Program {
    fn command(&self) -> Command {
        let mut words = self.words.iter().map(|word| word.as_str());
        let mut command = Command::new(words.next().unwrap_or_default());
        for argument in words {
            command = command.arg(argument);
        }
        for variable in &self.passed {
            command = command.pass_env(variable.as_str());
        }
        match self.seconds {
            Some(seconds) => command.deadline_seconds(seconds),
            None => command,
        }
    }

    fn is_known(&self) -> bool {
        let name = self.words.first().map_or("", |name| name.as_str());
        if name.contains('/') {
            return is_there(Path::new(name));
        }
        path_variable().is_some_and(|path| {
            std::env::split_paths(&path).any(|directory| is_there(&directory.join(name)))
        })
    }
}

#[cfg(feature = "keyring")]
impl Entry {
    fn keyring(&self) -> Keyring {
        let entry = Keyring::new(self.service.as_str(), self.user.as_str());
        match self.seconds {
            Some(seconds) => entry.deadline_seconds(seconds),
            None => entry,
        }
    }
}

const ABSENT: &str = "store it with the store's own tool, or correct the name";
const SERVICE: &str = "start the bot as a service whose unit names it by `LoadCredential=`";

/// What mends a place of which the system knows nothing.
#[derive(Clone, Copy)]
enum Remedy {
    Ours(&'static str),
    /// The source's own remedy has no name in it.
    Theirs,
}

/// The same kind of error, with nothing out of the table. What was found is said without names by
/// every source.
fn hidden(error: SourceError, at: &At, ours: Remedy, wanted: &Wanted) -> SourceError {
    let place = format!("what {at} names for {}", owner(wanted));
    let mended = |theirs| match ours {
        Remedy::Ours(remedy) => remedy.to_owned(),
        Remedy::Theirs => theirs,
    };
    match error {
        SourceError::NotConfigured { .. } => SourceError::NotConfigured {
            place,
            remedy: match ours {
                Remedy::Ours(remedy) => remedy,
                Remedy::Theirs => ABSENT,
            }
            .to_owned(),
        },
        SourceError::Misconfigured { found, remedy, .. } => SourceError::Misconfigured {
            place,
            found,
            remedy: mended(remedy),
        },
        SourceError::Failed { found, remedy, .. } => SourceError::Failed {
            place,
            found,
            remedy: mended(remedy),
        },
    }
}

/// One error for all parts. Where some part is there, one that is not is half a pair, not a key
/// that nobody configured.
fn together(errors: Vec<SourceError>, some_there: bool, wanted: &Wanted) -> SourceError {
    let absent = |error: &SourceError| matches!(error, SourceError::NotConfigured { .. });
    let place = source(wanted);
    if !some_there && errors.iter().all(absent) {
        let each = errors.into_iter().map(|error| match error {
            SourceError::NotConfigured { place, remedy } => format!("{place}: {remedy}"),
            other => other.to_string(),
        });
        return SourceError::NotConfigured {
            place,
            remedy: numbered(each),
        };
    }
    let failed = |error: &SourceError| matches!(error, SourceError::Failed { .. });
    let failed = errors.iter().any(failed);
    let mut errors: Vec<_> = errors.into_iter().map(half).collect();
    if errors.len() == 1
        && let Some(only) = errors.pop()
    {
        return only;
    }
    let found = format!("in {} ways", errors.len());
    let remedy = numbered(errors.iter().map(SourceError::to_string));
    if failed {
        SourceError::Failed {
            place,
            found,
            remedy,
        }
    } else {
        SourceError::Misconfigured {
            place,
            found,
            remedy,
        }
    }
}

/// What is missing beside parts that are there.
fn half(error: SourceError) -> SourceError {
    match error {
        SourceError::NotConfigured { place, remedy } => SourceError::Misconfigured {
            place,
            found: "not there while another part of the key is".to_owned(),
            remedy,
        },
        other => other,
    }
}

/// Whether a path leads to anything.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether there is a file in the directory whose name begins so.
fn has_beginning(directory: &Path, beginning: &str) -> bool {
    if beginning.is_empty() {
        return is_there(directory);
    }
    fs::read_dir(directory).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            name.as_encoded_bytes().starts_with(beginning.as_bytes())
        })
    })
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn path_variable() -> Option<OsString> {
    std::env::var_os("PATH")
}
