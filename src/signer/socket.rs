//! Logging in to a socket, on which nothing is signed, and so nothing guarded, afterwards.

use super::{AnySigner, SignError, held::Held};
use crate::{
    permission::{PermissionSet, Read},
    report::Facts,
    request::{Method, SocketLogin, is_uuid},
    scheme::{self, Input},
    time,
};
use std::time::SystemTime;

impl AnySigner {
    /// The login to a socket of the venue, by one of the names in
    /// [`Spec::sockets`](crate::venue::Spec::sockets).
    ///
    /// # Errors
    ///
    /// [`SignError::SocketTooWide`] where this key could do more on the socket than the scope
    /// grants, as far as the venue says what the key can do. A venue that does not say it may
    /// have given the key anything.
    pub fn login(&self, socket: &str) -> Result<SocketLogin, SignError> {
        self.login_at(socket, SystemTime::now())
    }

    /// [`login`](Self::login), with the time given.
    pub fn login_at(&self, socket: &str, now: SystemTime) -> Result<SocketLogin, SignError> {
        self.log_in(socket, None, now)
    }

    /// The login to a socket that sends a challenge first, as Kraken Futures does. The message holds
    /// the fields that go into each private subscription.
    ///
    /// # Errors
    ///
    /// [`SignError::Challenge`] where `challenge` is no UUID: a text from outside is signed in no
    /// other form, since it could be that of a request.
    pub fn answer(&self, socket: &str, challenge: &str) -> Result<SocketLogin, SignError> {
        self.answer_at(socket, challenge, SystemTime::now())
    }

    /// [`answer`](Self::answer), with the time given.
    pub fn answer_at(
        &self,
        socket: &str,
        challenge: &str,
        now: SystemTime,
    ) -> Result<SocketLogin, SignError> {
        self.log_in(socket, Some(challenge), now)
    }

    fn log_in(
        &self,
        socket: &str,
        challenge: Option<&str>,
        now: SystemTime,
    ) -> Result<SocketLogin, SignError> {
        let login = self
            .hold
            .hand
            .with(|held| self.try_login(held, socket, challenge, now));
        match &login {
            Ok(_) => self.hold.measures.signed(),
            Err(error) => self.refused(*error, time::millis(now)),
        }
        login
    }

    fn try_login(
        &self,
        held: &Held,
        socket: &str,
        challenge: Option<&str>,
        now: SystemTime,
    ) -> Result<SocketLogin, SignError> {
        let key = &*held.key;
        let now = time::millis(now);
        self.is_free()?;
        held.stands(now)?;
        let unknown = SignError::NoSocket {
            venue: key.spec.title(),
            environment: key.site.environment,
        };
        // A stand-in on this machine has none, and what it said unlocks none of the exchange's.
        if key.loopback {
            return Err(unknown);
        }
        let socket = key
            .spec
            .sockets
            .iter()
            .find(|own| own.name == socket)
            .ok_or(unknown)?;
        let (_, url) = socket
            .urls
            .iter()
            .find(|(environment, _)| *environment == key.site.environment)
            .ok_or(unknown)?;
        let fits = match challenge {
            Some(text) => socket.challenges && is_uuid(text),
            None => !socket.challenges,
        };
        if !fits {
            return Err(SignError::Challenge);
        }
        // Every socket reads.
        let can = held
            .able()
            .map_or(socket.does, |able| socket.does.and(able))
            .with::<Read>();
        let beyond = can.minus(self.scope());
        if !beyond.is_empty() {
            return Err(SignError::SocketTooWide { can: beyond });
        }
        let reads = PermissionSet::of::<Read>();
        if let Some(limits) = self.limits.as_ref().filter(|_| can != reads) {
            limits.admit(url)?;
        }
        let message = scheme::message(&Input {
            scheme: socket.scheme,
            key: &key.state,
            key_id: key.id.bytes(),
            passphrase: key.passphrase_bytes(),
            origin: "",
            headers: &[],
            mark: key.site.mark,
            method: Method::Get,
            path: "",
            segments: "",
            query: "",
            body: "",
            windowed: false,
            time: key.next(now),
            unique: &key.unique,
            account: "",
            challenge: challenge.unwrap_or_default(),
        });
        self.is_free()?;
        self.hold
            .leash
            .notes
            .signed(now, key.fingerprint, (Method::Get, socket.name), None);
        Ok(SocketLogin::new(url, message))
    }
}

/// What a key can do by its last report; `None` where the venue does not say.
pub(super) fn able(facts: &Facts) -> Option<PermissionSet> {
    let told = facts.asked && facts.unstated.is_empty() && facts.unknown.is_empty();
    told.then(|| facts.allowed())
}
