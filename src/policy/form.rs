//! A policy as it stands in a configuration file.
//!
//! Every bound of the `const` constructors holds here too, and no message echoes what was found.

use super::{
    Configured, DAYS, Demands, ENTRIES, Gap, HOURS, Listed, PREFIX_V4, PREFIX_V6, Policy, within,
};
use crate::{
    permission::PermissionSet,
    request::is_plain_path,
    scope::{self, Scope},
    time::Date,
};
use serde::{Deserialize, Deserializer, de};
use std::{collections::BTreeMap, net::IpAddr};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    needs: Option<PermissionSet>,
    max_age_days: Option<u16>,
    warn_days: Option<u16>,
    reverify_hours: Option<u16>,
    min_prefix_v4: Option<u8>,
    min_prefix_v6: Option<u8>,
    max_entries: Option<u16>,
    #[serde(default)]
    egress: Vec<IpAddr>,
    #[serde(default)]
    gaps: BTreeMap<Gap, Date>,
    #[serde(default)]
    endpoints: Vec<Listed>,
}

impl Form {
    fn demands(self, mut demands: Demands) -> Result<Demands, &'static str> {
        set(&mut demands.max_age_days, self.max_age_days, |days| {
            within(days, DAYS)
        })
        .ok_or("`max_age_days` takes 1 to 365")?;
        set(&mut demands.warn_days, self.warn_days, |days| {
            within(days, DAYS)
        })
        .ok_or("`warn_days` takes 1 to 365")?;
        set(&mut demands.reverify_hours, self.reverify_hours, |hours| {
            within(hours, HOURS)
        })
        .ok_or("`reverify_hours` takes 1 to 720")?;
        set(&mut demands.min_prefix.0, self.min_prefix_v4, |bits| {
            (PREFIX_V4.0..=PREFIX_V4.1).contains(&bits)
        })
        .ok_or("`min_prefix_v4` takes 24 to 32")?;
        set(&mut demands.min_prefix.1, self.min_prefix_v6, |bits| {
            (PREFIX_V6.0..=PREFIX_V6.1).contains(&bits)
        })
        .ok_or("`min_prefix_v6` takes 48 to 128")?;
        set(&mut demands.max_entries, self.max_entries, |entries| {
            within(entries, ENTRIES)
        })
        .ok_or("`max_entries` takes 1 to 100")?;
        for listed in &self.endpoints {
            if !is_plain_path(&listed.path) {
                return Err(
                    "the path of a listed endpoint is not plain: write `/` and segments of letters, digits, `-`, `_` and `.`",
                );
            }
            if listed.needs.len() != 1 || !listed.needs.and(PermissionSet::NEVER).is_empty() {
                return Err(
                    "a listed endpoint needs one permission, and never `withdraw` or `admin`",
                );
            }
            if Listed::sounds_forbidden(&listed.path) {
                return Err(
                    "a listed endpoint sounds like a withdrawal or the management of keys, which no listing unlocks",
                );
            }
        }
        demands.egress = self.egress.into();
        demands.listed = self.endpoints.into();
        for (gap, until) in self.gaps {
            if let Some(place) = demands.gaps.get_mut(gap.at()) {
                *place = Some(until);
            }
        }
        Ok(demands)
    }
}

fn set<T: Copy>(place: &mut T, value: Option<T>, allowed: impl Fn(T) -> bool) -> Option<()> {
    if let Some(value) = value {
        allowed(value).then_some(())?;
        *place = value;
    }
    Some(())
}

/// Where the permissions of a policy come from.
trait Needs {
    fn demands(given: Option<PermissionSet>) -> Result<Demands, &'static str>;
}

/// From the scope; a configuration may repeat them, and has to repeat them rightly.
impl<S: Scope> Needs for S {
    fn demands(given: Option<PermissionSet>) -> Result<Demands, &'static str> {
        let own = scope::grants::<S>();
        if given.is_some_and(|given| given != own) {
            return Err(
                "`needs` differs from the scope in the code: make them equal, or leave `needs` out",
            );
        }
        Ok(Demands::new(S::NAME, own))
    }
}

/// From the configuration.
impl Needs for Configured {
    fn demands(given: Option<PermissionSet>) -> Result<Demands, &'static str> {
        let needs = given
            .ok_or("`needs` is missing: list what the bot does, such as `[\"read\", \"spot\"]`")?;
        if !needs.and(PermissionSet::NEVER).is_empty() {
            return Err("no bot may need `withdraw` or `admin`");
        }
        Ok(Demands::new("configured", needs))
    }
}

impl<'de, S: Needs> Deserialize<'de> for Policy<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Form::deserialize(deserializer)?;
        S::demands(form.needs)
            .and_then(|demands| form.demands(demands))
            .map(Self::of)
            .map_err(de::Error::custom)
    }
}
