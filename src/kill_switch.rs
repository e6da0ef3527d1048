//! Stops signing: for one key, or for every key that shares a switch.

mod gate;

pub(crate) use gate::Gate;

use core::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Stops every key that was loaded under it.
///
/// Clones are cheap, and are one switch.
#[derive(Clone, Debug, Default)]
pub struct KillSwitch(Arc<State>);

#[derive(Debug, Default)]
struct State {
    tripped: AtomicBool,
    gates: Mutex<Vec<Weak<Gate>>>,
}

impl KillSwitch {
    /// A switch of this process alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops signing: no call that begins after this one has returned gives a signature.
    pub fn trip(&self) {
        self.0.tripped.store(true, Ordering::SeqCst);
    }

    /// Stops signing, and returns when no signature is in progress.
    pub fn stop_and_wait(&self) {
        self.trip();
        let gates = self.0.gates.lock().unwrap_or_else(PoisonError::into_inner);
        for gate in gates.iter().filter_map(Weak::upgrade) {
            gate.wait();
        }
    }

    /// Counts the signatures of a key among those that [`stop_and_wait`](Self::stop_and_wait)
    /// waits for.
    pub(crate) fn watch(&self, gate: &Arc<Gate>) {
        let mut gates = self.0.gates.lock().unwrap_or_else(PoisonError::into_inner);
        gates.retain(|gate| gate.strong_count() > 0);
        gates.push(Arc::downgrade(gate));
    }

    pub(crate) fn is_tripped(&self) -> bool {
        self.0.tripped.load(Ordering::SeqCst)
    }
}
