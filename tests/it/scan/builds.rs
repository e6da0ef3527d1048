//! A bot whose `build.rs` scans its source: with a key in it, the build fails.

use super::{folder, keys, write};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The message of `check` is the error that `main` returns.
const BUILD: &str = r#"
fn main() -> Result<(), keyleash::scan::Error> {
    keyleash::scan::Scan::new(env!("CARGO_MANIFEST_DIR")).check()
}
"#;

/// A package that depends on this crate, as a bot does, with the versions that are here already.
fn bot() -> TempDir {
    let here = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        "[package]\nname = \"bot\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [build-dependencies]\nkeyleash = {{ path = {here:?}, features = [\"scan\"] }}\n\n[workspace]\n"
    );
    let lock = std::fs::read_to_string(format!("{here}/Cargo.lock")).unwrap();
    folder(&[
        ("Cargo.toml", manifest.as_str()),
        ("Cargo.lock", lock.as_str()),
        ("build.rs", BUILD),
        ("src/lib.rs", "//! A bot.\n"),
    ])
}

fn build(bot: &TempDir) -> Output {
    Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .current_dir(bot.path())
        // Of its own, since the outer one may be in use.
        .env(
            "CARGO_TARGET_DIR",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/bot"),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap()
}

#[test]
fn a_build_fails_on_a_key_in_the_source() {
    let bot = bot();
    let clean = build(&bot);
    let said = String::from_utf8_lossy(&clean.stderr);
    assert!(clean.status.success(), "{said}");

    let drawn = keys::of("kraken", 40);
    let source = format!(
        "//! A bot.\n\nconst API_KEY: &str = \"{}\";\nconst API_SECRET: &str = \"{}\";\n",
        drawn.id, drawn.secret
    );
    write(bot.path(), "src/lib.rs", source.as_bytes());
    let refused = build(&bot);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success());
    assert!(said.contains("src/lib.rs:4:"), "{said}");
    assert!(!said.contains(&drawn.secret), "it is shown");

    // What was mended builds again.
    write(bot.path(), "src/lib.rs", b"//! A bot.\n");
    assert!(build(&bot).status.success());
}
