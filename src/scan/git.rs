//! Git, asked as a program, with nothing of the repository's own settings that could run another.

use super::Error;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Settings of a repository that name programs, or places to fetch from.
const SETTINGS: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
];

/// Variables of the user: where programs are, and which repositories are trusted.
const VARIABLES: &[&str] = &[
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "USERPROFILE",
    "SYSTEMROOT",
];

/// `git` at `root`, ready for its arguments.
pub(super) fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .env_clear()
        .envs(VARIABLES.iter().filter_map(|name| variable(name)))
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // A partial clone would fetch what it lacks.
        .env("GIT_NO_LAZY_FETCH", "1")
        // Git before 2.45 does not know the line above, and a repository's `protocol.ext.allow` would
        // outdo `protocol.allow`.
        .env("GIT_ALLOW_PROTOCOL", "")
        // Grafts hide what came before.
        .env("GIT_GRAFT_FILE", "/dev/null")
        .env("LC_ALL", "C")
        .arg("--no-pager")
        .arg("--no-replace-objects")
        .arg("--literal-pathspecs");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
        .arg("-C")
        .arg(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The index that a hook is called for, which is not always the one in `.git`.
pub(super) fn with_index(command: &mut Command) {
    if let Some((name, file)) = variable("GIT_INDEX_FILE")
        && let Ok(path) = std::path::absolute(file)
    {
        command.env(name, path);
    }
}

/// What git prints for these arguments; `what` says what that is.
pub(super) fn output(command: &mut Command, what: &'static str) -> Result<Vec<u8>, Error> {
    let output = command.output().map_err(|_| Error::GitMissing)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Error::Git { what })
    }
}

/// Whether `root` lies in a work tree.
pub(super) fn has_work_tree(root: &Path) -> bool {
    let full = root.canonicalize();
    full.is_ok_and(|full| full.ancestors().any(|above| above.join(".git").exists()))
}

/// The files below `root` that git tracks, relative to `root`.
pub(super) fn tracked(root: &Path) -> Result<Vec<PathBuf>, Error> {
    if root.is_file() || !has_work_tree(root) {
        return Ok(Vec::new());
    }
    let mut list = command(root);
    list.args(["ls-files", "-z", "--cached"]);
    let names = output(&mut list, "list its files")?;
    let names = names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty());
    Ok(names.map(path).collect())
}

pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(lossy(bytes))
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn variable(name: &'static str) -> Option<(&'static str, OsString)> {
    std::env::var_os(name).map(|value| (name, value))
}
