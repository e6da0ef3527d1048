//! A file's bytes as text, or why it is none.

use super::finding::Reason;
use std::borrow::Cow;

/// The most bytes that are read of one file. Notebooks with pictures are above one MiB; what is
/// above this is data.
pub(super) const LIMIT: u64 = 8 << 20;

/// So many bytes tell whether a file is text, as git does it.
const HEAD: usize = 8 << 10;

/// Files of checksums, by name.
const LOCKS: &[&str] = &[
    "Cargo.lock",
    "Gemfile.lock",
    "Pipfile.lock",
    "bun.lock",
    "composer.lock",
    "flake.lock",
    "go.sum",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pdm.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "pubspec.lock",
    "uv.lock",
    "yarn.lock",
];

/// Whether a file of this path lists checksums.
pub(super) fn is_lock(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    LOCKS.contains(&name)
}

/// The text in `bytes`, in UTF-8 or something like it.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Reason> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(Cow::Owned(wide(rest, u16::from_le_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(Cow::Owned(wide(rest, u16::from_be_bytes)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if memchr::memchr(0, head).is_some() {
        return Err(Reason::Binary);
    }
    Ok(Cow::Borrowed(bytes))
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0,
    });
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    chars.collect::<String>().into_bytes()
}
