//! What is logged is a contract: `src/manual/operations.md` has each event, and no other.

use crate::layering::{collect, tokens};
use std::{collections::BTreeMap, fs, path::Path};

/// One event: target, level, message and fields.
type Event = (String, String, String, Vec<String>);

const LEVELS: [&str; 5] = ["trace", "debug", "info", "warn", "error"];

#[test]
fn every_event_stands_in_the_manual() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    let mut logged: BTreeMap<Event, String> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(root).unwrap().display().to_string();
        let found = events(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        logged.extend(found.into_iter().map(|event| (event, name.clone())));
    }
    assert!(logged.len() > 10, "the events were not found");
    let manual = fs::read_to_string(root.join("src/manual/operations.md")).unwrap();
    let told = told(&manual);
    let mut faults: Vec<_> = logged
        .iter()
        .filter(|(event, _)| !told.contains(event))
        .map(|(event, file)| format!("{file} logs what the manual does not tell: {event:?}"))
        .collect();
    let gone = told.iter().filter(|event| !logged.contains_key(event));
    faults.extend(gone.map(|event| format!("the manual tells what nothing logs: {event:?}")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The events of a source. Each names `tracing`, its level and its target where it stands, so that
/// none is overlooked here.
fn events(text: &str) -> Result<Vec<Event>, String> {
    let tokens = tokens(text);
    let named = tokens.iter().filter(|token| *token == "tracing").count();
    let found: Vec<_> = text
        .match_indices("tracing::")
        .filter(|(at, _)| {
            !text[..*at]
                .lines()
                .next_back()
                .unwrap_or_default()
                .contains("//")
        })
        .map(|(at, lead)| event(&text[at + lead.len()..]))
        .collect::<Result<_, _>>()?;
    if named != found.len() {
        return Err(format!(
            "`tracing` is named {named} times, for {} events",
            found.len()
        ));
    }
    Ok(found)
}

/// The event that begins so: `warn!(target: "…", field = value, %field, "message");`.
fn event(text: &str) -> Result<Event, String> {
    let (level, rest) = text.split_once("!(").ok_or("no event")?;
    if !LEVELS.contains(&level) {
        return Err(format!(
            "`tracing::{}` is no event",
            text.lines().next().unwrap_or_default()
        ));
    }
    let mut parts = parts(rest).into_iter();
    let target = parts.next().unwrap_or_default();
    let target = target
        .strip_prefix("target: ")
        .ok_or("an event without its target")?;
    let mut fields: Vec<_> = parts.collect();
    let message = fields.pop().ok_or("an event without its message")?;
    let fields = fields.iter().map(|field| {
        let name = field.split_once(" = ").map_or(&**field, |(name, _)| name);
        name.trim_start_matches(['%', '?']).to_owned()
    });
    Ok((
        quoted(target)?,
        level.to_uppercase(),
        quoted(&message)?,
        fields.collect(),
    ))
}

/// What stands between the commas, up to the closing bracket.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let (mut depth, mut quotes) = (0, false);
    for c in text.chars() {
        match c {
            '"' => quotes = !quotes,
            '(' | '[' | '{' if !quotes => depth += 1,
            ')' if !quotes && depth == 0 => break,
            ')' | ']' | '}' if !quotes => depth -= 1,
            ',' if !quotes && depth == 0 => {
                parts.push(part.trim().to_owned());
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    parts.push(part.trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

fn quoted(text: &str) -> Result<String, String> {
    let inside = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inside
        .map(str::to_owned)
        .ok_or(format!("no plain text: {text}"))
}

/// The events in the tables of the manual: one heading for each target.
fn told(manual: &str) -> Vec<Event> {
    let mut target = None;
    let mut events = Vec::new();
    for line in manual.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            let name = heading.trim_start_matches('#').trim().trim_matches('`');
            target = name.starts_with("keyleash::").then(|| name.to_owned());
        }
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let (Some(target), [_, level, message, fields, _, _]) = (&target, &cells[..]) else {
            continue;
        };
        if LEVELS.contains(&level.to_lowercase().as_str()) {
            let fields = fields.split(", ").filter(|field| !field.is_empty());
            events.push((
                target.clone(),
                (*level).to_owned(),
                message.trim_matches('`').to_owned(),
                fields
                    .map(|field| field.trim_matches('`').to_owned())
                    .collect(),
            ));
        }
    }
    events
}

/// The words of refused signatures stand in the manual, all of them and no other.
#[test]
fn every_refusal_stands_in_the_manual() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let (source, manual) = (
        read("src/signer/error.rs"),
        read("src/manual/operations.md"),
    );
    let (_, words) = source.split_once("fn code(self)").unwrap();
    let (words, _) = words.split_once("\n    }\n").unwrap();
    let logged: Vec<_> = words.split('"').skip(1).step_by(2).collect();
    assert!(logged.len() > 20, "the words were not found");
    let (_, list) = manual.split_once("\n`refused` is one of ").unwrap();
    let (list, _) = list.split_once(':').unwrap();
    let told: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(told, logged);
}

#[test]
fn an_event_is_read() {
    let source = r#"
        // tracing::warn!(target: "keyleash::x", "in a comment");
        fn f() {
            tracing::info!(
                target: "keyleash::rotation",
                venue = spec.id(),
                key = %name(a, "b, c"),
                ?cause,
                members,
                "old key, asked"
            );
            tracing::error!(target: "keyleash::watch", "alone");
        }
    "#;
    let event = |level: &str, target: &str, message: &str, fields: &[&str]| {
        let fields = fields.iter().map(|field| (*field).to_owned()).collect();
        (
            target.to_owned(),
            level.to_owned(),
            message.to_owned(),
            fields,
        )
    };
    let wanted = vec![
        event(
            "INFO",
            "keyleash::rotation",
            "old key, asked",
            &["venue", "key", "cause", "members"],
        ),
        event("ERROR", "keyleash::watch", "alone", &[]),
    ];
    assert_eq!(events(source), Ok(wanted.clone()));
    let table = "## `keyleash::rotation`\n| INFO | `old key, asked` | `venue`, `key`, `cause`, \
         `members` | why |\n## `keyleash::watch`\n| ERROR | `alone` | | why |\n# Else\n\
         | INFO | `x` | | y |";
    assert_eq!(told(table), wanted);
}

#[test]
fn an_event_that_hides_is_caught() {
    for source in [
        "use tracing::warn; fn f() { warn!(\"x\"); }",
        "fn f() { tracing::event!(tracing::Level::WARN, \"x\"); }",
        "fn f() { tracing::warn!(\"no target\"); }",
        "fn f() { tracing::info_span!(\"x\"); }",
        "#[tracing::instrument] fn f() {}",
        "use tracing as log;",
    ] {
        assert!(events(source).is_err(), "{source}");
    }
}
