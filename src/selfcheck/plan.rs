//! How one key of a bot is loaded, and what is demanded of it.

use crate::{
    credential::AnyCredential,
    key::LoadError,
    policy::{Demands, Policy},
    report::Environment,
    source::Source,
    venue::Spec,
};
use core::fmt;

type Load = dyn FnOnce(Environment) -> Result<AnyCredential, LoadError> + Send;

/// One key of a bot, not yet loaded: its venue, its source, and the policy that it has to meet.
///
/// Nothing is read until the check runs. What a credential is tied to, and where it goes, is said by
/// its own methods, in [`with`](Self::with):
///
/// ```
/// use keyleash::{Date, Env, Environment, KeyPlan, KillSwitch, Policy, scope, venue};
///
/// scope! { MarketMaker = Read | Spot }
/// const POLICY: Policy<MarketMaker> = Policy::new();
///
/// let switch = KillSwitch::new();
/// let bybit = venue::find("bybit").ok_or("no such venue")?;
/// let plan = KeyPlan::new(bybit, Env::new(), &POLICY)
///     .in_environment(Environment::Testnet)
///     .with(move |key| Ok(key.created_on(Date::new(2026, 10, 1)).stopped_by(&switch)));
/// # drop(plan);
/// # Ok::<(), &str>(())
/// ```
#[must_use = "a plan does nothing until a `SelfCheck` runs it"]
pub struct KeyPlan {
    pub(super) spec: &'static Spec,
    pub(super) environment: Environment,
    pub(super) demands: Demands,
    load: Box<Load>,
}

impl KeyPlan {
    /// A production key of the venue `spec`. The policy may be typed, or an
    /// [`AnyPolicy`](crate::AnyPolicy).
    pub fn new<S>(
        spec: &'static Spec,
        source: impl Source + Send + 'static,
        policy: &Policy<S>,
    ) -> Self {
        Self {
            spec,
            environment: Environment::Production,
            demands: policy.demands().clone(),
            load: Box::new(move |environment| AnyCredential::load_for(spec, environment, source)),
        }
    }

    /// The same of this environment.
    pub fn in_environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Changes the credential once it is loaded: [`at_host`](AnyCredential::at_host),
    /// [`created_on`](AnyCredential::created_on), [`stopped_by`](AnyCredential::stopped_by),
    /// [`counted_by`](AnyCredential::counted_by), `recorded_by`.
    pub fn with(
        self,
        change: impl FnOnce(AnyCredential) -> Result<AnyCredential, LoadError> + Send + 'static,
    ) -> Self {
        let load = self.load;
        Self {
            load: Box::new(move |environment| load(environment).and_then(change)),
            ..self
        }
    }

    /// Reads the source, which may take its time.
    pub(super) fn load(self) -> Result<AnyCredential, LoadError> {
        (self.load)(self.environment)
    }
}

impl fmt::Debug for KeyPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "KeyPlan({} {}, for `{}`)",
            self.spec.id(),
            self.environment,
            self.demands.scope_name()
        )
    }
}
