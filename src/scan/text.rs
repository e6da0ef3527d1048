//! A file's bytes as text, or why it is none.

use super::finding::Reason;
use std::borrow::Cow;

/// The most bytes that are read of one file. Notebooks with pictures are above one MiB; what is
/// above this is data.
pub(super) const LIMIT: u64 = 8 << 20;

/// So many bytes tell whether a file is text, as git does it.
pub(super) const HEAD: u64 = 8 << 10;

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

/// Ends of the names of files with code, where a value stands in quotes.
const CODE: &[&str] = &[
    "asm", "c", "cc", "cjs", "clj", "cpp", "cs", "cxx", "dart", "def", "erl", "ex", "exs", "go",
    "groovy", "h", "hh", "hpp", "hs", "ipynb", "java", "jl", "js", "json", "jsonl", "jsx", "kt",
    "kts", "lua", "m", "mjs", "ml", "mm", "php", "pl", "pm", "py", "r", "rb", "rs", "s", "sage",
    "scala", "sol", "svelte", "swift", "ts", "tsx", "v", "vue", "zig",
];

/// Ends of the names of files with settings, or names, where a value may stand without quotes.
const SETTINGS: &[&str] = &[
    "bash",
    "bat",
    "cfg",
    "cmd",
    "conf",
    "config",
    "dockerfile",
    "env",
    "envrc",
    "fish",
    "ini",
    "netrc",
    "plist",
    "properties",
    "ps1",
    "service",
    "sh",
    "tfvars",
    "toml",
    "yaml",
    "yml",
    "zsh",
];

/// What a value without quotes is, by the kind of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name of something.
    Code,
    /// A value.
    Settings,
    /// A word, more often than not.
    Prose,
}

/// The kind of the file of this path.
pub(super) fn kind(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let end = name.rsplit('.').next().unwrap_or(&name);
    if CODE.contains(&end) {
        Kind::Code
    } else if SETTINGS.contains(&end) || name.starts_with(".env") || name.starts_with("dockerfile")
    {
        Kind::Settings
    } else {
        Kind::Prose
    }
}

/// Whether a file of this path lists checksums.
pub(super) fn is_lock(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    LOCKS.contains(&name)
}

/// The text in `bytes`, in UTF-8 or something like it. An owned one is the caller's to wipe.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Reason> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(Cow::Owned(wide(rest, u16::from_le_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(Cow::Owned(wide(rest, u16::from_be_bytes)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = usize::try_from(HEAD)
        .ok()
        .and_then(|head| bytes.get(..head));
    let head = head.unwrap_or(bytes);
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
    // No unit has more than three bytes, so that it never moves, and is wiped where it is.
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::decoded;
    use std::borrow::Cow;

    /// A text that grows leaves pieces of itself behind, which nobody can wipe.
    #[test]
    fn a_wide_text_is_made_in_one_place() {
        for text in ["API_SECRET=abc", "\u{20ac}\u{1f511}", ""] {
            for (mark, unit) in [
                (b"\xff\xfe", u16::to_le_bytes as fn(u16) -> [u8; 2]),
                (b"\xfe\xff", u16::to_be_bytes),
            ] {
                let mut bytes = mark.to_vec();
                bytes.extend(text.encode_utf16().flat_map(unit));
                // Half of a pair, and half of a unit.
                bytes.extend(unit(0xd800));
                bytes.push(0);
                let Ok(Cow::Owned(own)) = decoded(&bytes) else {
                    panic!("not taken for wide");
                };
                assert_eq!(own, format!("{text}\u{fffd}").into_bytes());
                let most = (bytes.len() / 2 - 1) * 3;
                assert!(own.capacity() >= most, "{} of {most}", own.capacity());
            }
        }
    }
}
