//! How an account is kept: declared by the owner, shown as such, and demanded by a policy.

use crate::support::{ANY_KEY, at, inspect_at, policy};
use keyleash::{
    Account, ApiCredential, Code, Policy, Report, TwoFactor, VerifyError, venue::binance::Binance,
};

keyleash::scope! { Trader = Read | Spot }

const STRICT: Policy<Trader> = Policy::new()
    .two_factor(TwoFactor::Passkey)
    .trade_notices()
    .address_lock();
const KEPT: Account = Account::new()
    .two_factor(TwoFactor::SecurityKey)
    .trade_notices()
    .address_lock();

fn credential(account: Account) -> ApiCredential<Binance> {
    ApiCredential::<Binance>::load(ANY_KEY)
        .unwrap()
        .account(account)
}

fn report(credential: &ApiCredential<Binance>) -> Report {
    inspect_at(credential.inspection(), "binance", "good", at(0))
}

fn refusals(account: Account) -> Vec<(Code, String)> {
    let credential = credential(account);
    let report = report(&credential);
    match credential.verify_at(&STRICT, report, at(0)) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Refused(refused)) => {
            assert!(
                refused
                    .to_string()
                    .lines()
                    .all(|line| line.chars().count() <= 80)
            );
            let refusals = refused.violations().iter();
            let refusals = refusals.filter(|one| refused.is_for(one.code()));
            let told = |one: &keyleash::Violation| format!("{}: {}", one.found(), one.remedy());
            refusals.map(|one| (one.code(), told(one))).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn what_is_demanded_has_to_be_declared() {
    assert_eq!(refusals(KEPT), []);
    let found = refusals(Account::new());
    let codes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [Code::TwoFactor, Code::TradeNotices, Code::AddressLock]
    );
    for ((_, told), name) in found
        .iter()
        .zip(["two_factor", "trade_notices", "address_lock"])
    {
        assert!(told.starts_with("nobody declares "), "{told}");
        let place = format!("`{name}` of the key's `account`");
        assert!(told.contains(&place), "{told}");
    }
    let found = refusals(KEPT.two_factor(TwoFactor::Sms));
    assert_eq!(found.len(), 1);
    let told = "the owner declares codes by message for the account's login, and the policy demands a passkey or better: the account's security settings at Binance: set up a passkey or better, and declare it";
    assert!(found[0].1.starts_with(told), "{}", found[0].1);
}

#[test]
fn nothing_is_demanded_by_default() {
    const PLAIN: Policy<Trader> = Policy::new();
    let credential = credential(Account::new());
    let report = report(&credential);
    assert_eq!(report.declared(), Account::new());
    assert!(!report.to_string().contains("account"), "{report}");
    let json = serde_json::to_value(&report).unwrap();
    assert!(json["account_by_owner"].is_null());
    drop(credential.verify_at(&PLAIN, report, at(0)).unwrap());
}

#[test]
fn what_is_declared_is_shown_as_the_owners_word() {
    let credential = credential(KEPT);
    let report = report(&credential);
    assert_eq!(report.declared(), KEPT);
    let shown = report.to_string();
    let line = "\n  account   a security key, notices of trades on, withdrawal address lock on\n            (declared by the owner)\n";
    assert!(shown.contains(line), "{shown}");
    assert_eq!(
        serde_json::to_value(&report).unwrap()["account_by_owner"],
        serde_json::json!({ "two_factor": "security_key", "trade_notices": true, "address_lock": true }),
    );
    // It goes on being shown, and judged, when the verification is renewed.
    let signer = credential.verify_at(&STRICT, report, at(0)).unwrap();
    let renewal = inspect_at(signer.inspection(), "binance", "good", at(60));
    assert_eq!(renewal.declared(), KEPT);
    signer.renew_at(renewal, at(60)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_configuration_declares_and_demands() {
    let text = |declared: &str, demanded: &str| {
        let text = format!(
            "[policy]\naccount_must = {{ trade_notices = true, two_factor = 'app' }}\n[keys.a]\nvenue = 'okx'\nneeds = ['read', 'spot']\nsource.env = 'NOT_SET'\naccount = {declared}\naccount_must = {demanded}\n"
        );
        toml::from_str::<keyleash::UncheckedConfig>(&text)
            .unwrap()
            .check()
    };
    let config = text(
        "{ two_factor = 'sms', address_lock = true }",
        "{ address_lock = true }",
    );
    let config = config.unwrap();
    let key = config.key("a").unwrap();
    assert_eq!(
        key.account(),
        Account::new().two_factor(TwoFactor::Sms).address_lock()
    );
    let demanded = policy()
        .two_factor(TwoFactor::App)
        .trade_notices()
        .address_lock();
    assert_eq!(key.policy(), &demanded);
    // A key says otherwise.
    let config = text("{}", "{ trade_notices = false, two_factor = 'sms' }").unwrap();
    let demanded = policy().two_factor(TwoFactor::Sms);
    assert_eq!(config.key("a").unwrap().policy(), &demanded);
    for (declared, demanded, fault) in [
        (
            "{ two_factor = 'NEEDLE' }",
            "{}",
            "keys.a.account.two_factor is not understood",
        ),
        (
            "{ two_factor = true }",
            "{}",
            "keys.a.account.two_factor is not understood",
        ),
        (
            "{ trade_notices = 'yes' }",
            "{}",
            "keys.a.account.trade_notices is neither true nor false",
        ),
        (
            "{ NEEDLE = true }",
            "{}",
            "keys.a.account has a field that is not known",
        ),
        ("true", "{}", "keys.a.account is no table"),
        (
            "{}",
            "{ two_factor = 'none' }",
            "keys.a.account_must.two_factor demands nothing",
        ),
        (
            "{}",
            "{ address_lock = 1 }",
            "keys.a.account_must.address_lock is neither true nor false",
        ),
        ("{}", "7", "keys.a.account_must is no table"),
    ] {
        let error = text(declared, demanded).unwrap_err();
        assert!(!error.to_string().contains("NEEDLE"), "{error}");
        let [one] = error.faults() else {
            panic!("{error}");
        };
        assert_eq!(format!("{} {}", one.place(), one.found()), fault);
    }
    let wrong = "[policy]\naccount = { address_lock = true }\n[keys.a]\nvenue = 'okx'\nneeds = []\nsource.env = 'A'";
    let error = toml::from_str::<keyleash::UncheckedConfig>(wrong)
        .unwrap()
        .check();
    let error = error.unwrap_err();
    assert_eq!(error.faults()[0].place(), "policy.account");
    assert!(error.faults()[0].remedy().contains("`account_must`"));
}
