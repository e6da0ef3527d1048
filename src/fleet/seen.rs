//! What a lease's threads have seen, for whoever asks: two atomics for the signing path, and the
//! rest behind a lock.

use super::standing::{Doubt, FleetStanding, FleetTrip};
use crate::time::{self, Millis};
use core::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

type Stop = Box<dyn Fn() + Send + Sync>;
type Told = Box<dyn Fn() -> Vec<Tripped> + Send + Sync>;

/// A trip that a process tells its fleet.
pub(crate) struct Tripped {
    /// The same for every process that tells of it.
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) why: String,
}

/// Shared by the handles and the threads of one lease.
pub(super) struct Seen {
    /// Until when the lease lasts, by [`time::since_boot`].
    valid_until: AtomicU64,
    is_tripped: AtomicBool,
    /// Trips of this process that the server does not have yet.
    unsent: AtomicUsize,
    /// The greatest generation that was acted on.
    pub(super) generation: AtomicU64,
    /// A wake-up that was not answered yet.
    pub(super) is_woken: AtomicBool,
    pub(super) is_ended: AtomicBool,
    stop: OnceLock<Stop>,
    told: OnceLock<Told>,
    view: Mutex<View>,
}

pub(super) struct View {
    pub(super) standing: FleetStanding,
    /// When every member has stopped.
    pub(super) stopped_by: Option<Millis>,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self {
            valid_until: AtomicU64::new(0),
            is_tripped: AtomicBool::new(false),
            unsent: AtomicUsize::new(0),
            generation: AtomicU64::new(0),
            is_woken: AtomicBool::new(false),
            is_ended: AtomicBool::new(false),
            stop: OnceLock::new(),
            told: OnceLock::new(),
            view: Mutex::new(View {
                standing: FleetStanding::Unsure {
                    cause: Doubt::Unasked,
                },
                stopped_by: None,
            }),
        }
    }

    pub(super) fn valid_until(&self) -> Millis {
        if self.is_tripped() {
            0
        } else {
            self.valid_until.load(Ordering::SeqCst)
        }
    }

    pub(super) fn is_tripped(&self) -> bool {
        self.unsent.load(Ordering::SeqCst) > 0 || self.is_tripped.load(Ordering::SeqCst)
    }

    pub(super) fn may_sign(&self) -> bool {
        time::since_boot() < self.valid_until()
    }

    /// Both are called by the lease's thread alone; a second pair is dropped, as a lease has one
    /// switch.
    pub(super) fn tie(&self, stop: Stop, told: Told) {
        let _ = self.stop.set(stop);
        let _ = self.told.set(told);
    }

    /// What was tripped here since this was asked last.
    pub(super) fn told(&self) -> Vec<Tripped> {
        self.told.get().map_or_else(Vec::new, |told| told())
    }

    /// A trip of this process, from before it is sent.
    pub(super) fn begin_trip(&self) {
        self.unsent.fetch_add(1, Ordering::SeqCst);
    }

    /// Shows it, until the server says how the fleet stands.
    pub(super) fn show(&self, trip: FleetTrip) {
        let mut view = self.view();
        if let FleetStanding::Tripped { trips, .. } = &mut view.standing {
            if trips.iter().all(|known| known.id != trip.id) {
                trips.push(trip);
            }
        } else {
            view.standing = FleetStanding::Tripped {
                trips: vec![trip],
                waiting: 1,
            };
        }
    }

    /// The server has it.
    pub(super) fn end_trip(&self) {
        self.stop();
        self.unsent.fetch_sub(1, Ordering::SeqCst);
    }

    /// Returns when this process has stopped.
    pub(super) fn stop(&self) {
        self.is_tripped.store(true, Ordering::SeqCst);
        self.valid_until.store(0, Ordering::SeqCst);
        if let Some(stop) = self.stop.get() {
            stop();
        }
    }

    /// The server says that the fleet is armed.
    pub(super) fn arm(&self) {
        self.is_tripped.store(false, Ordering::SeqCst);
    }

    pub(super) fn extend(&self, until: Millis) {
        self.valid_until.store(until, Ordering::SeqCst);
    }

    pub(super) fn is_extended(&self) -> bool {
        self.valid_until.load(Ordering::SeqCst) > 0
    }

    pub(super) fn view(&self) -> MutexGuard<'_, View> {
        // Nothing panics while it holds the lock; what is in a poisoned one still holds.
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
