//! The keyring as a source: by a store whose entries do what a test says, and by the kernel's.
//!
//! The Secret Service of a desktop is tested by a package of its own, `tests/keyring`.

#[cfg(target_os = "linux")]
mod kernel;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod scan;
pub(crate) mod store;

use crate::support::{Fixed, at, policy, report_of};
use keyleash::{
    AnyCredential, Keyring, LoadError, Source, SourceError, Stated, VerifyError, venue,
};
use keyring_core::Error;
use std::{
    io::Write as _,
    process::Command,
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};
use store::{entry, holding, other};

const GOOD: &str = "key = 985d5b66-57ce\nsecret = NEEDLEneedleNEEDLEneedleNEEDLEneedle\npassphrase = Correct-Horse-1\n";

fn load(venue: &str, source: impl Source) -> Result<AnyCredential, SourceError> {
    AnyCredential::load(venue::find(venue).unwrap(), source).map_err(|error| match error {
        LoadError::Source(error) => error,
        error => panic!("{error}"),
    })
}

/// The error's kind and its text, which shows nothing of a secret.
fn refused(source: impl Source) -> (&'static str, String) {
    let error = load("okx", source).unwrap_err();
    assert!(std::error::Error::source(&error).is_none());
    let text = format!("{error} {error:?} {error:#?}");
    assert!(!text.to_lowercase().contains("needle"), "{text}");
    // Nor as the numbers of its bytes, as `Debug` of a `Vec` has them.
    assert!(!text.contains("78, 69, 69"), "{text}");
    let kind = match &error {
        SourceError::NotConfigured { .. } => "not configured",
        SourceError::Misconfigured { .. } => "wrong",
        SourceError::Failed { .. } => "failed",
        _ => "other",
    };
    (kind, error.to_string())
}

fn is(source: impl Source, kind: &str, words: &str) {
    let (found, text) = refused(source);
    assert!(
        found == kind && text.contains(words),
        "{kind}, {words}: {text}"
    );
}

#[test]
fn lines_and_documents_are_read() {
    let plain = load(
        "okx",
        Fixed {
            key: "985d5b66-57ce",
            secret: "NEEDLE",
            passphrase: "x",
        },
    )
    .unwrap();
    for text in [
        GOOD.to_owned(),
        format!("\n\n{GOOD}created = 2026-10-01\nexpires = 2027-01-01T00:00:00Z\n\n"),
        r#" {"key": "985d5b66-57ce", "secret": "NEEDLE", "passphrase": "x"}"#.to_owned(),
        r#"{"Version": 1, "AccessKeyId": "985d5b66-57ce", "SecretAccessKey": "NEEDLE", "passphrase": "x"}"#.to_owned(),
    ] {
        let credential = load("okx", holding(text)).unwrap();
        assert_eq!(credential.fingerprint(), plain.fingerprint());
    }
}

#[test]
fn it_is_read_anew_each_time() {
    let count = Mutex::new(0);
    let source = entry(move || {
        let mut count = count.lock().unwrap();
        *count += 1;
        Ok(format!("key = number-{count}\nsecret = NEEDLE\npassphrase = x").into_bytes())
    });
    let first = load("okx", &source).unwrap().fingerprint();
    assert_ne!(first, load("okx", &source).unwrap().fingerprint());
}

#[test]
fn what_expires_in_it_is_the_deadline_of_the_key() {
    let credential = |end: &str| {
        let text = format!("key = fixture-key-id\nsecret = abc\nexpires = {end}");
        load("binance", holding(text)).unwrap()
    };
    let fresh = credential("2026-11-21T01:00:00Z");
    let report = report_of(&fresh);
    assert_eq!(report.expires(), Stated::ByOwner(Some(at(86_400))));
    drop(fresh.verify_at(&policy(), report, at(0)).unwrap());
    let over = credential("2026-11-20T00:00:00Z");
    let report = report_of(&over);
    assert!(matches!(
        over.verify_at(&policy(), report, at(0)),
        Err(VerifyError::Refused(_))
    ));
}

#[test]
fn what_is_no_credential_is_refused_and_not_shown() {
    for (text, words) in [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("NEEDLE", "line 1 is not understood"),
        ("key = a\nsecret = NEEDLE", "without `passphrase`"),
        ("key = a\nkey = NEEDLE", "with two `key`"),
        ("{\"secret\": \"NEEDLE\"", "is not understood"),
        ("{\"NEEDLE\": \"a\"}", "a member that is not known"),
    ] {
        is(holding(text), "wrong", words);
    }
    is(
        holding(b"key = NEEDLE\xff".as_slice()),
        "wrong",
        "not UTF-8 text",
    );
    // As `set_password` of the Windows store writes it.
    let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    is(holding(wide), "wrong", "by `set_secret` on Windows");
}

#[test]
fn an_entry_has_64_kib_at_most() {
    let room = 64 * 1024 - GOOD.len() - 1;
    let _ = load("okx", holding(format!("#{}\n{GOOD}", "x".repeat(room - 1)))).unwrap();
    let long = format!("#{}\n{GOOD}", "x".repeat(room));
    is(holding(long), "wrong", "more than 65536 bytes");
}

#[test]
fn each_error_of_a_store_says_what_to_do_and_not_what_it_holds() {
    const BYTES: &[u8] = b"NEEDLE of a secret \xff";
    let cause = || Box::<dyn std::error::Error + Send + Sync>::from("NEEDLE");
    let name = || "NEEDLE".to_owned();
    is(
        entry(move || Err(Error::PlatformFailure(cause()))),
        "failed",
        "does not work",
    );
    is(
        entry(move || Err(Error::NoStorageAccess(cause()))),
        "failed",
        "locked or denies access: unlock it",
    );
    is(
        entry(|| Err(Error::BadEncoding(BYTES.to_vec()))),
        "wrong",
        "store it again",
    );
    is(
        entry(move || Err(Error::BadDataFormat(BYTES.to_vec(), cause()))),
        "wrong",
        "store it again",
    );
    is(
        entry(move || Err(Error::BadStoreFormat(name()))),
        "failed",
        "does not work",
    );
    is(
        entry(move || Err(Error::TooLong(name(), 1))),
        "wrong",
        "a short, plain service and user",
    );
    is(
        entry(move || Err(Error::Invalid(name(), name()))),
        "wrong",
        "a short, plain service and user",
    );
    is(
        entry(|| Err(Error::Ambiguous(vec![other("NEEDLE"), other("NEEDLE")]))),
        "wrong",
        "more than one entry",
    );
    is(
        entry(move || Err(Error::NotSupportedByStore(name()))),
        "wrong",
        "another store",
    );
    is(entry(|| panic!("on purpose")), "failed", "panicked");
    // The store does not even take the name.
    let _ = entry(|| Err(Error::NoEntry));
    is(
        Keyring::new("my-bot", "no number"),
        "wrong",
        "plain service",
    );
}

#[test]
fn a_missing_entry_says_how_to_store_it() {
    let (kind, text) = refused(entry(|| Err(Error::NoEntry)));
    assert_eq!(kind, "not configured");
    for words in [
        "` of `my-bot` is not configured: write `key = …`",
        "standard input",
        "secret-tool store --label=my-bot service my-bot username ",
        "@my-bot $(keyctl get_persistent @s)`",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_store_that_waits_for_ever_is_given_up() {
    let (release, held) = mpsc::channel::<()>();
    let (done, answered) = mpsc::channel();
    let (held, done) = (Mutex::new(held), Mutex::new(done));
    let source = entry(move || {
        let _ = held.lock().unwrap().recv();
        let _ = done.lock().unwrap().send(());
        Ok(GOOD.into())
    });
    let begun = Instant::now();
    // Nothing is nearer to one than nought.
    is(
        source.clone().deadline_seconds(0),
        "failed",
        "within 1 seconds: unlock it",
    );
    assert!(begun.elapsed() >= Duration::from_secs(1));
    assert!(begun.elapsed() < Duration::from_secs(8));
    // What answers behind the deadline finds nobody, and does no harm.
    release.send(()).unwrap();
    answered.recv_timeout(Duration::from_secs(60)).unwrap();
    // The same store, once it has been unlocked.
    drop(release);
    let _ = load("okx", &source).unwrap();
}

#[test]
fn a_store_that_never_answers_does_not_pile_up_threads() {
    if way().is_none() {
        let output = again(
            "keyring::a_store_that_never_answers_does_not_pile_up_threads",
            "hang",
        )
        .output()
        .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}");
        return;
    }
    let (release, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let source = entry(move || {
        let _ = held.lock().unwrap().recv();
        Ok(GOOD.as_bytes().to_vec())
    })
    .deadline_seconds(1);
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| is(&source, "failed", "no answer of the store"));
        }
    });
    // No thread is left for one more, until the store answers.
    let begun = Instant::now();
    is(
        &source,
        "failed",
        "64 reads that were given up still wait for it",
    );
    assert!(begun.elapsed() < Duration::from_millis(500));
    drop(release);
    while load("okx", &source).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn debug_output_has_names_and_the_deadline() {
    assert_eq!(
        format!("{:?}", Keyring::new("my-bot", "okx").deadline_seconds(9999)),
        r#"Keyring { service: "my-bot", user: "okx", seconds: 600 }"#
    );
}

/// It may be one, and `keyring-core` logs both names.
#[test]
fn a_name_that_looks_like_a_key_is_neither_shown_nor_asked_for() {
    const KEY: &str = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    for (service, user) in [(KEY, "okx"), ("my-bot", KEY), ("my-bot", "two\nlines")] {
        let source = Keyring::new(service, user);
        let shown = format!("{source:?}");
        assert!(
            shown.contains("[redacted]") && !shown.contains(&KEY[..6]),
            "{shown}"
        );
        // This store takes numbers only, so an answer of its own would be another one.
        let (kind, text) = refused(source);
        assert_eq!(
            (kind, text.as_str()),
            (
                "wrong",
                "the service or user of `Keyring` is configured wrongly, like a key itself: give \
                 the plain names of an entry, and replace a key that stands in their place"
            )
        );
    }
}

/// In a process of its own, since a store is set for all of one.
#[test]
fn without_a_store_the_call_is_named() {
    let output = again("keyring::child", "no store").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains(
            "is configured wrongly, no store is set: call `keyring_core::set_default_store`"
        ),
        "{text}"
    );
}

/// This test binary again, for one test, in this way.
fn again(test: &str, way: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env("KEYLEASH_TEST_KEYRING", way);
    command
}

/// The way this process was started in, where it is such a child.
#[expect(clippy::disallowed_methods, reason = "it is no secret")]
fn way() -> Option<String> {
    std::env::var_os("KEYLEASH_TEST_KEYRING").map(|way| way.into_string().unwrap())
}

/// What a child tells its parent.
fn say(text: &str) {
    let said = writeln!(std::io::stdout(), "{text}");
    said.unwrap();
}

/// Not a case by itself: run again by the others.
#[test]
fn child() {
    match way().as_deref() {
        Some("no store") => {
            let error = load("okx", Keyring::new("my-bot", "okx")).unwrap_err();
            say(&error.to_string());
        }
        #[cfg(target_os = "linux")]
        Some(way) => memory::live(way),
        _ => {}
    }
}
