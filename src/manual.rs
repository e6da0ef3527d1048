//! The manual: longer texts, each about one task.
//!
//! - Before anything else: [`threats`], what stands against each of them, and what is left;
//!   [`limits_of_types`], where types give way; [`security`], what is promised and what shows it.
//! - To set a bot up: [`configuration`], from a file to signers; [`secrets_managers`], where a key
//!   lies; [`policy_reference`], what a key is refused for and what to do about it;
//!   [`client`](crate::client), what sends the requests; [`testing_your_bot`], against stand-in
//!   exchanges; [`scanning`], that no key is in the source; [`migrating`], from the credentials of
//!   other libraries.
//! - While it runs: [`operations`], from the first start to the day a key leaks, and what is logged;
//!   [`metrics`], what an exporter gets.
//! - To help: [`adding_a_venue`].

// Exchanges write their names so, and not as code.
#![allow(clippy::doc_markdown)]
// It is about all features, of which a build may have a part.
#![cfg_attr(
    not(all(
        unix,
        feature = "fixtures",
        feature = "harden",
        feature = "metrics",
        feature = "redis",
        feature = "reqwest",
        feature = "scan",
        feature = "toml",
        feature = "ureq"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]

#[doc = include_str!("manual/adding_a_venue.md")]
pub mod adding_a_venue {}

#[doc = include_str!("manual/configuration.md")]
pub mod configuration {}

#[doc = include_str!("manual/limits_of_types.md")]
pub mod limits_of_types {}

#[cfg(feature = "metrics")]
#[doc = include_str!("manual/metrics.md")]
pub mod metrics {}

#[doc = include_str!("manual/migrating.md")]
pub mod migrating {}

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

#[doc = include_str!("manual/testing_your_bot.md")]
pub mod testing_your_bot {}

#[doc = include_str!("manual/threats.md")]
pub mod threats {}
