//! A signer whose venue and scope are values, and what all signers of a key share.

use super::{
    SignError, Standing, VerifyError,
    guards::{Destination, Draft, Parameters},
    hand::Hand,
    held::{Held, measure, verdict},
};
use crate::{
    inspection::{Asker, InspectError, Inspection},
    key::Key,
    kill_switch::KillSwitch,
    leash::{Leash, Notes},
    limits::Limited,
    measure::Measures,
    permission::PermissionSet,
    policy::{Alarm, Demands, Relief, Schedule, Violation},
    report::{Environment, Report},
    request::{Malformed, Request, Row, SignedRequest, is_segment},
    scheme::{Scheme, fields},
    secret::Fingerprint,
    sync::SwapGuard,
    time::{self, Millis},
    venue::{Class, Index, Site, Spec},
};
use core::{fmt, sync::atomic::Ordering};
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
    pub(super) limits: Option<Arc<Limited>>,
}

/// What all signers of one verification share, whichever key they sign with.
pub(super) struct Hold {
    pub(super) spec: &'static Spec,
    pub(super) site: &'static Site,
    pub(super) index: &'static Index,
    pub(super) demands: Demands,
    pub(super) leash: Leash,
    pub(super) measures: Measures,
    /// Stops these signers alone.
    pub(super) own: KillSwitch,
    pub(super) hand: Hand<Held>,
    /// Held while the key is changed: of two changes one comes first. No signature takes it.
    change: Mutex<()>,
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
        let (spec, site) = (key.spec, key.site);
        let verified = Held::verified(key, demands, &report, now).and_then(|held| {
            let limits = Self::limits_of(spec, site.environment, demands, &leash, now)?;
            Ok((held, limits))
        });
        leash
            .notes
            .judged(fingerprint, &verdict(verified.as_ref().err()));
        let measures = Measures::new(spec.id(), site.environment.name());
        measure(&measures, verified.as_ref().map(|(held, _)| held), now);
        let (held, limits) = verified?;
        let own = KillSwitch::new();
        own.watch(&held.key.gate);
        leash.switch.watch(&held.key.gate);
        #[cfg(unix)]
        if let Some(journal) = leash.notes.journal() {
            leash.switch.heard_by(journal);
        }
        Ok(Self {
            scope: demands.needs,
            name: demands.scope,
            limits,
            hold: Arc::new(Hold {
                spec,
                site,
                index: spec.index(),
                demands: demands.clone(),
                leash,
                measures,
                own,
                hand: Hand::of(held),
                change: Mutex::new(()),
            }),
        })
    }

    /// The key that signs now, for more than a moment.
    pub(crate) fn held(&self) -> Arc<Held> {
        self.hold.hand.keep()
    }

    /// The same, for a look.
    pub(super) fn at_hand(&self) -> SwapGuard<Held> {
        self.hold.hand.look()
    }

    /// Puts `new` in the place of `old`, in every signer of this verification; fails where `old` is
    /// not the key that signs. Signatures in progress end with the old one.
    pub(crate) fn exchange(&self, old: &Arc<Held>, new: &Arc<Held>) -> Result<(), ()> {
        let hold = &self.hold;
        let change = hold.change.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.signs_with(old) {
            return Err(());
        }
        hold.own.watch(&new.key.gate);
        hold.leash.switch.watch(&new.key.gate);
        drop(hold.hand.swap(Arc::clone(new)));
        drop(change);
        Ok(())
    }

    /// Whether this is the key that signs.
    pub(crate) fn signs_with(&self, held: &Arc<Held>) -> bool {
        Arc::ptr_eq(&self.hold.hand.look(), held)
    }

    /// The demands of the policy.
    pub(crate) fn demands(&self) -> &Demands {
        &self.hold.demands
    }

    /// The switches that may stop it: its own one, and the one it was tied to.
    pub(crate) fn switches(&self) -> [&KillSwitch; 2] {
        [&self.hold.own, &self.hold.leash.switch]
    }

    /// Where it is noted what is done with its key.
    pub(crate) fn notes(&self) -> &Notes {
        &self.hold.leash.notes
    }

    /// Whether its key may read what shows the account: after a trip, where the policy leaves
    /// that possible.
    pub(crate) fn may_read(&self) -> bool {
        !self.is_stopped() && (self.is_free().is_ok() || self.demands().has(Relief::Evidence))
    }

    /// Whether it was stopped for good.
    pub(crate) fn is_stopped(&self) -> bool {
        self.hold.own.is_tripped()
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
        self.sign_chosen(request, now, out, |_| Ok(()))
    }

    /// The same, where `may_be` looks at what else the request is sent with.
    pub(super) fn sign_chosen(
        &self,
        request: &Request<'_>,
        now: SystemTime,
        out: &mut SignedRequest,
        may_be: impl FnOnce(&Scheme) -> Result<(), SignError>,
    ) -> Result<(), SignError> {
        let to = Destination {
            path: request.path,
            host: request.host.map(|host| (request.https, host)),
        };
        self.guarded(now, to, out, |signer, service| {
            let form = service.scheme.body;
            let (row, needs) = match signer.hold.index.classify(request, form)? {
                Class::Row(row) => (Some(row), row.needs),
                Class::Undecided => return Err(SignError::Undecided),
                Class::Unlisted => (None, signer.listed(request)?),
            };
            signer.grants(needs)?;
            may_be(service.scheme)?;
            Ok(Draft {
                row,
                needs,
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
        let is_new = !self.is_stopped();
        self.hold.own.pull();
        self.note_stop(is_new);
    }

    /// [`stop`](Self::stop), and returns when no signature of the key is in progress.
    pub fn stop_and_wait(&self) {
        let is_new = !self.is_stopped();
        self.hold.own.pull_and_wait();
        self.note_stop(is_new);
    }

    fn note_stop(&self, is_new: bool) {
        if is_new {
            self.notes().stopped(self.fingerprint());
        }
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

    /// What is due for the key, and when: its age, its end at the venue or its source, idle rules,
    /// and the ends of declared gaps.
    pub fn due(&self) -> Schedule {
        self.due_at(SystemTime::now())
    }

    /// [`due`](Self::due), with the time given.
    pub fn due_at(&self, now: SystemTime) -> Schedule {
        self.at_hand().due(&self.hold.demands, time::millis(now))
    }

    /// The warnings of the last verification.
    #[must_use]
    pub fn warnings(&self) -> Vec<Violation> {
        self.at_hand().warnings()
    }

    /// The questions to put to the venue for a renewal.
    pub fn inspection(&self) -> Inspection<'_> {
        Inspection::new(
            Asker::Verified(Arc::clone(&self.at_hand().key)),
            self.switches(),
            self.notes(),
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
        let renewed = self.judge_anew(&held, &report, time::millis(now));
        if matches!(renewed, Err(VerifyError::Refused(_))) {
            self.stop();
            self.raise(Alarm::RenewalRefused);
            tracing::error!(
                target: "keyleash::signer",
                venue = held.key.spec.id(),
                key = %held.key.fingerprint,
                "renewal refused, signing stopped"
            );
        }
        renewed
    }

    /// Renews the verification of a key of these signers, and notes what it came to.
    pub(crate) fn judge_anew(
        &self,
        held: &Held,
        report: &Report,
        now: Millis,
    ) -> Result<(), VerifyError> {
        let renewed = held.renew(&self.hold.demands, report, now);
        self.note_verdict(held.key.fingerprint, renewed.as_ref().map(|()| held), now);
        renewed
    }

    /// Notes what a verification of a key came to, where there is a journal, and counts it.
    pub(crate) fn note_verdict(
        &self,
        key: Fingerprint,
        verified: Result<&Held, &VerifyError>,
        now: Millis,
    ) {
        self.hold.leash.notes.judged(key, &verdict(verified.err()));
        measure(&self.hold.measures, verified, now);
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
        self.guarded(now, to, out, |signer, service| {
            let given = if segments.is_empty() {
                0
            } else {
                segments.split('/').count()
            };
            if given != row.holes || (given > 0 && !segments.split('/').all(is_segment)) {
                return Err(Malformed::Segment.into());
            }
            signer.grants(row.needs)?;
            if !fields::meet(row.when, service.scheme.body, query, body)? {
                return Err(SignError::Undecided);
            }
            Ok(Draft {
                row: Some(row),
                needs: row.needs,
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
            limits: self.limits.clone(),
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

impl AsRef<Self> for AnySigner {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl fmt::Debug for AnySigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe("AnySigner", f)
    }
}
