//! What a watch saw that should not be.

use crate::{event::Movement, policy::Severity, time, venue::Spec};
use core::fmt;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};
use std::time::SystemTime;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident, $remedy:literal;)+) => {
        /// What kind of thing was found. The codes are stable; texts may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Found { $($(#[$doc])* $name,)+ }

        impl Found {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Whether it stops the signer, where a switch was given to the watch.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// What to do.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy),+ }
            }
        }
    };
}

kinds! {
    /// An order, or a trade, that nobody of the fleet made.
    ForeignOrder = "KL-FOREIGN-ORDER", Refuse,
        "stop the key and cancel all orders; where it was the owner's own, declare such orders beforehand";
    /// A trade, or an order without a name, that no order of the fleet explained in time.
    UnknownOrder = "KL-UNKNOWN-ORDER", Refuse,
        "ask the venue for the order, and stop the key if it carries no tag";
    /// Two orders with the same tag: one of them is a copy.
    CopiedTag = "KL-COPIED-TAG", Refuse,
        "stop the key: somebody who can read the orders placed one of them";
    /// Value left the account.
    Withdrawal = "KL-WITHDRAWAL", Refuse,
        "ask the venue to hold it at once, and delete every key of the account";
    /// Value moved between wallets of the account.
    Transfer = "KL-TRANSFER", Refuse,
        "stop the key; where it was the owner's own, declare transfers beforehand";
    /// Nobody looked at what happened in some span of time.
    Gap = "KL-GAP", Warn,
        "read the pages of that time from the venue, and show them to the watch";
    /// More orders than the watch may remember.
    Forgotten = "KL-FORGOTTEN", Warn,
        "let the watch remember more orders";
    /// A login from outside of the owner's networks.
    ForeignLogin = "KL-FOREIGN-LOGIN", Refuse,
        "end all sessions at the venue, change the password, and look at the second factor";
    /// A key that was used from outside of the owner's networks.
    ForeignUse = "KL-FOREIGN-USE", Refuse,
        "delete the key at the venue, and make a new one that is bound to the bot's address";
    /// A key in the account that the owner does not know.
    UnknownKey = "KL-UNKNOWN-KEY", Refuse,
        "delete it at the venue, change the password, and look at the second factor";
    /// A retired key that still exists.
    LingeringKey = "KL-LINGERING-KEY", Warn,
        "delete it at the venue";
    /// A retired key that was used since.
    DeadKeyUsed = "KL-DEAD-KEY-USED", Refuse,
        "delete it at the venue, and look at what it did";
    /// A key that was used later than the bot used it last.
    LateUse = "KL-LATE-USE", Refuse,
        "delete the key at the venue: somebody else signs with it";
    /// An address that value may go out to, and which the owner does not know.
    UnknownAddress = "KL-UNKNOWN-ADDRESS", Refuse,
        "take it out of the venue's address book, change the password, and look at the second factor";
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Found {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that a watch saw and that should not be.
///
/// ```
/// # use keyleash::{OrderTag, Secret, TradeWatch, event::{Event, Order}, venue};
/// # let key = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80".to_owned();
/// # let mut watch = TradeWatch::new(OrderTag::new(&Secret::new(key))?.into());
/// let mut order = Order::new("1795136400", "BTCUSDT");
/// order.client_id = Some("web_8812".to_owned());
/// let bybit = venue::find("bybit").unwrap();
/// let findings = watch.see(bybit, &Event::Order(order), std::time::SystemTime::now());
/// assert!(findings[0].to_string().starts_with(
///     "KL-FOREIGN-ORDER: order 1795136400 in BTCUSDT at Bybit was made by nobody of this fleet: "
/// ));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    kind: Found,
    venue: &'static str,
    found: String,
    at: Option<SystemTime>,
}

impl Finding {
    /// `found` comes from a venue in part: it is shown as one line of bounded length.
    pub(super) fn new(
        kind: Found,
        venue: &'static str,
        at: Option<SystemTime>,
        found: &str,
    ) -> Self {
        const MOST: usize = 400;
        let line = |c: char| if c.is_control() { '?' } else { c };
        Self {
            kind,
            venue,
            found: found.chars().take(MOST).map(line).collect(),
            at,
        }
    }

    /// A withdrawal, of which each watch says the same.
    pub(super) fn withdrawal(venue: &'static Spec, movement: &Movement) -> Self {
        Self::new(
            Found::Withdrawal,
            venue.id(),
            movement.at,
            &moved("withdrawal", venue, movement),
        )
    }

    /// A transfer that was not declared.
    pub(super) fn transfer(venue: &'static Spec, movement: &Movement) -> Self {
        Self::new(
            Found::Transfer,
            venue.id(),
            movement.at,
            &moved("transfer", venue, movement),
        )
    }

    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> Found {
        self.kind
    }

    /// Whether it stops the signer, where a switch was given to the watch.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// The short name of the venue.
    #[must_use]
    pub const fn venue(&self) -> &'static str {
        self.venue
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        self.kind.remedy()
    }

    /// When it happened, where the venue says that.
    #[must_use]
    pub const fn at(&self) -> Option<SystemTime> {
        self.at
    }

    fn moment(&self) -> Option<String> {
        self.at.map(|at| time::rfc3339(time::millis(at)))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.kind, self.found, self.remedy())
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finding")
            .field("kind", &self.kind)
            .field("venue", &self.venue)
            .field("found", &self.found)
            .field("at", &self.moment())
            .finish()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 6)?;
        out.serialize_field("code", &self.kind)?;
        out.serialize_field("severity", &self.severity())?;
        out.serialize_field("venue", self.venue)?;
        out.serialize_field("found", &self.found)?;
        out.serialize_field("remedy", self.remedy())?;
        out.serialize_field("at", &self.moment())?;
        out.end()
    }
}

fn moved(what: &str, venue: &Spec, movement: &Movement) -> String {
    let Movement {
        id, asset, amount, ..
    } = movement;
    let title = venue.title();
    let to = movement.to.as_deref();
    let to = to.unwrap_or("a place that the venue does not name");
    format!("{what} {id} of {amount} {asset} at {title}, to {to}")
}
