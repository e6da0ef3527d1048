//! The made-up keys of the demonstration: what each exchange would say about them, and how each
//! has to be judged.

use crate::{
    answers::{self, Said, ago},
    check::Expected,
    dialects::hex,
};
use base64ct::{Base64, Encoding as _};
use jiff::tz::TimeZone;
use keyleash::{
    Code, Date,
    Environment::{self, Demo, Production, Testnet},
    RawCredential, Secret, Source, SourceError, Wanted,
    venue::{self, Cause, Spec},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

/// A key, where it is used, and how it has to be judged.
pub(crate) struct DemoKey {
    pub(crate) name: &'static str,
    pub(crate) spec: &'static Spec,
    /// The environment that the bot takes the key to.
    pub(crate) asked_at: Environment,
    pub(crate) issued: Issued,
    pub(crate) expected: Expected,
}

/// A key as its exchange gave it out.
#[derive(Clone)]
pub(crate) struct Issued {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) passphrase: Option<String>,
    /// The environment that knows the key; none after it was deleted.
    pub(crate) environment: Option<Environment>,
    /// What the exchange says about it.
    pub(crate) answer: Value,
    /// The secret as its owner copied it.
    copied: String,
    /// The day its owner wrote down.
    created: Option<Date>,
}

/// The owner hands the key over; a bot has one of the library's own sources here.
impl Source for Issued {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &String| Secret::new(text.clone());
        let mut raw = RawCredential::new(secret(&self.id), secret(&self.copied));
        if let Some(passphrase) = &self.passphrase {
            raw = raw.with_passphrase(secret(passphrase));
        }
        if let Some(day) = self.created {
            raw = raw.created_on(day);
        }
        Ok(raw)
    }
}

/// Every key. The error names an exchange that the library lost.
pub(crate) fn all() -> Result<Vec<DemoKey>, String> {
    use Expected::{Accepted, Refused, RefusedByVenue};
    let find = |id: &str| venue::find(id).ok_or_else(|| format!("unknown exchange `{id}`"));
    let binance = |name, change: fn(Said) -> Said, expected| {
        let answer = move |_: &str| change(answers::binance(20));
        Ok::<_, String>(made_up(name, find("binance")?, answer, expected))
    };
    let bybit = |name, change: fn(Said) -> Said, expected| {
        let answer = move |id: &str| change(answers::bybit(id, 20));
        Ok::<_, String>(made_up(name, find("bybit")?, answer, expected))
    };
    let okx = |name, change: fn(Said) -> Said, expected| {
        let answer = move |_: &str| change(answers::okx());
        Ok::<_, String>(made_up(name, find("okx")?, answer, expected))
    };
    let kraken = |name, age, change: fn(Said) -> Said, expected| {
        let answer = move |id: &str| change(answers::kraken(id, age));
        Ok::<_, String>(made_up(name, find("kraken")?, answer, expected))
    };
    let futures = |name, change: fn(Said) -> Said, expected| {
        let answer = move |id: &str| change(answers::kraken_futures(id, 20));
        Ok::<_, String>(made_up(name, find("kraken_futures")?, answer, expected))
    };
    let elsewhere = |code, cause| RefusedByVenue { code, cause };
    Ok(vec![
        binance("spot-maker", same, Accepted(&[Code::WidthNotStated]))?,
        bybit("spot-maker", same, Accepted(&[]))?,
        okx("spot-maker", same, Accepted(&[]))?.declared(20),
        kraken("spot-maker", 20, same, Accepted(&[]))?,
        futures("perp-maker", same, Accepted(&[]))?,
        binance("rehearsal", same, Accepted(&[Code::NotAsked]))?
            .made_for(Testnet)
            .taken_to(Testnet),
        binance(
            "payout",
            |said| said.with("/enableWithdrawals", true),
            Refused(&[Code::Withdraw]),
        )?,
        binance(
            "home-office",
            |said| said.with("/ipRestrict", false),
            Refused(&[Code::OpenToAll]),
        )?,
        binance(
            "leftover-futures",
            |said| said.with("/enableFutures", true),
            Refused(&[Code::Surplus]),
        )?,
        binance(
            "half-an-answer",
            |said| said.without("enableWithdrawals"),
            Refused(&[Code::RightsNotStated]),
        )?,
        bybit(
            "whole-datacentre",
            |said| said.with("/ips", json!(["18.181.0.0/16"])),
            Refused(&[Code::EntryTooWide]),
        )?,
        okx("undated", same, Refused(&[Code::CreationNotStated]))?,
        kraken("heirloom", 200, same, Refused(&[Code::TooOld]))?,
        kraken(
            "novelty",
            20,
            |said| said.with("/permissions/0", "lend-everything"),
            Refused(&[Code::UnknownRight]),
        )?,
        futures(
            "open-door",
            |said| said.with("/allowedCidrBlocks", json!(["0.0.0.0/0"])),
            Refused(&[Code::OpenToAll]),
        )?,
        binance(
            "test-key",
            same,
            elsewhere("-2008", Cause::OtherEnvironment),
        )?
        .made_for(Testnet),
        bybit(
            "test-key",
            same,
            elsewhere("10003", Cause::OtherEnvironment),
        )?
        .made_for(Testnet),
        okx(
            "demo-key",
            same,
            elsewhere("50101", Cause::OtherEnvironment),
        )?
        .made_for(Demo),
        kraken(
            "deleted",
            20,
            same,
            elsewhere("EAPI:Invalid key", Cause::UnknownKey),
        )?
        .deleted(),
        binance("mistyped", same, elsewhere("-1022", Cause::WrongSecret))?.mistyped(),
    ])
}

fn same(said: Said) -> Said {
    said
}

impl DemoKey {
    /// The same key, given out by another environment than production.
    fn made_for(mut self, environment: Environment) -> Self {
        self.issued.environment = Some(environment);
        self
    }

    fn deleted(mut self) -> Self {
        self.issued.environment = None;
        self
    }

    /// The same key, with a secret that is not quite the exchange's.
    fn mistyped(mut self) -> Self {
        self.issued.copied = self.issued.secret.chars().rev().collect();
        self
    }

    fn taken_to(mut self, environment: Environment) -> Self {
        self.asked_at = environment;
        self
    }

    /// The same key, with the day that its owner wrote down.
    fn declared(mut self, age: i64) -> Self {
        let day = ago(age).to_zoned(TimeZone::UTC);
        self.issued.created = Some(Date::new(day.year(), day.month(), day.day()));
        self
    }
}

/// A production key whose parts look like the exchange's. They are derived from its name, so that
/// no secret stands in a file and every run shows the same fingerprints.
fn made_up(
    name: &'static str,
    spec: &'static Spec,
    answer: impl Fn(&str) -> Said,
    expected: Expected,
) -> DemoKey {
    let bytes = |part: &str| Sha512::digest(format!("made up: {} {name} {part}", spec.id()));
    let hex = |part: &str, digits| hex(&bytes(part)).chars().take(digits).collect::<String>();
    let (id, secret) = match spec.id() {
        "binance" => (hex("id", 64), hex("secret", 64)),
        "bybit" => (hex("id", 18), hex("secret", 36)),
        "okx" => (hex("id", 32), hex("secret", 32).to_uppercase()),
        _ => (
            Base64::encode_string(bytes("id").get(..42).unwrap_or_default()),
            Base64::encode_string(&bytes("secret")),
        ),
    };
    DemoKey {
        name,
        spec,
        asked_at: Production,
        issued: Issued {
            answer: answer(&id).into_value(),
            id,
            copied: secret.clone(),
            secret,
            passphrase: spec
                .has_passphrase()
                .then(|| hex("passphrase", 12) + "-Aa1"),
            environment: Some(Production),
            created: None,
        },
        expected,
    }
}
