//! What the parts of a venue's credentials look like, so that they are known where they should not
//! be. A pattern is a shape from samples: it never decides that a key is good.

use core::fmt;
use serde::Serialize;

/// A part of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CredentialPart {
    /// The id that is sent with each request.
    KeyId,
    /// What signs.
    Secret,
    /// The text that some venues ask for beside the two.
    Passphrase,
}

impl CredentialPart {
    /// The name, as `key_id`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::KeyId => "key_id",
            Self::Secret => "secret",
            Self::Passphrase => "passphrase",
        }
    }
}

impl fmt::Display for CredentialPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What one part of a venue's credentials looks like.
///
/// `Display` writes it as a regular expression:
///
/// ```
/// let bitget = keyleash::venue::find("bitget").ok_or("no such venue")?;
/// let patterns: Vec<_> = bitget.patterns().map(ToString::to_string).collect();
/// assert_eq!(patterns, ["bg_[0-9a-f]{28,40}", "[0-9a-f]{64}"]);
/// # Ok::<(), &str>(())
/// ```
pub struct Pattern {
    part: CredentialPart,
    pieces: &'static [Piece],
    alone: bool,
}

/// A stretch of a pattern.
pub(crate) enum Piece {
    /// This text.
    Text(&'static str),
    /// So many characters, at least and at most, of an alphabet.
    Run(Alphabet, usize, usize),
    /// A UUID in lower case.
    Uuid,
}

/// The characters that a stretch has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    LowerHex,
    UpperHex,
    Hex,
    /// Small letters and digits.
    Lower,
    /// Capital letters and digits.
    Upper,
    Alnum,
    Base64,
    UrlSafe,
}

impl Pattern {
    pub(crate) const fn key_id(pieces: &'static [Piece]) -> Self {
        Self {
            part: CredentialPart::KeyId,
            pieces,
            alone: false,
        }
    }

    pub(crate) const fn secret(pieces: &'static [Piece]) -> Self {
        Self {
            part: CredentialPart::Secret,
            pieces,
            alone: false,
        }
    }

    /// No other service has this shape, so it needs no context.
    pub(crate) const fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// The part that looks like this.
    #[must_use]
    pub const fn part(&self) -> CredentialPart {
        self.part
    }

    /// Whether the shape alone tells the venue.
    #[must_use]
    pub const fn is_distinct(&self) -> bool {
        self.alone
    }

    /// Whether all of `text` has this shape.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        for piece in self.pieces {
            match piece.after(rest) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        rest.is_empty()
    }

    /// The least and the greatest length.
    #[cfg(feature = "scan")]
    pub(crate) fn lengths(&self) -> (usize, usize) {
        self.pieces.iter().fold((0, 0), |(least, most), piece| {
            let (low, high) = match piece {
                Piece::Text(text) => (text.len(), text.len()),
                Piece::Run(_, low, high) => (*low, *high),
                Piece::Uuid => (36, 36),
            };
            (least + low, most + high)
        })
    }
}

impl Piece {
    /// What follows this piece in `text`.
    fn after<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        match self {
            Self::Text(start) => text.strip_prefix(start.as_bytes()),
            Self::Run(alphabet, least, most) => {
                let own = text.iter().take(*most);
                let length = own.take_while(|byte| alphabet.has(**byte)).count();
                text.get(length..).filter(|_| length >= *least)
            }
            Self::Uuid => {
                let mut rest = text;
                for (at, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
                    if at > 0 {
                        rest = rest.strip_prefix(b"-")?;
                    }
                    rest = Self::Run(Alphabet::LowerHex, length, length).after(rest)?;
                }
                Some(rest)
            }
        }
    }
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::LowerHex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::UpperHex => matches!(byte, b'0'..=b'9' | b'A'..=b'F'),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Lower => matches!(byte, b'0'..=b'9' | b'a'..=b'z'),
            Self::Upper => matches!(byte, b'0'..=b'9' | b'A'..=b'Z'),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'),
            Self::UrlSafe => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::LowerHex => "[0-9a-f]",
            Self::UpperHex => "[0-9A-F]",
            Self::Hex => "[0-9A-Fa-f]",
            Self::Lower => "[0-9a-z]",
            Self::Upper => "[0-9A-Z]",
            Self::Alnum => "[0-9A-Za-z]",
            Self::Base64 => "[0-9A-Za-z+/]",
            Self::UrlSafe => "[0-9A-Za-z_-]",
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Run(alphabet, least, most) if least == most => {
                write!(f, "{}{{{least}}}", alphabet.class())
            }
            Piece::Run(alphabet, least, most) => {
                write!(f, "{}{{{least},{most}}}", alphabet.class())
            }
            Piece::Uuid => f.write_str("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        })
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pattern({}: {self})", self.part)
    }
}
