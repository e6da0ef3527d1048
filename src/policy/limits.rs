//! What a key may do in a second, in a day and where, as its owner demands it.
//!
//! These are values only: what counts as an order, and where counts are kept, is `limits`.

mod names;

pub(crate) use names::Names;

use super::replace;
use core::fmt;
use std::borrow::Cow;

/// What a key may do in a second and in a day, and in which markets.
///
/// ```
/// use keyleash::{Limits, Policy, scope};
///
/// scope! { MarketMaker = Read | Spot }
///
/// const POLICY: Policy<MarketMaker> = Policy::new().limits(
///     Limits::new()
///         .orders_per_second(10)
///         .orders_per_day(5_000)
///         .worth_per_day(1_000_000)
///         .markets(&["BTCUSDT", "ETHUSDT"]),
/// );
/// ```
///
/// The same from a configuration:
///
/// ```
/// let policy: keyleash::AnyPolicy = toml::from_str(r#"
///     needs = ["read", "spot"]
///     limits = { orders_per_day = 5000, worth_per_day = 1000000 }
///     markets = ["BTCUSDT"]
/// "#)?;
/// # Ok::<(), toml::de::Error>(())
/// ```
///
/// What places or changes an order counts, and a batch counts as many orders as it holds; where
/// that cannot be told for sure, it counts more rather than fewer. To read and to cancel is free.
/// Whatever else trades, such as a conversion, a loan or a leverage setting, could move value past
/// the limits: it is refused unless [`beside`](Self::beside) names it. So are transfers, and the
/// sockets that take orders.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "limits do nothing until a policy or a signer has them"]
pub struct Limits {
    pub(crate) orders_per_second: Option<u32>,
    pub(crate) orders_per_day: Option<u64>,
    pub(crate) worth_per_day: Option<u64>,
    pub(crate) markets: Option<Names>,
    pub(crate) beside: Names,
    pub(crate) name: Option<Cow<'static, str>>,
}

/// The bounds, for code and configuration alike.
pub(super) const SECOND: (u64, u64) = (1, 10_000);
pub(super) const ORDERS: (u64, u64) = (1, 1_000_000_000);
pub(super) const WORTH: (u64, u64) = (1, 100_000_000_000_000);
/// How many markets, and how many paths, a list may have.
pub(super) const MARKETS: usize = 1_000_000;
pub(super) const PATHS: usize = 10_000;

impl Limits {
    /// No limit yet. A policy takes none without any.
    pub const fn new() -> Self {
        Self {
            orders_per_second: None,
            orders_per_day: None,
            worth_per_day: None,
            markets: None,
            beside: Names::Fixed(&[]),
            name: None,
        }
    }

    /// At most `orders` (1 to 10,000) in a second. Seconds are those of a clock that never steps
    /// back; two that follow each other can both be full, back to back. Each process counts its
    /// own: of several, each gets its part. Signers of one name and the same limits share
    /// the seconds where they share [`Counters`](crate::Counters), and not otherwise.
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[track_caller]
    pub const fn orders_per_second(mut self, orders: u32) -> Self {
        assert!(
            within(orders as u64, SECOND),
            "`orders_per_second` takes 1 to 10,000"
        );
        self.orders_per_second = Some(orders);
        self
    }

    /// At most `orders` (1 to 1,000,000,000) in a day of UTC.
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[track_caller]
    pub const fn orders_per_day(mut self, orders: u64) -> Self {
        assert!(
            within(orders, ORDERS),
            "`orders_per_day` takes 1 to 1,000,000,000"
        );
        self.orders_per_day = Some(orders);
        self
    }

    /// Orders worth at most `worth` (1 to 100,000,000,000,000) in a day of UTC, in whole units of
    /// what the owner counts in, such as cents. Each order then has to state its worth; what the
    /// bot states is believed.
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[track_caller]
    pub const fn worth_per_day(mut self, worth: u64) -> Self {
        assert!(
            within(worth, WORTH),
            "`worth_per_day` takes 1 to 100,000,000,000,000"
        );
        self.worth_per_day = Some(worth);
        self
    }

    /// Orders in these markets only, each written as the venue writes it: of a long list, an order
    /// costs no more than of a short one.
    ///
    /// # Panics
    ///
    /// Where there is none, or one that is empty, longer than 64 bytes or not of letters, digits
    /// and `-_./:@`; in a `const` that is a compile error.
    #[track_caller]
    #[allow(clippy::indexing_slicing)] // every index is below the length
    pub const fn markets(mut self, markets: &'static [&'static str]) -> Self {
        assert!(
            !markets.is_empty() && markets.len() <= MARKETS,
            "`markets` takes 1 to 1,000,000 names"
        );
        let mut at = 0;
        while at < markets.len() {
            assert!(
                is_market(markets[at]),
                "a market is 1 to 64 letters, digits and `-_./:@`"
            );
            at += 1;
        }
        replace(&mut self.markets, Some(Names::Fixed(markets)));
        self
    }

    /// Lets the calls at these paths pass uncounted, which trade and place no order: a conversion,
    /// a loan, a transfer, a leverage setting. A path is written as in
    /// [`Spec::counted`](crate::venue::Spec::counted), with its `{}`.
    ///
    /// # Panics
    ///
    /// Where a text is no path; in a `const` that is a compile error.
    #[track_caller]
    #[allow(clippy::indexing_slicing)] // every index is below the length
    pub const fn beside(mut self, paths: &'static [&'static str]) -> Self {
        assert!(paths.len() <= PATHS, "`beside` takes up to 10,000 paths");
        let mut at = 0;
        while at < paths.len() {
            assert!(
                is_path(paths[at]),
                "a path begins with `/`, and is at most 256 bytes of visible ASCII"
            );
            at += 1;
        }
        replace(&mut self.beside, Names::Fixed(paths));
        self
    }

    /// Counts under this name. By default that is the name of the scope: two keys of one venue,
    /// environment and scope that share [`Counters`](crate::Counters) share the day, and so does a
    /// key with the one that takes its place.
    ///
    /// # Panics
    ///
    /// Where it is not 1 to 64 letters, digits, `-` and `_`; in a `const` that is a compile error.
    #[track_caller]
    pub const fn named(mut self, name: &'static str) -> Self {
        assert!(
            is_name(name),
            "a name is 1 to 64 letters, digits, `-` and `_`"
        );
        replace(&mut self.name, Some(Cow::Borrowed(name)));
        self
    }

    /// Whether nothing is limited.
    pub(crate) const fn is_empty(&self) -> bool {
        self.orders_per_second.is_none()
            && self.orders_per_day.is_none()
            && self.worth_per_day.is_none()
            && self.markets.is_none()
    }

    /// Whether a day is counted.
    pub(crate) const fn counts_days(&self) -> bool {
        self.orders_per_day.is_some() || self.worth_per_day.is_some()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

/// One of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::orders_per_second`]
    OrdersPerSecond,
    /// [`Limits::orders_per_day`]
    OrdersPerDay,
    /// [`Limits::worth_per_day`]
    WorthPerDay,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OrdersPerSecond => "orders a second",
            Self::OrdersPerDay => "orders a day",
            Self::WorthPerDay => "worth a day",
        })
    }
}

pub(super) const fn within(value: u64, bounds: (u64, u64)) -> bool {
    bounds.0 <= value && value <= bounds.1
}

pub(super) const fn is_market(text: &str) -> bool {
    holds_only(text, 64, b"-_./:@")
}

pub(super) const fn is_name(text: &str) -> bool {
    holds_only(text, 64, b"-_")
}

pub(super) const fn is_path(text: &str) -> bool {
    matches!(text.as_bytes(), [b'/', ..]) && holds_only(text, 256, b"/-_.{}*")
}

/// Whether `text` has 1 to `most` bytes of ASCII letters, digits and `also`.
#[allow(clippy::indexing_slicing)] // every index is below the length
const fn holds_only(text: &str, most: usize, also: &[u8]) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let mut sign = 0;
        while sign < also.len() && also[sign] != text[at] {
            sign += 1;
        }
        if sign == also.len() && !text[at].is_ascii_alphanumeric() {
            return false;
        }
        at += 1;
    }
    !text.is_empty() && text.len() <= most
}
