//! What the owner demands of a key, and whether a key meets it.
//!
//! A policy is a value: built in a `const`, where the compiler checks it, or read by serde, where
//! the same checks answer with an error. Judging gives every violation at once, each with a stable
//! code, a severity and a remedy in the words of the venue's console.

mod addresses;
mod alarm;
mod code;
mod demands;
mod form;
mod hygiene;
mod lifetime;
mod limits;
mod listed;
mod relief;
mod rights;
mod schedule;
mod violation;
mod words;

pub use alarm::Alarm;
pub(crate) use alarm::Alarms;
pub use code::Code;
pub(crate) use form::SETTINGS;
pub(crate) use limits::Names;
pub use limits::{Limit, Limits};
pub use listed::Listed;
pub use relief::Relief;
pub(crate) use relief::Reliefs;
pub use schedule::{Due, Schedule, Stage};
pub use violation::{Refused, Severity, Violation};

use crate::{
    permission::PermissionSet,
    report::TwoFactor,
    scope::{self, Scope},
    secret,
    time::Date,
};
#[cfg(all(unix, feature = "toml"))]
use crate::{
    report::{Account, Environment},
    time::Millis,
};
use core::{fmt, marker::PhantomData};
pub(crate) use demands::{Demands, Verdict};
pub(crate) use lifetime::LARGEST_OFFSET;
use serde::{Deserialize, Deserializer};
use std::{borrow::Cow, net::IpAddr};

/// A fact that a venue may keep to itself, and that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Gap {
    /// Which rights the key has.
    Rights,
    /// From which addresses it works.
    Allowlist,
    /// When it was made. Better than this gap is to declare the day itself:
    /// [`ApiCredential::created_on`](crate::ApiCredential::created_on).
    Creation,
}

impl Gap {
    const COUNT: usize = 3;
    pub(crate) const ALL: [Self; Self::COUNT] = [Self::Rights, Self::Allowlist, Self::Creation];

    const fn at(self) -> usize {
        match self {
            Self::Rights => 0,
            Self::Allowlist => 1,
            Self::Creation => 2,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Allowlist => "allowlist",
            Self::Creation => "creation",
        }
    }
}

impl<'de> Deserialize<'de> for Gap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "expected one of `rights`, `allowlist`, `creation`";
        secret::word(deserializer, expected, |word| {
            Self::ALL.into_iter().find(|gap| gap.name() == word)
        })
    }
}

/// In place of a scope in a [`Policy`] that names its permissions at run time.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Configured {}

/// What the owner demands of a key, for the scope `S`.
///
/// ```
/// use keyleash::{Policy, scope};
///
/// scope! { MarketMaker = Read | Spot }
///
/// const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(30);
/// ```
///
/// The same from a configuration file, with the same meaning and the same bounds; times are whole
/// days (`30d`, `2w`), and for `reverify` hours too (`12h`):
///
/// ```
/// use keyleash::AnyPolicy;
///
/// let policy: AnyPolicy = toml::from_str(r#"
///     needs = ["read", "spot"]
///     max_age = "30d"
///     gaps = { allowlist = "2027-03-31" }
/// "#)?;
/// # Ok::<(), toml::de::Error>(())
/// ```
///
/// The defaults refuse whatever is not known to be safe: see each method for its own. `Display` is
/// all of it in [words](Self::words).
pub struct Policy<S> {
    demands: Demands,
    _of: PhantomData<fn() -> S>,
}

/// A policy whose permissions come from a configuration.
pub type AnyPolicy = Policy<Configured>;

/// The name of a scope that has none.
const CONFIGURED: &str = "configured";

/// The bounds of the settings, for code and configuration alike.
const DAYS: (u16, u16) = (1, 365);
const HOURS: (u16, u16) = (1, 720);
const PREFIX_V4: (u8, u8) = (24, 32);
const PREFIX_V6: (u8, u8) = (48, 128);
const ENTRIES: (u16, u16) = (1, 100);

impl<S: Scope> Policy<S> {
    /// The default policy: no right beyond the scope, a narrow allowlist, an age of at most 90
    /// days, nothing that matters unstated.
    #[must_use]
    pub const fn new() -> Self {
        Self::of(Demands::new(S::NAME, scope::grants::<S>()))
    }
}

impl<S: Scope> Default for Policy<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl Policy<Configured> {
    /// The default policy for permissions chosen at run time.
    ///
    /// `Withdraw` and `Admin` are left out of `needs`: no policy can ask for them.
    #[must_use]
    pub const fn needing(needs: PermissionSet) -> Self {
        Self::of(Demands::new(
            "configured",
            needs.minus(PermissionSet::NEVER),
        ))
    }
}

#[cfg(all(unix, feature = "toml"))]
impl AnyPolicy {
    /// The gaps that do not count at `now`.
    pub(crate) fn ended_gaps(&self, now: Millis) -> impl Iterator<Item = &'static str> {
        let gaps = Gap::ALL.into_iter().zip(self.demands.gaps);
        gaps.filter(move |(_, until)| until.is_some_and(|until| !lifetime::is_open(until, now)))
            .map(|(gap, _)| gap.name())
    }

    /// Where the account falls short of what is demanded of it.
    pub(crate) fn short_of(
        &self,
        account: Account,
        environment: Environment,
        title: &str,
    ) -> Vec<Violation> {
        hygiene::fall_short(self.demands.hygiene, account, environment, title)
    }
}

impl<S> Policy<S> {
    const fn of(demands: Demands) -> Self {
        Self {
            demands,
            _of: PhantomData,
        }
    }

    pub(crate) const fn demands(&self) -> &Demands {
        &self.demands
    }

    /// Refuses a key older than `days` (1 to 365; 90 by default).
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn max_age_days(mut self, days: u16) -> Self {
        assert!(within(days, DAYS), "`max_age_days` takes 1 to 365");
        self.demands.max_age_days = days;
        self
    }

    /// Warns from `days` before the key's deadline on (1 to 365; 30 by default).
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn warn_days(mut self, days: u16) -> Self {
        assert!(within(days, DAYS), "`warn_days` takes 1 to 365");
        self.demands.warn_days = days;
        self
    }

    /// Lets a verification hold for `hours` (1 to 720; 24 by default). After that the signer
    /// refuses until it was renewed; in the last quarter of the time it asks for it.
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn reverify_hours(mut self, hours: u16) -> Self {
        assert!(within(hours, HOURS), "`reverify_hours` takes 1 to 720");
        self.demands.reverify_hours = hours;
        self
    }

    /// Refuses an allowlist entry with a prefix shorter than `v4` (24 to 32; 28 by default) or
    /// `v6` (48 to 128; 64 by default) bits.
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn min_prefix(mut self, v4: u8, v6: u8) -> Self {
        assert!(
            v4 >= PREFIX_V4.0 && v4 <= PREFIX_V4.1,
            "`min_prefix` takes 24 to 32 bits for IPv4"
        );
        assert!(
            v6 >= PREFIX_V6.0 && v6 <= PREFIX_V6.1,
            "`min_prefix` takes 48 to 128 bits for IPv6"
        );
        self.demands.min_prefix = (v4, v6);
        self
    }

    /// Refuses an allowlist of more than `entries` (1 to 100; 20 by default).
    ///
    /// # Panics
    ///
    /// Outside these bounds; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn max_entries(mut self, entries: u16) -> Self {
        assert!(within(entries, ENTRIES), "`max_entries` takes 1 to 100");
        self.demands.max_entries = entries;
        self
    }

    /// States this process's own outgoing addresses, of both families if it has both: each has to
    /// be on the key's allowlist.
    #[must_use]
    pub const fn egress(mut self, addresses: &'static [IpAddr]) -> Self {
        replace(&mut self.demands.egress, Cow::Borrowed(addresses));
        self
    }

    /// The same, with addresses found at run time.
    #[must_use]
    pub fn egress_from(mut self, addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        self.demands.egress = addresses.into_iter().collect();
        self
    }

    /// Accepts, up to and including the day `until`, that a venue does not state this fact. It
    /// stays a warning in every report, and becomes a refusal when the day has passed. A gap is
    /// declared for a year at most.
    #[must_use]
    #[track_caller]
    pub const fn accept_gap(mut self, gap: Gap, until: Date) -> Self {
        // An array of three, and `at` gives 0 to 2.
        #[allow(clippy::indexing_slicing)]
        {
            self.demands.gaps[gap.at()] = Some(until);
        }
        self
    }

    /// Lets [`AnySigner`](crate::AnySigner) sign endpoints that the venue's table does not have.
    /// No listing unlocks a withdrawal or the management of keys.
    #[must_use]
    pub const fn list_endpoints(mut self, endpoints: &'static [Listed]) -> Self {
        replace(&mut self.demands.listed, Cow::Borrowed(endpoints));
        self
    }

    /// Leaves this kind of call possible after a [`KillSwitch`](crate::KillSwitch) was tripped; by
    /// default there is none. All other guards stay.
    #[must_use]
    pub const fn after_trip(mut self, relief: Relief) -> Self {
        self.demands.reliefs = self.demands.reliefs.with(relief);
        self
    }

    /// Trips the [`KillSwitch`](crate::KillSwitch) of the key on this; by default there is nothing
    /// that does.
    #[must_use]
    pub const fn trip_on(mut self, alarm: Alarm) -> Self {
        self.demands.alarms = self.demands.alarms.with(alarm);
        self
    }

    /// Limits what the key may do in a second, in a day and where; without this it is not limited.
    /// Limits of a day need [`Counters`](crate::Counters) that the credential is
    /// `counted_by`.
    ///
    /// # Panics
    ///
    /// Where `limits` has no limit; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn limits(mut self, limits: Limits) -> Self {
        assert!(!limits.is_empty(), "`limits` takes at least one limit");
        replace(&mut self.demands.limits, Some(limits));
        self
    }

    /// Demands that the login of the account has a second factor at least as strong as `least`, by the
    /// owner's word: [`ApiCredential::account`](crate::ApiCredential::account). That nobody declares
    /// one is refused as well. Of a test environment it is not demanded, nor are the next two.
    ///
    /// # Panics
    ///
    /// For [`TwoFactor::None`]; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn two_factor(mut self, least: TwoFactor) -> Self {
        assert!(
            !matches!(least, TwoFactor::None),
            "`two_factor` takes `Sms` or what is stronger"
        );
        self.demands.hygiene.two_factor = Some(least);
        self
    }

    /// Demands that the venue tells the owner of each trade, by the owner's word.
    #[must_use]
    pub const fn trade_notices(mut self) -> Self {
        self.demands.hygiene.trade_notices = true;
        self
    }

    /// Demands that withdrawals of the account go to listed addresses only, by the owner's word.
    #[must_use]
    pub const fn address_lock(mut self) -> Self {
        self.demands.hygiene.address_lock = true;
        self
    }

    /// See [`danger::accept_any_address`](crate::danger::accept_any_address).
    pub(crate) const fn any_address(mut self) -> Self {
        self.demands.any_address = true;
        self
    }
}

impl<S> Clone for Policy<S> {
    fn clone(&self) -> Self {
        Self::of(self.demands.clone())
    }
}

impl<S> PartialEq for Policy<S> {
    fn eq(&self, other: &Self) -> bool {
        self.demands == other.demands
    }
}

impl<S> Eq for Policy<S> {}

impl<S> fmt::Debug for Policy<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Policy({:?})", self.demands)
    }
}

const fn within(value: u16, bounds: (u16, u16)) -> bool {
    bounds.0 <= value && value <= bounds.1
}

/// Replaces a list in a `const fn`, which may not drop: what was there is forgotten. In a `const`
/// that is the empty list.
const fn replace<T>(place: &mut T, value: T) {
    core::mem::forget(core::mem::replace(place, value));
}

#[cfg(test)]
mod tests;
