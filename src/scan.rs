//! Finds exchange keys, secrets and private keys in source code, before others do.
//!
//! In a bot's own tests it is one line, and the error names every place:
//!
//! ```no_run
//! #[test]
//! fn no_keys_in_this_repository() -> Result<(), keyleash::scan::Error> {
//!     keyleash::scan::Scan::new(env!("CARGO_MANIFEST_DIR")).check()
//! }
//! ```
//!
//! The [manual](crate::manual::scanning) has the build script, the hook and the services that read
//! reports.
//!
//! A shape alone says little: 64 hexadecimal digits are a hash more often than a key. So a text is
//! reported by its shape, by how random it is for its length, and by what stands around it: the
//! name it is given to, in any language, and the name of a venue within five lines.
//!
//! Nothing here shows, keeps or sends what it finds: of a text only three characters, a mask of
//! fixed length and a hash leave this module.

mod allow;
mod candidate;
mod chance;
mod context;
mod finding;
mod git;
mod history;
mod known;
mod name;
mod objects;
mod outcome;
mod passphrase;
mod pem;
mod run;
mod sarif;
mod search;
mod short;
mod staged;
mod text;
mod tree;

pub use finding::{Alarm, Finding, LeftOut, Reason, Rule};
pub use outcome::Findings;
use outcome::{Outcome, Watched};

use crate::secret::veiled_path;
use allow::AllowList;
use core::fmt;
use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicUsize},
};

/// A scan, not begun yet.
#[derive(Clone)]
#[must_use = "nothing is read before `check` or `run`"]
pub struct Scan {
    root: PathBuf,
    what: What,
    watched: Watched,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Tree,
    Staged,
    History,
}

impl Scan {
    /// Of all files below `root` that git would take in, or has: `.gitignore` is honoured, hidden
    /// files are read.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            what: What::Tree,
            watched: None,
        }
    }

    /// Of the files that the next commit changes, as they are staged, in place of the tree.
    pub fn staged(mut self) -> Self {
        self.what = What::Staged;
        self
    }

    /// Of all that git holds under any branch, tag or stash, or still has in a reflog: every
    /// version of every file once, and the messages of commits and tags.
    pub fn history(mut self) -> Self {
        self.what = What::History;
        self
    }

    /// Adds one to `files` for each file that is read, for whoever shows that a long scan goes on.
    pub fn counting(mut self, files: &Arc<AtomicUsize>) -> Self {
        self.watched = Some(Arc::clone(files));
        self
    }

    /// Reads, and gives what was found and what was left out.
    pub fn run(&self) -> Result<Findings, Error> {
        let mut allowed = AllowList::near(&self.root)?;
        if matches!(self.what, What::Staged) {
            allowed.in_part();
        }
        let outcome = match self.what {
            What::Tree => tree::scan(&self.root, &self.watched)?,
            What::Staged => staged::scan(&self.root, &self.watched)?,
            What::History => history::scan(&self.root, &self.watched)?,
        };
        Ok(outcome.finish(allowed))
    }

    /// Reads, and fails where anything was found or a file could not be read.
    pub fn check(&self) -> Result<(), Error> {
        let findings = self.run()?;
        if findings.is_clean() {
            Ok(())
        } else {
            Err(Error::Found(findings))
        }
    }
}

/// A path that looks like a key is not shown: it may be one.
impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan")
            .field("root", &veiled_path(&self.root))
            .field("what", &self.what)
            .finish_non_exhaustive()
    }
}

/// Why a scan did not pass. `Debug` is the message too, since that is what a failed test prints.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There are findings, or files that could not be read.
    #[error("{0}")]
    Found(Findings),
    /// There is no such folder.
    #[error(
        "nothing to scan at `{}`: give the folder of the repository",
        veiled_path(path)
    )]
    Root {
        /// What was given.
        path: PathBuf,
    },
    /// The allow list cannot be used.
    #[error(
        "line {line} of the allow list `{}`: {found}; each line is a fingerprint from a report, a space, and why it is allowed",
        veiled_path(path)
    )]
    AllowList {
        /// The list.
        path: PathBuf,
        /// The line, from 1; 0 for all of it.
        line: usize,
        /// What is wrong with it.
        found: &'static str,
    },
    /// There is no git.
    #[error("`git` cannot be run, and the repository cannot be read without it: install git")]
    GitMissing,
    /// Git did not answer.
    #[error(
        "git did not {what}: run `git status` there as this user, and mend what it says; in a container that is mostly `git config --global --add safe.directory <folder>`"
    )]
    Git {
        /// What was asked of it.
        what: &'static str,
    },
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
