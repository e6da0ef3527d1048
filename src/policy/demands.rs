//! The demands of a policy without its type, and how a key is judged by them.

use super::{
    Alarms, CONFIGURED, Code, Gap, Limits, Listed, Relief, Reliefs, Schedule, Severity, Violation,
    addresses,
    hygiene::{self, Hygiene},
    lifetime, rights,
};
use crate::{
    permission::PermissionSet,
    policy::lifetime::Deadline,
    report::{ClockOffset, Facts},
    time::{DAY, Date, Millis},
};
use std::{borrow::Cow, net::IpAddr};

/// The demands of a policy, whatever its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Demands {
    pub(crate) scope: &'static str,
    pub(crate) needs: PermissionSet,
    pub(super) max_age_days: u16,
    pub(super) warn_days: u16,
    pub(super) reverify_hours: u16,
    pub(super) min_prefix: (u8, u8),
    pub(super) max_entries: u16,
    pub(super) egress: Cow<'static, [IpAddr]>,
    pub(super) gaps: [Option<Date>; Gap::COUNT],
    pub(super) listed: Cow<'static, [Listed]>,
    pub(crate) reliefs: Reliefs,
    pub(crate) alarms: Alarms,
    pub(super) limits: Option<Limits>,
    pub(super) hygiene: Hygiene,
    /// Set in `danger` only.
    pub(super) any_address: bool,
}

impl Demands {
    pub(super) const fn new(scope: &'static str, needs: PermissionSet) -> Self {
        Self {
            scope,
            needs,
            max_age_days: 90,
            warn_days: 30,
            reverify_hours: 24,
            min_prefix: (28, 64),
            max_entries: 20,
            egress: Cow::Borrowed(&[]),
            gaps: [None; Gap::COUNT],
            listed: Cow::Borrowed(&[]),
            reliefs: Reliefs::NONE,
            alarms: Alarms::NONE,
            limits: None,
            hygiene: Hygiene::NONE,
            any_address: false,
        }
    }

    /// What will end the use of the key, by facts from the moment `asked`.
    pub(crate) fn schedule(&self, facts: &Facts, asked: Millis, now: Millis) -> Schedule {
        let warned = Millis::from(self.warn_days) * DAY;
        let deadlines = lifetime::deadlines(self, facts, asked);
        Schedule::new(deadlines, facts, warned, now)
    }

    /// Whether the owner leaves this possible after a trip.
    pub(crate) const fn has(&self, relief: Relief) -> bool {
        self.reliefs.has(relief)
    }

    /// Every way in which `facts` fall short at `now`, and when the key has to be replaced.
    pub(crate) fn judge(&self, facts: &Facts, clock: Option<ClockOffset>, now: Millis) -> Verdict {
        let mut violations = Vec::new();
        rights::judge(self, facts, now, &mut violations);
        addresses::judge(self, facts, now, &mut violations);
        hygiene::judge(self, facts, &mut violations);
        let deadline = lifetime::judge(self, facts, now, &mut violations);
        lifetime::judge_clock(clock, &mut violations);
        // What stops the bot comes first.
        violations.sort_by_key(Violation::severity);
        Verdict {
            violations,
            deadline,
        }
    }

    /// The scope's name; a configured one is named by what it holds.
    pub(crate) fn scope_name(&self) -> String {
        match self.scope {
            CONFIGURED => self.needs.to_string(),
            name => name.to_owned(),
        }
    }

    /// The endpoints that the owner listed beside the venue's table.
    pub(crate) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// The limits, where there are any.
    pub(crate) const fn limits(&self) -> Option<&Limits> {
        self.limits.as_ref()
    }

    /// For how long a verification holds.
    pub(crate) const fn verification_millis(&self) -> Millis {
        self.reverify_hours as Millis * 3_600_000
    }

    /// The violation for a fact that nobody stated: a refusal, or a warning where the owner
    /// declared the gap and its last day has not passed.
    pub(super) fn gap(&self, gap: Gap, facts: &Facts, now: Millis, missing: &str) -> Violation {
        let Some(until) = self.gaps.get(gap.at()).copied().flatten() else {
            let code = match gap {
                Gap::Rights => Code::RightsNotStated,
                Gap::Allowlist => Code::AddressesNotStated,
                Gap::Creation => Code::CreationNotStated,
            };
            let found = format!("{} does not state {missing}", facts.title);
            return Violation::refuse(code, found, code.mend(facts.console, &[]));
        };
        if !lifetime::is_open(until, now) {
            return Violation::refuse(
                Code::GapEnded,
                format!(
                    "the declared gap `{}` ended on {until}, or ends more than a year from now",
                    gap.name()
                ),
                Code::GapEnded.mend(facts.console, &[]),
            );
        }
        Violation::warn(
            Code::GapDeclared,
            format!(
                "{} does not state {missing}; the owner accepts that until {until}",
                facts.title
            ),
            Code::GapDeclared.mend(facts.console, &[]),
        )
    }

    /// The last moment of each gap in use.
    pub(super) fn gap_end(&self, gap: Gap) -> Option<(Gap, Millis)> {
        let until = self.gaps.get(gap.at()).copied().flatten()?;
        Some((gap, until.end_millis()))
    }
}

/// What judging gave.
#[derive(Clone)]
pub(crate) struct Verdict {
    pub(crate) violations: Vec<Violation>,
    pub(crate) deadline: Option<Deadline>,
}

impl Verdict {
    pub(crate) fn refuses(&self) -> bool {
        self.violations
            .iter()
            .any(|violation| violation.severity() == Severity::Refuse)
    }
}
