//! A happening in the fields of the Elastic Common Schema.
//!
//! Names and values as in version 9.4 of the schema, read on 2026-11-22:
//! <https://www.elastic.co/docs/reference/ecs/ecs-event>.

use super::{Happening, IncidentReport, moment};
use crate::{report::Environment, time::Millis};
use serde::Serialize;

/// The version of the schema.
const VERSION: &str = "9.4.0";

/// A happening of an incident, in the fields of the Elastic Common Schema 9.4.
///
/// | field | is |
/// |---|---|
/// | `@timestamp` | when it happened |
/// | `message` | what happened |
/// | `event.kind` | `alert` for a trip, a finding and a journal that was tampered with, else `event` |
/// | `event.category` | `iam`; of the last two `intrusion_detection` |
/// | `event.type` | `change` where a key was stopped, freed or replaced, else `info` |
/// | `event.action` | the kind of the happening, such as `tripped` |
/// | `event.provider`, `event.dataset` | `keyleash`, `keyleash.incident` |
/// | `event.sequence` | the place in the timeline, from 0 |
/// | `service.type`, `service.environment` | the venue's short name, the environment |
/// | `labels.key` | the fingerprint of the key |
#[derive(Clone, Debug, Serialize)]
pub struct EcsEvent<'a> {
    #[serde(rename = "@timestamp", serialize_with = "moment")]
    at: Millis,
    message: &'a str,
    ecs: Ecs,
    event: Event,
    service: Service,
    labels: Labels<'a>,
}

#[derive(Clone, Debug, Serialize)]
struct Ecs {
    version: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Event {
    kind: &'static str,
    category: [&'static str; 1],
    r#type: [&'static str; 1],
    action: &'static str,
    provider: &'static str,
    dataset: &'static str,
    sequence: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Service {
    r#type: &'static str,
    environment: Environment,
}

#[derive(Clone, Debug, Serialize)]
struct Labels<'a> {
    key: &'a str,
}

impl<'a> EcsEvent<'a> {
    pub(super) fn of(
        report: &'a IncidentReport,
        happening: &'a Happening,
        sequence: usize,
    ) -> Self {
        let (kind, category, r#type) = meaning(happening.kind);
        Self {
            at: happening.at,
            message: &happening.text,
            ecs: Ecs { version: VERSION },
            event: Event {
                kind,
                category: [category],
                r#type: [r#type],
                action: happening.kind(),
                provider: "keyleash",
                dataset: "keyleash.incident",
                sequence,
            },
            service: Service {
                r#type: report.spec.id(),
                environment: report.environment,
            },
            labels: Labels { key: &report.key },
        }
    }
}

/// Kind, category and type of the schema; the type is one that the category goes with.
fn meaning(kind: &str) -> (&'static str, &'static str, &'static str) {
    match kind {
        "finding" | "tampered" => ("alert", "intrusion_detection", "info"),
        "tripped" => ("alert", "iam", "change"),
        "reset" | "rotated" => ("event", "iam", "change"),
        _ => ("event", "iam", "info"),
    }
}
