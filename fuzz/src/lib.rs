//! What the fuzz targets share: a credential that every venue takes, and keys judged good.

use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Environment, InspectionError, PermissionSet,
    RawCredential, Report, Secret, Source, SourceError, Wanted, venue::Spec,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// Never to be seen again once it went in.
pub const NEEDLE: &str = "NEEDLE-3f9c1d";

const KEY: &str = "fixture-key-id";
const SECRET: &str =
    "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";
const PASSPHRASE: &str = "Correct-Horse-1";

/// The credential in a venue's `key.json`, or one that most venues take: the secret is base64 of
/// 64 bytes.
struct Own(Value);

impl Source for Own {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |name: &str, otherwise: &str| {
            Secret::new(self.0[name].as_str().unwrap_or(otherwise).to_owned())
        };
        Ok(
            RawCredential::new(secret("key", KEY), secret("secret", SECRET))
                .with_passphrase(secret("passphrase", PASSPHRASE)),
        )
    }
}

/// Fails where `text` shows a part of the credential.
pub fn assert_clean(text: &str) {
    for part in [SECRET, PASSPHRASE] {
        assert!(!text.contains(part), "a secret is shown: {text}");
    }
}

/// `input` with the needle in place of each `$`, so that it can come to stand anywhere.
#[must_use]
pub fn with_needles(input: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(input.len());
    for byte in input {
        match byte {
            b'$' => out.extend_from_slice(NEEDLE.as_bytes()),
            byte => out.push(*byte),
        }
    }
    out
}

/// The moment of every target: 2026-11-20, one in the morning.
#[must_use]
pub fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_136_400)
}

/// What one case of recorded answers, or the key of a venue, says of itself.
fn read(spec: &Spec, file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/data")
        .join(spec.id())
        .join(file);
    fs::read(path)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default()
}

/// A production key.
#[must_use]
pub fn credential(spec: &'static Spec) -> AnyCredential {
    let own = read(spec, "key.json");
    AnyCredential::load_for(spec, Environment::Production, Own(own))
        .expect("every venue takes its fixture's credential")
        .created_on(keyleash::Date::new(2026, 10, 1))
}

/// A policy that needs this, with the gaps that the venue's good key needs to be declared.
#[must_use]
pub fn policy(spec: &Spec, needs: PermissionSet) -> AnyPolicy {
    serde_json::from_value(json!({ "needs": needs, "gaps": gaps(spec) })).expect("a policy")
}

/// The gaps that the venue's good key needs to be declared.
#[must_use]
pub fn gaps(spec: &Spec) -> Value {
    match &read(spec, "report/good/case.json")["policy"]["gaps"] {
        Value::Null => json!({}),
        gaps => gaps.clone(),
    }
}

/// Answers the questions in order; the last answer stands for those that are missing.
pub fn inspect(
    credential: &AnyCredential,
    answers: &[&[u8]],
    status: u16,
) -> Result<Report, InspectionError> {
    let mut inspection = credential.inspection();
    let mut at = 0;
    while inspection.next_request_at(now())?.is_some() {
        let body = answers[at.min(answers.len() - 1)];
        at += 1;
        let response = http::Response::builder()
            .status(status)
            .body(body)
            .expect("a status from 100 to 999");
        inspection.answer_at(&response, now())?;
        assert!(at < 16, "a venue asks a few questions, not without end");
    }
    inspection.finish()
}

/// The recorded answers about a good key.
#[must_use]
pub fn good(spec: &Spec) -> Vec<Vec<u8>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/data")
        .join(spec.id())
        .join("report/good");
    (1..)
        .map(|number| folder.join(format!("{number}.json")))
        .map_while(|path| fs::read(path).ok())
        .collect()
}

/// The widest needs for which the good key is accepted, with one endpoint listed beside.
#[must_use]
pub fn widest(spec: &'static Spec, answers: &[Vec<u8>]) -> PermissionSet {
    const NAMES: [&str; 7] = [
        "read", "spot", "margin", "futures", "options", "earn", "transfer",
    ];
    let answers: Vec<_> = answers.iter().map(Vec::as_slice).collect();
    (1_u32..128)
        .map(|bits| {
            (0..7)
                .filter(|at| bits >> at & 1 == 1)
                .filter_map(|at| PermissionSet::from_name(NAMES[at]))
                .collect::<PermissionSet>()
        })
        .filter(|needs| signer(spec, &answers, &policy(spec, *needs)).is_some())
        .max_by_key(|needs| needs.len())
        .expect("the good key is good for something")
}

/// A signer of the good key, where `policy` accepts it.
#[must_use]
pub fn signer(spec: &'static Spec, answers: &[&[u8]], policy: &AnyPolicy) -> Option<AnySigner> {
    let credential = credential(spec);
    let report = inspect(&credential, answers, 200).ok()?;
    credential.verify_at(policy, report, now()).ok()
}
