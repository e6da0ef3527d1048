//! What a venue reports about an account: orders, fills, what moved, who came in, which keys exist.
//!
//! Venues read their answers and stream messages into these; a watch judges them.

use crate::secret::Fingerprint;
use std::{net::IpAddr, time::SystemTime};

/// One thing that a venue reported about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// An order was placed, changed, filled or ended.
    Order(Order),
    /// A trade.
    Fill(Fill),
    /// Value came in, went out, or moved between wallets.
    Movement(Movement),
    /// Somebody logged in, or used a key.
    Access(Access),
    /// A key of the account.
    Key(KeyEntry),
    /// An address in the book of those that value may go out to.
    Address(AddressEntry),
}

/// An order, as the venue reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Order {
    /// The venue's name for it.
    pub id: String,
    /// The bot's name for it, where it was given one.
    pub client_id: Option<String>,
    /// The market, as the venue writes it; empty where it does not.
    pub market: String,
    /// Who made it.
    pub origin: Origin,
    /// When it was placed, or, where the venue does not say that, changed last.
    pub at: Option<SystemTime>,
}

impl Order {
    /// An order by this name of the venue's; what else is known of it is put into the fields.
    pub fn new(id: impl Into<String>, market: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            client_id: None,
            market: market.into(),
            origin: Origin::Client,
            at: None,
        }
    }
}

/// A trade, as the venue reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fill {
    /// The venue's name for it: within one market at some venues.
    pub id: String,
    /// The venue's name for its order.
    pub order_id: Option<String>,
    /// The bot's name for its order, where the venue repeats it.
    pub client_id: Option<String>,
    /// The market, as the venue writes it; empty where it does not.
    pub market: String,
    /// Who made its order.
    pub origin: Origin,
    /// When it happened.
    pub at: Option<SystemTime>,
}

impl Fill {
    /// A trade by this name of the venue's; what else is known of it is put into the fields.
    pub fn new(id: impl Into<String>, market: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            order_id: None,
            client_id: None,
            market: market.into(),
            origin: Origin::Client,
            at: None,
        }
    }
}

/// Who made an order, as far as the venue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// Somebody with access to the account: a key, or the venue's own pages.
    Client,
    /// The venue, to liquidate a position.
    Liquidation,
    /// The venue, to reduce a position against that of another account.
    Deleverage,
    /// The venue, for another reason, such as a delivery or a delisting.
    Venue,
}

/// Value that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Movement {
    /// Which way.
    pub kind: MovementKind,
    /// The venue's name for it.
    pub id: String,
    /// The asset, as the venue writes it.
    pub asset: String,
    /// The amount, as the venue writes it; empty where it does not.
    pub amount: String,
    /// Where it went, as far as the venue says: an address, an account or a wallet.
    pub to: Option<String>,
    /// When it was asked for, or, where the venue does not say that, done.
    pub at: Option<SystemTime>,
}

impl Movement {
    /// A movement by this name of the venue's; what else is known of it is put into the fields.
    pub fn new(kind: MovementKind, id: impl Into<String>, asset: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            asset: asset.into(),
            amount: String::new(),
            to: None,
            at: None,
        }
    }
}

/// Which way value moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MovementKind {
    /// Out of the account.
    Withdrawal,
    /// Into the account.
    Deposit,
    /// Between wallets or accounts of one owner.
    Transfer,
}

/// A login, or a use of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Access {
    /// From where, where the venue says it.
    pub from: Option<IpAddr>,
    /// The key, where it was one.
    pub key: Option<Fingerprint>,
    /// When.
    pub at: Option<SystemTime>,
}

impl Access {
    /// A login or a use from this address, where the venue says it.
    #[must_use]
    pub const fn new(from: Option<IpAddr>) -> Self {
        Self {
            from,
            key: None,
            at: None,
        }
    }
}

/// A key in the venue's list of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyEntry {
    /// Which one.
    pub key: Fingerprint,
    /// When it was made.
    pub created: Option<SystemTime>,
    /// When it was used last.
    pub used: Option<SystemTime>,
}

impl KeyEntry {
    /// This key; what else is known of it is put into the fields.
    #[must_use]
    pub const fn new(key: Fingerprint) -> Self {
        Self {
            key,
            created: None,
            used: None,
        }
    }
}

/// An address that value may go out to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AddressEntry {
    /// The address, as the venue writes it.
    pub address: String,
    /// The asset, as the venue writes it; empty where it is for any, or where the venue does not say.
    pub asset: String,
    /// When it was added.
    pub added: Option<SystemTime>,
}

impl AddressEntry {
    /// This address; what else is known of it is put into the fields.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            asset: String::new(),
            added: None,
        }
    }
}
