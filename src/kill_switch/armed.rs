//! The file `armed`: which trips were put an end to, by whom and why.
//!
//! The switch is armed where it can be read and names every trip in its directory. It is always
//! written as a whole, under another name first.

use super::{
    book::RESETS,
    trip::{Reset, Trip, clean},
};
use crate::time::{self, Millis};
use core::hash::{BuildHasher as _, Hasher as _};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, hash_map::RandomState},
    time::{Duration, SystemTime},
};

/// The most bytes that the file may have.
pub(super) const LIMIT: usize = 1 << 20;

/// How many it should have, since every look reads it.
const WANTED: usize = LIMIT / 8;

/// How many trips it names. A process that slept through more resets than these stay tripped until
/// it is started again.
const NAMED: usize = 512;

const VERSION: u32 = 1;

/// What the file says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Armed {
    version: u32,
    /// The last reset is the last one.
    resets: Vec<Entry>,
    /// The names of the trips that no longer count.
    named: BTreeSet<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    who: String,
    why: String,
    at: Millis,
    process: String,
    trips: Vec<Trip>,
}

impl Armed {
    /// `None` where this is not such a file, or no reset is in it.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let armed: Self = serde_json::from_slice(text).ok()?;
        (armed.version == VERSION && !armed.resets.is_empty()).then_some(armed)
    }

    /// As it is written: the oldest resets go where it would be long, and never the last one.
    pub(super) fn text(&mut self) -> Option<Vec<u8>> {
        loop {
            let mut text = serde_json::to_vec(self).ok()?;
            text.push(b'\n');
            let is_last = self.resets.len() < 2;
            if text.len() <= WANTED || is_last {
                return (text.len() <= LIMIT).then_some(text);
            }
            self.resets.remove(0);
        }
    }

    pub(super) fn names(&self, trip: &str) -> bool {
        self.named.contains(trip)
    }

    /// What tells the last reset from all others.
    pub(super) fn id(&self) -> &str {
        self.resets.last().map_or("", |reset| &reset.id)
    }

    /// Names these trips, too, by a reset. Gives the oldest names that no longer fit: their files
    /// have to go before this is written.
    pub(super) fn add(&mut self, names: &[String], reset: &Reset) -> Vec<String> {
        self.version = VERSION;
        let old = self.named.clone();
        self.named.extend(names.iter().cloned());
        self.resets.push(Entry {
            id: unique(),
            who: reset.who.clone(),
            why: reset.why.clone(),
            at: time::millis(reset.at),
            process: reset.process.clone(),
            trips: reset.trips.clone(),
        });
        let over = self.resets.len().saturating_sub(RESETS);
        self.resets.drain(..over);
        let over = self.named.len().saturating_sub(NAMED);
        // What this reset names stays, however much it is.
        let dropped: Vec<String> = old.into_iter().take(over).collect();
        for name in &dropped {
            self.named.remove(name);
        }
        dropped
    }

    /// The last resets, the last one last.
    pub(super) fn resets(&self) -> impl Iterator<Item = Reset> {
        self.resets.iter().map(|entry| Reset {
            who: clean(&entry.who),
            why: clean(&entry.why),
            at: time::moment(entry.at),
            process: clean(&entry.process),
            trips: entry.trips.clone(),
        })
    }
}

/// How a name that [`unique`] ends has to begin.
pub(super) const TRIP: &str = "trip-";

/// A text that was never given before, on any host: time, process and chance. They sort by time.
pub(super) fn unique() -> String {
    let chance = RandomState::new().build_hasher().finish();
    let at = time::millis(SystemTime::now());
    format!("{at:013}-{}-{chance:016x}", std::process::id())
}

/// Whether a file of this name is a trip.
pub(super) fn is_trip(name: &str) -> bool {
    name.starts_with(TRIP)
}

/// Whether it is one whose name this crate made, so that no other one will ever have it.
pub(super) fn is_unique(name: &str) -> bool {
    let Some(name) = name.strip_prefix(TRIP) else {
        return false;
    };
    let mut parts = name.split('-');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    parts.next().is_some_and(|at| at.len() >= 13 && digits(at))
        && parts.next().is_some_and(digits)
        && parts.next().is_some_and(|chance| {
            chance.len() == 16 && chance.bytes().all(|c| c.is_ascii_hexdigit())
        })
        && parts.next().is_none()
}

/// Whether it is one that was made so short a time ago.
pub(super) fn is_younger(name: &str, age: Duration) -> bool {
    let now = time::millis(SystemTime::now());
    let made = name
        .strip_prefix(TRIP)
        .filter(|_| is_unique(name))
        .and_then(|name| name.split('-').next()?.parse().ok());
    made.is_some_and(|made| u128::from(now.abs_diff(made)) < age.as_millis())
}

#[cfg(test)]
mod tests {
    use super::{
        Armed, Duration, NAMED, RESETS, Reset, TRIP, Trip, WANTED, is_unique, is_younger, unique,
    };
    use crate::kill_switch::TrippedBy;

    #[test]
    fn names_are_told_from_those_that_people_give() {
        let name = format!("{TRIP}{}", unique());
        assert!(is_unique(&name), "{name}");
        for name in ["trip-", "trip-now", "trip-1-2-3", "trip-by-hand", "armed"] {
            assert!(!is_unique(name), "{name}");
            assert!(!is_younger(name, Duration::MAX), "{name}");
        }
        assert!(is_younger(&name, Duration::from_secs(60)), "{name}");
        let old = name.replacen("trip-1", "trip-0", 1);
        assert!(is_unique(&old) && !is_younger(&old, Duration::from_secs(60)));
    }

    #[test]
    fn what_is_no_such_file_does_not_arm() {
        let mut armed = Armed::default();
        assert!(Armed::read(&armed.text().unwrap()).is_none());
        armed.add(&[], &Reset::new("alice", "first", Vec::new()));
        let text = armed.text().unwrap();
        assert!(Armed::read(&text).is_some());
        for cut in 0..text.len() - 1 {
            assert!(Armed::read(&text[..cut]).is_none(), "{cut}");
        }
        let newer = String::from_utf8(text)
            .unwrap()
            .replace("\"version\":1", "\"version\":2");
        assert!(Armed::read(newer.as_bytes()).is_none());
    }

    #[test]
    fn many_long_trips_keep_nobody_from_a_reset() {
        let mut armed = Armed::default();
        let trips =
            [(); 64].map(|()| Trip::new(TrippedBy::owner("é".repeat(300)), &"é ".repeat(150)));
        for round in 0..RESETS {
            let reset = Reset::new("alice", &round.to_string(), trips.to_vec());
            armed.add(&[], &reset);
            let text = armed.text().unwrap();
            let read = Armed::read(&text).unwrap();
            assert_eq!(read.resets().last().unwrap().why, round.to_string());
            assert!(text.len() <= WANTED, "{}", text.len());
        }
    }

    #[test]
    fn it_does_not_grow_for_ever_and_drops_no_new_name() {
        let mut armed = Armed::default();
        let mut dropped = Vec::new();
        for round in 0..NAMED + 40 {
            let name = format!("{TRIP}{round:05}");
            dropped.extend(armed.add(
                std::slice::from_ref(&name),
                &Reset::new("a", "b", Vec::new()),
            ));
            assert!(armed.names(&name));
        }
        assert_eq!(dropped.len(), 40);
        assert_eq!(armed.named.len(), NAMED);
        let many: Vec<_> = (0..2 * NAMED).map(|at| format!("{TRIP}x{at}")).collect();
        armed.add(&many, &Reset::new("a", "b", Vec::new()));
        assert!(many.iter().all(|name| armed.names(name)));
    }
}
