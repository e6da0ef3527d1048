//! Whether a text that is no secret by its place looks like one all the same.
//!
//! An owner puts a secret where a path belongs, and a venue sends one back where the name of a right
//! should be. Texts from outside go through here before they are shown. This is a second fence
//! and no more: what is known to be a secret is never handed to it.

use std::{borrow::Cow, path::Path};

/// What stands in place of a hidden text.
const HIDDEN: &str = "[redacted]";

/// The shortest text that can be a key.
const WINDOW: usize = 16;

/// `text`, with each run of characters that looks like a key, or like a piece of one, hidden.
pub(crate) fn veiled(text: &str) -> Cow<'_, str> {
    if !has_key(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(is_between) {
        let run = piece.strip_suffix(is_between).unwrap_or(piece);
        if is_like_key(run) {
            out.push_str(HIDDEN);
            out.extend(piece.chars().next_back().filter(|c| is_between(*c)));
        } else {
            out.push_str(piece);
        }
    }
    Cow::Owned(out)
}

/// The same for a path. Base64 has `/` too, so that one name that looks like a key takes along every
/// other that is no plain word.
pub(crate) fn veiled_path(path: impl AsRef<Path>) -> String {
    // Not a copy, but where it is not UTF-8.
    let text = path.as_ref().to_string_lossy();
    if text.chars().any(char::is_control) {
        return HIDDEN.to_owned();
    }
    let is_between = |c: char| c == '/' || is_between(c);
    if !has_key(&text) && !text.split(is_between).any(is_like_key) {
        return text.into_owned();
    }
    let names = text
        .split('/')
        .map(|name| if is_word(name) { name } else { HIDDEN });
    names.collect::<Vec<_>>().join("/")
}

/// Whether a name in a path can be no piece of a key. A piece of Base64 can be as short as `A7F`,
/// and the `/` on both sides of it are two more characters.
pub(crate) fn is_word(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || "-_.".contains(c);
    name.chars().all(plain)
        || name.len() < 4 && name.chars().all(|c| plain(c) || c.is_ascii_digit())
}

/// Whether anything in `text` looks like a key.
pub(crate) fn has_key(text: &str) -> bool {
    text.split(is_between).any(is_like_key)
}

/// Whether a run of letters, digits and `+/=_-` looks like a key: random text changes between
/// capitals, small letters and digits far more often than words in any spelling.
fn is_like_key(run: &str) -> bool {
    // The key of a wallet, an address or a UUID, even where it is nothing but digits.
    // Counted where it stands: a copy would be one that nobody wipes.
    let bare = run.strip_prefix("0x").unwrap_or(run);
    let digits = bare.bytes().filter(|byte| *byte != b'-');
    let is_hex = digits.clone().all(|digit| digit.is_ascii_hexdigit());
    if is_hex && digits.count() >= 32 && run.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let run = run.as_bytes();
    // The names of options and dates are made of short pieces.
    let whole = run
        .split(|byte| !byte.is_ascii_alphanumeric())
        .any(|piece| piece.len() >= WINDOW / 2);
    let letters = |text: &[u8]| {
        text.iter()
            .filter(|byte| byte.is_ascii_alphabetic())
            .count()
    };
    let random = |text: &[u8]| letters(text) >= 3 && restlessness(text) * 2 > text.len();
    run.len() >= WINDOW && whole && (random(run) || run.windows(WINDOW).any(random))
}

/// How many digits there are, and how many changes between the kinds of characters.
fn restlessness(text: &[u8]) -> usize {
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let changes = text.windows(2).filter(|pair| match pair {
        [a, b] => kind(*a) != kind(*b) && kind(*a) != 0 && kind(*b) != 0,
        _ => false,
    });
    digits + changes.count()
}

/// Whether no key goes on past this character.
fn is_between(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !"+/=_-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{is_like_key, veiled, veiled_path};

    #[test]
    fn keys_of_every_shape_are_like_keys() {
        for key in [
            "985d5b66-57ce-40fb-b714-afc0b9787083",
            "22582BD0CFF14C41EDBF1AB98506286D",
            "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
            "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5",
            "chNOOS4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO",
            "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf",
            "0x0123456789012345678901234567890123456789",
            "00004e12-0000-4000-8000-019aab1c2d00",
            "MC4CAQAwBQYDK2VwBCIEIMXELcttBAkuBQQHaCjhmBva0mY",
        ] {
            assert!(is_like_key(key), "{key}");
        }
    }

    #[test]
    fn words_times_and_markets_are_not() {
        for word in [
            "",
            "enableSpotAndMarginTrading",
            "queryTransLogForTradeParent",
            "allOpenOrdersByUnderlying",
            "CreatePrimeApiUserKey",
            "API_KEY_INVALID_40101_v2",
            "BTC-USD-261225-50000-C",
            "BTC-CS-29APR22-39300_39600",
            "1795136400123000",
            "--------------------------------",
            "2026-10-01T12-30-55Z",
            "auto-convert-stable-coin",
        ] {
            assert!(!is_like_key(word), "{word}");
        }
    }

    #[test]
    fn the_rest_of_a_text_stays() {
        let key = "985d5b66-57ce-40fb-b714-afc0b9787083";
        assert_eq!(veiled("no such thing"), "no such thing");
        assert_eq!(
            veiled(&format!("key {key} is gone")),
            "key [redacted] is gone"
        );
        assert_eq!(veiled(&format!("é{key}é{key}")), "é[redacted]é[redacted]");
        let path = |text: &str| veiled_path(text);
        assert_eq!(
            path("/run/secrets/okx_2024/key"),
            "/run/secrets/okx_2024/key"
        );
        assert_eq!(path("keys/okx.key"), "keys/okx.key");
        assert_eq!(path(&format!("/keys/{key}/x")), "/keys/[redacted]/x");
        assert_eq!(
            path("kQH5HW/8p1uGOVjbg/A7Fun/AmGO8lsSUXN"),
            "[redacted]/[redacted]/[redacted]/[redacted]"
        );
        assert_eq!(path(&format!("/api/v5/{key}")), "/api/v5/[redacted]");
        assert_eq!(
            path("/TsbwZWA9F5w/8p1uGOVjbgWA7FunAmGO8lsSUXN/keys"),
            "/[redacted]/[redacted]/keys"
        );
        assert_eq!(path("-----BEGIN PRIVATE KEY-----\nMC4C"), "[redacted]");
    }
}
