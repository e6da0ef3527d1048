//! The addresses of the owner's accounts themselves.

use crate::{
    event::{Movement, MovementKind},
    venue::Spec,
};

/// Addresses of accounts, each at its venue.
#[derive(Default)]
pub(super) struct Accounts(Vec<(&'static str, String)>);

impl Accounts {
    pub(super) fn add(&mut self, venue: &'static Spec, address: String) {
        self.0.push((venue.id(), address));
    }

    /// Whether what the venue reports as gone went to the account itself: anybody can send to it.
    pub(super) fn keep(&self, venue: &Spec, movement: &Movement) -> bool {
        let is_own = |to: &str| {
            self.0.iter().any(|(id, own)| {
                *id == venue.id() && (own == to || is_hex(own) && own.eq_ignore_ascii_case(to))
            })
        };
        movement.kind == MovementKind::Withdrawal && movement.to.as_deref().is_some_and(is_own)
    }
}

/// Only hexadecimal addresses are the same in capitals.
fn is_hex(address: &str) -> bool {
    address
        .strip_prefix("0x")
        .is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}
