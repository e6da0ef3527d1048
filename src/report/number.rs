//! Numbers in JSON, which are read alike whether or not `serde_json` keeps their digits.
//!
//! Any crate in the bot's tree can switch on its feature `arbitrary_precision`. A number then
//! comes to a visitor as a map of a private name and the digits. The digits go back to the parser,
//! which has no such case where it is asked for a number. No text with the private name in it is
//! read: a venue sees an object there.

use crate::lanes;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;

/// The private name.
pub(crate) const DIGITS: &str = "$serde_json::private::Number";

/// What `seed` makes of the whole of `text`; `None` where it is no JSON, or `seed` refuses it, or
/// the private name stands in it.
pub(crate) fn read<'de, S: DeserializeSeed<'de>>(text: &'de [u8], seed: S) -> Option<S::Value> {
    if is_named(text) {
        return None;
    }
    let mut parser = serde_json::Deserializer::from_slice(text);
    let value = seed.deserialize(&mut parser).ok()?;
    parser.end().ok()?;
    Some(value)
}

/// Whether the private name stands in `text`, each letter plain or as a code such as `\u0024`. A
/// text between quotes counts too.
pub(crate) fn is_named(text: &[u8]) -> bool {
    // However it is written, it begins with one of these.
    if !lanes::any(text, |byte| u8::from((byte == b'$') | (byte == b'\\'))) {
        return false;
    }
    let begins = |at| {
        let text = text.get(at..).unwrap_or_default();
        let mut name = DIGITS.bytes();
        name.try_fold(text, behind).is_some()
    };
    (0..text.len()).any(begins)
}

/// What stands behind `letter`, with which `text` has to begin.
fn behind(text: &[u8], letter: u8) -> Option<&[u8]> {
    match text {
        [first, rest @ ..] if *first == letter => Some(rest),
        [b'\\', b'u', b'0', b'0', high, low, rest @ ..] => {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            let code = digit(*high)? * 16 + digit(*low)?;
            (code == u32::from(letter)).then_some(rest)
        }
        _ => None,
    }
}

/// A map as it turns out by its first name.
pub(crate) enum Opened<'a> {
    /// None but a number, of these digits.
    Number(Cow<'a, str>),
    /// One with members, of which this is the first name.
    Members(Option<Name<'a>>),
}

impl<'a> Opened<'a> {
    pub(crate) fn next<A: MapAccess<'a>>(map: &mut A) -> Result<Self, A::Error> {
        let first = map.next_key::<Name<'a>>()?;
        if first.as_ref().is_none_or(|Name(name)| name != DIGITS) {
            return Ok(Self::Members(first));
        }
        let Name(digits) = map.next_value()?;
        match map.next_key::<Name<'a>>()? {
            None => Ok(Self::Number(digits)),
            Some(_) => Err(A::Error::custom("more than the digits of a number")),
        }
    }
}

/// Hands a number to `visitor` as it comes where `serde_json` keeps no digits.
pub(crate) fn visit<'a, V: Visitor<'a>, E: Error>(
    digits: &'a str,
    visitor: V,
) -> Result<V::Value, E> {
    let mut parser = serde_json::Deserializer::from_str(digits);
    let read = parser
        .deserialize_f64(visitor)
        .and_then(|value| parser.end().map(|()| value));
    // The parser's error may quote what it found.
    read.map_err(|_| E::custom("no number, or one out of range"))
}

/// A text, borrowed where it has no escape. It is asked for by nothing but its type: a wrapper's
/// own visitor does not take the private name.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Name<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

#[cfg(test)]
mod tests;
