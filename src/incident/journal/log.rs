//! The file of a journal, open for writing. What is in it is never changed or taken away, so that
//! it can be made append-only (`chattr +a`).

use super::{
    check::Check,
    entry::Draft,
    error::{JournalError, Tampered},
    file,
    head::{Hash, Head},
};
use crate::{source, time};
use core::cmp::Ordering;
use serde_json::Value;
use sha2::Digest as _;
use std::{
    ffi::OsString,
    fs::File,
    io::{self, Write as _},
    os::{
        fd::OwnedFd,
        unix::fs::{FileExt as _, MetadataExt as _},
    },
    path::Path,
    time::SystemTime,
};

/// What ends a torn line.
const ENDED: &[u8; 2] = b"~\n";

pub(super) struct Log {
    pub(super) place: String,
    directory: OwnedFd,
    name: OsString,
    file: File,
    /// The last good entry, and where it ends.
    last: Head,
    end: u64,
    /// The head that is on the disk.
    synced: Head,
}

impl Log {
    /// Opens the journal at `path`, or begins it, and verifies what is there.
    pub(super) fn open(path: &Path) -> Result<Self, JournalError> {
        let place = file::place(path);
        let (directory, name) =
            source::directory(path).map_err(|error| JournalError::directory(&place, error))?;
        let known = file::head(&directory, &name, &place)?;
        let tampered = |what| JournalError::tampered(&place, what);
        if let Some(known) = known
            && known != Head::START
            && !file::is_there(&directory, &name)
        {
            let (found, known) = (0, known.number);
            return Err(tampered(Tampered::Cut { found, known }));
        }
        let file = file::log(&directory, &name, &place)?;
        // Read anew: until the lock was taken another writer may have been at work.
        let known = file::head(&directory, &name, &place)?;
        let known = match known {
            Some(known) => known,
            // The head is written before the first entry.
            None if file.metadata().is_ok_and(|about| about.len() == 0) => {
                file::write_head(&directory, &name, Head::START).map_err(|()| unwritten(&place))?;
                Head::START
            }
            None => return Err(tampered(Tampered::Headless)),
        };
        let mut check = Check::new(Head::START, 0, Some(known));
        let read = check.read(From { file: &file, at: 0 });
        read.map_err(|fault| fault.at(&place))?;
        check.finish().map_err(tampered)?;
        let (last, end) = (check.last, check.end);
        Ok(Self {
            place,
            directory,
            name,
            file,
            last,
            end,
            synced: known,
        })
    }

    /// Appends these entries, in order, by one write.
    pub(super) fn write(
        &mut self,
        drafts: impl IntoIterator<Item = Draft>,
    ) -> Result<(), JournalError> {
        let mut out = Vec::new();
        let size = self.size()?;
        let mut last = match size.cmp(&self.end) {
            Ordering::Equal => self.last,
            Ordering::Greater => self.mend(&mut out)?,
            Ordering::Less => {
                // The chain shows it for good; the entry says when it was seen.
                let gone = Value::from(self.end.saturating_sub(size));
                Draft::new(now(), "cut", [("bytes", gone)]).write(self.last, &mut out)
            }
        };
        for draft in drafts {
            last = draft.write(last, &mut out);
        }
        self.file
            .write_all(&out)
            .map_err(|_| unwritten(&self.place))?;
        self.last = last;
        let length = u64::try_from(out.len()).unwrap_or(u64::MAX);
        self.end = size.saturating_add(length);
        Ok(())
    }

    /// Puts the log on the disk, and then its head.
    pub(super) fn sync(&mut self) -> Result<Head, JournalError> {
        if self.synced != self.last {
            self.file.sync_data().map_err(|_| unwritten(&self.place))?;
            file::write_head(&self.directory, &self.name, self.last)
                .map_err(|()| unwritten(&self.place))?;
            self.synced = self.last;
        }
        Ok(self.synced)
    }

    pub(super) const fn entries(&self) -> u64 {
        self.last.number
    }

    fn size(&self) -> Result<u64, JournalError> {
        match self.file.metadata() {
            Ok(about) if about.nlink() == 0 => Err(JournalError::failed(
                &self.place,
                "it was removed while the bot ran",
                "find out by whom; stop the bot and begin another journal",
            )),
            Ok(about) => Ok(about.len()),
            Err(_) => Err(unwritten(&self.place)),
        }
    }

    /// There is more than was written: whole entries of a write that broke off, and then a piece of
    /// one. The piece stays, and an entry says so.
    fn mend(&mut self, out: &mut Vec<u8>) -> Result<Head, JournalError> {
        let mut check = Check::new(self.last, self.end, None);
        let from = From {
            file: &self.file,
            at: self.end,
        };
        check.read(from).map_err(|fault| fault.at(&self.place))?;
        (self.last, self.end) = (check.last, check.end);
        let Some((length, mut hash)) = check.junk() else {
            return Ok(self.last);
        };
        let mut ended = [0];
        let at = self.end.saturating_add(length).saturating_sub(1);
        let read = self.file.read_exact_at(&mut ended, at);
        read.map_err(|_| unwritten(&self.place))?;
        let mut bytes = length;
        if ended != *b"\n" {
            // A whole entry that lacks its break only must not become one beside the one below.
            out.extend_from_slice(ENDED);
            hash.update(ENDED);
            bytes = bytes.saturating_add(2);
        }
        let fields = [
            ("bytes", Value::from(bytes)),
            ("sha256", Value::from(Hash::finish(hash).to_string())),
        ];
        Ok(Draft::new(now(), "torn", fields).write(self.last, out))
    }
}

/// A file from a place on, without moving where it is written.
struct From<'a> {
    file: &'a File,
    at: u64,
}

impl io::Read for From<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(into, self.at)?;
        let moved = u64::try_from(count).unwrap_or(u64::MAX);
        self.at = self.at.saturating_add(moved);
        Ok(count)
    }
}

fn now() -> time::Millis {
    time::millis(SystemTime::now())
}

fn unwritten(place: &str) -> JournalError {
    JournalError::failed(
        place,
        "it could not be written",
        "see that the disk has room, and that it may be written",
    )
}
