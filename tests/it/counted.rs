//! What a limit makes of each call: read the list when a table changes.

use crate::support::data;
use keyleash::venue::{self, Counted};
use std::fmt::Write as _;

/// Every call that writes and that a bot may sign, by venue: it counts as an order, is a free
/// cancel, or is neither and refused.
#[test]
fn what_counts_is_known_for_every_call() {
    let _ = data();
    let mut list = String::new();
    for spec in venue::ALL {
        writeln!(list, "# {}", spec.id()).unwrap();
        let mut lines: Vec<_> = spec
            .counted()
            .filter(|(_, _, counted)| *counted != Counted::Read)
            .map(|(method, path, counted)| format!("{counted:?} {method} {path}"))
            .collect();
        lines.sort();
        lines.dedup();
        writeln!(list, "{}\n", lines.join("\n")).unwrap();
    }
    insta::assert_snapshot!("counted", list);
}
