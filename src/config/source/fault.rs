//! What is wrong in a table of references, for a key that is loaded by it.

use crate::{
    report::Environment,
    shape::{At, ConfigFault, REPLACE, numbered},
    source::{SourceError, Wanted},
};

/// Something that is no reference, where only a reference may stand.
pub(super) fn literal(at: &At) -> ConfigFault {
    let field = at.as_str();
    if at.is_top() {
        return ConfigFault::new(
            at,
            "is a literal, and references only are read",
            format!(
                "put the credential into a file that only the bot's user can read, write `file = \"/path/to/it\"` in a table in its place, and {REPLACE}"
            ),
        );
    }
    let replace = match field {
        "key" => REPLACE,
        _ => "replace the key at the exchange, since this text has been in a configuration",
    };
    ConfigFault::new(
        at,
        "holds a literal, and references only are read",
        format!(
            "put the value into a file that only the bot's user can read, write `{field} = {{ file = \"/path/to/it\" }}`, and {replace}"
        ),
    )
}

/// One error for all of them.
pub(super) fn error(faults: &[ConfigFault], wanted: &Wanted) -> SourceError {
    let (found, remedy) = match faults {
        [fault] => (fault.said(), fault.remedy().to_owned()),
        faults => (
            format!("in {} ways", faults.len()),
            numbered(faults.iter().map(ConfigFault::line)),
        ),
    };
    SourceError::Misconfigured {
        place: source(wanted),
        found,
        remedy,
    }
}

/// What the table is called, whatever name it has in the bot's configuration.
pub(super) fn source(wanted: &Wanted) -> String {
    format!("the source of {}", owner(wanted))
}

/// Which key is meant: a configuration may have several.
pub(super) fn owner(wanted: &Wanted) -> String {
    match wanted.environment {
        Environment::Production => format!("the {} key", wanted.variables),
        other => format!("the {} {other} key", wanted.variables),
    }
}
