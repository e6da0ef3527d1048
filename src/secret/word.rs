//! One word of a configuration, whose place a secret may have taken: no error quotes it.

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny},
};

/// What stands there, without a message of the parser's own.
#[derive(Deserialize)]
#[serde(untagged)]
enum Found {
    Text(String),
    Other(IgnoredAny),
}

/// Reads a text by `read`; anything else is an error that says `expected` and nothing more.
pub(crate) fn word<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let read = match Found::deserialize(deserializer) {
        Ok(Found::Text(text)) => read(&text),
        Ok(Found::Other(_)) | Err(_) => None,
    };
    read.ok_or_else(|| D::Error::custom(expected))
}
