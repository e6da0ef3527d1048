//! This repository is scanned too, and what it publishes by intent is on a list.

use super::{allow::AllowList, tree};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// What a scan of this repository finds without the list of published keys, which is written anew
/// with `KEYLEASH_WRITE_PUBLISHED=1`.
#[test]
fn every_published_key_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcome = tree::scan(root, &None).unwrap();
    let mut found = BTreeMap::new();
    for finding in &outcome.findings {
        let place = finding
            .path
            .split('/')
            .take(3)
            .collect::<Vec<_>>()
            .join("/");
        found.entry(finding.content.clone()).or_insert(place);
    }
    assert!(found.len() > 20, "the fixtures were not found");
    let list = root.join("src/scan/published.txt");
    #[expect(clippy::disallowed_methods, reason = "a switch of this test")]
    if std::env::var_os("KEYLEASH_WRITE_PUBLISHED").is_some() {
        let mut text = String::new();
        for (content, place) in &found {
            writeln!(text, "{content} {place}").unwrap();
        }
        fs::write(&list, text).unwrap();
    }
    let text = fs::read_to_string(list).unwrap();
    let listed: Vec<_> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    for (content, place) in &found {
        assert!(
            listed.contains(&content.as_str()),
            "{place}: not on the list of published keys"
        );
    }
    for content in &listed {
        assert!(
            found.contains_key(*content),
            "{content} is published nowhere: take it off the list"
        );
    }
    assert!(
        tree::scan(root, &None)
            .unwrap()
            .finish(AllowList::default())
            .is_empty()
    );
}
