//! Where a journal ends: a number and a hash.

use core::fmt;
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// A SHA-256, written as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub(super) const NONE: Self = Self([0; 32]);

    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub(super) fn finish(hash: Sha256) -> Self {
        Self(hash.finalize().into())
    }

    /// Reads what [`Display`](fmt::Display) writes, and no other spelling of it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where a journal ends: how many entries it has, and the hash of the last one, written as
/// `12:5feceb66…`.
///
/// The hash of an entry covers every entry before it. A head that is kept where an intruder cannot
/// write, such as in another machine's log, proves that nothing up to it was changed or cut off
/// since.
///
/// ```
/// use keyleash::incident::Head;
///
/// let text = format!("12:{}", "0f".repeat(32));
/// let head: Head = text.parse()?;
/// assert_eq!((head.entries(), head.to_string()), (12, text));
/// # Ok::<(), keyleash::incident::NotHead>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub(super) number: u64,
    pub(super) hash: Hash,
}

impl Head {
    /// Of a journal without entries.
    pub(super) const START: Self = Self {
        number: 0,
        hash: Hash::NONE,
    };

    /// How many entries there are up to it.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.number
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Head({self})")
    }
}

impl serde::Serialize for Head {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Head {
    type Err = NotHead;

    fn from_str(text: &str) -> Result<Self, NotHead> {
        let (number, hash) = text.split_once(':').ok_or(NotHead)?;
        let head = Self {
            number: number.parse().map_err(|_| NotHead)?,
            hash: Hash::parse(hash).ok_or(NotHead)?,
        };
        // One spelling only: no sign, no zeros in front.
        (head.to_string() == text).then_some(head).ok_or(NotHead)
    }
}

/// A text that is no head of a journal.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no head of a journal: copy it whole, as `12:` and 64 hexadecimal digits")]
#[non_exhaustive]
pub struct NotHead;

impl fmt::Debug for NotHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
