//! What is counted under one name: pools that the signing path counts down and the keeper fills.

use super::{
    CountersError,
    budget::{Day, MOST, Pace, Pool},
    listed::Listed,
    store::{Store, What, Wish},
};
use crate::{
    policy::{Limit, Limits},
    signer::SignError,
    sync::{AtomicU64, Ordering},
    time::{self, DAY, Millis},
};
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

/// A pool holds up to one part in so many of the day's limit: a crash loses no more than that.
const PARTS: u64 = 8;
/// How long before midnight the next day's first part is taken.
const AHEAD: Millis = 10 * 60_000;
/// How long a store that has nothing left, or failed, is not asked again.
const PAUSE: Duration = Duration::from_millis(500);

/// The counts of one name.
pub(super) struct Meter {
    pub(super) name: String,
    pub(super) limits: Limits,
    /// The markets and paths of the limits, as they are looked up.
    pub(super) markets: Option<Listed>,
    pub(super) beside: Listed,
    orders: Daily,
    worth: Daily,
    /// The latest day that a clock or the store has shown.
    day: AtomicU64,
    pace: Pace,
    start: Instant,
    /// Whether the clock of who signs is this machine's.
    follows_clock: bool,
}

/// One limit of a day.
struct Daily {
    what: What,
    limit: Option<u64>,
    /// How much the keeper holds ready.
    part: u64,
    /// Of this day and the next, by whether their number is even.
    pools: [Pool; 2],
    /// What the store had left after it was asked last.
    rest: Pool,
    /// What was asked for and not at hand.
    need: AtomicU64,
    /// Until when the store is not asked. Held while it is, so that nobody asks twice.
    paused: Mutex<Option<Instant>>,
}

/// What was counted, for when it has to be taken back.
pub(super) struct Spent {
    day: Day,
    second: u32,
    orders: u64,
    worth: u64,
}

impl Meter {
    pub(super) fn new(name: String, limits: Limits, at_once: bool, now: Millis) -> Self {
        let rate = limits.orders_per_second.map_or(0, u64::from);
        let part = |limit: Option<u64>, least: u64| {
            let limit = limit.unwrap_or(0);
            if at_once {
                limit
            } else {
                limit.div_ceil(PARTS).max(least.min(limit / 2))
            }
        };
        let daily = |what, limit, least| Daily {
            what,
            limit,
            part: part(limit, least),
            pools: <[Pool; 2]>::default(),
            rest: Pool::default(),
            need: AtomicU64::new(0),
            paused: Mutex::new(None),
        };
        let clock = time::millis(SystemTime::now());
        Self {
            name,
            orders: daily(What::Orders, limits.orders_per_day, rate),
            worth: daily(What::Worth, limits.worth_per_day, 0),
            markets: limits.markets.as_ref().map(Listed::from),
            beside: Listed::from(&limits.beside),
            limits,
            day: AtomicU64::new(now / DAY),
            pace: Pace::default(),
            start: Instant::now(),
            follows_clock: clock.abs_diff(now) < DAY / 24,
        }
    }

    /// Counts so many orders of so much worth, or nothing.
    pub(super) fn spend(
        &self,
        orders: u64,
        worth: Option<u64>,
        now: Millis,
    ) -> Result<Spent, SignError> {
        let worth = match self.limits.worth_per_day {
            Some(_) => worth.ok_or(SignError::WorthUnstated)?,
            None => 0,
        };
        let day = self.reach(now / DAY);
        let mut spent = Spent {
            day,
            second: 0,
            orders: 0,
            worth: 0,
        };
        if let Some(limit) = self.limits.orders_per_second {
            let elapsed = self.start.elapsed();
            // Counted from one, since nothing is counted in second zero.
            spent.second = u32::try_from(elapsed.as_secs()).unwrap_or(u32::MAX - 1) + 1;
            let few = u32::try_from(orders).ok().filter(|few| *few <= limit);
            let reached = Limit::OrdersPerSecond;
            let few = few.ok_or(SignError::BeyondLimit { limit: reached })?;
            if !self.pace.spend(spent.second, few, limit) {
                let rest = 1_000 - elapsed.subsec_millis();
                return Err(SignError::LimitReached {
                    limit: reached,
                    opens: time::moment(now.saturating_add(rest.into())),
                });
            }
        }
        spent.orders = orders;
        let days = self
            .orders
            .spend(day, orders, Limit::OrdersPerDay)
            .and_then(|()| {
                self.worth
                    .spend(day, worth, Limit::WorthPerDay)
                    .inspect_err(|_| self.orders.unspend(day, orders))
            });
        if let Err(refused) = days {
            self.unspend_pace(&spent);
            return Err(refused);
        }
        spent.worth = worth;
        Ok(spent)
    }

    /// Takes back what was counted, since nothing is signed after all.
    pub(super) fn unspend(&self, spent: &Spent) {
        self.orders.unspend(spent.day, spent.orders);
        self.worth.unspend(spent.day, spent.worth);
        self.unspend_pace(spent);
    }

    fn unspend_pace(&self, spent: &Spent) {
        if self.limits.orders_per_second.is_some() {
            let few = u32::try_from(spent.orders).unwrap_or(0);
            self.pace.unspend(spent.second, few);
        }
    }

    /// The latest day so far, `day` included: an earlier one does not come again.
    fn reach(&self, day: Day) -> Day {
        let seen = self.day.load(Ordering::Relaxed);
        if day > seen {
            self.day.fetch_max(day, Ordering::Relaxed);
        }
        day.max(seen)
    }

    /// Takes from the store what the pools lack, and says whether it was asked.
    pub(super) fn fill(&self, store: &Store) -> Result<bool, CountersError> {
        let clock = time::millis(SystemTime::now());
        let today = self.reach(if self.follows_clock { clock / DAY } else { 0 });
        // Ahead of midnight, for the first orders after it.
        let near = self.follows_clock && clock / DAY == today && DAY - clock % DAY <= AHEAD;
        let mut asked = false;
        for daily in [&self.orders, &self.worth] {
            asked |= self.fill_one(store, daily, today, today)?;
            if near {
                asked |= self.fill_one(store, daily, today, today.saturating_add(1))?;
            }
        }
        Ok(asked)
    }

    fn fill_one(
        &self,
        store: &Store,
        daily: &Daily,
        today: Day,
        day: Day,
    ) -> Result<bool, CountersError> {
        let Some(limit) = daily.limit else {
            return Ok(false);
        };
        let pool = daily.pool(day);
        let mut paused = daily.paused.lock().unwrap_or_else(PoisonError::into_inner);
        let left = pool.of(day).unwrap_or(0);
        let need = daily.need.load(Ordering::Relaxed).min(limit);
        let known = daily.rest.of(day);
        let is_low = left < need || left < daily.part - daily.part / 4;
        if !is_low || (known == Some(0) && left >= need) {
            daily.need.store(0, Ordering::Relaxed);
            return Ok(false);
        }
        if paused.is_some_and(|until| Instant::now() < until) {
            return Ok(false);
        }
        let wish = Wish {
            name: &self.name,
            what: daily.what,
            today,
            day,
            want: daily.part.max(need).saturating_sub(left).max(1),
            limit,
        };
        let grant = match store.take(&wish) {
            Ok(grant) => grant,
            Err(error) => {
                *paused = Some(Instant::now() + PAUSE);
                return Err(error);
            }
        };
        // By one it may be ahead: the clocks of two machines differ around midnight.
        if grant.today > today + 1 && self.follows_clock {
            *paused = Some(Instant::now() + PAUSE);
            return Err(CountersError::Ahead {
                place: store.place(),
            });
        }
        pool.put(day, grant.granted);
        if day == today {
            daily.rest.set(day, grant.rest);
            daily.need.store(0, Ordering::Relaxed);
        }
        let none = grant.granted == 0 && grant.today <= day;
        *paused = none.then(|| Instant::now() + PAUSE);
        self.reach(grant.today);
        Ok(true)
    }

    /// Gives back to the store what is left, for good.
    pub(super) fn close(&self, store: &Store) {
        for daily in [&self.orders, &self.worth] {
            for pool in &daily.pools {
                let (day, left) = pool.drain();
                if left > 0 {
                    // Where it fails, it is lost: nobody can tell what was done.
                    let _ = store.give(&self.name, daily.what, day, left);
                }
            }
        }
    }
}

impl Daily {
    fn pool(&self, day: Day) -> &Pool {
        let [even, odd] = &self.pools;
        if day.is_multiple_of(2) { even } else { odd }
    }

    fn spend(&self, day: Day, amount: u64, limit: Limit) -> Result<(), SignError> {
        let Some(most) = self.limit else {
            return Ok(());
        };
        if amount > most.min(MOST) {
            return Err(SignError::BeyondLimit { limit });
        }
        let Err(short) = self.pool(day).spend(day, amount) else {
            return Ok(());
        };
        // The keeper sees it, and asks the store for so much.
        self.need.fetch_max(amount, Ordering::Relaxed);
        let rest = self.rest.of(day);
        if rest.is_some_and(|rest| rest.saturating_add(short.left) < amount) {
            return Err(SignError::LimitReached {
                limit,
                opens: time::moment((day + 1).saturating_mul(DAY)),
            });
        }
        Err(SignError::NotCounted)
    }

    fn unspend(&self, day: Day, amount: u64) {
        if self.limit.is_some() {
            self.pool(day).unspend(day, amount);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Limits, Meter, Store, SystemTime, time};
    use crate::limits::{CountersError, store::Counts};

    #[test]
    fn a_store_from_the_future_is_no_start() {
        let now = time::millis(SystemTime::now());
        let fill = |days| {
            let counts = Counts {
                today: now / DAY + days,
                ..Counts::default()
            };
            let limits = Limits::new().orders_per_day(5);
            let meter = Meter::new("name".to_owned(), limits, true, now);
            meter.fill(&Store::Memory(counts.into()))
        };
        for days in [0, 1] {
            assert_eq!(fill(days), Ok(true), "{days}");
        }
        for days in [3, 300] {
            let ahead = fill(days);
            assert!(matches!(ahead, Err(CountersError::Ahead { .. })), "{days}");
        }
    }
}
