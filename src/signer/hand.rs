//! The key that a signer signs with, and how another takes its place.

use crate::{
    kill_switch::Gate,
    sync::{Swap, SwapGuard},
};
use std::sync::Arc;

/// The key at hand, of a kind that has a gate. Who signs never waits for who replaces.
pub(super) struct Hand<K>(Swap<K>);

impl<K: AsRef<Gate>> Hand<K> {
    pub(super) fn of(key: K) -> Self {
        Self(Swap::from_pointee(key))
    }

    /// Lets `work` sign with it, which is counted as signing meanwhile.
    pub(super) fn with<T>(&self, work: impl FnOnce(&K) -> T) -> T {
        loop {
            let key = self.look();
            // Where it is closed, another key took its place before.
            if let Some(_signing) = (**key).as_ref().pass() {
                return work(&key);
            }
        }
    }

    /// To look at, and not to sign with.
    pub(super) fn look(&self) -> SwapGuard<K> {
        self.0.load()
    }

    /// To keep.
    pub(super) fn keep(&self) -> Arc<K> {
        self.0.load_full()
    }

    /// Puts another key in its place, and gives the old one: signatures in progress end with it.
    pub(super) fn swap(&self, new: Arc<K>) -> Arc<K> {
        (*new).as_ref().open();
        let old = self.0.swap(new);
        // Only now: whoever is turned away there finds the new one here.
        (*old).as_ref().close();
        old
    }
}
