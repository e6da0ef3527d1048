//! The check against stand-in exchanges on this machine, with real sockets; and the picture of it.

mod picture;

use super::{Outcome, outcome, paint::painted, with};
use keyleash::{
    KeyPlan, Limits, SelfCheck, danger,
    fixtures::{self, Exchange, FixtureError, Rights},
};
use std::{error::Error, fs, path::Path};

type Tested = Result<(), Box<dyn Error>>;

/// Keys by their names, with what each may do at its stand-in.
fn run(keys: Vec<(&'static str, &'static str, Rights)>) -> Result<Outcome, FixtureError> {
    let mut check = SelfCheck::new();
    let mut open = Vec::new();
    for (name, venue, rights) in keys {
        let exchange = Exchange::open(venue)?;
        let (spec, address) = (exchange.venue(), exchange.address());
        // It limits a day, as the bot's own may, and wants counters.
        let policy = fixtures::policy(spec).limits(Limits::new().orders_per_day(5));
        let plan = KeyPlan::new(spec, exchange.issue(rights), &policy)
            .with(move |key| danger::any_loopback(key, address));
        check = check.key(name, plan);
        open.push(exchange);
    }
    Ok(outcome(check, fixtures::send))
}

/// One good key, one that can withdraw, and one that works from everywhere.
fn three() -> Result<Outcome, FixtureError> {
    run(vec![
        ("maker", "kucoin", Rights::good()),
        ("hedger", "okx", Rights::withdrawing()),
        ("taker", "bybit", Rights::open_to_all()),
    ])
}

#[test]
fn good_keys_are_accepted_with_a_limit_of_a_day() -> Tested {
    let checked = run(vec![("maker", "kucoin", Rights::good())])?;
    assert_eq!(checked.code(), 0, "{checked}");
    let text = checked.to_string();
    let start = "self-check: 1 key, accepted\nmaker: kucoin key ";
    assert!(text.starts_with(start), "{text}");
    let json = with(checked.json(), &None::<()>);
    assert_eq!(json["accepted"], true);
    assert_eq!(json["keys"][0]["outcome"], "accepted");
    assert!(json["configuration"].is_null() && json["time"].is_string());
    Ok(())
}

#[test]
fn every_fault_of_every_key_is_told() -> Tested {
    let checked = three()?;
    assert_eq!(checked.code(), 77, "{checked}");
    let text = checked.to_string();
    for wanted in ["KL-WITHDRAW", "KL-OPEN-TO-ALL", "maker: kucoin key"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // What the venues said comes on demand.
    assert!(!text.contains("  asked  ") && format!("{checked:#}").contains("  asked  "));
    Ok(())
}

/// Colours are put in, and nothing else: each is taken off again where nobody wants it.
#[test]
fn colour_changes_no_text() -> Tested {
    for checked in [three()?, run(Vec::new())?] {
        for text in [checked.to_string(), format!("{checked:#}")] {
            let told = painted(&text, checked.keys());
            assert_eq!(picture::plain(&told), text);
            assert!(told.contains("\u{1b}[31m"), "{told:?}");
        }
    }
    let good = run(vec![("maker", "kucoin", Rights::good())])?;
    let told = painted(&good.to_string(), good.keys());
    assert!(
        told.contains("\u{1b}[32m") && !told.contains("\u{1b}[31m"),
        "{told:?}"
    );
    Ok(())
}

/// After a change that is meant:
/// `KEYLEASH_WRITE_DOCS=1 cargo test --all-features --bin keyleash picture`.
#[test]
fn the_picture_is_what_the_command_shows() -> Tested {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/check.svg");
    let checked = three()?;
    let text = painted(&checked.to_string(), checked.keys());
    let drawn = picture::drawn("keyleash check", &text);
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch of the tests, and no secret"
    )]
    let writes = std::env::var_os("KEYLEASH_WRITE_DOCS").is_some();
    if writes {
        fs::write(&path, &drawn)?;
    }
    assert!(
        fs::read_to_string(&path)? == drawn,
        "docs/check.svg is not what the check shows: write it anew with KEYLEASH_WRITE_DOCS=1"
    );
    assert!(drawn.len() < 20 << 10);
    Ok(())
}
