//! What to read at a venue once a key may be in other hands: what is urgent, first.

use crate::{
    request::{Method, Request},
    venue::{Evidence, Spec},
};

/// What is looked for, the urgent first, with the words for it.
const ORDER: &[(Evidence, &str, &str)] = &[
    (
        Evidence::Withdrawals,
        "withdrawals",
        "withdrawals, done and pending: cancel what is pending",
    ),
    (Evidence::Fills, "fills", "trades of the account"),
    (Evidence::Orders, "orders", "orders, open and done"),
    (
        Evidence::Positions,
        "positions",
        "open positions, and what is borrowed: close what is not yours",
    ),
    (
        Evidence::Transfers,
        "transfers",
        "moves between wallets, accounts and sub-accounts",
    ),
    (Evidence::Ledger, "ledger", "every change of a balance"),
    (Evidence::Deposits, "deposits", "what came in"),
    (
        Evidence::Addresses,
        "addresses",
        "the addresses that value may go out to: remove what is not yours",
    ),
    (
        Evidence::Keys,
        "keys",
        "the keys and sub-accounts: delete what is not yours",
    ),
    (
        Evidence::Logins,
        "logins",
        "logins, devices and their addresses: end what is not yours",
    ),
];

/// One thing to look up at a venue: by a call, or by hand where the venue has no call for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    evidence: Evidence,
    call: Option<(Method, &'static str)>,
}

impl Lookup {
    /// What is looked for.
    #[must_use]
    pub const fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// The call, as method and path; `{}` in a path stands for one segment, such as a wallet. `None`
    /// where it is looked up by hand, on the venue's pages.
    #[must_use]
    pub const fn call(&self) -> Option<(Method, &'static str)> {
        self.call
    }

    /// The request to be signed, without parameters; `None` where the path has a `{}`, or there is
    /// no call.
    ///
    /// Some calls ask for more, such as a market or a span of time: add it as the venue's docs say,
    /// to the [path](Self::call) or by [`Request::body`].
    #[must_use]
    pub fn request(&self) -> Option<Request<'static>> {
        let (method, path) = self.call?;
        Request::new(method, path).ok()
    }

    /// A short name, such as `fills`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        ORDER
            .iter()
            .find(|(evidence, ..)| *evidence == self.evidence)
            .map_or("other", |(_, name, _)| name)
    }

    /// What to look at, in words.
    #[must_use]
    pub fn what(&self) -> &'static str {
        ORDER
            .iter()
            .find(|(evidence, ..)| *evidence == self.evidence)
            .map_or("whatever else the venue shows", |(.., what)| what)
    }
}

/// All that is looked up at a venue.
pub(super) fn of(spec: &'static Spec) -> Vec<Lookup> {
    let mut plan = Vec::new();
    for (evidence, ..) in ORDER.iter().copied() {
        let found = plan.len();
        for (own, method, path) in spec.evidence() {
            let lookup = Lookup {
                evidence,
                call: Some((method, path)),
            };
            // Rows that differ in their parameters have one path.
            if own == evidence && !plan.contains(&lookup) {
                plan.push(lookup);
            }
        }
        if plan.len() == found {
            plan.push(Lookup {
                evidence,
                call: None,
            });
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::{ORDER, of};
    use crate::venue;

    #[test]
    fn every_evidence_of_every_venue_is_in_its_plan() {
        for spec in venue::ALL {
            let plan = of(spec);
            for (evidence, method, path) in spec.evidence() {
                let found = plan.iter().any(|lookup| {
                    lookup.evidence() == evidence && lookup.call() == Some((method, path))
                });
                assert!(found, "{}: {path}", spec.id());
            }
            for (evidence, ..) in ORDER {
                assert!(plan.iter().any(|lookup| lookup.evidence() == *evidence));
            }
            for lookup in &plan {
                assert_ne!(lookup.name(), "other");
                let whole = lookup.call().is_some_and(|(_, path)| !path.contains('{'));
                assert_eq!(lookup.request().is_some(), whole, "{lookup:?}");
            }
        }
    }
}
