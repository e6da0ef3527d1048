//! The manual: longer texts, each about one task.

#[doc = include_str!("manual/adding_a_venue.md")]
pub mod adding_a_venue {}

#[cfg(feature = "metrics")]
#[doc = include_str!("manual/metrics.md")]
pub mod metrics {}

#[cfg(feature = "scan")]
#[doc = include_str!("manual/scanning.md")]
pub mod scanning {}

#[cfg(unix)]
#[doc = include_str!("manual/secrets_managers.md")]
pub mod secrets_managers {}
