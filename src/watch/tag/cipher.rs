//! A keyed permutation of blocks, another one each day.
//!
//! A Feistel network of eight rounds over two halves, so that it is a permutation for any width: what
//! comes out looks random, differs for any two inputs, and after any change of it comes back as
//! something else. A round is the compression function of SHA-256 with the day's key as its state,
//! which is what HMAC's own proof takes for a pseudorandom function. The day's key is HMAC-SHA256 of
//! the day under the tag key, and lives as long as one id takes.

use super::layout::Layout;
use crate::scheme::mac::HmacSha256;
use sha2::block_api::compress256;
use zeroize::Zeroize as _;

const ROUNDS: u8 = 8;

/// The permutation of one day and one layout.
pub(super) struct Cipher {
    state: [u32; 8],
    mask: u64,
}

impl Cipher {
    pub(super) fn new(key: &HmacSha256, day: u64, layout: Layout) -> Self {
        let mut text = *b"keyleash order tag........XX";
        let [form, half] = layout.mark();
        let parts = day.to_le_bytes().into_iter().chain([form, half]);
        for (place, byte) in text.iter_mut().skip(18).zip(parts) {
            *place = byte;
        }
        let mut derived = key.sign(&text);
        let mut state = [0; 8];
        for (word, bytes) in state.iter_mut().zip(derived.as_chunks().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        derived.zeroize();
        Self {
            state,
            mask: layout.mask(),
        }
    }

    pub(super) fn hide(&self, (mut high, mut low): (u64, u64)) -> (u64, u64) {
        for round in 0..ROUNDS {
            (high, low) = (low, high ^ self.round(round, low));
        }
        (high, low)
    }

    pub(super) fn show(&self, (mut high, mut low): (u64, u64)) -> (u64, u64) {
        for round in (0..ROUNDS).rev() {
            (high, low) = (low ^ self.round(round, high), high);
        }
        (high, low)
    }

    fn round(&self, round: u8, half: u64) -> u64 {
        let mut block = [0_u8; 64];
        let input = half.to_le_bytes().into_iter().chain([round]);
        for (place, byte) in block.iter_mut().zip(input) {
            *place = byte;
        }
        let mut state = self.state;
        compress256(&mut state, &[block]);
        let [first, second, ..] = state;
        state.zeroize();
        (u64::from(first) << 32 | u64::from(second)) & self.mask
    }
}

impl Drop for Cipher {
    fn drop(&mut self) {
        self.state.zeroize();
    }
}
