//! Counts in Redis that the members of a fleet share.
//!
//! One script takes from the day's limit, as one step of the server. Where the server has lost its
//! counts, nothing is granted until somebody makes them by hand; where it has lost a part, each
//! member says what it knows to have been granted. An answer that is lost is a lost grant.

use super::{
    CountersError,
    budget::Day,
    store::{Grant, What, Wish},
};
use crate::{
    fleet,
    redis::{Link, Redis, RedisError, Script},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How long a connection, and each answer, may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// The counts of one fleet.
pub(crate) struct Shared {
    place: String,
    keys: [String; 1],
    open: Script,
    take: Script,
    give: Script,
    line: Mutex<Line>,
}

struct Line {
    link: Link,
    /// The most that was seen to be granted, whatever was given back.
    known: BTreeMap<(Day, String, What), u64>,
}

impl Shared {
    /// The counts of this fleet, which have to be there.
    pub(crate) fn open(redis: Redis, fleet: &str) -> Result<Self, CountersError> {
        Self::of(redis, fleet)?.opened("0")
    }

    /// New counts, where there must be none.
    pub(crate) fn create(redis: Redis, fleet: &str) -> Result<Self, CountersError> {
        Self::of(redis, fleet)?.opened("1")
    }

    fn of(redis: Redis, fleet: &str) -> Result<Self, CountersError> {
        if !fleet::is_name(fleet) {
            return Err(CountersError::Wrong {
                place: "the name of a fleet".to_owned(),
                found: "not one",
                remedy: "give it 1 to 64 letters, digits, `-`, `_` and `.`, and nothing that looks like a key",
            });
        }
        Ok(Self {
            place: format!("the count of the fleet `{fleet}` in Redis"),
            keys: [fleet::key(fleet, "counts")],
            open: Script::new(include_str!("open.lua")),
            take: Script::new(include_str!("take.lua")),
            give: Script::new(include_str!("give.lua")),
            line: Mutex::new(Line {
                link: Link::new(redis, PATIENCE),
                known: BTreeMap::new(),
            }),
        })
    }

    fn opened(self, make: &str) -> Result<Self, CountersError> {
        let answer = self.run(&mut self.line(), &self.open, &[make.to_owned()])?;
        match answer.first().map(String::as_str) {
            Some("there" | "made") => Ok(self),
            Some("missing") => Err(self.missing()),
            Some("existing") => Err(CountersError::Existing { place: self.place }),
            _ => Err(self.damaged()),
        }
    }

    pub(crate) fn take(&self, wish: &Wish<'_>) -> Result<Grant, CountersError> {
        let place = (wish.day, wish.name.to_owned(), wish.what);
        let mut line = self.line();
        let known = line.known.get(&place).copied().unwrap_or(0);
        let arguments = [
            wish.name.to_owned(),
            wish.what.name().to_owned(),
            wish.today.to_string(),
            wish.day.to_string(),
            wish.want.to_string(),
            wish.limit.to_string(),
            known.to_string(),
        ];
        let answer = self.run(&mut line, &self.take, &arguments)?;
        match answer.first().map(String::as_str) {
            Some("missing") => return Err(self.missing()),
            Some("ahead") => {
                return Err(self.failed(
                    "asked, since its clock and this machine's are on different days",
                    "set both clocks by NTP",
                ));
            }
            _ => {}
        }
        let [granted, rest, today, sum] = answer.as_slice() else {
            return Err(self.damaged());
        };
        let number = |text: &String| text.parse().map_err(|_| self.damaged());
        let grant = Grant {
            granted: number(granted)?,
            rest: number(rest)?,
            today: number(today)?,
        };
        // Whatever the answer says, no more than was asked for.
        if grant.granted > wish.want {
            return Err(self.damaged());
        }
        let sum: u64 = number(sum)?;
        line.known.retain(|(day, ..), _| *day >= grant.today);
        if sum > known {
            line.known.insert(place, sum);
        }
        Ok(grant)
    }

    pub(crate) fn give(
        &self,
        name: &str,
        what: What,
        day: Day,
        amount: u64,
    ) -> Result<(), CountersError> {
        let mut line = self.line();
        let place = (day, name.to_owned(), what);
        let known = line.known.get(&place).copied().unwrap_or(0);
        let arguments = [
            name.to_owned(),
            what.name().to_owned(),
            day.to_string(),
            amount.to_string(),
            known.to_string(),
        ];
        self.run(&mut line, &self.give, &arguments).map(drop)
    }

    /// As an error names it.
    pub(crate) fn place(&self) -> String {
        self.place.clone()
    }

    fn run(
        &self,
        line: &mut Line,
        script: &Script,
        arguments: &[String],
    ) -> Result<Vec<String>, CountersError> {
        line.link
            .run(script, &self.keys, arguments)
            .map_err(|error| match error {
                RedisError::Answer => self.damaged(),
                error => self.failed("reached", error.parts().1),
            })
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Nothing panics while it holds the lock; what is in a poisoned one still holds.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn missing(&self) -> CountersError {
        CountersError::Missing {
            place: self.place(),
        }
    }

    fn damaged(&self) -> CountersError {
        CountersError::Damaged {
            place: self.place(),
        }
    }

    fn failed(&self, step: &'static str, remedy: &'static str) -> CountersError {
        CountersError::Failed {
            place: self.place(),
            step,
            remedy,
        }
    }
}
