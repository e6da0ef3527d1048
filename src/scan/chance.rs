//! Whether a text is there by chance: keys are drawn at random, names and numbers are not.
//!
//! Each floor is what 999 of 1,000 random texts of that length and alphabet reach, by simulation.
//! One floor for all would miss short keys or pass every long identifier.

/// How a text came about, where nobody seems to have written it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance {
    pub(super) kind: Kind,
    /// 99 of 100 random texts are more even; what is not needs more around it to be a key.
    pub(super) firm: bool,
}

/// The characters of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Capital letters only, as old keys of one venue are, and as constants are.
    Letters,
    /// Few, as in hashes.
    Narrow,
    /// Letters of both cases.
    Wide,
}

/// Parts of texts that stand for a key, in lower case.
const PLACEHOLDERS: &[&[u8]] = &[
    b"example",
    b"placehold",
    b"changeme",
    b"change_me",
    b"change-me",
    b"your",
    b"dummy",
    b"redacted",
    b"insert",
    b"replace",
    b"sample",
    b"fake",
    b"passphrase",
    b"test",
    b"secret",
    b"apikey",
    b"api_key",
    b"api-key",
    b"passw",
    b"todo",
    b"goes",
    b"here",
    b"qwerty",
    b"deadbeef",
    b"fixture",
    b"default",
    b"notreal",
    b"invalid",
    b"xxxx",
    b"undefined",
];

/// Length, and the entropy in bits a character that 0.1 % of random texts stay below, for 16, 36
/// and 62 characters.
const FLOORS: &[(usize, [f64; 3])] = &[
    (8, [1.55, 2.00, 2.13]),
    (12, [2.12, 2.52, 2.75]),
    (16, [2.48, 2.95, 3.17]),
    (20, [2.71, 3.25, 3.48]),
    (24, [2.87, 3.44, 3.71]),
    (28, [3.00, 3.61, 3.89]),
    (32, [3.13, 3.78, 4.05]),
    (36, [3.23, 3.90, 4.20]),
    (43, [3.32, 4.05, 4.40]),
    (48, [3.41, 4.14, 4.52]),
    (56, [3.49, 4.28, 4.69]),
    (64, [3.55, 4.39, 4.80]),
    (88, [3.67, 4.58, 5.08]),
    (128, [3.78, 4.78, 5.34]),
];

/// How often each kind of character is there.
#[derive(Default)]
struct Counts {
    lower: usize,
    upper: usize,
    digit: usize,
    hex: usize,
    other: usize,
    /// In runs of three small letters or more, with the capital before them.
    worded: usize,
    /// How often the kind changes from one character to the next.
    changes: usize,
}

impl Counts {
    fn of(text: &[u8]) -> Self {
        let mut counts = Self::default();
        let mut last = None;
        let mut run = 0;
        let mut capital = false;
        for byte in text {
            let kind = match byte {
                b'a'..=b'z' => {
                    counts.lower += 1;
                    0
                }
                b'A'..=b'Z' => {
                    counts.upper += 1;
                    1
                }
                b'0'..=b'9' => {
                    counts.digit += 1;
                    2
                }
                _ => {
                    counts.other += 1;
                    3
                }
            };
            if kind == 0 {
                run += 1;
                counts.worded += match run {
                    0..3 => 0,
                    3 => 3 + usize::from(capital),
                    _ => 1,
                };
            } else {
                run = 0;
                capital = kind == 1;
            }
            counts.hex += usize::from(byte.is_ascii_hexdigit());
            counts.changes += usize::from(last.is_some_and(|last| last != kind));
            last = Some(kind);
        }
        counts
    }
}

/// Judges `text`; `None` where somebody wrote it.
pub(super) fn of(text: &[u8]) -> Option<Chance> {
    let counts = Counts::of(text);
    let letters = counts.lower + counts.upper;
    let length = text.len();
    let one_case = counts.lower == 0 || counts.upper == 0;
    if letters == length && counts.lower == 0 {
        return (!is_written(text)).then_some(Chance {
            kind: Kind::Letters,
            firm: false,
        });
    }
    // No digit, in one case: a word. No letter: a number.
    if letters == 0 || (counts.digit == 0 && one_case) {
        return None;
    }
    // Names have separators between words, groups of hex have few.
    if counts.other > 4 + length / 8 {
        return None;
    }
    let groups = one_case && counts.other > 0;
    let hex = counts.hex + counts.other == length;
    // How many characters there are, and how likely the kind changes between two.
    let (column, change) = match (hex, one_case) {
        (true, _) => (0, if one_case { 0.469 } else { 0.62 }),
        // The first groups of some keys are hex.
        (_, true) => (usize::from(!groups), 0.40),
        _ => (2, 0.62),
    };
    let changes = deviation(length, change, counts.changes);
    let worded = to_float(counts.worded) / to_float(length);
    let share = to_float(counts.upper) / to_float(letters);
    let excess = entropy(text) - floor(length, column);
    let per = 1.0 / to_float(length);
    let relaxed =
        changes > -4.3 && (one_case || worded <= 7.5_f64.mul_add(per, 0.40)) && excess > -0.35;
    if !relaxed || is_written(text) {
        return None;
    }
    let narrow = one_case || hex;
    let even = narrow || counts.digit > 2 || (0.22..=0.78).contains(&share);
    let firm = changes > -3.3
        && (one_case || worded <= 6.6_f64.mul_add(per, 0.30))
        && excess > 0.0
        && even
        && (!groups || hex);
    let kind = if narrow { Kind::Narrow } else { Kind::Wide };
    Some(Chance { kind, firm })
}

/// The bits a character of `text`, by how often each one is in it.
pub(super) fn entropy(text: &[u8]) -> f64 {
    let mut seen = [0_usize; 256];
    for byte in text {
        if let Some(count) = seen.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let length = to_float(text.len());
    seen.into_iter()
        .filter(|count| *count > 0)
        .map(|count| {
            let share = to_float(count) / length;
            -share * share.log2()
        })
        .sum()
}

/// Whether a person wrote this: a stand-in, a sequence, a repetition.
pub(super) fn is_written(text: &[u8]) -> bool {
    has_placeholder(text) || is_sequence(text) || is_repeated(text)
}

pub(super) fn has_placeholder(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|word| {
        let mut found = memchr::memmem::find_iter(&lower, word);
        found.any(|at| stands_out(text, at, word.len()))
    })
}

/// Whether the word at `at` is written in one way, and begins or ends as words do. In a random
/// text it mostly does neither.
fn stands_out(text: &[u8], at: usize, length: usize) -> bool {
    let word = text.get(at..at + length).unwrap_or_default();
    let rest = word.get(1..).unwrap_or_default();
    let even = !rest.iter().any(u8::is_ascii_uppercase) || !word.iter().any(u8::is_ascii_lowercase);
    let byte = |at: Option<usize>| at.and_then(|at| text.get(at)).copied().unwrap_or(b' ');
    let apart = |one: u8, other: u8| {
        !one.is_ascii_alphabetic()
            || !other.is_ascii_alphabetic()
            || one.is_ascii_uppercase() != other.is_ascii_uppercase()
    };
    let begins = apart(byte(at.checked_sub(1)), byte(Some(at)));
    let ends = apart(byte((at + length).checked_sub(1)), byte(Some(at + length)));
    even && (begins || ends)
}

/// Six characters in a row that go up or down by one, or six times the same one.
fn is_sequence(text: &[u8]) -> bool {
    let mut runs = [1_usize; 3];
    let mut last: Option<u8> = None;
    for byte in text {
        for (run, step) in runs.iter_mut().zip([1_i16, -1, 0]) {
            let follows = last.is_some_and(|last| i16::from(*byte) - i16::from(last) == step);
            *run = if follows { *run + 1 } else { 1 };
            if *run >= 6 {
                return true;
            }
        }
        last = Some(*byte);
    }
    false
}

/// Whether its first half or less is repeated to its end.
fn is_repeated(text: &[u8]) -> bool {
    (1..=text.len() / 2).any(|period| {
        let ahead = text.iter().skip(period);
        ahead.zip(text).all(|(one, other)| one == other)
    })
}

/// How far `changes` is from what is likely, in standard deviations.
fn deviation(length: usize, change: f64, changes: usize) -> f64 {
    let pairs = to_float(length.saturating_sub(1));
    let spread = (pairs * change * (1.0 - change)).sqrt();
    if spread > 0.0 {
        (to_float(changes) - pairs * change) / spread
    } else {
        0.0
    }
}

/// Between two lengths of the table, on the line that joins them.
fn floor(length: usize, column: usize) -> f64 {
    let value = |row: &(usize, [f64; 3])| row.1.get(column).copied().unwrap_or_default();
    let below = FLOORS.iter().rev().find(|row| row.0 <= length);
    let above = FLOORS.iter().find(|row| row.0 >= length);
    match (below, above) {
        (Some(below), Some(above)) if above.0 > below.0 => {
            let part = to_float(length - below.0) / to_float(above.0 - below.0);
            part.mul_add(value(above) - value(below), value(below))
        }
        (Some(row), _) | (_, Some(row)) => value(row),
        (None, None) => 0.0,
    }
}

#[allow(clippy::cast_precision_loss)] // counts of characters
const fn to_float(count: usize) -> f64 {
    count as f64
}
