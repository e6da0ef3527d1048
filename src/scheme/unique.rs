//! Numbers that no two requests share, of all keys on all machines.

use core::{
    hash::BuildHasher as _,
    sync::atomic::{AtomicU64, Ordering},
};
use std::collections::hash_map::RandomState;

/// What gives them.
pub(crate) struct Unique {
    /// What no other loaded key has, on this machine or another.
    instance: u64,
    /// How many were given.
    count: AtomicU64,
}

impl Unique {
    pub(crate) fn new() -> Self {
        // Seeded by the operating system. It has to differ, not to be secret.
        Self::from(u128::from(RandomState::new().hash_one(())) << 64)
    }

    pub(crate) fn next(&self) -> u128 {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        u128::from(self.instance) << 64 | u128::from(count)
    }
}

impl From<u128> for Unique {
    /// Begins with this one.
    #[allow(clippy::cast_possible_truncation)] // its two halves
    fn from(first: u128) -> Self {
        Self {
            instance: (first >> 64) as u64,
            count: AtomicU64::new(first as u64),
        }
    }
}
