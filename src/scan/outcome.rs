//! All that came of a scan.

use super::{
    allow::{self, AllowList},
    finding::{Finding, LeftOut, Plain, REMEDY},
    search, text,
};
use core::fmt;
use serde::Serialize;
use std::{
    borrow::Cow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use zeroize::Zeroize as _;

/// What one thread has read.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) files: usize,
    /// The paths of the files that were visited.
    pub(super) seen: Vec<String>,
    /// What somebody watches while the scan runs.
    pub(super) watched: Watched,
}

/// The count of files that somebody watches, if anybody does.
pub(super) type Watched = Option<Arc<AtomicUsize>>;

impl Outcome {
    pub(super) fn watched(watched: &Watched) -> Self {
        Self {
            watched: watched.clone(),
            ..Self::default()
        }
    }

    /// Searches the file at `path`. Where something is found, `bytes` is wiped.
    pub(super) fn take(&mut self, bytes: &mut [u8], path: &str) {
        if let Some(watched) = &self.watched {
            watched.fetch_add(1, Ordering::Relaxed);
        }
        let found = match text::decoded(bytes) {
            Ok(text) => {
                self.files += 1;
                let found = search::findings(&text, path);
                if let Cow::Owned(mut own) = text {
                    own.zeroize();
                }
                found
            }
            Err(reason) => {
                return self.left_out.push(LeftOut {
                    path: path.to_owned(),
                    reason,
                });
            }
        };
        if !found.is_empty() {
            bytes.zeroize();
        }
        self.findings.extend(found);
    }

    pub(super) fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.left_out.extend(other.left_out);
        self.files += other.files;
        self.seen.extend(other.seen);
    }

    /// Takes out what is allowed, and sorts the rest.
    pub(super) fn finish(self, mut allowed: AllowList) -> Findings {
        let mut findings = self.findings;
        findings.retain(|finding| !allow::is_published(finding) && !allowed.allows(finding));
        findings.sort_by(|one, other| {
            let place = |finding: &Finding| (finding.line, finding.column);
            // Of one file the history has many versions.
            (&one.path, place(one), &one.commit, &one.fingerprint).cmp(&(
                &other.path,
                place(other),
                &other.commit,
                &other.fingerprint,
            ))
        });
        let mut left_out = self.left_out;
        left_out.sort();
        Findings {
            list: findings,
            left_out,
            stale: allowed.stale(),
            files: self.files,
        }
    }
}

/// What a scan found, and what it left out.
///
/// `Display` is a line for each finding, `path:line:column: severity: rule venue part`, with a
/// masked excerpt and the fingerprint for the allow list.
#[derive(Clone, Serialize)]
pub struct Findings {
    #[serde(rename = "findings")]
    list: Vec<Finding>,
    #[serde(rename = "skipped")]
    left_out: Vec<LeftOut>,
    stale: Vec<String>,
    files: usize,
}

impl Findings {
    /// The same, with every path seen from the folder that `folder` is relative to. A scan names
    /// paths from its own root on; this is for reports of several.
    #[must_use]
    pub fn below(mut self, folder: impl AsRef<Path>) -> Self {
        let shown = folder.as_ref().to_string_lossy().replace('\\', "/");
        let shown = shown.trim_start_matches("./").trim_end_matches('/');
        if !matches!(shown, "" | ".") {
            let findings = self.list.iter_mut().map(|finding| &mut finding.path);
            for path in findings.chain(self.left_out.iter_mut().map(|left| &mut left.path)) {
                *path = format!("{shown}/{path}");
            }
        }
        self
    }

    /// What two scans found.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.left_out.extend(other.left_out);
        self.stale.extend(other.stale);
        self.stale.sort();
        self.stale.dedup();
        self.files += other.files;
        self
    }

    /// Whether nothing was found and every file could be read.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.list.is_empty() && self.is_complete()
    }

    /// Whether every file could be read. Binary files, lock files and files above 8 MiB are left
    /// out by intent, and do not count.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.left_out.iter().any(|left| left.reason.is_fault())
    }

    /// The findings, by path and line.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many files were read.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.files
    }

    /// What was not read, and why.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The fingerprints on the allow list that this scan had no use for. A scan of the history may
    /// need what a scan of the files does not. A scan of staged files, or of a folder below the list,
    /// sees too little to tell, and names none.
    #[must_use]
    pub fn stale(&self) -> &[String] {
        &self.stale
    }

    /// The report as JSON: `findings`, `skipped`, `stale` and the number of `files` read.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Text and numbers only: there is nothing that cannot be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The report as SARIF 2.1.0, which services for code scanning take in. Each file that could not
    /// be read is a notification of the run, which did not succeed then.
    #[must_use]
    pub fn to_sarif(&self) -> String {
        super::sarif::text(&self.list, &self.left_out)
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for left in self.left_out.iter().filter(|left| left.reason.is_fault()) {
            writeln!(f, "{}: error: {}", Plain(&left.path), left.reason.text())?;
        }
        for finding in &self.list {
            writeln!(f, "{finding}")?;
        }
        if !self.list.is_empty() {
            writeln!(f, "{REMEDY}")?;
        }
        for fingerprint in &self.stale {
            writeln!(
                f,
                "the allow list has {fingerprint}, which nothing here needs"
            )?;
        }
        let left = self.left_out.len();
        write!(
            f,
            "{} found in {} files, {left} left out",
            self.list.len(),
            self.files
        )
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
