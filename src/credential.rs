//! A key that was loaded and not yet checked: it can ask what it may do, and nothing else.

use crate::{
    inspection::{InspectError, Inspection},
    policy::{AnyPolicy, Demands, Policy, Refused},
    report::{Environment, Report},
    request::{Call, SignedRequest},
    scheme::key::{KeyError, SigningKey},
    scope::Scope,
    secret::{Fingerprint, RawCredential, Secret, is_header_safe},
    signer::{AnySigner, SignError, Signer},
    source::{Source, SourceError, Wanted},
    time::{self, Date, Millis},
    venue::{Site, Spec, Venue},
};
use core::{
    fmt,
    marker::PhantomData,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
};
use std::time::SystemTime;

/// A loaded credential of the venue `V`: it can be inspected, and becomes a [`Signer`] only by
/// [`verify`](Self::verify).
///
/// ```no_run
/// use keyleash::{ApiCredential, Env, Policy, scope, venue::binance::{self, Binance}};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
///
/// scope! { MarketMaker = Read | Spot }
/// const POLICY: Policy<MarketMaker> = Policy::new();
///
/// let credential = ApiCredential::<Binance>::load(Env::new())?;
/// let report = credential.inspect(send)?;
/// let signer = credential.verify(&POLICY, report)?;
/// let order = signer.sign(binance::NEW_ORDER.query("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a credential does nothing until it is verified"]
pub struct ApiCredential<V> {
    any: AnyCredential,
    _of: PhantomData<fn() -> V>,
}

impl<V: Venue> ApiCredential<V> {
    /// Loads a production key.
    pub fn load(source: impl Source) -> Result<Self, LoadError> {
        Self::load_for(Environment::Production, source)
    }

    /// Loads a key of this environment. It reaches hosts of this environment only.
    pub fn load_for(environment: Environment, source: impl Source) -> Result<Self, LoadError> {
        AnyCredential::load_for(V::SPEC, environment, source).map(Self::of)
    }

    const fn of(any: AnyCredential) -> Self {
        Self {
            any,
            _of: PhantomData,
        }
    }

    /// Uses another host of the venue than its first one, such as `api.bybit.eu`.
    pub fn at_host(self, host: &str) -> Result<Self, LoadError> {
        self.any.at_host(host).map(Self::of)
    }

    /// Declares the day the key was made, for a venue that does not state it. Where the venue
    /// does, its word counts.
    pub fn created_on(self, day: Date) -> Self {
        Self::of(self.any.created_on(day))
    }

    /// The short name of the key.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.any.fingerprint()
    }

    /// The questions to put to the venue, one by one.
    pub fn inspection(&self) -> Inspection<'_> {
        self.any.inspection()
    }

    /// Puts the questions by `send`, any function from request to response.
    pub fn inspect<B: AsRef<[u8]>, E>(
        &self,
        send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        self.any.inspect(send)
    }

    /// The same, by an async function, on any runtime.
    pub async fn inspect_async<B: AsRef<[u8]>, E>(
        &self,
        send: impl AsyncFnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        self.any.inspect_async(send).await
    }

    /// Judges the report, and gives a signer for the policy's scope.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] with every violation; the key is wiped then.
    pub fn verify<S: Scope>(
        self,
        policy: &Policy<S>,
        report: Report,
    ) -> Result<Signer<V, S>, VerifyError> {
        self.any
            .verify_by(policy.demands(), report, SystemTime::now())
            .map(Signer::of)
    }

    /// [`verify`](Self::verify), with the time given.
    pub fn verify_at<S: Scope>(
        self,
        policy: &Policy<S>,
        report: Report,
        now: SystemTime,
    ) -> Result<Signer<V, S>, VerifyError> {
        self.any
            .verify_by(policy.demands(), report, now)
            .map(Signer::of)
    }

    /// The same credential without its venue in the type.
    pub fn into_any(self) -> AnyCredential {
        self.any
    }

    pub(crate) fn map(
        self,
        change: impl FnOnce(AnyCredential) -> Result<AnyCredential, LoadError>,
    ) -> Result<Self, LoadError> {
        change(self.any).map(Self::of)
    }
}

impl<V: Venue> fmt::Debug for ApiCredential<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.any.describe("ApiCredential", f)
    }
}

/// Only there to explain itself: see [`ApiCredential::sign`].
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this key has not been verified, so it cannot sign a call",
    label = "verify the key first",
    note = "`credential.verify(&POLICY, report)?` turns an `ApiCredential` into a `Signer`; `report` comes from `credential.inspect(..)?`"
)]
pub trait Verified {
    fn never(&self) -> Result<SignedRequest, SignError>;
}

impl<V: Venue> ApiCredential<V> {
    /// Never callable: it turns "no such method" into a sentence that says what to do.
    #[doc(hidden)]
    pub fn sign<P>(&self, _: Call<'_, V, P>) -> Result<SignedRequest, SignError>
    where
        Self: Verified,
    {
        self.never()
    }
}

/// A loaded credential whose venue was chosen at run time.
#[must_use = "a credential does nothing until it is verified"]
pub struct AnyCredential {
    pub(crate) core: Core,
    created: Option<Date>,
}

/// What signing needs of a credential, and what all its signers share.
pub(crate) struct Core {
    pub(crate) spec: &'static Spec,
    pub(crate) site: &'static Site,
    origins: Vec<Origin>,
    pub(crate) id: Secret,
    pub(crate) passphrase: Option<Secret>,
    pub(crate) key: SigningKey,
    pub(crate) fingerprint: Fingerprint,
    /// Whether everything goes to this machine itself.
    pub(crate) loopback: bool,
    /// The last time or nonce that was signed.
    last: AtomicU64,
    /// What is added to this machine's clock, in milliseconds.
    offset: AtomicI64,
}

/// Where the requests of one service go.
struct Origin {
    service: &'static str,
    /// `https://` and the host.
    base: String,
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
        if !is_header_safe(id) || id.len() > 256 {
            return Err(LoadError::KeyId);
        }
        let passphrase = raw.passphrase.as_ref().map(Secret::expose);
        if spec.has_passphrase() && passphrase.is_none_or(|text| !is_passphrase(text)) {
            return Err(LoadError::Passphrase);
        }
        let key = SigningKey::load(spec.scheme.keys, &raw.secret)?;
        let origins = site
            .hosts
            .iter()
            .filter_map(|(service, hosts)| {
                Some(Origin {
                    service,
                    base: format!("https://{}", hosts.first()?),
                })
            })
            .collect();
        let fingerprint = Fingerprint::of(id);
        Ok(Self {
            core: Core {
                spec,
                site,
                origins,
                id: raw.id,
                passphrase: raw.passphrase.filter(|_| spec.has_passphrase()),
                key,
                fingerprint,
                loopback: false,
                last: AtomicU64::new(0),
                offset: AtomicI64::new(0),
            },
            created: raw.created,
        })
    }

    /// Uses another host of the venue than its first one, such as `api.bybit.eu`.
    pub fn at_host(mut self, host: &str) -> Result<Self, LoadError> {
        let (venue, environment) = (self.core.spec.title(), self.core.site.environment);
        let service = self
            .core
            .site
            .hosts
            .iter()
            .find(|(_, hosts)| hosts.contains(&host))
            .ok_or(LoadError::UnknownHost { venue, environment })?
            .0;
        for origin in &mut self.core.origins {
            if origin.service == service {
                origin.base = format!("https://{host}");
            }
        }
        Ok(self)
    }

    /// Sends everything to `base`; see [`danger::loopback`](crate::danger::loopback).
    pub(crate) fn at_base(mut self, base: &str) -> Self {
        for origin in &mut self.core.origins {
            base.clone_into(&mut origin.base);
        }
        self.core.loopback = true;
        self
    }

    /// Declares the day the key was made, for a venue that does not state it. Where the venue
    /// does, its word counts.
    pub fn created_on(mut self, day: Date) -> Self {
        self.created = Some(day);
        self
    }

    /// The venue.
    #[must_use]
    pub const fn venue(&self) -> &'static Spec {
        self.core.spec
    }

    /// The short name of the key.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.core.fingerprint
    }

    /// The questions to put to the venue, one by one.
    pub fn inspection(&self) -> Inspection<'_> {
        Inspection::new(&self.core, self.created)
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

    fn verify_by(
        self,
        demands: &Demands,
        report: Report,
        now: SystemTime,
    ) -> Result<AnySigner, VerifyError> {
        AnySigner::verified(self.core, self.created, demands, report, time::millis(now))
    }

    fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{name}({} {} {})",
            self.core.spec.id(),
            self.core.site.environment,
            self.core.fingerprint
        )
    }
}

impl fmt::Debug for AnyCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("AnyCredential", f)
    }
}

impl Core {
    /// Scheme and host for `path`; `None` where this environment does not have the service.
    pub(crate) fn origin(&self, path: &str) -> Option<&str> {
        let service = self.spec.service(path)?;
        self.origins
            .iter()
            .find(|origin| origin.service == service.name)
            .map(|origin| origin.base.as_str())
    }

    /// The time or nonce of a request made at `now`: never one that was given before, also where
    /// the clock stepped back.
    pub(crate) fn next(&self, now: Millis) -> Millis {
        let clock = match self.spec.scheme.counter {
            crate::scheme::Counter::Timestamp => {
                now.saturating_add_signed(self.offset.load(Ordering::Relaxed))
            }
            crate::scheme::Counter::Nonce => now,
        };
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = clock.max(last.saturating_add(1));
            match self
                .last
                .compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return next,
                Err(now_last) => last = now_last,
            }
        }
    }

    /// The last time or nonce that was signed; 0 before the first.
    pub(crate) fn last(&self) -> Millis {
        self.last.load(Ordering::Relaxed)
    }

    /// Sets what is added to this machine's clock.
    pub(crate) fn correct_clock(&self, offset: i64) {
        self.offset.store(offset, Ordering::Relaxed);
    }
}

/// OKX lets a passphrase hold special characters; a header takes visible ASCII.
fn is_passphrase(text: &str) -> bool {
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

/// A report that gives no signer.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The key does not meet the policy.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The report is about another key or environment.
    #[error("the report is about another key: inspect this one")]
    OtherKey,
    /// The report is too old to judge by.
    #[error("the report is older than a verification holds: inspect the key again")]
    OldReport,
}

impl fmt::Debug for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
