//! Models of what many threads share in keyleash, for loom: each test runs in every order that the
//! steps of its threads can have.
//!
//! The files are those of the crate, by their paths; [`sync`] puts loom's atomics into them.
#![allow(dead_code, reason = "a model uses a part of each file")]

mod sync;

#[path = "../../../src/limits/budget.rs"]
mod budget;
#[path = "../../../src/kill_switch/gate.rs"]
mod gate;
#[path = "../../../src/signer/hand.rs"]
mod hand;
#[path = "../../../src/key/last.rs"]
mod last;

mod kill_switch {
    pub(crate) use crate::gate::Gate;
}

#[cfg(test)]
mod models;
