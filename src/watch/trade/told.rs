//! What was told already: the last so many.

use super::digest::Digest;
use std::collections::{HashSet, VecDeque};

/// What is older is told again where it is seen again.
const MOST: usize = 65_536;

#[derive(Default)]
pub(super) struct Told {
    all: HashSet<Digest>,
    queue: VecDeque<Digest>,
}

impl Told {
    /// Whether this is new.
    pub(super) fn add(&mut self, what: Digest) -> bool {
        if !self.all.insert(what) {
            return false;
        }
        self.queue.push_back(what);
        if self.queue.len() > MOST
            && let Some(oldest) = self.queue.pop_front()
        {
            self.all.remove(&oldest);
        }
        true
    }

    /// Oldest first.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Digest> {
        self.queue.iter()
    }
}
