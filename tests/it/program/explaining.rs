//! `keyleash explain`, `venues` and `policy`: what the program says is what the library's own tables
//! and rules say.

use super::{ran, snapshot};
use keyleash::{AnyPolicy, Code, PermissionSet, SignError, venue};
use serde_json::Value;
use std::fmt::Write as _;

/// Runs it, checks that all went well and fits a terminal, and gives the text.
fn told(arguments: &[&str]) -> String {
    let ran = ran(arguments);
    assert_eq!((ran.code, ran.error.as_str()), (0, ""), "{arguments:?}");
    for line in ran.out.lines() {
        // Of one word no end can be cut off.
        let words = line.trim_start_matches(['“', ' ']).split(' ').count();
        assert!(
            line.chars().count() <= 80 || words == 1,
            "{arguments:?}: {line}"
        );
    }
    ran.out
}

fn json(arguments: &[&str]) -> Value {
    let ran = ran(arguments);
    assert_eq!((ran.code, ran.error.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// On one line, without the indents.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_code_is_explained() {
    let all = told(&["explain"]);
    for code in Code::ALL {
        assert!(all.contains(code.as_str()));
        let page = flat(&told(&["explain", code.as_str()]));
        for text in [code.meaning(), code.reason()] {
            assert!(page.contains(text), "{page}");
        }
        for remedy in code.remedies() {
            assert!(page.contains(&remedy), "{page}");
        }
    }
    for error in SignError::EVERY {
        assert!(all.contains(error.code()));
        let page = flat(&told(&["explain", error.code()]));
        // The first letter is a capital.
        assert!(page.contains(&error.to_string()[1..]), "{page}");
    }
    let list = json(&["explain", "--json"]);
    assert_eq!(list.as_array().unwrap().len(), Code::ALL.len());
}

#[test]
fn a_code_can_be_typed_as_one_likes() {
    let wanted = told(&["explain", "KL-OPEN-TO-ALL"]);
    for spelled in ["open-to-all", "kl-open-to-all", "Open_To_All"] {
        assert_eq!(told(&["explain", spelled]), wanted);
    }
    // A key that signs elsewhere, and a request that goes elsewhere.
    assert!(told(&["explain", "other-host"]).starts_with("KL-OTHER-HOST"));
    assert!(told(&["explain", "other_host"]).starts_with("other_host  a signature"));
    assert_eq!(
        told(&["explain", "out-of-scope"]),
        told(&["explain", "out_of_scope"])
    );
}

#[test]
fn remedies_are_in_the_words_of_the_venue() {
    let mut pages = String::new();
    for call in [
        &["KL-WITHDRAW"] as &[_],
        &["KL-WITHDRAW", "--venue", "binance"],
        &["KL-OPEN-TO-ALL", "--venue", "okx"],
        &["KL-MISSING", "--venue", "kraken-futures"],
        &["KL-RIDES-ALONG"],
        &["limit_reached"],
    ] {
        let call = [&["explain"], call].concat();
        writeln!(pages, "$ keyleash {}\n{}", call.join(" "), told(&call)).unwrap();
    }
    snapshot("explained", &pages);
    for spec in venue::ALL {
        for code in Code::ALL {
            let remedies = spec.remedies(*code);
            let told = remedies.join(" ");
            assert!(
                !told.contains("at the venue") && !told.contains("the venue's"),
                "{told}"
            );
        }
        let remedies = spec.remedies(Code::OpenToAll);
        assert!(
            remedies[0].starts_with(spec.console().restrict()),
            "{}",
            spec.id()
        );
    }
    let page = json(&["explain", "withdraw", "--venue", "okx", "--json"]);
    let okx = venue::find("okx").unwrap();
    assert_eq!(
        page["remedies"][0],
        okx.remedies(Code::Withdraw)[0].as_str()
    );
    assert_eq!(page["severity"], "refuse");
}

#[test]
fn every_venue_has_its_page() {
    let table = told(&["venues"]);
    let list = json(&["venues", "--json"]);
    assert_eq!(list.as_array().unwrap().len(), venue::ALL.len());
    for (spec, shown) in venue::ALL.iter().zip(list.as_array().unwrap()) {
        assert!(table.lines().any(|line| line.starts_with(spec.id())));
        let page = flat(&told(&["venues", spec.id()]));
        for text in [spec.title(), spec.console().page(), spec.console().create()] {
            assert!(page.contains(text), "{text}: {page}");
        }
        for environment in spec.environments() {
            for (_, hosts) in spec.hosts(environment) {
                assert!(!hosts.is_empty(), "{}", spec.id());
                assert!(hosts.iter().all(|host| page.contains(host)), "{page}");
            }
        }
        for (label, gives) in spec.rights() {
            assert!(
                page.contains(&flat(&format!("{label} {gives}"))),
                "{label}: {page}"
            );
        }
        assert_eq!(shown["id"], spec.id());
        assert_eq!(shown["console"]["edit"], spec.console().edit());
        assert_eq!(*shown, json(&["venues", spec.id(), "--json"]));
    }
    let venues = [told(&["venues"]), told(&["venues", "coinbase"])];
    snapshot("venues", &venues.join("\n"));
    assert_eq!(
        told(&["venues", "Kraken-Futures"]),
        told(&["venues", "kraken_futures"])
    );
}

#[test]
fn a_policy_is_told_in_words() {
    let text = told(&["policy", "--needs", "read,spot"]);
    snapshot("policy", &text);
    let needs: PermissionSet = ["read", "spot"]
        .into_iter()
        .filter_map(PermissionSet::from_name)
        .collect();
    let policy = AnyPolicy::needing(needs);
    assert_eq!(text.trim_end(), policy.to_string());
    let shown = json(&["policy", "--needs", "spot", "--needs", "read", "--json"]);
    assert_eq!(shown["needs"], serde_json::json!(["read", "spot"]));
    assert_eq!(shown["rules"], serde_json::json!(policy.words()));
}
