//! Private keys in PEM, on lines of their own or in one string with `\n`.

use core::ops::Range;

const BEGIN: &[u8] = b"-----BEGIN ";

const END: &[u8] = b"-----END ";

/// The longest header there is.
const HEADER: usize = 64;

/// A key file of 16,384 bits has fewer bytes, each line in quotes.
const BODY: usize = 16 << 10;

/// An Ed25519 key has 64 characters.
const LEAST: usize = 40;

/// A private key.
pub(super) struct Block {
    /// All of it, as far as it was read.
    pub(super) range: Range<usize>,
    /// What its header says, such as `EC PRIVATE KEY`.
    pub(super) kind: String,
    /// The characters of its body and no others, so that every way to write it gives the same.
    pub(super) body: Vec<u8>,
}

/// The private keys in `text`.
pub(super) fn blocks(text: &[u8]) -> impl Iterator<Item = Block> {
    memchr::memmem::find_iter(text, BEGIN).filter_map(|start| block(text, start))
}

/// Where certificates, public keys and other blocks lie, of which no line is a key.
pub(super) fn public(text: &[u8]) -> Vec<Range<usize>> {
    let begins = memchr::memmem::find_iter(text, BEGIN);
    let mut ends = memchr::memmem::find_iter(text, END).peekable();
    let end = |start: usize| {
        while ends.next_if(|end| *end < start).is_some() {}
        let end = *ends.peek()?;
        (end - start <= BEGIN.len() + BODY).then_some(start..end)
    };
    begins.filter_map(end).collect()
}

fn block(text: &[u8], start: usize) -> Option<Block> {
    let header = start + BEGIN.len();
    let after = text.get(header..)?;
    let near = after.get(..HEADER).unwrap_or(after);
    let length = memchr::memmem::find(near, b"-----")?;
    let kind = core::str::from_utf8(near.get(..length)?).ok()?;
    let is_plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ';
    if !kind.contains("PRIVATE KEY") || !kind.bytes().all(is_plain) {
        return None;
    }
    let from = header + length + 5;
    let rest = text.get(from..)?;
    let rest = rest.get(..BODY).unwrap_or(rest);
    let end = memchr::memmem::find(rest, b"-----").unwrap_or(rest.len());
    let body = body(rest.get(..end)?);
    let is_key = body.len() >= LEAST
        && super::chance::entropy(&body) > 3.8
        && !super::chance::has_placeholder(body.get(..LEAST).unwrap_or_default());
    is_key.then(|| Block {
        range: start..from + end,
        kind: kind.to_owned(),
        body,
    })
}

/// The characters of base64 in `text`, without what breaks its lines.
fn body(text: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut escaped = false;
    for byte in text {
        match byte {
            b'\\' => escaped = true,
            b'n' | b'r' | b't' if escaped => escaped = false,
            _ => {
                escaped = false;
                if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/') {
                    body.push(*byte);
                } else if matches!(byte, b'(' | b'{' | b';' | b'.' | b'<') {
                    // Code, or a text about keys.
                    break;
                }
            }
        }
    }
    body
}
