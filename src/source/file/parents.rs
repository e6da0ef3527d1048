//! The directories above a private file.
//!
//! Who can write into one of them can put a file of his own in place of ours. The lowest is opened
//! once, the file is opened from that handle, and the way up goes from the same handle by `..`:
//! what is judged is what the file was reached through. Nothing here reads the file.

use super::{File, SourceError, quoted};
use crate::source::read::Fault;
use rustix::{
    fs::{self, CWD, Mode, OFlags, Stat},
    io::Errno,
    process::geteuid,
};
use std::{
    ffi::OsString,
    io::ErrorKind,
    os::fd::{AsFd, OwnedFd},
    path::{Path, PathBuf},
};

/// To look at a directory and to go on from it takes no right to list it, where the system can
/// tell the two apart.
#[cfg(target_os = "linux")]
const LOOK: OFlags = OFlags::PATH;
#[cfg(not(target_os = "linux"))]
const LOOK: OFlags = OFlags::RDONLY;

/// The directory that a file is in, open.
pub(super) struct Parents {
    /// Without links.
    pub(super) path: PathBuf,
    pub(super) handle: OwnedFd,
    /// The name of the file in it.
    pub(super) name: OsString,
}

impl Parents {
    pub(super) fn of(file: &File) -> Result<Self, SourceError> {
        let unknown = || file.failed("its directory is unknown", "name it by an absolute path");
        let written = std::path::absolute(&file.path).map_err(|_| unknown())?;
        let (Some(parent), Some(name)) = (written.parent(), written.file_name()) else {
            return Err(Fault::NotRegular.at(file.place()));
        };
        let closed = || {
            let seen = |above: &&Path| above.symlink_metadata().is_ok();
            let last = parent.ancestors().find(seen);
            file.closed(last.unwrap_or(Path::new("/")))
        };
        let path = parent.canonicalize().map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => file.missing(),
            ErrorKind::PermissionDenied => closed(),
            _ => unknown(),
        })?;
        let handle = open(CWD, &path).map_err(|error| match error {
            Errno::NOENT | Errno::NOTDIR => file.missing(),
            Errno::ACCESS => closed(),
            _ => unknown(),
        })?;
        Ok(Self {
            path,
            handle,
            name: name.to_owned(),
        })
    }

    /// Refuses where somebody else could put another file in its place.
    pub(super) fn check(&self, file: &File) -> Result<(), SourceError> {
        let unseen = || {
            file.failed(
                "a directory above it cannot be looked at",
                format!(
                    "find it with `namei -l {}`, and open it",
                    quoted(&self.path)
                ),
            )
        };
        let mut here = describe(&self.handle).ok_or_else(unseen)?;
        let mut above = open(&self.handle, Path::new("..")).map_err(|_| unseen())?;
        let mut names = self.path.ancestors();
        loop {
            judge(
                file,
                &self.path,
                &here,
                names.next().unwrap_or(Path::new("/")),
            )?;
            let next = describe(&above).ok_or_else(unseen)?;
            // The top is above itself.
            if (next.st_dev, next.st_ino) == (here.st_dev, here.st_ino) {
                return Ok(());
            }
            above = open(&above, Path::new("..")).map_err(|_| unseen())?;
            here = next;
        }
    }
}

fn judge(file: &File, lowest: &Path, stat: &Stat, directory: &Path) -> Result<(), SourceError> {
    let own = geteuid().as_raw();
    let shown = quoted(directory);
    if stat.st_uid != own && stat.st_uid != 0 {
        let remedy = if directory == lowest {
            format!("move the file, or run `chown {own} {shown}` as root")
        } else {
            // It may be that user's home, or the top of a container.
            "move the file to where every directory above it is this user's or root's".to_owned()
        };
        return Err(file.wrong(format!("below {shown}, which is another user's"), remedy));
    }
    let mode = Mode::from_raw_mode(stat.st_mode);
    // With an ACL the group bits are its mask, so a writer named there shows here too. In a sticky
    // directory nobody but the owner of an entry can replace it.
    if mode.intersects(Mode::WGRP | Mode::WOTH) && !mode.contains(Mode::SVTX) {
        return Err(file.wrong(
            format!("below {shown}, which other users can write"),
            format!("run `chmod go-w {shown}`, or move the file"),
        ));
    }
    Ok(())
}

fn describe(directory: &OwnedFd) -> Option<Stat> {
    fs::fstat(directory).ok()
}

fn open(from: impl AsFd, path: &Path) -> Result<OwnedFd, Errno> {
    let flags = LOOK | OFlags::DIRECTORY | OFlags::CLOEXEC;
    fs::openat(from, path, flags, Mode::empty())
}
