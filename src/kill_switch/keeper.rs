//! The thread that looks at the directory of a switch, again and again.
//!
//! Each look that succeeds lets the process sign for a bounded time after its beginning. So a keeper
//! that died, hangs at a disk or gets no time does not leave the process armed for long, and neither
//! does a fork, which has no keeper, or a process that was stopped.

use super::{Shared, SwitchError, fault::Fault};
use rustix::io::Errno;
use std::{
    path::Path,
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

/// The pause between two looks.
const PERIOD: Duration = Duration::from_millis(10);

pub(super) fn start(shared: &Arc<Shared>, path: &Path) -> Result<(), SwitchError> {
    let weak = Arc::downgrade(shared);
    thread::Builder::new()
        .name("keyleash-switch".to_owned())
        .spawn(move || keep(&weak))
        .map(drop)
        .map_err(|_| Fault::of(Errno::AGAIN, "the system gave no thread").opening(path))
}

/// Ends with the last clone of the switch.
fn keep(shared: &Weak<Shared>) {
    while let Some(shared) = shared.upgrade() {
        shared.look();
        drop(shared);
        thread::sleep(PERIOD);
    }
}
