//! A key takes the place of another, without a stop.
//!
//! A new key is accepted only with proof: it meets the policy, is of the same account, has no right
//! more, works from no address more, and is younger. From then on every signer of the old key signs
//! with the new one; calls in progress end with the old one. Until it is retired the old key can be
//! taken back; then it is to be deleted, and is asked until the venue says that it is gone.
//!
//! Nothing here sends or waits by itself, but for [`Replaced::wait`]. No signature waits for a
//! rotation: the key is changed by one atomic, and who came too early for it looks again.

mod error;
mod fate;
mod probe;
mod proof;
mod replaced;
mod retired;

pub use error::{DeletionError, NotRetired, RollBackError, RotationError, Unready};
pub use fate::{Fate, Unsure};
pub use probe::{AccountProbe, SameAccount};
pub use replaced::Replaced;
pub use retired::Retired;

use crate::{
    credential::AnyCredential,
    key::LoadError,
    policy::Refused,
    report::Report,
    signer::{AnySigner, Held, VerifyError},
    source::Source,
    time,
};
use core::fmt;
use proof::{Proof, Sides};
use std::{sync::Arc, time::SystemTime};

/// The change of a signer's key for a younger one of the same account.
///
/// ```no_run
/// use keyleash::{AnySigner, File, Rotation};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
/// # fn rotate(signer: &AnySigner) -> Result<(), Box<dyn std::error::Error>> {
///
/// let rotation = Rotation::of(signer);
/// if let Some(credential) = rotation.changed(&File::new("/etc/bot/bybit.key"))? {
///     let report = credential.inspect(send)?;
///     let replaced = rotation.accept(credential, report)?;
///     // Every signer signs with the new key now. When the overlap is over:
///     let mut retired = replaced.retire()?;
///     println!("{retired}"); // what to do by hand
///     println!("{}", retired.check_dead(send));
/// }
/// # Ok(()) }
/// ```
#[must_use = "a rotation does nothing until it accepts a key"]
pub struct Rotation {
    signer: AnySigner,
    proof: Proof,
}

impl Rotation {
    /// The rotation of this signer, its clones and what was narrowed from it.
    pub fn of(signer: &impl AsRef<AnySigner>) -> Self {
        Self {
            signer: signer.as_ref().clone(),
            proof: Proof::default(),
        }
    }

    /// Reads `source` again, and gives its credential where that is not the key in use. It goes to
    /// the hosts of the key in use, and is recorded where that is. Made to be called now and then: it
    /// starts no thread.
    ///
    /// # Errors
    ///
    /// [`LoadError`] where there is none, or none that can be used; the key in use goes on.
    pub fn changed(&self, source: impl Source) -> Result<Option<AnyCredential>, LoadError> {
        let old = self.signer.held();
        let spec = self.signer.venue();
        let credential = AnyCredential::load_for(spec, self.signer.environment(), source)?;
        if credential.fingerprint() == old.key.fingerprint {
            return Ok(None);
        }
        let credential = credential.noted_in(self.signer.notes());
        Ok(Some(credential.at_hosts_of(&old.key)))
    }

    /// The questions that show whether a key is of the same account, where the venue does not
    /// state that in its report.
    pub fn probe<'a>(&self, credential: &'a impl AsRef<AnyCredential>) -> AccountProbe<'a> {
        AccountProbe::new(&self.signer, credential.as_ref().key())
    }

    /// Adds what a [`probe`](Self::probe) has shown. It holds for the two keys that were asked.
    pub fn shown_by(mut self, shown: SameAccount) -> Self {
        self.proof.shown = Some(shown);
        self
    }

    /// See [`danger::same_account`](crate::danger::same_account).
    pub(crate) fn by_owners_word(mut self) -> Self {
        self.proof.owners_word = true;
        self
    }

    /// Puts the key in the place of the one in use, by a report of its inspection.
    ///
    /// The policy, the kill switch, the limits and the scope stay those of the signer. A
    /// signer whose kill switch was tripped takes a new key, too, and stays stopped.
    ///
    /// A socket that the old key has logged in to stays open until the old key is deleted: log in
    /// again before that.
    ///
    /// # Errors
    ///
    /// [`RotationError`] with every fault at once. The new key is wiped then, and the one in use
    /// goes on.
    pub fn accept(
        self,
        credential: impl Into<AnyCredential>,
        report: Report,
    ) -> Result<Replaced, RotationError> {
        self.accept_at(credential, report, SystemTime::now())
    }

    /// [`accept`](Self::accept), with the time given.
    #[expect(clippy::needless_pass_by_value, reason = "a report is judged once")]
    pub fn accept_at(
        self,
        credential: impl Into<AnyCredential>,
        report: Report,
        now: SystemTime,
    ) -> Result<Replaced, RotationError> {
        let now = time::millis(now);
        let key = credential.into().into_key();
        let fingerprint = key.fingerprint;
        let old = self.signer.held();
        if self.signer.is_stopped() {
            return Err(RotationError::Stopped);
        }
        let demands = self.signer.demands();
        let sides = Sides {
            old: &old,
            new: &key,
            report: &report,
        };
        let (violations, unfit) = proof::judge(&sides, &self.proof, demands, now);
        if unfit {
            let refused = Refused {
                venue: key.spec.id(),
                environment: key.site.environment,
                key: key.fingerprint,
                scope: demands.scope_name(),
                violations,
            };
            tracing::warn!(
                target: "keyleash::rotation",
                venue = refused.venue,
                old = %old.key.fingerprint,
                new = %refused.key,
                violations = refused.violations.len(),
                "rotation refused"
            );
            let refused = VerifyError::Refused(refused);
            self.signer.note_verdict(fingerprint, Err(&refused), now);
            return Err(refused.into());
        }
        let new = Held::verified(key, demands, &report, now);
        self.signer.note_verdict(fingerprint, new.as_ref(), now);
        let new = Arc::new(new?);
        new.key.follow(&old.key, report.clock.is_none());
        new.key.verified_at(now);
        self.signer
            .exchange(&old, &new)
            .map_err(|()| RotationError::Overtaken)?;
        tracing::info!(
            target: "keyleash::rotation",
            venue = new.key.spec.id(),
            old = %old.key.fingerprint,
            new = %new.key.fingerprint,
            "key replaced"
        );
        let step = format!("accepted: in the place of {}", old.key.fingerprint);
        self.signer.notes().rotated(new.key.fingerprint, &step);
        Ok(Replaced::new(self.signer, old, new, now))
    }
}

impl fmt::Debug for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Rotation({} {} {})",
            self.signer.venue().id(),
            self.signer.environment(),
            self.signer.fingerprint()
        )
    }
}
