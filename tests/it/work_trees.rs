//! Private files in git work trees, by the real `git`.

use crate::{
    private_files::remedy,
    sources::{GOOD, file, from_environment, load, mode, refused},
    tools,
};
use keyleash::SourceError;
use std::{
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

fn git(directory: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .arg("-C")
        .arg(directory)
        .args(["-c", "user.name=x", "-c", "user.email=x@y.invalid"])
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("this test needs git");
    assert!(status.success(), "git {arguments:?}");
}

#[test]
fn a_work_tree_has_to_ignore_the_file() {
    let directory = TempDir::new().unwrap();
    git(directory.path(), &["init", "-q"]);
    let path = file(&directory, GOOD);
    assert!(refused(&path).contains("inside a git work tree that does not ignore it"));
    // Below the top, too.
    let below = directory.path().join("a/b");
    fs::create_dir_all(&below).unwrap();
    let deep = below.join("key");
    fs::write(&deep, GOOD).unwrap();
    mode(&deep, 0o600);
    assert!(refused(&deep).contains("does not ignore it"));
    git(directory.path(), &["add", "key"]);
    git(directory.path(), &["commit", "-q", "-m", "x"]);
    fs::write(directory.path().join(".gitignore"), "key\n").unwrap();
    let error = refused(&path);
    assert!(
        error.contains("tracked by git") && error.contains(" rm --cached "),
        "{error}"
    );
    load("okx", &deep).unwrap();
    git(directory.path(), &["rm", "-q", "--cached", "key"]);
    load("okx", &path).unwrap();
}

#[test]
fn nothing_answers_for_git() {
    let (tree, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    git(tree.path(), &["init", "-q"]);
    git(other.path(), &["init", "-q"]);
    fs::write(other.path().join(".git/info/exclude"), "*\n").unwrap();
    let path = file(&tree, GOOD);
    let ran = tree.path().join("ran");
    let command = format!("touch {}", ran.display());
    git(tree.path(), &["config", "core.fsmonitor", &command]);
    let load = |variables: &[(&str, &Path)]| {
        let path_variable = path_variable();
        let mut all = vec![
            ("PATH", path_variable.as_bytes()),
            ("KEYLEASH_TEST_FILE", path.as_os_str().as_bytes()),
        ];
        all.extend(
            variables
                .iter()
                .map(|(name, path)| (*name, path.as_os_str().as_bytes())),
        );
        from_environment("okx/production", &all)
    };
    let git_dir = other.path().join(".git");
    for variables in [
        &[][..],
        &[("GIT_DIR", git_dir.as_path())],
        &[
            ("GIT_DIR", git_dir.as_path()),
            ("GIT_WORK_TREE", tree.path()),
        ],
        &[("GIT_INDEX_FILE", Path::new("/nowhere"))],
    ] {
        let outcome = load(variables);
        assert!(
            outcome.contains("does not ignore it"),
            "{variables:?}: {outcome}"
        );
    }
    git(tree.path(), &["-c", "core.fsmonitor=false", "add", "key"]);
    let outcome = load(&[("GIT_INDEX_FILE", Path::new("/nowhere"))]);
    assert!(outcome.contains("tracked by git"), "{outcome}");
    assert!(!ran.exists(), "a setting of the repository was run");
}

#[test]
fn a_link_above_the_file_does_not_lead_past_git() {
    let (tree, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    git(tree.path(), &["init", "-q"]);
    let path = file(&tree, GOOD);
    let link = outside.path().join("into");
    symlink(tree.path(), &link).unwrap();
    assert!(refused(&link.join("key")).contains("does not ignore it"));
    // And the other way round: a link in the tree to a file outside is outside.
    let link = tree.path().join("out");
    symlink(outside.path(), &link).unwrap();
    fs::rename(&path, outside.path().join("key")).unwrap();
    load("okx", &link.join("key")).unwrap();
}

/// What loading a file gives where programs are found by this.
fn outcome(path: &Path, path_variable: &str) -> String {
    let variables = [
        ("PATH", path_variable.as_bytes()),
        ("KEYLEASH_TEST_FILE", path.as_os_str().as_bytes()),
    ];
    from_environment("okx/production", &variables)
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn path_variable() -> String {
    std::env::var_os("PATH").unwrap().into_string().unwrap()
}

fn key_in(directory: &Path, name: &str) -> PathBuf {
    let path = directory.join(name);
    fs::write(&path, GOOD).unwrap();
    mode(&path, 0o600);
    path
}

#[test]
fn the_remedies_mend() {
    let directory = TempDir::new().unwrap();
    git(directory.path(), &["init", "-q"]);
    let below = directory.path().join("it's below");
    fs::create_dir(&below).unwrap();
    let path = key_in(&below, "a key");
    let error = refused(&path);
    let (_, ignoring) = error.split_once(", or run ").unwrap();
    remedy(&format!("run {ignoring}"));
    load("okx", &path).unwrap();
    // A name that is a pattern is no name of another file's.
    let other = key_in(&below, "*");
    assert!(refused(&other).contains("does not ignore it"));
    fs::remove_file(&other).unwrap();
    git(directory.path(), &["add", "-f", "."]);
    let error = refused(&path);
    assert!(error.contains("tracked by git"), "{error}");
    remedy(&error);
    load("okx", &path).unwrap();
}

#[test]
fn work_trees_with_a_file_for_git_count() {
    let directory = TempDir::new().unwrap();
    let (main, other) = (directory.path().join("main"), directory.path().join("sub"));
    for tree in [&main, &other] {
        fs::create_dir(tree).unwrap();
        git(tree, &["init", "-q"]);
        git(tree, &["commit", "-q", "--allow-empty", "-m", "x"]);
    }
    git(&main, &["worktree", "add", "-q", "../linked"]);
    let other = other.to_str().unwrap();
    let add = ["-c", "protocol.file.allow=always", "submodule", "add", "-q"];
    git(&main, &[&add[..], &[other, "module"]].concat());
    for tree in [directory.path().join("linked"), main.join("module")] {
        assert!(tree.join(".git").is_file());
        let path = key_in(&tree, "key");
        let error = refused(&path);
        let (_, ignoring) = error.split_once(", or run ").expect(&error);
        remedy(&format!("run {ignoring}"));
        load("okx", &path).unwrap();
        git(&tree, &["add", "-f", "key"]);
        assert!(refused(&path).contains("tracked by git"));
        // The repository is gone: nobody can say.
        fs::write(tree.join(".git"), "gitdir: /nowhere\n").unwrap();
        let error = load("okx", &path).unwrap_err();
        assert!(
            matches!(error, SourceError::Failed { .. })
                && error.to_string().contains("git does not say"),
            "{error}"
        );
    }
}

#[test]
fn git_has_to_be_there_and_to_answer() {
    let (tree, programs) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = file(&tree, GOOD);
    // Where no work tree is, nobody is asked.
    assert!(outcome(&path, "/nowhere").starts_with("loaded"));
    git(tree.path(), &["init", "-q"]);
    let said = outcome(&path, "/nowhere");
    assert!(
        said.contains("there is no `git` to say") && said.contains("or install git"),
        "{said}"
    );
    let slow = programs.path().join("git");
    let pid = programs.path().join("pid");
    let text = format!("#!/bin/sh\necho $$ > '{}'\nsleep 60\n", pid.display());
    fs::write(&slow, text).unwrap();
    mode(&slow, 0o700);
    let begun = Instant::now();
    let said = outcome(
        &path,
        &format!("{}:{}", programs.path().display(), path_variable()),
    );
    assert!(said.contains("within 10 seconds"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(15));
    if cfg!(target_os = "linux") {
        let pid = fs::read_to_string(pid).unwrap();
        assert!(!Path::new("/proc").join(pid.trim()).exists());
    }
}

/// A clone that has all but one file promised by its origin, whose settings say how to fetch it.
#[test]
fn nothing_is_fetched() {
    let directory = TempDir::new().unwrap();
    let (origin, tree) = (
        directory.path().join("origin"),
        directory.path().join("tree"),
    );
    fs::create_dir(&origin).unwrap();
    git(&origin, &["init", "-q"]);
    fs::write(origin.join(".gitignore"), "key\n").unwrap();
    fs::create_dir(origin.join("below")).unwrap();
    fs::write(origin.join("below/file"), "").unwrap();
    git(&origin, &["add", "."]);
    git(&origin, &["commit", "-q", "-m", "x"]);
    let [from, to] = [&origin, &tree].map(|path| path.to_str().unwrap());
    git(
        directory.path(),
        &["clone", "-q", "--no-hardlinks", from, to],
    );
    let ran = directory.path().join("ran");
    let command = format!("touch {}; git-upload-pack", ran.display());
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.uploadpack", command.as_str()),
        ("protocol.file.allow", "always"),
    ] {
        git(&tree, &["config", name, value]);
    }
    // Git looks for the rules in its index now, and there they are missing, as is a directory.
    git(
        &tree,
        &["sparse-checkout", "set", "--cone", "--sparse-index"],
    );
    git(&tree, &["update-index", "--skip-worktree", ".gitignore"]);
    fs::remove_file(tree.join(".gitignore")).unwrap();
    fs::remove_dir_all(tree.join(".git/objects")).unwrap();
    fs::create_dir_all(tree.join(".git/objects/pack")).unwrap();
    let path = key_in(&tree, "key");
    assert!(load("okx", &path).is_err());
    assert!(!ran.exists(), "a setting of the repository was run");
}

#[test]
fn a_tree_around_the_nearest_one_may_track_it() {
    let directory = TempDir::new().unwrap();
    git(directory.path(), &["init", "-q"]);
    let inner = directory.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let path = key_in(&inner, "key");
    git(directory.path(), &["add", "."]);
    git(&inner, &["init", "-q"]);
    fs::write(inner.join(".git/info/exclude"), "key\n").unwrap();
    let error = refused(&path);
    assert!(error.contains("tracked by git"), "{error}");
    remedy(&error);
    load("okx", &path).unwrap();
}

#[test]
fn a_bot_that_ignores_its_children_is_told_so() {
    let ignoring = || {
        let mut env = Command::new("env");
        env.arg("--ignore-signal=CHLD");
        env
    };
    let there = ignoring().arg("true").status();
    if !tools::has_else(there.is_ok_and(|status| status.success()), "GNU env") {
        return;
    }
    let directory = TempDir::new().unwrap();
    git(directory.path(), &["init", "-q"]);
    let path = file(&directory, GOOD);
    let output = ignoring()
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "sources::child", "--nocapture"])
        .env("KEYLEASH_TEST_CHILD", "okx/production")
        .env("KEYLEASH_TEST_FILE", &path)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("or see that the bot neither ignores SIGCHLD"),
        "{text}"
    );
}

#[test]
fn the_remedies_concern_no_other_file() {
    let directory = TempDir::new().unwrap();
    git(directory.path(), &["init", "-q"]);
    for name in ["[k]ey*", r"\ckey \\", "key ", "it's"] {
        let (path, other) = (
            key_in(directory.path(), name),
            key_in(directory.path(), "key1"),
        );
        let error = refused(&path);
        let (_, ignoring) = error.split_once(", or run ").unwrap();
        remedy(&format!("run {ignoring}"));
        load("okx", &path).unwrap();
        assert!(refused(&other).contains("does not ignore it"), "{name}");
        git(directory.path(), &["add", "-f", "."]);
        remedy(&refused(&path));
        load("okx", &path).unwrap();
        assert!(refused(&other).contains("tracked by git"), "{name}");
        git(directory.path(), &["rm", "-q", "--cached", "key1"]);
        fs::remove_file(&path).unwrap();
    }
}
