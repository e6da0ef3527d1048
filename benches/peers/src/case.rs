//! One function to time.

use serde_json::{Value, json};
use std::{fmt, hint::black_box};

/// The tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Secret and text to signature.
    Bare,
    /// The parts of a text, ready, to signature.
    Prehash,
    /// Parameters to a request that an HTTP client takes.
    Request,
}

impl Table {
    pub const ALL: [Self; 3] = [Self::Bare, Self::Prehash, Self::Request];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Prehash => "prehash",
            Self::Request => "request",
        }
    }
}

/// A function with its arguments, and what it is called with in a few words.
pub struct Case {
    pub table: Table,
    pub venue: &'static str,
    pub who: String,
    pub how: &'static str,
    /// The length of the text that is signed.
    pub bytes: usize,
    pub run: Box<dyn FnMut()>,
}

impl Case {
    /// The case of the package `who`, with its version.
    pub fn new<T: 'static>(
        (table, venue): (Table, &'static str),
        (who, how): (&str, &'static str),
        bytes: usize,
        mut run: impl FnMut() -> T + 'static,
    ) -> Self {
        Self {
            table,
            venue,
            who: named(who),
            how,
            bytes,
            run: Box::new(move || {
                black_box(run());
            }),
        }
    }

    /// What stands in every line about it.
    pub fn line(&self) -> Value {
        json!({
            "table": self.table.name(),
            "venue": self.venue,
            "who": self.who,
            "how": self.how,
            "bytes": self.bytes,
        })
    }
}

/// A package and its version, as locked.
fn named(who: &str) -> String {
    let lock = include_str!("../Cargo.lock");
    let version = lock
        .split_once(&format!("name = \"{who}\"\nversion = \""))
        .and_then(|(_, rest)| rest.split_once('"'));
    format!("{who} {}", version.map_or("?", |(version, _)| version))
}

/// An answer that is not the published one.
#[derive(Debug)]
pub struct Wrong(pub String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Compares an answer with the right one.
pub fn same(what: &str, answer: &str, right: &str) -> Result<(), Wrong> {
    if answer == right {
        Ok(())
    } else {
        Err(Wrong(format!("{what} answers {answer}, and not {right}")))
    }
}
