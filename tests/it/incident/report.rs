//! An incident from the trip to its end, and what its report says.

use crate::support::{any_signer, at, policy};
use keyleash::{
    Environment, Fingerprint,
    incident::{Happening, Incident, Journal, Kind, Step, verify},
    venue,
};
use std::{fs, os::unix::fs::PermissionsExt};
use tempfile::TempDir;

pub(super) fn key() -> Fingerprint {
    any_signer("bybit", &policy()).fingerprint()
}

pub(super) fn open(cause: &str) -> Incident {
    let bybit = venue::find("bybit").unwrap();
    Incident::open(bybit, Environment::Production, key(), cause, at(100))
}

#[test]
fn an_incident_is_told_in_the_order_of_time() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let mut incident = open("foreign order").recorded_in(&journal).unwrap();
    incident
        .happened(Kind::Finding, "a trade that is not ours", at(98))
        .unwrap();
    incident
        .happened(Kind::Tripped, "the last signature of the fleet", at(101))
        .unwrap();
    let plan = incident.plan();
    for (lookup, seconds) in plan.iter().zip(102..) {
        incident
            .collected(*lookup, b"[{}]", Some(1), at(seconds))
            .unwrap();
    }
    assert_eq!(incident.missing(), []);
    for (step, minutes) in Step::ALL.iter().zip(3..) {
        assert_eq!(incident.open_steps().next(), Some(*step));
        incident.tick(*step, "alice", at(minutes * 60)).unwrap();
    }
    assert_eq!(incident.open_steps().next(), None);
    incident.tick(Step::DeleteKey, "bob", at(1000)).unwrap();
    incident.close("alice", at(1100)).unwrap();
    assert_eq!(
        format!("{incident:?}"),
        format!(
            "Incident(bybit production, key {}, opened 2026-11-20T01:01:40Z, {1} of {1} lookups, 8 of 8 steps)",
            key(),
            plan.len()
        )
    );
    let report = incident.report();
    let times: Vec<_> = report.timeline().iter().map(Happening::seconds).collect();
    assert!(times.is_sorted());
    assert_eq!(times[..4], [-2.0, 0.0, 1.0, 2.0]);
    let first = &report.steps()[0];
    assert_eq!(first.step(), Step::DeleteKey);
    assert!(
        first
            .text()
            .contains("https://www.bybit.com/app/user/api-management")
    );
    let done = first.done().unwrap();
    assert_eq!((done.who(), done.at()), ("alice", at(180)));
    assert_eq!(report.collected().len(), plan.len());
    // Each of them is in the journal.
    let told = report.timeline().len();
    drop(journal);
    drop(incident);
    let summary = verify(&path, None).unwrap();
    assert_eq!(summary.head().entries(), u64::try_from(told).unwrap() + 1);
}

#[test]
fn a_report_is_what_it_was() {
    let mut incident = open("a trade that is not ours: [click](http://x) <b>");
    let plan = incident.plan();
    for lookup in plan.iter().take(2) {
        incident
            .collected(*lookup, b"[]", Some(0), at(130))
            .unwrap();
    }
    incident.tick(Step::DeleteKey, "alice", at(145)).unwrap();
    let report = incident.report();
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("markdown", report.to_markdown());
        insta::assert_snapshot!(
            "json",
            serde_json::to_string_pretty(&report).unwrap()
        );
    });
}

/// Every venue has words for every step, and its plan can be asked by the signer of its good key.
#[test]
fn every_venue_has_its_steps() {
    for spec in venue::ALL {
        for step in Step::ALL {
            let text = step.text(spec);
            assert!(text.len() > 20, "{}: {text}", spec.id());
        }
        let delete = Step::DeleteKey.text(spec);
        assert!(delete.contains("https://"), "{}: {delete}", spec.id());
        let Some(signer) = crate::support::good_signer(spec.id()) else {
            continue;
        };
        let incident = Incident::open(
            spec,
            Environment::Production,
            signer.fingerprint(),
            "a test",
            at(0),
        );
        for lookup in incident.plan() {
            let Some(request) = lookup.request() else {
                continue;
            };
            // Some calls ask for parameters; none is out of a reader's scope.
            if let Err(error) = signer.sign_at(&request, at(1)) {
                let error = error.to_string();
                assert!(!error.contains("grant"), "{}: {error}", spec.id());
                assert!(!error.contains("no bot may"), "{}: {error}", spec.id());
            }
        }
    }
}

#[test]
fn answers_are_kept_for_their_owner_alone() {
    let directory = TempDir::new().unwrap();
    let mut incident = open("a test").keeping_answers(directory.path());
    let plan = incident.plan();
    let answer = br#"{"list":[{"apiKey":"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgw"}]}"#;
    incident
        .collected(plan[0], answer, Some(1), at(101))
        .unwrap();
    let path = directory.path().join("001-withdrawals");
    assert_eq!(fs::read(&path).unwrap(), answer);
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let report = incident.report();
    assert_eq!(report.collected()[0].sha256().len(), 64);
    assert!(!report.to_markdown().contains("vmPUZE6mv9SD"));
    // Another incident in that directory does not overwrite it, and says so.
    let mut other = open("another").keeping_answers(directory.path());
    let error = other
        .collected(plan[0], b"{}", None, at(102))
        .unwrap_err()
        .to_string();
    assert!(error.contains("there already"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), answer);
    assert_eq!(other.report().collected().len(), 1);
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let error = other.collected(plan[1], b"{}", None, at(103)).unwrap_err();
    assert!(
        error.to_string().contains("other users can write"),
        "{error}"
    );
}

/// What the disk does not take, the incident has all the same.
#[test]
fn an_incident_goes_on_without_its_journal() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let mut incident = open("a test").recorded_in(&journal).unwrap();
    fs::remove_file(&path).unwrap();
    incident
        .tick(Step::DeleteKey, "alice", at(101))
        .unwrap_err();
    assert!(incident.report().steps()[0].done().is_some());
}
