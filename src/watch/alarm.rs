//! What follows from findings: a line in the log, and the switch.

use super::finding::Finding;
use crate::{
    kill_switch::{KillSwitch, TrippedBy},
    leash::Notes,
    policy::Severity,
};

/// Trips the switch by the first finding that refuses, and then logs and notes all of them.
pub(super) fn raise(switch: Option<&KillSwitch>, notes: &Notes, findings: &[Finding]) {
    let refuses = |finding: &&Finding| finding.severity() == Severity::Refuse;
    if let Some(switch) = switch
        && let Some(first) = findings.iter().find(refuses)
    {
        trip(switch, first);
    }
    for finding in findings {
        notes.found(&finding.to_string());
        tracing::warn!(
            target: "keyleash::watch",
            venue = finding.venue(),
            found = finding.kind().as_str(),
            stops = refuses(&finding),
            "finding"
        );
    }
}

fn trip(switch: &KillSwitch, finding: &Finding) {
    // A thief makes many findings: one of them is on record, which is enough.
    if switch.is_tripped() {
        return switch.pull();
    }
    let why = format!("{}: {}", finding.kind(), finding.found());
    if let Err(error) = switch.trip(TrippedBy::Watch, &why) {
        tracing::error!(target: "keyleash::watch", %error, "trip not recorded");
    }
}
