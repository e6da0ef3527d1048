//! Git: what is staged, what was once committed, and repositories that mean harm.

use super::{folder, keys, places, write};
use keyleash::scan::{Error, Findings, Reason, Scan};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// Whether git did it.
fn can(folder: &Path, arguments: &[&str]) -> bool {
    let output = asked(folder, arguments).output();
    output.expect("this test needs git").status.success()
}

fn asked(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@y.invalid"])
        .args(arguments)
        .stderr(Stdio::null());
    command
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = asked(folder, arguments)
        .output()
        .expect("this test needs git");
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn repository() -> TempDir {
    let folder = folder(&[("README.md", "A bot.\n")]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "first"]);
    folder
}

fn line(seed: u64) -> String {
    format!("BYBIT_API_SECRET={}\n", keys::of("bybit", seed).secret)
}

fn staged(folder: &TempDir) -> Findings {
    Scan::new(folder.path()).staged().run().unwrap()
}

fn history(folder: &TempDir) -> Findings {
    Scan::new(folder.path()).history().run().unwrap()
}

#[test]
fn the_staged_text_counts_and_not_the_one_in_the_work_tree() {
    let folder = repository();
    write(folder.path(), "staged name é.env", line(1).as_bytes());
    git(folder.path(), &["add", "-A"]);
    write(folder.path(), "staged name é.env", b"NOTHING=1\n");
    write(folder.path(), "loose.env", line(2).as_bytes());
    assert_eq!(
        places(&staged(&folder)),
        ["staged name é.env:1:18 bybit secret"]
    );
    git(folder.path(), &["commit", "-qm", "second"]);
    assert!(staged(&folder).is_clean());
    git(
        folder.path(),
        &["rm", "-q", "--cached", "staged name é.env"],
    );
    assert!(staged(&folder).is_clean());
}

/// A script that git can run.
#[cfg(unix)]
fn write_script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}")).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(path, mode).unwrap();
}

/// The program as a hook, called by git itself. For `git commit -- PATH` and `git commit -a`
/// git makes an index of their own, which the program has to look at.
#[cfg(all(unix, feature = "cli"))]
#[test]
fn a_hook_refuses_what_a_commit_would_hold_and_nothing_else() {
    let folder = repository();
    let path = folder.path();
    let hook = path.join(".git/hooks/pre-commit");
    let quoted = env!("CARGO_BIN_EXE_keyleash").replace('\'', r"'\''");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    write_script(&hook, &format!("exec '{quoted}' scan --staged\n"));
    // Whatever the user's own settings say.
    let hooks = hook.parent().unwrap().to_str().unwrap();
    git(path, &["config", "core.hooksPath", hooks]);
    let commits = || git(path, &["rev-list", "--count", "HEAD"]);

    write(path, "bot.env", line(33).as_bytes());
    git(path, &["add", "bot.env"]);
    assert!(!can(path, &["commit", "-qm", "a secret is staged"]));
    write(path, "README.md", b"A better bot.\n");
    let only = ["commit", "-qm", "only what is clean", "--", "README.md"];
    assert!(
        can(path, &only),
        "a secret that stays staged is no part of this commit"
    );
    assert_eq!(commits(), "2");
    let only = ["commit", "-qm", "only the secret", "--", "bot.env"];
    assert!(!can(path, &only));
    git(path, &["rm", "-q", "--cached", "bot.env"]);
    write(path, "README.md", line(34).as_bytes());
    assert!(
        can(path, &["diff", "--cached", "--quiet"]),
        "nothing is staged"
    );
    assert!(!can(
        path,
        &["commit", "-qam", "a secret in what is tracked"]
    ));
    write(path, "README.md", b"The best bot.\n");
    assert!(can(path, &["commit", "-qam", "clean again"]));
    assert_eq!(commits(), "3");
}

#[test]
fn the_first_commit_is_scanned_too() {
    let folder = folder(&[("a.env", &line(3))]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    assert_eq!(places(&staged(&folder)), ["a.env:1:18 bybit secret"]);
}

#[test]
fn a_secret_that_was_deleted_is_found_in_the_commit_that_brought_it() {
    let folder = repository();
    let path = folder.path();
    write(path, "old/bot.env", line(4).as_bytes());
    git(path, &["add", "-A"]);
    git(path, &["commit", "-qm", "second"]);
    let commit = git(path, &["rev-parse", "HEAD"]);
    git(path, &["mv", "old/bot.env", "bot.env"]);
    git(path, &["commit", "-qm", "third"]);
    git(path, &["rm", "-q", "bot.env"]);
    git(path, &["commit", "-qm", "fourth"]);
    assert!(Scan::new(path).run().unwrap().is_clean());
    let findings = history(&folder);
    assert_eq!(findings.len(), 1, "{findings}");
    let finding = findings.iter().next().unwrap();
    assert_eq!(finding.commit(), Some(commit.as_str()));
    assert!(finding.path().ends_with("bot.env"));
}

#[test]
fn other_branches_stashes_reflogs_and_messages_are_history() {
    let folder = repository();
    let path = folder.path();
    let commit = |name: &str, seed: u64| {
        write(path, name, line(seed).as_bytes());
        git(path, &["add", "-A"]);
        git(path, &["commit", "-qm", "more"]);
    };
    git(path, &["checkout", "-qb", "side"]);
    commit("side.env", 5);
    git(path, &["checkout", "-q", "-"]);
    commit("amended.env", 6);
    git(path, &["reset", "-q", "--hard", "HEAD~1"]);
    write(path, "README.md", line(7).as_bytes());
    git(path, &["stash", "-q"]);
    git(
        path,
        &[
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            &format!("the bot\n\n{}", line(8)),
        ],
    );
    let findings = history(&folder);
    let mut paths: Vec<_> = findings
        .iter()
        .map(|finding| finding.path().to_owned())
        .collect();
    let commit = git(path, &["rev-parse", "--short=12", "HEAD"]);
    paths.sort();
    let message = format!("(commit {commit})");
    assert_eq!(paths, [&message, "README.md", "amended.env", "side.env"]);
}

#[test]
fn what_is_tracked_is_read_though_it_is_ignored() {
    let folder = repository();
    write(folder.path(), "bot.env", line(9).as_bytes());
    write(folder.path(), "sub/bot.env", line(9).as_bytes());
    git(folder.path(), &["add", "-A"]);
    write(folder.path(), ".gitignore", b"*.env\n");
    assert_eq!(Scan::new(folder.path()).run().unwrap().len(), 2);
    let below = Scan::new(folder.path().join("sub")).run().unwrap();
    assert_eq!(places(&below), ["bot.env:1:18 bybit secret"]);
}

#[test]
fn a_shallow_clone_is_not_the_whole_history() {
    let folder = repository();
    write(folder.path(), "a", b"more\n");
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "second"]);
    let clones = TempDir::new().unwrap();
    let from = format!("file://{}", folder.path().display());
    git(
        clones.path(),
        &["clone", "-q", "--depth=1", &from, "shallow"],
    );
    let findings = Scan::new(clones.path().join("shallow"))
        .history()
        .run()
        .unwrap();
    assert!(!findings.is_complete() && !findings.is_clean());
    assert_eq!(findings.left_out()[0].reason(), Reason::Shallow);
    let log: serde_json::Value = serde_json::from_str(&findings.to_sarif()).unwrap();
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(told[0]["locations"], serde_json::json!([]), "{told}");
}

#[test]
fn without_a_repository_there_is_an_error() {
    let folder = folder(&[("a.env", &line(10))]);
    for scan in [
        Scan::new(folder.path()).staged(),
        Scan::new(folder.path()).history(),
    ] {
        let error = scan.check().unwrap_err();
        assert!(matches!(error, Error::Git { .. }), "{error}");
    }
}

/// Settings that name programs, filters of attributes, hooks: none is run.
#[cfg(unix)]
#[test]
fn a_repository_runs_nothing() {
    let folder = repository();
    let path = folder.path();
    let mark = path.join("ran");
    let script = path.join("harm.sh");
    write_script(
        &script,
        &format!("echo x >> '{}'\nexit 0\n", mark.display()),
    );
    write(path, ".gitattributes", b"*.env diff=harm filter=harm\n");
    write(path, "bot.env", line(11).as_bytes());
    git(path, &["add", "-A"]);
    git(path, &["commit", "-qm", "second"]);
    write(path, "bot.env", line(12).as_bytes());
    git(path, &["add", "-A"]);
    let script = script.to_str().unwrap();
    for setting in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "diff.external",
        "diff.harm.command",
        "diff.harm.textconv",
        "filter.harm.clean",
        "filter.harm.smudge",
        "filter.harm.process",
        "gpg.program",
        "pager.log",
        "pager.diff",
    ] {
        git(path, &["config", setting, script]);
    }
    git(path, &["config", "log.showSignature", "true"]);
    for hook in [
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
    ] {
        fs::copy(script, path.join(".git/hooks").join(hook)).unwrap();
    }
    assert_eq!(Scan::new(path).run().unwrap().len(), 1);
    assert_eq!(Scan::new(path).staged().run().unwrap().len(), 1);
    assert_eq!(Scan::new(path).history().run().unwrap().len(), 1);
    assert!(!mark.exists(), "a program of the repository was run");
    // The trap works: git itself falls into it.
    let status = Command::new("git")
        .arg("-C")
        .arg(path)
        .args(["diff", "HEAD"])
        .output();
    assert!(status.is_ok() && mark.exists());
}

#[cfg(unix)]
#[test]
fn of_what_is_tracked_only_plain_files_are_read() {
    let folder = repository();
    let path = folder.path();
    let outside = TempDir::new().unwrap();
    write(outside.path(), "other.env", line(13).as_bytes());
    std::os::unix::fs::symlink(outside.path().join("other.env"), path.join("link.env")).unwrap();
    write(path, "gone.env", b"A=1\n");
    write(path, "pipe.env", b"A=1\n");
    git(path, &["add", "-A"]);
    write(path, ".gitignore", b"*.env\n");
    fs::remove_file(path.join("gone.env")).unwrap();
    fs::remove_file(path.join("pipe.env")).unwrap();
    let made = Command::new("mkfifo").arg(path.join("pipe.env")).status();
    assert!(made.unwrap().success());
    let findings = Scan::new(path).run().unwrap();
    assert!(findings.is_clean(), "{findings}");
}

/// Git passes over a `.gitignore` that is a link. Who follows it can be led into a device.
#[cfg(unix)]
#[test]
fn rules_behind_a_link_hide_nothing_and_are_not_followed() {
    let folder = repository();
    let path = folder.path();
    write(path, "rules", b"*.env\n");
    write(path, "sub/bot.env", line(14).as_bytes());
    std::os::unix::fs::symlink("../rules", path.join("sub/.gitignore")).unwrap();
    git(path, &["add", "-A"]);
    let findings = Scan::new(path).run().unwrap();
    assert_eq!(places(&findings), ["sub/bot.env:1:18 bybit secret"]);
    assert!(!findings.is_complete());
    assert_eq!(findings.left_out()[0].path(), "sub/.gitignore");
    fs::remove_file(path.join("sub/.gitignore")).unwrap();
    std::os::unix::fs::symlink("rules", path.join(".gitignore")).unwrap();
    assert_eq!(Scan::new(path).run().unwrap().len(), 1);
}

#[test]
fn what_is_tracked_is_read_in_a_folder_of_a_cache_too() {
    let folder = repository();
    write(folder.path(), "cache/CACHEDIR.TAG", b"");
    write(folder.path(), "cache/bot.env", line(15).as_bytes());
    git(folder.path(), &["add", "-A"]);
    assert_eq!(Scan::new(folder.path()).run().unwrap().len(), 1);
}

#[test]
fn all_that_is_staged_counts_from_a_folder_below_too() {
    let folder = repository();
    write(folder.path(), "bot.env", line(16).as_bytes());
    write(folder.path(), "sub/a", b"");
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["config", "diff.relative", "true"]);
    let below = Scan::new(folder.path().join("sub")).staged().run().unwrap();
    assert_eq!(places(&below), ["bot.env:1:18 bybit secret"]);
    // One file of the list's repository does not show that the list is too long.
    write(
        folder.path(),
        ".keyleash-allow",
        b"0123456789abcdef01234567 of the mock\n",
    );
    assert!(staged(&folder).stale().is_empty());
    assert_eq!(Scan::new(folder.path()).run().unwrap().stale().len(), 1);
}

#[test]
fn a_graft_hides_no_history() {
    let folder = repository();
    let path = folder.path();
    write(path, "bot.env", line(17).as_bytes());
    git(path, &["add", "-A"]);
    git(path, &["commit", "-qm", "second"]);
    git(path, &["rm", "-q", "bot.env"]);
    git(path, &["commit", "-qm", "third"]);
    let commit = git(path, &["rev-parse", "HEAD"]);
    git(path, &["reflog", "expire", "--expire=all", "--all"]);
    write(path, ".git/info/grafts", commit.as_bytes());
    assert_eq!(history(&folder).len(), 1);
}

#[test]
fn reports_of_one_history_are_equal() {
    let folder = repository();
    for seed in 20..32 {
        write(folder.path(), "bot.env", line(seed).as_bytes());
        git(folder.path(), &["add", "-A"]);
        git(folder.path(), &["commit", "-qm", "more"]);
    }
    let first = history(&folder).to_sarif();
    for _ in 0..8 {
        assert_eq!(history(&folder).to_sarif(), first);
    }
}
