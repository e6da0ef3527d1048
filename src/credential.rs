//! A key that was loaded and not yet checked: it can ask what it may do, and nothing else.

mod any;

pub use any::AnyCredential;

#[cfg(unix)]
use crate::incident::Journal;
use crate::{
    inspection::{InspectError, Inspection},
    key::LoadError,
    kill_switch::KillSwitch,
    limits::Counters,
    policy::Policy,
    report::{Account, Environment, Report},
    request::{Call, SignedRequest},
    scope::Scope,
    secret::Fingerprint,
    signer::{SignError, Signer, VerifyError},
    source::Source,
    time::Date,
    venue::{Spec, Venue},
};
use core::{fmt, marker::PhantomData};
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
pub struct ApiCredential<V: Venue> {
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

    /// Declares how the account of the key is kept, which no venue states. A policy may demand it, and
    /// the report shows it as the owner's word.
    pub fn account(self, account: Account) -> Self {
        Self::of(self.any.account(account))
    }

    /// Ties the key, and whichever takes its place, to a switch.
    pub fn stopped_by(self, switch: &KillSwitch) -> Self {
        Self::of(self.any.stopped_by(switch))
    }

    /// Counts what the policy limits for a day, for the key and whichever takes its place, in
    /// `counters`.
    pub fn counted_by(self, counters: &Counters) -> Self {
        Self::of(self.any.counted_by(counters))
    }

    /// Notes in a journal what is done with the key; see [`AnyCredential::recorded_by`].
    #[cfg(unix)]
    pub fn recorded_by(self, journal: &Journal) -> Self {
        Self::of(self.any.recorded_by(journal))
    }

    /// The venue.
    #[must_use]
    pub const fn venue(&self) -> &'static Spec {
        V::SPEC
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

impl<V: Venue> AsRef<AnyCredential> for ApiCredential<V> {
    fn as_ref(&self) -> &AnyCredential {
        &self.any
    }
}

impl<V: Venue> From<ApiCredential<V>> for AnyCredential {
    fn from(credential: ApiCredential<V>) -> Self {
        credential.any
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
