//! Parts of credentials that are too short to be found by themselves: they are looked for beside
//! the name of the venue that hands them out.

use super::{
    candidate, context,
    finding::Rule,
    known,
    name::Meaning,
    search::{self, Hit, Text},
};
use crate::venue::CredentialPart;
use core::ops::Range;
use memchr::memmem;

/// The venue with ids of eight to ten characters, without its first letter for either case.
const VENUES: &[&str] = &["eribit", "ERIBIT"];

/// How many lines around the name are searched.
const LINES: usize = 4;

/// What is found beside `hits`, which are sorted.
pub(super) fn hits(text: &Text<'_>, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut searched = 0;
    for word in VENUES {
        for at in memmem::find_iter(text.bytes, word) {
            let lines = text.lines(&(at..at), LINES);
            let from = lines.start.max(searched);
            if from < lines.end {
                searched = lines.end;
                within(text, from..lines.end, hits, &mut found);
            }
        }
        searched = 0;
    }
    found
}

fn within(text: &Text<'_>, lines: Range<usize>, hits: &[Hit], found: &mut Vec<Hit>) {
    let in_id = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let mut start = lines.start;
    for value in text.slice(&lines).split(|byte| !in_id(byte)) {
        let range = start..start + value.len();
        start = range.end + 1;
        if !(8..=10).contains(&value.len()) || !candidate::is_value(text, range.start) {
            continue;
        }
        let fits = known::fits(value);
        if fits.key_id.is_empty() {
            continue;
        }
        let said = context::of(text.left(range.start)).meaning;
        let named = match said {
            Meaning::Strong(CredentialPart::KeyId) => is_id(value, false),
            Meaning::Weak(CredentialPart::KeyId) => is_id(value, true),
            _ => false,
        };
        // As the argument before a secret it needs no name.
        let next = search::within(hits, &(range.end..range.end + 40));
        let before_secret = next.iter().any(|hit| {
            hit.part == Some(CredentialPart::Secret)
                && hit.venue == fits.key_id.id()
                && said != Meaning::Other
        });
        if named || (before_secret && is_id(value, false)) {
            found.push(Hit {
                range,
                rule: Rule::ExchangeKey,
                venue: fits.key_id.id(),
                part: Some(CredentialPart::KeyId),
            });
        }
    }
}

/// Whether it could be drawn at random: not a word, nor a word with a number; `strict` wants a
/// capital as well.
fn is_id(value: &[u8], strict: bool) -> bool {
    let has = |kind: fn(&u8) -> bool| value.iter().any(kind);
    let (lower, upper) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    let inside = value.iter().skip(1).any(u8::is_ascii_uppercase);
    let longest = value
        .split(|byte| !byte.is_ascii_lowercase())
        .map(<[u8]>::len)
        .max();
    // `HttpClient` is a word, and so is `DERIBIT1`.
    let no_word = (has(u8::is_ascii_digit) || (lower && inside && !strict))
        && longest.is_some_and(|longest| longest < 5)
        && known::named(value).is_empty();
    (upper || (lower && !strict)) && no_word && !super::chance::is_written(value)
}
