//! The steps of a change on disk, each of which can be the last one of its process.
//!
//! Outside of this crate's own tests there is nothing here.

use super::fault::Fault;

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "in tests it fails")]
pub(super) const fn step() -> Result<(), Fault> {
    Ok(())
}

#[cfg(test)]
pub(super) use counted::step;

#[cfg(test)]
pub(super) mod counted {
    use super::Fault;
    use std::cell::{Cell, RefCell};

    type Event = (u32, Box<dyn FnOnce()>);

    thread_local! {
        static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
        static EVENT: RefCell<Option<Event>> = const { RefCell::new(None) };
    }

    /// Lets so many steps of this thread happen, and none after them.
    pub(in crate::kill_switch) fn stop_after(steps: Option<u32>) {
        LEFT.set(steps);
    }

    /// Lets `event` happen before the step with this number. What it gives says whether it did.
    pub(in crate::kill_switch) fn at_step(
        step: u32,
        event: impl FnOnce() + 'static,
    ) -> impl FnOnce() -> bool {
        EVENT.set(Some((step, Box::new(event))));
        || EVENT.take().is_none()
    }

    pub(in crate::kill_switch) fn step() -> Result<(), Fault> {
        if let Some((before, event)) = EVENT.take() {
            match before {
                0 => event(),
                _ => EVENT.set(Some((before - 1, event))),
            }
        }
        match LEFT.get() {
            None => Ok(()),
            Some(0) => Err(Fault::stopped()),
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
        }
    }
}
