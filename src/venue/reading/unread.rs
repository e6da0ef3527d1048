//! What could not be read, without a word of what was in it.

use core::fmt;

/// An answer or a message that gave no events. It names a field and never what stood in it.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// The call is none whose answer is read.
    #[error(
        "{venue} has no reading of the answer to this call: ask one that `Spec::readings` lists"
    )]
    Unlisted {
        /// The venue.
        venue: &'static str,
    },
    /// The venue refused.
    #[error(
        "{venue} refused the call, so its answer says nothing about the account: mend the call and ask again"
    )]
    Refused {
        /// The venue.
        venue: &'static str,
    },
    /// It is not what the venue documents.
    #[error(
        "{venue} sent something that cannot be read: `{field}` is not {expected}; count what it was about as not seen, and look for a newer release"
    )]
    Undocumented {
        /// The venue.
        venue: &'static str,
        /// Where.
        field: String,
        /// What has to stand there.
        expected: &'static str,
    },
}

impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
