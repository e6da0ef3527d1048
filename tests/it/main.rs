//! The integration tests: one binary, one module per topic.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod inspection;
mod layering;
mod negatives;
mod reports;
mod signer;
mod snapshots;
#[cfg(unix)]
mod sources;
mod support;
