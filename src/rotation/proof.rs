//! What shows that one key may take the place of another. Every comparison is made, so that all
//! faults come at once; what cannot be compared is a fault.

use super::SameAccount;
use crate::{
    key::Key,
    policy::{Code, Demands, Severity, Violation},
    report::{Allowlist, Console, Facts, Report, Stated, allowlist::Entry},
    signer::Held,
    time::{self, DAY, Millis},
};
use ipnet::IpNet;

/// What was shown about the account beside the reports.
#[derive(Default)]
pub(super) struct Proof {
    pub(super) shown: Option<SameAccount>,
    pub(super) owners_word: bool,
}

/// The key in use, and the one that is to take its place.
pub(super) struct Sides<'a> {
    pub(super) old: &'a Held,
    pub(super) new: &'a Key,
    pub(super) report: &'a Report,
}

/// Every way in which the new key falls short, and whether any of them refuses it.
pub(super) fn judge(
    sides: &Sides<'_>,
    proof: &Proof,
    demands: &Demands,
    now: Millis,
) -> (Vec<Violation>, bool) {
    let Sides { old, new, report } = sides;
    let facts = &report.facts;
    let mut faults = Vec::new();
    if new.fingerprint == old.key.fingerprint {
        faults.push(Violation::refuse(
            Code::SameKey,
            "it is the key that is in use".to_owned(),
            Code::SameKey.mend(facts.console, &[]),
        ));
    }
    about_this_key(sides, demands, now, &mut faults);
    if place(&old.key, new, facts.console, &mut faults) {
        let before = old.facts();
        account(sides, &before, proof, &mut faults);
        // Where nothing can be asked, and nothing lost, there is nothing to compare.
        if !facts.is_exempt() {
            rights(&before, facts, &mut faults);
            addresses(&before, facts, &mut faults);
            age(&before, old.first_asked(), facts, &mut faults);
        }
    }
    faults.extend(demands.judge(facts, report.clock, now).violations);
    faults.sort_by_key(Violation::severity);
    let refuses = faults
        .iter()
        .any(|fault| fault.severity() == Severity::Refuse);
    (faults, refuses)
}

fn about_this_key(sides: &Sides<'_>, demands: &Demands, now: Millis, faults: &mut Vec<Violation>) {
    let Sides { new, report, .. } = sides;
    let console = report.facts.console;
    if !new.is_meant_by(report) {
        faults.push(Violation::refuse(
            Code::OtherReport,
            format!(
                "the report is about the key {} of {}",
                report.key, report.facts.venue
            ),
            Code::OtherReport.mend(console, &[]),
        ));
    }
    let until = report
        .at
        .min(now)
        .saturating_add(demands.verification_millis());
    if now >= until {
        faults.push(Violation::refuse(
            Code::OldReport,
            format!("the report is of {}", time::rfc3339(report.at)),
            Code::OldReport.mend(console, &[]),
        ));
    }
}

/// Where the keys sign for; whether they are of one venue and environment.
fn place(old: &Key, new: &Key, console: &Console, faults: &mut Vec<Violation>) -> bool {
    if old.spec.id() != new.spec.id() {
        faults.push(Violation::refuse(
            Code::OtherVenue,
            format!(
                "it is a key of {}, and the one in use is of {}",
                new.spec.title(),
                old.spec.title()
            ),
            Code::OtherVenue.mend(console, &[("venue", old.spec.title())]),
        ));
        return false;
    }
    let (was, is) = (old.site.environment, new.site.environment);
    if was != is {
        faults.push(Violation::refuse(
            Code::OtherEnvironment,
            format!("it is a key for {is}, and the one in use is for {was}"),
            Code::OtherEnvironment.mend(console, &[("environment", &was.to_string())]),
        ));
        return false;
    }
    if !old.has_hosts_of(new) {
        faults.push(Violation::refuse(
            Code::OtherHost,
            "it signs for other hosts than the key in use".to_owned(),
            Code::OtherHost.mend(console, &[]),
        ));
    }
    true
}

fn account(sides: &Sides<'_>, before: &Facts, proof: &Proof, faults: &mut Vec<Violation>) {
    let facts = &sides.report.facts;
    match (&before.account, &facts.account) {
        (Some(old), Some(new)) if old == new => {}
        (Some(_), Some(_)) => faults.push(Violation::refuse(
            Code::OtherAccount,
            format!("{} says that it is of another account", facts.title),
            Code::OtherAccount.mend(facts.console, &[]),
        )),
        _ if facts.is_exempt() || proof.owners_word => {}
        _ => {
            let pair = (sides.old.key.fingerprint, sides.new.fingerprint);
            if proof.shown.as_ref().is_none_or(|shown| !shown.is_of(pair)) {
                faults.push(Violation::refuse(
                    Code::AccountNotShown,
                    format!(
                        "{} does not state the account of both keys, and nothing else shows that they are of one",
                        facts.title
                    ),
                    if sides.new.spec.retirement.probes.is_empty() {
                        Code::AccountNotShown.mend(facts.console, &[])
                    } else {
                        Code::AccountNotShown.mend_otherwise(facts.console, &[])
                    },
                ));
            }
        }
    }
}

fn rights(before: &Facts, facts: &Facts, faults: &mut Vec<Violation>) {
    let told = |facts: &Facts| facts.asked && facts.unstated.is_empty();
    if told(before) && !told(facts) {
        faults.push(Violation::refuse(
            Code::MoreRights,
            format!(
                "{} stated which rights the key in use has, and does not of this one",
                facts.title
            ),
            Code::MoreRights.mend_otherwise(facts.console, &[]),
        ));
    }
    for right in &facts.rights {
        if before.rights.iter().all(|own| own.name != right.name) && told(before) {
            faults.push(Violation::refuse(
                Code::MoreRights,
                format!("it has `{}`, which the key in use has not", right.label),
                Code::MoreRights.mend(facts.console, &[]),
            ));
        }
    }
}

fn addresses(before: &Facts, facts: &Facts, faults: &mut Vec<Violation>) {
    let mut wider = |found: String| {
        faults.push(Violation::refuse(
            Code::WiderAllowlist,
            found,
            Code::WiderAllowlist.mend(facts.console, &[]),
        ));
    };
    let (old, new) = (
        before.allowlist.as_ref().known(),
        facts.allowlist.as_ref().known(),
    );
    match (old, new) {
        (None | Some(Allowlist::Restricted | Allowlist::Only(_)), Some(Allowlist::Open)) => {
            wider("it works from every address, and the key in use is not known to".to_owned());
        }
        (Some(Allowlist::Restricted | Allowlist::Only(_)), None) => wider(format!(
            "{} stated from where the key in use works, and does not of this one",
            facts.title
        )),
        (Some(Allowlist::Only(_)), Some(Allowlist::Restricted)) => {
            wider("its addresses are not shown, and those of the key in use are".to_owned());
        }
        (Some(Allowlist::Only(old)), Some(Allowlist::Only(new))) => {
            let within = |entry: &IpNet| old.iter().any(|own| own.contains(entry));
            for entry in new.iter().filter(|entry| !within(entry)) {
                wider(format!(
                    "its allowlist entry {} lies within none of the key in use",
                    Entry(entry)
                ));
            }
        }
        // At least as tight, as far as the venue says.
        (Some(Allowlist::Open), _)
        | (None, None)
        | (None | Some(Allowlist::Restricted), Some(Allowlist::Only(_) | Allowlist::Restricted)) => {
        }
    }
}

/// `first` is when the key in use was first seen: it is no younger than that.
fn age(before: &Facts, first: Millis, facts: &Facts, faults: &mut Vec<Violation>) {
    let Some(new) = facts.created.known() else {
        // Even where the owner accepts that gap: a younger key is what a rotation is for.
        faults.push(Violation::refuse(
            Code::NotYounger,
            "nobody states when it was made".to_owned(),
            Code::NotYounger.mend_otherwise(facts.console, &[]),
        ));
        return;
    };
    let old = before.created.known().unwrap_or(first).min(first);
    // The owner states a day: of two keys of one day neither is known to be the older one.
    let by_day =
        matches!(facts.created, Stated::ByOwner(_)) || matches!(before.created, Stated::ByOwner(_));
    let younger = if by_day {
        new / DAY >= old / DAY
    } else {
        new > old
    };
    if !younger {
        faults.push(Violation::refuse(
            Code::NotYounger,
            format!(
                "it was made on {}, and the key in use on {} or before",
                time::day(new),
                time::day(old)
            ),
            Code::NotYounger.mend(facts.console, &[]),
        ));
    }
}
