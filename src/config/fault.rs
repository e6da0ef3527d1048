//! What is wrong in a configuration, said in words of our own.
//!
//! No text of the configuration can get in here: a place is made of names that stand in this
//! crate. What a user wrote may be a secret in the wrong place, a field's name not excepted.

use crate::{
    report::Environment,
    source::{SourceError, Wanted},
};
use core::fmt;

/// What is told wherever a secret may have been written.
pub(super) const REPLACE: &str = "replace the key at the exchange if its secret stood here";

/// A field, by the names that lead to it.
#[derive(Clone)]
pub(super) struct At(String);

impl At {
    /// The table itself.
    pub(super) const TOP: Self = Self(String::new());

    /// The field of this name in it.
    pub(super) fn below(&self, name: &'static str) -> Self {
        match self.0.as_str() {
            "" => Self(name.to_owned()),
            above => Self(format!("{above}.{name}")),
        }
    }

    fn is_top(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_top() {
            f.write_str("the table")
        } else {
            write!(f, "`{}`", self.0)
        }
    }
}

/// One thing that is wrong, and what mends it.
#[derive(Clone, PartialEq)]
pub(super) struct Fault {
    found: String,
    remedy: String,
}

impl Fault {
    pub(super) fn new(at: &At, found: impl fmt::Display, remedy: impl Into<String>) -> Self {
        Self {
            found: format!("{at} {found}"),
            remedy: remedy.into(),
        }
    }

    /// Something that is no reference, where only a reference may stand.
    pub(super) fn literal(at: &At) -> Self {
        if at.is_top() {
            return Self {
                found: "a literal in place of a table of references".to_owned(),
                remedy: format!(
                    "put the credential into a file that only the bot's user can read, write `file = \"/path/to/it\"` in the table, and {REPLACE}"
                ),
            };
        }
        let replace = match at.0.as_str() {
            "key" => REPLACE,
            _ => "replace the key at the exchange, since this text has been in a configuration",
        };
        Self {
            found: format!("{at} holds a literal, and references only are read"),
            remedy: format!(
                "put the value into a file that only the bot's user can read, write `{} = {{ file = \"/path/to/it\" }}`, and {replace}",
                at.0
            ),
        }
    }

    /// One error for all of them.
    pub(super) fn error(faults: &[Self], wanted: &Wanted) -> SourceError {
        let (found, remedy) = match faults {
            [Self { found, remedy }] => (found.clone(), remedy.clone()),
            faults => (
                format!("in {} ways", faults.len()),
                numbered(
                    faults
                        .iter()
                        .map(|Self { found, remedy }| format!("{found}: {remedy}")),
                ),
            ),
        };
        SourceError::Misconfigured {
            place: source(wanted),
            found,
            remedy,
        }
    }
}

/// `(1) one; (2) two`.
pub(super) fn numbered(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<_> = texts
        .enumerate()
        .map(|(at, text)| format!("({}) {text}", at + 1))
        .collect();
    texts.join("; ")
}

/// What the table is called, whatever name it has in the bot's configuration.
pub(super) fn source(wanted: &Wanted) -> String {
    format!("the source of {}", owner(wanted))
}

/// Which key is meant: a configuration may have several.
pub(super) fn owner(wanted: &Wanted) -> String {
    match wanted.environment {
        Environment::Production => format!("the {} key", wanted.variables),
        other => format!("the {} {other} key", wanted.variables),
    }
}
