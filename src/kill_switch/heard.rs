//! The journals that hear of the trips and resets of a switch, whoever made them.
//!
//! What a look at the switch has found is compared with what a journal was told before. No signature
//! comes here, and nothing here waits for a disk.

use super::{
    KillSwitch, Shared,
    book::Book,
    trip::{Reset, Trip, TrippedBy},
};
use crate::{
    incident::{FaintJournal, Journal, Kind},
    time,
};
use core::sync::atomic::Ordering;
use std::{
    collections::BTreeSet,
    sync::{MutexGuard, PoisonError},
};

/// A journal, and what it was told.
pub(super) struct Listener {
    journal: FaintJournal,
    /// The trips that count.
    trips: BTreeSet<String>,
    /// Those that nobody can read so far: whoever trips may be writing.
    doubted: BTreeSet<String>,
    /// The last reset, and that of the fleet.
    reset: Option<String>,
    #[cfg(feature = "redis")]
    fleet: Option<String>,
}

impl KillSwitch {
    /// Tells this journal of every trip and reset from now on, and of the trips that count now.
    pub(crate) fn heard_by(&self, journal: &Journal) {
        let shared = &self.0;
        let mut book = shared.book();
        book.note(shared.pulls.load(Ordering::SeqCst));
        let mut listeners = shared.listeners();
        if listeners.iter().any(|own| own.journal.is(journal)) {
            return;
        }
        listeners.push(Listener {
            journal: journal.faint(),
            trips: BTreeSet::new(),
            doubted: BTreeSet::new(),
            reset: book.resets().last().map(reset_mark),
            #[cfg(feature = "redis")]
            fleet: shared.fleet.get().and_then(super::leased::reset),
        });
        drop(listeners);
        shared.tell_journals(&book);
    }
}

impl Shared {
    /// Tells the journals what they have not heard.
    pub(super) fn tell_journals(&self, book: &Book) {
        let mut listeners = self.listeners();
        if listeners.is_empty() {
            return;
        }
        let trips = self.trips(book);
        listeners.retain_mut(|listener| {
            if !listener.journal.is_open() {
                return false;
            }
            listener.hear_resets(book.resets());
            #[cfg(feature = "redis")]
            listener.hear_fleet(self.fleet.get().and_then(super::leased::reset));
            for trip in &trips {
                let is_new =
                    trip.by == TrippedBy::Unreadable && listener.doubted.insert(trip_mark(trip));
                if !is_new {
                    listener.hear(trip);
                }
            }
            let count: BTreeSet<_> = trips.iter().map(trip_mark).collect();
            listener.trips.retain(|mark| count.contains(mark));
            listener.doubted.retain(|mark| count.contains(mark));
            true
        });
    }

    fn listeners(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    fn hear(&mut self, trip: &Trip) {
        if self.trips.insert(trip_mark(trip)) {
            self.journal.post(Kind::Tripped, None, &trip.to_string());
        }
    }

    fn hear_resets(&mut self, resets: &[Reset]) {
        let last = resets.last().map(reset_mark);
        if last == self.reset {
            return;
        }
        let known = resets
            .iter()
            .rposition(|reset| Some(reset_mark(reset)) == self.reset);
        for reset in resets.iter().skip(known.map_or(0, |at| at + 1)) {
            // Between two looks a trip can come and go.
            for trip in &reset.trips {
                self.hear(trip);
            }
            self.journal.post(Kind::Reset, None, &reset.to_string());
        }
        self.reset = last;
    }

    #[cfg(feature = "redis")]
    fn hear_fleet(&mut self, reset: Option<String>) {
        if let Some(reset) = reset
            && self.fleet.as_ref() != Some(&reset)
        {
            self.journal.post(Kind::Reset, None, &reset);
            self.fleet = Some(reset);
        }
    }
}

/// What tells a trip from others. What is nobody's has the time of the look, which counts for nothing.
fn trip_mark(trip: &Trip) -> String {
    match trip.by {
        TrippedBy::Unarmed | TrippedBy::Unreadable => format!("{}: {}", trip.by, trip.why),
        _ => format!("{} {trip}", time::millis(trip.at)),
    }
}

fn reset_mark(reset: &Reset) -> String {
    format!("{} {reset}", time::millis(reset.at))
}
