//! The git work tree that a private file may lie in.
//!
//! What git tracks, or would with the next `git add`, is on its way to other people. Git itself is
//! asked, by its program: what is ignored has too many rules for a guess. It may neither hang the
//! bot nor run what the repository says.

use super::{File, Parents, SourceError, quoted};
use crate::source::process::{self, Trouble};
use std::{ffi::OsString, io::ErrorKind, path::Path, process::Command, time::Duration};

/// How long git may take for one answer.
const TIME: Duration = Duration::from_secs(10);
/// The most bytes of an answer: a path, each byte of it escaped.
const LIMIT: usize = 64 * 1024;

/// Refuses a file that git tracks, or would with the next `git add`.
pub(super) fn check(file: &File, parents: &Parents) -> Result<(), SourceError> {
    let path = parents.path.join(&parents.name);
    let tops = parents.path.ancestors().filter(|above| is_top(above));
    let trees = tops.map(|top| Tree {
        file,
        top,
        path: &path,
    });
    // One that was there before the nearest may track the file still.
    let trees: Vec<_> = trees.collect();
    trees.iter().try_for_each(Tree::check_tracked)?;
    trees.first().map_or(Ok(()), Tree::check_ignored)
}

/// A path as the one pattern that means it and no other.
fn literal(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for c in path.chars() {
        if matches!(c, '\\' | '*' | '?' | '[') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    // Git cuts off white space at the end.
    if pattern.ends_with([' ', '\t']) {
        let last = pattern.pop();
        pattern.push('\\');
        pattern.extend(last);
    }
    pattern
}

/// Whether a work tree begins here. In submodules and linked work trees `.git` is a file. One that
/// cannot be looked at counts: then git cannot either, and that is an error.
fn is_top(directory: &Path) -> bool {
    match directory.join(".git").symlink_metadata() {
        Ok(_) => true,
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

struct Tree<'a> {
    file: &'a File,
    top: &'a Path,
    path: &'a Path,
}

impl Tree<'_> {
    fn check_tracked(&self) -> Result<(), SourceError> {
        // The file is named as it is, whatever stands in its name.
        if !self.says(&["--literal-pathspecs", "ls-files", "--error-unmatch"])? {
            return Ok(());
        }
        Err(self.file.wrong(
            "tracked by git",
            format!(
                "run `git -C {} --literal-pathspecs rm --cached {}`, replace the key at the exchange, since history keeps it, and move the file out of the work tree",
                quoted(self.top),
                quoted(self.path)
            ),
        ))
    }

    fn check_ignored(&self) -> Result<(), SourceError> {
        // Without the index: of what is tracked, this would take the file's name for a pattern.
        if self.says(&["check-ignore", "-q", "--no-index"])? {
            return Ok(());
        }
        let inside = self.path.strip_prefix(self.top).unwrap_or(self.path);
        let pattern = literal(&format!("/{}", inside.display()));
        Err(self.file.wrong(
            "inside a git work tree that does not ignore it",
            format!(
                "move the file out of the work tree, or run `cd {} && printf '%s\\n' {} >> \"$(git rev-parse --git-path info/exclude)\"`",
                quoted(self.top),
                quoted(Path::new(&pattern))
            ),
        ))
    }

    /// Asks a question that git answers by its exit: 0 is yes, 1 is no.
    fn says(&self, question: &[&str]) -> Result<bool, SourceError> {
        let mut git = Command::new("git");
        // Neither variables nor a repository's own settings may answer for git.
        git.env_clear()
            .envs(path_variable())
            // In a partial clone it would fetch what it misses, by a program that the settings name.
            .env("GIT_ALLOW_PROTOCOL", "")
            .env("GIT_NO_LAZY_FETCH", "1")
            .args(["-c", "core.fsmonitor=false"])
            .args(["-c", "core.hooksPath=/dev/null"])
            .arg("-C")
            .arg(self.top)
            .args(question)
            .arg("--")
            .arg(self.path);
        let Err(trouble) = process::output(&mut git, LIMIT, TIME) else {
            return Ok(true);
        };
        let found = match trouble {
            Trouble::Ended(status) if status.code() == Some(1) => return Ok(false),
            Trouble::Ended(_) => "and git does not say whether it ignores it",
            Trouble::Slow => "and git did not answer within 10 seconds",
            Trouble::Missing | Trouble::Denied => {
                "and there is no `git` to say whether it is ignored"
            }
            _ => "and `git` cannot be run to see whether it is ignored",
        };
        let by_hand = match trouble {
            Trouble::Missing | Trouble::Denied => "install git".to_owned(),
            Trouble::Unknown => process::UNKNOWN.to_owned(),
            _ => format!(
                "look at what `git -C {} check-ignore -v --no-index {}` says to the user that runs the bot",
                quoted(self.top),
                quoted(self.path)
            ),
        };
        Err(self.file.failed(
            format!("it lies in a git work tree {found}"),
            format!("move the file out of the work tree, or {by_hand}"),
        ))
    }
}

/// `PATH`, by which `git` is found.
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn path_variable() -> Option<(&'static str, OsString)> {
    std::env::var_os("PATH").map(|path| ("PATH", path))
}
