//! Which files are read, and what is allowed.

use super::{folder, keys, places, run, write};
use keyleash::scan::{Error, Finding, Reason, Scan};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn secret_line(seed: u64) -> String {
    format!("BINANCE_API_SECRET={}\n", keys::of("binance", seed).secret)
}

#[test]
fn what_git_ignores_is_not_read_and_what_is_hidden_is() {
    let line = secret_line(1);
    let folder = folder(&[
        (".gitignore", "/ignored/\n*.key\n"),
        (".ignore", "shown.env\n"),
        (".env", &line),
        (".config/bot.env", &line),
        ("shown.env", &line),
        ("ignored/.env", &line),
        ("sub/a.key", &line),
        (
            "cache/CACHEDIR.TAG",
            "Signature: 8a477f597d28d172789f06886806bc55",
        ),
        ("cache/a.env", &line),
    ]);
    let findings = run(&folder);
    let paths: Vec<_> = findings.iter().map(Finding::path).collect();
    assert_eq!(paths, [".config/bot.env", ".env", "shown.env"]);
}

#[test]
fn what_is_no_text_is_left_out_and_counted() {
    let line = secret_line(2);
    let folder = folder(&[("Cargo.lock", &line), ("a.env", "NOTHING=1\n")]);
    write(folder.path(), "binary", &[b"\0", line.as_bytes()].concat());
    write(folder.path(), "large.env", &vec![b'#'; (8 << 20) + 1]);
    let findings = run(&folder);
    assert!(findings.is_clean(), "{findings}");
    assert_eq!(findings.files(), 1);
    let left: Vec<_> = findings
        .left_out()
        .iter()
        .map(|left| (left.path(), left.reason()))
        .collect();
    assert_eq!(
        left,
        [
            ("Cargo.lock", Reason::LockFile),
            ("binary", Reason::Binary),
            ("large.env", Reason::Large),
        ]
    );
}

#[test]
fn text_in_utf_16_is_read() {
    let folder = folder(&[]);
    let text = format!("\u{feff}# bot\r\n{}", secret_line(3));
    for (name, unit) in [
        ("le.env", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("be.env", u16::to_be_bytes),
    ] {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        write(folder.path(), name, &bytes);
    }
    write(folder.path(), "utf8.env", text.as_bytes());
    let found = places(&run(&folder));
    let wanted = ["be.env", "le.env", "utf8.env"].map(|name| format!("{name}:2:20 binance secret"));
    assert_eq!(found, wanted);
}

#[test]
fn a_link_leads_nowhere_and_a_file_can_be_the_root() {
    let outside = folder(&[("a.env", &secret_line(4))]);
    let inside = folder(&[("b.txt", "nothing\n")]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path(), inside.path().join("folder")).unwrap();
        let file = outside.path().join("a.env");
        std::os::unix::fs::symlink(file, inside.path().join("file")).unwrap();
    }
    assert!(run(&inside).is_clean());
    let file = Scan::new(outside.path().join("a.env")).run().unwrap();
    assert_eq!(places(&file), ["a.env:1:20 binance secret"]);
    let error = Scan::new(outside.path().join("none")).check().unwrap_err();
    assert!(matches!(error, Error::Root { .. }), "{error}");
}

#[test]
fn a_comment_with_a_reason_allows_and_one_without_does_not() {
    let secret = keys::of("bybit", 5).secret;
    let text = format!(
        "let bybit_secret = \"{secret}\"; // keyleash:allow a key of the mock exchange
// keyleash:allow a key of the mock exchange
let bybit_secret = \"{secret}\";

let bybit_secret = \"{secret}\"; // keyleash:allow
"
    );
    let findings = run(&folder(&[("a.rs", &text)]));
    assert_eq!(places(&findings), ["a.rs:5:21 bybit secret"]);
    assert!(
        findings
            .to_string()
            .contains("its `keyleash:allow` gives no reason")
    );
}

#[test]
fn the_list_allows_by_fingerprint_with_a_reason() {
    let drawn = keys::of("okx", 6);
    let text = format!(
        "OKX_API_SECRET={}\nOKX_API_PASSPHRASE={}\n",
        drawn.secret,
        drawn.passphrase.unwrap()
    );
    let folder = folder(&[("a.env", &text)]);
    let found = run(&folder);
    let prints: Vec<_> = found
        .iter()
        .map(|finding| finding.fingerprint().to_owned())
        .collect();
    assert_eq!(prints.len(), 2);
    let list = |text: &str| write(folder.path(), ".keyleash-allow", text.as_bytes());
    let other = "0123456789abcdef01234567";
    list(&format!(
        "# of the mock exchange\n{} the mock's key\n{} the mock's phrase\n{other} gone since\n",
        prints[0], prints[1]
    ));
    let findings = run(&folder);
    assert!(findings.is_clean(), "{findings}");
    assert_eq!(findings.stale(), [other]);
    assert!(findings.to_string().contains(other));

    // The fingerprint of a passphrase is of its place: it tells nothing about the text, and
    // another file's is another.
    fs::rename(folder.path().join("a.env"), folder.path().join("b.env")).unwrap();
    assert_eq!(places(&run(&folder)), ["b.env:2:20 okx passphrase"]);

    for (wrong, found) in [
        (prints[0].clone(), "line 1 of the allow list"),
        (
            format!("\n{}  \n", prints[0]),
            "no reason behind the fingerprint",
        ),
        (
            "anything goes here\n".to_owned(),
            "no fingerprint of 24 hex digits",
        ),
    ] {
        list(&wrong);
        let error = Scan::new(folder.path()).check().unwrap_err();
        assert!(matches!(error, Error::AllowList { .. }));
        assert!(error.to_string().contains(found), "{error}");
    }
}

#[test]
fn a_comment_behind_code_or_without_a_reason_of_its_own_allows_nothing_else() {
    let secret = keys::of("bybit", 9).secret;
    let text = format!(
        "let bybit_url = \"\"; // keyleash:allow a key of the mock exchange
let bybit_secret = \"{secret}\";

/* keyleash:allow */ let bybit_secret = \"{secret}\";

/* keyleash:allow the mock's */ let bybit_secret = \"{secret}\";
"
    );
    let findings = run(&folder(&[("a.rs", &text)]));
    assert_eq!(
        places(&findings),
        ["a.rs:2:21 bybit secret", "a.rs:4:42 bybit secret"]
    );
}

#[test]
fn rules_and_lists_above_a_folder_without_git_are_not_its_own() {
    let folder = folder(&[
        (".gitignore", "*\n"),
        (".keyleash-allow", "not a list\n"),
        ("bot/a.env", &secret_line(10)),
    ]);
    assert_eq!(Scan::new(folder.path().join("bot")).run().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_list_without_an_end_is_refused() {
    let folder = folder(&[]);
    std::os::unix::fs::symlink("/dev/zero", folder.path().join(".keyleash-allow")).unwrap();
    let error = Scan::new(folder.path()).check().unwrap_err();
    assert!(error.to_string().contains("it cannot be read"), "{error}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_forges_no_line_of_the_report() {
    let folder = folder(&[("a\u{1b}[2J\n::error b.env", &secret_line(11))]);
    let text = run(&folder).to_string();
    assert!(text.starts_with("a\\u{1b}[2J\\n::error b.env:1:"), "{text}");
}

/// Eight MiB of anything are read in a time that grows with the size: what is quadratic takes
/// hours here.
#[test]
fn no_text_takes_forever() {
    let secret = keys::of("binance", 12).secret;
    let item = format!("{{\"binance_api_secret\":\"{secret}\"}},");
    for (name, piece) in [
        ("a.txt", "-----BEGIN "),
        (
            "b.txt",
            "-----BEGIN A-----\nabcdefghijklmnopqrstuvwx1\n-----END A-----\n",
        ),
        ("c.json", item.as_str()),
    ] {
        let text = piece.repeat((2 << 20) / piece.len());
        let begun = Instant::now();
        run(&folder(&[(name, &text)]));
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}");
    }
}

/// The keys that this crate commits, as fixtures and in its texts, are on the list that ships with
/// it: neither this repository alarms, nor one that vendors it.
#[test]
fn no_keys_in_this_repository() -> Result<(), Error> {
    Scan::new(env!("CARGO_MANIFEST_DIR")).check()
}

#[test]
fn a_vendored_fixture_alarms_nobody() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/binance/signing");
    let case = fs::read_dir(data).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(case.join("case.json")).unwrap();
    assert!(text.contains("\"secret\""));
    let folder = folder(&[("vendor/keyleash/binance.json", &text)]);
    assert!(run(&folder).is_clean());
}
