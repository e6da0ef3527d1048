//! The kernel's keyrings, in sessions of their own that `keyctl` makes.

use super::{again, load, memory, say, way};
use crate::tools;
use keyleash::{Keyring, SourceError};
use std::{
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

/// Stores the standard input as `$id` for two minutes. Whoever reads it links it into the keyring
/// of the user, where it would stay.
const STORE: &str =
    r"id=$(keyctl padd user keyring:okx@$KEYLEASH_TEST_ENTRY_NAME @s); keyctl timeout $id 120;";
const TEXT: &str = r"printf 'key = a\nsecret = NEEDLE\npassphrase = x\n'";

/// Whether `keyctl` is here, and the kernel lets it do this in a session of its own.
fn has(what: &str) -> bool {
    let session = |script: &str| {
        let mut command = Command::new("keyctl");
        let command = command.args(["session", "-", "sh", "-ec", script]);
        let output = command.stderr(Stdio::null()).output();
        output.is_ok_and(|output| output.status.success())
    };
    tools::has(&["keyctl"])
        && tools::has_else(session(what), "a kernel that lets `keyctl` make keyrings")
}

/// Runs `script` in a new session of the kernel, with `$0` and its arguments as this test binary
/// for that test.
fn session(script: &str, test: &str, way: &str) -> Command {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "keyleash-test-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let child = again(test, way);
    let mut command = Command::new("keyctl");
    command
        .args(["session", "-", "sh", "-ec", script])
        .arg(child.get_program())
        .args(child.get_args())
        .env("KEYLEASH_TEST_ENTRY_NAME", name);
    for (name, value) in child.get_envs() {
        command.env(name, value.unwrap());
    }
    command
}

/// The entry that such a script has stored.
#[expect(clippy::disallowed_methods, reason = "a name is no secret")]
pub(super) fn stored() -> Keyring {
    let store = linux_keyutils_keyring_store::Store::new().unwrap();
    keyring_core::set_default_store(store);
    let name = std::env::var_os("KEYLEASH_TEST_ENTRY_NAME").unwrap();
    Keyring::new(name.into_string().unwrap(), "okx")
}

/// What the child says that such a script starts.
fn said(script: &str) -> String {
    let output = session(script, "keyring::kernel::child", "read")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("outcome: "), "{text}\n{errors}");
    text
}

/// Not a case by itself: run again by [`said`].
#[test]
fn child() {
    if way().as_deref() != Some("read") {
        return;
    }
    match load("okx", stored()) {
        Ok(_) => say("outcome: loaded"),
        Err(SourceError::NotConfigured { .. }) => say("outcome: not configured"),
        Err(error) => say(&format!("outcome: {error}")),
    }
}

#[test]
fn an_entry_of_the_kernel_is_read() {
    if has("keyctl show @s") {
        let text = said(&format!(r#"{TEXT} | {{ {STORE} }}; exec "$0" "$@""#));
        assert!(text.contains("outcome: loaded"), "{text}");
        let text = said(r#"exec "$0" "$@""#);
        assert!(text.contains("outcome: not configured"), "{text}");
    }
}

/// As it stands in the error, but for the timeout: any session of the same user finds it there.
#[test]
fn the_line_of_the_remedy_stores_for_other_sessions() {
    if !has("keyctl get_persistent @s") {
        return;
    }
    let script = format!(
        r#"{TEXT} | {{ id=$(keyctl padd user keyring:okx@$KEYLEASH_TEST_ENTRY_NAME $(keyctl get_persistent @s)); keyctl timeout $id 120; }}
        exec keyctl session - "$0" "$@""#
    );
    let text = said(&script);
    assert!(text.contains("outcome: loaded"), "{text}");
}

#[test]
fn the_timeout_of_the_kernel_ends_an_entry() {
    if !has("keyctl show @s") {
        return;
    }
    let script = format!(
        r#"{TEXT} | {{ {STORE} }}
        id=$(keyctl search @s user keyring:okx@$KEYLEASH_TEST_ENTRY_NAME)
        "$0" "$@"
        keyctl timeout $id 1
        sleep 2
        keyctl print $id 2>&1 || true
        exec "$0" "$@""#
    );
    let text = said(&script);
    let outcomes: Vec<_> = text
        .lines()
        .filter_map(|line| line.split_once("outcome: "))
        .map(|(_, outcome)| outcome)
        .collect();
    // The store does not tell a key that expired from one that never was.
    assert_eq!(outcomes, ["loaded", "not configured"], "{text}");
    assert!(text.contains("Key has expired"), "{text}");
}

#[test]
fn an_entry_of_the_kernel_leaves_nothing_in_memory() {
    if !has("keyctl show @s") {
        return;
    }
    let script = format!(r#"{{ {STORE} }} < "$KEYLEASH_TEST_ENTRY"; exec "$0" "$@""#);
    let mut child = session(&script, "keyring::child", "kernel");
    assert_eq!(memory::Entry::new().left(&mut child), 0);
}
