//! A verified key, and what its last verification found.

use super::{SignError, VerifyError, socket::able};
use crate::{
    key::Key,
    kill_switch::Gate,
    measure::{Measures, Verified},
    permission::PermissionSet,
    policy::{Demands, Refused, Schedule, Severity, Verdict, Violation},
    report::{Facts, Report},
    time::Millis,
};
use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A verified key.
pub(crate) struct Held {
    pub(crate) key: Arc<Key>,
    pub(super) verified_until: AtomicU64,
    pub(super) deadline: AtomicU64,
    /// When the exchange was asked first.
    first: Millis,
    /// When the exchange was asked last.
    asked: AtomicU64,
    last: Mutex<Last>,
}

/// What the last verification found.
struct Last {
    warnings: Vec<Violation>,
    /// What the key can do; `None` where the venue does not say.
    able: Option<PermissionSet>,
    facts: Facts,
}

impl Last {
    fn of(verdict: Verdict, report: &Report) -> Self {
        Self {
            warnings: verdict.violations,
            able: able(&report.facts),
            facts: report.facts.clone(),
        }
    }
}

impl AsRef<Gate> for Held {
    fn as_ref(&self) -> &Gate {
        &self.key.gate
    }
}

impl Held {
    pub(crate) fn verified(
        key: Key,
        demands: &Demands,
        report: &Report,
        now: Millis,
    ) -> Result<Self, VerifyError> {
        let (verdict, until) = judge(&key, demands, report, now)?;
        tracing::info!(
            target: "keyleash::signer",
            venue = key.spec.id(),
            key = %key.fingerprint,
            warnings = verdict.violations.len(),
            "key verified"
        );
        Ok(Self {
            key: Arc::new(key),
            verified_until: AtomicU64::new(until),
            deadline: AtomicU64::new(end(&verdict)),
            first: report.at,
            asked: AtomicU64::new(report.at),
            last: Mutex::new(Last::of(verdict, report)),
        })
    }

    /// Renews the verification. Where the report refuses the key, none holds any more.
    pub(crate) fn renew(
        &self,
        demands: &Demands,
        report: &Report,
        now: Millis,
    ) -> Result<(), VerifyError> {
        if report.at < self.asked.load(Ordering::Relaxed) {
            return Err(VerifyError::OldReport);
        }
        match judge(&self.key, demands, report, now) {
            Ok((verdict, until)) => {
                self.key.verified_at(now);
                self.asked.store(report.at, Ordering::Relaxed);
                self.deadline.store(end(&verdict), Ordering::Relaxed);
                // Before a stale verification becomes fresh, so that no login goes by what the key
                // could do then.
                *self.last() = Last::of(verdict, report);
                self.verified_until.store(until, Ordering::Relaxed);
                Ok(())
            }
            Err(error) => {
                if matches!(error, VerifyError::Refused(_)) {
                    self.verified_until.store(0, Ordering::Relaxed);
                }
                Err(error)
            }
        }
    }

    /// Whether verification and deadline let the key sign.
    pub(crate) fn stands(&self, now: Millis) -> Result<(), SignError> {
        let reached = self.key.reached(now);
        if reached >= self.verified_until.load(Ordering::Relaxed) {
            return Err(SignError::Stale);
        }
        if reached >= self.deadline.load(Ordering::Relaxed) {
            return Err(SignError::PastDeadline);
        }
        Ok(())
    }

    /// What the venue said last.
    pub(crate) fn facts(&self) -> Facts {
        self.last().facts.clone()
    }

    /// When the venue was asked first: the key is no younger than that.
    pub(crate) const fn first_asked(&self) -> Millis {
        self.first
    }

    /// What is due for the key.
    pub(crate) fn due(&self, demands: &Demands, now: Millis) -> Schedule {
        let asked = self.asked.load(Ordering::Relaxed);
        demands.schedule(&self.last().facts, asked, now)
    }

    pub(super) fn warnings(&self) -> Vec<Violation> {
        self.last().warnings.clone()
    }

    pub(super) fn able(&self) -> Option<PermissionSet> {
        self.last().able
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        // Nothing panics while it holds the lock; what is in a poisoned one still holds.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a verification came to, by the codes of what it found.
pub(super) fn verdict(refusal: Option<&VerifyError>) -> String {
    match refusal {
        None => "accepted".to_owned(),
        Some(VerifyError::Refused(refused)) => refused.codes(),
        Some(error) => format!("refused: {error}"),
    }
}

/// Counts a verification, and what it came to.
pub(super) fn measure(measures: &Measures, verified: Result<&Held, &VerifyError>, now: Millis) {
    let violations = match verified {
        Ok(held) => {
            let deadline = held.deadline.load(Ordering::Relaxed);
            let verified = Verified {
                created: held.last().facts.created.known(),
                until: held.verified_until.load(Ordering::Relaxed),
                deadline: (deadline != Millis::MAX).then_some(deadline),
            };
            return measures.verified(&verified, now);
        }
        Err(VerifyError::Refused(refused)) => refused.violations(),
        Err(_) => &[],
    };
    let refusing = violations
        .iter()
        .filter(|own| own.severity() == Severity::Refuse);
    measures.unverified(refusing.map(|own| own.code().as_str()));
}

/// Judges a report that has to be about this key, and says until when the verification holds.
fn judge(
    key: &Key,
    demands: &Demands,
    report: &Report,
    now: Millis,
) -> Result<(Verdict, Millis), VerifyError> {
    if !key.is_meant_by(report) {
        return Err(VerifyError::OtherKey);
    }
    // A report from the future is as old as one from now.
    let until = report
        .at
        .min(now)
        .saturating_add(demands.verification_millis());
    if now >= until {
        return Err(VerifyError::OldReport);
    }
    let verdict = demands.judge(&report.facts, report.clock, now);
    if verdict.refuses() {
        return Err(Refused {
            venue: report.facts.venue,
            environment: report.facts.environment,
            key: report.key,
            scope: demands.scope_name(),
            violations: verdict.violations,
        }
        .into());
    }
    Ok((verdict, until))
}

fn end(verdict: &Verdict) -> Millis {
    verdict
        .deadline
        .as_ref()
        .map_or(u64::MAX, |deadline| deadline.at)
}
