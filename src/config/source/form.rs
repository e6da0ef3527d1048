//! What a table has to look like: its fields, and what is told where one is wrong.

use super::{
    fault::literal,
    fields::{PROGRAM, present},
    place::{Name, Parts, Place, Reference},
};
use crate::{
    shape::{At, ConfigFault, Faults, Fields, REPLACE, Shape, quoted},
    time::{self, Date, Millis},
};

/// Where a whole credential can be.
const WHOLES: &[&str] = &[
    "env",
    "file",
    "mounted",
    "credentials",
    "command",
    "keyring",
];
/// Where one value can be.
const VALUES: &[&str] = &["env", "file", "credential", "command", "keyring"];
const PARTS: &[&str] = &["key", "secret", "passphrase"];

/// What a table without a fault says.
#[derive(Clone)]
pub(super) struct Form {
    /// None in an empty table.
    pub(super) named: Option<Named>,
    pub(super) created: Option<Date>,
    pub(super) expires: Option<Millis>,
}

/// What is referred to.
#[derive(Clone)]
pub(super) enum Named {
    Whole(Place),
    Parts(Box<Parts>),
}

/// Reads the table, or says all that is wrong with it.
pub(super) fn read(shape: &Shape) -> Result<Form, Vec<ConfigFault>> {
    let mut faults = Faults::default();
    match faults.form(shape) {
        Some(form) if faults.0.is_empty() => Ok(form),
        _ => Err(faults.0),
    }
}

impl Faults {
    fn form(&mut self, shape: &Shape) -> Option<Form> {
        let top = At::TOP;
        let nothing = Form {
            named: None,
            created: None,
            expires: None,
        };
        let members = match shape {
            Shape::Nothing => return Some(nothing),
            Shape::Table(members) => members,
            _ => return self.add(literal(&top)),
        };
        let known = [WHOLES, PARTS, PROGRAM, &["prefix", "created", "expires"]].concat();
        let before = self.0.len();
        let fields = self.fields(&top, members, &known);
        let understood = self.0.len() == before;
        if fields.is_empty() && understood {
            return Some(nothing);
        }
        let wholes = present(&fields, WHOLES);
        let parts = present(&fields, PARTS);
        self.loose(&top, &fields);
        let named = match (wholes.as_slice(), parts.as_slice()) {
            ([], []) => {
                if understood {
                    self.tell::<()>(
                        &top,
                        "names no place",
                        "add `file = \"/path/to/it\"`, or `key` and `secret` with a reference each",
                    );
                }
                None
            }
            ([], _) => self.parts(&top, &fields),
            ([whole], []) => self.place(&top, whole, &fields),
            (wholes, parts) => {
                let all = [wholes, parts].concat();
                self.crowded(&top, &all);
                for whole in wholes {
                    self.place(&top, whole, &fields);
                }
                if !parts.is_empty() {
                    self.each_part(&top, &fields);
                }
                None
            }
        };
        let created = self.stated(&top, "created", &fields, Date::parse, "2026-10-01");
        let expires = self.stated(
            &top,
            "expires",
            &fields,
            time::parse_rfc3339,
            "2026-12-31T00:00:00Z",
        );
        Some(Form {
            named: Some(named?),
            created,
            expires,
        })
    }

    /// The credential by one reference for each part.
    fn parts(&mut self, top: &At, fields: &Fields<'_>) -> Option<Named> {
        for (missing, there) in [("key", "secret"), ("secret", "key")] {
            if !fields.contains_key(missing) {
                let there = if fields.contains_key(there) {
                    there
                } else {
                    "passphrase"
                };
                self.tell::<()>(
                    &top.below(missing),
                    format_args!("is missing beside `{there}`"),
                    format!("add `{missing} = {{ file = \"/path/to/it\" }}`"),
                );
            }
        }
        let [key, secret, passphrase] = self.each_part(top, fields);
        Some(Named::Parts(Box::new(Parts {
            key: key?,
            secret: secret?,
            passphrase,
        })))
    }

    fn each_part(&mut self, top: &At, fields: &Fields<'_>) -> [Option<Reference>; 3] {
        ["key", "secret", "passphrase"].map(|part| {
            let shape = fields.get(part)?;
            self.reference(&top.below(part), shape)
        })
    }

    /// The place of one value.
    fn reference(&mut self, at: &At, shape: &Shape) -> Option<Reference> {
        let Shape::Table(members) = shape else {
            return self.add(literal(at));
        };
        let before = self.0.len();
        let fields = self.fields(at, members, &[VALUES, PROGRAM].concat());
        let understood = self.0.len() == before;
        self.loose(at, &fields);
        match present(&fields, VALUES).as_slice() {
            [] if understood => {
                let remedy = format!("write one of {} in it", quoted(VALUES));
                self.tell(at, "names no place", remedy)
            }
            [] => None,
            [kind] => self.value(at, kind, &fields),
            kinds => {
                self.crowded(at, kinds);
                for kind in kinds {
                    self.value(at, kind, &fields);
                }
                None
            }
        }
    }

    fn value(&mut self, at: &At, kind: &'static str, fields: &Fields<'_>) -> Option<Reference> {
        let (below, shape) = (at.below(kind), *fields.get(kind)?);
        match kind {
            "env" => self.variable(&below, shape).map(Reference::Env),
            "file" => self.path(&below, shape).map(Reference::File),
            "credential" => self.name(&below, shape).map(Reference::Credential),
            "command" => self.program(at, fields).map(Reference::Command),
            #[cfg(feature = "keyring")]
            _ => self.entry(at, fields).map(Reference::Keyring),
            #[cfg(not(feature = "keyring"))]
            _ => self.no_keyring(&below),
        }
    }

    fn place(&mut self, at: &At, kind: &'static str, fields: &Fields<'_>) -> Option<Named> {
        let (below, shape) = (at.below(kind), *fields.get(kind)?);
        let place = match kind {
            "env" => self.variable(&below, shape).map(Place::Env),
            "file" => self.path(&below, shape).map(Place::File),
            "mounted" => {
                let prefix = match fields.get("prefix") {
                    Some(prefix) => self.name(&at.below("prefix"), prefix),
                    None => Some(Name::default()),
                };
                self.path(&below, shape)
                    .zip(prefix)
                    .map(|(directory, prefix)| Place::Mounted(directory, prefix))
            }
            // Alone in its unit, a bot may call its credentials `key` and `secret`.
            "credentials" if shape.text() == Some("") => Some(Place::Credentials(Name::default())),
            "credentials" => self.name(&below, shape).map(Place::Credentials),
            "command" => self.program(at, fields).map(Place::Command),
            #[cfg(feature = "keyring")]
            _ => self.entry(at, fields).map(Place::Keyring),
            #[cfg(not(feature = "keyring"))]
            _ => self.no_keyring(&below),
        };
        place.map(Named::Whole)
    }

    /// A fact that may be stated in the table.
    fn stated<T>(
        &mut self,
        top: &At,
        name: &'static str,
        fields: &Fields<'_>,
        parse: fn(&str) -> Option<T>,
        example: &'static str,
    ) -> Option<T> {
        let stated = fields.get(name)?.text().and_then(parse);
        if stated.is_some() {
            return stated;
        }
        self.tell(
            &top.below(name),
            "is not understood",
            format!("write it as `{name} = \"{example}\"`; {REPLACE}"),
        )
    }

    /// What stands without what it belongs to.
    fn loose(&mut self, at: &At, fields: &Fields<'_>) {
        for (name, owners) in [
            ("prefix", &["mounted"][..]),
            ("pass_env", &["command"]),
            ("deadline_seconds", &["command", "keyring"]),
        ] {
            if fields.contains_key(name) && present(fields, owners).is_empty() {
                self.tell::<()>(
                    &at.below(name),
                    format_args!("stands without {}", quoted(owners)),
                    "leave it out, or add what it belongs to",
                );
            }
        }
    }

    fn crowded(&mut self, at: &At, names: &[&'static str]) {
        self.tell::<()>(
            at,
            format_args!("names more than one place, by {}", quoted(names)),
            "keep one, so that nobody has to guess which one counts",
        );
    }
}
