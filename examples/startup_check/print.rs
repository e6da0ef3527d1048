//! The report, for people and for programs.

use crate::check::{Checked, Expected, Outcome};
use keyleash::Severity;
use serde_json::{Value, json};
use std::fmt::Write as _;

const WIDTH: usize = 80;

/// Colours by their ANSI codes, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn on(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

/// One line per key, and below it what is wrong and how to mend it.
pub(crate) fn report(heading: &str, keys: &[Checked], colour: bool) -> String {
    let paint = Paint(colour);
    let mut out = format!("{}: {heading}\n", paint.on(BOLD, "start-up check"));
    let mut warned = Vec::new();
    for key in keys {
        let (mark, code, verdict) = verdict(key);
        let fingerprint = key.fingerprint.map(|short| short.to_string());
        let line = format!(
            "{:<18}{:<16}{:<10}{:<12}",
            key.name,
            key.spec.title(),
            fingerprint.as_deref().unwrap_or("-"),
            key.environment.to_string()
        );
        let _ = writeln!(
            out,
            "\n{} {line}{}",
            paint.on(code, mark),
            paint.on(code, &verdict)
        );
        for (at, text) in texts(key).iter().enumerate() {
            let lead = if at == 0 { "  - " } else { "    * " };
            let _ = writeln!(out, "{}", wrapped(lead, text));
        }
        let mut again = Vec::new();
        for violation in key.violations() {
            let code = violation.code().as_str();
            let colour = match violation.severity() {
                Severity::Refuse => RED,
                // What keys of one exchange have in common is said once.
                Severity::Warn if warned.contains(&violation) => {
                    again.push(code);
                    continue;
                }
                Severity::Warn => {
                    warned.push(violation);
                    YELLOW
                }
            };
            // The library's own form: two paragraphs that fit a terminal.
            let text = violation.to_string();
            let text = text.replacen(code, &paint.on(colour, code), 1);
            let _ = writeln!(
                out,
                "{}",
                text.replacen("mend:", &paint.on(DIM, "mend:"), 1)
            );
        }
        again.dedup();
        if !again.is_empty() {
            let text = format!("warnings as above: {}", again.join(", "));
            let _ = writeln!(out, "{}", paint.on(DIM, &wrapped("  - ", &text)));
        }
        if let Some(expected) = key.expected.filter(|_| !key.is_good()) {
            let text = format!("NOT AS EXPECTED: it should be {}", expected.text());
            let _ = writeln!(out, "{}", paint.on(RED, &wrapped("  - ", &text)));
        }
    }
    let good = keys.iter().all(Checked::is_good);
    let _ = writeln!(
        out,
        "\n{}",
        paint.on(if good { GREEN } else { RED }, &summary(keys))
    );
    out
}

/// `14 keys: 6 ok, 8 refused, as expected`
fn summary(keys: &[Checked]) -> String {
    let mut parts = Vec::new();
    for (word, count) in counts(keys) {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    let unexpected = keys
        .iter()
        .filter(|key| key.expected.is_some() && !key.is_good())
        .count();
    if unexpected > 0 {
        parts.push(format!("{unexpected} NOT as expected"));
    } else if keys.iter().any(|key| key.expected.is_some()) {
        parts.push("as expected".to_owned());
    }
    let plural = if keys.len() == 1 { "key" } else { "keys" };
    format!("{} {plural}: {}", keys.len(), parts.join(", "))
}

fn counts(keys: &[Checked]) -> [(&'static str, usize); 4] {
    ["ok", "refused", "no answer", "not loaded"]
        .map(|word| (word, keys.iter().filter(|key| key.word() == word).count()))
}

impl Checked {
    fn word(&self) -> &'static str {
        match self.outcome {
            Outcome::Accepted(_) => "ok",
            Outcome::Refused(_) | Outcome::RefusedByVenue(_) => "refused",
            Outcome::NoAnswer(_) => "no answer",
            Outcome::NotLoaded(_) => "not loaded",
        }
    }
}

/// Mark, colour and words.
fn verdict(key: &Checked) -> (&'static str, &'static str, String) {
    let word = key.word().to_owned();
    match &key.outcome {
        Outcome::Accepted(warnings) => match warnings.len() {
            0 => ("✓", GREEN, word),
            1 => ("✓", YELLOW, word + ", 1 warning"),
            count => ("✓", YELLOW, format!("{word}, {count} warnings")),
        },
        Outcome::Refused(_) | Outcome::RefusedByVenue(_) => ("✗", RED, word),
        Outcome::NoAnswer(_) | Outcome::NotLoaded(_) => ("?", RED, word),
    }
}

/// What there is to say beside violations.
fn texts(key: &Checked) -> Vec<String> {
    match &key.outcome {
        // One paragraph for each line: where a code has several causes they are a list.
        Outcome::RefusedByVenue(refusal) => {
            let text = refusal.to_string();
            let lines = text.lines().map(|line| line.trim_start_matches("  - "));
            lines.map(str::to_owned).collect()
        }
        Outcome::NoAnswer(text) | Outcome::NotLoaded(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// The same as one JSON document.
pub(crate) fn json(keys: &[Checked]) -> String {
    let listed: Vec<Value> = keys
        .iter()
        .map(|key| {
            let refusal = match &key.outcome {
                Outcome::RefusedByVenue(refusal) => json!({
                    "status": refusal.status(),
                    "code": refusal.code(),
                    "causes": refusal.causes().iter().map(|cause| format!("{cause:?}"))
                        .collect::<Vec<_>>(),
                    "text": refusal.to_string(),
                }),
                _ => Value::Null,
            };
            let error = match &key.outcome {
                Outcome::NoAnswer(text) | Outcome::NotLoaded(text) => Some(text),
                _ => None,
            };
            json!({
                "name": key.name,
                "venue": key.spec.id(),
                "environment": key.environment,
                "key": key.fingerprint,
                "verdict": key.word(),
                "violations": key.violations(),
                "refusal": refusal,
                "error": error,
                "report": key.report,
                "expected": key.expected.map(Expected::text),
                "as_expected": key.expected.map(|_| key.is_good()),
            })
        })
        .collect();
    let counts = counts(keys).map(|(word, count)| (word.replace(' ', "_"), json!(count)));
    let document = json!({
        "good": keys.iter().all(Checked::is_good),
        "counts": Value::Object(counts.into_iter().collect()),
        "keys": listed,
    });
    format!("{document:#}\n")
}

/// A paragraph behind `lead`, as wide as a terminal at most.
fn wrapped(lead: &str, text: &str) -> String {
    let indent = " ".repeat(lead.chars().count());
    let (mut out, mut column) = (lead.to_owned(), indent.len());
    for (at, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if at > 0 && column + 1 + length > WIDTH {
            out = out + "\n" + &indent;
            column = indent.len();
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
