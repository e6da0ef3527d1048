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

pub const KEY_ID: &str = "fixture-key-id";
/// One that every venue with a shared secret takes: base64 of 64 bytes.
pub const SECRET: &str =
    "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";

pub const PASSPHRASE: &str = "Correct-Horse-1";

/// A source of one credential.
pub struct Fixed {
    key: String,
    secret: String,
}

impl Fixed {
    pub fn any() -> Self {
        Self {
            key: KEY_ID.to_owned(),
            secret: SECRET.to_owned(),
        }
    }

    /// One of many, each with an id and a secret of its own.
    pub fn numbered(number: u64) -> Self {
        Self {
            key: format!("{KEY_ID}-{number}"),
            secret: format!("{number:012}{SECRET}"),
        }
    }

    /// The same secret under another id.
    pub fn named(self, key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..self
        }
    }

    /// An Ed25519 key of this seed, as `openssl` writes it.
    pub fn ed25519(seed: &[u8; 32]) -> Self {
        let head: [u8; 16] = [
            0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22,
            0x04, 0x20,
        ];
        Self::pem("PRIVATE KEY-----", &[&head[..], seed].concat())
    }

    /// A P-256 key of this scalar, as `openssl` writes it without the public half.
    pub fn p256(scalar: &[u8; 32]) -> Self {
        let head: [u8; 7] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20];
        let curve: [u8; 12] = [
            0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
        ];
        Self::pem(
            "EC PRIVATE KEY-----",
            &[&head[..], scalar, &curve[..]].concat(),
        )
    }

    fn pem(label: &str, bytes: &[u8]) -> Self {
        let text = Base64::encode_string(bytes);
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
            .with_passphrase(secret(PASSPHRASE)))
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
    for answer in answers(venue) {
        assert!(inspection.next_request_at(recorded()).unwrap().is_some());
        let answer = http::Response::new(change(answer).into_bytes());
        inspection.answer_at(&answer, recorded()).unwrap();
    }
    inspection.finish().unwrap()
}

/// What is on record, one answer for each question.
pub fn answers(venue: &str) -> Vec<String> {
    let good = data().join(venue).join("report/good");
    let numbered = (1..).map(|number| fs::read_to_string(good.join(format!("{number}.json"))));
    numbered.map_while(Result::ok).collect()
}

/// The one that the key on record meets.
pub fn policy(venue: &str) -> AnyPolicy {
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

/// The day that each key was made.
pub fn made() -> Date {
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
    typed_under(&Policy::new(), venue, source)
}

/// The same, for one that needs a policy of its own.
pub fn typed_under<V: Venue>(
    policy: &Policy<Trader>,
    venue: &str,
    source: Fixed,
) -> Signer<V, Trader> {
    let credential = ApiCredential::<V>::load(source).unwrap().created_on(made());
    let report = report(credential.inspection(), venue, |answer| answer);
    credential.verify_at(policy, report, recorded()).unwrap()
}
