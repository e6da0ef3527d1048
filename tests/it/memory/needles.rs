//! What must not be found, in windows of eight bytes.

use std::collections::{BTreeMap, HashMap};

pub(crate) const WINDOW: usize = 8;

/// Windows by their bytes, each with the form of the secret that it is of.
pub(crate) struct Needles {
    windows: HashMap<[u8; WINDOW], &'static str>,
    /// One bit for each pair of bytes by which a window begins: most of memory is passed by this.
    begins: Vec<u64>,
}

impl Needles {
    pub(crate) fn new() -> Self {
        Self {
            windows: HashMap::new(),
            begins: vec![0; 1024],
        }
    }

    /// Adds every window of `bytes`. What has few different bytes is left out: the padding behind
    /// a short key is known to everybody, and counters are everywhere.
    pub(crate) fn add(&mut self, form: &'static str, bytes: &[u8]) {
        for window in bytes.windows(WINDOW) {
            let mut different = window.to_vec();
            different.sort_unstable();
            different.dedup();
            if different.len() < 5 {
                continue;
            }
            let window: [u8; WINDOW] = window.try_into().unwrap();
            self.windows.entry(window).or_insert(form);
            let pair = pair(window[0], window[1]);
            self.begins[pair / 64] |= 1 << (pair % 64);
        }
    }

    /// Calls `hit` with the place and the form of each window in `bytes`. It does not allocate.
    pub(crate) fn search(
        &self,
        bytes: &[u8],
        mut hit: impl FnMut(usize, [u8; WINDOW], &'static str),
    ) {
        if bytes.len() < WINDOW {
            return;
        }
        let last = bytes.len() - WINDOW;
        let mut at = 0;
        while at <= last {
            let pair = pair(bytes[at], bytes[at + 1]);
            if self.begins[pair / 64] >> (pair % 64) & 1 == 1 {
                let window = bytes[at..at + WINDOW].try_into().unwrap();
                if let Some(form) = self.windows.get(&window) {
                    hit(at, window, form);
                }
            }
            at += 1;
        }
    }

    /// How many different windows of each form `bytes` hold.
    pub(crate) fn count(&self, bytes: &[u8]) -> BTreeMap<&'static str, usize> {
        let mut found = BTreeMap::new();
        self.search(bytes, |_, _, form| *found.entry(form).or_insert(0) += 1);
        found
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}
