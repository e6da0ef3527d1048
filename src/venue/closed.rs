//! Venues that have closed, known so that their keys are named and not tried.

use super::{Alphabet, CredentialPart, Pattern, Piece};

/// A venue that has closed.
#[derive(Debug)]
pub struct Closed {
    id: &'static str,
    title: &'static str,
    day: &'static str,
    patterns: &'static [Pattern],
}

/// Every venue that has closed and whose keys are still around.
pub const CLOSED: &[Closed] = &[
    // bitmex.com/blog/bitmex-closure, 2026-07-23; the shape is from the swagger file of
    // BitMEX/api-connectors, read 2026-11.
    Closed {
        id: "bitmex",
        title: "BitMEX",
        day: "2026-09-23",
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::UrlSafe, 24, 24)]),
            Pattern::secret(&[Piece::Run(Alphabet::UrlSafe, 48, 48)]),
        ],
    },
];

/// The closed venue with this short name, such as `"bitmex"`.
#[must_use]
pub fn closed(id: &str) -> Option<&'static Closed> {
    CLOSED.iter().find(|closed| closed.id == id)
}

impl Closed {
    /// The short name.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The name as people write it.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The day it closed, as `2026-09-23`.
    #[must_use]
    pub const fn day(&self) -> &'static str {
        self.day
    }

    /// What the parts of its credentials look like.
    pub fn patterns(&self) -> impl Iterator<Item = &'static Pattern> {
        self.patterns.iter()
    }

    /// Whether a key has the shape of this venue's, which no venue in [`ALL`](super::ALL) has.
    #[must_use]
    pub fn recognises(&self, key_id: &str, secret: &str) -> bool {
        let fits = |part: CredentialPart, text: &str| {
            let own = self.patterns.iter();
            own.filter(|pattern| pattern.part() == part)
                .any(|pattern| pattern.fits(text))
        };
        fits(CredentialPart::KeyId, key_id) && fits(CredentialPart::Secret, secret)
    }
}
