//! Passphrases: texts that a person chose, so they are found by their name alone, and only beside a
//! venue that asks for one.

use super::{
    chance,
    finding::Rule,
    known,
    search::{self, Hit, Text},
    text,
};
use crate::venue::{self, CredentialPart};
use core::ops::Range;
use memchr::memmem;

/// The names, without their first letter for either case. A password is one only among keys.
const NAMES: &[(&[u8], bool)] = &[
    (b"assphrase", false),
    (b"ASSPHRASE", false),
    (b"assPhrase", false),
    (b"assword", true),
    (b"ASSWORD", true),
];

/// How many lines from the other parts a passphrase may stand.
const LINES: usize = 4;

/// What is found beside `hits`, which are sorted.
pub(super) fn hits(text: &Text<'_>, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (name, among_keys) in NAMES {
        for at in memmem::find_iter(text.bytes, name) {
            let Some(range) = value(text, at + name.len()) else {
                continue;
            };
            let lines = text.lines(&range, LINES);
            let mut beside = search::within(hits, &lines).iter().filter(|hit| {
                let is_part = matches!(hit.rule, Rule::ExchangeKey | Rule::Credential);
                let fits = hit.venue.is_none_or(asks) && (hit.venue.is_some() || !among_keys);
                is_part && fits
            });
            let near = || text.near(&range).id().filter(|id| asks(id));
            let venue = match beside.next() {
                Some(hit) => Some(hit.venue),
                None if *among_keys => None,
                None => near().map(Some),
            };
            if let Some(venue) = venue {
                found.push(Hit {
                    range,
                    rule: Rule::ExchangePassphrase,
                    venue,
                    part: Some(CredentialPart::Passphrase),
                });
            }
        }
    }
    for hit in hits {
        let is_secret = hit.part == Some(CredentialPart::Secret);
        if is_secret && hit.venue.is_some_and(asks) {
            found.extend(next(text, hit.range.end).map(|range| Hit {
                range,
                rule: Rule::ExchangePassphrase,
                venue: hit.venue,
                part: Some(CredentialPart::Passphrase),
            }));
        }
    }
    found
}

fn asks(id: &str) -> bool {
    venue::find(id).is_some_and(venue::Spec::has_passphrase)
}

/// The argument, or the cell of a table, after the one that ends at `at`.
fn next(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let rest = text.slice(&(at..at.saturating_add(160).min(text.bytes.len())));
    // `".to_string(),` and the like, and spaces.
    let comma = rest.iter().position(|byte| matches!(byte, b',' | b'|'))?;
    let between = rest.get(..comma)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"\"'`\\ ._():&*!".contains(byte);
    if between.len() > 24 || !between.iter().all(plain) {
        return None;
    }
    let after = rest.get(comma + 1..)?;
    let skip = |byte: &&u8| byte.is_ascii_whitespace() || b"\"'`\\&#".contains(byte);
    let start = after.iter().take_while(skip).count();
    let prefixed = after.get(start..)?;
    let quoted = after
        .get(..start)?
        .iter()
        .any(|byte| b"\"'`".contains(byte));
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`\\|,".contains(byte);
    let length = prefixed.iter().position(is_end)?;
    let value = prefixed.get(..length)?;
    let from = at + comma + 1 + start;
    let is_cell = rest.get(comma) == Some(&b'|');
    ((quoted || is_cell) && is_phrase(value)).then_some(from..from + length)
}

/// The value of the name that ends at about `at`, where it looks like a passphrase.
fn value(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let rest = text
        .bytes
        .get(at..at.saturating_add(160))
        .or_else(|| text.bytes.get(at..))?;
    // `_test`, `"`, `\"` belong to the name.
    let name = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let mut from = name.count();
    let ends = rest.get(from..)?.iter();
    let named = from;
    from += ends
        .take_while(|byte| matches!(byte, b'\\' | b'"' | b'\'' | b'`'))
        .count();
    let closing = from;
    let after = rest.get(from..)?;
    let mut line =
        memchr::memchr(b'\n', after).map_or(after, |end| after.get(..end).unwrap_or(after));
    let operator = line
        .iter()
        .any(|byte| matches!(byte, b'=' | b':' | b',' | b'(' | b'>' | b' '));
    let open = line.trim_ascii_end().last();
    let has_quote = memchr::memchr3(b'"', b'\'', b'`', line).is_some();
    let goes_on = !has_quote && open.is_some_and(|byte| b"=:(>|,".contains(byte));
    if line.trim_ascii().is_empty() || goes_on {
        // The value is on the next line.
        let skipped = line.len() + 1;
        let next = after.get(skipped..)?;
        from += skipped;
        line = memchr::memchr(b'\n', next).map_or(next, |end| next.get(..end).unwrap_or(next));
    } else if !operator {
        return None;
    }
    let before = text.left(at);
    let begin = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
    let before = before.get(begin..).unwrap_or_default();
    // Inside of a string the value ends where the string does.
    let open = memchr::memchr_iter(b'"', before).count() % 2 == 1;
    let inside = open && closing == named;
    let is_code = text::kind(text.path) == text::Kind::Code;
    let bare = || (!is_code || inside).then(|| bare(line)).flatten();
    let escaped = !inside || memchr::memchr(b'\\', line).is_some();
    let quoted = if escaped { quoted(line) } else { None };
    let (start, value) = quoted.or_else(bare)?;
    let range = at + from + start..at + from + start + value.len();
    is_phrase(value).then_some(range)
}

/// The first text in quotes.
fn quoted(line: &[u8]) -> Option<(usize, &[u8])> {
    let open = line
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    // The tick of a lifetime is not one.
    if line.get(open..)?.starts_with(b"'static") {
        let (start, value) = quoted(line.get(open + 7..)?)?;
        return Some((open + 7 + start, value));
    }
    let mark = line.get(open)?;
    let inside = line.get(open + 1..)?;
    let close = inside
        .iter()
        .position(|byte| byte == mark || *byte == b'\\')?;
    Some((open + 1, inside.get(..close)?))
}

/// The rest of the line after the operator, in a file of settings.
fn bare(line: &[u8]) -> Option<(usize, &[u8])> {
    let operator = |byte: &u8| matches!(byte, b'=' | b':' | b' ' | b'>' | b'|' | b'-');
    let open = line
        .iter()
        .position(|byte| matches!(byte, b'=' | b':' | b' ' | b'>'))?;
    let rest = line.get(open..)?;
    let start = open + rest.iter().take_while(|byte| operator(byte)).count();
    let value = line.get(start..)?;
    let is_end =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'"' | b'\'' | b'|');
    let length = value.iter().position(is_end).unwrap_or(value.len());
    Some((start, value.get(..length)?))
}

fn is_phrase(value: &[u8]) -> bool {
    let has = |kind: fn(&u8) -> bool| value.iter().any(kind);
    let letters = has(u8::is_ascii_alphabetic);
    let more = has(u8::is_ascii_digit) || has(|byte| b"!#%*+,-.?^~&@".contains(byte));
    let constant = !has(u8::is_ascii_lowercase) && has(|byte| matches!(byte, b'_' | b'-'));
    let code = has(|byte| b"(){}[]$<>;/\\".contains(byte) || *byte == b' ' || *byte >= 128);
    (7..=40).contains(&value.len())
        && letters
        && more
        && !constant
        && !code
        && !chance::is_written(value)
        && known::fits(value).alone.is_none()
}
