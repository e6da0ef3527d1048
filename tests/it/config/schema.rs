//! The schema that editors complete by, against the reader.
//!
//! After a change that is meant:
//! `KEYLEASH_WRITE_SCHEMA=1 cargo test --all-features --test it config::schema`.

use super::keys::{GOOD, WRONG, key};
use boon::{Compiler, Schemas};
use keyleash::{AnyPolicy, AnySource, Config, UncheckedConfig};
use serde_json::{Value, json};
use std::fs;

fn schema() -> Value {
    schemars::schema_for!(Config).to_value()
}

#[test]
#[allow(clippy::disallowed_methods)] // no secret is in this variable
fn the_schema_is_the_one_that_is_checked_in() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keyleash.schema.json");
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("KEYLEASH_WRITE_SCHEMA").is_some() {
        fs::write(path, &text).unwrap();
    }
    let current = fs::read_to_string(path).is_ok_and(|there| there == text);
    assert!(
        current,
        "docs/keyleash.schema.json is old: see the top of this file"
    );
}

/// Whether the schema accepts a value.
fn judge(schema: Value) -> impl Fn(&Value) -> bool {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    let mut schemas = Schemas::new();
    compiler.add_resource("keyleash.json", schema).unwrap();
    let index = compiler.compile("keyleash.json", &mut schemas).unwrap();
    move |value| schemas.validate(value, index).is_ok()
}

fn reads(value: &Value) -> bool {
    let config: UncheckedConfig = serde_json::from_value(value.clone()).unwrap();
    config.check().is_ok()
}

fn of_toml(text: &str) -> Value {
    serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap()
}

#[test]
fn schema_and_reader_accept_the_same() {
    let accepts = judge(schema());
    for more in [
        "",
        "environment = 'demo'\nhost = 'eea.okx.com'",
        "source = { file = '/a', created = '2026-10-01', expires = '2026-12-31T00:00:00Z' }",
        "source = { mounted = '/a', prefix = 'okx_' }",
        "source = { credentials = '' }",
        "source = { command = ['pass', 'show', 'a'], pass_env = ['A'], deadline_seconds = 600 }",
        "source = { keyring = { service = 'a', user = 'b' }, deadline_seconds = 1 }",
        "source = { key.env = 'A', secret.file = '/a', passphrase.credential = 'a' }",
        "needs = []",
        "endpoints = [{ method = 'GET', path = '/api/v9/new', needs = 'read' }]",
        "endpoints = []\negress = ['2a01:4f8::1', '18.181.170.164']\ntrip_on = ['stale']",
        "after_trip = ['cancel_all', 'evidence', 'deletion']",
        "gaps = { rights = '2027-02-28', allowlist = '2028-02-29', creation = '1970-01-01' }",
        "limits = { orders_per_second = 10000, worth_per_day = 100000000000000, name = 'a-B_9' }",
        "limits = { orders_per_day = 1, beside = ['/api/{}/x.*'] }\nmarkets = ['BTC-USDT', 'a:b/c@1.']",
        "account = { two_factor = 'none', trade_notices = false }\naccount_must = { two_factor = 'sms', address_lock = false }",
        "min_prefix_v4 = 24\nmin_prefix_v6 = 128\nmax_entries = 100\nwarn = '365d'\nreverify = '1h'",
    ] {
        let value = of_toml(&key(more));
        // One of them needs a feature.
        let there = cfg!(feature = "keyring") || !more.contains("keyring");
        assert!(accepts(&value) && (!there || reads(&value)), "{more}");
    }
    let good = of_toml(GOOD);
    assert!(accepts(&good) && reads(&good));

    // No schema knows what looks like a key.
    let told = |text: &&(&str, &str)| !text.0.contains("985d5b6657");
    let wrong = WRONG.iter().filter(told).map(|(more, _)| *more);
    for more in wrong.chain([
        "source = { file = '/a', env = 'A' }",
        "source = { file = '/a', key.env = 'A' }",
        "source = { key.env = 'A' }",
        "source = { secret.env = 'A', passphrase.env = 'B' }",
        "source = { file = '/a', prefix = 'b' }",
        "source = { env = 'A', pass_env = ['B'] }",
        "source = { env = 'A', deadline_seconds = 9 }",
        "source = { env = '$A' }",
        "source = { file = 'a' }",
        "source = { file = '' }",
        "source = { mounted = '/a', prefix = 'a/b' }",
        "source = { command = 'pass show okx' }",
        "source = { command = [] }",
        "source = { command = ['a'], deadline_seconds = 601 }",
        "source = { keyring = { service = 'a' } }",
        "source = { key.env = 'A', secret = {} }",
        "source = { key.env = 'A', secret = { env = 'B', file = '/a' } }",
        "source = { key.env = 'A', secret.credential = 'a/b' }",
        "source = { env = 'A', created = '2026-13-01' }",
        "source = { env = 'A', expires = '2026-10-01' }",
        "host = 'api.binance.com'",
        "environment = 'demo'\nhost = 'api.binance.com'",
        "environment = 'Production'",
        "needs = ['admin']",
        "needs = [7]",
        "egress = ['10.0.0.0/8']",
        "egress = ['1.2.3']",
        "min_prefix_v4 = 23",
        "min_prefix_v6 = 129",
        "max_entries = 0",
        "max_entries = '4'",
        "limits = { orders_per_second = 10001 }",
        "limits = { worth_per_day = 100000000000001 }",
        "limits = { orders_per_day = 1.5 }",
        "limits = { orders_per_day = 1, name = 'a b' }",
        "limits = { orders_per_day = 1, beside = ['a'] }",
        "markets = ['']",
        "markets = ['BTC USDT']",
        "markets = 'BTCUSDT'",
        "gaps = { creation = '2027-02-30' }",
        "gaps = { creation = '2027-3-1' }",
        "gaps = { creation = '1969-12-31' }",
        "endpoints = [{ method = 'HEAD', path = '/a', needs = 'read' }]",
        "endpoints = [{ method = 'GET', path = '/a', needs = 'withdraw' }]",
        "endpoints = [{ method = 'GET', path = '/a/../b', needs = 'read' }]",
        "endpoints = [{ method = 'GET', path = '/v9/Sub-Account/x', needs = 'read' }]",
        "endpoints = [{ method = 'GET', path = '/with/Draw', needs = 'read' }]",
        "endpoints = [{ method = 'GET', path = '/a' }]",
        "endpoints = [{ method = 'GET', path = '/a', needs = 'read', why = 'x' }]",
        "after_trip = ['all']",
        "trip_on = ['Stale']",
        "account = { two_factor = 'sim' }",
        "account = { trade_notices = 'yes' }",
        "account = { phone = true }",
        "account_must = { two_factor = 'none' }",
        "max_age_days = 30",
    ]) {
        let value = of_toml(&key(more));
        assert!(!accepts(&value) && !reads(&value), "{more}");
    }
    for value in [
        json!({}),
        json!({ "keys": {} }),
        json!([]),
        json!("a"),
        json!(null),
    ] {
        assert!(!accepts(&value) && !reads(&value), "{value}");
    }
}

/// Of every time that can be written, and every day of some years.
#[test]
fn times_and_days_have_the_bounds_of_the_reader() {
    let accepts = judge(schemars::schema_for!(AnyPolicy).to_value());
    let agree = |value: Value| {
        let reads = serde_json::from_value::<AnyPolicy>(value.clone()).is_ok();
        assert_eq!(accepts(&value), reads, "{value}");
        usize::from(reads)
    };
    let (mut days, mut hours) = (0, 0);
    for sign in ["s", "m", "h", "d", "w", "", "y"] {
        for count in 0..1200 {
            let text = format!("{count}{sign}");
            days += agree(json!({ "needs": [], "max_age": text }));
            hours += agree(json!({ "needs": [], "reverify": text }));
        }
    }
    assert_eq!((days, hours), (365 + 52, 720 + 30 + 4));
    let mut read = 0;
    for year in [1969, 1970, 2026, 2028, 9999, 10000] {
        for month in 0..14 {
            for day in 0..33 {
                let text = format!("{year}-{month:02}-{day:02}");
                read += agree(json!({ "needs": [], "gaps": { "creation": text } }));
            }
        }
    }
    assert_eq!(read, 365 * 4 + 1 - 365 + 365);
}

#[test]
fn a_bots_own_schema_holds_ours() {
    for schema in [
        schemars::schema_for!(UncheckedConfig),
        schemars::schema_for!(Vec<AnySource>),
    ] {
        assert!(
            schema
                .to_value()
                .to_string()
                .contains("A reference, and never the value.")
        );
    }
}
