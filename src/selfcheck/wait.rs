//! Waiting for several things at once, on any runtime and without one of our own.

use super::fault::KeyFault;
use core::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
    time::Duration,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::Wake,
    thread,
};

/// All of these at once; over when the last is.
pub(crate) struct All<F> {
    open: Vec<(Pin<Box<F>>, Arc<Woken>)>,
    outer: Arc<Mutex<Waker>>,
}

/// That one of them is to be polled: those that nobody woke are left alone.
struct Woken {
    is_woken: AtomicBool,
    outer: Arc<Mutex<Waker>>,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        let outer = lock(&self.outer).clone();
        outer.wake();
    }
}

impl<F: Future<Output = ()>> All<F> {
    pub(crate) fn of(futures: impl IntoIterator<Item = F>) -> Self {
        let outer = Arc::new(Mutex::new(Waker::noop().clone()));
        let woken = |future| {
            let woken = Woken {
                is_woken: AtomicBool::new(true),
                outer: Arc::clone(&outer),
            };
            (Box::pin(future), Arc::new(woken))
        };
        Self {
            open: futures.into_iter().map(woken).collect(),
            outer,
        }
    }
}

impl<F: Future<Output = ()>> Future for All<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let all = self.get_mut();
        // Before any is polled, so that whichever is woken from then on wakes this.
        lock(&all.outer).clone_from(context.waker());
        all.open.retain_mut(|(future, woken)| {
            if !woken.is_woken.swap(false, Ordering::AcqRel) {
                return true;
            }
            let waker = Waker::from(Arc::clone(woken));
            future
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        });
        if all.open.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

/// What `work` gives; `None` where `deadline` comes first.
pub(crate) async fn before<W: Future>(deadline: impl Future, work: W) -> Option<W::Output> {
    let (mut work, mut deadline) = (pin!(work), pin!(deadline));
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        deadline.as_mut().poll(context).map(|_| None)
    })
    .await
}

/// What a thread of its own makes of `work`, which may block. Dropped, the thread is left to itself,
/// and what it makes is dropped with it.
pub(crate) async fn elsewhere<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, KeyFault> {
    let handed = Arc::new(Mutex::new(Handed {
        value: None,
        waker: Waker::noop().clone(),
    }));
    let here = Arc::clone(&handed);
    start(move || {
        let value = guarded(work);
        let mut handed = lock(&here);
        handed.value = Some(value);
        let waker = handed.waker.clone();
        drop(handed);
        waker.wake();
    })?;
    poll_fn(move |context| {
        let mut handed = lock(&handed);
        if let Some(value) = handed.value.take() {
            return Poll::Ready(value);
        }
        handed.waker.clone_from(context.waker());
        Poll::Pending
    })
    .await
}

/// What a thread hands back.
struct Handed<T> {
    value: Option<Result<T, KeyFault>>,
    waker: Waker,
}

/// A pause where nobody gave a timer: they are few and short.
pub(crate) async fn pause(time: Duration) {
    // Without a thread there is no pause.
    let _ = elsewhere(move || thread::sleep(time)).await;
}

/// Starts a thread that nobody waits for.
pub(crate) fn start(work: impl FnOnce() + Send + 'static) -> Result<(), KeyFault> {
    let thread = thread::Builder::new().name("keyleash-check".to_owned());
    thread.spawn(work).map(drop).map_err(|_| KeyFault::NoThread)
}

/// What `work` gives: code of the bot's own runs in it, and may panic.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, KeyFault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| KeyFault::Panicked)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
