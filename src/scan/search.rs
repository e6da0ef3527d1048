//! One text is searched: candidates first, then what stands around each, then the verdict.

use super::{
    allow::{self, Comment},
    candidate::{self, Candidate},
    chance::Kind,
    finding::{Alarm, Finding, Rule, excerpt, of_content, of_place},
    known::{self, Venues},
    name::Meaning,
    passphrase, pem,
    run::Runs,
    short, text,
};
use crate::venue::CredentialPart;
use core::{cell::OnceCell, ops::Range};

/// How much is read to the left of a value.
const LEFT: usize = 400;

/// How much to the left of a value on its line tells its place.
const PLACE: usize = 4000;

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
    pub(super) kind: text::Kind,
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
    blocks.sort_by_key(|block| block.start);
    let mut blocks = blocks.into_iter().peekable();
    let mut covered = 0;
    let mut candidates = Vec::new();
    for run in Runs::new(text.bytes) {
        while let Some(block) = blocks.next_if(|block| block.start <= run.start) {
            covered = covered.max(block.end);
        }
        if run.start >= covered {
            candidate::split(text, run, &mut candidates);
        }
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let paired = paired(text, &candidates, at);
        hits.extend(verdict(text, candidate, paired));
    }
    sort(&mut hits);
    hits.extend(short::hits(text, &hits));
    sort(&mut hits);
    hits.extend(passphrase::hits(text, &hits));
    sort(&mut hits);
    hits.dedup_by_key(|hit| hit.range.start);
    hits
}

fn sort(hits: &mut [Hit]) {
    hits.sort_by_key(|hit| hit.range.start);
}

/// Those of `hits`, which are sorted, that begin in `range`.
pub(super) fn within<'a>(hits: &'a [Hit], range: &Range<usize>) -> &'a [Hit] {
    let from = hits.partition_point(|hit| hit.range.start < range.start);
    let to = hits.partition_point(|hit| hit.range.start < range.end);
    hits.get(from..to).unwrap_or_default()
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
    let (mut line, mut line_start, mut column, mut read) = (1, 0, 1, 0);
    let mut findings = Vec::with_capacity(hits.len());
    for hit in hits {
        let passed = text.slice(&(read..hit.range.start));
        line += memchr::memchr_iter(b'\n', passed).count();
        if let Some(end) = memchr::memrchr(b'\n', passed) {
            (line_start, column) = (read + end + 1, 1);
        }
        let unread = read.max(line_start);
        read = hit.range.start;
        let more = text.slice(&(unread..read)).iter();
        column += more.filter(|byte| **byte & 0xc0 != 0x80).count();
        let before = text.slice(&(line_start.max(read.saturating_sub(PLACE))..read));
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
            of_place(path, column, before)
        } else {
            content.clone()
        };
        let is_alone = hit.part == Some(CredentialPart::KeyId) && !secrets;
        findings.push(Finding {
            path: path.to_owned(),
            line,
            column,
            rule: hit.rule,
            venue: hit.venue,
            part: hit.part,
            severity: if is_alone {
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
