//! A loaded credential whose venue is a value.

#[cfg(unix)]
use crate::incident::Journal;
use crate::{
    inspection::{Asker, InspectError, Inspection},
    key::{Key, LoadError},
    kill_switch::KillSwitch,
    leash::{Leash, Notes},
    limits::Counters,
    policy::{AnyPolicy, Demands},
    report::{Account, Environment, Report},
    secret::Fingerprint,
    signer::{AnySigner, VerifyError},
    source::Source,
    time::{self, Date},
    venue::Spec,
};
use core::fmt;
use std::time::SystemTime;

/// A loaded credential whose venue was chosen at run time.
#[must_use = "a credential does nothing until it is verified"]
pub struct AnyCredential {
    key: Key,
    leash: Leash,
}

impl AnyCredential {
    /// Loads a production key of the venue `spec`, from [`venue::ALL`](crate::venue::ALL).
    pub fn load(spec: &'static Spec, source: impl Source) -> Result<Self, LoadError> {
        Self::load_for(spec, Environment::Production, source)
    }

    /// Loads a key of this environment. It reaches hosts of this environment only.
    pub fn load_for(
        spec: &'static Spec,
        environment: Environment,
        source: impl Source,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            key: Key::load(spec, environment, source)?,
            leash: Leash::default(),
        })
    }

    /// Uses another host of the venue than its first one, such as `api.bybit.eu`.
    pub fn at_host(mut self, host: &str) -> Result<Self, LoadError> {
        self.key.go_to_host(host)?;
        Ok(self)
    }

    /// See [`danger::loopback`](crate::danger::loopback).
    pub(crate) fn at_loopback(mut self, base: &str) -> Self {
        self.key.go_to_loopback(base);
        self
    }

    /// Declares the day the key was made, for a venue that does not state it. Where the venue
    /// does, its word counts.
    pub fn created_on(mut self, day: Date) -> Self {
        self.key.created = Some(day);
        self
    }

    /// Declares how the account of the key is kept, which no venue states. A policy may demand it, and
    /// the report shows it as the owner's word.
    pub fn account(mut self, account: Account) -> Self {
        self.key.account = account;
        self
    }

    /// Ties the key, and whichever takes its place, to a switch.
    pub fn stopped_by(mut self, switch: &KillSwitch) -> Self {
        self.leash.switch = switch.clone();
        self
    }

    /// Counts what the policy limits for a day, for the key and whichever takes its place, in
    /// `counters`.
    pub fn counted_by(mut self, counters: &Counters) -> Self {
        self.leash.counters = Some(counters.clone());
        self
    }

    /// Notes in a journal what is done with the key, and with whichever takes its place: what is signed
    /// and refused, the questions about itself among it; what its verifications come to; the steps of
    /// its rotations; and, once it is verified, the trips and resets of its switch, whoever made them.
    #[cfg(unix)]
    pub fn recorded_by(mut self, journal: &Journal) -> Self {
        self.leash.notes = Notes::of(journal);
        self
    }

    /// The venue.
    #[must_use]
    pub const fn venue(&self) -> &'static Spec {
        self.key.spec
    }

    /// The short name of the key.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.key.fingerprint
    }

    /// The questions to put to the venue, one by one.
    pub fn inspection(&self) -> Inspection<'_> {
        Inspection::new(
            Asker::Loaded(&self.key),
            [&self.leash.switch],
            &self.leash.notes,
        )
    }

    /// Puts the questions by `send`, any function from request to response.
    pub fn inspect<B: AsRef<[u8]>, E>(
        &self,
        send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        self.inspection().run(send)
    }

    /// The same, by an async function, on any runtime.
    pub async fn inspect_async<B: AsRef<[u8]>, E>(
        &self,
        send: impl AsyncFnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        self.inspection().run_async(send).await
    }

    /// Judges the report, and gives a signer for what the policy needs.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] with every violation; the key is wiped then.
    pub fn verify(self, policy: &AnyPolicy, report: Report) -> Result<AnySigner, VerifyError> {
        self.verify_by(policy.demands(), report, SystemTime::now())
    }

    /// [`verify`](Self::verify), with the time given.
    pub fn verify_at(
        self,
        policy: &AnyPolicy,
        report: Report,
        now: SystemTime,
    ) -> Result<AnySigner, VerifyError> {
        self.verify_by(policy.demands(), report, now)
    }

    pub(crate) const fn key(&self) -> &Key {
        &self.key
    }

    /// The key alone: what it was tied to is left behind.
    pub(crate) fn into_key(self) -> Key {
        self.key
    }

    /// Sends everything to where the requests of `other` go.
    pub(crate) fn at_hosts_of(mut self, other: &Key) -> Self {
        self.key.go_to_hosts_of(other);
        self
    }

    pub(crate) fn noted_in(mut self, notes: &Notes) -> Self {
        self.leash.notes = notes.clone();
        self
    }

    pub(crate) fn verify_by(
        self,
        demands: &Demands,
        report: Report,
        now: SystemTime,
    ) -> Result<AnySigner, VerifyError> {
        AnySigner::verified(self.key, self.leash, demands, report, time::millis(now))
    }

    pub(super) fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{name}({} {} {})",
            self.key.spec.id(),
            self.key.site.environment,
            self.key.fingerprint
        )
    }
}

impl AsRef<Self> for AnyCredential {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl fmt::Debug for AnyCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("AnyCredential", f)
    }
}
