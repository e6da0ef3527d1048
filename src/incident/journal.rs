//! What happened, on a file that shows when somebody changed it.
//!
//! Each entry is one line of JSON with the SHA-256 of the line before, so an edited, removed or moved
//! entry shows; how many there are is kept in a second file, so that a cut shows. Nothing
//! in it is ever rewritten. It may not hold a secret, a query, a body or a signature, and the signing
//! path may not wait for it.

mod check;
mod entry;
mod error;
mod file;
mod head;
mod log;
mod read;
mod record;
mod tag;
mod writer;

pub use check::{Summary, verify};
pub use error::{JournalError, Tampered};
pub(crate) use head::Hash;
pub use head::{Head, NotHead};
pub use read::{Entry, read};
pub(crate) use tag::Tag;

use crate::{
    incident::text,
    request::Method,
    secret::Fingerprint,
    time::{self, Millis},
};
use core::{fmt, sync::atomic::Ordering};
use entry::Draft;
use log::Log;
use record::{Record, What, Word};
use serde_json::Value;
use std::{
    path::Path,
    sync::{
        Arc, Weak,
        mpsc::{self, SyncSender, TrySendError},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant, SystemTime},
};
use writer::{Message, Shared};

/// How many signatures may wait to be written.
const ROOM: usize = 4096;
/// How long somebody waits for the disk.
const PATIENCE: Duration = Duration::from_secs(10);

/// An append-only log of evidence: what was signed and refused, and what happened to a key.
///
/// An entry is one line of JSON, for `jq` and the like. A signature is noted by its method, its path
/// as the venue's table has it, its time, the fingerprint of the key, and the bot's own name for its
/// order, where it gave one (`tag`; of a batch the first, and in `tags` how many): never a secret, a
/// query, a body or a signature. A name that looks like a key, as a UUID does, is longer than 64
/// bytes or no plain ASCII is told by its SHA-256 (`tag_sha256`). A list that a form carries as
/// JSON in one of its values has no name here.
///
/// **What shows.** An entry that is edited, removed, added or moved breaks the chain of hashes; a cut
/// at the end is shown by the file beside it that ends in `.head`. A line that a crash tore stays
/// where it is, and an entry says so.
///
/// **What does not.** Whoever can write both files can write another history into them. So put the
/// [head](Self::head) where an intruder on this machine cannot reach it, such as in a log elsewhere,
/// once a minute, and give it to [`verify`]. Signatures come to the disk within a quarter of a second:
/// that much can be lost with the machine's power, and cut off unseen while the process is stopped.
/// An end that was spoilt within that quarter looks like one that a crash tore. As root, `chattr +a`
/// makes the log, but not its head, a file that can only grow.
///
/// **On the signing path** is no lock, no allocation and no system call: signatures go through a ring
/// of 4,096 places to a thread of the journal. Those that find no place are counted, and the count is
/// an entry. The thread ends with the last clone, once everything is on the disk.
///
/// A process writes a journal of its own: a second writer is refused. An entry of a signature
/// takes about 320 bytes; for a new file every day, begin it by a note with the head of the last one.
///
/// ```
/// # fn main() -> Result<(), keyleash::incident::JournalError> {
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("journal");
/// use keyleash::incident::Journal;
///
/// let journal = Journal::open(&path)?;
/// let head = journal.note("the bot starts")?; // on the disk by now
/// assert_eq!(head.entries(), 2);
/// assert!(Journal::open(&path).is_err(), "one writer at a time");
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Journal(Arc<Handle>);

struct Handle {
    place: String,
    ring: SyncSender<Message>,
    shared: Arc<Shared>,
    writer: Option<JoinHandle<()>>,
}

/// What kind of entry somebody adds. Signatures, refusals, gaps and torn lines are added by the
/// journal itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// What a verification of the key came to.
    Verified,
    /// What a watch saw.
    Finding,
    /// The kill switch was tripped.
    Tripped,
    /// The kill switch was reset.
    Reset,
    /// A step of a rotation.
    Rotated,
    /// A step of an incident.
    Step,
    /// Anything else.
    Note,
}

impl Kind {
    /// The word in the journal.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Finding => "finding",
            Self::Tripped => "tripped",
            Self::Reset => "reset",
            Self::Rotated => "rotated",
            Self::Step => "step",
            Self::Note => "note",
        }
    }
}

impl Journal {
    /// Opens the journal at `path`, or begins one, for this process alone.
    ///
    /// The directory has to be there, and to be one that nobody else can put files into; the
    /// files are made for their owner alone.
    ///
    /// # Errors
    ///
    /// [`JournalError`]: what is there was tampered with, is written by another process, is open to
    /// others, or cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let mut log = Log::open(path.as_ref())?;
        let place = log.place.clone();
        let kind = match log.entries() {
            0 => "begun",
            _ => "opened",
        };
        let process = ("process", Value::from(std::process::id()));
        log.write([Draft::new(now(), kind, [process])])?;
        let shared = Arc::new(Shared::new(log.sync()?));
        let (ring, messages) = mpsc::sync_channel(ROOM);
        let own = Arc::clone(&shared);
        let writer = thread::Builder::new()
            .name("keyleash-journal".to_owned())
            .spawn(move || writer::run(log, &messages, &own))
            .map_err(|_| {
                let found = "the system gave it no thread";
                JournalError::failed(&place, found, "raise the limit of threads")
            })?;
        Ok(Self(Arc::new(Handle {
            place,
            ring,
            shared,
            writer: Some(writer),
        })))
    }

    /// Adds a note, and waits until it is on the disk; see [`record`](Self::record).
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the disk does not take it within ten seconds.
    pub fn note(&self, text: &str) -> Result<Head, JournalError> {
        self.record(Kind::Note, None, text)
    }

    /// Adds an entry about a key, or about none, and waits until it is on the disk, with everything
    /// that came before it. The head that it gives covers all that.
    ///
    /// Of the text 1,000 characters are kept. What looks like a key in it is hidden; that is a second
    /// fence and no more: do not put secrets into it.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the disk does not take it within ten seconds.
    pub fn record(
        &self,
        kind: Kind,
        key: Option<Fingerprint>,
        text: &str,
    ) -> Result<Head, JournalError> {
        self.wait(draft(kind, key, text))
    }

    /// Adds an entry without waiting for the disk; one that finds no room is counted as missed.
    pub(crate) fn post(&self, kind: Kind, key: Option<Fingerprint>, text: &str) {
        self.faint().post(kind, key, text);
    }

    /// The last entry that is on the disk, for a place where an intruder cannot write.
    #[must_use]
    pub fn head(&self) -> Head {
        self.0.shared.head()
    }

    /// How many signatures and refusals are not in it since it was opened, for want of room in the
    /// ring or on the disk.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.0.shared.missed.load(Ordering::Relaxed)
    }

    /// Notes a signature: no lock, no allocation, no system call. `path` is the pattern of the
    /// venue's table, or what the policy lists.
    pub(crate) fn signed(
        &self,
        at: Millis,
        key: Fingerprint,
        method: Method,
        path: &str,
        tag: Tag,
    ) {
        let path = Word::of(path);
        self.hand_over(Message::Record(Record {
            at,
            key,
            what: What::Signed { method, path, tag },
        }));
    }

    /// Notes a refusal, in the same way.
    pub(crate) fn refused(&self, at: Millis, key: Fingerprint, code: &'static str) {
        self.hand_over(Message::Record(Record {
            at,
            key,
            what: What::Refused { code },
        }));
    }

    /// A way to it that does not keep it open.
    pub(crate) fn faint(&self) -> FaintJournal {
        FaintJournal {
            handle: Arc::downgrade(&self.0),
            ring: self.0.ring.clone(),
            shared: Arc::clone(&self.0.shared),
        }
    }

    fn hand_over(&self, message: Message) {
        if self.0.ring.try_send(message).is_err() {
            self.0.shared.missed.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Adds an entry and waits for the disk.
    fn wait(&self, draft: Draft) -> Result<Head, JournalError> {
        let until = Instant::now() + PATIENCE;
        let (reply, answer) = mpsc::sync_channel(1);
        let mut message = Message::Entry(Box::new((draft, Some(reply))));
        while let Err(TrySendError::Full(back)) = self.0.ring.try_send(message) {
            if Instant::now() >= until {
                return Err(JournalError::Slow);
            }
            message = back;
            thread::sleep(Duration::from_millis(1));
        }
        if let Some(writer) = &self.0.writer {
            writer.thread().unpark();
        }
        let left = until.saturating_duration_since(Instant::now());
        answer.recv_timeout(left).map_err(|_| JournalError::Slow)?
    }
}

/// A journal that is not kept open: whoever drops the last clone waits for the disk, and that must
/// be the bot.
pub(crate) struct FaintJournal {
    handle: Weak<Handle>,
    ring: SyncSender<Message>,
    shared: Arc<Shared>,
}

impl FaintJournal {
    pub(crate) fn is_open(&self) -> bool {
        self.handle.strong_count() > 0
    }

    pub(crate) fn is(&self, journal: &Journal) -> bool {
        self.handle.as_ptr() == Arc::as_ptr(&journal.0)
    }

    /// Adds an entry without waiting for the disk; one that finds no room is counted as missed.
    pub(crate) fn post(&self, kind: Kind, key: Option<Fingerprint>, text: &str) {
        let entry = Message::Entry(Box::new((draft(kind, key, text), None)));
        if self.ring.try_send(entry).is_err() {
            self.shared.missed.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Release);
        if let Some(writer) = self.writer.take() {
            writer.thread().unpark();
            // It does not panic, and a journal that is given up has nothing to say.
            let _ = writer.join();
        }
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Journal({}, {} entries)",
            self.0.place,
            self.head().entries()
        )
    }
}

fn draft(kind: Kind, key: Option<Fingerprint>, text: &str) -> Draft {
    let text = ("text", Value::from(text::plain(text)));
    match key {
        None => Draft::new(now(), kind.name(), [text]),
        Some(key) => {
            let key = ("key", Value::from(key.to_string()));
            Draft::new(now(), kind.name(), [key, text])
        }
    }
}

fn now() -> Millis {
    time::millis(SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::{Journal, Tag, verify};
    use crate::{request::Method, secret::Fingerprint};

    const NOW: u64 = 1_795_136_400_000;

    /// More than the ring holds, faster than any disk: what is missing is counted, in the file too.
    #[test]
    fn a_gap_is_evidence() {
        const ALL: u64 = 200_000;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        let key = Fingerprint::of("any");
        let path_signed = "/v5/order/create";
        for _ in 0..ALL {
            journal.signed(NOW, key, Method::Post, path_signed, Tag::NONE);
        }
        journal.refused(NOW, key, "stopped");
        journal.note("the end").unwrap();
        let missed = journal.missed();
        drop(journal);
        assert!(missed > 0, "the ring was never full");
        let summary = verify(&path, None).unwrap();
        assert_eq!(summary.missed(), missed);
        let text = std::fs::read_to_string(&path).unwrap();
        let count = |kind: &str| text.matches(kind).count() as u64;
        let noted = count("\"kind\":\"signed\"") + count("\"kind\":\"refused\"");
        assert_eq!(noted + missed, ALL + 1);
    }

    #[test]
    fn a_signature_is_handed_over_without_an_allocation() {
        let directory = tempfile::tempdir().unwrap();
        let journal = Journal::open(directory.path().join("journal")).unwrap();
        let key = Fingerprint::of("any");
        let path = "/v5/order/create";
        let hand_over = || {
            for _ in 0..10_000 {
                journal.signed(NOW, key, Method::Post, path, Tag::NONE);
                journal.refused(NOW, key, "stopped");
            }
        };
        hand_over();
        // Full or not.
        let measured = allocation_counter::measure(hand_over);
        assert_eq!(measured.count_total, 0);
    }
}
