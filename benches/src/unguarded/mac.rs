//! HMAC with its two states kept, on the block-level interface of `sha2`, as the crate has it.

use sha2::{
    Digest as _, Sha256, Sha512,
    block_api::{compress256, compress512},
};

/// Where SHA-256 begins (FIPS 180-4, section 5.3.3).
const START_256: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];
/// Where SHA-512 begins (section 5.3.5).
const START_512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

macro_rules! hmac {
    (
        $name:ident: $hash:ty, [$word:ty; 8], block $block:literal, output $output:literal,
        length $length:ty, $compress:path, $start:ident, $absorb:ident, $written:ident
    ) => {
        pub struct $name {
            inner: [$word; 8],
            outer: [$word; 8],
        }

        impl $name {
            pub fn new(key: &[u8]) -> Self {
                let mut block = [0; $block];
                if key.len() > $block {
                    block[..$output].copy_from_slice(&<$hash>::digest(key));
                } else {
                    block[..key.len()].copy_from_slice(key);
                }
                let behind = |pad: u8| {
                    let mut state = $start;
                    $compress(&mut state, &[block.map(|byte| byte ^ pad)]);
                    state
                };
                Self {
                    inner: behind(0x36),
                    outer: behind(0x5c),
                }
            }

            pub fn sign(&self, text: &[u8]) -> [u8; $output] {
                let mut state = self.inner;
                $absorb(&mut state, $block, text);
                let hash = $written(&state);
                let mut state = self.outer;
                $absorb(&mut state, $block, &hash);
                $written(&state)
            }
        }

        /// Hashes `text` and the padding, behind `before` bytes that are in `state` already.
        fn $absorb(state: &mut [$word; 8], before: usize, text: &[u8]) {
            const LENGTH: usize = size_of::<$length>();
            let (blocks, rest) = text.as_chunks::<$block>();
            $compress(state, blocks);
            let mut last = [[0; $block]; 2];
            let used = if rest.len() < $block - LENGTH { 1 } else { 2 };
            let bytes = last[..used].as_flattened_mut();
            bytes[..rest.len()].copy_from_slice(rest);
            bytes[rest.len()] = 0x80;
            let bits = (before + text.len()) as $length * 8;
            *bytes.last_chunk_mut().unwrap() = bits.to_be_bytes();
            $compress(state, &last[..used]);
        }

        fn $written(state: &[$word; 8]) -> [u8; $output] {
            let mut hash = [0; $output];
            for (to, word) in hash.chunks_exact_mut(size_of::<$word>()).zip(state) {
                to.copy_from_slice(&word.to_be_bytes());
            }
            hash
        }
    };
}

hmac! {
    HmacSha256: Sha256, [u32; 8], block 64, output 32, length u64, compress256, START_256,
    absorb_256, written_256
}

hmac! {
    HmacSha512: Sha512, [u64; 8], block 128, output 64, length u128, compress512, START_512,
    absorb_512, written_512
}

pub fn sha256(text: &[u8]) -> [u8; 32] {
    let mut state = START_256;
    absorb_256(&mut state, 0, text);
    written_256(&state)
}
