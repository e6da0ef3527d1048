//! A bot whose `build.rs` looks at its configuration: what is wrong or not safe fails the build.

use crate::mounted::NEEDLE;
use std::{
    fs,
    process::{Command, Output},
};
use tempfile::TempDir;

const BUILD: &str = "fn main() {\n    keyleash::Config::check_at_build(\"keyleash.toml\");\n}\n";

const GOOD: &str = "[keys.maker]\nvenue = 'binance'\nneeds = ['read', 'spot']\nsource.env = 'NOT_SET'\naccount = { two_factor = 'app' }\naccount_must = { two_factor = 'app' }\n";

/// A package that depends on this crate, as a bot does, with the versions that are here already.
fn bot() -> TempDir {
    let here = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        "[package]\nname = \"bot\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [build-dependencies]\nkeyleash = {{ path = {here:?}, features = [\"toml\"] }}\n\n[workspace]\n"
    );
    let bot = TempDir::new().unwrap();
    let at = |name: &str| bot.path().join(name);
    fs::write(at("Cargo.toml"), manifest).unwrap();
    fs::copy(format!("{here}/Cargo.lock"), at("Cargo.lock")).unwrap();
    fs::write(at("build.rs"), BUILD).unwrap();
    fs::create_dir(at("src")).unwrap();
    fs::write(at("src/lib.rs"), "//! A bot.\n").unwrap();
    bot
}

fn build(bot: &TempDir, text: &str) -> Output {
    fs::write(bot.path().join("keyleash.toml"), text).unwrap();
    Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
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
fn an_unsafe_configuration_fails_the_build() {
    let bot = bot();
    let good = build(&bot, GOOD);
    let said = String::from_utf8_lossy(&good.stderr);
    assert!(good.status.success(), "{said}");

    for (more, told) in [
        (
            "gaps.creation = '2020-01-01'",
            "`keys.maker.gaps.creation` has ended, or ends more",
        ),
        (
            "gaps.rights = '9999-01-01'",
            "`keys.maker.gaps.rights` has ended, or ends more",
        ),
        (
            "account_must.trade_notices = true",
            "`keys.maker.account` falls short, KL-TRADE-NOTICES: nobody declares",
        ),
        (
            "account = { two_factor = 'sms' }",
            "`keys.maker.account` falls short, KL-TWO-FACTOR: the owner declares codes by message",
        ),
        (
            "needs = ['read', 'withdraw']",
            "`keys.maker.needs[1]` asks for `withdraw`",
        ),
        (
            "source = 'NEEDLE'",
            "`keys.maker.source` is a literal, and references only are read: put",
        ),
        (
            "host = 'NEEDLE",
            "the configuration is no TOML at line 7, column ",
        ),
    ] {
        let more = more.replace("NEEDLE", NEEDLE);
        let field = |line: &str| line.split(['.', ' ']).next().map(str::to_owned);
        let kept = GOOD.lines().filter(|line| field(line) != field(&more));
        let text: String = kept
            .chain([more.as_str()])
            .flat_map(|line| [line, "\n"])
            .collect();
        let refused = build(&bot, &text);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(!refused.status.success(), "{text}");
        let told = format!("keyleash.toml: {told}");
        assert!(said.contains(&told), "{told}\n{said}");
        assert!(!said.contains(NEEDLE), "{said}");
    }
    // All of them are told.
    let both = format!("{GOOD}gaps = {{ creation = '2020-01-01', rights = '2020-01-01' }}\n");
    let said = build(&bot, &both).stderr;
    let said = String::from_utf8_lossy(&said);
    let told = said
        .lines()
        .filter(|line| line.contains("keyleash.toml: `keys.maker.gaps."));
    assert_eq!(told.count(), 2, "{said}");

    // What was mended builds again.
    assert!(build(&bot, GOOD).status.success());
}
