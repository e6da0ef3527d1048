//! Deribit: futures, options and spot; every method is a path, called by GET.
//!
//! Sources, read 2026-11: docs.deribit.com (authentication, access scope, creating an API key,
//! security keys, the reference of `list_api_keys` and `edit_api_key`), Deribit's `OpenAPI` 2.1.1
//! for the paths and the scope of each, the table of errors in ccxt.
//!
//! - Calls are signed as GET only: a POST may name its method in the body (JSON-RPC), where the
//!   path would say nothing about it.
//! - `public/auth` answers with tokens beside the scope of the key. Only the scope is read; do not
//!   log that answer. Bots cannot have that call, nor those that exchange or fork tokens, signed.
//! - The list of keys needs the scope `account:read`. An account with a second factor gets a
//!   challenge in place of the list: then the allowlist is not stated. The time in the list is of
//!   the creation *or of the last change*, so it could make an old key look young: it is not read,
//!   and the owner declares the day with `created_on`.
//! - One scope, `trade:read_write`, is for all products, so a bot's scope is narrower than its
//!   key. Calls that name no instrument cannot be told apart: cancelling takes the smallest right
//!   to trade, `Spot`; amending by order id takes all three.
//! - The login to the socket lets everything through that the key may do. The scope that trades
//!   also moves positions between sub-accounts, so the login of a trading key needs `Transfer` in
//!   the bot's scope.
//! - Uncertain: the charset of `label`; codes for addresses and times (13009 is taken for both).
//!   Asymmetric keys are not supported: how their signature is announced in the header is not
//!   documented.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
};
use crate::{
    permission::{Admin, Futures, Options, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    request::{Mark, Method, Row},
    scheme::{
        Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Deribit, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Deribit {}

impl Venue for Deribit {
    const SPEC: &'static Spec = &Spec {
        id: "deribit",
        title: "Deribit",
        variables: "DERIBIT",
        words: &["deribit"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::UrlSafe, 8, 10)]),
            Pattern::secret(&[Piece::Run(Alphabet::UrlSafe, 43, 43)]),
            Pattern::secret(&[Piece::Run(Alphabet::Upper, 32, 32)]),
        ],
        sources: &[
            (
                "docs.deribit.com: authentication, access scope, keys",
                "2026-11",
            ),
            ("Deribit OpenAPI 2.1.1", "2026-11"),
            ("ccxt 4.5.90, table of errors", "2026-11"),
        ],
        services: &[
            Service {
                name: "private",
                prefixes: &["/api/v2/private/"],
                scheme: SCHEME,
            },
            Service {
                name: "auth",
                prefixes: &["/api/v2/public/auth"],
                scheme: AUTH,
            },
            Service {
                name: "public",
                prefixes: &["/api/v2"],
                scheme: UNSIGNED,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[
                    ("private", &["www.deribit.com"]),
                    ("auth", &["www.deribit.com"]),
                    ("public", &["www.deribit.com"]),
                ],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    ("private", &["test.deribit.com"]),
                    ("auth", &["test.deribit.com"]),
                    ("public", &["test.deribit.com"]),
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
        trading: Trading {
            orders: &[
                Orders {
                    at: &[
                        BUY_SPOT.row(),
                        BUY_FUTURES.row(),
                        BUY_FUTURES_SPREAD.row(),
                        BUY_OPTIONS.row(),
                        SELL_SPOT.row(),
                        SELL_FUTURES.row(),
                        SELL_FUTURES_SPREAD.row(),
                        SELL_OPTIONS.row(),
                    ],
                    market: "instrument_name",
                    // 64 characters; which ones is not documented (uncertain).
                    client_id: Some(ClientId {
                        field: "label",
                        shape: Shape::Text {
                            start: "",
                            most: 64,
                            also: "",
                        },
                    }),
                },
                // The label of an edit names the order as it is.
                Orders {
                    at: &[
                        EDIT_BY_LABEL_SPOT.row(),
                        EDIT_BY_LABEL_FUTURES.row(),
                        EDIT_BY_LABEL_FUTURES_SPREAD.row(),
                        EDIT_BY_LABEL_OPTIONS.row(),
                        CLOSE_POSITION_FUTURES.row(),
                        CLOSE_POSITION_FUTURES_SPREAD.row(),
                        CLOSE_POSITION_OPTIONS.row(),
                        MASS_QUOTE.row(),
                    ],
                    market: "instrument_name",
                    client_id: None,
                },
                Orders {
                    at: &[EDIT.row()],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[
                CANCEL_ALL.row(),
                CANCEL_ALL_BY_CURRENCY.row(),
                CANCEL_ALL_BY_KIND_OR_TYPE.row(),
                CANCEL_QUOTES.row(),
            ],
            // Cancel-on-disconnect belongs to a socket, not to a call.
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, USER_TRADES_BY_CURRENCY.row()),
            (Evidence::Orders, ORDER_HISTORY_BY_CURRENCY.row()),
            (Evidence::Positions, POSITIONS.row()),
            (Evidence::Ledger, TRANSACTION_LOG.row()),
            (Evidence::Transfers, TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAWALS.row()),
            (Evidence::Deposits, DEPOSITS.row()),
            (Evidence::Addresses, ADDRESS_BOOK.row()),
            (Evidence::Keys, LIST_API_KEYS.row()),
            (Evidence::Logins, ACCESS_LOG.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "private",
            urls: &[
                (Environment::Production, "wss://www.deribit.com/ws/api/v2"),
                (Environment::Testnet, "wss://test.deribit.com/ws/api/v2"),
            ],
            scheme: SOCKET,
            challenges: false,
            does: TRADE.with::<Transfer>().with::<Withdraw>().with::<Admin>(),
        }],
        // Of an account without a second factor; with one, the allowlist is not stated.
        states: States {
            allowlist: Telling::Yes,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://www.deribit.com/account/BTC/api",
            edit: "Account > API > Edit > Scopes",
            restrict: "Account > API > Edit > IP whitelist",
            create: "make a new key at Account > API > Add new key",
            support: Some("https://support.deribit.com"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("13004", &[Cause::UnknownKey, Cause::WrongSecret]),
            // Whether a wrong address and a wrong time have this code is uncertain.
            Refusal::new(
                "13009",
                &[
                    Cause::UnknownKey,
                    Cause::WrongSecret,
                    Cause::AddressNotListed,
                    Cause::ClockOutsideWindow,
                ],
            ),
            Refusal::new("10000", &[Cause::UnknownKey, Cause::WrongSecret]),
            Refusal::new("13021", &[Cause::PermissionMissing]),
            Refusal::new("11042", &[Cause::PermissionMissing]),
            Refusal::new("13403", &[Cause::PermissionMissing]),
            Refusal::new("13012", &[Cause::PermissionMissing]),
            Refusal::new("9999", &[Cause::PermissionMissing]),
            Refusal::new("13002", &[Cause::AccountRestricted]),
            // A second factor is wanted.
            Refusal::new("13003", &[Cause::Unavailable]),
            Refusal::new("12000", &[Cause::Unavailable]),
            Refusal::new("13668", &[Cause::Unavailable]),
            Refusal::new("10028", &[Cause::RateLimited]),
            Refusal::new("10066", &[Cause::RateLimited]),
            Refusal::new("11051", &[Cause::Unavailable]),
            Refusal::new("13028", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe {
    query: &[("extended", Part::Lit("true"))],
    ..Probe::new(
        ACCOUNT_SUMMARIES.row(),
        &[Step::Get("result"), Step::Get("id")],
    )
}];

/// How private calls are signed. A POST could carry its method in the body, so nothing with a body
/// is signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::Query,
    text: &[
        Part::Time,
        Part::Lit("\n"),
        Part::Uuid,
        Part::Lit("\n"),
        Part::Method,
        Part::Lit("\n"),
        Part::Target,
        Part::Lit("\n"),
        Part::Body,
        Part::Lit("\n"),
    ],
    seal: &[(
        Place::Header("Authorization"),
        Part::Join(&[
            Part::Lit("deri-hmac-sha256 id="),
            Part::KeyId,
            Part::Lit(",ts="),
            Part::Time,
            Part::Lit(",nonce="),
            Part::Uuid,
            Part::Lit(",sig="),
            Part::Signature,
        ]),
    )],
    ..Scheme::PLAIN
};

/// Time and nonce, and data behind them, of which there is none.
const GRANT: &[Part] = &[Part::Time, Part::Lit("\n"), Part::Uuid, Part::Lit("\n")];

/// How a key asks for its scope: by the grant `client_signature`.
const AUTH: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::Query,
    stamp: &[
        (
            Place::LastInQuery("grant_type"),
            Part::Lit("client_signature"),
        ),
        (Place::LastInQuery("client_id"), Part::KeyId),
        (Place::LastInQuery("timestamp"), Part::Time),
        (Place::LastInQuery("nonce"), Part::Uuid),
    ],
    text: GRANT,
    seal: &[(Place::LastInQuery("signature"), Part::Signature)],
    ..Scheme::PLAIN
};

/// Market data takes no key.
const UNSIGNED: &Scheme = &Scheme {
    carriers: Carriers::Query,
    ..Scheme::PLAIN
};

/// The same grant, as the first message on a socket.
const SOCKET: &Scheme = &Scheme {
    clock: Clock::Millis,
    text: GRANT,
    sent: &[
        Part::Lit(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/auth\",\"params\":{\
             \"grant_type\":\"client_signature\",\"client_id\":",
        ),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"timestamp\":"),
        Part::Time,
        Part::Lit(",\"nonce\":\""),
        Part::Uuid,
        Part::Lit("\",\"data\":\"\",\"signature\":\""),
        Part::Signature,
        Part::Lit("\"}}"),
    ],
    ..Scheme::PLAIN
};

/// The table refuses this call, which mints tokens; the question reads its scope only. A scope
/// that was asked for would narrow the answer, so none is.
const QUESTIONS: &[Question] = &[
    Question {
        row: Row::new(Method::Get, "/api/v2/public/auth", READ, Mark::Plain, &[]),
        query: &[],
        body: &[],
        read: read_scope,
        instead: None,
    },
    Question {
        row: LIST_API_KEYS.row(),
        query: &[],
        body: &[],
        read: read_keys,
        instead: None,
    },
];

const READ: PermissionSet = PermissionSet::of::<Read>();
const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Futures>()
    .with::<Options>();
const BLOCKS: PermissionSet = PermissionSet::of::<Futures>().with::<Options>();

/// The families of scopes; one that is absent beside another is not granted.
const FAMILIES: &[&str] = &["account", "trade", "wallet", "block_trade", "block_rfq"];

const RIGHTS: &[Right] = &[
    Right::new("account:read", "account: read", READ),
    Right::new(
        "account:read_write",
        "account: read_write",
        READ.with::<Admin>(),
    ),
    Right::new("trade:read", "trade: read", READ),
    // Moves positions between sub-accounts, too.
    Right::new("trade:read_write", "trade: read_write", READ.or(TRADE))
        .riding(PermissionSet::of::<Transfer>()),
    Right::new("wallet:read", "wallet: read", READ),
    Right::new("wallet:read_write", "wallet: read_write", WALLET),
    // The docs of two transfers spell it so.
    Right::new("wallets:read", "wallets: read", READ),
    Right::new("wallets:read_write", "wallets: read_write", WALLET),
    // `verify_block_trade` needs no more than this, and its answer lets the other side trade.
    Right::new("block_trade:read", "block_trade: read", READ).riding(BLOCKS),
    Right::new(
        "block_trade:read_write",
        "block_trade: read_write",
        READ.or(BLOCKS),
    ),
    Right::new("block_rfq:read", "block_rfq: read", READ),
    Right::new(
        "block_rfq:read_write",
        "block_rfq: read_write",
        READ.or(BLOCKS),
    ),
];

const WALLET: PermissionSet = READ.with::<Withdraw>().with::<Transfer>();

fn refusal(answer: &Field<'_>) -> Option<String> {
    let error = answer.get("error");
    if error.is_absent() {
        return None;
    }
    let code = error.get("code").integer();
    Some(code.map_or_else(|_| "error".to_owned(), |code| code.to_string()))
}

/// `GET /api/v2/public/auth`: the scope of this very key.
fn read_scope(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    if !grant_all(answer.get("result").get("scope").text()?, facts) {
        facts.unstated.extend(FAMILIES);
    }
    Ok(())
}

/// `GET /api/v2/private/list_api_keys`. It may hold the secrets of other keys: only the row of
/// this key is read, and of that its scope and its list of addresses.
fn read_keys(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let result = answer.get("result");
    let challenge = result.get("security_key_authorization_required");
    if !challenge.is_absent() && challenge.bool()? {
        return Ok(());
    }
    let mut own = None;
    for row in result.list()? {
        let id = row.get("client_id").text()?;
        if facts.key_matches(id) {
            if own.is_some() {
                return Err(result.unreadable("a list with this key once"));
            }
            own = Some(row);
        }
    }
    let Some(own) = own else {
        return Err(result.unreadable("a list with this key"));
    };
    // What the key may have at most; the scope above is what it has got.
    if grant_all(own.get("max_scope").text()?, facts) {
        facts.unstated.clear();
    }
    facts.allowlist = Stated::read(&own.get("ip_whitelist"))?;
    Ok(())
}

/// Grants what a list of scopes names; whether it names any family.
fn grant_all(scope: &str, facts: &mut Facts) -> bool {
    let mut stated = false;
    for name in scope.split_ascii_whitespace() {
        let (family, level) = name.split_once(':').unwrap_or((name, ""));
        stated |= FAMILIES.contains(&family);
        let attribute = matches!(
            (family, level),
            // The name of the key is seen in practice and not documented (uncertain).
            ("connection" | "mainaccount", "") | ("session" | "expires" | "ip" | "name", _)
        );
        if !attribute && level != "none" {
            facts.grant(name);
        }
    }
    stated
}
