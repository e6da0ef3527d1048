//! What a process knows of a switch: its own trips, and what the last look at the directory found.
//!
//! It decides when a process may sign again: once the directory is armed, and every trip that this
//! process knows of was reset. Signing never waits for anything here.

#[cfg(unix)]
use super::{
    armed::Armed,
    directory::{Directory, Look, Record},
    error::{ResetError, Unrecorded},
    fault::Fault,
};
use super::{
    flag::{Flag, Seen},
    trip::{Reset, Trip, TrippedBy},
};
#[cfg(unix)]
use crate::time::Millis;
#[cfg(unix)]
use std::{collections::BTreeSet, thread, time::Duration};

/// How long the record of a trip is left alone after an attempt that failed.
#[cfg(unix)]
const PAUSE: Millis = 250;

/// How often the record is tried once `armed` is gone: its room is free when nobody reads it any more,
/// and each try waits a millisecond longer.
#[cfg(unix)]
const READERS: u64 = 8;

/// How many of the last resets are kept.
pub(super) const RESETS: usize = 32;

#[derive(Debug, Default)]
pub(super) struct Book {
    /// The trips that count.
    trips: Vec<Trip>,
    /// How many trips of the flag are told here.
    counted: u64,
    /// How many of them were pulls of a trigger.
    pulled: u64,
    /// The last resets.
    resets: Vec<Reset>,
    #[cfg(unix)]
    pub(super) kept: Option<Kept>,
}

/// What there is beside, where the switch has a directory.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Kept {
    directory: Directory,
    /// Trips that are not in the directory yet.
    pending: Vec<Record>,
    /// When they are tried again.
    retry: Millis,
    /// Trips that are, and that were not reset when this process looked last.
    known: BTreeSet<String>,
    /// The last reset that was seen.
    last: Option<String>,
    /// Whether it is the last look that saw it first.
    is_new: bool,
    /// Whether something was seen that only another reset puts an end to.
    blind: bool,
    /// Why the last look failed.
    pub(super) fault: Option<Fault>,
}

impl Book {
    #[cfg(unix)]
    pub(super) fn at(directory: Directory) -> Self {
        Self {
            kept: Some(Kept {
                directory,
                pending: Vec::new(),
                retry: 0,
                known: BTreeSet::new(),
                last: None,
                is_new: false,
                blind: false,
                fault: None,
            }),
            ..Self::default()
        }
    }

    /// Takes up the pulls of triggers, of which nobody told.
    pub(super) fn note(&mut self, pulled: u64) {
        let new = pulled.saturating_sub(self.pulled);
        if new > 0 {
            self.pulled = pulled;
            self.tell(Trip::made(TrippedBy::Signal, "a trigger was pulled"));
            self.counted += new - 1;
        }
    }

    /// Takes up one trip of the flag.
    pub(super) fn tell(&mut self, trip: Trip) {
        self.counted += 1;
        #[cfg(unix)]
        if let Some(kept) = &mut self.kept {
            kept.pending.push(Record::new(trip));
            return;
        }
        self.trips.push(trip);
    }

    pub(super) fn trips(&self) -> Vec<Trip> {
        let trips = self.trips.iter().cloned();
        #[cfg(unix)]
        if let Some(kept) = &self.kept {
            let pending = kept.pending.iter().map(|record| record.trip.clone());
            return trips.chain(pending).collect();
        }
        trips.collect()
    }

    pub(super) fn resets(&self) -> &[Reset] {
        &self.resets
    }

    /// Resets a switch of this process alone.
    pub(super) fn reset(&mut self, flag: &Flag, seen: Seen, who: &str, why: &str) -> Reset {
        let trips = core::mem::take(&mut self.trips);
        if seen.count() == self.counted {
            flag.lower(seen);
        }
        let reset = Reset::new(who, why, trips);
        self.resets.push(reset.clone());
        let over = self.resets.len().saturating_sub(RESETS);
        self.resets.drain(..over);
        reset
    }

    /// Writes the trips that are not in the directory yet.
    #[cfg(unix)]
    pub(super) fn record(&mut self) -> Result<(), Unrecorded> {
        let Some(kept) = &mut self.kept else {
            return Ok(());
        };
        kept.record(&mut self.trips)
            .map_err(|fault| fault.recording())
    }

    /// Looks at the directory, and trips or arms this process by it; `seen` was read before. Gives
    /// whether the look was one.
    #[cfg(unix)]
    pub(super) fn look(&mut self, flag: &Flag, seen: Seen, now: Millis) -> bool {
        let Some(kept) = &mut self.kept else {
            return false;
        };
        if !kept.pending.is_empty() && now >= kept.retry && kept.record(&mut self.trips).is_err() {
            kept.retry = now.saturating_add(PAUSE);
        }
        match kept.directory.look() {
            Ok(look) => {
                let is_armed = kept.judge(&look);
                if kept.is_new {
                    self.resets = look.armed.iter().flat_map(Armed::resets).collect();
                }
                self.trips = look.trips;
                if !is_armed {
                    if self.trips.is_empty() && kept.pending.is_empty() {
                        self.trips.push(Trip::new(
                            TrippedBy::Unreadable,
                            "the record of a trip is gone without a reset: reset the switch",
                        ));
                    }
                    flag.raise();
                } else if seen.count() == self.counted && seen.is_tripped() {
                    flag.lower(seen);
                }
                kept.fault = None;
                true
            }
            Err(fault) => {
                kept.fault = Some(fault);
                false
            }
        }
    }

    /// Resets a switch with a directory; `others` resets what it is one with.
    #[cfg(unix)]
    pub(super) fn reset_directory(
        &mut self,
        who: &str,
        why: &str,
        others: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<Reset, ResetError> {
        self.record()?;
        match &self.kept {
            Some(kept) => {
                let reset = kept.directory.reset(who, why, others);
                reset.map_err(Fault::resetting)
            }
            None => Ok(Reset::new(who, why, Vec::new())),
        }
    }
}

#[cfg(unix)]
impl Kept {
    /// What is written goes over to `trips`, of which the next look makes a new list.
    fn record(&mut self, trips: &mut Vec<Trip>) -> Result<(), Fault> {
        while let Some(record) = self.pending.first_mut() {
            if let Err(fault) = self.directory.record(record) {
                // Where not even a name could be written, `armed` makes room for it, and its absence
                // stops the others as well. That may fail for the same reason: then this process
                // alone stays tripped.
                let retried = !record.is_begun()
                    && self.directory.disarm().is_ok()
                    && (0..READERS).any(|at| {
                        thread::sleep(Duration::from_millis(at));
                        self.directory.record(record).is_ok()
                    });
                if !retried {
                    return Err(fault);
                }
            }
            let record = self.pending.remove(0);
            self.known.insert(record.name);
            trips.push(record.trip);
        }
        Ok(())
    }

    /// Whether this process may sign by what was seen.
    fn judge(&mut self, look: &Look) -> bool {
        self.known.extend(look.unique().cloned());
        if let Some(armed) = &look.armed {
            self.is_new = self.last.as_deref() != Some(armed.id());
            if self.is_new {
                self.last = Some(armed.id().to_owned());
                self.blind = false;
            }
            self.known.retain(|name| !armed.names(name));
            // A file that somebody made by hand has no name to remember it by.
            self.blind |= look.unique().count() < look.open.len();
        } else {
            (self.blind, self.is_new) = (true, false);
        }
        look.is_armed() && !self.blind && self.known.is_empty() && self.pending.is_empty()
    }
}
