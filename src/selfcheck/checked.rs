//! What the check found about each key, for people and for programs.

use super::fault::{self, KeyFault};
use crate::{
    inspection::{InspectionError, VenueRefusal},
    policy::{Severity, Violation},
    report::{Environment, Report, printable, wrapped},
    secret::Fingerprint,
    signer::VerifyError,
};
use core::fmt;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// One key, as the check found it.
pub struct CheckedKey {
    pub(super) name: String,
    pub(super) venue: &'static str,
    pub(super) environment: Environment,
    pub(super) key: Option<Fingerprint>,
    pub(super) report: Option<Report>,
    pub(super) warnings: Vec<Violation>,
    pub(super) fault: Option<KeyFault>,
}

impl CheckedKey {
    pub(super) fn new(name: &str, venue: &'static str, environment: Environment) -> Self {
        Self {
            // Whoever swapped two lines of a configuration must not find a secret in a log.
            name: printable(name),
            venue,
            environment,
            key: None,
            report: None,
            warnings: Vec::new(),
            fault: None,
        }
    }

    /// The bot's name for it, as it is shown: what looks like a key in it is hidden, and past 64
    /// characters it is cut.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The venue's short name, such as `binance`.
    #[must_use]
    pub const fn venue(&self) -> &'static str {
        self.venue
    }

    /// The environment.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// The short name of the key; `None` where it was not loaded.
    #[must_use]
    pub const fn fingerprint(&self) -> Option<Fingerprint> {
        self.key
    }

    /// What the venue said about it, where it did.
    #[must_use]
    pub const fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// Why it gave no signer; `None` where it was accepted.
    #[must_use]
    pub const fn fault(&self) -> Option<&KeyFault> {
        self.fault.as_ref()
    }

    /// What was found wrong with it: in an accepted key these are warnings, in a refused one those
    /// that refuse come first.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match &self.fault {
            Some(KeyFault::Verify(VerifyError::Refused(refused))) => refused.violations(),
            _ => &self.warnings,
        }
    }

    /// 0, or [`KeyFault::exit_code`].
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.fault.as_ref().map_or(0, KeyFault::exit_code)
    }

    /// One word of a closed set: `accepted`, `refused` by the policy, `refused_by_venue`,
    /// `unreadable`, `unreachable`, `no_answer`, `not_loaded`, `stopped` or `failed`.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        self.fault.as_ref().map_or("accepted", KeyFault::outcome)
    }

    fn refusal(&self) -> Option<&VenueRefusal> {
        match &self.fault {
            Some(KeyFault::Inspection(InspectionError::Refused(refusal))) => Some(refusal),
            _ => None,
        }
    }

    /// What there is to say beside violations.
    fn text(&self) -> Option<String> {
        match &self.fault {
            None | Some(KeyFault::Verify(VerifyError::Refused(_))) => None,
            Some(fault) => Some(fault.to_string()),
        }
    }

    fn write<'a>(&'a self, f: &mut fmt::Formatter<'_>, told: &mut Told<'a>) -> fmt::Result {
        let key = self.key.map_or_else(String::new, |key| format!(" {key}"));
        let outcome = self.outcome().replace('_', " ");
        let head = format!(
            "{}: {} key{key} ({}), {outcome}",
            self.name, self.venue, self.environment
        );
        wrapped(f, "", &head)?;
        // A venue's code may mean several things, each of which has a line of its own.
        for (at, line) in self.text().iter().flat_map(|text| text.lines()).enumerate() {
            let lead = if at == 0 { "  - " } else { "    * " };
            writeln!(f)?;
            wrapped(f, lead, line.trim_start_matches("  - "))?;
        }
        let mut again = Vec::new();
        for violation in self.violations() {
            if violation.severity() == Severity::Warn {
                // What keys of one venue have in common is said once.
                if told.contains(&violation) {
                    again.push(violation.code().as_str());
                    continue;
                }
                told.push(violation);
            }
            write!(f, "\n{violation}")?;
        }
        if !again.is_empty() {
            writeln!(f)?;
            wrapped(f, "  - ", &format!("warned of above: {}", again.join(", ")))?;
        }
        if let Some(report) = self.report.as_ref().filter(|_| f.alternate()) {
            write!(f, "\n  asked     {}", report.asked())?;
            let report = report.to_string();
            for line in report.lines().skip(1) {
                write!(f, "\n{line}")?;
            }
        }
        Ok(())
    }
}

/// The warnings that were shown.
type Told<'a> = Vec<&'a Violation>;

/// A line about the key and below it what is wrong and how to mend it, at most 80 columns wide; with
/// `{:#}` what the venue said, too.
impl fmt::Display for CheckedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &mut Vec::new())
    }
}

impl fmt::Debug for CheckedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The [module](super) has the shape.
impl Serialize for CheckedKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Refusal<'a> {
            status: u16,
            code: Option<&'a str>,
            causes: &'static [crate::venue::Cause],
        }
        let refusal = self.refusal().map(|refusal| Refusal {
            status: refusal.status(),
            code: refusal.code(),
            causes: refusal.causes(),
        });
        let mut out = serializer.serialize_struct("CheckedKey", 10)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("venue", self.venue)?;
        out.serialize_field("environment", &self.environment)?;
        out.serialize_field("key", &self.key)?;
        out.serialize_field("outcome", self.outcome())?;
        out.serialize_field("exit_code", &self.exit_code())?;
        out.serialize_field("error", &self.text())?;
        out.serialize_field("refusal", &refusal)?;
        out.serialize_field("violations", self.violations())?;
        out.serialize_field("report", &self.report)?;
        out.end()
    }
}

/// What the check found about all keys.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<CheckedKey>);

impl Findings {
    pub(super) fn exit_code(&self) -> u8 {
        if self.0.is_empty() {
            return fault::NO_KEY;
        }
        let codes: Vec<_> = self.0.iter().map(CheckedKey::exit_code).collect();
        fault::worst(&codes)
    }

    fn summary(&self) -> String {
        let failed = self.0.iter().filter(|key| key.fault.is_some()).count();
        let keys = match self.0.len() {
            1 => "1 key".to_owned(),
            count => format!("{count} keys"),
        };
        match (self.0.len(), failed) {
            (0, _) => "no key was given to check: name at least one".to_owned(),
            (_, 0) => format!("{keys}, accepted"),
            (1, _) => "the key gave no signer".to_owned(),
            (_, failed) => format!("{failed} of {keys} failed, so none gave a signer"),
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "self-check: {}", self.summary())?;
        // What failed comes first: who has to mend it reads no further.
        let mut keys: Vec<_> = self.0.iter().collect();
        keys.sort_by_key(|key| key.fault.is_none());
        let mut told = Vec::new();
        for key in keys {
            writeln!(f)?;
            key.write(f, &mut told)?;
        }
        Ok(())
    }
}

impl Serialize for Findings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = self.exit_code();
        let mut out = serializer.serialize_struct("SelfCheck", 3)?;
        out.serialize_field("accepted", &(code == 0))?;
        out.serialize_field("exit_code", &code)?;
        out.serialize_field("keys", &self.0)?;
        out.end()
    }
}
