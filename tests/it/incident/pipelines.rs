//! What a security team's pipeline is given: names and values that its schemas know.

use super::report::open;
use crate::support::at;
use keyleash::incident::{Kind, Step};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The types that the Elastic Common Schema 9.4 expects in a category; by hand, out of its
/// `event.yml`.
fn types(category: &str) -> &'static [&'static str] {
    match category {
        "iam" => &[
            "admin", "change", "creation", "deletion", "group", "info", "user",
        ],
        "intrusion_detection" => &["allowed", "denied", "info"],
        other => panic!("not a category that is used here: {other}"),
    }
}

#[test]
fn every_happening_is_an_event_of_the_common_schema() {
    let mut incident = open("a trade that is not ours");
    let kinds = [
        Kind::Verified,
        Kind::Finding,
        Kind::Reset,
        Kind::Rotated,
        Kind::Step,
        Kind::Note,
    ];
    for (kind, seconds) in kinds.into_iter().zip(101..) {
        incident.happened(kind, "something", at(seconds)).unwrap();
    }
    let report = incident.report();
    let events: Vec<Value> = report
        .ecs()
        .map(|event| serde_json::to_value(event).unwrap())
        .collect();
    assert_eq!(events.len(), report.timeline().len());
    let mut alerts = BTreeSet::new();
    for (sequence, (event, happening)) in events.iter().zip(report.timeline()).enumerate() {
        assert_eq!(event["message"], happening.text());
        assert_eq!(event["event"]["sequence"], sequence);
        assert_eq!(event["event"]["action"], happening.kind());
        let category = event["event"]["category"][0].as_str().unwrap();
        let kind = event["event"]["type"][0].as_str().unwrap();
        assert!(types(category).contains(&kind), "{event}");
        if event["event"]["kind"] == "alert" {
            alerts.insert(happening.kind());
        } else {
            assert_eq!(event["event"]["kind"], "event");
        }
    }
    assert_eq!(alerts, BTreeSet::from(["finding", "tripped"]));
    assert_eq!(
        events[0],
        json!({
            "@timestamp": "2026-11-20T01:01:40.000Z",
            "message": "a trade that is not ours",
            "ecs": { "version": "9.4.0" },
            "event": {
                "kind": "alert", "category": ["iam"], "type": ["change"], "action": "tripped",
                "provider": "keyleash", "dataset": "keyleash.incident", "sequence": 0,
            },
            "service": { "type": "bybit", "environment": "production" },
            "labels": { "key": super::report::key().to_string() },
        })
    );
}

#[test]
fn an_incident_is_a_detection_finding_from_creation_to_close() {
    let mut incident = open("a trade that is not ours");
    let shown = |incident: &keyleash::incident::Incident| {
        serde_json::to_value(incident.report().ocsf()).unwrap()
    };
    let stage = |finding: &Value| {
        ["activity_id", "type_uid", "status_id", "is_alert"].map(|name| finding[name].clone())
    };
    let created = shown(&incident);
    assert_eq!(
        stage(&created),
        [json!(1), json!(200_401), json!(1), json!(true)]
    );
    // What version 1.5 of the schema requires of the class.
    for name in [
        "activity_id",
        "category_uid",
        "class_uid",
        "type_uid",
        "severity_id",
        "time",
    ] {
        assert!(created[name].is_u64(), "{name}: {created}");
    }
    assert!(created["metadata"]["version"].is_string());
    assert_eq!(created["metadata"]["product"]["name"], "keyleash");
    assert!(created.get("evidences").is_none());

    let lookup = incident.plan()[0];
    incident.collected(lookup, b"[]", Some(0), at(90)).unwrap();
    incident.tick(Step::DeleteKey, "alice", at(130)).unwrap();
    let updated = shown(&incident);
    assert_eq!(
        stage(&updated),
        [json!(2), json!(200_402), json!(2), json!(true)]
    );
    assert_eq!(
        updated["finding_info"]["uid"],
        created["finding_info"]["uid"]
    );
    let opened = created["time"].as_u64().unwrap();
    assert_eq!(updated["time"], opened);
    assert_eq!(updated["start_time"], opened - 10_000);
    assert_eq!(updated["end_time"], opened + 30_000);
    let answer = &updated["evidences"][0]["data"];
    assert_eq!(answer["items"], 0);
    assert_eq!(answer["sha256"].as_str().unwrap().len(), 64);
    // A step that was taken is no longer asked for.
    let deletion = incident.report().steps()[0].text().to_owned();
    assert!(
        created["remediation"]["desc"]
            .as_str()
            .unwrap()
            .contains(&deletion)
    );
    assert!(
        !updated["remediation"]["desc"]
            .as_str()
            .unwrap()
            .contains(&deletion)
    );

    incident.close("alice", at(200)).unwrap();
    let closed = shown(&incident);
    assert_eq!(
        stage(&closed),
        [json!(3), json!(200_403), json!(4), json!(false)]
    );
}
