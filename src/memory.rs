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

use secrecy::{ExposeSecret, ExposeSecretMut, SecretSlice};

/// Secret bytes in their place.
///
/// A thin box: whatever holds one has no room that is left unwritten, and which would be filled by
/// what lies on the stack when it is moved there. It has been seen to be a piece of the key.
pub(crate) struct Kept(Box<Place>);

struct Place {
    bytes: Bytes,
    #[cfg(feature = "harden")]
    _counted: tally::Counted,
}

enum Bytes {
    Heap(SecretSlice<u8>),
    #[cfg(all(feature = "harden", target_os = "linux"))]
    Page(Box<page::Slot>),
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
        let mut kept = Self::zeros(len);
        fill(kept.as_mut_bytes());
        kept
    }

    /// All of it is made before there is anything in it.
    fn zeros(len: usize) -> Self {
        #[cfg(all(feature = "harden", target_os = "linux"))]
        if let Some(slot) = page::Slot::take(len) {
            return Self(Box::new(Place {
                _counted: tally::Counted::new(slot.tally()),
                bytes: Bytes::Page(Box::new(slot)),
            }));
        }
        // Allocated once, at its final size: nothing grows or shrinks, so no allocator leaves a
        // copy behind.
        Self(Box::new(Place {
            bytes: Bytes::Heap(vec![0; len].into_boxed_slice().into()),
            #[cfg(feature = "harden")]
            _counted: tally::Counted::new(Tally::Heap),
        }))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.0.bytes {
            Bytes::Heap(bytes) => bytes.expose_secret(),
            #[cfg(all(feature = "harden", target_os = "linux"))]
            Bytes::Page(slot) => slot.as_bytes(),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    fn as_mut_bytes(&mut self) -> &mut [u8] {
        match &mut self.0.bytes {
            Bytes::Heap(bytes) => bytes.expose_secret_mut(),
            #[cfg(all(feature = "harden", target_os = "linux"))]
            Bytes::Page(slot) => slot.as_mut_bytes(),
        }
    }
}
