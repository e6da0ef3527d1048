//! All that git holds: every version of every file once, and what was written in commits and tags.
//!
//! Branches, tags, stashes and reflogs are gone through. What nothing leads to any more, which git
//! deletes in time, is not.

use super::{
    Error, Outcome,
    finding::{LeftOut, Reason},
    git, objects,
    outcome::Watched,
    text,
};
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Write},
    path::Path,
    process::Stdio,
};

pub(super) fn scan(root: &Path, watched: &Watched) -> Result<Outcome, Error> {
    let mut shallow = git::command(root);
    shallow.args(["rev-parse", "--is-shallow-repository"]);
    let is_shallow = git::output(&mut shallow, "read the repository")?;
    let mut large = Vec::new();
    let mut outcome = objects::scan(root, watched, |input| list(root, input, &mut large))?;
    outcome.left_out.extend(large);
    if is_shallow.starts_with(b"true") {
        outcome.left_out.push(LeftOut {
            path: "(history)".to_owned(),
            reason: Reason::Shallow,
        });
    }
    name_commits(root, &mut outcome)?;
    Ok(outcome)
}

/// Writes the ids and paths of all objects with text. Two processes of git stand one behind the
/// other: one lists, one tells what each is and how large.
fn list(root: &Path, input: &mut dyn Write, large: &mut Vec<LeftOut>) -> Result<(), Error> {
    let mut all = git::command(root);
    all.args(["rev-list", "--objects", "--all", "--reflog"]);
    let mut all = all
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|_| Error::GitMissing)?;
    let names = all.stdout.take().ok_or_else(objects::failed)?;
    let mut kinds = git::command(root);
    kinds.args(["cat-file", "--buffer"]);
    kinds.arg("--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)");
    kinds.stdin(Stdio::from(names)).stdout(Stdio::piped());
    let mut kinds = kinds.spawn().map_err(|_| Error::GitMissing)?;
    let output = kinds.stdout.take().ok_or_else(objects::failed)?;
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        output
            .read_until(b'\n', &mut line)
            .map_err(|_| objects::failed())?;
        if line.is_empty() {
            break;
        }
        let mut fields = line.splitn(4, |byte| *byte == b' ');
        let (id, kind, size) = (fields.next(), fields.next(), fields.next());
        let path = fields.next().unwrap_or(b"\n");
        let (Some(id), Some(kind), Some(size)) = (id, kind, size) else {
            return Err(objects::failed());
        };
        if kind == b"tree" {
            continue;
        }
        let size: u64 = git::lossy(size).parse().map_err(|_| objects::failed())?;
        if size > text::LIMIT {
            large.push(LeftOut {
                path: git::lossy(path.trim_ascii_end()),
                reason: Reason::Large,
            });
            continue;
        }
        let line = [id, b" ", path].concat();
        input.write_all(&line).map_err(|_| objects::failed())?;
    }
    objects::ended(all)?;
    objects::ended(kinds)
}

/// Puts the first commit that holds each object in the place of the object's id.
fn name_commits(root: &Path, outcome: &mut Outcome) -> Result<(), Error> {
    let blobs = outcome
        .findings
        .iter()
        .filter_map(|finding| finding.commit.clone());
    let mut first: HashMap<String, Option<String>> = blobs.map(|id| (id, None)).collect();
    if first.is_empty() {
        return Ok(());
    }
    let mut log = git::command(root);
    log.args([
        "log",
        "--all",
        "--reflog",
        "--raw",
        "--no-abbrev",
        "--no-renames",
    ]);
    log.args([
        "-m",
        "--root",
        "--no-ext-diff",
        "--no-textconv",
        "--topo-order",
        "--format=%H",
    ]);
    let mut log = log
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|_| Error::GitMissing)?;
    let output = log.stdout.take().ok_or_else(objects::failed)?;
    let mut commit = String::new();
    for line in BufReader::new(output).split(b'\n') {
        let line = line.map_err(|_| objects::failed())?;
        if line.first() != Some(&b':') {
            if !line.is_empty() {
                commit = git::lossy(&line);
            }
            continue;
        }
        // `:<mode> <mode> <id> <id> <status>`; the newest commit comes first, so the last one stays.
        let id = line.split(|byte| *byte == b' ').nth(3).map(git::lossy);
        if let Some(place) = id.and_then(|id| first.get_mut(&id)) {
            *place = Some(commit.clone());
        }
    }
    objects::ended(log)?;
    for finding in &mut outcome.findings {
        let id = finding.commit.as_ref();
        // A message is found under its own commit or tag.
        if let Some(Some(commit)) = id.and_then(|id| first.get(id)) {
            finding.commit = Some(commit.clone());
        }
    }
    Ok(())
}
