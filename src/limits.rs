//! What a key may do in a second and in a day, counted where a restart does not forget it.
//!
//! The demand is [`Limits`], in the policy. This module counts: the signing path counts atomics
//! down, and a thread of its own, the keeper, takes parts of the day's limit from where they are
//! kept, ahead of need. What was taken has been written down before it can be spent, so a crash
//! loses what was left of a part, and never gives more. Nothing here signs, and nothing here begins
//! a day anew by itself.

mod budget;
mod error;
mod keeper;
#[cfg(unix)]
mod ledger;
mod limited;
mod listed;
mod meter;
mod reading;
#[cfg(all(unix, feature = "redis"))]
mod shared;
mod store;

pub use error::CountersError;
pub(crate) use limited::{Asked, Limited};

use crate::{policy::Limits, time::Millis};
use core::fmt;
use keeper::Kept;
use meter::Meter;
#[cfg(unix)]
use std::path::Path;
use std::sync::Arc;
use store::{Counts, Store};

/// Where the counts of a day are kept: for a key, or for several.
///
/// Clones are cheap, and share what they hold. Each name counts for itself: that of a scope, or
/// that of [`Limits::named`], at one venue and in one environment. A key that takes the place of
/// another goes on with its count.
///
/// ```no_run
/// use keyleash::{ApiCredential, Counters, Env, Limits, Policy, scope, venue::bybit::Bybit};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
///
/// scope! { MarketMaker = Read | Spot | Margin }
/// const POLICY: Policy<MarketMaker> = Policy::new().limits(Limits::new().orders_per_day(5_000));
///
/// let counters = Counters::at("/var/lib/bot/counts")?;
/// let credential = ApiCredential::<Bybit>::load(Env::new())?.counted_by(&counters);
/// let report = credential.inspect(send)?;
/// let signer = credential.verify(&POLICY, report)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A thread takes up to an eighth of the day's limit ahead. It is given back when the last clone and
/// the last signer are dropped; a process that is killed loses it for the day. An order that is
/// worth more than is at hand is refused once with
/// [`SignError::NotCounted`](crate::SignError::NotCounted), and passes a moment later.
///
/// A day is one of UTC, by the clock that signs. One that steps back does not bring a day back: it
/// goes on in the latest day that was seen.
#[derive(Clone)]
pub struct Counters {
    kept: Arc<Kept>,
}

impl Counters {
    /// The counts in the file at `path`, which all processes of this machine can share. Its
    /// directory and the file are the bot's own, and nobody else writes there.
    ///
    /// # Errors
    ///
    /// [`CountersError::Missing`] where there is no file: to begin a day anew is for
    /// [`create`](Self::create), by hand. [`CountersError::Damaged`] where it is not whole.
    #[cfg(unix)]
    pub fn at(path: impl AsRef<Path>) -> Result<Self, CountersError> {
        ledger::Ledger::open(path.as_ref()).map(|ledger| Self::of(Store::File(ledger)))
    }

    /// New counts in a file at `path`, where there is none. Whoever calls this gives the keys a
    /// whole new day, so it has no place in a bot's start: it is for the day the bot is set up, or
    /// when a file is damaged, and for a command of its own.
    ///
    /// # Errors
    ///
    /// [`CountersError::Existing`] where there is something already.
    #[cfg(unix)]
    pub fn create(path: impl AsRef<Path>) -> Result<Self, CountersError> {
        ledger::Ledger::create(path.as_ref()).map(|ledger| Self::of(Store::File(ledger)))
    }

    /// The counts of this fleet in Redis, which the processes of all its hosts share. The name is of
    /// letters, digits, `-`, `_` and `.`, and may be that of the fleet's [`Lease`](crate::Lease).
    ///
    /// The day is one of the server's clock and of this machine's: where these are more than a
    /// minute apart at midnight, nothing is granted. Orders per second are counted by each process
    /// for itself.
    ///
    /// ```no_run
    /// use keyleash::{Counters, Redis};
    ///
    /// let counters = Counters::redis(Redis::from_variable("FLEET_REDIS_URL")?, "desk-1")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`CountersError::Missing`] where the server has no counts of this fleet, also where it has
    /// lost them: see [`create_redis`](Self::create_redis).
    #[cfg(all(unix, feature = "redis"))]
    pub fn redis(redis: crate::redis::Redis, fleet: &str) -> Result<Self, CountersError> {
        let shared = shared::Shared::open(redis, fleet)?;
        Ok(Self::of(Store::Redis(Box::new(shared))))
    }

    /// New counts of this fleet in Redis, where there are none. As with [`create`](Self::create),
    /// whoever calls this gives the keys a whole new day.
    ///
    /// # Errors
    ///
    /// [`CountersError::Existing`] where there are some already.
    #[cfg(all(unix, feature = "redis"))]
    pub fn create_redis(redis: crate::redis::Redis, fleet: &str) -> Result<Self, CountersError> {
        let shared = shared::Shared::create(redis, fleet)?;
        Ok(Self::of(Store::Redis(Box::new(shared))))
    }

    /// See [`danger::counters_in_memory`](crate::danger::counters_in_memory).
    pub(crate) fn in_memory() -> Self {
        Self::of(Store::Memory(Counts::default().into()))
    }

    pub(crate) fn of(store: Store) -> Self {
        Self {
            kept: Arc::new(Kept::new(store)),
        }
    }

    /// Why the counts could not be reached when that was tried last; `None` where they could.
    #[must_use]
    pub fn fault(&self) -> Option<CountersError> {
        self.kept.fault()
    }

    /// The meter of this name and these limits, filled for the first orders.
    fn meter(
        &self,
        name: String,
        limits: &Limits,
        now: Millis,
    ) -> Result<Arc<Meter>, CountersError> {
        let meter = self.kept.meter(name, limits, now)?;
        Kept::watch(&self.kept)?;
        Ok(meter)
    }
}

impl fmt::Debug for Counters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Counters({})", self.kept.place())
    }
}
