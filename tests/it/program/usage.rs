//! Command lines that are no command, and what is asked about the program itself.

use super::{program, ran, snapshot};
use crate::scan::keys;
use std::{fmt::Write as _, io::Write as _, process::Stdio};

const COMMANDS: &[&str] = &[
    "check",
    "scan",
    "explain",
    "venues",
    "policy",
    "incident",
    "completions",
];

/// The help of every command is a page of a manual, and fits a terminal.
#[test]
fn help() {
    let mut pages = String::new();
    let mut calls = vec![vec!["--help"], vec!["-h"]];
    for command in COMMANDS {
        calls.extend([vec![*command, "--help"], vec![*command, "-h"]]);
    }
    for call in calls {
        let help = ran(&call);
        assert_eq!((help.code, help.error.as_str()), (0, ""), "{call:?}");
        for line in help.out.lines() {
            assert!(line.chars().count() <= 80, "{call:?}: {line}");
        }
        if call.last() == Some(&"--help") {
            assert!(help.out.contains("Examples:"), "{call:?}");
            writeln!(pages, "$ keyleash {}\n{}", call.join(" "), help.out).unwrap();
        } else {
            assert!(help.out.contains("see more with '--help'"), "{call:?}");
        }
    }
    snapshot("help", &pages);
    let all: Vec<_> = ran(&["--help"]).out.lines().map(str::to_owned).collect();
    for command in COMMANDS {
        assert!(
            all.iter()
                .any(|line| line.trim_start().starts_with(command)),
            "{command}"
        );
    }
    let long = ran(&["scan", "--help"]).out;
    assert_eq!(ran(&["help", "scan"]).out, long);
}

#[test]
fn the_program_tells_its_version_and_what_it_needs() {
    let version = ran(&["--version"]);
    let expected = format!("keyleash {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((version.code, version.out), (0, expected));
    let nothing = ran(&[]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
    assert!(nothing.error.contains("Usage: keyleash"));
}

#[test]
fn mistakes() {
    let mut told = String::new();
    for call in [
        &["sacn"] as &[_],
        &["help", "sacn"],
        &["scan", "--formt", "json"],
        &["scan", "--format", "xml"],
        &["scan", "--format"],
        &["scan", "--staged", "--history"],
        &["scan", "--staged=yes"],
        &["--color", "blue", "scan"],
        &["explain", "KL-OPEN-TO-AL"],
        &["explain", "stoped"],
        &["explain", "nothing"],
        &["explain", "KL-WITHDRAW", "--venue", "krakn"],
        &["explain", "KL-WITHDRAW", "KL-ADMIN"],
        &["venues", "bitmex"],
        &["venues", "binanc"],
        &["policy"],
        &["check", "--within", "0"],
        &["check", "--watch", "soon"],
        &["check", "--json", "--verbose"],
        &["check", "one.toml", "two.toml"],
        &["policy", "--needs", "read,spott"],
        &["policy", "bot.toml", "--needs", "read"],
        &["policy", "--needs", "read,withdraw"],
        &["incident"],
        &["incident", "no-such-journal"],
        &["incident", "j", "--head", "12:ab"],
        &["completions"],
        &["completions", "cmd.exe"],
        &["completions", "bash", "zsh"],
    ] {
        let ran = ran(call);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{call:?}");
        write!(told, "$ keyleash {}\n{}", call.join(" "), ran.error).unwrap();
    }
    snapshot("mistakes", &told);
}

/// A secret in the place of anything, whole or stuck to something, and as bytes that are no text.
#[test]
fn a_secret_that_was_pasted_by_mistake_is_not_repeated() {
    for (seed, venue) in ["binance", "okx", "kraken", "htx"].into_iter().enumerate() {
        let drawn = keys::of(venue, seed as u64 + 70);
        let secret = drawn.secret.as_str();
        let stuck = [
            secret.to_owned(),
            format!("--{secret}"),
            format!("-{secret}"),
            format!("--format={secret}"),
            format!("--color={secret}"),
            format!("--staged={secret}"),
            format!("\u{1b}[31m{secret}"),
        ];
        for word in stuck.each_ref().map(String::as_str) {
            for call in [
                vec![word],
                vec!["help", word],
                vec!["scan", word],
                vec!["scan", "--format", word],
                vec!["scan", "--format", "json", "--color", word],
                vec!["explain", word],
                vec!["explain", "KL-ADMIN", word],
                vec!["explain", "--venue", word],
                vec!["venues", word],
                vec!["check", word],
                vec!["check", "--within", word],
                vec!["check", "--watch", word],
                vec!["check", "nothing", word],
                vec!["policy", word],
                vec!["policy", word, word],
                vec!["policy", "--needs", word],
                vec!["policy", "--needs", "read", "--json", word],
                vec!["incident", word],
                vec!["incident", "nothing", "--venue", word],
                vec!["incident", "nothing", "--key", word],
                vec!["incident", "nothing", "--head", word],
                vec!["incident", "nothing", "--report", word],
                vec!["completions", word],
                vec!["completions", "bash", word],
                vec!["--color", word, "scan"],
                vec![word, "scan"],
            ] {
                let shown = ran(&call).shown();
                // It may begin as `-h` does.
                let helps = shown.contains("Usage: ") && !shown.contains("keyleash: ");
                // It may be taken for the name of a configuration, too.
                let fails = ["=> 2\n", "=> 78\n"];
                let fails = fails.iter().any(|code| shown.starts_with(code));
                assert!(fails || helps, "{shown}");
                for window in secret.as_bytes().windows(8) {
                    let window = str::from_utf8(window).unwrap();
                    assert!(!shown.contains(window), "{shown}");
                }
                assert!(!shown.contains('\u{1b}'), "{shown:?}");
            }
        }
    }
    let broken: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"aB3dE6gH9\xff");
    for call in [&[] as &[&str], &["scan", "--format"], &["completions"]] {
        let output = program(call).arg(broken).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let shown = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!shown.contains("aB3dE6"), "{shown}");
    }
}

#[test]
fn completions_are_scripts_with_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = ran(&["completions", shell]);
        assert_eq!((script.code, script.error.as_str()), (0, ""));
        for command in COMMANDS {
            assert!(script.out.contains(command), "{shell} {command}");
        }
    }
    let bash = ran(&["completions", "bash"]).out;
    assert!(parses(&bash), "bash cannot read its completions");
    assert!(!parses(&bash.replace("esac", "")), "the check sees nothing");
}

/// Whether bash takes a script in.
fn parses(script: &str) -> bool {
    let mut bash = std::process::Command::new("bash");
    let bash = bash.arg("-n").stdin(Stdio::piped()).stderr(Stdio::null());
    let mut bash = bash.spawn().unwrap();
    bash.stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    bash.wait().unwrap().success()
}
