//! The thread that writes a journal.
//!
//! It looks into the ring every ten milliseconds, so that nobody on the signing path has to wake
//! it, writes what it finds by one call, and puts it on the disk as soon as somebody waits for that,
//! or after a quarter of a second.

use super::{entry::Draft, error::JournalError, head::Head, log::Log, record::Record};
use crate::time;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use serde_json::Value;
use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, SyncSender},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

const GLANCE: Duration = Duration::from_millis(10);
const LINGER: Duration = Duration::from_millis(250);
/// The most entries by one write.
const GROUP: usize = 1024;

/// What goes through the ring.
#[expect(
    clippy::large_enum_variant,
    reason = "a record is handed over without an allocation"
)]
pub(super) enum Message {
    Record(Record),
    /// An entry, and whoever waits for it.
    Entry(Box<(Draft, Option<Reply>)>),
}

pub(super) type Reply = SyncSender<Result<Head, JournalError>>;

/// What the writer and the clones of a journal share.
pub(super) struct Shared {
    /// Records that found no room, or no disk.
    pub(super) missed: AtomicU64,
    pub(super) closing: AtomicBool,
    head: Mutex<Head>,
}

impl Shared {
    pub(super) const fn new(head: Head) -> Self {
        Self {
            missed: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            head: Mutex::new(head),
        }
    }

    pub(super) fn head(&self) -> Head {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_head(&self, head: Head) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
    }
}

/// Writes until the last clone is gone and the ring is empty.
pub(super) fn run(mut log: Log, ring: &Receiver<Message>, shared: &Shared) {
    let mut noted = 0;
    let mut due: Option<Instant> = None;
    let mut healthy = true;
    loop {
        // Before the ring is looked into: no clone adds anything after it is set.
        let closing = shared.closing.load(Ordering::Acquire);
        let group: Vec<Message> = ring.try_iter().take(GROUP).collect();
        let is_empty = group.is_empty();
        let missed = shared.missed.load(Ordering::Relaxed);
        let mut waiting = Vec::new();
        let mut written = Ok(());
        let mut tried = false;
        if !is_empty || missed > noted {
            let mut drafts = Vec::with_capacity(group.len().saturating_add(1));
            if missed > noted {
                let count = ("count", Value::from(missed.saturating_sub(noted)));
                drafts.push(Draft::new(
                    time::millis(SystemTime::now()),
                    "missed",
                    [count],
                ));
            }
            let mut records = 0;
            for message in group {
                match message {
                    Message::Record(record) => {
                        records += 1;
                        drafts.push(record.draft());
                    }
                    Message::Entry(entry) => {
                        let (draft, reply) = *entry;
                        drafts.push(draft);
                        match reply {
                            Some(reply) => waiting.push(reply),
                            None => records += 1,
                        }
                    }
                }
            }
            tried = true;
            written = log.write(drafts);
            if written.is_ok() {
                noted = missed;
                due.get_or_insert_with(|| Instant::now() + LINGER);
            } else {
                shared.missed.fetch_add(records, Ordering::Relaxed);
            }
        }
        let is_due = due.is_some_and(|due| Instant::now() >= due);
        let mut result = written.map(|()| shared.head());
        if result.is_ok() && (is_due || !waiting.is_empty() || closing && due.is_some()) {
            tried = true;
            result = log.sync();
            if let Ok(head) = &result {
                shared.set_head(*head);
                due = None;
            } else {
                due = Some(Instant::now() + LINGER);
            }
        }
        if let Err(error) = &result
            && healthy
        {
            tracing::error!(target: "keyleash::journal", %error, "evidence is not written");
        }
        if tried {
            healthy = result.is_ok();
        }
        answer(&log, waiting, &result);
        if closing && is_empty {
            return;
        }
        if is_empty {
            thread::park_timeout(GLANCE);
        } else if !healthy {
            // The ring fills up meanwhile, and what finds no room is counted.
            thread::sleep(GLANCE);
        }
    }
}

fn answer(log: &Log, waiting: Vec<Reply>, result: &Result<Head, JournalError>) {
    for reply in waiting {
        let own = match result {
            Ok(head) => Ok(*head),
            Err(error) => Err(error.again(&log.place)),
        };
        // Whoever asked may have given up.
        let _ = reply.try_send(own);
    }
}
