//! What several topics share.

use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, ApiCredential, Inspection, KeyError, LoadError, Method,
    PermissionSet, Policy, RawCredential, Report, Request, Scope, Secret, Signer, Source,
    SourceError, Venue, Wanted,
    permission::{Read, Spot},
    venue,
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// A source that yields a fixed credential.
#[derive(Clone, Copy)]
pub(crate) struct Fixed {
    pub(crate) key: &'static str,
    pub(crate) secret: &'static str,
    pub(crate) passphrase: &'static str,
}

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(self.key), secret(self.secret))
            .with_passphrase(secret(self.passphrase)))
    }
}

/// A credential that every venue takes: the secret is base64 of 64 bytes.
pub(crate) const ANY_KEY: Fixed = Fixed {
    key: "fixture-key-id",
    secret: "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
    passphrase: "Correct-Horse-1",
};

/// A credential that this venue takes: the one in `tests/data/<venue>/key.json` where
/// [`ANY_KEY`] does not fit.
pub(crate) fn key_of(venue: &str) -> Fixed {
    #[derive(serde::Deserialize)]
    struct Own {
        key: String,
        secret: String,
        passphrase: String,
    }
    let path = data().join(venue).join("key.json");
    let Ok(text) = fs::read_to_string(path) else {
        return ANY_KEY;
    };
    let own: Own = serde_json::from_str(&text).unwrap();
    Fixed {
        key: own.key.leak(),
        secret: own.secret.leak(),
        passphrase: own.passphrase.leak(),
    }
}

/// The recorded data of all venues; some packages below `tests` read it as well.
pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|above| above.join("tests/data"))
        .find(|data| data.is_dir())
        .unwrap()
}

/// So many seconds after the moment of the tests: 2026-11-20, one in the morning.
pub(crate) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_136_400 + seconds)
}

keyleash::scope! {
    /// Reading and spot trading.
    pub(crate) Trader = Read | Spot
}

/// A request chosen at run time.
pub(crate) fn ask(method: Method, target: &str) -> Request<'_> {
    Request::new(method, target).unwrap()
}

/// Reading and spot trading, by default rules.
pub(crate) fn policy() -> AnyPolicy {
    AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>())
}

/// The recorded answer to the question with this number.
pub(crate) fn answer(venue: &str, case: &str, number: u32) -> http::Response<Vec<u8>> {
    let path = data()
        .join(venue)
        .join("report")
        .join(case)
        .join(format!("{number}.json"));
    http::Response::new(fs::read(path).unwrap())
}

/// Answers the questions from `tests/data/<venue>/report/<case>`.
pub(crate) fn inspect_at(
    mut inspection: Inspection<'_>,
    venue: &str,
    case: &str,
    now: SystemTime,
) -> Report {
    let mut number = 0;
    while inspection.next_request_at(now).unwrap().is_some() {
        number += 1;
        inspection
            .answer_at(&answer(venue, case, number), now)
            .unwrap();
    }
    inspection.finish().unwrap()
}

/// What the venue's good fixture says about the key.
pub(crate) fn report_of(credential: &AnyCredential) -> Report {
    inspect_at(
        credential.inspection(),
        credential.venue().id(),
        "good",
        at(0),
    )
}

/// A verified signer of the venue's good fixture.
pub(crate) fn any_signer(venue: &str, policy: &AnyPolicy) -> AnySigner {
    let credential = AnyCredential::load(venue::find(venue).unwrap(), key_of(venue))
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1));
    let report = inspect_at(credential.inspection(), venue, "good", at(0));
    credential.verify_at(policy, report, at(0)).unwrap()
}

/// A verified signer of the venue's good fixture, by the policy of that fixture; `None` where this
/// build does not read the kind of key that the venue hands out.
pub(crate) fn good_signer(venue: &str) -> Option<AnySigner> {
    good_signer_listing(venue, &serde_json::json!([]))
}

/// The same, with these endpoints listed beside the table.
pub(crate) fn good_signer_listing(venue: &str, endpoints: &serde_json::Value) -> Option<AnySigner> {
    let spec = venue::find(venue).unwrap();
    let mut credential = match AnyCredential::load(spec, key_of(venue)) {
        Err(LoadError::Secret(KeyError::FeatureMissing { .. })) => return None,
        loaded => loaded.unwrap(),
    };
    let (policy, created) = good_policy(venue, endpoints);
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    let report = inspect_at(credential.inspection(), venue, "good", at(0));
    Some(credential.verify_at(&policy, report, at(0)).unwrap())
}

/// The policy of the venue's good fixture with these endpoints listed, and the day on which its
/// key was made.
pub(crate) fn good_policy(
    venue: &str,
    endpoints: &serde_json::Value,
) -> (AnyPolicy, Option<keyleash::Date>) {
    #[derive(serde::Deserialize)]
    struct Good {
        #[serde(default)]
        policy: serde_json::Map<String, serde_json::Value>,
        created: Option<keyleash::Date>,
    }
    let path = data().join(venue).join("report/good/case.json");
    let mut good: Good = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    good.policy
        .entry("needs")
        .or_insert_with(|| serde_json::json!(["read", "spot"]));
    good.policy
        .insert("endpoints".to_owned(), endpoints.clone());
    let policy = serde_json::from_value(good.policy.into()).unwrap();
    (policy, good.created)
}

/// The same, typed.
pub(crate) fn signer<V: Venue, S: Scope>(policy: &Policy<S>) -> Signer<V, S> {
    let credential = ApiCredential::<V>::load(ANY_KEY)
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1));
    let venue = credential.venue().id();
    let report = inspect_at(credential.inspection(), venue, "good", at(0));
    credential.verify_at(policy, report, at(0)).unwrap()
}
