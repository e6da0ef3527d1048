//! Why the directory of a switch was not read or written.
//!
//! Some answers of the system are about the directory itself and stay: they count as tripped.
//! Others pass, such as too many open files: until they do, nobody knows.

use super::{ResetError, SwitchError, Unrecorded};
use crate::secret::veiled_path;
use rustix::io::Errno;
use std::path::Path;

#[derive(Clone, Debug)]
pub(super) struct Fault {
    kind: Kind,
    pub(super) found: String,
    remedy: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The name leads nowhere.
    NotConfigured,
    /// It is not what a switch can trust.
    Wrong,
    /// The same, and nothing is there.
    Missing,
    /// Another process resets it.
    Busy,
    Failed,
}

impl Fault {
    fn new(kind: Kind, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            kind,
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    fn wrong(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Kind::Wrong, found, remedy)
    }

    /// Whether the next look would find the same.
    pub(super) fn is_definite(&self) -> bool {
        matches!(self.kind, Kind::NotConfigured | Kind::Wrong | Kind::Missing)
    }

    pub(super) fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// What the system said to an attempt that should have succeeded.
    pub(super) fn of(error: Errno, what: &str) -> Self {
        let (found, remedy) = match error {
            Errno::NOSPC | Errno::DQUOT => (
                "the disk is full",
                "make room, or give it a disk that others do not fill",
            ),
            Errno::ROFS => ("the disk is read-only", "mount it for writing"),
            Errno::ACCESS | Errno::PERM => (
                "permission denied",
                "let the user that runs the bot write there",
            ),
            Errno::MFILE | Errno::NFILE => (
                "too many files are open",
                "raise the limit, or look for a leak of files",
            ),
            Errno::NOENT | Errno::NOTDIR => ("it is gone", "make it again, and reset the switch"),
            _ => (
                "the system refused",
                "look at the disk, and at the directory with `ls -la`",
            ),
        };
        Self::new(Kind::Failed, format!("{what}: {found}"), remedy)
    }

    /// What the system said to an attempt to open the directory.
    pub(super) fn of_directory(error: Errno, path: &Path) -> Self {
        match error {
            Errno::NOENT => Self::new(
                Kind::Missing,
                "there is no such directory",
                "reset the switch, which makes it again",
            ),
            Errno::NOTDIR | Errno::LOOP => Self::wrong(
                "it is a symbolic link, or no directory",
                format!("remove {}, and reset the switch", veiled_path(path)),
            ),
            Errno::ACCESS => Self::wrong(
                "it is closed to this user",
                "run the bot as the user whose directory it is",
            ),
            error => Self::of(error, "the directory cannot be opened"),
        }
    }

    /// What the system said to an attempt to read a file in it.
    pub(super) fn of_file(error: Errno) -> Self {
        match error {
            Errno::NOENT => Self::new(Kind::Missing, "it is missing", "reset the switch"),
            Errno::LOOP | Errno::NXIO | Errno::NODEV | Errno::ISDIR => {
                Self::wrong("it is no regular file", "remove it, and reset the switch")
            }
            Errno::ACCESS | Errno::PERM => {
                Self::wrong("it is closed to this user", "reset the switch")
            }
            // The disk lost it, and it may come back otherwise.
            error => Self::of(error, "a file cannot be read"),
        }
    }

    pub(super) fn foreign_file() -> Self {
        Self::wrong("others can write it", "reset the switch")
    }

    pub(super) fn large_file() -> Self {
        Self::wrong("it is too large", "remove it, and reset the switch")
    }

    pub(super) fn nameless() -> Self {
        Self::new(
            Kind::NotConfigured,
            "it has no name",
            "name a directory by an absolute path",
        )
    }

    pub(super) fn parentless(parent: &Path) -> Self {
        Self::new(
            Kind::NotConfigured,
            "the directory above it is missing or closed",
            format!("make {}, or open it to this user", veiled_path(parent)),
        )
    }

    pub(super) fn below_others(above: &Path) -> Self {
        Self::wrong(
            format!(
                "{} belongs to others, or they can write there",
                veiled_path(above)
            ),
            "put it where every directory above is this user's or root's, and closed to others",
        )
    }

    pub(super) fn of_other_owner(path: &Path) -> Self {
        Self::wrong(
            "it is another user's",
            format!("run as the owner of {}", veiled_path(path)),
        )
    }

    pub(super) fn open_to_others(path: &Path) -> Self {
        Self::wrong(
            "it is open to other users",
            format!("run `chmod 700 {}`", veiled_path(path)),
        )
    }

    pub(super) fn too_many() -> Self {
        Self::wrong(
            "it has too many files",
            "move what does not belong there, and the oldest trips, elsewhere",
        )
    }

    #[cfg(feature = "redis")]
    pub(super) fn of_fleet(found: &str, remedy: &str) -> Self {
        Self::new(Kind::Failed, found, remedy)
    }

    pub(super) fn busy() -> Self {
        Self::new(Kind::Busy, "another process resets it", "try again")
    }

    #[cfg(test)]
    pub(super) fn stopped() -> Self {
        Self::new(Kind::Failed, "stopped by a test", "go on")
    }

    /// For one who opens the switch.
    pub(super) fn opening(self, path: &Path) -> SwitchError {
        let (found, remedy) = (self.found, self.remedy);
        let place = veiled_path(path);
        match self.kind {
            Kind::NotConfigured => SwitchError::NotConfigured {
                place,
                remedy: format!("{found}: {remedy}"),
            },
            Kind::Wrong | Kind::Missing => SwitchError::Misconfigured {
                place,
                found,
                remedy,
            },
            Kind::Busy | Kind::Failed => SwitchError::Failed {
                place,
                found,
                remedy,
            },
        }
    }

    /// For one who tripped it.
    pub(super) fn recording(&self) -> Unrecorded {
        Unrecorded {
            found: self.found.clone(),
            remedy: self.remedy.clone(),
        }
    }

    /// For one who resets it.
    pub(super) fn resetting(self) -> ResetError {
        let (found, remedy) = (self.found, self.remedy);
        match self.kind {
            Kind::NotConfigured | Kind::Wrong | Kind::Missing => {
                ResetError::Misconfigured { found, remedy }
            }
            Kind::Busy => ResetError::Busy,
            Kind::Failed => ResetError::Failed { found, remedy },
        }
    }
}
