//! Sockets that a key logs in to once, and then speaks on without a signature.

use crate::{permission::PermissionSet, report::Environment, scheme::Scheme};

/// A socket with a signed login.
pub(crate) struct Socket {
    /// The name that a bot asks for.
    pub(crate) name: &'static str,
    /// Where it is, by environment.
    pub(crate) urls: &'static [(Environment, &'static str)],
    /// What is signed (`text`), and the message to send first (`sent`).
    pub(crate) scheme: &'static Scheme,
    /// Whether it sends a challenge first, which has to be a UUID: a text from outside must not be
    /// one that a request is signed by.
    pub(crate) challenges: bool,
    /// What its messages can do, beside reading.
    pub(crate) does: PermissionSet,
}
