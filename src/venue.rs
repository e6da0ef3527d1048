//! The venues: one file each, all data but the readers of their answers.
//!
//! A venue file names its hosts, its signing scheme, its endpoints with the permission each one
//! needs, its rights in the words of its console, and reads its answers. The tables are checked
//! while the crate compiles.

pub mod binance;
pub mod bybit;
pub mod kraken;
pub mod kraken_futures;
pub mod okx;

use crate::{
    permission::{PermissionSet, Read},
    report::{
        Console, Environment, Facts, Lapse, Right, Stated,
        json::{Field, Unreadable},
    },
    request::{Malformed, Mark, Method, Request, Row},
    scheme::{Part, Place, Scheme, fields},
};
use core::fmt;

pub(crate) mod sealed {
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
    pub(crate) services: &'static [Service],
    pub(crate) sites: &'static [Site],
    pub(crate) scheme: Scheme,
    pub(crate) endpoints: &'static [Row],
    pub(crate) rights: &'static [Right],
    pub(crate) lapses: &'static [Lapse],
    pub(crate) console: Console,
    /// The field of an answer with the venue's time in milliseconds, where it has one.
    pub(crate) time: Option<&'static str>,
    /// The code in an answer that refuses, where it is one.
    pub(crate) refusal: fn(&Field<'_>) -> Option<String>,
    /// What the codes mean.
    pub(crate) refusals: &'static [Refusal],
}

/// A part of a venue with hosts of its own.
pub(crate) struct Service {
    pub(crate) name: &'static str,
    /// How the paths begin that it serves.
    pub(crate) prefixes: &'static [&'static str],
}

/// A venue in one environment.
pub(crate) struct Site {
    pub(crate) environment: Environment,
    /// The hosts of each service that it has there; the first is used unless another is chosen.
    pub(crate) hosts: &'static [(&'static str, &'static [&'static str])],
    /// Sent with every request.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// What is asked about a key, in order.
    pub(crate) questions: &'static [Question],
    /// Whether the questions tell which rights a key has.
    pub(crate) tells_rights: bool,
}

/// One question about a key, and how its answer is read.
pub(crate) struct Question {
    pub(crate) row: Row,
    pub(crate) query: &'static str,
    pub(crate) read: fn(&Field<'_>, &mut Facts) -> Result<(), Unreadable>,
}

/// What a venue's code for a refusal means.
pub(crate) struct Refusal {
    /// The code; with `*` at the end, how it begins.
    pub(crate) code: &'static str,
    pub(crate) causes: &'static [Cause],
}

impl Refusal {
    pub(crate) const fn new(code: &'static str, causes: &'static [Cause]) -> Self {
        Self { code, causes }
    }

    fn is(&self, code: &str) -> bool {
        match self.code.strip_suffix('*') {
            Some(start) => code.starts_with(start),
            None => self.code == code,
        }
    }
}

/// Why a venue refused an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// It does not know the key: deleted, mistyped, expired, or of another environment.
    UnknownKey,
    /// The key is of another environment.
    OtherEnvironment,
    /// The key has expired.
    ExpiredKey,
    /// The signature does not fit: the secret is wrong.
    WrongSecret,
    /// The passphrase is wrong.
    WrongPassphrase,
    /// The request came from an address that is not on the key's allowlist.
    AddressNotListed,
    /// The key lacks the right to ask.
    PermissionMissing,
    /// The time of the request is outside the venue's window.
    ClockOutsideWindow,
    /// The nonce is not above the last one the venue saw.
    NonceTooLow,
    /// The account is frozen, locked or restricted.
    AccountRestricted,
    /// The venue does not serve this region.
    Region,
    /// Too many requests.
    RateLimited,
    /// The venue cannot answer now, or not this question.
    Unavailable,
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
        self.scheme
            .seal
            .iter()
            .any(|(_, part)| matches!(part, Part::Passphrase))
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

    pub(crate) fn site(&self, environment: Environment) -> Option<&'static Site> {
        self.sites
            .iter()
            .find(|site| site.environment == environment)
    }

    /// The service whose paths begin as `path` does.
    pub(crate) fn service(&self, path: &str) -> Option<&'static Service> {
        self.services.iter().find(|service| {
            service
                .prefixes
                .iter()
                .any(|prefix| path.starts_with(prefix))
        })
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
            account: None,
            subject: None,
        }
    }

    pub(crate) fn causes(&self, code: &str) -> &'static [Cause] {
        self.refusals
            .iter()
            .find(|refusal| refusal.is(code))
            .map_or(&[], |refusal| refusal.causes)
    }

    /// Which row a request is for. A row without `*` goes before one with it; the parameters
    /// decide between rows of one path.
    pub(crate) fn classify(&self, request: &Request<'_>) -> Result<Class, Malformed> {
        let at = |wide: bool| {
            self.endpoints.iter().filter(move |row| {
                row.method == request.method
                    && row.path.ends_with('*') == wide
                    && row.is_at(request.path)
            })
        };
        let mut found = false;
        for row in at(false).chain(at(true)) {
            found = true;
            if fields::meet(row.when, self.scheme.body, request.query, request.body)? {
                return Ok(Class::Row(row));
            }
        }
        Ok(if found {
            Class::Undecided
        } else {
            Class::Unlisted
        })
    }

    /// Whether the table has `path` under any method, in any case of letters.
    pub(crate) fn has_near(&self, path: &str) -> bool {
        self.endpoints.iter().any(|row| row.is_near(path))
    }

    /// Checks the tables while the crate compiles.
    #[track_caller]
    pub(crate) const fn checked(self) -> Self {
        check_rows(self.endpoints, self.services);
        let mut at = 0;
        while at < self.sites.len() {
            #[allow(clippy::indexing_slicing)] // `at` is below the length
            let questions = self.sites[at].questions;
            check_questions(questions);
            at += 1;
        }
        check_scheme(&self.scheme);
        self
    }
}

impl fmt::Debug for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spec({})", self.id)
    }
}

/// Which row of the table a request is for.
pub(crate) enum Class {
    Row(&'static Row),
    /// The table has the path, and the parameters do not say which product is meant.
    Undecided,
    /// The table does not have it.
    Unlisted,
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
const fn check_rows(rows: &[Row], services: &[Service]) {
    let mut i = 0;
    while i < rows.len() {
        let row = &rows[i];
        let reads = row.needs.minus(PermissionSet::of::<Read>()).is_empty();
        let get = matches!(row.method, Method::Get);
        assert!(
            matches!(
                (get, reads, row.mark),
                (true, true, Mark::Plain)
                    | (false, false, Mark::Plain)
                    | (false, true, Mark::Reads)
                    | (true, false, Mark::Writes)
            ),
            "a GET that writes is marked `[writes]`, anything else that reads `[reads]`"
        );
        assert!(
            services_of(row.path, services) == 1,
            "a path belongs to exactly one service"
        );
        let mut j = 0;
        while j < i {
            assert!(
                row.method as u8 != rows[j].method as u8
                    || !equal(row.path, rows[j].path)
                    || (!row.when.is_empty() && !rows[j].when.is_empty()),
                "two endpoints share a method and a path, and no condition tells them apart"
            );
            j += 1;
        }
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
const fn services_of(path: &str, services: &[Service]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < services.len() {
        let mut j = 0;
        while j < services[i].prefixes.len() {
            if begins(path, services[i].prefixes[j]) {
                count += 1;
            }
            j += 1;
        }
        i += 1;
    }
    count
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
const fn check_questions(questions: &[Question]) {
    let mut i = 0;
    while i < questions.len() {
        let row = &questions[i].row;
        assert!(
            row.needs.minus(PermissionSet::of::<Read>()).is_empty() && row.when.is_empty(),
            "a question needs `Read` and nothing else"
        );
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
const fn check_scheme(scheme: &Scheme) {
    let (mut signatures, mut i) = (0, 0);
    while i < scheme.seal.len() {
        let (place, part) = scheme.seal[i];
        if matches!(part, Part::Signature) {
            signatures += 1;
        }
        assert!(
            stands_alone(part) && !matches!(place, Place::FirstInBody(_)),
            "the seal holds values that stand alone, in headers or last parameters"
        );
        i += 1;
    }
    assert!(signatures == 1, "the signature is placed exactly once");
    let mut i = 0;
    while i < scheme.stamp.len() {
        assert!(
            stands_alone(scheme.stamp[i].1) && !matches!(scheme.stamp[i].1, Part::Signature),
            "the stamp holds values that stand alone, and no signature"
        );
        i += 1;
    }
}

const fn stands_alone(part: Part) -> bool {
    matches!(
        part,
        Part::Time | Part::KeyId | Part::Window | Part::Passphrase | Part::Method | Part::Signature
    )
}

/// From the end, where two paths differ first.
#[allow(clippy::indexing_slicing)] // every index is below both lengths
const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = a.len();
    while i > 0 {
        i -= 1;
        if a[i] != b[i] {
            return false;
        }
    }
    true
}

#[allow(clippy::indexing_slicing)] // every index is below both lengths
const fn begins(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    if start.len() > text.len() {
        return false;
    }
    let mut i = 0;
    while i < start.len() {
        if text[i] != start[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Declares a venue's endpoints once: as typed constants and as the table.
///
/// `NAME: Permission = Method "path" [mark] (CONDITIONS);` where the mark is `reads` or `writes`
/// and the conditions are a constant. A row called `_` is in the table only.
macro_rules! endpoints {
    ($venue:ident {
        $($name:tt: $permission:ident = $method:ident $path:literal $([$mark:ident])? $(($when:ident))?;)+
    }) => {
        $(
            #[doc = concat!("`", stringify!($method), " ", $path, "`")]
            pub const $name: $crate::request::Endpoint<$venue, $crate::permission::$permission> =
                $crate::request::Endpoint::new(
                    $crate::request::Method::$method,
                    $path,
                    $crate::venue::mark!($($mark)?),
                    $crate::venue::when!($($when)?),
                );
        )+
        impl $crate::venue::sealed::Sealed for $venue {}
        /// Every row, named or not.
        const ENDPOINTS: &[$crate::request::Row] = &[$(
            $crate::request::Row {
                method: $crate::request::Method::$method,
                path: $path,
                needs: $crate::permission::PermissionSet::of::<$crate::permission::$permission>(),
                mark: $crate::venue::mark!($($mark)?),
                when: $crate::venue::when!($($when)?),
            }
        ),+];
    };
}

macro_rules! mark {
    () => {
        $crate::request::Mark::Plain
    };
    (reads) => {
        $crate::request::Mark::Reads
    };
    (writes) => {
        $crate::request::Mark::Writes
    };
}

macro_rules! when {
    () => {
        &[]
    };
    ($when:ident) => {
        $when
    };
}

pub(crate) use {endpoints, mark, when};

#[cfg(test)]
mod tests;
