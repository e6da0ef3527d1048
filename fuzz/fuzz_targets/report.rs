//! Any bytes as the answers of each venue: no panic, no secret in a text, no wide line, and no
//! key that names a withdrawal is accepted.
//!
//! Answers are separated by a zero byte, so that a recorded answer is a seed as it is.
#![no_main]

use keyleash::{AnyPolicy, PermissionSet, venue};
use keyleash_fuzz::{assert_clean, credential, inspect, now};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &[u8]| {
    let (status, input) = match input {
        [0xff, status, rest @ ..] => (100 + 3 * u16::from(*status), rest),
        input => (200, input),
    };
    let answers: Vec<&[u8]> = input.split(|byte| *byte == 0).collect();
    for spec in venue::ALL {
        let credential = credential(spec);
        let report = match inspect(&credential, &answers, status) {
            Ok(report) => report,
            Err(error) => {
                assert_clean(&format!("{error} {error:?}"));
                continue;
            }
        };
        let needs = report.permissions().minus(PermissionSet::NEVER);
        let shown = report.to_string();
        narrow(&shown);
        assert_clean(&shown);
        assert_clean(&serde_json::to_string(&report).expect("a report is plain data"));
        match credential.verify_at(&AnyPolicy::needing(needs), report, now()) {
            Ok(signer) => {
                for answer in &answers {
                    let answer = serde_json::from_slice(answer).unwrap_or_default();
                    assert!(
                        !names_withdrawal(spec.id(), &answer),
                        "accepted: {signer:?}"
                    );
                }
            }
            Err(error) => {
                let shown = error.to_string();
                narrow(&shown);
                assert_clean(&shown);
            }
        }
    }
});

fn narrow(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "a wide line: {line}");
        assert!(!line.contains(char::is_control), "a control character");
    }
}

/// Whether the answer says, in the venue's own words, that the key can withdraw.
fn names_withdrawal(venue: &str, answer: &Value) -> bool {
    let lists = |value: &Value, name: &str| {
        value
            .as_array()
            .is_some_and(|list| list.iter().any(|item| item == name))
    };
    match venue {
        "binance" => answer["enableWithdrawals"] == true,
        // A key that only reads may list what it could do if it wrote.
        "bybit" => {
            let read_only = &answer["result"]["readOnly"];
            read_only != 1
                && read_only != "1"
                && lists(&answer["result"]["permissions"]["Wallet"], "Withdraw")
        }
        "okx" => answer["data"][0]["perm"]
            .as_str()
            .is_some_and(|rights| rights.split(',').any(|right| right.trim() == "withdraw")),
        "kraken" => lists(&answer["result"]["permissions"], "withdraw-funds"),
        _ => false,
    }
}
