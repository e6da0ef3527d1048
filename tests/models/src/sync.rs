//! What `src/sync.rs` has, by loom.

pub(crate) use loom::{
    sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    thread::yield_now,
};

use loom::sync::RwLock;
use std::{ops::Deref, sync::Arc};

/// Enough for the threads of a model; each more is more to try.
pub(crate) const LINES: usize = 3;

/// In place of `arc_swap`, whose own atomics loom does not see: the same in what others observe.
pub(crate) struct Swap<T>(RwLock<Arc<T>>);

pub(crate) struct SwapGuard<T>(Arc<T>);

impl<T> Deref for SwapGuard<T> {
    type Target = Arc<T>;

    fn deref(&self) -> &Arc<T> {
        &self.0
    }
}

impl<T> Swap<T> {
    pub(crate) fn from_pointee(value: T) -> Self {
        Self(RwLock::new(Arc::new(value)))
    }

    pub(crate) fn load(&self) -> SwapGuard<T> {
        SwapGuard(self.load_full())
    }

    pub(crate) fn load_full(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap())
    }

    pub(crate) fn swap(&self, new: Arc<T>) -> Arc<T> {
        std::mem::replace(&mut *self.0.write().unwrap(), new)
    }
}

/// Every thread has a line of its own, as long as there are few.
pub(crate) fn thread() -> usize {
    loom::lazy_static! {
        static ref NEXT: loom::sync::atomic::AtomicUsize = loom::sync::atomic::AtomicUsize::new(0);
    }
    loom::thread_local! {
        static OWN: usize = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    OWN.with(|own| *own)
}
