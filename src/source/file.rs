//! A private file.
//!
//! Its directory is opened once, and the file from that handle, without following a link and
//! without blocking. Every check is made on what was opened, so that nothing can be swapped
//! between check and read.

mod parents;
mod work_tree;

use super::{
    Source, SourceError, Wanted, lines,
    read::{self, Fault, Link},
    shell,
};
use crate::secret::{self, RawCredential, Secret};
use core::fmt;
use parents::Parents;
use rustix::{
    fs::{self, AtFlags, Mode, OFlags, Stat},
    process::geteuid,
};
use std::{
    ffi::OsString,
    os::fd::OwnedFd,
    path::{Path, PathBuf},
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
/// Refused, with the command that mends it:
///
/// - a symbolic link, a second name, anything but a regular file of at most 4 KiB (4,096 bytes);
/// - a file of another user, or one that others can read. An access list of Linux shows in the
///   mode, so it is seen; one of macOS does not, and is not;
/// - a file below a directory that others can write, unless it is sticky as `/tmp` is, or that is
///   neither root's nor this user's: who can write there can put another file in its place. Links
///   above the file are followed, and the directories that they lead to are judged;
/// - a file that git tracks, or inside a work tree that does not ignore it. `git` is asked, with 10
///   seconds for each question: two, and one more for each work tree around the first. Settings of
///   the user, such as a list of what is ignored everywhere, do not count: another user's clone has
///   others. A repository whose `.git` is not above the file, as some keep one for their home, is not
///   seen.
///
/// Reading has no deadline: a file on a network or FUSE mount that hangs keeps the load waiting.
///
/// ```no_run
/// use keyleash::{ApiCredential, File, venue::okx::Okx};
///
/// let credential = ApiCredential::<Okx>::load(File::new("/etc/bot/okx"))?;
/// # Ok::<(), keyleash::LoadError>(())
/// ```
#[derive(Clone)]
pub struct File {
    path: PathBuf,
}

impl File {
    /// The file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The one value of a file that holds nothing else, by the same checks.
    pub(crate) fn value(&self) -> Result<Secret, SourceError> {
        let (file, _) = self.judged()?;
        read::value(&file).map_err(|fault| fault.at(self.place()))
    }

    /// The file, open, once every check has passed.
    fn judged(&self) -> Result<(OwnedFd, Stat), SourceError> {
        let parents = Parents::of(self)?;
        let file = self.open(&parents)?;
        let stat = self.check(&file)?;
        parents.check(self)?;
        work_tree::check(self, &parents)?;
        Ok((file, stat))
    }

    fn place(&self) -> String {
        format!("the file `{}`", secret::veiled_path(&self.path))
    }

    fn wrong(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::wrong(self.place(), found, remedy)
    }

    fn failed(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::failed(self.place(), found, remedy)
    }

    fn missing(&self) -> SourceError {
        SourceError::NotConfigured {
            place: self.place(),
            remedy: "write `key = …` and `secret = …` into it, and run `chmod 600` on it"
                .to_owned(),
        }
    }

    fn open(&self, parents: &Parents) -> Result<OwnedFd, SourceError> {
        read::open(&parents.handle, &parents.name, Link::Refused).map_err(|fault| match fault {
            Fault::Missing => self.missing(),
            Fault::Link => self.wrong(
                "a symbolic link",
                "name the file itself, so that nobody can point the link elsewhere",
            ),
            Fault::Denied => self.denied(parents),
            fault => fault.at(self.place()),
        })
    }

    /// Says what opens the file to this user, and to nobody else.
    fn denied(&self, parents: &Parents) -> SourceError {
        let own = geteuid().as_raw();
        let Ok(stat) = fs::statat(&parents.handle, &parents.name, AtFlags::SYMLINK_NOFOLLOW) else {
            return self.closed(&parents.path);
        };
        let path = quoted(&self.path);
        let remedy = if stat.st_uid == own {
            format!("run `chmod 600 {path}`")
        } else {
            format!("run `chown {own} {path}` as root")
        };
        self.failed("permission denied", remedy)
    }

    /// A directory keeps this user out. What it would lead to is not shown: nobody knows whether it
    /// is there, and it may be a secret in the wrong place.
    fn closed(&self, directory: &Path) -> SourceError {
        self.failed(
            "a directory above it is closed to this user",
            format!("find it with `namei -l {}`, and open it", quoted(directory)),
        )
    }

    /// Checks what the descriptor is of, whatever the path names by now.
    fn check(&self, file: &OwnedFd) -> Result<Stat, SourceError> {
        let stat = read::regular(file).map_err(|fault| fault.at(self.place()))?;
        let path = quoted(&self.path);
        let own = geteuid().as_raw();
        // Not even root's: a file that a service shares with root is for `Mounted` to read.
        if stat.st_uid != own {
            return Err(self.wrong(
                "owned by another user",
                format!("run `chown {own} {path}` as root"),
            ));
        }
        // With an ACL the group bits are its mask, so a reader named there shows here too.
        if stat.st_mode & 0o077 != 0 {
            return Err(self.wrong("open to other users", format!("run `chmod 600 {path}`")));
        }
        // None is left where the file was replaced since it was opened: it is the one of that moment.
        if stat.st_nlink > 1 {
            return Err(self.wrong(
                "known under more than one name",
                format!("run `cp -p {path} {path}.new && mv {path}.new {path}`, and remove the other name"),
            ));
        }
        Ok(stat)
    }
}

/// A path that looks like a key is not shown: it may be one.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("path", &secret::veiled_path(&self.path))
            .finish()
    }
}

impl Source for File {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let (file, stat) = self.judged()?;
        let fault = |fault: Fault| fault.at(self.place());
        let bytes = read::contents(&file, &stat, LIMIT).map_err(fault)?;
        let text = core::str::from_utf8(&bytes).map_err(|_| fault(Fault::NotText))?;
        lines::parse(text)
            .and_then(|parts| parts.finish(wanted))
            .map_err(|fault| self.wrong(fault.found, fault.remedy))
    }
}

/// The directory of a file, which may not be there yet, and the file's name: open, once nobody else
/// can put another file there.
pub(crate) fn directory(path: &Path) -> Result<(OwnedFd, OsString), SourceError> {
    let file = File::new(path);
    let parents = Parents::of(&file)?;
    parents.check(&file)?;
    let Parents { handle, name, .. } = parents;
    // What can only be looked at cannot be put on the disk.
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let handle =
        fs::openat(&handle, ".", flags, Mode::empty()).map_err(|_| file.closed(&parents.path))?;
    Ok((handle, name))
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    // Quotes do not keep a program from taking it for an option.
    if path.starts_with('-') {
        shell::quoted(&format!("./{path}"))
    } else {
        shell::quoted(&path)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Parents};
    use std::{fs, os::unix::fs::PermissionsExt};

    #[test]
    fn a_file_that_is_replaced_once_it_is_open_is_still_one_file() {
        let directory = tempfile::TempDir::new().unwrap();
        let [path, new] = ["key", "new"].map(|name| {
            let path = directory.path().join(name);
            fs::write(&path, "key = a\n").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            path
        });
        let file = File::new(&path);
        let parents = Parents::of(&file).unwrap();
        let open = file.open(&parents).unwrap();
        fs::rename(&new, &path).unwrap();
        assert_eq!(file.check(&open).unwrap().st_nlink, 0);
    }
}
