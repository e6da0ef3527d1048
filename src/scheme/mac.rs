//! HMAC with its two hash states kept, and nothing else.
//!
//! Why not the `hmac` crate: it moves the keyed state over the stack by value, and leaves it there
//! (measured). Here both states live in one place that is filled where it is, and the raw key is
//! gone after construction. The dead stack is scrubbed by who loads a key and who signs a request:
//! `key::load` and `scheme::sign`. The `hmac` crate is the oracle of this module's property test.

use crate::memory::Kept;
use core::fmt;
use zeroize::Zeroize;

macro_rules! hmac {
    (
        $(#[$doc:meta])* $name:ident: $hash:ty, $word:ty, block $block:literal, output $output:literal,
        length $length:ty, $compress:path, initial $initial:expr
    ) => {
        $(#[$doc])*
        ///
        /// Kept are the hash states behind both padded keys: as good as the key, and treated so.
        pub(crate) struct $name(Kept);

        impl $name {
            /// The bytes of a block.
            const BLOCK: usize = $block;
            /// The bytes of a state.
            const STATE: usize = size_of::<[$word; 8]>();

            pub(crate) fn new(key: &[u8]) -> Self {
                Self(Kept::filled(2 * Self::STATE, |states| Self::fill(states, key)))
            }

            fn fill(states: &mut [u8], key: &[u8]) {
                let mut block = [0_u8; Self::BLOCK];
                if let Some(room) = block.get_mut(..key.len()) {
                    room.copy_from_slice(key);
                } else {
                    // A key longer than a block stands for its hash (RFC 2104, section 2).
                    let mut hash = <$hash as sha2::Digest>::digest(key);
                    if let Some(room) = block.get_mut(..hash.len()) {
                        room.copy_from_slice(&hash);
                    }
                    hash.zeroize();
                }
                let mut state = [0; 8];
                for (half, pad) in states.chunks_exact_mut(Self::STATE).zip([0x36, 0x5c]) {
                    for byte in &mut block {
                        *byte ^= pad;
                    }
                    state = $initial;
                    $compress(&mut state, &[block]);
                    for (to, word) in half.chunks_exact_mut(size_of::<$word>()).zip(&state) {
                        to.copy_from_slice(&word.to_ne_bytes());
                    }
                    for byte in &mut block {
                        *byte ^= pad;
                    }
                }
                state.zeroize();
                block.zeroize();
            }

            pub(crate) fn sign(&self, text: &[u8]) -> [u8; $output] {
                let mut tag = [0; $output];
                self.finish(text, &mut tag);
                tag
            }

            fn finish(&self, text: &[u8], tag: &mut [u8; $output]) {
                let (inner, outer) = self
                    .0
                    .as_bytes()
                    .split_at_checked(Self::STATE)
                    .unwrap_or_default();
                let mut state = [0; 8];
                Self::read(&mut state, inner);
                Self::absorb(&mut state, text);
                Self::write(&state, tag);
                Self::read(&mut state, outer);
                Self::absorb(&mut state, tag);
                Self::write(&state, tag);
                state.zeroize();
            }

            fn read(state: &mut [$word; 8], kept: &[u8]) {
                for (word, bytes) in state.iter_mut().zip(kept.as_chunks().0) {
                    *word = <$word>::from_ne_bytes(*bytes);
                }
            }

            /// Hashes `text` and the padding, behind one block that is in `state` already.
            fn absorb(state: &mut [$word; 8], text: &[u8]) {
                const LENGTH: usize = size_of::<$length>();
                let (blocks, rest) = text.as_chunks::<$block>();
                $compress(state, blocks);
                let mut last = [[0_u8; $block]; 2];
                let bytes = last.as_flattened_mut();
                if let Some((to, [end, ..])) = bytes.split_at_mut_checked(rest.len()) {
                    to.copy_from_slice(rest);
                    *end = 0x80;
                }
                let used = if rest.len() < $block - LENGTH { 1 } else { 2 };
                let bits = ($block + text.len() as $length) * 8;
                if let Some(end) = bytes
                    .get_mut(..used * $block)
                    .and_then(|bytes| bytes.last_chunk_mut::<LENGTH>())
                {
                    *end = bits.to_be_bytes();
                }
                $compress(state, last.get(..used).unwrap_or_default());
            }

            fn write(state: &[$word; 8], tag: &mut [u8; $output]) {
                for (to, word) in tag.chunks_exact_mut(size_of::<$word>()).zip(state) {
                    to.copy_from_slice(&word.to_be_bytes());
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    };
}

/// Where SHA-256 begins (FIPS 180-4, section 5.3.3).
pub(crate) const SHA256_INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

hmac! {
    /// HMAC-SHA256.
    HmacSha256: sha2::Sha256, u32, block 64, output 32, length u64,
    sha2::block_api::compress256,
    initial SHA256_INITIAL
}

hmac! {
    /// HMAC-SHA384.
    HmacSha384: sha2::Sha384, u64, block 128, output 48, length u128,
    sha2::block_api::compress512,
    // FIPS 180-4, section 5.3.4.
    initial [
        0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
    ]
}

hmac! {
    /// HMAC-SHA512.
    HmacSha512: sha2::Sha512, u64, block 128, output 64, length u128,
    sha2::block_api::compress512,
    // FIPS 180-4, section 5.3.5.
    initial [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]
}

#[cfg(test)]
mod tests {
    use super::{HmacSha256, HmacSha384, HmacSha512};
    use hmac::{Hmac, KeyInit, Mac};
    use proptest::{collection::vec, prelude::*};

    fn assert_agrees(key: &[u8], text: &[u8]) {
        let mut oracle = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
        oracle.update(text);
        let tag: [u8; 32] = oracle.finalize().into_bytes().into();
        assert_eq!(HmacSha256::new(key).sign(text), tag);
        let mut oracle = Hmac::<sha2::Sha384>::new_from_slice(key).unwrap();
        oracle.update(text);
        let tag: [u8; 48] = oracle.finalize().into_bytes().into();
        assert_eq!(HmacSha384::new(key).sign(text), tag);
        let mut oracle = Hmac::<sha2::Sha512>::new_from_slice(key).unwrap();
        oracle.update(text);
        let tag: [u8; 64] = oracle.finalize().into_bytes().into();
        assert_eq!(HmacSha512::new(key).sign(text), tag);
    }

    proptest! {
        #[test]
        fn agrees_with_the_hmac_crate(
            key in vec(any::<u8>(), 0..300),
            text in vec(any::<u8>(), 0..600),
        ) {
            assert_agrees(&key, &text);
        }
    }

    #[test]
    fn agrees_at_every_padding_boundary() {
        for length in 0..=260 {
            assert_agrees(b"key", &vec![7; length]);
        }
    }
}
