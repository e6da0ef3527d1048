//! One field of a row: where it is, whether it has to be there, and what in it stands for nothing.

use crate::{
    report::json::{Field, Unreadable},
    time,
};
use std::{
    borrow::Cow,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Where a value is. A path is that of the row; behind a `^`, that of the row around its list; behind
/// a `/`, that of the whole. `@` is the name under which the row stands in an object.
#[derive(Clone, Copy)]
pub(crate) struct Cell {
    path: &'static str,
    /// Looked at where the first says nothing.
    other: &'static str,
    none: &'static [&'static str],
    /// What begins so says nothing either.
    past: &'static [&'static str],
    /// What it says where neither does.
    fixed: &'static str,
    need: bool,
}

/// What the venue does not say.
pub(crate) const NONE: Cell = maybe("");

/// What has to be there.
pub(crate) const fn at(path: &'static str) -> Cell {
    Cell {
        path,
        other: "",
        none: &[""],
        past: &[],
        fixed: "",
        need: true,
    }
}

/// What may be absent, `null` or empty.
pub(crate) const fn maybe(path: &'static str) -> Cell {
    Cell {
        need: false,
        ..at(path)
    }
}

/// What the kind of row says, and no field.
pub(crate) const fn fixed(word: &'static str) -> Cell {
    Cell {
        fixed: word,
        ..NONE
    }
}

/// A row, with what is around it.
#[derive(Clone)]
pub(super) struct Place<'a> {
    /// The name under which it stands.
    pub(super) name: Option<&'a str>,
    pub(super) row: Field<'a>,
    /// The row around its list.
    pub(super) above: Field<'a>,
    /// The whole.
    pub(super) root: Field<'a>,
}

impl<'a> Place<'a> {
    pub(super) fn whole(root: &Field<'a>) -> Self {
        Self {
            name: None,
            row: root.clone(),
            above: root.clone(),
            root: root.clone(),
        }
    }

    /// What a path leads to.
    pub(super) fn seek(&self, path: &str) -> Field<'a> {
        if let Some(path) = path.strip_prefix('/') {
            self.root.at(path)
        } else if let Some(path) = path.strip_prefix('^') {
            self.above.at(path)
        } else {
            self.row.at(path)
        }
    }
}

impl Cell {
    /// `other` is looked at where this one says nothing.
    pub(crate) const fn or(self, other: &'static str) -> Self {
        Self { other, ..self }
    }

    /// These words stand for nothing; the empty one has to be among them where it does.
    pub(crate) const fn unless(self, none: &'static [&'static str]) -> Self {
        Self { none, ..self }
    }

    /// What begins with one of these words stands for nothing.
    pub(crate) const fn unless_starts(self, past: &'static [&'static str]) -> Self {
        Self { past, ..self }
    }

    /// The paths of which one has to be there; `None` where none has to, or nothing could lack.
    pub(super) fn needed(self) -> Option<impl Iterator<Item = &'static str>> {
        let paths = || [self.path, self.other].into_iter();
        (self.need && paths().all(|path| path != "@"))
            .then(|| paths().filter(|path| !path.is_empty()))
    }

    /// What it says. `exact` refuses numbers of which the last digits may be lost.
    fn read<'a>(self, place: &Place<'a>, exact: bool) -> Result<Option<Cow<'a, str>>, Unreadable> {
        let expected = if exact {
            "a text or a whole number"
        } else {
            "a text or a number"
        };
        for path in [self.path, self.other] {
            if path.is_empty() {
                continue;
            }
            if path == "@" {
                if let Some(name) = place.name {
                    return Ok(Some(Cow::Borrowed(name)));
                }
                continue;
            }
            let field = place.seek(path);
            if field.is_absent() {
                continue;
            }
            let word = field
                .word()
                .filter(|_| !(field.is_bool() || exact && field.is_fraction()))
                .ok_or_else(|| field.unreadable(expected))?;
            let is_past = self.past.iter().any(|start| word.starts_with(start));
            if !is_past && !self.none.contains(&&*word) {
                return Ok(Some(word));
            }
        }
        if !self.fixed.is_empty() {
            return Ok(Some(Cow::Borrowed(self.fixed)));
        }
        if self.need {
            return Err(place.seek(self.path).unreadable(expected));
        }
        Ok(None)
    }

    /// A name of something.
    pub(super) fn name(self, place: &Place<'_>) -> Result<Option<String>, Unreadable> {
        Ok(self.read(place, true)?.map(Cow::into_owned))
    }

    /// A name that has to be there, whatever the cell says.
    pub(super) fn known(self, place: &Place<'_>) -> Result<String, Unreadable> {
        let missing = || place.seek(self.path).unreadable("a text or a whole number");
        self.name(place)?.ok_or_else(missing)
    }

    /// How much of something; empty where the venue does not say it.
    pub(super) fn amount(self, place: &Place<'_>) -> Result<String, Unreadable> {
        let amount = self.read(place, false)?;
        Ok(amount.map(Cow::into_owned).unwrap_or_default())
    }

    pub(super) fn unreadable(self, place: &Place<'_>, expected: &'static str) -> Unreadable {
        place.seek(self.path).unreadable(expected)
    }
}

/// When something was.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(super) cell: Cell,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    /// This many nanoseconds, since 1970.
    Nanos(u64),
    /// RFC 3339.
    Written,
    /// Date and time without a zone, which is UTC.
    Utc,
}

/// Seconds, with or without a fraction.
pub(crate) const fn secs(cell: Cell) -> Moment {
    let unit = Unit::Nanos(1_000_000_000);
    Moment { cell, unit }
}

/// Milliseconds, with or without a fraction.
pub(crate) const fn ms(cell: Cell) -> Moment {
    let unit = Unit::Nanos(1_000_000);
    Moment { cell, unit }
}

/// Nanoseconds.
pub(crate) const fn ns(cell: Cell) -> Moment {
    let unit = Unit::Nanos(1);
    Moment { cell, unit }
}

/// RFC 3339; milliseconds of it are kept.
pub(crate) const fn rfc3339(cell: Cell) -> Moment {
    let unit = Unit::Written;
    Moment { cell, unit }
}

/// Such as `2026-11-21 08:09:10`, in UTC.
pub(crate) const fn utc(cell: Cell) -> Moment {
    let unit = Unit::Utc;
    Moment { cell, unit }
}

impl Moment {
    /// What it says; `None` where it need not say it.
    pub(super) fn read(self, place: &Place<'_>) -> Result<Option<SystemTime>, Unreadable> {
        let Some(word) = self.cell.read(place, false)? else {
            return Ok(None);
        };
        let (since, expected) = match self.unit {
            Unit::Nanos(unit) => (count(&word, unit), "a time since 1970"),
            Unit::Written => (
                time::parse_rfc3339(&word).map(Duration::from_millis),
                "an RFC 3339 time",
            ),
            Unit::Utc => (
                time::parse_rfc3339(&format!("{}Z", word.replacen(' ', "T", 1)))
                    .map(Duration::from_millis),
                "a date and a time",
            ),
        };
        since
            .and_then(|since| UNIX_EPOCH.checked_add(since))
            .map(Some)
            .ok_or_else(|| self.cell.unreadable(place, expected))
    }
}

/// So many units of `unit` nanoseconds, of which there are no more than a second's.
fn count(text: &str, unit: u64) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let mut nanos = u128::from(whole) * u128::from(unit);
    let mut worth = unit;
    for digit in fraction.bytes() {
        worth /= 10;
        nanos += u128::from(digit - b'0') * u128::from(worth);
    }
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    Some(Duration::new(
        u64::try_from(seconds).ok()?,
        u32::try_from(rest).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::count;
    use std::time::Duration;

    #[test]
    fn times_are_counted_in_their_units() {
        let nanos = Duration::from_nanos;
        for (text, unit, expected) in [
            ("1", 1_000_000_000, Some(nanos(1_000_000_000))),
            (
                "1688666559.8974",
                1_000_000_000,
                Some(nanos(1_688_666_559_897_400_000)),
            ),
            (
                "1548000000123.456",
                1_000_000,
                Some(nanos(1_548_000_000_123_456_000)),
            ),
            (
                "1.23456789012345",
                1_000_000_000,
                Some(nanos(1_234_567_890)),
            ),
            (
                "1499865549590000",
                1_000,
                Some(nanos(1_499_865_549_590_000_000)),
            ),
            ("7", 1, Some(nanos(7))),
            ("7.9", 1, Some(nanos(7))),
            (
                "18446744073709551615",
                1_000_000_000,
                Some(Duration::from_secs(u64::MAX)),
            ),
            ("18446744073709551616", 1, None),
            ("", 1, None),
            (".5", 1, None),
            ("-1", 1, None),
            ("+1", 1, None),
            ("1e3", 1, None),
            ("1.2.3", 1, None),
            (" 1", 1, None),
        ] {
            assert_eq!(count(text, unit), expected, "{text}");
        }
    }
}
