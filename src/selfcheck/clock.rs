//! The time by which keys are asked and judged.

use std::time::SystemTime;

/// The system's clock, or one that stands still.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    System,
    At(SystemTime),
}

impl Clock {
    pub(crate) fn now(self) -> SystemTime {
        match self {
            Self::System => SystemTime::now(),
            Self::At(moment) => moment,
        }
    }
}
