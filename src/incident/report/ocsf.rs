//! An incident as a finding of the Open Cybersecurity Schema Framework.
//!
//! Class 2004 as in version 1.5.0, read on 2026-11-22:
//! <https://schema.ocsf.io/1.5.0/classes/detection_finding>.

use super::IncidentReport;
use crate::time::Millis;
use serde::Serialize;

/// The version of the schema.
const VERSION: &str = "1.5.0";
const CATEGORY: u32 = 2;
const CLASS: u32 = 2004;
/// A key may be in other hands.
const CRITICAL: u32 = 5;

/// An incident as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework 1.5.
///
/// | field | is |
/// |---|---|
/// | `activity_id` | 1 created, 2 updated since, 3 closed |
/// | `severity_id` | 5, critical |
/// | `status_id` | 1 new, 2 in progress, 4 resolved |
/// | `is_alert` | until it is closed |
/// | `time`, `start_time`, `end_time` | in milliseconds: the trip, and the ends of the timeline |
/// | `finding_info.uid` | the key's fingerprint and the moment of the trip: the same for each update |
/// | `resources` | the key, by its fingerprint, at its venue |
/// | `evidences` | the SHA-256 of each answer that was collected, and how many items it has |
/// | `remediation.desc` | the steps that nobody has ticked off |
#[derive(Clone, Debug, Serialize)]
pub struct OcsfFinding<'a> {
    activity_id: u32,
    category_uid: u32,
    class_uid: u32,
    type_uid: u32,
    severity_id: u32,
    status_id: u32,
    is_alert: bool,
    time: Millis,
    start_time: Millis,
    end_time: Millis,
    message: &'a str,
    metadata: Metadata,
    finding_info: Info<'a>,
    resources: [Resource<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidences: Vec<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remediation: Option<Remediation>,
}

#[derive(Clone, Debug, Serialize)]
struct Metadata {
    version: &'static str,
    product: Product,
}

#[derive(Clone, Debug, Serialize)]
struct Product {
    name: &'static str,
    vendor_name: &'static str,
    version: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Info<'a> {
    uid: String,
    title: &'a str,
    types: [&'static str; 1],
    created_time: Millis,
}

#[derive(Clone, Debug, Serialize)]
struct Resource<'a> {
    uid: &'a str,
    r#type: &'static str,
    name: String,
}

#[derive(Clone, Debug, Serialize)]
struct Evidence {
    name: String,
    data: Answer,
}

#[derive(Clone, Debug, Serialize)]
struct Answer {
    sha256: String,
    items: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
struct Remediation {
    desc: String,
}

impl<'a> OcsfFinding<'a> {
    pub(super) fn of(report: &'a IncidentReport) -> Self {
        let is_closed = report.closed.is_some();
        let (activity_id, status_id) = match (is_closed, report.timeline.len()) {
            (true, _) => (3, 4),
            (false, 0 | 1) => (1, 1),
            (false, _) => (2, 2),
        };
        let times = || report.timeline.iter().map(|happening| happening.at);
        Self {
            activity_id,
            category_uid: CATEGORY,
            class_uid: CLASS,
            type_uid: CLASS * 100 + activity_id,
            severity_id: CRITICAL,
            status_id,
            is_alert: !is_closed,
            time: report.opened,
            start_time: times().fold(report.opened, Millis::min),
            end_time: times().fold(report.opened, Millis::max),
            message: &report.cause,
            metadata: Metadata {
                version: VERSION,
                product: Product {
                    name: "keyleash",
                    vendor_name: "keyleash",
                    version: env!("CARGO_PKG_VERSION"),
                },
            },
            finding_info: Info {
                uid: format!("keyleash-{}-{}", report.key, report.opened),
                title: &report.cause,
                types: ["API key in other hands"],
                created_time: report.opened,
            },
            resources: [Resource {
                uid: &report.key,
                r#type: "API key",
                name: format!("a key of {}, {}", report.spec.title(), report.environment),
            }],
            evidences: evidences(report),
            remediation: remediation(report),
        }
    }
}

fn evidences(report: &IncidentReport) -> Vec<Evidence> {
    let evidence = |own: &super::Collected| Evidence {
        name: super::called(&own.lookup),
        data: Answer {
            sha256: own.sha256(),
            items: own.count,
        },
    };
    report.collected.iter().map(evidence).collect()
}

/// The steps that are open, in their order.
fn remediation(report: &IncidentReport) -> Option<Remediation> {
    let open = report.steps.iter().filter(|task| task.done.is_none());
    let texts: Vec<&str> = open.map(|task| task.text.as_str()).collect();
    (!texts.is_empty()).then(|| Remediation {
        desc: texts.join("\n"),
    })
}
