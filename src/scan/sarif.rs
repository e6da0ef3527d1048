//! SARIF 2.1.0, as code-scanning services read it.

use super::finding::{Alarm, Finding, LeftOut, Plain, REMEDY, Reason, Rule};
use serde_json::{Value, json};
use std::collections::HashMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn text(findings: &[Finding], left_out: &[LeftOut]) -> String {
    let rules: Vec<_> = Rule::ALL.into_iter().map(rule).collect();
    let mut seen = HashMap::new();
    let results: Vec<_> = findings
        .iter()
        .map(|finding| {
            let count = seen.entry(&finding.fingerprint).or_insert(0);
            *count += 1;
            result(finding, *count)
        })
        .collect();
    let faults = left_out.iter().filter(|left| left.reason.is_fault());
    let faults: Vec<_> = faults.map(notification).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "keyleash",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "invocations": [{
                "executionSuccessful": faults.is_empty(),
                "toolExecutionNotifications": faults,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}")
}

fn rule(rule: Rule) -> Value {
    let level = Alarm::Error;
    json!({
        "id": rule.id(),
        "name": rule.id(),
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": format!("To mend it: {REMEDY}.")},
        "defaultConfiguration": {"level": level.name()},
        "properties": {
            "tags": ["security", "secret"],
            "precision": "high",
            "security-severity": severity(level),
        },
    })
}

/// Of ten, as services rank by it.
const fn severity(alarm: Alarm) -> &'static str {
    match alarm {
        Alarm::Warning => "4.0",
        Alarm::Error => "9.0",
    }
}

fn result(finding: &Finding, count: usize) -> Value {
    let index = Rule::ALL.iter().position(|rule| *rule == finding.rule);
    json!({
        "ruleId": finding.rule.id(),
        "ruleIndex": index,
        "level": finding.severity.name(),
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact(&finding.path),
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }}],
        "partialFingerprints": {
            "primaryLocationLineHash": format!("{}:{count}", finding.fingerprint),
        },
        "properties": {"security-severity": severity(finding.severity)},
    })
}

/// Something that the scan was asked for and could not read.
fn notification(left: &LeftOut) -> Value {
    // What a shallow clone lacks is in no file.
    let place = (left.reason != Reason::Shallow)
        .then(|| json!({"physicalLocation": {"artifactLocation": artifact(&left.path)}}));
    json!({
        "level": Alarm::Error.name(),
        "message": {"text": format!("{}: {}", Plain(&left.path), left.reason.text())},
        "locations": Vec::from_iter(place),
    })
}

fn artifact(path: &str) -> Value {
    json!({"uri": uri(path), "uriBaseId": "%SRCROOT%"})
}

fn message(finding: &Finding) -> String {
    let mut text = finding.rule.summary().trim_end_matches('.').to_owned();
    if let Some(venue) = finding.venue {
        text.push_str(" (");
        text.push_str(venue);
        if let Some(part) = finding.part {
            text.push(' ');
            text.push_str(part.name());
        }
        text.push(')');
    }
    text.push_str(": ");
    text.push_str(&finding.excerpt);
    if let Some(commit) = &finding.commit {
        text.push_str(", since commit ");
        text.push_str(commit);
    }
    text
}

/// A relative path as a URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            for digit in [byte >> 4, byte & 15] {
                uri.extend(char::from_digit(u32::from(digit), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
    }
    uri
}
