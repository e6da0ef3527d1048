//! What to do once a key may be in other hands, and what was done with it before.
//!
//! Two things, which go together: a [`Journal`] that runs all the time and notes what was signed, so
//! that there is evidence when it is needed; and an [`Incident`], which from the trip on keeps the
//! times, plans what to read at the venue, takes the owner through the venue's own steps, and makes
//! a report that can be pasted into a support ticket. Neither sends anything, and neither may
//! hold a secret, a query, a body or a signature.

mod chronicle;
mod journal;
mod plan;
mod report;
mod step;
mod store;
mod text;

pub use chronicle::Chronicle;
pub use journal::{
    Entry, Head, Journal, JournalError, Kind, NotHead, Summary, Tampered, read, verify,
};
pub(crate) use journal::{FaintJournal, Tag};
pub use plan::Lookup;
pub use report::{Collected, EcsEvent, Happening, IncidentReport, OcsfFinding, Task, Ticked};
pub use step::Step;

use crate::{
    report::Environment,
    secret::Fingerprint,
    time::{self, Millis},
    venue::Spec,
};
use core::fmt;
use journal::Hash;
use std::{path::PathBuf, time::SystemTime};

/// One incident: a key that may be in other hands, from the trip on until it is closed.
///
/// It notes what happened and when, what evidence was collected, and which steps were taken by whom.
/// With a [journal](Self::recorded_in) each of these is an entry there too.
///
/// The example `incident_drill` plays one from beginning to end.
///
/// ```
/// use keyleash::{Environment, Fingerprint, incident::{Incident, Step}, venue};
/// use std::time::{Duration, SystemTime};
/// # fn show(key: Fingerprint) -> Result<(), keyleash::incident::JournalError> {
/// let tripped = SystemTime::now(); // `key` is the signer's fingerprint
/// let bybit = venue::find("bybit").expect("is known");
/// let mut incident =
///     Incident::open(bybit, Environment::Production, key, "a trade that is not ours", tripped);
///
/// for lookup in incident.plan() {
///     if let Some(request) = lookup.request() {
///         // Sign and send it; then
///         let answer = b"{}";
///         incident.collected(lookup, answer, Some(0), SystemTime::now())?;
///     }
/// }
/// for task in incident.report().steps() {
///     println!("{}: {}", task.name(), task.text());
/// }
/// incident.tick(Step::DeleteKey, "alice", SystemTime::now())?;
/// println!("{}", incident.report().to_markdown());
/// # Ok(()) }
/// ```
#[must_use = "an incident is kept until it is closed"]
pub struct Incident {
    spec: &'static Spec,
    environment: Environment,
    key: Fingerprint,
    cause: String,
    opened: Millis,
    closed: Option<Millis>,
    timeline: Vec<Happening>,
    plan: Vec<Lookup>,
    collected: Vec<Collected>,
    ticked: Vec<(Step, Ticked)>,
    journal: Option<Journal>,
    answers: Option<PathBuf>,
}

impl Incident {
    /// Opens an incident about a key, at the moment of the trip; the seconds of the timeline count
    /// from there.
    pub fn open(
        spec: &'static Spec,
        environment: Environment,
        key: Fingerprint,
        cause: &str,
        at: SystemTime,
    ) -> Self {
        let opened = time::millis(at);
        let cause = text::plain(cause);
        Self {
            spec,
            environment,
            key,
            opened,
            closed: None,
            timeline: vec![Happening::new(opened, Kind::Tripped, cause.clone())],
            cause,
            plan: plan::of(spec),
            collected: Vec::new(),
            ticked: Vec::new(),
            journal: None,
            answers: None,
        }
    }

    /// Notes everything from now on in this journal too, and names its end in the report.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the journal does not take the first entry.
    pub fn recorded_in(mut self, journal: &Journal) -> Result<Self, JournalError> {
        self.journal = Some(journal.clone());
        let opened = format!("an incident was opened: {}", self.cause);
        self.entered(Kind::Step, &opened)?;
        Ok(self)
    }

    /// Keeps the answers of the venue in this directory, which has to be there and to be one
    /// that nobody else can put files into; each is a file for its owner alone.
    ///
    /// Answers name accounts, addresses and key ids: they are for whoever looks into the incident,
    /// and no part of the report.
    pub fn keeping_answers(mut self, directory: impl Into<PathBuf>) -> Self {
        self.answers = Some(directory.into());
        self
    }

    /// What is looked up at the venue, the urgent first.
    #[must_use]
    pub fn plan(&self) -> Vec<Lookup> {
        self.plan.clone()
    }

    /// What of the plan was not collected yet, by a call or by hand.
    #[must_use]
    pub fn missing(&self) -> Vec<Lookup> {
        let is_missing = |lookup: &&Lookup| !self.collected.iter().any(|own| own.is_of(lookup));
        self.plan.iter().filter(is_missing).copied().collect()
    }

    /// Notes something that happened, at its own time, which may be before the trip: the first
    /// trade of a thief, a finding, the last signature.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the journal did not take it; the incident has it all the same.
    pub fn happened(&mut self, kind: Kind, text: &str, at: SystemTime) -> Result<(), JournalError> {
        let text = text::plain(text);
        let happening = Happening::new(time::millis(at), kind, text);
        let entry = format!("{}, at {}", happening.text(), happening.moment());
        // In the order of time; of one moment, in the order of telling.
        let place = self.timeline.partition_point(|own| own.is_by(&happening));
        self.timeline.insert(place, happening);
        self.entered(kind, &entry)
    }

    /// Notes what the venue answered to a lookup: the SHA-256 of the answer, and how many items it
    /// has, where the caller counted them. The answer itself is kept only
    /// [where that was asked for](Self::keeping_answers).
    ///
    /// What was looked up by hand is noted in the same way, by an empty answer or a screenshot. A
    /// lookup of many pages is noted page by page.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the journal or the directory did not take it; the incident has the
    /// hash all the same.
    pub fn collected(
        &mut self,
        lookup: Lookup,
        answer: &[u8],
        count: Option<u64>,
        at: SystemTime,
    ) -> Result<(), JournalError> {
        let hash = Hash::of(answer);
        let file = self.collected.len().saturating_add(1);
        let file = format!("{file:03}-{}", lookup.name());
        let kept = match &self.answers {
            Some(directory) => store::keep(&directory.join(&file), answer).map(|()| Some(file)),
            None => Ok(None),
        };
        let (file, failed) = match kept {
            Ok(file) => (file, None),
            Err(error) => (None, Some(error)),
        };
        let collected = Collected::new(lookup, time::millis(at), hash, count, file);
        let text = format!("collected {collected}");
        self.collected.push(collected);
        let noted = self.happened(Kind::Step, &text, at);
        failed.map_or(noted, Err)
    }

    /// Ticks a step off. Ticked again, the first time stands in the list, and both in the timeline.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the journal did not take it; the incident has it all the same.
    pub fn tick(&mut self, step: Step, who: &str, at: SystemTime) -> Result<(), JournalError> {
        let who = text::plain(who);
        let text = format!("{who} did: {}", step.name());
        if !self.ticked.iter().any(|(own, _)| *own == step) {
            self.ticked.push((step, Ticked::new(who, time::millis(at))));
        }
        self.happened(Kind::Step, &text, at)
    }

    /// The steps that nobody ticked off yet, in their order.
    pub fn open_steps(&self) -> impl Iterator<Item = Step> + '_ {
        let is_open = |step: &Step| !self.ticked.iter().any(|(own, _)| own == step);
        Step::ALL.iter().copied().filter(is_open)
    }

    /// Closes the incident. What is still open is named in the report.
    ///
    /// # Errors
    ///
    /// [`JournalError`], where the journal did not take it; the incident is closed all the same.
    pub fn close(&mut self, who: &str, at: SystemTime) -> Result<(), JournalError> {
        self.closed = Some(time::millis(at));
        self.happened(Kind::Step, &format!("{who} closed the incident"), at)
    }

    /// All of it, for a support ticket.
    #[must_use]
    pub fn report(&self) -> IncidentReport {
        IncidentReport::of(self)
    }

    fn entered(&self, kind: Kind, text: &str) -> Result<(), JournalError> {
        match &self.journal {
            Some(journal) => journal.record(kind, Some(self.key), text).map(drop),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Incident({} {}, key {}, opened {}, {} of {} lookups, {} of {} steps)",
            self.spec.id(),
            self.environment,
            self.key,
            time::rfc3339(self.opened),
            self.plan.len().saturating_sub(self.missing().len()),
            self.plan.len(),
            self.ticked.len(),
            Step::ALL.len(),
        )
    }
}
