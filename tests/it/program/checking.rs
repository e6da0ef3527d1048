//! `keyleash check`, and `keyleash policy` of a configuration. Nothing leaves this machine: the way to every
//! exchange is a proxy on loopback, which is not there or is a stand-in.

#[cfg(feature = "fixtures")]
mod proxy;

use super::{Ran, program, ran};
use crate::support::ANY_KEY;
use rustix::{
    process::{Pid, Signal, kill_process},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
};
use serde_json::{Value, json};
use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    os::unix::{ffi::OsStrExt as _, process::ExitStatusExt as _},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

const GOOD: &str = r#"
[policy]
max_age = "30d"

[keys.maker]
venue = "binance"
source = { env = "MAKER" }
needs = ["read", "spot"]
limits = { orders_per_day = 5 }
"#;

/// A folder with this `keyleash.toml`.
fn with(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("keyleash.toml"), text).unwrap();
    folder
}

/// The program in that folder, with a key in its environment and no way out but `proxy`.
fn there(folder: &TempDir, arguments: &[&str], proxy: &str) -> Command {
    let mut program = program(arguments);
    program.current_dir(folder.path());
    for name in ["NO_PROXY", "no_proxy", "SSL_CERT_DIR", "SSL_CERT_FILE"] {
        program.env_remove(name);
    }
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
        program.env(name, proxy).env(name.to_lowercase(), proxy);
    }
    program.env("MAKER_API_KEY", ANY_KEY.key);
    program.env("MAKER_API_SECRET", ANY_KEY.secret);
    program
}

/// A port on which nobody listens.
const CLOSED: &str = "http://127.0.0.1:9";

fn checked(folder: &TempDir, arguments: &[&str]) -> Ran {
    Ran::of(there(folder, arguments, CLOSED).output().unwrap())
}

#[test]
fn a_source_that_is_not_there_is_a_fault_of_the_configuration() {
    let folder = with(&GOOD.replace("env = \"MAKER\"", "file = \"/no-such-folder/key\""));
    let told = checked(&folder, &["check"]);
    assert_eq!((told.code, told.error.as_str()), (78, ""));
    let start = "self-check: the key gave no signer\nmaker: binance key (production), not loaded\n";
    assert!(told.out.starts_with(start), "{}", told.out);
    let told = checked(&folder, &["check", "--json", "keyleash.toml"]);
    assert_eq!((told.code, told.error.as_str()), (78, ""));
    let mut told: Value = serde_json::from_str(&told.out).unwrap();
    assert!(told["time"].take().as_str().unwrap().ends_with('Z'));
    assert!(told["keys"][0]["error"].take().is_string());
    let expected = json!({
        "accepted": false, "exit_code": 78, "configuration": null, "time": null,
        "keys": [{
            "name": "maker", "venue": "binance", "environment": "production", "key": null,
            "outcome": "not_loaded", "exit_code": 78, "error": null, "refusal": null,
            "violations": [], "report": null,
        }],
    });
    assert_eq!(told, expected);
}

#[test]
fn every_fault_of_the_file_is_told_and_nothing_that_stands_there() {
    let secret = ANY_KEY.secret;
    let folder = with(&format!(
        "[keys.maker]\nvenue = \"binanc\"\nneeds = [\"withdraw\"]\nsource = \"{secret}\"\n\"{0}\" = 1\n",
        &secret[..10]
    ));
    for command in ["check", "policy"] {
        let told = checked(&folder, &[command, "keyleash.toml"]);
        assert_eq!((told.code, told.out.as_str()), (78, ""), "{command}");
        let start = "keyleash: keyleash.toml cannot be used, for 4 faults\n";
        assert!(told.error.starts_with(start), "{}", told.error);
        for place in ["venue", "needs", "source"] {
            let place = format!("`keys.maker.{place}");
            assert!(told.error.contains(&place), "{place}: {}", told.error);
        }
        assert!(!told.error.contains(&secret[..8]), "{}", told.error);
        assert!(told.error.lines().all(|line| line.chars().count() <= 90));
    }
    let told = checked(&folder, &["check", "--json"]);
    assert_eq!((told.code, told.error.as_str()), (78, ""));
    assert!(!told.out.contains(&secret[..8]), "{}", told.out);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["exit_code"], 78);
    assert_eq!(told["keys"], json!([]));
    assert_eq!(told["configuration"]["file"], "keyleash.toml");
    assert_eq!(told["configuration"]["faults"].as_array().unwrap().len(), 4);
    let none = checked(&folder, &["check", "no-such-file.toml"]);
    assert_eq!(none.code, 78);
    assert!(none.error.contains("is not there"), "{}", none.error);
}

#[test]
fn an_exchange_that_cannot_be_reached_is_told_in_time() {
    let folder = with(GOOD);
    let begun = Instant::now();
    let told = checked(&folder, &["check", "--within", "2"]);
    assert_eq!((told.code, told.error.as_str()), (69, ""), "{}", told.out);
    assert!(begun.elapsed() < Duration::from_secs(5));
    let start = "self-check: the key gave no signer\nmaker: binance key ";
    assert!(told.out.starts_with(start), "{}", told.out);
    for line in told.out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let told = checked(&folder, &["check", "--within", "2", "--json"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    let outcome = told["keys"][0]["outcome"].as_str().unwrap();
    assert!(["unreachable", "no_answer"].contains(&outcome), "{told}");
    assert_eq!(told["exit_code"], 69);
}

/// From the file to the answer: the real program, over TLS, by a proxy that the machine trusts or not.
#[cfg(feature = "fixtures")]
#[test]
fn an_exchange_is_asked_over_tls_if_the_machine_trusts_its_certificate() {
    use keyleash::fixtures::{Exchange, Rights};
    let exchange = Exchange::open("binance").unwrap();
    drop(exchange.adopt(ANY_KEY, Rights::good()).unwrap());
    let proxy = proxy::Proxy::new("api.binance.com", exchange.address());
    let folder = with(GOOD);
    let trusted = folder.path().join("trusted.pem");
    fs::write(&trusted, &proxy.authority).unwrap();
    let run = |arguments: &[&str], trusts: bool| {
        let mut check = there(&folder, arguments, &proxy.url());
        if trusts {
            check.env("SSL_CERT_FILE", &trusted);
        }
        Ran::of(check.output().unwrap())
    };
    let told = run(&["check", "--within", "2"], false);
    assert_eq!((told.code, proxy.handed_on()), (69, 0), "{}", told.out);
    let told = run(&["check"], true);
    assert_eq!((told.code, told.error.as_str()), (0, ""), "{}", told.out);
    assert!(proxy.handed_on() > 0);
    let start = "self-check: 1 key, accepted\nmaker: binance key ";
    assert!(told.out.starts_with(start), "{}", told.out);
    assert!(!told.out.contains("  asked  "), "{}", told.out);
    let told = run(&["check", "--verbose"], true).out;
    assert!(told.contains("  asked     20"), "{told}");
    let told: Value = serde_json::from_str(&run(&["check", "--json"], true).out).unwrap();
    assert_eq!(told["accepted"], true);
    assert_eq!(told["keys"][0]["outcome"], "accepted");
    assert!(told["keys"][0]["report"].is_object());
    // Somebody ticked a box.
    exchange.misbehave(keyleash::fixtures::Fault::RightsChanged(
        Rights::withdrawing(),
    ));
    let told = run(&["check"], true);
    assert_eq!(told.code, 77, "{}", told.error);
    assert!(told.out.contains("  - KL-WITHDRAW "), "{}", told.out);
}

/// Elsewhere than on a terminal runs stand one below another; it ends once nobody reads them.
#[test]
fn a_watch_without_its_reader_ends_with_the_code_of_its_last_run() {
    let folder = with("");
    let arguments = ["check", "--watch", "5", "--json"];
    let mut watch = there(&folder, &arguments, CLOSED);
    let mut watch = watch.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    let first: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(first["exit_code"], 78);
    // It was wrong, and is not any more: the watch has gone on.
    fs::write(folder.path().join("keyleash.toml"), GOOD).unwrap();
    let mut second = String::new();
    lines.read_line(&mut second).unwrap();
    let second: Value = serde_json::from_str(&second).unwrap();
    assert_eq!(second["exit_code"], 69);
    assert!(first["time"].as_str() < second["time"].as_str());
    drop(lines);
    assert_eq!(watch.wait().unwrap().code(), Some(69));
    // For people each run has its time above it, and nothing is cleared.
    let mut watch = there(&folder, &["check", "--watch", "5"], CLOSED);
    let mut watch = watch.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let lines: Vec<_> = lines.take(2).map(Result::unwrap).collect();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(lines[0].len() == 20 && lines[0].ends_with('Z'), "{lines:?}");
    assert_eq!(lines[1], "self-check: the key gave no signer");
}

#[test]
fn a_watch_redraws_a_terminal_until_it_is_ended() {
    let folder = with("");
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let open = || {
        let path = OsStr::from_bytes(name.to_bytes());
        File::options().read(true).write(true).open(path).unwrap()
    };
    let mut watch = there(&folder, &["check", "--watch=5"], CLOSED);
    watch.stdin(open()).stdout(open()).stderr(open());
    let mut child = watch.spawn().unwrap();
    drop(watch);
    let mut terminal = File::from(master);
    let mut seen = String::new();
    let mut until = |wanted: &str| {
        let mut part = [0; 4096];
        while !seen.contains(wanted) {
            let read = terminal.read(&mut part).unwrap();
            seen += &String::from_utf8_lossy(&part[..read]);
        }
        seen.clone()
    };
    let first = until("cannot be used");
    assert!(
        first.starts_with("\u{1b}[H\u{1b}[2J\u{1b}[2m20"),
        "{first:?}"
    );
    assert!(
        first.contains("again 5 s later; Ctrl-C ends it"),
        "{first:?}"
    );
    fs::write(folder.path().join("keyleash.toml"), GOOD).unwrap();
    let both = until("maker\u{1b}[0m: binance key");
    assert_eq!(both.matches("\u{1b}[2J").count(), 2, "{both:?}");
    assert!(
        both.contains("\u{1b}[31mthe key gave no signer"),
        "{both:?}"
    );
    // Each question was asked several times, which takes more than a second.
    assert!(both.contains(" questions asked, 1 s\u{1b}[K"), "{both:?}");
    let pid = Pid::from_child(&child);
    // Not the interrupt: tests that run in the background have that one ignored.
    kill_process(pid, Signal::TERM).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(Signal::TERM.as_raw()));
}

#[test]
fn a_configuration_is_told_in_words() {
    let second = "\n[keys.hedger]\nvenue = \"okx\"\nenvironment = \"demo\"\nsource = { env = \"H\" }\nneeds = [\"read\"]\n";
    let folder = with(&format!("{GOOD}{second}"));
    let told = checked(&folder, &["policy", "keyleash.toml"]);
    assert_eq!((told.code, told.error.as_str()), (0, ""));
    let config = keyleash::Config::open(folder.path().join("keyleash.toml")).unwrap();
    for key in config.keys() {
        let (venue, environment) = (key.venue().id(), key.environment());
        let page = format!(
            "{}: {venue} key ({environment})\n{}\n",
            key.name(),
            key.policy()
        );
        assert!(told.out.contains(&page), "{page}\n{}", told.out);
        let one = checked(&folder, &["policy", "keyleash.toml", key.name()]);
        assert_eq!((one.code, one.out), (0, page));
    }
    let shown = checked(&folder, &["policy", "--json", "keyleash.toml", "hedger"]);
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    let words = config.key("hedger").unwrap().policy().words();
    let expected = json!({ "keys": [{
        "name": "hedger", "venue": "okx", "environment": "demo", "rules": words
    }] });
    assert_eq!(shown, expected);
    let none = checked(&folder, &["policy", "keyleash.toml", "makr"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.error.contains("is maker meant?"), "{}", none.error);
    let both = ran(&["policy", "--needs", "read", "keyleash.toml"]);
    assert_eq!((both.code, both.out.as_str()), (2, ""));
}
