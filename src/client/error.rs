//! Why a request has no answer, in words that quote nothing.

use core::fmt;
use std::io;

/// A request without an answer.
///
/// The client's own error is not in it: it may quote the URL, which may hold a signature. After
/// [`Unsendable`](Self::Unsendable) and [`Connect`](Self::Connect) the request has not reached the venue;
/// after any other it may have, and an order may have been placed.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The client did not take the request.
    #[error(
        "the client did not take the request: it sends whole URLs, and those of `https` only, unless it is set otherwise"
    )]
    Unsendable,
    /// There was no connection.
    #[error("the host could not be reached: check the network, its name service and the firewall")]
    Connect,
    /// The connection is not to be trusted.
    #[error(
        "TLS failed: check the clock and the certificates of this machine, and whether something stands in between"
    )]
    Tls,
    /// It took too long.
    #[error("there was no whole answer in time: the request may have been carried out")]
    Timeout,
    /// The answer is longer than [`LONGEST_ANSWER`](super::LONGEST_ANSWER).
    #[error("the answer is longer than 16 MiB: the request was carried out, ask for less at once")]
    TooLong,
    /// The connection broke off, or the answer is not HTTP.
    #[error(
        "the connection broke off, or the answer is not HTTP: the request may have been carried out"
    )]
    Broken,
}

impl TransportError {
    /// What an error of the system is.
    pub(super) fn of_io(error: &io::Error, otherwise: Self) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::Timeout,
            // A network that is gone may have gone after the request was sent.
            io::ErrorKind::ConnectionRefused => Self::Connect,
            // So TLS stacks say that what they read is not as it should be.
            io::ErrorKind::InvalidData => Self::Tls,
            _ => otherwise,
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
