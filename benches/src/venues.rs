//! Verified keys, by the answers that the tests have on record.

use base64ct::{Base64, Encoding as _};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, ApiCredential, Date, Inspection, Policy, RawCredential,
    Report, Secret, Signer, Source, SourceError, Venue, Wanted, venue,
};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, SystemTime},
};

keyleash::scope! {
    /// Reading and spot trading.
    pub Trader = Read | Spot
}

/// A credential that every venue with a shared secret takes: base64 of 64 bytes.
const SECRET: &str =
    "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

/// A source of one credential.
pub struct Fixed {
    key: String,
    secret: String,
}

impl Fixed {
    pub fn any() -> Self {
        Self {
            key: "fixture-key-id".to_owned(),
            secret: SECRET.to_owned(),
        }
    }

    /// An Ed25519 key of this seed, as `openssl` writes it.
    pub fn ed25519(seed: &[u8; 32]) -> Self {
        let head: [u8; 16] = [
            0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22,
            0x04, 0x20,
        ];
        let text = Base64::encode_string(&[&head[..], seed].concat());
        let label = "PRIVATE KEY-----";
        Self {
            secret: format!("-----BEGIN {label}\n{text}\n-----END {label}\n"),
            ..Self::any()
        }
    }

    /// The one on record for this venue.
    pub fn of(venue: &str) -> Self {
        let Ok(text) = fs::read_to_string(data().join(venue).join("key.json")) else {
            return Self::any();
        };
        let own: serde_json::Value = serde_json::from_str(&text).unwrap();
        let part = |name: &str| own[name].as_str().unwrap().to_owned();
        Self {
            key: part("key"),
            secret: part("secret"),
        }
    }
}

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(&self.key), secret(&self.secret))
            .with_passphrase(secret("Correct-Horse-1")))
    }
}

/// The moment of the recorded answers.
pub fn recorded() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_136_400)
}

/// A clock that shows it at its start, and costs what the system's costs.
pub fn clock() -> impl Fn() -> SystemTime {
    let behind = SystemTime::now().duration_since(recorded()).unwrap();
    move || SystemTime::now() - behind
}

fn data() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data"))
}

/// Puts the questions, and answers them by what is on record, as `change` makes it.
pub fn report(
    mut inspection: Inspection<'_>,
    venue: &str,
    change: impl Fn(String) -> String,
) -> Report {
    let mut number = 0;
    while inspection.next_request_at(recorded()).unwrap().is_some() {
        number += 1;
        let path = data()
            .join(venue)
            .join(format!("report/good/{number}.json"));
        let answer = change(fs::read_to_string(path).unwrap());
        let answer = http::Response::new(answer.into_bytes());
        inspection.answer_at(&answer, recorded()).unwrap();
    }
    inspection.finish().unwrap()
}

fn policy(venue: &str) -> AnyPolicy {
    let case = fs::read_to_string(data().join(venue).join("report/good/case.json")).unwrap();
    let mut case: serde_json::Value = serde_json::from_str(&case).unwrap();
    let mut policy = case["policy"].take();
    if policy.is_null() {
        policy = serde_json::json!({});
    }
    policy["max_entries"] = serde_json::json!(100);
    policy["needs"] = serde_json::json!(["read", "spot"]);
    serde_json::from_value(policy).unwrap()
}

fn made() -> Date {
    Date::new(2026, 10, 1)
}

/// A verified signer of the key on record.
pub fn signer(venue: &str) -> AnySigner {
    any(venue, Fixed::of(venue))
}

/// A verified signer whose venue and scope are values.
pub fn any(venue: &str, source: Fixed) -> AnySigner {
    any_with(venue, source, |answer| answer).0
}

/// The same, by answers that `change` made, and the report of a second look.
pub fn any_with(
    venue: &str,
    source: Fixed,
    change: impl Fn(String) -> String,
) -> (AnySigner, Report) {
    let spec = venue::find(venue).unwrap();
    let credential = AnyCredential::load(spec, source)
        .unwrap()
        .created_on(made());
    let first = report(credential.inspection(), venue, &change);
    let second = first.clone();
    let signer = credential.verify_at(&policy(venue), first, recorded());
    (signer.unwrap(), second)
}

/// A verified signer with both in its type, for a venue that needs no declared gap.
pub fn typed<V: Venue>(venue: &str, source: Fixed) -> Signer<V, Trader> {
    let credential = ApiCredential::<V>::load(source).unwrap().created_on(made());
    let report = report(credential.inspection(), venue, |answer| answer);
    let policy = Policy::<Trader>::new();
    credential.verify_at(&policy, report, recorded()).unwrap()
}
