//! Checks a venue's tables while the crate compiles: a wrong row is an error of `cargo check`.

use super::{Evidence, Question, Reading, Service, Trading, reading::Of};
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
            "a path belongs to exactly one service, by the longest prefix"
        );
        // The tables do not change in who uses the crate, and this takes seconds of a build.
        let mut j = if cfg!(test) { 0 } else { i };
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
#[track_caller]
pub(super) const fn trading(trading: &Trading) {
    let mut i = 0;
    while i < trading.orders.len() {
        writes(trading.orders[i].at);
        i += 1;
    }
    writes(trading.cancel_all);
    writes(trading.dead_man);
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
const fn writes(rows: &[Row]) {
    let mut i = 0;
    while i < rows.len() {
        let needs = rows[i].needs;
        assert!(
            !needs.minus(PermissionSet::of::<Read>()).is_empty()
                && needs.and(PermissionSet::NEVER).is_empty(),
            "a call that places or stops orders needs a permission to trade"
        );
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn evidence(evidence: &[(Evidence, Row)]) {
    let mut i = 0;
    while i < evidence.len() {
        assert!(
            evidence[i]
                .1
                .needs
                .minus(PermissionSet::of::<Read>())
                .is_empty(),
            "evidence is read with `Read` and nothing else"
        );
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn readings(readings: &[Reading]) {
    let mut i = 0;
    while i < readings.len() {
        if let Of::Answers(rows) = readings[i].of {
            assert!(!rows.is_empty(), "a reading of answers names the calls");
            let mut j = 0;
            while j < rows.len() {
                assert!(
                    rows[j].needs.minus(PermissionSet::of::<Read>()).is_empty(),
                    "what is read about an account needs `Read` and nothing else"
                );
                j += 1;
            }
        }
        i += 1;
    }
}

/// How many services have the longest prefix of `path`.
#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
const fn services_of(path: &str, services: &[Service]) -> usize {
    let (mut longest, mut count, mut i) = (0, 0, 0);
    while i < services.len() {
        let mut j = 0;
        while j < services[i].prefixes.len() {
            let prefix = services[i].prefixes[j];
            if begins(path, prefix) && prefix.len() >= longest {
                count = if prefix.len() > longest { 1 } else { count + 1 };
                longest = prefix.len();
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
        if let Some((_, other)) = &questions[i].instead {
            assert!(
                other
                    .row
                    .needs
                    .minus(PermissionSet::of::<Read>())
                    .is_empty()
                    && other.row.when.is_empty()
                    && other.instead.is_none(),
                "a question in place of another needs `Read` and nothing else, and is the last"
            );
        }
        let mut j = 0;
        while j < questions[i].query.len() {
            assert!(
                stands_alone(questions[i].query[j].1),
                "a parameter of a question is one value"
            );
            j += 1;
        }
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
#[track_caller]
pub(super) const fn scheme(scheme: &Scheme) {
    let (mut signatures, mut i) = (0, 0);
    while i < scheme.seal.len() {
        let (place, part) = scheme.seal[i];
        signatures += signatures_in(&[part]);
        assert!(
            !matches!(place, Place::FirstInBody(_)),
            "the seal holds headers and last parameters"
        );
        i += 1;
    }
    signatures += signatures_in(scheme.sent);
    let wanted = if scheme.text.is_empty() { 0 } else { 1 };
    assert!(
        signatures == wanted,
        "the signature is placed exactly once, and only where a text is signed"
    );
    let mut i = 0;
    while i < scheme.stamp.len() {
        let (place, part) = scheme.stamp[i];
        assert!(
            signatures_in(&[part]) == 0,
            "the stamp is signed, so it holds no signature"
        );
        assert!(
            stands_alone(part) || !matches!(place, Place::FirstInBody(_)),
            "what stands first in a body is one value"
        );
        i += 1;
    }
}

#[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
const fn signatures_in(parts: &[Part]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < parts.len() {
        count += match parts[i] {
            Part::Signature => 1,
            Part::Join(inner)
            | Part::Base64(inner)
            | Part::Base64Url(inner)
            | Part::Parametered(inner) => signatures_in(inner),
            _ => 0,
        };
        i += 1;
    }
    count
}

/// Whether a part is one value that needs no rendering.
const fn stands_alone(part: Part) -> bool {
    matches!(
        part,
        Part::Lit(_)
            | Part::Time
            | Part::KeyId
            | Part::Window
            | Part::Passphrase
            | Part::Method
            | Part::Account
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
