//! What is to be done for each key, and when: without I/O, at times that are given.

use super::Notice;
use crate::{
    inspection::InspectionError,
    policy::Due,
    report::{Report, printable},
    selfcheck::{KeyFault, Signers},
    signer::{AnySigner, Standing, VerifyError},
    time::{self, DAY, Millis},
};
use core::time::Duration;
use std::{sync::Arc, time::SystemTime};

/// How long a renewal may take.
pub(super) const WITHIN: Duration = Duration::from_secs(10);
/// Between two looks at all keys.
const LOOK: Duration = Duration::from_secs(60);
/// The same while an answer is waited for.
const LOOK_ASKED: Duration = Duration::from_secs(1);
/// Before the second try to renew, in milliseconds; each further pause is twice as long.
const PAUSE: Millis = 60_000;
const LONGEST_PAUSE: Millis = 600_000;
/// How many threads may hang for a key.
const MOST_HANGING: usize = 8;

/// The keys of a bot, and what is known of their upkeep.
pub(super) struct Rounds(Vec<Kept>);

struct Kept {
    name: Arc<str>,
    signer: AnySigner,
    /// How many renewals in a row failed.
    failures: u32,
    /// Before this it is not asked about.
    next: Millis,
    /// The number of the last renewal, and when it was begun, while it is open.
    number: u64,
    asked: Option<Millis>,
    /// One for this, and one for each renewal that hangs.
    hanging: Arc<()>,
    said: Option<Said>,
    /// When a deadline was told of, and whether it had passed.
    told: Option<(Millis, bool)>,
}

/// The standing that was told of last, where its signers refuse.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Stale,
    Stopped,
}

/// A renewal that is to be made, of a signer that is asked about.
pub(super) struct Renewal {
    pub(super) signer: AnySigner,
    pub(super) ticket: Ticket,
    /// Dropped when it comes to its end.
    _hanging: Arc<()>,
}

/// Which renewal of which key.
#[derive(Clone, Copy)]
pub(super) struct Ticket {
    at: usize,
    number: u64,
}

impl Rounds {
    pub(super) fn of(signers: &Signers) -> Self {
        let kept = |(name, signer): (&str, &AnySigner)| Kept {
            name: printable(name).into(),
            signer: signer.clone(),
            failures: 0,
            next: 0,
            number: 0,
            asked: None,
            hanging: Arc::default(),
            said: None,
            told: None,
        };
        Self(signers.iter().map(kept).collect())
    }

    /// Looks at every key at `now`: what there is to say, and what is to be renewed.
    pub(super) fn look(&mut self, now: SystemTime) -> (Vec<Notice>, Vec<Renewal>) {
        let (mut notices, mut due) = (Vec::new(), Vec::new());
        for (at, kept) in self.0.iter_mut().enumerate() {
            kept.look(now, &mut notices);
            due.extend(kept.renewal(at, now));
        }
        (notices, due)
    }

    /// Takes what a renewal came to; one that was given up before is too late.
    pub(super) fn settle(
        &mut self,
        ticket: Ticket,
        answer: Result<Report, KeyFault>,
        now: SystemTime,
    ) -> Vec<Notice> {
        let mut notices = Vec::new();
        let kept = self.0.get_mut(ticket.at);
        let kept = kept.filter(|kept| kept.asked.is_some() && kept.number == ticket.number);
        if let Some(kept) = kept {
            kept.settle(answer, now, &mut notices);
        }
        notices
    }

    /// Until the next look.
    pub(super) fn pause(&self) -> Duration {
        if self.0.iter().any(|kept| kept.asked.is_some()) {
            LOOK_ASKED
        } else {
            LOOK
        }
    }
}

impl Kept {
    fn look(&mut self, now: SystemTime, notices: &mut Vec<Notice>) {
        let millis = time::millis(now);
        let is_late = |asked| passed(asked, millis, WITHIN);
        if self.asked.is_some_and(is_late) {
            self.failed(KeyFault::NoAnswer { within: WITHIN }, now, notices);
        }
        let said = match self.signer.standing_at(now) {
            Standing::Stopped => Some(Said::Stopped),
            Standing::Stale => Some(Said::Stale),
            Standing::PastDeadline => {
                if self.is_new(true, millis) {
                    let schedule = self.signer.due_at(now);
                    let over = schedule.first().filter(|due| due.at() <= now);
                    let due = over.cloned();
                    self.say(
                        notices,
                        Notice::PastDeadline {
                            key: self.name(),
                            due,
                        },
                    );
                }
                return;
            }
            Standing::Fresh { .. } | Standing::RenewSoon { .. } => None,
        };
        if said != self.said {
            match said {
                Some(Said::Stopped) => self.say(notices, Notice::Stopped { key: self.name() }),
                Some(Said::Stale) => self.say(notices, Notice::Stale { key: self.name() }),
                None => {}
            }
            self.said = said;
        }
        // A signer that was stopped for good has nothing ahead.
        if self.signer.is_stopped() {
            return;
        }
        if let Some(due) = self.deadline(now)
            && let Ok(left) = due.at().duration_since(now)
            && due.warned_from() <= now
            && self.is_new(false, millis)
        {
            let days = left.as_secs() / (DAY / 1_000);
            let key = self.name();
            self.say(notices, Notice::DeadlineNear { key, days, due });
        }
    }

    /// What ends the key first, and is not put off by its renewals.
    fn deadline(&self, now: SystemTime) -> Option<Due> {
        let schedule = self.signer.due_at(now);
        let mut entries = schedule.entries().iter();
        entries.find(|due| !due.is_put_off()).cloned()
    }

    /// Whether nothing of that kind was told of a deadline for a day; from now on it was. That it has
    /// passed does not wait for the hour at which it was warned of.
    fn is_new(&mut self, has_passed: bool, now: Millis) -> bool {
        let is_new = self.told.is_none_or(|(told, as_passed)| {
            as_passed != has_passed || passed(told, now, Duration::from_millis(DAY))
        });
        if is_new {
            self.told = Some((now, has_passed));
        }
        is_new
    }

    fn renewal(&mut self, at: usize, now: SystemTime) -> Option<Renewal> {
        let is_due = matches!(
            self.signer.standing_at(now),
            Standing::RenewSoon { .. } | Standing::Stale
        );
        let now = time::millis(now);
        // A clock that was set back does not put a renewal off for longer than any pause.
        let waits = now < self.next && self.next - now <= LONGEST_PAUSE;
        if !is_due
            || waits
            || self.asked.is_some()
            || Arc::strong_count(&self.hanging) > MOST_HANGING
        {
            return None;
        }
        self.asked = Some(now);
        self.number += 1;
        Some(Renewal {
            signer: self.signer.clone(),
            ticket: Ticket {
                at,
                number: self.number,
            },
            _hanging: Arc::clone(&self.hanging),
        })
    }

    fn settle(
        &mut self,
        answer: Result<Report, KeyFault>,
        now: SystemTime,
        notices: &mut Vec<Notice>,
    ) {
        let report = match answer {
            Ok(report) => report,
            // The next look says it.
            Err(KeyFault::Inspection(InspectionError::Stopped)) => {
                self.asked = None;
                return;
            }
            Err(fault) => return self.failed(fault, now, notices),
        };
        let before = self.signer.warnings();
        let key = self.name();
        match self.signer.renew_at(report, now) {
            Ok(()) => {
                (self.asked, self.failures, self.next) = (None, 0, 0);
                self.said = None;
                let until = match self.signer.standing_at(now) {
                    Standing::Fresh { until } | Standing::RenewSoon { until } => Some(until),
                    _ => None,
                };
                self.say(
                    notices,
                    Notice::Renewed {
                        key: Arc::clone(&key),
                        until,
                    },
                );
                let mut warnings = self.signer.warnings();
                warnings.retain(|new| {
                    // A deadline has notices of its own.
                    new.code() != crate::policy::Code::DeadlineNear
                        && before.iter().all(|old| old.code() != new.code())
                });
                if !warnings.is_empty() {
                    self.say(notices, Notice::Warned { key, warnings });
                }
            }
            Err(VerifyError::Refused(refused)) => {
                self.asked = None;
                self.said = Some(Said::Stopped);
                self.say(notices, Notice::Refused { key, refused });
            }
            // It was replaced by another in between, which was verified just then.
            Err(VerifyError::OtherKey) => self.asked = None,
            Err(error) => self.failed(error.into(), now, notices),
        }
    }

    fn failed(&mut self, fault: KeyFault, now: SystemTime, notices: &mut Vec<Notice>) {
        let pause = PAUSE
            .saturating_mul(1 << self.failures.min(8))
            .min(LONGEST_PAUSE);
        self.failures = self.failures.saturating_add(1);
        self.asked = None;
        self.next = time::millis(now).saturating_add(pause);
        let key = self.name();
        let again = Duration::from_millis(pause);
        self.say(notices, Notice::RenewalFailed { key, fault, again });
    }

    fn name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    fn say(&self, notices: &mut Vec<Notice>, notice: Notice) {
        notice.log(&self.signer);
        notices.push(notice);
    }
}

/// Whether so long a time has passed between the two; a clock that was set back counts as such.
fn passed(since: Millis, now: Millis, time: Duration) -> bool {
    now.checked_sub(since)
        .is_none_or(|passed| u128::from(passed) >= time.as_millis())
}
