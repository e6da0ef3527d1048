//! What the owner does once a key may be in other hands, in its order.

use crate::{scheme::key::KeyKind, venue::Spec};

/// A step of the owner, on the venue's pages or at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// Delete the key.
    DeleteKey,
    /// Look at orders, positions and trades.
    ReviewTrades,
    /// Look at what went out.
    CheckWithdrawals,
    /// Make another key, and give it to the bot.
    NewKey,
    /// Change the password.
    Password,
    /// Set up the second factor again.
    SecondFactor,
    /// Look for what took the key.
    Devices,
    /// Tell the venue.
    Support,
}

impl Step {
    /// Every step, in order.
    pub const ALL: &'static [Self] = &[
        Self::DeleteKey,
        Self::ReviewTrades,
        Self::CheckWithdrawals,
        Self::NewKey,
        Self::Password,
        Self::SecondFactor,
        Self::Devices,
        Self::Support,
    ];

    /// A short name, such as `delete the key`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeleteKey => "delete the key",
            Self::ReviewTrades => "review orders and trades",
            Self::CheckWithdrawals => "check withdrawals",
            Self::NewKey => "make a new key",
            Self::Password => "change the password",
            Self::SecondFactor => "renew the second factor",
            Self::Devices => "scan the devices",
            Self::Support => "tell the venue",
        }
    }

    /// What to do at this venue, in the words of its console.
    #[must_use]
    pub fn text(self, spec: &Spec) -> String {
        let (title, console) = (spec.title(), &spec.console);
        match self {
            Self::DeleteKey if is_wallet(spec) => format!(
                "take the wallet off the account at {}: {}; the old one ends when another takes its name",
                console.page, console.create
            ),
            Self::DeleteKey => format!(
                "delete the key at {}; do not only disable it, and keep no copy: what is disabled can be enabled again",
                console.page
            ),
            Self::ReviewTrades => format!(
                "on {title}, cancel the open orders and close the positions that are not the bot's, and compare the trades with the journal"
            ),
            Self::CheckWithdrawals => format!(
                "on {title}, look at withdrawals, transfers to others and withdrawal addresses; cancel what is pending, remove what is not yours"
            ),
            Self::NewKey => format!(
                "{}; restrict it ({}), and store it where the old one was not",
                console.create, console.restrict
            ),
            Self::Password if is_wallet(spec) => {
                "move what is left to an account of a new seed, if the seed was on the same machine"
                    .to_owned()
            }
            Self::Password => format!(
                "change the password of {title} from another device, and that of its e-mail; end every other session"
            ),
            Self::SecondFactor if is_wallet(spec) => {
                "renew the second factor of whatever holds the seed".to_owned()
            }
            Self::SecondFactor => format!(
                "take the second factor off {title} and set it up again, on another device"
            ),
            Self::Devices => {
                "scan every machine that had the key, look through its repositories, logs and chats, and build the bot's machine anew"
                    .to_owned()
            }
            Self::Support => match console.support {
                Some(page) => format!("send this report to {title}, at {page}"),
                None => format!("send this report to the support of {title}"),
            },
        }
    }
}

/// Whether the venue's keys are wallets of an account that is a wallet itself.
fn is_wallet(spec: &Spec) -> bool {
    spec.keys.iter().any(|form| form.kind == KeyKind::Secp256k1)
}
