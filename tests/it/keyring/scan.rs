//! What a process still holds of a text, seen from its parent.

use std::{collections::HashSet, fs::File, os::unix::fs::FileExt};

/// How many different 8-byte windows of `text` the writable memory of the process holds.
pub(crate) fn windows(process: u32, text: &[u8]) -> usize {
    let wanted: HashSet<&[u8]> = text.windows(8).collect();
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut found = HashSet::new();
    for line in maps.lines() {
        let mut words = line.split(' ');
        let (start, end) = words.next().unwrap().split_once('-').unwrap();
        if !words.next().unwrap().starts_with("rw") {
            continue;
        }
        let [start, end] = [start, end].map(|at| u64::from_str_radix(at, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // Some mappings cannot be read, and hold nothing of the program's.
        if memory.read_exact_at(&mut bytes, start).is_ok() {
            let hits = bytes.windows(8).filter_map(|window| wanted.get(window));
            found.extend(hits.copied());
        }
    }
    found.len()
}
