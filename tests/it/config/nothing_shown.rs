//! Whatever stands in the table, none of it is shown.

use super::{Config, outcome, private, source, whole};
use crate::mounted::{NEEDLE, begins};
use keyleash::{AnyCredential, AnySource, venue};
use proptest::{collection::vec, prelude::*, sample::select};
use std::{collections::HashSet, fmt::Write, sync::LazyLock};
use tempfile::TempDir;

/// A secret as exchanges make them, and in forms by which it would pass for a name.
const MARKED: &[&str] = &[
    "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsW0MuIgwCIPy6utIco14y7Ju91duEh8A",
    "A2582BD0CFF14C41EDBF1AB98506286D",
    "/qH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----",
];

/// All that can be seen of a source.
fn seen(source: &AnySource) -> String {
    let mut seen = format!("{source:?} {source:#?}");
    for id in ["binance", "okx"] {
        if let Err(error) = AnyCredential::load(venue::find(id).unwrap(), source) {
            write!(seen, "\n{error} {error:?} {error:#?}").unwrap();
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                write!(seen, "\n{error} {error:?}").unwrap();
                cause = error.source();
            }
        }
    }
    seen
}

/// Every six bytes in a row of a marked secret, in small letters.
static WINDOWS: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| {
    let marked = MARKED.iter().map(|text| text.to_ascii_lowercase());
    let mut windows: HashSet<_> = marked
        .flat_map(|text| {
            text.into_bytes()
                .windows(6)
                .map(<[u8]>::to_vec)
                .collect::<Vec<_>>()
        })
        .collect();
    // Of these a field's name is made that is ours as well: `private_key`.
    windows.remove(&b"privat"[..]);
    windows.remove(&b"rivate"[..]);
    windows
});

fn clean(seen: &str) {
    let small = seen.to_ascii_lowercase();
    for window in small.as_bytes().windows(6) {
        assert!(
            !WINDOWS.contains(window),
            "{}: {seen}",
            window.escape_ascii()
        );
    }
}

fn any_name() -> impl Strategy<Value = String> {
    let ours = vec![
        "env",
        "file",
        "mounted",
        "prefix",
        "credentials",
        "credential",
        "command",
        "pass_env",
        "deadline_seconds",
        "keyring",
        "service",
        "user",
        "key",
        "secret",
        "passphrase",
        "created",
        "expires",
        "api_key",
        "private_key",
        "$serde_json::private::Number",
        "$__toml_private_datetime",
    ];
    prop_oneof![8 => select(ours).prop_map(str::to_owned), 1 => select(MARKED).prop_map(str::to_owned)]
}

fn any_value() -> impl Strategy<Value = serde_json::Value> {
    let marked = select(MARKED);
    let leaf = prop_oneof![
        6 => marked.clone().prop_map(Into::into),
        1 => marked.clone().prop_map(|text| format!("/{text}").into()),
        1 => marked.clone().prop_map(|text| format!("{text}\0").into()),
        1 => marked.clone().prop_map(|text| vec![text].into()),
        1 => marked.clone().prop_map(|text| vec![text, text].into()),
        1 => marked.prop_map(|text| text.repeat(200).into()),
        1 => select(vec!["", "/", "/nowhere", "NOT_SET", "2026-10-01", "true"]).prop_map(Into::into),
        1 => any::<i64>().prop_map(Into::into),
        1 => any::<f64>().prop_map(Into::into),
        1 => any::<bool>().prop_map(Into::into),
        1 => Just(serde_json::Value::Null),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            4 => vec((any_name(), inner.clone()), 0..5).prop_map(|members| members.into_iter().collect()),
            1 => vec(inner, 0..4).prop_map(Into::into),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_there(value in any_value()) {
        let whole = serde_json::json!({ "it": value });
        let config: Config = serde_json::from_str(&whole.to_string()).unwrap();
        clean(&seen(&config.it));
        // TOML has no `null`.
        if let Ok(text) = toml::to_string(&whole) {
            let config: Config = toml::from_str(&text).unwrap();
            clean(&seen(&config.it));
        }
    }
}

/// One test that the check above would see a leak.
#[test]
#[should_panic(expected = "vmpuze")]
fn a_leak_is_seen() {
    clean("the file `/vmPUZE` is not there");
}

/// A secret in each place where a name belongs.
#[test]
fn a_secret_in_place_of_a_name_is_not_shown() {
    for marked in MARKED {
        for text in [
            format!("env = {marked:?}"),
            format!("file = {marked:?}"),
            format!("file = {:?}", format!("/{marked}")),
            format!("file = {:?}", format!("/proc/self/mem/{marked}")),
            format!("file = {:?}", format!("/{}", marked.repeat(99))),
            format!("mounted = {:?}", format!("/{marked}")),
            format!("mounted = '/'\nprefix = {marked:?}"),
            format!("credentials = {marked:?}"),
            format!("command = [{marked:?}]"),
            format!("command = [{:?}]", format!("/proc/self/mem/{marked}")),
            format!("command = ['false', {marked:?}]"),
            format!("command = ['true', {marked:?}]"),
            format!("keyring = {{ service = {marked:?}, user = {marked:?} }}"),
            format!("{marked:?} = 1"),
            format!("{marked:?}.{marked:?}.{marked:?} = {marked:?}"),
        ] {
            // By itself, and for one part beside another that is good.
            clean(&seen(&source(&text)));
            let text = text.replace('\n', "\nsecret.");
            clean(&seen(&source(&format!(
                "key.command = ['echo', 'id']\nsecret.{text}"
            ))));
        }
    }
}

#[test]
fn debug_shows_kinds() {
    for (text, shown) in [
        ("", "AnySource"),
        ("file = '/a'", "AnySource { whole: file }"),
        ("command = ['op', 'NEEDLE']", "AnySource { whole: command }"),
        (
            "key.env = 'A'\nsecret.command = ['a']\npassphrase.file = '/a'",
            "AnySource { key: env, secret: command, passphrase: file }",
        ),
        ("secret = 'NEEDLE'", "AnySource { faults: 2 }"),
    ] {
        assert_eq!(format!("{:?}", source(text)), shown);
    }
}

#[test]
fn a_name_that_the_system_knows_is_shown() {
    let directory = TempDir::new().unwrap();
    let file = private(&directory, "file", "nothing of a key\n");
    let text = outcome(source(&format!("file = '{file}'")));
    begins(
        &text,
        &format!("misconfigured: the file `{file}` is configured wrongly, line 1 "),
    );
    let text = outcome(source("command = ['false', 'NEEDLE']"));
    begins(
        &text,
        "failed: the command `false` could not be read, it exited with status 1",
    );
    let text = outcome(source(&format!("command = ['{file}']")));
    begins(
        &text,
        &format!("misconfigured: the command `{file}` is configured wrongly, no program"),
    );
    let text = outcome(source("command = ['not-a-program-of-this-machine']"));
    begins(
        &text,
        "misconfigured: what `command` names for the OKX key is configured wrongly, no such program: install it",
    );
    let text = outcome(source("file = '/nowhere/okx'"));
    begins(
        &text,
        "not configured: what `file` names for the OKX key is not configured: write `key = …`",
    );
    std::fs::write(&file, whole()).unwrap();
    begins(&outcome(source(&format!("file = '{file}'"))), "loaded");
}

/// The pattern of the manual, and what it is good for.
#[test]
fn a_syntax_error_is_told_by_its_line() {
    let read = |text: &str| -> Result<Config, String> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            format!("bot.toml is no TOML in or before line {line}")
        })
    };
    for (text, line) in [
        (
            format!("[it]\nsecret = '{NEEDLE}\nkey = {{ env = 'A' }}"),
            2,
        ),
        (format!("[it]\nsecret = {NEEDLE}\n"), 2),
        (format!("[it]\nkey = {{ env = 'A' }}\n{NEEDLE}\n"), 3),
        (format!("[it]\nsecret = '{NEEDLE}'\nsecret = '{NEEDLE}'"), 3),
        (format!("it = {{ secret = '{NEEDLE}' "), 1),
    ] {
        let theirs = toml::from_str::<Config>(&text).unwrap_err();
        assert!(
            format!("{theirs} {theirs:?}").contains(NEEDLE),
            "{theirs}: no need for the pattern"
        );
        let ours = read(&text).unwrap_err();
        assert_eq!(
            ours,
            format!("bot.toml is no TOML in or before line {line}")
        );
    }
    // Of serde_json's error, line and column are its own numbers, and the rest may be the text.
    let error = serde_json::from_str::<Config>(&format!("{{\"it\": {NEEDLE}}}")).unwrap_err();
    assert_eq!((error.line(), error.column() > 0), (1, true));
}
