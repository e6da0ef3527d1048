//! What is wrong with a journal.

use crate::source::SourceError;
use core::fmt;

/// Why a journal was not opened, written or verified.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The file, or its place, is not private enough for evidence.
    #[error("{place} is configured wrongly, {found}: {remedy}")]
    Misplaced {
        /// Which file.
        place: String,
        /// What is wrong.
        found: String,
        /// What to do.
        remedy: String,
    },
    /// It could not be read or written.
    #[error("{place} failed, {found}: {remedy}")]
    Failed {
        /// Which file.
        place: String,
        /// What happened.
        found: String,
        /// What to do.
        remedy: String,
    },
    /// Another journal writes it, in this process or another.
    #[error(
        "{place} is in use: one journal writes it at a time, so clone that one, or give this process a file of its own"
    )]
    InUse {
        /// Which file.
        place: String,
    },
    /// Somebody changed it.
    #[error(
        "{place} was tampered with, {what}: keep both files as they are for whoever looks into it, treat the machine as entered, and begin a journal elsewhere"
    )]
    Tampered {
        /// Which file.
        place: String,
        /// What shows it.
        what: Tampered,
    },
    /// The writer did not answer in time, or has ended.
    #[error(
        "the journal did not confirm the entry within ten seconds: look at the disk; the entry may be there all the same"
    )]
    Slow,
}

impl JournalError {
    pub(super) fn failed(place: &str, found: &str, remedy: &str) -> Self {
        Self::Failed {
            place: place.to_owned(),
            found: found.to_owned(),
            remedy: remedy.to_owned(),
        }
    }

    pub(super) fn wrong(place: &str, found: &str, remedy: String) -> Self {
        Self::Misplaced {
            place: place.to_owned(),
            found: found.to_owned(),
            remedy,
        }
    }

    pub(super) fn tampered(place: &str, what: Tampered) -> Self {
        Self::Tampered {
            place: place.to_owned(),
            what,
        }
    }

    /// The same error for one more who waits: what the writer meets is a failure, or tampering.
    pub(super) fn again(&self, place: &str) -> Self {
        match self {
            Self::Tampered { what, .. } => Self::tampered(place, *what),
            Self::Failed { found, remedy, .. } => Self::failed(place, found, remedy),
            _ => Self::failed(place, "it could not be written", "look at the disk"),
        }
    }

    /// The error for a directory that is missing, or not private.
    pub(in crate::incident) fn directory(place: &str, error: SourceError) -> Self {
        let place = place.to_owned();
        match error {
            SourceError::NotConfigured { .. } => Self::Misplaced {
                place,
                found: "without a directory".to_owned(),
                remedy: "make one that is this user's, by `mkdir -m 700`".to_owned(),
            },
            SourceError::Misconfigured { found, remedy, .. } => Self::Misplaced {
                place,
                found,
                remedy,
            },
            SourceError::Failed { found, remedy, .. } => Self::Failed {
                place,
                found,
                remedy,
            },
        }
    }
}

impl fmt::Debug for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a journal shows that somebody changed it. Entries are counted from one.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Tampered {
    /// What stands in the place of an entry is none, or not what was written.
    #[error("entry {entry} was edited")]
    Edited {
        /// Which one.
        entry: u64,
    },
    /// An entry does not follow the one before.
    #[error("entry {entry} does not follow the one before: some were removed, added or moved")]
    Unchained {
        /// The first that does not.
        entry: u64,
    },
    /// Entries are missing at the end.
    #[error("it ends after {found} of {known} entries")]
    Cut {
        /// How many there are.
        found: u64,
        /// How many there were, by the head.
        known: u64,
    },
    /// The entries fit each other, and not the head: they were written anew.
    #[error(
        "entry {entry} is not the one that its head names: the entries up to it were written anew, or the head is of another journal"
    )]
    Rewritten {
        /// The one that the head names.
        entry: u64,
    },
    /// There are entries, and no head.
    #[error("its head, the file beside it that ends in `.head`, is missing")]
    Headless,
    /// There is a head, and it is none.
    #[error("its head, the file beside it that ends in `.head`, was edited")]
    HeadEdited,
}

impl fmt::Debug for Tampered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
