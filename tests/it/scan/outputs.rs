//! What leaves a scan: never the secret, always the place.

use super::{folder, keys, run};
use keyleash::scan::Scan;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// Credentials of some venues, and everything that was planted.
pub(crate) fn planted() -> (TempDir, Vec<String>) {
    let mut planted = Vec::new();
    let mut files = Vec::new();
    for (seed, venue) in ["binance", "okx", "kraken", "bitget", "deribit", "htx"]
        .iter()
        .enumerate()
    {
        let drawn = keys::of(venue, seed as u64 + 20);
        let phrase = drawn.passphrase.unwrap_or_default();
        let text = format!(
            "[{venue}]\napi_key = \"{}\"\napi_secret = \"{}\"\npassphrase = \"{phrase}\"\n",
            drawn.id, drawn.secret
        );
        files.push((format!("with space/{venue}.toml"), text));
        planted.extend([drawn.id, drawn.secret]);
        planted.extend((!phrase.is_empty()).then_some(phrase));
    }
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    (folder(&files), planted)
}

/// No four characters in a row of anything that was planted.
pub(crate) fn assert_masked(text: &str, planted: &[String]) {
    for secret in planted {
        let windows = secret.as_bytes().windows(8);
        for window in windows {
            let window = str::from_utf8(window).unwrap();
            assert!(!text.contains(window), "a secret is shown in: {text}");
        }
    }
}

#[test]
fn no_output_shows_what_was_found() {
    let (folder, planted) = planted();
    let scan = Scan::new(folder.path());
    let findings = scan.run().unwrap();
    assert_eq!(findings.len(), planted.len(), "{findings}");
    let error = scan.check().unwrap_err();
    let first = findings.iter().next().unwrap();
    for text in [
        findings.to_string(),
        format!("{findings:?} {findings:#?}"),
        format!("{first} {first:?} {first:#?}"),
        format!("{error} {error:?} {error:#?}"),
        findings.to_json(),
        findings.to_sarif(),
    ] {
        assert!(text.contains("with space") || text.contains("with%20space"));
        assert_masked(&text, &planted);
    }
    // The mask has one length, whatever the text's.
    for finding in findings.iter() {
        let shown = finding.excerpt().trim_end_matches('*').len();
        assert!(shown == 3 || shown == 0, "{finding}");
        assert_eq!(finding.excerpt().len(), shown + 8);
    }
}

#[test]
fn the_report_in_json_has_what_a_program_needs() {
    let (folder, _) = planted();
    let json: Value = serde_json::from_str(&run(&folder).to_json()).unwrap();
    let first = &json["findings"][0];
    assert_eq!(first["path"], "with space/binance.toml");
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &12.into()));
    assert_eq!(
        (&first["rule"], &first["venue"]),
        (&"exchange-key".into(), &"binance".into())
    );
    assert_eq!(
        (&first["part"], &first["severity"]),
        (&"key_id".into(), &"error".into())
    );
    assert_eq!(first["fingerprint"].as_str().unwrap().len(), 24);
    assert_eq!(json["skipped"], Value::Array(Vec::new()));
    assert_eq!(json["files"], 6);
}

#[test]
fn the_report_in_sarif_has_what_services_ask_for() {
    let (folder, _) = planted();
    let sarif: Value = serde_json::from_str(&run(&folder).to_sarif()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        let severity = rule["properties"]["security-severity"].as_str().unwrap();
        assert!((0.1..=10.0).contains(&severity.parse::<f64>().unwrap()));
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["warning", "error"].contains(&level));
        assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string());
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 10);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("with%20space/"), "{uri}");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(place["region"]["startColumn"].as_u64().unwrap() >= 1);
        let hash = result["partialFingerprints"]["primaryLocationLineHash"]
            .as_str()
            .unwrap();
        assert!(hash.ends_with(":1"), "{hash}");
    }
}

/// Part of the scan is missing: whoever takes the report in has to be told.
#[cfg(unix)]
#[test]
fn the_report_in_sarif_says_what_could_not_be_read() {
    let (whole, planted) = planted();
    let log: Value = serde_json::from_str(&run(&whole).to_sarif()).unwrap();
    let run_of = |log: &Value| log["runs"][0]["invocations"][0].clone();
    assert_eq!(run_of(&log)["executionSuccessful"], true);
    assert_eq!(
        run_of(&log)["toolExecutionNotifications"],
        Value::Array(Vec::new())
    );

    fs::write(whole.path().join("with space/picture.txt"), b"\0\0").unwrap();
    // A list of ignored files that cannot be read hides what is ignored from nobody.
    let name = "with space/.gitignore";
    std::os::unix::fs::symlink("elsewhere", whole.path().join(name)).unwrap();
    let text = run(&whole).to_sarif();
    assert_masked(&text, &planted);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(run_of(&log)["executionSuccessful"], false);
    let told = run_of(&log)["toolExecutionNotifications"].clone();
    assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told[0]["level"], "error");
    let place = &told[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "with%20space/.gitignore");
    assert_eq!(place["uriBaseId"], "%SRCROOT%");
    let words = format!("{name}: could not be read");
    assert_eq!(told[0]["message"]["text"], words);
}

/// What a build script does: its `main` ends with the error, which fails the build and shows it.
#[test]
fn the_error_of_a_check_names_every_place_and_what_to_do() {
    let (folder, _) = planted();
    let error = format!("{:?}", Scan::new(folder.path()).check().unwrap_err());
    for venue in ["binance", "okx", "kraken", "bitget", "deribit", "htx"] {
        let place = format!("with space/{venue}.toml:3:15: error: exchange-key {venue} secret");
        assert!(error.contains(&place), "{place} in {error}");
    }
    assert!(error.contains("replace the key at its issuer"));
    assert!(fs::exists(folder.path().join("with space/okx.toml")).unwrap());
}
