//! The sources, with real files, modes, links and a real environment.
//!
//! The environment of a process cannot be changed safely from a test, so the cases about it run
//! this test binary again with an environment of their own.

use keyleash::{AnyCredential, Env, Environment, File, LoadError, SourceError, venue};
use std::{
    ffi::OsStr,
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    },
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

const NEEDLE: &str = "NEEDLEneedleNEEDLEneedleNEEDLEneedle";

pub(crate) fn file(directory: &TempDir, text: &str) -> PathBuf {
    let path = directory.path().join("key");
    fs::write(&path, text).unwrap();
    mode(&path, 0o600);
    path
}

pub(crate) fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn load(venue: &str, path: &Path) -> Result<(), SourceError> {
    match AnyCredential::load(venue::find(venue).unwrap(), File::new(path)) {
        Ok(_) => Ok(()),
        Err(LoadError::Source(error)) => Err(error),
        Err(error) => panic!("{error}"),
    }
}

/// The error, which must not hold the needle, and must say what mends it.
pub(crate) fn refused(path: &Path) -> String {
    refused_by("okx", path)
}

fn refused_by(venue: &str, path: &Path) -> String {
    let error = load(venue, path).unwrap_err();
    let text = format!("{error} {error:?} {error:#?}");
    assert!(!text.contains("NEEDLE"), "{text}");
    assert!(std::error::Error::source(&error).is_none());
    error.to_string()
}

pub(crate) const GOOD: &str = "# OKX\nkey = 985d5b66-57ce\nsecret = NEEDLEneedleNEEDLEneedleNEEDLEneedle\n\npassphrase=Correct-Horse=1\r\ncreated = 2026-10-01\n";

#[test]
fn a_private_file_is_read() {
    let directory = TempDir::new().unwrap();
    let path = file(&directory, GOOD);
    load("okx", &path).unwrap();
    mode(&path, 0o400);
    load("okx", &path).unwrap();
    // A venue without passphrases has no use for one.
    load("binance", &path).unwrap();
}

#[test]
fn a_file_that_others_can_read_is_refused() {
    let directory = TempDir::new().unwrap();
    let path = file(&directory, GOOD);
    for bits in [0o640, 0o604, 0o660, 0o606, 0o610, 0o644, 0o777] {
        mode(&path, bits);
        let error = refused(&path);
        assert!(
            error.contains(&format!("run `chmod 600 {}`", path.display())),
            "{error}"
        );
    }
}

#[test]
fn links_pipes_and_directories_are_refused_without_blocking() {
    let directory = TempDir::new().unwrap();
    let path = file(&directory, GOOD);
    let link = directory.path().join("link");
    symlink(&path, &link).unwrap();
    assert!(refused(&link).contains("a symbolic link"));
    let hard = directory.path().join("hard");
    fs::hard_link(&path, &hard).unwrap();
    assert!(refused(&hard).contains("more than one name"));
    assert!(refused(directory.path()).contains("no regular file"));
    let pipe = directory.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    mode(&pipe, 0o600);
    assert!(refused(&pipe).contains("no regular file"));
    let missing = load("okx", &directory.path().join("missing")).unwrap_err();
    assert!(
        matches!(missing, SourceError::NotConfigured { .. }),
        "{missing}"
    );
}

#[test]
fn what_is_not_a_credential_is_refused_by_line_and_not_by_text() {
    let directory = TempDir::new().unwrap();
    for (text, words) in [
        ("", "without `key`"),
        ("key = a\n", "without `secret`"),
        ("key = a\nsecret = NEEDLE\n", "without `passphrase`"),
        ("NEEDLE\n", "line 1 is not understood"),
        ("key = a\nNEEDLE = b\n", "line 2 is not understood"),
        ("\n\nkey =\n", "line 3 has no value"),
        ("key = a\nkey = NEEDLE\n", "two `key`"),
        (
            "key = a\nsecret = NEEDLE\nsecret = NEEDLE\n",
            "two `secret`",
        ),
        ("created = NEEDLE\n", "line 1 holds no day"),
        (
            "key = a\n-----BEGIN PRIVATE KEY-----\nNEEDLE\n",
            "line 2 begins a PEM block without an end",
        ),
        ("key = \"a\"\n", "line 1 has its value in quotes"),
        (
            "key = a\nsecret = 'NEEDLE'\n",
            "line 2 has its value in quotes",
        ),
    ] {
        let error = refused(&file(&directory, text));
        assert!(error.contains(words), "{text:?}: {error}");
    }
    let path = directory.path().join("key");
    fs::write(&path, b"key = \xff\xfeNEEDLE").unwrap();
    assert!(refused(&path).contains("not UTF-8"));
    fs::write(&path, vec![b'#'; 4097]).unwrap();
    assert!(refused(&path).contains("larger than 4096 bytes"));
    fs::write(&path, vec![b'#'; 4096]).unwrap();
    assert!(refused(&path).contains("without `key`"));
}

#[test]
fn a_key_pair_stands_in_a_file_as_a_block() {
    let directory = TempDir::new().unwrap();
    let path = file(
        &directory,
        "key = abc\n-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\ncreated = 2026-10-01\n",
    );
    let loaded = AnyCredential::load(venue::find("binance").unwrap(), File::new(&path)).map(drop);
    if cfg!(feature = "ed25519") {
        loaded.unwrap();
    } else {
        assert!(
            loaded
                .unwrap_err()
                .to_string()
                .contains("feature `ed25519`")
        );
    }
    // A venue without key pairs says so.
    let error = AnyCredential::load(venue::find("bybit").unwrap(), File::new(&path)).unwrap_err();
    assert!(error.to_string().contains("takes no key pairs"), "{error}");
}

/// Not a case by itself: run again by [`from_environment`], it loads a credential and prints the
/// outcome.
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn child() {
    let Some(which) = std::env::var_os("KEYLEASH_TEST_CHILD") else {
        return;
    };
    let which = which.into_string().unwrap();
    let (venue, environment) = which.split_once('/').unwrap();
    let environment: Environment = serde_json::from_value(environment.into()).unwrap();
    let spec = venue::find(venue).unwrap();
    let loaded = match std::env::var_os("KEYLEASH_TEST_FILE") {
        Some(path) => AnyCredential::load_for(spec, environment, File::new(path)),
        None => AnyCredential::load_for(spec, environment, Env::new()),
    };
    match loaded {
        Ok(credential) => println!("outcome: loaded {credential:?}"),
        Err(error) => println!("outcome: {error} {error:?}"),
    }
}

/// What loading gives in a process with these variables.
pub(crate) fn from_environment(which: &str, variables: &[(&str, &[u8])]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sources::child", "--nocapture"])
        .env_clear()
        .env("KEYLEASH_TEST_CHILD", which)
        .envs(
            variables
                .iter()
                .map(|(name, value)| (name, OsStr::from_bytes(value))),
        )
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let outcome = text
        .split_once("outcome: ")
        .expect("the child's outcome")
        .1
        .to_owned();
    assert!(!outcome.contains("NEEDLE"), "{outcome}");
    outcome
}

#[test]
fn the_environment_is_read_by_customary_names() {
    let pair = |key, secret| [(key, b"id".as_slice()), (secret, NEEDLE.as_bytes())];
    for (which, key, secret) in [
        (
            "binance/production",
            "BINANCE_API_KEY",
            "BINANCE_API_SECRET",
        ),
        (
            "binance/testnet",
            "BINANCE_TESTNET_API_KEY",
            "BINANCE_TESTNET_API_SECRET",
        ),
        ("bybit/demo", "BYBIT_DEMO_API_KEY", "BYBIT_DEMO_API_SECRET"),
    ] {
        let outcome = from_environment(which, &pair(key, secret));
        assert!(outcome.starts_with("loaded"), "{outcome}");
    }
    // A production key is no testnet key.
    let outcome = from_environment(
        "binance/testnet",
        &pair("BINANCE_API_KEY", "BINANCE_API_SECRET"),
    );
    assert!(
        outcome.contains("is not configured: set `BINANCE_TESTNET_API_KEY`"),
        "{outcome}"
    );
}

#[test]
fn half_a_pair_and_other_mistakes_are_named() {
    let set = |variables: &[(&str, &[u8])]| from_environment("okx/production", variables);
    let outcome = set(&[]);
    assert!(
        outcome.contains("`OKX_API_KEY` is not configured"),
        "{outcome}"
    );
    let outcome = set(&[("OKX_API_KEY", b""), ("OKX_API_SECRET", b" ")]);
    assert!(
        outcome.contains("`OKX_API_KEY` is not configured"),
        "{outcome}"
    );
    // So is a passphrase, where one is asked for.
    for name in ["OKX_API_PASSPHRASE", "OKX_API_PASSPHRASE_FILE"] {
        let outcome = set(&[(name, b"/dev/null/NEEDLE")]);
        assert!(outcome.contains("is configured wrongly"), "{outcome}");
    }
    let outcome = set(&[("OKX_API_PASSPHRASE", b"Correct-Horse-1")]);
    assert!(
        outcome.contains(
            "`OKX_API_KEY` is configured wrongly, unset while `OKX_API_PASSPHRASE` is set: set \
             `OKX_API_KEY` and `OKX_API_SECRET` too, or unset `OKX_API_PASSPHRASE`"
        ),
        "{outcome}"
    );
    let outcome = from_environment(
        "binance/production",
        &[("BINANCE_API_PASSPHRASE", b"Correct-Horse-1")],
    );
    assert!(
        outcome.contains("`BINANCE_API_KEY` is not configured"),
        "{outcome}"
    );
    let outcome = set(&[("OKX_API_KEY", b"id")]);
    assert!(
        outcome.contains("`OKX_API_SECRET` is configured wrongly, unset while"),
        "{outcome}"
    );
    let outcome = set(&[("OKX_API_SECRET", NEEDLE.as_bytes())]);
    assert!(
        outcome.contains("`OKX_API_KEY` is configured wrongly, unset while"),
        "{outcome}"
    );
    let outcome = set(&[
        ("OKX_API_KEY", b"id"),
        ("OKX_API_SECRET", NEEDLE.as_bytes()),
    ]);
    assert!(
        outcome.contains("`OKX_API_PASSPHRASE` is configured wrongly"),
        "{outcome}"
    );
    let outcome = set(&[("OKX_API_KEY", b"id"), ("OKX_API_SECRET", b"NEEDLE\xff")]);
    assert!(outcome.contains("text that is not UTF-8"), "{outcome}");
    let whole = |created: &'static [u8]| {
        [
            ("OKX_API_KEY", b"id".as_slice()),
            ("OKX_API_SECRET", NEEDLE.as_bytes()),
            ("OKX_API_PASSPHRASE", b"Correct-Horse-1"),
            ("OKX_API_CREATED", created),
        ]
    };
    let outcome = set(&whole(b"NEEDLE"));
    assert!(
        outcome.contains("`OKX_API_CREATED` is configured wrongly, no day"),
        "{outcome}"
    );
    assert!(set(&whole(b"2026-10-01")).starts_with("loaded"));
    let mut ending = whole(b"2026-10-01");
    ending[3].0 = "OKX_API_EXPIRES";
    let outcome = set(&ending);
    assert!(
        outcome.contains("`OKX_API_EXPIRES` is configured wrongly, no RFC 3339 time"),
        "{outcome}"
    );
    ending[3].1 = b"2026-12-31T00:00:00Z";
    assert!(set(&ending).starts_with("loaded"));
}
