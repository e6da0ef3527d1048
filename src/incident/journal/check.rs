//! Whether a journal is what was written.

use super::{
    entry::{LONGEST, Line},
    error::{JournalError, Tampered},
    file,
    head::{Hash, Head},
};
use crate::time::{self, Millis};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
    time::SystemTime,
};

/// What a verified journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    head: Head,
    first: Option<Millis>,
    last: Option<Millis>,
    missed: u64,
    torn: u64,
}

impl Summary {
    /// Where it ends.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// When the first entry was written, and the last.
    #[must_use]
    pub fn span(&self) -> Option<(SystemTime, SystemTime)> {
        let (first, last) = self.first.zip(self.last)?;
        Some((time::moment(first), time::moment(last)))
    }

    /// How many signatures and refusals it says that it lacks, since they came faster than the disk
    /// took them.
    #[must_use]
    pub const fn missed(&self) -> u64 {
        self.missed
    }

    /// How many bytes in it are pieces of entries that a crash or a full disk cut short.
    #[must_use]
    pub const fn torn(&self) -> u64 {
        self.torn
    }
}

/// Verifies the journal at `path`: that each entry follows the one before, and that it reaches
/// `head`, or, where none is given, the head in the file beside it.
///
/// It takes no lock, so a journal can be verified while it is written, and any copy of one.
///
/// ```
/// # #[cfg(unix)] fn main() -> Result<(), keyleash::incident::JournalError> {
/// # use keyleash::incident::Journal;
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("journal");
/// let journal = Journal::open(&path)?;
/// let kept = journal.note("the bot starts")?; // put this where an intruder cannot write
///
/// let summary = keyleash::incident::verify(&path, Some(&kept))?;
/// assert_eq!(summary.head(), kept);
/// # Ok(()) }
/// # #[cfg(not(unix))] fn main() {}
/// ```
///
/// # Errors
///
/// [`JournalError::Tampered`] names the place; [`JournalError::Failed`] where it cannot be read.
pub fn verify(path: impl AsRef<Path>, head: Option<&Head>) -> Result<Summary, JournalError> {
    let (place, head, log) = begun(path.as_ref(), head)?;
    let mut check = Check::new(Head::START, 0, Some(head));
    check.read(log).map_err(|fault| fault.at(&place))?;
    check
        .finish()
        .map_err(|what| JournalError::tampered(&place, what))
}

/// The journal at `path`, with what errors call it, and the head that it has to reach.
pub(super) fn begun(
    path: &Path,
    head: Option<&Head>,
) -> Result<(String, Head, File), JournalError> {
    let place = file::place(path);
    let tampered = |what| JournalError::tampered(&place, what);
    // The head comes first: a journal that is being written only grows past it.
    let head = match head {
        Some(head) => *head,
        None => file::beside(path, &place)?.ok_or_else(|| tampered(Tampered::Headless))?,
    };
    let log = file::read(path, &place)?;
    Ok((place, head, log))
}

/// Why a check ended.
pub(super) enum Fault {
    Tampered(Tampered),
    Unread,
}

impl Fault {
    pub(super) fn at(self, place: &str) -> JournalError {
        match self {
            Self::Tampered(what) => JournalError::tampered(place, what),
            Self::Unread => JournalError::failed(place, "it could not be read", "look at the disk"),
        }
    }
}

/// A check on its way through a journal.
pub(super) struct Check {
    /// The last good entry, and where it ends.
    pub(super) last: Head,
    pub(super) end: u64,
    /// What stands behind it and is no entry: so many bytes, and their hash.
    junk: Option<(u64, Sha256)>,
    known: Option<Head>,
    summary: Summary,
}

impl Check {
    /// From an entry that is known to be good.
    pub(super) fn new(last: Head, end: u64, known: Option<Head>) -> Self {
        Self {
            last,
            end,
            junk: None,
            known,
            summary: Summary {
                head: last,
                first: None,
                last: None,
                missed: 0,
                torn: 0,
            },
        }
    }

    /// Reads to the end.
    pub(super) fn read(&mut self, from: impl Read) -> Result<(), Fault> {
        self.told(from, &mut |_| {})
    }

    /// Reads to the end, and hands over each entry once it is known to follow the one before.
    pub(super) fn told(
        &mut self,
        from: impl Read,
        each: &mut dyn FnMut(&Line),
    ) -> Result<(), Fault> {
        let mut from = BufReader::with_capacity(256 << 10, from);
        let mut line = Vec::new();
        loop {
            line.clear();
            // A longer line is none, and is taken piece by piece.
            let piece = piece(&mut from, &mut line);
            piece.map_err(|_| Fault::Unread)?;
            if line.is_empty() {
                return Ok(());
            }
            if let Some(entry) = self.take(&line).map_err(Fault::Tampered)? {
                each(&entry);
            }
        }
    }

    fn take(&mut self, line: &[u8]) -> Result<Option<Line>, Tampered> {
        let next = self.last.number.saturating_add(1);
        let size = u64::try_from(line.len()).unwrap_or(u64::MAX);
        let Some(entry) = Line::read(line) else {
            let (length, hash) = self.junk.get_or_insert_with(|| (0, Sha256::new()));
            *length = length.saturating_add(size);
            hash.update(line);
            return Ok(None);
        };
        let torn = self.junk.take();
        if let Some((length, hash)) = torn {
            let hash = Hash::finish(hash);
            // Only the entry that says what was found there makes a torn line good.
            let named = entry.kind == "torn"
                && entry.count("bytes") == Some(length)
                && entry.text("sha256").and_then(Hash::parse) == Some(hash);
            if !named || !entry.follows(self.last) {
                return Err(Tampered::Edited { entry: next });
            }
            self.end = self.end.saturating_add(length);
            self.summary.torn = self.summary.torn.saturating_add(length);
        }
        if !entry.follows(self.last) {
            return Err(Tampered::Unchained { entry: next });
        }
        self.last = entry.head();
        self.end = self.end.saturating_add(size);
        if self
            .known
            .is_some_and(|known| known.number == self.last.number && known.hash != self.last.hash)
        {
            return Err(Tampered::Rewritten { entry: next });
        }
        let summary = &mut self.summary;
        summary.last = entry.at();
        summary.first = summary.first.or(summary.last);
        if entry.kind == "missed" {
            let count = entry.count("count").unwrap_or(0);
            summary.missed = summary.missed.saturating_add(count);
        }
        Ok(Some(entry))
    }

    /// What was found, once the end is reached.
    pub(super) fn finish(&self) -> Result<Summary, Tampered> {
        if let Some(known) = self.known
            && known.number > self.last.number
        {
            let found = self.last.number;
            return Err(match self.junk {
                Some(_) => Tampered::Edited {
                    entry: found.saturating_add(1),
                },
                None => Tampered::Cut {
                    found,
                    known: known.number,
                },
            });
        }
        let junk = self.junk.as_ref().map_or(0, |(length, _)| *length);
        Ok(Summary {
            head: self.last,
            torn: self.summary.torn.saturating_add(junk),
            ..self.summary.clone()
        })
    }

    /// What stands at the end and is no entry; with the line break that it may lack.
    pub(super) fn junk(self) -> Option<(u64, Sha256)> {
        self.junk
    }
}

fn piece(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    from.take(most).read_until(b'\n', line).map(drop)
}
