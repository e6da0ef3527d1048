//! Walks the recorded answers: `tests/data/<venue>/report/<case>/`.
//!
//! `case.json` says what is shown, from where it is, and what the outcome has to be; `1.json`,
//! `2.json` … are the bodies of the answers, raw, since many of them are malformed on purpose.

use crate::support::{ANY_KEY, key_of};
use keyleash::{
    Allowlist, AnyCredential, AnyPolicy, Code, Environment, InspectError, InspectionError,
    KeyError, LoadError, PermissionSet, Severity, Stated, VerifyError,
    venue::{self, Telling},
};
use serde::Deserialize;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    about: String,
    /// From where the shape of the answer is.
    source: String,
    #[serde(default)]
    environment: Option<Environment>,
    /// A policy, as it stands in a configuration; `needs` is read and spot unless given.
    #[serde(default)]
    policy: serde_json::Map<String, serde_json::Value>,
    /// The day the owner declared the key was made.
    #[serde(default)]
    created: Option<keyleash::Date>,
    /// The day on which the key is judged.
    now: keyleash::Date,
    /// The status of the answers; 200 unless given.
    #[serde(default)]
    status: Option<u16>,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Expect {
    /// Accepted, with exactly these warnings.
    Accepted { warns: BTreeSet<String> },
    /// Refused, with exactly these refusals.
    Refused { refuses: BTreeSet<String> },
    /// The answer cannot be read; this field is named.
    Unreadable { field: String },
    /// The venue refused; these causes are named.
    Venue { causes: BTreeSet<String> },
    /// The answer is about another key.
    Otherkey,
}

impl Case {
    fn policy(&self) -> AnyPolicy {
        let mut policy = self.policy.clone();
        policy
            .entry("needs")
            .or_insert_with(|| serde_json::json!(["read", "spot"]));
        serde_json::from_value(policy.into()).unwrap()
    }
}

fn judge(spec: &'static venue::Spec, path: &Path, case: &Case) {
    let name = path.display();
    assert!(!case.about.is_empty() && !case.source.is_empty(), "{name}");
    let environment = case.environment.unwrap_or(Environment::Production);
    let key = key_of(spec.id());
    let mut credential = match AnyCredential::load_for(spec, environment, key) {
        // A venue that hands out key pairs needs the feature that reads them.
        Err(LoadError::Secret(KeyError::FeatureMissing { .. })) => return,
        loaded => loaded.unwrap(),
    };
    if let Some(day) = case.created {
        credential = credential.created_on(day);
    }
    let now = case.now.start() + Duration::from_secs(3600);
    let mut answers = 0;
    let outcome = inspect(&credential, now, || {
        answers += 1;
        let body = fs::read(path.join(format!("{answers}.json"))).unwrap();
        http::Response::builder()
            .status(case.status.unwrap_or(200))
            .body(body)
            .unwrap()
    });
    let recorded = fs::read_dir(path).unwrap().count() - 1;
    assert_eq!(answers, recorded, "{name}: answers asked for and recorded");
    let report = match (outcome, &case.expect) {
        (Ok(report), _) => report,
        (
            Err(InspectionError::Unreadable { field, .. }),
            Expect::Unreadable { field: expected },
        ) => {
            assert_eq!(&field, expected, "{name}");
            return;
        }
        (Err(InspectionError::Refused(refusal)), Expect::Venue { causes }) => {
            let found = refusal.causes().iter().map(|cause| format!("{cause:?}"));
            assert_eq!(&found.collect::<BTreeSet<_>>(), causes, "{name}");
            return;
        }
        (Err(InspectionError::OtherKey { .. }), Expect::Otherkey) => return,
        (Err(error), _) => panic!("{name}: {error}"),
    };
    // What a bot prints has to fit a terminal, whatever the venue answered.
    for line in report.to_string().lines() {
        assert!(line.chars().count() <= 80, "{name}: a wide line: {line}");
    }
    let policy = case.policy();
    let codes = |violations: &[keyleash::Violation], severity| {
        violations
            .iter()
            .filter(|violation| violation.severity() == severity)
            .map(|violation| violation.code().to_string())
            .collect::<BTreeSet<_>>()
    };
    match (credential.verify_at(&policy, report, now), &case.expect) {
        (Ok(signer), Expect::Accepted { warns }) => {
            assert_eq!(&codes(&signer.warnings(), Severity::Warn), warns, "{name}");
        }
        (Err(VerifyError::Refused(refused)), Expect::Refused { refuses }) => {
            assert_eq!(
                &codes(refused.violations(), Severity::Refuse),
                refuses,
                "{name}\n{refused}"
            );
            for violation in refused.violations() {
                assert!(
                    !violation.remedy().is_empty(),
                    "{name}: {violation} has no remedy"
                );
            }
            for line in refused.to_string().lines() {
                assert!(line.chars().count() <= 80, "{name}: a wide line: {line}");
            }
        }
        (Ok(signer), _) => panic!("{name}: accepted, with {:?}", signer.warnings()),
        (Err(error), _) => panic!("{name}: {error}"),
    }
}

fn inspect(
    credential: &AnyCredential,
    now: SystemTime,
    mut answer: impl FnMut() -> http::Response<Vec<u8>>,
) -> Result<keyleash::Report, InspectionError> {
    let mut inspection = credential.inspection();
    while inspection.next_request_at(now)?.is_some() {
        inspection.answer_at(&answer(), now)?;
    }
    inspection.finish()
}

fn cases(spec: &venue::Spec) -> Vec<(PathBuf, Case)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(spec.id())
        .join("report");
    let mut cases: Vec<_> = fs::read_dir(&data)
        .unwrap_or_else(|_| panic!("{} has no recorded answers", spec.id()))
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = fs::read_to_string(path.join("case.json")).unwrap();
            let case = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, case)
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

#[test]
fn every_recorded_answer_has_its_outcome() {
    let mut failed = 0;
    for spec in venue::ALL {
        for (path, case) in cases(spec) {
            failed += usize::from(std::panic::catch_unwind(|| judge(spec, &path, &case)).is_err());
        }
    }
    assert_eq!(failed, 0, "cases without their outcome");
}

/// A venue shows a good key and the ways in which a key is bad.
#[test]
fn every_venue_records_what_matters() {
    for spec in venue::ALL {
        let cases = cases(spec);
        let refused_for = |code: Code| {
            cases.iter().any(|(_, case)| match &case.expect {
                Expect::Refused { refuses } => refuses.contains(code.as_str()),
                _ => false,
            })
        };
        let mut wanted = Vec::new();
        if spec.states_rights() {
            wanted.extend([Code::Surplus, Code::UnknownRight]);
        } else {
            wanted.push(Code::RightsNotStated);
        }
        wanted.push(if spec.states_allowlist() == Telling::No {
            Code::AddressesNotStated
        } else {
            Code::OpenToAll
        });
        if spec.states_creation() == Telling::No {
            wanted.push(Code::CreationNotStated);
        }
        for code in wanted {
            assert!(refused_for(code), "{}: no refusal for {code}", spec.id());
        }
        let has = |test: fn(&Expect) -> bool| cases.iter().any(|(_, case)| test(&case.expect));
        assert!(
            has(|e| matches!(e, Expect::Accepted { .. })),
            "{}: no good key",
            spec.id()
        );
        assert!(
            has(|e| matches!(e, Expect::Unreadable { .. })),
            "{}: nothing malformed",
            spec.id()
        );
        assert!(
            has(|e| matches!(e, Expect::Venue { .. })),
            "{}: no refusal by the venue",
            spec.id()
        );
    }
}

/// What a recorded key was judged for.
pub(crate) struct Judged {
    pub(crate) venue: &'static str,
    /// By a policy that takes a key from any address.
    pub(crate) in_danger: bool,
    pub(crate) violations: Vec<keyleash::Violation>,
}

/// Every recorded key, as its case's policy judges it; for the manual.
pub(crate) fn judged() -> Vec<Judged> {
    let mut all = Vec::new();
    for spec in venue::ALL {
        for (path, case) in cases(spec) {
            let Some(report) = report_of(spec, &path, &case) else {
                continue;
            };
            let policy = case.policy();
            let now = case.now.start() + Duration::from_secs(3600);
            for in_danger in [false, true] {
                let environment = case.environment.unwrap_or(Environment::Production);
                let key = key_of(spec.id());
                let mut credential = AnyCredential::load_for(spec, environment, key).unwrap();
                if let Some(day) = case.created {
                    credential = credential.created_on(day);
                }
                let mut policy = policy.clone();
                if in_danger {
                    policy = keyleash::danger::accept_any_address(policy);
                }
                let violations = match credential.verify_at(&policy, report.clone(), now) {
                    Ok(signer) => signer.warnings(),
                    Err(VerifyError::Refused(refused)) => refused.violations().to_vec(),
                    Err(error) => panic!("{}: {error}", path.display()),
                };
                all.push(Judged {
                    venue: spec.title(),
                    in_danger,
                    violations,
                });
            }
        }
    }
    all
}

/// The report of a recorded case, where its answers can be read.
fn report_of(spec: &'static venue::Spec, path: &Path, case: &Case) -> Option<keyleash::Report> {
    let environment = case.environment.unwrap_or(Environment::Production);
    let credential = AnyCredential::load_for(spec, environment, key_of(spec.id())).ok()?;
    let mut answers = 0;
    let outcome = inspect(&credential, case.now.start(), || {
        answers += 1;
        let body = fs::read(path.join(format!("{answers}.json"))).unwrap_or_default();
        http::Response::builder()
            .status(case.status.unwrap_or(200))
            .body(body)
            .unwrap()
    });
    outcome.ok()
}

/// Each right by which value, keys or accounts can be moved has a recorded key that is refused.
#[test]
fn every_dangerous_right_is_shown_refused() {
    for spec in venue::ALL.iter().filter(|spec| spec.states_rights()) {
        let mut shown = BTreeSet::new();
        let mut readable = false;
        for (path, case) in cases(spec) {
            let Some(report) = report_of(spec, &path, &case) else {
                continue;
            };
            readable = true;
            // For what the right can do, and not for something else about the key.
            let Expect::Refused { refuses } = &case.expect else {
                continue;
            };
            let never = [Code::Withdraw, Code::Admin];
            let named: Vec<_> = never
                .iter()
                .filter(|code| refuses.contains(code.as_str()))
                .collect();
            shown.extend(report.rights().filter(|_| !named.is_empty()));
        }
        for (label, gives) in spec.rights().filter(|_| readable) {
            let never = gives.and(PermissionSet::NEVER);
            assert!(
                never.is_empty() || shown.contains(label),
                "{}: no refusal for a key with: {label}",
                spec.id()
            );
        }
    }
}

/// What a venue is said to state, its answer about a good key does state.
#[test]
fn what_a_venue_states_stands_in_its_good_answer() {
    for spec in venue::ALL {
        let cases = cases(spec);
        let (path, case) = cases
            .iter()
            .find(|(path, _)| path.ends_with("good"))
            .unwrap_or_else(|| panic!("{}: no case called good", spec.id()));
        let Some(report) = report_of(spec, path, case) else {
            continue;
        };
        let name = spec.id();
        assert_eq!(
            report.states_rights(),
            spec.states_rights(),
            "{name}: rights"
        );
        let allowlist = match report.allowlist().known() {
            None => Telling::No,
            Some(Allowlist::Restricted) => Telling::Partly,
            Some(_) => Telling::Yes,
        };
        assert_eq!(allowlist, spec.states_allowlist(), "{name}: allowlist");
        let telling = |known: bool| if known { Telling::Yes } else { Telling::No };
        let created = matches!(report.created(), Stated::ByVenue(_));
        assert_eq!(telling(created), spec.states_creation(), "{name}: creation");
        let expires = matches!(report.expires(), Stated::ByVenue(_));
        assert_eq!(telling(expires), spec.states_expiry(), "{name}: expiry");
    }
}

#[test]
fn transport_errors_are_kept_and_not_shown() {
    let spec = venue::find("binance").unwrap();
    let credential = AnyCredential::load(spec, ANY_KEY).unwrap();
    let secret = "https://api.binance.com/x?signature=00ff";
    let error = credential
        .inspect(|_| Err::<http::Response<Vec<u8>>, _>(secret))
        .unwrap_err();
    assert!(!format!("{error} {error:?} {error:#?}").contains("signature"));
    assert!(std::error::Error::source(&error).is_none());
    match error {
        InspectError::Transport { error, .. } => assert_eq!(error, secret),
        InspectError::Inspection(_) => panic!("not the transport"),
        _ => unreachable!(),
    }
}
