//! A policy in code and the same in a configuration are one value, and judge alike.
//!
//! What is drawn is a list of settings. One writer makes a policy of it by the methods that a bot's
//! code calls, another makes TOML; a third writes TOML out of the policy itself.

use crate::{
    permission::{Earn, Futures, Grantable, PermissionSet, Read, Spot},
    policy::{
        Alarm, AnyPolicy, Gap, Limits, Listed, Names, Relief, Violation,
        tests::{NOW, any_facts},
    },
    report::{ClockOffset, TwoFactor},
    request::Method,
    time::{DAY, Date},
};
use proptest::{collection::vec, option, prelude::*, sample::select, sample::subsequence};
use std::net::IpAddr;
use toml::{Table, Value};

/// What an owner may write, each as it may be left out.
#[derive(Clone, Debug)]
struct Settings {
    needs: Vec<&'static str>,
    max_age: Option<u16>,
    warn: Option<u16>,
    reverify: Option<u16>,
    v4: Option<u8>,
    v6: Option<u8>,
    max_entries: Option<u16>,
    egress: Option<Vec<IpAddr>>,
    gaps: [Option<Date>; 3],
    endpoints: Option<Vec<(&'static str, &'static str, &'static str)>>,
    after_trip: Option<Vec<Relief>>,
    trip_on: Option<Vec<Alarm>>,
    limits: Drawn,
    account: (Option<TwoFactor>, bool, bool),
}

/// Limits, of which none may be there.
#[derive(Clone, Debug)]
struct Drawn {
    second: Option<u32>,
    day: Option<u64>,
    worth: Option<u64>,
    markets: Option<Vec<&'static str>>,
    beside: Option<Vec<&'static str>>,
    name: Option<&'static str>,
}

impl Drawn {
    fn is_empty(&self) -> bool {
        self.second.is_none()
            && self.day.is_none()
            && self.worth.is_none()
            && self.markets.is_none()
    }
}

const METHODS: [(&str, Method); 5] = [
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

fn any_limits() -> impl Strategy<Value = Drawn> {
    (
        option::of(1_u32..=10_000),
        option::of(1_u64..=1_000_000_000),
        option::of(1_u64..=100_000_000_000_000),
        option::of(vec(
            select(vec!["BTCUSDT", "BTC-USD", "PF_XBTUSD", "tBTC:USD/@1"]),
            1..4,
        )),
        option::of(vec(select(vec!["/a", "/api/v1/{}/transfer"]), 0..3)),
        option::of(select(vec!["maker", "A-b_9"])),
    )
        .prop_map(|(second, day, worth, markets, beside, name)| Drawn {
            second,
            day,
            worth,
            markets,
            beside,
            name,
        })
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let day = || option::of((NOW - 30 * DAY..NOW + 500 * DAY).prop_map(day));
    let path = select(vec!["/api/v9/new", "/x", "/A-b_9/c"]);
    let endpoint = (select(METHODS.map(|(name, _)| name).to_vec()), path);
    let endpoint = (endpoint, select(vec!["read", "spot", "futures", "earn"]));
    let endpoint = endpoint.prop_map(|((method, path), needs)| (method, path, needs));
    let needs = vec![
        "read", "spot", "margin", "futures", "options", "earn", "transfer",
    ];
    (
        (
            subsequence(needs, 0..=7),
            option::of(1_u16..=365),
            option::of(1_u16..=365),
            option::of(1_u16..=720),
            option::of(24_u8..=32),
            option::of(48_u8..=128),
            option::of(1_u16..=100),
        ),
        (
            option::of(vec(any::<IpAddr>(), 0..4)),
            [day(), day(), day()],
            option::of(vec(endpoint, 0..3)),
            option::of(subsequence(Relief::ALL.to_vec(), 0..=3)),
            option::of(subsequence(Alarm::ALL.to_vec(), 0..=3)),
            any_limits(),
            (
                option::of(select(TwoFactor::ALL[1..].to_vec())),
                any::<bool>(),
                any::<bool>(),
            ),
        ),
    )
        .prop_map(
            |(numbers, (egress, gaps, endpoints, after_trip, trip_on, limits, account))| {
                let (needs, max_age, warn, reverify, v4, v6, max_entries) = numbers;
                Settings {
                    needs,
                    max_age,
                    warn,
                    reverify,
                    v4,
                    v6,
                    max_entries,
                    egress,
                    gaps,
                    endpoints,
                    after_trip,
                    trip_on,
                    limits,
                    account,
                }
            },
        )
}

fn day(millis: u64) -> Date {
    Date::parse(&crate::time::day(millis)).unwrap()
}

/// What is drawn has to last as long as what stands in code.
fn lasting<T: Clone>(list: &[T]) -> &'static [T] {
    list.to_vec().leak()
}

/// The policy by the methods of code.
fn in_code(drawn: &Settings) -> AnyPolicy {
    let needs = drawn
        .needs
        .iter()
        .map(|name| PermissionSet::from_name(name).unwrap());
    let mut policy = AnyPolicy::needing(needs.collect());
    let standard = policy.demands().clone();
    if let Some(days) = drawn.max_age {
        policy = policy.max_age_days(days);
    }
    if let Some(days) = drawn.warn {
        policy = policy.warn_days(days);
    }
    if let Some(hours) = drawn.reverify {
        policy = policy.reverify_hours(hours);
    }
    policy = policy.min_prefix(
        drawn.v4.unwrap_or(standard.min_prefix.0),
        drawn.v6.unwrap_or(standard.min_prefix.1),
    );
    if let Some(entries) = drawn.max_entries {
        policy = policy.max_entries(entries);
    }
    if let Some(egress) = &drawn.egress {
        policy = policy.egress(lasting(egress));
    }
    for (gap, until) in Gap::ALL.into_iter().zip(drawn.gaps) {
        if let Some(until) = until {
            policy = policy.accept_gap(gap, until);
        }
    }
    if let Some(endpoints) = &drawn.endpoints {
        let listed: Vec<_> = endpoints.iter().map(listed).collect();
        policy = policy.list_endpoints(lasting(&listed));
    }
    for relief in drawn.after_trip.iter().flatten() {
        policy = policy.after_trip(*relief);
    }
    for alarm in drawn.trip_on.iter().flatten() {
        policy = policy.trip_on(*alarm);
    }
    let (two_factor, trade_notices, address_lock) = drawn.account;
    if let Some(least) = two_factor {
        policy = policy.two_factor(least);
    }
    if trade_notices {
        policy = policy.trade_notices();
    }
    if address_lock {
        policy = policy.address_lock();
    }
    if drawn.limits.is_empty() {
        return policy;
    }
    policy.limits(limits(&drawn.limits))
}

fn listed((method, path, needs): &(&str, &'static str, &str)) -> Listed {
    fn of<P: Grantable>(method: Method, path: &'static str) -> Listed {
        Listed::new::<P>(method, path)
    }
    let (_, method) = METHODS
        .into_iter()
        .find(|(name, _)| name == method)
        .unwrap();
    match *needs {
        "read" => of::<Read>(method, path),
        "spot" => of::<Spot>(method, path),
        "futures" => of::<Futures>(method, path),
        _ => of::<Earn>(method, path),
    }
}

fn limits(drawn: &Drawn) -> Limits {
    let mut limits = Limits::new();
    if let Some(orders) = drawn.second {
        limits = limits.orders_per_second(orders);
    }
    if let Some(orders) = drawn.day {
        limits = limits.orders_per_day(orders);
    }
    if let Some(worth) = drawn.worth {
        limits = limits.worth_per_day(worth);
    }
    if let Some(markets) = &drawn.markets {
        limits = limits.markets(lasting(markets));
    }
    if let Some(beside) = &drawn.beside {
        limits = limits.beside(lasting(beside));
    }
    if let Some(name) = drawn.name {
        limits = limits.named(name);
    }
    limits
}

fn put<T: Into<Value>>(table: &mut Table, name: &str, value: Option<T>) {
    if let Some(value) = value {
        table.insert(name.to_owned(), value.into());
    }
}

fn account((two_factor, trade_notices, address_lock): (Option<TwoFactor>, bool, bool)) -> Table {
    let mut account = Table::new();
    put(&mut account, "two_factor", two_factor.map(TwoFactor::name));
    put(&mut account, "trade_notices", trade_notices.then_some(true));
    put(&mut account, "address_lock", address_lock.then_some(true));
    account
}

/// The same as an owner writes it.
fn in_toml(drawn: &Settings) -> Table {
    let mut table = Table::new();
    put(&mut table, "needs", Some(drawn.needs.clone()));
    // A whole week may be written as one.
    let days = |days: u16| match days % 7 {
        0 => format!("{}w", days / 7),
        _ => format!("{days}d"),
    };
    let hours = |hours: u16| match hours % 24 {
        0 => days(hours / 24),
        _ => format!("{hours}h"),
    };
    put(&mut table, "max_age", drawn.max_age.map(days));
    put(
        &mut table,
        "warn",
        drawn.warn.map(|days| format!("{days}d")),
    );
    put(&mut table, "reverify", drawn.reverify.map(hours));
    put(&mut table, "min_prefix_v4", drawn.v4.map(i64::from));
    put(&mut table, "min_prefix_v6", drawn.v6.map(i64::from));
    put(&mut table, "max_entries", drawn.max_entries.map(i64::from));
    let egress = drawn.egress.as_ref();
    let egress = egress.map(|all| all.iter().map(IpAddr::to_string).collect::<Vec<_>>());
    put(&mut table, "egress", egress);
    let mut gaps = Table::new();
    for (gap, until) in Gap::ALL.into_iter().zip(drawn.gaps) {
        put(&mut gaps, gap.name(), until.map(|until| until.to_string()));
    }
    put(&mut table, "gaps", (!gaps.is_empty()).then_some(gaps));
    let endpoint = |(method, path, needs): &(&str, &str, &str)| {
        let members = [("method", *method), ("path", *path), ("needs", *needs)];
        let members = members.map(|(name, value)| (name.to_owned(), value.into()));
        Value::Table(members.into_iter().collect())
    };
    let endpoints = drawn.endpoints.as_ref();
    let endpoints = endpoints.map(|all| all.iter().map(endpoint).collect::<Vec<_>>());
    put(&mut table, "endpoints", endpoints);
    let words = drawn.after_trip.as_ref();
    let words = words.map(|all| all.iter().map(|one| one.name()).collect::<Vec<_>>());
    put(&mut table, "after_trip", words);
    let words = drawn.trip_on.as_ref();
    let words = words.map(|all| all.iter().map(|one| one.name()).collect::<Vec<_>>());
    put(&mut table, "trip_on", words);
    let account = account(drawn.account);
    put(
        &mut table,
        "account_must",
        (!account.is_empty()).then_some(account),
    );
    let drawn = &drawn.limits;
    if !drawn.is_empty() {
        let mut limits = Table::new();
        put(
            &mut limits,
            "orders_per_second",
            drawn.second.map(i64::from),
        );
        put(
            &mut limits,
            "orders_per_day",
            drawn.day.map(u64::cast_signed),
        );
        put(
            &mut limits,
            "worth_per_day",
            drawn.worth.map(u64::cast_signed),
        );
        put(&mut limits, "beside", drawn.beside.clone());
        put(&mut limits, "name", drawn.name);
        put(&mut table, "limits", (!limits.is_empty()).then_some(limits));
        put(&mut table, "markets", drawn.markets.clone());
    }
    table
}

/// A policy, however it was made, as TOML that says all of it.
fn written(policy: &AnyPolicy) -> Table {
    let demands = policy.demands();
    let mut table = Table::new();
    put(
        &mut table,
        "needs",
        Some(demands.needs.names().collect::<Vec<_>>()),
    );
    put(
        &mut table,
        "max_age",
        Some(format!("{}d", demands.max_age_days)),
    );
    put(&mut table, "warn", Some(format!("{}d", demands.warn_days)));
    put(
        &mut table,
        "reverify",
        Some(format!("{}h", demands.reverify_hours)),
    );
    put(
        &mut table,
        "min_prefix_v4",
        Some(i64::from(demands.min_prefix.0)),
    );
    put(
        &mut table,
        "min_prefix_v6",
        Some(i64::from(demands.min_prefix.1)),
    );
    put(
        &mut table,
        "max_entries",
        Some(i64::from(demands.max_entries)),
    );
    let egress: Vec<_> = demands.egress.iter().map(IpAddr::to_string).collect();
    put(&mut table, "egress", Some(egress));
    let gaps = Gap::ALL
        .into_iter()
        .zip(demands.gaps)
        .filter_map(|(gap, until)| Some((gap.name().to_owned(), until?.to_string().into())));
    put(&mut table, "gaps", Some(gaps.collect::<Table>()));
    let endpoints = demands.listed.iter().map(|listed| {
        let mut endpoint = Table::new();
        let (name, _) = METHODS
            .into_iter()
            .find(|(_, own)| *own == listed.method)
            .unwrap();
        put(&mut endpoint, "method", Some(name));
        put(&mut endpoint, "path", Some(listed.path.to_string()));
        put(&mut endpoint, "needs", listed.needs.names().next());
        Value::Table(endpoint)
    });
    put(&mut table, "endpoints", Some(endpoints.collect::<Vec<_>>()));
    let reliefs = Relief::ALL
        .into_iter()
        .filter(|one| demands.reliefs.has(*one));
    put(
        &mut table,
        "after_trip",
        Some(reliefs.map(Relief::name).collect::<Vec<_>>()),
    );
    let alarms = Alarm::ALL
        .into_iter()
        .filter(|one| demands.alarms.has(*one));
    put(
        &mut table,
        "trip_on",
        Some(alarms.map(Alarm::name).collect::<Vec<_>>()),
    );
    let hygiene = demands.hygiene;
    let account = account((
        hygiene.two_factor,
        hygiene.trade_notices,
        hygiene.address_lock,
    ));
    put(&mut table, "account_must", Some(account));
    if let Some(own) = demands.limits() {
        let names = |names: &Names| names.iter().map(str::to_owned).collect::<Vec<_>>();
        let mut limits = Table::new();
        put(
            &mut limits,
            "orders_per_second",
            own.orders_per_second.map(i64::from),
        );
        put(
            &mut limits,
            "orders_per_day",
            own.orders_per_day.map(u64::cast_signed),
        );
        put(
            &mut limits,
            "worth_per_day",
            own.worth_per_day.map(u64::cast_signed),
        );
        put(&mut limits, "beside", Some(names(&own.beside)));
        put(&mut limits, "name", own.name.clone().map(String::from));
        put(&mut table, "limits", Some(limits));
        put(&mut table, "markets", own.markets.as_ref().map(names));
    }
    table
}

fn read(table: &Table) -> AnyPolicy {
    toml::from_str(&toml::to_string(table).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn code_and_configuration_agree(drawn in any_settings(), facts in any_facts(), offset in any::<i32>()) {
        let (code, configured) = (in_code(&drawn), read(&in_toml(&drawn)));
        prop_assert_eq!(&code, &configured);
        let clock = Some(ClockOffset { offset_ms: offset.into(), uncertainty_ms: 9 });
        let judged = |policy: &AnyPolicy| -> (Vec<Violation>, _) {
            let verdict = policy.demands().judge(&facts, clock, NOW);
            (verdict.violations, verdict.deadline)
        };
        prop_assert_eq!(judged(&code), judged(&configured));
        // And back: what is written out of either is read as the same.
        for policy in [&code, &configured] {
            let text = written(policy);
            prop_assert_eq!(&read(&text), policy);
            prop_assert_eq!(written(&read(&text)), text);
        }
    }
}
