//! How a venue's key is replaced: what shows the account, how long a request stays good, how a key
//! can delete itself, and what says that it is gone.

use super::Cause;
use crate::{
    permission::{Admin, PermissionSet, Read},
    report::json::Field,
    request::Row,
    scheme::Part,
};
use std::collections::BTreeSet;

/// What a venue's file says about the end of a key.
#[derive(Clone, Copy)]
pub(crate) struct Retirement {
    /// For how many seconds the venue takes a request, counted from the moment it was signed: the
    /// widest window that a caller can ask for. A minute, where it has none: no client waits longer.
    pub(crate) accepts: u32,
    /// What tells the account of a key, where the questions about a key do not.
    pub(crate) probes: &'static [Probe],
    /// The call by which a key deletes itself, and nothing beside itself.
    pub(crate) deletion: Option<Deletion>,
    /// Rights in an answer about a key that stand for *no such key*.
    pub(crate) gone: &'static [&'static str],
}

impl Retirement {
    /// A venue that tells the account, and whose keys are deleted by hand.
    pub(crate) const fn within(accepts: u32) -> Self {
        Self {
            accepts,
            probes: &[],
            deletion: None,
            gone: &[],
        }
    }

    /// The same, with what tells the account of a key.
    pub(crate) const fn probed(self, probes: &'static [Probe]) -> Self {
        Self { probes, ..self }
    }

    /// Checks the data while the crate compiles.
    #[allow(clippy::indexing_slicing)] // every index is below the length it is compared with
    #[track_caller]
    pub(super) const fn check(&self) {
        assert!(
            self.accepts >= 1 && self.accepts <= 600,
            "a venue takes a request for 1 to 600 seconds"
        );
        let mut i = 0;
        while i < self.probes.len() {
            let row = &self.probes[i].row;
            assert!(
                row.needs.minus(PermissionSet::of::<Read>()).is_empty()
                    && row.when.is_empty()
                    && !has_place(row.path),
                "a probe reads at one fixed path"
            );
            assert!(!self.probes[i].ids.is_empty(), "a probe finds ids");
            i += 1;
        }
        if let Some(deletion) = &self.deletion {
            assert!(
                !deletion
                    .row
                    .needs
                    .and(PermissionSet::of::<Admin>())
                    .is_empty()
                    && deletion.row.when.is_empty()
                    && !has_place(deletion.row.path),
                "a key that deletes itself manages keys, at one fixed path"
            );
        }
    }
}

/// A call that reads what only one account has.
#[derive(Clone, Copy)]
pub(crate) struct Probe {
    pub(crate) row: Row,
    /// The parameters, which are percent-encoded.
    pub(crate) query: &'static [(&'static str, Part)],
    pub(crate) body: &'static [Part],
    /// The way from the answer to each id.
    pub(crate) ids: &'static [Step],
}

/// One step on the way through an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// To the member of this name.
    Get(&'static str),
    /// To every item of a list.
    Each,
    /// To the first item of a list.
    First,
    /// To the names of an object's members.
    Names,
}

/// The call by which a key deletes itself.
#[derive(Clone, Copy)]
pub(crate) struct Deletion {
    pub(crate) row: Row,
    pub(crate) body: &'static str,
}

impl Probe {
    pub(crate) const fn new(row: Row, ids: &'static [Step]) -> Self {
        Self {
            row,
            query: &[],
            body: &[],
            ids,
        }
    }

    /// The ids in an answer. What is not there as documented is passed over: it can only make
    /// that nothing is shown.
    pub(crate) fn read(&self, answer: &Field<'_>) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        walk(answer, self.ids, &mut ids);
        // These stand for *none* wherever they stand.
        ids.retain(|id| !matches!(id.as_str(), "" | "0" | "-1"));
        ids
    }
}

fn walk(field: &Field<'_>, steps: &[Step], ids: &mut BTreeSet<String>) {
    let Some((step, rest)) = steps.split_first() else {
        if let Ok(text) = field.text() {
            ids.insert(text.to_owned());
        } else if let Some(number) = field.number() {
            ids.insert(number.to_string());
        }
        return;
    };
    match step {
        Step::Get(name) => walk(&field.get(name), rest, ids),
        Step::Each => {
            for item in field.list().unwrap_or_default() {
                walk(&item, rest, ids);
            }
        }
        Step::First => {
            if let Some(item) = field.list().unwrap_or_default().first() {
                walk(item, rest, ids);
            }
        }
        Step::Names => {
            let members = field.members().unwrap_or_default();
            ids.extend(members.into_iter().map(|(name, _)| name.to_owned()));
        }
    }
}

/// Whether a refusal with these causes says that the key is gone, of a key that worked before in
/// the same environment.
pub(crate) fn says_gone(causes: &[Cause]) -> bool {
    names_gone(causes)
        && causes.iter().all(|cause| {
            matches!(
                cause,
                Cause::UnknownKey | Cause::ExpiredKey | Cause::OtherEnvironment
            )
        })
}

/// Whether it is among them.
pub(crate) fn names_gone(causes: &[Cause]) -> bool {
    causes
        .iter()
        .any(|cause| matches!(cause, Cause::UnknownKey | Cause::ExpiredKey))
}

/// Whether a path stands for many.
#[allow(clippy::indexing_slicing)] // the index is below the length
const fn has_place(path: &str) -> bool {
    let path = path.as_bytes();
    let mut at = 0;
    while at < path.len() {
        if matches!(path[at], b'{' | b'*') {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Cause, names_gone, says_gone};

    #[test]
    fn only_a_cause_that_stands_alone_says_that_a_key_is_gone() {
        assert!(says_gone(&[Cause::UnknownKey]));
        assert!(says_gone(&[Cause::UnknownKey, Cause::OtherEnvironment]));
        assert!(says_gone(&[Cause::ExpiredKey]));
        assert!(!says_gone(&[]));
        assert!(!says_gone(&[Cause::OtherEnvironment]));
        for other in [
            Cause::WrongSecret,
            Cause::WrongPassphrase,
            Cause::AddressNotListed,
            Cause::PermissionMissing,
            Cause::ClockOutsideWindow,
            Cause::NonceTooLow,
            Cause::AccountRestricted,
            Cause::Region,
            Cause::RateLimited,
            Cause::Unavailable,
        ] {
            assert!(!says_gone(&[other]) && !names_gone(&[other]), "{other:?}");
            assert!(!says_gone(&[Cause::UnknownKey, other]), "{other:?}");
            assert!(names_gone(&[other, Cause::UnknownKey]), "{other:?}");
        }
    }
}
