//! Why there is no tag key, or no id.

#[cfg(unix)]
use crate::source::SourceError;
use core::fmt;

/// A tag key that could not be had.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TagError {
    /// Neither hex nor base64.
    #[error(
        "the tag key is neither hex nor base64: make one with `OrderTag::create`, or with `openssl rand -hex 32`"
    )]
    Form,
    /// Fewer than 32 bytes.
    #[error(
        "the tag key has fewer than 32 bytes: make one with `OrderTag::create`, or with `openssl rand -hex 32`"
    )]
    Short,
    /// The same few bytes again and again.
    #[error(
        "the tag key is not random: make one with `OrderTag::create`, or with `openssl rand -hex 32`"
    )]
    Weak,
    /// Its file is missing, not private, or cannot be read.
    #[cfg(unix)]
    #[error(transparent)]
    File(#[from] SourceError),
    /// There is a file already.
    #[cfg(unix)]
    #[error(
        "there is a file for the tag key already: read it with `OrderTag::at`, or move it away first"
    )]
    Exists,
    /// The file could not be written.
    #[cfg(unix)]
    #[error(
        "the file for the tag key could not be written ({0}): name a file in a directory of the bot's own"
    )]
    Unwritten(std::io::ErrorKind),
}

impl fmt::Debug for TagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why there is no id for an order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NoTag {
    /// The venue's ids have too little room for a mark that means anything.
    #[error(
        "the venue's client order ids are too small for a tag: declare this market's orders to the watch instead"
    )]
    TooSmall,
    /// So many ids were made today that the next one would be the first again.
    #[error(
        "this instance has made all the ids of today that the venue's shape holds: share the orders among more instances"
    )]
    UsedUp,
}

impl fmt::Debug for NoTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
