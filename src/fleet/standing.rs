//! How a fleet stands, for people to read.

use crate::redis::RedisError;
use std::time::SystemTime;

/// How the kill switch of a fleet stands, as far as this process knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FleetStanding {
    /// It is armed, and this process holds a lease.
    Armed {
        /// Who armed it last, and why.
        by: Option<FleetTrip>,
        /// How many members have renewed within their lease, this one included.
        members: usize,
    },
    /// It was tripped.
    Tripped {
        /// The trips that were not reset yet, the oldest first.
        trips: Vec<FleetTrip>,
        /// How many members have not yet said that they stopped.
        waiting: usize,
    },
    /// The server has no state of this fleet: it is new, or it lost what it had. That counts as
    /// tripped until somebody arms it by a reset.
    Unarmed,
    /// Nothing is known for certain now: this process signs as long as its lease lasts. It heals by
    /// itself.
    Unsure {
        /// What stands in the way.
        cause: Doubt,
    },
}

/// Why it is not known how a fleet stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// The server was not asked yet.
    Unasked,
    /// The server did not answer as it should.
    Redis(RedisError),
    /// This machine's clock and the server's did not run alike between two answers.
    Clock,
}

/// One trip of a fleet's kill switch, or its last reset.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FleetTrip {
    /// What tells it from every other.
    pub(crate) id: String,
    /// Who did it.
    pub who: String,
    /// Why.
    pub why: String,
    /// When, by the server's clock.
    pub at: SystemTime,
}

/// A trip that has reached the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stopping {
    /// From then on no member signs, whether or not it can still be reached.
    pub by: SystemTime,
}
