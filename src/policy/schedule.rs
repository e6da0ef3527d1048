//! What will end the use of a key, and when.
//!
//! The rules are those by which the key is judged: nothing here decides, it only looks ahead.

use super::{Code, lifetime::Deadline};
use crate::{
    report::{Facts, wrapped},
    time::{self, DAY, Millis},
};
use core::fmt;
use std::time::SystemTime;

/// What is due for a key, the first thing first; by
/// [`AnySigner::due`](crate::AnySigner::due).
///
/// It is as young as the last inspection: what was changed at the venue since is not in it.
///
/// ```
/// # fn show(signer: &keyleash::AnySigner) {
/// for due in signer.due().near() {
///     println!("{due}");
/// }
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a schedule does nothing by itself: show it, or act by it"]
pub struct Schedule {
    entries: Vec<Due>,
}

/// One thing that is due, at a moment from which the key must not be used as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Due {
    code: Code,
    stage: Stage,
    at: Millis,
    warned: Millis,
    asked: Millis,
    put_off: bool,
    why: String,
    remedy: String,
}

/// How near a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums)] // a day is past, near or far
pub enum Stage {
    /// Its day has passed.
    Over,
    /// It is near enough to be warned of.
    Near,
    /// It is far.
    Far,
}

impl Schedule {
    pub(super) fn new(deadlines: Vec<Deadline>, facts: &Facts, warn: Millis, now: Millis) -> Self {
        let due = |deadline: Deadline| {
            let warned = deadline.at.saturating_sub(warn);
            Due {
                code: deadline.code,
                stage: if deadline.at <= now {
                    Stage::Over
                } else if warned <= now {
                    Stage::Near
                } else {
                    Stage::Far
                },
                at: deadline.at,
                warned,
                asked: now,
                put_off: deadline.put_off,
                remedy: deadline.remedy(facts),
                why: deadline.why,
            }
        };
        let mut entries: Vec<_> = deadlines.into_iter().map(due).collect();
        entries.sort_by_key(|due| due.at);
        Self { entries }
    }

    /// Everything, the first thing first.
    #[must_use]
    pub fn entries(&self) -> &[Due] {
        &self.entries
    }

    /// What comes first; `None` where nothing that is known ends the key.
    #[must_use]
    pub fn first(&self) -> Option<&Due> {
        self.entries.first()
    }

    /// What is near or over.
    pub fn near(&self) -> impl Iterator<Item = &Due> {
        self.entries.iter().filter(|due| due.stage != Stage::Far)
    }
}

impl Due {
    /// The rule: the code of the violation that it becomes.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// How near it is.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// The moment from which the key must not be used as it is.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        time::moment(self.at)
    }

    /// From when it is warned of.
    #[must_use]
    pub fn warned_from(&self) -> SystemTime {
        time::moment(self.warned)
    }

    /// Whether each inspection puts it off.
    pub(crate) const fn is_put_off(&self) -> bool {
        self.put_off
    }

    /// What ends the key.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// What to do before then.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// Each thing on lines of its own, at most 80 columns wide.
impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entries.is_empty() {
            return f.write_str("nothing that is known ends this key");
        }
        for (at, due) in self.entries.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{due}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let when = match self.stage {
            Stage::Over => "over".to_owned(),
            Stage::Near => format!("in {} days", (self.at - self.asked) / DAY),
            Stage::Far => format!(
                "in {} days, warned of from {} on",
                (self.at - self.asked) / DAY,
                time::day(self.warned)
            ),
        };
        let lead = format!("{} ", time::day(self.at));
        let text = format!("{} ({when}): {}", self.code, self.why);
        wrapped(f, &lead, &text)?;
        writeln!(f)?;
        wrapped(f, "           mend: ", &self.remedy)
    }
}

impl fmt::Debug for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
