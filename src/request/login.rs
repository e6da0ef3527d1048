//! What opens a private socket.

use crate::secret::Buffer;
use core::fmt;

/// The login to a socket: where it is, and the first message to send. Wiped when dropped.
///
/// A socket that is logged in takes every later message without a signature, so a login is given
/// only where nothing that the key could do there lies outside the signer's scope.
#[must_use = "a login does nothing until it is sent"]
pub struct SocketLogin {
    url: &'static str,
    message: Buffer,
}

impl SocketLogin {
    pub(crate) const fn new(url: &'static str, message: Buffer) -> Self {
        Self { url, message }
    }

    /// Where the socket is.
    #[must_use]
    pub const fn url(&self) -> &'static str {
        self.url
    }

    /// The message to send first. Do not log it.
    #[must_use]
    pub fn message(&self) -> &str {
        self.message.as_str()
    }
}

/// Shows the URL only, since the message may be replayed while it is fresh.
impl fmt::Debug for SocketLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SocketLogin({})", self.url)
    }
}
