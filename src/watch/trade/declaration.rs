//! What the owner does himself, and says beforehand.

use crate::{time, venue::Spec};
use core::fmt;
use std::time::SystemTime;

/// What the owner does himself at a venue until some moment: trades by hand, transfers.
///
/// A declaration is a hole in the watch, for a thief as well: as narrow as can be. It covers what
/// happens while it holds, and what is placed then; withdrawals it never covers. It is not
/// written to the watch's file: the bot declares again what still holds when it starts.
///
/// ```
/// use keyleash::{venue, watch::Declaration};
/// use std::time::{Duration, SystemTime};
///
/// let now = SystemTime::now();
/// let bybit = venue::find("bybit").unwrap();
/// let by_hand = Declaration::orders(bybit, now, now + Duration::from_secs(1800)).market("BTCUSDT");
/// let moved = Declaration::transfers(bybit, now, now + Duration::from_secs(600));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a declaration does nothing until a watch is told of it"]
pub struct Declaration {
    venue: &'static str,
    from: SystemTime,
    until: SystemTime,
    transfers: bool,
    markets: Vec<String>,
    ids: Vec<String>,
}

impl Declaration {
    /// Orders by hand, from one moment to another.
    pub const fn orders(venue: &'static Spec, from: SystemTime, until: SystemTime) -> Self {
        Self {
            venue: venue.id(),
            from,
            until,
            transfers: false,
            markets: Vec::new(),
            ids: Vec::new(),
        }
    }

    /// Transfers between wallets, from one moment to another.
    pub const fn transfers(venue: &'static Spec, from: SystemTime, until: SystemTime) -> Self {
        Self {
            venue: venue.id(),
            from,
            until,
            transfers: true,
            markets: Vec::new(),
            ids: Vec::new(),
        }
    }

    /// In this market only, as the venue writes it, or in one that was named before; for transfers,
    /// of this asset.
    pub fn market(mut self, market: impl Into<String>) -> Self {
        self.markets.push(market.into());
        self
    }

    /// The one of this name only, the venue's or the bot's, or one that was named before.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.ids.push(id.into());
        self
    }

    pub(super) fn covers(&self, transfers: bool, what: &Declared<'_>) -> bool {
        let named = |id: &str| self.ids.iter().any(|own| own == id);
        let among = self.markets.is_empty() || self.markets.iter().any(|own| own == what.market);
        let is_named = self.ids.is_empty() || named(what.id) || what.name.is_some_and(named);
        self.venue == what.venue
            && self.transfers == transfers
            && (self.from..=self.until).contains(&what.at)
            && among
            && is_named
    }

    pub(super) fn is_over(&self, first: SystemTime) -> bool {
        self.until < first
    }
}

impl fmt::Debug for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |at| time::rfc3339(time::millis(at));
        f.debug_struct("Declaration")
            .field("venue", &self.venue)
            .field("from", &shown(self.from))
            .field("until", &shown(self.until))
            .field("transfers", &self.transfers)
            .field("markets", &self.markets)
            .field("ids", &self.ids)
            .finish()
    }
}

/// What is looked up among the declarations.
pub(super) struct Declared<'a> {
    pub(super) venue: &'static str,
    pub(super) market: &'a str,
    pub(super) id: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) at: SystemTime,
}
