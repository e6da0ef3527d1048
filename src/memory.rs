//! The place of secret bytes that last: the text of a key id, the state that signs.
//!
//! One block of exact size, filled in place, never moved and wiped when dropped. It is on the heap,
//! or, once `hardening::lock_keys` was called, in pages that are locked and left out of core dumps.
//! This is the one door to such bytes.

#[cfg(all(feature = "harden", target_os = "linux"))]
mod page;
#[cfg(feature = "harden")]
mod tally;

#[cfg(all(feature = "harden", target_os = "linux"))]
pub(crate) use page::{Guard, open};
#[cfg(feature = "harden")]
pub(crate) use tally::{Tally, counted};

use secrecy::{ExposeSecret, SecretSlice};

/// Secret bytes in their place.
pub(crate) struct Kept {
    place: Place,
    #[cfg(feature = "harden")]
    _counted: tally::Counted,
}

enum Place {
    Heap(SecretSlice<u8>),
    #[cfg(all(feature = "harden", target_os = "linux"))]
    Page(page::Slot),
}

impl Kept {
    /// Copies `bytes`. The caller wipes the original.
    pub(crate) fn copied(bytes: &[u8]) -> Self {
        Self::filled(bytes.len(), |place| {
            for (to, from) in place.iter_mut().zip(bytes) {
                *to = *from;
            }
        })
    }

    /// A place of `len` zeros, which `fill` writes to.
    pub(crate) fn filled(len: usize, fill: impl FnOnce(&mut [u8])) -> Self {
        #[cfg(all(feature = "harden", target_os = "linux"))]
        if let Some(mut slot) = page::Slot::take(len) {
            fill(slot.as_mut_bytes());
            return Self {
                _counted: tally::Counted::new(slot.tally()),
                place: Place::Page(slot),
            };
        }
        // Allocated once, at its final size: nothing grows or shrinks, so no allocator leaves a
        // copy behind.
        let mut bytes = vec![0; len].into_boxed_slice();
        fill(&mut bytes);
        Self {
            place: Place::Heap(SecretSlice::from(bytes)),
            #[cfg(feature = "harden")]
            _counted: tally::Counted::new(Tally::Heap),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.place {
            Place::Heap(bytes) => bytes.expose_secret(),
            #[cfg(all(feature = "harden", target_os = "linux"))]
            Place::Page(slot) => slot.as_bytes(),
        }
    }
}
