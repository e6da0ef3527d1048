//! The keyring as a source, with a real Secret Service: GNOME's daemon on a private bus.
#![forbid(unsafe_code)]

mod desktop;
#[path = "../../../it/keyring/scan.rs"]
mod scan;

use desktop::{Desktop, Keyring, here, until};
use std::{fs, path::Path};

const SECRET: &str = "NEEDLEmarkedSECRETofATESTz7Q2mW9xK4vB8nR5tY1cJ6hL3pD0fG";
const STORE: &str = "secret-tool store --label=test service my-bot username binance";

fn lines() -> String {
    format!("key = fixture-key-id\nsecret = {SECRET}\n")
}

fn document() -> String {
    format!(
        r#"{{"key": "fixture-key-id", "secret": "{SECRET}", "expires": "2099-01-01T00:00:00Z"}}"#
    )
}

fn stored(text: &str) -> Desktop {
    let desktop = Desktop::new();
    desktop.run(STORE, text);
    desktop
}

fn starts(text: &str, start: &str) {
    assert!(
        text.starts_with(start) && !text.contains("NEEDLE"),
        "{text}"
    );
}

#[test]
fn what_secret_tool_stores_is_read() {
    if !here() {
        return;
    }
    let mut fingerprints = Vec::new();
    for text in [lines(), document()] {
        let desktop = stored(&text);
        let loaded = desktop.bot(10).load();
        starts(&loaded, "loaded ");
        fingerprints.push(loaded);
    }
    assert_eq!(fingerprints[0], fingerprints[1]);
}

#[test]
fn the_line_in_the_error_mends_it() {
    if !here() {
        return;
    }
    let desktop = Desktop::new();
    let mut bot = desktop.bot(10);
    let error = bot.load();
    starts(
        &error,
        "not configured: the keyring entry `binance` of `my-bot` is not configured: write `key = …`",
    );
    let line = error
        .split('`')
        .find(|words| words.starts_with("secret-tool "))
        .unwrap();
    desktop.run(line, &lines());
    starts(&bot.load(), "loaded ");
}

#[test]
fn a_rotated_key_is_read_by_the_same_bot() {
    if !here() {
        return;
    }
    let desktop = stored(&lines());
    let mut bot = desktop.bot(10);
    let first = bot.load();
    desktop.run(STORE, &lines().replace("fixture-key-id", "another-key-id"));
    let second = bot.load();
    starts(&second, "loaded ");
    assert_ne!(first, second);
}

#[test]
fn a_locked_keyring_fails_at_once() {
    if !here() {
        return;
    }
    let mut desktop = stored(&lines());
    desktop.restart(Keyring::Locked);
    let mut bot = desktop.bot(600);
    starts(
        &bot.load(),
        "failed: the keyring entry `binance` of `my-bot` could not be read, the store is locked or denies access: unlock it",
    );
    // The same bot, once it is unlocked: nothing is remembered.
    desktop.unlock();
    starts(&bot.load(), "loaded ");
    // What the store has agreed on with the daemon ends with the daemon.
    desktop.restart(Keyring::Unlocked);
    starts(
        &bot.load(),
        "failed: the keyring entry `binance` of `my-bot` could not be read, the store does not work: set it anew",
    );
}

/// A prompt that nobody answers.
struct Prompter;

#[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
impl Prompter {
    async fn begin_prompting(&self, callback: zbus::zvariant::OwnedObjectPath) {
        let _ = callback;
        std::future::pending::<()>().await;
    }
}

#[test]
fn a_prompt_that_nobody_answers_is_given_up() {
    if !here() {
        return;
    }
    let mut desktop = stored(&lines());
    desktop.restart(Keyring::Locked);
    let connection = desktop.connection().unwrap();
    let objects = connection.object_server();
    objects.at("/org/gnome/keyring/Prompter", Prompter).unwrap();
    connection
        .request_name("org.gnome.keyring.SystemPrompter")
        .unwrap();
    let mut bot = desktop.bot(1);
    for _ in 0..2 {
        starts(
            &bot.load(),
            "failed: the keyring entry `binance` of `my-bot` could not be read, no answer of the store within 1 seconds: unlock it",
        );
    }
    let waiting = fs::read_dir(format!("/proc/{}/task", bot.id())).unwrap();
    let waiting = waiting.filter(|task| {
        let name = fs::read_to_string(task.as_ref().unwrap().path().join("comm")).unwrap();
        name.starts_with("keyleash-keyr")
    });
    assert_eq!(waiting.count(), 2, "as the documentation says");
}

#[test]
fn two_entries_are_one_too_many() {
    if !here() {
        return;
    }
    let desktop = stored(&lines());
    desktop.run(&format!("{STORE} made by-hand"), &lines());
    starts(
        &desktop.bot(10).load(),
        "wrong: the keyring entry `binance` of `my-bot` is configured wrongly, more than one entry:",
    );
}

#[test]
fn without_a_service_there_is_no_store() {
    if !here() {
        return;
    }
    let wrong = "wrong: the keyring entry `binance` of `my-bot` is configured wrongly, no store is set: call `keyring_core::set_default_store`";
    // A bus without a service, and no bus at all.
    let mut desktop = Desktop::empty();
    for _ in 0..2 {
        let mut bot = desktop.bot(10);
        assert_eq!(bot.line(), "no service");
        starts(&bot.load(), wrong);
        desktop.cut();
    }
    // A bus that ends under a bot.
    let mut desktop = stored(&lines());
    let mut bot = desktop.bot(10);
    starts(&bot.load(), "loaded ");
    desktop.cut();
    starts(
        &bot.load(),
        "failed: the keyring entry `binance` of `my-bot` could not be read, the store does not work:",
    );
}

#[test]
fn no_log_of_any_crate_holds_the_secret() {
    if !here() {
        return;
    }
    let desktop = stored(&lines());
    let mut bot = desktop.bot(10);
    starts(&bot.load(), "loaded ");
    let log = bot.log();
    // Both kinds of logging are heard.
    assert!(
        log.contains("DEBUG keyring_core: get secret from entry"),
        "{log}"
    );
    assert!(log.contains("TRACE zbus"), "{log}");
    let numbers = format!("{:?}", SECRET.as_bytes());
    for shown in [SECRET, numbers.trim_matches(['[', ']'])] {
        assert!(!log.contains(shown), "{log}");
    }
}

#[test]
fn nothing_is_left_in_memory() {
    if !here() {
        return;
    }
    let desktop = stored(&lines());
    let mut bot = desktop.bot(10);
    for _ in 0..3 {
        starts(&bot.load(), "loaded ");
    }
    assert_eq!(scan::windows(bot.id(), SECRET.as_bytes()), 0);
    // The bus is named in its environment.
    assert!(scan::windows(bot.id(), desktop.address().as_bytes()) > 8);
}

#[test]
fn nothing_is_left_running() {
    if !here() {
        return;
    }
    let desktop = stored(&lines());
    let home = desktop.path().to_owned();
    assert!(running(&home) >= 2);
    drop(desktop);
    until("the end of the desktop", || running(&home) == 0);
}

/// How many processes have this home.
fn running(home: &Path) -> usize {
    let home = format!("HOME={}\0", home.display());
    let processes = fs::read_dir("/proc").unwrap();
    processes
        .filter(|process| {
            let path = process.as_ref().unwrap().path().join("environ");
            fs::read(path).is_ok_and(|block| String::from_utf8_lossy(&block).contains(&home))
        })
        .count()
}
