//! A length of time as an owner writes it.

use super::{DAY, Millis};

/// An hour in milliseconds.
pub(crate) const HOUR: Millis = 3_600_000;

/// The signs, with what each one stands for. There is none for a month, which has no one length.
const SIGNS: &[(char, Millis)] = &[
    ('s', 1_000),
    ('m', 60_000),
    ('h', HOUR),
    ('d', DAY),
    ('w', 7 * DAY),
];

/// How many of `unit` are in a text such as `30d`: a whole number, and one of the signs `s`, `m`,
/// `h`, `d` and `w`. `None` where it is none, or written in something finer than `unit`.
pub(crate) fn parse_span(text: &str, unit: Millis) -> Option<u64> {
    let sign = text.chars().next_back()?;
    let (_, length) = SIGNS.iter().find(|(own, _)| *own == sign)?;
    let count = text.strip_suffix(sign)?;
    // Not what the parser of numbers takes beside digits, such as `+1`.
    if !count.bytes().all(|byte| byte.is_ascii_digit()) || count.starts_with('0') {
        return None;
    }
    let count: u64 = count.parse().ok()?;
    (length % unit == 0).then(|| count.saturating_mul(length / unit))
}

#[cfg(test)]
mod tests {
    use super::{DAY, HOUR, parse_span};

    #[test]
    fn a_whole_number_and_a_sign() {
        for (text, unit, count) in [
            ("30d", DAY, 30),
            ("1d", DAY, 1),
            ("2w", DAY, 14),
            ("12h", HOUR, 12),
            ("3d", HOUR, 72),
            ("1w", HOUR, 168),
            ("90m", 60_000, 90),
            ("7s", 1_000, 7),
            ("18446744073709551615w", DAY, u64::MAX),
        ] {
            assert_eq!(parse_span(text, unit), Some(count), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "d",
            "30",
            "0d",
            "030d",
            "+3d",
            "-3d",
            "3 d",
            " 3d",
            "3d ",
            "3D",
            "1.5d",
            "1d12h",
            "3M",
            "3y",
            "3months",
            "3٣d",
            "٣d",
            "24h",
            "1440m",
            "86400s",
            "18446744073709551616d",
        ] {
            assert_eq!(parse_span(text, DAY), None, "{text}");
        }
        assert_eq!(parse_span("60m", HOUR), None);
    }
}
