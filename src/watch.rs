//! Sees what the bot did not do: orders, trades, moves of value, logins and keys that are not its own.
//!
//! Most public thefts of keys went out through trades alone, with withdrawals off. So a bot marks its
//! orders with an [`OrderTag`], and shows a [`TradeWatch`] whatever the venue reports; what carries no
//! mark, and was neither declared nor made by the venue, is a [`Finding`] and stops the signer if the
//! owner wants that. An [`AccessReview`] does the same for logins, lists of keys and their last use.
//!
//! Nothing here asks a venue, signs, or knows an API secret. Only marks count: an order that the bot
//! signed without one is foreign.

mod access;
mod account;
mod alarm;
mod finding;
mod tag;
mod trade;

pub use access::AccessReview;
pub use finding::{Finding, Found};
pub use tag::{NoTag, OrderTag, TagError, TagId, Tagged};
#[cfg(unix)]
pub use trade::WatchError;
pub use trade::{Declaration, Gap, TradeWatch, Verdict};
