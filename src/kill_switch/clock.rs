//! The clock by which a look at the switch grows old.
//!
//! Nobody sets it, and where the system has such a clock it goes on while the machine sleeps: a
//! host that wakes up has not looked for hours.

use crate::time::Millis;

#[cfg(target_os = "linux")]
pub(super) fn now() -> Millis {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::Boottime);
    let millis = time.tv_sec.saturating_mul(1_000) + time.tv_nsec / 1_000_000;
    // A time before the start would be no time: nothing is valid then.
    Millis::try_from(millis).unwrap_or(Millis::MAX - 1)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn now() -> Millis {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    let since = START.get_or_init(Instant::now).elapsed();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX - 1)
}
