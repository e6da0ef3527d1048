//! What every public type shows of itself, checked in, and that none of it is a secret.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test it snapshots`, then read
//! the difference.

use crate::support::{ANY_KEY, Fixed, at, policy};
use core::fmt::{Debug, Display, Write as _};
use keyleash::{
    Account, AnyCredential, AnySigner, ApiCredential, Cause, Code, CountersError, Date,
    DeletionError, Env, Environment, Error, Fate, Gap, InspectError, InspectionError, KeyError,
    KeyFault, KeyPlan, Limit, Limits, Listed, LoadError, Malformed, Method, NoSigner, Notice,
    PermissionSet, Policy, RawCredential, Report, Request, RollBackError, Rotation, RotationError,
    Secret, SelfCheck, Severity, SignError, SignedRequest, Signer, Source, SourceError, Stated,
    TwoFactor, Unready, VerifyError, Wanted, danger,
    permission::{Futures, Read},
    venue::{self, Spec, binance, binance::Binance, okx, okx::Okx},
};
use std::{cell::RefCell, time::Duration};

keyleash::scope! { Trader = Read | Spot }
keyleash::scope! { Watcher = Read }

const POLICY: Policy<Trader> = Policy::new().max_age_days(60);

/// In every secret that is wrong on purpose.
const NEEDLE: &str = "NEEDLE";

/// Texts with their names, which end as one snapshot.
#[derive(Default)]
struct Shown(String);

impl Shown {
    fn debug(&mut self, name: &str, value: impl Debug) -> &mut Self {
        clean(name, &format!("{value:#?}"));
        self.entry(name, &format!("{value:?}"))
    }

    /// `Debug` and `Display`, once where they are equal.
    fn both(&mut self, name: &str, value: impl Debug + Display) -> &mut Self {
        let shown = value.to_string();
        if format!("{value:?}") == shown {
            return self.entry(name, &shown);
        }
        self.debug(name, &value).entry("  shown", &shown)
    }

    /// `Debug` and `Display` have to be equal: `main` prints the first one. What an error is from
    /// is looked at too.
    fn error(&mut self, name: &str, error: &dyn std::error::Error) -> &mut Self {
        let text = error.to_string();
        assert_eq!(format!("{error:?}"), text, "{name}");
        let mut source = error.source();
        while let Some(error) = source {
            clean(name, &format!("{error} {error:?}"));
            source = error.source();
        }
        self.entry(name, &text)
    }

    fn entry(&mut self, name: &str, text: &str) -> &mut Self {
        clean(name, text);
        writeln!(self.0, "{name}: {text}").unwrap();
        self
    }
}

/// No piece of a secret, of eight characters or more, is in `text`.
fn clean(name: &str, text: &str) {
    assert!(!text.contains(NEEDLE), "{name} shows a secret");
    for secret in [ANY_KEY.key, ANY_KEY.secret, ANY_KEY.passphrase] {
        for at in 0..=secret.len() - 8 {
            let piece = &secret[at..at + 8];
            assert!(!text.contains(piece), "{name} shows `{piece}`");
        }
    }
}

const BINANCE: &[&str] = &[
    r#"{"ipRestrict":true,"createTime":1790640000000,"enableReading":true,"enableWithdrawals":false,"enableInternalTransfer":false,"enableMargin":false,"enableFutures":false,"permitsUniversalTransfer":false,"enableVanillaOptions":false,"enableSpotAndMarginTrading":true,"enablePortfolioMarginTrading":false}"#,
    r#"{"canTrade":true,"canWithdraw":true,"uid":354937868}"#,
];
const BINANCE_BAD: &[&str] = &[
    r#"{"ipRestrict":false,"createTime":1759276800000,"enableReading":true,"enableWithdrawals":true,"enableInternalTransfer":false,"enableMargin":false,"enableFutures":true,"permitsUniversalTransfer":false,"enableVanillaOptions":false,"enableSpotAndMarginTrading":true,"enablePortfolioMarginTrading":false,"enableMoonTravel":true}"#,
    BINANCE[1],
];
const OKX: &[&str] = &[
    r#"{"code":"0","msg":"","data":[{"uid":"44705892343619584","perm":"read_only,trade","ip":"52.28.19.7,2a05:d014:e22::7"}]}"#,
];
const OKX_BAD: &[&str] = &[
    r#"{"code":"0","msg":"","data":[{"uid":"44705892343619584","perm":"read_only,withdraw","ip":"10.0.0.0/8"}]}"#,
];

fn spec(id: &str) -> &'static Spec {
    venue::find(id).unwrap()
}

fn credential(id: &str) -> AnyCredential {
    AnyCredential::load(spec(id), ANY_KEY)
        .unwrap()
        .created_on(Date::new(2026, 10, 1))
}

fn ask(credential: &AnyCredential, answers: &[&str]) -> Result<Report, InspectionError> {
    let mut inspection = credential.inspection();
    let mut answers = answers.iter();
    while inspection.next_request_at(at(0))?.is_some() {
        let Some(answer) = answers.next() else { break };
        let answer = http::Response::builder()
            .header("Date", "Fri, 20 Nov 2026 01:00:00 GMT")
            .body(answer)
            .unwrap();
        inspection.answer_at(&answer, at(0))?;
    }
    inspection.finish()
}

fn any_signer(id: &str, answers: &[&str]) -> AnySigner {
    let credential = credential(id);
    let report = ask(&credential, answers).unwrap();
    credential.verify_at(&policy(), report, at(0)).unwrap()
}

fn typed() -> Signer<Binance, Trader> {
    let credential = ApiCredential::<Binance>::load(ANY_KEY).unwrap();
    let report = ask(&self::credential("binance"), BINANCE).unwrap();
    credential.verify_at(&POLICY, report, at(0)).unwrap()
}

/// Notes what it was asked for.
struct Asked<'a>(&'a RefCell<Option<Wanted>>);
impl Source for Asked<'_> {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        *self.0.borrow_mut() = Some(*wanted);
        ANY_KEY.read(wanted)
    }
}

#[test]
fn secrets_and_credentials() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let raw = RawCredential::new(secret(ANY_KEY.key), secret(ANY_KEY.secret));
    let whole = RawCredential::new(secret(ANY_KEY.key), secret(ANY_KEY.secret))
        .with_passphrase(secret(ANY_KEY.passphrase))
        .created_on(Date::new(2026, 10, 1));
    let wanted = RefCell::new(None);
    let loaded = AnyCredential::load_for(spec("okx"), Environment::Demo, Asked(&wanted)).unwrap();
    let loopback =
        danger::any_loopback(credential("kraken"), "127.0.0.1:8080".parse().unwrap()).unwrap();
    let mut shown = Shown::default();
    shown
        .debug("Secret", secret(ANY_KEY.secret))
        .debug("RawCredential", raw)
        .debug("RawCredential, whole", whole)
        .debug("Wanted", wanted.borrow().unwrap())
        .debug(
            "ApiCredential",
            ApiCredential::<Binance>::load(ANY_KEY).unwrap(),
        )
        .debug("AnyCredential", &loaded)
        .debug("AnyCredential, loopback", &loopback)
        .both("Fingerprint", loaded.fingerprint())
        .debug("Inspection", loaded.inspection())
        .debug("Env", Env::new())
        .debug("Env, prefixed", Env::prefixed("DESK2"));
    #[cfg(unix)]
    {
        use keyleash::{Command, File, Mounted};
        let command = Command::new("pass").arg(NEEDLE).pass_env("VAULT_ADDR");
        shown
            .debug("File", File::new("keys/okx.key"))
            .debug("Command", &command)
            .debug("CommandPair", Command::pair(command.clone(), command))
            .debug("Mounted", Mounted::new("/run/secrets/okx"))
            .debug(
                "Mounted, credentials",
                Mounted::credentials().prefixed("okx_"),
            );
    }
    insta::assert_snapshot!("secrets_and_credentials", shown.0);
}

#[test]
fn signers_and_requests() {
    let signer = typed();
    let okx = any_signer("okx", OKX);
    let call = binance::NEW_ORDER.query("symbol=BTCUSDT&side=BUY");
    let order = signer.sign_at(call, at(1)).unwrap();
    let signature = order
        .query()
        .rsplit_once("signature=")
        .unwrap()
        .1
        .to_owned();
    let asked = Request::new(
        Method::Get,
        "https://www.okx.com/api/v5/account/balance?ccy=BTC",
    )
    .unwrap();
    let balance = okx.sign_at(&asked, at(1)).unwrap();
    let header = balance.header("OK-ACCESS-SIGN").unwrap().to_owned();
    let sent: http::Request<Vec<u8>> = okx.sign_at(&asked, at(2)).unwrap().try_into().unwrap();
    let second = sent.headers()["OK-ACCESS-SIGN"]
        .to_str()
        .unwrap()
        .to_owned();
    let mut shown = Shown::default();
    shown
        .debug("Signer", &signer)
        .debug("Signer, narrowed", signer.narrow::<Watcher>())
        .debug("AnySigner", &okx)
        .debug("Endpoint", binance::NEW_ORDER)
        .debug("Call", call)
        .debug("Request", asked)
        .debug("SignedRequest", &order)
        .debug("SignedRequest, empty", SignedRequest::new())
        .debug("SignedRequest, headers", &balance)
        .debug("http::Request", &sent)
        .debug("Spec", signer.clone().into_any().venue())
        .debug("Standing", okx.standing_at(at(3)))
        .debug("Standing, late", okx.standing_at(at(20 * 3_600)))
        .debug("Standing, stale", okx.standing_at(at(24 * 3_600)))
        .debug("Standing, past", okx.standing_at(at(90 * 24 * 3_600)));
    okx.stop();
    shown.debug("Standing, stopped", okx.standing());
    for signature in [signature, header, second] {
        assert!(signature.len() > 40);
        assert!(!shown.0.contains(&signature), "a signature is shown");
    }
    insta::assert_snapshot!("signers_and_requests", shown.0);
}

/// The secret headers are marked, so that clients and middlewares that honour the mark hide them.
#[test]
fn secret_headers_are_marked() {
    for (id, answers, names) in [
        ("binance", BINANCE, &["X-MBX-APIKEY"][..]),
        (
            "okx",
            OKX,
            &["OK-ACCESS-KEY", "OK-ACCESS-SIGN", "OK-ACCESS-PASSPHRASE"],
        ),
    ] {
        let path = if id == "okx" {
            "/api/v5/account/balance"
        } else {
            "/api/v3/account"
        };
        let asked = Request::new(Method::Get, path).unwrap();
        let signed = any_signer(id, answers).sign_at(&asked, at(1)).unwrap();
        let sent: http::Request<Vec<u8>> = signed.try_into().unwrap();
        for name in names {
            assert!(sent.headers()[*name].is_sensitive(), "{id}: {name}");
        }
        clean(id, &format!("{:?}", sent.headers()));
    }
}

#[test]
fn reports_and_refusals() {
    let mut shown = Shown::default();
    let okx = credential("okx");
    let report = ask(&okx, OKX).unwrap();
    shown
        .both("Report", &report)
        .entry(
            "Report, JSON",
            &serde_json::to_string_pretty(&report).unwrap(),
        )
        .debug("Stated<Allowlist>", report.allowlist())
        .debug("Stated<SystemTime>", report.created())
        .debug("Stated, not", Stated::<()>::Not)
        .debug("ClockOffset", report.clock_offset());
    let report = ask(&okx, OKX_BAD).unwrap();
    let VerifyError::Refused(refused) = okx.verify_at(&policy(), report, at(0)).unwrap_err() else {
        panic!("not refused");
    };
    shown
        .both("Refused", &refused)
        .both("Violation", &refused.violations()[0])
        .entry(
            "Violation, JSON",
            &serde_json::to_string_pretty(&refused.violations()[0]).unwrap(),
        );
    let binance = credential("binance");
    let report = ask(&binance, BINANCE_BAD).unwrap();
    shown.both("Report, bad", &report);
    let error = binance.verify_at(&policy(), report, at(0)).unwrap_err();
    shown.error("VerifyError::Refused", &error);
    insta::assert_snapshot!("reports_and_refusals", shown.0);
}

#[test]
fn words() {
    const LISTED: &[Listed] = &[Listed::new::<Read>(Method::Get, "/api/v9/news")];
    let mut shown = Shown::default();
    shown
        .debug("Policy", POLICY)
        .debug("Policy, danger", danger::accept_any_address(POLICY))
        .debug(
            "AnyPolicy",
            policy()
                .accept_gap(Gap::Allowlist, Date::new(2027, 3, 31))
                .egress_from(["203.0.113.7".parse().unwrap()])
                .list_endpoints(LISTED),
        )
        .both("Date", Date::new(2027, 3, 31))
        .both(
            "PermissionSet",
            PermissionSet::of::<Read>().with::<Futures>(),
        )
        .both("PermissionSet, empty", PermissionSet::EMPTY)
        .both("PermissionSet, never", PermissionSet::NEVER)
        .debug("PermissionIter", PermissionSet::NEVER.into_iter())
        .both("Method", Method::Delete)
        .debug("Gap", Gap::Creation)
        .debug("Console", spec("okx").console())
        .both("Environment", Environment::Testnet)
        .both("Code", Code::Withdraw)
        .debug("Severity", Severity::Refuse)
        .debug("Cause", Cause::NonceTooLow)
        .debug("TwoFactor", TwoFactor::App)
        .both("Account", Account::new().two_factor(TwoFactor::App))
        .both("Account, empty", Account::new());
    insta::assert_snapshot!("words", shown.0);
}

#[cfg(unix)]
#[test]
fn configurations() {
    let read = |text: &str| toml::from_str::<keyleash::UncheckedConfig>(text).unwrap();
    let good = "[policy]\naccount_must.two_factor = 'app'\n[keys.maker]\nvenue = 'okx'\nneeds = ['read']\nhost = 'eea.okx.com'\nsource.file = '/NEEDLE'\nmarkets = ['NEEDLE']\naccount.two_factor = 'app'\n";
    let mut shown = Shown::default();
    shown.debug("UncheckedConfig", read(good));
    let config = read(good).check().unwrap();
    shown.debug("Config", &config);
    shown.debug("ConfiguredKey", config.key("maker").unwrap());
    let wrong = "NEEDLE = 1\n[keys.maker]\nvenue = 'okx'\nneeds = ['NEEDLE']\nsource.secret = 'NEEDLE'\nlimits.orders_per_day = 0\n";
    let error = read(wrong).check().unwrap_err();
    shown.error("ConfigError", &error);
    shown.both("ConfigFault", &error.faults()[0]);
    shown.entry("ConfigError, JSON", &serde_json::to_string(&error).unwrap());
    let one = read("[keys]").check().unwrap_err();
    shown.error("ConfigError, one fault", &one);
    shown.error("Error", &Error::from(one));
    insta::assert_snapshot!("configurations", shown.0);
}

#[test]
fn load_errors() {
    let load = |id: &str, key: &'static str, secret: &'static str, passphrase: &'static str| {
        let source = Fixed {
            key,
            secret,
            passphrase,
        };
        AnyCredential::load(spec(id), source).unwrap_err()
    };
    let (key, secret, passphrase) = (ANY_KEY.key, ANY_KEY.secret, ANY_KEY.passphrase);
    let pem = "-----BEGIN PRIVATE KEY-----\nNEEDLENEEDLE\n-----END PRIVATE KEY-----";
    let loopback = danger::any_loopback(credential("okx"), "192.0.2.1:80".parse().unwrap());
    let mut shown = Shown::default();
    for (name, error) in [
        (
            "key id with a line break",
            load("okx", "NEEDLE\r\nX: y", secret, passphrase),
        ),
        (
            "key id outside ASCII",
            load("okx", "NEEDLE\u{e9}", secret, passphrase),
        ),
        ("empty passphrase", load("okx", key, secret, "")),
        (
            "passphrase with a space",
            load("okx", key, secret, "NEEDLE 1"),
        ),
        ("empty secret", load("okx", key, " ", passphrase)),
        (
            "secret in two",
            load("okx", key, "NEEDLE NEEDLE", passphrase),
        ),
        (
            "no base64",
            load("kraken", key, "NEEDLE-NEEDLE!", passphrase),
        ),
        ("PEM where none is taken", load("okx", key, pem, passphrase)),
        ("broken PEM", load("binance", key, pem, passphrase)),
        (
            "of a closed venue",
            load(
                "binance",
                "LAqUlngMIQkIUjXMUreyu3qn",
                "NEEDLE4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO",
                passphrase,
            ),
        ),
        (
            "no such environment",
            AnyCredential::load_for(spec("kraken"), Environment::Demo, ANY_KEY).unwrap_err(),
        ),
        (
            "another host",
            credential("okx").at_host("NEEDLE.example").unwrap_err(),
        ),
        ("not loopback", loopback.unwrap_err()),
        (
            "no variable",
            AnyCredential::load(spec("okx"), Env::prefixed("KEYLEASH_UNSET")).unwrap_err(),
        ),
    ] {
        shown.error(name, &error);
    }
    for (name, error) in [
        ("KeyError::Empty", KeyError::Empty),
        ("KeyError::Characters", KeyError::Characters),
        ("KeyError::NotBase64", KeyError::NotBase64),
        ("KeyError::NotEd25519", KeyError::NotEd25519),
        ("KeyError::NoKeyPairs", KeyError::NoKeyPairs),
        ("KeyError::NotAKeyPair", KeyError::NotAKeyPair),
        ("KeyError::NotAWallet", KeyError::NotAWallet),
        (
            "KeyError::FeatureMissing",
            KeyError::FeatureMissing {
                kind: "Ed25519",
                feature: "ed25519",
            },
        ),
    ] {
        shown.error(name, &error);
    }
    insta::assert_snapshot!("load_errors", shown.0);
}

#[cfg(unix)]
#[test]
fn file_errors() {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("okx.key");
    let mut shown = Shown::default();
    let large = format!("secret = {}", NEEDLE.repeat(1_000));
    for (name, text, mode) in [
        ("no line of ours", "NEEDLE", 0o600),
        ("an unknown name", "api NEEDLE = NEEDLE", 0o600),
        ("no value", "key = NEEDLE\nsecret =", 0o600),
        ("no secret", "key = NEEDLE", 0o600),
        ("no passphrase", "key = NEEDLE\nsecret = NEEDLE", 0o600),
        ("twice", "key = NEEDLE\nkey = NEEDLE", 0o600),
        ("no day", "created = NEEDLE", 0o600),
        (
            "half a PEM block",
            "-----BEGIN PRIVATE KEY-----\nNEEDLE",
            0o600,
        ),
        ("too large", &large, 0o600),
        ("open to others", "key = NEEDLE", 0o644),
    ] {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let error = AnyCredential::load(spec("okx"), keyleash::File::new(&path)).unwrap_err();
        shown.error(name, &error);
    }
    fs::remove_file(&path).unwrap();
    let error = AnyCredential::load(spec("okx"), keyleash::File::new(&path)).unwrap_err();
    shown.error("no file", &error);
    let text = shown.0.replace(folder.path().to_str().unwrap(), "/folder");
    insta::assert_snapshot!("file_errors", text);
}

#[test]
fn inspection_errors() {
    let binance = |body: &str| ask(&credential("binance"), &[body]).unwrap_err();
    let mut shown = Shown::default();
    for (name, error) in [
        (
            "several causes",
            binance(r#"{"code":-2015,"msg":"NEEDLE"}"#),
        ),
        ("one cause", binance(r#"{"code":-1022,"msg":"NEEDLE"}"#)),
        ("unknown code", binance(r#"{"code":-9999,"msg":"NEEDLE"}"#)),
        ("no JSON", binance("<html>NEEDLE</html>")),
        ("a wrong type", binance(r#"{"ipRestrict":"NEEDLE"}"#)),
        (
            "a key twice",
            binance(r#"{"ipRestrict":true,"ipRestrict":false}"#),
        ),
        ("unfinished", ask(&credential("okx"), &[]).unwrap_err()),
        (
            "out of turn",
            credential("okx")
                .inspection()
                .answer(&http::Response::new("NEEDLE"))
                .unwrap_err(),
        ),
        ("another key", InspectionError::OtherKey { venue: "Bybit" }),
        ("no host", InspectionError::NoHost { venue: "Bybit" }),
    ] {
        if let InspectionError::Refused(refusal) = &error {
            shown.error("VenueRefusal", refusal);
        }
        shown.error(name, &error);
    }
    let transport = credential("okx")
        .inspect(|_| Err::<http::Response<Vec<u8>>, _>(NEEDLE))
        .unwrap_err();
    shown.both("InspectError::Transport", transport);
    let transport = InspectError::Transport {
        venue: "OKX",
        error: NEEDLE,
    };
    shown.error("Error::Transport", &Error::from(transport));
    insta::assert_snapshot!("inspection_errors", shown.0);
}

#[test]
fn sign_errors() {
    let venue = "Binance";
    let environment = Environment::Testnet;
    let mut shown = Shown::default();
    for (name, error) in [
        ("Stopped", SignError::Stopped),
        ("Stale", SignError::Stale),
        ("PastDeadline", SignError::PastDeadline),
        ("NotTls", SignError::NotTls),
        ("OtherHost", SignError::OtherHost),
        ("NoHost", SignError::NoHost { venue, environment }),
        (
            "Never",
            SignError::Never {
                needs: PermissionSet::NEVER,
            },
        ),
        (
            "OutOfScope",
            SignError::OutOfScope {
                needs: PermissionSet::of::<Futures>(),
                scope: "Trader",
            },
        ),
        ("NoSocket", SignError::NoSocket { venue, environment }),
        ("Challenge", SignError::Challenge),
        (
            "SocketTooWide",
            SignError::SocketTooWide {
                can: PermissionSet::NEVER,
            },
        ),
        ("Undecided", SignError::Undecided),
        ("Unlisted", SignError::Unlisted { venue }),
        ("Relabelled", SignError::Relabelled),
        (
            "LimitReached",
            SignError::LimitReached {
                limit: Limit::OrdersPerDay,
                opens: at(82_800),
            },
        ),
        (
            "BeyondLimit",
            SignError::BeyondLimit {
                limit: Limit::WorthPerDay,
            },
        ),
        ("WorthUnstated", SignError::WorthUnstated),
        ("NoMarket", SignError::NoMarket),
        ("MarketUnclear", SignError::MarketUnclear),
        ("MarketNotListed", SignError::MarketNotListed),
        ("NotCounted", SignError::NotCounted),
        ("BesideLimits", SignError::BesideLimits),
        ("Malformed::Path", Malformed::Path.into()),
        ("Malformed::Segment", Malformed::Segment.into()),
        (
            "Header",
            SignError::Header {
                name: "X-MBX-APIKEY",
            },
        ),
        ("Malformed::Method", Malformed::Method.into()),
        ("Malformed::Query", Malformed::Query.into()),
        ("Malformed::Text", Malformed::Text.into()),
        ("Malformed::Form", Malformed::Form.into()),
        ("Malformed::Json", Malformed::Json.into()),
        ("Malformed::Carrier", Malformed::Carrier.into()),
        ("Malformed::Reserved", Malformed::Reserved.into()),
        ("Malformed::Name", Malformed::Name.into()),
        ("Malformed::Encoded", Malformed::Encoded.into()),
        ("Malformed::Url", Malformed::Url.into()),
        ("Malformed::Size", Malformed::Size.into()),
    ] {
        shown.error(name, &error);
    }
    // What a caller wrote is not repeated either.
    let okx = any_signer("okx", OKX);
    for (method, target) in [
        (Method::Get, "/api/v5/account/balance?ccy=NEEDLE NEEDLE"),
        (Method::Get, "https://NEEDLE.example/api/v5/account/balance"),
        (Method::Get, "/api/v5/account/NEEDLE"),
        (Method::Post, "/api/v5/asset/withdrawal?NEEDLE=1"),
        (Method::Post, "/api/v5/trade/order?tdMode=NEEDLE"),
    ] {
        let asked = Request::new(method, target).unwrap();
        shown.error("AnySigner", &okx.sign_at(&asked, at(1)).unwrap_err());
    }
    insta::assert_snapshot!("sign_errors", shown.0);
}

#[test]
fn watches() {
    use keyleash::{
        AccessReview, OrderTag, TradeWatch,
        event::{Event, Order},
        venue::Evidence,
        watch::{Declaration, Found, NoTag, TagError},
    };
    let tag = || OrderTag::new(&Secret::new(ANY_KEY.secret.to_owned())).unwrap();
    let shape = spec("okx").orders().find_map(venue::Orders::client_id);
    let mut watch = TradeWatch::new(tag().into());
    watch.declare(Declaration::orders(spec("okx"), at(0), at(60)).market("BTC-USDT"));
    watch.watches(spec("okx"), &[Evidence::Fills], at(0));
    let mut order = Order::new("1", "ETH-USDT");
    order.client_id = Some("web".to_owned());
    order.at = Some(at(1));
    let findings = watch.see(spec("okx"), &Event::Order(order), at(2));
    let mut review = AccessReview::new().network("203.0.113.0/28".parse().unwrap());
    review.signed(credential("okx").fingerprint(), at(5));
    let mut shown = Shown::default();
    shown
        .debug("OrderTag", tag())
        .debug(
            "TagId",
            tag()
                .client_id(&shape.unwrap(), at(0))
                .unwrap()
                .as_str()
                .len(),
        )
        .debug("TradeWatch", &watch)
        .debug("Gap", watch.gaps(at(900)))
        .both("Finding", &findings[0])
        .debug("AccessReview", &review)
        .error("NoTag::TooSmall", &NoTag::TooSmall)
        .error("NoTag::UsedUp", &NoTag::UsedUp)
        .error("TagError::Form", &TagError::Form)
        .error("TagError::Short", &TagError::Short)
        .error("TagError::Weak", &TagError::Weak);
    for kind in Found::ALL {
        shown.entry(
            kind.as_str(),
            &format!("{:?}: {}", kind.severity(), kind.remedy()),
        );
    }
    #[cfg(unix)]
    {
        use keyleash::watch::WatchError;
        let none = std::io::ErrorKind::NotFound;
        shown
            .error("TagError::Exists", &TagError::Exists)
            .error("TagError::Unwritten", &TagError::Unwritten(none))
            .error("WatchError::NotPrivate", &WatchError::NotPrivate)
            .error("WatchError::Failed", &WatchError::Failed(none))
            .error("WatchError::Unreadable", &WatchError::Unreadable)
            .error("WatchError::Unwritten", &WatchError::Unwritten(none));
    }
    insta::assert_snapshot!("watches", shown.0);
}

#[test]
fn one_error_for_all() {
    let mut shown = Shown::default();
    let old = credential("okx");
    let report = ask(&old, OKX).unwrap();
    let later = at(0) + Duration::from_secs(48 * 3_600);
    let stale = old.verify_at(&policy(), report, later).unwrap_err();
    let report = ask(&credential("okx"), OKX).unwrap();
    let other = credential("binance")
        .verify_at(&policy(), report, at(0))
        .unwrap_err();
    for (name, error) in [
        ("Load", Error::from(LoadError::KeyId)),
        ("Inspection", InspectionError::Unfinished.into()),
        ("Verify::OldReport", stale.into()),
        ("Verify::OtherKey", other.into()),
        ("Sign", SignError::Stopped.into()),
        ("Rotation", RotationError::Overtaken.into()),
        ("Malformed", Malformed::Url.into()),
    ] {
        shown.error(name, &error);
    }
    insta::assert_snapshot!("one_error_for_all", shown.0);
}

#[test]
fn rotations() {
    let signer = any_signer("okx", OKX);
    let second = Fixed {
        key: "another-key-id",
        ..ANY_KEY
    };
    let second = || AnyCredential::load(spec("okx"), second).unwrap();
    let rotation = Rotation::of(&signer);
    let mut shown = Shown::default();
    shown
        .debug("Rotation", &rotation)
        .both("Schedule", signer.due_at(at(0)))
        .debug("Stage", signer.due_at(at(0)).first().unwrap().stage())
        .debug("AccountProbe", rotation.probe(&second()));
    let report = ask(&second(), OKX_BAD).unwrap();
    let refused = rotation.accept_at(second(), report, at(0)).unwrap_err();
    shown.error("RotationError::Refused", &refused);
    for (name, error) in [
        ("RotationError::Stopped", RotationError::Stopped),
        ("RotationError::Overtaken", RotationError::Overtaken),
        (
            "RotationError::Verify",
            RotationError::Verify(VerifyError::OldReport),
        ),
    ] {
        shown.error(name, &error);
    }
    let new = second().created_on(Date::new(2026, 11, 1));
    let report = ask(&new, OKX).unwrap();
    let replaced = Rotation::of(&signer).accept_at(new, report, at(0)).unwrap();
    shown.debug("Replaced", &replaced);
    let early = replaced.retire_at(at(1)).unwrap_err();
    shown
        .error("NotRetired", &early)
        .both("Unready::Overlap", early.why())
        .both("Unready::Signing", Unready::Signing)
        .both("Unready::InUse", Unready::InUse);
    let mut retired = early.into_replaced().retire_early().unwrap();
    shown
        .both("Retired", &retired)
        .error("DeletionError::ByHand", &retired.deletion().unwrap_err())
        .error("DeletionError::NotAllowed", &DeletionError::NotAllowed)
        .error("DeletionError::Gone", &DeletionError::Gone);
    for (name, error) in [
        ("RollBackError::Stopped", RollBackError::Stopped),
        ("RollBackError::PastDeadline", RollBackError::PastDeadline),
        ("RollBackError::Stale", RollBackError::Stale),
        ("RollBackError::Superseded", RollBackError::Superseded),
    ] {
        shown.error(name, &error);
    }
    for (name, status, body) in [
        ("Fate, clock", 401, r#"{"code":"50102","msg":"NEEDLE"}"#),
        ("Fate, several", 401, r#"{"code":"50114","msg":"NEEDLE"}"#),
        ("Fate, unreadable", 200, "NEEDLE"),
        ("Fate, alive", 200, OKX[0]),
        ("Fate, dead", 401, r#"{"code":"50119","msg":"NEEDLE"}"#),
    ] {
        let fate = retired.check_dead(|_| http::Response::builder().status(status).body(body));
        if let Fate::Unknown { why, .. } = &fate {
            shown.debug("Unsure", why);
        }
        shown.both(name, fate);
    }
    shown.debug("Retired, dead", &retired);
    insta::assert_snapshot!("rotations", shown.0);
}

/// The check of this file would see what it looks for.
#[test]
#[should_panic(expected = "shows")]
fn a_shown_secret_is_noticed() {
    clean(
        "a text",
        &format!("the passphrase is {}", &ANY_KEY.passphrase[3..]),
    );
}

/// A typed call and its endpoint show no parameters.
#[test]
fn parameters_are_not_shown() {
    let call = okx::BALANCE.query("ccy=NEEDLE");
    clean("Call", &format!("{call:?} {:?}", okx::BALANCE));
    let _: ApiCredential<Okx> = ApiCredential::load(ANY_KEY).unwrap();
}

/// Limits, and why they cannot be counted.
#[cfg(feature = "fixtures")]
#[test]
fn fixtures() {
    use keyleash::fixtures::{self, Exchange, Fault, FixtureError, Rights};
    let exchange = Exchange::open("okx").unwrap();
    let key = exchange.issue(Rights::good().days_old(3));
    let mut shown = Shown::default();
    shown
        .debug("Rights", Rights::surplus())
        .debug("Fault", Fault::RightsChanged(Rights::unknown()))
        .debug("IssuedKey", &key)
        .debug("credential", exchange.credential(&key).unwrap())
        .debug(
            "credential without a socket",
            fixtures::credential(spec("okx")).unwrap(),
        );
    exchange.misbehave(Fault::ForeignTrade);
    shown
        .debug("Placed", exchange.orders())
        .debug("Exchange", &exchange);
    for (name, error) in [
        ("NoVenue", FixtureError::NoVenue),
        ("OtherVenue", FixtureError::OtherVenue { venue: "OKX" }),
        ("NotLoopback", FixtureError::NotLoopback),
        (
            "NotOpened",
            FixtureError::NotOpened(std::io::ErrorKind::PermissionDenied),
        ),
    ] {
        shown.error(name, &error);
    }
    insta::assert_snapshot!(shown.0);
}

#[test]
fn limits_and_counts() {
    let mut shown = Shown::default();
    let limits = Limits::new()
        .orders_per_second(10)
        .worth_per_day(1_000)
        .markets(&["BTCUSDT", NEEDLE])
        .beside(&["/NEEDLE"])
        .named("maker");
    shown.debug("Limits", &limits);
    shown.debug("Counters", danger::counters_in_memory());
    for limit in [
        Limit::OrdersPerSecond,
        Limit::OrdersPerDay,
        Limit::WorthPerDay,
    ] {
        shown.both("Limit", limit);
    }
    let place = || "the file of counts `/var/lib/bot/counts`".to_owned();
    for (name, error) in [
        ("Missing", CountersError::Missing { place: place() }),
        ("Existing", CountersError::Existing { place: place() }),
        ("Damaged", CountersError::Damaged { place: place() }),
        ("Ahead", CountersError::Ahead { place: place() }),
    ] {
        shown.error(name, &error);
    }
    shown.error("VerifyError::Uncounted", &VerifyError::Uncounted);
    insta::assert_snapshot!("limits_and_counts", shown.0);
}

/// The check of all keys. What a check that failed shows has a snapshot of its own.
#[test]
fn checks() {
    let mut shown = Shown::default();
    let plan = || KeyPlan::new(spec("okx"), ANY_KEY, &POLICY).in_environment(Environment::Demo);
    shown.debug("KeyPlan", plan());
    shown.debug("SelfCheck", SelfCheck::new().key(ANY_KEY.secret, plan()));
    let empty = SelfCheck::new()
        .run(|_| Ok::<http::Response<Vec<u8>>, std::io::Error>(http::Response::default()));
    shown.error("SelfCheckFailed", &empty.unwrap_err());
    for (name, fault) in [
        ("Load", KeyFault::from(LoadError::KeyId)),
        ("Verify", KeyFault::from(VerifyError::Uncounted)),
        ("Inspection", KeyFault::from(InspectionError::Unsure)),
        (
            "Unreachable",
            KeyFault::Unreachable {
                venue: "Bybit",
                kind: "the connection was refused",
                tries: 1,
            },
        ),
        (
            "NoAnswer",
            KeyFault::NoAnswer {
                within: Duration::from_millis(2_500),
            },
        ),
        ("SameName", KeyFault::SameName),
        ("Panicked", KeyFault::Panicked),
        ("NoThread", KeyFault::NoThread),
    ] {
        shown.error(name, &fault);
    }
    let name = || "maker".to_owned();
    for (of, error) in [
        (
            "NotNamed",
            NoSigner::NotNamed {
                name: name(),
                names: "`hedger`".to_owned(),
            },
        ),
        (
            "OtherVenue",
            NoSigner::OtherVenue {
                name: name(),
                venue: "OKX",
                asked: "Bybit",
            },
        ),
        (
            "OutOfScope",
            NoSigner::OutOfScope {
                name: name(),
                scope: "Trader",
                lacking: PermissionSet::of::<Futures>(),
            },
        ),
    ] {
        shown.error(of, &error);
    }
    insta::assert_snapshot!("checks", shown.0);
}

/// What a bot is told of its keys.
#[test]
fn notices() {
    let mut shown = Shown::default();
    let key = || "maker".into();
    for notice in [
        Notice::Renewed {
            key: key(),
            until: Some(at(0)),
        },
        Notice::Renewed {
            key: key(),
            until: None,
        },
        Notice::RenewalFailed {
            key: key(),
            fault: KeyFault::Panicked,
            again: Duration::from_secs(600),
        },
        Notice::Stopped { key: key() },
        Notice::Stale { key: key() },
        Notice::PastDeadline {
            key: key(),
            due: None,
        },
    ] {
        shown.both("Notice", notice);
    }
    let due = any_signer("binance", BINANCE).due_at(at(0));
    let due = due.first().unwrap();
    for days in [0, 1, 12] {
        shown.both(
            "Notice",
            Notice::DeadlineNear {
                key: key(),
                days,
                due: due.clone(),
            },
        );
    }
    shown.both(
        "Notice",
        Notice::PastDeadline {
            key: key(),
            due: Some(due.clone()),
        },
    );
    insta::assert_snapshot!("notices", shown.0);
}
