//! One regular file, of bounded size, from one descriptor.
//!
//! Every source that opens a file does it here: without blocking, so that a pipe cannot hang the
//! bot, and with each check made on what was opened, so that nothing can be swapped between check
//! and read. Which owners, modes and links are right is for the source to say.

use super::SourceError;
use crate::secret::Secret;
use rustix::{
    fs::{self, FileType, Mode, OFlags, Stat},
    io::{self, Errno},
};
use std::os::fd::{AsFd, OwnedFd};
use zeroize::Zeroizing;

/// The most bytes a file with one value may have: any key fits in.
pub(super) const VALUE_LIMIT: usize = 64 * 1024;

/// What is done with a link at the end of a path.
#[derive(Clone, Copy)]
pub(super) enum Link {
    Followed,
    Refused,
}

/// Why there is no text. It holds nothing that was read.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    Missing,
    /// A link that is not followed, or a circle of them.
    Link,
    Denied,
    NotOpened,
    Undescribed,
    NotRegular,
    TooLarge(usize),
    Broken,
    NotText,
    Empty,
}

impl From<Errno> for Fault {
    /// What the system says to an attempt to open.
    fn from(error: Errno) -> Self {
        match error {
            // There can be no file with a name that is too long.
            Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG => Self::Missing,
            Errno::LOOP => Self::Link,
            Errno::ACCESS | Errno::PERM => Self::Denied,
            // A socket, and a device without a driver.
            Errno::NXIO | Errno::NODEV => Self::NotRegular,
            _ => Self::NotOpened,
        }
    }
}

impl Fault {
    /// The error for it, where the source has no better remedy.
    pub(super) fn at(self, place: String) -> SourceError {
        let wrong = |place, found: &str, remedy: &str| SourceError::Misconfigured {
            place,
            found: found.to_owned(),
            remedy: remedy.to_owned(),
        };
        let failed = |place, found: &str, remedy: &str| SourceError::Failed {
            place,
            found: found.to_owned(),
            remedy: remedy.to_owned(),
        };
        match self {
            Self::Missing => wrong(place, "without a file", "write the file"),
            Self::Link => wrong(place, "a symbolic link", "put the file itself there"),
            Self::Denied => failed(
                place,
                "permission denied",
                "let the user that runs the bot read it",
            ),
            Self::NotOpened => failed(
                place,
                "the system refused to open it",
                "look at it with `ls -l`",
            ),
            Self::Undescribed => failed(
                place,
                "the system does not describe it",
                "look at it with `ls -l`",
            ),
            Self::NotRegular => wrong(
                place,
                "no regular file",
                "name a file, not a directory, pipe or device",
            ),
            Self::TooLarge(limit) => wrong(
                place,
                &format!("larger than {limit} bytes"),
                "keep one credential in it and nothing else",
            ),
            Self::Broken => failed(place, "reading it failed", "look at the disk"),
            Self::NotText => wrong(place, "not UTF-8 text", "write it again with a text editor"),
            Self::Empty => wrong(place, "an empty file", "write the value into it"),
        }
    }
}

/// Opens `path` for reading, seen from the directory `from`.
pub(super) fn open(
    from: impl AsFd,
    path: impl rustix::path::Arg,
    link: Link,
) -> Result<OwnedFd, Fault> {
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    if matches!(link, Link::Refused) {
        flags |= OFlags::NOFOLLOW;
    }
    fs::openat(from, path, flags, Mode::empty()).map_err(Fault::from)
}

/// Describes the file, which has to be a regular one.
pub(super) fn regular(file: &OwnedFd) -> Result<Stat, Fault> {
    let stat = fs::fstat(file).map_err(|_| Fault::Undescribed)?;
    if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile {
        Ok(stat)
    } else {
        Err(Fault::NotRegular)
    }
}

/// Reads a file that [`regular`] has described, into one buffer that neither grows nor moves.
pub(super) fn contents(
    file: &OwnedFd,
    stat: &Stat,
    limit: usize,
) -> Result<Zeroizing<Vec<u8>>, Fault> {
    if usize::try_from(stat.st_size).map_or(true, |size| size > limit) {
        return Err(Fault::TooLarge(limit));
    }
    let mut bytes = Zeroizing::new(vec![0; limit.saturating_add(1)]);
    let mut filled = 0;
    loop {
        let room = bytes.get_mut(filled..).unwrap_or_default();
        match io::read(file, room) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(Errno::INTR) => {}
            Err(_) => return Err(Fault::Broken),
        }
    }
    // It may have grown since it was described.
    if filled > limit {
        return Err(Fault::TooLarge(limit));
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// The value of a file that holds nothing else: its text without one line break at the end.
pub(super) fn value(file: &OwnedFd) -> Result<Secret, Fault> {
    let bytes = contents(file, &regular(file)?, VALUE_LIMIT)?;
    let text = core::str::from_utf8(&bytes).map_err(|_| Fault::NotText)?;
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(Secret::copied(text.strip_suffix('\r').unwrap_or(text)))
}
