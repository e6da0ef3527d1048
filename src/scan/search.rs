//! One text is searched: candidates first, then what stands around each, then the verdict.

use super::{
    allow::{self, Comment},
    chance::{self, Chance, Kind},
    context::{self, Context},
    finding::{Alarm, Finding, Rule, excerpt, of_content, of_place},
    known::{self, Fits, Venues},
    name::Meaning,
    passphrase, pem,
    run::Runs,
    short, text,
};
use crate::venue::CredentialPart;
use base64ct::{Base64, Encoding as _};
use core::{cell::OnceCell, ops::Range};
use zeroize::Zeroizing;

/// How much is read to the left of a value.
const LEFT: usize = 400;

/// How many lines above and below a value are about it.
const NEAR: usize = 5;

/// What was found in a text, by its range.
pub(super) struct Hit {
    pub(super) range: Range<usize>,
    pub(super) rule: Rule,
    pub(super) venue: Option<&'static str>,
    pub(super) part: Option<CredentialPart>,
}

/// A text and what is known about where it is from.
pub(super) struct Text<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) path: &'a str,
    kind: text::Kind,
    /// The venues that the path names.
    place: Venues,
    /// The venues that any line names.
    all: OnceCell<Venues>,
}

impl<'a> Text<'a> {
    pub(super) fn new(bytes: &'a [u8], path: &'a str) -> Self {
        Self {
            bytes,
            path,
            kind: text::kind(path),
            place: known::named(path.as_bytes()),
            all: OnceCell::new(),
        }
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'a [u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    /// What stands to the left of `at`.
    pub(super) fn left(&self, at: usize) -> &'a [u8] {
        self.slice(&(at.saturating_sub(LEFT)..at))
    }

    /// The venues that the lines around `range` name.
    pub(super) fn near(&self, range: &Range<usize>) -> Venues {
        known::named(self.slice(&self.lines(range, NEAR))) | self.place
    }

    /// The range of so many lines above and below, as far as they are not endless.
    pub(super) fn lines(&self, range: &Range<usize>, count: usize) -> Range<usize> {
        let from = range.start.saturating_sub(LEFT * 2);
        let to = (range.end + LEFT * 2).min(self.bytes.len());
        let above = memchr::memrchr_iter(b'\n', self.slice(&(from..range.start))).nth(count);
        let below = memchr::memchr_iter(b'\n', self.slice(&(range.end..to))).nth(count);
        above.map_or(from, |at| from + at)..below.map_or(to, |at| range.end + at)
    }

    fn venues(&self) -> Venues {
        *self
            .all
            .get_or_init(|| known::named(self.bytes) | self.place)
    }
}

/// A text that could be a part of a credential.
struct Candidate {
    range: Range<usize>,
    chance: Chance,
    fits: Fits,
    context: Context,
    near: Venues,
}

/// What is in `text`.
pub(super) fn hits(text: &Text<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut blocks = pem::public(text.bytes);
    for block in pem::blocks(text.bytes) {
        hits.push(Hit {
            range: block.range.clone(),
            rule: Rule::PrivateKey,
            venue: None,
            part: Some(CredentialPart::Secret),
        });
        blocks.push(block.range);
    }
    let mut candidates = Vec::new();
    for run in Runs::new(text.bytes) {
        if !blocks.iter().any(|block| block.contains(&run.start)) {
            split(text, run, &mut candidates);
        }
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let paired = paired(text, &candidates, at);
        hits.extend(verdict(text, candidate, paired));
    }
    short::search(text, &mut hits);
    passphrase::search(text, &mut hits);
    hits.sort_by_key(|hit| hit.range.start);
    hits.dedup_by_key(|hit| hit.range.start);
    hits
}

/// Takes the candidates out of a run.
fn split(text: &Text<'_>, mut run: Range<usize>, out: &mut Vec<Candidate>) {
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
    if !out.last().is_some_and(|last| last.range.start >= run.start) {
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
    let context = context::of(text.left(range.start));
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

/// What another candidate nearby makes of this one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    None,
    /// The other part stands within a few lines.
    Near,
    /// The other part is the next argument, or the one before, and looks otherwise.
    Adjacent,
}

fn paired(text: &Text<'_>, all: &[Candidate], at: usize) -> (Pair, Venues, bool) {
    let Some(own) = all.get(at) else {
        return (Pair::None, Venues::NONE, false);
    };
    let around = text.lines(&own.range, NEAR);
    let mut pair = (Pair::None, Venues::NONE, false);
    let before = all.get(..at).unwrap_or_default().iter().rev();
    let after = all.get(at + 1..).unwrap_or_default().iter();
    for (others, own_first) in [
        (
            &mut before.take(4) as &mut dyn Iterator<Item = &Candidate>,
            false,
        ),
        (&mut after.take(4), true),
    ] {
        for other in others {
            if !around.contains(&other.range.start) {
                break;
            }
            let fitting =
                (own.fits.key_id & other.fits.secret) | (own.fits.secret & other.fits.key_id);
            if fitting.is_empty() || text.slice(&own.range) == text.slice(&other.range) {
                continue;
            }
            let between = if own_first {
                own.range.end..other.range.start
            } else {
                other.range.end..own.range.start
            };
            let grouped = text.slice(&own.range).contains(&b'-');
            let unlike = own.range.len() != other.range.len() || grouped;
            if unlike && text.slice(&between).len() < 60 && own.context.listed {
                return (Pair::Adjacent, fitting, own_first);
            }
            pair = (Pair::Near, fitting | pair.1, own_first);
        }
    }
    pair
}

fn verdict(
    text: &Text<'_>,
    candidate: &Candidate,
    (pair, both, first): (Pair, Venues, bool),
) -> Option<Hit> {
    let Candidate {
        fits,
        chance,
        near,
        context,
        ..
    } = candidate;
    // The address of an account is public: it only shows what stands beside it.
    let value = text.slice(&candidate.range);
    if value.len() == 42 && value.starts_with(b"0x") {
        return None;
    }
    let here = fits.any() & *near;
    let wide = chance.kind == Kind::Wide;
    let shown = context.quoted || context.listed;
    let is_paired = pair != Pair::None;
    let is_set = text.kind == text::Kind::Settings;
    let is_here = !here.is_empty();
    let is_both = !(both & here).is_empty();
    let there = fits.any() & text.venues();
    let sure = match context.meaning {
        _ if fits.alone.is_some() => true,
        Meaning::Other => false,
        Meaning::Strong(_) if is_here || !there.is_empty() => true,
        Meaning::Strong(_) => {
            chance.firm && !context.decoded && (context.quoted || is_set || is_paired)
        }
        Meaning::Weak(_) if is_here => chance.firm || is_paired,
        Meaning::Weak(_) if there.is_empty() => chance.firm && wide && is_paired,
        Meaning::Weak(_) => is_paired || (chance.firm && wide && candidate.range.len() >= 32),
        Meaning::Nothing => match pair {
            Pair::None => chance.firm && wide && shown && is_here,
            Pair::Near => wide && (is_both || (context.listed && !(both & there).is_empty())),
            Pair::Adjacent => is_both || (wide && !(both & there).is_empty()),
        },
    };
    if !sure {
        return None;
    }
    let there = if is_here { here } else { there };
    let (key_id, secret) = (fits.key_id & there, fits.secret & there);
    let said = match context.meaning {
        Meaning::Strong(part) | Meaning::Weak(part) => Some(part),
        _ => None,
    };
    let part = fits.alone.or(match (key_id.is_empty(), secret.is_empty()) {
        (false, true) => Some(CredentialPart::KeyId),
        (true, false) => Some(CredentialPart::Secret),
        // Of two arguments the first is the id.
        _ if is_paired && context.listed && first => Some(CredentialPart::KeyId),
        _ if is_paired && context.listed => Some(CredentialPart::Secret),
        _ => said,
    });
    let venue = if fits.alone.is_some() {
        fits.any().id()
    } else {
        there.id()
    };
    Some(Hit {
        range: candidate.range.clone(),
        rule: if venue.is_some() {
            Rule::ExchangeKey
        } else {
            Rule::Credential
        },
        venue,
        part,
    })
}

/// The findings in `text`: hits with their places, and without what they are about.
pub(super) fn findings(bytes: &[u8], path: &str) -> Vec<Finding> {
    let text = Text::new(bytes, path);
    let hits = hits(&text);
    let has_secret = |hit: &Hit| hit.part != Some(CredentialPart::KeyId);
    let secrets = hits.iter().any(has_secret);
    let mut line = 1;
    let mut read = 0;
    let mut findings = Vec::with_capacity(hits.len());
    for hit in hits {
        line += memchr::memchr_iter(b'\n', text.slice(&(read..hit.range.start))).count();
        read = hit.range.start;
        let line_start = memchr::memrchr(b'\n', text.slice(&(0..read))).map_or(0, |at| at + 1);
        let before = text.slice(&(line_start..read));
        let column = 1 + before.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let note = match allow::comment(bytes, read) {
            Comment::Allowed => continue,
            Comment::WithoutReason => Some("its `keyleash:allow` gives no reason"),
            Comment::None => None,
        };
        let value = text.slice(&hit.range);
        let (content, excerpt) = if hit.rule == Rule::PrivateKey {
            let block = pem::blocks(value).next();
            let (body, kind) = block.map_or((Vec::new(), String::new()), |b| (b.body, b.kind));
            (of_content(&body), kind)
        } else {
            (of_content(value), excerpt(value))
        };
        let guessable = value.len() < super::run::LEAST || hit.rule == Rule::ExchangePassphrase;
        let fingerprint = if guessable {
            of_place(path, before)
        } else {
            content.clone()
        };
        let lone = hit.part == Some(CredentialPart::KeyId) && !secrets;
        findings.push(Finding {
            path: path.to_owned(),
            line,
            column,
            rule: hit.rule,
            venue: hit.venue,
            part: hit.part,
            severity: if lone || hit.rule == Rule::Embedded {
                Alarm::Warning
            } else {
                Alarm::Error
            },
            excerpt,
            fingerprint,
            content,
            commit: None,
            note,
        });
    }
    findings
}
