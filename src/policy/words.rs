//! A policy in words: one sentence for each rule, with what is demanded, and what happens otherwise.
//!
//! Written from the demands themselves, so that it is the same for code and configuration.

use super::{
    Alarm, Code, Demands, Gap, Limits, Policy, Relief, hygiene::Hygiene, lifetime::LARGEST_OFFSET,
};
use crate::{report::wrapped, secret};
use core::fmt;

impl<S> Policy<S> {
    /// What the policy demands, in words: a sentence for each rule, with its values and units, and
    /// with the codes of what happens otherwise. `Display` is the same as a list.
    ///
    /// ```
    /// use keyleash::{AnyPolicy, PermissionSet, permission::{Read, Spot}};
    ///
    /// let policy = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>()).max_age_days(30);
    /// let words = policy.words();
    /// assert!(words.iter().any(|rule| rule.starts_with("The key is at most 30 days old")));
    /// println!("{policy}");
    /// ```
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let demands = self.demands();
        let mut words = rights(demands).to_vec();
        words.extend(addresses(demands));
        words.extend(lifetime(demands));
        words.extend(Gap::ALL.map(|gap| unstated(demands, gap)));
        words.extend(account(demands.hygiene));
        words.extend(signing(demands));
        words.push(limits(demands.limits()));
        words.extend(tripped(demands));
        words
    }
}

/// A list of the rules, at most 80 columns wide.
impl<S> fmt::Display for Policy<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, rule) in self.words().iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            wrapped(f, "- ", rule)?;
        }
        Ok(())
    }
}

fn rights(demands: &Demands) -> [String; 2] {
    [
        format!(
            "The key can {} and has no right beyond that; otherwise it is refused ({}). A right that the venue does not sell apart is a warning ({}).",
            demands.needs.phrase(),
            codes(&[Code::Missing, Code::Surplus, Code::UnknownRight]),
            Code::RidesAlong
        ),
        format!(
            "The key cannot withdraw, nor manage keys or sub-accounts; otherwise it is refused, whatever else a policy says ({}).",
            codes(&[Code::Withdraw, Code::Admin])
        ),
    ]
}

fn addresses(demands: &Demands) -> Vec<String> {
    let (v4, v6) = demands.min_prefix;
    let otherwise = if demands.any_address {
        "otherwise that is a warning, since the owner accepts any address"
    } else {
        "otherwise it is refused"
    };
    let mut words = vec![format!(
        "The key works from a list of addresses of at most {}, each /{v4} or narrower (IPv6: /{v6}) and none of them private or reserved; {otherwise} ({}). A list that the venue does not show is a warning ({}).",
        counted(demands.max_entries.into(), "entry", "entries"),
        codes(&[
            Code::OpenToAll,
            Code::TooManyEntries,
            Code::EntryTooWide,
            Code::EntryReserved
        ]),
        Code::WidthNotStated
    )];
    let own: Vec<_> = demands.egress.iter().map(ToString::to_string).collect();
    words.push(if own.is_empty() {
        format!(
            "The addresses that this process goes out from are not named, so nothing compares them with the list ({}).",
            Code::EgressOutside
        )
    } else {
        format!(
            "The list of addresses holds {}, from where this process goes out; otherwise the key is refused ({}).",
            own.join(", "),
            Code::EgressOutside
        )
    });
    words
}

fn lifetime(demands: &Demands) -> [String; 2] {
    [
        format!(
            "The key is at most {} old, was made at a known day that is not in the future, and has neither expired nor lapsed at the venue; otherwise it is refused ({}).",
            days(demands.max_age_days),
            codes(&[
                Code::TooOld,
                Code::CreatedInFuture,
                Code::Expired,
                Code::Lapsed
            ])
        ),
        format!(
            "From {} before its deadline on, each report warns of it ({}).",
            days(demands.warn_days),
            Code::DeadlineNear
        ),
    ]
}

fn unstated(demands: &Demands, gap: Gap) -> String {
    let (what, code) = match gap {
        Gap::Rights => ("what the key may do", Code::RightsNotStated),
        Gap::Allowlist => (
            "from which addresses the key works",
            Code::AddressesNotStated,
        ),
        Gap::Creation => ("when the key was made", Code::CreationNotStated),
    };
    match demands.gaps.get(gap.at()).copied().flatten() {
        None => format!(
            "Where the venue does not state {what}, and the owner has declared nothing instead, it is refused ({code})."
        ),
        Some(until) => format!(
            "Up to and including {until}, the owner accepts that the venue does not state {what}: a warning ({}); from then on the key is refused ({}).",
            Code::GapDeclared,
            Code::GapEnded
        ),
    }
}

fn account(demanded: Hygiene) -> [String; 3] {
    let unless = |what: &str, is_demanded: bool, code: Code| {
        if is_demanded {
            format!("The owner declares that {what}; otherwise the key is refused ({code}).")
        } else {
            format!("Nothing is demanded of whether {what} ({code}).")
        }
    };
    [
        match demanded.two_factor {
            None => format!(
                "Nothing is demanded of the second factor of the account's login ({}).",
                Code::TwoFactor
            ),
            Some(least) => format!(
                "The owner declares {} for the account's login; otherwise the key is refused ({}).",
                least.or_better(),
                Code::TwoFactor
            ),
        },
        unless(
            "the venue tells the owner of each trade",
            demanded.trade_notices,
            Code::TradeNotices,
        ),
        unless(
            "withdrawals of the account go to listed addresses only",
            demanded.address_lock,
            Code::AddressLock,
        ),
    ]
}

fn signing(demands: &Demands) -> Vec<String> {
    let mut words = vec![
        format!(
            "A verification holds for {}; after that nothing is signed until it was renewed.",
            counted(demands.reverify_hours.into(), "hour", "hours")
        ),
        format!(
            "The venue's clock and this machine's are at most {} s apart; otherwise the key is refused ({}).",
            LARGEST_OFFSET / 1000,
            Code::ClockOff
        ),
    ];
    let listed = demands.listed().iter().map(|own| {
        let path = secret::veiled_path(own.path.as_ref());
        format!("{} {path} as {}", own.method, own.needs)
    });
    let listed: Vec<_> = listed.collect();
    words.push(if listed.is_empty() {
        "Calls that the venue's table does not have are not signed.".to_owned()
    } else {
        format!(
            "Calls that the venue's table does not have are not signed, but for those that the owner vouches for: {}.",
            listed.join(", ")
        )
    });
    words
}

fn limits(limits: Option<&Limits>) -> String {
    let Some(limits) = limits else {
        return "Orders are not limited, in number, worth or market.".to_owned();
    };
    let mut parts = Vec::new();
    let number = |most: Option<u64>, unit: &str| Some(format!("{} {unit}", most?));
    parts.extend(number(
        limits.orders_per_second.map(u64::from),
        "orders a second",
    ));
    parts.extend(number(limits.orders_per_day, "orders a day"));
    parts.extend(number(
        limits.worth_per_day,
        "a day in worth, in the owner's units",
    ));
    let mut text = String::new();
    if !parts.is_empty() {
        text = format!("At most {} are signed", parts.join(", "));
    }
    if let Some(markets) = &limits.markets {
        // They tell a strategy.
        let count = markets.iter().count().try_into().unwrap_or(u64::MAX);
        let markets = counted(count, "market", "markets");
        text = match text.as_str() {
            "" => format!("Orders are signed in {markets} only"),
            _ => format!("{text}, in {markets} only"),
        };
    }
    let name = match &limits.name {
        Some(name) => format!(", counted under the name `{}`", secret::veiled(name)),
        None => String::new(),
    };
    let beside = limits.beside.iter().count().try_into().unwrap_or(u64::MAX);
    let beside = match beside {
        0 => "is refused".to_owned(),
        _ => format!(
            "is refused, but for {} that the owner named",
            counted(beside, "path", "paths")
        ),
    };
    format!("{text}{name}; what trades and is no order {beside}.")
}

fn tripped(demands: &Demands) -> [String; 2] {
    let left: Vec<_> = Relief::ALL
        .into_iter()
        .filter(|own| demands.has(*own))
        .collect();
    let left = left.into_iter().map(|relief| match relief {
        Relief::CancelAll => "to cancel all orders",
        Relief::Evidence => "to read what happened",
        Relief::Deletion => "to let the key delete itself",
    });
    let left: Vec<_> = left.collect();
    let left = match left.as_slice() {
        [] => "After the kill switch was tripped, nothing is signed.".to_owned(),
        left => format!(
            "After the kill switch was tripped, nothing is signed but {}.",
            left.join(" and ")
        ),
    };
    let alarms = Alarm::ALL.into_iter();
    let alarms: Vec<_> = alarms
        .filter(|own| demands.alarms.has(*own))
        .map(|alarm| match alarm {
            Alarm::Stale => "a stale verification",
            Alarm::PastDeadline => "a passed deadline",
            Alarm::RenewalRefused => "a refused renewal",
        })
        .collect();
    let alarms = match alarms.as_slice() {
        [] => "Nothing about the key trips the kill switch by itself.".to_owned(),
        alarms => format!("The kill switch is tripped by {}.", alarms.join(", ")),
    };
    [left, alarms]
}

/// The codes, between commas.
fn codes(codes: &[Code]) -> String {
    let codes: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
    codes.join(", ")
}

fn days(count: u16) -> String {
    counted(count.into(), "day", "days")
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use crate::{
        permission::{PermissionSet, Read, Spot},
        policy::{Alarm, AnyPolicy, Code, Gap, Limits, Listed, Relief},
        report::TwoFactor,
        request::Method,
        time::Date,
    };

    fn plain() -> AnyPolicy {
        AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>())
    }

    /// A setting that words do not tell is one that nobody sees.
    #[test]
    fn every_setting_is_told() {
        const LISTED: &[Listed] = &[Listed::new::<Read>(Method::Get, "/api/v3/new")];
        let day = Date::parse("2027-03-31").unwrap();
        let limits = || Limits::new().orders_per_day(7);
        let mut told = vec![plain().words()];
        for policy in [
            AnyPolicy::needing(PermissionSet::of::<Read>()),
            plain().max_age_days(31),
            plain().warn_days(9),
            plain().reverify_hours(1),
            plain().min_prefix(32, 64),
            plain().min_prefix(28, 96),
            plain().max_entries(1),
            plain().egress_from(["203.0.113.7".parse().unwrap()]),
            plain().accept_gap(Gap::Rights, day),
            plain().accept_gap(Gap::Allowlist, day),
            plain().accept_gap(Gap::Creation, day),
            plain().two_factor(TwoFactor::App),
            plain().two_factor(TwoFactor::SecurityKey),
            plain().trade_notices(),
            plain().address_lock(),
            plain().list_endpoints(LISTED),
            plain().after_trip(Relief::CancelAll),
            plain().after_trip(Relief::Evidence),
            plain().after_trip(Relief::Deletion),
            plain().trip_on(Alarm::Stale),
            plain().trip_on(Alarm::PastDeadline),
            plain().trip_on(Alarm::RenewalRefused),
            plain().limits(limits()),
            plain().limits(limits().orders_per_second(3)),
            plain().limits(limits().worth_per_day(9)),
            plain().limits(limits().markets(&["BTCUSDT"])),
            plain().limits(limits().beside(&["/api/v1/transfer"])),
            plain().limits(limits().named("spread")),
            plain().limits(Limits::new().markets(&["BTCUSDT"])),
            plain().any_address(),
        ] {
            let words = policy.words();
            assert!(!told.contains(&words), "{policy}");
            for rule in &words {
                let first = rule.chars().next().unwrap();
                assert!(first.is_uppercase() && rule.ends_with('.'), "{rule}");
            }
            for line in policy.to_string().lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
            told.push(words);
        }
    }

    /// Every rule by which a key alone is judged.
    #[test]
    fn every_code_of_judging_is_told() {
        let day = Date::parse("2027-03-31").unwrap();
        let mut told = plain().to_string();
        for gap in Gap::ALL {
            told += &plain().accept_gap(gap, day).to_string();
        }
        let rotation = Code::ALL.iter().skip_while(|code| **code != Code::SameKey);
        let rotation: Vec<_> = rotation.collect();
        for code in Code::ALL {
            let known = *code == Code::NotAsked || rotation.contains(&code);
            assert_eq!(!told.contains(code.as_str()), known, "{code}");
        }
    }
}
