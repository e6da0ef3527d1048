//! Checks a venue's tables while the crate compiles: a wrong row is an error of `cargo check`.

use super::{Question, Service};
use crate::{
    permission::{PermissionSet, Read},
    request::{Mark, Method, Row},
    scheme::{Part, Place, Scheme},
};

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn rows(rows: &[Row], services: &[Service]) {
    let mut i = 0;
    while i < rows.len() {
        let row = &rows[i];
        let reads = row.needs.minus(PermissionSet::of::<Read>()).is_empty();
        let get = matches!(row.method, Method::Get);
        assert!(
            matches!(
                (get, reads, row.mark),
                (true, true, Mark::Plain)
                    | (false, false, Mark::Plain)
                    | (false, true, Mark::Reads)
                    | (true, false, Mark::Writes)
            ),
            "a GET that writes is marked `[writes]`, anything else that reads `[reads]`"
        );
        assert!(
            row.when.is_empty() || !is_family(row.path),
            "a family has no conditions"
        );
        assert!(
            services_of(row.path, services) == 1,
            "a path belongs to exactly one service"
        );
        let mut j = 0;
        while j < i {
            assert!(
                row.method as u8 != rows[j].method as u8
                    || !equal(row.path, rows[j].path)
                    || (!row.when.is_empty() && !rows[j].when.is_empty()),
                "two endpoints share a method and a path, and no condition tells them apart"
            );
            j += 1;
        }
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
const fn services_of(path: &str, services: &[Service]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < services.len() {
        let mut j = 0;
        while j < services[i].prefixes.len() {
            if begins(path, services[i].prefixes[j]) {
                count += 1;
            }
            j += 1;
        }
        i += 1;
    }
    count
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn questions(questions: &[Question]) {
    let mut i = 0;
    while i < questions.len() {
        let row = &questions[i].row;
        assert!(
            row.needs.minus(PermissionSet::of::<Read>()).is_empty() && row.when.is_empty(),
            "a question needs `Read` and nothing else"
        );
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn scheme(scheme: &Scheme) {
    let (mut signatures, mut i) = (0, 0);
    while i < scheme.seal.len() {
        let (place, part) = scheme.seal[i];
        if matches!(part, Part::Signature) {
            signatures += 1;
        }
        assert!(
            stands_alone(part) && !matches!(place, Place::FirstInBody(_)),
            "the seal holds values that stand alone, in headers or last parameters"
        );
        i += 1;
    }
    assert!(signatures == 1, "the signature is placed exactly once");
    let mut i = 0;
    while i < scheme.stamp.len() {
        assert!(
            stands_alone(scheme.stamp[i].1) && !matches!(scheme.stamp[i].1, Part::Signature),
            "the stamp holds values that stand alone, and no signature"
        );
        i += 1;
    }
}

const fn stands_alone(part: Part) -> bool {
    matches!(
        part,
        Part::Time | Part::KeyId | Part::Window | Part::Passphrase | Part::Method | Part::Signature
    )
}

const fn is_family(path: &str) -> bool {
    matches!(path.as_bytes().last(), Some(b'*'))
}

/// From the end, where two paths differ first.
#[allow(clippy::indexing_slicing)] // every index is below both lengths
const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = a.len();
    while i > 0 {
        i -= 1;
        if a[i] != b[i] {
            return false;
        }
    }
    true
}

#[allow(clippy::indexing_slicing)] // every index is below both lengths
const fn begins(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    if start.len() > text.len() {
        return false;
    }
    let mut i = 0;
    while i < start.len() {
        if text[i] != start[i] {
            return false;
        }
        i += 1;
    }
    true
}
