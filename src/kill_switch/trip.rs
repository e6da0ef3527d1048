//! A trip, a reset, and the words for what was behind it.
//!
//! They are written to disk and to logs, so that the words do not change, and no text gets there that
//! looks like a key.

use crate::{
    secret::veiled,
    time::{self, Millis},
};
use core::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::time::SystemTime;

/// The longest text that somebody gives, in characters.
const LONGEST: usize = 300;

/// What tripped a switch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrippedBy {
    /// A person, or whatever acts for one.
    Owner {
        /// Who.
        who: String,
    },
    /// A rule of the policy: a verification that is stale, a deadline that has passed.
    Policy,
    /// The venue, which refused the key several times in a row.
    Refusals,
    /// A watch, by what it found.
    Watch,
    /// A signal to the process, or whatever else pulled a trigger.
    Signal,
    /// Nobody: the switch has not been armed yet, or the record of it is gone.
    Unarmed,
    /// Nobody: what says that the switch is armed, or who tripped it, cannot be read.
    Unreadable,
}

impl TrippedBy {
    /// The owner, or a person who acts for him.
    pub fn owner(who: impl Into<String>) -> Self {
        Self::Owner { who: who.into() }
    }

    /// The word for it on disk and in logs, which stays as it is.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Owner { .. } => "owner",
            Self::Policy => "policy",
            Self::Refusals => "refusals",
            Self::Watch => "watch",
            Self::Signal => "signal",
            Self::Unarmed => "unarmed",
            Self::Unreadable => "unreadable",
        }
    }

    /// A word of another release is as good as none.
    pub(super) fn read(word: &str, who: Option<String>) -> Self {
        match word {
            "owner" => Self::owner(who.unwrap_or_default()),
            "policy" => Self::Policy,
            "refusals" => Self::Refusals,
            "watch" => Self::Watch,
            "signal" => Self::Signal,
            "unarmed" => Self::Unarmed,
            _ => Self::Unreadable,
        }
    }

    pub(super) fn clean(self) -> Self {
        match self {
            Self::Owner { who } => Self::Owner { who: clean(&who) },
            other => other,
        }
    }
}

impl fmt::Display for TrippedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        match self {
            Self::Owner { who } => write!(f, " {who}"),
            _ => Ok(()),
        }
    }
}

/// One trip of a switch.
///
/// As JSON it is an object with `by` (the [word](TrippedBy::word)), `who` where there is one, `why`,
/// `at` in milliseconds since 1970, and `process`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trip {
    /// What was behind it.
    pub by: TrippedBy,
    /// Why, in the words of whoever tripped it: at most 300 characters, nothing that looks like a
    /// key.
    pub why: String,
    /// When, by the clock of its host.
    pub at: SystemTime,
    /// The process that tripped it, such as `bot[4711] on tokyo-1`.
    pub process: String,
}

impl Trip {
    /// One that was made here and now. No two of a process have the same moment, so that a later one
    /// is never taken for an earlier one in the same words.
    pub(super) fn made(by: TrippedBy, why: &str) -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let now = time::millis(SystemTime::now());
        let next = |last: Millis| now.max(last.saturating_add(1));
        // The closure always gives a moment.
        let last = LAST
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(next(last)))
            .unwrap_or_default();
        Self {
            at: time::moment(next(last)),
            ..Self::new(by, why)
        }
    }

    /// One that was found.
    pub(super) fn new(by: TrippedBy, why: &str) -> Self {
        Self {
            by: by.clean(),
            why: clean(why),
            at: time::moment(time::millis(SystemTime::now())),
            process: process(),
        }
    }
}

impl fmt::Display for Trip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            by, why, process, ..
        } = self;
        let at = time::rfc3339(time::millis(self.at));
        write!(f, "{by}: {why} ({at}, {process})")
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    why: String,
    at: Millis,
    process: String,
}

impl Serialize for Trip {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let who = match &self.by {
            TrippedBy::Owner { who } => Some(who.clone()),
            _ => None,
        };
        Written {
            by: self.by.word().to_owned(),
            who,
            why: self.why.clone(),
            at: time::millis(self.at),
            process: self.process.clone(),
        }
        .serialize(serializer)
    }
}

/// Texts from outside are cleaned once more: who can write the file may not be who wrote it.
impl<'de> Deserialize<'de> for Trip {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)
            .map_err(|_| D::Error::custom("expected a trip with `by`, `why`, `at`, `process`"))?;
        Ok(Self {
            by: TrippedBy::read(&written.by, written.who).clean(),
            why: clean(&written.why),
            at: time::moment(written.at),
            process: clean(&written.process),
        })
    }
}

/// One reset of a switch: who armed it again, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reset {
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// When, by the clock of its host.
    pub at: SystemTime,
    /// The process that did it.
    pub process: String,
    /// The trips that it put an end to, the first 64 of them; none at the first arming.
    pub trips: Vec<Trip>,
}

impl Reset {
    pub(super) fn new(who: &str, why: &str, trips: Vec<Trip>) -> Self {
        Self {
            who: clean(who),
            why: clean(why),
            at: time::moment(time::millis(SystemTime::now())),
            process: process(),
            trips,
        }
    }
}

impl fmt::Display for Reset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            who, why, process, ..
        } = self;
        let at = time::rfc3339(time::millis(self.at));
        write!(f, "reset by {who}: {why} ({at}, {process})")
    }
}

/// A text as it may be kept: one line, not long, nothing that looks like a key.
pub(super) fn clean(text: &str) -> String {
    let no_control = |c: char| if c.is_control() { ' ' } else { c };
    let line: String = text.trim().chars().map(no_control).collect();
    // Cut last: the half of a key may not look like one.
    veiled(&line).chars().take(LONGEST).collect()
}

/// This process, for people who look for it.
pub(super) fn process() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let program = path.file_stem().unwrap_or_default().to_string_lossy();
    let pid = std::process::id();
    clean(&format!("{program}[{pid}] on {}", host()))
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    "this host".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Trip, TrippedBy};

    #[test]
    fn a_trip_is_read_as_it_was_written() {
        let whys = ["", "a key leaked", "two\nlines", "quotes \" and \\"];
        let all = [
            TrippedBy::owner("alice"),
            TrippedBy::Policy,
            TrippedBy::Refusals,
            TrippedBy::Watch,
            TrippedBy::Signal,
            TrippedBy::Unarmed,
            TrippedBy::Unreadable,
        ];
        for (by, why) in all.iter().flat_map(|by| whys.map(|why| (by, why))) {
            let trip = Trip::new(by.clone(), why);
            assert_eq!(trip.by, *by);
            assert!(!trip.why.contains('\n'));
            let text = serde_json::to_string(&trip).unwrap();
            assert_eq!(serde_json::from_str::<Trip>(&text).unwrap(), trip, "{text}");
        }
    }

    #[test]
    fn a_key_at_the_end_of_a_long_text_is_hidden_before_the_text_is_cut() {
        let key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
        for before in super::LONGEST - 70..super::LONGEST {
            let trip = Trip::new(
                TrippedBy::Watch,
                &format!("{} {key}", "ab ".repeat(before / 3)),
            );
            assert!(!trip.why.contains("vmP") && trip.why.chars().count() <= super::LONGEST);
        }
    }

    #[test]
    fn a_key_in_a_text_is_hidden_on_the_way_out_and_in() {
        let key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
        let trip = Trip::new(TrippedBy::owner(key), &format!("leaked: {key}"));
        let text = serde_json::to_string(&trip).unwrap();
        assert!(!text.contains("vmPUZE") && !format!("{trip} {trip:?}").contains("vmPUZE"));
        let text = text.replace("[redacted]", key);
        let trip: Trip = serde_json::from_str(&text).unwrap();
        assert!(!format!("{trip} {trip:?}").contains("vmPUZE"));
    }
}
