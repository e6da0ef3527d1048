//! The integration tests: one binary, one module per topic.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod account;
#[cfg(all(feature = "reqwest-middleware", feature = "tower", feature = "ureq"))]
mod client;
#[cfg(unix)]
mod commands;
#[cfg(unix)]
mod config;
mod counted;
mod endpoints;
mod events;
#[cfg(unix)]
mod file_variables;
#[cfg(feature = "fixtures")]
mod fixtures;
#[cfg(all(target_os = "linux", feature = "redis"))]
mod fleet;
#[cfg(all(
    target_os = "linux",
    feature = "harden",
    feature = "ed25519",
    feature = "p256",
    feature = "secp256k1"
))]
mod hardening;
mod hosts;
#[cfg(unix)]
mod incident;
mod inspection;
#[cfg(feature = "keyring")]
mod keyring;
mod layering;
mod limits;
mod logs;
// With all kinds of keys, or not at all.
#[cfg(all(
    target_os = "linux",
    feature = "ed25519",
    feature = "p256",
    feature = "secp256k1"
))]
mod memory;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(unix)]
mod mounted;
mod negatives;
#[cfg(target_os = "linux")]
mod outputs;
mod parameters;
mod parts;
#[cfg(target_os = "linux")]
mod password_managers;
#[cfg(unix)]
mod private_files;
#[cfg(all(unix, feature = "cli"))]
mod program;
mod properties;
mod redaction;
mod refusals;
mod reports;
mod rotation;
mod rules;
#[cfg(feature = "scan")]
mod scan;
mod selfcheck;
#[cfg(target_os = "linux")]
mod services;
mod signer;
mod snapshots;
mod sockets;
#[cfg(unix)]
mod sources;
mod stopping;
mod support;
mod switch;
mod tables;
#[cfg(unix)]
mod tools;
mod upkeep;
mod venues;
#[cfg(unix)]
mod volumes;
mod watch_access;
#[cfg(unix)]
mod watch_file;
mod watch_tag;
mod watch_trade;
#[cfg(unix)]
mod work_trees;
