//! An old key and the new one in its place, while both live.

use super::{NotRetired, Retired, RollBackError, Unready};
use crate::{
    inspection::{Asker, Inspection},
    report::Report,
    secret::Fingerprint,
    signer::{AnySigner, Held, SignError, VerifyError},
    time::{self, Millis},
};
use core::{fmt, time::Duration};
use std::{
    sync::Arc,
    thread,
    time::{Instant, SystemTime},
};

/// What is added to the time for which the venue takes a request: its way, and a clock that is off.
const MARGIN: Millis = 10_000;

/// An old key that another one has taken the place of. The old one signs nothing more, unless it is
/// taken back.
///
/// Dropped, it is wiped, and nobody tells the owner to delete it: [`retire`](Self::retire) it.
#[must_use = "the old key still lives: retire it, or roll back"]
pub struct Replaced {
    signer: AnySigner,
    old: Arc<Held>,
    new: Arc<Held>,
    at: Millis,
}

impl Replaced {
    pub(super) const fn new(signer: AnySigner, old: Arc<Held>, new: Arc<Held>, at: Millis) -> Self {
        Self {
            signer,
            old,
            new,
            at,
        }
    }

    /// The short name of the key that was replaced.
    #[must_use]
    pub fn old(&self) -> Fingerprint {
        self.old.key.fingerprint
    }

    /// The short name of the key in its place.
    #[must_use]
    pub fn new_key(&self) -> Fingerprint {
        self.new.key.fingerprint
    }

    /// Whether no signature of the old key is in progress; then none comes any more.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.old.key.gate.is_quiet()
    }

    /// Waits until no signature of the old key is in progress, for `patience` at most; whether it
    /// came to that. A signature takes microseconds.
    #[must_use = "it says whether the old key signs no more"]
    pub fn wait(&self, patience: Duration) -> bool {
        let begun = Instant::now();
        while !self.settled() {
            if begun.elapsed() >= patience {
                return false;
            }
            thread::yield_now();
        }
        true
    }

    /// Until when the venue may still take requests that the old key has signed: the widest window
    /// that the venue has for a request, and ten seconds.
    #[must_use]
    pub fn overlap_ends(&self) -> SystemTime {
        time::moment(self.overlap_end())
    }

    fn overlap_end(&self) -> Millis {
        let window = Millis::from(self.old.key.spec.retirement.accepts) * 1000;
        self.at.saturating_add(window).saturating_add(MARGIN)
    }

    /// The questions about the old key, to renew its verification before it is taken back.
    pub fn inspection(&self) -> Inspection<'_> {
        let old = Asker::Verified(Arc::clone(&self.old.key));
        Inspection::new(old, self.signer.switches(), self.signer.notes())
    }

    /// Renews the verification of the old key, so that it can be taken back.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] where the report refuses the old key: it can then not be taken back.
    pub fn renew(&self, report: Report) -> Result<(), VerifyError> {
        self.renew_at(report, SystemTime::now())
    }

    /// [`renew`](Self::renew), with the time given.
    #[expect(clippy::needless_pass_by_value, reason = "a report is judged once")]
    pub fn renew_at(&self, report: Report, now: SystemTime) -> Result<(), VerifyError> {
        self.signer
            .judge_anew(&self.old, &report, time::millis(now))
    }

    /// Takes the old key back, which signs again from now on. What it gives is the way
    /// to retire the new one, or to put it back in place.
    ///
    /// # Errors
    ///
    /// [`RollBackError`] where the old key must not sign; the new one goes on.
    pub fn roll_back(&self) -> Result<Self, RollBackError> {
        self.roll_back_at(SystemTime::now())
    }

    /// [`roll_back`](Self::roll_back), with the time given.
    pub fn roll_back_at(&self, now: SystemTime) -> Result<Self, RollBackError> {
        let now = time::millis(now);
        if self.signer.is_stopped() {
            return Err(RollBackError::Stopped);
        }
        self.old.stands(now).map_err(|error| match error {
            SignError::PastDeadline => RollBackError::PastDeadline,
            _ => RollBackError::Stale,
        })?;
        self.old.key.follow(&self.new.key, true);
        self.signer
            .exchange(&self.new, &self.old)
            .map_err(|()| RollBackError::Superseded)?;
        tracing::warn!(
            target: "keyleash::rotation",
            venue = self.old.key.spec.id(),
            old = %self.old.key.fingerprint,
            new = %self.new.key.fingerprint,
            "rotation rolled back"
        );
        let step = format!(
            "rolled back: in the place of {} again",
            self.new.key.fingerprint
        );
        self.signer.notes().rotated(self.old.key.fingerprint, &step);
        Ok(Self::new(
            self.signer.clone(),
            Arc::clone(&self.new),
            Arc::clone(&self.old),
            now,
        ))
    }

    /// Gives the old key up: it never signs an order again, and is to be deleted.
    ///
    /// # Errors
    ///
    /// [`NotRetired`] while a signature is in progress, while the venue may still take a request of
    /// it, or while the old key is in use. It holds the keys, to try again later.
    pub fn retire(self) -> Result<Retired, NotRetired> {
        self.retire_at(SystemTime::now())
    }

    /// [`retire`](Self::retire), with the time given.
    pub fn retire_at(self, now: SystemTime) -> Result<Retired, NotRetired> {
        let until = self.overlap_end();
        if time::millis(now) < until {
            let why = if self.signer.signs_with(&self.old) {
                Unready::InUse
            } else {
                Unready::overlap(until)
            };
            return Err(NotRetired {
                replaced: self,
                why,
            });
        }
        self.retire_early()
    }

    /// [`retire`](Self::retire) without waiting for the end of the overlap, for a key that has
    /// leaked: once it is deleted, the venue refuses what it has signed and not answered yet.
    ///
    /// # Errors
    ///
    /// [`NotRetired`] as there, but for the overlap.
    pub fn retire_early(self) -> Result<Retired, NotRetired> {
        let why = if self.signer.signs_with(&self.old) {
            Unready::InUse
        } else if self.settled() {
            let notes = self.signer.notes();
            notes.rotated(self.old.key.fingerprint, "retired: it is to be deleted");
            return Ok(Retired::new(
                self.old,
                self.signer.demands(),
                notes.clone(),
                self.at,
            ));
        } else {
            Unready::Signing
        };
        Err(NotRetired {
            replaced: self,
            why,
        })
    }
}

impl fmt::Debug for Replaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Replaced({} {} {} by {})",
            self.old.key.spec.id(),
            self.old.key.site.environment,
            self.old.key.fingerprint,
            self.new.key.fingerprint
        )
    }
}
