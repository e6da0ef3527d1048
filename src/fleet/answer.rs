//! What the scripts answer, read strictly: anything else is no answer.

use super::standing::FleetTrip;
use crate::{
    redis::RedisError,
    time::{self, Millis},
};
use serde::{Deserialize, Serialize};

/// The fleet's state at one moment.
#[derive(Debug)]
pub(super) struct Answer {
    /// The server's clock, in milliseconds since the Unix epoch.
    pub(super) time: Millis,
    /// Counts every trip and every reset; 0 where the server has no state.
    pub(super) generation: u64,
    pub(super) is_armed: bool,
    /// Who armed it last.
    pub(super) arming: Option<FleetTrip>,
    /// How many members have renewed within their lease.
    pub(super) live: usize,
    /// How many members have not yet acted on this generation.
    pub(super) waiting: usize,
    /// The longest lease of a member, in milliseconds.
    pub(super) longest: Millis,
    pub(super) trips: Vec<FleetTrip>,
}

/// What is written about a trip or a reset.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) who: String,
    pub(super) why: String,
}

impl Answer {
    pub(super) fn read(texts: &[String]) -> Result<Self, RedisError> {
        Self::parse(texts).ok_or(RedisError::Answer)
    }

    fn parse(texts: &[String]) -> Option<Self> {
        let [
            micros,
            generation,
            armed,
            arming,
            live,
            waiting,
            longest,
            trips @ ..,
        ] = texts
        else {
            return None;
        };
        let micros: u64 = micros.parse().ok()?;
        let (pairs, rest) = trips.as_chunks::<2>();
        if !rest.is_empty() {
            return None;
        }
        let trips: Option<Vec<_>> = pairs
            .iter()
            .map(|[id, record]| trip(id.clone(), record))
            .collect();
        Some(Self {
            time: micros / 1000,
            generation: generation.parse().ok()?,
            is_armed: armed == "1",
            arming: trip(String::new(), arming),
            live: live.parse().ok()?,
            waiting: waiting.parse().ok()?,
            longest: longest.parse().ok()?,
            trips: trips?,
        })
    }
}

/// `<milliseconds> <record>`.
fn trip(id: String, text: &str) -> Option<FleetTrip> {
    let (at, record) = text.split_once(' ')?;
    let record: Record = serde_json::from_str(record).ok()?;
    Some(FleetTrip {
        id,
        who: record.who,
        why: record.why,
        at: time::moment(at.parse().ok()?),
    })
}
