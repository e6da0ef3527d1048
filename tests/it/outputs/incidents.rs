//! Journals and incidents, with secrets in every place where a caller could put one. The journals
//! themselves are among what is searched.

use super::{answers, channels::Shown, signing};
use crate::support::at;
use keyleash::{
    Environment,
    incident::{Chronicle, Head, Incident, Journal, Kind, NotHead, Step, verify},
    venue,
};
use std::fs;

/// Venues whose requests differ: in path, header, body and kind of key.
const VENUES: &[&str] = &[
    "binance",
    "gate",
    "kraken",
    "okx",
    "hyperliquid",
    "bitfinex",
];

/// What a key does goes to a journal.
pub(super) fn journals(shown: &Shown) {
    for spec in VENUES.iter().filter_map(|id| venue::find(id)) {
        let path = shown
            .folder
            .join("out")
            .join(format!("journal-{}", spec.id()));
        let journal = shown.result(Journal::open(&path)).unwrap();
        let Some(signer) = answers::signer_recorded(shown, spec, &journal) else {
            continue;
        };
        signing::rows(shown, &signer, spec, &shown.marks.plain);
        shown.debug(&journal);
        drop((signer, journal));
        let summary = shown.result(verify(&path, None)).unwrap();
        let mut chronicle = Chronicle::new();
        let told = keyleash::incident::read(&path, None, |entry| {
            shown.debug(&entry).display(&entry).json(&entry);
            chronicle.take(&entry);
        });
        shown.result(told);
        shown.debug(&chronicle);
        for (key, _) in chronicle.keys() {
            let report = chronicle.report(spec, Environment::Production, key);
            shown.debug(&report).json(&report);
        }
        assert!(summary.head().entries() > 20, "{}", spec.id());
    }
    let path = shown.folder.join("out/journal-notes");
    let journal = shown.result(Journal::open(&path)).unwrap();
    shown.result(Journal::open(&path));
    for (name, text) in shown.marks.texts() {
        // What has no shape cannot be told from a word.
        if name == "passphrase" {
            continue;
        }
        for text in [text.to_owned(), format!("the key {text} is gone")] {
            let head = shown.result(journal.note(&text)).unwrap();
            shown.json(&head).display(&head);
            shown.result(journal.record(Kind::Finding, None, &text));
        }
        shown.result::<Head, NotHead>(text.parse());
    }
    shown.debug(&Kind::Note);
    drop(journal);
    let mut spoilt = fs::read(&path).unwrap();
    spoilt.truncate(spoilt.len() / 2);
    let path = shown.folder.join("out/journal-spoilt");
    fs::write(&path, spoilt).unwrap();
    for (_, text) in shown.marks.texts() {
        fs::write(path.with_extension("head"), text).unwrap();
        shown.result(verify(&path, None));
        shown.result(Journal::open(&path));
        shown.result(Journal::open(shown.folder.join(text)));
    }
    // Here a test wrote secrets.
    fs::remove_file(path.with_extension("head")).unwrap();
    let error = verify(&path, None).unwrap_err();
    shown.error(&error);
    if let keyleash::incident::JournalError::Tampered { what, .. } = error {
        shown.error(&what);
    }
}

pub(super) fn reports(shown: &Shown) {
    let answers_kept = shown.folder.join("answers");
    for (at_text, (name, text)) in shown.marks.texts().into_iter().enumerate() {
        if name == "passphrase" {
            continue;
        }
        let signer = answers::signer(shown, "bybit");
        let kept = answers_kept.join(at_text.to_string());
        fs::create_dir_all(&kept).unwrap();
        let mut incident = Incident::open(
            signer.venue(),
            Environment::Production,
            signer.fingerprint(),
            text,
            at(0),
        )
        .keeping_answers(&kept);
        let path = shown
            .folder
            .join("out")
            .join(format!("journal-of-{at_text}"));
        let journal = shown.result(Journal::open(path)).unwrap();
        incident = shown.result(incident.recorded_in(&journal)).unwrap();
        shown.result(incident.happened(Kind::Finding, &format!("saw {text}"), at(1)));
        for lookup in incident.plan() {
            shown.debug(&lookup).debug(&lookup.request());
            let answer = format!(r#"{{"apiKey":"{text}","id":"{}"}}"#, shown.marks.passphrase);
            shown.result(incident.collected(lookup, answer.as_bytes(), Some(1), at(2)));
        }
        let mut other = Incident::open(
            signer.venue(),
            Environment::Demo,
            signer.fingerprint(),
            "",
            at(0),
        )
        .keeping_answers(shown.folder.join(text));
        shown.result(other.collected(other.plan()[0], text.as_bytes(), None, at(1)));
        for step in Step::ALL {
            shown.json(step);
            shown.result(incident.tick(*step, text, at(3)));
        }
        shown.result(incident.close(text, at(4)));
        shown.debug(&incident);
        let report = incident.report();
        shown.json(&report).json(&report.ocsf());
        report.ecs().for_each(|event| {
            shown.json(&event);
        });
        for task in report.steps() {
            shown.json(task).json(&task.done());
        }
        report.timeline().iter().for_each(|own| {
            shown.json(own);
        });
        report.collected().iter().for_each(|own| {
            shown.json(own).display(own);
        });
        Shown::text(&report.to_markdown());
    }
}
