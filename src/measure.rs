//! What is counted for a bot that exports metrics, by the facade of the crate `metrics`.
//!
//! Without the feature of that name nothing is counted. Labels are from closed sets: no key, no
//! market and no text of a person is ever one.

use crate::time::Millis;

/// What the signers of one key count.
///
/// The counter of signatures is made once: making one allocates, and a signature does not.
pub(crate) struct Measures {
    #[cfg(feature = "metrics")]
    venue: &'static str,
    #[cfg(feature = "metrics")]
    environment: &'static str,
    #[cfg(feature = "metrics")]
    signed: metrics::Counter,
}

/// Until when a verification lets a key sign.
#[cfg_attr(
    not(feature = "metrics"),
    expect(dead_code, reason = "nothing is counted")
)]
pub(crate) struct Verified {
    /// When the key was made, where that is known.
    pub(crate) created: Option<Millis>,
    pub(crate) until: Millis,
    /// When the key has to be replaced, where anything ends it.
    pub(crate) deadline: Option<Millis>,
}

#[cfg(feature = "metrics")]
impl Measures {
    pub(crate) fn new(venue: &'static str, environment: &'static str) -> Self {
        Self {
            venue,
            environment,
            signed: signatures(venue, "signed"),
        }
    }

    pub(crate) fn signed(&self) {
        self.signed.increment(1);
    }

    /// `code` is the short name of a [`SignError`](crate::SignError).
    pub(crate) fn refused(&self, code: &'static str) {
        signatures(self.venue, code).increment(1);
    }

    pub(crate) fn verified(&self, verified: &Verified, now: Millis) {
        self.judged("accepted");
        if let Some(created) = verified.created {
            self.gauge("keyleash_key_age_seconds", now.saturating_sub(created));
        }
        self.gauge("keyleash_key_verified_until_seconds", verified.until);
        if let Some(deadline) = verified.deadline {
            self.gauge("keyleash_key_deadline_seconds", deadline);
        }
    }

    /// Counts a verification that refused the key by these rules; by none, it could not be judged.
    pub(crate) fn unverified(&self, codes: impl IntoIterator<Item = &'static str>) {
        let mut outcome = "failed";
        for code in codes {
            outcome = "refused";
            metrics::counter!("keyleash_violations_total", "code" => code).increment(1);
        }
        self.judged(outcome);
    }

    fn judged(&self, outcome: &'static str) {
        metrics::counter!(
            "keyleash_verifications_total", "venue" => self.venue, "outcome" => outcome
        )
        .increment(1);
    }

    fn gauge(&self, name: &'static str, millis: Millis) {
        // Exact until the year 285,000.
        #[expect(
            clippy::cast_precision_loss,
            reason = "a time of day is far below 2^53"
        )]
        let seconds = millis as f64 / 1000.0;
        metrics::gauge!(name, "venue" => self.venue, "environment" => self.environment)
            .set(seconds);
    }
}

#[cfg(feature = "metrics")]
fn signatures(venue: &'static str, outcome: &'static str) -> metrics::Counter {
    metrics::counter!("keyleash_signatures_total", "venue" => venue, "outcome" => outcome)
}

/// Counts a trip that this process made.
#[cfg(feature = "metrics")]
pub(crate) fn trip(by: &'static str) {
    metrics::counter!("keyleash_trips_total", "by" => by).increment(1);
    switch(true);
}

/// Says how a switch was found.
#[cfg(feature = "metrics")]
pub(crate) fn switch(is_tripped: bool) {
    metrics::gauge!("keyleash_kill_switch_tripped").set(f64::from(u8::from(is_tripped)));
}

#[cfg(not(feature = "metrics"))]
#[expect(clippy::unused_self, reason = "as with the feature")]
impl Measures {
    pub(crate) const fn new(_: &'static str, _: &'static str) -> Self {
        Self {}
    }

    pub(crate) const fn signed(&self) {}

    pub(crate) const fn refused(&self, _: &'static str) {}

    pub(crate) const fn verified(&self, _: &Verified, _: Millis) {}

    pub(crate) fn unverified(&self, _: impl IntoIterator<Item = &'static str>) {}
}

#[cfg(not(feature = "metrics"))]
pub(crate) const fn trip(_: &'static str) {}

#[cfg(not(feature = "metrics"))]
pub(crate) const fn switch(_: bool) {}
