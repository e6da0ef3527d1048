//! What the key may do, against what the scope needs.

use super::{Code, Demands, Gap, Violation};
use crate::{
    permission::{Admin, PermissionSet, Read, Withdraw},
    report::{Environment, Facts, Right},
    time::Millis,
};

pub(super) fn judge(
    demands: &Demands,
    facts: &Facts,
    now: Millis,
    violations: &mut Vec<Violation>,
) {
    if !facts.asked {
        violations.push(not_asked(demands, facts, now));
        return;
    }
    // Every inspection reads, so reading is never surplus.
    let wanted = demands.needs.with::<Read>();
    for right in &facts.rights {
        let label = format!("“{}”", right.label);
        let off = |code: Code| code.mend(facts.console, &[("right", &label)]);
        if right.gives.contains(PermissionSet::of::<Withdraw>()) {
            violations.push(Violation::refuse(
                Code::Withdraw,
                format!(
                    "it can withdraw, by “{}”, which no bot key may",
                    right.label
                ),
                off(Code::Withdraw),
            ));
        }
        if right.gives.contains(PermissionSet::of::<Admin>()) {
            violations.push(Violation::refuse(
                Code::Admin,
                format!(
                    "it can manage keys or sub-accounts, by “{}”, which no bot key may",
                    right.label
                ),
                off(Code::Admin),
            ));
        }
        let unasked = right
            .allows()
            .minus(PermissionSet::NEVER.and(right.gives))
            .minus(wanted);
        if is_surplus(right, &facts.rights, demands.needs) {
            violations.push(Violation::refuse(
                Code::Surplus,
                format!(
                    "it can {}, which scope `{}` does not need",
                    unasked.phrase(),
                    demands.scope_name()
                ),
                off(Code::Surplus),
            ));
        } else if !unasked.is_empty() {
            violations.push(Violation::warn(
                Code::RidesAlong,
                format!("“{}” also lets it {}", right.label, unasked.phrase()),
                Code::RidesAlong.mend(facts.console, &[("venue", facts.title)]),
            ));
        }
    }
    for missing in demands.needs.minus(facts.allowed()) {
        violations.push(Violation::refuse(
            Code::Missing,
            format!(
                "it cannot {}, which scope `{}` needs",
                missing.phrase(),
                demands.scope_name()
            ),
            match labels(facts.table, missing) {
                Some(labels) => Code::Missing.mend(facts.console, &[("right", &labels)]),
                None => Code::Missing.mend_otherwise(facts.console, &[("venue", facts.title)]),
            },
        ));
    }
    for name in &facts.unknown {
        violations.push(Violation::refuse(
            Code::UnknownRight,
            format!("it has the right `{name}`, which this release does not know"),
            Code::UnknownRight.mend(facts.console, &[]),
        ));
    }
    if !facts.unstated.is_empty() {
        let missing = format!("whether the key has {}", facts.unstated.join(", "));
        violations.push(demands.gap(Gap::Rights, facts, now, &missing));
    }
}

/// Whether the key could do all that is needed without this right, which allows more than that.
///
/// A right that is for something needed is surplus only beside narrower ones for the same. A right
/// that only brings along something needed is surplus beside any other that allows it.
fn is_surplus(right: &Right, granted: &[&'static Right], needs: PermissionSet) -> bool {
    let reading = PermissionSet::of::<Read>();
    let purpose = |right: &Right| right.gives.minus(PermissionSet::NEVER).minus(reading);
    let own = purpose(right);
    if own.is_empty() {
        return false;
    }
    let others = granted.iter().filter(|other| other.name != right.name);
    let needed = own.and(needs);
    if needed.is_empty() {
        let allowed: PermissionSet = others.map(|other| other.allows()).collect();
        let brought = right.rides.and(needs);
        return allowed.contains(brought);
    }
    let narrower: PermissionSet = others
        .map(|other| purpose(other))
        .filter(|purpose| needs.contains(*purpose))
        .collect();
    !needs.contains(own) && narrower.contains(needed)
}

/// A test environment without the question cannot lose money; production can.
fn not_asked(demands: &Demands, facts: &Facts, now: Millis) -> Violation {
    if facts.environment == Environment::Production {
        return demands.gap(Gap::Rights, facts, now, "what the key may do");
    }
    Violation::warn(
        Code::NotAsked,
        format!(
            "the {} of {} cannot be asked what a key may do",
            facts.environment, facts.title
        ),
        Code::NotAsked.mend(facts.console, &[]),
    )
}

/// The boxes that give `missing`, without those that give more than it should have.
fn labels(table: &[Right], missing: PermissionSet) -> Option<String> {
    let labels: Vec<_> = table
        .iter()
        .filter(|right| {
            right.gives.contains(missing) && right.gives.and(PermissionSet::NEVER).is_empty()
        })
        .map(|right| format!("“{}”", right.label))
        .collect();
    (!labels.is_empty()).then(|| labels.join(" or "))
}
