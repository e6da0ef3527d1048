//! What has to hold for every key and every policy.
//!
//! The table of rights is one of this test's own, with every kind of right a venue has.

use super::*;
use crate::{
    permission::{Admin, Earn, Futures, Margin, Read, Spot, Transfer, Withdraw},
    report::{
        Account, Allowlist, ClockOffset, Console, Environment, Facts, KeyId, Lapse, Right, Silence,
        Since, Stated, TwoFactor,
    },
    time::{DAY, Millis},
};
use ipnet::IpNet;
use proptest::{collection::vec, option, prelude::*, sample::select, sample::subsequence};
use std::collections::BTreeSet;

pub(super) const NOW: Millis = 1_790_000_000_000;

const CONSOLE: Console = Console {
    page: "https://example.com/keys",
    edit: "Keys > Edit",
    restrict: "Keys > Addresses",
    create: "make a new key at Keys > Create",
    support: None,
};

const fn right(name: &'static str, gives: PermissionSet, rides: PermissionSet) -> Right {
    Right {
        name,
        label: name,
        gives,
        rides,
        silence: Silence::Unstated,
    }
}

const TABLE: &[Right] = &[
    right("read", PermissionSet::of::<Read>(), PermissionSet::EMPTY),
    right(
        "spot",
        PermissionSet::of::<Spot>(),
        PermissionSet::of::<Margin>().with::<Admin>(),
    ),
    right(
        "futures",
        PermissionSet::of::<Futures>(),
        PermissionSet::EMPTY,
    ),
    right(
        "trade",
        PermissionSet::of::<Spot>().with::<Futures>(),
        PermissionSet::of::<Earn>(),
    ),
    right(
        "transfer",
        PermissionSet::of::<Transfer>(),
        PermissionSet::EMPTY,
    ),
    right(
        "wallet",
        PermissionSet::of::<Transfer>().with::<Admin>(),
        PermissionSet::EMPTY,
    ),
    right(
        "withdraw",
        PermissionSet::of::<Withdraw>(),
        PermissionSet::of::<Transfer>(),
    ),
];

const LAPSES: &[Lapse] = &[
    Lapse {
        of: PermissionSet::of::<Read>(),
        unbound_only: true,
        days: 90,
        since: Since::Creation,
        what: "ends it",
    },
    Lapse {
        of: PermissionSet::of::<Spot>(),
        unbound_only: false,
        days: 14,
        since: Since::LastUse,
        what: "ends it",
    },
];

fn facts() -> Facts {
    Facts {
        venue: "example",
        title: "Example",
        environment: Environment::Production,
        console: &CONSOLE,
        table: TABLE,
        lapses: LAPSES,
        asked: true,
        rights: Vec::new(),
        unknown: Vec::new(),
        unstated: Vec::new(),
        allowlist: Stated::Not,
        created: Stated::Not,
        expires: Stated::Not,
        days_left: None,
        account: None,
        declared: Account::new(),
        subject: None,
        key: KeyId::default(),
    }
}

fn any_net() -> impl Strategy<Value = IpNet> {
    prop_oneof![
        (any::<[u8; 4]>(), 0_u8..=32)
            .prop_map(|(octets, bits)| IpNet::new(octets.into(), bits).unwrap().trunc()),
        (any::<[u8; 16]>(), 0_u8..=128)
            .prop_map(|(octets, bits)| IpNet::new(octets.into(), bits).unwrap().trunc()),
    ]
}

fn any_allowlist() -> impl Strategy<Value = Stated<Allowlist>> {
    prop_oneof![
        Just(Stated::Not),
        Just(Stated::ByVenue(Allowlist::Open)),
        Just(Stated::ByVenue(Allowlist::Restricted)),
        vec(any_net(), 1..25).prop_map(|nets| Stated::ByVenue(Allowlist::Only(nets))),
    ]
}

fn any_account() -> impl Strategy<Value = Account> {
    let kind = select(TwoFactor::ALL.to_vec());
    let truth = || option::of(any::<bool>());
    (option::of(kind), truth(), truth()).prop_map(|(two_factor, trade_notices, address_lock)| {
        Account {
            two_factor,
            trade_notices,
            address_lock,
        }
    })
}

pub(super) fn any_facts() -> impl Strategy<Value = Facts> {
    let names: Vec<&str> = TABLE.iter().map(|right| right.name).collect();
    (
        subsequence(names.clone(), 0..=names.len()),
        vec("[a-z]{1,8}", 0..2),
        subsequence(names, 0..2),
        any_allowlist(),
        option::of(NOW - 400 * DAY..NOW + 10 * DAY),
        option::of(option::of(NOW - 10 * DAY..NOW + 400 * DAY)),
        any_account(),
    )
        .prop_map(
            |(rights, unknown, unstated, allowlist, created, expires, declared)| {
                let mut facts = facts();
                for name in rights {
                    facts.grant(name);
                }
                facts.unknown = unknown;
                facts.declared = declared;
                facts.unstated = unstated;
                facts.allowlist = allowlist;
                facts.created = created.map_or(Stated::Not, Stated::ByVenue);
                facts.expires = expires.map_or(Stated::Not, Stated::ByVenue);
                facts
            },
        )
}

fn any_policy() -> impl Strategy<Value = AnyPolicy> {
    (
        0_u16..512,
        1_u16..=365,
        1_u16..=365,
        any::<bool>(),
        vec(any_net(), 0..3),
        vec(option::of(NOW - 30 * DAY..NOW + 500 * DAY), 3),
    )
        .prop_map(|(needs, age, warn, any_address, egress, gaps)| {
            let needs = PermissionSet::EMPTY
                .with_if::<Read>(needs & 1 != 0)
                .with_if::<Spot>(needs & 2 != 0)
                .with_if::<Futures>(needs & 4 != 0)
                .with_if::<Transfer>(needs & 8 != 0);
            let mut policy = AnyPolicy::needing(needs)
                .max_age_days(age)
                .warn_days(warn)
                .egress_from(egress.iter().map(IpNet::addr));
            for (gap, until) in [Gap::Rights, Gap::Allowlist, Gap::Creation]
                .into_iter()
                .zip(gaps)
            {
                if let Some(until) = until {
                    policy = policy.accept_gap(gap, Date::parse(&crate::time::day(until)).unwrap());
                }
            }
            if any_address {
                policy.any_address()
            } else {
                policy
            }
        })
}

/// The refusals, without those that only say "more is needed", which more can mend.
fn refusals(policy: &AnyPolicy, facts: &Facts, mendable: Code) -> BTreeSet<Code> {
    let verdict = policy.demands().judge(facts, None, NOW);
    verdict
        .violations
        .iter()
        .filter(|violation| violation.severity() == Severity::Refuse)
        .map(Violation::code)
        .filter(|code| *code != mendable)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A right more takes no refusal away, but for "it cannot do what the scope needs".
    #[test]
    fn a_right_more_mends_nothing_else(
        facts in any_facts(), policy in any_policy(), name in select(vec!["read", "spot", "futures", "trade", "transfer", "wallet", "withdraw", "no such right"]),
    ) {
        let before = refusals(&policy, &facts, Code::Missing);
        let mut more = facts.clone();
        more.grant(name);
        let after = refusals(&policy, &more, Code::Missing);
        prop_assert!(before.is_subset(&after), "{before:?} {after:?}");
    }

    /// A wider allowlist takes no refusal away, but for "this process's address is not on it".
    #[test]
    fn a_wider_allowlist_mends_nothing_else(
        facts in any_facts(), policy in any_policy(), extra in any_net(), at in any::<prop::sample::Index>(), bits in 0_u8..8, to_open in any::<bool>(),
    ) {
        let Stated::ByVenue(Allowlist::Only(nets)) = &facts.allowlist else { return Ok(()) };
        let before = refusals(&policy, &facts, Code::EgressOutside);
        let mut added = nets.clone();
        added.push(extra);
        let mut widened = nets.clone();
        let net = &mut widened[at.index(nets.len())];
        *net = IpNet::new(net.addr(), net.prefix_len().saturating_sub(bits)).unwrap().trunc();
        let mut lists = vec![Allowlist::Only(added), Allowlist::Only(widened)];
        if to_open {
            lists.push(Allowlist::Open);
        }
        for list in lists {
            let mut wider = facts.clone();
            wider.allowlist = Stated::ByVenue(list);
            let after = refusals(&policy, &wider, Code::EgressOutside);
            // What was too wide, reserved or too many may have become open to all.
            let renamed = [Code::EntryTooWide, Code::EntryReserved, Code::TooManyEntries];
            for code in &before {
                let open = renamed.contains(code) && after.contains(&Code::OpenToAll);
                prop_assert!(after.contains(code) || open, "{code}: {before:?} {after:?}");
            }
        }
    }

    /// Saying less about a key never helps it.
    #[test]
    fn silence_mends_nothing(facts in any_facts(), policy in any_policy()) {
        let accepted_silent = {
            let mut silent = facts.clone();
            silent.allowlist = Stated::Not;
            silent.created = Stated::Not;
            silent.declared = Account::new();
            !policy.demands().judge(&silent, None, NOW).refuses()
        };
        let declared = policy.demands.gaps.iter().filter(|gap| gap.is_some()).count();
        prop_assert!(!accepted_silent || declared >= 2);
    }

    /// No policy whatsoever accepts a key that can withdraw or manage keys, or an unknown right.
    #[test]
    fn what_never_passes(facts in any_facts(), policy in any_policy()) {
        let never = facts.rights.iter().any(|right| !right.gives.and(PermissionSet::NEVER).is_empty());
        if never || !facts.unknown.is_empty() {
            prop_assert!(policy.demands().judge(&facts, None, NOW).refuses());
        }
    }

    /// The deadline is never after any of the moments that end the key, and a key past it is
    /// refused.
    #[test]
    fn the_deadline_is_the_first_end(facts in any_facts(), policy in any_policy()) {
        let verdict = policy.demands().judge(&facts, None, NOW);
        if let Some(created) = facts.created.known() {
            let deadline = verdict.deadline.as_ref().unwrap().at;
            prop_assert!(deadline <= created + Millis::from(policy.demands.max_age_days) * DAY);
        }
        if let Some(Some(expires)) = facts.expires.known() {
            prop_assert!(verdict.deadline.as_ref().unwrap().at <= expires);
        }
        if verdict.deadline.as_ref().is_some_and(|deadline| deadline.at <= NOW) {
            prop_assert!(verdict.refuses());
        }
    }
}

#[test]
fn the_clock_is_judged() {
    let offset = |offset_ms| {
        Some(ClockOffset {
            offset_ms,
            uncertainty_ms: 500,
        })
    };
    let mut violations = Vec::new();
    lifetime::judge_clock(offset(29_000), &mut violations);
    lifetime::judge_clock(offset(-30_400), &mut violations);
    assert!(violations.is_empty());
    lifetime::judge_clock(offset(-31_000), &mut violations);
    lifetime::judge_clock(offset(i64::MAX), &mut violations);
    assert_eq!(violations.len(), 2);
    assert_eq!(violations[0].code(), Code::ClockOff);
}

#[test]
fn codes_are_unique_and_well_formed() {
    let texts: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(texts.len(), Code::ALL.len());
    assert!(texts.iter().all(|text| text.starts_with("KL-")));
}

fn judged(policy: &AnyPolicy, facts: &Facts) -> Verdict {
    policy.demands().judge(facts, None, NOW)
}

fn codes(verdict: &Verdict) -> BTreeSet<Code> {
    verdict.violations.iter().map(Violation::code).collect()
}

fn dated(created: Millis) -> Facts {
    let mut facts = facts();
    facts.grant("read");
    facts.allowlist = Stated::ByVenue(Allowlist::Restricted);
    facts.created = Stated::ByVenue(created);
    facts
}

#[test]
fn the_bounds_of_time_are_exact() {
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>());
    let has = |created, code| codes(&judged(&policy, &dated(created))).contains(&code);
    // A day ahead is a day written down elsewhere on earth.
    assert!(!has(NOW + DAY, Code::CreatedInFuture));
    assert!(has(NOW + DAY + 1, Code::CreatedInFuture));
    assert!(!has(NOW - 90 * DAY + 1, Code::TooOld));
    assert!(has(NOW - 90 * DAY, Code::TooOld));
    assert!(!has(NOW - 90 * DAY, Code::DeadlineNear));
    assert!(has(NOW - 90 * DAY + 1, Code::DeadlineNear));
    assert!(has(NOW - 60 * DAY, Code::DeadlineNear));
    assert!(!has(NOW - 60 * DAY + 1, Code::DeadlineNear));
}

#[test]
fn a_gap_that_is_not_needed_ends_nothing() {
    let until = Date::parse(&crate::time::day(NOW + 10 * DAY)).unwrap();
    let end = until.end_millis();
    for gap in [Gap::Rights, Gap::Allowlist, Gap::Creation] {
        let policy = AnyPolicy::needing(PermissionSet::of::<Read>()).accept_gap(gap, until);
        let mut facts = dated(NOW - DAY);
        assert_eq!(judged(&policy, &facts).deadline.unwrap().at, NOW + 89 * DAY);
        match gap {
            Gap::Rights => facts.unstated.push("withdraw"),
            Gap::Allowlist => facts.allowlist = Stated::Not,
            Gap::Creation => facts.created = Stated::Not,
        }
        let verdict = judged(&policy, &facts);
        assert!(!verdict.refuses(), "{:?}", verdict.violations);
        assert_eq!(verdict.deadline.as_ref().unwrap().at, end, "{gap:?}");
        assert!(codes(&verdict).contains(&Code::GapDeclared));
    }
}

/// A new key does not mend what is not stated about it either.
#[test]
fn a_gap_that_ends_soon_is_declared_anew() {
    let until = Date::parse(&crate::time::day(NOW + 10 * DAY)).unwrap();
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>()).accept_gap(Gap::Allowlist, until);
    let mut facts = dated(NOW - DAY);
    facts.allowlist = Stated::Not;
    let near = |policy: &AnyPolicy, facts: &Facts| {
        let verdict = judged(policy, facts);
        let mut all = verdict.violations.into_iter();
        all.find(|own| own.code() == Code::DeadlineNear).unwrap()
    };
    let gap = near(&policy, &facts);
    assert!(gap.found().starts_with("it stops signing on "), "{gap}");
    assert!(gap.remedy().contains("declare the gap anew"), "{gap}");
    assert!(!gap.remedy().contains("new key"), "{gap}");
    // The key's own age still takes a new one.
    let aged = near(&policy, &dated(NOW - 85 * DAY));
    assert!(aged.remedy().starts_with(CONSOLE.create), "{aged}");
}

#[test]
fn a_venues_rule_for_open_keys_is_for_open_keys() {
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>()).any_address();
    let mut facts = dated(NOW - 10 * DAY);
    facts.allowlist = Stated::ByVenue(Allowlist::Open);
    let lapsed = |facts: &Facts| {
        codes(&judged(&policy.clone().max_age_days(365), facts)).contains(&Code::Lapsed)
    };
    assert!(!lapsed(&facts));
    facts.created = Stated::ByVenue(NOW - 90 * DAY);
    assert!(lapsed(&facts));
    facts.allowlist = Stated::ByVenue(Allowlist::Restricted);
    assert!(!lapsed(&facts));
}
