//! Gemini: one API, whose private calls carry their parameters in a signed header.
//!
//! Sources, read 2026-11: the developer site (API keys, roles, the roles endpoint, error codes),
//! the older documentation for the fields of master keys, the official platform's own signer, ccxt
//! for the paths.
//!
//! Parameters are given as a JSON body; they are sent in a header, and the request has no body.
//! Make keys *without* the option of a time-based nonce: that one wants seconds, and the nonce
//! here counts milliseconds. `account`, which a master key has to name in most calls, is left to
//! the caller.
//!
//! Gemini states the roles of a key, and neither its allowlist nor when it was made or ends. One
//! role trades everything, clearing included, by which value goes to a counterparty at any price.
//! The socket of order events takes the same headers on its upgrade, without its filters; the newer
//! one, which places orders, and OAuth are left out. Keys themselves have no API.
//!
//! *Uncertain:* the words of the console, which of two roles staking takes, that every perpetual's
//! symbol ends in `perp`, and whether a parameter of an order tells margin: so an order of a pair
//! asks for `Spot` and `Margin`.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Spec, States, Step, Telling, Trading, Venue,
};
use crate::{
    permission::{
        Admin, Earn, Futures, Margin, Options, PermissionSet, Read, Spot, Transfer, Withdraw,
    },
    report::{
        Console, Environment, Facts, Right, Silence,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Gemini, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Gemini {}

impl Venue for Gemini {
    const SPEC: &'static Spec = &Spec {
        id: "gemini",
        title: "Gemini",
        variables: "GEMINI",
        words: &["gemini"],
        patterns: &[
            Pattern::key_id(&[Piece::Text("account-"), Piece::Run(Alphabet::Alnum, 20, 20)])
                .alone(),
            Pattern::key_id(&[Piece::Text("master-"), Piece::Run(Alphabet::Alnum, 20, 20)]).alone(),
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 20, 20)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 27, 28)]),
        ],
        sources: &[
            ("Gemini, developer site", "2026-11"),
            ("Gemini, older REST documentation", "2026-11"),
            ("gemini/developer-platform", "2026-11"),
            ("ccxt 4.5.90, gemini", "2026-11"),
            ("api-evangelist/gemini-trust (support)", "2026-09"),
        ],
        services: &[Service {
            name: "rest",
            prefixes: &["/v1/", "/v2/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("rest", &["api.gemini.com"])],
                headers: HEADERS,
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[("rest", &["api.sandbox.gemini.com"])],
                headers: HEADERS,
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha384,
            secret: Coding::Text,
            signature: Coding::Hex,
            algorithm: "",
        }],
        counter: Counter::Nonce,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[NEW_ORDER.row(), NEW_PERPETUAL_ORDER.row()],
                    market: "symbol",
                    // Fewer than 100 characters; more signs than these two are uncertain.
                    client_id: Some(ClientId {
                        field: "client_order_id",
                        shape: Shape::Text {
                            start: "",
                            most: 99,
                            also: "-_",
                        },
                    }),
                },
                // The name of the parameter is uncertain.
                Orders {
                    at: &[PREDICTION_NEW_ORDER.row(), PREDICTION_NEW_ORDERS.row()],
                    market: "symbol",
                    client_id: None,
                },
            ],
            cancel_all: &[CANCEL_SESSION_ORDERS.row(), CANCEL_ALL_ORDERS.row()],
            // For keys that were made with that option.
            dead_man: &[HEARTBEAT.row()],
        },
        evidence: &[
            (Evidence::Fills, MY_TRADES.row()),
            (Evidence::Orders, ACTIVE_ORDERS.row()),
            (Evidence::Positions, POSITIONS.row()),
            (Evidence::Positions, PREDICTION_POSITIONS.row()),
            (Evidence::Ledger, TRANSACTIONS.row()),
            (Evidence::Transfers, TRANSFERS.row()),
            (Evidence::Withdrawals, TRANSFERS.row()),
            (Evidence::Withdrawals, TRANSFERS_V2.row()),
            (Evidence::Deposits, TRANSFERS.row()),
            (Evidence::Deposits, TRANSFERS_V2.row()),
            (Evidence::Addresses, APPROVED_ADDRESSES.row()),
            (Evidence::Keys, ACCOUNTS.row()),
            (Evidence::Logins, ACCOUNT.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://exchange.gemini.com/settings/api",
            edit: "Settings > API > Settings of the key",
            restrict: "Settings > API > Settings of the key > Trusted IPs",
            create: "make a new key at Settings > API > Create a New API Key",
            support: Some("https://support.gemini.com"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new(
                "InvalidApiKey",
                &[Cause::UnknownKey, Cause::OtherEnvironment],
            ),
            Refusal::new("MissingApikeyHeader", &[Cause::UnknownKey]),
            Refusal::new("InvalidSignature", &[Cause::WrongSecret]),
            Refusal::new("InvalidNonce", &[Cause::NonceTooLow]),
            Refusal::new("BadNonce", &[Cause::NonceTooLow]),
            Refusal::new("InvalidTimestampInPayload", &[Cause::ClockOutsideWindow]),
            Refusal::new("MissingRole", &[Cause::PermissionMissing]),
            Refusal::new("RateLimit*", &[Cause::RateLimited]),
            Refusal::new("System", &[Cause::Unavailable]),
            Refusal::new("Maintenance", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[
    Probe::new(MY_TRADES.row(), &[Step::Each, Step::Get("order_id")]),
    Probe::new(ACTIVE_ORDERS.row(), &[Step::Each, Step::Get("order_id")]),
];

/// How requests are signed. The path stands in the payload too, where the venue compares it.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::Body,
    body: BodyForm::Json,
    owned: &["request", "nonce"],
    text: &[Part::Base64(&[
        Part::Lit("{\"request\":\""),
        Part::Path,
        Part::Lit("\",\"nonce\":"),
        Part::Time,
        Part::Members,
        Part::Lit("}"),
    ])],
    seal: &[
        (Place::Header("X-GEMINI-APIKEY"), Part::KeyId),
        (Place::Header("X-GEMINI-PAYLOAD"), Part::Text),
        (Place::Header("X-GEMINI-SIGNATURE"), Part::Signature),
    ],
    sent: &[],
    ..Scheme::PLAIN
};

const HEADERS: &[(&str, &str)] = &[
    ("Content-Type", "text/plain"),
    ("Content-Length", "0"),
    ("Cache-Control", "no-cache"),
];

const QUESTIONS: &[Question] = &[Question {
    row: ROLES.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

const RIGHTS: &[Right] = &[
    Right::new("isAuditor", "Auditor", PermissionSet::of::<Read>()).expected(),
    Right {
        name: "isTrader",
        label: "Trader",
        gives: PermissionSet::of::<Read>()
            .with::<Spot>()
            .with::<Margin>()
            .with::<Futures>()
            .with::<Options>(),
        // Staking, which may take another role, and clearing.
        rides: PermissionSet::of::<Earn>().with::<Withdraw>(),
        silence: Silence::Unstated,
    },
    Right::new(
        "isFundManager",
        "Fund Manager",
        PermissionSet::of::<Transfer>().with::<Withdraw>(),
    )
    .riding(PermissionSet::of::<Earn>())
    .expected(),
    // Of master keys only; see the reader.
    Right::new(ADMINISTRATOR, "Administrator", PermissionSet::of::<Admin>()),
];

const ADMINISTRATOR: &str = "isAccountAdmin";

fn refusal(answer: &Field<'_>) -> Option<String> {
    let failed = answer.get("result").text() == Ok("error");
    let reason = answer.get("reason").text().unwrap_or_default();
    failed.then(|| reason.to_owned())
}

/// `POST /v1/roles`. The answer about a master key has more fields.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let members = answer.members()?;
    let named = |name: &str| members.iter().any(|(own, _)| *own == name);
    for (name, field) in &members {
        let known = facts.table.iter().any(|right| right.name == *name);
        // What is new is a role where it is a flag that is on, or a flag of another shape.
        let on = match field.bool() {
            Ok(on) => on,
            Err(unreadable) if known => return Err(unreadable),
            Err(_) => field.is_structure() || (name.starts_with("is") && !field.is_absent()),
        };
        if on {
            facts.grant(name);
        }
    }
    facts.expect_named(named);
    let master = facts.key_matches("master-*") || named("counterparty_id");
    if master && !named(ADMINISTRATOR) {
        facts.unstated.push(ADMINISTRATOR);
    }
    Ok(())
}
