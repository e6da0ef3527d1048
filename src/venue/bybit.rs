//! Bybit v5: spot, margin, futures and options on one host.
//!
//! Sources, read 2026-07: the official documentation repository (`guide.mdx`, `user/*.mdx`,
//! `error.mdx`, the endpoint tags of every v5 page), `pybit` and `Bybit.Net` for vectors.
//!
//! A key with any Wallet right can change and delete itself by API, so these rights count as the
//! management of keys too. One order endpoint serves every product: the `category` decides. RSA
//! keys are refused.
//!
//! `private` is a socket that reads, `trade` one that takes orders of every product; the demo
//! environment has no such. One login opens either, so both ask for all that the key could do on
//! the second: a bot for spot alone, whose right to trade brings margin along, has to hold `Margin`
//! too. Keys of regional sites send it to the host of their site, which is not listed
//! here.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Deletion, Evidence, Orders, Pattern, Piece, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Telling, Trading, Venue,
};
use crate::{
    permission::{
        Admin, Earn, Futures, Margin, Options, PermissionSet, Read, Spot, Transfer, Withdraw,
    },
    report::{
        Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    request::Row,
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Bybit, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Bybit {}

impl Venue for Bybit {
    const SPEC: &'static Spec = &Spec {
        id: "bybit",
        title: "Bybit",
        variables: "BYBIT",
        words: &["bybit", "x-bapi"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 18, 18)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 36, 36)]),
        ],
        sources: &[
            (
                "bybit-exchange/docs, docs/v5 (guide, user, error, order, asset, websocket)",
                "2026-07-24",
            ),
            ("bybit-exchange/pybit, tests", "2026-07"),
            ("nautilus_trader, crates/adapters/bybit", "2026-07"),
            ("JKorf/Bybit.Net (tests, errors, addresses)", "2026-07"),
            ("nautilus_trader, Bybit guide (help center)", "2026-11"),
        ],
        services: &[Service {
            name: "v5",
            prefixes: &["/v5/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[(
                    "v5",
                    &[
                        "api.bybit.com",
                        "api.bytick.com",
                        "api.bybit.nl",
                        "api.bybit.tr",
                        "api.bybit.kz",
                        "api.bybitgeorgia.ge",
                        "api.bybit.ae",
                        "api.bybit.eu",
                        "api.bybit.id",
                        "api.manepa.jp",
                    ],
                )],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[("v5", &["api-testnet.bybit.com", "api-testnet.manepa.jp"])],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Demo,
                hosts: &[("v5", &["api-demo.bybit.com"])],
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
        evidence: EVIDENCE,
        readings: readings::READINGS,
        sockets: &[
            Socket {
                name: "private",
                urls: &[
                    (Environment::Production, "wss://stream.bybit.com/v5/private"),
                    (
                        Environment::Testnet,
                        "wss://stream-testnet.bybit.com/v5/private",
                    ),
                    (Environment::Demo, "wss://stream-demo.bybit.com/v5/private"),
                ],
                scheme: LOGIN,
                challenges: false,
                does: ORDERS,
            },
            Socket {
                name: "trade",
                urls: &[
                    (Environment::Production, "wss://stream.bybit.com/v5/trade"),
                    (
                        Environment::Testnet,
                        "wss://stream-testnet.bybit.com/v5/trade",
                    ),
                ],
                scheme: LOGIN,
                challenges: false,
                does: ORDERS,
            },
        ],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::Yes,
        },
        rights: RIGHTS,
        lapses: &[Lapse {
            of: READ,
            unbound_only: true,
            days: 90,
            since: Since::Creation,
            what: "ends a key without an allowlist after 90 days",
        }],
        console: Console {
            page: "https://www.bybit.com/app/user/api-management",
            edit: "API Management > Edit > API Key Permissions",
            restrict: "API Management > Edit > \
                Only IPs with permissions granted are allowed to access the OpenAPI",
            create: "make a new key at API Management > Create New Key",
            support: Some("https://www.bybit.com/en/help-center"),
        },
        time: Some("time"),
        refusal,
        refusals: &[
            Refusal::new("10003", &[Cause::UnknownKey, Cause::OtherEnvironment]),
            Refusal::new("10004", &[Cause::WrongSecret]),
            Refusal::new("10005", &[Cause::PermissionMissing]),
            Refusal::new("10010", &[Cause::AddressNotListed]),
            Refusal::new("10002", &[Cause::ClockOutsideWindow]),
            Refusal::new("-1", &[Cause::ClockOutsideWindow]),
            Refusal::new("33004", &[Cause::ExpiredKey]),
            Refusal::new("-2015", &[Cause::ExpiredKey]),
            Refusal::new("10007", &[Cause::UnknownKey, Cause::WrongSecret]),
            Refusal::new("10008", &[Cause::AccountRestricted]),
            Refusal::new("10027", &[Cause::AccountRestricted]),
            Refusal::new("10009", &[Cause::Region]),
            Refusal::new("10024", &[Cause::Region]),
            Refusal::new("10006", &[Cause::RateLimited]),
            Refusal::new("10018", &[Cause::RateLimited]),
            Refusal::new("10016", &[Cause::Unavailable]),
        ],
        retirement: Retirement {
            // The master's key, at once; it takes one of the rights of the wallet.
            deletion: Some(Deletion {
                row: DELETE_API.row(),
                body: "{}",
            }),
            ..Retirement::within(5)
        },
    }
    .checked();
}

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "5000",
    carriers: Carriers::ByMethod,
    body: BodyForm::Json,
    stamp: &[],
    text: &[Part::Time, Part::KeyId, Part::Window, Part::Payload],
    seal: &[
        (Place::Header("X-BAPI-API-KEY"), Part::KeyId),
        (Place::Header("X-BAPI-TIMESTAMP"), Part::Time),
        (Place::Header("X-BAPI-RECV-WINDOW"), Part::Window),
        (Place::Header("X-BAPI-SIGN"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

/// The first message to a socket, good for ten seconds.
const LOGIN: &Scheme = &Scheme {
    text: &[Part::Lit("GET/realtime"), Part::Later(10)],
    sent: &[
        Part::Lit("{\"op\":\"auth\",\"args\":["),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(","),
        Part::Later(10),
        Part::Lit(",\""),
        Part::Signature,
        Part::Lit("\"]}"),
    ],
    ..Scheme::PLAIN
};

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                ORDER_CREATE_SPOT.row(),
                ORDER_CREATE_MARGIN.row(),
                ORDER_CREATE_FUTURES.row(),
                ORDER_CREATE_OPTIONS.row(),
                ORDER_CREATE_BATCH_SPOT.row(),
                ORDER_CREATE_BATCH_MARGIN.row(),
                ORDER_CREATE_BATCH_FUTURES.row(),
                ORDER_CREATE_BATCH_OPTIONS.row(),
                ORDER_AMEND_SPOT.row(),
                ORDER_AMEND_FUTURES.row(),
                ORDER_AMEND_OPTIONS.row(),
                ORDER_AMEND_BATCH_SPOT.row(),
                ORDER_AMEND_BATCH_FUTURES.row(),
                ORDER_AMEND_BATCH_OPTIONS.row(),
                // *Uncertain*: the documentation states a length for orders only.
                SPREAD_CREATE.row(),
                SPREAD_AMEND.row(),
            ],
            market: "symbol",
            client_id: Some(ClientId {
                field: "orderLinkId",
                shape: Shape::Text {
                    start: "",
                    most: 36,
                    also: "-_",
                },
            }),
        },
        Orders {
            at: &[
                STRATEGY_CREATE_SPOT.row(),
                STRATEGY_CREATE_MARGIN.row(),
                STRATEGY_CREATE_FUTURES.row(),
                POSITION_TRADING_STOP.row(),
            ],
            market: "symbol",
            client_id: None,
        },
    ],
    cancel_all: &[
        ORDER_CANCEL_ALL_SPOT.row(),
        ORDER_CANCEL_ALL_FUTURES.row(),
        ORDER_CANCEL_ALL_OPTIONS.row(),
        SPREAD_CANCEL_ALL.row(),
        RFQ_CANCEL_ALL.row(),
        RFQ_CANCEL_ALL_QUOTES.row(),
    ],
    // Set once: orders are cancelled when the private socket has been gone for so long.
    dead_man: &[
        DISCONNECT_GUARD_SPOT.row(),
        DISCONNECT_GUARD_FUTURES.row(),
        DISCONNECT_GUARD_OPTIONS.row(),
    ],
};

/// There is no history of logins.
const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, EXECUTIONS.row()),
    (Evidence::Fills, SPREAD_EXECUTIONS.row()),
    (Evidence::Fills, RFQ_TRADES.row()),
    (Evidence::Orders, OPEN_ORDERS.row()),
    (Evidence::Orders, ORDER_HISTORY.row()),
    (Evidence::Orders, SPREAD_OPEN_ORDERS.row()),
    (Evidence::Orders, SPREAD_ORDER_HISTORY.row()),
    (Evidence::Orders, CONVERT_HISTORY.row()),
    (Evidence::Positions, POSITIONS.row()),
    // What is borrowed stands among the balances.
    (Evidence::Positions, WALLET_BALANCE.row()),
    (Evidence::Ledger, TRANSACTION_LOG.row()),
    (Evidence::Ledger, CONTRACT_TRANSACTION_LOG.row()),
    (Evidence::Ledger, FUNDING_HISTORY.row()),
    (Evidence::Transfers, INTER_TRANSFERS.row()),
    (Evidence::Transfers, UNIVERSAL_TRANSFERS.row()),
    (Evidence::Transfers, MOVE_HISTORY.row()),
    (Evidence::Withdrawals, WITHDRAWALS.row()),
    (Evidence::Deposits, DEPOSITS.row()),
    (Evidence::Deposits, INTERNAL_DEPOSITS.row()),
    // The address book is for keys that may withdraw (bybit-exchange.github.io, read 2026-11): by hand.
    (Evidence::Keys, SUB_APIKEYS.row()),
    (Evidence::Keys, SUB_MEMBERS_PAGED.row()),
];

const QUESTIONS: &[Question] = &[Question {
    row: QUERY_API.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

const READ: PermissionSet = PermissionSet::of::<Read>();
const SPOT: PermissionSet = PermissionSet::of::<Spot>();
const FUTURES: PermissionSet = PermissionSet::of::<Futures>();
const WALLET: PermissionSet = PermissionSet::of::<Transfer>().with::<Admin>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();
/// What the messages of a socket can do.
const ORDERS: PermissionSet = SPOT.with::<Margin>().with::<Futures>().with::<Options>();

/// The groups and values of `permissions` in `GET /v5/user/query-api`. What is left out on
/// purpose is refused as unknown: block trades, affiliate, NFT and posts are nothing a bot needs.
const RIGHTS: &[Right] = &[
    Right::new("read", "Read", READ),
    Right::new("Spot/SpotTrade", "SPOT > Trade", SPOT)
        .riding(PermissionSet::of::<Margin>())
        .expected(),
    Right::new("ContractTrade/Order", "Contract > Orders", FUTURES).expected(),
    Right::new("ContractTrade/Position", "Contract > Positions", FUTURES).expected(),
    Right::new(
        "Derivatives/DerivativesTrade",
        "Unified Trading > Derivatives",
        FUTURES,
    )
    .expected(),
    Right::new(
        "Options/OptionsTrade",
        "USDC Contracts > Trade",
        PermissionSet::of::<Options>(),
    )
    .riding(FUTURES)
    .expected(),
    Right::new("Exchange/ExchangeHistory", "Exchange > Convert", SPOT).expected(),
    Right::new("Earn/Earn", "Earn", PermissionSet::of::<Earn>()).expected(),
    Right::new(
        "Wallet/AccountTransfer",
        "Wallet > Account Transfer",
        WALLET,
    )
    .expected(),
    Right::new(
        "Wallet/SubMemberTransfer",
        "Wallet > Subaccount Transfer",
        WALLET,
    )
    .expected(),
    Right::new(
        "Wallet/SubMemberTransferList",
        "Wallet > Subaccount Transfer",
        WALLET,
    )
    .expected(),
    Right::new(
        "Wallet/Withdraw",
        "Wallet > Withdrawal",
        OUT.with::<Admin>(),
    )
    .expected(),
    Right::new("FiatP2P/FiatP2POrder", "P2P > Orders", OUT).expected(),
    Right::new("FiatP2P/Advertising", "P2P > Ads", OUT).expected(),
    // The misspelling is Bybit's.
    Right::new("FiatBitPay/FaitPayOrder", "Bybit Pay", OUT).expected(),
    Right::new(
        "FiatConvertBroker/FiatConvertBrokerOrder",
        "Fiat Convert Broker",
        OUT,
    )
    .expected(),
    Right::new("FiatGlobalPay/FiatGlobalPayOrder", "Global Pay", OUT).expected(),
    Right::new("BitCard/BitCard", "Bybit Card", OUT).expected(),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("retCode").integer().ok()?;
    (code != 0).then(|| code.to_string())
}

/// `GET /v5/user/query-api`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("retCode").integer()?;
    let result = answer.get("result");
    facts.grant("read");
    let read_only = match result.get("readOnly").integer()? {
        0 => false,
        1 => true,
        _ => return Err(result.get("readOnly").unreadable("0 or 1")),
    };
    // The list of rights stays filled when a key is turned to read-only.
    let groups = result.get("permissions").members()?;
    for (group, field) in &groups {
        for value in field.list()? {
            let value = value.text()?;
            if !read_only {
                facts.grant(&format!("{group}/{value}"));
            }
        }
    }
    if !read_only {
        // An older name of one group may still appear.
        let named = |group: &str| groups.iter().any(|(own, _)| *own == group);
        facts.expect_named(|name| match name.split_once('/') {
            Some(("FiatBitPay", _)) => named("FiatBitPay") || named("FiatBybitPay"),
            Some((group, _)) => named(group),
            None => true,
        });
    }
    let subject = result.get("apiKey");
    if !subject.is_absent() {
        // The documentation shows a mask; whether a live answer ever does is uncertain.
        let subject = subject.text()?;
        let masked = subject.contains('*') || subject.bytes().all(|byte| byte == b'X');
        facts.subject = (!masked).then(|| subject.to_owned());
    }
    facts.allowlist = Stated::read(&result.get("ips"))?;
    if let Some(created) = result.get("createdAt").rfc3339()? {
        facts.created = Stated::ByVenue(created);
    }
    if let Some(at) = result.get("expiredAt").rfc3339()? {
        // The epoch stands for no expiry.
        facts.expires = Stated::ByVenue((at != 0).then_some(at));
    }
    facts.account = Some(result.get("userID").integer()?.to_string());
    Ok(())
}
