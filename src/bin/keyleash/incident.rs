//! `keyleash incident`: from the journals of a bot, what happened to a key and what is to be done, in
//! order, in the venue's words.

use crate::{
    nearest::nearest,
    output::{Answer, BAD, DIM, GOOD, HEAD, RED, styled, wrapped},
    progress, venues,
};
use clap::{Args, ValueEnum};
use keyleash::{
    Environment,
    incident::{self, Chronicle, Head, IncidentReport, JournalError},
    venue::{self, Spec},
};
use serde_json::{Value, json};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

const HELP: &str = "\
A journal is the file that a bot writes by `Journal::open`, with its head, the
file that ends in `.head`, beside it. Of a directory every journal in it is read,
without one that is given twice. Each is verified from its first entry on: one that was
edited, cut or written anew is named, and what stands before the break is told.

The venue is found by the calls that were signed, where only one has them all.

Exit codes:
  0  the journals are what was written
  1  a journal was tampered with
  2  a journal cannot be read, or it is not clear which key or venue is meant

Files:
  LOG        the journal
  LOG.head   its head; `--head` takes one that was kept elsewhere, which shows
             what whoever can write both files cannot hide

Examples:
  keyleash incident /var/lib/bot/journal
  keyleash incident /var/lib/bot/journal --venue bybit --report ticket.md
  keyleash incident /var/log/bots --key 1f2e3d4c --json";

/// Tell from a bot's journals what happened to a key, and what to do now
#[derive(Args)]
#[command(
    long_about = "Tell from a bot's journals what happened to a key, and what to do now: verify the \
        chain of entries, print the timeline, what to look up, and the venue's own steps in order.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// Journals, or directories of them
    #[arg(value_name = "LOG", required = true)]
    logs: Vec<PathBuf>,
    /// The venue of the key, by its short name
    #[arg(long, value_name = "NAME")]
    venue: Option<String>,
    /// Where the key lives
    #[arg(long, value_enum, value_name = "NAME", default_value_t = Place::Production)]
    environment: Place,
    /// The fingerprint of the key, where there are several
    #[arg(long, value_name = "FINGERPRINT")]
    key: Option<String>,
    /// Verify one journal against this head, which was kept elsewhere
    #[arg(long, value_name = "HEAD")]
    head: Option<String>,
    /// Write the report to this new file, as Markdown for a support ticket
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Place {
    Production,
    Testnet,
    Demo,
}

/// A journal, and whether it is what was written.
struct Log {
    path: String,
    verdict: Result<incident::Summary, JournalError>,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    answer(arguments).unwrap_or_else(|complaint| complaint)
}

fn answer(arguments: &Arguments) -> Result<Answer, Answer> {
    let head = match arguments.head.as_deref().map(str::parse::<Head>) {
        None => None,
        Some(Ok(head)) => Some(head),
        Some(Err(_)) => {
            let text = "the head is none: it is a number, a colon and 64 hexadecimal digits";
            return Err(Answer::complaint(text));
        }
    };
    let paths = journals(&arguments.logs)?;
    if head.is_some() && paths.len() > 1 {
        return Err(Answer::complaint(
            "a head is of one journal: name that one alone",
        ));
    }
    let mut chronicle = Chronicle::new();
    let logs = progress::shown("entries", |count| {
        let each = paths.iter();
        each.map(|path| read(path, head.as_ref(), &mut chronicle, count))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let spec = match &arguments.venue {
        Some(name) => venues::found(name)?,
        None => guessed(&chronicle)?,
    };
    let key = key(arguments.key.as_deref(), &chronicle)?;
    let environment = match arguments.environment {
        Place::Production => Environment::Production,
        Place::Testnet => Environment::Testnet,
        Place::Demo => Environment::Demo,
    };
    let report = chronicle.report(spec, environment, key);
    if let Some(file) = &arguments.report {
        write(file, &report.to_markdown()).map_err(|error| {
            Answer::complaint(match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    "the file for the report is there already: name a new one"
                }
                _ => {
                    "the report could not be written: see that its directory is there and has room"
                }
            })
        })?;
    }
    let code = if logs.iter().all(|log| log.verdict.is_ok()) {
        GOOD
    } else {
        BAD
    };
    let text = if arguments.json {
        format!("{:#}", as_json(&logs, &report))
    } else {
        page(&logs, spec, key, &report)
    };
    Ok(Answer::text(text, code))
}

/// The journals that are meant, each once.
fn journals(given: &[PathBuf]) -> Result<Vec<PathBuf>, Answer> {
    let mut found = Vec::new();
    for path in given {
        if !path.is_dir() {
            if fs::symlink_metadata(path).is_err() {
                return Err(Answer::complaint("there is no such journal"));
            }
            found.push(path.clone());
            continue;
        }
        let unread = |_| Answer::complaint("a directory of journals cannot be read");
        for entry in fs::read_dir(path).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            if path.extension().is_some_and(|end| end == "head") {
                found.push(path.with_extension(""));
            }
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(Answer::complaint(
            "there is no journal: none has a head beside it",
        ));
    }
    Ok(found)
}

fn read(
    path: &Path,
    head: Option<&Head>,
    chronicle: &mut Chronicle,
    count: &AtomicUsize,
) -> Result<Log, Answer> {
    let verdict = incident::read(path, head, |entry| {
        count.fetch_add(1, Ordering::Relaxed);
        chronicle.take(&entry);
    });
    match &verdict {
        Ok(summary) => {
            chronicle.ends_at(summary.head());
            chronicle.lacks(summary.missed());
        }
        Err(error @ JournalError::Tampered { what, .. }) => {
            chronicle.broken(&what.to_string());
            return Ok(Log {
                path: place(error),
                verdict,
            });
        }
        // It names the journal itself, as far as that can be shown.
        Err(error) => return Err(Answer::complaint(error)),
    }
    Ok(Log {
        path: path.to_string_lossy().escape_debug().to_string(),
        verdict,
    })
}

/// The journal as an error calls it: its path may not be fit to be shown.
fn place(error: &JournalError) -> String {
    match error {
        JournalError::Tampered { place, .. } => place.clone(),
        _ => String::new(),
    }
}

/// The one venue whose table has all calls that were signed.
fn guessed(chronicle: &Chronicle) -> Result<&'static Spec, Answer> {
    let has_all = |spec: &&&'static Spec| {
        chronicle.calls().all(|(method, path, _)| {
            let mut rows = spec.endpoints();
            rows.any(|(own, row, _)| own.as_str() == method && row == path)
        })
    };
    let found: Vec<_> = venue::ALL.iter().filter(has_all).collect();
    match found.as_slice() {
        [spec] => Ok(spec),
        _ => Err(Answer::complaint(
            "the calls in the journal do not tell which venue this is: say it by --venue NAME\n\
             `keyleash venues` lists them all.",
        )),
    }
}

fn key<'a>(given: Option<&str>, chronicle: &'a Chronicle) -> Result<&'a str, Answer> {
    let keys: Vec<_> = chronicle.keys().map(|(key, _)| key).collect();
    let listed = || {
        let all = chronicle
            .keys()
            .map(|(key, count)| format!("\n  {key}, {count} entries"));
        all.collect::<String>()
    };
    match (given, keys.as_slice()) {
        (Some(given), keys) => {
            let found = keys.iter().find(|key| **key == given).copied();
            found.ok_or_else(|| {
                let near = nearest(given, keys.iter().copied());
                let text = format!("no entry is about that key{near}\nThere are:{}", listed());
                Answer::complaint(text)
            })
        }
        (None, [key]) => Ok(key),
        (None, []) => Err(Answer::complaint("no entry is about a key")),
        (None, _) => Err(Answer::complaint(format!(
            "the journals are about several keys: say which by --key FINGERPRINT{}",
            listed()
        ))),
    }
}

/// A report names an account's doings: it is for its owner alone, and in the place of nothing.
fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn page(logs: &[Log], spec: &Spec, key: &str, report: &IncidentReport) -> String {
    let mut lines = vec![format!(
        "{}  {key} at {}",
        styled(HEAD, "Incident"),
        spec.title()
    )];
    let title =
        |lines: &mut Vec<String>, text: &str| lines.push(format!("\n{}", styled(HEAD, text)));
    title(&mut lines, "Journals");
    for log in logs {
        lines.push(match &log.verdict {
            Ok(summary) => {
                let entries = summary.head().entries();
                let mut text = format!("{}: verified, {entries} entries", log.path);
                if summary.missed() > 0 {
                    text = format!(
                        "{text}; it lacks {} signatures or refusals",
                        summary.missed()
                    );
                }
                wrapped("  ", &format!("{text}, ends at {}", summary.head()))
            }
            Err(error) => wrapped("  ", &error.to_string()).replacen(
                "was tampered with",
                &styled(RED, "was tampered with"),
                1,
            ),
        });
    }
    title(&mut lines, "Timeline, in seconds from the trip");
    for own in report.timeline() {
        let lead = format!("  {:>+12.3}  ", own.seconds());
        let text = format!("{}: {}", own.kind(), own.text());
        lines.push(wrapped(&lead, &text));
    }
    title(&mut lines, "To look up");
    for missing in report.missing() {
        lines.push(wrapped("  [ ] ", missing));
    }
    title(&mut lines, "Steps");
    for (at, task) in report.steps().iter().enumerate() {
        let mark = if task.done().is_some() { 'x' } else { ' ' };
        let done = task
            .done()
            .map_or_else(String::new, |done| format!(" (done by {})", done.who()));
        let text = format!("{}{done}: {}", task.name(), task.text());
        lines.push(wrapped(&format!("  {}. [{mark}] ", at + 1), &text));
    }
    let note =
        "To tick steps off and to keep what the venue answers, use `keyleash::incident::Incident`.";
    lines.push(styled(DIM, format!("\n{}", wrapped("", note))));
    lines.join("\n")
}

fn as_json(logs: &[Log], report: &IncidentReport) -> Value {
    let logs = logs.iter().map(|log| match &log.verdict {
        Ok(summary) => json!({
            "path": log.path,
            "verified": true,
            "entries": summary.head().entries(),
            "head": summary.head(),
            "missed": summary.missed(),
            "torn": summary.torn(),
        }),
        Err(error) => json!({
            "path": log.path,
            "verified": false,
            "error": error.to_string(),
        }),
    });
    json!({ "journals": logs.collect::<Vec<_>>(), "report": report })
}
