//! A policy as it stands in a configuration file.
//!
//! Every bound of the `const` constructors holds here too. A value is read without a type first
//! and judged by name, so that no message echoes what was found: a secret may have been put in
//! the wrong place.

mod limits;

use super::{
    Alarm, CONFIGURED, Configured, DAYS, Demands, ENTRIES, Gap, HOURS, Listed, PREFIX_V4,
    PREFIX_V6, Policy, Relief,
};
use crate::{
    permission::PermissionSet,
    report::json::{Field, Json, Unreadable},
    request::{Method, is_plain_path},
    scope::{self, Scope},
    time::Date,
};
use serde::{Deserialize, Deserializer, de};
use std::net::IpAddr;

/// Puts the settings of `form` into `demands`.
fn read(form: &Field<'_>, demands: &mut Demands) -> Result<(), Unreadable> {
    for (name, field) in form.members()? {
        match name {
            // Read before the rest: see `Needs`.
            "needs" => {}
            "max_age_days" => demands.max_age_days = days(&field)?,
            "warn_days" => demands.warn_days = days(&field)?,
            "reverify_hours" => {
                demands.reverify_hours = bounded(&field, HOURS, "a whole number from 1 to 720")?;
            }
            "min_prefix_v4" => {
                demands.min_prefix.0 = bounded(&field, PREFIX_V4, "a whole number from 24 to 32")?;
            }
            "min_prefix_v6" => {
                demands.min_prefix.1 = bounded(&field, PREFIX_V6, "a whole number from 48 to 128")?;
            }
            "max_entries" => {
                demands.max_entries = bounded(&field, ENTRIES, "a whole number from 1 to 100")?;
            }
            "egress" => demands.egress = list(&field, address)?.into(),
            "gaps" => gaps(&field, demands)?,
            "limits" => demands.limits = Some(limits::read(&field)?),
            "endpoints" => demands.listed = list(&field, endpoint)?.into(),
            "after_trip" => {
                for relief in list(&field, relief)? {
                    demands.reliefs = demands.reliefs.with(relief);
                }
            }
            "trip_on" => {
                for alarm in list(&field, alarm)? {
                    demands.alarms = demands.alarms.with(alarm);
                }
            }
            _ => {
                return Err(Unreadable {
                    field: "a setting".to_owned(),
                    expected: "one of `needs`, `max_age_days`, `warn_days`, `reverify_hours`, `min_prefix_v4`, `min_prefix_v6`, `max_entries`, `egress`, `gaps`, `limits`, `endpoints`, `after_trip`, `trip_on`",
                });
            }
        }
    }
    Ok(())
}

fn days(field: &Field<'_>) -> Result<u16, Unreadable> {
    bounded(field, DAYS, "a whole number from 1 to 365")
}

fn bounded<T: TryFrom<i64> + PartialOrd>(
    field: &Field<'_>,
    (least, most): (T, T),
    expected: &'static str,
) -> Result<T, Unreadable> {
    field
        .number()
        .and_then(|number| T::try_from(number).ok())
        .filter(|number| *number >= least && *number <= most)
        .ok_or_else(|| field.unreadable(expected))
}

fn list<T>(
    field: &Field<'_>,
    read: fn(&Field<'_>) -> Result<T, Unreadable>,
) -> Result<Vec<T>, Unreadable> {
    field.list()?.iter().map(read).collect()
}

fn address(field: &Field<'_>) -> Result<IpAddr, Unreadable> {
    let address = field.text().ok().and_then(|text| text.parse().ok());
    address.ok_or_else(|| field.unreadable("an IP address"))
}

fn gaps(field: &Field<'_>, demands: &mut Demands) -> Result<(), Unreadable> {
    for (name, until) in field.members()? {
        let gap = [Gap::Rights, Gap::Allowlist, Gap::Creation]
            .into_iter()
            .find(|gap| gap.name() == name)
            .ok_or_else(|| Unreadable {
                field: "a name in `gaps`".to_owned(),
                expected: "one of `rights`, `allowlist`, `creation`",
            })?;
        let day = until.text().ok().and_then(Date::parse);
        let day = day.ok_or_else(|| until.unreadable("a day in quotes, such as \"2027-03-31\""))?;
        if let Some(place) = demands.gaps.get_mut(gap.at()) {
            *place = Some(day);
        }
    }
    Ok(())
}

fn relief(field: &Field<'_>) -> Result<Relief, Unreadable> {
    let word = field.text().unwrap_or_default();
    let found = Relief::ALL.into_iter().find(|relief| relief.name() == word);
    found.ok_or_else(|| field.unreadable("`cancel_all`, `evidence` or `deletion`"))
}

fn alarm(field: &Field<'_>) -> Result<Alarm, Unreadable> {
    let word = field.text().unwrap_or_default();
    let found = Alarm::ALL.into_iter().find(|alarm| alarm.name() == word);
    found.ok_or_else(|| field.unreadable("`stale`, `past_deadline` or `renewal_refused`"))
}

fn endpoint(field: &Field<'_>) -> Result<Listed, Unreadable> {
    for (name, _) in field.members()? {
        if !["method", "path", "needs"].contains(&name) {
            return Err(field.unreadable("a table of `method`, `path` and `needs`"));
        }
    }
    let (method, path, needs) = (field.get("method"), field.get("path"), field.get("needs"));
    let method = match method.text()? {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        _ => return Err(method.unreadable("GET, POST, PUT, PATCH or DELETE")),
    };
    let text = path.text()?;
    if !is_plain_path(text) {
        return Err(path.unreadable("`/` and segments of letters, digits, `-` and `_`"));
    }
    if Listed::sounds_forbidden(text) {
        return Err(
            path.unreadable("no withdrawal and no management of keys, which no listing unlocks")
        );
    }
    let one = needs.text().ok().and_then(PermissionSet::from_name);
    let one = one.filter(|one| one.and(PermissionSet::NEVER).is_empty());
    Ok(Listed {
        method,
        path: text.to_owned().into(),
        needs: one
            .ok_or_else(|| needs.unreadable("one permission, and not `withdraw` or `admin`"))?,
    })
}

fn permissions(field: &Field<'_>) -> Result<PermissionSet, Unreadable> {
    let expected =
        "a list of permissions, such as [\"read\", \"spot\"], and never `withdraw` or `admin`";
    let one = |field: &Field<'_>| {
        let one = field.text().ok().and_then(PermissionSet::from_name);
        one.filter(|one| one.and(PermissionSet::NEVER).is_empty())
    };
    let fields = field.list().map_err(|_| field.unreadable(expected))?;
    let sets: Option<PermissionSet> = fields.iter().map(one).collect();
    sets.ok_or_else(|| field.unreadable(expected))
}

/// Where the permissions of a policy come from.
trait Needs {
    fn demands(form: &Field<'_>) -> Result<Demands, Unreadable>;
}

/// From the scope; a configuration may repeat them, and has to repeat them rightly.
impl<S: Scope> Needs for S {
    fn demands(form: &Field<'_>) -> Result<Demands, Unreadable> {
        let (own, needs) = (scope::grants::<S>(), form.get("needs"));
        if needs.is_named() && permissions(&needs)? != own {
            return Err(needs.unreadable("left out, or what the scope in the code grants"));
        }
        Ok(Demands::new(S::NAME, own))
    }
}

/// From the configuration.
impl Needs for Configured {
    fn demands(form: &Field<'_>) -> Result<Demands, Unreadable> {
        Ok(Demands::new(CONFIGURED, permissions(&form.get("needs"))?))
    }
}

impl<'de, S: Needs> Deserialize<'de> for Policy<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Json::deserialize(deserializer)?;
        let policy = || {
            let mut demands = S::demands(&form.root())?;
            read(&form.root(), &mut demands)?;
            Ok(Self::of(demands))
        };
        policy().map_err(|Unreadable { field, expected }| {
            de::Error::custom(format_args!(
                "in the policy, `{field}` should be {expected}"
            ))
        })
    }
}

#[cfg(test)]
mod tests;
