//! The atomics of what many threads share, in one place: the model checker puts its own here.

pub(crate) use arc_swap::{ArcSwap as Swap, Guard};
pub(crate) use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
pub(crate) use std::thread::yield_now;

use std::{cell::Cell, sync::Arc};

/// How many lines the threads count on.
pub(crate) const LINES: usize = 16;

/// What a [`Swap`] holds, for a moment.
pub(crate) type SwapGuard<T> = Guard<Arc<T>>;

/// The number of this thread: threads that run together rarely share one.
pub(crate) fn thread() -> usize {
    static NEXT: core::sync::atomic::AtomicUsize = core::sync::atomic::AtomicUsize::new(0);
    thread_local! {
        static OWN: Cell<Option<usize>> = const { Cell::new(None) };
    }
    OWN.with(|own| {
        own.get().unwrap_or_else(|| {
            let next = NEXT.fetch_add(1, Ordering::Relaxed);
            own.set(Some(next));
            next
        })
    })
}
