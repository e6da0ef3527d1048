//! What tells the messages of a stream, and the rows of a list, apart.

use super::cell::Place;
use crate::{event::Origin, report::json::Unreadable};

/// What a field has to say.
#[derive(Clone, Copy)]
pub(crate) enum Test {
    Is(&'static str, &'static [&'static str]),
    Not(&'static str, &'static [&'static str]),
    Known(&'static str, &'static [&'static str]),
    Starts(&'static str, &'static str),
    StartsNot(&'static str, &'static str),
    Has(&'static str),
    Lacks(&'static str),
    Without(&'static str),
}

/// Whether a row is one that a reading is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Meant,
    /// Its fields say that it is about something else.
    Other,
    /// It has another shape.
    Unlike,
}

impl Test {
    /// The field is one of `words`.
    pub(crate) const fn is(field: &'static str, words: &'static [&'static str]) -> Self {
        Self::Is(field, words)
    }

    /// The field is stated, and none of `words`.
    pub(crate) const fn not(field: &'static str, words: &'static [&'static str]) -> Self {
        Self::Not(field, words)
    }

    /// The field is one of `words`, which are all there are: another one is an error.
    pub(crate) const fn known(field: &'static str, words: &'static [&'static str]) -> Self {
        Self::Known(field, words)
    }

    /// The field begins with `start`.
    pub(crate) const fn starts(field: &'static str, start: &'static str) -> Self {
        Self::Starts(field, start)
    }

    /// The field is stated, and does not begin with `start`.
    pub(crate) const fn starts_not(field: &'static str, start: &'static str) -> Self {
        Self::StartsNot(field, start)
    }

    /// The field is there, and not `null`.
    pub(crate) const fn has(field: &'static str) -> Self {
        Self::Has(field)
    }

    /// The field is not there, or `null`.
    pub(crate) const fn lacks(field: &'static str) -> Self {
        Self::Lacks(field)
    }

    /// Rows with the field are known, and passed over.
    pub(crate) const fn without(field: &'static str) -> Self {
        Self::Without(field)
    }

    /// What the field says; `None` where it says nothing.
    fn met(self, place: &Place<'_>) -> Option<bool> {
        // Yes or no is no answer where a word was asked for.
        let said = |path, words: &[&str]| {
            let field = place.seek(path);
            let fits =
                !field.is_bool() || words.iter().any(|word| matches!(*word, "true" | "false"));
            field.word().filter(|_| fits)
        };
        match self {
            Self::Is(path, words) | Self::Known(path, words) => {
                said(path, words).map(|word| words.contains(&&*word))
            }
            Self::Not(path, words) => said(path, words).map(|word| !words.contains(&&*word)),
            Self::Starts(path, start) => said(path, &[])
                .filter(|word| !word.is_empty())
                .map(|word| word.starts_with(start)),
            Self::StartsNot(path, start) => said(path, &[])
                .filter(|word| !word.is_empty())
                .map(|word| !word.starts_with(start)),
            Self::Has(path) => Some(!place.seek(path).is_absent()),
            Self::Lacks(path) | Self::Without(path) => Some(place.seek(path).is_absent()),
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Is(path, _)
            | Self::Not(path, _)
            | Self::Known(path, _)
            | Self::Starts(path, _)
            | Self::StartsNot(path, _)
            | Self::Has(path)
            | Self::Lacks(path)
            | Self::Without(path) => path,
        }
    }
}

/// Whether all of `tests` are met. What is not stated meets none.
pub(super) fn meets(tests: &[Test], place: &Place<'_>) -> bool {
    tests.iter().all(|test| test.met(place).unwrap_or(false))
}

/// Whether a row is meant. A row that does not say what it is about is an error, since nobody may
/// pass over it.
pub(super) fn judge(tests: &[Test], place: &Place<'_>) -> Result<Verdict, Unreadable> {
    for test in tests {
        match (test.met(place), test) {
            (Some(true), _) => {}
            (Some(false), Test::Has(_) | Test::Lacks(_)) => return Ok(Verdict::Unlike),
            (Some(false), Test::Known(path, _)) => {
                return Err(place
                    .seek(path)
                    .unreadable("one of the words that are known"));
            }
            (Some(false), _) => return Ok(Verdict::Other),
            (None, _) => return Err(place.seek(test.path()).unreadable("a text or a number")),
        }
    }
    Ok(Verdict::Meant)
}

/// A mark by which a venue tells what it did itself. A client order id alone is none that holds,
/// unless the venue refuses such ids from its clients: a thief could name orders so.
pub(crate) struct Made {
    by: Origin,
    when: &'static [Test],
}

impl Made {
    pub(crate) const fn by(by: Origin, when: &'static [Test]) -> Self {
        Self { by, when }
    }
}

/// Who made an order: the first of `marks` that is there, or else a client.
pub(super) fn origin(marks: &[Made], place: &Place<'_>) -> Origin {
    marks
        .iter()
        .find(|mark| meets(mark.when, place))
        .map_or(Origin::Client, |mark| mark.by)
}
