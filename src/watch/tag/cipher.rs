//! A keyed permutation of blocks, another one each day.
//!
//! A Feistel network of eight rounds over two halves, so that it is a permutation for any width: what
//! comes out looks random, differs for any two inputs, and after any change of it comes back as
//! something else. A round is the compression function of SHA-256 with a key as its state, which is
//! what HMAC's own proof takes for a pseudorandom function. Day and layout stand in the block of every
//! round, so those of two days have no input in common, and nothing has to be derived for an id.

use super::layout::Layout;
use crate::{memory::Kept, scheme::mac::HmacSha256};
use core::slice;
use sha2::block_api::compress256;
use zeroize::Zeroize as _;

const ROUNDS: u8 = 8;
const BLOCK: usize = 64;

/// The permutations of all days and layouts.
pub(super) struct Cipher {
    key: Kept,
}

/// One of them, for one id: a copy of the key on the stack.
struct Rounds {
    key: [u32; 8],
    /// What all rounds have in common; the place of the half and the round is in front.
    block: [u8; BLOCK],
    mask: u64,
}

impl Cipher {
    /// The key of the rounds is no key of anything else.
    pub(super) fn new(key: &[u8]) -> Self {
        let mut derived = HmacSha256::new(key).sign(b"keyleash order tag");
        let key = Kept::copied(&derived);
        derived.zeroize();
        Self { key }
    }

    pub(super) fn hide(
        &self,
        day: u64,
        layout: Layout,
        (mut high, mut low): (u64, u64),
    ) -> (u64, u64) {
        let mut rounds = self.rounds(day, layout);
        for round in 0..ROUNDS {
            (high, low) = (low, high ^ rounds.round(round, low));
        }
        (high, low)
    }

    pub(super) fn show(
        &self,
        day: u64,
        layout: Layout,
        (mut high, mut low): (u64, u64),
    ) -> (u64, u64) {
        let mut rounds = self.rounds(day, layout);
        for round in (0..ROUNDS).rev() {
            (high, low) = (low ^ rounds.round(round, high), high);
        }
        (high, low)
    }

    fn rounds(&self, day: u64, layout: Layout) -> Rounds {
        let mut key = [0; 8];
        for (word, bytes) in key.iter_mut().zip(self.key.as_bytes().as_chunks().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        let mut block = [0; BLOCK];
        let common = day.to_le_bytes().into_iter().chain(layout.mark());
        for (place, byte) in block.iter_mut().skip(9).zip(common) {
            *place = byte;
        }
        Rounds {
            key,
            block,
            mask: layout.mask(),
        }
    }
}

impl Rounds {
    fn round(&mut self, round: u8, half: u64) -> u64 {
        if let Some((start, [behind, ..])) = self.block.split_first_chunk_mut() {
            *start = half.to_le_bytes();
            *behind = round;
        }
        let mut state = self.key;
        compress256(&mut state, slice::from_ref(&self.block));
        let [first, second, ..] = state;
        state.zeroize();
        (u64::from(first) << 32 | u64::from(second)) & self.mask
    }
}

impl Drop for Rounds {
    fn drop(&mut self) {
        self.key.zeroize();
        self.block.zeroize();
    }
}
