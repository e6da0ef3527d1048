//! What is due, and when.

use super::{Made, Said, load, signer, told};
use crate::support::at;
use keyleash::{AnyPolicy, Code, Date, Gap, PermissionSet, Stage, permission::Read};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3_600);

#[test]
fn the_age_of_a_key_is_due() {
    let signer = signer();
    let schedule = signer.due_at(at(0));
    let first = schedule.first().unwrap();
    let due = Date::new(2026, 10, 1).start() + 90 * DAY;
    assert_eq!((first.code(), first.stage()), (Code::TooOld, Stage::Far));
    assert_eq!(first.at(), due);
    assert_eq!(first.warned_from(), due - 30 * DAY);
    let stage = |now| signer.due_at(now).first().unwrap().stage();
    assert_eq!(stage(due - 30 * DAY - Duration::from_millis(1)), Stage::Far);
    assert_eq!(stage(due - 30 * DAY), Stage::Near);
    assert_eq!(stage(due - Duration::from_millis(1)), Stage::Near);
    assert_eq!(stage(due), Stage::Over);
    assert_eq!(signer.deadline(), Some(due));
}

/// A source that is a function.
struct By<F>(F);
impl<F> keyleash::Source for By<F>
where
    F: Fn(&keyleash::Wanted) -> Result<keyleash::RawCredential, keyleash::SourceError>,
{
    fn read(
        &self,
        wanted: &keyleash::Wanted,
    ) -> Result<keyleash::RawCredential, keyleash::SourceError> {
        (self.0)(wanted)
    }
}

#[test]
fn everything_that_ends_a_key_is_in_its_order() {
    let source = |_: &keyleash::Wanted| {
        let secret = |text: &str| keyleash::Secret::new(text.to_owned());
        Ok(
            keyleash::RawCredential::new(secret("fixture-key-000"), secret(&Made::new(0).secret))
                .expires_at(Date::new(2026, 12, 24).start()),
        )
    };
    let spec = keyleash::venue::find("bybit").unwrap();
    let credential = keyleash::AnyCredential::load(spec, By(source)).unwrap();
    let mut answer = Said {
        ips: vec!["*"],
        ..Said::good(0)
    }
    .answer();
    answer["result"]["expiredAt"] = "2026-12-28T00:00:00Z".into();
    let report = told(&credential, &answer, at(0));
    let policy = keyleash::danger::accept_any_address(super::policy().max_age_days(80));
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let schedule = signer.due_at(at(0));
    let codes: Vec<_> = schedule.entries().iter().map(keyleash::Due::code).collect();
    // 20 December by the policy, the 24th by the source, the 30th by the rule about open keys.
    assert_eq!(
        codes,
        [Code::TooOld, Code::Expired, Code::Lapsed],
        "{schedule}"
    );
    assert_eq!(schedule.near().count(), 1, "{schedule}");
    insta::assert_snapshot!("schedule", schedule.to_string());
    assert_eq!(format!("{schedule:?}"), schedule.to_string());
}

#[test]
fn the_end_of_a_gap_is_due() {
    let credential = load("upbit", &Made::new(0)).created_on(Date::new(2026, 10, 1));
    let answer = serde_json::json!([
        {"access_key": "fixture-key-000", "expire_at": "2027-10-01T09:00:00+09:00"}
    ]);
    let report = told(&credential, &answer, at(0));
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>())
        .max_age_days(365)
        .accept_gap(Gap::Rights, Date::new(2027, 3, 31))
        .accept_gap(Gap::Allowlist, Date::new(2027, 2, 28));
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let schedule = signer.due_at(at(0));
    let codes: Vec<_> = schedule.entries().iter().map(keyleash::Due::code).collect();
    assert_eq!(codes[..2], [Code::GapEnded, Code::GapEnded], "{schedule}");
    assert!(
        schedule.first().unwrap().why().contains("allowlist"),
        "{schedule}"
    );
    assert!(codes.contains(&Code::Expired), "{schedule}");
}
