//! The usual request, which has one way only to be read: pairs without brackets, codes and dots in
//! their names, or one object in JSON of texts and numbers without escapes, and the market in one
//! place at most, in the venue's own spelling.
//!
//! It never refuses. Whatever is less plain is left to the strict reading, and a property test holds
//! the two against each other.

use crate::scheme::{
    BodyForm,
    fields::{self, Members, Scalar},
};

/// What a plain request says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain<'a> {
    /// Its market, where it names one.
    pub(super) market: Option<&'a str>,
}

impl<'a> Plain<'a> {
    /// `None` where the request is not plain. The market is in `field`, which is empty where there is
    /// none.
    pub(super) fn read(field: &str, form: BodyForm, query: &'a str, body: &'a str) -> Option<Self> {
        let mut plain = Self { market: None };
        plain.add_pairs(field, query)?;
        match form {
            _ if body.is_empty() => {}
            BodyForm::Form => plain.add_pairs(field, body)?,
            BodyForm::Json => plain.add_object(field, body)?,
        }
        Some(plain)
    }

    fn add_pairs(&mut self, field: &str, text: &'a str) -> Option<()> {
        let mut rest = Rest(text.as_bytes());
        while !rest.0.is_empty() {
            let name = rest.take(&NAME);
            if name.is_empty() {
                return None;
            }
            let value = match rest.sign(b'=') {
                Some(()) => rest.take(&VALUE),
                None => &[],
            };
            if is_market(name, field) {
                if value.contains(&b'+') {
                    return None;
                }
                self.add_market(name, field, value)?;
            }
            if !rest.0.is_empty() {
                rest.sign(b'&')?;
            }
        }
        Some(())
    }

    fn add_object(&mut self, field: &str, text: &'a str) -> Option<()> {
        // Letters from elsewhere are folded by some servers, and no sign of control is usual.
        if !text.is_ascii() || text.contains('\x7f') {
            return None;
        }
        let mut members = Members::of(text);
        for member in &mut members {
            let name = member.name.as_bytes();
            match member.value {
                Scalar::Text(value) if is_market(name, field) => {
                    self.add_market(name, field, value.as_bytes())?;
                }
                // Not a number, and not `null`.
                Scalar::Word(_) if is_market(name, field) => return None,
                Scalar::Text(_) | Scalar::Word("true" | "false" | "null") => {}
                Scalar::Word(word) if is_number(word.as_bytes()) => {}
                Scalar::Word(_) | Scalar::Object => return None,
            }
        }
        members.is_whole.then_some(())
    }

    /// The market, where this is the first, and in the spelling of the venue.
    fn add_market(&mut self, name: &[u8], field: &str, value: &'a [u8]) -> Option<()> {
        let value = core::str::from_utf8(value).ok()?;
        let is_first = self.market.replace(value).is_none();
        (is_first && name == field.as_bytes()).then_some(())
    }
}

/// Whether a server could take this name, which is of ASCII, for that of the market.
fn is_market(name: &[u8], field: &str) -> bool {
    let (Some(first), Some(own)) = (name.first(), field.as_bytes().first()) else {
        return false;
    };
    // Most names differ in their first letter, which costs less than to read them.
    if first.is_ascii_alphanumeric() && !first.eq_ignore_ascii_case(own) {
        return false;
    }
    core::str::from_utf8(name).is_ok_and(|name| fields::is_name(name, field))
}

/// The bytes that may stand somewhere.
type Class = [bool; 256];

/// In the name of a pair: neither a bracket nor a dot, which make a name one of several.
const NAME: Class = letters_and(b"-_");
/// In the value of a pair.
const VALUE: Class = all_but(b"&%");

const fn letters_and(signs: &[u8]) -> Class {
    let mut class = [false; 256];
    mark(&mut class, signs, true);
    let mut at = 0;
    while at < 128_u8 {
        if at.is_ascii_alphanumeric() {
            mark(&mut class, &[at], true);
        }
        at += 1;
    }
    class
}

const fn all_but(signs: &[u8]) -> Class {
    let mut class = [true; 256];
    mark(&mut class, signs, false);
    class
}

#[allow(clippy::indexing_slicing)] // every index is below the length
const fn mark(class: &mut Class, signs: &[u8], is_in: bool) {
    let mut at = 0;
    while at < signs.len() {
        class[signs[at] as usize] = is_in;
        at += 1;
    }
}

/// What is left of a text.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn sign(&mut self, sign: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        (*first == sign).then(|| self.0 = rest)
    }

    fn take(&mut self, class: &Class) -> &'a [u8] {
        let is_in = |byte: &u8| class.get(usize::from(*byte)).is_some_and(|is_in| *is_in);
        let end = self.0.iter().position(|byte| !is_in(byte));
        let (taken, rest) = end
            .and_then(|end| self.0.split_at_checked(end))
            .unwrap_or((self.0, &[]));
        self.0 = rest;
        taken
    }
}

/// Whether this is a number in JSON that no reader finds too large: digits and at most one dot.
fn is_number(word: &[u8]) -> bool {
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let mut parts = word.splitn(2, |byte| *byte == b'.');
    let whole = parts.next().unwrap_or_default();
    let leads = whole.len() > 1 && whole.first() == Some(&b'0');
    word.len() <= 40 && digits(whole) && !leads && parts.next().is_none_or(digits)
}

#[cfg(test)]
mod tests;
