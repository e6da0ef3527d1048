//! The quick check of a query or form as nearly all are: names of one word, and nothing encoded.

use super::Scheme;

/// Whether `text` is of this kind, and names nothing that the signer writes itself, the window
/// among it. If not, it takes a closer look.
///
/// Each question is put to all bytes at once: to go from name to name takes several times as long.
pub(super) fn is_plain(scheme: &Scheme, text: &str) -> bool {
    let text = text.as_bytes();
    let is_odd = text.iter().fold(0, |odd, byte| odd | is_odd(*byte)) != 0;
    let behind = text.get(1..).unwrap_or_default();
    let is_nameless = text.iter().zip(behind).fold(0, |any, (byte, next)| {
        any | u8::from((*byte == b'&') & (*next == b'='))
    });
    !is_odd
        && is_nameless == 0
        && text.first() != Some(&b'=')
        && !scheme
            .names()
            .any(|name| may_end(text, name.as_bytes()) && is_named(text, name.as_bytes()))
}

/// Whether a name in `text` may be this one: one that ends like it.
fn may_end(text: &[u8], name: &[u8]) -> bool {
    let Some(end) = name.last_chunk::<3>() else {
        return !text.is_empty();
    };
    // In any case of letters.
    let [first, second, third] = end.map(|byte| byte | 32);
    let [one, two, three] = [1, 2, 3].map(|start| text.get(start..).unwrap_or_default());
    let all = text.iter().zip(one).zip(two).zip(three);
    let inside = all.fold(0, |any, (((a, b), c), next)| {
        let is_end = (*next == b'=') | (*next == b'&');
        let is_like = (a | 32 == first) & (b | 32 == second) & (c | 32 == third);
        any | u8::from(is_like & is_end)
    });
    let last = text.last_chunk::<3>();
    inside != 0 || last.map(|last| last.map(|byte| byte | 32)) == Some([first, second, third])
}

/// Whether one of the names in `text` is this one, in any case of letters.
fn is_named(text: &[u8], name: &[u8]) -> bool {
    let mut pairs = text.split(|byte| *byte == b'&');
    pairs.any(|pair| {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        halves
            .next()
            .is_some_and(|own| own.eq_ignore_ascii_case(name))
    })
}

/// 1 where a byte may not stand in a query, or begins a code; by comparisons alone, of which the
/// compiler makes many at once.
const fn is_odd(byte: u8) -> u8 {
    const fn is_in(byte: u8, first: u8, last: u8) -> bool {
        byte.wrapping_sub(first) <= last - first
    }
    let plain = is_in(byte, b'-', b'.')
        | is_in(byte, b'0', b'9')
        | is_in(byte, b'A', b'Z')
        | is_in(byte, b'a', b'z')
        | (byte == b'&')
        | (byte == b'=')
        | (byte == b'_');
    !plain as u8
}

#[cfg(test)]
mod tests {
    use super::{is_odd, is_plain};
    use crate::scheme::{
        Part, Place, Scheme,
        fields::{check_query, is_name_byte},
    };
    use proptest::prelude::*;

    const SCHEME: Scheme = Scheme {
        stamp: &[
            (Place::LastInQuery("recvWindow"), Part::Window),
            (Place::LastInQuery("timestamp"), Part::Time),
            (Place::FirstInBody("a_B"), Part::KeyId),
        ],
        seal: &[(Place::LastInQuery("s"), Part::Signature)],
        ..Scheme::PLAIN
    };

    #[test]
    fn bytes_are_told_apart_as_by_the_reader() {
        for byte in 0..=u8::MAX {
            let plain = is_name_byte(byte) || b"&=".contains(&byte);
            assert_eq!(is_odd(byte) == 0, plain, "{byte}");
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
            "s=1",
            "a=1&s",
            "=1",
            "a=1&=2",
            "a=%41",
            "a=1;b=2",
            "a[0]=1",
        ] {
            assert!(!is_plain(&SCHEME, text), "{text}");
        }
        for text in [
            "",
            "symbol=BTCUSDT&side=BUY",
            "timestamps=1&x_timestamp_=2",
            "a=b=c&&d",
        ] {
            let scheme = Scheme {
                seal: &[],
                ..SCHEME
            };
            assert!(is_plain(&scheme, text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_plain_passes_the_reader_too(
            text in "((timestamp|TimeStamp|recvwindow|recvWindow|a_b|s|S|tamp|x|[=&.%;\\[-]){0,9})",
        ) {
            if is_plain(&SCHEME, &text) {
                prop_assert_eq!(check_query(&SCHEME, &text), Ok(false));
            }
        }
    }
}
