//! Stops signing: one atomic, set once and never back.

use core::sync::atomic::{AtomicBool, Ordering};

/// Shared by every signer of a key. No lock, no allocation, nothing that can fail.
#[derive(Debug, Default)]
pub(crate) struct KillSwitch(AtomicBool);

impl KillSwitch {
    pub(crate) fn trip(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_tripped(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
