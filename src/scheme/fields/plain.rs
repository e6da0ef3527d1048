//! The quick check of a query or form as nearly all are: names of one word, and nothing encoded.

use crate::{lanes, request::pairs, scheme::Scheme};

/// How the names end that a signer writes itself: sums of their last three letters, of at most four.
/// Where there are fewer, the rest is 0, which costs a closer look and nothing else.
pub(super) struct Ends([u8; 4]);

impl Ends {
    /// `None` where there are more, or one is shorter.
    pub(super) fn of(scheme: &Scheme) -> Option<Self> {
        let sum_of = |name: &str| name.as_bytes().last_chunk().copied().map(sum);
        let mut sums = [0; 4];
        let mut rooms = sums.iter_mut();
        for name in scheme.names() {
            *rooms.next()? = sum_of(name)?;
        }
        Some(Self(sums))
    }
}

/// The same for every case of letters. Of others, one in 256 has the same sum.
const fn sum(end: [u8; 3]) -> u8 {
    let [a, b, c] = [end[0] | CASE, end[1] | CASE, end[2] | CASE];
    a.wrapping_mul(4)
        .wrapping_add(b.wrapping_mul(2))
        .wrapping_add(c)
}

/// What a letter in lower case has beyond the other.
const CASE: u8 = 32;

/// Whether `text` is of this kind, and names nothing that the signer writes itself, the window
/// among it. If not, it takes a closer look.
pub(super) fn is_plain(scheme: &Scheme, ends: &Ends, text: &str) -> bool {
    const ODD: u8 = 1;
    const LIKE: u8 = 2;
    let bytes = text.as_bytes();
    let Ends([one, two, three, four]) = *ends;
    // A parameter may end as if another followed.
    let found = lanes::fours(bytes, b'&', |[a, b, c, next]| {
        let is_nameless = (b == b'&') & (c == b'=');
        let sum = sum([a, b, c]);
        let is_like = (sum == one) | (sum == two) | (sum == three) | (sum == four);
        let is_end = (next == b'=') | (next == b'&');
        (u8::from(is_odd(a) | is_nameless) * ODD) | (u8::from(is_like & is_end) * LIKE)
    });
    let begins_nameless = matches!(bytes, [b'=', ..] | [b'&', b'=', ..]);
    found & ODD == 0 && !begins_nameless && (found & LIKE == 0 || !is_named(scheme, text))
}

/// Whether a name in `text` is one that the signer writes itself, in any case of letters.
fn is_named(scheme: &Scheme, text: &str) -> bool {
    pairs(text).any(|(name, _)| scheme.names().any(|own| own.eq_ignore_ascii_case(name)))
}

/// Whether a byte may not stand in a query, or begins a code.
const fn is_odd(byte: u8) -> bool {
    const fn is_in(byte: u8, first: u8, last: u8) -> bool {
        byte.wrapping_sub(first) <= last - first
    }
    let plain = is_in(byte, b'-', b'.')
        | is_in(byte, b'0', b'9')
        | is_in(byte | CASE, b'a', b'z')
        | (byte == b'&')
        | (byte == b'=')
        | (byte == b'_');
    !plain
}

#[cfg(test)]
mod tests {
    use super::{Ends, is_odd};
    use crate::scheme::{
        Part, Place, Scheme,
        fields::rules::{check_query, is_name_byte},
    };
    use proptest::prelude::*;

    const SCHEME: Scheme = Scheme {
        stamp: &[
            (Place::LastInQuery("recvWindow"), Part::Window),
            (Place::LastInQuery("timestamp"), Part::Time),
            (Place::FirstInBody("a_B"), Part::KeyId),
        ],
        seal: &[(Place::LastInQuery("sig"), Part::Signature)],
        ..Scheme::PLAIN
    };

    fn is_plain(text: &str) -> bool {
        super::is_plain(&SCHEME, &Ends::of(&SCHEME).unwrap(), text)
    }

    #[test]
    fn bytes_are_told_apart_as_by_the_reader() {
        for byte in 0..=u8::MAX {
            let plain = is_name_byte(byte) || b"&=".contains(&byte);
            assert_eq!(!is_odd(byte), plain, "{byte}");
        }
    }

    #[test]
    fn names_of_the_signer_are_looked_at() {
        for text in [
            "timestamp=1",
            "a=1&TIMESTAMP",
            "timeStamp&a=1",
            "a=b=c&timestamp",
            "a_b=1",
            "A_B",
            "recvWindow=5",
            "sig=1",
            "a=1&sig",
            "a=1&SIG&b=2",
            "a=1\0",
            "=1",
            "a=1&=2",
            "a=%41",
            "a=1;b=2",
            "a[0]=1",
        ] {
            assert!(!is_plain(text), "{text}");
        }
        for text in [
            "",
            "symbol=BTCUSDT&side=BUY",
            "timestamps=1&x_timestamp_=2",
            "a=b=c&&d",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn a_name_is_seen_wherever_it_stands() {
        for (before, behind) in
            (0..40).flat_map(|before| (0..40).map(move |behind| (before, behind)))
        {
            let (before, behind) = ("x".repeat(before), "y".repeat(behind));
            for name in ["timestamp", "RECVwindow", "a_b", "sig"] {
                for text in [
                    format!("a={before}&{name}=1&b={behind}"),
                    format!("a={before}&{name}&b={behind}"),
                    format!("{name}={before}&b={behind}"),
                    format!("a={before}&b={behind}&{name}"),
                    format!("a={before}&b={behind}&{name}="),
                ] {
                    assert!(!is_plain(&text), "{text}");
                }
            }
            for odd in ["%", ";", "é", "\0", "&="] {
                let text = format!("a={before}{odd}{behind}");
                assert!(!is_plain(&text), "{text}");
            }
            assert!(is_plain(&format!("a={before}&b={behind}")));
        }
    }

    #[test]
    fn what_has_short_names_or_many_is_read() {
        const SHORT: (Place, Part) = (Place::LastInQuery("s"), Part::Signature);
        const LONG: (Place, Part) = (Place::LastInQuery("sig"), Part::Signature);
        let ends = |seal| Ends::of(&Scheme { seal, ..SCHEME });
        assert!(ends(&[LONG]).is_some());
        assert!(ends(&[SHORT]).is_none());
        assert!(ends(&[LONG, LONG]).is_none());
    }

    proptest! {
        #[test]
        fn what_is_plain_passes_the_reader_too(
            text in "((timestamp|TimeStamp|recvwindow|recvWindow|a_b|sig|SIG|tamp|x|[=&.%;\\[-]){0,9})",
        ) {
            if is_plain(&text) {
                prop_assert_eq!(check_query(&SCHEME, &text), Ok(false));
            }
        }
    }
}
