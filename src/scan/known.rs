//! What is known of venues, laid out for search: patterns by length, words, sets.

use crate::venue::{self, CredentialPart, Pattern};
use core::ops::{BitAnd, BitOr, BitOrAssign};
use std::sync::LazyLock;

/// No shape of a venue is longer.
const LONGEST: usize = 160;

/// A set of venues, open and closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Venues(u64);

impl Venues {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The one whose id is the longest: `kraken_futures` tells more than `kraken`.
    pub(super) fn id(self) -> Option<&'static str> {
        let named = KNOWN.names.iter().enumerate();
        named
            .filter(|(at, _)| self.0 >> at & 1 == 1)
            .map(|(_, name)| *name)
            .max_by_key(|name| name.len())
    }

    const fn one(at: usize) -> Self {
        Self(1 << at)
    }
}

impl BitAnd for Venues {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Venues {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Venues {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The venues of which a text has the shape.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fits {
    pub(super) key_id: Venues,
    pub(super) secret: Venues,
    /// Whose shape no other service has, and of which part.
    pub(super) alone: Option<CredentialPart>,
}

impl Fits {
    pub(super) fn any(self) -> Venues {
        self.key_id | self.secret
    }
}

struct Known {
    names: Vec<&'static str>,
    words: Vec<(&'static str, Venues)>,
    by_length: Vec<Vec<(&'static Pattern, Venues)>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known {
        names: Vec::new(),
        words: Vec::new(),
        by_length: vec![Vec::new(); LONGEST],
    };
    for spec in venue::ALL {
        let own = Venues::one(known.names.len());
        known.words.extend(spec.words().map(|word| (word, own)));
        known.add(spec.id(), own, spec.patterns());
    }
    for closed in venue::CLOSED {
        let own = Venues::one(known.names.len());
        known.words.push((closed.id(), own));
        known.add(closed.id(), own, closed.patterns());
    }
    known
});

impl Known {
    fn add(
        &mut self,
        name: &'static str,
        own: Venues,
        patterns: impl Iterator<Item = &'static Pattern>,
    ) {
        self.names.push(name);
        for pattern in patterns {
            let (least, most) = pattern.lengths();
            let lists = self.by_length.iter_mut().enumerate();
            for (_, list) in lists.filter(|(length, _)| (least..=most).contains(length)) {
                list.push((pattern, own));
            }
        }
    }
}

/// The venues of whose credentials `text` could be a part.
pub(super) fn fits(text: &[u8]) -> Fits {
    let mut fits = Fits::default();
    let Some(list) = KNOWN
        .by_length
        .get(text.len())
        .filter(|list| !list.is_empty())
    else {
        return fits;
    };
    let Ok(text) = core::str::from_utf8(text) else {
        return fits;
    };
    for (pattern, own) in list {
        if !pattern.fits(text) {
            continue;
        }
        if pattern.is_distinct() {
            fits.alone = Some(pattern.part());
        }
        match pattern.part() {
            CredentialPart::KeyId => fits.key_id |= *own,
            _ => fits.secret |= *own,
        }
    }
    if fits.alone.is_some() {
        let only =
            |pattern: &&(&'static Pattern, Venues)| pattern.0.is_distinct() && pattern.0.fits(text);
        let own = list
            .iter()
            .filter(only)
            .fold(Venues::NONE, |all, (_, own)| all | *own);
        fits.key_id = fits.key_id & own;
        fits.secret = fits.secret & own;
    }
    fits
}

/// The venues that `text` names.
pub(super) fn named(text: &[u8]) -> Venues {
    let lower = text.to_ascii_lowercase();
    let mut venues = Venues::NONE;
    for (word, own) in &KNOWN.words {
        let mut found = memchr::memmem::find_iter(&lower, word.as_bytes());
        if found.any(|at| word.len() > 4 || is_whole(text, at, word.len())) {
            venues |= *own;
        }
    }
    venues
}

/// Whether the short word at `at` is not a part of another word.
fn is_whole(text: &[u8], at: usize, length: usize) -> bool {
    let byte = |at: Option<usize>| at.and_then(|at| text.get(at)).copied().unwrap_or(b' ');
    let (before, first) = (byte(at.checked_sub(1)), byte(Some(at)));
    let (last, after) = (byte((at + length).checked_sub(1)), byte(Some(at + length)));
    let begins = !before.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && first.is_ascii_uppercase());
    let ends =
        !after.is_ascii_alphabetic() || (last.is_ascii_lowercase() && after.is_ascii_uppercase());
    begins && ends
}
