//! How orders are placed, named and stopped at a venue, and where the traces of trading are read.

use crate::request::{Method, Row, is_uuid};

/// How orders are placed and stopped.
#[derive(Clone, Copy)]
pub(crate) struct Trading {
    pub(crate) orders: &'static [Orders],
    /// The calls that cancel every order of a kind at once.
    pub(crate) cancel_all: &'static [Row],
    /// The calls that let the venue cancel every order unless the bot calls again in time.
    pub(crate) dead_man: &'static [Row],
}

/// One family of endpoints that place orders, or change what an order buys or sells, with the same
/// parameters. Conversions at a quoted price, and deals with one counterparty (block trades, requests
/// for quotes), are no orders.
#[derive(Clone, Copy, Debug)]
pub struct Orders {
    pub(crate) at: &'static [Row],
    /// Empty where an order is named by its id alone, or more than one market is meant.
    pub(crate) market: &'static str,
    pub(crate) client_id: Option<ClientId>,
}

/// The market where it stands in the path, as Bitstamp calls that segment.
pub(super) const IN_PATH: &str = "market_symbol";

impl Orders {
    /// The endpoints, as method and path.
    pub fn endpoints(&self) -> impl Iterator<Item = (Method, &'static str)> + use<> {
        endpoints(self.at)
    }

    /// The parameter that names the market; `None` where there is none, as in a change of an order
    /// by its id.
    #[must_use]
    pub const fn market(&self) -> Option<&'static str> {
        if self.market.is_empty() {
            None
        } else {
            Some(self.market)
        }
    }

    /// Whether the market stands in the path.
    pub(crate) fn is_in_path(&self) -> bool {
        self.market == IN_PATH
    }

    /// The parameter with the bot's own name for an order, where there is one.
    #[must_use]
    pub const fn client_id(&self) -> Option<ClientId> {
        self.client_id
    }
}

/// The parameter with the bot's own name for an order, and what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientId {
    pub(crate) field: &'static str,
    pub(crate) shape: Shape,
}

/// What a client order id may hold. Where a venue does not say, the strictest reading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `start`, and up to so many bytes in all of ASCII letters, digits and `also`.
    Text {
        start: &'static str,
        most: usize,
        also: &'static str,
    },
    /// A whole number.
    Integer { from: u64, to: u64 },
    /// A UUID, in lower case with dashes.
    Uuid,
    /// `0x` and 32 hexadecimal digits.
    Hex128,
}

impl ClientId {
    /// The parameter.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }

    /// Whether the venue takes `id`.
    #[must_use]
    pub fn accepts(&self, id: &str) -> bool {
        match self.shape {
            Shape::Text { start, most, also } => {
                id.len() <= most
                    && id.strip_prefix(start).is_some_and(|rest| {
                        !rest.is_empty()
                            && rest.bytes().all(|byte| {
                                byte.is_ascii_alphanumeric() || also.as_bytes().contains(&byte)
                            })
                    })
            }
            Shape::Integer { from, to } => {
                let plain = id == "0" || !id.starts_with(['+', '0']);
                plain && id.parse().is_ok_and(|id: u64| (from..=to).contains(&id))
            }
            Shape::Uuid => is_uuid(id),
            Shape::Hex128 => id.strip_prefix("0x").is_some_and(|digits| {
                digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }),
        }
    }
}

/// What a bot wrote, in words: `1 to 36 of A-Z a-z 0-9 - _`.
impl core::fmt::Display for ClientId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.shape {
            Shape::Text { start, most, also } => {
                write!(f, "at most {most} of A-Z a-z 0-9")?;
                also.chars().try_for_each(|c| write!(f, " {c}"))?;
                if !start.is_empty() {
                    write!(f, ", beginning with {start}")?;
                }
                Ok(())
            }
            Shape::Integer { from, to } => write!(f, "a whole number from {from} to {to}"),
            Shape::Uuid => f.write_str("a UUID"),
            Shape::Hex128 => f.write_str("0x and 32 hexadecimal digits"),
        }
    }
}

/// A trace that trading, or an intruder, leaves at a venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// Trades of the account.
    Fills,
    /// Orders, open and done.
    Orders,
    /// Open positions, and what is borrowed.
    Positions,
    /// Every change of a balance.
    Ledger,
    /// Moves between wallets and accounts.
    Transfers,
    /// What went out.
    Withdrawals,
    /// What came in.
    Deposits,
    /// The addresses that value may go out to.
    Addresses,
    /// The keys and sub-accounts of the account.
    Keys,
    /// Logins, with their addresses.
    Logins,
}

impl Evidence {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Fills,
        Self::Orders,
        Self::Positions,
        Self::Ledger,
        Self::Transfers,
        Self::Withdrawals,
        Self::Deposits,
        Self::Addresses,
        Self::Keys,
        Self::Logins,
    ];
}

/// Method and path of each row, once.
pub(super) fn endpoints(
    rows: &'static [Row],
) -> impl Iterator<Item = (Method, &'static str)> + use<> {
    rows.iter().enumerate().filter_map(|(at, row)| {
        let same = |other: &Row| (other.method, other.path) == (row.method, row.path);
        let before = rows.get(..at).unwrap_or_default();
        (!before.iter().any(same)).then_some((row.method, row.path))
    })
}
