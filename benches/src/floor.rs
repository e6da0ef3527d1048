//! The least that a signature costs: the compressions of its text, and nothing around them.

use sha2::block_api::{compress256, compress512};
use std::hint::black_box;

/// The compressions of HMAC-SHA256 with a kept key over a text of so many bytes.
pub fn sha256(bytes: usize) -> impl FnMut() + Send {
    let inner = vec![[7_u8; 64]; (bytes + 9).div_ceil(64)];
    move || {
        let mut state = black_box([3_u32; 8]);
        compress256(&mut state, black_box(&inner));
        // The second hash is of the first one.
        let mut last = [9_u8; 64];
        last[0] = state[0].to_be_bytes()[3];
        let mut state = black_box([3_u32; 8]);
        compress256(&mut state, &[last]);
        black_box(state);
    }
}

/// The same for HMAC-SHA512, with SHA-256 of another text before, as Kraken has it.
pub fn kraken(hashed: usize, bytes: usize) -> impl FnMut() + Send {
    let hashed = vec![[7_u8; 64]; (hashed + 9).div_ceil(64)];
    let blocks = vec![[7_u8; 128]; (bytes + 17).div_ceil(128)];
    move || {
        let mut state = black_box([3_u32; 8]);
        compress256(&mut state, black_box(&hashed));
        let mut kept = black_box([3_u64; 8]);
        kept[0] ^= u64::from(state[0]);
        compress512(&mut kept, black_box(&blocks));
        let mut last = [9_u8; 128];
        last[0] = kept[0].to_be_bytes()[7];
        let mut kept = black_box([3_u64; 8]);
        compress512(&mut kept, &[last]);
        black_box(kept);
    }
}
