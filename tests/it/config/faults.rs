//! Every fault is told, all at once, with what to write instead.

use super::{outcome, private, source};
use crate::mounted::{NEEDLE, begins};
use keyleash::{AnyCredential, AnySource, Environment, LoadError, venue};
use tempfile::TempDir;

const GOOD: &str = "{ file = '/nowhere' }";

/// The error for this table, which shows nothing of what stands there.
#[track_caller]
fn refused(text: &str) -> String {
    let outcome = outcome(source(text));
    begins(
        &outcome,
        "misconfigured: the source of the OKX key is configured wrongly, ",
    );
    outcome
}

#[track_caller]
fn is(text: &str, words: &str) {
    let error = refused(text);
    assert!(error.contains(words), "{words}\n{error}");
    assert!(!error.contains(" ways: "), "one fault: {error}");
}

#[test]
fn a_literal_is_refused_with_the_line_to_write() {
    for (part, other) in [("secret", "key"), ("key", "secret")] {
        for literal in [
            format!("'{NEEDLE}'"),
            "''".to_owned(),
            "7".to_owned(),
            "123456789".to_owned(),
            "1.5".to_owned(),
            "true".to_owned(),
            "2026-10-01".to_owned(),
            format!("['{NEEDLE}']"),
        ] {
            let text = format!("{part} = {literal}\n{other} = {GOOD}");
            is(
                &text,
                &format!("wrongly, `{part}` holds a literal, and references only are read: "),
            );
            is(
                &text,
                &format!(
                    "write `{part} = {{ file = \"/path/to/it\" }}`, and replace the key at the exchange"
                ),
            );
        }
    }
    let passphrase = format!("key = {GOOD}\nsecret = {GOOD}\npassphrase = '{NEEDLE}'");
    is(&passphrase, "`passphrase` holds a literal");
    for top in [
        format!("'{NEEDLE}'"),
        "['a']".into(),
        "7".into(),
        "true".into(),
    ] {
        let config: super::Config = toml::from_str(&format!("it = {top}")).unwrap();
        let error = outcome(config.it);
        begins(
            &error,
            "misconfigured: the source of the OKX key is configured wrongly, the table is a literal",
        );
        assert!(error.contains("write `file = \"/path/to/it\"`"), "{error}");
    }
}

#[test]
fn a_place_is_one_and_whole() {
    for (text, words) in [
        (
            "created = '2026-10-01'",
            "the table names no place: add `file",
        ),
        (
            "file = '/a'\ncommand = ['b']",
            "the table names more than one place, by `file`, `command`",
        ),
        (
            "env = 'A'\nmounted = '/b'\ncredentials = 'c'",
            "by `env`, `mounted`, `credentials`",
        ),
        (
            "file = '/a'\nkey = { env = 'A' }",
            "the table names more than one place, by `file`, `key`",
        ),
        (
            "file = '/a'\nprefix = 'a_'",
            "`prefix` stands without `mounted`",
        ),
        (
            "file = '/a'\npass_env = ['A']",
            "`pass_env` stands without `command`",
        ),
        (
            "env = 'A'\ndeadline_seconds = 3",
            "`deadline_seconds` stands without `command`, `keyring`",
        ),
        (
            "secret = { env = 'A' }",
            "`key` is missing beside `secret`: add `key = { file = ",
        ),
        (
            "key = { env = 'A' }",
            "`secret` is missing beside `key`: add `secret = { file = ",
        ),
        (
            "key = { env = 'A' }\nsecret = {}",
            "`secret` names no place: write one of `env`, `file`, `credential`, `command`, `keyring`",
        ),
        (
            "key = { env = 'A' }\nsecret = { env = 'A', file = '/b' }",
            "`secret` names more than one place, by `env`, `file`",
        ),
        (
            "key = { env = 'A' }\nsecret = { env = 'A', deadline_seconds = 1 }",
            "`secret.deadline_seconds` stands without",
        ),
        (
            "key = { env = 'A' }\nsecret = { mounted = '/NEEDLE' }",
            "`secret` has a field that is not known: leave only `env`, `file`, ",
        ),
        (
            "key = { env = 'A' }\nsecret = { NEEDLE = 'NEEDLE' }",
            "`secret` has a field that is not known",
        ),
        (
            "file = '/a'\nNEEDLE = 1\nNEEDLE2 = 2",
            "the table has a field that is not known: leave only `env`, `file`, ",
        ),
        (
            "file = '/a'\n'' = 1",
            "the table has a field that is not known",
        ),
        (
            "file = '/a'\ncreated = 'NEEDLE'",
            "`created` is not understood: write it as `created = \"2026-10-01\"`",
        ),
        ("file = '/a'\ncreated = 5", "`created` is not understood"),
        (
            "file = '/a'\nexpires = '2026-10-01'",
            "`expires` is not understood: write it as `expires = \"2026-12-31T",
        ),
    ] {
        is(text, words);
    }
}

#[test]
fn a_name_is_one() {
    for (field, words) in [
        ("env = ''", "`env` holds an empty text"),
        ("env = ' '", "`env` holds an empty text"),
        ("env = 5", "`env` is no text"),
        ("env = ['NEEDLE']", "`env` is no text"),
        ("env = { a = 'NEEDLE' }", "`env` is no text"),
        ("env = '$NEEDLE'", "`env` holds what is no variable's name"),
        ("env = '1NEEDLE'", "`env` holds what is no variable's name"),
        (
            "env = 'NEEDLE+/='",
            "`env` holds what is no variable's name",
        ),
        (
            "env = 'NEEDLE=NEEDLE'",
            "`env` holds what is no variable's name",
        ),
        ("file = 'NEEDLE'", "`file` holds no whole path"),
        ("file = '~/NEEDLE'", "`file` holds no whole path"),
        (
            "file = \"/NEEDLE\\u0000\"",
            "`file` holds a control character",
        ),
        (
            "file = '''\n-----BEGIN NEEDLE-----\n'''",
            "`file` holds a control character",
        ),
        ("mounted = 'NEEDLE'", "`mounted` holds no whole path"),
        (
            "mounted = '/a'\nprefix = 'NEEDLE/'",
            "`prefix` holds what is no file's name",
        ),
        (
            "mounted = '/a'\nprefix = ''",
            "`prefix` holds an empty text",
        ),
        (
            "credentials = '../NEEDLE'",
            "`credentials` holds what is no file's name",
        ),
        ("credentials = true", "`credentials` is no text"),
        (
            "command = 'op read NEEDLE'",
            "`command` is no list of a program and its arguments: write the program",
        ),
        ("command = []", "`command` is no list"),
        ("command = ['']", "`command` is no list"),
        ("command = ['a', 5]", "`command` is no list"),
        ("command = ['a', \"NEEDLE\\u0000\"]", "`command` is no list"),
        ("command = ['a']\npass_env = 'A'", "`pass_env` is no list"),
        (
            "command = ['a']\npass_env = ['A', 'NEEDLE=NEEDLE']",
            "`pass_env` holds what is no variable's name",
        ),
        (
            "command = ['a']\ndeadline_seconds = '30'",
            "`deadline_seconds` is no number of seconds",
        ),
        (
            "command = ['a']\ndeadline_seconds = 0",
            "`deadline_seconds` is no number of seconds",
        ),
        ("command = ['a']\ndeadline_seconds = 601", "from 1 to 600"),
        (
            "command = ['a']\ndeadline_seconds = -1",
            "`deadline_seconds` is no number",
        ),
        (
            "command = ['a']\ndeadline_seconds = 1.5",
            "`deadline_seconds` is no number",
        ),
    ] {
        is(field, words);
        // The same where it is the place of one part.
        let (name, value) = field.split_once(" = ").unwrap();
        let alone = !value.contains('\n') || name == "command";
        if ["env", "file", "command"].contains(&name) && alone {
            let table = field.replace('\n', "\nsecret.");
            is(
                &format!("key = {{ env = 'A' }}\nsecret.{table}"),
                &words.replacen('`', "`secret.", 1),
            );
        }
    }
}

#[test]
fn names_of_other_libraries_are_known() {
    is(
        &format!("api_key = {GOOD}\nsecret = {GOOD}"),
        "`api_key` is called `key` here: write `key` in its place",
    );
    let error = refused(&format!("api_key = 'NEEDLE'\napi_secret = '{NEEDLE}'"));
    for words in [
        "in 4 ways: (1) ",
        "`api_key` is called `key` here",
        "`api_secret` is called `secret` here",
        "`key` holds a literal",
        "`secret` holds a literal",
    ] {
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let error = refused(&format!(
        "key = {{ env = '$A', colour = 'NEEDLE' }}\nsecret = '{NEEDLE}'\npassphrase = {{ command = 'x' }}\nNEEDLE = 'NEEDLE'\ncreated = 'x'"
    ));
    for words in [
        "wrongly, in 6 ways: (1) the table has a field that is not known",
        "(2) `key` has a field that is not known",
        "(3) `key.env` holds what is no variable's name",
        "(4) `secret` holds a literal",
        "(5) `passphrase.command` is no list",
        "(6) `created` is not understood",
    ] {
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn a_field_that_stands_twice_is_told() {
    for again in [r#""/NEEDLE""#, "null", "5"] {
        let json = format!(r#"{{"it": {{"file": "/NEEDLE", "file": {again}}}}}"#);
        let config: super::Config = serde_json::from_str(&json).unwrap();
        let error = outcome(config.it);
        begins(&error, "misconfigured");
        assert!(
            error.contains("`file` stands there twice: keep one of them"),
            "{error}"
        );
    }
}

#[test]
fn the_key_that_is_meant_is_named() {
    let load = |venue: &str, environment, source: AnySource| match AnyCredential::load_for(
        venue::find(venue).unwrap(),
        environment,
        source,
    ) {
        Err(LoadError::Source(error)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let error = load("bybit", Environment::Testnet, source("secret = 'x'"));
    assert!(
        error.starts_with("the source of the BYBIT testnet key is"),
        "{error}"
    );
    // A venue that asks for a passphrase says so, where none is named.
    let directory = TempDir::new().unwrap();
    let file = private(&directory, "value", "some-value");
    let text = format!("key = {{ file = '{file}' }}\nsecret = {{ file = '{file}' }}");
    let error = load("okx", Environment::Production, source(&text));
    assert!(
        error.contains("without `passphrase`, which the venue asks for: add `passphrase = {"),
        "{error}"
    );
    drop(AnyCredential::load(venue::find("binance").unwrap(), source(&text)).unwrap());
    // One that does not ask for it does not read it.
    let text = format!("{text}\npassphrase = {{ file = '/nowhere' }}");
    drop(AnyCredential::load(venue::find("binance").unwrap(), source(&text)).unwrap());
}
