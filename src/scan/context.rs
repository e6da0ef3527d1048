//! What stands to the left of a value: the name that it is given to, whatever the language.
//!
//! The text is read backwards, a piece of syntax at a time: an assignment with or without a type,
//! a field, an entry of a map, an argument, a header, an option of a command. It stops where
//! another statement ends.

use super::name::{Meaning, meaning};

/// How many pieces are read, at most.
const PIECES: usize = 48;

/// How many lines a value may stand below the name.
const LINES: usize = 5;

/// Names that say that the name is elsewhere.
const EMPTY: &[&str] = &[
    "value", "val", "default", "data", "content", "text", "string",
];

/// What the left of a value says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) meaning: Meaning,
    /// It stands in quotes.
    pub(super) quoted: bool,
    /// It is read as hexadecimal, which no exchange's secret is but a wallet key.
    pub(super) decoded: bool,
    /// It is an argument or an element of a list.
    pub(super) listed: bool,
}

/// Reads `left`, which ends where the value begins.
pub(super) fn of(left: &[u8]) -> Context {
    let mut walk = Walk {
        left,
        context: Context {
            meaning: Meaning::Nothing,
            quoted: false,
            decoded: false,
            listed: false,
        },
        bound: false,
        commas: 0,
        depth: 0,
        lines: 0,
        word: None,
        apart: false,
        begun: false,
        elsewhere: false,
    };
    walk.opening();
    for _ in 0..PIECES {
        if !walk.step() {
            break;
        }
    }
    walk.context
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that was read"
)]
struct Walk<'a> {
    /// What is not read yet.
    left: &'a [u8],
    context: Context,
    /// Whether an `=` or `:` was read, so that a name must follow.
    bound: bool,
    commas: usize,
    /// Closing brackets that wait for their opening one.
    depth: usize,
    lines: usize,
    /// The word read last.
    word: Option<&'a [u8]>,
    /// Whether only one space was read since that word.
    apart: bool,
    /// Whether any word was read.
    begun: bool,
    /// Whether a name was read that says that the name is elsewhere.
    elsewhere: bool,
}

impl<'a> Walk<'a> {
    /// Quotes and what may stand before them: `b"`, `r#"`, `\"`, `&`, `*`.
    fn opening(&mut self) {
        while let Some((byte, rest)) = self.left.split_last() {
            match byte {
                b'"' | b'\'' | b'`' => self.context.quoted = true,
                b'\\' | b'#' => {}
                _ => break,
            }
            self.left = rest;
        }
        if self.context.quoted {
            let prefix = |byte: &u8| {
                matches!(
                    byte.to_ascii_lowercase(),
                    b'b' | b'r' | b'c' | b'f' | b'u' | b'@' | b'$'
                )
            };
            let length = self
                .left
                .iter()
                .rev()
                .take_while(|byte| prefix(byte))
                .count();
            let rest = self.left.len().saturating_sub(length);
            let before = self.left.get(..rest).unwrap_or_default();
            let joins = before.last().is_some_and(|byte| is_word(*byte));
            if length <= 2 && !joins {
                self.left = before;
            }
        }
    }

    /// Reads one piece; `false` at the end.
    fn step(&mut self) -> bool {
        let Some((byte, rest)) = self.left.split_last() else {
            return false;
        };
        if is_word(*byte) {
            return self.name();
        }
        self.left = rest;
        match byte {
            b' ' | b'\t' => {
                self.apart = !self.apart && self.word.is_some();
                return true;
            }
            b'\n' => return self.line(),
            b'"' | b'\'' | b'`' => return self.quote(*byte),
            b'=' | b':' | b'>' => return self.operator(*byte),
            // `||` and `|_|` are no separators, and neither harms as one.
            b',' | b'|' if self.depth == 0 => {
                if self.bound && self.word.is_some() {
                    return false;
                }
                self.commas += usize::from(*byte == b',');
                self.context.listed = true;
            }
            b')' | b']' => self.depth += 1,
            b'(' | b'[' => {
                if self.depth > 0 {
                    self.depth -= 1;
                } else if self.bound && self.word.is_some() {
                    return false;
                } else {
                    self.context.listed = true;
                    // What comes next is what is called.
                    self.commas = 0;
                }
            }
            b'{' => {
                // A literal of a struct without names, as Go has them.
                let after_name = self.left.last().is_some_and(|byte| is_word(*byte));
                if self.depth > 0 || self.bound || !after_name {
                    return self.bound && self.word.is_none() && self.depth == 0;
                }
                self.context.listed = true;
                self.commas = 0;
            }
            b';' | b'}' => return false,
            _ => {}
        }
        self.word = None;
        self.apart = false;
        true
    }

    /// A line's end: a name stands on the line of its operator.
    fn line(&mut self) -> bool {
        self.lines += 1;
        self.apart = false;
        self.word = None;
        // A text on a line of its own is a value only by what comes before it.
        let led = self.bound || self.elsewhere || self.context.listed || self.context.quoted;
        let ended = self.begun && (self.bound || !self.context.listed);
        self.lines <= LINES && led && !ended
    }

    fn operator(&mut self, byte: u8) -> bool {
        if byte == b':' && self.left.last() == Some(&b':') {
            self.left = self.left.split_last().map_or(self.left, |(_, rest)| rest);
        } else if self.depth == 0 && self.commas == 0 {
            self.bound = true;
            self.context.listed &= self.word.is_some();
        }
        self.word = None;
        self.apart = false;
        true
    }

    /// A text in quotes: the name of an entry, of a header, of a variable.
    fn quote(&mut self, mark: u8) -> bool {
        if self.word.is_some() && !self.apart {
            // The tick of a lifetime, or the end of a text that holds the name.
            return true;
        }
        let near = self.left.iter().rev().take(100);
        let line = near.take_while(|byte| **byte != b'\n');
        let Some(length) = line.clone().position(|byte| *byte == mark) else {
            return true;
        };
        let (rest, text) = self.left.split_at(self.left.len().saturating_sub(length));
        self.left = rest.split_last().map_or(rest, |(_, rest)| rest);
        while matches!(self.left.last(), Some(b'\\')) {
            self.left = self.left.split_last().map_or(self.left, |(_, rest)| rest);
        }
        let text = text.strip_suffix(b"\\").unwrap_or(text);
        self.judge(text)
    }

    fn name(&mut self) -> bool {
        let length = self
            .left
            .iter()
            .rev()
            .take_while(|byte| is_word(**byte))
            .count();
        let (rest, name) = self.left.split_at(self.left.len().saturating_sub(length));
        self.left = rest;
        self.judge(name)
    }

    /// Takes what `name` says, where it is about the value; `false` where it is known.
    fn judge(&mut self, name: &'a [u8]) -> bool {
        self.begun = true;
        let lower = name.to_ascii_lowercase();
        let is_hex = memchr::memmem::find(&lower, b"hex").is_some();
        self.context.decoded |= is_hex || lower == b"decode";
        if EMPTY.iter().any(|word| lower == word.as_bytes()) {
            // `- name: API_KEY`, and its `value:` on the next line.
            self.bound = false;
            self.begun = false;
            self.elsewhere = true;
            self.word = None;
            return true;
        }
        // An argument before the one before, or inside of the one before, is another matter.
        if self.commas > 1 || (self.depth > 0 && self.commas > 0) {
            self.word = Some(name);
            return true;
        }
        let mut said = meaning(name);
        if let (true, Some(word)) = (self.apart, self.word) {
            // `API key: …`
            let joined = meaning(&[name, b"_", word].concat());
            if matches!(joined, Meaning::Strong(_)) {
                said = joined;
            }
        }
        self.word = Some(name);
        self.apart = false;
        match (self.context.meaning, said) {
            (_, Meaning::Strong(_)) | (Meaning::Nothing, Meaning::Weak(_)) => {
                self.context.meaning = said;
            }
            (Meaning::Nothing, Meaning::Other) => {
                self.context.meaning = said;
                return false;
            }
            _ => {}
        }
        // After a weak word, the one before it is read too: `API key`.
        match said {
            Meaning::Strong(_) => false,
            Meaning::Weak(_) => self.left.last() == Some(&b' '),
            _ => !matches!(self.context.meaning, Meaning::Weak(_)),
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || byte >= 128
}
