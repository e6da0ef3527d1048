//! The parts of a credential: typed, redacted, wiped, and readable only inside the crate.
//!
//! Nothing here has `Clone`, `Display`, `Serialize`, `PartialEq`, `Deref` or a public getter. The
//! ways to the text are [`Secret::expose`] and [`Secret::bytes`], which are private to the crate.

mod likeness;
mod word;

pub(crate) use likeness::{has_key, is_word, veiled, veiled_path};
pub(crate) use word::word;

use crate::{
    memory::Kept,
    time::{self, Date, Millis},
};
use core::fmt::{self, Write as _};
use sha2::{Digest, Sha256};
use std::time::SystemTime;
use zeroize::Zeroize;

/// One secret text: wiped from memory when dropped, and never shown.
pub struct Secret(Kept);

impl Secret {
    /// Takes over `text`: it is copied into a buffer of exact size, and the original is wiped.
    #[must_use]
    pub fn new(mut text: String) -> Self {
        let secret = Self::copied(&text);
        text.zeroize();
        secret
    }

    /// Copies `text` into a buffer of exact size. The caller wipes the original.
    pub(crate) fn copied(text: &str) -> Self {
        Self(Kept::copied(text.as_bytes()))
    }

    pub(crate) fn expose(&self) -> &str {
        // What was copied is text.
        core::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// The same as bytes, which need no second look.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// What a source yields: key id, secret and, where the venue has one, a passphrase.
#[must_use = "a credential does nothing until it is loaded into an `ApiCredential`"]
pub struct RawCredential {
    pub(crate) id: Secret,
    pub(crate) secret: Secret,
    pub(crate) passphrase: Option<Secret>,
    pub(crate) created: Option<Date>,
    pub(crate) expires: Option<Millis>,
}

impl RawCredential {
    /// A key id and its secret.
    pub fn new(id: Secret, secret: Secret) -> Self {
        Self {
            id,
            secret,
            passphrase: None,
            created: None,
            expires: None,
        }
    }

    /// Adds the passphrase that some venues ask for.
    pub fn with_passphrase(mut self, passphrase: Secret) -> Self {
        self.passphrase = Some(passphrase);
        self
    }

    /// Adds the day the key was made, for a venue that does not state it.
    pub fn created_on(mut self, day: Date) -> Self {
        self.created = Some(day);
        self
    }

    /// Adds the moment from which the source says that the credential must not be used. It joins
    /// the deadline of the key: the earlier of this and the venue's own word counts.
    pub fn expires_at(mut self, at: SystemTime) -> Self {
        self.expires = Some(time::millis(at));
        self
    }
}

impl fmt::Debug for RawCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCredential")
            .field("passphrase", &self.passphrase.is_some())
            .field("created", &self.created)
            .field("expires", &self.expires.map(time::rfc3339))
            .finish_non_exhaustive()
    }
}

/// The short name of a key: the hash of its id. Eight hex digits of it are shown; all of it is
/// compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(crate) fn of(id: &str) -> Self {
        let hash = Sha256::new()
            .chain_update("keyleash key id ")
            .chain_update(id)
            .finalize();
        Self(hash.into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .take(4)
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Bytes in hexadecimal, for sums and names that are no secret.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Bytes that may hold a secret or a signature: wiped when dropped, cleared or outgrown.
///
/// `Vec` leaves its old block behind when it grows; this moves by copy and wipes what it left.
#[derive(Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// An empty buffer that holds `bytes` bytes without growing.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let needed = self.0.len().saturating_add(bytes.len());
        if needed > self.0.capacity() {
            self.grow(needed);
        }
        self.0.extend_from_slice(bytes);
    }

    /// The same of one byte, which takes no copying.
    #[inline]
    pub(crate) fn push_byte(&mut self, byte: u8) {
        if self.0.len() == self.0.capacity() {
            self.grow(self.0.len().saturating_add(1));
        }
        self.0.push(byte);
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let mut grown = Vec::with_capacity(needed.saturating_mul(2).max(64));
        grown.extend_from_slice(&self.0);
        core::mem::replace(&mut self.0, grown).zeroize();
    }

    /// Empties the buffer and keeps its room. What it held is overwritten by the next content, or
    /// wiped on drop: `Vec::zeroize` covers the whole capacity.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The content as text; empty where it is not UTF-8, which no caller lets happen.
    pub(crate) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Whether `text` may go into a header as it is: visible ASCII, no space, no line break.
pub(crate) fn is_header_safe(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
