//! The integration tests: one binary, one module per topic.

mod reports;
mod signer;
#[cfg(unix)]
mod sources;
mod support;
