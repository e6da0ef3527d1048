//! An incident, for whoever has to be told: as Markdown, and by serde.
//!
//! The account is named by the fingerprint of its key and by nothing else.

mod ecs;
mod markdown;
mod ocsf;

pub use ecs::EcsEvent;
pub use ocsf::OcsfFinding;

use super::{Head, Incident, Kind, Lookup, Step, journal::Hash};
use crate::{
    report::Environment,
    time::{self, Millis},
    venue::Spec,
};
use core::fmt;
use serde::{Serialize, Serializer};
use std::time::SystemTime;

/// All that is known of an incident, fit to be pasted into a support ticket.
///
/// It holds no secret, no key id, no query, no body and no signature: the account is named by the
/// fingerprint of its key. Texts that people gave are shown on one line, and what looks like a key
/// in them is hidden.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct IncidentReport {
    #[serde(rename = "venue", serialize_with = "title")]
    spec: &'static Spec,
    environment: Environment,
    key: String,
    cause: String,
    #[serde(serialize_with = "moment")]
    opened: Millis,
    #[serde(serialize_with = "maybe_moment")]
    closed: Option<Millis>,
    timeline: Vec<Happening>,
    collected: Vec<Collected>,
    missing: Vec<String>,
    steps: Vec<Task>,
    /// Where the journal ends.
    journal: Option<Head>,
    /// How many signatures and refusals the journal lacks.
    missed: Option<u64>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct Happening {
    #[serde(serialize_with = "moment")]
    at: Millis,
    kind: &'static str,
    /// Counted from the trip.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    text: String,
}

/// Evidence that was collected.
#[derive(Clone, Debug, Serialize)]
pub struct Collected {
    evidence: &'static str,
    call: Option<String>,
    #[serde(serialize_with = "moment")]
    at: Millis,
    #[serde(serialize_with = "shown")]
    sha256: Hash,
    count: Option<u64>,
    /// The name of the file with the answer.
    file: Option<String>,
    #[serde(skip)]
    lookup: Lookup,
}

/// A step of the owner, and who took it when.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    step: Step,
    name: &'static str,
    text: String,
    done: Option<Ticked>,
}

/// Who ticked a step off, and when.
#[derive(Clone, Debug, Serialize)]
pub struct Ticked {
    who: String,
    #[serde(serialize_with = "moment")]
    at: Millis,
}

impl IncidentReport {
    pub(super) fn of(incident: &Incident) -> Self {
        let opened = incident.opened;
        let timeline = incident.timeline.iter().map(|own| Happening {
            seconds: Some(seconds(opened, own.at)),
            ..own.clone()
        });
        let journal = incident.journal.as_ref();
        Self {
            spec: incident.spec,
            environment: incident.environment,
            key: incident.key.to_string(),
            cause: incident.cause.clone(),
            opened,
            closed: incident.closed,
            timeline: timeline.collect(),
            collected: incident.collected.clone(),
            missing: incident.missing().iter().map(called).collect(),
            steps: tasks(incident.spec, &incident.ticked),
            journal: journal.map(super::Journal::head),
            missed: journal.map(super::Journal::missed),
        }
    }

    /// What happened, in the order of time.
    #[must_use]
    pub fn timeline(&self) -> &[Happening] {
        &self.timeline
    }

    /// What was collected, in the order of collecting.
    #[must_use]
    pub fn collected(&self) -> &[Collected] {
        &self.collected
    }

    /// What was not looked up yet, in words.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The steps of the owner, in their order.
    #[must_use]
    pub fn steps(&self) -> &[Task] {
        &self.steps
    }

    /// The timeline in the fields of the Elastic Common Schema, an event each: a line of JSON for a
    /// log that a security team reads.
    ///
    /// ```
    /// # use keyleash::incident::Incident;
    /// # fn show(incident: &Incident) -> Result<(), serde_json::Error> {
    /// for event in incident.report().ecs() {
    ///     println!("{}", serde_json::to_string(&event)?);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn ecs(&self) -> impl Iterator<Item = EcsEvent<'_>> {
        self.timeline
            .iter()
            .enumerate()
            .map(|(at, happening)| EcsEvent::of(self, happening, at))
    }

    /// The incident as one Detection Finding of the Open Cybersecurity Schema Framework. Written again
    /// after something happened, it is an update under the same name, and once the incident is closed,
    /// its end.
    #[must_use]
    pub fn ocsf(&self) -> OcsfFinding<'_> {
        OcsfFinding::of(self)
    }

    /// The report as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }
}

impl Happening {
    pub(super) fn new(at: Millis, kind: Kind, text: String) -> Self {
        Self {
            at,
            kind: kind.name(),
            seconds: None,
            text,
        }
    }

    /// The same with the kind of an entry in a journal.
    pub(super) const fn told(at: Millis, kind: &'static str, text: String) -> Self {
        Self {
            at,
            kind,
            seconds: None,
            text,
        }
    }

    pub(super) const fn millis(&self) -> Millis {
        self.at
    }

    /// When it happened.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        time::moment(self.at)
    }

    /// How many seconds after the trip; less than zero before it.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.seconds.unwrap_or(0.0)
    }

    /// What kind of thing it was, such as `finding`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// What it was.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it was not later than `other`.
    pub(super) fn is_by(&self, other: &Self) -> bool {
        self.at <= other.at
    }

    pub(super) fn moment(&self) -> String {
        time::rfc3339_millis(self.at)
    }
}

impl Collected {
    pub(super) fn new(
        lookup: Lookup,
        at: Millis,
        sha256: Hash,
        count: Option<u64>,
        file: Option<String>,
    ) -> Self {
        Self {
            evidence: lookup.name(),
            call: lookup
                .call()
                .map(|(method, path)| format!("{method} {path}")),
            at,
            sha256,
            count,
            file,
            lookup,
        }
    }

    pub(super) fn is_of(&self, lookup: &Lookup) -> bool {
        self.lookup == *lookup
    }

    /// What was looked up.
    #[must_use]
    pub const fn lookup(&self) -> Lookup {
        self.lookup
    }

    /// When it was collected.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        time::moment(self.at)
    }

    /// The SHA-256 of the answer, in 64 hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.sha256.to_string()
    }
}

/// `fills, by GET /v5/execution/list: 12 items`
impl fmt::Display for Collected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&called(&self.lookup))?;
        match self.count {
            Some(1) => f.write_str(": 1 item"),
            Some(count) => write!(f, ": {count} items"),
            None => Ok(()),
        }
    }
}

impl Task {
    /// Which step it is.
    #[must_use]
    pub const fn step(&self) -> Step {
        self.step
    }

    /// Its short name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What to do at this venue.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who took it, and when, once it is ticked off.
    #[must_use]
    pub const fn done(&self) -> Option<&Ticked> {
        self.done.as_ref()
    }
}

impl Ticked {
    pub(super) const fn new(who: String, at: Millis) -> Self {
        Self { who, at }
    }

    /// Who it was.
    #[must_use]
    pub fn who(&self) -> &str {
        &self.who
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> SystemTime {
        time::moment(self.at)
    }
}

/// What journals tell of an incident.
pub(super) struct Told {
    pub(super) spec: &'static Spec,
    pub(super) environment: Environment,
    pub(super) key: String,
    pub(super) cause: String,
    pub(super) opened: Millis,
    pub(super) closed: Option<Millis>,
    pub(super) timeline: Vec<Happening>,
    pub(super) missing: Vec<Lookup>,
    pub(super) ticked: Vec<(Step, Ticked)>,
    pub(super) journal: Option<Head>,
    pub(super) missed: u64,
}

pub(super) fn of_journals(told: Told) -> IncidentReport {
    let opened = told.opened;
    let timeline = told.timeline.into_iter().map(|own| Happening {
        seconds: Some(seconds(opened, own.at)),
        ..own
    });
    IncidentReport {
        spec: told.spec,
        environment: told.environment,
        key: told.key,
        cause: told.cause,
        opened,
        closed: told.closed,
        timeline: timeline.collect(),
        // A journal has what was collected in its timeline.
        collected: Vec::new(),
        missing: told.missing.iter().map(called).collect(),
        steps: tasks(told.spec, &told.ticked),
        journal: told.journal,
        missed: Some(told.missed),
    }
}

/// The steps of the owner; of one that was ticked off twice, the first time.
fn tasks(spec: &Spec, ticked: &[(Step, Ticked)]) -> Vec<Task> {
    let task = |step: &Step| Task {
        step: *step,
        name: step.name(),
        text: step.text(spec),
        done: ticked
            .iter()
            .find(|(own, _)| own == step)
            .map(|(_, ticked)| ticked.clone()),
    };
    Step::ALL.iter().map(task).collect()
}

/// A lookup, in words.
pub(super) fn called(lookup: &Lookup) -> String {
    match lookup.call() {
        Some((method, path)) => format!("{}, by {method} {path}", lookup.name()),
        None => format!("{}, by hand", lookup.name()),
    }
}

/// From one moment to another.
#[expect(
    clippy::cast_precision_loss,
    reason = "an incident of ten thousand years is exact to the millisecond"
)]
fn seconds(from: Millis, to: Millis) -> f64 {
    let length = from.abs_diff(to) as f64 / 1000.0;
    if to < from { -length } else { length }
}

fn title<S: Serializer>(spec: &Spec, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(spec.title())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn moment<S: Serializer>(at: &Millis, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time::rfc3339_millis(*at))
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn maybe_moment<S: Serializer>(at: &Option<Millis>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(time::rfc3339_millis).serialize(serializer)
}

fn shown<S: Serializer>(value: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}
