//! A private file.
//!
//! The file is opened once, without following a link and without blocking, and every check is made
//! on the open descriptor, so that nothing can be swapped between check and read.

use super::{
    Source, SourceError, Wanted, lines,
    read::{self, Fault, Link},
};
use crate::secret::RawCredential;
use rustix::{
    fs::{CWD, Stat},
    process::geteuid,
};
use std::{
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The most bytes a credential file may have: a page holds any key.
const LIMIT: usize = 4096;

/// A file that only its owner can read, with one `name = value` a line:
///
/// ```text
/// # the bot's key on OKX
/// key = 985d5b66-57ce-40fb-b714-afc0b9787083
/// secret = 22582BD0CFF14C41EDBF1AB98506286D
/// passphrase = Correct-Horse-1
/// created = 2026-10-01
/// ```
///
/// In place of `secret` there may be a PEM block, on lines of its own. `passphrase` and `created`
/// are left out where the venue has no use for them. `expires = 2026-12-31T00:00:00Z` may say when
/// the credential ends: that joins the deadline of the key.
///
/// Refused, with the command that mends it: a symbolic link, anything but a regular file, another
/// owner, a file that others can read, and one inside a git work tree that does not ignore it.
#[derive(Clone, Debug)]
pub struct File {
    path: PathBuf,
}

impl File {
    /// The file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn place(&self) -> String {
        format!("the file `{}`", self.path.display())
    }

    fn wrong(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::Misconfigured {
            place: self.place(),
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    fn failed(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::Failed {
            place: self.place(),
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    fn open(&self) -> Result<OwnedFd, SourceError> {
        read::open(CWD, &self.path, Link::Refused).map_err(|fault| match fault {
            Fault::Missing => SourceError::NotConfigured {
                place: self.place(),
                remedy: "write `key = …` and `secret = …` into it, and run `chmod 600` on it"
                    .to_owned(),
            },
            Fault::Link => self.wrong(
                "a symbolic link",
                "name the file itself, so that nobody can point the link elsewhere",
            ),
            Fault::Denied => self.failed(
                "permission denied",
                format!("run `chown $(id -un) {}` as root", quoted(&self.path)),
            ),
            fault => fault.at(self.place()),
        })
    }

    /// Checks what the descriptor is of, whatever the path names by now.
    fn check(&self, file: &OwnedFd) -> Result<Stat, SourceError> {
        let stat = read::regular(file).map_err(|fault| fault.at(self.place()))?;
        let path = quoted(&self.path);
        if stat.st_uid != geteuid().as_raw() {
            return Err(self.wrong(
                "owned by another user",
                format!("run `chown $(id -un) {path}` as root, as the user that runs the bot"),
            ));
        }
        // With an ACL the group bits are its mask, so a reader named there shows here too.
        if stat.st_mode & 0o077 != 0 {
            return Err(self.wrong("open to other users", format!("run `chmod 600 {path}`")));
        }
        if stat.st_nlink != 1 {
            return Err(self.wrong(
                "known under more than one name",
                format!("run `cp {path} {path}.new && mv {path}.new {path}`"),
            ));
        }
        Ok(stat)
    }

    /// Refuses a file that git tracks, or would with the next `git add`.
    fn check_git(&self) -> Result<(), SourceError> {
        let unknown = || self.failed("its directory is unknown", "name it by an absolute path");
        let written = std::path::absolute(&self.path).map_err(|_| unknown())?;
        let (Some(parent), Some(name)) = (written.parent(), written.file_name()) else {
            return Err(unknown());
        };
        // A link above the file may lead into a work tree from outside.
        let directory = parent.canonicalize().map_err(|_| unknown())?;
        let path = directory.join(name);
        if !directory
            .ancestors()
            .any(|above| above.join(".git").exists())
        {
            return Ok(());
        }
        let git = |arguments: &[&str]| {
            Command::new("git")
                // Neither variables nor a repository's own settings may answer for git.
                .env_clear()
                .envs(path_variable())
                .args([
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "core.hooksPath=/dev/null",
                ])
                .arg("-C")
                .arg(&directory)
                .args(arguments)
                .arg("--")
                .arg(&path)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .ok()
                .and_then(|status| status.code())
        };
        let shown = quoted(&path);
        match git(&["ls-files", "--error-unmatch"]) {
            Some(0) => {
                return Err(self.wrong(
                    "tracked by git",
                    format!("run `git rm --cached {shown}`, replace the key at the exchange, since history keeps it, and move the file out of the work tree"),
                ));
            }
            Some(_) => {}
            None => {
                return Err(self.failed(
                    "it lies in a git work tree and `git` cannot be run to see whether it is ignored",
                    "move the file out of the work tree",
                ));
            }
        }
        match git(&["check-ignore", "-q"]) {
            Some(0) => Ok(()),
            _ => Err(self.wrong(
                "inside a git work tree that does not ignore it",
                format!("move the file out of the work tree, or run `echo {shown} >> $(git rev-parse --git-path info/exclude)` with its path from the top"),
            )),
        }
    }
}

impl Source for File {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let file = self.open()?;
        let stat = self.check(&file)?;
        self.check_git()?;
        let fault = |fault: Fault| fault.at(self.place());
        let bytes = read::contents(&file, &stat, LIMIT).map_err(fault)?;
        let text = core::str::from_utf8(&bytes).map_err(|_| fault(Fault::NotText))?;
        lines::parse(text)
            .and_then(|parts| parts.finish(wanted))
            .map_err(|fault| self.wrong(fault.found, fault.remedy))
    }
}

/// `PATH`, by which `git` is found.
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn path_variable() -> Option<(&'static str, std::ffi::OsString)> {
    std::env::var_os("PATH").map(|path| ("PATH", path))
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}
