//! What is allowed: a list with reasons beside the code, a comment with a reason in it, and the
//! keys that the exchanges and this crate have published.

use super::{Error, finding::Finding};
use core::ops::Range;
use std::{
    collections::HashSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The name of the list, at the root of a scan or above it, up to the top of the work tree.
pub(super) const NAME: &str = ".keyleash-allow";

/// The word of the comment.
const MARK: &[u8] = b"keyleash:allow";

/// Hashes of published keys; a test writes and checks it.
static PUBLISHED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("published.txt").lines();
    lines
        .filter_map(|line| line.split_whitespace().next())
        .collect()
});

/// Whether everyone knows this text.
pub(super) fn is_published(finding: &Finding) -> bool {
    PUBLISHED.contains(finding.content.as_str())
}

/// What a comment on the finding's line, or the one above, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comment {
    None,
    Allowed,
    WithoutReason,
}

/// Looks for the comment on the line of `at` and the one above it.
pub(super) fn comment(bytes: &[u8], at: usize) -> Comment {
    let slice = |range: Range<usize>| bytes.get(range).unwrap_or_default();
    let above = memchr::memrchr_iter(b'\n', slice(0..at)).nth(1);
    let rest = slice(at..bytes.len());
    let end = at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let from = above
        .map_or(0, |above| above + 1)
        .max(at.saturating_sub(1000));
    let lines = slice(from..end.min(at + 1000));
    let Some(mark) = memchr::memmem::find(lines, MARK) else {
        return Comment::None;
    };
    let after = lines.get(mark + MARK.len()..).unwrap_or_default();
    let reason = after
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let letters = reason
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    if letters >= 3 {
        Comment::Allowed
    } else {
        Comment::WithoutReason
    }
}

/// The list of a repository.
#[derive(Debug, Default)]
pub(super) struct AllowList {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    fingerprint: String,
    used: bool,
}

impl AllowList {
    /// Reads the list that is nearest to `root`, if there is one.
    pub(super) fn near(root: &Path) -> Result<Self, Error> {
        let Ok(root) = root.canonicalize() else {
            return Ok(Self::default());
        };
        for folder in root.ancestors() {
            let path = folder.join(NAME);
            match fs::read(&path) {
                Ok(bytes) => return Self::parse(&path, &bytes),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) if error.kind() == ErrorKind::NotADirectory => {}
                Err(_) => {
                    return Err(Error::AllowList {
                        path,
                        line: 0,
                        found: "it cannot be read",
                    });
                }
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let wrong = |line, found| Error::AllowList {
            path: PathBuf::from(path),
            line,
            found,
        };
        let text = core::str::from_utf8(bytes).map_err(|_| wrong(0, "it is no text in UTF-8"))?;
        let mut entries = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (fingerprint, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            if fingerprint.len() != 24 || !fingerprint.bytes().all(is_hex) {
                return Err(wrong(
                    at + 1,
                    "no fingerprint of 24 hex digits at its start",
                ));
            }
            if reason.chars().filter(|c| c.is_alphabetic()).count() < 3 {
                return Err(wrong(at + 1, "no reason behind the fingerprint"));
            }
            entries.push(Entry {
                fingerprint: fingerprint.to_owned(),
                used: false,
            });
        }
        Ok(Self { entries })
    }

    /// Whether `finding` is on the list.
    pub(super) fn allows(&mut self, finding: &Finding) -> bool {
        let mut allowed = false;
        for entry in &mut self.entries {
            if entry.fingerprint == finding.fingerprint {
                entry.used = true;
                allowed = true;
            }
        }
        allowed
    }

    /// The entries that allowed nothing.
    pub(super) fn stale(self) -> Vec<String> {
        let unused = self.entries.into_iter().filter(|entry| !entry.used);
        unused.map(|entry| entry.fingerprint).collect()
    }
}
