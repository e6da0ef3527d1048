//! What a watch knows, in a file.
//!
//! The file is written as a whole beside the old one, synced, and put in its place, so that it is
//! the old one or the new one at any moment. What came after it was written is not lost: the times
//! that were looked at are in it too, so that the rest shows as a gap until it is read again, also
//! where the bot asks for less than before.

mod bytes;
mod error;

pub use error::WatchError;

use super::{
    Coverage, Digest, TradeWatch, Waiting,
    known::{Known, Marks},
};
use crate::{
    time,
    venue::{self, Evidence, Spec},
    watch::OrderTag,
};
use bytes::{Reader, Writer};
use rustix::{
    fs::{self as raw, FileType, Mode, OFlags},
    io::Errno,
    process::geteuid,
};
use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    sync::Arc,
    time::SystemTime,
};

impl TradeWatch {
    /// The watch that was written to this file by [`save`](Self::save); a new one, where there is no
    /// such file. What it cannot make out is an error, never a new watch.
    ///
    /// ```no_run
    /// use keyleash::{OrderTag, TradeWatch};
    /// use std::{sync::Arc, time::SystemTime};
    ///
    /// let tag = Arc::new(OrderTag::at("/etc/bot/tag")?);
    /// let mut watch = TradeWatch::at("/var/lib/bot/watch", tag)?;
    /// // every minute or so, and at the end:
    /// watch.save("/var/lib/bot/watch", SystemTime::now())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(path: impl AsRef<Path>, tag: Arc<OrderTag>) -> Result<Self, WatchError> {
        let mut watch = Self::new(tag);
        if let Some(bytes) = read(path.as_ref())? {
            watch.restore(&bytes).ok_or(WatchError::Unreadable)?;
        }
        Ok(watch)
    }

    /// Writes what the watch knows to a file that only its owner can read. Streams count as looked at
    /// until the [`patience`](Self::patience) before now. One process writes one file.
    pub fn save(&self, path: impl AsRef<Path>, now: SystemTime) -> Result<(), WatchError> {
        let bytes = self.written(time::millis(now));
        write(path.as_ref(), &bytes).map_err(|error| WatchError::Unwritten(error.kind()))
    }

    fn written(&self, now: u64) -> Vec<u8> {
        let mut out = Writer::new();
        out.number(self.forgotten);
        out.list(self.orders.all.len(), self.orders.iter(), |out, order| {
            let (id, known) = order;
            out.digest(id);
            out.number(known.name);
            out.number(known.day.into());
            out.number(known.marks.0.into());
        });
        out.list(self.told.iter().len(), self.told.iter(), Writer::digest);
        out.list(self.waiting.len(), &self.waiting, |out, (id, waiting)| {
            out.digest(id);
            out.number(waiting.due);
            out.text(waiting.venue.id());
            out.text(&waiting.id);
            out.text(&waiting.market);
            out.number(waiting.at.map_or(u64::MAX, time::millis));
        });
        // What happened just now may still be on its way.
        let sure = now.saturating_sub(self.patience);
        out.list(
            self.coverage.len(),
            &self.coverage,
            |out, (kind, coverage)| {
                let (venue, evidence) = kind;
                let mut coverage = coverage.clone();
                coverage.lost(sure);
                out.text(venue);
                out.text(&format!("{evidence:?}"));
                out.number(coverage.since);
                out.number(coverage.told.into());
                out.list(coverage.spans.len(), coverage.spans, |out, (from, to)| {
                    out.number(from);
                    out.number(to);
                });
            },
        );
        out.finish()
    }

    fn restore(&mut self, bytes: &[u8]) -> Option<()> {
        let mut from = Reader::new(bytes)?;
        self.forgotten = from.number()?;
        for _ in 0..from.number()? {
            let id: Digest = from.digest()?;
            let known = Known {
                name: from.number()?,
                day: from.number()?.try_into().ok()?,
                marks: Marks(from.number()?.try_into().ok()?),
            };
            self.orders.restore(id, known);
        }
        for _ in 0..from.number()? {
            self.told.add(from.digest()?);
        }
        for _ in 0..from.number()? {
            let id = from.digest()?;
            let waiting = Waiting {
                due: from.number()?,
                venue: spec(from.text()?)?,
                id: from.text()?.into(),
                market: from.text()?.into(),
                at: Some(from.number()?)
                    .filter(|at| *at != u64::MAX)
                    .map(time::moment),
            };
            self.waiting.insert(id, waiting);
        }
        for _ in 0..from.number()? {
            let venue = spec(from.text()?)?.id();
            let evidence = evidence(from.text()?)?;
            let mut coverage = Coverage::new(from.number()?);
            coverage.told = from.number()? != 0;
            for _ in 0..from.number()? {
                let (from, to) = (from.number()?, from.number()?);
                coverage.cover(from, to);
            }
            self.coverage.insert((venue, evidence), coverage);
        }
        from.is_empty().then_some(())
    }
}

fn evidence(name: &str) -> Option<Evidence> {
    let mut all = Evidence::ALL.iter().copied();
    all.find(|evidence| format!("{evidence:?}") == name)
}

fn spec(id: &str) -> Option<&'static Spec> {
    venue::find(id)
}

/// The bytes of a private file; `None` where there is none.
fn read(path: &Path) -> Result<Option<Vec<u8>>, WatchError> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = match raw::open(path, flags, Mode::empty()) {
        Ok(file) => file,
        Err(Errno::NOENT) if path.parent().is_some_and(is_directory) => return Ok(None),
        Err(Errno::LOOP) => return Err(WatchError::NotPrivate),
        Err(error) => return Err(WatchError::Failed(io::Error::from(error).kind())),
    };
    let stat =
        raw::fstat(&file).map_err(|error| WatchError::Failed(io::Error::from(error).kind()))?;
    let regular = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
    if !regular || stat.st_uid != geteuid().as_raw() || stat.st_mode & 0o077 != 0 {
        return Err(WatchError::NotPrivate);
    }
    let mut bytes = Vec::new();
    File::from(file)
        .read_to_end(&mut bytes)
        .map_err(|error| WatchError::Failed(error.kind()))?;
    Ok(Some(bytes))
}

/// A relative path may have an empty parent, which is here.
fn is_directory(path: &Path) -> bool {
    path.as_os_str().is_empty() || path.is_dir()
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut beside = name.to_owned();
    beside.push(".new");
    let beside = path.with_file_name(beside);
    // One that a dead process left half written.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}
