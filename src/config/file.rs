//! A configuration in a TOML file.
//!
//! Of the parser's error its place is taken and nothing else: its text is the line itself.

use super::{Config, ConfigError, ConfigFault, UncheckedConfig};
use crate::{
    secret::veiled_path,
    shape::{At, REPLACE},
};
use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    os::unix::fs::MetadataExt,
    path::Path,
};
use zeroize::Zeroizing;

/// The most bytes that a configuration may have.
const LIMIT: u64 = 1 << 20;

impl Config {
    /// Reads a TOML file of at most 1 MiB. One that every user of the machine can write to is
    /// refused: it names programs that are run.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let path = path.as_ref();
        let text = read(path).map_err(|fault| ConfigError::new(vec![fault]));
        text.and_then(|text| Self::from_toml(&text))
            .map_err(|error| error.of_file(veiled_path(path)))
    }

    /// Reads TOML.
    ///
    /// ```
    /// let error = keyleash::Config::from_toml("[keys.maker]\nsecret = K3YsECR3t").unwrap_err();
    /// assert!(error.faults()[0].found().ends_with("is no TOML at line 2, column 10"));
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let unchecked = toml::from_str::<UncheckedConfig>(text);
        let unchecked = unchecked.map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            ConfigError::new(vec![syntax(text, start)])
        })?;
        unchecked.check()
    }
}

/// Where the text stops being TOML.
fn syntax(text: &str, start: usize) -> ConfigFault {
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start_of_line = before.rsplit('\n').next().unwrap_or_default();
    let column = start_of_line.chars().count() + 1;
    ConfigFault::new(
        &At::FILE,
        format_args!("is no TOML at line {line}, column {column}"),
        format!(
            "look there, and in the line before, for a quote or bracket that is missing, a text without quotes, or a name that stands twice; {REPLACE}"
        ),
    )
}

fn read(path: &Path) -> Result<Zeroizing<String>, ConfigFault> {
    let fault = |found: &str, remedy: &str| ConfigFault::new(&At::FILE, found, remedy);
    let unread = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => fault("is not there", "write the file, or correct its path"),
        ErrorKind::PermissionDenied => fault(
            "may not be read by this user",
            "let the user of the bot read the file and enter its directories",
        ),
        _ => fault(
            "could not be read",
            "see that its disk is well, and try again",
        ),
    };
    // Looked at before it is opened: a pipe would keep the bot waiting.
    let about = fs::metadata(path).map_err(unread)?;
    if !about.is_file() {
        return Err(fault("is no file", "name a regular file"));
    }
    if about.mode() & 0o002 != 0 {
        return Err(fault(
            "can be changed by every user of this machine",
            "run `chmod o-w` on the file",
        ));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let file = File::open(path).map_err(unread)?;
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > LIMIT {
        return Err(fault(
            "is longer than 1 MiB",
            "name the bot's own configuration",
        ));
    }
    match core::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(fault("is no text in UTF-8", "save the file as UTF-8")),
    }
}
