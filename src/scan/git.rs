//! Git, asked as a program, with nothing of the repository's own settings that could run another.

use super::Error;
use std::{
    ffi::OsString,
    path::Path,
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

/// The files below `root` that git tracks although its rules ignore them, relative to `root`.
pub(super) fn tracked_but_ignored(root: &Path) -> Result<Vec<String>, Error> {
    let Ok(full) = root.canonicalize() else {
        return Ok(Vec::new());
    };
    if root.is_file() || !full.ancestors().any(|above| above.join(".git").exists()) {
        return Ok(Vec::new());
    }
    let mut list = command(root);
    list.args([
        "ls-files",
        "-z",
        "--cached",
        "--ignored",
        "--exclude-standard",
    ]);
    let names = output(&mut list, "list its files")?;
    let names = names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty());
    Ok(names.map(lossy).collect())
}

pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn variable(name: &'static str) -> Option<(&'static str, OsString)> {
    std::env::var_os(name).map(|value| (name, value))
}
