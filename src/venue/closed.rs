//! Venues that have closed, known so that their keys are named and not tried.

/// A venue that has closed.
#[derive(Debug)]
pub struct Closed {
    id: &'static str,
    title: &'static str,
    day: &'static str,
    /// The lengths of key id and secret, of letters, digits, `-` and `_`.
    lengths: (usize, usize),
}

/// Every venue that has closed and whose keys are still around.
pub const CLOSED: &[Closed] = &[
    // bitmex.com/blog/bitmex-closure, 2026-07-23; the shape is from the swagger file of
    // BitMEX/api-connectors, read 2026-11.
    Closed {
        id: "bitmex",
        title: "BitMEX",
        day: "2026-09-23",
        lengths: (24, 48),
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

    /// Whether a key has the shape of this venue's, which no venue in [`ALL`](super::ALL) has.
    #[must_use]
    pub fn recognises(&self, key_id: &str, secret: &str) -> bool {
        let fits = |text: &str, length: usize| {
            text.len() == length
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        fits(key_id, self.lengths.0) && fits(secret, self.lengths.1)
    }
}
