//! Pages for secrets: left out of core dumps, and locked as far as the system allows.
//!
//! A page is never given back. That is what lets safe code cut it into slots: each is a part that
//! nobody else holds, from a list of free ones, and goes back there wiped. A bot has a handful of
//! keys, and one page of 4 KiB holds the sixteen secrets of about five.

use super::Tally;
use memmap2::{Advice, MmapMut};
use std::{
    io::{self, BufRead as _},
    sync::{Mutex, PoisonError},
};
use zeroize::Zeroize;

/// The bytes of a slot: the state of each kind of key, the longest key id, and the PEM text of a
/// key pair fit in.
const SLOT: usize = 256;

/// How a page is guarded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Left out of core dumps, and not locked.
    Excluded,
    /// Left out of core dumps, and locked.
    Locked,
}

/// A place in such a page.
pub(super) struct Slot {
    bytes: Bytes,
    len: usize,
    guard: Guard,
}

enum Bytes {
    Part(&'static mut [u8]),
    /// What is longer than a slot has pages of its own, which are given back.
    Whole(MmapMut),
}

/// The free slots.
struct Pool {
    open: bool,
    locked: Vec<&'static mut [u8]>,
    excluded: Vec<&'static mut [u8]>,
}

static POOL: Mutex<Pool> = Mutex::new(Pool {
    open: false,
    locked: Vec::new(),
    excluded: Vec::new(),
});

/// From now on secrets are put into pages. Says how the first one is guarded, or why there is none.
pub(crate) fn open() -> io::Result<Guard> {
    with_pool(|pool| {
        if !pool.locked.is_empty() {
            return Ok(Guard::Locked);
        }
        let (map, guard) = pages(SLOT)?;
        pool.add(map, guard);
        pool.open = true;
        Ok(guard)
    })
}

impl Slot {
    /// Zeros of this length; `None` where the pool is not open, or the system gives no page.
    pub(super) fn take(len: usize) -> Option<Self> {
        let (taken, weaker) = with_pool(|pool| {
            if !pool.open {
                return (None, false);
            }
            if len > SLOT {
                let pages = pages(len).ok();
                let weaker = !matches!(pages, Some((_, Guard::Locked)));
                let taken = pages.map(|(map, guard)| (Bytes::Whole(map), guard));
                return (taken, weaker);
            }
            let mut weaker = false;
            if pool.locked.is_empty() {
                // The limit may have been raised since the last page was refused.
                match pages(SLOT) {
                    Ok((map, Guard::Locked)) => pool.add(map, Guard::Locked),
                    Ok((map, Guard::Excluded)) if pool.excluded.is_empty() => {
                        weaker = true;
                        pool.add(map, Guard::Excluded);
                    }
                    refused => weaker = refused.is_err(),
                }
            }
            (pool.pop(), weaker)
        });
        if weaker {
            tracing::warn!(
                target: "keyleash::hardening",
                kept_out_of_dumps = taken.is_some(),
                "a secret is not locked in memory: raise the limit on locked memory"
            );
        }
        taken.map(|(bytes, guard)| Self { bytes, len, guard })
    }

    pub(super) fn tally(&self) -> Tally {
        match self.guard {
            Guard::Excluded => Tally::Excluded,
            Guard::Locked => Tally::Locked,
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        let bytes: &[u8] = match &self.bytes {
            Bytes::Part(part) => part,
            Bytes::Whole(map) => map,
        };
        bytes.get(..self.len).unwrap_or_default()
    }

    pub(super) fn as_mut_bytes(&mut self) -> &mut [u8] {
        let bytes: &mut [u8] = match &mut self.bytes {
            Bytes::Part(part) => part,
            Bytes::Whole(map) => map,
        };
        bytes.get_mut(..self.len).unwrap_or_default()
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.as_mut_bytes().zeroize();
        if let Bytes::Part(part) = &mut self.bytes {
            let part = core::mem::take(part);
            with_pool(|pool| pool.list(self.guard).push(part));
        }
    }
}

impl Pool {
    fn list(&mut self, guard: Guard) -> &mut Vec<&'static mut [u8]> {
        match guard {
            Guard::Excluded => &mut self.excluded,
            Guard::Locked => &mut self.locked,
        }
    }

    fn add(&mut self, map: MmapMut, guard: Guard) {
        let page: &'static mut MmapMut = Box::leak(Box::new(map));
        self.list(guard).extend(page.chunks_exact_mut(SLOT));
    }

    /// A free slot, of the best kind there is.
    fn pop(&mut self) -> Option<(Bytes, Guard)> {
        [Guard::Locked, Guard::Excluded]
            .into_iter()
            .find_map(|guard| Some((Bytes::Part(self.list(guard).pop()?), guard)))
    }
}

/// What panicked elsewhere has left the lists whole: they are changed by one push or pop.
fn with_pool<T>(work: impl FnOnce(&mut Pool) -> T) -> T {
    work(&mut POOL.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whole pages that hold `len` bytes. An error where they cannot be left out of core dumps.
///
/// They are neither wiped nor taken away in a child that is forked: it would sign with zeros, or
/// crash.
fn pages(len: usize) -> io::Result<(MmapMut, Guard)> {
    let size = len
        .checked_next_multiple_of(rustix::param::page_size())
        .ok_or(io::ErrorKind::OutOfMemory)?;
    let map = MmapMut::map_anon(size)?;
    map.advise(Advice::DontDump)?;
    let locked = map.lock().is_ok();
    // Some kernels and sandboxes say yes and do nothing.
    let flags = flags(map.as_ptr().addr())?;
    let has = |flag| flags.split_ascii_whitespace().any(|word| word == flag);
    if !has("dd") {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let guard = if locked && has("lo") {
        Guard::Locked
    } else {
        Guard::Excluded
    };
    Ok((map, guard))
}

/// What the kernel says of the mapping at `address`.
fn flags(address: usize) -> io::Result<String> {
    let file = io::BufReader::new(std::fs::File::open("/proc/self/smaps")?);
    let mut inside = false;
    for line in file.lines() {
        let line = line?;
        if inside && let Some(flags) = line.strip_prefix("VmFlags:") {
            return Ok(flags.to_owned());
        }
        let bounds = line.split_once(' ').and_then(|(range, _)| {
            let (start, end) = range.split_once('-')?;
            let start = usize::from_str_radix(start, 16).ok()?;
            Some(start..usize::from_str_radix(end, 16).ok()?)
        });
        if let Some(bounds) = bounds {
            inside = bounds.contains(&address);
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::{Guard, SLOT, Slot, open};

    #[test]
    fn slots_are_apart_and_come_back_wiped() {
        // Where this user may lock nothing, the rest holds all the same.
        let guard = open().unwrap();
        let mut slots: Vec<_> = (0..40).map(|_| Slot::take(SLOT).unwrap()).collect();
        for (number, slot) in (1_u8..).zip(&mut slots) {
            assert_eq!(slot.as_bytes(), [0; SLOT]);
            slot.as_mut_bytes().fill(number);
        }
        for (number, slot) in (1_u8..).zip(&slots) {
            assert_eq!(slot.as_bytes(), [number; SLOT]);
            assert!(guard == Guard::Excluded || slot.guard == Guard::Locked);
        }
        drop(slots);
        let again: Vec<_> = (0..40).map(|_| Slot::take(SLOT).unwrap()).collect();
        assert!(again.iter().all(|slot| slot.as_bytes() == [0; SLOT]));
    }

    #[test]
    fn a_place_has_its_length() {
        open().unwrap();
        for len in [0, 1, SLOT, SLOT + 1, 70_000] {
            let mut slot = Slot::take(len).unwrap();
            assert_eq!(slot.as_mut_bytes().len(), len);
            assert_eq!(slot.as_bytes().len(), len);
        }
    }
}
