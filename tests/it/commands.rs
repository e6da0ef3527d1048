//! Commands as sources, by real programs: scripts that are run by their path.

use crate::support::{at, inspect_at, key_of, policy, report_of};
use keyleash::{
    AnyCredential, Code, Command, Environment, KeyError, LoadError, RawCredential, Secret, Source,
    SourceError, Stated, VerifyError, Wanted, venue,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{self, Stdio},
    time::{Duration, Instant, SystemTime},
};
use tempfile::TempDir;

const GOOD: &str = "key = 985d5b66-57ce\nsecret = NEEDLEneedleNEEDLEneedleNEEDLEneedle\npassphrase = Correct-Horse-1\n";

/// A program of this text, which finds its folder in `$D`. Written by `cp`: a file that this
/// process has open for writing, in any of its threads, cannot be run.
fn script(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let (draft, path) = (folder.path().join("draft"), folder.path().join(name));
    let text = format!("#!/bin/sh\nD='{}'\n{text}\n", folder.path().display());
    fs::write(&draft, text).unwrap();
    fs::set_permissions(&draft, fs::Permissions::from_mode(0o700)).unwrap();
    let copied = process::Command::new("cp").arg(&draft).arg(&path).status();
    assert!(copied.unwrap().success());
    fs::write(folder.path().join("good"), GOOD).unwrap();
    path
}

fn load(venue: &str, source: impl Source) -> Result<AnyCredential, SourceError> {
    AnyCredential::load(venue::find(venue).unwrap(), source).map_err(|error| match error {
        LoadError::Source(error) => error,
        error => panic!("{error}"),
    })
}

/// The error, which shows nothing of a secret.
fn refused(source: impl Source) -> SourceError {
    let error = load("okx", source).unwrap_err();
    let text = format!("{error} {error:?} {error:#?}");
    assert!(!text.contains("NEEDLE"), "{text}");
    assert!(std::error::Error::source(&error).is_none());
    error
}

fn wrong(source: impl Source, words: &str) {
    let error = refused(source);
    assert!(
        matches!(error, SourceError::Misconfigured { .. }) && error.to_string().contains(words),
        "{words}: {error}"
    );
}

fn failed(source: impl Source, words: &str) {
    let error = refused(source);
    assert!(
        matches!(error, SourceError::Failed { .. }) && error.to_string().contains(words),
        "{words}: {error}"
    );
}

/// No process whose number stands in the file `name` runs any more. The one that was started
/// itself is reaped, too; whoever adopts its children reaps those.
#[cfg(target_os = "linux")]
fn gone(folder: &TempDir, name: &str, reaped: bool) {
    let pid = fs::read_to_string(folder.path().join(name)).unwrap();
    let stat = format!("/proc/{}/stat", pid.trim());
    // A kill is not over when it is sent.
    for _ in 0..200 {
        match fs::read_to_string(&stat) {
            Err(_) => return,
            Ok(stat) if !reaped && stat.rsplit(')').next().unwrap().starts_with(" Z") => return,
            Ok(_) if reaped => break,
            Ok(_) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
    panic!("`{name}` is still there");
}

#[cfg(not(target_os = "linux"))]
fn gone(_: &TempDir, _: &str, _: bool) {}

#[test]
fn lines_and_documents_are_read() {
    let folder = TempDir::new().unwrap();
    let _ = load(
        "okx",
        Command::new("cat").arg(script(&folder, "x", "").with_file_name("good")),
    )
    .unwrap();
    for (venue, text) in [
        ("okx", GOOD.to_owned()),
        ("okx", format!("# pass\n{GOOD}created = 2026-10-01\nexpires = 2027-01-01T00:00:00+02:00")),
        ("okx", r#"{"key": "a", "secret": "NEEDLE", "passphrase": "x", "created": "2026-10-01", "expires": "2027-01-01T00:00:00Z"}"#.to_owned()),
        ("binance", "\n { \"secret\":\"NEEDLE\",\n\t\"key\":\"a\",\"passphrase\":null,\"expires\":null }\n\n".to_owned()),
        ("binance", r#"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "NEEDLE", "Expiration": "2027-01-01T00:00:00Z"}"#.to_owned()),
    ] {
        let path = script(&folder, "print", "cat $D/text");
        fs::write(folder.path().join("text"), &text).unwrap();
        if let Err(error) = load(venue, Command::new(path)) {
            panic!("{text}: {error}");
        }
    }
    // In many writes, and with its input read to an end that is there at once.
    let path = script(
        &folder,
        "slowly",
        "cat; for c in k ey ' =' ' a'; do printf \"$c\"; sleep 0.02; done; printf '\\nsecret = b\\n'; sleep 0.02; echo passphrase=c",
    );
    let _ = load("okx", Command::new(path)).unwrap();
}

#[test]
fn escapes_stand_for_what_json_says() {
    let folder = TempDir::new().unwrap();
    let path = script(&folder, "print", "cat $D/text");
    // A secret of Kraken is base64: a wrong character would be refused.
    let secret = key_of("kraken")
        .secret
        .replace('/', r"\/")
        .replace('=', r"\u003D");
    let text = format!(r#"{{"k\u0065y": "\u0061b", "secret": "{secret}"}}"#);
    fs::write(folder.path().join("text"), text).unwrap();
    let credential = load("kraken", Command::new(&path)).unwrap();
    let plain = load("kraken", Fixed("ab", key_of("kraken").secret, None)).unwrap();
    assert_eq!(credential.fingerprint(), plain.fingerprint());
    let text = r#"{"key": "a", "secret": "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\n"}"#;
    fs::write(folder.path().join("text"), text).unwrap();
    match AnyCredential::load(venue::find("binance").unwrap(), Command::new(&path)) {
        Ok(_) if cfg!(feature = "ed25519") => {}
        Ok(_) => panic!("loaded without the feature"),
        Err(LoadError::Secret(KeyError::FeatureMissing { .. })) => {}
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_is_no_credential_is_refused_and_not_shown() {
    let folder = TempDir::new().unwrap();
    let path = script(&folder, "print", "cat $D/text");
    for (text, words) in [
        ("", "no output"),
        (" \n\n", "no output"),
        ("NEEDLE\n", "line 1 is not understood"),
        ("key = a\nsecret = NEEDLE", "without `passphrase`"),
        ("expires = NEEDLE", "line 1 holds no RFC 3339 time"),
        ("{}", "without `key`"),
        ("{", "not understood"),
        (r#"{"key": "NEEDLE"#, "not understood"),
        (r#"{"key": "NEEDLE"}}"#, "not understood"),
        (r#"{"key": "NEEDLE"} {}"#, "not understood"),
        (r#"{"key": "NEEDLE",}"#, "not understood"),
        (r#"{"key": "NEEDLE" "secret": "b"}"#, "not understood"),
        (r#"{"key": 1}"#, "not understood"),
        (r#"{"key": {"NEEDLE": "b"}}"#, "not understood"),
        (r#"{"key": ["NEEDLE"]}"#, "not understood"),
        (r#"{"key": "NEEDLE\x"}"#, "not understood"),
        (r#"{"key": "NEEDLE\u12"}"#, "not understood"),
        (r#"{"key": "NEEDLE\u+123"}"#, "not understood"),
        (r#"{"key": "NEEDLE\ud83d\ude00"}"#, "not understood"),
        ("{\"key\": \"NEEDLE\n\"}", "not understood"),
        // White space of ASCII, and none of JSON.
        ("{\"key\":\u{c}\"NEEDLE\"}", "not understood"),
        (r#"{"key": "a", "key": "NEEDLE"}"#, "with two `key`"),
        (r#"{"key": "a", "\u006bey": "NEEDLE"}"#, "with two `key`"),
        (r#"{"key": ""}"#, "`key` has no value"),
        (r#"{"NEEDLE": "b"}"#, "a member that is not known"),
        (r#"{"NEEDLE": ""}"#, "a member has no value"),
        (r#"{"created": "NEEDLE"}"#, "`created` holds no day"),
        (
            r#"{"expires": "NEEDLE"}"#,
            "`expires` holds no RFC 3339 time",
        ),
        (r#"{"AccessKeyId": "NEEDLE"}"#, "version is not 1"),
        (
            r#"{"Version": 2, "AccessKeyId": "NEEDLE"}"#,
            "version is not 1",
        ),
        (
            r#"{"Version": 1, "AccessKeyId": "NEEDLE", "key": "b"}"#,
            "with two `key`",
        ),
    ] {
        fs::write(folder.path().join("text"), text).unwrap();
        wrong(Command::new(&path), words);
    }
    fs::write(folder.path().join("text"), b"key = \xff\xfeNEEDLE").unwrap();
    wrong(Command::new(&path), "not UTF-8");
    // The cap, to the byte.
    fs::write(folder.path().join("text"), vec![b'#'; 65_536]).unwrap();
    wrong(Command::new(&path), "without `key`");
    fs::write(folder.path().join("text"), vec![b'#'; 65_537]).unwrap();
    wrong(Command::new(&path), "more than 65536 bytes");
}

#[test]
fn a_program_that_fails_is_named_without_its_words() {
    let folder = TempDir::new().unwrap();
    let path = script(&folder, "three", "cat $D/good; cat $D/good >&2; exit 3");
    failed(Command::new(&path), "it exited with status 3");
    let path = script(&folder, "killed", "cat $D/good; kill -9 $$");
    failed(Command::new(&path), "it was ended by signal 9");
    wrong(
        Command::new("keyleash-no-such-program"),
        "no such program: install it",
    );
    wrong(Command::new(folder.path().join("none")), "no such program");
    wrong(
        Command::new(folder.path()),
        "no program that this user may run",
    );
    wrong(
        Command::new(folder.path().join("good")),
        "no program that this user may run",
    );
    // An argument is not shown either.
    let source = Command::new(&path).arg("NEEDLE");
    assert!(!format!("{source:?} {source:#?}").contains("NEEDLE"));
    failed(source, "signal 9");
}

#[test]
fn arguments_reach_the_program_as_they_are() {
    let folder = TempDir::new().unwrap();
    let path = script(
        &folder,
        "args",
        "printf '%s\\n' \"$@\" > $D/args; cat $D/good",
    );
    let arguments = ["$HOME", "*", "a b", "; touch $D/ran", "`id`", ""];
    let source = arguments
        .iter()
        .fold(Command::new(path), |command, argument| {
            command.arg(argument)
        });
    let _ = load("okx", source).unwrap();
    let seen = fs::read_to_string(folder.path().join("args")).unwrap();
    assert_eq!(
        seen,
        arguments.map(|argument| format!("{argument}\n")).concat()
    );
}

#[test]
fn a_program_that_does_not_end_is_killed_in_time() {
    let folder = TempDir::new().unwrap();
    for (name, text) in [
        ("hangs", "sleep 60 & echo $! > $D/below; wait"),
        (
            "deaf",
            "trap '' TERM INT HUP; cat $D/good; sleep 60 & echo $! > $D/below; wait",
        ),
        ("closes", "exec >&-; sleep 60 & echo $! > $D/below; wait"),
        // All of the output is there, but nobody can know that.
        (
            "leaves",
            "cat $D/good; sleep 60 & echo $! > $D/below; exit 0",
        ),
        ("stops", "sleep 60 & echo $! > $D/below; kill -STOP $$"),
        (
            "drips",
            "echo $$ > $D/below; while :; do echo '#'; sleep 0.1; done",
        ),
    ] {
        let path = script(&folder, name, &format!("echo $$ > $D/pid\n{text}"));
        let begun = Instant::now();
        failed(Command::new(path).deadline_seconds(1), "within 1 seconds");
        let took = begun.elapsed();
        assert!((1..5).contains(&took.as_secs()), "{name}: {took:?}");
        gone(&folder, "pid", true);
        gone(&folder, "below", false);
    }
}

#[test]
fn endless_output_ends_at_the_cap() {
    let folder = TempDir::new().unwrap();
    let path = script(
        &folder,
        "endless",
        "echo $$ > $D/pid; yes NEEDLE & echo $! > $D/below; yes NEEDLE",
    );
    let begun = Instant::now();
    wrong(Command::new(path), "more than 65536 bytes of output");
    assert!(begun.elapsed() < Duration::from_secs(8));
    gone(&folder, "pid", true);
    gone(&folder, "below", false);
}

#[test]
fn nothing_of_a_program_that_succeeds_stays() {
    let folder = TempDir::new().unwrap();
    let path = script(
        &folder,
        "forks",
        "echo $$ > $D/pid; (sleep 60 & echo $! > $D/deep) > /dev/null; sleep 60 > /dev/null & echo $! > $D/below; cat $D/good",
    );
    let begun = Instant::now();
    let _ = load("okx", Command::new(path)).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(8));
    gone(&folder, "pid", true);
    gone(&folder, "below", false);
    gone(&folder, "deep", false);
}

#[test]
fn two_programs_print_a_pair() {
    let folder = TempDir::new().unwrap();
    let print = |name: &str, text: &str| Command::new(script(&folder, name, text));
    let key = print("key", "printf 'abc\\r\\nuser: me\\n'");
    // Were the second line taken too, it would be no base64.
    let text = format!("echo {}; echo note", key_of("kraken").secret);
    let secret = print("secret", &text);
    let passphrase = print("passphrase", "echo ' Correct-Horse-1'");
    let pair = Command::pair(key.clone(), secret.clone());
    let loaded = load("kraken", &pair).unwrap();
    let plain = load("kraken", Fixed("abc", key_of("kraken").secret, None)).unwrap();
    assert_eq!(loaded.fingerprint(), plain.fingerprint());
    wrong(&pair, "without a command for the passphrase");
    let _ = load("okx", pair.with_passphrase(passphrase)).unwrap();
    wrong(
        Command::pair(key.clone(), print("empty", "echo")),
        "no output",
    );
    let document = print("document", r#"printf '{\n"secret": "NEEDLE"}'"#);
    wrong(
        Command::pair(key, document),
        "a JSON document where one value",
    );
    failed(Command::pair(print("fails", "exit 1"), secret), "status 1");
}

/// Not a case by itself: run again by the one below, with an environment of its own.
#[test]
#[allow(clippy::disallowed_methods)]
fn child() {
    if let Some(path) = std::env::var_os("KEYLEASH_TEST_COMMAND") {
        let _ = load(
            "okx",
            Command::new(path).pass_env("WANTED").pass_env("UNSET"),
        )
        .unwrap();
    }
}

#[test]
fn the_environment_of_the_bot_stays_its_own() {
    let folder = TempDir::new().unwrap();
    let path = script(&folder, "env", "env > $D/env; cat $D/good");
    let status = process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "commands::child"])
        .env("KEYLEASH_TEST_COMMAND", &path)
        .env("OKX_API_SECRET", "NEEDLE")
        .env("LD_PRELOAD_NOT", "NEEDLE")
        .env("GNUPGHOME", "/gnupg")
        .env("WANTED", "wanted value")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let seen = fs::read_to_string(folder.path().join("env")).unwrap();
    assert!(
        !seen.contains("NEEDLE") && !seen.contains("KEYLEASH"),
        "{seen}"
    );
    assert!(seen.contains("GNUPGHOME=/gnupg\n") && seen.contains("WANTED=wanted value\n"));
    assert!(seen.contains("PATH="));
    // A value in place of a name is a mistake, and not shown.
    wrong(
        Command::new(path).pass_env("TOKEN=NEEDLE"),
        "more than a variable's name",
    );
}

/// A source whose credential ends.
struct Fixed(&'static str, &'static str, Option<SystemTime>);

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        let raw = RawCredential::new(secret(self.0), secret(self.1))
            .with_passphrase(secret("Correct-Horse-1"));
        Ok(match self.2 {
            Some(at) => raw.expires_at(at),
            None => raw,
        })
    }
}

const DAY: u64 = 86_400;

/// A credential of this venue that ends so many seconds after the moment of the tests.
fn ending(venue: &str, seconds: u64) -> AnyCredential {
    let key = key_of(venue);
    load(venue, Fixed(key.key, key.secret, Some(at(seconds))))
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1))
}

#[test]
fn the_end_that_a_command_states_is_the_keys_deadline() {
    let folder = TempDir::new().unwrap();
    let path = script(&folder, "print", "cat $D/text");
    let load = |end: &str| {
        let text = format!(
            r#"{{"key":"fixture-key-id","secret":"abc","passphrase":"x","created":"2026-10-01","expires":"{end}"}}"#
        );
        fs::write(folder.path().join("text"), text).unwrap();
        load("okx", Command::new(&path)).unwrap()
    };
    // Tomorrow.
    let credential = load("2026-11-21T01:00:00Z");
    let report = report_of(&credential);
    assert_eq!(report.expires(), Stated::ByOwner(Some(at(DAY))));
    assert!(report.to_string().contains("2026-11-21 (by its source)"));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    assert_eq!(signer.deadline(), Some(at(DAY)));
    assert!(
        signer
            .warnings()
            .iter()
            .any(|one| one.code() == Code::DeadlineNear)
    );
    // A renewal holds to it.
    let report = inspect_at(signer.inspection(), "okx", "good", at(60));
    signer.renew_at(report, at(60)).unwrap();
    assert_eq!(signer.deadline(), Some(at(DAY)));
    // Yesterday, and this very moment.
    for end in ["2026-11-19T01:00:00Z", "2026-11-20T01:00:00Z"] {
        let credential = load(end);
        let report = report_of(&credential);
        let VerifyError::Refused(refused) =
            credential.verify_at(&policy(), report, at(0)).unwrap_err()
        else {
            panic!("not refused");
        };
        let text = refused.to_string();
        assert!(
            text.contains("KL-EXPIRED") && text.contains("its source ends it"),
            "{text}"
        );
        assert!(
            text.contains("have its source hand out a new credential"),
            "{text}"
        );
    }
}

#[test]
fn the_earlier_end_counts() {
    // Upbit says 2027-10-01, in Korea's time; KuCoin says never.
    let upbit = at(0) + Duration::from_secs(315 * DAY - 3_600);
    for (venue, seconds, expected) in [
        ("upbit", 10 * DAY, Stated::ByOwner(Some(at(10 * DAY)))),
        ("upbit", 900 * DAY, Stated::ByVenue(Some(upbit))),
        ("kucoin", 900 * DAY, Stated::ByOwner(Some(at(900 * DAY)))),
    ] {
        assert_eq!(
            report_of(&ending(venue, seconds)).expires(),
            expected,
            "{venue}"
        );
    }
}

#[test]
fn a_test_key_ends_by_its_source_too() {
    // Nothing can be asked about rights there, and no other rule about time applies.
    let load = |end| {
        let key = key_of("binance");
        let source = Fixed(key.key, key.secret, end);
        let spec = venue::find("binance").unwrap();
        AnyCredential::load_for(spec, Environment::Testnet, source).unwrap()
    };
    let verify = |credential: AnyCredential| {
        let report = inspect_at(credential.inspection(), "binance", "testnet", at(0));
        credential.verify_at(&policy(), report, at(0))
    };
    assert_eq!(verify(load(None)).unwrap().deadline(), None);
    let signer = verify(load(Some(at(DAY)))).unwrap();
    assert_eq!(signer.deadline(), Some(at(DAY)));
    let error = verify(load(Some(at(0)))).unwrap_err();
    assert!(error.to_string().contains("KL-EXPIRED"), "{error}");
}
