//! The limits of a signer: the guard between the endpoint and the signature.

use super::{AnySigner, SignError, VerifyError, guards::Draft};
use crate::{
    leash::Leash,
    limits::{Asked, Limited},
    policy::{Demands, Limits},
    report::Environment,
    time::{self, Millis},
    venue::Spec,
};
use std::{sync::Arc, time::SystemTime};

impl AnySigner {
    /// A signer with limits of its own, for a part of the bot. What it signs counts in them and in
    /// those of the key. Parts that share counters need names of their own, by
    /// [`Limits::named`]; those without are one part.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Uncounted`] where a day is limited and the key has no counters;
    /// [`VerifyError::Counters`] where they cannot be used.
    pub fn limited(&self, limits: &Limits) -> Result<Self, VerifyError> {
        self.limited_at(limits, SystemTime::now())
    }

    /// [`limited`](Self::limited), with the time given.
    pub fn limited_at(&self, limits: &Limits, now: SystemTime) -> Result<Self, VerifyError> {
        let hold = &self.hold;
        let common = format!("{}-part", hold.demands.scope_name());
        let limited = Limited::new(
            limits,
            name(hold.spec, hold.site.environment, limits, &common),
            hold.leash.counters.as_ref(),
            self.limits.clone(),
            time::millis(now),
        )?;
        let mut part = self.clone();
        part.limits = Some(Arc::new(limited));
        Ok(part)
    }

    /// The limits that the policy has for the key.
    pub(super) fn limits_of(
        spec: &Spec,
        environment: Environment,
        demands: &Demands,
        leash: &Leash,
        now: Millis,
    ) -> Result<Option<Arc<Limited>>, VerifyError> {
        let Some(limits) = demands.limits() else {
            return Ok(None);
        };
        let name = name(spec, environment, limits, &demands.scope_name());
        let limited = Limited::new(limits, name, leash.counters.as_ref(), None, now)?;
        Ok(Some(Arc::new(limited)))
    }

    /// The sixth guard: the market is allowed, and the limits have room.
    pub(super) fn has_room(&self, draft: &Draft<'_>, now: Millis) -> Result<(), SignError> {
        let Some(limits) = &self.limits else {
            return Ok(());
        };
        let asked = Asked {
            spec: self.hold.spec,
            row: draft.row,
            needs: draft.needs,
            path: draft.path,
            segments: draft.segments,
            query: draft.query,
            body: draft.body,
            worth: draft.worth,
        };
        limits.pass(&asked, now)
    }
}

/// What is counted together: `bybit/production/MarketMaker`.
fn name(spec: &Spec, environment: Environment, limits: &Limits, scope: &str) -> String {
    let own = limits.name.as_deref().unwrap_or(scope);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = own.chars().map(plain).take(100).collect();
    let environment: String = environment.to_string().chars().map(plain).collect();
    format!("{}/{environment}/{name}", spec.id())
}
