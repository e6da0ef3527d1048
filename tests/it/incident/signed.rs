//! What a journal notes of a key: each signature with the name of its order, refusal and verdict, and
//! nothing else of what was signed.

use crate::support::{ANY_KEY, ask, at, inspect_at, policy, report_of};
use keyleash::{
    AnyCredential, AnySigner, Environment, Method, PermissionSet, SignError,
    incident::{Journal, verify},
    venue,
};
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

fn recorded(venue: &str, journal: &Journal) -> AnySigner {
    let credential = AnyCredential::load(venue::find(venue).unwrap(), ANY_KEY)
        .unwrap()
        .recorded_by(journal);
    let report = report_of(&credential);
    credential.verify_at(&policy(), report, at(0)).unwrap()
}

/// Kind and fields of the entries, but for the first.
fn entries(path: &Path) -> Vec<(String, Value)> {
    let text = fs::read_to_string(path).unwrap();
    let entries = text.lines().skip(1).map(|line| {
        let entry: Value = serde_json::from_str(line).unwrap();
        let kind = entry["kind"].as_str().unwrap().to_owned();
        (kind, entry["fields"].clone())
    });
    entries.collect()
}

#[test]
fn signatures_refusals_and_verdicts_are_noted() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let signer = recorded("bybit", &journal);
    let key = signer.fingerprint().to_string();
    let body = r#"{"category":"spot","symbol":"NEEDLE","orderLinkId":"own-7"}"#;
    let orders = ask(Method::Post, "/v5/order/create").body(body);
    let made = signer.sign_at(&orders, at(1)).unwrap();
    let reads = ask(Method::Get, "/v5/execution/list?category=NEEDLE");
    drop(signer.sign_at(&reads, at(2)).unwrap());
    let never = ask(Method::Post, "/v5/asset/withdraw/create").body(r#"{"coin":"NEEDLE"}"#);
    signer.sign_at(&never, at(3)).unwrap_err();
    let narrow = signer.narrow(PermissionSet::of::<keyleash::permission::Read>());
    let refused = narrow.unwrap().sign_at(&orders, at(4)).unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
    signer.login_at("private", at(5)).unwrap_err();
    signer.stop();
    signer.sign_at(&orders, at(6)).unwrap_err();
    drop((journal, signer));
    verify(&path, None).unwrap();
    let fields = |list: &[(&str, &str)]| -> Value {
        let own = [("key", &*key)];
        let all = list.iter().chain(&own);
        all.map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let wanted = [
        (
            "signed",
            fields(&[("method", "GET"), ("path", "/v5/user/query-api")]),
        ),
        ("verified", fields(&[("text", "accepted")])),
        (
            "signed",
            fields(&[
                ("method", "POST"),
                ("path", "/v5/order/create"),
                ("tag", "own-7"),
            ]),
        ),
        (
            "signed",
            fields(&[("method", "GET"), ("path", "/v5/execution/list")]),
        ),
        ("refused", fields(&[("code", "never")])),
        ("refused", fields(&[("code", "out_of_scope")])),
        ("refused", fields(&[("code", "socket_too_wide")])),
        (
            "tripped",
            fields(&[("text", "the signers of this key were stopped")]),
        ),
        ("refused", fields(&[("code", "stopped")])),
    ];
    let found = entries(&path);
    let found: Vec<_> = found
        .iter()
        .map(|(kind, fields)| (kind.as_str(), fields.clone()))
        .collect();
    assert_eq!(found, wanted);
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("\"at\":\"2026-11-20T01:00:01.000Z\""),
        "{text}"
    );
    let request = http::Request::try_from(made).unwrap();
    let signature = request.headers()["X-BAPI-SIGN"].to_str().unwrap();
    for hidden in ["NEEDLE", ANY_KEY.key, ANY_KEY.secret, signature] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

/// What stands for `{}` in a path may name an account or a key.
#[test]
fn a_path_is_noted_as_the_table_has_it() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let signer = recorded("gate", &journal);
    let request = ask(
        Method::Get,
        "/api/v4/spot/orders/NEEDLE-1234?currency_pair=A_B",
    );
    drop(signer.sign_at(&request, at(1)).unwrap());
    drop((journal, signer));
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("\"path\":\"/api/v4/spot/orders/{}\""),
        "{text}"
    );
    assert!(!text.contains("NEEDLE"));
}

#[test]
fn a_refused_verification_is_noted_with_its_codes() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let spec = venue::find("bybit").unwrap();
    let credential = AnyCredential::load_for(spec, Environment::Production, ANY_KEY)
        .unwrap()
        .recorded_by(&journal);
    let case = fs::read_dir(crate::support::data().join("bybit/report")).unwrap();
    let mut cases: Vec<_> = case
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("withdraw"))
        .collect();
    cases.sort();
    let report = inspect_at(credential.inspection(), "bybit", &cases[0], at(0));
    credential.verify_at(&policy(), report, at(0)).unwrap_err();
    drop(journal);
    let (kind, fields) = entries(&path).pop().unwrap();
    assert_eq!(kind, "verified");
    let text = fields["text"].as_str().unwrap().to_owned();
    assert!(text.starts_with("refused: KL-"), "{text}");
}

#[test]
fn a_signature_that_is_noted_allocates_no_more_than_one_that_is_not() {
    let directory = TempDir::new().unwrap();
    let journal = Journal::open(directory.path().join("journal")).unwrap();
    let signer = recorded("bybit", &journal);
    let bodies = ["own-7", &"long".repeat(30)].map(|id| {
        let body = serde_json::json!({"category": "spot", "symbol": "BTCUSDT", "orderLinkId": id});
        body.to_string()
    });
    let mut out = keyleash::SignedRequest::new();
    let mut sign = || {
        for body in &bodies {
            let order = ask(Method::Post, "/v5/order/create").body(body);
            signer.sign_into_at(&order, at(1), &mut out).unwrap();
        }
    };
    sign();
    assert_eq!(allocation_counter::measure(&mut sign).count_total, 0);
}
