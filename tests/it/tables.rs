//! The tables as they are signed by: a changed row shows as a changed snapshot, and gets a
//! *Security* entry in the changelog.

use keyleash::venue;
use std::fmt::Write;

#[test]
fn endpoints() {
    for spec in venue::ALL {
        let mut rows: Vec<_> = spec
            .endpoints()
            .map(|(method, path, needs)| format!("{method:<6} {path} : {needs}"))
            .collect();
        rows.sort();
        insta::assert_snapshot!(format!("endpoints_{}", spec.id()), rows.join("\n"));
    }
}

#[test]
fn rights() {
    let mut text = String::new();
    for spec in venue::ALL {
        for (label, gives) in spec.rights() {
            writeln!(text, "{}: {label}: {gives}", spec.id()).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}
