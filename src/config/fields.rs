//! The fields of a table: which are there, and what each one holds.

use super::{
    fault::{At, Fault, REPLACE},
    place::Program,
    shape::Shape,
};
use crate::source::Command;
#[cfg(feature = "keyring")]
use crate::source::Keyring;
use core::fmt::Display;
use std::{collections::BTreeMap, path::PathBuf};

/// What may stand beside a program, and partly beside an entry of a keyring.
pub(super) const PROGRAM: &[&str] = &["pass_env", "deadline_seconds"];

/// What parts are called elsewhere, and here.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("api_key", "key"),
    ("apiKey", "key"),
    ("apikey", "key"),
    ("key_id", "key"),
    ("api_secret", "secret"),
    ("apiSecret", "secret"),
    ("secret_key", "secret"),
    ("secretKey", "secret"),
    ("private_key", "secret"),
    ("api_passphrase", "passphrase"),
    ("password", "passphrase"),
];

/// The members of a table that have a name we know.
pub(super) type Fields<'a> = BTreeMap<&'static str, &'a Shape>;

/// What is wrong so far. Whoever gives `None` has added to it.
pub(super) struct Faults(pub(super) Vec<Fault>);

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

    /// The members that are known, each at most once; those that are `null` are left out.
    pub(super) fn fields<'a>(
        &mut self,
        at: &At,
        members: &'a [(Shape, Shape)],
        known: &[&'static str],
    ) -> Fields<'a> {
        let mut fields = Fields::new();
        let mut strangers = false;
        for (name, value) in members {
            let name = name.text().unwrap_or_default();
            let mut ours = known.iter().copied().find(|known| *known == name);
            if ours.is_none() {
                let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
                if let Some((other, own)) = other.filter(|(_, own)| known.contains(own)) {
                    self.tell::<()>(
                        &at.below(other),
                        format_args!("is called `{own}` here"),
                        format!("write `{own}` in its place"),
                    );
                    ours = Some(own);
                }
            }
            let Some(name) = ours else {
                strangers = true;
                continue;
            };
            if fields.insert(name, value).is_some() {
                self.tell::<()>(&at.below(name), "stands there twice", "keep one of them");
            }
        }
        if strangers {
            // Which one is not said: a secret may stand where a name belongs.
            self.tell::<()>(
                at,
                "has a field that is not known",
                format!("leave only {} there, and {REPLACE}", quoted(known)),
            );
        }
        fields.retain(|_, value| !matches!(value, Shape::Nothing));
        fields
    }

    /// A variable's name, or how it begins.
    pub(super) fn variable(&mut self, at: &At, shape: &Shape) -> Option<String> {
        let text = self.text(at, shape)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if text.chars().all(plain) && !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        self.tell(
            at,
            "holds what is no variable's name",
            format!("write the name alone, in letters, digits and `_`, without `$`; {REPLACE}"),
        )
    }

    pub(super) fn path(&mut self, at: &At, shape: &Shape) -> Option<PathBuf> {
        let text = self.text(at, shape)?;
        if text.starts_with('/') {
            return Some(PathBuf::from(text));
        }
        self.tell(
            at,
            "holds no whole path",
            format!("write it from `/` on, since `~` and variables mean nothing here; {REPLACE}"),
        )
    }

    /// A file's name, or how it begins.
    pub(super) fn name(&mut self, at: &At, shape: &Shape) -> Option<String> {
        let text = self.text(at, shape)?;
        if !text.contains('/') {
            return Some(text.to_owned());
        }
        self.tell(
            at,
            "holds what is no file's name",
            format!("leave out the `/`; {REPLACE}"),
        )
    }

    pub(super) fn program(&mut self, at: &At, fields: &Fields<'_>) -> Option<Program> {
        const EXAMPLE: &str = "write the program and each argument as a text of its own, since no shell takes them apart: `command = [\"op\", \"read\", \"…\"]`";
        let below = at.below("command");
        let seconds = fields
            .get("deadline_seconds")
            .map(|shape| self.seconds(&at.below("deadline_seconds"), shape));
        let passed = fields
            .get("pass_env")
            .map(|shape| self.variables(&at.below("pass_env"), shape));
        let words: Option<Vec<&str>> = match fields.get("command")? {
            Shape::List(items) => items.iter().map(Shape::text).collect(),
            _ => None,
        };
        let (name, arguments) = match words.as_deref() {
            Some([name, arguments @ ..])
                if !name.trim().is_empty() && !words.iter().flatten().any(|w| w.contains('\0')) =>
            {
                (*name, arguments)
            }
            _ => return self.tell(&below, "is no list of a program and its arguments", EXAMPLE),
        };
        let mut command = Command::new(name);
        for argument in arguments {
            command = command.arg(argument);
        }
        for variable in passed.unwrap_or(Some(Vec::new()))? {
            command = command.pass_env(variable);
        }
        if let Some(seconds) = seconds {
            command = command.deadline_seconds(seconds?);
        }
        Some(Program {
            name: name.to_owned().into(),
            command,
        })
    }

    /// An entry of a keyring, by service and user.
    #[cfg(feature = "keyring")]
    pub(super) fn entry(&mut self, at: &At, fields: &Fields<'_>) -> Option<Keyring> {
        let below = at.below("keyring");
        let seconds = fields
            .get("deadline_seconds")
            .map(|shape| self.seconds(&at.below("deadline_seconds"), shape));
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
                Some(shape) => self.text(&at, shape),
                None => self.tell(&at, "is missing", "add it, as the entry was stored by it"),
            }
        });
        let entry = Keyring::new(service?, user?);
        Some(match seconds {
            Some(seconds) => entry.deadline_seconds(seconds?),
            None => entry,
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

    pub(super) fn seconds(&mut self, at: &At, shape: &Shape) -> Option<u32> {
        match shape {
            Shape::Number(seconds @ 1..=600) => Some(u32::from(*seconds)),
            _ => self.tell(
                at,
                "is no number of seconds",
                "write a whole number from 1 to 600, without quotes",
            ),
        }
    }

    pub(super) fn variables(&mut self, at: &At, shape: &Shape) -> Option<Vec<String>> {
        let Shape::List(items) = shape else {
            return self.tell(
                at,
                "is no list",
                "write the variables' names: `pass_env = [\"VAULT_ADDR\"]`",
            );
        };
        items.iter().map(|item| self.variable(at, item)).collect()
    }

    pub(super) fn tell<T>(
        &mut self,
        at: &At,
        found: impl Display,
        remedy: impl Into<String>,
    ) -> Option<T> {
        self.add(Fault::new(at, found, remedy))
    }

    pub(super) fn add<T>(&mut self, fault: Fault) -> Option<T> {
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
        None
    }
}

/// Which of the names are there.
pub(super) fn present(fields: &Fields<'_>, names: &[&'static str]) -> Vec<&'static str> {
    let there = names.iter().copied();
    there.filter(|name| fields.contains_key(name)).collect()
}

pub(super) fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
