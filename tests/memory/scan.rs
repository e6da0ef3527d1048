//! `tests/it/memory.rs` in a binary of its own.

#[path = "../it/memory.rs"]
mod memory;
#[allow(dead_code, reason = "shared with the other tests")]
#[path = "../it/support.rs"]
mod support;
