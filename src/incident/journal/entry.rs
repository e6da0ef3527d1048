//! One line of a journal, written and read.
//!
//! `{"n":…,"at":…,"kind":…,"fields":{…},"before":"…","hash":"…"}`: `before` is the hash of the entry
//! before, and `hash` is the SHA-256 of the line up to the comma in front of it, so that anybody
//! can check a journal with no more than `sha256sum`.

use super::head::{Hash, Head};
use crate::time::{self, Millis};
use serde_json::{Map, Value};
use std::io::Write as _;

/// The most bytes an entry may have.
pub(super) const LONGEST: usize = 16 << 10;

/// `,"hash":"…"}` with 64 digits.
const SEAL: usize = 75;

pub(super) type Fields = Map<String, Value>;

/// An entry that is to be written.
pub(super) struct Draft {
    pub(super) at: Millis,
    pub(super) kind: &'static str,
    pub(super) fields: Fields,
}

impl Draft {
    pub(super) fn new<const N: usize>(
        at: Millis,
        kind: &'static str,
        fields: [(&str, Value); N],
    ) -> Self {
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        Self {
            at,
            kind,
            fields: fields.into_iter().collect(),
        }
    }

    /// Appends the line that follows `last`, and gives its head.
    pub(super) fn write(self, last: Head, out: &mut Vec<u8>) -> Head {
        let number = last.number.saturating_add(1);
        let body = format!(
            r#"{{"n":{number},"at":"{}","kind":"{}","fields":{},"before":"{}""#,
            time::rfc3339_millis(self.at),
            self.kind,
            Value::Object(self.fields),
            last.hash,
        );
        let hash = Hash::of(body.as_bytes());
        // A vector takes everything.
        let _ = writeln!(out, r#"{body},"hash":"{hash}"}}"#);
        Head { number, hash }
    }
}

/// An entry that was read; its own hash fits.
#[derive(serde::Deserialize)]
pub(super) struct Line {
    #[serde(rename = "n")]
    pub(super) number: u64,
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) fields: Fields,
    before: String,
    #[serde(skip, default = "none")]
    pub(super) hash: Hash,
}

const fn none() -> Hash {
    Hash::NONE
}

impl Line {
    /// The entry on this line, which ends with its line break; `None` where it is none.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        let text = str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
        let (body, seal) = text.split_at_checked(text.len().checked_sub(SEAL)?)?;
        let hash = seal.strip_prefix(r#","hash":""#)?.strip_suffix(r#""}"#)?;
        let hash = Hash::parse(hash)?;
        if Hash::of(body.as_bytes()) != hash {
            return None;
        }
        let entry: Self = serde_json::from_str(&format!("{body}}}")).ok()?;
        Some(Self { hash, ..entry })
    }

    pub(super) fn follows(&self, last: Head) -> bool {
        Some(self.number) == last.number.checked_add(1)
            && Hash::parse(&self.before) == Some(last.hash)
    }

    pub(super) fn head(&self) -> Head {
        Head {
            number: self.number,
            hash: self.hash,
        }
    }

    pub(super) fn at(&self) -> Option<Millis> {
        time::parse_rfc3339(&self.at)
    }

    pub(super) fn count(&self, name: &str) -> Option<u64> {
        self.fields.get(name)?.as_u64()
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.as_str()
    }
}
