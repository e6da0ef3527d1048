//! One key on its way: loaded, asked about, judged.

use keyleash::{
    AnyCredential, AnyPolicy, Code, Environment, Fingerprint, InspectError, InspectionError,
    LoadError, Report, Severity, VenueRefusal, VerifyError, Violation,
    venue::{Cause, Spec},
};
use std::io;

/// A key that was checked.
pub(crate) struct Checked {
    pub(crate) name: &'static str,
    pub(crate) spec: &'static Spec,
    pub(crate) environment: Environment,
    pub(crate) expected: Option<Expected>,
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) report: Option<Report>,
    pub(crate) outcome: Outcome,
}

/// How a key has to be judged.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    /// Accepted, with these warnings at least.
    Accepted(&'static [Code]),
    /// Refused for exactly these reasons.
    Refused(&'static [Code]),
    /// The exchange does not even answer.
    RefusedByVenue { code: &'static str, cause: Cause },
}

/// How a key was judged.
pub(crate) enum Outcome {
    /// A bot may run with it.
    Accepted(Vec<Violation>),
    /// It does not meet the policy; warnings are among the violations, behind.
    Refused(Vec<Violation>),
    /// The exchange refused the question.
    RefusedByVenue(VenueRefusal),
    /// There was no answer, or none that could be read.
    NoAnswer(String),
    /// There is no key to ask about.
    NotLoaded(String),
}

type Send = fn(http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>>;

impl Checked {
    pub(crate) const fn named(
        name: &'static str,
        spec: &'static Spec,
        environment: Environment,
    ) -> Self {
        Self {
            name,
            spec,
            environment,
            expected: None,
            fingerprint: None,
            report: None,
            outcome: Outcome::NotLoaded(String::new()),
        }
    }

    pub(crate) const fn expecting(mut self, expected: Expected) -> Self {
        self.expected = Some(expected);
        self
    }

    /// Checks the key: this is what a bot does at its start.
    pub(crate) fn by(
        mut self,
        credential: Result<AnyCredential, LoadError>,
        policy: &AnyPolicy,
        send: Send,
    ) -> Self {
        let credential = match credential {
            Ok(credential) => credential,
            Err(error) => {
                self.outcome = Outcome::NotLoaded(error.to_string());
                return self;
            }
        };
        self.fingerprint = Some(credential.fingerprint());
        self.outcome = match credential.inspect(send) {
            Ok(report) => {
                self.report = Some(report.clone());
                match credential.verify(policy, report) {
                    Ok(signer) => Outcome::Accepted(signer.warnings()),
                    Err(VerifyError::Refused(refused)) => {
                        Outcome::Refused(refused.violations().to_vec())
                    }
                    Err(error) => Outcome::NoAnswer(error.to_string()),
                }
            }
            Err(InspectError::Inspection(InspectionError::Refused(refusal))) => {
                Outcome::RefusedByVenue(refusal)
            }
            // Shown here, since this client's errors quote no URL.
            Err(InspectError::Transport { error, .. }) => Outcome::NoAnswer(error.to_string()),
            Err(error) => Outcome::NoAnswer(error.to_string()),
        };
        self
    }

    /// Judged as expected; where nothing was expected, accepted.
    pub(crate) fn is_good(&self) -> bool {
        self.expected
            .map_or(matches!(self.outcome, Outcome::Accepted(_)), |expected| {
                expected.is_met(&self.outcome)
            })
    }

    /// The violations, those that refuse first.
    pub(crate) fn violations(&self) -> &[Violation] {
        match &self.outcome {
            Outcome::Accepted(violations) | Outcome::Refused(violations) => violations,
            _ => &[],
        }
    }
}

impl Expected {
    fn is_met(self, outcome: &Outcome) -> bool {
        match (self, outcome) {
            (Self::Accepted(codes), Outcome::Accepted(warnings)) => codes
                .iter()
                .all(|code| warnings.iter().any(|warning| warning.code() == *code)),
            (Self::Refused(codes), Outcome::Refused(violations)) => {
                let refusals = violations
                    .iter()
                    .filter(|violation| violation.severity() == Severity::Refuse);
                refusals.clone().count() == codes.len()
                    && refusals
                        .map(Violation::code)
                        .all(|code| codes.contains(&code))
            }
            (Self::RefusedByVenue { code, cause }, Outcome::RefusedByVenue(refusal)) => {
                refusal.code() == Some(code) && refusal.causes().contains(&cause)
            }
            _ => false,
        }
    }

    pub(crate) fn text(self) -> String {
        let list = |codes: &[Code]| {
            let codes: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
            codes.join(", ")
        };
        match self {
            Self::Accepted([]) => "accepted".to_owned(),
            Self::Accepted(codes) => format!("accepted, with {}", list(codes)),
            Self::Refused(codes) => format!("refused for {}", list(codes)),
            Self::RefusedByVenue { code, .. } => format!("refused by the exchange, code {code}"),
        }
    }
}
