//! Finds keys in a folder, in what is staged for a commit, or in all of git's history.
//!
//! ```text
//! scan_secrets [PATH] [--staged | --history] [--format text|json|sarif]
//! ```
//!
//! Ends with 0 where nothing was found, with 1 where something was, with 2 where it could not scan.

use keyleash::scan::{Findings, Scan};
use std::process::ExitCode;

const USAGE: &str = "usage: scan_secrets [PATH] [--staged | --history] [--format text|json|sarif]";

fn main() -> ExitCode {
    // `args` panics where an argument is no text.
    let arguments: Option<Vec<String>> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.into_string().ok())
        .collect();
    let Some((scan, format)) = arguments.as_deref().and_then(parsed) else {
        say(USAGE);
        return ExitCode::from(2);
    };
    match scan.run() {
        Ok(findings) => {
            show(&format(&findings));
            if !findings.is_complete() {
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

fn parsed(arguments: &[String]) -> Option<(Scan, Format)> {
    let mut root = None;
    let mut what: fn(Scan) -> Scan = |scan| scan;
    let mut format: Format = ToString::to_string;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--staged" => what = Scan::staged,
            "--history" => what = Scan::history,
            "--format" => {
                format = match rest.next()?.as_str() {
                    "text" => ToString::to_string,
                    "json" => Findings::to_json,
                    "sarif" => Findings::to_sarif,
                    _ => return None,
                };
            }
            path if !path.starts_with('-') && root.is_none() => root = Some(path),
            _ => return None,
        }
    }
    Some((what(Scan::new(root.unwrap_or("."))), format))
}

#[expect(clippy::print_stdout, reason = "this is a program")]
fn show(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "this is a program")]
fn say(text: &str) {
    eprintln!("{text}");
}
