//! The integration tests: one binary, one module per topic.

mod inspection;
mod reports;
mod signer;
#[cfg(unix)]
mod sources;
mod support;
