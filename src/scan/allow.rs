//! What is allowed: a list with reasons beside the code, a comment with a reason in it, and the
//! keys that the exchanges and this crate have published.

use super::{Error, finding::Finding, git};
use core::ops::Range;
use std::{
    collections::HashSet,
    fs,
    io::{self, ErrorKind, Read as _},
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The name of the list, at the root of a scan or above it, up to the top of the work tree.
pub(super) const NAME: &str = ".keyleash-allow";

/// The word of the comment.
const MARK: &[u8] = b"keyleash:allow";

/// Ends of a comment, or of the text that it is in.
const ENDS: &[&[u8]] = &[b"*/", b"-->", b"\""];

/// How far from a finding the comment may stand.
const FAR: usize = 1000;

/// The list is written by hand.
const LIMIT: u64 = 1 << 20;

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
    let left = slice(at.saturating_sub(FAR)..at);
    let right = slice(at..(at + FAR).min(bytes.len()));
    let mut lines = left.rsplit(|byte| *byte == b'\n');
    let before = lines.next().unwrap_or_default();
    let above = lines.next().unwrap_or_default();
    let behind = right.split(|byte| *byte == b'\n').next();
    // What stands behind code is about that line alone.
    let above = reason(above).filter(|(code, _)| !code.iter().any(u8::is_ascii_alphanumeric));
    let found = [
        above,
        reason(before),
        behind.and_then(|behind| reason(behind)),
    ];
    let mut reasons = found.into_iter().flatten().map(|(_, reason)| reason);
    let letters = |reason: &[u8]| reason.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let Some(longest) = reasons.by_ref().map(letters).max() else {
        return Comment::None;
    };
    if longest >= 3 {
        Comment::Allowed
    } else {
        Comment::WithoutReason
    }
}

/// What stands before the mark on `line`, and its reason: up to the end of the comment, and not into
/// the code behind it.
fn reason(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let mark = memchr::memmem::find(line, MARK)?;
    let after = line.get(mark + MARK.len()..)?;
    let ends = ENDS
        .iter()
        .filter_map(|end| memchr::memmem::find(after, end));
    let end = ends.min().unwrap_or(after.len());
    Some((line.get(..mark)?, after.get(..end)?))
}

/// The list of a repository.
#[derive(Debug, Default)]
pub(super) struct AllowList {
    entries: Vec<Entry>,
    /// Whether the scan sees but a part of what the list is for.
    partial: bool,
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
        // Above a folder without git the list is of something else.
        let above = if git::has_work_tree(&root) {
            usize::MAX
        } else {
            1
        };
        for (depth, folder) in root.ancestors().take(above).enumerate() {
            let path = folder.join(NAME);
            match read(&path) {
                Ok(bytes) => {
                    let mut list = Self::parse(&path, &bytes)?;
                    list.partial = depth > 0;
                    return Ok(list);
                }
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
        Ok(Self {
            entries,
            partial: false,
        })
    }

    /// Says that the scan sees but a part of what the list is for.
    pub(super) const fn in_part(&mut self) {
        self.partial = true;
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
        let told = !self.partial;
        let unused = self.entries.into_iter().filter(|entry| told && !entry.used);
        unused.map(|entry| entry.fingerprint).collect()
    }
}

/// Reads a list, which is a plain file of a size that somebody writes.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    if file.take(LIMIT + 1).read_to_end(&mut bytes)? as u64 > LIMIT {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
