//! Where counts outlive the process: what every store can do.
//!
//! A store counts up what was granted for a day, under a name. What it grants may be spent only
//! once it is written where a crash does not reach it. Stores are asked by the keeper's thread and
//! at start-up, never on the signing path.

#[cfg(unix)]
use super::ledger::Ledger;
#[cfg(all(unix, feature = "redis"))]
use super::shared::Shared;
use super::{CountersError, budget::Day};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// What is counted over a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Orders,
    Worth,
}

impl What {
    /// As it stands in a store.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Worth => "worth",
        }
    }
}

/// A wish for a part of a day's limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    /// What is limited together: at most 200 of A-Z a-z 0-9 - _ and `/`.
    pub(crate) name: &'a str,
    pub(crate) what: What,
    /// The day by the clock of who asks. A store never goes back to an earlier one.
    pub(crate) today: Day,
    /// The day to spend it on: `today`, or the one after it.
    pub(crate) day: Day,
    /// How much, from 1 on.
    pub(crate) want: u64,
    /// The limit of that day: together, no more than this is granted under the name.
    pub(crate) limit: u64,
}

/// What a store answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// How much may be spent; nothing where the store has reached a later day than `Wish::day`.
    pub(crate) granted: u64,
    /// What is left of the limit then.
    pub(crate) rest: u64,
    /// The latest day that any asker has shown: who asked is at least that far.
    pub(crate) today: Day,
}

/// Where counts are kept.
pub(crate) enum Store {
    /// In this process only.
    Memory(Mutex<Counts>),
    /// In a file that the processes of this machine share.
    #[cfg(unix)]
    File(Ledger),
    /// In Redis, where the members of a fleet share it.
    #[cfg(all(unix, feature = "redis"))]
    Redis(Box<Shared>),
}

impl Store {
    /// Takes a part of a day's limit. It has been written down when this returns; where the answer
    /// is lost, so is the grant.
    pub(crate) fn take(&self, wish: &Wish<'_>) -> Result<Grant, CountersError> {
        match self {
            Self::Memory(counts) => {
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(counts.take(wish))
            }
            #[cfg(unix)]
            Self::File(ledger) => ledger.take(wish),
            #[cfg(all(unix, feature = "redis"))]
            Self::Redis(shared) => shared.take(wish),
        }
    }

    /// As an error names it.
    pub(crate) fn place(&self) -> String {
        match self {
            Self::Memory(_) => "the counts in memory".to_owned(),
            #[cfg(unix)]
            Self::File(ledger) => ledger.place(),
            #[cfg(all(unix, feature = "redis"))]
            Self::Redis(shared) => shared.place(),
        }
    }

    /// Gives back what was granted and can no longer be spent; done once, and not again where it
    /// fails.
    pub(crate) fn give(
        &self,
        name: &str,
        what: What,
        day: Day,
        amount: u64,
    ) -> Result<(), CountersError> {
        match self {
            Self::Memory(counts) => {
                let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
                counts.give(name, what, day, amount);
                Ok(())
            }
            #[cfg(unix)]
            Self::File(ledger) => ledger.give(name, what, day, amount),
            #[cfg(all(unix, feature = "redis"))]
            Self::Redis(shared) => shared.give(name, what, day, amount),
        }
    }
}

/// What was granted, by day and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) today: Day,
    pub(crate) granted: BTreeMap<(Day, String, What), u64>,
}

impl Counts {
    pub(crate) fn take(&mut self, wish: &Wish<'_>) -> Grant {
        if wish.today > self.today {
            self.today = wish.today;
            let today = self.today;
            self.granted.retain(|(day, ..), _| *day >= today);
        }
        let today = self.today;
        if wish.day < today || wish.day > today.saturating_add(1) {
            return Grant {
                granted: 0,
                rest: 0,
                today,
            };
        }
        let place = (wish.day, wish.name.to_owned(), wish.what);
        let before = self.granted.get(&place).copied().unwrap_or(0);
        let left = wish.limit.saturating_sub(before);
        let granted = wish.want.min(left);
        if granted > 0 {
            self.granted.insert(place, before.saturating_add(granted));
        }
        Grant {
            granted,
            rest: left.saturating_sub(granted),
            today,
        }
    }

    pub(crate) fn give(&mut self, name: &str, what: What, day: Day, amount: u64) {
        if let Some(granted) = self.granted.get_mut(&(day, name.to_owned(), what)) {
            *granted = granted.saturating_sub(amount);
        }
    }
}
