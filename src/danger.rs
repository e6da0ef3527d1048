//! All that weakens a guarantee, in one place: search for `danger` to find each use.

use crate::{
    credential::{AnyCredential, ApiCredential},
    key::LoadError,
    limits::Counters,
    policy::Policy,
    rotation::{Retired, Rotation},
    venue::Venue,
};
use std::net::SocketAddr;

/// Sends everything of this credential to a stand-in on this machine, over plain HTTP, and never
/// to the exchange. A report from there is good for this credential only.
///
/// # Errors
///
/// [`LoadError::NotLoopback`] where `address` is not on this machine.
pub fn loopback<V: Venue>(
    credential: ApiCredential<V>,
    address: SocketAddr,
) -> Result<ApiCredential<V>, LoadError> {
    credential.map(|any| any_loopback(any, address))
}

/// [`loopback`], for a credential without its venue in the type.
///
/// # Errors
///
/// As for [`loopback`].
pub fn any_loopback(
    credential: AnyCredential,
    address: SocketAddr,
) -> Result<AnyCredential, LoadError> {
    if !address.ip().is_loopback() {
        return Err(LoadError::NotLoopback);
    }
    Ok(credential.at_loopback(&format!("http://{address}")))
}

/// Counts a day's orders in memory alone: whoever restarts the bot gives its keys a whole new day.
#[must_use]
pub fn counters_in_memory() -> Counters {
    Counters::in_memory()
}

/// Accepts a key that works from every address, or from too many: what the allowlist lacks
/// becomes a warning.
///
/// A leaked key of that kind can be used by anyone. Five of nine public thefts went out through
/// trades alone, from elsewhere.
#[must_use]
pub const fn accept_any_address<S>(policy: Policy<S>) -> Policy<S> {
    policy.any_address()
}

/// Takes the owner's word that the next key is of the same account, where the venue does not state
/// it and no [`probe`](Rotation::probe) can show it. What the venue does state counts more.
///
/// A key of another account trades with other funds, and whoever handed it out may read or end
/// what the bot does there.
pub fn same_account(rotation: Rotation) -> Rotation {
    rotation.by_owners_word()
}

/// Lets a retired key sign the one call by which it deletes itself, by
/// [`Retired::deletion`](crate::Retired::deletion).
///
/// No signer signs a call that manages keys; this is the exception.
pub fn allow_deletion(retired: Retired) -> Retired {
    retired.allowing_deletion()
}

/// Lets a member of a fleet sign on when its lease runs out, and says so in the log.
///
/// A trip that it hears of still stops it. One that it does not hear of, since the server is gone
/// or the network cut, does not.
#[cfg(all(unix, feature = "redis"))]
pub const fn sign_through_lapses(lease: crate::fleet::Lease) -> crate::fleet::Lease {
    lease.warned()
}
