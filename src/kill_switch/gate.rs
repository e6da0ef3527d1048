//! The gate of one key: whether it is the one to sign with, and how many of its signatures are in
//! progress.
//!
//! A signer counts itself in before it looks, and whoever closes the gate, or trips a switch, does
//! so before he counts: with both in one order for all threads, no signature escapes the count.

use crate::sync::{AtomicBool, AtomicU32, Ordering, thread, yield_now};

/// Threads count on lines of their own, so that they do not wait for each other's.
const LINES: usize = 16;

/// The gate that every signature of a key passes. No lock, no allocation, nothing that can fail.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    closed: AtomicBool,
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
        self.0.load(Ordering::SeqCst) == 0
    }
}

impl Drop for Signing<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    #[test]
    fn who_waits_at_a_closed_gate_sees_the_last_signature_end() {
        let gate = Gate::default();
        let signing = gate.pass().unwrap();
        gate.close();
        assert!(!gate.is_quiet());
        drop(signing);
        gate.wait();
        assert!(gate.pass().is_none() && gate.is_quiet());
        gate.open();
        assert!(gate.pass().is_some());
    }
}
