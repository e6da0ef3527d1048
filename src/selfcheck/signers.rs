//! What a check gives: signers by name, or all faults.

use super::checked::{CheckedKey, Findings};
use crate::{
    permission::PermissionSet,
    report::printable,
    scope::{self, Scope},
    signer::{AnySigner, Signer},
    venue::Venue,
};
use core::fmt;
use serde::{Serialize, Serializer};

/// The signers of a bot by their names, each key verified; with the report of the check, which
/// `Display` prints and `Serialize` writes.
#[must_use = "without its signers a bot cannot trade"]
pub struct Signers {
    pub(super) findings: Findings,
    /// In the order of the check, with the names as they were given.
    pub(super) signers: Vec<(String, AnySigner)>,
}

impl Signers {
    /// The signer of this name.
    pub fn signer(&self, name: &str) -> Result<&AnySigner, NoSigner> {
        let named = self.signers.iter().find(|(own, _)| own == name);
        named
            .map(|(_, signer)| signer)
            .ok_or_else(|| NoSigner::NotNamed {
                name: printable(name),
                names: self.names(),
            })
    }

    /// The same with venue and scope in its type, so that the compiler refuses what the scope does not
    /// grant.
    pub fn typed<V: Venue, S: Scope>(&self, name: &str) -> Result<Signer<V, S>, NoSigner> {
        let signer = self.signer(name)?;
        if signer.venue().id() != V::SPEC.id() {
            return Err(NoSigner::OtherVenue {
                name: printable(name),
                venue: signer.venue().title(),
                asked: V::SPEC.title(),
            });
        }
        signer.typed().ok_or_else(|| NoSigner::OutOfScope {
            name: printable(name),
            scope: S::NAME,
            lacking: scope::grants::<S>().minus(signer.scope()),
        })
    }

    /// Name and signer of each key, in the order of the check.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AnySigner)> {
        let all = self.signers.iter();
        all.map(|(name, signer)| (name.as_str(), signer))
    }

    /// What was found about each key, in the order of the check.
    #[must_use]
    pub fn keys(&self) -> &[CheckedKey] {
        &self.findings.0
    }

    fn names(&self) -> String {
        let names = self
            .findings
            .0
            .iter()
            .map(|key| format!("`{}`", key.name()));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// The report of the check, at most 80 columns wide: a line for each key, and its warnings; with
/// `{:#}` what the venues said, too.
impl fmt::Display for Signers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.findings, f)
    }
}

impl fmt::Debug for Signers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signers({})", self.names())
    }
}

/// The report of the check; the [module](super) has its shape.
impl Serialize for Signers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.findings.serialize(serializer)
    }
}

/// A check that failed: every fault of every key, and no signer.
pub struct SelfCheckFailed {
    pub(super) findings: Findings,
}

impl SelfCheckFailed {
    /// The status to end the process with, by `sysexits`; the [module](super) has the table, and the
    /// order where keys differ.
    ///
    /// ```no_run
    /// # use std::process::ExitCode;
    /// # fn check() -> Result<(), keyleash::SelfCheckFailed> { unimplemented!() }
    /// # fn main() -> ExitCode {
    /// if let Err(failed) = check() {
    ///     eprintln!("{failed}");
    ///     return ExitCode::from(failed.exit_code());
    /// }
    /// # ExitCode::SUCCESS }
    /// ```
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.findings.exit_code()
    }

    /// What was found about each key, in the order of the check; also about those that were good.
    #[must_use]
    pub fn keys(&self) -> &[CheckedKey] {
        &self.findings.0
    }
}

/// Every key with its faults and how to mend them, those that failed first, at most 80 columns wide;
/// with `{:#}` what the venues said, too.
impl fmt::Display for SelfCheckFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.findings, f)
    }
}

impl fmt::Debug for SelfCheckFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for SelfCheckFailed {}

/// The [module](super) has the shape.
impl Serialize for SelfCheckFailed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.findings.serialize(serializer)
    }
}

/// A name by which there is no signer, or not such a one.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoSigner {
    /// No key of the check had the name.
    #[error("no key of the check is named `{name}`: it has {names}")]
    NotNamed {
        /// The name that was asked for, as it may be shown.
        name: String,
        /// Those that there are.
        names: String,
    },
    /// It is of another venue.
    #[error("`{name}` is a key of {venue}, and none of {asked}: ask for it by its own venue")]
    OtherVenue {
        /// The name.
        name: String,
        /// The venue of its key.
        venue: &'static str,
        /// The venue of the type that was asked for.
        asked: &'static str,
    },
    /// The policy did not grant what the scope of the type grants.
    #[error(
        "`{name}` was verified without {lacking}, which scope `{scope}` grants: ask for a narrower scope, or have the policy need it"
    )]
    OutOfScope {
        /// The name.
        name: String,
        /// The scope of the type that was asked for.
        scope: &'static str,
        /// What it grants beyond the policy.
        lacking: PermissionSet,
    },
}

impl fmt::Debug for NoSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
