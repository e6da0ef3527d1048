//! Why a request has no answer, in words that quote nothing.

use core::fmt;
use std::{error::Error, io};

/// A request without an answer.
///
/// The client's own error is not in it: it may quote the URL, which may hold a signature. Whether the
/// request has reached the venue is known after [`Connect`](Self::Connect), [`Tls`](Self::Tls) and
/// [`Unsendable`](Self::Unsendable) only, where it has not.
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
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => Self::Connect,
            // So TLS stacks say that what they read is not as it should be.
            io::ErrorKind::InvalidData => Self::Tls,
            _ => otherwise,
        }
    }

    /// The first error of the system in what an error is from.
    #[cfg(feature = "reqwest")]
    pub(super) fn of_chain(error: &(dyn Error + 'static), otherwise: Self) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            let mut own = error.downcast_ref::<io::Error>();
            // One that holds another passes it over when asked what it is from.
            while let Some(io) = own {
                let found = Self::of_io(io, otherwise);
                if found != otherwise {
                    return found;
                }
                own = io.get_ref().and_then(|inner| inner.downcast_ref());
            }
            next = error.source();
        }
        otherwise
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
