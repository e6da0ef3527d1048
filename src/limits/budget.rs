//! What may still be spent: counted down by the signing path, without a lock and in one word each.
//!
//! A word holds when it is for and how much, so no thread sees the one without the other. Whatever
//! the threads do, no more is spent than was put in. This file uses `crate::sync` and nothing else,
//! so that a model of the machine can check it.

use crate::sync::{AtomicU64, Ordering};

/// A day since the epoch, in UTC.
pub(crate) type Day = u64;

/// The most that a pool holds, and the last day it knows.
pub(crate) const MOST: u64 = (1 << 48) - 1;
const LAST_DAY: Day = (1 << 16) - 1;

/// What may be spent on one day: 16 bits of day and 48 of what is left.
#[derive(Default)]
pub(crate) struct Pool(AtomicU64);

/// Why nothing was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    /// What is left on that day.
    pub(crate) left: u64,
}

impl Pool {
    /// Adds what was granted for `day`. What is left of an earlier day ends; a grant for an earlier
    /// day than the pool's is lost.
    pub(crate) fn put(&self, day: Day, amount: u64) {
        self.change(|own, left| match own {
            _ if day > LAST_DAY || own > day => None,
            _ if own == day => Some((day, left.saturating_add(amount))),
            _ => Some((day, amount)),
        });
    }

    /// Makes the pool hold `amount` for `day`, whatever it held.
    pub(crate) fn set(&self, day: Day, amount: u64) {
        let day = day.min(LAST_DAY);
        self.0
            .store(day << 48 | amount.min(MOST), Ordering::Relaxed);
    }

    /// What the pool holds, where it is for `day`.
    pub(crate) fn of(&self, day: Day) -> Option<u64> {
        let (own, left) = unpack(self.0.load(Ordering::Relaxed));
        (own == day).then_some(left)
    }

    /// Spends `amount` on `day`, or nothing.
    pub(crate) fn spend(&self, day: Day, amount: u64) -> Result<(), Short> {
        let mut short = Short { left: 0 };
        let spent = self.change(|own, left| {
            short.left = if own == day { left } else { 0 };
            short
                .left
                .checked_sub(amount)
                .filter(|_| own == day)
                .map(|rest| (day, rest))
        });
        if spent { Ok(()) } else { Err(short) }
    }

    /// Takes back what was spent on `day`; where the day has ended, there is nothing to take back.
    pub(crate) fn unspend(&self, day: Day, amount: u64) {
        self.change(|own, left| (own == day).then(|| (day, left.saturating_add(amount))));
    }

    /// Empties the pool, and says what was in it.
    pub(crate) fn drain(&self) -> (Day, u64) {
        unpack(self.0.swap(0, Ordering::Relaxed))
    }

    /// Changes day and amount at once; `false` where `to` does not want to.
    fn change(&self, mut to: impl FnMut(Day, u64) -> Option<(Day, u64)>) -> bool {
        let mut word = self.0.load(Ordering::Relaxed);
        loop {
            let (day, left) = unpack(word);
            let Some((day, left)) = to(day, left) else {
                return false;
            };
            let next = day << 48 | left.min(MOST);
            match self
                .0
                .compare_exchange_weak(word, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return true,
                Err(meanwhile) => word = meanwhile,
            }
        }
    }
}

const fn unpack(word: u64) -> (Day, u64) {
    (word >> 48, word & MOST)
}

fn low_half(word: u64) -> u32 {
    u32::try_from(word & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

/// How many were counted in the present second: 32 bits of second and 32 of count.
#[derive(Default)]
pub(crate) struct Pace(AtomicU64);

impl Pace {
    /// Counts `amount` in `second`, or nothing where that would be more than `limit`. A second
    /// before the one that is counted is that one.
    pub(crate) fn spend(&self, second: u32, amount: u32, limit: u32) -> bool {
        self.change(|own, count| {
            let before = if second > own { 0 } else { count };
            before
                .checked_add(amount)
                .filter(|sum| *sum <= limit)
                .map(|sum| (second.max(own), sum))
        })
    }

    /// Takes back what was counted in `second`.
    pub(crate) fn unspend(&self, second: u32, amount: u32) {
        self.change(|own, count| (own == second).then(|| (own, count.saturating_sub(amount))));
    }

    fn change(&self, mut to: impl FnMut(u32, u32) -> Option<(u32, u32)>) -> bool {
        let mut word = self.0.load(Ordering::Relaxed);
        loop {
            let Some((second, count)) = to(low_half(word >> 32), low_half(word)) else {
                return false;
            };
            let next = u64::from(second) << 32 | u64::from(count);
            match self
                .0
                .compare_exchange_weak(word, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return true,
                Err(meanwhile) => word = meanwhile,
            }
        }
    }
}
