//! What an owner ties a key to, beside its policy.

#[cfg(unix)]
use crate::incident::{Journal, Kind};
use crate::{
    kill_switch::KillSwitch, limits::Counters, request::Method, secret::Fingerprint, time::Millis,
};

/// What a key, and whichever key takes its place, is tied to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leash {
    pub(crate) switch: KillSwitch,
    pub(crate) counters: Option<Counters>,
    /// Where it is noted what is done with the key.
    #[cfg(unix)]
    pub(crate) journal: Option<Journal>,
}

#[cfg(unix)]
impl Leash {
    /// Notes a signature: no lock, no allocation, no system call.
    pub(crate) fn signed(&self, at: Millis, key: Fingerprint, method: Method, path: &str) {
        if let Some(journal) = &self.journal {
            journal.signed(at, key, method, path, "");
        }
    }

    /// Notes a refusal, in the same way.
    pub(crate) fn refused(&self, at: Millis, key: Fingerprint, code: &'static str) {
        if let Some(journal) = &self.journal {
            journal.refused(at, key, code);
        }
    }

    /// Notes what a verification came to, without waiting for the disk.
    pub(crate) fn judged(&self, key: Fingerprint, verdict: &str) {
        if let Some(journal) = &self.journal {
            journal.post(Kind::Verified, Some(key), verdict);
        }
    }

    /// Notes that `new` signs in the place of `old`, in the same way.
    pub(crate) fn rotated(&self, old: Fingerprint, new: Fingerprint) {
        if let Some(journal) = &self.journal {
            journal.post(Kind::Rotated, Some(new), &format!("in the place of {old}"));
        }
    }
}

/// There is no journal.
#[cfg(not(unix))]
#[expect(clippy::unused_self, reason = "as where there is one")]
impl Leash {
    pub(crate) fn signed(&self, _: Millis, _: Fingerprint, _: Method, _: &str) {}

    pub(crate) fn refused(&self, _: Millis, _: Fingerprint, _: &'static str) {}

    pub(crate) fn judged(&self, _: Fingerprint, _: &str) {}

    pub(crate) fn rotated(&self, _: Fingerprint, _: Fingerprint) {}
}
