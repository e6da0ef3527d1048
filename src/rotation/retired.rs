//! A key that was given up, and is to be deleted.

use super::{DeletionError, Fate, Unsure};
use crate::{
    inspection::{self, Asker, InspectError, Inspection},
    kill_switch::KillSwitch,
    leash::Notes,
    policy::{Demands, Relief},
    report::{Facts, Report, Stated, wrapped},
    request::SignedRequest,
    secret::Fingerprint,
    signer::Held,
    time::{self, Millis},
    venue::Spec,
};
use core::fmt;
use std::{sync::Arc, time::SystemTime};

/// A key that was given up. It can ask its venue whether it still lives, and nothing else; once it
/// is dead, or when this is dropped, it is wiped.
///
/// Shown, it is the list of what is left to do by hand.
#[must_use = "the old key still lives at the exchange: delete it, and check that it is dead"]
pub struct Retired {
    spec: &'static Spec,
    fingerprint: Fingerprint,
    facts: Facts,
    /// When it signed last, at the latest.
    until: Millis,
    /// Nothing where it is known to be dead.
    key: Option<Arc<Held>>,
    may_delete_itself: Allowed,
    notes: Notes,
}

/// Whether the owner lets a key delete itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    Yes,
    No,
}

impl Retired {
    pub(super) fn new(old: Arc<Held>, demands: &Demands, notes: Notes, until: Millis) -> Self {
        Self {
            spec: old.key.spec,
            fingerprint: old.key.fingerprint,
            facts: old.facts(),
            until,
            notes,
            key: Some(old),
            may_delete_itself: if demands.has(Relief::Deletion) {
                Allowed::Yes
            } else {
                Allowed::No
            },
        }
    }

    /// See [`danger::allow_deletion`](crate::danger::allow_deletion).
    pub(crate) fn allowing_deletion(mut self) -> Self {
        self.may_delete_itself = Allowed::Yes;
        self
    }

    /// The short name of the key.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// What to do by hand, in its order.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        let page = self.spec.console.page;
        let made = match self.facts.created {
            Stated::ByVenue(at) | Stated::ByOwner(at) => format!(", made on {}", time::day(at)),
            Stated::Not => String::new(),
        };
        let mut steps = vec![
            format!("open {page}, logged in to the account of the bot"),
            format!(
                "find the key that keyleash calls {}{made}; its id is where the bot loaded it from",
                self.fingerprint
            ),
            "delete it; to disable it is not enough, since who can log in can enable it".to_owned(),
            "take its secret out of every place that it was kept in, backups too".to_owned(),
            format!(
                "have the bot ask {} whether it is dead, by `check_dead`",
                self.spec.title()
            ),
        ];
        if self.spec.sockets().next().is_some() {
            steps.insert(
                0,
                "see that every socket of the bot has logged in again since the change".to_owned(),
            );
        }
        steps
    }

    /// The signed call by which the key deletes itself, where the venue has one and the owner allows
    /// it: in the policy, by [`Relief::Deletion`](crate::Relief), or by
    /// [`danger::allow_deletion`](crate::danger::allow_deletion). The venue refuses it where the key has no right to, as few should.
    ///
    /// # Errors
    ///
    /// [`DeletionError`] where any of these is missing: then it is deleted by hand.
    pub fn deletion(&self) -> Result<SignedRequest, DeletionError> {
        self.deletion_at(SystemTime::now())
    }

    /// [`deletion`](Self::deletion), with the time given.
    pub fn deletion_at(&self, now: SystemTime) -> Result<SignedRequest, DeletionError> {
        let by_hand = DeletionError::ByHand {
            venue: self.spec.title(),
            page: self.spec.console.page,
        };
        let deletion = self.spec.retirement.deletion.ok_or(by_hand)?;
        if self.may_delete_itself == Allowed::No {
            return Err(DeletionError::NotAllowed);
        }
        let held = self.key.as_ref().ok_or(DeletionError::Gone)?;
        let now = time::millis(now);
        inspection::tell(&held.key, deletion.row, deletion.body, now, &self.notes)
            .map_err(|_| by_hand)
    }

    /// Asks the venue by `send`, any function from request to response, whether the key is dead.
    ///
    /// A deletion can take a while to spread at the venue: ask until it is dead.
    pub fn check_dead<B: AsRef<[u8]>, E>(
        &mut self,
        send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Fate {
        match self.inspection() {
            Some(inspection) => {
                let outcome = inspection.run(send);
                self.conclude(outcome)
            }
            None => self.unasked(),
        }
    }

    /// The same, by an async function, on any runtime.
    pub async fn check_dead_async<B: AsRef<[u8]>, E>(
        &mut self,
        send: impl AsyncFnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Fate {
        match self.inspection() {
            Some(inspection) => {
                let outcome = inspection.run_async(send).await;
                self.conclude(outcome)
            }
            None => self.unasked(),
        }
    }

    /// The questions that a key may ask about itself, where it lives and there are any; no switch
    /// stops them, since a leaked key is to be seen dead whatever else stands still.
    fn inspection(&self) -> Option<Inspection<'static>> {
        let held = self.key.as_ref()?;
        let asker = Asker::Verified(Arc::clone(&held.key));
        let none = core::iter::empty::<&KillSwitch>();
        (!held.key.site.questions.is_empty()).then(|| Inspection::new(asker, none, &self.notes))
    }

    /// What is known where nothing can be asked.
    fn unasked(&self) -> Fate {
        if self.key.is_none() {
            return Fate::Dead;
        }
        Fate::Unknown {
            venue: self.spec.title(),
            page: self.spec.console.page,
            why: Unsure::NoQuestion,
        }
    }

    fn conclude<E>(&mut self, outcome: Result<Report, InspectError<E>>) -> Fate {
        let fate = Fate::of(self.spec, outcome, time::millis(SystemTime::now()));
        tracing::info!(
            target: "keyleash::rotation",
            venue = self.spec.id(),
            key = %self.fingerprint,
            dead = fate.is_dead(),
            "old key asked"
        );
        self.notes.rotated(self.fingerprint, fate.word());
        if fate.is_dead() {
            // Wiped: nothing is left to ask.
            self.key = None;
        }
        fate
    }
}

/// A line about the key, then each step, at most 80 columns wide.
impl fmt::Display for Retired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = format!(
            "{} key {} ({}) signs no more since {}; to do by hand:",
            self.spec.id(),
            self.fingerprint,
            self.facts.environment,
            time::rfc3339(self.until)
        );
        wrapped(f, "", &head)?;
        for (at, step) in self.steps().iter().enumerate() {
            writeln!(f)?;
            wrapped(f, &format!("  {}. ", at + 1), step)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Retired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Retired({} {} {}{})",
            self.spec.id(),
            self.facts.environment,
            self.fingerprint,
            if self.key.is_none() { ", dead" } else { "" }
        )
    }
}
