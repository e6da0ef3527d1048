//! Finds keys in a folder, in what is staged for a commit, or in all of git's history.
//!
//! ```text
//! scan_secrets [PATH] [--staged | --history] [--format text|json|sarif]
//! ```
//!
//! Ends with 0 where nothing was found, with 1 where something was, with 2 where it could not scan.

use keyleash::scan::{Findings, Scan};
use std::{
    ffi::{OsStr, OsString},
    io::{self, Write as _},
    process::ExitCode,
};

const USAGE: &str = "usage: scan_secrets [PATH] [--staged | --history] [--format text|json|sarif]";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let Some((scan, format)) = parsed(&arguments) else {
        say(USAGE);
        return ExitCode::from(2);
    };
    match scan.run() {
        Ok(findings) => {
            // Whoever reads the report may have gone: then it was not handed over.
            if writeln!(io::stdout(), "{}", format(&findings)).is_err() || !findings.is_complete() {
                ExitCode::from(2)
            } else if findings.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(1)
            }
        }
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// How a report is written.
type Format = fn(&Findings) -> String;

fn parsed(arguments: &[OsString]) -> Option<(Scan, Format)> {
    let mut root = None;
    let mut what: fn(Scan) -> Scan = |scan| scan;
    let mut format: Format = ToString::to_string;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.to_str() {
            Some("--staged") => what = Scan::staged,
            Some("--history") => what = Scan::history,
            Some("--format") => {
                format = match rest.next()?.to_str()? {
                    "text" => ToString::to_string,
                    "json" => Findings::to_json,
                    "sarif" => Findings::to_sarif,
                    _ => return None,
                };
            }
            _ if argument.as_encoded_bytes().starts_with(b"-") || root.is_some() => return None,
            _ => root = Some(argument.as_os_str()),
        }
    }
    Some((what(Scan::new(root.unwrap_or(OsStr::new(".")))), format))
}

#[expect(clippy::print_stderr, reason = "this is a program")]
fn say(text: &str) {
    eprintln!("{text}");
}
