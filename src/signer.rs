//! A verified key, which signs only what its scope grants.
//!
//! Every signature passes the same guards in the same order. None of them locks, and none allocates
//! but the sixth, where a venue signs the members of a body one by one:
//!
//! 1. the kill switch has not been tripped;
//! 2. the last verification is still fresh;
//! 3. the key's deadline has not passed;
//! 4. the host is one of the venue's for this environment, over TLS;
//! 5. the endpoint is within the scope, and the parameters say so where they decide;
//! 6. the request is written in one way only, and is signed as it will be sent;
//! 7. orders are in a market that the limits list, and the limits have room for them;
//! 8. the kill switch has still not been tripped.

mod any;
mod error;
mod guards;
mod hand;
mod held;
mod limits;
mod parts;
mod socket;

pub use any::AnySigner;
pub use error::{SignError, VerifyError};
pub(crate) use held::Held;

use crate::{
    inspection::{InspectError, Inspection},
    policy::{Limits, Schedule, Violation},
    report::{Environment, Report},
    request::{Call, SignedRequest, SocketLogin},
    scope::{self, GrantedTo, Scope, Within},
    secret::Fingerprint,
    venue::Venue,
};
use core::{fmt, marker::PhantomData};
use std::time::SystemTime;

/// A verified key of the venue `V`, which signs only what the scope `S` grants.
///
/// Clones are cheap: they share one secret, one kill switch and one count of times and nonces.
#[must_use = "a signer does nothing until it signs"]
pub struct Signer<V, S> {
    any: AnySigner,
    _of: PhantomData<fn() -> (V, S)>,
}

impl<V: Venue, S: Scope> Signer<V, S> {
    pub(crate) const fn of(any: AnySigner) -> Self {
        Self {
            any,
            _of: PhantomData,
        }
    }

    /// Signs a call that the scope grants.
    pub fn sign<P: GrantedTo<S>>(&self, call: Call<'_, V, P>) -> Result<SignedRequest, SignError> {
        self.sign_at(call, SystemTime::now())
    }

    /// [`sign`](Self::sign), with the time given.
    pub fn sign_at<P: GrantedTo<S>>(
        &self,
        call: Call<'_, V, P>,
        now: SystemTime,
    ) -> Result<SignedRequest, SignError> {
        let mut out = SignedRequest::new();
        self.sign_into_at(call, now, &mut out)?;
        Ok(out)
    }

    /// [`sign`](Self::sign) into a request whose buffers are used again. Where a venue signs what is
    /// sent as it stands, as Binance, Bybit, OKX and Kraken do, nothing is allocated once they have
    /// grown to size. After an error it is empty.
    pub fn sign_into<P: GrantedTo<S>>(
        &self,
        call: Call<'_, V, P>,
        out: &mut SignedRequest,
    ) -> Result<(), SignError> {
        self.sign_into_at(call, SystemTime::now(), out)
    }

    /// [`sign_into`](Self::sign_into), with the time given.
    pub fn sign_into_at<P: GrantedTo<S>>(
        &self,
        call: Call<'_, V, P>,
        now: SystemTime,
        out: &mut SignedRequest,
    ) -> Result<(), SignError> {
        self.any.sign_call(
            &call.endpoint.row(),
            guards::Parameters {
                segments: call.segments,
                query: call.query,
                body: call.body,
                worth: call.worth,
            },
            now,
            out,
        )
    }

    /// Signs a request that the bot built with the types of `http`, if its endpoint is within the
    /// scope; see [`AnySigner::sign_parts`].
    pub fn sign_parts<B>(
        &self,
        parts: &mut http::request::Parts,
        body: &mut B,
    ) -> Result<(), SignError>
    where
        B: AsRef<[u8]> + From<Vec<u8>>,
    {
        self.any.sign_parts(parts, body)
    }

    /// [`sign_parts`](Self::sign_parts), with the time given.
    pub fn sign_parts_at<B>(
        &self,
        parts: &mut http::request::Parts,
        body: &mut B,
        now: SystemTime,
    ) -> Result<(), SignError>
    where
        B: AsRef<[u8]> + From<Vec<u8>>,
    {
        self.any.sign_parts_at(parts, body, now)
    }

    /// The login to a socket of the venue; see [`AnySigner::login`].
    pub fn login(&self, socket: &str) -> Result<SocketLogin, SignError> {
        self.any.login(socket)
    }

    /// [`login`](Self::login), with the time given.
    pub fn login_at(&self, socket: &str, now: SystemTime) -> Result<SocketLogin, SignError> {
        self.any.login_at(socket, now)
    }

    /// The login to a socket that sends a challenge first; see [`AnySigner::answer`].
    pub fn answer(&self, socket: &str, challenge: &str) -> Result<SocketLogin, SignError> {
        self.any.answer(socket, challenge)
    }

    /// [`answer`](Self::answer), with the time given.
    pub fn answer_at(
        &self,
        socket: &str,
        challenge: &str,
        now: SystemTime,
    ) -> Result<SocketLogin, SignError> {
        self.any.answer_at(socket, challenge, now)
    }

    /// A signer with fewer rights, for a part of the bot that needs fewer.
    pub fn narrow<T: Within<S>>(&self) -> Signer<V, T> {
        Signer::of(self.any.narrowed(scope::grants::<T>(), T::NAME))
    }

    /// A signer with limits of its own, for a part of the bot; see [`AnySigner::limited`].
    pub fn limited(&self, limits: &Limits) -> Result<Self, VerifyError> {
        self.any.limited(limits).map(Self::of)
    }

    /// [`limited`](Self::limited), with the time given.
    pub fn limited_at(&self, limits: &Limits, now: SystemTime) -> Result<Self, VerifyError> {
        self.any.limited_at(limits, now).map(Self::of)
    }

    /// Stops this signer, its clones and whatever was narrowed from it, for good: no call that
    /// begins after this one has returned gives a signature.
    pub fn stop(&self) {
        self.any.stop();
    }

    /// [`stop`](Self::stop), and returns when no signature of the key is in progress.
    pub fn stop_and_wait(&self) {
        self.any.stop_and_wait();
    }

    /// The same signer without venue and scope in its type.
    pub fn into_any(self) -> AnySigner {
        self.any
    }

    /// The short name of the key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.any.fingerprint()
    }

    /// How the verification stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.any.standing()
    }

    /// [`standing`](Self::standing), with the time given.
    #[must_use]
    pub fn standing_at(&self, now: SystemTime) -> Standing {
        self.any.standing_at(now)
    }

    /// When the key has to be replaced, where anything ends it.
    #[must_use]
    pub fn deadline(&self) -> Option<SystemTime> {
        self.any.deadline()
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.any.environment()
    }

    /// What is due for the key, and when; see [`AnySigner::due`].
    pub fn due(&self) -> Schedule {
        self.any.due()
    }

    /// [`due`](Self::due), with the time given.
    pub fn due_at(&self, now: SystemTime) -> Schedule {
        self.any.due_at(now)
    }

    /// The warnings of the last verification.
    #[must_use]
    pub fn warnings(&self) -> Vec<Violation> {
        self.any.warnings()
    }

    /// The questions to put to the venue for a renewal.
    pub fn inspection(&self) -> Inspection<'_> {
        self.any.inspection()
    }

    /// Puts the questions by `send`, for a renewal.
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

    /// Renews the verification by a new report, under the policy of the first one. This
    /// signer, its clones and what was narrowed from it go on; where the report is refused, all of
    /// them stop.
    pub fn renew(&self, report: Report) -> Result<(), VerifyError> {
        self.any.renew(report)
    }

    /// [`renew`](Self::renew), with the time given.
    pub fn renew_at(&self, report: Report, now: SystemTime) -> Result<(), VerifyError> {
        self.any.renew_at(report, now)
    }
}

impl AnySigner {
    /// The same with venue and scope in its type; `None` where it is of another venue, or its scope
    /// does not hold that one.
    pub(crate) fn typed<V: Venue, S: Scope>(&self) -> Option<Signer<V, S>> {
        let granted = scope::grants::<S>();
        let fits = self.venue().id() == V::SPEC.id() && granted.minus(self.scope()).is_empty();
        fits.then(|| Signer::of(self.narrowed(granted, S::NAME)))
    }
}

impl<V, S> AsRef<AnySigner> for Signer<V, S> {
    fn as_ref(&self) -> &AnySigner {
        &self.any
    }
}

impl<V, S> Clone for Signer<V, S> {
    fn clone(&self) -> Self {
        Self {
            any: self.any.clone(),
            _of: PhantomData,
        }
    }
}

impl<V, S> fmt::Debug for Signer<V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.any.describe("Signer", f)
    }
}

/// How the verification of a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// It holds until then.
    Fresh {
        /// When it goes stale.
        until: SystemTime,
    },
    /// It holds until then, and it is time to renew it.
    RenewSoon {
        /// When it goes stale.
        until: SystemTime,
    },
    /// It no longer holds: the signer refuses until it was renewed.
    Stale,
    /// The key has to be replaced: the signer refuses for good.
    PastDeadline,
    /// The signer was stopped.
    Stopped,
}
