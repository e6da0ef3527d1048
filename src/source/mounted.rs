//! A directory with one file per value, as service managers and containers mount it.
//!
//! Such a directory changes under the bot: the next version is swapped in by one rename. So it is
//! opened once, and every file is opened from that handle, never by a path from the top: key and
//! secret are of one version, whatever the path leads to by then.

use super::{
    Source, SourceError, Wanted, env,
    read::{self, Fault, Link},
};
use crate::{
    secret::{self, RawCredential, Secret},
    time::{self, Date},
};
use core::fmt;
use rustix::{
    fs::{self, AtFlags, CWD, Mode, OFlags, Stat},
    io::Errno,
};
use std::{
    borrow::Cow,
    os::fd::{AsFd, OwnedFd},
    path::{Path, PathBuf},
};

/// The link by which Kubernetes swaps versions.
const DATA: &str = "..data";

/// How often a version that is removed while it is read is given up for the next one.
const TRIES: usize = 64;

/// A directory of files named `key`, `secret`, `passphrase`, `created` and `expires`, each with one
/// value:
///
/// ```text
/// /run/secrets/binance/key
/// /run/secrets/binance/secret
/// ```
///
/// Docker, Podman and Kubernetes mount secrets like that, and systemd lays out a service's
/// credentials so. `passphrase` is read where the venue asks for one. `created`, the day the key
/// was made, and `expires`, when the credential ends, may be left out: as `2026-10-01`, and as
/// `2026-12-31T00:00:00Z`, which joins the deadline of the key. A file is regular, not a link, and of
/// at most 64 KiB (65,536 bytes); one line break at its end is left out.
///
/// **All values are of one version.** The directory is opened once, links in its path followed; if
/// it has `..data`, as Kubernetes volumes do, that is opened once too; the files are opened from
/// that handle. A version that is removed meanwhile is given up as a whole for the next one. Who
/// replaces the files of one directory one by one has no versions, and can be read in between.
///
/// Owner and mode are not judged, unlike those of a [`File`](crate::File): mounted secrets are often
/// readable to everybody, in a namespace that only the container sees. Who may write into the
/// directory is trusted with the key. Reading has no deadline: a network or FUSE mount that hangs keeps
/// the load waiting.
///
/// ```no_run
/// use keyleash::{ApiCredential, Mounted, venue::binance::Binance};
///
/// let credential = ApiCredential::<Binance>::load(Mounted::new("/run/secrets/binance"))?;
/// // LoadCredential=binance_key:… and LoadCredential=binance_secret:…
/// let source = Mounted::credentials().prefixed("binance_");
/// let credential = ApiCredential::<Binance>::load(source)?;
/// # Ok::<(), keyleash::LoadError>(())
/// ```
#[derive(Clone)]
pub struct Mounted {
    /// Without one, that of the service's credentials.
    directory: Option<PathBuf>,
    prefix: Cow<'static, str>,
}

impl Mounted {
    /// The directory at `path`, for all environments of a venue alike.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            directory: Some(path.into()),
            prefix: Cow::Borrowed(""),
        }
    }

    /// The service's credentials, in `$CREDENTIALS_DIRECTORY`, where systemd puts what
    /// `LoadCredential=`, `LoadCredentialEncrypted=` and `SetCredential=` name. The variable is
    /// looked up at each load.
    #[must_use]
    pub const fn credentials() -> Self {
        Self {
            directory: None,
            prefix: Cow::Borrowed(""),
        }
    }

    /// The same with this before each file's name: `prefixed("binance_")` reads `binance_key` and
    /// so on. A prefix with `/` in it is refused when a key is loaded.
    #[must_use]
    pub fn prefixed(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The value in one file, which has the prefix for its whole name.
    pub(crate) fn value(&self) -> Result<Secret, SourceError> {
        let directory = self.open()?;
        let version = directory.version()?;
        let place = || directory.file(directory.prefix);
        match read::open(&version, directory.prefix, Link::Refused)
            .and_then(|file| read::value(&file))
        {
            Ok(value) => Ok(value),
            Err(Fault::Missing) => Err(SourceError::NotConfigured {
                place: place(),
                remedy: "mount it".to_owned(),
            }),
            Err(fault) => Err(fault.at(place())),
        }
    }

    fn open(&self) -> Result<Directory<'_>, SourceError> {
        let path = match &self.directory {
            Some(path) => Cow::Borrowed(path.as_path()),
            None => Cow::Owned(env::credentials_directory().ok_or_else(|| {
                SourceError::NotConfigured {
                    place: "the environment variable `CREDENTIALS_DIRECTORY`".to_owned(),
                    remedy: "start the bot as a service with `LoadCredential=`".to_owned(),
                }
            })?),
        };
        let directory = Directory {
            path,
            prefix: &self.prefix,
        };
        if secret::has_key(&self.prefix) {
            return Err(SourceError::wrong(
                directory.place(),
                "given a prefix that is like a key itself",
                "give how the files' names begin, and replace a key that stands in code",
            ));
        }
        if self.prefix.contains(['/', '\0']) {
            return Err(SourceError::wrong(
                directory.place(),
                "given a prefix that is no part of a file's name",
                "leave out the `/`",
            ));
        }
        if self.directory.is_none() && directory.path.is_relative() {
            return Err(SourceError::wrong(
                "the environment variable `CREDENTIALS_DIRECTORY`".to_owned(),
                "no absolute path",
                "leave it to the service manager to set it",
            ));
        }
        Ok(directory)
    }
}

/// What looks like a key is not shown: it may be one.
impl fmt::Debug for Mounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let directory = self.directory.as_deref().map(secret::veiled_path);
        f.debug_struct("Mounted")
            .field("directory", &directory)
            .field("prefix", &secret::veiled(&self.prefix))
            .finish()
    }
}

impl Source for Mounted {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let directory = self.open()?;
        let mut version = directory.version()?;
        for _ in 0..TRIES {
            let files = directory.files(&version, wanted)?;
            let count = files.iter().flatten().count();
            if count == 4 + usize::from(wanted.passphrase) {
                return directory.credential(files, wanted);
            }
            // Something is missing: it never was there, or this version is being removed.
            let now = directory.version()?;
            if directory.same(&version, &now)? {
                return directory.credential(files, wanted);
            }
            version = now;
        }
        Err(directory.restless())
    }
}

/// Key, secret, passphrase, creation day, end: open, or not there.
type Files = [Option<OwnedFd>; 5];

/// A directory whose path is known.
struct Directory<'a> {
    path: Cow<'a, Path>,
    prefix: &'a str,
}

impl Directory<'_> {
    /// The version that is there now.
    fn version(&self) -> Result<OwnedFd, SourceError> {
        let top = folder(CWD, &*self.path).map_err(|error| match error {
            Errno::NOENT => SourceError::NotConfigured {
                place: self.place(),
                remedy: "mount it, with one file for each value".to_owned(),
            },
            error => closed(self.place(), error),
        })?;
        for _ in 0..TRIES {
            match folder(&top, DATA) {
                Ok(version) => return Ok(version),
                // No such link, or one whose version was removed before it was reached.
                Err(Errno::NOENT) => match fs::statat(&top, DATA, AtFlags::SYMLINK_NOFOLLOW) {
                    Ok(_) => {}
                    Err(Errno::NOENT) => return Ok(top),
                    Err(error) => return Err(closed(self.file(DATA), error)),
                },
                Err(error) => return Err(closed(self.file(DATA), error)),
            }
        }
        Err(SourceError::wrong(
            self.file(DATA),
            "a link that leads nowhere",
            "mount the directory again",
        ))
    }

    /// Opens every file of one version before the first one is read.
    fn files(&self, version: &OwnedFd, wanted: &Wanted) -> Result<Files, SourceError> {
        let open = |part: &str| {
            let name = format!("{}{part}", self.prefix);
            match read::open(version, &name, Link::Refused) {
                Ok(file) => Ok(Some(file)),
                Err(Fault::Missing) => Ok(None),
                Err(fault) => Err(fault.at(self.file(&name))),
            }
        };
        let passphrase = wanted.passphrase.then(|| open("passphrase"));
        Ok([
            open("key")?,
            open("secret")?,
            passphrase.transpose()?.flatten(),
            open("created")?,
            open("expires")?,
        ])
    }

    fn credential(&self, files: Files, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let [key, secret, passphrase, created, expires] = files;
        let (key, secret) = match (key, secret) {
            (Some(key), Some(secret)) => (key, secret),
            // Opened only where the venue asks for one.
            (None, None) if passphrase.is_some() => {
                let remedy = format!("mount `{0}key` and `{0}secret` too", self.prefix);
                return Err(self.missing("key", "passphrase", remedy));
            }
            (None, None) => {
                return Err(SourceError::NotConfigured {
                    place: self.part("key"),
                    remedy: format!("mount it, and `{}secret` beside it", self.prefix),
                });
            }
            (Some(_), None) => return Err(self.half("secret", "key")),
            (None, Some(_)) => return Err(self.half("key", "secret")),
        };
        let mut credential =
            RawCredential::new(self.value("key", &key)?, self.value("secret", &secret)?);
        if wanted.passphrase {
            let passphrase = passphrase.ok_or_else(|| self.half("passphrase", "key"))?;
            credential = credential.with_passphrase(self.value("passphrase", &passphrase)?);
        }
        if let Some(created) = created {
            let day = Date::parse(self.value("created", &created)?.expose()).ok_or_else(|| {
                SourceError::wrong(
                    self.part("created"),
                    "no day",
                    "write the day the key was made as `2026-10-01`",
                )
            })?;
            credential = credential.created_on(day);
        }
        if let Some(expires) = expires {
            let at = time::parse_rfc3339(self.value("expires", &expires)?.expose());
            let at = at.ok_or_else(|| {
                SourceError::wrong(
                    self.part("expires"),
                    "no RFC 3339 time",
                    "write the end of the credential as `2026-10-01T00:00:00Z`",
                )
            })?;
            credential.expires = Some(at);
        }
        Ok(credential)
    }

    fn value(&self, part: &str, file: &OwnedFd) -> Result<Secret, SourceError> {
        read::value(file).map_err(|fault| fault.at(self.part(part)))
    }

    /// While both are open, no other directory can have the number of either.
    fn same(&self, one: &OwnedFd, other: &OwnedFd) -> Result<bool, SourceError> {
        let number = |stat: Stat| (stat.st_dev, stat.st_ino);
        let of = |directory| {
            fs::fstat(directory)
                .map(number)
                .map_err(|error| closed(self.place(), error))
        };
        Ok(of(one)? == of(other)?)
    }

    fn place(&self) -> String {
        format!("the directory `{}`", secret::veiled_path(&self.path))
    }

    fn file(&self, name: &str) -> String {
        format!("the file `{}`", secret::veiled_path(self.path.join(name)))
    }

    fn part(&self, part: &str) -> String {
        self.file(&format!("{}{part}", self.prefix))
    }

    fn half(&self, missing: &str, there: &str) -> SourceError {
        let remedy = format!("mount `{}{missing}` too", self.prefix);
        self.missing(missing, there, remedy)
    }

    fn missing(&self, part: &str, there: &str, remedy: String) -> SourceError {
        SourceError::Misconfigured {
            place: self.part(part),
            found: format!("missing while `{}{there}` is there", self.prefix),
            remedy,
        }
    }

    fn restless(&self) -> SourceError {
        SourceError::Failed {
            place: self.place(),
            found: format!("{TRIES} versions were removed while they were read"),
            remedy: "look at what writes it".to_owned(),
        }
    }
}

/// Opens a directory, as seen from another.
fn folder(from: impl AsFd, path: impl rustix::path::Arg) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    fs::openat(from, path, flags, Mode::empty())
}

/// A directory that could not be opened.
fn closed(place: String, error: Errno) -> SourceError {
    match error {
        Errno::NOTDIR => {
            SourceError::wrong(place, "no directory", "name the directory of the files")
        }
        error => Fault::from(error).at(place),
    }
}
