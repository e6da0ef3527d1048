//! Binance: spot, margin and wallet, USDⓈ-M and COIN-M futures, options, portfolio margin.
//!
//! Sources, read 2026-08: the official spot API documentation (`rest-api.md`, `errors.md`, the
//! FAQ on key types) and the developer site's pages on wallet, sub-account, margin and futures;
//! `binance-connector-python` for the paths. Marked *uncertain* where no official text says so.
//!
//! Margin orders are placed by the flag for spot, so a margin bot's scope holds `Spot` too.
//! Binance states only *that* a key is restricted, not to which addresses. HMAC keys are called
//! deprecated by Binance; Ed25519 keys are recommended. RSA keys are refused.
//!
//! `ws-api` logs in to the spot API for orders over a socket, which Binance allows to Ed25519 keys
//! only: it refuses the login of an HMAC key. `user-data` opens the stream of the account there,
//! for both, and logs in to nothing. The sockets for futures are left out: whether they have a
//! login, beside a signature per message, is *uncertain*. Their streams of the account, and the one
//! of margin, open by a listen key or token from the table.

mod endpoints;
mod readings;
mod trading;

pub use endpoints::*;

use super::{
    Alphabet, Cause, Pattern, Piece, Question, Refusal, Retirement, Service, Site, Socket, Spec,
    States, Telling, Venue,
};
use crate::{
    permission::{
        Admin, Earn, Futures, Margin, Options, PermissionSet, Read, Spot, Transfer, Withdraw,
    },
    report::{
        Allowlist, Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Binance, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Binance {}

impl Venue for Binance {
    const SPEC: &'static Spec = &Spec {
        id: "binance",
        title: "Binance",
        variables: "BINANCE",
        words: &["binance", "x-mbx"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 64, 64)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 64, 64)]),
        ],
        sources: &[
            (
                "binance-spot-api-docs (REST, sockets, FIX, errors, key types)",
                "2026-07-21",
            ),
            (
                "developers.binance.com (wallet, sub-account, margin, futures)",
                "2026-08",
            ),
            ("binance-connector-python", "2026-08-21"),
            ("binance-api-swagger, spot_api.yaml", "2024-10"),
            ("binance-signature-examples", "2026-08"),
            (
                "announcement on the rules of API key permissions, of 2021-07",
                "2026-08",
            ),
            ("binance-spot-api-docs, README (support)", "2026-11"),
        ],
        services: &[
            Service {
                name: "spot",
                prefixes: &["/api/", "/sapi/", "/wapi/", "/v1/"],
                scheme: SCHEME,
            },
            Service {
                name: "usd-m",
                prefixes: &["/fapi/"],
                scheme: SCHEME,
            },
            Service {
                name: "coin-m",
                prefixes: &["/dapi/"],
                scheme: SCHEME,
            },
            Service {
                name: "options",
                prefixes: &["/eapi/"],
                scheme: SCHEME,
            },
            Service {
                name: "portfolio",
                prefixes: &["/papi/"],
                scheme: SCHEME,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[
                    (
                        "spot",
                        &[
                            "api.binance.com",
                            "api-gcp.binance.com",
                            "api1.binance.com",
                            "api2.binance.com",
                            "api3.binance.com",
                            "api4.binance.com",
                        ],
                    ),
                    ("usd-m", &["fapi.binance.com"]),
                    ("coin-m", &["dapi.binance.com"]),
                    ("options", &["eapi.binance.com"]),
                    ("portfolio", &["papi.binance.com"]),
                ],
                headers: &[],
                mark: "",
                questions: &[
                    Question {
                        row: API_RESTRICTIONS.row(),
                        query: &[],
                        body: &[],
                        read: read_restrictions,
                        instead: None,
                    },
                    Question {
                        row: ACCOUNT.row(),
                        query: &[("omitZeroBalances", Part::Lit("true"))],
                        body: &[],
                        read: read_account,
                        instead: None,
                    },
                ],
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    (
                        "spot",
                        &["testnet.binance.vision", "api1.testnet.binance.vision"],
                    ),
                    ("usd-m", &["testnet.binancefuture.com"]),
                    ("coin-m", &["testnet.binancefuture.com"]),
                ],
                headers: &[],
                mark: "",
                // There is no wallet API on the testnet: the key can be tried, not asked.
                questions: &[Question {
                    row: ACCOUNT.row(),
                    query: &[("omitZeroBalances", Part::Lit("true"))],
                    body: &[],
                    read: read_account,
                    instead: None,
                }],
                tells_rights: false,
            },
            Site {
                environment: Environment::Demo,
                hosts: &[
                    ("spot", &["demo-api.binance.com"]),
                    ("usd-m", &["demo-fapi.binance.com"]),
                ],
                headers: &[],
                mark: "",
                questions: &[Question {
                    row: ACCOUNT.row(),
                    query: &[("omitZeroBalances", Part::Lit("true"))],
                    body: &[],
                    read: read_account,
                    instead: None,
                }],
                tells_rights: false,
            },
        ],
        keys: &[
            KeyForm {
                kind: KeyKind::HmacSha256,
                secret: Coding::Text,
                signature: Coding::Hex,
                algorithm: "",
            },
            KeyForm {
                kind: KeyKind::Ed25519,
                secret: Coding::Text,
                signature: Coding::Base64,
                algorithm: "",
            },
        ],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: trading::TRADING,
        evidence: trading::EVIDENCE,
        readings: readings::READINGS,
        sockets: &[
            Socket {
                name: "ws-api",
                urls: SOCKET_URLS,
                scheme: LOGON,
                challenges: false,
                does: SPOT,
            },
            Socket {
                name: "user-data",
                urls: SOCKET_URLS,
                scheme: SUBSCRIPTION,
                // The text is that of the logon, so its signature is as good for that.
                challenges: false,
                does: SPOT,
            },
        ],
        states: States {
            allowlist: Telling::Partly,
            created: Telling::Yes,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // The number of days changed from 30 to 90 and is uncertain; the shorter one is taken.
        lapses: &[Lapse {
            of: PermissionSet::of::<Spot>()
                .with::<Margin>()
                .with::<Futures>()
                .with::<Options>(),
            unbound_only: true,
            days: 30,
            since: Since::Creation,
            what: "takes the trading rights off a key without an allowlist after 30 days",
        }],
        console: Console {
            page: "https://www.binance.com/en/my/settings/api-management",
            edit: "API Management > Edit restrictions",
            restrict: "API Management > Edit restrictions > Restrict access to trusted IPs only",
            create: "make a new key at API Management > Create API",
            support: Some("https://www.binance.com/en/support-center"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("-2014", &[Cause::UnknownKey]),
            Refusal::new("-2008", &[Cause::UnknownKey, Cause::OtherEnvironment]),
            Refusal::new(
                "-2015",
                &[
                    Cause::UnknownKey,
                    Cause::AddressNotListed,
                    Cause::PermissionMissing,
                    Cause::OtherEnvironment,
                    Cause::ExpiredKey,
                ],
            ),
            Refusal::new("-1022", &[Cause::WrongSecret]),
            Refusal::new("-1021", &[Cause::ClockOutsideWindow]),
            Refusal::new("-1002", &[Cause::PermissionMissing]),
            Refusal::new("-1003", &[Cause::RateLimited]),
            Refusal::new("-1015", &[Cause::RateLimited]),
            Refusal::new("-1099", &[Cause::UnknownKey, Cause::PermissionMissing]),
            Refusal::new("-2010", &[Cause::AccountRestricted]),
            // Futures: a key of the wrong kind, and an account that may not place orders.
            Refusal::new("-4056", &[Cause::UnknownKey]),
            Refusal::new("-4057", &[Cause::UnknownKey]),
            Refusal::new("-4087", &[Cause::AccountRestricted]),
            Refusal::new("-4088", &[Cause::AccountRestricted]),
        ],
        retirement: Retirement::within(60),
    }
    .checked();
}

/// How requests are signed.
pub(super) const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "5000",
    carriers: Carriers::Both,
    body: BodyForm::Form,
    stamp: &[
        (Place::LastParameter("recvWindow"), Part::Window),
        (Place::LastParameter("timestamp"), Part::Time),
    ],
    text: &[Part::Payload],
    seal: &[
        (Place::LastParameter("signature"), Part::Signature),
        (Place::Header("X-MBX-APIKEY"), Part::KeyId),
    ],
    ..Scheme::PLAIN
};

const SOCKET_URLS: &[(Environment, &str)] = &[
    (
        Environment::Production,
        "wss://ws-api.binance.com:443/ws-api/v3",
    ),
    (
        Environment::Testnet,
        "wss://ws-api.testnet.binance.vision/ws-api/v3",
    ),
    (Environment::Demo, "wss://demo-ws-api.binance.com/ws-api/v3"),
];

/// The parameters of a message, sorted by name; the window is left to Binance.
const SOCKET_TEXT: &[Part] = &[
    Part::Lit("apiKey="),
    Part::KeyId,
    Part::Lit("&timestamp="),
    Part::Time,
];

const LOGON: &Scheme = &Scheme {
    text: SOCKET_TEXT,
    sent: &[
        Part::Lit("{\"id\":\"login\",\"method\":\"session.logon\","),
        Part::Join(SOCKET_PARAMETERS),
        Part::Lit("}"),
    ],
    ..Scheme::PLAIN
};

const SUBSCRIPTION: &Scheme = &Scheme {
    text: SOCKET_TEXT,
    sent: &[
        Part::Lit("{\"id\":\"login\",\"method\":\"userDataStream.subscribe.signature\","),
        Part::Join(SOCKET_PARAMETERS),
        Part::Lit("}"),
    ],
    ..Scheme::PLAIN
};

const SOCKET_PARAMETERS: &[Part] = &[
    Part::Lit("\"params\":{\"apiKey\":"),
    Part::Quoted(&[Part::KeyId]),
    Part::Lit(",\"signature\":\""),
    Part::Signature,
    Part::Lit("\",\"timestamp\":"),
    Part::Time,
    Part::Lit("}"),
];

const READ: PermissionSet = PermissionSet::of::<Read>();
const SPOT: PermissionSet = PermissionSet::of::<Spot>();
const FUTURES: PermissionSet = PermissionSet::of::<Futures>();
const TRANSFER: PermissionSet = PermissionSet::of::<Transfer>();

/// The flags of `apiRestrictions` (wallet API, "Get API Key Permission"). What the trading flag
/// brings along is documented per endpoint: dust, convert and earn calls, and on a master account
/// transfers from and to sub-accounts and the address lists of their keys.
const RIGHTS: &[Right] = &[
    Right::new("enableReading", "Enable Reading", READ).expected(),
    Right::new(
        "enableSpotAndMarginTrading",
        "Enable Spot & Margin Trading",
        SPOT,
    )
    .riding(
        PermissionSet::of::<Margin>()
            .with::<Earn>()
            .with::<Transfer>()
            .with::<Admin>(),
    )
    .expected(),
    Right::new(
        "enableMargin",
        "Enable Margin Loan, Repay & Transfer",
        PermissionSet::of::<Margin>(),
    )
    .expected(),
    Right::new("enableFutures", "Enable Futures", FUTURES).expected(),
    Right::new(
        "enableVanillaOptions",
        "Enable European Options",
        PermissionSet::of::<Options>(),
    )
    .expected(),
    Right::new(
        "enablePortfolioMarginTrading",
        "Enable Portfolio Margin Trading",
        FUTURES.with::<Margin>(),
    )
    .expected(),
    Right::new(
        "enableInternalTransfer",
        "Enable Internal Transfer",
        TRANSFER,
    )
    .expected(),
    Right::new(
        "permitsUniversalTransfer",
        "Permits Universal Transfer",
        TRANSFER,
    )
    .expected(),
    Right::new(
        "enableWithdrawals",
        "Enable Withdrawals",
        PermissionSet::of::<Withdraw>(),
    )
    .expected(),
    // Newer flags, which older answers do not have; each repeats a right from above for FIX.
    Right::new("enableFixApiTrade", "FIX API: Trade", SPOT),
    Right::new("enableFixReadOnly", "FIX API: Read only", READ),
];

pub(super) fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code < 0).then(|| code.to_string())
}

/// `GET /sapi/v1/account/apiRestrictions`.
fn read_restrictions(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let members = answer.members()?;
    for (name, field) in &members {
        match *name {
            "ipRestrict" => {
                facts.allowlist = Stated::ByVenue(if field.bool()? {
                    Allowlist::Restricted
                } else {
                    Allowlist::Open
                });
            }
            "createTime" => facts.created = Stated::ByVenue(field.unsigned()?),
            // When the trading right lapses; absent from newer answers.
            "tradingAuthorityExpirationTime" if !field.is_absent() => {
                facts.expires = Stated::ByVenue(Some(field.unsigned()?));
            }
            "tradingAuthorityExpirationTime" => {}
            name => {
                // A flag, or something new: that is an unknown right where it sounds like one and
                // is not off.
                let known = facts.table.iter().any(|right| right.name == name);
                let on = match field.bool() {
                    Ok(on) => on,
                    Err(unreadable) if known => return Err(unreadable),
                    Err(_) => field.is_structure() || sounds_like_a_right(name),
                };
                if on {
                    facts.grant(name);
                }
            }
        }
    }
    facts.expect_named(|name| members.iter().any(|(own, _)| *own == name));
    Ok(())
}

fn sounds_like_a_right(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["enable", "permit", "allow", "withdraw", "transfer", "trad"]
        .iter()
        .any(|word| name.contains(word))
}

/// `GET /api/v3/account`. Its `canWithdraw` is about the account, not about the key.
fn read_account(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    facts.account = Some(answer.get("uid").unsigned()?.to_string());
    Ok(())
}
