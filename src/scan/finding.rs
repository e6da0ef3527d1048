//! What a scan found, without the secret itself.

use crate::venue::CredentialPart;
use core::fmt;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A part of a credential with the shape that a venue gives it.
    ExchangeKey,
    /// A passphrase beside a venue's name or keys.
    ExchangePassphrase,
    /// A private key in PEM.
    PrivateKey,
    /// A random text under the name of a credential, of no venue in particular.
    Credential,
}

/// What to do about any finding.
pub(super) const REMEDY: &str = "replace the key at its issuer if the file was ever shared, then load it from a source that keyleash has: removing the line does not take it out of history";

impl Rule {
    /// Every rule, in the order of the reports.
    pub const ALL: [Self; 4] = [
        Self::ExchangeKey,
        Self::ExchangePassphrase,
        Self::PrivateKey,
        Self::Credential,
    ];

    /// The stable name, as `exchange-key`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ExchangeKey => "exchange-key",
            Self::ExchangePassphrase => "exchange-passphrase",
            Self::PrivateKey => "private-key",
            Self::Credential => "credential",
        }
    }

    /// What was found, in one sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::ExchangeKey => "A part of an exchange's API credential.",
            Self::ExchangePassphrase => "The passphrase of an exchange's API credential.",
            Self::PrivateKey => "A private key in PEM.",
            Self::Credential => "A random text under the name of a credential.",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(clippy::exhaustive_enums)] // the two that every reader of reports knows
pub enum Alarm {
    /// A key id alone signs nothing, but says whose key it is.
    Warning,
    /// A secret, or a key id with its secret in the same file.
    Error,
}

impl Alarm {
    /// The name, as `error`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One place that holds what looks like a key.
///
/// It names the place and the kind. Of the text itself it holds three characters at most, and a
/// hash for the allow list; its length is not told.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) rule: Rule,
    pub(super) venue: Option<&'static str>,
    pub(super) part: Option<CredentialPart>,
    pub(super) severity: Alarm,
    pub(super) excerpt: String,
    pub(super) fingerprint: String,
    /// Of the text, also where `fingerprint` is of the place.
    #[serde(skip)]
    pub(super) content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'static str>,
}

impl Finding {
    /// The file, relative to the root of the scan, with `/` between its parts; of what is staged or
    /// in the history, relative to the top of the repository.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column of the first character, from 1, in characters.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }

    /// What kind of thing was found.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The short name of the venue, where the shape and what is around it tell one.
    #[must_use]
    pub const fn venue(&self) -> Option<&'static str> {
        self.venue
    }

    /// Which part of a credential it is, where that can be told.
    #[must_use]
    pub const fn part(&self) -> Option<CredentialPart> {
        self.part
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Alarm {
        self.severity
    }

    /// Three characters at most, and a mask that does not tell the length.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// What the allow list calls it: a hash of the text, or of the place where the text is short
    /// enough to be guessed from its hash.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The first commit that holds it, in a scan of the history.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", Plain(&self.path), self.line, self.column)?;
        write!(f, "{}: {}", self.severity.name(), self.rule)?;
        if let Some(venue) = self.venue {
            write!(f, " {venue}")?;
        }
        if let Some(part) = self.part {
            write!(f, " {part}")?;
        }
        write!(f, " `{}` [{}]", self.excerpt, self.fingerprint)?;
        if let Some(commit) = &self.commit {
            write!(f, " since {commit}")?;
        }
        self.note.map_or(Ok(()), |note| write!(f, " ({note})"))
    }
}

/// A path on one line: a name may hold line ends, and what moves the cursor of a terminal.
pub(super) struct Plain<'a>(pub(super) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| {
            if c.is_control() {
                write!(f, "{}", c.escape_default())
            } else {
                write!(f, "{c}")
            }
        })
    }
}

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    pub(super) path: String,
    pub(super) reason: Reason,
}

impl LeftOut {
    /// The file, as in [`Finding::path`].
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why it was not read.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.reason
    }
}

/// Why something was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// It has bytes that no text has.
    Binary,
    /// It is larger than a scan reads.
    Large,
    /// It lists the checksums of dependencies.
    LockFile,
    /// It could not be opened or read: the scan is not complete.
    Unreadable,
    /// The clone does not have it: the scan of the history is not complete.
    Shallow,
}

impl Reason {
    /// Whether the scan lacks something that it was asked for.
    #[must_use]
    pub const fn is_fault(self) -> bool {
        matches!(self, Self::Unreadable | Self::Shallow)
    }

    /// The reason in words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::Large => "too large",
            Self::LockFile => "lock file",
            Self::Unreadable => "could not be read",
            Self::Shallow => "not in this clone, `git fetch --unshallow` gets it",
        }
    }
}

/// The first three characters and a mask; a short text is all mask.
pub(super) fn excerpt(value: &[u8]) -> String {
    let shown = if value.len() < super::run::LEAST {
        0
    } else {
        3
    };
    let start = value.iter().take(shown).map(|byte| char::from(*byte));
    start.chain("********".chars()).collect()
}

/// The hash of a text, for lists. A key of 16 random characters cannot be found by trying.
pub(super) fn of_content(value: &[u8]) -> String {
    hash(b"keyleash scan content ", &[value])
}

/// The hash of a place, for what could be found by trying.
pub(super) fn of_place(path: &str, column: usize, before: &[u8]) -> String {
    let column = column.to_string();
    let parts: [&[u8]; 5] = [path.as_bytes(), b"\0", column.as_bytes(), b"\0", before];
    hash(b"keyleash scan place ", &parts)
}

fn hash(domain: &[u8], parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new_with_prefix(domain);
    for part in parts {
        hash.update(part);
    }
    let mut text = String::with_capacity(24);
    for byte in hash.finalize().iter().take(12) {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}
