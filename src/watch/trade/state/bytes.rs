//! Numbers and texts as bytes, with a version in front and a hash at the end.

use super::Digest;
use sha2::{Digest as _, Sha256};

const MAGIC: &[u8] = b"keyleash watch 1\n";

pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn new() -> Self {
        Self(MAGIC.to_vec())
    }

    pub(super) fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn digest(&mut self, digest: &Digest) {
        for word in &digest.0 {
            self.number(*word);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// How many there are, and each of them by `write`.
    pub(super) fn list<T>(
        &mut self,
        count: usize,
        all: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) {
        self.count(count);
        for one in all {
            write(self, one);
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let hash = Sha256::digest(&self.0);
        self.0.extend_from_slice(&hash);
        self.0
    }

    fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or(u64::MAX));
    }
}

pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// `None` where the hash, or the version, is another one.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let (bytes, hash) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(bytes).as_slice() != hash {
            return None;
        }
        bytes.strip_prefix(MAGIC).map(Self)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    pub(super) fn digest(&mut self) -> Option<Digest> {
        Some(Digest([self.number()?, self.number()?]))
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let len = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        core::str::from_utf8(text).ok()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
