//! The fields of a table of references, and what each one holds.

#[cfg(feature = "keyring")]
use super::place::Entry;
use super::place::{Name, Program};
use crate::{
    secret::has_key,
    shape::{At, Faults, Fields, REPLACE, Shape},
};
use zeroize::Zeroizing;

/// What may stand beside a program, and partly beside an entry of a keyring.
pub(super) const PROGRAM: &[&str] = &["pass_env", "deadline_seconds"];

impl Faults {
    pub(super) fn text<'a>(&mut self, at: &At, shape: &'a Shape) -> Option<&'a str> {
        match shape.text() {
            Some(text) if text.trim().is_empty() => {
                self.tell(at, "holds an empty text", "write the name of the place")
            }
            Some(text) if text.contains(char::is_control) => self.tell(
                at,
                "holds a control character",
                format!("write the name of the place, and nothing else; {REPLACE}"),
            ),
            Some(text) => Some(text),
            None => self.tell(at, "is no text", "write the name of the place in quotes"),
        }
    }

    /// A variable's name, or how it begins.
    pub(super) fn variable(&mut self, at: &At, shape: &Shape) -> Option<Name> {
        let text = self.text(at, shape)?;
        // Even one that is set is not read: what is found there would be told by its name.
        if has_key(text) {
            return self.tell(
                at,
                "holds what looks like a key itself",
                format!("write the name of a variable; {REPLACE}"),
            );
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if text.chars().all(plain) && !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(kept(text));
        }
        self.tell(
            at,
            "holds what is no variable's name",
            format!("write the name alone, in letters, digits and `_`, without `$`; {REPLACE}"),
        )
    }

    pub(super) fn path(&mut self, at: &At, shape: &Shape) -> Option<Name> {
        let text = self.text(at, shape)?;
        if text.starts_with('/') {
            return Some(kept(text));
        }
        self.tell(
            at,
            "holds no whole path",
            format!("write it from `/` on, since `~` and variables mean nothing here; {REPLACE}"),
        )
    }

    /// A file's name, or how it begins.
    pub(super) fn name(&mut self, at: &At, shape: &Shape) -> Option<Name> {
        let text = self.text(at, shape)?;
        if !text.contains('/') {
            return Some(kept(text));
        }
        self.tell(
            at,
            "holds what is no file's name",
            format!("leave out the `/`; {REPLACE}"),
        )
    }

    pub(super) fn program(&mut self, at: &At, fields: &Fields<'_>) -> Option<Program> {
        const EXAMPLE: &str = "write the program and each argument as a text of its own, since no shell takes them apart: `command = [\"op\", \"read\", \"…\"]`";
        let seconds = self.deadline(at, fields);
        let passed = match fields.get("pass_env") {
            Some(shape) => self.variables(&at.below("pass_env"), shape),
            None => Some(Vec::new()),
        };
        let words: Option<Vec<Name>> = match fields.get("command")? {
            Shape::List(items) => items.iter().map(word).collect(),
            _ => None,
        };
        match words {
            Some(words) if words.first().is_some_and(|name| !name.trim().is_empty()) => {
                Some(Program {
                    words,
                    passed: passed?,
                    seconds,
                })
            }
            _ => self.tell(
                &at.below("command"),
                "is no list of a program and its arguments",
                EXAMPLE,
            ),
        }
    }

    /// An entry of a keyring, by service and user.
    #[cfg(feature = "keyring")]
    pub(super) fn entry(&mut self, at: &At, fields: &Fields<'_>) -> Option<Entry> {
        let below = at.below("keyring");
        let seconds = self.deadline(at, fields);
        let Shape::Table(members) = *fields.get("keyring")? else {
            return self.tell(
                &below,
                "is no table",
                "write `keyring = { service = \"…\", user = \"…\" }`",
            );
        };
        let names = self.fields(&below, members, &["service", "user"]);
        let [service, user] = ["service", "user"].map(|name| {
            let at = below.below(name);
            match names.get(name) {
                Some(shape) => self.text(&at, shape).map(kept),
                None => self.tell(&at, "is missing", "add it, as the entry was stored by it"),
            }
        });
        Some(Entry {
            service: service?,
            user: user?,
            seconds,
        })
    }

    #[cfg(not(feature = "keyring"))]
    pub(super) fn no_keyring<T>(&mut self, at: &At) -> Option<T> {
        self.tell(
            at,
            "needs the feature `keyring`, which this build lacks",
            "build the bot with it, or name another place",
        )
    }

    fn deadline(&mut self, at: &At, fields: &Fields<'_>) -> Option<u32> {
        match fields.get("deadline_seconds")? {
            Shape::Number(seconds @ 1..=600) => u32::try_from(*seconds).ok(),
            _ => self.tell(
                &at.below("deadline_seconds"),
                "is no number of seconds",
                "write a whole number from 1 to 600, without quotes",
            ),
        }
    }

    fn variables(&mut self, at: &At, shape: &Shape) -> Option<Vec<Name>> {
        let Shape::List(items) = shape else {
            return self.tell(
                at,
                "is no list",
                "write the variables' names: `pass_env = [\"VAULT_ADDR\"]`",
            );
        };
        items.iter().map(|item| self.variable(at, item)).collect()
    }
}

/// Which of the names are there.
pub(super) fn present(fields: &Fields<'_>, names: &[&'static str]) -> Vec<&'static str> {
    let there = names.iter().copied();
    there.filter(|name| fields.contains_key(name)).collect()
}

/// Every copy is of exact size and wiped: what passes for a name may be a secret.
fn kept(text: &str) -> Name {
    Zeroizing::new(text.to_owned())
}

/// A program or an argument, which may be empty.
fn word(shape: &Shape) -> Option<Name> {
    let text = shape.text().filter(|text| !text.contains('\0'));
    text.map(kept)
}
