//! The gate of one key: whether it is the one to sign with, and how many of its signatures are in
//! progress.
//!
//! A signer counts itself in before it looks whether it may sign, and whoever closes the gate, or
//! trips a switch, does so before he counts. Both count by writing to the same place, so one comes
//! first there: either the signature is counted, or the signer sees what was done.

use crate::sync::{AtomicBool, AtomicU32, LINES, Ordering, thread, yield_now};

/// The gate that every signature of a key passes. No lock, no allocation, nothing that can fail.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    closed: AtomicBool,
    /// Threads count on lines of their own, so that they do not wait for each other's.
    signing: [Line; LINES],
}

#[derive(Debug, Default)]
#[repr(align(128))]
struct Line(AtomicU32);

/// One signature in progress, until it is dropped.
pub(crate) struct Signing<'a>(&'a Line);

impl Gate {
    /// Counts a signature in; `None` where another key has taken the place of this one.
    pub(crate) fn pass(&self) -> Option<Signing<'_>> {
        let line = self.signing.get(thread() % LINES)?;
        line.0.fetch_add(1, Ordering::SeqCst);
        let signing = Signing(line);
        (!self.closed.load(Ordering::SeqCst)).then_some(signing)
    }

    /// Sends whoever comes to the key that has taken the place of this one.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    /// Takes signers again.
    pub(crate) fn open(&self) {
        self.closed.store(false, Ordering::SeqCst);
    }

    /// Whether no signature is in progress. At a closed gate, it stays so.
    pub(crate) fn is_quiet(&self) -> bool {
        self.signing.iter().all(Line::is_quiet)
    }

    /// Waits until each signature that is in progress has ended.
    pub(crate) fn wait(&self) {
        for line in &self.signing {
            while !line.is_quiet() {
                yield_now();
            }
        }
    }
}

impl Line {
    fn is_quiet(&self) -> bool {
        // Not a load: see the head of this file.
        self.0.fetch_or(0, Ordering::SeqCst) == 0
    }
}

impl Drop for Signing<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}
