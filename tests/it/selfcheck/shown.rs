//! What a check shows: to people at 80 columns, to machines as JSON, and no secret to either.

use super::{
    Broken, failed, plan, plan_of,
    server::{Reply, Server, good_made, send},
};
use crate::support::{ANY_KEY, Fixed, at, policy};
use keyleash::{
    AnyPolicy, Counters, Environment, KeyPlan, KillSwitch, Limits, LoadError, PermissionSet,
    SelfCheck, SelfCheckFailed, SourceError, TrippedBy, danger,
    permission::{Read, Spot},
    venue,
};
use std::time::Duration;

/// One that has only what a name may have, and is as long as names are shown.
const LONG: &str = "the-market-maker-of-the-second-desk-on-the-third-floor-in-london";

fn long_place() -> SourceError {
    SourceError::Failed {
        place: format!("the file {}", "/a-long-folder".repeat(12)),
        found: "permission denied".to_owned(),
        remedy: "let the user that runs the bot read it".to_owned(),
    }
}

/// A venue whose key was made on the day of the recorded answers.
fn recorded() -> Server {
    Server::open(|path, _| Reply::Json(200, good_made(path, 1_790_812_800_000)))
}

fn refusing(status: u16, body: &str) -> Server {
    let body = body.to_owned();
    Server::open(move |_, _| Reply::Json(status, body.clone()))
}

/// A check in which every kind of fault is.
fn every_fault() -> SelfCheckFailed {
    let good = recorded();
    let revoked = refusing(401, r#"{"code":-2015,"msg":"x"}"#);
    let unknown = refusing(400, r#"{"code":-77777,"msg":"x"}"#);
    let limited =
        Server::open(|_, _| Reply::Later(429, 3_600, r#"{"code":-1003,"msg":"x"}"#.to_owned()));
    let html = refusing(200, "<html>");
    let gone = refusing(503, "");
    let silent = Server::open(|_, _| Reply::Hang(Duration::from_secs(9)));
    let cut = Server::open(|_, _| Reply::Cut);
    let withdrawing = Server::open(|path, _| {
        let answer = good_made(path, 1_690_812_800_000);
        Reply::Json(
            200,
            answer.replace("\"enableWithdrawals\":false", "\"enableWithdrawals\":true"),
        )
    });
    let switch = KillSwitch::new();
    switch.trip(TrippedBy::Policy, "test").unwrap();
    let needs = PermissionSet::of::<Read>().with::<Spot>();
    let limits = Limits::new().orders_per_day(10);
    let day = AnyPolicy::needing(needs).limits(limits);
    let at_good = good.address();
    let uncounted = |counters: Option<Counters>| {
        KeyPlan::new(venue::find("binance").unwrap(), ANY_KEY, &day).with(move |key| {
            let key = danger::any_loopback(key, at_good)?;
            Ok(match &counters {
                Some(counters) => key.counted_by(counters),
                None => key,
            })
        })
    };
    let spec = |id: &str| venue::find(id).unwrap();
    let failing = |error: fn() -> LoadError| plan(&good).with(move |_| Err(error()));
    let missing = Broken(|| SourceError::NotConfigured {
        place: "the variable OKX_API_KEY".to_owned(),
        remedy: "set it, or name another source".to_owned(),
    });
    let check = SelfCheck::new()
        .key(LONG, plan(&good))
        .key("counted", uncounted(Some(danger::counters_in_memory())))
        .key(
            "source",
            KeyPlan::new(spec("okx"), Broken(long_place), &policy()),
        )
        .key(
            "missing",
            KeyPlan::new(spec("kraken_futures"), missing, &policy()),
        )
        .key(
            "host",
            plan(&good).with(|key| key.at_host("api.example.invalid")),
        )
        .key("empty id", plan_of(Fixed { key: "", ..ANY_KEY }, &good))
        .key(
            "closed",
            failing(|| LoadError::Closed {
                venue: "BitMEX",
                day: "2026-01-01",
            }),
        )
        .key("remote", failing(|| LoadError::NotLoopback))
        .key(
            "no demo",
            KeyPlan::new(spec("kraken"), ANY_KEY, &policy()).in_environment(Environment::Demo),
        )
        .key(LONG, plan(&good))
        .key("revoked", plan(&revoked))
        .key("unknown", plan(&unknown))
        .key("limited", plan(&limited))
        .key("html", plan(&html))
        .key("gone", plan(&gone))
        .key("silent", plan(&silent))
        .key("cut", plan(&cut))
        .key("withdrawing", plan(&withdrawing))
        .key(
            "stopped",
            plan(&good).with(move |key| Ok(key.stopped_by(&switch))),
        )
        .key("uncounted", uncounted(None))
        .key("panicking", plan(&good).with(|_| panic!("in the bot")))
        .key(
            "key = ABCDEF0123456789abcdef0123456789ABCDEF0123456789",
            plan(&good),
        )
        .key("märz\nÄpfel", plan(&good));
    failed(check.within(Duration::from_secs(4)).run_at(send, at(0)))
}

#[test]
fn the_report_fits_80_columns_and_names_everything() {
    let failed = every_fault();
    let (plain, full) = (failed.to_string(), format!("{failed:#}"));
    for text in [&plain, &full] {
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
            assert!(line == line.trim_end(), "{line:?}");
        }
        assert!(!text.contains("abcdef0123456789"), "{text}");
    }
    assert_eq!(failed.exit_code(), 78);
    insta::assert_snapshot!("self_check", plain);
    // The evidence is the report of each key that has one.
    assert!(!plain.contains("  asked     ") && !plain.contains("  rights    "));
    let asked = full
        .matches("\n  asked     2026-11-20T01:00:00Z\n  rights    ")
        .count();
    let reports = failed
        .keys()
        .iter()
        .filter(|key| key.report().is_some())
        .count();
    assert_eq!((asked, reports), (6, 6), "{full}");
    for key in failed.keys() {
        assert!(
            plain.contains(&format!("\n{}: ", key.name())),
            "{}",
            key.name()
        );
        assert!(
            key.to_string()
                .lines()
                .all(|line| line.chars().count() <= 80)
        );
    }
}

#[test]
fn the_document_for_machines_has_a_closed_shape() {
    let failed = every_fault();
    let document = serde_json::to_value(&failed).unwrap();
    let members = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(members(&document), ["accepted", "exit_code", "keys"]);
    assert_eq!(
        (&document["accepted"], &document["exit_code"]),
        (&false.into(), &78.into())
    );
    let keys = document["keys"].as_array().unwrap();
    for key in keys {
        assert_eq!(
            members(key),
            [
                "environment",
                "error",
                "exit_code",
                "key",
                "name",
                "outcome",
                "refusal",
                "report",
                "venue",
                "violations"
            ]
        );
    }
    let of = |name: &str| keys.iter().find(|key| key["name"] == name).unwrap();
    let outcomes: Vec<_> = keys
        .iter()
        .map(|key| {
            (
                key["outcome"].as_str().unwrap(),
                key["exit_code"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            ("accepted", 0),
            ("accepted", 0),
            ("not_loaded", 69),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("not_loaded", 78),
            ("refused_by_venue", 77),
            ("refused_by_venue", 77),
            ("refused_by_venue", 75),
            ("unreadable", 70),
            ("refused_by_venue", 75),
            ("no_answer", 69),
            ("unreachable", 69),
            ("refused", 77),
            ("stopped", 77),
            ("failed", 78),
            ("failed", 70),
            ("accepted", 0),
            ("accepted", 0),
        ]
    );
    let refusal = &of("revoked")["refusal"];
    assert_eq!(
        refusal,
        &serde_json::json!({
            "status": 401, "code": "-2015",
            "causes": [
                "unknown_key", "address_not_listed", "permission_missing", "other_environment",
                "expired_key",
            ],
        })
    );
    assert_eq!(
        of("limited")["refusal"]["causes"],
        serde_json::json!(["rate_limited"])
    );
    assert_eq!(of("withdrawing")["violations"][0]["code"], "KL-WITHDRAW");
    assert_eq!(of("withdrawing")["report"]["venue"], "binance");
    assert!(of("withdrawing")["error"].is_null() && of("missing")["key"].is_null());
    assert_eq!(of("counted")["key"], "9260d790");
}

#[test]
fn a_check_that_passed_has_the_same_report() {
    let (one, two) = (recorded(), recorded());
    let check = SelfCheck::new()
        .key("maker", plan(&one))
        .key(LONG, plan(&two));
    let signers = check.run_at(send, at(0)).unwrap();
    insta::assert_snapshot!("self_check_passed", format!("{signers}\n\n{signers:#}"));
    assert_eq!(
        format!("{signers:?}"),
        format!("Signers(`maker`, `{LONG}`)")
    );
    let document = serde_json::to_value(&signers).unwrap();
    assert_eq!(
        (&document["accepted"], &document["exit_code"]),
        (&true.into(), &0.into())
    );
    assert_eq!(document["keys"][1]["name"], LONG);
}

#[test]
fn the_worst_code_counts() {
    let servers = [
        refusing(401, r#"{"code":-2015,"msg":"x"}"#),
        refusing(200, "<html>"),
        Server::open(|_, _| Reply::Later(503, 60, String::new())),
    ];
    let order = [78_u8, 77, 70, 69, 75];
    for (first, code) in order.iter().enumerate() {
        let mut check = SelfCheck::new();
        // The least grave first, so that the order of the keys does not decide.
        for own in order.iter().skip(first).rev() {
            let plan = match own {
                78 => plan(&servers[0]).with(|_| Err(LoadError::KeyId)),
                77 => plan(&servers[0]),
                70 => plan(&servers[1]),
                69 => KeyPlan::new(venue::find("okx").unwrap(), Broken(long_place), &policy()),
                _ => plan(&servers[2]),
            };
            check = check.key(own.to_string(), plan);
        }
        assert_eq!(failed(check.run(send)).exit_code(), *code);
    }
}
