//! Bitget: one host, and two kinds of accounts with endpoints of their own; demo keys are told
//! apart by a header.
//!
//! Sources: Bitget's API documentation (signature, account information, sub-accounts, error
//! codes), its own `agent_hub` and SDK, community SDKs, read 2026-03 to 2026-11. No published
//! vector has a signature: the ones here are by other programs.
//!
//! Each key belongs to a unified account (v3) or a classic one (v2), and each kind refuses the
//! endpoints of the other (40084, 25245, 40085). Asked is what v3 says of the key, and where it
//! turns a classic key away, what v2 says. Should v3 answer for a classic key, the codes of v2 are
//! read there too.
//!
//! Bitget states neither when a key was made, which is declared with `created_on`, nor when it
//! ends. On a main account the management right makes the keys of sub-accounts, and balances
//! cannot be read without it: a bot's key belongs on a sub-account. Key pairs (RSA) are not
//! supported: use a key with a secret that Bitget generated. Some programs sign the query with its
//! percent codes read: values in plain characters are the same either way.

mod endpoints;
mod readings;
mod trading;

pub use endpoints::*;

use super::{
    Alphabet, Cause, Pattern, Piece, Question, Refusal, Retirement, Service, Site, Socket, Spec,
    States, Telling, Venue,
};
use crate::{
    permission::{Admin, Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind},
    },
};

/// Bitget, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Bitget {}

impl Venue for Bitget {
    const SPEC: &'static Spec = &Spec {
        id: "bitget",
        title: "Bitget",
        variables: "BITGET",
        words: &["bitget"],
        patterns: &[
            Pattern::key_id(&[Piece::Text("bg_"), Piece::Run(Alphabet::LowerHex, 28, 40)]).alone(),
            Pattern::secret(&[Piece::Run(Alphabet::LowerHex, 64, 64)]),
        ],
        sources: &[
            (
                "bitget.com api-doc, signature and account information",
                "2026-11",
            ),
            ("BitgetLimited/agent_hub", "2026-03"),
            ("BitgetLimited/v3-bitget-api-sdk", "2026-03"),
            ("tiagosiebler/bitget-api", "2026-07"),
            ("JKorf/Bitget.Net, codes of errors", "2026-07"),
            ("ccxt 4.5.90, paths and signature", "2026-11"),
        ],
        services: &[Service {
            name: "rest",
            prefixes: &["/api/v2/", "/api/v3/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: HOSTS,
                headers: &[("locale", "en-US")],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Demo,
                hosts: HOSTS,
                headers: &[("locale", "en-US"), ("paptrading", "1")],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha256,
            secret: Coding::Text,
            signature: Coding::Base64,
            algorithm: "",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: trading::TRADING,
        evidence: trading::EVIDENCE,
        readings: readings::READINGS,
        sockets: SOCKETS,
        states: States {
            allowlist: Telling::Yes,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // No rule about keys without an allowlist is documented.
        lapses: &[],
        console: Console {
            page: "https://www.bitget.com/account/newapi",
            edit: "API Keys > Edit > Permissions",
            restrict: "API Keys > Edit > Bind IP address",
            create: "make a new key at API Keys > Create API key > System-generated API key",
            support: None,
        },
        time: Some("requestTime"),
        refusal,
        refusals: REFUSALS,
        retirement: Retirement::within(30),
    }
    .checked();
}

/// How requests are signed. Bitget's examples have the parameters sorted, and it is uncertain
/// whether they have to be.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::ByMethod,
    body: BodyForm::Json,
    sequence: Sequence::Sorted,
    text: &[Part::Time, Part::Method, Part::Target, Part::Body],
    seal: &[
        (Place::Header("ACCESS-KEY"), Part::KeyId),
        (Place::Header("ACCESS-SIGN"), Part::Signature),
        (Place::Header("ACCESS-TIMESTAMP"), Part::Time),
        (Place::Header("ACCESS-PASSPHRASE"), Part::Passphrase),
    ],
    ..Scheme::PLAIN
};

const HOSTS: &[(&str, &[&str])] = &[("rest", &["api.bitget.com"])];

const QUESTIONS: &[Question] = &[Question {
    row: UNIFIED_ACCOUNT_INFO.row(),
    query: &[],
    body: &[],
    read,
    instead: Some((
        &["25245", "40084"],
        &Question {
            row: ACCOUNT_INFO.row(),
            query: &[],
            body: &[],
            read,
            instead: None,
        },
    )),
}];

/// How to log in to a socket; its clock counts seconds.
const LOGIN: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[Part::Time, Part::Lit("GET/user/verify")],
    sent: &[
        Part::Lit(r#"{"op":"login","args":[{"apiKey":"#),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(r#","passphrase":"#),
        Part::Quoted(&[Part::Passphrase]),
        Part::Lit(r#","timestamp":""#),
        Part::Time,
        Part::Lit(r#"","sign":""#),
        Part::Signature,
        Part::Lit(r#""}]}"#),
    ],
    ..Scheme::PLAIN
};

/// Both sockets take orders by messages with `"op":"trade"`.
const SOCKETS: &[Socket] = &[
    Socket {
        name: "classic",
        urls: &[
            (Environment::Production, "wss://ws.bitget.com/v2/ws/private"),
            (Environment::Demo, "wss://wspap.bitget.com/v2/ws/private"),
        ],
        scheme: LOGIN,
        challenges: false,
        does: TRADE,
    },
    Socket {
        name: "unified",
        urls: &[
            (Environment::Production, "wss://ws.bitget.com/v3/ws/private"),
            (Environment::Demo, "wss://wspap.bitget.com/v3/ws/private"),
        ],
        scheme: LOGIN,
        challenges: false,
        does: TRADE,
    },
];

const READ: PermissionSet = PermissionSet::of::<Read>();
const SPOT: PermissionSet = READ.with::<Spot>();
const MARGIN: PermissionSet = READ.with::<Margin>();
const FUTURES: PermissionSet = READ.with::<Futures>();
const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>();
/// What the management of a unified account brings along: transfers and repaying by the docs;
/// loans and earn have no right of their own there, so they are taken to be in it.
const MANAGED: PermissionSet = PermissionSet::of::<Transfer>()
    .with::<Margin>()
    .with::<Earn>();

/// The name that stands for `uta_mgt` on a main account.
const MAIN_MANAGEMENT: &str = "uta_mgt of a main account";
/// The name that stands for whatever a read-only key has.
const READ_ONLY: &str = "read-only";

const RIGHTS: &[Right] = &[
    // The unified account.
    Right::new(READ_ONLY, "Read-only", READ),
    Right::new("uta_trade", "Unified account trading", READ.or(TRADE)),
    Right::new("uta_mgt", "Unified account management", READ).riding(MANAGED),
    Right::new(
        MAIN_MANAGEMENT,
        "Unified account management, on a main account",
        READ.with::<Admin>(),
    )
    .riding(MANAGED),
    Right::new("withdraw", "Withdraw", READ.with::<Withdraw>()),
    Right::new(
        "copy_futures_position",
        "Futures copy trading > Positions",
        FUTURES,
    ),
    Right::new(
        "copy_futures_order",
        "Futures copy trading > Orders",
        FUTURES,
    ),
    // The classic account; the first two are in the example of its documentation only.
    Right::new("readonly", "Read-only (classic)", READ),
    Right::new("trade", "Trade (classic)", READ.or(TRADE)),
    Right::new("coor", "Read: futures orders", READ),
    Right::new("cpor", "Read: futures holdings", READ),
    Right::new("stor", "Read: spot trade", READ),
    Right::new("smor", "Read: margin trade", READ),
    Right::new("ttor", "Read: copy trading", READ),
    Right::new("wtor", "Read: wallet transfer", READ),
    Right::new("taxr", "Read: tax", READ),
    Right::new("chor", "Read: sub-account", READ),
    Right::new("p2pr", "Read: P2P", READ),
    Right::new("coow", "Read and write: futures orders", FUTURES),
    Right::new("cpow", "Read and write: futures holdings", FUTURES),
    Right::new("stow", "Read and write: spot trade", SPOT),
    Right::new("smow", "Read and write: margin trade", MARGIN),
    Right::new(
        "ttow",
        "Read and write: copy trading",
        FUTURES.with::<Spot>(),
    ),
    Right::new(
        "wtow",
        "Read and write: wallet transfer",
        READ.with::<Transfer>(),
    ),
    Right::new(
        "wwow",
        "Read and write: wallet withdrawal",
        READ.with::<Withdraw>(),
    ),
    Right::new(
        "chow",
        "Read and write: sub-account management",
        READ.with::<Admin>(),
    ),
    // Sells to another owner.
    Right::new("p2p", "Read and write: P2P", READ.with::<Withdraw>()),
];

const REFUSALS: &[Refusal] = &[
    // A deleted key and an expired one have no codes that tell them apart (uncertain).
    Refusal::new("40006", &[Cause::UnknownKey, Cause::ExpiredKey]),
    Refusal::new("40037", &[Cause::UnknownKey, Cause::ExpiredKey]),
    Refusal::new("40041", &[Cause::UnknownKey, Cause::ExpiredKey]),
    Refusal::new("40099", &[Cause::OtherEnvironment]),
    Refusal::new("40009", &[Cause::WrongSecret]),
    Refusal::new("40011", &[Cause::WrongPassphrase]),
    Refusal::new("40012", &[Cause::UnknownKey, Cause::WrongPassphrase]),
    Refusal::new("40036", &[Cause::WrongPassphrase]),
    Refusal::new("40018", &[Cause::AddressNotListed]),
    Refusal::new("40038", &[Cause::AddressNotListed]),
    Refusal::new("49003", &[Cause::AddressNotListed]),
    // The call wants a key with an allowlist, and this one has none.
    Refusal::new("22010", &[Cause::AddressNotListed]),
    Refusal::new("40014", &[Cause::PermissionMissing]),
    Refusal::new("40025", &[Cause::PermissionMissing]),
    Refusal::new("40040", &[Cause::PermissionMissing]),
    Refusal::new("40004", &[Cause::ClockOutsideWindow]),
    Refusal::new("40005", &[Cause::ClockOutsideWindow]),
    Refusal::new("40008", &[Cause::ClockOutsideWindow]),
    Refusal::new("40078", &[Cause::ClockOutsideWindow]),
    Refusal::new("40911", &[Cause::ClockOutsideWindow]),
    Refusal::new("40013", &[Cause::AccountRestricted]),
    Refusal::new("40016", &[Cause::AccountRestricted]),
    Refusal::new("40022", &[Cause::AccountRestricted]),
    Refusal::new("40023", &[Cause::AccountRestricted]),
    Refusal::new("40024", &[Cause::AccountRestricted, Cause::Region]),
    Refusal::new("40026", &[Cause::AccountRestricted]),
    Refusal::new("40031", &[Cause::AccountRestricted]),
    Refusal::new("40710", &[Cause::AccountRestricted]),
    Refusal::new("40760", &[Cause::AccountRestricted]),
    Refusal::new("40029", &[Cause::RateLimited]),
    Refusal::new("429", &[Cause::RateLimited]),
    Refusal::new("40010", &[Cause::Unavailable]),
    Refusal::new("40015", &[Cause::Unavailable]),
    Refusal::new("40725", &[Cause::Unavailable]),
    Refusal::new("45001", &[Cause::Unavailable]),
    // An endpoint of the other kind of account.
    Refusal::new("40085", &[Cause::Unavailable]),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != 0).then(|| code.to_string())
}

/// `GET /api/v3/account/info`, or of v2, in the shape of either.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    let data = answer.get("data");
    let (unified, classic) = (data.get("permissions"), data.get("authorities"));
    if !classic.is_absent() {
        for name in classic.texts()? {
            facts.grant(name);
        }
    }
    if !unified.is_absent() || classic.is_absent() {
        read_unified(&data, &unified, facts)?;
    }
    facts.allowlist = Stated::read_text(&data.get("ips"))?;
    facts.account = Some(data.get("userId").text()?.to_owned());
    Ok(())
}

fn read_unified(
    data: &Field<'_>,
    permissions: &Field<'_>,
    facts: &mut Facts,
) -> Result<(), Unreadable> {
    // With dashes in the documentation, and with underscores in answers.
    let kind = data.get("permType");
    let writes = match kind.text()? {
        "read-only" | "read_only" => false,
        "read-and-write" | "read_and_write" | "read-write" | "read_write" => true,
        _ => return Err(kind.unreadable("`read-only` or `read-and-write`")),
    };
    for name in permissions.texts()? {
        facts.grant(match name {
            "uta_trade" | "uta_mgt" | "copy_futures_position" | "copy_futures_order" if !writes => {
                READ_ONLY
            }
            "uta_mgt" if !is_sub_account(data) => MAIN_MANAGEMENT,
            name => name,
        });
    }
    Ok(())
}

/// Whether the account is known to have a parent, which is not itself.
fn is_sub_account(data: &Field<'_>) -> bool {
    let uid = |name| data.get(name).integer();
    matches!((uid("parentId"), uid("userId")), (Ok(parent), Ok(own)) if parent > 0 && parent != own)
}
