//! A signer whose venue and scope are values, and what all signers of a key share.

use super::{
    SignError, Standing, VerifyError,
    guards::{Destination, Draft, Parameters},
    socket::able,
};
use crate::{
    inspection::{Asker, InspectError, Inspection},
    key::Key,
    kill_switch::KillSwitch,
    leash::Leash,
    permission::PermissionSet,
    policy::{Demands, Refused, Verdict, Violation},
    report::{Environment, Report},
    request::{Malformed, Request, Row, SignedRequest, is_segment},
    secret::Fingerprint,
    time::{self, Millis},
    venue::{Class, Site, Spec},
};
use arc_swap::{ArcSwap, Guard};
use core::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

/// A signer whose venue and scope are values: the same guards, fallible in place of missing.
#[derive(Clone)]
#[must_use = "a signer does nothing until it signs"]
pub struct AnySigner {
    pub(super) hold: Arc<Hold>,
    scope: PermissionSet,
    /// The name of the scope.
    pub(super) name: &'static str,
}

/// What all signers of one verification share, whichever key they sign with.
pub(super) struct Hold {
    pub(super) spec: &'static Spec,
    pub(super) site: &'static Site,
    pub(super) demands: Demands,
    pub(super) leash: Leash,
    /// Stops these signers alone.
    pub(super) own: KillSwitch,
    current: ArcSwap<Held>,
}

/// A verified key.
pub(crate) struct Held {
    pub(crate) key: Arc<Key>,
    pub(super) verified_until: AtomicU64,
    pub(super) deadline: AtomicU64,
    /// When the exchange was asked last.
    asked: AtomicU64,
    last: Mutex<Last>,
}

/// What the last verification found.
struct Last {
    warnings: Vec<Violation>,
    /// What the key can do; `None` where the venue does not say.
    able: Option<PermissionSet>,
}

impl Held {
    fn verified(
        key: Key,
        demands: &Demands,
        report: &Report,
        now: Millis,
    ) -> Result<Self, VerifyError> {
        let (verdict, until) = judge(&key, demands, report, now)?;
        tracing::info!(
            target: "keyleash::signer",
            venue = key.spec.id(),
            key = %key.fingerprint,
            warnings = verdict.violations.len(),
            "key verified"
        );
        Ok(Self {
            key: Arc::new(key),
            verified_until: AtomicU64::new(until),
            deadline: AtomicU64::new(end(&verdict)),
            asked: AtomicU64::new(report.at),
            last: Mutex::new(Last {
                warnings: verdict.violations,
                able: able(&report.facts),
            }),
        })
    }

    pub(super) fn able(&self) -> Option<PermissionSet> {
        self.lock_last().able
    }

    fn lock_last(&self) -> std::sync::MutexGuard<'_, Last> {
        // Nothing panics while it holds the lock; what is in a poisoned one still holds.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AnySigner {
    #[expect(clippy::needless_pass_by_value, reason = "a report is judged once")]
    pub(crate) fn verified(
        key: Key,
        leash: Leash,
        demands: &Demands,
        report: Report,
        now: Millis,
    ) -> Result<Self, VerifyError> {
        let fingerprint = key.fingerprint;
        let held = Held::verified(key, demands, &report, now);
        leash.judged(fingerprint, &verdict(held.as_ref().err()));
        let held = held?;
        let own = KillSwitch::new();
        own.watch(&held.key.gate);
        leash.switch.watch(&held.key.gate);
        Ok(Self {
            scope: demands.needs,
            name: demands.scope,
            hold: Arc::new(Hold {
                spec: held.key.spec,
                site: held.key.site,
                demands: demands.clone(),
                leash,
                own,
                current: ArcSwap::from_pointee(held),
            }),
        })
    }

    /// The key that signs now, for more than a moment.
    pub(crate) fn held(&self) -> Arc<Held> {
        self.hold.current.load_full()
    }

    /// The same, for the length of one signature.
    pub(super) fn at_hand(&self) -> Guard<Arc<Held>> {
        self.hold.current.load()
    }

    /// Puts another key in the place of the one that signs, in every signer of this verification.
    /// Signatures in progress end with the old one.
    pub(crate) fn swap(&self, new: Arc<Held>) -> Arc<Held> {
        self.hold.own.watch(&new.key.gate);
        self.hold.leash.switch.watch(&new.key.gate);
        new.key.gate.open();
        let old = self.hold.current.swap(new);
        // Only now: whoever is turned away there finds the new one here.
        old.key.gate.close();
        old
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
        let to = Destination {
            path: request.path,
            host: request.host.map(|host| (request.https, host)),
        };
        self.guarded(now, to, out, |signer| {
            let row = match signer.hold.spec.classify(request)? {
                Class::Row(row) => {
                    signer.grants(row.needs)?;
                    Some(row)
                }
                Class::Undecided => return Err(SignError::Undecided),
                Class::Unlisted => {
                    signer.listed(request)?;
                    None
                }
            };
            Ok(Draft {
                row,
                path: request.path,
                segments: "",
                method: request.method,
                query: request.query,
                body: request.body,
                worth: request.worth,
            })
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
        Ok(self.narrowed(scope, self.name))
    }

    /// What this signer may be used for.
    #[must_use]
    pub const fn scope(&self) -> PermissionSet {
        self.scope
    }

    /// The venue.
    #[must_use]
    pub fn venue(&self) -> &'static Spec {
        self.hold.spec
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.hold.site.environment
    }

    /// The short name of the key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.at_hand().key.fingerprint
    }

    /// Stops this signer, its clones and whatever was narrowed from it, for good: no call that
    /// begins after this one has returned gives a signature.
    pub fn stop(&self) {
        self.hold.own.trip();
    }

    /// [`stop`](Self::stop), and returns when no signature of the key is in progress.
    pub fn stop_and_wait(&self) {
        self.hold.own.stop_and_wait();
    }

    /// How the verification stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing_at(SystemTime::now())
    }

    /// [`standing`](Self::standing), with the time given.
    #[must_use]
    pub fn standing_at(&self, now: SystemTime) -> Standing {
        let held = self.at_hand();
        let now = time::millis(now);
        let until = held.verified_until.load(Ordering::Relaxed);
        let deadline = held.deadline.load(Ordering::Relaxed);
        let last_quarter = self.hold.demands.verification_millis() / 4;
        if self.is_free().is_err() {
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
        let deadline = self.at_hand().deadline.load(Ordering::Relaxed);
        (deadline != u64::MAX).then(|| time::moment(deadline))
    }

    /// The warnings of the last verification.
    #[must_use]
    pub fn warnings(&self) -> Vec<Violation> {
        self.at_hand().lock_last().warnings.clone()
    }

    /// The questions to put to the venue for a renewal.
    pub fn inspection(&self) -> Inspection<'_> {
        Inspection::new(
            Asker::Verified(Arc::clone(&self.at_hand().key)),
            [&self.hold.own, &self.hold.leash.switch],
        )
    }

    /// Puts the questions by `send`, for a renewal.
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

    /// Renews the verification by a new report, under the policy of the first one. This
    /// signer, its clones and what was narrowed from it go on; where the report is refused, all of
    /// them stop.
    pub fn renew(&self, report: Report) -> Result<(), VerifyError> {
        self.renew_at(report, SystemTime::now())
    }

    /// [`renew`](Self::renew), with the time given.
    #[expect(clippy::needless_pass_by_value, reason = "a report is judged once")]
    pub fn renew_at(&self, report: Report, now: SystemTime) -> Result<(), VerifyError> {
        let held = self.held();
        if report.at < held.asked.load(Ordering::Relaxed) {
            return Err(VerifyError::OldReport);
        }
        let judged = judge(&held.key, &self.hold.demands, &report, time::millis(now));
        let text = verdict(judged.as_ref().err());
        self.hold.leash.judged(held.key.fingerprint, &text);
        match judged {
            Ok((verdict, until)) => {
                held.key.verified_at(time::millis(now));
                held.asked.store(report.at, Ordering::Relaxed);
                held.deadline.store(end(&verdict), Ordering::Relaxed);
                // Before a stale verification becomes fresh, so that no login goes by what the key
                // could do then.
                *held.lock_last() = Last {
                    warnings: verdict.violations,
                    able: able(&report.facts),
                };
                held.verified_until.store(until, Ordering::Relaxed);
                Ok(())
            }
            Err(error) => {
                if matches!(error, VerifyError::Refused(_)) {
                    self.stop();
                    tracing::error!(
                        target: "keyleash::signer",
                        venue = held.key.spec.id(),
                        key = %held.key.fingerprint,
                        "renewal refused, signing stopped"
                    );
                }
                Err(error)
            }
        }
    }

    /// Signs a call whose type has shown that the scope grants it. The scope is compared once more
    /// as a value: that costs nothing, and trusts no type.
    pub(super) fn sign_call(
        &self,
        row: &Row,
        parameters: Parameters<'_>,
        now: SystemTime,
        out: &mut SignedRequest,
    ) -> Result<(), SignError> {
        let Parameters {
            segments,
            query,
            body,
            worth,
        } = parameters;
        let to = Destination {
            path: row.path,
            host: None,
        };
        self.guarded(now, to, out, |signer| {
            let wanted = row.path.matches("{}").count();
            let given = if segments.is_empty() {
                0
            } else {
                segments.split('/').count()
            };
            if given != wanted || (given > 0 && !segments.split('/').all(is_segment)) {
                return Err(Malformed::Segment.into());
            }
            signer.grants(row.needs)?;
            signer.agrees(row, query, body)?;
            Ok(Draft {
                row: Some(row),
                path: row.path,
                segments,
                method: row.method,
                query,
                body,
                worth,
            })
        })
    }

    pub(super) fn narrowed(&self, scope: PermissionSet, name: &'static str) -> Self {
        Self {
            hold: Arc::clone(&self.hold),
            scope,
            name,
        }
    }

    pub(super) fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{name}({} {} {}, {})",
            self.hold.spec.id(),
            self.hold.site.environment,
            self.fingerprint(),
            self.scope
        )
    }
}

impl fmt::Debug for AnySigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("AnySigner", f)
    }
}

/// What a verification came to, by the codes of what it found.
fn verdict(refusal: Option<&VerifyError>) -> String {
    match refusal {
        None => "accepted".to_owned(),
        Some(VerifyError::Refused(refused)) => {
            let codes = refused.violations.iter().map(|own| own.code().to_string());
            format!("refused: {}", codes.collect::<Vec<_>>().join(", "))
        }
        Some(error) => format!("refused: {error}"),
    }
}

/// Judges a report that has to be about this key, and says until when the verification holds.
fn judge(
    key: &Key,
    demands: &Demands,
    report: &Report,
    now: Millis,
) -> Result<(Verdict, Millis), VerifyError> {
    if report.key != key.fingerprint
        || report.facts.venue != key.spec.id()
        || report.facts.environment != key.site.environment
        || report.loopback != key.loopback
    {
        return Err(VerifyError::OtherKey);
    }
    // A report from the future is as old as one from now.
    let until = report
        .at
        .min(now)
        .saturating_add(demands.verification_millis());
    if now >= until {
        return Err(VerifyError::OldReport);
    }
    let verdict = demands.judge(&report.facts, report.clock, now);
    if verdict.refuses() {
        return Err(Refused {
            venue: report.facts.venue,
            environment: report.facts.environment,
            key: report.key,
            scope: demands.scope_name(),
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
