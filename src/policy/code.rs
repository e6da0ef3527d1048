//! The rules by their stable names, and all that is said about each in general: what it means, why it
//! matters, and how it is mended.
//!
//! This is the one place for these texts. The rules fill the same remedies with what they found and
//! with the words of the venue's console; the documentation, the program and the manual read them.

use super::Severity;
use crate::report::Console;
use core::fmt;
use serde::{Serialize, Serializer};

/// `meaning; Name = "KL-CODE", severity, "reason", "remedy" or "another remedy";`
///
/// In a remedy, a name in braces stands for the venue's words (`page`, `edit`, `restrict`, `create`) or
/// for what a rule has found; [`GENERAL`] has what is said where neither is known.
macro_rules! codes {
    ($(#[doc = $meaning:literal] $name:ident = $code:literal, $severity:ident, $reason:literal,
        $remedy:literal $(or $other:literal)?;)+) => {
        /// The stable name of a rule: texts may change, codes do not.
        ///
        /// Each says what it means, why it matters, what it does and how it is mended:
        ///
        /// ```
        /// use keyleash::{Code, Severity};
        ///
        /// let code = Code::OpenToAll;
        /// assert_eq!(code.as_str(), "KL-OPEN-TO-ALL");
        /// assert_eq!(code.meaning(), "The key works from every address.");
        /// assert_eq!(code.severity(), Severity::Refuse);
        /// assert_eq!(
        ///     code.remedies(),
        ///     ["the key's address list at the venue: write the addresses of the servers that run this bot"],
        /// );
        /// ```
        ///
        /// [`Spec::remedies`](crate::venue::Spec::remedies) has the same in a venue's own words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $meaning] $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning.trim_ascii()),+ }
            }

            /// Why it matters, in a sentence or two.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                match self { $(Self::$name => $reason),+ }
            }

            /// What it does, unless the owner said in [`danger`](crate::danger) that any address will
            /// do: then all about addresses but the bot's own is a warning.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// The remedy for the usual case, and for another where there is one.
            const fn templates(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$remedy $(, $other)?]),+ }
            }
        }
    };
}

codes! {
    /// The key can withdraw, or change the address book.
    Withdraw = "KL-WITHDRAW", Refuse,
        "Whoever gets hold of such a key empties the account within seconds, and nobody can call that back. No bot needs it: withdraw by hand.",
        "{edit}: take off {right}, or make a key without it";
    /// The key can manage keys or sub-accounts.
    Admin = "KL-ADMIN", Refuse,
        "Such a key can make itself another one, with every right, from every address: whatever else is restricted is worth nothing.",
        "{edit}: take off {right}, or make a key without it";
    /// The key has a right that the scope does not need.
    Surplus = "KL-SURPLUS", Refuse,
        "The signer refuses calls outside its scope, and a thief has no signer: only what the key cannot do at the venue is out of reach.",
        "{edit}: take off {right}, or widen the scope";
    /// The key lacks a right that the scope needs.
    Missing = "KL-MISSING", Refuse,
        "The bot would start, and fail at its first such call, with positions open.",
        "{edit}: tick {right}, or narrow the scope"
        or "{venue} has no such right: narrow the scope";
    /// The key has a right that this crate does not know.
    UnknownRight = "KL-UNKNOWN-RIGHT", Refuse,
        "Venues add rights, and some of them move funds. What nobody has judged is not taken to be harmless.",
        "{edit}: take it off, or update keyleash";
    /// A right that is needed brings others that are not, and cannot be taken apart.
    RidesAlong = "KL-RIDES-ALONG", Warn,
        "The venue sells rights in bundles. The bot cannot use what is surplus; a thief could.",
        "nothing to untick: {venue} has no finer right; the signer refuses these calls, and a sub-account bounds what a thief could reach";
    /// The venue did not state which rights the key has.
    RightsNotStated = "KL-RIGHTS-NOT-STATED", Refuse,
        "A key that may be able to withdraw counts as one that can, until its owner has looked.",
        "look it up at {page}; if it is safe, declare the gap `rights` with an end date";
    /// A test environment that cannot be asked about a key.
    NotAsked = "KL-NOT-ASKED", Warn,
        "Where there is only play money, nothing is lost by a key that nobody knows enough about.",
        "nothing: this signer reaches test hosts only";
    /// The key works from every address.
    OpenToAll = "KL-OPEN-TO-ALL", Refuse,
        "A leaked key of that kind can be used by anyone. Most public thefts by API key went out through trades alone, from elsewhere, with withdrawals off.",
        "{restrict}: write the addresses of the servers that run this bot";
    /// An allowlist entry covers too many addresses.
    EntryTooWide = "KL-ENTRY-TOO-WIDE", Refuse,
        "Whoever rents a server in the same network is on the list too.",
        "{restrict}: write the addresses of your servers one by one";
    /// An allowlist entry holds private or reserved addresses.
    EntryReserved = "KL-ENTRY-RESERVED", Refuse,
        "No request reaches an exchange from such an address, so the entry protects nothing, and the one that was meant may be missing.",
        "{restrict}: write the address that the internet sees";
    /// The allowlist has too many entries.
    TooManyEntries = "KL-TOO-MANY-ENTRIES", Refuse,
        "A long list is one that nobody looks after: addresses that were given up are rented by others.",
        "{restrict}: keep the addresses of the servers that run this bot";
    /// The allowlist exists, and the venue does not show it.
    WidthNotStated = "KL-WIDTH-NOT-STATED", Warn,
        "That the venue answered proves that this process is on the list, and not that nobody else is.",
        "see at {page} that the list holds your servers and nothing else";
    /// One of this process's own addresses is not on the allowlist.
    EgressOutside = "KL-EGRESS-OUTSIDE", Refuse,
        "The venue refuses what comes from there: orders fail whenever the traffic takes that way.",
        "{restrict}: add {address}, or send the bot's traffic out another way";
    /// The venue did not state from which addresses the key works.
    AddressesNotStated = "KL-ADDRESSES-NOT-STATED", Refuse,
        "A key that may work from everywhere counts as one that does, until its owner has looked.",
        "look it up at {page}; if it is safe, declare the gap `allowlist` with an end date";
    /// The key is older than the policy allows.
    TooOld = "KL-TOO-OLD", Refuse,
        "A copy of a key that nobody noticed stays good until the key is replaced. Age bounds for how long.",
        "{create}, with the same boxes, and delete this one";
    /// The key was made in the future, by its creation date.
    CreatedInFuture = "KL-CREATED-IN-FUTURE", Refuse,
        "A wrong day, or a wrong clock, puts off every deadline that is counted from it.",
        "set this machine's clock, or correct the declared day";
    /// The venue did not state when the key was made.
    CreationNotStated = "KL-CREATION-NOT-STATED", Refuse,
        "Without that day nobody knows when the key is to be replaced.",
        "declare the day it was made, as {page} shows it: `created_on` in code, or `created` beside the key";
    /// The key has expired at the venue.
    Expired = "KL-EXPIRED", Refuse,
        "The venue, or the source of the key, takes it no longer.",
        "{create}, with the same boxes, and delete this one"
        or "have its source hand out a new credential, and load that";
    /// The venue lets keys like this one lapse, and the time is over.
    Lapsed = "KL-LAPSED", Refuse,
        "Some venues end keys without an address list, or without use, after a fixed time.",
        "{create}, with the same boxes, and delete this one"
        or "inspect it again before then, which counts as a use; or {create}, with the same boxes";
    /// The key's deadline is near.
    DeadlineNear = "KL-DEADLINE-NEAR", Warn,
        "On that day the bot stops signing. To replace a key beforehand takes no stop.",
        "{create}, with the same boxes, before then"
        or "have its source hand out a new credential before then";
    /// A fact is not stated, and the owner accepts that for a while.
    GapDeclared = "KL-GAP-DECLARED", Warn,
        "What the owner looked up may have changed since: the venue does not say.",
        "look it up at {page} before then";
    /// The time for which the owner accepted a gap is over, or longer than a year.
    GapEnded = "KL-GAP-ENDED", Refuse,
        "An exception without an end is a rule that nobody decided on.",
        "look the fact up again, and declare the gap anew, for a year at most"
        or "look the fact up again, and declare the gap anew, or have it stated";
    /// The account's second factor is weaker than demanded, or not declared.
    TwoFactor = "KL-TWO-FACTOR", Refuse,
        "Whoever takes over the login makes keys of his own, and needs none of the bot's. Codes by SMS go with the telephone number; codes of an app can be asked for by a false page.",
        "{security}: set up {factor}, and declare it, by `account.two_factor` in the configuration or `Account::two_factor` in code";
    /// Nobody declares that the venue tells the owner of trades, as demanded.
    TradeNotices = "KL-TRADE-NOTICES", Refuse,
        "Most public thefts by API key went out through trades alone: a notice of each is what an owner sees first.",
        "{security}: switch on notices of trades, and declare that, by `account.trade_notices` in the configuration or `Account::trade_notices` in code";
    /// Nobody declares that withdrawals go to listed addresses only, as demanded.
    AddressLock = "KL-ADDRESS-LOCK", Refuse,
        "It holds up whoever got into the account itself, where no rule about keys does.",
        "{security}: allow withdrawals to listed addresses only, and declare that, by `account.address_lock` in the configuration or `Account::address_lock` in code";
    /// This machine's clock is too far off the venue's.
    ClockOff = "KL-CLOCK-OFF", Refuse,
        "Venues refuse what is stamped with a wrong time, and deadlines are counted by this clock.",
        "synchronise this machine's clock: `timedatectl set-ntp true`, or `chronyc makestep`";
    /// A key is to be replaced by itself.
    SameKey = "KL-SAME-KEY", Refuse,
        "A rotation that keeps the key ends nothing: a copy of it stays good.",
        "{create}, and load that one";
    /// The new key is of another venue.
    OtherVenue = "KL-OTHER-VENUE", Refuse,
        "Its signers would send orders to another exchange.",
        "load a key of {venue}";
    /// The new key is of another environment.
    OtherEnvironment = "KL-OTHER-ENVIRONMENT", Refuse,
        "Its signers would trade with real money in place of play money, or the other way round.",
        "load a key for {environment}";
    /// The new key signs for other hosts than the one it is to replace.
    OtherHost = "KL-OTHER-HOST", Refuse,
        "Requests in the middle of the bot's work would go elsewhere.",
        "load it for the same hosts, by `at_host`";
    /// The new key is of another account.
    OtherAccount = "KL-OTHER-ACCOUNT", Refuse,
        "It trades with other funds, and whoever handed it out may read or end what the bot does there.",
        "log in to the account of the key in use, and make the new key there";
    /// Nothing shows that the new key is of the same account.
    AccountNotShown = "KL-ACCOUNT-NOT-SHOWN", Refuse,
        "A key of another account looks like any other, and trades with other funds.",
        "compare the accounts by hand, and say so by `danger::same_account`"
        or "ask by `Rotation::probe`, with an order of the account in sight; as a last resort, compare by hand and say so by `danger::same_account`";
    /// The new key has a right that the one it is to replace has not.
    MoreRights = "KL-MORE-RIGHTS", Refuse,
        "Rights grow unseen where a new key is made in a hurry.",
        "untick it at {edit}"
        or "see at {page} what differs, and make the key again";
    /// The new key works from more addresses than the one it is to replace.
    WiderAllowlist = "KL-WIDER-ALLOWLIST", Refuse,
        "An address list grows unseen where a new key is made in a hurry.",
        "{restrict}: write the same addresses, or fewer";
    /// The new key is not younger than the one it is to replace.
    NotYounger = "KL-NOT-YOUNGER", Refuse,
        "A rotation is there for a key that nobody can have copied yet.",
        "{create}, and load that one; an older one may lie where it was stolen from"
        or "declare the day it was made, as {page} shows it: `created_on` in code, or `created` beside the key";
    /// The report is about another key.
    OtherReport = "KL-OTHER-REPORT", Refuse,
        "A good report of one key says nothing about another.",
        "inspect the new key, and hand over that report";
    /// The report is too old to judge by.
    OldReport = "KL-OLD-REPORT", Refuse,
        "What the venue said then may have changed since.",
        "inspect the new key, and hand over that report";
}

/// What stands for a name in a remedy where nobody knows better.
const GENERAL: &[(&str, &str)] = &[
    ("page", "the venue's page of API keys"),
    ("edit", "the key's permissions at the venue"),
    ("restrict", "the key's address list at the venue"),
    ("create", "make a new key at the venue"),
    ("right", "the right"),
    ("address", "the address"),
    ("venue", "the venue"),
    ("security", "the account's security settings at the venue"),
    ("factor", "a stronger second factor"),
    ("environment", "the environment of the key in use"),
];

impl Code {
    /// How it is mended, in general words: the usual way, and where there is one another.
    #[must_use]
    pub fn remedies(self) -> Vec<String> {
        self.all_filled(&[])
    }

    /// How it is mended in the words of one console.
    pub(crate) fn remedies_at(self, console: &Console, values: &[(&str, &str)]) -> Vec<String> {
        self.all_filled(&words(console, values))
    }

    /// The usual remedy, in the words of one console and with what a rule has found.
    pub(crate) fn mend(self, console: &Console, values: &[(&str, &str)]) -> String {
        self.filled(0, &words(console, values))
    }

    /// The usual remedy, where no words of a console are in it.
    pub(crate) fn mend_anywhere(self, values: &[(&str, &str)]) -> String {
        self.filled(0, values)
    }

    /// The other remedy.
    pub(crate) fn mend_otherwise(self, console: &Console, values: &[(&str, &str)]) -> String {
        self.filled(1, &words(console, values))
    }

    fn all_filled(self, values: &[(&str, &str)]) -> Vec<String> {
        let all = 0..self.templates().len();
        all.map(|at| self.filled(at, values)).collect()
    }

    fn filled(self, at: usize, values: &[(&str, &str)]) -> String {
        let template = self.templates().get(at).or(self.templates().first());
        let mut out = String::new();
        let mut rest = template.copied().unwrap_or_default();
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').unwrap_or_default();
            let mut known = values.iter().chain(GENERAL);
            let value = known.find(|(own, _)| *own == name);
            out.push_str(before);
            out.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        out + rest
    }
}

fn words<'a>(console: &Console, values: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = values.to_vec();
    all.extend([
        ("page", console.page),
        ("edit", console.edit),
        ("restrict", console.restrict),
        ("create", console.create),
    ]);
    all
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

#[cfg(test)]
mod tests {
    use super::{Code, GENERAL};

    /// Every name in a remedy is one that has words, so that nothing is left out of a sentence.
    #[test]
    fn remedies_have_words_for_every_name() {
        for code in Code::ALL {
            for template in code.templates() {
                for piece in template.split('{').skip(1) {
                    let (name, _) = piece.split_once('}').unwrap();
                    assert!(
                        GENERAL.iter().any(|(own, _)| *own == name),
                        "{code}: {name}"
                    );
                }
            }
            let told = code.remedies().join("\n");
            assert!(!told.contains(['{', '}']) && !told.contains("  "), "{told}");
        }
    }

    #[test]
    fn every_code_is_a_sentence_each() {
        for code in Code::ALL {
            for text in [code.meaning(), code.reason()] {
                let first = text.chars().next().unwrap();
                assert!(
                    first.is_uppercase() && text.ends_with('.'),
                    "{code}: {text}"
                );
            }
            assert!(code.as_str().starts_with("KL-"));
        }
    }
}
