//! Stops a fleet of bots together, through Redis.
//!
//! Each process holds a lease that it renews four times in its length. A trip in one is pushed to
//! all; a process that cannot hear of it any more stops when its lease runs out. What is not known
//! counts as stopped: this module must not turn a silent server into a yes.

mod answer;
mod clock;
mod ear;
mod renewal;
mod seen;
mod standing;

pub(crate) use seen::Tripped;
pub use standing::{Doubt, FleetStanding, FleetTrip, Stopping};

use crate::{
    redis::{Link, Redis, RedisError},
    secret,
    time::{self, Millis},
};
use clock::Clock;
use core::{
    fmt,
    hash::{BuildHasher, Hasher},
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use renewal::{Order, Renewal, Scripts, Trip, record};
use seen::Seen;
use std::{
    hash::RandomState,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Sender},
    },
    thread,
    time::SystemTime,
};

/// What a process does where its lease runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lapse {
    Stopped,
    Warned,
}

/// The wish to be a member of a fleet that is stopped together.
///
/// A member signs only while its lease lasts, and renews it four times in `ttl`, which is four
/// seconds where nothing else is said. Within `ttl` each of these stops it: a server that is gone,
/// a network that is cut, a process that was halted, a clock that stalls. A trip in one member
/// reaches the others in the time of a message.
///
/// All members of a fleet should be given the same `ttl`. A fleet that is new is not armed: nobody
/// signs until somebody resets it once, by name and with a reason. So it is after the server has
/// lost its data.
///
/// ```no_run
/// use keyleash::{Lease, Redis};
/// use std::time::Duration;
///
/// let redis = Redis::from_variable("FLEET_REDIS_URL")?;
/// let fleet = Lease::new(redis, "desk-1").ttl(Duration::from_secs(2)).start()?;
/// if !fleet.may_sign() {
///     println!("{:?}", fleet.standing());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a lease does nothing until it is started"]
pub struct Lease {
    redis: Redis,
    fleet: String,
    ttl: Duration,
    lapse: Lapse,
}

impl Lease {
    /// A lease on signing in the fleet of this name: letters, digits, `-`, `_` and `.`. It stands
    /// in the keys in Redis, which begin with `keyleash:{name}:`.
    pub fn new(redis: Redis, fleet: impl Into<String>) -> Self {
        Self {
            redis,
            fleet: fleet.into(),
            ttl: Duration::from_secs(4),
            lapse: Lapse::Stopped,
        }
    }

    /// How long the lease is: half a second to a minute. A shorter one stops a cut-off member
    /// sooner, and stops a healthy one at shorter faults of the network.
    pub const fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    pub(crate) const fn warned(mut self) -> Self {
        self.lapse = Lapse::Warned;
        self
    }

    /// Begins to renew, by two threads and two connections that end with the last clone of what
    /// this returns. It does not wait for the server: until that has answered,
    /// [`Fleet::may_sign`] says no.
    ///
    /// # Errors
    ///
    /// [`RedisError::Name`], [`RedisError::Ttl`] and [`RedisError::NoThread`].
    pub fn start(self) -> Result<Fleet, RedisError> {
        if !is_name(&self.fleet) {
            return Err(RedisError::Name);
        }
        let ttl = Millis::try_from(self.ttl.as_millis()).unwrap_or(Millis::MAX);
        if !(500..=60_000).contains(&ttl) {
            return Err(RedisError::Ttl);
        }
        let interval = Duration::from_millis(ttl / 4);
        let key = |part: &str| key(&self.fleet, part);
        let stream = key("calls");
        let seen = Arc::new(Seen::new());
        let (sender, orders) = mpsc::channel();
        let renewal = Renewal {
            seen: Arc::clone(&seen),
            orders,
            link: Link::new(self.redis.clone(), interval),
            keys: vec![key("switch"), key("members"), stream.clone(), key("past")],
            member: unique(),
            ttl,
            lapse: self.lapse,
            scripts: Scripts::new(),
            clock: Clock::new(ttl / 8),
            known: 0,
            read: None,
            unsent: Vec::new(),
            faults: 0,
            polls: 0,
        };
        spawn("keyleash-lease", move || renewal.run())?;
        let running = Running {
            seen: Arc::clone(&seen),
            orders: Mutex::new(sender.clone()),
            ttl,
        };
        let link = Link::new(self.redis, interval);
        // Where it cannot be started, dropping `running` ends the first.
        spawn("keyleash-ear", move || {
            ear::listen(&seen, &sender, link, &stream, interval);
        })?;
        Ok(Fleet(Arc::new(running)))
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<(), RedisError> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread
        .spawn(run)
        .map(drop)
        .map_err(|_| RedisError::NoThread)
}

/// A running lease: this process as a member of its fleet. Clones are cheap, and are one member.
#[derive(Clone)]
#[must_use = "the process is a member as long as this is kept"]
pub struct Fleet(Arc<Running>);

struct Running {
    seen: Arc<Seen>,
    orders: Mutex<Sender<Order>>,
    ttl: Millis,
}

impl Fleet {
    /// Whether this process holds a lease now: two loads and a look at the clock.
    #[must_use]
    pub fn may_sign(&self) -> bool {
        self.0.seen.may_sign()
    }

    /// Whether the fleet was tripped, as far as is known; a lease that ran out is not that.
    #[must_use]
    pub fn is_tripped(&self) -> bool {
        self.0.seen.is_tripped()
    }

    /// How the fleet stands, as far as this process knows.
    #[must_use]
    pub fn standing(&self) -> FleetStanding {
        self.0.seen.view().standing.clone()
    }

    /// Stops the fleet. This process has stopped before anything is sent; where the server does not
    /// have the trip in time it stays so, and the trip is sent again for as long as this process
    /// lives. Of `who` 64 and of `why` 500 characters are kept, for people to read.
    ///
    /// # Errors
    ///
    /// [`RedisError`], where the server does not have the trip yet: the other members may still
    /// sign, unless what keeps the server from this one keeps it from them too.
    pub fn trip(&self, who: &str, why: &str) -> Result<Stopping, RedisError> {
        self.tell(Tripped {
            id: unique(),
            who: who.to_owned(),
            why: why.to_owned(),
        })
        .wait()
    }

    /// Sends a trip, without a wait.
    pub(crate) fn tell(&self, trip: Tripped) -> Telling {
        let (reply, answer) = mpsc::sync_channel(1);
        self.0.seen.begin_trip();
        self.0.seen.show(FleetTrip {
            id: trip.id.clone(),
            who: renewal::who(&trip.who),
            why: renewal::why(&trip.why),
            at: SystemTime::now(),
        });
        tracing::error!(target: "keyleash::fleet", "fleet tripped by this process");
        self.0.order(Order::Trip(Trip {
            id: trip.id,
            record: record(&trip.who, &trip.why),
            reply: Some(reply),
        }));
        Telling {
            answer,
            most: Duration::from_millis(self.0.ttl),
        }
    }

    /// Arms the fleet again, in the name of `who` and for the reason `why`. It takes back the trips
    /// that [`standing`](Self::standing) has shown; one that came meanwhile keeps the fleet
    /// stopped, and is in what this returns.
    ///
    /// # Errors
    ///
    /// [`RedisError::Unread`] and [`RedisError::Changed`], and what may be wrong with the server.
    pub fn reset(&self, who: &str, why: &str) -> Result<FleetStanding, RedisError> {
        let (reply, answer) = mpsc::sync_channel(1);
        self.0.order(Order::Reset {
            record: record(who, why),
            reply,
        });
        let most = Duration::from_millis(self.0.ttl);
        answer
            .recv_timeout(most)
            .unwrap_or(Err(RedisError::NoAnswer))
    }

    /// When the last member has stopped: at the latest one lease after the server had the trip;
    /// sooner once all of them have said so. `None` where the fleet is not known to be tripped.
    #[must_use]
    pub fn stopped_by(&self) -> Option<SystemTime> {
        let by = self.0.seen.view().stopped_by?;
        let (now, boot) = (SystemTime::now(), time::since_boot());
        if by >= boot {
            now.checked_add(Duration::from_millis(by - boot))
        } else {
            now.checked_sub(Duration::from_millis(boot - by))
        }
    }

    /// Ties the lease to a switch, once: `stop` returns when this process has stopped, and is called
    /// before that is acknowledged; `told` gives what was tripped here since it was asked last.
    pub(crate) fn tie(
        &self,
        stop: impl Fn() + Send + Sync + 'static,
        told: impl Fn() -> Vec<Tripped> + Send + Sync + 'static,
    ) {
        self.0.seen.tie(Box::new(stop), Box::new(told));
    }
}

/// A trip on its way to the server.
#[must_use = "it says whether the server has the trip"]
pub(crate) struct Telling {
    answer: mpsc::Receiver<Result<Stopping, RedisError>>,
    most: Duration,
}

impl Telling {
    /// Waits for the server, for one lease at most.
    pub(crate) fn wait(self) -> Result<Stopping, RedisError> {
        let answer = self.answer.recv_timeout(self.most);
        answer.unwrap_or(Err(RedisError::NoAnswer))
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet")
            .field("may_sign", &self.may_sign())
            .field("standing", &self.standing())
            .finish_non_exhaustive()
    }
}

impl Running {
    fn order(&self, order: Order) {
        let orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        // Without its thread the lease runs out by itself.
        let _ = orders.send(order);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.seen.is_ended.store(true, Ordering::SeqCst);
        self.order(Order::End);
    }
}

/// Whether a fleet may be called so: the name is in keys, and in errors.
pub(crate) fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    (1..=64).contains(&name.len()) && name.chars().all(plain) && !secret::has_key(name)
}

/// A key of a fleet. The braces keep all of them on one node of a cluster.
pub(crate) fn key(fleet: &str, part: &str) -> String {
    format!("keyleash:{{{fleet}}}:{part}")
}

/// A name that nothing else has, on any host.
fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // Each is seeded by the system, at random.
    let part = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u64(COUNT.fetch_add(1, Ordering::Relaxed));
        hasher.write_u32(std::process::id());
        hasher.write_u128(
            SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .map_or(0, |since| since.as_nanos()),
        );
        hasher.finish()
    };
    format!("{:016x}{:016x}", part(), part())
}
