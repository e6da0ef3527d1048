//! What to do once a key may be in other hands, and what was done with it before.

#[cfg(unix)]
mod journal;
mod text;

#[cfg(unix)]
pub use journal::{Head, Journal, JournalError, Kind, NotHead, Summary, Tampered, verify};
