//! One demand that is not met, and the list of them that stops a bot.

use super::Code;
use crate::{
    report::{Environment, wrapped},
    secret::Fingerprint,
};
use core::fmt;
use serde::Serialize;

/// What a violation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(clippy::exhaustive_enums)] // a demand stops the bot or does not
pub enum Severity {
    /// It stops the bot.
    Refuse,
    /// It is shown.
    Warn,
}

/// One demand that a key does not meet.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    code: Code,
    severity: Severity,
    found: String,
    remedy: String,
}

impl Violation {
    pub(crate) const fn refuse(code: Code, found: String, remedy: String) -> Self {
        Self {
            code,
            severity: Severity::Refuse,
            found,
            remedy,
        }
    }

    pub(crate) const fn warn(code: Code, found: String, remedy: String) -> Self {
        Self {
            code,
            severity: Severity::Warn,
            found,
            remedy,
        }
    }

    /// The rule.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Whether it stops the bot.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What to do, in the words of the venue's console.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// Code and finding on one paragraph, the remedy on the next, at most 80 columns wide.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Refuse => "",
            Severity::Warn => "warning: ",
        };
        wrapped(f, "  - ", &format!("{} {word}{}", self.code, self.found))?;
        writeln!(f)?;
        wrapped(f, "    mend: ", &self.remedy)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A key that does not meet its policy; with every violation, warnings too. The key was wiped.
#[derive(Clone)]
pub struct Refused {
    pub(crate) venue: &'static str,
    pub(crate) environment: Environment,
    pub(crate) key: Fingerprint,
    pub(crate) scope: String,
    pub(crate) violations: Vec<Violation>,
}

impl Refused {
    /// `refused: ` and the codes of what was found.
    pub(crate) fn codes(&self) -> String {
        let codes = self.violations.iter().map(|own| own.code().to_string());
        format!("refused: {}", codes.collect::<Vec<_>>().join(", "))
    }

    /// Every violation, those that stop the bot first.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether `code` is among the violations that stop the bot.
    #[must_use]
    pub fn is_for(&self, code: Code) -> bool {
        self.violations
            .iter()
            .any(|violation| violation.code == code && violation.severity == Severity::Refuse)
    }
}

impl std::error::Error for Refused {}

/// A line or two about the key, then each violation, at most 80 columns wide.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!(
            "{} key {} ({}) refused for scope `{}`",
            self.venue, self.key, self.environment, self.scope
        );
        wrapped(f, "", &head)?;
        for violation in &self.violations {
            write!(f, "\n{violation}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
