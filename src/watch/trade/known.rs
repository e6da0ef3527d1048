//! The orders that a watch remembers: so many, for so many days.
//!
//! What is known of an order only ever grows, so that neither the order nor the number of its reports
//! counts. Who is forgotten first is the one that was seen last the longest ago.

use super::{digest::Digest, verdict::Verdict};
use std::collections::{HashMap, VecDeque, hash_map::Entry};

/// What the reports of an order have shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(pub(super) u8);

impl Marks {
    pub(super) const HERE: Self = Self(1);
    pub(super) const ELSEWHERE: Self = Self(2);
    pub(super) const VENUE: Self = Self(4);
    pub(super) const DECLARED: Self = Self(8);
    /// It has a name that is nobody's.
    pub(super) const FOREIGN: Self = Self(16);
    /// Its tag stands on another order, too.
    pub(super) const COPIED: Self = Self(32);
    /// Nothing explained it in time.
    pub(super) const UNEXPLAINED: Self = Self(64);
    /// It was told as a finding.
    pub(super) const TOLD: Self = Self(128);

    pub(super) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(super) const fn with(self, mark: Self) -> Self {
        Self(self.0 | mark.0)
    }

    pub(super) const fn is_explained(self) -> bool {
        self.0 & 15 != 0
    }

    /// Whether nothing has to explain the order any more.
    pub(super) const fn is_settled(self) -> bool {
        self.is_explained() || self.has(Self::TOLD)
    }

    /// The strongest of them. A name proves nothing against the venue's own mark, which no client can
    /// write, and whose orders may have names of a form of their own.
    pub(super) const fn verdict(self) -> Verdict {
        if self.has(Self::COPIED) || self.has(Self::FOREIGN) && !self.has(Self::VENUE) {
            Verdict::Foreign
        } else if self.has(Self::HERE) {
            Verdict::Own
        } else if self.has(Self::ELSEWHERE) {
            Verdict::OwnElsewhere
        } else if self.has(Self::VENUE) {
            Verdict::ByVenue
        } else if self.has(Self::DECLARED) {
            Verdict::Declared
        } else if self.has(Self::UNEXPLAINED) {
            Verdict::Foreign
        } else {
            Verdict::Pending
        }
    }
}

/// One order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The tag that it was seen with; 0 where with none.
    pub(super) name: u64,
    /// The day on which it was seen last.
    pub(super) day: u32,
    pub(super) marks: Marks,
}

/// All of them.
pub(super) struct Orders {
    pub(super) all: HashMap<Digest, Known>,
    /// Which order a tag was seen on first.
    names: HashMap<u64, Digest>,
    /// Oldest first, each with the day on which it was put there.
    queue: VecDeque<(Digest, u32)>,
    most: usize,
}

impl Orders {
    pub(super) fn new(most: usize) -> Self {
        Self {
            all: HashMap::new(),
            names: HashMap::new(),
            queue: VecDeque::new(),
            most,
        }
    }

    pub(super) fn set_most(&mut self, most: usize) {
        self.most = most;
    }

    /// The order, which is new where it was not known.
    pub(super) fn know(&mut self, id: Digest, day: u32) -> Known {
        match self.all.entry(id) {
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                known.day = known.day.max(day);
                *known
            }
            Entry::Vacant(entry) => {
                self.queue.push_back((id, day));
                *entry.insert(Known {
                    name: 0,
                    day,
                    marks: Marks::default(),
                })
            }
        }
    }

    /// Notes what was learnt of an order: its tag, and more marks.
    pub(super) fn learn(&mut self, id: Digest, known: Known) {
        if let Some(own) = self.all.get_mut(&id) {
            own.name = known.name;
            own.marks = own.marks.with(known.marks);
        }
    }

    pub(super) fn mark(&mut self, id: Digest, marks: Marks) {
        if let Some(known) = self.all.get_mut(&id) {
            known.marks = known.marks.with(marks);
        }
    }

    /// Notes which order has this tag; the other order, where there is one with the same tag.
    pub(super) fn name(&mut self, id: Digest, name: u64) -> Option<Digest> {
        match self.names.entry(name) {
            Entry::Occupied(entry) => Some(*entry.get()).filter(|other| *other != id),
            Entry::Vacant(entry) => {
                entry.insert(id);
                None
            }
        }
    }

    /// Forgets what was last seen before `first`.
    pub(super) fn forget_before(&mut self, first: u32) -> usize {
        let mut forgotten = 0;
        while let Some((id, day)) = self.queue.front().copied()
            && day < first
        {
            forgotten += usize::from(self.forget(id, day));
        }
        forgotten
    }

    /// Forgets the oldest where there are too many.
    pub(super) fn forget_surplus(&mut self) -> usize {
        let mut forgotten = 0;
        // Each may be put back once for every day that it lived on.
        while self.all.len() > self.most
            && let Some((id, day)) = self.queue.front().copied()
        {
            forgotten += usize::from(self.forget(id, day));
        }
        forgotten
    }

    /// Takes the first of the queue out, or puts it back where it was seen since.
    fn forget(&mut self, id: Digest, day: u32) -> bool {
        self.queue.pop_front();
        let Entry::Occupied(entry) = self.all.entry(id) else {
            return false;
        };
        let known = *entry.get();
        if known.day > day {
            self.queue.push_back((id, known.day));
            return false;
        }
        entry.remove();
        if let Entry::Occupied(entry) = self.names.entry(known.name)
            && *entry.get() == id
        {
            entry.remove();
        }
        true
    }

    /// Puts an order back that was written to a file; the oldest come first.
    pub(super) fn restore(&mut self, id: Digest, known: Known) {
        if self.all.insert(id, known).is_none() {
            self.queue.push_back((id, known.day));
            if known.name != 0 {
                self.names.entry(known.name).or_insert(id);
            }
        }
    }

    /// Oldest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Digest, &Known)> {
        let known = |(id, _): &_| self.all.get_key_value(id);
        self.queue.iter().filter_map(known)
    }
}
