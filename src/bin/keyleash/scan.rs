//! `keyleash scan`: keys in files, in what is staged, or in the history of a repository.

use crate::{
    output::{Answer, BAD, DIM, FAILED, GOOD, HEAD, RED, YELLOW, styled},
    progress,
};
use clap::{Args, ValueEnum};
use keyleash::scan::{Alarm, Error, Finding, Findings, Scan};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicUsize},
};

const HELP: &str = "\
It reads what git would take in or has, hidden files too; without git it honours
`.gitignore` all the same. Binary files, lock files and files above 8 MiB are
left out. Of what is found it shows the place, three characters at most, and a
fingerprint.

Exit codes:
  0  nothing was found
  1  something was found
  2  the scan is not complete, or could not begin

Files:
  .keyleash-allow  beside the code or above it: the fingerprints that are
                   allowed, each with a reason
  `keyleash:allow` and a reason in a comment allow the same line or the next

Examples:
  keyleash scan                         the folder, and all below it
  keyleash scan --staged                what the next commit changes
  keyleash scan --history               all that git still has
  keyleash scan --format sarif > keys.sarif
  printf '#!/bin/sh\\nexec keyleash scan --staged\\n' > .git/hooks/pre-commit";

/// Look for exchange keys, secrets and private keys in files
#[derive(Args)]
#[command(
    long_about = "Look for exchange keys, secrets, passphrases and private keys in files, in what is \
        staged for a commit, or in the whole history of a git repository.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// Folders or files to read
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// Read what is staged for the next commit, not the files themselves
    #[arg(long, conflicts_with = "history")]
    staged: bool,
    /// Read every version of every file that git still has
    #[arg(long)]
    history: bool,
    /// How the report is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For scripts
    Json,
    /// SARIF 2.1.0, for services that scan code
    Sarif,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    let findings = match progress::shown("files", |files| all(arguments, files)) {
        Ok(findings) => findings,
        Err(error) => return Answer::complaint(error),
    };
    let code = if !findings.is_complete() {
        FAILED
    } else if findings.is_empty() {
        GOOD
    } else {
        BAD
    };
    let text = match arguments.format {
        Format::Text => text(&findings),
        Format::Json => findings.to_json(),
        Format::Sarif => findings.to_sarif(),
    };
    Answer::text(text, code)
}

fn all(arguments: &Arguments, files: &Arc<AtomicUsize>) -> Result<Findings, Error> {
    let mut every: Option<Findings> = None;
    for path in &arguments.paths {
        let scan = Scan::new(path).counting(files);
        let found = match (arguments.staged, arguments.history) {
            (true, _) => scan.staged(),
            (_, true) => scan.history(),
            _ => scan,
        }
        .run()?;
        // Alone, a path is the root that the report is seen from.
        let found = if arguments.paths.len() > 1 {
            found.below(folder(path))
        } else {
            found
        };
        every = Some(match every {
            Some(every) => every.and(found),
            None => found,
        });
    }
    every.map_or_else(|| Scan::new(".").run(), Ok)
}

/// What the paths in the report of a scan are relative to.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if path.is_file() => parent,
        _ => path,
    }
}

/// The report with its places and alarms in colour.
fn text(findings: &Findings) -> String {
    let plain = findings.to_string();
    let mut lines: Vec<String> = plain.lines().map(str::to_owned).collect();
    let faults = findings.left_out().iter();
    let first = faults.filter(|left| left.reason().is_fault()).count();
    let list = findings.iter().map(Finding::severity);
    for (line, severity) in lines.iter_mut().skip(first).zip(list) {
        let (word, style) = match severity {
            Alarm::Error => ("error", RED),
            Alarm::Warning => ("warning", YELLOW),
        };
        if let Some((place, rest)) = line.split_once(&format!(": {word}: ")) {
            let place = styled(HEAD, place);
            *line = format!("{place}: {}: {rest}", styled(style, word));
        }
    }
    if let Some(last) = lines.last_mut() {
        *last = styled(DIM, &last);
    }
    lines.join("\n")
}
