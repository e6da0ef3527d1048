//! Scans of a folder with everything that is marked, in each form of report.

use super::channels::Shown;
use keyleash::scan::{Error, Scan};
use std::{fmt::Write as _, fs, path::Path};

pub(super) fn scans(shown: &Shown) {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    for (name, secret) in shown.marks.texts() {
        writeln!(text, "BINANCE_API_SECRET_{name}=\"{secret}\"").unwrap();
        writeln!(text, "okx passphrase: \"{secret}\"").unwrap();
    }
    for name in ["a.env", "b.rs", "c.md"] {
        fs::write(folder.path().join(name), &text).unwrap();
    }
    fs::write(folder.path().join("d.bin"), format!("{text}\0")).unwrap();

    let scan = Scan::new(folder.path());
    shown.debug(&scan);
    let findings = scan.run().unwrap();
    assert!(findings.len() > 5, "{findings}");
    shown.display(&findings).json(&findings);
    Shown::text(&findings.to_json());
    Shown::text(&findings.to_sarif());
    for finding in findings.iter() {
        shown
            .display(finding)
            .json(finding)
            .display(&finding.rule());
        shown.debug(&finding.severity());
    }
    for left in findings.left_out() {
        shown.json(left).debug(&left.reason());
    }
    let refused = scan.check().unwrap_err();
    shown.error(&refused).panics(&refused);

    // A secret in the place of a folder, or in an allow list that cannot be read.
    shown.result(Scan::new(Path::new("/").join(&shown.marks.plain)).run());
    fs::write(folder.path().join(".keyleash-allow"), &shown.marks.plain).unwrap();
    shown.result::<_, Error>(scan.run());
    fs::remove_file(folder.path().join(".keyleash-allow")).unwrap();
    shown.result(scan.clone().staged().run());
    shown.result(scan.history().run());
}
