//! What trips a switch from where nothing else may be done.

use super::Handle;
use core::{fmt, sync::atomic::Ordering};
use std::sync::Arc;

/// Trips a switch by atomics alone, which a signal handler may do.
///
/// The record is written by the thread that keeps the directory, within about 10 milliseconds, or
/// when the last clone of the switch is dropped, and its fleet is told as soon; a process that ends
/// in between without dropping it leaves none.
///
/// ```
/// use keyleash::{KillSwitch, SwitchStanding, TrippedBy};
///
/// let switch = KillSwitch::new();
/// switch.trigger().pull();
/// let SwitchStanding::Tripped(trips) = switch.standing() else { panic!() };
/// assert_eq!(trips[0].by, TrippedBy::Signal);
/// ```
#[derive(Clone)]
pub struct Trigger(pub(super) Arc<Handle>);

impl Trigger {
    /// Trips the switch: no lock, no allocation, nothing that can fail.
    pub fn pull(&self) {
        self.0.flag.pull();
        self.0.pulls.fetch_add(1, Ordering::SeqCst);
    }
}

impl fmt::Debug for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trigger")
    }
}
