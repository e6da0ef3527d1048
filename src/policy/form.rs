//! A policy as it stands in a configuration file.
//!
//! Every bound of the `const` constructors holds here too. A value is read without a type first
//! and judged by name, so that no message echoes what was found, and all faults come at once.

mod limits;

use super::{
    Alarm, AnyPolicy, CONFIGURED, Configured, DAYS, Demands, ENTRIES, Gap, HOURS, Limits, Listed,
    PREFIX_V4, PREFIX_V6, Policy, Relief, hygiene::Hygiene,
};
use crate::{
    permission::PermissionSet,
    report::{Account, TwoFactor},
    request::{Method, is_plain_path},
    scope::{self, Scope},
    secret::has_key,
    shape::{At, ConfigFault, Faults, Fields, Shape, numbered, quoted},
    time::{DAY, Date, HOUR, Millis},
};
use serde::{Deserialize, Deserializer, de};
use std::net::IpAddr;

/// What a policy can set beside `needs`.
pub(crate) const SETTINGS: &[&str] = &[
    "max_age",
    "warn",
    "reverify",
    "min_prefix_v4",
    "min_prefix_v6",
    "max_entries",
    "egress",
    "gaps",
    "limits",
    "markets",
    "endpoints",
    "after_trip",
    "trip_on",
    "account_must",
];

/// What is declared of an account, and demanded of it.
const ACCOUNT: &[&str] = &["two_factor", "trade_notices", "address_lock"];

const IN_DAYS: (Millis, &str) = (DAY, "days");
const IN_HOURS: (Millis, &str) = (HOUR, "hours");

impl AnyPolicy {
    /// The same with the settings in these fields, of which a limit and a gap come to those that
    /// are there.
    pub(crate) fn set_by(mut self, faults: &mut Faults, at: &At, fields: &Fields<'_>) -> Self {
        faults.settings(at, fields, &mut self.demands);
        self
    }

    /// The same with its limits counted under this name, where the owner gave none: keys that need
    /// the same would share one count otherwise.
    pub(crate) fn counted_as(mut self, name: &str) -> Self {
        if let Some(limits) = &mut self.demands.limits
            && limits.name.is_none()
        {
            limits.name = Some(name.to_owned().into());
        }
        self
    }

    /// The same for these permissions.
    pub(crate) fn with_needs(mut self, needs: PermissionSet) -> Self {
        self.demands.needs = needs;
        self
    }
}

impl Faults {
    /// Puts the settings into `demands`.
    fn settings(&mut self, top: &At, fields: &Fields<'_>, demands: &mut Demands) {
        let before = self.0.len();
        for (name, shape) in fields {
            let at = &top.below(name);
            match *name {
                "max_age" => set(
                    &mut demands.max_age_days,
                    self.span(at, shape, IN_DAYS, DAYS),
                ),
                "warn" => set(&mut demands.warn_days, self.span(at, shape, IN_DAYS, DAYS)),
                "reverify" => {
                    let hours = self.span(at, shape, IN_HOURS, HOURS);
                    set(&mut demands.reverify_hours, hours);
                }
                "min_prefix_v4" => {
                    set(&mut demands.min_prefix.0, self.number(at, shape, PREFIX_V4));
                }
                "min_prefix_v6" => {
                    set(&mut demands.min_prefix.1, self.number(at, shape, PREFIX_V6));
                }
                "max_entries" => set(&mut demands.max_entries, self.number(at, shape, ENTRIES)),
                "egress" => {
                    let egress =
                        self.list(at, shape, "egress = [\"18.181.170.164\"]", Self::address);
                    set(&mut demands.egress, egress.map(Into::into));
                }
                "gaps" => self.gaps(at, shape, demands),
                "limits" => self.limits(at, shape, demands.limits.get_or_insert_default()),
                "markets" => self.markets(at, shape, demands.limits.get_or_insert_default()),
                "endpoints" => {
                    let example = "endpoints = [{ method = \"GET\", path = \"/api/v9/new\", needs = \"read\" }]";
                    let listed = self.list(at, shape, example, Self::endpoint);
                    set(&mut demands.listed, listed.map(Into::into));
                }
                "after_trip" => {
                    let all = Relief::ALL.map(Relief::name);
                    let known = |word: &str| Relief::ALL.into_iter().find(|one| one.name() == word);
                    let read = self.list(
                        at,
                        shape,
                        "after_trip = [\"cancel_all\"]",
                        |own, at, shape| own.word(at, shape, &all, known),
                    );
                    set(
                        &mut demands.reliefs,
                        read.map(|all| all.into_iter().collect()),
                    );
                }
                "trip_on" => {
                    let all = Alarm::ALL.map(Alarm::name);
                    let known = |word: &str| Alarm::ALL.into_iter().find(|one| one.name() == word);
                    let read = self.list(at, shape, "trip_on = [\"stale\"]", |own, at, shape| {
                        own.word(at, shape, &all, known)
                    });
                    set(
                        &mut demands.alarms,
                        read.map(|all| all.into_iter().collect()),
                    );
                }
                "account_must" => self.hygiene(at, shape, &mut demands.hygiene),
                // Read before the rest: see `Needs`.
                _ => {}
            }
        }
        let is_idle = demands.limits.as_ref().is_some_and(Limits::is_empty);
        if is_idle && fields.contains_key("limits") && self.0.len() == before {
            self.tell::<()>(
                &top.below("limits"),
                "limits nothing",
                "add `orders_per_second`, `orders_per_day` or `worth_per_day` to it, or `markets` beside it",
            );
        }
    }

    fn address(&mut self, at: &At, shape: &Shape) -> Option<IpAddr> {
        let address = shape.text().and_then(|text| text.parse().ok());
        address.or_else(|| {
            self.tell(
                at,
                "is no IP address",
                "write one address in quotes, without a port or a prefix",
            )
        })
    }

    fn gaps(&mut self, top: &At, shape: &Shape, demands: &mut Demands) {
        let Some(fields) = self.table(top, shape, &Gap::ALL.map(Gap::name)) else {
            return;
        };
        for (gap, place) in Gap::ALL.into_iter().zip(&mut demands.gaps) {
            let Some(shape) = fields.get(gap.name()) else {
                continue;
            };
            *place = shape.text().and_then(Date::parse).or_else(|| {
                self.tell(
                    &top.below(gap.name()),
                    "is no day",
                    "write the last day in quotes, as `\"2027-03-31\"`",
                )
            });
        }
    }

    /// What is demanded of the account. `false` takes back what `[policy]` demands.
    fn hygiene(&mut self, top: &At, shape: &Shape, demanded: &mut Hygiene) {
        for (name, shape) in self.table(top, shape, ACCOUNT).unwrap_or_default() {
            let at = &top.below(name);
            match name {
                "two_factor" => match self.two_factor(at, shape) {
                    Some(TwoFactor::None) => {
                        let remedy = "leave it out, or write what the login must have at least";
                        self.tell::<()>(at, "demands nothing", remedy);
                    }
                    least => demanded.two_factor = least,
                },
                "trade_notices" => set(&mut demanded.trade_notices, self.truth(at, shape)),
                _ => set(&mut demanded.address_lock, self.truth(at, shape)),
            }
        }
    }

    /// What the owner declares about the account.
    pub(crate) fn account(&mut self, top: &At, shape: &Shape) -> Account {
        let mut declared = Account::new();
        for (name, shape) in self.table(top, shape, ACCOUNT).unwrap_or_default() {
            let at = &top.below(name);
            match name {
                "two_factor" => declared.two_factor = self.two_factor(at, shape),
                "trade_notices" => declared.trade_notices = self.truth(at, shape),
                _ => declared.address_lock = self.truth(at, shape),
            }
        }
        declared
    }

    fn two_factor(&mut self, at: &At, shape: &Shape) -> Option<TwoFactor> {
        let known = |word: &str| TwoFactor::ALL.into_iter().find(|one| one.name() == word);
        self.word(at, shape, &TwoFactor::ALL.map(TwoFactor::name), known)
    }

    fn endpoint(&mut self, at: &At, shape: &Shape) -> Option<Listed> {
        const FIELDS: &[&str] = &["method", "path", "needs"];
        let fields = self.table(at, shape, FIELDS)?;
        let [method, path, needs] = ["method", "path", "needs"].map(|name| fields.get(name));
        let [at_method, at_path, at_needs] = ["method", "path", "needs"].map(|name| at.below(name));
        let nothing = &&Shape::Nothing;
        let method = self.word(
            &at_method,
            method.unwrap_or(nothing),
            &["GET", "POST", "PUT", "PATCH", "DELETE"],
            |word| {
                Some(match word {
                    "GET" => Method::Get,
                    "POST" => Method::Post,
                    "PUT" => Method::Put,
                    "PATCH" => Method::Patch,
                    "DELETE" => Method::Delete,
                    _ => return None,
                })
            },
        );
        let path = match path.and_then(|shape| shape.text()) {
            Some(text) if is_plain_path(text) && Listed::sounds_forbidden(text) => self.tell(
                &at_path,
                "sounds like a withdrawal or the management of keys",
                "leave it out: no listing unlocks these",
            ),
            // It is shown, so that no secret may pass for one.
            Some(text) if is_plain_path(text) && !has_key(text) => Some(text.to_owned()),
            _ => self.tell(
                &at_path,
                "is no plain path",
                "write `/` and segments of letters, digits, `-` and `_`, in quotes",
            ),
        };
        let needs = self.permission(&at_needs, needs.unwrap_or(nothing));
        Some(Listed {
            method: method?,
            path: path?.into(),
            needs: needs?,
        })
    }

    /// What a bot needs, of which `withdraw` and `admin` can be no part.
    pub(crate) fn permissions(&mut self, at: &At, shape: Option<&Shape>) -> Option<PermissionSet> {
        let Some(shape) = shape else {
            return self.tell(
                at,
                "is missing",
                "add the permissions that the bot needs, as `needs = [\"read\", \"spot\"]`",
            );
        };
        let read = self.list(at, shape, "needs = [\"read\", \"spot\"]", Self::permission)?;
        Some(read.into_iter().collect())
    }

    fn permission(&mut self, at: &At, shape: &Shape) -> Option<PermissionSet> {
        let one = shape.text().and_then(PermissionSet::from_name);
        if one.is_some_and(|one| !one.and(PermissionSet::NEVER).is_empty()) {
            return self.tell(
                at,
                "asks for `withdraw` or `admin`, which no bot may hold",
                "leave it out, and do such things by hand or with a separate key",
            );
        }
        one.or_else(|| {
            let words: Vec<_> = PermissionSet::grantable().names().collect();
            let remedy = format!("write one of {}", quoted(&words));
            self.tell(at, "is not understood", remedy)
        })
    }
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Where the permissions of a policy come from.
trait Needs {
    fn demands(faults: &mut Faults, needs: Option<&Shape>) -> Option<Demands>;
}

/// From the scope; a configuration may repeat them, and has to repeat them rightly.
impl<S: Scope> Needs for S {
    fn demands(faults: &mut Faults, needs: Option<&Shape>) -> Option<Demands> {
        let own = scope::grants::<S>();
        if let Some(shape) = needs {
            let at = At::TOP.below("needs");
            if faults.permissions(&at, Some(shape))? != own {
                return faults.tell(
                    &at,
                    "is not what the scope in the code grants",
                    "leave it out, or write the same",
                );
            }
        }
        Some(Demands::new(S::NAME, own))
    }
}

/// From the configuration.
impl Needs for Configured {
    fn demands(faults: &mut Faults, needs: Option<&Shape>) -> Option<Demands> {
        let needs = faults.permissions(&At::TOP.below("needs"), needs)?;
        Some(Demands::new(CONFIGURED, needs))
    }
}

/// Reads the table, or says all that is wrong with it.
fn read<S: Needs>(shape: &Shape) -> Result<Demands, Vec<ConfigFault>> {
    let mut faults = Faults::default();
    let known = [&["needs"], SETTINGS].concat();
    let demands = faults.table(&At::TOP, shape, &known).and_then(|fields| {
        let needs = S::demands(&mut faults, fields.get("needs").copied());
        // Where the needs are not understood, the rest is read all the same.
        let lost = needs.is_none();
        let mut demands = needs.unwrap_or_else(|| Demands::new(CONFIGURED, PermissionSet::EMPTY));
        faults.settings(&At::TOP, &fields, &mut demands);
        (!lost).then_some(demands)
    });
    match demands {
        Some(demands) if faults.0.is_empty() => Ok(demands),
        _ => Err(faults.0),
    }
}

impl<'de, S: Needs> Deserialize<'de> for Policy<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = Shape::any(deserializer)?;
        read::<S>(&shape).map(Self::of).map_err(|faults| {
            let told = numbered(faults.iter().map(ConfigFault::line));
            de::Error::custom(format_args!("in the policy, {told}"))
        })
    }
}

#[cfg(test)]
mod both_ways;
#[cfg(test)]
mod tests;
