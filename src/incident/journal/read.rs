//! A journal read from its beginning to its end, while it is verified.

use super::{
    check::{Check, Summary, begun},
    entry::Line,
    error::JournalError,
    head::Head,
};
use crate::{
    incident::text,
    time::{self, Millis},
};
use core::fmt;
use serde::Serialize;
use std::{path::Path, time::SystemTime};

/// One entry of a journal, fit to be shown: on one line, without anything that looks like a key.
///
/// `Display` is what happened, as `signed POST /v5/order/create, tag kl-1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    #[serde(rename = "n")]
    number: u64,
    #[serde(serialize_with = "moment")]
    at: Millis,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// The names of orders, counts and texts, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

impl Entry {
    fn of(line: &Line) -> Self {
        let plain = |name: &str| line.text(name).map(text::plain);
        let mut words = Vec::new();
        words.extend(plain("text"));
        words.extend(plain("tag").map(|tag| format!("tag {tag}")));
        words.extend(plain("tag_sha256").map(|hash| format!("tag of SHA-256 {hash}")));
        words.extend(line.count("tags").map(|count| format!("{count} orders")));
        words.extend(line.count("count").map(|count| format!("{count} of them")));
        words.extend(line.count("bytes").map(|count| format!("{count} bytes")));
        words.extend(line.count("process").map(|own| format!("process {own}")));
        Self {
            number: line.number,
            at: line.at().unwrap_or_default(),
            kind: text::plain(&line.kind),
            key: plain("key"),
            method: plain("method"),
            path: plain("path"),
            code: plain("code"),
            text: words.join(", "),
        }
    }

    /// Which entry it is, counted from one.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// When it happened.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        time::moment(self.at)
    }

    /// The same as text, in UTC, to the millisecond.
    #[must_use]
    pub fn moment(&self) -> String {
        time::rfc3339_millis(self.at)
    }

    /// What kind of entry it is: the names of [`Kind`](super::Kind), and `signed`, `refused`, `begun`,
    /// `opened`, `missed`, `torn` and `cut`, which a journal adds itself.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The fingerprint of the key that it is about.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Method and path of a call that was signed.
    #[must_use]
    pub fn call(&self) -> Option<(&str, &str)> {
        Some((self.method.as_deref()?, self.path.as_deref()?))
    }

    /// Why a signature was refused, by the name that logs have for it.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What it says beside that, in words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::incident) const fn millis(&self) -> Millis {
        self.at
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        if let Some((method, path)) = self.call() {
            write!(f, " {method} {path}")?;
        }
        if let Some(code) = &self.code {
            write!(f, " {code}")?;
        }
        match self.text.as_str() {
            "" => Ok(()),
            text => write!(f, ": {text}"),
        }
    }
}

/// Reads the journal at `path`, as [`verify`](super::verify) does, and hands over each entry in order.
///
/// An entry is handed over once it is known to follow the one before; that nothing is missing behind it
/// is known at the end only. So where this fails, what was handed over is what is left of the evidence.
///
/// ```
/// # #[cfg(unix)] fn main() -> Result<(), keyleash::incident::JournalError> {
/// # use keyleash::incident::Journal;
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("journal");
/// # Journal::open(&path)?.note("the bot starts")?;
/// let mut told = Vec::new();
/// let summary = keyleash::incident::read(&path, None, |entry| told.push(entry.to_string()))?;
/// assert_eq!(summary.head().entries(), 2);
/// assert_eq!(told[1], "note: the bot starts");
/// # Ok(()) }
/// # #[cfg(not(unix))] fn main() {}
/// ```
///
/// # Errors
///
/// As for [`verify`](super::verify).
pub fn read(
    path: impl AsRef<Path>,
    head: Option<&Head>,
    mut each: impl FnMut(Entry),
) -> Result<Summary, JournalError> {
    let (place, head, log) = begun(path.as_ref(), head)?;
    let mut check = Check::new(Head::START, 0, Some(head));
    check
        .told(log, &mut |line| each(Entry::of(line)))
        .map_err(|fault| fault.at(&place))?;
    check
        .finish()
        .map_err(|what| JournalError::tampered(&place, what))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn moment<S: serde::Serializer>(at: &Millis, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time::rfc3339_millis(*at))
}
