//! Crypto.com Exchange, v1: a call is an envelope of JSON, and its parameters are signed by name.
//!
//! Sources, read 2026-08 to 2026-11: exchange-docs.crypto.com (REST and WebSocket), the
//! exchange's `OpenAPI` of 2026-08 for the paths, help.crypto.com (API, broker programme),
//! `JKorf/CryptoCom.Net` and ccxt for the signature.
//!
//! - **It cannot be asked what a key may do**, from where it works, or when it was made: no method
//!   says so. The owner looks it up and declares the gaps; the one question is a read that proves
//!   that the key works.
//! - The body of a call is the object of its `params`; the signer writes the envelope. Write
//!   numbers with a fraction as strings, as the documentation asks for.
//! - The login to the socket lets everything through that the key may do, withdrawals included. As
//!   the key's rights are not stated, no scope is wide enough, and the signer refuses it.
//! - Uncertain: which box of the console is for transfers between sub-accounts and for staking
//!   (trading is assumed), the charset of `client_oid`, and whether a spot order without
//!   `spot_margin` may borrow (so it asks for `Margin` too).
//! - A key made for a third-party application has that broker's allowlist, which the owner neither
//!   sees nor edits: do not give such a key to a bot.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
};
use crate::{
    permission::{Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right,
        json::{Field, Unreadable},
    },
    scheme::{
        Carriers, Clock, Coding, Counter, Part, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Crypto.com Exchange, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum CryptoCom {}

impl Venue for CryptoCom {
    const SPEC: &'static Spec = &Spec {
        id: "crypto_com",
        title: "Crypto.com",
        variables: "CRYPTO_COM",
        words: &["crypto.com", "crypto_com", "cryptocom", "cryptodotcom"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 22, 22)]),
            Pattern::secret(&[Piece::Text("cxakp_"), Piece::Run(Alphabet::Alnum, 20, 24)]).alone(),
        ],
        sources: &[
            (
                "exchange-docs.crypto.com: exchange v1, REST and WebSocket",
                "2026-11",
            ),
            ("OpenAPI of the exchange", "2026-08"),
            ("help.crypto.com: API, broker programme", "2026-11"),
        ],
        services: &[
            Service {
                name: "private",
                prefixes: &["/exchange/v1/"],
                scheme: SCHEME,
            },
            Service {
                name: "public",
                prefixes: &["/exchange/v1/public/"],
                scheme: UNSIGNED,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[
                    ("private", &["api.crypto.com"]),
                    ("public", &["api.crypto.com"]),
                ],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: false,
            },
            // By invitation only.
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    ("private", &["uat-api.3ona.co"]),
                    ("public", &["uat-api.3ona.co"]),
                ],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: false,
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
        trading: Trading {
            orders: &[
                Orders {
                    at: &[
                        CREATE_ORDER_SPOT.row(),
                        CREATE_ORDER_MARGIN.row(),
                        CREATE_ORDER_PAIR.row(),
                        CREATE_ORDER_FUTURES.row(),
                        CREATE_ORDER_LIST_PAIR.row(),
                        CREATE_ORDER_LIST_FUTURES.row(),
                        ADVANCED_CREATE_ORDER_SPOT.row(),
                        ADVANCED_CREATE_ORDER_MARGIN.row(),
                        ADVANCED_CREATE_ORDER_PAIR.row(),
                        ADVANCED_CREATE_ORDER_FUTURES.row(),
                        ADVANCED_CREATE_ORDER_LIST_PAIR.row(),
                        ADVANCED_CREATE_ORDER_LIST_FUTURES.row(),
                        ADVANCED_CREATE_OCO_PAIR.row(),
                        ADVANCED_CREATE_OCO_FUTURES.row(),
                        ADVANCED_CREATE_OTO_PAIR.row(),
                        ADVANCED_CREATE_OTO_FUTURES.row(),
                        ADVANCED_CREATE_OTOCO_PAIR.row(),
                        ADVANCED_CREATE_OTOCO_FUTURES.row(),
                    ],
                    market: "instrument_name",
                    // 36 characters; which ones is not documented, and its examples are UUIDs.
                    client_id: Some(ClientId {
                        field: "client_oid",
                        shape: Shape::Text {
                            start: "",
                            most: 36,
                            also: "-",
                        },
                    }),
                },
                Orders {
                    at: &[CLOSE_POSITION.row()],
                    market: "instrument_name",
                    client_id: None,
                },
                Orders {
                    at: &[AMEND_ORDER.row(), ADVANCED_AMEND_ORDER.row()],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[
                CANCEL_ALL_ORDERS.row(),
                CANCEL_ALL_ORDERS_SPOT.row(),
                CANCEL_ALL_ORDERS_FUTURES.row(),
                ADVANCED_CANCEL_ALL_ORDERS.row(),
                ADVANCED_CANCEL_ALL_ORDERS_SPOT.row(),
                ADVANCED_CANCEL_ALL_ORDERS_FUTURES.row(),
            ],
            // Cancel-on-disconnect belongs to a socket, not to a call.
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, TRADES.row()),
            (Evidence::Orders, ORDER_HISTORY.row()),
            (Evidence::Positions, POSITIONS.row()),
            (Evidence::Ledger, TRANSACTIONS.row()),
            (Evidence::Withdrawals, WITHDRAWAL_HISTORY.row()),
            (Evidence::Withdrawals, FIAT_WITHDRAW_HISTORY.row()),
            (Evidence::Deposits, DEPOSIT_HISTORY.row()),
            (Evidence::Deposits, FIAT_DEPOSIT_HISTORY.row()),
            (Evidence::Keys, ACCOUNTS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "user",
            urls: &[
                (
                    Environment::Production,
                    "wss://stream.crypto.com/exchange/v1/user",
                ),
                (
                    Environment::Testnet,
                    "wss://uat-stream.3ona.co/exchange/v1/user",
                ),
            ],
            scheme: SOCKET,
            challenges: false,
            does: TRADE.with::<Earn>().with::<Transfer>().with::<Withdraw>(),
        }],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://crypto.com/exchange/personal/api-management",
            edit: "User Center > API > Edit",
            restrict: "User Center > API > Edit > IP whitelist",
            create: "make a new key at User Center > API > Create a new API key",
            support: Some("https://help.crypto.com"),
        },
        time: None,
        refusal,
        refusals: &[
            // A missing right has the code of a wrong key.
            Refusal::new(
                "40101",
                &[
                    Cause::UnknownKey,
                    Cause::WrongSecret,
                    Cause::PermissionMissing,
                ],
            ),
            Refusal::new("40102", &[Cause::ClockOutsideWindow]),
            Refusal::new("40103", &[Cause::AddressNotListed]),
            Refusal::new("40104", &[Cause::AccountRestricted]),
            Refusal::new("202", &[Cause::AccountRestricted]),
            Refusal::new("406", &[Cause::AccountRestricted]),
            Refusal::new("410", &[Cause::AccountRestricted]),
            Refusal::new("42901", &[Cause::RateLimited]),
            Refusal::new("40801", &[Cause::Unavailable]),
            Refusal::new("50001", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(
    ORDER_HISTORY.row(),
    &[
        Step::Get("result"),
        Step::Get("data"),
        Step::Each,
        Step::Get("order_id"),
    ],
)];

/// How calls are signed: what the envelope says, without anything between.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::Body,
    // A body in its envelope already.
    owned: &["api_key", "params", "sig"],
    text: &[
        Part::PathAfter(PREFIX),
        Part::Time,
        Part::KeyId,
        Part::Concatenated,
        Part::Time,
    ],
    sent: &[
        Part::Lit("{\"id\":"),
        Part::Time,
        Part::Lit(",\"method\":\""),
        Part::PathAfter(PREFIX),
        Part::Lit("\",\"api_key\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"params\":"),
        Part::Object,
        Part::Lit(",\"nonce\":"),
        Part::Time,
        Part::Lit(",\"sig\":\""),
        Part::Signature,
        Part::Lit("\"}"),
    ],
    ..Scheme::PLAIN
};

const PREFIX: &str = "/exchange/v1/";

/// Market data takes no key.
const UNSIGNED: &Scheme = &Scheme {
    carriers: Carriers::Query,
    ..Scheme::PLAIN
};

/// The first message on a socket, which has no parameters.
const SOCKET: &Scheme = &Scheme {
    clock: Clock::Millis,
    text: &[
        Part::Lit("public/auth"),
        Part::Time,
        Part::KeyId,
        Part::Time,
    ],
    sent: &[
        Part::Lit("{\"id\":"),
        Part::Time,
        Part::Lit(",\"method\":\"public/auth\",\"api_key\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"nonce\":"),
        Part::Time,
        Part::Lit(",\"sig\":\""),
        Part::Signature,
        Part::Lit("\"}"),
    ],
    ..Scheme::PLAIN
};

const QUESTIONS: &[Question] = &[Question {
    row: USER_BALANCE.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>();

/// The boxes of the console; no answer names them.
const RIGHTS: &[Right] = &[
    Right::new("read", "Can Read", PermissionSet::of::<Read>()),
    // What else it allows is not documented (uncertain).
    Right::new("trade", "Enable Trading", TRADE)
        .riding(PermissionSet::of::<Earn>().with::<Transfer>()),
    Right::new(
        "withdraw",
        "Enable Withdrawal",
        PermissionSet::of::<Withdraw>(),
    ),
];

/// The code is a number, or text in the examples of the docs.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != 0).then(|| code.to_string())
}

/// `POST /exchange/v1/private/user-balance`: that it answers is all that it says about the key.
fn read(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    answer.get("result").get("data").list()?;
    Ok(())
}
