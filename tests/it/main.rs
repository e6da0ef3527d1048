//! The integration tests: one binary, one module per topic.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

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
// With all kinds of keys, or not at all.
#[cfg(all(
    target_os = "linux",
    feature = "ed25519",
    feature = "p256",
    feature = "secp256k1"
))]
mod memory;
#[cfg(unix)]
mod mounted;
mod negatives;
#[cfg(target_os = "linux")]
mod outputs;
mod parameters;
#[cfg(target_os = "linux")]
mod password_managers;
#[cfg(unix)]
mod private_files;
mod properties;
mod redaction;
mod refusals;
mod reports;
mod rotation;
#[cfg(feature = "scan")]
mod scan;
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
