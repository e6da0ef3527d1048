//! What a key's journal is told, where the key has one.
//!
//! None of it waits for the disk.

#[cfg(unix)]
use crate::incident::{Journal, Kind, Tag};
use crate::{
    request::{Method, Row},
    secret::Fingerprint,
    time::Millis,
    venue::Spec,
};

/// The journal of a key, or none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    #[cfg(unix)]
    journal: Option<Journal>,
}

/// A call that may place orders, whose names are in its parameters.
pub(crate) struct Call<'a> {
    pub(crate) spec: &'static Spec,
    pub(crate) row: &'a Row,
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
}

#[cfg(unix)]
impl Notes {
    pub(crate) fn of(journal: &Journal) -> Self {
        let journal = Some(journal.clone());
        Self { journal }
    }

    pub(crate) const fn journal(&self) -> Option<&Journal> {
        self.journal.as_ref()
    }

    /// Notes a signature: no lock, no allocation, no system call.
    pub(crate) fn signed(
        &self,
        at: Millis,
        key: Fingerprint,
        (method, path): (Method, &str),
        call: Option<Call<'_>>,
    ) {
        if let Some(journal) = &self.journal {
            let tag = call.map_or(Tag::NONE, |call| {
                Tag::read(call.spec, call.row, call.query, call.body)
            });
            journal.signed(at, key, method, path, tag);
        }
    }

    /// Notes a refusal, in the same way.
    pub(crate) fn refused(&self, at: Millis, key: Fingerprint, code: &'static str) {
        if let Some(journal) = &self.journal {
            journal.refused(at, key, code);
        }
    }

    /// Notes what a verification came to.
    pub(crate) fn judged(&self, key: Fingerprint, verdict: &str) {
        self.post(Kind::Verified, Some(key), verdict);
    }

    /// Notes a step of a rotation; `key` is the one that it is about.
    pub(crate) fn rotated(&self, key: Fingerprint, step: &str) {
        self.post(Kind::Rotated, Some(key), step);
    }

    /// Notes that the signers of a key were stopped for good.
    pub(crate) fn stopped(&self, key: Fingerprint) {
        let text = "the signers of this key were stopped";
        self.post(Kind::Tripped, Some(key), text);
    }

    /// Notes what a watch found.
    pub(crate) fn found(&self, finding: &str) {
        self.post(Kind::Finding, None, finding);
    }

    fn post(&self, kind: Kind, key: Option<Fingerprint>, text: &str) {
        if let Some(journal) = &self.journal {
            journal.post(kind, key, text);
        }
    }
}

/// There is no journal.
#[cfg(not(unix))]
#[expect(clippy::unused_self, reason = "as where there is one")]
impl Notes {
    pub(crate) fn signed(&self, _: Millis, _: Fingerprint, _: (Method, &str), _: Option<Call<'_>>) {
    }

    pub(crate) fn refused(&self, _: Millis, _: Fingerprint, _: &'static str) {}

    pub(crate) fn judged(&self, _: Fingerprint, _: &str) {}

    pub(crate) fn rotated(&self, _: Fingerprint, _: &str) {}

    pub(crate) fn stopped(&self, _: Fingerprint) {}

    pub(crate) fn found(&self, _: &str) {}
}
