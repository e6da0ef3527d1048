//! Why there is no watch, or why it was not written.

use core::fmt;
use std::io::ErrorKind;

/// A watch that could not be read from its file, or written to it.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// Others can read the file, or it is none of this user's.
    #[error(
        "the watch's file is a link, no regular file, another user's, or open to others: run `chmod 600` on it, or name another"
    )]
    NotPrivate,
    /// It cannot be opened or read.
    #[error("the watch's file could not be read ({0}): look at it with `ls -l`")]
    Failed(ErrorKind),
    /// It is not what was written, or of another version.
    #[error(
        "the watch's file is damaged, or of another version: move it away, begin a new watch, and show it the orders, trades and transfers of the last days again"
    )]
    Unreadable,
    /// It could not be written; the last one is still there.
    #[error(
        "the watch's file could not be written ({0}): see that its directory exists, is the bot's own and has room"
    )]
    Unwritten(ErrorKind),
}

impl fmt::Debug for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
