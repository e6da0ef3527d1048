//! The stretches of a text that could be keys: long enough, and of the characters that keys have.
//!
//! This is the one loop over every byte, and it looks at few of them: where the sixteenth byte
//! ahead is of no key, no key begins before it.

use core::ops::Range;

/// No part of a credential with a shape of its own is shorter.
pub(super) const LEAST: usize = 16;

/// What is longer is a picture or another blob.
const MOST: usize = 512;

const TABLE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        #[allow(clippy::indexing_slicing)] // below 128
        {
            table[byte as usize] =
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/' | b'+');
        }
        byte += 1;
    }
    table
};

fn in_key(byte: u8) -> bool {
    TABLE.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The stretches of `text`, in order.
pub(super) struct Runs<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Runs<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let probe = self.at + LEAST - 1;
            if !in_key(*self.text.get(probe)?) {
                self.at = probe + 1;
                continue;
            }
            let behind = self.text.get(self.at..probe).unwrap_or_default();
            let gap = behind.iter().rposition(|byte| !in_key(*byte));
            let start = gap.map_or(self.at, |gap| self.at + gap + 1);
            let ahead = self.text.get(probe..).unwrap_or_default();
            let more = ahead.iter().position(|byte| !in_key(*byte));
            let end = probe + more.unwrap_or(ahead.len());
            self.at = end;
            if (LEAST..=MOST).contains(&(end - start)) {
                return Some(start..end);
            }
        }
    }
}
