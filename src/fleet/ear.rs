//! The second connection of a lease, which waits for the fleet's news.
//!
//! It waits by the *server's* clock: that wakes the lease even where this machine's own clock, by
//! which threads sleep, stands still. It reads nothing but that there is news.

use super::{renewal::Order, seen::Seen};
use crate::redis::Link;
use core::{sync::atomic::Ordering, time::Duration};
use std::{
    sync::{Arc, mpsc::Sender},
    thread,
};

/// Wakes the lease at every entry of the stream, and once in `interval`.
pub(super) fn listen(
    seen: &Arc<Seen>,
    orders: &Sender<Order>,
    mut link: Link,
    stream: &str,
    interval: Duration,
) {
    let mut heard = 0;
    let mut faults = 0;
    while !seen.is_ended.load(Ordering::SeqCst) {
        let after = seen.generation.load(Ordering::SeqCst).max(heard);
        let Ok(entry) = link.wait(stream, after, interval) else {
            thread::sleep(pause(faults, interval));
            faults += 1;
            continue;
        };
        heard = entry.unwrap_or(0).max(heard);
        faults = 0;
        let is_woken = seen.is_woken.swap(true, Ordering::SeqCst);
        if !is_woken && orders.send(Order::Renew).is_err() {
            return;
        }
    }
}

/// How long to wait after so many faults: from 20 ms on, twice as long each time, up to `most`.
pub(super) fn pause(faults: u32, most: Duration) -> Duration {
    let millis = 20_u64.saturating_mul(1 << faults.min(16));
    Duration::from_millis(millis).min(most)
}
