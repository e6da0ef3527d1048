//! Short names for what a watch remembers.
//!
//! An id of a venue may have any length, and may be anything; 128 bits of a SHA-256 take its place.

use crate::scheme::mac::SHA256_INITIAL;
use core::{
    hash::{Hash, Hasher},
    mem, slice,
};
use sha2::{Digest as _, Sha256, block_api::compress256};

/// 128 bits of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digest(pub(super) [u64; 2]);

/// Half of it tells a map enough. Who picks ids can make some halves alike, at a price, but not many,
/// and knows nothing of the map's own keyed hash.
impl Hash for Digest {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [first, _] = self.0;
        state.write_u64(first);
    }
}

/// The digest of several texts, which none of other texts has.
pub(super) fn of(texts: &[&str]) -> Digest {
    let [first, second, third, fourth] = in_one_block(texts).unwrap_or_else(|| in_many(texts));
    // As the bytes of the hash stand in a file.
    let word =
        |low: u32, high: u32| u64::from(low.swap_bytes()) | u64::from(high.swap_bytes()) << 32;
    Digest([word(first, second), word(third, fourth)])
}

/// The usual case, padded here: to find out that there is no second block takes the general way as
/// long as the hash itself.
fn in_one_block(texts: &[&str]) -> Option<[u32; 4]> {
    let mut block = [0; 64];
    let mut room = block.as_mut_slice();
    for text in texts {
        let (start, rest) = mem::take(&mut room).split_first_chunk_mut()?;
        *start = length(text);
        let (place, rest) = rest.split_at_mut_checked(text.len())?;
        place.copy_from_slice(text.as_bytes());
        room = rest;
    }
    let bits = u64::try_from(64 - room.len()).ok()? * 8;
    let (end, rest) = room.split_first_mut()?;
    *end = 0x80;
    *rest.last_chunk_mut()? = bits.to_be_bytes();
    let mut state = SHA256_INITIAL;
    compress256(&mut state, slice::from_ref(&block));
    let [first, second, third, fourth, ..] = state;
    Some([first, second, third, fourth])
}

fn in_many(texts: &[&str]) -> [u32; 4] {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(length(text));
        hash.update(text);
    }
    let hash: [u8; 32] = hash.finalize().into();
    let mut words = [0; 4];
    for (word, bytes) in words.iter_mut().zip(hash.as_chunks().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    words
}

/// A length in front keeps `ab` `c` apart from `a` `bc`.
fn length(text: &str) -> [u8; 8] {
    u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::{in_many, in_one_block};
    use proptest::{collection::vec, prelude::*};

    proptest! {
        #[test]
        fn one_block_or_many_are_one_hash(texts in vec("\\PC{0,24}", 0..4)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let bytes: usize = texts.iter().map(|text| text.len() + 8).sum();
            let one = in_one_block(&texts);
            prop_assert_eq!(one.is_some(), bytes < 56);
            prop_assert!(one.is_none_or(|one| one == in_many(&texts)));
        }
    }
}
