//! Until when the key may be used: one deadline out of every rule that ends it.

use super::{Code, Demands, Gap, Violation};
use crate::{
    report::{Allowlist, ClockOffset, Facts, Since, Stated},
    time::{self, DAY, Date, Millis},
};

/// How far a creation date may lie ahead: a day written down in another time zone.
const CREATION_SLACK: Millis = DAY;
/// The longest time for which a gap may be declared.
const LONGEST_GAP: Millis = 366 * DAY;

/// Whether a gap that is declared up to this day counts at `now`.
pub(super) fn is_open(until: Date, now: Millis) -> bool {
    let end = until.end_millis();
    now <= end && end - now <= LONGEST_GAP
}

/// The farthest that this machine's clock may be off the venue's.
pub(crate) const LARGEST_OFFSET: u64 = 30_000;

/// The moment from which a key must not be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub(crate) at: Millis,
    pub(crate) why: String,
    /// What it is when it has passed.
    pub(super) code: Code,
    /// Whether the key's own use puts it off.
    pub(super) put_off: bool,
}

impl Deadline {
    /// What to do before it comes.
    pub(super) fn remedy(&self, facts: &Facts) -> String {
        let console = facts.console;
        if self.code == Code::GapEnded {
            return Code::GapEnded.mend_otherwise(console, &[]);
        }
        if self.code == Code::Expired && matches!(facts.expires, Stated::ByOwner(_)) {
            return Code::DeadlineNear.mend_otherwise(console, &[]);
        }
        if self.put_off {
            return Code::Lapsed.mend_otherwise(console, &[]);
        }
        Code::DeadlineNear.mend(console, &[])
    }
}

pub(super) fn judge(
    demands: &Demands,
    facts: &Facts,
    now: Millis,
    violations: &mut Vec<Violation>,
) -> Option<Deadline> {
    match facts.created {
        _ if facts.is_exempt() => {}
        Stated::Not => {
            violations.push(demands.gap(Gap::Creation, facts, now, "when the key was made"));
        }
        Stated::ByVenue(at) | Stated::ByOwner(at) if at > now.saturating_add(CREATION_SLACK) => {
            violations.push(Violation::refuse(
                Code::CreatedInFuture,
                format!("it was made on {}, which is in the future", time::day(at)),
                Code::CreatedInFuture.mend(facts.console, &[]),
            ));
        }
        Stated::ByVenue(_) | Stated::ByOwner(_) => {}
    }
    let deadlines = deadlines(demands, facts, now);
    let console = facts.console;
    let by_source = matches!(facts.expires, Stated::ByOwner(_));
    for deadline in deadlines.iter().filter(|deadline| deadline.at <= now) {
        // A gap that has ended says so itself.
        if deadline.code != Code::GapEnded {
            violations.push(Violation::refuse(
                deadline.code,
                format!(
                    "it was to be replaced by {}: {}",
                    time::day(deadline.at),
                    deadline.why
                ),
                if deadline.code == Code::Expired && by_source {
                    Code::Expired.mend_otherwise(console, &[])
                } else {
                    deadline.code.mend(console, &[])
                },
            ));
        }
    }
    let first = deadlines.into_iter().min_by_key(|deadline| deadline.at)?;
    let warn_from = first
        .at
        .saturating_sub(Millis::from(demands.warn_days) * DAY);
    if first.at > now && warn_from <= now {
        violations.push(Violation::warn(
            Code::DeadlineNear,
            format!(
                "{} {}, in {} days: {}",
                // A gap can be declared anew, for the same key.
                if first.code == Code::GapEnded {
                    "it stops signing on"
                } else {
                    "it has to be replaced by"
                },
                time::day(first.at),
                (first.at - now) / DAY,
                first.why
            ),
            first.remedy(facts),
        ));
    }
    Some(first)
}

/// Every moment that ends the use of the key.
pub(super) fn deadlines(demands: &Demands, facts: &Facts, now: Millis) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    let mut end = |at: Millis, code, why: String| {
        deadlines.push(Deadline {
            at,
            why,
            code,
            put_off: false,
        });
    };
    if let Stated::ByOwner(Some(expires)) = facts.expires {
        end(expires, Code::Expired, "its source ends it then".to_owned());
    }
    // What its own source says of a key holds in any environment.
    if facts.is_exempt() {
        return deadlines;
    }
    let created = facts.created.known();
    if let Some(created) = created {
        end(
            created.saturating_add(Millis::from(demands.max_age_days) * DAY),
            Code::TooOld,
            format!(
                "the policy replaces keys after {} days",
                demands.max_age_days
            ),
        );
    }
    if let Stated::ByVenue(Some(expires)) = facts.expires {
        end(expires, Code::Expired, "the venue ends it then".to_owned());
    }
    if let Some(days) = facts.days_left {
        end(
            now.saturating_add(Millis::from(days) * DAY),
            Code::Lapsed,
            "the venue ends the key when its days are over, unless they are counted anew"
                .to_owned(),
        );
    }
    let open = facts.allowlist.as_ref().known() == Some(&Allowlist::Open);
    let mut lapses = Vec::new();
    for lapse in facts.lapses {
        // A key that may have any right may have the one that lapses.
        let concerned = !facts.asked || !facts.allowed().and(lapse.of).is_empty();
        if !concerned || (lapse.unbound_only && !open) {
            continue;
        }
        let since = match lapse.since {
            Since::Creation => created,
            // The inspection was a use.
            Since::LastUse => Some(now),
        };
        if let Some(since) = since {
            lapses.push(Deadline {
                at: since.saturating_add(Millis::from(lapse.days) * DAY),
                why: format!("the venue {}", lapse.what),
                code: Code::Lapsed,
                put_off: lapse.since == Since::LastUse,
            });
        }
    }
    let gaps = [
        demands
            .gap_end(Gap::Rights)
            .filter(|_| !facts.asked || !facts.unstated.is_empty()),
        demands
            .gap_end(Gap::Allowlist)
            .filter(|_| facts.allowlist == Stated::Not),
        demands
            .gap_end(Gap::Creation)
            .filter(|_| facts.created == Stated::Not),
    ];
    for (gap, at) in gaps.into_iter().flatten() {
        end(
            at,
            Code::GapEnded,
            format!("the declared gap `{}` ends then", gap.name()),
        );
    }
    deadlines.extend(lapses);
    deadlines
}

pub(super) fn judge_clock(clock: Option<ClockOffset>, violations: &mut Vec<Violation>) {
    let Some(clock) = clock else { return };
    if clock.offset_ms.unsigned_abs() > LARGEST_OFFSET.saturating_add(clock.uncertainty_ms) {
        violations.push(Violation::refuse(
            Code::ClockOff,
            format!(
                "the venue's clock is {:+} ms off this machine's",
                clock.offset_ms
            ),
            Code::ClockOff.mend_anywhere(&[]),
        ));
    }
}
