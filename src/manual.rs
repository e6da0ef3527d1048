//! The manual: longer texts, each about one task.

// Exchanges write their names so, and not as code.
#![allow(clippy::doc_markdown)]
// It is about all features, of which a build may have a part.
#![cfg_attr(
    not(all(unix, feature = "harden", feature = "redis", feature = "scan")),
    allow(rustdoc::broken_intra_doc_links)
)]

#[doc = include_str!("manual/adding_a_venue.md")]
pub mod adding_a_venue {}

#[doc = include_str!("manual/limits_of_types.md")]
pub mod limits_of_types {}

#[doc = include_str!("manual/operations.md")]
pub mod operations {}

#[doc = include_str!("manual/policy_reference.md")]
pub mod policy_reference {}

#[cfg(feature = "scan")]
#[doc = include_str!("manual/scanning.md")]
pub mod scanning {}

#[cfg(unix)]
#[doc = include_str!("manual/secrets_managers.md")]
pub mod secrets_managers {}

/// What is promised, what shows it, and where the boundary runs: the file `SECURITY.md`.
#[doc = include_str!("../SECURITY.md")]
pub mod security {}

#[doc = include_str!("manual/threats.md")]
pub mod threats {}
