//! `keyleash scan`: the codes it ends with, its formats, and several folders at once.

use super::{handing_over::on_a_terminal, program, ran_in};
use crate::scan::{
    folder,
    outputs::{assert_masked, planted},
};
use serde_json::Value;

#[test]
fn a_scan_ends_with_a_code_that_tells() {
    let (found, planted) = planted();
    for format in ["text", "json", "sarif"] {
        let ran = ran_in(found.path(), &["scan", ".", "--format", format]);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.error, "");
        assert!(ran.out.contains("binance"));
        assert_masked(&ran.out, &planted);
    }
    let clean = folder(&[("a.txt", "nothing\n")]);
    let ran = ran_in(clean.path(), &["scan"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "0 found in 1 files, 0 left out\n")
    );
    for wrong in [
        &["scan", "--history"] as &[_],
        &["scan", "--staged"],
        &["scan", "no-such-folder"],
        &["scan", "--format", "xml"],
        &["scan", "--staged", "--history"],
        &["scan", "--unknown"],
    ] {
        let ran = ran_in(clean.path(), wrong);
        assert_eq!(ran.code, 2, "{wrong:?}");
        assert!(ran.out.is_empty() && ran.error.starts_with("keyleash: "));
    }
}

/// What cannot be read may hold a key.
#[test]
fn a_scan_that_is_not_complete_says_so() {
    let folder = folder(&[("a.txt", "nothing\n")]);
    std::os::unix::fs::symlink("elsewhere", folder.path().join(".gitignore")).unwrap();
    let ran = ran_in(folder.path(), &["scan"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.out.contains(".gitignore: error: could not be read"),
        "{}",
        ran.out
    );
}

#[test]
fn of_several_paths_each_place_is_named_from_here() {
    let (one, planted) = planted();
    let text = std::fs::read_to_string(one.path().join("with space/okx.toml")).unwrap();
    let both = folder(&[("a/b/key.toml", &text), ("c.toml", &text), ("d/e.txt", "")]);
    let paths = ["scan", "--format", "json", "./a/", "c.toml", "d"];
    let ran = ran_in(both.path(), &paths);
    assert_eq!(ran.code, 1);
    assert_masked(&ran.out, &planted);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["files"], 3);
    let places = report["findings"].as_array().unwrap();
    let mut places: Vec<_> = places
        .iter()
        .map(|found| found["path"].as_str().unwrap())
        .collect();
    places.dedup();
    assert_eq!(places, ["a/b/key.toml", "c.toml"]);
    // One path alone is what the report is seen from.
    let alone = ran_in(both.path(), &["scan", "a"]);
    assert!(
        alone
            .out
            .starts_with("b/key.toml:2:12: error: exchange-key okx"),
        "{}",
        alone.out
    );
}

/// A terminal sees the count of a scan that takes longer than a second, and a pipe never does.
#[test]
fn long_work_shows_that_it_goes_on() {
    let folder = folder(&[("a.txt", "nothing\n"), (".git/HEAD", ""), ("bin/git", "")]);
    let git = folder.path().join("bin/git");
    std::fs::write(&git, "#!/bin/sh\nsleep 1.8\n").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&git, mode).unwrap();
    let scan = || {
        let mut scan = program(&["scan", "a.txt", "."]);
        let bin = git.parent().unwrap().display();
        let path = format!("{bin}:/usr/local/bin:/usr/bin:/bin");
        scan.env("PATH", path).current_dir(folder.path());
        scan
    };
    let (seen, code) = on_a_terminal(scan());
    assert_eq!(code, 0);
    assert!(seen.contains("\r3 files, 1 s\u{1b}[K"), "{seen:?}");
    let (_, rest) = seen.rsplit_once("\r\u{1b}[K").unwrap();
    assert_eq!(
        rest.trim_end(),
        "\u{1b}[2m0 found in 3 files, 0 left out\u{1b}[0m"
    );
    let output = scan().output().unwrap();
    assert_eq!(output.stderr, b"");
}
