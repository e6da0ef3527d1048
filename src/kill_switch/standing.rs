//! How a switch stands.

use super::trip::Trip;
use core::fmt;

/// How a kill switch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SwitchStanding {
    /// Keys may sign.
    Armed,
    /// No key signs, until somebody resets the switch. These are the trips that count, the oldest
    /// first: at most 64.
    Tripped(Vec<Trip>),
    /// No key signs, since nobody has been able to look at the switch in time. It is no trip, and
    /// ends when somebody can.
    Unsure {
        /// What is known of the cause.
        why: String,
    },
}

impl fmt::Display for SwitchStanding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Armed => f.write_str("armed"),
            Self::Tripped(trips) => {
                f.write_str("tripped")?;
                trips.iter().try_for_each(|trip| write!(f, "\n  - {trip}"))
            }
            Self::Unsure { why } => write!(f, "unsure: {why}"),
        }
    }
}

/// Why the switch lets nobody sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Tripped,
    Unsure,
}
