//! The two files of a journal: opened without following a link, and checked to be this user's alone.

use super::{
    error::{JournalError, Tampered},
    head::Head,
};
use crate::secret;
use rustix::{
    fs::{self, AtFlags, CWD, FileType, FlockOperation, Mode, OFlags},
    io::Errno,
    process::geteuid,
};
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, Read, Write},
    os::fd::{AsFd, OwnedFd},
    path::{Path, PathBuf},
};

/// What messages call the journal.
pub(super) fn place(path: &Path) -> String {
    format!("the journal `{}`", secret::veiled_path(path))
}

/// The name of the file with the head.
pub(super) fn head_name(name: &OsStr) -> OsString {
    let mut head = name.to_owned();
    head.push(".head");
    head
}

const QUIET: OFlags = OFlags::NOFOLLOW
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

/// A file to be verified: it may be a copy, and anybody's.
pub(super) fn read(path: &Path, place: &str) -> Result<File, JournalError> {
    let file = fs::openat(CWD, path, OFlags::RDONLY | QUIET, Mode::empty())
        .map_err(|error| unopened(place, error))?;
    regular(file, place)
}

/// The head in the file beside a journal.
pub(super) fn beside(path: &Path, place: &str) -> Result<Option<Head>, JournalError> {
    let mut head = PathBuf::from(path);
    head.set_file_name(head_name(path.file_name().unwrap_or_default()));
    match fs::openat(CWD, &head, OFlags::RDONLY | QUIET, Mode::empty()) {
        Ok(file) => parsed(regular(file, place)?, place).map(Some),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(unopened(place, error)),
    }
}

/// The head of a journal that is this user's alone.
pub(super) fn head(
    directory: &OwnedFd,
    name: &OsStr,
    place: &str,
) -> Result<Option<Head>, JournalError> {
    let name = head_name(name);
    match fs::openat(directory, &name, OFlags::RDONLY | QUIET, Mode::empty()) {
        Ok(file) => {
            let file = regular(file, place)?;
            private(&file, place)?;
            parsed(file, place).map(Some)
        }
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(unopened(place, error)),
    }
}

/// Writes the head: whoever reads it sees the old one or the new one, after a crash too.
pub(super) fn write_head(directory: &OwnedFd, name: &OsStr, head: Head) -> Result<(), ()> {
    let name = head_name(name);
    let mut new = name.clone();
    new.push(".new");
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | QUIET;
    let write = || {
        let file = fs::openat(directory, &new, flags, Mode::RUSR | Mode::WUSR)?;
        let mut file = File::from(file);
        writeln!(file, "{head}")?;
        file.sync_all()?;
        fs::renameat(directory, &new, directory, &name)?;
        fs::fsync(directory)?;
        Ok(())
    };
    write().map_err(|_: io::Error| ())
}

/// Opens the journal itself, to be read and appended to, and keeps every other writer out.
pub(super) fn log(directory: &OwnedFd, name: &OsStr, place: &str) -> Result<File, JournalError> {
    let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE | QUIET;
    let file = fs::openat(directory, name, flags, Mode::RUSR | Mode::WUSR)
        .map_err(|error| unopened(place, error))?;
    let file = regular(file, place)?;
    private(&file, place)?;
    match fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(file),
        Err(Errno::WOULDBLOCK) => Err(JournalError::InUse {
            place: place.to_owned(),
        }),
        Err(_) => Err(JournalError::failed(
            place,
            "it could not be locked",
            "put it on a file system of this machine",
        )),
    }
}

/// Whether there is anything of that name.
pub(super) fn is_there(directory: &OwnedFd, name: &OsStr) -> bool {
    fs::statat(directory, name, AtFlags::SYMLINK_NOFOLLOW).is_ok()
}

fn parsed(file: File, place: &str) -> Result<Head, JournalError> {
    let mut text = String::new();
    let edited = || JournalError::tampered(place, Tampered::HeadEdited);
    // A head is far shorter.
    file.take(256)
        .read_to_string(&mut text)
        .map_err(|_| edited())?;
    let line = text.strip_suffix('\n').ok_or_else(edited)?;
    line.parse().map_err(|_| edited())
}

fn regular(file: OwnedFd, place: &str) -> Result<File, JournalError> {
    let stat = fs::fstat(&file).map_err(|error| unopened(place, error))?;
    if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile {
        Ok(File::from(file))
    } else {
        Err(unopened(place, Errno::NXIO))
    }
}

/// Checks what the descriptor is of, whatever the path names by now.
fn private(file: &impl AsFd, place: &str) -> Result<(), JournalError> {
    let stat = fs::fstat(file).map_err(|error| unopened(place, error))?;
    let wrong = |found, remedy: &str| JournalError::wrong(place, found, remedy.to_owned());
    if stat.st_uid != geteuid().as_raw() {
        return Err(wrong(
            "owned by another user",
            "run the bot as the user that began it, or begin another elsewhere",
        ));
    }
    if stat.st_mode & 0o077 != 0 {
        return Err(wrong(
            "open to other users",
            "find out who could have changed it, then run `chmod 600` on it and on its head",
        ));
    }
    if stat.st_nlink > 1 {
        return Err(wrong(
            "known under more than one name",
            "find the other name by `find -samefile`, and remove it",
        ));
    }
    Ok(())
}

fn unopened(place: &str, error: Errno) -> JournalError {
    let failed = |found, remedy| JournalError::failed(place, found, remedy);
    match error {
        Errno::NOENT | Errno::NOTDIR => failed("there is none", "name a file that is there"),
        Errno::LOOP => JournalError::wrong(
            place,
            "a symbolic link",
            "name the file itself, so that nobody can point the link elsewhere".to_owned(),
        ),
        Errno::NXIO | Errno::ISDIR | Errno::NODEV => JournalError::wrong(
            place,
            "no regular file",
            "name a file, not a directory, pipe or device".to_owned(),
        ),
        Errno::ACCESS | Errno::PERM => failed(
            "permission denied",
            "let the user that runs the bot read and write it",
        ),
        _ => failed("the system refused to open it", "look at it with `ls -l`"),
    }
}
