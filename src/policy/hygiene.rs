//! How the account of a key is kept, by the owner's word.
//!
//! Nothing is demanded by default: no venue states any of it, so that every key would be refused.

use super::{Code, Demands, Violation};
use crate::report::{Account, Environment, Facts, TwoFactor};

/// What the owner demands of the account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Hygiene {
    /// The weakest second factor that will do.
    pub(super) two_factor: Option<TwoFactor>,
    pub(super) trade_notices: bool,
    pub(super) address_lock: bool,
}

impl Hygiene {
    pub(super) const NONE: Self = Self {
        two_factor: None,
        trade_notices: false,
        address_lock: false,
    };
}

pub(super) fn judge(demands: &Demands, facts: &Facts, violations: &mut Vec<Violation>) {
    violations.extend(fall_short(
        demands.hygiene,
        facts.declared,
        facts.environment,
        facts.title,
    ));
}

/// Where the declared account falls short. An account with play money has nothing to lose.
pub(super) fn fall_short(
    demanded: Hygiene,
    declared: Account,
    environment: Environment,
    title: &str,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    if environment != Environment::Production {
        return violations;
    }
    let security = format!("the account's security settings at {title}");
    let mut refuse = |code: Code, found: String, values: &[(&str, &str)]| {
        let values = [&[("security", security.as_str())], values].concat();
        violations.push(Violation::refuse(code, found, code.mend_anywhere(&values)));
    };
    if let Some(least) = demanded.two_factor
        && declared.two_factor.is_none_or(|kind| kind < least)
    {
        let wanted = least.or_better();
        let found = match declared.two_factor {
            None => format!(
                "nobody declares what protects the account's login, and the policy demands {wanted}"
            ),
            Some(kind) => format!(
                "the owner declares {} for the account's login, and the policy demands {wanted}",
                kind.phrase()
            ),
        };
        refuse(Code::TwoFactor, found, &[("factor", &wanted)]);
    }
    for (demanded, declared, code, what) in [
        (
            demanded.trade_notices,
            declared.trade_notices,
            Code::TradeNotices,
            "the venue tells the owner of each trade",
        ),
        (
            demanded.address_lock,
            declared.address_lock,
            Code::AddressLock,
            "withdrawals of the account go to listed addresses only",
        ),
    ] {
        if demanded && declared != Some(true) {
            let nobody = if declared.is_none() {
                "nobody declares"
            } else {
                "the owner does not declare"
            };
            let found = format!("{nobody} that {what}, and the policy demands it");
            refuse(code, found, &[]);
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::{Hygiene, fall_short};
    use crate::{
        policy::Code,
        report::{Account, Environment, TwoFactor},
    };

    fn codes(demanded: Hygiene, declared: Account) -> Vec<Code> {
        let found = fall_short(demanded, declared, Environment::Production, "Venue");
        found.iter().map(crate::policy::Violation::code).collect()
    }

    #[test]
    fn a_second_factor_is_at_least_as_strong() {
        for least in TwoFactor::ALL.into_iter().skip(1) {
            let demanded = Hygiene {
                two_factor: Some(least),
                ..Hygiene::NONE
            };
            assert_eq!(codes(demanded, Account::new()), [Code::TwoFactor]);
            for kind in TwoFactor::ALL {
                let found = codes(demanded, Account::new().two_factor(kind));
                assert_eq!(found.is_empty(), kind >= least, "{kind:?} for {least:?}");
            }
        }
    }

    #[test]
    fn what_is_not_declared_or_off_is_refused() {
        let demanded = Hygiene {
            two_factor: None,
            trade_notices: true,
            address_lock: true,
        };
        let both = [Code::TradeNotices, Code::AddressLock];
        assert_eq!(codes(demanded, Account::new()), both);
        let off = Account {
            trade_notices: Some(false),
            address_lock: Some(false),
            ..Account::new()
        };
        assert_eq!(codes(demanded, off), both);
        assert_eq!(
            codes(demanded, Account::new().trade_notices()),
            [Code::AddressLock]
        );
        assert_eq!(
            codes(demanded, Account::new().trade_notices().address_lock()),
            []
        );
        assert_eq!(codes(Hygiene::NONE, Account::new()), []);
        for environment in [Environment::Testnet, Environment::Demo] {
            assert!(fall_short(demanded, Account::new(), environment, "Venue").is_empty());
        }
    }
}
