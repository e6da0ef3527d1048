//! A switch that is one with those of other hosts, by a lease.
//!
//! The lease says by itself whether it lasts: a signature reads its atomics, and waits for nothing.
//! What trips the switch here is told to the fleet; what trips the fleet stops the switch, and leaves
//! no trace in its directory.

use super::{KillSwitch, Refusal, Shared, Trip, TrippedBy, Unrecorded, fault::Fault};
use crate::{
    fleet::{Doubt, Fleet, FleetStanding, FleetTrip, Lease, Tripped},
    redis::RedisError,
    secret, time,
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError, TryLockError, Weak},
};

impl KillSwitch {
    /// Makes this switch one of a fleet: its keys sign only while this process holds the lease. A
    /// trip here reaches every host of the fleet, and one there stops the keys here.
    ///
    /// A trip by hand, by a file in the directory, stops this host alone.
    ///
    /// A switch that was tripped here takes a [`reset`](Self::reset) here: that resets the fleet
    /// too. One that was stopped by the fleet alone goes on by itself when the fleet was reset,
    /// wherever that was.
    ///
    /// ```no_run
    /// use keyleash::{KillSwitch, Lease, Redis};
    ///
    /// let redis = Redis::from_variable("FLEET_REDIS_URL")?;
    /// let switch = KillSwitch::at("/var/lib/bot/switch")?.with_lease(Lease::new(redis, "desk-1"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RedisError`], as [`Lease::start`] gives it, and [`RedisError::Leased`] where the switch has
    /// a lease already. A server that does not answer is no error: nothing is signed until it does.
    pub fn with_lease(self, lease: Lease) -> Result<Self, RedisError> {
        if self.0.fleet.get().is_some() {
            return Err(RedisError::Leased);
        }
        let fleet = lease.start()?;
        let (stop, told) = (Arc::downgrade(&self.0.0), Arc::downgrade(&self.0.0));
        let known = Mutex::new(BTreeSet::new());
        fleet.tie(move || wait(&stop), move || untold(&told, &known));
        self.0.fleet.set(fleet).map_err(|_| RedisError::Leased)?;
        Ok(self)
    }

    /// The fleet that this switch is one with, where it has a lease.
    #[must_use]
    pub fn fleet(&self) -> Option<Fleet> {
        self.0.fleet.get().cloned()
    }
}

/// Why the lease lets nobody sign.
pub(super) fn refusal(fleet: &Fleet) -> Option<Refusal> {
    if fleet.is_tripped() {
        return Some(Refusal::Tripped);
    }
    (!fleet.may_sign()).then_some(Refusal::Unsure)
}

/// The trips of the fleet that are not in `own`.
pub(super) fn trips(fleet: &Fleet, own: &[Trip]) -> Vec<Trip> {
    let trips = match fleet.standing() {
        FleetStanding::Tripped { trips, .. } => trips,
        FleetStanding::Unarmed => {
            return vec![Trip::new(
                TrippedBy::Unarmed,
                "Redis has no state of this fleet: it is new, or was lost",
            )];
        }
        _ => return Vec::new(),
    };
    let own: Vec<_> = own.iter().map(id).collect();
    let others = trips.into_iter().filter(|trip| !own.contains(&trip.id));
    others.map(read).collect()
}

fn read(trip: FleetTrip) -> Trip {
    let (word, who) = match trip.who.split_once(' ') {
        Some((word, who)) => (word, Some(who.to_owned())),
        None => (trip.who.as_str(), None),
    };
    Trip {
        by: TrippedBy::read(word, who).clean(),
        why: trip.why,
        at: trip.at,
        process: "a member of the fleet".to_owned(),
    }
}

/// The last reset of the fleet, where it is armed.
pub(super) fn reset(fleet: &Fleet) -> Option<String> {
    match fleet.standing() {
        FleetStanding::Armed { by: Some(by), .. } => Some(format!(
            "fleet reset by {}: {} ({})",
            by.who,
            by.why,
            time::rfc3339(time::millis(by.at))
        )),
        _ => None,
    }
}

/// What keeps the lease from being renewed.
pub(super) fn unsure(fleet: &Fleet) -> Option<String> {
    match fleet.standing() {
        FleetStanding::Unsure { cause } => Some(match cause {
            Doubt::Redis(error) => error.to_string(),
            Doubt::Clock => {
                "this machine's clock and that of Redis do not run alike: look at both".to_owned()
            }
            Doubt::Unasked => "Redis was not heard of yet".to_owned(),
        }),
        _ => None,
    }
}

pub(super) fn tripped(trip: &Trip) -> Tripped {
    Tripped {
        id: id(trip),
        who: trip.by.to_string(),
        why: trip.why.clone(),
    }
}

pub(super) fn unrecorded(error: RedisError) -> Unrecorded {
    let (found, remedy) = error.parts();
    Unrecorded {
        found: found.to_owned(),
        remedy: remedy.to_owned(),
    }
}

pub(super) fn unreset(error: RedisError) -> Fault {
    let (found, remedy) = error.parts();
    Fault::of_fleet(found, remedy)
}

/// The same in every process that reads the trip, so that it is told once. Its time is in it to the
/// millisecond: one that follows on a reset is another trip, whatever its words.
fn id(trip: &Trip) -> String {
    let text = format!("{} {trip}", time::millis(trip.at));
    let hash = Sha256::digest(text);
    // Half of it tells trips apart.
    secret::hex(hash.first_chunk::<16>().map_or(&[], <[u8; 16]>::as_slice))
}

/// Returns when no signature is in progress.
fn wait(shared: &Weak<Shared>) {
    if let Some(shared) = shared.upgrade() {
        for gate in shared.gates().iter().filter_map(Weak::upgrade) {
            gate.wait();
        }
    }
}

/// What tripped the switch and is not among what was told. That a directory is new or cannot be
/// read is told to nobody, nor is a file that was made by hand: they stop this host alone.
fn untold(shared: &Weak<Shared>, known: &Mutex<BTreeSet<String>>) -> Vec<Tripped> {
    let Some(shared) = shared.upgrade() else {
        return Vec::new();
    };
    let is_tripped = shared.flag.is_tripped();
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if !is_tripped {
        known.clear();
    }
    // Whoever has it may wait for a disk; the next look is soon.
    let mut book = match shared.book.try_lock() {
        Ok(book) => book,
        Err(TryLockError::Poisoned(book)) => book.into_inner(),
        Err(TryLockError::WouldBlock) => return Vec::new(),
    };
    book.note(shared.pulls.load(core::sync::atomic::Ordering::SeqCst));
    shared.tell_journals(&book);
    if !is_tripped {
        return Vec::new();
    }
    let trips = book.trips();
    tellable(&trips)
        .filter(|trip| known.insert(trip.id.clone()))
        .collect()
}

fn tellable(trips: &[Trip]) -> impl Iterator<Item = Tripped> {
    let told = trips
        .iter()
        .filter(|trip| !matches!(trip.by, TrippedBy::Unarmed | TrippedBy::Unreadable));
    told.map(tripped)
}

/// Tells all of it once more, before the lease ends: for one lease at most.
pub(super) fn tell_last(fleet: &Fleet, trips: &[Trip]) {
    // They are sent in their order.
    if let Some(last) = tellable(trips).map(|trip| fleet.tell(trip)).last()
        && last.wait().is_err()
    {
        tracing::error!(target: "keyleash::kill_switch", "the fleet was not told of a trip");
    }
}
