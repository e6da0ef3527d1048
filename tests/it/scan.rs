//! The scan of source code. No key stands in these files: each is drawn when the test runs.

mod builds;
pub(crate) mod keys;
pub(crate) mod outputs;
mod repositories;
mod rules;
mod trees;

use keyleash::scan::{Findings, Scan};
use std::{fs, path::Path};
use tempfile::TempDir;

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text.as_bytes());
    }
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn run(folder: &TempDir) -> Findings {
    Scan::new(folder.path()).run().unwrap()
}

/// Each finding as `path:line:column venue part`.
fn places(findings: &Findings) -> Vec<String> {
    let place = |finding: &keyleash::scan::Finding| {
        let part = finding.part().map_or("", |part| part.name());
        let venue = finding.venue().unwrap_or("");
        let (line, column) = (finding.line(), finding.column());
        format!("{}:{line}:{column} {venue} {part}", finding.path())
    };
    findings.iter().map(place).collect()
}
