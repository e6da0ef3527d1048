//! The fields of a table: which are there, and what each one holds.

use super::{At, ConfigFault, REPLACE, Shape};
use crate::time;
use core::fmt::Display;
use std::collections::BTreeMap;

/// What fields are called elsewhere, and here.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("api_key", "key"),
    ("apiKey", "key"),
    ("apikey", "key"),
    ("key_id", "key"),
    ("api_secret", "secret"),
    ("apiSecret", "secret"),
    ("secret_key", "secret"),
    ("secretKey", "secret"),
    ("private_key", "secret"),
    ("api_passphrase", "passphrase"),
    ("password", "passphrase"),
    ("exchange", "venue"),
    ("permissions", "needs"),
    ("scope", "needs"),
    ("max_age_days", "max_age"),
    ("warn_days", "warn"),
    ("reverify_hours", "reverify"),
    ("symbols", "markets"),
];

/// How many faults are told.
const MOST: usize = 100;

/// The members of a table that have a name we know.
pub(crate) type Fields<'a> = BTreeMap<&'static str, &'a Shape>;

/// What is wrong so far. Whoever finds a fault adds it and gives `None`: of a table with a fault
/// nothing is used.
#[derive(Default)]
pub(crate) struct Faults(pub(crate) Vec<ConfigFault>);

impl Faults {
    /// The members that are known, each at most once; those that are `null` are left out.
    pub(crate) fn fields<'a>(
        &mut self,
        at: &At,
        members: &'a [(Shape, Shape)],
        known: &[&'static str],
    ) -> Fields<'a> {
        let mut fields = self.members(at, members, known);
        fields.retain(|_, value| !matches!(value, Shape::Nothing));
        fields
    }

    /// The same, where `null` is no way to leave something out.
    pub(crate) fn members<'a>(
        &mut self,
        at: &At,
        members: &'a [(Shape, Shape)],
        known: &[&'static str],
    ) -> Fields<'a> {
        let mut fields = Fields::new();
        let mut strangers = false;
        for (name, value) in members {
            let name = name.text().unwrap_or_default();
            let mut ours = known.iter().copied().find(|known| *known == name);
            if ours.is_none() {
                let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
                if let Some((other, own)) = other.filter(|(_, own)| known.contains(own)) {
                    self.tell::<()>(
                        &at.below(other),
                        format_args!("is called `{own}` here"),
                        format!("write `{own}` in its place"),
                    );
                    ours = Some(own);
                }
            }
            let Some(name) = ours else {
                strangers = true;
                continue;
            };
            if fields.insert(name, value).is_some() {
                self.tell::<()>(&at.below(name), "stands there twice", "keep one of them");
            }
        }
        if strangers {
            // Which one is not said: a secret may stand where a name belongs.
            self.tell::<()>(
                at,
                "has a field that is not known",
                format!("leave only {} there, and {REPLACE}", quoted(known)),
            );
        }
        fields
    }

    /// The members of what has to be a table.
    pub(crate) fn table<'a>(
        &mut self,
        at: &At,
        shape: &'a Shape,
        known: &[&'static str],
    ) -> Option<Fields<'a>> {
        match shape {
            Shape::Table(members) => Some(self.members(at, members, known)),
            _ => self.tell(
                at,
                "is no table",
                format!("write a table of {}", quoted(known)),
            ),
        }
    }

    /// What each item of a list is read as.
    pub(crate) fn list<T>(
        &mut self,
        at: &At,
        shape: &Shape,
        example: &str,
        read: impl Fn(&mut Self, &At, &Shape) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Shape::List(items) = shape else {
            return self.tell(at, "is no list", format!("write one, such as `{example}`"));
        };
        // All of them are read, so that every fault is told.
        let read: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(number, item)| read(self, &at.item(number), item))
            .collect();
        read.into_iter().collect()
    }

    /// One word out of those that `read` knows.
    pub(crate) fn word<T>(
        &mut self,
        at: &At,
        shape: &Shape,
        words: &[&str],
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let word = shape.text().and_then(read);
        word.or_else(|| {
            let remedy = format!("write one of {}", quoted(words));
            self.tell(at, "is not understood", remedy)
        })
    }

    pub(crate) fn truth(&mut self, at: &At, shape: &Shape) -> Option<bool> {
        match shape {
            Shape::Truth(value) => Some(*value),
            _ => self.tell(
                at,
                "is neither true nor false",
                "write `true` or `false`, without quotes",
            ),
        }
    }

    pub(crate) fn number<T: Copy + Display + PartialOrd + TryFrom<u64>>(
        &mut self,
        at: &At,
        shape: &Shape,
        (least, most): (T, T),
    ) -> Option<T> {
        let number = match shape {
            Shape::Number(number) => T::try_from(*number).ok(),
            _ => None,
        };
        let number = number.filter(|number| least <= *number && *number <= most);
        number.or_else(|| {
            self.tell(
                at,
                format_args!("is no whole number from {least} to {most}"),
                "write one of these, without quotes",
            )
        })
    }

    /// A time such as `30d`, as a number of `unit`, which is called `name`.
    pub(crate) fn span(
        &mut self,
        at: &At,
        shape: &Shape,
        (unit, name): (time::Millis, &str),
        (least, most): (u16, u16),
    ) -> Option<u16> {
        let (sign, _) = name.split_at_checked(1).unwrap_or_default();
        let span = shape.text().and_then(|text| time::parse_span(text, unit));
        let span = span.and_then(|span| u16::try_from(span).ok());
        let span = span.filter(|span| least <= *span && *span <= most);
        span.or_else(|| {
            let remedy = format!("write such a time in quotes, as `\"{least}{sign}\"`");
            self.tell(
                at,
                format_args!("is no time in whole {name} from `{least}{sign}` to `{most}{sign}`"),
                remedy,
            )
        })
    }

    pub(crate) fn tell<T>(
        &mut self,
        at: &At,
        found: impl Display,
        remedy: impl Into<String>,
    ) -> Option<T> {
        self.add(ConfigFault::new(at, found, remedy))
    }

    /// A list can be wrong in each of its items; some are enough to see that.
    pub(crate) fn add<T>(&mut self, fault: ConfigFault) -> Option<T> {
        if self.0.len() < MOST && !self.0.contains(&fault) {
            self.0.push(fault);
        }
        None
    }
}

/// `` `one`, `other` ``
pub(crate) fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
