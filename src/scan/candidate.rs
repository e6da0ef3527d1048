//! Texts that could be keys, by shape and by chance, with what stands around them.

use super::{
    chance::{self, Chance},
    context::{self, Context},
    known::{self, Fits, Venues},
    name::Meaning,
    search::Text,
    text,
};
use crate::venue::CredentialPart;
use base64ct::{Base64, Encoding as _};
use core::ops::Range;
use zeroize::Zeroizing;

/// A text that could be a part of a credential.
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) chance: Chance,
    pub(super) fits: Fits,
    pub(super) context: Context,
    pub(super) near: Venues,
}

/// Takes the candidates out of a run.
pub(super) fn split(text: &Text<'_>, mut run: Range<usize>, out: &mut Vec<Candidate>) {
    let value = text.slice(&run);
    if is_word(value) {
        return;
    }
    // The `n` of `\n` in a string is not part of what follows, and `-` in `:-` is a default's.
    let before = run.start.checked_sub(1).and_then(|at| text.bytes.get(at));
    let escaped = before == Some(&b'\\') && value.first().is_some_and(|b| b"nrt".contains(b));
    let default = before == Some(&b':') && value.first() == Some(&b'-');
    if escaped || default {
        run.start += 1;
    }
    if take(text, &run, out, true) {
        return;
    }
    if memchr::memchr2(b'/', b'+', text.slice(&run)).is_some() {
        let mut start = run.start;
        for part in text.slice(&run).split(|byte| matches!(byte, b'/' | b'+')) {
            let range = start..start + part.len();
            start = range.end + 1;
            if part.len() >= super::run::LEAST {
                take(text, &range, out, true);
            }
        }
    }
    // Of no venue, but perhaps under a telling name.
    if out.last().is_none_or(|last| last.range.start < run.start) {
        take(text, &run, out, false);
    }
}

/// Whether this is a name in small letters, as most of a source is, or in capitals with `_`.
fn is_word(value: &[u8]) -> bool {
    let has = |kind: fn(&u8) -> bool| value.iter().any(kind);
    let (lower, upper) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    let plain = !has(|byte| !byte.is_ascii_alphabetic());
    (lower != upper) && !has(u8::is_ascii_digit) && !(upper && plain)
}

/// Whether what stands at `at` is a value by its place: in quotes, in a comment, or in a file of
/// settings. Elsewhere in code it is the name of something.
pub(super) fn is_value(text: &Text<'_>, at: usize) -> bool {
    let left = text.left(at);
    if text.kind != text::Kind::Code
        || left
            .last()
            .is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'`'))
    {
        return true;
    }
    let start = memchr::memrchr(b'\n', left).map_or(0, |at| at + 1);
    let line = left.get(start..).unwrap_or_default();
    // An odd number of quotes: one is open.
    let odd = |mark: u8| memchr::memchr_iter(mark, line).count() % 2 == 1;
    let first = line.trim_ascii_start().first().copied();
    odd(b'"')
        || odd(b'`')
        || (odd(b'\'') && first != Some(b'#'))
        || matches!(first, Some(b'*' | b'#'))
        || memchr::memmem::find(line, b"//").is_some()
        || memchr::memmem::find(line, b" # ").is_some()
}

/// Takes a run as it is, where it could be a key; `shaped` asks for the shape of a venue's.
fn take(text: &Text<'_>, run: &Range<usize>, out: &mut Vec<Candidate>, shaped: bool) -> bool {
    let rest = text.bytes.get(run.end..).unwrap_or_default();
    let padding = rest
        .iter()
        .take(2)
        .take_while(|byte| **byte == b'=')
        .count();
    let mut range = run.clone();
    let mut fits = known::fits(text.slice(run));
    if padding > 0 {
        let padded = run.start..run.end + padding;
        let other = known::fits(text.slice(&padded));
        if !other.any().is_empty() {
            (range, fits) = (padded, other);
        }
    }
    if shaped == fits.any().is_empty() || (!shaped && run.len() < 20) {
        return false;
    }
    if !is_value(text, range.start) {
        return false;
    }
    let Some(chance) = judged(text.slice(&range), fits) else {
        return false;
    };
    let mut context = context::of(text.left(range.start));
    if is_password(text, &range) {
        context.meaning = Meaning::Weak(CredentialPart::Secret);
    }
    let is_named = matches!(context.meaning, Meaning::Strong(_));
    // A text of no shape has to be firm in everything else, and no token or public key by its start.
    let is_set = context.quoted || text.kind == text::Kind::Settings;
    let value = text.slice(&range);
    let other = value.starts_with(b"eyJ") || value.starts_with(b"MI") || value.len() > 128;
    if !shaped && (!is_named || !is_set || !chance.firm || other) {
        return false;
    }
    let near = text.near(&range);
    out.push(Candidate {
        range,
        chance,
        fits,
        context,
        near,
    });
    true
}

/// Whether it is the password in `scheme://user:password@host`, where the user may be left out.
fn is_password(text: &Text<'_>, range: &Range<usize>) -> bool {
    let user = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%+".contains(byte);
    let left = text.left(range.start).strip_suffix(b":");
    let length = left.map_or(0, |left| {
        left.iter().rev().take_while(|byte| user(byte)).count()
    });
    let before = left.and_then(|left| left.get(..left.len().saturating_sub(length)));
    text.bytes.get(range.end) == Some(&b'@') && before.is_some_and(|left| left.ends_with(b"://"))
}

fn judged(value: &[u8], fits: Fits) -> Option<Chance> {
    if fits.alone.is_some() {
        // A mark and a body, or a path of two UUIDs.
        let marks = if value.len() > 64 { b'/' } else { b'_' };
        let mut parts = value.split(|byte| *byte == marks || (marks == b'_' && *byte == b'-'));
        return chance::of(parts.next_back().unwrap_or(value));
    }
    if is_text_in_base64(value) {
        return None;
    }
    let body = value.strip_prefix(b"0x").unwrap_or(value);
    let body = body.strip_suffix(b"=").unwrap_or(body);
    chance::of(body.strip_suffix(b"=").unwrap_or(body))
}

/// Whether it is the base64 of something that is written in letters.
fn is_text_in_base64(value: &[u8]) -> bool {
    let text = core::str::from_utf8(value).unwrap_or_default();
    let decoded = Base64::decode_vec(text).map(Zeroizing::new);
    decoded.is_ok_and(|bytes| bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')))
}
