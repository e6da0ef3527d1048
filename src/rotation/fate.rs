//! Whether a key is dead, by what its venue answers.
//!
//! Dead is only what the venue says it does not know. No answer, a firewall's page and a refusal
//! for any other cause say nothing: a key that is thought dead and is not is the worst case.

use crate::{
    inspection::{InspectError, InspectionError, VenueRefusal},
    report::Report,
    time::Millis,
    venue::{self, Spec},
};
use core::fmt;

/// Whether a key is dead.
#[derive(Clone)]
#[non_exhaustive]
pub enum Fate {
    /// The venue does not know it any more, or says that it has expired.
    Dead,
    /// The venue still answers it.
    Alive {
        /// The venue.
        venue: &'static str,
        /// The page of its keys.
        page: &'static str,
    },
    /// Not known.
    Unknown {
        /// The venue.
        venue: &'static str,
        /// The page of its keys.
        page: &'static str,
        /// Why.
        why: Unsure,
    },
}

/// Why it is not known whether a key is dead.
#[derive(Clone)]
#[non_exhaustive]
pub enum Unsure {
    /// No answer came.
    Unreachable,
    /// A refusal that can mean that the key is gone, and something else, too.
    Ambiguous(VenueRefusal),
    /// A refusal that says nothing about it.
    Refused(VenueRefusal),
    /// An answer that cannot be read.
    Unreadable,
    /// This environment has no question about a key.
    NoQuestion,
}

impl Fate {
    /// Whether the key is dead.
    #[must_use]
    pub const fn is_dead(&self) -> bool {
        matches!(self, Self::Dead)
    }

    /// What a journal notes of it.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Dead => "asked: it is dead",
            Self::Alive { .. } => "asked: it is alive",
            Self::Unknown { .. } => "asked: it is not known whether it is dead",
        }
    }

    /// What came of the questions about a key that worked before.
    pub(super) fn of<E>(
        spec: &'static Spec,
        outcome: Result<Report, InspectError<E>>,
        now: Millis,
    ) -> Self {
        let (venue, page) = (spec.title(), spec.console.page);
        let unknown = |why| Self::Unknown { venue, page, why };
        match outcome {
            Ok(report) if says_gone(spec, &report, now) => Self::Dead,
            Ok(_) => Self::Alive { venue, page },
            Err(InspectError::Transport { .. }) => unknown(Unsure::Unreachable),
            Err(InspectError::Inspection(InspectionError::Refused(refusal))) => {
                let causes = refusal.causes();
                // A proxy's page has a status, and no code of the venue's.
                let own = refusal.code().is_some() || spec.names_status(refusal.status());
                if own && venue::says_gone(causes) {
                    Self::Dead
                } else if venue::names_gone(causes) {
                    unknown(Unsure::Ambiguous(refusal))
                } else {
                    unknown(Unsure::Refused(refusal))
                }
            }
            Err(InspectError::Inspection(_)) => unknown(Unsure::Unreadable),
        }
    }
}

/// Whether an answer itself says that there is no such key any more.
fn says_gone(spec: &Spec, report: &Report, now: Millis) -> bool {
    // By the venue's clock: one of this machine that is ahead must not end a key that lives.
    let now = report.clock.map_or(now, |clock| {
        let venue = now.saturating_add_signed(clock.offset_ms);
        venue.saturating_sub(clock.uncertainty_ms)
    });
    let gone = spec.retirement.gone;
    let unknown = report.facts.unknown.iter();
    let ended = report.facts.expires.known().flatten();
    unknown
        .map(String::as_str)
        .any(|right| gone.contains(&right))
        || ended.is_some_and(|at| at <= now)
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dead => f.write_str("the key is dead: the exchange does not know it any more"),
            Self::Alive { venue, page } => write!(
                f,
                "the key is alive, {venue} still answers it: delete it at {page}, and ask again"
            ),
            Self::Unknown { venue, page, why } => {
                write!(f, "it is not known whether the key is dead: ")?;
                match why {
                    Unsure::Unreachable => write!(
                        f,
                        "no answer came from {venue}; ask again when it can be reached"
                    ),
                    Unsure::Ambiguous(refusal) => write!(
                        f,
                        "see at {page} that it is not listed, for {venue} has one answer for that and for other causes. {refusal}"
                    ),
                    Unsure::Refused(refusal) => write!(
                        f,
                        "{venue} refused for another cause; mend that, and ask again. {refusal}"
                    ),
                    Unsure::Unreadable => write!(
                        f,
                        "{venue}'s answer cannot be read; ask again, and see at {page} that it is not listed"
                    ),
                    Unsure::NoQuestion => write!(
                        f,
                        "this environment of {venue} has no question about a key; see at {page} that it is not listed"
                    ),
                }
            }
        }
    }
}

impl fmt::Debug for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Unsure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "Unreachable",
            Self::Ambiguous(_) => "Ambiguous",
            Self::Refused(_) => "Refused",
            Self::Unreadable => "Unreadable",
            Self::NoQuestion => "NoQuestion",
        })
    }
}

impl Unsure {
    /// The venue's refusal, where there was one.
    #[must_use]
    pub const fn refusal(&self) -> Option<&VenueRefusal> {
        match self {
            Self::Ambiguous(refusal) | Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}
