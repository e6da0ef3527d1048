//! One call to the store that the bot picked, bounded in time.
//!
//! A store may wait for somebody to type a password, and its errors may hold what it has read: each
//! call has a deadline, and of its errors nothing but the kind is kept.

use core::time::Duration;
use keyring_core::{Entry, Error};
use std::{
    sync::{
        Arc, Mutex, PoisonError, Weak,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
};
use zeroize::{Zeroize, Zeroizing, zeroize_stack};

/// How much of the stack is wiped that the store has used.
const SCRUB: usize = 128 * 1024;

/// How many reads that were given up may still wait for the store, each on its thread.
pub(super) const WAITING: usize = 64;

/// Those reads.
static GIVEN_UP: Mutex<Vec<Weak<()>>> = Mutex::new(Vec::new());

/// Why there are no bytes. It holds nothing that was read.
pub(super) enum Trouble {
    Missing,
    NoStore,
    Locked,
    Slow,
    Platform,
    Panicked,
    NoThread,
    Damaged,
    Ambiguous,
    Names,
    /// As many reads as may be were given up, and none of them has ended.
    Stuck,
    Unknown,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::NoEntry => Self::Missing,
            Error::NoDefaultStore => Self::NoStore,
            Error::NoStorageAccess(_) => Self::Locked,
            Error::PlatformFailure(_) | Error::BadStoreFormat(_) => Self::Platform,
            // These have the entry in them.
            Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                Self::Damaged
            }
            Error::Ambiguous(_) => Self::Ambiguous,
            Error::Invalid(..) | Error::TooLong(..) => Self::Names,
            _ => Self::Unknown,
        }
    }
}

/// Asks the store, and waits for it no longer than `time`.
pub(super) fn bytes(
    service: &str,
    user: &str,
    time: Duration,
) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    if still_waiting(None) >= WAITING {
        return Err(Trouble::Stuck);
    }
    let (service, user) = (service.to_owned(), user.to_owned());
    let running = Arc::new(());
    let waits = Arc::downgrade(&running);
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("keyleash-keyring".to_owned())
        .spawn(move || {
            let read = fetch(&service, &user);
            zeroize_stack::<SCRUB>();
            // Behind the deadline nobody listens, and what was read is dropped here.
            let _ = sender.send(read);
            drop(running);
        })
        .map_err(|_| Trouble::NoThread)?;
    receiver.recv_timeout(time).map_err(|error| match error {
        RecvTimeoutError::Timeout => {
            still_waiting(Some(waits));
            Trouble::Slow
        }
        RecvTimeoutError::Disconnected => Trouble::Panicked,
    })?
}

/// How many reads that were given up have not ended, with one more.
fn still_waiting(more: Option<Weak<()>>) -> usize {
    let mut all = GIVEN_UP.lock().unwrap_or_else(PoisonError::into_inner);
    all.extend(more);
    all.retain(|read| read.strong_count() > 0);
    all.len()
}

/// Asks the store, however long it takes. Never inlined, so that the caller can wipe its stack.
#[inline(never)]
fn fetch(service: &str, user: &str) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let entry = Entry::new(service, user)?;
    // Never `get_password`: it makes a text of the bytes, or an error with them in it.
    Ok(Zeroizing::new(entry.get_secret()?))
}
