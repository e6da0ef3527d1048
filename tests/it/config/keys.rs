//! The keys of a bot: what is read, what is refused with which words, and that nothing is echoed.

use super::private;
use crate::mounted::NEEDLE;
use keyleash::{
    AnyPolicy, Config, ConfigError, Environment, Gap, Limits, PermissionSet, Relief,
    UncheckedConfig,
    permission::{Futures, Read, Spot},
};
use tempfile::TempDir;

pub(super) const GOOD: &str = r#"
[policy]
max_age = "30d"
egress = ["18.181.170.164"]
limits = { orders_per_day = 5000, beside = ["/a"] }
gaps = { rights = "2027-01-31" }

[keys.maker]
venue = "binance"
needs = ["read", "spot"]
source = { env = "NOT_SET" }
markets = ["BTCUSDT"]
limits = { worth_per_day = 1000000 }
gaps = { creation = "2027-03-31" }
after_trip = ["cancel_all"]

[keys.hedger-2]
venue = "bybit"
environment = "demo"
needs = ["read", "futures"]
source = { key = { env = "NOT_SET_A" }, secret = { env = "NOT_SET_B" }, created = "2026-11-01" }
max_age = "7d"
egress = []
"#;

fn unchecked(text: &str) -> Result<Config, ConfigError> {
    toml::from_str::<UncheckedConfig>(text).unwrap().check()
}

#[test]
fn each_key_has_what_it_says_and_what_is_said_of_all() {
    let config = unchecked(GOOD).unwrap();
    let names: Vec<_> = config.keys().map(keyleash::ConfiguredKey::name).collect();
    assert_eq!(names, ["hedger-2", "maker"]);
    let maker = config.key("maker").unwrap();
    assert_eq!(maker.venue().id(), "binance");
    assert_eq!(maker.environment(), Environment::Production);
    assert_eq!(maker.host(), None);
    let day = keyleash::Date::new;
    let expected = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>())
        .max_age_days(30)
        .egress_from(["18.181.170.164".parse().unwrap()])
        .accept_gap(Gap::Rights, day(2027, 1, 31))
        .accept_gap(Gap::Creation, day(2027, 3, 31))
        .limits(
            Limits::new()
                .orders_per_day(5000)
                .worth_per_day(1_000_000)
                .beside(&["/a"])
                .markets(&["BTCUSDT"])
                // Two keys that need the same have a count each.
                .named("maker"),
        )
        .after_trip(Relief::CancelAll);
    assert_eq!(maker.policy(), &expected);
    let hedger = config.key("hedger-2").unwrap();
    assert_eq!(hedger.venue().id(), "bybit");
    assert_eq!(hedger.environment(), Environment::Demo);
    let expected = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Futures>())
        .max_age_days(7)
        .accept_gap(Gap::Rights, day(2027, 1, 31))
        .limits(
            Limits::new()
                .orders_per_day(5000)
                .beside(&["/a"])
                .named("hedger-2"),
        );
    assert_eq!(hedger.policy(), &expected);
    assert!(config.key("Maker").is_none());
}

#[test]
fn a_key_is_loaded_for_its_venue_environment_and_host() {
    let directory = TempDir::new().unwrap();
    let file = private(
        &directory,
        "bybit",
        &format!("key = id-1\nsecret = {NEEDLE}\n"),
    );
    let config = unchecked(&format!(
        "[keys.maker]\nvenue = 'bybit'\nneeds = ['read']\nhost = 'api.bybit.eu'\nsource.file = '{file}'\n"
    ))
    .unwrap();
    let key = config.key("maker").unwrap();
    assert_eq!(key.host(), Some("api.bybit.eu"));
    let credential = key.load().unwrap();
    assert_eq!(credential.venue().id(), "bybit");
    let mut asked = Vec::new();
    let _ = credential.inspect(|request| -> Result<http::Response<Vec<u8>>, ()> {
        asked.push(request.uri().host().unwrap().to_owned());
        Err(())
    });
    assert_eq!(asked, ["api.bybit.eu"]);
    for shown in [format!("{config:?}"), format!("{key:?}")] {
        assert!(
            shown.contains("whole: file") && !shown.contains(&file),
            "{shown}"
        );
    }
}

/// The faults of a configuration, each as `place: found: remedy`.
#[track_caller]
fn faults(text: &str) -> Vec<String> {
    let error = unchecked(text).unwrap_err();
    let shown = format!("{error}\n{error:?}");
    assert!(!shown.contains("NEEDLE"), "{shown}");
    assert!(shown.lines().all(|line| line.len() <= 80), "{shown}");
    let json = serde_json::to_string(&error).unwrap();
    assert!(!json.contains("NEEDLE"), "{json}");
    let faults = error.faults().iter();
    let line = |fault: &keyleash::ConfigFault| {
        format!("{}: {}: {}", fault.place(), fault.found(), fault.remedy())
    };
    faults.map(line).collect()
}

#[track_caller]
fn one(text: &str, begin: &str) {
    let faults = faults(text);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with(begin), "{begin}\n{}", faults[0]);
}

/// A key that is good, but for what is added.
pub(super) fn key(more: &str) -> String {
    let rest = [
        ("venue", "venue = 'okx'"),
        ("needs", "needs = ['read']"),
        ("source", "source = { env = 'A' }"),
    ];
    let mut text = "[keys.maker]\n".to_owned();
    for (name, line) in rest {
        if !more.starts_with(name) {
            text += line;
            text += "\n";
        }
    }
    text + more
}

#[test]
fn the_configuration_as_a_whole_is_keys_and_a_policy() {
    let rest = "[keys.a]\nvenue = 'okx'\nneeds = []\nsource.env = 'A'";
    for (text, begin) in [
        ("", "keys: has no key: add a table `[keys.NAME]`"),
        ("[keys]", "keys: has no key: "),
        ("keys = 'NEEDLE'", "keys: is no table: "),
        (
            &format!("NEEDLE = 1\n{rest}"),
            ": has a field that is not known: leave only `policy`, `keys` there, and replace",
        ),
        (
            &format!("policy = 'NEEDLE'\n{rest}"),
            "policy: is no table: ",
        ),
    ] {
        one(text, begin);
    }
}

/// What is wrong when it stands behind a good key, and what is told then.
pub(super) const WRONG: &[(&str, &str)] = &[
    (
        "venue = 'NEEDLE'",
        "keys.maker.venue: is not understood: write one of `binance`, ",
    ),
    ("venue = 7", "keys.maker.venue: is not understood: "),
    (
        "environment = 'NEEDLE'",
        "keys.maker.environment: is not understood: write one of `production`, `testnet`, `demo`",
    ),
    (
        "environment = 'testnet'",
        "keys.maker.environment: is none that OKX has: write one of `production`, `demo`",
    ),
    (
        "host = 'NEEDLE.com'",
        "keys.maker.host: is not understood: write one of `",
    ),
    (
        "source = 'NEEDLE'",
        "keys.maker.source: is a literal, and references only are read: put the credential into a file",
    ),
    (
        "source = {}",
        "keys.maker.source: names no place: add `file = ",
    ),
    (
        "source = { key = { env = 'A' }, secret = 'NEEDLE' }",
        "keys.maker.source.secret: holds a literal, and references only are read: put the value into a file",
    ),
    (
        "source = { key = { env = 'A' }, secret = { NEEDLE = 'NEEDLE' } }",
        "keys.maker.source.secret: has a field that is not known",
    ),
    (
        "source = { file = 'NEEDLE' }",
        "keys.maker.source.file: holds no whole path",
    ),
    (
        "needs = ['read', 'withdraw']",
        "keys.maker.needs[1]: asks for `withdraw` or `admin`, which no bot may hold: ",
    ),
    (
        "needs = 'NEEDLE'",
        "keys.maker.needs: is no list: write one, such as `needs = [\"read\", \"spot\"]`",
    ),
    (
        "max_age = '3NEEDLE'",
        "keys.maker.max_age: is no time in whole days from `1d` to `365d`: ",
    ),
    (
        "max_age_days = '30d'",
        "keys.maker.max_age_days: is called `max_age` here: ",
    ),
    (
        "limits = { orders_per_day = 'NEEDLE' }",
        "keys.maker.limits.orders_per_day: is no whole number from 1 to 1000000000: ",
    ),
    (
        "limits = { markets = ['BTCUSDT'], orders_per_day = 1 }",
        "keys.maker.limits.markets: stands in `limits`: write it beside `limits`",
    ),
    ("limits = {}", "keys.maker.limits: limits nothing: "),
    (
        "markets = []",
        "keys.maker.markets: is no list of 1 to 1000000 markets: ",
    ),
    (
        "gaps = { NEEDLE = '2027-03-31' }",
        "keys.maker.gaps: has a field that is not known: leave only `rights`, `allowlist`, `creation`",
    ),
    (
        "gaps.creation = 'NEEDLE'",
        "keys.maker.gaps.creation: is no day: ",
    ),
    (
        "egress = ['NEEDLE']",
        "keys.maker.egress[0]: is no IP address: ",
    ),
    (
        "created = '2026-01-01'",
        "keys.maker.created: stands beside `source`: write it in `source`",
    ),
    (
        "NEEDLE = 1",
        "keys.maker: has a field that is not known: leave only `venue`, `environment`, ",
    ),
    (
        "any_address = true",
        "keys.maker: has a field that is not known",
    ),
    (
        "[policy]\nneeds = ['read']",
        "policy.needs: stands in `policy`: write it in each key",
    ),
    (
        "[policy]\nreverify = '90m'",
        "policy.reverify: is no time in whole hours from `1h` to `720h`: ",
    ),
    (
        "[policy]\nvenue = 'okx'",
        "policy: has a field that is not known",
    ),
    ("[policy]\nlimits = {}", "policy.limits: limits nothing: "),
    (
        "[keys.BAD]\nvenue = 'okx'\nneeds = []\nsource.env = 'B'",
        "keys.*: has a name that cannot be used: ",
    ),
    (
        "[keys.'']\nvenue = 'okx'\nneeds = []\nsource.env = 'B'",
        "keys.*: has a name that cannot be used: ",
    ),
    (
        "[keys.a985d5b6657ce40fbb714afc0b978708]\nvenue = 'okx'\nneeds = []\nsource.env = 'B'",
        "keys.*: has a name that cannot be used: ",
    ),
];

#[test]
fn one_fault_is_told_with_place_and_remedy() {
    for (more, begin) in WRONG {
        one(&key(more), begin);
    }
    for missing in ["venue", "needs", "source"] {
        let text = key("");
        let lines = text.lines().filter(|line| !line.starts_with(missing));
        let text = lines.collect::<Vec<_>>().join("\n");
        one(&text, &format!("keys.maker.{missing}: is missing: add "));
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = "
        NEEDLE = 1
        [policy]
        warn = 'NEEDLE'
        [keys.a]
        venue = 'NEEDLE'
        source = 'NEEDLE'
        needs = ['NEEDLE']
        limits = { name = 'NEEDLE?', NEEDLE = 1 }
        [keys.NEEDLE]
        reverify = 'NEEDLE'
        [keys.b]
    ";
    let found = faults(text);
    let places: Vec<_> = found
        .iter()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    for place in [
        "",
        "policy.warn",
        "keys.*",
        "keys.*.venue",
        "keys.*.reverify",
        "keys.a.venue",
        "keys.a.source",
        "keys.a.needs[0]",
        "keys.a.limits",
        "keys.a.limits.name",
        "keys.b.venue",
        "keys.b.source",
        "keys.b.needs",
    ] {
        assert!(places.contains(&place), "{place}: {found:#?}");
    }
    // A long list that is wrong is told by some of it.
    let many = format!("egress = [{}]", "'NEEDLE',".repeat(5000));
    assert_eq!(faults(&key(&many)).len(), 100);
}

#[test]
fn two_keys_are_at_two_places() {
    let two = |venue: &str, one: &str, other: &str| {
        format!(
            "[keys.one]\nvenue = 'okx'\nneeds = []\nsource = {one}\n[keys.two]\nvenue = '{venue}'\nneeds = []\nsource = {other}\n"
        )
    };
    for place in [
        "{ env = 'A' }",
        "{ file = '/a' }",
        "{ mounted = '/a', prefix = 'b' }",
        "{ command = ['pass', 'show', 'okx'] }",
        "{ key = { env = 'A' }, secret = { env = 'B' }, passphrase = { env = 'C' } }",
    ] {
        one(
            &two("okx", place, place),
            "keys.two.source: names the same place as that of `one`: give each its own key",
        );
        // A key may be good at two venues, as KuCoin's are.
        let _ = unchecked(&two("kucoin", place, place)).unwrap();
    }
    let parts = |key: &str| format!("{{ key = {{ env = '{key}' }}, secret = {{ env = 'B' }} }}");
    let same = "keys.two.source: names the same place";
    one(&two("okx", &parts("A"), &parts("C")), same);
    let _ = unchecked(&two("okx", "{ env = 'A' }", "{ env = 'B' }")).unwrap();
}

#[cfg(feature = "toml")]
mod files {
    use super::{GOOD, NEEDLE};
    use crate::mounted::mode;
    use keyleash::Config;
    use std::fs;
    use tempfile::TempDir;

    #[test]
    fn a_file_is_read() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("keyleash.toml");
        fs::write(&path, GOOD).unwrap();
        mode(&path, 0o644);
        assert_eq!(Config::open(&path).unwrap().keys().count(), 2);
        // Programs are named there, so that not everybody may write.
        mode(&path, 0o666);
        let error = Config::open(&path).unwrap_err();
        let found = error.faults()[0].found();
        assert_eq!(found, "can be changed by every user of this machine");
        let shown = error.to_string();
        assert!(shown.contains("keyleash.toml cannot be used"), "{shown}");
        mode(&path, 0o644);
        for (bytes, found) in [
            (vec![b'#'; (1 << 20) + 1], "is longer than 1 MiB"),
            (b"\xff".to_vec(), "is no text in UTF-8"),
            (b"[keys]".to_vec(), "has no key"),
        ] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(Config::open(&path).unwrap_err().faults()[0].found(), found);
        }
        fs::remove_file(&path).unwrap();
        let error = Config::open(&path).unwrap_err();
        assert_eq!(error.faults()[0].found(), "is not there");
        let error = Config::open(directory.path()).unwrap_err();
        assert_eq!(error.faults()[0].found(), "is no file");
    }

    #[test]
    fn what_is_no_toml_is_told_by_line_and_column() {
        for (text, place) in [
            (
                format!("[keys.a]\nsecret = {NEEDLE}\n"),
                "line 2, column 10",
            ),
            (
                format!("[keys.a]\nsecret = '{NEEDLE}\nvenue = 'okx'"),
                "line 2, column ",
            ),
            (
                format!("[keys.a]\nä = 1\n'ää' = {NEEDLE}"),
                "line 2, column 1",
            ),
            (format!("[keys.a]\n'ää' = {NEEDLE}"), "line 2, column 8"),
            (
                format!("[keys.a]\nx = '{NEEDLE}'\nx = '{NEEDLE}'"),
                "line 3, column 1",
            ),
            (
                format!("[keys.a]\n[keys.a]\nx = '{NEEDLE}'"),
                "line 2, column ",
            ),
            (format!("{{{NEEDLE}"), "line 1, column 1"),
        ] {
            let error = Config::from_toml(&text).unwrap_err();
            let shown = format!(
                "{error} {error:?} {}",
                serde_json::to_string(&error).unwrap()
            );
            assert!(!shown.contains(NEEDLE), "{shown}");
            let found = error.faults()[0].found();
            assert!(found.contains(place), "{place}: {shown}");
        }
    }

    /// Where it is cut off, and whatever stands in the place of any word.
    #[test]
    fn nothing_is_shown_wherever_a_secret_stands() {
        let ends: Vec<_> = GOOD.char_indices().map(|(at, _)| at).collect();
        let mut refused = 0;
        for at in ends {
            for text in [
                format!("{}{NEEDLE}", &GOOD[..at]),
                format!("{}{NEEDLE}{}", &GOOD[..at], &GOOD[at..]),
            ] {
                if let Err(error) = Config::from_toml(&text) {
                    let shown = format!("{error} {error:?}");
                    assert!(!shown.contains(NEEDLE), "{shown}");
                    refused += 1;
                }
            }
        }
        assert!(refused > GOOD.len(), "{refused}");
    }
}
