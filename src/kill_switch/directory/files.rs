//! Small files of this user in an open directory: to list, read, write and remove them.
//!
//! Nothing is followed through a link, and nothing blocks.

use super::{Fault, step};
use rustix::{
    fs::{self, AtFlags, Dir, FileType, Mode, OFlags},
    io::{self, Errno},
    process::geteuid,
};
use std::os::fd::{BorrowedFd, OwnedFd};

/// The most files in a directory.
pub(super) const FILES: usize = 8_192;

pub(super) fn write_new(directory: BorrowedFd<'_>, name: &str, text: &[u8]) -> Result<(), Fault> {
    let fault = |error| Fault::of(error, "a file could not be written");
    step()?;
    let flags = OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = fs::openat(directory, name, flags, private()).map_err(fault)?;
    write(&file, text)?;
    step()?;
    fs::fsync(&file).map_err(fault)
}

pub(super) fn write(file: &OwnedFd, mut text: &[u8]) -> Result<(), Fault> {
    while !text.is_empty() {
        step()?;
        match io::write(file, text) {
            Ok(0) => return Err(Fault::of(Errno::IO, "a file could not be written")),
            Ok(count) => text = text.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(Fault::of(error, "a file could not be written")),
        }
    }
    Ok(())
}

/// The names of files for which `wanted` holds; a name that is no text counts as one of a trip.
pub(super) fn list(
    directory: BorrowedFd<'_>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<String>, Fault> {
    let fault = |error| Fault::of(error, "the directory cannot be listed");
    let mut names = Vec::new();
    for (at, entry) in Dir::read_from(directory).map_err(fault)?.enumerate() {
        if at > FILES {
            return Err(Fault::too_many());
        }
        let entry = entry.map_err(fault)?;
        let name = entry.file_name().to_string_lossy();
        if wanted(&name) {
            names.push(name.into_owned());
        }
    }
    Ok(names)
}

/// The content of a small regular file of this user.
pub(super) fn read(directory: BorrowedFd<'_>, name: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let fault = |error| Fault::of_file(error);
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = fs::openat(directory, name, flags, Mode::empty()).map_err(fault)?;
    let stat = fs::fstat(&file).map_err(fault)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Fault::of_file(Errno::LOOP));
    }
    if stat.st_uid != geteuid().as_raw() || stat.st_mode & 0o022 != 0 {
        return Err(Fault::foreign_file());
    }
    let mut text = vec![0; limit + 1];
    let mut filled = 0;
    loop {
        match io::read(&file, text.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(Errno::INTR) => {}
            Err(error) => return Err(fault(error)),
        }
    }
    if filled > limit {
        return Err(Fault::large_file());
    }
    text.truncate(filled);
    Ok(text)
}

pub(super) fn remove(directory: BorrowedFd<'_>, name: &str) -> Result<(), Fault> {
    step()?;
    let unlinked = match fs::unlinkat(directory, name, AtFlags::empty()) {
        // A trip may be a directory: whatever it is, it counts.
        Err(Errno::ISDIR | Errno::PERM) => fs::unlinkat(directory, name, AtFlags::REMOVEDIR),
        unlinked => unlinked,
    };
    match unlinked {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(Fault::of(error, "a file could not be removed")),
    }
}

pub(super) const fn private() -> Mode {
    Mode::RUSR.union(Mode::WUSR)
}
