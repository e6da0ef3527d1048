//! What is wrong in a configuration, said in words of our own.
//!
//! No text of the configuration can get in here: a place is made of names that stand in this crate,
//! and of names of keys, which were looked at before. What a user wrote may be a secret in the wrong
//! place, a field's name not excepted.

use crate::report::wrapped;
use core::fmt;
use serde::{Serialize, Serializer};

/// What is told wherever a secret may have been written.
pub(crate) const REPLACE: &str = "replace the key at the exchange if its secret stood here";

/// A field, by the names that lead to it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct At {
    /// What it is called where no name leads to it.
    top: &'static str,
    names: String,
}

impl At {
    /// The table itself.
    pub(crate) const TOP: Self = Self::called("the table");
    /// The whole of a configuration.
    pub(crate) const FILE: Self = Self::called("the configuration");

    const fn called(top: &'static str) -> Self {
        Self {
            top,
            names: String::new(),
        }
    }

    /// The field of this name in it.
    pub(crate) fn below(&self, name: &'static str) -> Self {
        self.and(name)
    }

    /// The key of this name in it; `*` where the name may not be shown.
    pub(crate) fn key(&self, name: Option<&str>) -> Self {
        self.and(name.unwrap_or("*"))
    }

    /// The item of a list.
    pub(crate) fn item(&self, at: usize) -> Self {
        Self {
            top: self.top,
            names: format!("{}[{at}]", self.names),
        }
    }

    /// The same seen from further out.
    pub(crate) fn under(&self, outer: &Self) -> Self {
        if self.is_top() {
            outer.clone()
        } else {
            outer.and(&self.names)
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.names
    }

    pub(crate) fn is_top(&self) -> bool {
        self.names.is_empty()
    }

    fn and(&self, name: &str) -> Self {
        let names = if self.is_top() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.names)
        };
        Self {
            top: self.top,
            names,
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_top() {
            f.write_str(self.top)
        } else {
            write!(f, "`{}`", self.names)
        }
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.names)
    }
}

/// One thing that is wrong in a configuration, and what mends it. Nothing that was written there is
/// part of it but names of fields that are known, and names of keys that look like no key.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ConfigFault {
    #[serde(rename = "place")]
    at: At,
    found: String,
    remedy: String,
}

impl ConfigFault {
    pub(crate) fn new(at: &At, found: impl fmt::Display, remedy: impl Into<String>) -> Self {
        Self {
            at: at.clone(),
            found: found.to_string(),
            remedy: remedy.into(),
        }
    }

    /// The names that lead to the place, with dots between, such as
    /// `keys.maker.limits.orders_per_day`. Empty where the file as a whole is meant.
    #[must_use]
    pub fn place(&self) -> &str {
        self.at.as_str()
    }

    /// What was found there, as a phrase that follows the place.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What to write instead.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }

    /// The same seen from further out.
    pub(crate) fn under(mut self, outer: &At) -> Self {
        self.at = self.at.under(outer);
        self
    }

    /// Place and finding in one.
    pub(crate) fn said(&self) -> String {
        format!("{} {}", self.at, self.found)
    }

    /// All of it in one line.
    pub(crate) fn line(&self) -> String {
        format!("{}: {}", self.said(), self.remedy)
    }
}

/// Place and finding on one paragraph, the remedy on the next, at most 80 columns wide.
impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        wrapped(f, "  - ", &self.said())?;
        writeln!(f)?;
        wrapped(f, "    mend: ", &self.remedy)
    }
}

impl fmt::Debug for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `(1) one; (2) two`; a single text by itself.
pub(crate) fn numbered(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    if texts.len() > 1 {
        for (at, text) in texts.iter_mut().enumerate() {
            *text = format!("({}) {text}", at + 1);
        }
    }
    texts.join("; ")
}
