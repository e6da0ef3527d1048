//! What a venue said about a key, in one vocabulary, with *not stated* as a value of its own.

mod account;
pub(crate) mod allowlist;
mod facts;
pub(crate) mod json;
pub(crate) mod number;

pub use account::{Account, TwoFactor};
pub use allowlist::Allowlist;
pub use facts::Console;
pub(crate) use facts::{Facts, KeyId, Lapse, Right, Silence, Since, printable};

use crate::{
    permission::PermissionSet,
    secret::{self, Fingerprint},
    time::{self, DAY, Millis},
};
use core::fmt::{self, Write as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};
use std::time::SystemTime;

/// Where a key lives: production and the test environments of a venue never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Environment {
    /// Real money.
    Production,
    /// A separate exchange with play money.
    Testnet,
    /// Play money on the real exchange's order book.
    Demo,
}

impl Environment {
    pub(crate) const ALL: [Self; 3] = [Self::Production, Self::Testnet, Self::Demo];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Testnet => "testnet",
            Self::Demo => "demo",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.name() == name)
    }
}

impl<'de> Deserialize<'de> for Environment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "expected one of `production`, `testnet`, `demo`";
        secret::word(deserializer, expected, Self::from_name)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A fact, or its absence, with its witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // a fact has no fourth state
pub enum Stated<T> {
    /// The venue said so.
    ByVenue(T),
    /// The owner declared it, and the venue says nothing about it.
    ByOwner(T),
    /// Nobody said so: neither yes nor no.
    Not,
}

impl<T> Stated<T> {
    /// The fact, whoever stated it.
    pub fn known(self) -> Option<T> {
        match self {
            Self::ByVenue(fact) | Self::ByOwner(fact) => Some(fact),
            Self::Not => None,
        }
    }

    /// The same, by reference.
    pub const fn as_ref(&self) -> Stated<&T> {
        match self {
            Self::ByVenue(fact) => Stated::ByVenue(fact),
            Self::ByOwner(fact) => Stated::ByOwner(fact),
            Self::Not => Stated::Not,
        }
    }
}

/// How far the venue's clock is ahead of this machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClockOffset {
    /// The venue's clock minus ours, in milliseconds.
    pub offset_ms: i64,
    /// How far that may be off, in milliseconds either way.
    pub uncertainty_ms: u64,
}

impl ClockOffset {
    /// What is added to this machine's clock: nothing while the difference may be noise.
    pub(crate) fn correction(self) -> i64 {
        if self.offset_ms.unsigned_abs() <= self.uncertainty_ms {
            0
        } else {
            self.offset_ms
        }
    }
}

/// What a venue said about one key, when, and by whose clock.
///
/// Only an inspection makes one, and it is bound to the key that was asked about: a credential
/// takes no report about another key.
#[derive(Clone)]
#[must_use = "a report has to be judged: hand it to `verify`"]
pub struct Report {
    pub(crate) facts: Facts,
    pub(crate) key: Fingerprint,
    pub(crate) at: Millis,
    pub(crate) clock: Option<ClockOffset>,
    /// Whether a stand-in on this machine answered: such a report is good for nothing else.
    pub(crate) loopback: bool,
}

impl Report {
    /// The venue's short name, such as `binance`.
    #[must_use]
    pub const fn venue(&self) -> &'static str {
        self.facts.venue
    }

    /// The environment that was asked.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.facts.environment
    }

    /// The short name of the key.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.key
    }

    /// When the first question was asked: a report is as old as its oldest answer.
    #[must_use]
    pub fn asked_at(&self) -> SystemTime {
        time::moment(self.at)
    }

    /// Whether the venue stated every right that matters.
    #[must_use]
    pub fn states_rights(&self) -> bool {
        self.facts.asked && self.facts.unstated.is_empty()
    }

    /// What the rights of the key are for, as far as this crate knows them.
    #[must_use]
    pub fn permissions(&self) -> PermissionSet {
        self.facts.given()
    }

    /// What comes along with these rights, and cannot be taken off.
    #[must_use]
    pub fn rides_along(&self) -> PermissionSet {
        self.facts.allowed().minus(self.facts.given())
    }

    /// The rights, in the words of the venue's console.
    pub fn rights(&self) -> impl Iterator<Item = &'static str> {
        self.facts.rights.iter().map(|right| right.label)
    }

    /// Rights in the answer that this crate does not know.
    pub fn unknown_rights(&self) -> impl Iterator<Item = &str> {
        self.facts.unknown.iter().map(String::as_str)
    }

    /// From where the key works.
    #[must_use]
    pub const fn allowlist(&self) -> Stated<&Allowlist> {
        self.facts.allowlist.as_ref()
    }

    /// When the key was made.
    #[must_use]
    pub fn created(&self) -> Stated<SystemTime> {
        match self.facts.created {
            Stated::ByVenue(at) => Stated::ByVenue(time::moment(at)),
            Stated::ByOwner(at) => Stated::ByOwner(time::moment(at)),
            Stated::Not => Stated::Not,
        }
    }

    /// When the key ends, by the venue's word, or by its source's where that is earlier; `None` is
    /// never.
    #[must_use]
    pub fn expires(&self) -> Stated<Option<SystemTime>> {
        match self.facts.expires {
            Stated::ByVenue(at) => Stated::ByVenue(at.map(time::moment)),
            Stated::ByOwner(at) => Stated::ByOwner(at.map(time::moment)),
            Stated::Not => Stated::Not,
        }
    }

    /// The venue's id of the account, where it gave one.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.facts.account.as_deref()
    }

    /// What the owner declares about the account.
    pub const fn declared(&self) -> Account {
        self.facts.declared
    }

    /// How far the venue's clock is ahead of this machine's, where an answer showed it.
    #[must_use]
    pub const fn clock_offset(&self) -> Option<ClockOffset> {
        self.clock
    }

    /// [`asked_at`](Self::asked_at) as text.
    pub(crate) fn asked(&self) -> String {
        time::rfc3339(self.at)
    }

    fn rights_text(&self) -> String {
        let facts = &self.facts;
        if !facts.asked {
            return "not stated: there is no question for them".to_owned();
        }
        let mut names: Vec<_> = self.rights().map(str::to_owned).collect();
        names.extend(facts.unknown.iter().map(|name| format!("{name} (unknown)")));
        names.extend(
            facts
                .unstated
                .iter()
                .map(|name| format!("{name} (not stated)")),
        );
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    }

    fn created_text(&self) -> String {
        let (at, who) = match self.facts.created {
            Stated::ByVenue(at) => (at, ""),
            Stated::ByOwner(at) => (at, ", declared by the owner"),
            Stated::Not => return "not stated".to_owned(),
        };
        match self.at.checked_sub(at) {
            Some(age) => format!("{} ({} days ago{who})", time::day(at), age / DAY),
            None => format!("{} (in the future{who})", time::day(at)),
        }
    }

    fn expires_text(&self) -> String {
        match self.facts.expires.known() {
            Some(Some(at)) if matches!(self.facts.expires, Stated::ByOwner(_)) => {
                format!("{} (by its source)", time::day(at))
            }
            Some(Some(at)) => time::day(at),
            Some(None) => "never".to_owned(),
            None => "not stated".to_owned(),
        }
    }
}

/// A few lines of text, at most 80 columns wide.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &self.facts;
        let allowlist = match &facts.allowlist {
            Stated::ByVenue(list) | Stated::ByOwner(list) => list.to_string(),
            Stated::Not => "not stated".to_owned(),
        };
        let clock = self.clock.map_or_else(
            || "not measured".to_owned(),
            |clock| {
                format!(
                    "the venue's is {:+} ms off ours (± {} ms)",
                    clock.offset_ms, clock.uncertainty_ms
                )
            },
        );
        writeln!(
            f,
            "{} key {} ({}), asked {}",
            facts.venue,
            self.key,
            facts.environment,
            self.asked()
        )?;
        for (name, text) in [
            ("rights", self.rights_text()),
            ("addresses", allowlist),
            ("created", self.created_text()),
            ("expires", self.expires_text()),
        ] {
            wrapped(f, &format!("  {name:<10}"), &text)?;
            writeln!(f)?;
        }
        if !facts.declared.is_empty() {
            let text = format!("{} (declared by the owner)", facts.declared);
            wrapped(f, "  account   ", &text)?;
            writeln!(f)?;
        }
        wrapped(f, "  clock     ", &clock)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The same facts for machines. Times are RFC 3339; a fact that was not stated is `null`.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = &self.facts;
        let mut out = serializer.serialize_struct("Report", 15)?;
        out.serialize_field("venue", facts.venue)?;
        out.serialize_field("environment", &facts.environment)?;
        out.serialize_field("key", &self.key)?;
        out.serialize_field("asked_at", &self.asked())?;
        out.serialize_field("states_rights", &self.states_rights())?;
        out.serialize_field("permissions", &self.permissions())?;
        out.serialize_field("rides_along", &self.rides_along())?;
        out.serialize_field("rights", &self.rights().collect::<Vec<_>>())?;
        out.serialize_field("unknown_rights", &facts.unknown)?;
        out.serialize_field("unstated_rights", &facts.unstated)?;
        out.serialize_field("addresses", &facts.allowlist.as_ref().known())?;
        out.serialize_field("created", &facts.created.known().map(time::rfc3339))?;
        let expires = match facts.expires.known() {
            Some(Some(at)) => Some(time::rfc3339(at)),
            Some(None) => Some("never".to_owned()),
            None => None,
        };
        out.serialize_field("expires", &expires)?;
        out.serialize_field("clock", &self.clock)?;
        let declared = Some(facts.declared).filter(|declared| !declared.is_empty());
        out.serialize_field("account_by_owner", &declared)?;
        out.end()
    }
}

/// Writes `text` behind `lead`, wrapped at 80 columns, with the later lines indented as far as
/// `lead` is long. A word that is longer than a line, such as a path, is cut. No line break at the
/// end.
pub(crate) fn wrapped(f: &mut fmt::Formatter<'_>, lead: &str, text: &str) -> fmt::Result {
    const WIDTH: usize = 80;
    let indent = lead.chars().count();
    f.write_str(lead)?;
    let mut column = indent;
    for (at, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if at > 0 && column + 1 + length > WIDTH {
            write!(f, "\n{:indent$}", "")?;
            column = indent;
        } else if at > 0 {
            f.write_str(" ")?;
            column += 1;
        }
        if column + length <= WIDTH || indent >= WIDTH {
            f.write_str(word)?;
            column += length;
            continue;
        }
        for c in word.chars() {
            if column == WIDTH {
                write!(f, "\n{:indent$}", "")?;
                column = indent;
            }
            f.write_char(c)?;
            column += 1;
        }
    }
    Ok(())
}
