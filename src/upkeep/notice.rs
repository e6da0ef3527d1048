//! What a bot is told of its keys while it runs.

use crate::{
    policy::{Due, Refused, Violation},
    report::wrapped,
    selfcheck::{KeyFault, span},
    signer::AnySigner,
    time,
};
use core::{fmt, iter, time::Duration};
use std::{sync::Arc, time::SystemTime};

/// Something that a bot's owner is told about a key, by its name in the bot.
#[non_exhaustive]
pub enum Notice {
    /// The venue was asked again, and the verification holds anew.
    Renewed {
        /// The bot's name for the key.
        key: Arc<str>,
        /// Until when; `None` where something else has stopped its signers since.
        until: Option<SystemTime>,
    },
    /// A renewal failed. The verification holds until its time is over.
    RenewalFailed {
        /// The bot's name for the key.
        key: Arc<str>,
        /// Why.
        fault: KeyFault,
        /// After what time it is tried again.
        again: Duration,
    },
    /// The key no longer meets its policy. Its signers have stopped for good.
    Refused {
        /// The bot's name for the key.
        key: Arc<str>,
        /// Everything that is wrong with it.
        refused: Refused,
    },
    /// Its signers were stopped, or its switch was tripped or is not heard of.
    Stopped {
        /// The bot's name for the key.
        key: Arc<str>,
    },
    /// Its verification is too old: its signers refuse until a renewal succeeds.
    Stale {
        /// The bot's name for the key.
        key: Arc<str>,
    },
    /// The key has to be replaced soon.
    DeadlineNear {
        /// The bot's name for the key.
        key: Arc<str>,
        /// How many whole days are left.
        days: u64,
        /// What ends it, and what to do.
        due: Due,
    },
    /// The key was to be replaced: its signers refuse until it is.
    PastDeadline {
        /// The bot's name for the key.
        key: Arc<str>,
        /// What ended it, and what to do.
        due: Option<Due>,
    },
    /// A renewal succeeded, with warnings that the one before did not have.
    Warned {
        /// The bot's name for the key.
        key: Arc<str>,
        /// The new ones.
        warnings: Vec<Violation>,
    },
}

impl Notice {
    /// The bot's name for the key, as it is shown: see
    /// [`CheckedKey::name`](crate::selfcheck::CheckedKey::name).
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Renewed { key, .. }
            | Self::RenewalFailed { key, .. }
            | Self::Refused { key, .. }
            | Self::Stopped { key }
            | Self::Stale { key }
            | Self::DeadlineNear { key, .. }
            | Self::PastDeadline { key, .. }
            | Self::Warned { key, .. } => key,
        }
    }

    /// Whether the signers of the key refuse from now on.
    #[must_use]
    pub const fn stops_signing(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Stopped { .. }
                | Self::Stale { .. }
                | Self::PastDeadline { .. }
        )
    }

    /// One word, of a closed set.
    const fn word(&self) -> &'static str {
        match self {
            Self::Renewed { .. } => "renewed",
            Self::RenewalFailed { .. } => "renewal_failed",
            Self::Refused { .. } => "refused",
            Self::Stopped { .. } => "stopped",
            Self::Stale { .. } => "stale",
            Self::DeadlineNear { .. } => "deadline_near",
            Self::PastDeadline { .. } => "past_deadline",
            Self::Warned { .. } => "warned",
        }
    }

    /// What is said behind the name.
    fn head(&self) -> String {
        match self {
            Self::Renewed { until, .. } => {
                let until = until.map(|until| time::rfc3339(time::millis(until)));
                let until = until.map_or_else(String::new, |until| format!(" until {until}"));
                format!("verified anew{until}")
            }
            Self::RenewalFailed { again, .. } => {
                format!("not verified anew; it is tried again in {}", span(*again))
            }
            Self::Refused { .. } => "refused, and stopped for good".to_owned(),
            Self::Stopped { .. } => {
                "stopped, or its switch was tripped or is not heard of".to_owned()
            }
            Self::Stale { .. } => {
                "its verification is too old, so nothing is signed until it was renewed".to_owned()
            }
            Self::DeadlineNear { days: 0, .. } => "it has to be replaced within a day".to_owned(),
            Self::DeadlineNear { days: 1, .. } => "it has to be replaced in 1 day".to_owned(),
            Self::DeadlineNear { days, .. } => format!("it has to be replaced in {days} days"),
            Self::PastDeadline { .. } => {
                "it was to be replaced, so nothing is signed until it is".to_owned()
            }
            Self::Warned { .. } => "verified anew, with new warnings".to_owned(),
        }
    }

    /// What is said below it, each with what it begins with.
    fn below(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::RenewalFailed { fault, .. } => {
                let text = fault.to_string();
                let lines = text.lines().map(|line| line.trim_start_matches("  - "));
                let leads = iter::once("  - ").chain(iter::repeat("    * "));
                leads.zip(lines.map(str::to_owned)).collect()
            }
            Self::DeadlineNear { due, .. } => deadline(due, due.remedy()),
            Self::PastDeadline { due: Some(due), .. } => {
                let remedy = due.remedy().trim_end_matches(" before then");
                deadline(due, remedy.trim_end_matches(','))
            }
            _ => Vec::new(),
        }
    }

    /// Why, by the codes of rules or in words; never more than the notice shows.
    fn reason(&self) -> Option<String> {
        match self {
            Self::RenewalFailed { fault, .. } => Some(fault.to_string()),
            Self::Refused { refused, .. } => Some(refused.codes()),
            Self::DeadlineNear { due, .. } | Self::PastDeadline { due: Some(due), .. } => {
                Some(due.code().to_string())
            }
            Self::Warned { warnings, .. } => {
                let codes: Vec<_> = warnings.iter().map(|own| own.code().as_str()).collect();
                Some(codes.join(", "))
            }
            _ => None,
        }
    }

    pub(super) fn log(&self, signer: &AnySigner) {
        let (name, venue, key) = (self.key(), signer.venue().id(), signer.fingerprint());
        let (notice, reason) = (self.word(), self.reason());
        let reason = reason.as_deref();
        if self.stops_signing() {
            tracing::error!(target: "keyleash::upkeep", name, venue, %key, notice, reason, "key no longer signs");
        } else if matches!(self, Self::Renewed { .. }) {
            tracing::info!(target: "keyleash::upkeep", name, venue, %key, notice, reason, "key verified anew");
        } else {
            tracing::warn!(target: "keyleash::upkeep", name, venue, %key, notice, reason, "key needs care");
        }
    }
}

/// The name and what happened, and below it why and what to do, at most 80 columns wide.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        wrapped(f, "", &format!("{}: {}", self.key(), self.head()))?;
        for (lead, line) in self.below() {
            writeln!(f)?;
            wrapped(f, lead, &line)?;
        }
        let violations = match self {
            Self::Refused { refused, .. } => refused.violations(),
            Self::Warned { warnings, .. } => warnings,
            _ => &[],
        };
        violations
            .iter()
            .try_for_each(|violation| write!(f, "\n{violation}"))
    }
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn deadline(due: &Due, remedy: &str) -> Vec<(&'static str, String)> {
    let when = time::day(time::millis(due.at()));
    let why = format!("{} on {when}: {}", due.code(), due.why());
    vec![("  - ", why), ("    mend: ", remedy.to_owned())]
}
