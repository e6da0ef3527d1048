//! Who made an order.

use serde::Serialize;

/// Who made an order, as far as it is known by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// This instance.
    Own,
    /// Another instance of the fleet, or this one before it was started anew.
    OwnElsewhere,
    /// The owner, who said so beforehand.
    Declared,
    /// The venue: a liquidation, say.
    ByVenue,
    /// None of these.
    Foreign,
    /// Not known yet: nothing that was reported so far says it.
    Pending,
}
