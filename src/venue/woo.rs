//! WOO X (woox.io): two versions on one host, v3 with JSON and v1 with forms, each signed in its
//! own way.
//!
//! Sources: developer.woox.io (guide, credentials, sub-accounts, listen key, assets, trading,
//! WebSocket), docs.woox.io (v1 and the older v3), support.woox.io (error -1002, security advice),
//! ccxt 4.5.90 and the signature tests of zodash; read 2026-11.
//!
//! "WOO X Pro" (wooxpro.com) is another product with keys of its own, and not supported.
//!
//! The question about a key lists every key of the account, so the row of the one that asks is
//! looked for. Whether the server masks the keys there is not known: a row counts where it could be
//! the key, and exactly one has to. `allowedIPs` is left out where a key works from everywhere.
//! When a key was made is not stated: declare that with `created_on`.
//!
//! There are three rights. Which of them covers moves between main and sub-accounts is not
//! documented: it is read as riding on `TRADE`; a transfer to another user is read as a
//! withdrawal. The prefix of a symbol, `SPOT_` or `PERP_`, decides the product, and the mode of
//! the account whether it may borrow: a spot order asks for `Spot` and `Margin`. A cancellation
//! without a symbol asks for all three.
//!
//! What v1 signs holds neither method nor path, so who reads a signed request while it is fresh can
//! send its parameters to another endpoint of v1. Prefer v3, which signs both.
//!
//! The private socket of v2 wants the id of the application behind its address,
//! `…/stream/{application_id}`, which the bot appends; the one of v3 is opened by a listen key,
//! which reads and is as secret as a key for as long as it lasts.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Socket, Spec, States, Telling, Trading, Venue,
};
use crate::{
    permission::{Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind},
    },
};

/// WOO X, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Woo {}

impl Venue for Woo {
    const SPEC: &'static Spec = &Spec {
        id: "woo",
        title: "WOO X",
        variables: "WOO",
        words: &["woox", "woo.org", "woo_", "woo-", "woo"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Base64, 22, 22), Piece::Text("==")]),
            Pattern::secret(&[Piece::Run(Alphabet::Upper, 28, 28)]),
            Pattern::key_id(&[Piece::Run(Alphabet::LowerHex, 40, 40)]),
            Pattern::secret(&[Piece::Run(Alphabet::LowerHex, 64, 64)]),
        ],
        sources: &[
            ("developer.woox.io", "2026-11"),
            ("docs.woox.io", "2026-11"),
            (
                "support.woox.io, articles 4410291392409 and 12391175292697",
                "2026-11",
            ),
            ("ccxt 4.5.90", "2026-11"),
            ("zodash, signature tests", "2026-11"),
        ],
        services: &[
            Service {
                name: "v3",
                prefixes: &["/v3/"],
                scheme: V3,
            },
            Service {
                name: "v1",
                prefixes: &["/v1/"],
                scheme: V1,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("v3", &["api.woox.io"]), ("v1", &["api.woox.io"])],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    ("v3", &["api.staging.woox.io"]),
                    ("v1", &["api.staging.woox.io"]),
                ],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha256,
            secret: Coding::Text,
            signature: Coding::Hex,
            algorithm: "",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: TRADING,
        evidence: &[
            (Evidence::Fills, TRANSACTION_HISTORY.row()),
            (Evidence::Fills, TRADES_V1.row()),
            (Evidence::Fills, OLD_TRADES_V1.row()),
            (Evidence::Orders, ORDERS.row()),
            (Evidence::Orders, ALGO_ORDERS.row()),
            (Evidence::Orders, ORDERS_V1.row()),
            (Evidence::Positions, POSITIONS.row()),
            (Evidence::Positions, POSITIONS_V1.row()),
            (Evidence::Ledger, TOKEN_HISTORY.row()),
            (Evidence::Transfers, TRANSFER_HISTORY.row()),
            (Evidence::Transfers, TRANSFER_HISTORY_V1.row()),
            // Both tell deposits and withdrawals.
            (Evidence::Withdrawals, WALLET_HISTORY.row()),
            (Evidence::Withdrawals, WALLET_HISTORY_V1.row()),
            (Evidence::Deposits, WALLET_HISTORY.row()),
            (Evidence::Deposits, WALLET_HISTORY_V1.row()),
            (Evidence::Keys, CREDENTIALS.row()),
            (Evidence::Keys, SUB_ACCOUNTS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "private",
            urls: &[
                (
                    Environment::Production,
                    "wss://wss.woox.io/v2/ws/private/stream/",
                ),
                (
                    Environment::Testnet,
                    "wss://wss.staging.woox.io/v2/ws/private/stream/",
                ),
            ],
            scheme: LOGIN,
            // Streams alone.
            challenges: false,
            does: PermissionSet::EMPTY,
        }],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://woox.io",
            edit: "Account > API (a key may not be editable: make a new one)",
            restrict: "Account > API > IP addresses",
            create: "make a new key at Account > API",
            support: Some("https://support.woox.io"),
        },
        time: Some("timestamp"),
        refusal,
        refusals: &[
            Refusal::new("-1001", &[Cause::WrongSecret, Cause::UnknownKey]),
            // Not told apart; an address that is not listed most likely gives it too (uncertain).
            Refusal::new(
                "-1002",
                &[
                    Cause::UnknownKey,
                    Cause::ExpiredKey,
                    Cause::WrongSecret,
                    Cause::PermissionMissing,
                    Cause::AddressNotListed,
                    Cause::ClockOutsideWindow,
                ],
            ),
            Refusal::new("-1003", &[Cause::RateLimited]),
            Refusal::new("-1011", &[Cause::Unavailable]),
            Refusal::new("317178", &[Cause::ClockOutsideWindow]),
            Refusal::new("317179", &[Cause::ClockOutsideWindow]),
        ],
        retirement: Retirement::within(300),
    }
    .checked();
}

/// How requests of v3 are signed. A GET and a DELETE have a query, the others a body.
const V3: &Scheme = &Scheme {
    carriers: Carriers::One,
    body: BodyForm::Json,
    text: &[Part::Time, Part::Method, Part::Target, Part::Body],
    seal: SEAL,
    ..Scheme::PLAIN
};

/// How requests of v1 are signed: parameters by name, then a bar and the time.
const V1: &Scheme = &Scheme {
    carriers: Carriers::ByMethod,
    body: BodyForm::Form,
    sequence: Sequence::Sorted,
    text: &[Part::Payload, Part::Lit("|"), Part::Time],
    seal: SEAL,
    ..Scheme::PLAIN
};

const SEAL: &[(Place, Part)] = &[
    (Place::Header("x-api-key"), Part::KeyId),
    (Place::Header("x-api-timestamp"), Part::Time),
    (Place::Header("x-api-signature"), Part::Signature),
];

const LOGIN: &Scheme = &Scheme {
    clock: Clock::Millis,
    text: &[Part::Lit("|"), Part::Time],
    sent: &[
        Part::Lit(r#"{"id":"login","event":"auth","params":{"apikey":"#),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(r#","sign":""#),
        Part::Signature,
        Part::Lit(r#"","timestamp":""#),
        Part::Time,
        Part::Lit(r#""}}"#),
    ],
    ..Scheme::PLAIN
};

/// As many rows as there can be on a page.
const QUESTIONS: &[Question] = &[Question {
    row: CREDENTIALS.row(),
    query: &[("page", Part::Lit("1")), ("size", Part::Lit("1000"))],
    body: &[],
    read,
    instead: None,
}];

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[FUTURES_ORDER_CREATE.row(), SPOT_ORDER_CREATE.row()],
            market: "symbol",
            client_id: Some(number("clientOrderId")),
        },
        Orders {
            at: &[
                FUTURES_ALGO_ORDER_CREATE.row(),
                SPOT_ALGO_ORDER_CREATE.row(),
            ],
            market: "symbol",
            client_id: Some(number("clientAlgoOrderId")),
        },
        Orders {
            at: &[FUTURES_ORDER_CREATE_V1.row(), SPOT_ORDER_CREATE_V1.row()],
            market: "symbol",
            client_id: Some(number("client_order_id")),
        },
        Orders {
            at: &[ALGO_ORDER_CREATE_OLDER.row()],
            market: "symbol",
            client_id: Some(number("clientOrderId")),
        },
        // The ids name the order as it is.
        Orders {
            at: &[
                FUTURES_ORDER_AMEND.row(),
                SPOT_ORDER_AMEND.row(),
                ORDER_AMEND.row(),
                FUTURES_ALGO_ORDER_AMEND.row(),
                SPOT_ALGO_ORDER_AMEND.row(),
                ALGO_ORDER_AMEND.row(),
            ],
            market: "symbol",
            client_id: None,
        },
        Orders {
            at: &[
                ALGO_ORDER_EDIT_OLDER.row(),
                ALGO_ORDER_EDIT_BY_CLIENT_ID_OLDER.row(),
                ORDER_EDIT_OLDER.row(),
                ORDER_EDIT_BY_CLIENT_ID_OLDER.row(),
            ],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[
        CANCEL_ALL_ORDERS.row(),
        CANCEL_ORDERS.row(),
        CANCEL_ALGO_ORDERS.row(),
        CANCEL_ORDERS_V1.row(),
    ],
    dead_man: &[CANCEL_ALL_AFTER.row(), CANCEL_ALL_AFTER_V1.row()],
};

const fn number(field: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Integer {
            from: 0,
            to: i64::MAX as u64,
        },
    }
}

const RIGHTS: &[Right] = &[
    Right::new("READ", "Read", PermissionSet::of::<Read>()),
    Right::new(
        "TRADE",
        "Enable trade",
        PermissionSet::of::<Spot>()
            .with::<Margin>()
            .with::<Futures>(),
    )
    .riding(PermissionSet::of::<Transfer>()),
    Right::new("WITHDRAWAL", "Withdrawal", PermissionSet::of::<Withdraw>()),
];

/// The code is a number or text.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().unwrap_or_default();
    (code != 0 || answer.get("success").bool() == Ok(false)).then(|| code.to_string())
}

/// `GET /v3/account/credentials`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let rows = answer.get("data").get("rows");
    let is_own = |row: &Field<'_>| {
        let id = row.get("apiKey");
        id.text().is_ok_and(|id| facts.key_matches(id))
    };
    let mut own = rows.list()?.into_iter().filter(is_own);
    let (Some(own), None) = (own.next(), own.next()) else {
        return Err(rows.unreadable("a list with this key in it, once"));
    };
    for name in own.get("permissions").texts()? {
        facts.grant(name);
    }
    facts.allowlist = Stated::read(&own.get("allowedIPs"))?;
    let account = own.get("userId");
    if !account.is_absent() {
        facts.account = Some(account.integer()?.to_string());
    }
    Ok(())
}
