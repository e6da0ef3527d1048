//! The thread that takes parts of a day's limit ahead of need.
//!
//! It ends when nothing is left that could spend. What is at hand then goes back to the store.

use super::{CountersError, meter::Meter, store::Store};
use crate::{policy::Limits, time::Millis};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    thread,
    time::Duration,
};

/// How often the pools are looked at.
const TICK: Duration = Duration::from_millis(10);

/// A store, and the meters that are filled from it.
pub(super) struct Kept {
    store: Store,
    meters: Mutex<Vec<Arc<Meter>>>,
    fault: Mutex<Option<CountersError>>,
    is_watched: Mutex<bool>,
}

impl Kept {
    pub(super) const fn new(store: Store) -> Self {
        Self {
            store,
            meters: Mutex::new(Vec::new()),
            fault: Mutex::new(None),
            is_watched: Mutex::new(false),
        }
    }

    pub(super) fn place(&self) -> String {
        self.store.place()
    }

    pub(super) fn fault(&self) -> Option<CountersError> {
        lock(&self.fault).clone()
    }

    /// The meter of this name and these limits, which signers of one process share.
    pub(super) fn meter(
        &self,
        name: String,
        limits: &Limits,
        now: Millis,
    ) -> Result<Arc<Meter>, CountersError> {
        let mut meters = lock(&self.meters);
        let known = meters
            .iter()
            .find(|meter| meter.name == name && meter.limits == *limits);
        let meter = known.map_or_else(
            || {
                let at_once = matches!(self.store, Store::Memory(_));
                Arc::new(Meter::new(name, limits.clone(), at_once, now))
            },
            Arc::clone,
        );
        meter.fill(&self.store)?;
        if !meters.iter().any(|known| Arc::ptr_eq(known, &meter)) {
            meters.push(Arc::clone(&meter));
        }
        Ok(meter)
    }

    /// Starts the thread, where it does not run yet.
    pub(super) fn watch(own: &Arc<Self>) -> Result<(), CountersError> {
        let mut is_watched = lock(&own.is_watched);
        if *is_watched {
            return Ok(());
        }
        let kept = Arc::downgrade(own);
        let started = thread::Builder::new()
            .name("keyleash-counts".to_owned())
            .spawn(move || keep(&kept));
        *is_watched = started.is_ok();
        started.map(|_| ()).map_err(|_| CountersError::Failed {
            place: own.place(),
            step: "watched, since no thread could be started",
            remedy: "raise the limit of threads for this process",
        })
    }

    /// Fills every meter, and lets go of those that nobody spends from.
    fn tick(&self) {
        let mut meters: Vec<Arc<Meter>> = Vec::new();
        lock(&self.meters).retain(|meter| {
            // Under the lock, so nobody takes it up meanwhile.
            let is_used = Arc::strong_count(meter) > 1;
            if is_used {
                meters.push(Arc::clone(meter));
            } else {
                meter.close(&self.store);
            }
            is_used
        });
        let mut fault = None;
        for meter in meters {
            match meter.fill(&self.store) {
                Ok(true) => *lock(&self.fault) = None,
                Ok(false) => {}
                Err(error) => fault = Some(error),
            }
        }
        if let Some(error) = fault {
            tracing::warn!(target: "keyleash::limits", %error, "no part of a day's limit");
            *lock(&self.fault) = Some(error);
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for meter in lock(&self.meters).drain(..) {
            meter.close(&self.store);
        }
    }
}

fn keep(kept: &Weak<Kept>) {
    while let Some(kept) = kept.upgrade() {
        kept.tick();
        drop(kept);
        thread::sleep(TICK);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it holds one; what is in a poisoned one still holds.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
