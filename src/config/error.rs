//! All that is wrong with a configuration.

use super::ConfigFault;
use crate::report::wrapped;
use core::fmt;
use serde::Serialize;

/// A configuration that cannot be used, with every fault. Nothing that was written there is shown.
///
/// `Debug` is the message too, since that is what `main` prints.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ConfigError {
    /// The path that the bot's own code named.
    file: Option<String>,
    faults: Vec<ConfigFault>,
}

impl ConfigError {
    pub(super) const fn new(faults: Vec<ConfigFault>) -> Self {
        Self { file: None, faults }
    }

    /// The same for this file.
    #[cfg(feature = "toml")]
    pub(super) fn of_file(mut self, path: String) -> Self {
        self.file = Some(path);
        self
    }

    /// Every fault, at least one.
    #[must_use]
    pub fn faults(&self) -> &[ConfigFault] {
        &self.faults
    }
}

impl std::error::Error for ConfigError {}

/// A line about the file, then each fault, at most 80 columns wide.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_deref().unwrap_or("the configuration");
        let head = match self.faults.len() {
            1 => format!("{file} cannot be used"),
            count => format!("{file} cannot be used, for {count} faults"),
        };
        wrapped(f, "", &head)?;
        for fault in &self.faults {
            write!(f, "\n{fault}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
