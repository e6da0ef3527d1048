//! Why there is no signer, or no signature.

use crate::{
    limits::CountersError,
    permission::{PermissionSet, Spot},
    policy::{Limit, Refused},
    report::Environment,
    request::Malformed,
};
use core::fmt;
use std::time::SystemTime;

/// A report that gives no signer.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The key does not meet the policy.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The report is about another key or environment.
    #[error("the report is about another key: inspect this one")]
    OtherKey,
    /// The report is too old to judge by, or older than the one before.
    #[error(
        "the report is older than a verification holds, or than the last one: inspect the key again"
    )]
    OldReport,
    /// The policy limits a day, and nothing keeps its count.
    #[error(
        "the policy limits a day, and nothing keeps the count: give the credential `counted_by(&Counters::at(\"…\")?)` before `verify`"
    )]
    Uncounted,
    /// What keeps the count cannot be used.
    #[error(transparent)]
    Counters(#[from] CountersError),
}

impl fmt::Debug for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A request that was not signed.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The kill switch was tripped.
    #[error(
        "the signer was stopped: if its kill switch was tripped, `KillSwitch::standing` says why and `reset` arms it again; if not, load and verify the key again"
    )]
    Stopped,
    /// Nobody could look at the kill switch in time.
    #[error(
        "the kill switch could not be looked at in time, so nobody knows whether it is tripped: `KillSwitch::standing` says why; signing goes on when it can be read"
    )]
    Unsure,
    /// The last verification is too old.
    #[error("the key's verification has gone stale: inspect it again and call `renew`")]
    Stale,
    /// The key's deadline has passed.
    #[error("the key's deadline has passed: replace it by a new one, then delete it")]
    PastDeadline,
    /// A URL without TLS.
    #[error("the URL is not `https`: a signed request in clear can be read and replayed")]
    NotTls,
    /// A URL of another host.
    #[error(
        "the URL's host is not the one this key signs for: give a path, or load the key for that host"
    )]
    OtherHost,
    /// The environment lacks the service.
    #[error("{venue} has no host for this endpoint in {environment}")]
    NoHost {
        /// The venue.
        venue: &'static str,
        /// The environment of the key.
        environment: Environment,
    },
    /// The endpoint can withdraw or manage keys.
    #[error("this endpoint can {verbs}, which no bot may: do it by hand", verbs = needs.phrase())]
    Never {
        /// What it needs.
        needs: PermissionSet,
    },
    /// The endpoint needs what the scope does not grant.
    #[error("scope `{scope}` does not grant {needs}: widen the scope, or use another signer")]
    OutOfScope {
        /// What is not granted.
        needs: PermissionSet,
        /// The scope.
        scope: &'static str,
    },
    /// The venue has no such socket here.
    #[error("{venue} has no socket of that name in {environment} that a key logs in to")]
    NoSocket {
        /// The venue.
        venue: &'static str,
        /// The environment of the key.
        environment: Environment,
    },
    /// The socket has a text signed before it lets a key in.
    #[error(
        "this socket sends a challenge first, a UUID: hand it to `answer`; no other text is signed"
    )]
    Challenge,
    /// On the socket, the key could do what the scope does not grant.
    #[error(
        "once logged in, this key could {verbs} on the socket without another signature: use requests, or a key without that right", verbs = can.phrase()
    )]
    SocketTooWide {
        /// What it could do there beyond the scope.
        can: PermissionSet,
    },
    /// The parameters do not say which product is meant.
    #[error(
        "the parameters do not say, or deny, that the call is for this product: state them plainly, and in agreement with the endpoint"
    )]
    Undecided,
    /// The table does not have the endpoint.
    #[error(
        "keyleash's table for {venue} does not have this endpoint, so what it needs is unknown: check method and path, or list it in the policy"
    )]
    Unlisted {
        /// The venue.
        venue: &'static str,
    },
    /// A listing for something that the table has or that sounds forbidden.
    #[error(
        "the policy lists this endpoint, but the table knows its path, or it sounds like a withdrawal or the management of keys, which no listing unlocks"
    )]
    Relabelled,
    /// A limit of the policy, or of the signer, is reached.
    #[error("the limit of {limit} is reached: sign again once it opens, which `opens_at` tells")]
    LimitReached {
        /// Which one.
        limit: Limit,
        /// When it opens again.
        opens: SystemTime,
    },
    /// One call counts for more than the whole limit.
    #[error(
        "this one call counts for more than the limit of {limit}: split it, or raise the limit"
    )]
    BeyondLimit {
        /// Which one.
        limit: Limit,
    },
    /// The worth of an order is limited, and this one does not state it.
    #[error(
        "the worth of a day's orders is limited, and this order does not state its own: give it with `worth`"
    )]
    WorthUnstated,
    /// The call names no market.
    #[error(
        "orders are limited to some markets, and the venue takes none with this call: cancel the order and place a new one, or use a signer without a list of markets"
    )]
    NoMarket,
    /// The market cannot be read for sure.
    #[error(
        "orders are limited to some markets, and this one does not state its market once, by the venue's own name and without percent codes"
    )]
    MarketUnclear,
    /// The market is not in the list.
    #[error("the order is in a market that the limits do not list")]
    MarketNotListed,
    /// What is kept of the day's limit could not be had in time.
    #[error(
        "no part of the day's limit is at hand, so the order cannot be counted: sign again in a moment; if that lasts, `Counters::fault` says why"
    )]
    NotCounted,
    /// The call trades, or moves value, and is no order.
    #[error(
        "this call is no order, so that no limit would count what it trades or moves: name its path in `Limits::beside` if it may pass uncounted"
    )]
    BesideLimits,
    /// A header that the bot may not set on a request that is signed, or not to this value.
    #[error(
        "the request has a header `{name}` that the signer writes itself, or that could change what the request is: leave it out"
    )]
    Header {
        /// Its name.
        name: &'static str,
    },
    /// The request cannot be signed as it is written.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

impl SignError {
    /// One of each kind, with general words in the place of what differs: for whoever explains
    /// [codes](Self::code), and not for a `match`.
    pub const EVERY: &[Self] = &[
        Self::Stopped,
        Self::Unsure,
        Self::Stale,
        Self::PastDeadline,
        Self::NotTls,
        Self::OtherHost,
        Self::NoHost {
            venue: "the venue",
            environment: Environment::Production,
        },
        Self::Never {
            needs: PermissionSet::NEVER,
        },
        Self::OutOfScope {
            needs: PermissionSet::of::<Spot>(),
            scope: "Watcher",
        },
        Self::NoSocket {
            venue: "the venue",
            environment: Environment::Production,
        },
        Self::Challenge,
        Self::SocketTooWide {
            can: PermissionSet::of::<Spot>(),
        },
        Self::Undecided,
        Self::Unlisted { venue: "the venue" },
        Self::Relabelled,
        Self::LimitReached {
            limit: Limit::OrdersPerDay,
            opens: SystemTime::UNIX_EPOCH,
        },
        Self::BeyondLimit {
            limit: Limit::OrdersPerDay,
        },
        Self::WorthUnstated,
        Self::NoMarket,
        Self::MarketUnclear,
        Self::MarketNotListed,
        Self::NotCounted,
        Self::BesideLimits,
        Self::Header {
            name: "x-signature",
        },
        Self::Malformed(Malformed::Path),
    ];

    /// When the limit that refused opens again; `None` where nothing opens by itself.
    #[must_use]
    pub const fn opens_at(self) -> Option<SystemTime> {
        match self {
            Self::LimitReached { opens, .. } => Some(opens),
            _ => None,
        }
    }

    /// The stable name that journals and logs have for it, such as `stopped`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Unsure => "unsure",
            Self::Stale => "stale",
            Self::PastDeadline => "past_deadline",
            Self::NotTls => "not_tls",
            Self::OtherHost => "other_host",
            Self::NoHost { .. } => "no_host",
            Self::Never { .. } => "never",
            Self::OutOfScope { .. } => "out_of_scope",
            Self::NoSocket { .. } => "no_socket",
            Self::Challenge => "challenge",
            Self::SocketTooWide { .. } => "socket_too_wide",
            Self::Undecided => "undecided",
            Self::Unlisted { .. } => "unlisted",
            Self::Relabelled => "relabelled",
            Self::LimitReached { .. } => "limit_reached",
            Self::BeyondLimit { .. } => "beyond_limit",
            Self::WorthUnstated => "worth_unstated",
            Self::NoMarket => "no_market",
            Self::MarketUnclear => "market_unclear",
            Self::MarketNotListed => "market_not_listed",
            Self::NotCounted => "not_counted",
            Self::BesideLimits => "beside_limits",
            Self::Header { .. } => "header",
            Self::Malformed(_) => "malformed",
        }
    }
}

impl fmt::Debug for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::SignError;
    use std::collections::BTreeSet;

    #[test]
    fn one_of_each_kind_has_a_code_of_its_own() {
        let codes: BTreeSet<_> = SignError::EVERY.iter().map(|error| error.code()).collect();
        assert_eq!(codes.len(), SignError::EVERY.len());
        // Every arm of `code`.
        let arms = include_str!("error.rs").matches(" => \"").count();
        assert_eq!(codes.len(), arms);
    }
}
