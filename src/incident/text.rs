//! Texts from people and programs, made fit to be shown.

use crate::secret;

/// The most characters that are kept.
const MOST: usize = 1000;

/// One line, of printable characters, in which nothing looks like a key.
pub(super) fn plain(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_unseen(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    secret::veiled(&line).chars().take(MOST).collect()
}

/// Characters that turn the text around, or that nobody sees.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
