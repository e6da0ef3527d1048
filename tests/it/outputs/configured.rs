//! Sources that a configuration names, good and with a secret in every place.

use super::{
    answers,
    channels::Shown,
    drive::{broken_files, each, load, spec},
};
use keyleash::{AnyCredential, AnySource, TwoFactor, UncheckedConfig};
use serde_json::{Value, json};

fn source(table: &Value) -> AnySource {
    // Whatever stands in the table, reading it does not fail.
    serde_json::from_value(table.clone()).unwrap()
}

fn refused(shown: &Shown, table: &Value) {
    let source = source(table);
    shown.debug(&source).result(load(&source));
    shown.result(AnyCredential::load(spec("binance"), source));
}

/// One table for each kind of place, as a whole and by parts.
fn tables(shown: &Shown) -> [Value; 7] {
    let at = |name: &str| shown.folder.join(name).display().to_string();
    let cat = |name: &str| json!({ "command": ["cat", at(name)], "pass_env": ["LC_ALL"] });
    [
        json!({ "file": at("good"), "created": "2026-10-01", "expires": "2027-10-01T00:00:00Z" }),
        json!({ "env": "OKX" }),
        json!({ "mounted": at("prefixed"), "prefix": "okx_" }),
        json!({ "credentials": "okx_" }),
        json!({ "command": ["cat", at("good")], "pass_env": ["LC_ALL"], "deadline_seconds": 9 }),
        json!({
            "key": { "env": "OKX_API_KEY" }, "secret": { "file": at("mounted/secret") },
            "passphrase": { "credential": "okx_passphrase" },
        }),
        json!({
            "key": cat("mounted/key"), "secret": cat("mounted/secret"),
            "passphrase": cat("mounted/passphrase"),
        }),
    ]
}

pub(super) fn good(shown: &Shown) {
    // What a program is given is looked at by the program, so this one gets no mistakes.
    let dump = json!({ "command": [shown.folder.join("bin/dump")] });
    for table in tables(shown).into_iter().chain([dump]) {
        each(shown, source(&table));
        let text = toml::to_string(&table).unwrap();
        each(shown, toml::from_str::<AnySource>(&text).unwrap());
    }
    shown.debug(&source(&json!(null)));
}

/// A whole configuration, with every kind of value.
fn whole() -> Value {
    json!({
        "policy": {
            "max_age": "30d", "egress": ["18.181.170.164"], "gaps": { "rights": "2027-01-31" },
            "account_must": { "two_factor": "app", "trade_notices": true },
        },
        "keys": { "maker": {
            "venue": "okx", "environment": "production", "host": "eea.okx.com",
            "needs": ["read", "spot"], "warn": "2w", "reverify": "8h", "markets": ["BTC-USDT"],
            "source": { "key": { "env": "A" }, "secret": { "file": "/a" }, "passphrase": { "env": "B" } },
            "limits": { "orders_per_day": 9, "name": "a", "beside": ["/a"] },
            "endpoints": [{ "method": "GET", "path": "/api/v9/new", "needs": "read" }],
            "account": { "two_factor": "app", "trade_notices": true, "address_lock": false },
            "after_trip": ["evidence"], "trip_on": ["stale"],
        } },
    })
}

fn checked(shown: &Shown, config: UncheckedConfig) {
    shown.debug(&config);
    let checked = config.check();
    if let Err(error) = &checked {
        for fault in error.faults() {
            shown.debug(fault);
        }
    }
    if let Some(config) = shown.result(checked) {
        for key in config.keys() {
            shown.debug(key).debug(key.source()).debug(key.policy());
            shown.debug(&key.account()).debug(&TwoFactor::App);
            shown.result(key.load());
        }
    }
}

pub(super) fn configurations(shown: &Shown) {
    let whole = whole();
    checked(shown, serde_json::from_value(whole.clone()).unwrap());
    for (_, text) in shown.marks.texts() {
        answers::each_place(&whole, text, |wrong| {
            checked(shown, serde_json::from_value(wrong.clone()).unwrap());
            #[cfg(feature = "toml")]
            if let Ok(toml) = toml::to_string(&wrong) {
                shown.result(keyleash::Config::from_toml(&toml));
                // Cut off behind the mark, whose quote then stays open.
                if let Some(at) = toml.find(text) {
                    shown.result(keyleash::Config::from_toml(&toml[..at + text.len()]));
                }
            }
        });
    }
}

pub(super) fn mistakes(shown: &Shown) {
    let entry = json!({ "service": "my-bot", "user": "no number" });
    let tables = tables(shown).into_iter().chain([
        json!({ "keyring": entry, "deadline_seconds": 9 }),
        json!({ "key": { "env": "OKX_API_KEY" }, "secret": { "keyring": entry } }),
        json!({ "api_key": "a", "api_secret": "b", "env": "OKX", "file": "/", "prefix": "x" }),
    ]);
    for table in tables {
        for (_, text) in shown.marks.texts() {
            for text in [text, &format!("/{text}"), &format!("/proc/self/mem/{text}")] {
                answers::each_place(&table, text, |wrong| {
                    refused(shown, &wrong);
                    // What is no TOML is not ours to keep in.
                    if let Ok(text) = toml::to_string(&wrong)
                        && let Ok(source) = toml::from_str::<AnySource>(&text)
                    {
                        shown.debug(&source).result(load(source));
                    }
                });
            }
        }
    }
}

/// Places that are there, and hold something wrong.
pub(super) fn broken_places(shown: &Shown) {
    let at = |name: &str| shown.folder.join(name).display().to_string();
    for number in 0..broken_files(&shown.marks).len() {
        let file = at(&format!("broken/{number}"));
        let good = json!({ "env": "OKX_API_KEY" });
        refused(shown, &json!({ "file": file }));
        refused(shown, &json!({ "command": ["cat", file] }));
        refused(
            shown,
            &json!({ "mounted": at(&format!("broken-mounts/{number}")) }),
        );
        for wrong in [json!({ "file": file }), json!({ "command": ["cat", file] })] {
            let table = json!({ "key": good, "secret": wrong, "passphrase": wrong });
            refused(shown, &table);
        }
    }
    // The last two are names that look like a key, of variables that are set.
    let marks = &shown.marks;
    for prefix in [
        "NOT_TEXT",
        "BOTH",
        "HALF",
        "OTHER_HALF",
        "DAY",
        "WRONG_FILE",
        "PATHS",
        "NOTHING",
        &format!("K{}", marks.id),
        &format!("K{}", marks.plain),
    ] {
        refused(shown, &json!({ "env": prefix }));
        let [key, secret] = ["KEY", "SECRET"].map(|part| format!("{prefix}_API_{part}"));
        refused(
            shown,
            &json!({ "key": { "env": key }, "secret": { "env": secret } }),
        );
    }
    let script = format!("cat '{0}'; cat '{0}' >&2; exit 3", at("good"));
    refused(shown, &json!({ "command": ["sh", "-c", script] }));
    let script = format!("cat '{}'; sleep 5", at("good"));
    refused(
        shown,
        &json!({ "command": ["sh", "-c", script], "deadline_seconds": 1 }),
    );
}
