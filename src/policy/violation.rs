//! One demand that is not met, and the list of them that stops a bot.

use crate::{
    report::{Environment, wrapped},
    secret::Fingerprint,
};
use core::fmt;
use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// The stable name of a rule: texts may change, codes do not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

codes! {
    /// The key can withdraw, or change the address book.
    Withdraw = "KL-WITHDRAW";
    /// The key can manage keys or sub-accounts.
    Admin = "KL-ADMIN";
    /// The key has a right that the scope does not need.
    Surplus = "KL-SURPLUS";
    /// The key lacks a right that the scope needs.
    Missing = "KL-MISSING";
    /// The key has a right that this crate does not know.
    UnknownRight = "KL-UNKNOWN-RIGHT";
    /// A right that is needed brings others that are not, and cannot be taken apart.
    RidesAlong = "KL-RIDES-ALONG";
    /// The venue did not state which rights the key has.
    RightsNotStated = "KL-RIGHTS-NOT-STATED";
    /// A test environment that cannot be asked about a key.
    NotAsked = "KL-NOT-ASKED";
    /// The key works from every address.
    OpenToAll = "KL-OPEN-TO-ALL";
    /// An allowlist entry covers too many addresses.
    EntryTooWide = "KL-ENTRY-TOO-WIDE";
    /// An allowlist entry holds private or reserved addresses.
    EntryReserved = "KL-ENTRY-RESERVED";
    /// The allowlist has too many entries.
    TooManyEntries = "KL-TOO-MANY-ENTRIES";
    /// The allowlist exists, and the venue does not show it.
    WidthNotStated = "KL-WIDTH-NOT-STATED";
    /// One of this process's own addresses is not on the allowlist.
    EgressOutside = "KL-EGRESS-OUTSIDE";
    /// The venue did not state from which addresses the key works.
    AddressesNotStated = "KL-ADDRESSES-NOT-STATED";
    /// The key is older than the policy allows.
    TooOld = "KL-TOO-OLD";
    /// The key was made in the future, by its creation date.
    CreatedInFuture = "KL-CREATED-IN-FUTURE";
    /// The venue did not state when the key was made.
    CreationNotStated = "KL-CREATION-NOT-STATED";
    /// The key has expired at the venue.
    Expired = "KL-EXPIRED";
    /// The venue lets keys like this one lapse, and the time is over.
    Lapsed = "KL-LAPSED";
    /// The key's deadline is near.
    DeadlineNear = "KL-DEADLINE-NEAR";
    /// A fact is not stated, and the owner accepts that for a while.
    GapDeclared = "KL-GAP-DECLARED";
    /// The time for which the owner accepted a gap is over, or longer than a year.
    GapEnded = "KL-GAP-ENDED";
    /// The account's second factor is weaker than demanded, or not declared.
    TwoFactor = "KL-TWO-FACTOR";
    /// Nobody declares that the venue tells the owner of trades, as demanded.
    TradeNotices = "KL-TRADE-NOTICES";
    /// Nobody declares that withdrawals go to listed addresses only, as demanded.
    AddressLock = "KL-ADDRESS-LOCK";
    /// This machine's clock is too far off the venue's.
    ClockOff = "KL-CLOCK-OFF";
    /// A key is to be replaced by itself.
    SameKey = "KL-SAME-KEY";
    /// The new key is of another venue.
    OtherVenue = "KL-OTHER-VENUE";
    /// The new key is of another environment.
    OtherEnvironment = "KL-OTHER-ENVIRONMENT";
    /// The new key signs for other hosts than the one it is to replace.
    OtherHost = "KL-OTHER-HOST";
    /// The new key is of another account.
    OtherAccount = "KL-OTHER-ACCOUNT";
    /// Nothing shows that the new key is of the same account.
    AccountNotShown = "KL-ACCOUNT-NOT-SHOWN";
    /// The new key has a right that the one it is to replace has not.
    MoreRights = "KL-MORE-RIGHTS";
    /// The new key works from more addresses than the one it is to replace.
    WiderAllowlist = "KL-WIDER-ALLOWLIST";
    /// The new key is not younger than the one it is to replace.
    NotYounger = "KL-NOT-YOUNGER";
    /// The report is about another key.
    OtherReport = "KL-OTHER-REPORT";
    /// The report is too old to judge by.
    OldReport = "KL-OLD-REPORT";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a violation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(clippy::exhaustive_enums)] // a demand stops the bot or does not
pub enum Severity {
    /// It stops the bot.
    Refuse,
    /// It is shown.
    Warn,
}

/// One demand that a key does not meet.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    code: Code,
    severity: Severity,
    found: String,
    remedy: String,
}

impl Violation {
    pub(crate) const fn refuse(code: Code, found: String, remedy: String) -> Self {
        Self {
            code,
            severity: Severity::Refuse,
            found,
            remedy,
        }
    }

    pub(crate) const fn warn(code: Code, found: String, remedy: String) -> Self {
        Self {
            code,
            severity: Severity::Warn,
            found,
            remedy,
        }
    }

    /// The rule.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Whether it stops the bot.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What to do, in the words of the venue's console.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// Code and finding on one paragraph, the remedy on the next, at most 80 columns wide.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Refuse => "",
            Severity::Warn => "warning: ",
        };
        wrapped(f, "  - ", &format!("{} {word}{}", self.code, self.found))?;
        writeln!(f)?;
        wrapped(f, "    mend: ", &self.remedy)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A key that does not meet its policy; with every violation, warnings too. The key was wiped.
#[derive(Clone)]
pub struct Refused {
    pub(crate) venue: &'static str,
    pub(crate) environment: Environment,
    pub(crate) key: Fingerprint,
    pub(crate) scope: String,
    pub(crate) violations: Vec<Violation>,
}

impl Refused {
    /// `refused: ` and the codes of what was found.
    pub(crate) fn codes(&self) -> String {
        let codes = self.violations.iter().map(|own| own.code().to_string());
        format!("refused: {}", codes.collect::<Vec<_>>().join(", "))
    }

    /// Every violation, those that stop the bot first.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether `code` is among the violations that stop the bot.
    #[must_use]
    pub fn is_for(&self, code: Code) -> bool {
        self.violations
            .iter()
            .any(|violation| violation.code == code && violation.severity == Severity::Refuse)
    }
}

impl std::error::Error for Refused {}

/// A line or two about the key, then each violation, at most 80 columns wide.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!(
            "{} key {} ({}) refused for scope `{}`",
            self.venue, self.key, self.environment, self.scope
        );
        wrapped(f, "", &head)?;
        for violation in &self.violations {
            write!(f, "\n{violation}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
