//! The manual: longer texts, each about one task.

#[doc = include_str!("manual/adding_a_venue.md")]
pub mod adding_a_venue {}

#[cfg(unix)]
#[doc = include_str!("manual/secrets_managers.md")]
pub mod secrets_managers {}
