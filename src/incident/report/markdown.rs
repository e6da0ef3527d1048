//! A report as Markdown, in which no text of a person or a program is anything but text.

use super::{Collected, Happening, IncidentReport, Task};
use crate::time;
use core::fmt::Write as _;

pub(super) fn write(report: &IncidentReport) -> String {
    let mut out = String::new();
    // A string takes everything.
    let _ = write_into(report, &mut out);
    out
}

fn write_into(report: &IncidentReport, out: &mut String) -> core::fmt::Result {
    writeln!(out, "# Incident: an API key of {}\n", report.spec.title())?;
    writeln!(out, "- environment: {}", report.environment)?;
    writeln!(out, "- key: fingerprint {}", report.key)?;
    writeln!(out, "- cause: {}", text(&report.cause))?;
    writeln!(out, "- opened: {}", time::rfc3339_millis(report.opened))?;
    match report.closed {
        Some(closed) => writeln!(out, "- closed: {}", time::rfc3339_millis(closed))?,
        None => writeln!(out, "- closed: not yet")?,
    }
    writeln!(out, "\n## Timeline\n")?;
    writeln!(out, "Seconds count from the trip.\n")?;
    for happening in &report.timeline {
        line(happening, out)?;
    }
    writeln!(out, "\n## Evidence\n")?;
    for collected in &report.collected {
        evidence(collected, out)?;
    }
    for missing in &report.missing {
        writeln!(out, "- [ ] {}", text(missing))?;
    }
    if let Some(head) = report.journal {
        writeln!(out, "\nThe journal ends at `{head}`.")?;
    }
    match report.missed {
        Some(0) | None => {}
        Some(count) => writeln!(out, "It lacks {count} signatures or refusals.")?,
    }
    writeln!(out, "\n## Steps\n")?;
    for (at, task) in report.steps.iter().enumerate() {
        step(at.saturating_add(1), task, out)?;
    }
    Ok(())
}

fn line(happening: &Happening, out: &mut String) -> core::fmt::Result {
    writeln!(
        out,
        "- {} ({:+.3} s) **{}**: {}",
        happening.moment(),
        happening.seconds(),
        happening.kind(),
        text(&happening.text)
    )
}

fn evidence(collected: &Collected, out: &mut String) -> core::fmt::Result {
    write!(
        out,
        "- [x] {}; {}, SHA-256 `{}`",
        text(&collected.to_string()),
        time::rfc3339_millis(collected.at),
        collected.sha256
    )?;
    match &collected.file {
        Some(file) => writeln!(out, ", kept as {}", text(file)),
        None => writeln!(out),
    }
}

fn step(number: usize, task: &Task, out: &mut String) -> core::fmt::Result {
    match &task.done {
        Some(done) => writeln!(
            out,
            "{number}. [x] **{}**, by {} at {}: {}",
            task.name,
            text(&done.who),
            time::rfc3339_millis(done.at),
            text(&task.text)
        ),
        None => writeln!(out, "{number}. [ ] **{}**: {}", task.name, text(&task.text)),
    }
}

/// A text that Markdown shows as it is: images, tags, code and named links in it stay letters. An
/// address that stands there plainly may be shown as a link to itself.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>|#!~@&$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_people_wrote_is_text() {
        assert_eq!(
            text("![x](http://a.b) <img> `c` **d**"),
            r"\!\[x\](http://a.b) \<img\> \`c\` \*\*d\*\*"
        );
    }
}
