//! Sources that a configuration names: what is read, what is refused, and that nothing is echoed.
//!
//! What depends on the environment runs in this test binary once more.

use crate::mounted::{NEEDLE, begins, good, laid, lay, mode, outcome};
use keyleash::{AnySource, RawCredential, Source, SourceError, Wanted};
use serde::{Deserialize, de::value};
use std::{cell::RefCell, fs, path::Path, process::Command};
use tempfile::TempDir;

#[cfg(feature = "toml")]
mod builds;
mod faults;
mod formats;
mod keys;
#[cfg(target_os = "linux")]
mod memory;
mod nothing_shown;
#[cfg(feature = "schema")]
mod schema;

#[derive(Debug, Deserialize)]
pub(crate) struct Config {
    pub(crate) it: AnySource,
}

/// The source in the table `it` of this TOML.
pub(crate) fn source(text: &str) -> AnySource {
    let config: Config = toml::from_str(&format!("[it]\n{text}")).unwrap();
    config.it
}

/// A private file with this text.
fn private(directory: &TempDir, name: &str, text: &str) -> String {
    lay(directory.path(), &[(name, text)]);
    let path = directory.path().join(name);
    mode(&path, 0o600);
    path.to_str().unwrap().to_owned()
}

/// A program that prints this text.
fn program(directory: &TempDir, name: &str, text: &str) -> String {
    let path = directory.path().join(name);
    // Written by another process: one that is being started here by another test would keep it
    // open for writing, and then it cannot be run.
    let script = format!("#!/bin/sh\ncat <<'END'\n{text}\nEND\n");
    let status = Command::new("sh")
        .args(["-c", "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"", "sh"])
        .arg(script)
        .arg(&path)
        .status();
    assert!(status.unwrap().success());
    path.to_str().unwrap().to_owned()
}

fn whole() -> String {
    format!("key = id-1\nsecret = {NEEDLE}\npassphrase = Correct-Horse\n")
}

fn expected() -> String {
    good("id-1", NEEDLE, "Correct-Horse")
}

#[test]
fn a_whole_credential_is_at_one_place() {
    let directory = laid(&[
        ("okx_key", "id-1\n"),
        ("okx_secret", NEEDLE),
        ("okx_passphrase", "Correct-Horse"),
    ]);
    let top = directory.path().to_str().unwrap();
    let file = private(&directory, "file", &whole());
    let prints = program(&directory, "prints", &whole());
    for text in [
        format!("file = '{file}'"),
        format!("mounted = '{top}'\nprefix = 'okx_'"),
        format!("command = ['{prints}']"),
        format!("command = ['sh', '-c', 'cat $0', '{file}']\ndeadline_seconds = 60"),
        format!("command = ['cat', '{file}']\npass_env = ['HOME', 'NOT_SET_AT_ALL']"),
    ] {
        begins(&outcome(source(&text)), &expected());
    }
    lay(
        directory.path(),
        &[
            ("key", "id-1"),
            ("secret", NEEDLE),
            ("passphrase", "Correct-Horse"),
        ],
    );
    begins(&outcome(source(&format!("mounted = '{top}'"))), &expected());
}

#[test]
fn each_part_has_a_reference_of_its_own() {
    let directory = TempDir::new().unwrap();
    let secret = private(&directory, "secret", &format!("{NEEDLE}\n"));
    let passphrase = program(&directory, "passphrase", "Correct-Horse\nuser: x");
    let text = format!(
        "key = {{ command = ['echo', 'id-1'] }}\nsecret = {{ file = '{secret}' }}\npassphrase = {{ command = ['{passphrase}'], deadline_seconds = 60, pass_env = ['HOME'] }}"
    );
    begins(&outcome(source(&text)), &expected());
    // The file of a part is judged as strictly as any private file.
    mode(Path::new(&secret), 0o640);
    let open = outcome(source(&text));
    begins(&open, "misconfigured: the file `");
    assert!(
        open.contains("open to other users: run `chmod 600 "),
        "{open}"
    );
    mode(Path::new(&secret), 0o600);
    for (bad, found) in [("", "an empty file"), ("\n \n", "an empty file")] {
        fs::write(&secret, bad).unwrap();
        assert!(outcome(source(&text)).contains(found));
    }
}

#[cfg(feature = "ed25519")]
#[test]
fn a_part_may_be_a_key_pair() {
    let directory = TempDir::new().unwrap();
    let block = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\n";
    let file = private(&directory, "pair", block);
    let prints = program(&directory, "prints", block);
    let binance = keyleash::venue::find("binance").unwrap();
    for place in [
        format!("file = '{file}'"),
        format!("command = ['{prints}']"),
    ] {
        let text = format!("key = {{ command = ['echo', 'id'] }}\nsecret = {{ {place} }}");
        drop(keyleash::AnyCredential::load(binance, source(&text)).unwrap());
    }
}

/// Not a case by itself: run again by [`child_with`].
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn child() {
    let Some(text) = std::env::var_os("KEYLEASH_TEST_CONFIG") else {
        return;
    };
    #[cfg(feature = "keyring")]
    stored();
    println!("outcome: {} :end", outcome(source(text.to_str().unwrap())));
}

/// What loading by this table gives in a process with these variables.
fn child_with(text: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "config::child", "--nocapture"])
        .env_clear()
        .env("KEYLEASH_TEST_CONFIG", text)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, outcome) = text.split_once("outcome: ").expect("the child's outcome");
    outcome.split_once(" :end").unwrap().0.to_owned()
}

#[test]
fn variables_are_read_by_their_names() {
    let directory = laid(&[("secret", NEEDLE)]);
    let file = directory.path().join("secret");
    let file = file.to_str().unwrap();
    let set = [
        ("DESK2_API_KEY", "id-1"),
        ("DESK2_API_SECRET", NEEDLE),
        ("DESK2_API_PASSPHRASE", "Correct-Horse"),
    ];
    begins(&child_with("env = 'DESK2'", &set), &expected());
    let half = child_with("env = 'DESK2'", &set[..1]);
    assert!(
        half.contains("`DESK2_API_SECRET` is configured wrongly, unset while `DESK2_API_KEY`"),
        "{half}"
    );
    begins(
        &child_with("env = 'DESK2'", &[]),
        "not configured: what `env` names for the OKX key is not configured: set ",
    );

    let parts = "key = { env = 'KEY' }\nsecret = { env = 'SECRET' }\npassphrase = { env = 'PASS' }";
    let set = [
        ("KEY", "id-1"),
        ("SECRET", NEEDLE),
        ("PASS", "Correct-Horse"),
    ];
    begins(&child_with(parts, &set), &expected());
    let filed = [
        ("KEY", "id-1"),
        ("SECRET_FILE", file),
        ("PASS", "Correct-Horse"),
    ];
    begins(&child_with(parts, &filed), &expected());
    let both = [&set[..], &filed].concat();
    let both = child_with(parts, &both);
    assert!(
        both.contains("`SECRET` is configured wrongly, set beside `SECRET_FILE`"),
        "{both}"
    );

    // None of them: nobody configured this key. Some of them: half a pair.
    let none = child_with(parts, &[("KEY", " ")]);
    begins(
        &none,
        "not configured: the source of the OKX key is not configured: (1) ",
    );
    for part in ["key", "secret", "passphrase"] {
        assert!(
            none.contains(&format!("what `{part}.env` names for the OKX key: set it")),
            "{none}"
        );
    }
    let half = child_with(parts, &set[..1]);
    begins(
        &half,
        "misconfigured: the source of the OKX key is configured wrongly, in 2 ways: (1) what `secret.env` names",
    );
    let half = child_with(parts, &set[..2]);
    begins(
        &half,
        "misconfigured: what `passphrase.env` names for the OKX key is configured wrongly, not there while another part of the key is: set it",
    );
}

#[test]
fn credentials_of_a_service_are_read() {
    let directory = laid(&[
        ("okx_key", "id-1"),
        ("okx_secret", NEEDLE),
        ("okx_passphrase", "Correct-Horse"),
        ("key", "id-1"),
        ("secret", NEEDLE),
        ("passphrase", "Correct-Horse"),
    ]);
    let set = [("CREDENTIALS_DIRECTORY", directory.path().to_str().unwrap())];
    for text in [
        "credentials = 'okx_'",
        "credentials = ''",
        "key = { credential = 'okx_key' }\nsecret = { credential = 'okx_secret' }\npassphrase = { credential = 'okx_passphrase' }",
    ] {
        begins(&child_with(text, &set), &expected());
        let none = child_with(text, &[]);
        begins(&none, "not configured: ");
        assert!(none.contains("LoadCredential="), "{none}");
    }
    let other = child_with("credentials = 'bybit_'", &set);
    begins(
        &other,
        "not configured: what `credentials` names for the OKX key",
    );
    fs::write(directory.path().join("okx_secret"), "\n").unwrap();
    let empty = child_with(
        "key = { credential = 'okx_key' }\nsecret = { credential = 'okx_secret' }\npassphrase = { credential = 'none' }",
        &set,
    );
    assert!(
        empty.contains("okx_secret` is configured wrongly, an empty file"),
        "{empty}"
    );
    assert!(
        empty.contains("what `passphrase.credential` names"),
        "{empty}"
    );
}

/// An entry for the whole, and one for the secret alone, in the store of this process.
#[cfg(feature = "keyring")]
fn stored() {
    keyring_core::set_default_store(keyring_core::mock::Store::new().unwrap());
    for (user, text) in [("okx", whole()), ("secret", NEEDLE.to_owned())] {
        let entry = keyring_core::Entry::new("bot", user).unwrap();
        entry.set_secret(text.as_bytes()).unwrap();
    }
}

#[test]
fn an_entry_of_a_keyring_is_a_place() {
    let one = child_with(
        "keyring = { service = 'bot', user = 'okx' }\ndeadline_seconds = 5",
        &[],
    );
    let part = "key = { env = 'KEY' }\npassphrase = { env = 'PASS' }\nsecret = { keyring = { service = 'bot', user = 'secret' } }";
    let set = [("KEY", "id-1"), ("PASS", "Correct-Horse")];
    if cfg!(feature = "keyring") {
        begins(&one, &expected());
        begins(&child_with(part, &set), &expected());
        let none = child_with("keyring = { service = 'bot', user = 'none' }", &[]);
        begins(
            &none,
            "not configured: what `keyring` names for the OKX key",
        );
        let wrong = child_with("keyring = { service = 'bot', user = 'secret' }", &[]);
        begins(
            &wrong,
            "misconfigured: what `keyring` names for the OKX key is configured wrongly, ",
        );
        for (text, words) in [
            ("keyring = 'bot/okx'", "`keyring` is no table"),
            ("keyring = { service = 'bot' }", "`keyring.user` is missing"),
            (
                "keyring = { service = '', user = 1 }",
                "`keyring.service` holds an empty text",
            ),
            (
                "keyring = { service = 'a', user = 'b', c = 'd' }",
                "`keyring` has a field that is not known",
            ),
        ] {
            let error = child_with(text, &[]);
            begins(&error, "misconfigured: the source of the OKX key");
            assert!(error.contains(words), "{error}");
        }
    } else {
        for text in ["keyring = { service = 'bot', user = 'okx' }", part] {
            let error = child_with(text, &set);
            assert!(
                error.contains("keyring` needs the feature `keyring`"),
                "{error}"
            );
        }
    }
}

/// Notes what a source yields beside the secrets.
struct Noted<'a>(&'a AnySource, RefCell<String>);

impl Source for Noted<'_> {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let read = self.0.read(wanted);
        *self.1.borrow_mut() = format!("{read:?}");
        read
    }
}

#[test]
fn the_earlier_of_two_days_counts() {
    let directory = TempDir::new().unwrap();
    let bare = private(&directory, "bare", &whole());
    let dated = private(
        &directory,
        "dated",
        &format!(
            "{}created = 2026-10-05\nexpires = 2027-01-05T00:00:00Z\n",
            whole()
        ),
    );
    let noted = |text: &str| {
        let source = source(text);
        let noted = Noted(&source, RefCell::default());
        let okx = keyleash::venue::find("okx").unwrap();
        drop(keyleash::AnyCredential::load(okx, &noted));
        noted.1.into_inner()
    };
    for (file, day, end, shown) in [
        (
            &bare,
            "'2026-10-07'",
            "'2027-01-07T00:00:00Z'",
            ("10-07", "01-07"),
        ),
        // A day needs no quotes in TOML.
        (
            &bare,
            "2026-10-07",
            "2027-01-07T00:00:00Z",
            ("10-07", "01-07"),
        ),
        (
            &dated,
            "'2026-10-07'",
            "'2027-01-07T00:00:00Z'",
            ("10-05", "01-05"),
        ),
        (
            &dated,
            "'2026-10-03'",
            "'2027-01-03T00:00:00Z'",
            ("10-03", "01-03"),
        ),
    ] {
        let text = noted(&format!(
            "file = '{file}'\ncreated = {day}\nexpires = {end}"
        ));
        assert!(
            text.contains(&format!("created: Some(Date(2026-{}))", shown.0)),
            "{text}"
        );
        assert!(
            text.contains(&format!("2027-{}T00:00:00", shown.1)),
            "{text}"
        );
    }
}

#[test]
fn a_table_that_is_missing_is_not_configured() {
    #[derive(Deserialize)]
    struct Maybe {
        it: Option<AnySource>,
    }
    let nothing: Config = toml::from_str("").unwrap();
    let null: Config = serde_json::from_str(r#"{"it": null}"#).unwrap();
    let nulls: Config = serde_json::from_str(r#"{"it": {"file": null}}"#).unwrap();
    for source in [nothing.it, null.it, nulls.it, source("")] {
        begins(
            &outcome(source),
            "not configured: the source of the OKX key is not configured: add a table",
        );
    }
    // A bot may tell by itself whether a table is there.
    let there = |text| toml::from_str::<Maybe>(text).unwrap().it.is_some();
    assert!(!there("") && there("[it]") && there("it = 'x'"));
}

#[test]
fn a_failing_service_is_asked_once() {
    let directory = TempDir::new().unwrap();
    let ran = directory.path().join("ran");
    let text = format!(
        "key = {{ command = ['false'] }}\nsecret = {{ command = ['touch', '{}'] }}\npassphrase = {{ env = 'X' }}",
        ran.display()
    );
    begins(
        &outcome(source(&text)),
        "failed: the command `false` could not be read",
    );
    assert!(!ran.exists());
}
