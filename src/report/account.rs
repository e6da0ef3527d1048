//! How the owner keeps the account that a key belongs to, by the owner's own word.
//!
//! No venue states any of it to a key. So it is declared, shown as such, and demanded by a policy.

use core::fmt;
use serde::Serialize;

/// The second factor of an account's login, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TwoFactor {
    /// There is none: a password opens the account.
    None,
    /// A code by text message or mail, which whoever takes over the number or the mailbox gets too.
    Sms,
    /// A code of an authenticator app, which a false login page can ask for.
    App,
    /// A passkey on a phone or computer: good for the venue's own page only.
    Passkey,
    /// A passkey on a device of its own, of which there is no copy elsewhere.
    SecurityKey,
}

impl TwoFactor {
    pub(crate) const ALL: [Self; 5] = [
        Self::None,
        Self::Sms,
        Self::App,
        Self::Passkey,
        Self::SecurityKey,
    ];

    /// The word in a configuration.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sms => "sms",
            Self::App => "app",
            Self::Passkey => "passkey",
            Self::SecurityKey => "security_key",
        }
    }

    pub(crate) const fn phrase(self) -> &'static str {
        match self {
            Self::None => "no second factor",
            Self::Sms => "codes by message",
            Self::App => "an authenticator app",
            Self::Passkey => "a passkey",
            Self::SecurityKey => "a security key",
        }
    }

    /// What will do where this is the weakest that does.
    pub(crate) fn or_better(self) -> String {
        match self {
            Self::SecurityKey => self.phrase().to_owned(),
            weaker => format!("{} or better", weaker.phrase()),
        }
    }
}

/// What the owner declares about the account of a key. What is left out is not declared, which is
/// neither yes nor no.
///
/// ```
/// use keyleash::{Account, TwoFactor};
///
/// const ACCOUNT: Account = Account::new()
///     .two_factor(TwoFactor::SecurityKey)
///     .trade_notices()
///     .address_lock();
/// ```
///
/// In a configuration it stands at a key, as
/// `account = { two_factor = "security_key", trade_notices = true, address_lock = true }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[must_use = "a declaration does nothing until a credential has it"]
pub struct Account {
    pub(crate) two_factor: Option<TwoFactor>,
    pub(crate) trade_notices: Option<bool>,
    pub(crate) address_lock: Option<bool>,
}

impl Account {
    /// Nothing is declared yet.
    pub const fn new() -> Self {
        Self {
            two_factor: None,
            trade_notices: None,
            address_lock: None,
        }
    }

    /// What protects the login beside a password.
    pub const fn two_factor(mut self, kind: TwoFactor) -> Self {
        self.two_factor = Some(kind);
        self
    }

    /// The venue tells the owner of each trade, by mail or on a phone.
    pub const fn trade_notices(mut self) -> Self {
        self.trade_notices = Some(true);
        self
    }

    /// Withdrawals go to addresses on a list only, and a new one has to wait before it counts.
    pub const fn address_lock(mut self) -> Self {
        self.address_lock = Some(true);
        self
    }

    /// Whether nothing is declared.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::new()
    }
}

/// What is declared, in words.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = |yes| if yes { "on" } else { "off" };
        let login = self.two_factor.map(|kind| kind.phrase().to_owned());
        let notices = self
            .trade_notices
            .map(|yes| format!("notices of trades {}", on(yes)));
        let lock = self
            .address_lock
            .map(|yes| format!("withdrawal address lock {}", on(yes)));
        let all: Vec<_> = [login, notices, lock].into_iter().flatten().collect();
        if all.is_empty() {
            f.write_str("nothing declared")
        } else {
            f.write_str(&all.join(", "))
        }
    }
}
