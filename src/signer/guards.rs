//! The guards that every signature passes, in their order; see [`signer`](super).

use super::{AnySigner, SignError, held::Held};
use crate::{
    key::Key,
    kill_switch::{Refusal, TrippedBy},
    leash::Call,
    permission::PermissionSet,
    policy::{Alarm, Listed},
    request::{Method, Request, Row, SignedRequest},
    scheme::{self, Input},
    time::{self, Millis},
    venue::Service,
};
use std::time::SystemTime;

/// Where a request wants to go.
#[derive(Clone, Copy)]
pub(super) struct Destination<'a> {
    /// The path, or its pattern: either tells the service.
    pub(super) path: &'a str,
    /// Whether it is over TLS, and the host, where a whole URL was given.
    pub(super) host: Option<(bool, &'a str)>,
}

/// What a typed call carries.
#[derive(Clone, Copy)]
pub(super) struct Parameters<'a> {
    pub(super) segments: &'a str,
    pub(super) query: &'a str,
    pub(super) body: &'a str,
    pub(super) worth: Option<u64>,
}

/// A request that has passed the guards about its endpoint.
pub(super) struct Draft<'a> {
    /// Its row in the venue's table; `None` where the owner listed it.
    pub(super) row: Option<&'a Row>,
    pub(super) needs: PermissionSet,
    pub(super) path: &'a str,
    /// What stands for the `{}` of the path.
    pub(super) segments: &'a str,
    pub(super) method: Method,
    pub(super) query: &'a str,
    pub(super) body: &'a str,
    /// What the order is worth, where the bot says it.
    pub(super) worth: Option<u64>,
}

impl AnySigner {
    /// Every guard in its order: `endpoint` is the fifth.
    pub(super) fn guarded<'a>(
        &self,
        now: SystemTime,
        to: Destination<'_>,
        out: &mut SignedRequest,
        endpoint: impl FnOnce(&Self, &Service) -> Result<Draft<'a>, SignError>,
    ) -> Result<(), SignError> {
        let signed = self
            .hold
            .hand
            .with(|held| self.try_sign(held, time::millis(now), to, out, endpoint));
        match &signed {
            Ok(()) => self.hold.measures.signed(),
            Err(error) => {
                out.clear();
                self.refused(*error, time::millis(now));
            }
        }
        signed
    }

    /// What follows a refusal. The signature is no longer in progress: who trips a switch may wait
    /// until none is.
    pub(super) fn refused(&self, error: SignError, at: Millis) {
        match error {
            SignError::Stale => self.raise(Alarm::Stale),
            SignError::PastDeadline => self.raise(Alarm::PastDeadline),
            _ => {}
        }
        let key = self.fingerprint();
        self.hold.leash.notes.refused(at, key, error.code());
        self.hold.measures.refused(error.code());
        tracing::warn!(
            target: "keyleash::signer",
            venue = self.hold.spec.id(),
            %key,
            refused = error.code(),
            "signature refused"
        );
    }

    /// The first guard: no switch was tripped.
    pub(super) fn is_free(&self) -> Result<(), SignError> {
        if self.hold.own.is_tripped() {
            return Err(SignError::Stopped);
        }
        match self.hold.leash.switch.refuses() {
            None => Ok(()),
            Some(Refusal::Tripped) => Err(SignError::Stopped),
            Some(Refusal::Unsure) => Err(SignError::Unsure),
        }
    }

    /// Trips the switch where the policy says so, and nobody did before.
    pub(super) fn raise(&self, alarm: Alarm) {
        let switch = &self.hold.leash.switch;
        if self.hold.demands.alarms.has(alarm) && !switch.is_tripped() {
            // What was not recorded is said by the switch, and tried again.
            let _ = switch.trip(TrippedBy::Policy, alarm.why());
        }
    }

    fn try_sign<'a>(
        &self,
        held: &Held,
        now: Millis,
        to: Destination<'_>,
        out: &mut SignedRequest,
        endpoint: impl FnOnce(&Self, &Service) -> Result<Draft<'a>, SignError>,
    ) -> Result<(), SignError> {
        let key = &*held.key;
        let stopped = self.is_free().err();
        if let Some(error) = stopped.filter(|_| self.hold.demands.reliefs.is_empty()) {
            return Err(error);
        }
        held.stands(now)?;
        let (at, service, origin) = origin(key, to)?;
        let draft = endpoint(self, service)?;
        if let Some(error) = stopped.filter(|_| !self.relieves(draft.row)) {
            return Err(error);
        }
        // Before anything is counted for it.
        let rules = self.hold.index.rules(at);
        let windowed = rules.check(draft.method, draft.query, draft.body)?;
        self.has_room(&draft, now)?;
        scheme::sign(
            &Input {
                scheme: service.scheme,
                key: &key.state,
                key_id: key.id.bytes(),
                passphrase: key.passphrase_bytes(),
                origin,
                headers: key.site.headers,
                mark: key.site.mark,
                method: draft.method,
                path: draft.path,
                segments: draft.segments,
                query: draft.query,
                body: draft.body,
                windowed,
                time: key.next(now),
                unique: &key.unique,
                account: "",
                challenge: "",
            },
            out,
        );
        if let Err(error) = self.is_free()
            && !self.relieves(draft.row)
        {
            return Err(error);
        }
        // As the table has it: what stands for `{}` may name a key.
        let path = draft.row.map_or(draft.path, |row| row.path);
        let call = draft.row.map(|row| Call {
            spec: self.hold.spec,
            row,
            query: draft.query,
            body: draft.body,
        });
        self.hold
            .leash
            .notes
            .signed(now, key.fingerprint, (draft.method, path), call);
        Ok(())
    }

    /// Whether the policy leaves this call possible after a trip: not where these signers were
    /// stopped themselves.
    fn relieves(&self, row: Option<&Row>) -> bool {
        let relief = row.and_then(|row| self.hold.spec.relief(row));
        !self.hold.own.is_tripped()
            && relief.is_some_and(|relief| self.hold.demands.reliefs.has(relief))
    }

    /// Whether the scope grants what a call needs.
    pub(super) fn grants(&self, needs: PermissionSet) -> Result<(), SignError> {
        let never = needs.and(PermissionSet::NEVER);
        if !never.is_empty() {
            return Err(SignError::Never { needs: never });
        }
        let lacking = needs.minus(self.scope());
        if lacking.is_empty() {
            Ok(())
        } else {
            Err(SignError::OutOfScope {
                needs: lacking,
                scope: self.name,
            })
        }
    }

    /// What an endpoint needs that the table does not have and the owner listed.
    pub(super) fn listed(&self, request: &Request<'_>) -> Result<PermissionSet, SignError> {
        let hold = &self.hold;
        let listed = hold
            .demands
            .listed()
            .iter()
            .find(|listed| listed.method == request.method && listed.path == request.path)
            .ok_or(SignError::Unlisted {
                venue: hold.spec.title(),
            })?;
        if Listed::sounds_forbidden(request.path)
            || hold.spec.has_near(request.method, request.path)
        {
            return Err(SignError::Relabelled);
        }
        Ok(listed.needs)
    }
}

/// Where this key's requests to such a path go; a request with a whole URL has to name it.
fn origin<'a>(
    key: &'a Key,
    to: Destination<'_>,
) -> Result<(usize, &'static Service, &'a str), SignError> {
    let venue = key.spec.title();
    let (at, service, origin) = key.service(to.path).ok_or(SignError::Unlisted { venue })?;
    let origin = origin.ok_or(SignError::NoHost {
        venue,
        environment: key.site.environment,
    })?;
    let Some((https, host)) = to.host else {
        return Ok((at, service, origin));
    };
    if !https && !key.loopback {
        return Err(SignError::NotTls);
    }
    let own = origin.split_once("://").map_or(origin, |(_, host)| host);
    if host == own {
        Ok((at, service, origin))
    } else {
        Err(SignError::OtherHost)
    }
}
