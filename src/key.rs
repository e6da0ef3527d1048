//! A loaded key: its id, its signing state, where it signs for, and the count of its times.

mod last;

use crate::{
    kill_switch::Gate,
    report::{Account, Environment, Report},
    scheme::{
        Counter, Unique,
        key::{KeyError, SigningKey},
    },
    secret::{Fingerprint, RawCredential, Secret, is_header_safe},
    source::{Source, SourceError, Wanted},
    time::{Date, Millis},
    venue::{CLOSED, Service, Site, Spec},
};
use core::{
    fmt,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
};
use last::Last;
use std::sync::Arc;

/// What signing needs of a credential, and what all its signers share.
pub(crate) struct Key {
    pub(crate) spec: &'static Spec,
    pub(crate) site: &'static Site,
    /// Scheme and host of each of the venue's services; `None` where this environment does not have
    /// it.
    origins: Vec<Option<String>>,
    pub(crate) id: Secret,
    passphrase: Option<Secret>,
    pub(crate) state: SigningKey,
    pub(crate) fingerprint: Fingerprint,
    /// The day the owner says the key was made.
    pub(crate) created: Option<Date>,
    /// What the owner says about the account.
    pub(crate) account: Account,
    /// When the source says that the credential ends.
    pub(crate) expires: Option<Millis>,
    /// Whether everything goes to this machine itself.
    pub(crate) loopback: bool,
    /// What every signature passes.
    pub(crate) gate: Arc<Gate>,
    /// The last time or nonce that was signed.
    last: Last,
    /// The latest moment that this machine's clock has shown since the last verification.
    seen: AtomicU64,
    /// What is added to this machine's clock, in milliseconds.
    offset: AtomicI64,
    pub(crate) unique: Unique,
}

impl Key {
    pub(crate) fn load(
        spec: &'static Spec,
        environment: Environment,
        source: impl Source,
    ) -> Result<Self, LoadError> {
        let site = spec.site(environment).ok_or(LoadError::NoEnvironment {
            venue: spec.title(),
            environment,
        })?;
        let raw = source.read(&Wanted {
            variables: spec.variables,
            environment,
            passphrase: spec.has_passphrase(),
        })?;
        Self::build(spec, site, raw)
    }

    fn build(
        spec: &'static Spec,
        site: &'static Site,
        raw: RawCredential,
    ) -> Result<Self, LoadError> {
        let id = raw.id.expose();
        if !fits_header(id) {
            return Err(LoadError::KeyId);
        }
        let closed = CLOSED
            .iter()
            .find(|closed| closed.recognises(id, raw.secret.expose().trim()));
        if let Some(closed) = closed {
            return Err(LoadError::Closed {
                venue: closed.title(),
                day: closed.day(),
            });
        }
        let passphrase = raw.passphrase.filter(|_| spec.has_passphrase());
        let fits = passphrase
            .as_ref()
            .is_some_and(|text| fits_header(text.expose()));
        if spec.has_passphrase() && !fits {
            return Err(LoadError::Passphrase);
        }
        let state = SigningKey::load(spec.keys, &raw.secret)?;
        let host = |service: &Service| {
            let (_, hosts) = site.hosts.iter().find(|(own, _)| *own == service.name)?;
            Some(format!("https://{}", hosts.first()?))
        };
        let origins = spec.services.iter().map(host).collect();
        Ok(Self {
            spec,
            site,
            origins,
            fingerprint: Fingerprint::of(id),
            id: raw.id,
            passphrase,
            state,
            created: raw.created,
            account: Account::new(),
            expires: raw.expires,
            loopback: false,
            gate: Arc::default(),
            last: Last::default(),
            seen: AtomicU64::new(0),
            offset: AtomicI64::new(0),
            unique: Unique::new(),
        })
    }

    /// Sends what went to the first host of a service to `host`, another one of it.
    pub(crate) fn go_to_host(&mut self, host: &str) -> Result<(), LoadError> {
        let (service, _) = self
            .site
            .hosts
            .iter()
            .find(|(_, hosts)| !self.loopback && hosts.contains(&host))
            .ok_or(LoadError::UnknownHost {
                venue: self.spec.title(),
                environment: self.site.environment,
            })?;
        let origins = self.spec.services.iter().zip(&mut self.origins);
        for (_, origin) in origins.filter(|(own, _)| own.name == *service) {
            *origin = Some(format!("https://{host}"));
        }
        Ok(())
    }

    /// Sends everything to `base`, which is on this machine.
    pub(crate) fn go_to_loopback(&mut self, base: &str) {
        for origin in self.origins.iter_mut().flatten() {
            base.clone_into(origin);
        }
        self.loopback = true;
    }

    /// Sends everything to where the requests of `other` go, a key of the same site.
    pub(crate) fn go_to_hosts_of(&mut self, other: &Self) {
        self.origins.clone_from(&other.origins);
        self.loopback = other.loopback;
    }

    /// Whether its requests go to the same hosts as those of `other`.
    pub(crate) fn has_hosts_of(&self, other: &Self) -> bool {
        self.loopback == other.loopback && self.origins == other.origins
    }

    /// Whether `report` is about this key.
    pub(crate) fn is_meant_by(&self, report: &Report) -> bool {
        report.key == self.fingerprint
            && report.facts.venue == self.spec.id()
            && report.facts.environment == self.site.environment
            && report.loopback == self.loopback
    }

    pub(crate) fn passphrase(&self) -> &str {
        self.passphrase.as_ref().map_or("", Secret::expose)
    }

    pub(crate) fn passphrase_bytes(&self) -> &[u8] {
        self.passphrase.as_ref().map_or(&[], Secret::bytes)
    }

    /// The service of the venue that such a path belongs to, its place among all, and its scheme
    /// and host; these are missing where this environment does not have it.
    pub(crate) fn service(&self, path: &str) -> Option<(usize, &'static Service, Option<&str>)> {
        let (at, service) = self.spec.service(path)?;
        let origin = self.origins.get(at).and_then(Option::as_deref);
        Some((at, service, origin))
    }

    /// The time or nonce of a request made at `now`, also where the clock stepped back: a nonce is
    /// above any that was given before, and a time not below. Times are counted by this machine's
    /// clock, and shown by the venue's: when its offset is measured anew, they may step back once.
    pub(crate) fn next(&self, now: Millis) -> Millis {
        match self.spec.counter {
            // Were each above the last, a burst would run ahead of the venue's clock.
            Counter::Timestamp => {
                let time = self.last.reach(now);
                time.saturating_add_signed(self.offset.load(Ordering::Relaxed))
            }
            Counter::Nonce => self.last.next(now),
        }
    }

    /// Goes on from where `other` is, in whose place it comes: its nonces begin above all of the
    /// other's, and, with `clock`, the other's knowledge of the venue's clock counts.
    pub(crate) fn follow(&self, other: &Self, clock: bool) {
        if self.spec.counter == Counter::Nonce {
            self.last.follow(&other.last);
        }
        if clock {
            self.correct_clock(other.offset.load(Ordering::Relaxed));
        }
    }

    /// The latest moment that this machine's clock has shown since the last verification, `now`
    /// included: an old verification must not become young again by a clock that steps back.
    pub(crate) fn reached(&self, now: Millis) -> Millis {
        let seen = self.seen.load(Ordering::Relaxed);
        if now > seen {
            self.seen.fetch_max(now, Ordering::Relaxed);
        }
        now.max(seen)
    }

    /// Takes `now` for true: the venue has just confirmed the key at that time.
    pub(crate) fn verified_at(&self, now: Millis) {
        self.seen.store(now, Ordering::Relaxed);
    }

    /// Sets what is added to this machine's clock, after the venue refused a time: times begin
    /// again at the true one. Nonces never do.
    pub(crate) fn restart_clock(&self, offset: i64) {
        self.correct_clock(offset);
        if self.spec.counter == Counter::Timestamp {
            self.last.restart();
        }
    }

    /// Sets what is added to this machine's clock.
    pub(crate) fn correct_clock(&self, offset: i64) {
        self.offset.store(offset, Ordering::Relaxed);
    }
}

/// Visible ASCII, of a length that a header takes anywhere.
fn fits_header(text: &str) -> bool {
    is_header_safe(text) && text.len() <= 256
}

/// A credential that could not be loaded.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The source gave none.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The secret is not what the venue hands out.
    #[error(transparent)]
    Secret(#[from] KeyError),
    /// The key id cannot go into a header.
    #[error(
        "the key id is empty, longer than 256 bytes, or holds a space, a line break or a character outside ASCII: copy it again, without quotes"
    )]
    KeyId,
    /// The passphrase cannot go into a header.
    #[error(
        "the passphrase is missing, or holds a space, a line break or a character outside ASCII: make the key again with another one"
    )]
    Passphrase,
    /// A key of a venue that has closed.
    #[error(
        "this is a key of {venue}, which closed on {day}: take it out of the bot and of wherever it is stored"
    )]
    Closed {
        /// The venue.
        venue: &'static str,
        /// The day it closed.
        day: &'static str,
    },
    /// The venue has no such environment.
    #[error(
        "{venue} has no {environment} that keyleash knows: load a production key, or another environment's"
    )]
    NoEnvironment {
        /// The venue.
        venue: &'static str,
        /// The environment that was asked for.
        environment: Environment,
    },
    /// The host is not one of the venue's in this environment.
    #[error(
        "this host is none of {venue}'s for {environment}: a signature for one host must not reach another"
    )]
    UnknownHost {
        /// The venue.
        venue: &'static str,
        /// The environment of the key.
        environment: Environment,
    },
    /// Not an address of this machine; see [`danger::loopback`](crate::danger::loopback).
    #[error("plain HTTP goes to loopback only: use an address such as 127.0.0.1")]
    NotLoopback,
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
