//! Any bytes as what each venue sends about an account: no panic, and no error that quotes them.
#![no_main]

use keyleash::venue;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for spec in venue::ALL {
        quotes_nothing(input, spec.read_message(input).err());
        for (_, method, path) in spec.evidence() {
            quotes_nothing(input, spec.read_answer(method, path, input).err());
        }
    }
});

/// A text of the input, long enough not to be a word of ours, is in no error.
fn quotes_nothing(input: &[u8], error: Option<venue::Unread>) {
    let Some(error) = error else { return };
    let shown = format!("{error} {error:?}");
    for word in input.split(|byte| !byte.is_ascii_alphanumeric()) {
        let is_long = word.len() >= 24 && word.iter().any(u8::is_ascii_digit);
        if let Some(word) = std::str::from_utf8(word).ok().filter(|_| is_long) {
            assert!(!shown.contains(word), "{shown}");
        }
    }
}
