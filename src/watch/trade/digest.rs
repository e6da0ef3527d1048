//! Short names for what a watch remembers.
//!
//! An id of a venue may have any length, and may be anything; 128 bits of a SHA-256 take its place.

use sha2::{Digest as _, Sha256};

/// 128 bits of a hash.
pub(super) type Digest = [u64; 2];

/// The digest of several texts, which none of other texts has.
pub(super) fn of(texts: &[&str]) -> Digest {
    let mut hash = Sha256::new();
    for text in texts {
        // A length in front keeps `ab` `c` apart from `a` `bc`.
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(text);
    }
    let hash: [u8; 32] = hash.finalize().into();
    let mut words = [0; 2];
    for (word, bytes) in words.iter_mut().zip(hash.as_chunks().0) {
        *word = u64::from_le_bytes(*bytes);
    }
    words
}
