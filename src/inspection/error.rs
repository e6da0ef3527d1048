//! Why there is no report: a refusal of the venue, an answer that cannot be read, or none at all.

use crate::{report::ClockOffset, request::Malformed, venue::Cause};
use core::fmt;

/// An inspection that gave no report.
#[derive(Clone, thiserror::Error)]
#[non_exhaustive]
pub enum InspectionError {
    /// The venue refused to answer.
    #[error(transparent)]
    Refused(VenueRefusal),
    /// The answer is not what the venue documents.
    #[error(
        "{venue} answered {question} in a way that cannot be read: `{field}` should be {expected}; refused, since what cannot be read cannot be judged: update keyleash, or report it with the answer's shape"
    )]
    Unreadable {
        /// The venue.
        venue: &'static str,
        /// The path of the question.
        question: &'static str,
        /// Where in the answer.
        field: String,
        /// What should be there.
        expected: &'static str,
    },
    /// The answer is about a key with another id.
    #[error(
        "{venue} answered about another key than it was asked about: look for a proxy or cache in between"
    )]
    OtherKey {
        /// The venue.
        venue: &'static str,
    },
    /// An answer without an open question.
    #[error("an answer came without an open question: call `next_request` before each `answer`")]
    OutOfTurn,
    /// A report was asked for before every question was answered.
    #[error("not every question was answered: go on until `next_request` gives `None`")]
    Unfinished,
    /// The signer that asks was stopped, or its kill switch was tripped.
    #[error(
        "the signer or its kill switch was stopped, so it asks nothing: reset the switch, or load the key again"
    )]
    Stopped,
    /// Nobody knows whether the kill switch of the signer was tripped.
    #[error(
        "the kill switch could not be looked at in time, so the signer asks nothing: see what its `standing` says, and try again"
    )]
    Unsure,
    /// The environment has no host for the question.
    #[error("{venue} has no host for this question in this environment")]
    NoHost {
        /// The venue.
        venue: &'static str,
    },
    /// The request does not fit the HTTP types.
    #[error(transparent)]
    Request(#[from] Malformed),
}

impl fmt::Debug for InspectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A venue's refusal, with what its code can mean.
#[derive(Clone)]
pub struct VenueRefusal {
    pub(super) venue: &'static str,
    pub(super) page: &'static str,
    pub(super) restrict: &'static str,
    pub(super) status: u16,
    pub(super) code: Option<String>,
    pub(super) causes: &'static [Cause],
    pub(super) clock: Option<ClockOffset>,
}

impl VenueRefusal {
    /// What it can be about; more than one where the venue has one code for several causes, none
    /// where this crate does not know the code.
    #[must_use]
    pub const fn causes(&self) -> &'static [Cause] {
        self.causes
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The venue's own code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn explain(&self, cause: Cause) -> String {
        let Self { page, restrict, .. } = self;
        match cause {
            Cause::UnknownKey => format!("it does not know the key, which may be deleted, expired, mistyped, or of another environment: compare the key id with {page}"),
            Cause::OtherEnvironment => "the key belongs to another environment: load it for testnet or demo, or use a production key".to_owned(),
            Cause::ExpiredKey => format!("the key has expired: see {page}, and make a new one"),
            Cause::WrongSecret => "the secret does not belong to the key: copy both again, or make a new key".to_owned(),
            Cause::WrongPassphrase => "the passphrase does not belong to the key: it is the one chosen when the key was made".to_owned(),
            Cause::AddressNotListed => format!("this machine's outgoing address is not on the key's list: compare them, IPv6 too ({restrict})"),
            Cause::PermissionMissing => format!("the key may not read: tick reading at {page}"),
            Cause::ClockOutsideWindow => match self.clock {
                Some(clock) => format!("this machine's clock is off, the venue's differs by {:+} ms: synchronise it", clock.offset_ms),
                None => "this machine's clock is off: synchronise it".to_owned(),
            },
            Cause::NonceTooLow => "a larger nonce was used before: another program uses the key, or used other units; give each program its own key".to_owned(),
            Cause::AccountRestricted => format!("the account is frozen or restricted: see {page}"),
            Cause::Region => "the venue does not serve this region, or its firewall refused".to_owned(),
            Cause::RateLimited => "too many requests: wait, then try again".to_owned(),
            Cause::Unavailable => "the venue cannot answer now: try again later".to_owned(),
        }
    }
}

impl fmt::Display for VenueRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} refused the question what the key may do (HTTP {}",
            self.venue, self.status
        )?;
        if let Some(code) = &self.code {
            write!(f, ", code `{code}`")?;
        }
        f.write_str(")")?;
        match self.causes {
            [] => f.write_str(", with a code that this release does not know: look it up in the venue's documentation"),
            [cause] => write!(f, ": {}", self.explain(*cause)),
            causes => {
                f.write_str("; it has one code for several causes, so go through them:")?;
                causes
                    .iter()
                    .try_for_each(|cause| write!(f, "\n  - {}", self.explain(*cause)))
            }
        }
    }
}

impl fmt::Debug for VenueRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for VenueRefusal {}

/// An inspection that failed, or could not be carried out.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum InspectError<E> {
    /// The function that sends failed. Its error is in here and not in the text, since transport
    /// errors quote URLs, and a signed URL can be replayed.
    #[error(
        "no answer from {venue}: the request could not be sent, or its response not be received; the transport's own error is withheld here, since it may quote the signed URL"
    )]
    Transport {
        /// The venue.
        venue: &'static str,
        /// What the function returned.
        error: E,
    },
    /// The answer gave no report.
    #[error(transparent)]
    Inspection(#[from] InspectionError),
}

impl<E> fmt::Debug for InspectError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
