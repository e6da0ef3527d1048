//! One key of a configuration.

use super::AnySource;
use crate::{
    credential::AnyCredential,
    key::LoadError,
    policy::AnyPolicy,
    report::{Account, Environment},
    selfcheck::KeyPlan,
    venue::Spec,
};
use core::fmt;

/// A key that a configuration names, with what is demanded of it.
#[derive(Clone)]
#[must_use = "a configured key does nothing until it is loaded"]
pub struct ConfiguredKey {
    pub(super) name: String,
    pub(super) venue: &'static Spec,
    pub(super) environment: Environment,
    pub(super) host: Option<&'static str>,
    pub(super) source: AnySource,
    pub(super) policy: AnyPolicy,
    pub(super) account: Account,
}

impl ConfiguredKey {
    /// The name that the owner gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The venue.
    #[must_use]
    pub const fn venue(&self) -> &'static Spec {
        self.venue
    }

    /// Where it lives.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// The host that was chosen in place of the venue's first.
    #[must_use]
    pub const fn host(&self) -> Option<&'static str> {
        self.host
    }

    /// Where its parts are.
    pub const fn source(&self) -> &AnySource {
        &self.source
    }

    /// What is demanded of it, `[policy]` included.
    #[must_use]
    pub const fn policy(&self) -> &AnyPolicy {
        &self.policy
    }

    /// What the owner declares about its account.
    pub const fn account(&self) -> Account {
        self.account
    }

    /// Loads it, for the host that was chosen, and with what the owner declares about it. It is to be
    /// verified by its [`policy`](Self::policy).
    pub fn load(&self) -> Result<AnyCredential, LoadError> {
        AnyCredential::load_for(self.venue, self.environment, &self.source)
            .and_then(self.completion())
    }

    /// How a [`SelfCheck`](crate::SelfCheck) loads and judges it.
    pub fn plan(&self) -> KeyPlan {
        KeyPlan::new(self.venue, self.source.clone(), &self.policy)
            .in_environment(self.environment)
            .with(self.completion())
    }

    /// Adds what the configuration says beside the source.
    fn completion(&self) -> impl FnOnce(AnyCredential) -> Result<AnyCredential, LoadError> + use<> {
        let (host, account) = (self.host, self.account);
        move |credential| {
            let credential = credential.account(account);
            match host {
                Some(host) => credential.at_host(host),
                None => Ok(credential),
            }
        }
    }
}

impl fmt::Debug for ConfiguredKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfiguredKey")
            .field("name", &self.name)
            .field("venue", &self.venue)
            .field("environment", &self.environment)
            .field("host", &self.host)
            .field("source", &self.source)
            .field("policy", &self.policy)
            .field("account", &self.account)
            .finish()
    }
}
