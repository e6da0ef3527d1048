//! The venues: one file each, all data but the readers of their answers.
//!
//! A venue file names its hosts, its signing scheme, its endpoints with the permission each one
//! needs, its rights in the words of its console, and reads its answers. The tables are checked
//! while the crate compiles.

pub mod binance;
pub mod binance_us;
pub mod bingx;
pub mod bitfinex;
pub mod bitget;
pub mod bitstamp;
pub mod bitvavo;
pub mod bybit;
mod check;
mod closed;
pub mod coinbase;
mod counted;
pub mod crypto_com;
pub mod deribit;
pub mod gate;
pub mod gemini;
pub mod htx;
pub mod hyperliquid;
mod index;
pub mod kraken;
pub mod kraken_futures;
pub mod kucoin;
pub mod kucoin_futures;
pub mod mexc;
pub mod okx;
mod pattern;
pub mod phemex;
mod reading;
mod refusal;
mod retirement;
mod socket;
mod table;
mod trading;
pub mod upbit;
pub mod woo;

pub use crate::report::Console;
pub use closed::{CLOSED, Closed, closed};
pub use counted::Counted;
pub(crate) use index::{Class, Index};
pub(crate) use pattern::{Alphabet, Piece};
pub use pattern::{CredentialPart, Pattern};
pub(crate) use reading::{
    AccessCells, AddressCells, FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells,
    Stream, Test, at, fixed, maybe, ms, ns, rfc3339, secs, utc,
};
pub use reading::{Reading, Unread};
pub use refusal::Cause;
pub(crate) use refusal::Refusal;
pub(crate) use retirement::{Deletion, Probe, Retirement, Step, names_gone, says_gone};
pub(crate) use socket::Socket;
pub(crate) use table::{endpoints, mark, when};
use trading::IN_PATH;
pub use trading::{ClientId, Evidence, Orders};
pub(crate) use trading::{Shape, Trading};

use crate::{
    permission::{Admin, PermissionSet, Withdraw},
    policy::{Code, Relief},
    report::{
        Account, Environment, Facts, KeyId, Lapse, Right, Stated,
        json::{Field, Unreadable},
    },
    request::{Method, Row},
    scheme::{BodyForm, Counter, Part, Scheme, key::KeyForm},
};
use core::fmt;

pub(crate) mod sealed {
    #[diagnostic::on_unimplemented(
        message = "no type outside keyleash can be a venue",
        note = "a venue's table decides what may be signed: add the venue to keyleash instead"
    )]
    pub trait Sealed {}
}

/// A venue, as a type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no venue that keyleash knows",
    note = "the venues are the types in `keyleash::venue`, such as `keyleash::venue::binance::Binance`"
)]
pub trait Venue: sealed::Sealed + 'static {
    #[doc(hidden)]
    const SPEC: &'static Spec;
}

/// Every venue, for bots that pick one at run time.
pub const ALL: &[&Spec] = &[
    binance::Binance::SPEC,
    bybit::Bybit::SPEC,
    okx::Okx::SPEC,
    kraken::Kraken::SPEC,
    kraken_futures::KrakenFutures::SPEC,
    hyperliquid::Hyperliquid::SPEC,
    bitget::Bitget::SPEC,
    phemex::Phemex::SPEC,
    gate::Gate::SPEC,
    woo::Woo::SPEC,
    kucoin::KuCoin::SPEC,
    kucoin_futures::KuCoinFutures::SPEC,
    bitfinex::Bitfinex::SPEC,
    coinbase::Coinbase::SPEC,
    upbit::Upbit::SPEC,
    bitvavo::Bitvavo::SPEC,
    htx::Htx::SPEC,
    bingx::BingX::SPEC,
    mexc::Mexc::SPEC,
    gemini::Gemini::SPEC,
    binance_us::BinanceUs::SPEC,
    deribit::Deribit::SPEC,
    crypto_com::CryptoCom::SPEC,
    bitstamp::Bitstamp::SPEC,
];

/// The venue with this short name, such as `"binance"`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Spec> {
    ALL.iter().copied().find(|spec| spec.id == id)
}

/// All that the crate knows about a venue.
pub struct Spec {
    pub(crate) id: &'static str,
    /// The name as people write it.
    pub(crate) title: &'static str,
    /// How the names of its environment variables begin.
    pub(crate) variables: &'static str,
    /// Lower-case texts that name the venue in code and configuration.
    pub(crate) words: &'static [&'static str],
    /// What the parts of its credentials look like.
    pub(crate) patterns: &'static [Pattern],
    /// What the facts are from, with the day or month each was read.
    pub(crate) sources: &'static [(&'static str, &'static str)],
    pub(crate) keys: &'static [KeyForm],
    pub(crate) counter: Counter,
    pub(crate) services: &'static [Service],
    pub(crate) sites: &'static [Site],
    pub(crate) endpoints: &'static [Row],
    pub(crate) trading: Trading,
    pub(crate) evidence: &'static [(Evidence, Row)],
    /// How the traces of trading are read, in answers and streams.
    pub(crate) readings: &'static [Reading],
    pub(crate) sockets: &'static [Socket],
    pub(crate) states: States,
    pub(crate) rights: &'static [Right],
    pub(crate) lapses: &'static [Lapse],
    pub(crate) console: Console,
    /// The field of an answer with the venue's time in milliseconds, where it has one.
    pub(crate) time: Option<&'static str>,
    /// The code in an answer that refuses, where it is one.
    pub(crate) refusal: fn(&Field<'_>) -> Option<String>,
    /// What the codes mean.
    pub(crate) refusals: &'static [Refusal],
    /// How its keys are replaced.
    pub(crate) retirement: Retirement,
}

/// What a venue's answers state about a production key, beside its rights.
#[derive(Clone, Copy)]
pub(crate) struct States {
    pub(crate) allowlist: Telling,
    pub(crate) created: Telling,
    pub(crate) expires: Telling,
}

/// Whether a venue states a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)] // there is no fourth way to state a fact
pub enum Telling {
    /// It does.
    Yes,
    /// It says that there is one, and not which.
    Partly,
    /// It does not.
    No,
}

/// A part of a venue with hosts, or a way of signing, of its own.
pub(crate) struct Service {
    pub(crate) name: &'static str,
    /// How the paths begin that it serves; of several services, the longest beginning decides.
    pub(crate) prefixes: &'static [&'static str],
    pub(crate) scheme: &'static Scheme,
}

/// A venue in one environment.
pub(crate) struct Site {
    pub(crate) environment: Environment,
    /// The hosts of each service that it has there; the first is used unless another is chosen.
    pub(crate) hosts: &'static [(&'static str, &'static [&'static str])],
    /// Sent with every request.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// What tells it apart in signed text; empty where nothing does.
    pub(crate) mark: &'static str,
    /// What is asked about a key, in order.
    pub(crate) questions: &'static [Question],
    /// Whether the questions tell which rights a key has.
    pub(crate) tells_rights: bool,
}

/// One question about a key, and how its answer is read.
pub(crate) struct Question {
    pub(crate) row: Row,
    /// The parameters, which are percent-encoded.
    pub(crate) query: &'static [(&'static str, Part)],
    pub(crate) body: &'static [Part],
    pub(crate) read: fn(&Field<'_>, &mut Facts) -> Result<(), Unreadable>,
    /// What is asked in its place where the venue refuses it with one of these codes: keys of
    /// different accounts can have different questions.
    pub(crate) instead: Option<(&'static [&'static str], &'static Question)>,
}

impl Question {
    /// The question in place of this one, where the venue refuses it with `code`.
    pub(crate) fn other(&self, code: &str) -> Option<&'static Self> {
        self.instead
            .filter(|(codes, _)| codes.contains(&code))
            .map(|(_, other)| other)
    }
}

impl Spec {
    /// The short name, such as `binance`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The name as people write it.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The environments that the venue has.
    pub fn environments(&self) -> impl Iterator<Item = Environment> {
        self.sites.iter().map(|site| site.environment)
    }

    /// Whether a credential has a passphrase.
    #[must_use]
    pub fn has_passphrase(&self) -> bool {
        self.services
            .iter()
            .any(|service| service.scheme.has_passphrase())
    }

    /// The rows of the table, as method, path and the permission that each needs. `{}` in a path
    /// stands for one segment, `*` at its end for everything below.
    pub fn endpoints(&self) -> impl Iterator<Item = (Method, &'static str, PermissionSet)> {
        self.endpoints
            .iter()
            .map(|row| (row.method, row.path, row.needs))
    }

    /// The rights that a key can have, in the words of the venue's console, with what each one
    /// gives.
    pub fn rights(&self) -> impl Iterator<Item = (&'static str, PermissionSet)> {
        self.rights.iter().map(|right| (right.label, right.gives))
    }

    /// Where the venue keeps its keys, in the words of its console.
    #[must_use]
    pub const fn console(&self) -> &Console {
        &self.console
    }

    /// How a fault is mended at this venue, in the words of its console: the usual way, and where
    /// there is one another. [`Code::remedies`] has the same for no venue in particular.
    ///
    /// ```
    /// use keyleash::{Code, venue};
    ///
    /// let kraken = venue::find("kraken").expect("is known");
    /// assert_eq!(
    ///     kraken.remedies(Code::OpenToAll),
    ///     ["Settings > API > Edit key > IP whitelisting: write the addresses of the servers that run this bot"],
    /// );
    /// ```
    #[must_use]
    pub fn remedies(&self, code: Code) -> Vec<String> {
        let forbidden = match code {
            Code::Withdraw => PermissionSet::of::<Withdraw>(),
            Code::Admin => PermissionSet::of::<Admin>(),
            _ => PermissionSet::EMPTY,
        };
        let labels = self.rights.iter();
        let labels = labels.filter(|right| !right.gives.and(forbidden).is_empty());
        let labels: Vec<_> = labels.map(|right| format!("“{}”", right.label)).collect();
        let labels = labels.join(" or ");
        let security = format!("the account's security settings at {}", self.title);
        let mut values = vec![("venue", self.title), ("security", security.as_str())];
        values.extend((!labels.is_empty()).then_some(("right", labels.as_str())));
        code.remedies_at(&self.console, &values)
    }

    /// The services that the venue has in an environment, each with its hosts; the first host is
    /// used unless another is chosen.
    pub fn hosts(
        &self,
        environment: Environment,
    ) -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
        let site = self.site(environment);
        site.into_iter().flat_map(|site| site.hosts.iter().copied())
    }

    /// The kinds of keys that the venue gives out, of those that this crate signs with.
    pub fn key_kinds(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|form| form.kind.name())
    }

    /// The features of this crate that the kinds of keys need, in the order of
    /// [`key_kinds`](Self::key_kinds); `None` for those that need none.
    pub fn key_features(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.keys.iter().map(|form| form.kind.feature())
    }

    /// What the parts of its credentials look like, as far as they have a shape: a passphrase has
    /// none.
    pub fn patterns(&self) -> impl Iterator<Item = &'static Pattern> {
        self.patterns.iter()
    }

    /// Lower-case texts that name the venue in code and configuration, such as its headers' prefix.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether the venue states which rights a production key has.
    #[must_use]
    pub fn states_rights(&self) -> bool {
        self.site(Environment::Production)
            .is_some_and(|site| site.tells_rights)
    }

    /// Whether the venue states from where a key works.
    #[must_use]
    pub const fn states_allowlist(&self) -> Telling {
        self.states.allowlist
    }

    /// Whether the venue states when a key was made.
    #[must_use]
    pub const fn states_creation(&self) -> Telling {
        self.states.created
    }

    /// Whether the venue states when a key ends.
    #[must_use]
    pub const fn states_expiry(&self) -> Telling {
        self.states.expires
    }

    /// The endpoints that place orders, with the parameters for market and client order id.
    pub fn orders(&self) -> impl Iterator<Item = &'static Orders> {
        self.trading.orders.iter()
    }

    /// The calls that cancel every order of a kind at once, as method and path.
    pub fn cancel_all(&self) -> impl Iterator<Item = (Method, &'static str)> {
        trading::endpoints(self.trading.cancel_all)
    }

    /// The calls that let the venue cancel every order unless the bot calls again in time.
    pub fn dead_man_switch(&self) -> impl Iterator<Item = (Method, &'static str)> {
        trading::endpoints(self.trading.dead_man)
    }

    /// Where the traces of trading are read, as method and path.
    pub fn evidence(&self) -> impl Iterator<Item = (Evidence, Method, &'static str)> {
        self.evidence
            .iter()
            .map(|(evidence, row)| (*evidence, row.method, row.path))
    }

    /// The names of the sockets that a key can log in to.
    pub fn sockets(&self) -> impl Iterator<Item = &'static str> {
        self.sockets.iter().map(|socket| socket.name)
    }

    /// What the facts about the venue are from, with the day or month each was read.
    pub fn sources(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.sources.iter().copied()
    }

    pub(crate) fn site(&self, environment: Environment) -> Option<&'static Site> {
        self.sites
            .iter()
            .find(|site| site.environment == environment)
    }

    /// The service whose paths begin as `path` does, for the longest part, and its place among all.
    pub(crate) fn service(&self, path: &str) -> Option<(usize, &'static Service)> {
        let mut longest = 0;
        let mut found = None;
        for (at, service) in self.services.iter().enumerate() {
            for prefix in service.prefixes {
                // Most differ behind their first `/`.
                let second = |text: &str| text.as_bytes().get(1).copied();
                let is_like = prefix.len() < 2 || second(prefix) == second(path);
                if prefix.len() >= longest && is_like && path.starts_with(*prefix) {
                    (longest, found) = (prefix.len(), Some((at, service)));
                }
            }
        }
        found
    }

    /// How a call of this row limits harm, where it does.
    pub(crate) fn relief(&self, row: &Row) -> Option<Relief> {
        if self.trading.cancel_all.iter().any(|own| own.is(row)) {
            Some(Relief::CancelAll)
        } else if self.evidence.iter().any(|(_, own)| own.is(row)) {
            Some(Relief::Evidence)
        } else {
            None
        }
    }

    /// How bodies below `path` are written.
    pub(crate) fn body_form(&self, path: &str) -> BodyForm {
        self.service(path)
            .map_or(BodyForm::Json, |(_, service)| service.scheme.body)
    }

    pub(crate) fn facts(&'static self, site: &Site) -> Facts {
        Facts {
            venue: self.id,
            title: self.title,
            environment: site.environment,
            console: &self.console,
            table: self.rights,
            lapses: self.lapses,
            asked: site.tells_rights,
            rights: Vec::new(),
            unknown: Vec::new(),
            unstated: Vec::new(),
            allowlist: Stated::Not,
            created: Stated::Not,
            expires: Stated::Not,
            days_left: None,
            account: None,
            declared: Account::new(),
            subject: None,
            key: KeyId::default(),
        }
    }

    pub(crate) fn causes(&self, code: &str) -> &'static [Cause] {
        self.refusals
            .iter()
            .find(|refusal| refusal.is(code))
            .map_or(&[], |refusal| refusal.causes)
    }

    /// What an answer that refuses can be about.
    pub(crate) fn refused(&self, status: u16, code: Option<&str>) -> &'static [Cause] {
        // An answer without a code may say it by its status alone.
        let stated = match code {
            Some(code) => self.causes(code),
            None => self.causes(&format!("HTTP {status}")),
        };
        match stated {
            [] => refusal::causes_of(status),
            causes => causes,
        }
    }

    /// Whether the venue says by this status alone what it refuses for.
    pub(crate) fn names_status(&self, status: u16) -> bool {
        !self.causes(&format!("HTTP {status}")).is_empty()
    }

    /// Checks the tables while the crate compiles.
    #[track_caller]
    pub(crate) const fn checked(self) -> Self {
        check::rows(self.endpoints, self.services);
        check::trading(&self.trading);
        check::evidence(self.evidence);
        self.retirement.check();
        check::readings(self.readings);
        let mut at = 0;
        while at < self.sites.len() {
            #[allow(clippy::indexing_slicing)] // `at` is below the length
            let questions = self.sites[at].questions;
            check::questions(questions);
            at += 1;
        }
        let mut at = 0;
        while at < self.services.len() {
            #[allow(clippy::indexing_slicing)] // `at` is below the length
            check::scheme(self.services[at].scheme);
            at += 1;
        }
        self
    }
}

impl fmt::Debug for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spec({})", self.id)
    }
}

#[cfg(test)]
mod tests;
