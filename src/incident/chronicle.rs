//! What journals tell of a key, for whoever comes later: the same report that a bot's own incident has,
//! from nothing but the evidence on the disk.

use super::{
    Entry, Happening, Head, IncidentReport, Step, Ticked,
    plan::{self, Lookup},
    report,
};
use crate::{
    report::Environment,
    time::{self, Millis},
    venue::Spec,
};
use core::fmt;
use std::collections::BTreeMap;

/// What one journal or several tell, in the order of time.
///
/// Signatures in a row are counted, not listed: of each call how many, and until when.
///
/// ```
/// # fn show() -> Result<(), keyleash::incident::JournalError> {
/// use keyleash::{Environment, incident::{self, Chronicle}, venue};
///
/// let mut chronicle = Chronicle::new();
/// let summary = incident::read("/var/lib/bot/journal", None, |entry| chronicle.take(&entry))?;
/// chronicle.ends_at(summary.head());
/// let bybit = venue::find("bybit").expect("is known");
/// for (key, _) in chronicle.keys() {
///     println!("{}", chronicle.report(bybit, Environment::Production, key).to_markdown());
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
#[must_use = "a chronicle tells nothing until a report is made of it"]
pub struct Chronicle {
    happenings: Vec<(Option<String>, Happening)>,
    keys: BTreeMap<String, u64>,
    calls: BTreeMap<(String, String), u64>,
    run: Option<Run>,
    heads: Vec<Head>,
    missed: u64,
    last: Millis,
}

/// Signatures, or refusals, of one key in a row.
#[derive(Clone)]
struct Run {
    signed: bool,
    key: Option<String>,
    from: Millis,
    until: Millis,
    counts: BTreeMap<String, u64>,
}

impl Chronicle {
    /// One that tells nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an entry in, which is not older than the one before of the same journal.
    pub fn take(&mut self, entry: &Entry) {
        let at = entry.millis();
        self.last = self.last.max(at);
        let key = entry.key().map(str::to_owned);
        if let Some(key) = &key {
            let count = self.keys.entry(key.clone()).or_default();
            *count = count.saturating_add(1);
        }
        let what = match (entry.kind(), entry.call(), entry.code()) {
            ("signed", Some((method, path)), _) => {
                let call = (method.to_owned(), path.to_owned());
                let count = self.calls.entry(call).or_default();
                *count = count.saturating_add(1);
                format!("{method} {path}")
            }
            ("refused", _, Some(code)) => code.to_owned(),
            _ => {
                self.rest();
                let kind = kind(entry.kind());
                let text = entry.text().to_owned();
                self.happenings.push((key, Happening::told(at, kind, text)));
                return;
            }
        };
        let signed = entry.kind() == "signed";
        let is_on = |run: &Run| run.signed == signed && run.key == key;
        if !self.run.as_ref().is_some_and(is_on) {
            self.rest();
        }
        let run = self.run.get_or_insert_with(|| Run {
            signed,
            key,
            from: at,
            until: at,
            counts: BTreeMap::new(),
        });
        run.until = run.until.max(at);
        let count = run.counts.entry(what).or_default();
        *count = count.saturating_add(1);
    }

    /// Notes where a journal ends that was read to its end. The next entry may be of another one.
    pub fn ends_at(&mut self, head: Head) {
        self.rest();
        self.heads.push(head);
    }

    /// Notes that a journal cannot be trusted from here on, and why.
    pub fn broken(&mut self, why: &str) {
        self.rest();
        let why = super::text::plain(why);
        self.happenings
            .push((None, Happening::told(self.last, "tampered", why)));
    }

    /// Notes how many signatures and refusals a journal says that it lacks.
    pub fn lacks(&mut self, count: u64) {
        self.missed = self.missed.saturating_add(count);
    }

    /// The fingerprints of the keys, each with the number of entries about it.
    pub fn keys(&self) -> impl Iterator<Item = (&str, u64)> {
        self.keys.iter().map(|(key, count)| (key.as_str(), *count))
    }

    /// The calls that were signed, as method and path, each with their number.
    pub fn calls(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        let calls = self.calls.iter();
        calls.map(|((method, path), count)| (method.as_str(), path.as_str(), *count))
    }

    /// The report about a key, with everything that is about no key in particular. What the steps of
    /// the owner and the evidence came to is as far as the journals have it.
    #[must_use]
    pub fn report(
        &self,
        spec: &'static Spec,
        environment: Environment,
        key: &str,
    ) -> IncidentReport {
        let mut whole = self.clone();
        whole.rest();
        let own = whole.happenings.into_iter();
        let own = own.filter(|(of, _)| of.as_deref().is_none_or(|of| of == key));
        let mut timeline: Vec<_> = own.map(|(_, happening)| happening).collect();
        timeline.sort_by_key(Happening::millis);
        let (opened, cause) = trip(&timeline);
        let opened = opened.unwrap_or(self.last);
        let told: Vec<_> = timeline.iter().filter_map(step).collect();
        let ticked: Vec<_> = told.iter().filter_map(ticked).collect();
        let closed = told.iter().rev();
        let closed = closed
            .filter(|(text, _)| text.ends_with(" closed the incident"))
            .find_map(|(_, at)| *at);
        let plan = plan::of(spec);
        let missing = plan.iter().filter(|lookup| !was_collected(lookup, &told));
        let missing = missing.copied().collect();
        report::of_journals(report::Told {
            spec,
            environment,
            key: key.to_owned(),
            cause,
            opened,
            closed,
            timeline,
            missing,
            ticked,
            journal: match self.heads.as_slice() {
                [head] => Some(*head),
                _ => None,
            },
            missed: self.missed,
        })
    }

    /// Ends the run of signatures.
    fn rest(&mut self) {
        let Some(run) = self.run.take() else { return };
        let all: u64 = run.counts.values().sum();
        let (one, many, kind) = if run.signed {
            ("signature", "signatures", "signed")
        } else {
            ("refusal", "refusals", "refused")
        };
        let each = run.counts.iter().map(|(what, count)| match count {
            1 => what.clone(),
            _ => format!("{what} ({count})"),
        });
        let each: Vec<_> = each.collect();
        let until = match run.until {
            until if until > run.from => format!(" until {}", time::rfc3339_millis(until)),
            _ => String::new(),
        };
        let word = if all == 1 { one } else { many };
        let text = format!("{all} {word}{until}: {}", each.join(", "));
        let happening = Happening::told(run.from, kind, text);
        self.happenings.push((run.key, happening));
    }
}

impl fmt::Debug for Chronicle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keys, journals) = (self.keys.len(), self.heads.len());
        write!(f, "Chronicle({journals} journals, {keys} keys)")
    }
}

/// The first trip since the last reset, or the last trip where it was reset.
fn trip(timeline: &[Happening]) -> (Option<Millis>, String) {
    let (mut found, mut armed) = (None, true);
    for happening in timeline {
        match happening.kind() {
            "reset" => armed = true,
            "tripped" if armed => {
                found = Some(happening);
                armed = false;
            }
            _ => {}
        }
    }
    match found {
        Some(trip) => (Some(trip.millis()), trip.text().to_owned()),
        None => (None, "no trip is on record".to_owned()),
    }
}

/// What an [`Incident`](super::Incident) has entered about its steps: the text, and its own time.
fn step(happening: &Happening) -> Option<(&str, Option<Millis>)> {
    if happening.kind() != "step" {
        return None;
    }
    let text = happening.text();
    Some(match text.rsplit_once(", at ") {
        Some((text, at)) => (text, time::parse_rfc3339(at)),
        None => (text, Some(happening.millis())),
    })
}

fn ticked((text, at): &(&str, Option<Millis>)) -> Option<(Step, Ticked)> {
    let (who, name) = text.rsplit_once(" did: ")?;
    let mut steps = Step::ALL.iter();
    let step = steps.find(|step| step.name() == name)?;
    Some((*step, Ticked::new(who.to_owned(), (*at)?)))
}

fn was_collected(lookup: &Lookup, told: &[(&str, Option<Millis>)]) -> bool {
    let called = format!("collected {}", report::called(lookup));
    let is_it = |text: &str| {
        let rest = text.strip_prefix(&called);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(": "))
    };
    told.iter().any(|(text, _)| is_it(text))
}

/// The kinds that a journal has, which live as long as the program.
fn kind(name: &str) -> &'static str {
    const KINDS: &[&str] = &[
        "begun", "opened", "verified", "finding", "tripped", "reset", "rotated", "step", "note",
        "signed", "refused", "missed", "torn", "cut",
    ];
    let found = KINDS.iter().find(|kind| **kind == name);
    found.copied().unwrap_or("other")
}
