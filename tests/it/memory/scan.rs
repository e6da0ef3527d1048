//! The writable memory of another process, searched from outside: a scanner that looked at its own
//! would find its needles.

use super::needles::{Needles, WINDOW};
use std::{
    collections::{BTreeMap, HashSet},
    fs::{self, File},
    ops::Range,
    os::unix::fs::FileExt,
};

/// What was found, by the form of the secret.
#[derive(Default)]
pub(crate) struct Found {
    windows: BTreeMap<&'static str, HashSet<[u8; WINDOW]>>,
    /// Form and place of each hit, for a message.
    places: BTreeMap<String, usize>,
    /// How many bytes were searched.
    pub(crate) searched: usize,
}

impl Found {
    /// How many different windows there are of this form.
    pub(crate) fn of(&self, form: &str) -> usize {
        self.windows.get(form).map_or(0, HashSet::len)
    }

    /// All forms, and how many different windows there are of each.
    pub(crate) fn forms(&self) -> Vec<(&'static str, usize)> {
        let forms = self.windows.iter();
        forms
            .map(|(form, windows)| (*form, windows.len()))
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }
}

/// Names the forms and where they were, and shows nothing of them.
impl core::fmt::Display for Found {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (form, windows) in &self.windows {
            writeln!(f, "{form}: {} windows", windows.len())?;
        }
        for (place, hits) in &self.places {
            writeln!(f, "    {hits} times {place}")?;
        }
        Ok(())
    }
}

/// Searches everything that the process can write to. `stack` is an address on the stack of the
/// thread that worked, from which places are told.
pub(crate) fn scan(pid: u32, needles: &Needles, without: &Range<u64>, stack: u64) -> Found {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut found = Found::default();
    let mut bytes = vec![0; 1 << 20];
    for line in maps.lines() {
        let mut fields = line.split_ascii_whitespace();
        let (start, end) = fields.next().unwrap().split_once('-').unwrap();
        if !fields.next().unwrap().starts_with("rw") {
            continue;
        }
        let name = fields.nth(3).unwrap_or("memory without a name");
        let whole = number(start)..number(end);
        let below = whole.start..without.start.clamp(whole.start, whole.end);
        let above = without.end.clamp(whole.start, whole.end)..whole.end;
        let pieces = if below.end == whole.end || above.start == whole.start {
            vec![whole.clone()]
        } else {
            vec![below, above]
        };
        for piece in pieces {
            let mut from = piece.start;
            while from < piece.end {
                let len = usize::try_from(piece.end - from).unwrap().min(bytes.len());
                let part = &mut bytes[..len];
                memory
                    .read_exact_at(part, from)
                    .unwrap_or_else(|error| panic!("{name} at {from:x}: {error}"));
                found.searched += len;
                search(needles, part, |at, window, form| {
                    found.windows.entry(form).or_default().insert(window);
                    let address = from + at as u64;
                    let place = if whole.contains(&stack) && address < stack {
                        let depth = (stack - address) / 1024;
                        format!("{form} on the stack, {depth} KiB below")
                    } else if whole.contains(&stack) {
                        format!("{form} on the stack, above")
                    } else {
                        format!("{form} in {name}")
                    };
                    *found.places.entry(place).or_default() += 1;
                });
                // A window may stand over the edge of a piece.
                let step = if from + len as u64 == piece.end {
                    len
                } else {
                    len - WINDOW
                };
                from += step as u64;
            }
        }
    }
    found
}

/// Searches page by page, and passes those that were never written to.
fn search(needles: &Needles, bytes: &[u8], mut hit: impl FnMut(usize, [u8; WINDOW], &'static str)) {
    const PAGE: usize = 4096;
    static EMPTY: [u8; PAGE] = [0; PAGE];
    for at in (0..bytes.len()).step_by(PAGE) {
        let page = &bytes[at..bytes.len().min(at + PAGE)];
        if page == &EMPTY[..page.len()] {
            // What begins on the page before is searched with that one.
            continue;
        }
        // A window that begins here and ends on the next page.
        let end = bytes.len().min(at + PAGE + WINDOW - 1);
        needles.search(&bytes[at..end], |offset, window, form| {
            hit(at + offset, window, form);
        });
    }
}

/// Where the environment block stands, as the kernel laid it out.
pub(crate) fn environment(pid: u32) -> Range<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // Behind the name of the program, which may hold anything.
    let fields: Vec<_> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    // Fields 50 and 51 of proc_pid_stat(5); the first one here is the third.
    fields[50 - 3].parse().unwrap()..fields[51 - 3].parse().unwrap()
}

/// What stands in a range.
pub(crate) fn content(pid: u32, range: &Range<u64>) -> Vec<u8> {
    let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap()];
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    memory.read_exact_at(&mut bytes, range.start).unwrap();
    bytes
}

fn number(hex: &str) -> u64 {
    u64::from_str_radix(hex, 16).unwrap()
}
