//! A verified key, which signs only what its scope grants.
//!
//! Every signature passes the same guards in the same order, and none of them allocates or locks:
//!
//! 1. the kill switch has not been tripped;
//! 2. the last verification is still fresh;
//! 3. the key's deadline has not passed;
//! 4. the host is one of the venue's for this environment, over TLS;
//! 5. the endpoint is within the scope, and the parameters say so where they decide;
//! 6. the request is written in one way only, and is signed as it will be sent;
//! 7. the kill switch has still not been tripped.

use crate::{
    credential::{Core, VerifyError},
    inspection::{InspectError, Inspection},
    kill_switch::KillSwitch,
    permission::PermissionSet,
    policy::{Demands, Listed, Refused, Verdict, Violation},
    report::{Environment, Report},
    request::{Call, Malformed, Method, Request, Row, SignedRequest, is_segment},
    scheme::{self, Input, fields},
    scope::{self, GrantedTo, Scope, Within},
    secret::{Fingerprint, Secret},
    time::{self, Date, Millis},
    venue::{Class, Spec, Venue},
};
use core::{
    fmt,
    marker::PhantomData,
    sync::atomic::{AtomicU64, Ordering},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

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

    /// [`sign`](Self::sign) into a request whose buffers are used again: no allocation once they
    /// have grown to size. After an error it is empty.
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
        let row = call.endpoint.row();
        let path = match (row.path.split_once("{}"), call.segment) {
            (None, "") => [row.path, "", ""],
            (Some((head, tail)), segment) if is_segment(segment) => [head, segment, tail],
            _ => {
                out.clear();
                return Err(Malformed::Segment.into());
            }
        };
        let draft = Draft {
            path,
            service_path: row.path,
            method: row.method,
            query: call.query,
            body: call.body,
        };
        self.any.guarded(now, out, |signer| {
            signer.within(&row, &draft)?;
            Ok(draft)
        })
    }

    /// A signer with fewer rights, for a part of the bot that needs fewer.
    pub fn narrow<T: Within<S>>(&self) -> Signer<V, T> {
        Signer::of(AnySigner {
            shared: Arc::clone(&self.any.shared),
            scope: scope::grants::<T>(),
            name: T::NAME,
        })
    }

    /// Stops this signer and every other one of the same key, for good.
    pub fn stop(&self) {
        self.any.stop();
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

    /// Renews the verification by a new report, under the policy of the first one. Every signer of
    /// the key goes on; where the report is refused, every one stops.
    pub fn renew(&self, report: Report) -> Result<(), VerifyError> {
        self.any.renew(report)
    }

    /// [`renew`](Self::renew), with the time given.
    pub fn renew_at(&self, report: Report, now: SystemTime) -> Result<(), VerifyError> {
        self.any.renew_at(report, now)
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

/// A signer whose venue and scope are values: the same guards, fallible in place of missing.
#[derive(Clone)]
#[must_use = "a signer does nothing until it signs"]
pub struct AnySigner {
    shared: Arc<Shared>,
    scope: PermissionSet,
    name: &'static str,
}

/// What all signers of a key share.
struct Shared {
    core: Core,
    created: Option<Date>,
    demands: Demands,
    switch: KillSwitch,
    verified_until: AtomicU64,
    deadline: AtomicU64,
    warnings: Mutex<Vec<Violation>>,
}

/// A request that has passed the guards about its endpoint.
struct Draft<'a> {
    path: [&'a str; 3],
    /// The path by which the service is found.
    service_path: &'a str,
    method: Method,
    query: &'a str,
    body: &'a str,
}

impl AnySigner {
    pub(crate) fn verified(
        core: Core,
        created: Option<Date>,
        demands: &Demands,
        report: Report,
        now: Millis,
    ) -> Result<Self, VerifyError> {
        let (verdict, until) = judge(&core, demands, report, now)?;
        tracing::info!(
            target: "keyleash::signer",
            venue = core.spec.id(),
            key = %core.fingerprint,
            warnings = verdict.violations.len(),
            "key verified"
        );
        Ok(Self {
            scope: demands.needs,
            name: demands.scope,
            shared: Arc::new(Shared {
                core,
                created,
                demands: demands.clone(),
                switch: KillSwitch::default(),
                verified_until: AtomicU64::new(until),
                deadline: AtomicU64::new(end(&verdict)),
                warnings: Mutex::new(verdict.violations),
            }),
        })
    }

    /// Signs a request that the bot chose at run time.
    pub fn sign(&self, request: &Request<'_>) -> Result<SignedRequest, SignError> {
        self.sign_at(request, SystemTime::now())
    }

    /// [`sign`](Self::sign), with the time given.
    pub fn sign_at(
        &self,
        request: &Request<'_>,
        now: SystemTime,
    ) -> Result<SignedRequest, SignError> {
        let mut out = SignedRequest::new();
        self.sign_into_at(request, now, &mut out)?;
        Ok(out)
    }

    /// [`sign`](Self::sign) into a request whose buffers are used again. After an error it is
    /// empty.
    pub fn sign_into(
        &self,
        request: &Request<'_>,
        out: &mut SignedRequest,
    ) -> Result<(), SignError> {
        self.sign_into_at(request, SystemTime::now(), out)
    }

    /// [`sign_into`](Self::sign_into), with the time given.
    pub fn sign_into_at(
        &self,
        request: &Request<'_>,
        now: SystemTime,
        out: &mut SignedRequest,
    ) -> Result<(), SignError> {
        let draft = Draft {
            path: [request.path, "", ""],
            service_path: request.path,
            method: request.method,
            query: request.query,
            body: request.body,
        };
        self.guarded(now, out, |signer| {
            signer.at_own_host(request)?;
            match signer.shared.core.spec.classify(request)? {
                Class::Row(row) => signer.within(row, &draft)?,
                Class::Undecided => return Err(SignError::Undecided),
                Class::Unlisted => signer.listed(request)?,
            }
            Ok(draft)
        })
    }

    /// A signer with fewer rights, for a part of the bot that needs fewer.
    ///
    /// # Errors
    ///
    /// [`SignError::OutOfScope`] where `scope` holds what this signer's does not.
    pub fn narrow(&self, scope: PermissionSet) -> Result<Self, SignError> {
        let wider = scope.minus(self.scope);
        if !wider.is_empty() {
            return Err(SignError::OutOfScope {
                needs: wider,
                scope: self.name,
            });
        }
        Ok(Self {
            scope,
            ..self.clone()
        })
    }

    /// What this signer may be used for.
    #[must_use]
    pub const fn scope(&self) -> PermissionSet {
        self.scope
    }

    /// The venue.
    #[must_use]
    pub fn venue(&self) -> &'static Spec {
        self.shared.core.spec
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.shared.core.site.environment
    }

    /// The short name of the key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.shared.core.fingerprint
    }

    /// Stops this signer and every other one of the same key, for good.
    pub fn stop(&self) {
        self.shared.switch.trip();
    }

    /// How the verification stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing_at(SystemTime::now())
    }

    /// [`standing`](Self::standing), with the time given.
    #[must_use]
    pub fn standing_at(&self, now: SystemTime) -> Standing {
        let shared = &self.shared;
        let now = time::millis(now);
        let until = shared.verified_until.load(Ordering::Relaxed);
        let deadline = shared.deadline.load(Ordering::Relaxed);
        let last_quarter = shared.demands.verification_millis() / 4;
        if shared.switch.is_tripped() {
            Standing::Stopped
        } else if now >= deadline {
            Standing::PastDeadline
        } else if now >= until {
            Standing::Stale
        } else if now >= until.saturating_sub(last_quarter) {
            Standing::RenewSoon {
                until: time::moment(until),
            }
        } else {
            Standing::Fresh {
                until: time::moment(until),
            }
        }
    }

    /// When the key has to be replaced, where anything ends it.
    #[must_use]
    pub fn deadline(&self) -> Option<SystemTime> {
        let deadline = self.shared.deadline.load(Ordering::Relaxed);
        (deadline != u64::MAX).then(|| time::moment(deadline))
    }

    /// The warnings of the last verification.
    #[must_use]
    pub fn warnings(&self) -> Vec<Violation> {
        self.lock_warnings().clone()
    }

    fn lock_warnings(&self) -> std::sync::MutexGuard<'_, Vec<Violation>> {
        // Nothing panics while it holds the lock; a poisoned list is still the list.
        self.shared
            .warnings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The questions to put to the venue for a renewal.
    pub fn inspection(&self) -> Inspection<'_> {
        Inspection::new(&self.shared.core, self.shared.created)
    }

    /// Puts the questions by `send`, for a renewal.
    pub fn inspect<B: AsRef<[u8]>, E>(
        &self,
        send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        self.inspection().run(send)
    }

    /// Renews the verification by a new report, under the policy of the first one. Every signer of
    /// the key goes on; where the report is refused, every one stops.
    pub fn renew(&self, report: Report) -> Result<(), VerifyError> {
        self.renew_at(report, SystemTime::now())
    }

    /// [`renew`](Self::renew), with the time given.
    pub fn renew_at(&self, report: Report, now: SystemTime) -> Result<(), VerifyError> {
        let shared = &self.shared;
        match judge(&shared.core, &shared.demands, report, time::millis(now)) {
            Ok((verdict, until)) => {
                shared.deadline.store(end(&verdict), Ordering::Relaxed);
                shared.verified_until.store(until, Ordering::Relaxed);
                *self.lock_warnings() = verdict.violations;
                Ok(())
            }
            Err(error) => {
                if matches!(error, VerifyError::Refused(_)) {
                    self.stop();
                    tracing::error!(
                        target: "keyleash::signer",
                        venue = shared.core.spec.id(),
                        key = %shared.core.fingerprint,
                        "renewal refused, signing stopped"
                    );
                }
                Err(error)
            }
        }
    }

    /// Guards 1 to 3 and 6 to 7, around `endpoint`, which is 4 and 5.
    fn guarded<'a>(
        &self,
        now: SystemTime,
        out: &mut SignedRequest,
        endpoint: impl FnOnce(&Self) -> Result<Draft<'a>, SignError>,
    ) -> Result<(), SignError> {
        let signed = self.try_sign(time::millis(now), out, endpoint);
        if let Err(error) = &signed {
            out.clear();
            tracing::warn!(
                target: "keyleash::signer",
                venue = self.shared.core.spec.id(),
                key = %self.shared.core.fingerprint,
                refused = error.code(),
                "signature refused"
            );
        }
        signed
    }

    fn try_sign<'a>(
        &self,
        now: Millis,
        out: &mut SignedRequest,
        endpoint: impl FnOnce(&Self) -> Result<Draft<'a>, SignError>,
    ) -> Result<(), SignError> {
        let shared = &*self.shared;
        let core = &shared.core;
        if shared.switch.is_tripped() {
            return Err(SignError::Stopped);
        }
        // A clock that steps back must not make an old verification young again.
        let reached = now.max(core.last());
        if reached >= shared.verified_until.load(Ordering::Relaxed) {
            return Err(SignError::Stale);
        }
        if reached >= shared.deadline.load(Ordering::Relaxed) {
            return Err(SignError::PastDeadline);
        }
        let draft = endpoint(self)?;
        let origin = core.origin(draft.service_path).ok_or(SignError::NoHost {
            venue: core.spec.title(),
            environment: core.site.environment,
        })?;
        fields::check(&core.spec.scheme, draft.method, draft.query, draft.body)?;
        scheme::sign(
            &Input {
                scheme: &core.spec.scheme,
                key: &core.key,
                key_id: core.id.expose(),
                passphrase: core.passphrase.as_ref().map_or("", Secret::expose),
                origin,
                headers: core.site.headers,
                method: draft.method,
                path: draft.path,
                query: draft.query,
                body: draft.body,
                time: core.next(now),
            },
            out,
        );
        if shared.switch.is_tripped() {
            return Err(SignError::Stopped);
        }
        Ok(())
    }

    /// Whether a request with a whole URL goes where this key's requests go.
    fn at_own_host(&self, request: &Request<'_>) -> Result<(), SignError> {
        let core = &self.shared.core;
        let Some(host) = request.host else {
            return Ok(());
        };
        let origin = core.origin(request.path).ok_or(SignError::NoHost {
            venue: core.spec.title(),
            environment: core.site.environment,
        })?;
        if !request.https && !core.loopback {
            return Err(SignError::NotTls);
        }
        let own = origin.split_once("://").map_or(origin, |(_, host)| host);
        if host == own {
            Ok(())
        } else {
            Err(SignError::OtherHost)
        }
    }

    /// Whether the scope grants what `row` needs, and the parameters are those of the row.
    fn within(&self, row: &Row, draft: &Draft<'_>) -> Result<(), SignError> {
        let never = row.needs.and(PermissionSet::NEVER);
        if !never.is_empty() {
            return Err(SignError::Never { needs: never });
        }
        if !self.scope.contains(row.needs) {
            return Err(SignError::OutOfScope {
                needs: row.needs.minus(self.scope),
                scope: self.name,
            });
        }
        let body = self.shared.core.spec.scheme.body;
        if fields::meet(row.when, body, draft.query, draft.body)? {
            Ok(())
        } else {
            Err(SignError::Undecided)
        }
    }

    /// Whether the owner listed an endpoint that the table does not have.
    fn listed(&self, request: &Request<'_>) -> Result<(), SignError> {
        let shared = &self.shared;
        let listed = shared
            .demands
            .listed()
            .iter()
            .find(|listed| listed.method == request.method && listed.path == request.path)
            .ok_or(SignError::Unlisted {
                venue: shared.core.spec.title(),
            })?;
        if Listed::sounds_forbidden(request.path) || shared.core.spec.has_near(request.path) {
            return Err(SignError::Relabelled);
        }
        if self.scope.contains(listed.needs) {
            Ok(())
        } else {
            Err(SignError::OutOfScope {
                needs: listed.needs.minus(self.scope),
                scope: self.name,
            })
        }
    }

    fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{name}({} {} {}, {})",
            self.shared.core.spec.id(),
            self.shared.core.site.environment,
            self.shared.core.fingerprint,
            self.scope
        )
    }
}

impl fmt::Debug for AnySigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("AnySigner", f)
    }
}

/// Judges a report that has to be about this key, and says until when the verification holds.
fn judge(
    core: &Core,
    demands: &Demands,
    report: Report,
    now: Millis,
) -> Result<(Verdict, Millis), VerifyError> {
    if report.key != core.fingerprint
        || report.facts.venue != core.spec.id()
        || report.facts.environment != core.site.environment
        || report.loopback != core.loopback
    {
        return Err(VerifyError::OtherKey);
    }
    let until = report.at.saturating_add(demands.verification_millis());
    if now >= until {
        return Err(VerifyError::OldReport);
    }
    let verdict = demands.judge(&report.facts, report.clock, now);
    if verdict.refuses() {
        return Err(Refused {
            venue: report.facts.venue,
            environment: report.facts.environment,
            key: report.key,
            scope: demands.scope,
            violations: verdict.violations,
        }
        .into());
    }
    Ok((verdict, until))
}

fn end(verdict: &Verdict) -> Millis {
    verdict
        .deadline
        .as_ref()
        .map_or(u64::MAX, |deadline| deadline.at)
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

/// A request that was not signed.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The kill switch was tripped.
    #[error("the signer was stopped: load and verify the key again when the cause is known")]
    Stopped,
    /// The last verification is too old.
    #[error("the key's verification has gone stale: inspect it again and call `renew`")]
    Stale,
    /// The key's deadline has passed.
    #[error("the key's deadline has passed: replace it by a new one, then delete it")]
    PastDeadline,
    /// A URL without TLS.
    #[error("the URL is not `https`: a signed request in clear can be read and replayed")]
    NotTls,
    /// A URL of another host.
    #[error(
        "the URL's host is not the one this key signs for: give a path, or load the key for that host"
    )]
    OtherHost,
    /// The environment lacks the service.
    #[error("{venue} has no host for this endpoint in {environment}")]
    NoHost {
        /// The venue.
        venue: &'static str,
        /// The environment of the key.
        environment: Environment,
    },
    /// The endpoint can withdraw or manage keys.
    #[error("this endpoint can {verbs}, which no bot may: do it by hand", verbs = needs.phrase())]
    Never {
        /// What it needs.
        needs: PermissionSet,
    },
    /// The endpoint needs what the scope does not grant.
    #[error("scope `{scope}` does not grant {needs}: widen the scope, or use another signer")]
    OutOfScope {
        /// What is not granted.
        needs: PermissionSet,
        /// The scope.
        scope: &'static str,
    },
    /// The parameters do not say which product is meant.
    #[error(
        "the parameters do not say, or deny, that the call is for this product: state them plainly, and in agreement with the endpoint"
    )]
    Undecided,
    /// The table does not have the endpoint.
    #[error(
        "keyleash's table for {venue} does not have this endpoint, so what it needs is unknown: check method and path, or list it in the policy"
    )]
    Unlisted {
        /// The venue.
        venue: &'static str,
    },
    /// A listing for something that the table has or that sounds forbidden.
    #[error(
        "the policy lists this endpoint, but the table knows its path, or it sounds like a withdrawal or the management of keys, which no listing unlocks"
    )]
    Relabelled,
    /// The request cannot be signed as it is written.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

impl SignError {
    /// A short name for logs.
    const fn code(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Stale => "stale",
            Self::PastDeadline => "past_deadline",
            Self::NotTls => "not_tls",
            Self::OtherHost => "other_host",
            Self::NoHost { .. } => "no_host",
            Self::Never { .. } => "never",
            Self::OutOfScope { .. } => "out_of_scope",
            Self::Undecided => "undecided",
            Self::Unlisted { .. } => "unlisted",
            Self::Relabelled => "relabelled",
            Self::Malformed(_) => "malformed",
        }
    }
}

impl fmt::Debug for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
