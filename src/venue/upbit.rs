//! Upbit, in Korea and abroad.
//!
//! Sources, read 2026-08 to 2026-11: docs.upbit.com (authentication, keys, pockets, the list of
//! keys), global-docs.upbit.com, Upbit's own Python SDK 1.1.0, ccxt. Marked *uncertain* where no
//! official text says so.
//!
//! Every request carries a token with a hash of its parameters. Method and path are *not* in it,
//! and neither is the time: whoever reads a token can send the same parameters somewhere else, once.
//! Keep signed requests out of logs. The algorithm is HS256, which the docs abroad and Upbit's own
//! SDK use on every host; the Korean docs ask for HS512 by now, and HS256 is still taken.
//!
//! `GET /v1/api_keys` tells when each key of the account ends, and nothing about rights, addresses
//! or the day it was made. `GET /v1/pockets/api_keys` tells all of that, to a key that manages
//! pockets only, which no bot key should. In Korea no key works without an allowlist, and abroad
//! none that can place orders; neither can be read. Declare what the console shows.
//!
//! The stream of own orders is a `Get` of its path, whose header goes into the upgrade request.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Spec, States, Step, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Admin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Upbit, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Upbit {}

impl Venue for Upbit {
    const SPEC: &'static Spec = &Spec {
        id: "upbit",
        title: "Upbit",
        variables: "UPBIT",
        words: &["upbit"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 40, 40)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 40, 40)]),
        ],
        sources: &[
            ("docs.upbit.com/kr", "2026-09"),
            ("global-docs.upbit.com", "2026-08"),
            ("upbit-sdk 1.1.0 (Python)", "2026-11"),
            ("ccxt", "2026-11"),
        ],
        services: &[Service {
            name: "v1",
            prefixes: &["/v1/", "/websocket/"],
            scheme: SCHEME,
        }],
        sites: &[Site {
            environment: Environment::Production,
            // A key works in its own country only.
            hosts: &[(
                "v1",
                &[
                    "api.upbit.com",
                    "sg-api.upbit.com",
                    "id-api.upbit.com",
                    "th-api.upbit.com",
                ],
            )],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: API_KEYS.row(),
                query: &[],
                body: &[],
                read,
                instead: None,
            }],
            tells_rights: false,
        }],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha256,
            secret: Coding::Text,
            signature: Coding::Base64Url,
            algorithm: "HS256",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[NEW_ORDER.row()],
                    market: "market",
                    client_id: Some(name("identifier")),
                },
                Orders {
                    at: &[CANCEL_AND_NEW_ORDER.row()],
                    market: "",
                    client_id: Some(name("new_identifier")),
                },
            ],
            cancel_all: &[CANCEL_OPEN_ORDERS.row()],
            dead_man: &[],
        },
        evidence: &[
            // The trades of an order stand in its details.
            (Evidence::Fills, ORDER.row()),
            (Evidence::Orders, OPEN_ORDERS.row()),
            (Evidence::Orders, CLOSED_ORDERS.row()),
            (Evidence::Transfers, POCKET_TRANSFERS.row()),
            (Evidence::Transfers, UNIVERSAL_TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAWALS.row()),
            (Evidence::Deposits, DEPOSITS.row()),
            (Evidence::Addresses, WITHDRAWAL_ADDRESSES.row()),
            (Evidence::Keys, API_KEYS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::Yes,
        },
        rights: RIGHTS,
        // Korean keys end a year after they were made; the answer states the day.
        lapses: &[],
        console: Console {
            page: "https://upbit.com/mypage/open_api_management",
            edit: "My page > Open API management (rights are fixed: make a new key)",
            restrict: "My page > Open API management > Change > allowed IP addresses",
            create: "make a new key at My page > Open API management",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("invalid_access_key", &[Cause::UnknownKey]),
            Refusal::new("no_authorization_token", &[Cause::UnknownKey]),
            Refusal::new("expired_access_key", &[Cause::ExpiredKey]),
            Refusal::new("jwt_verification", &[Cause::WrongSecret]),
            Refusal::new("invalid_query_payload", &[Cause::WrongSecret]),
            Refusal::new("nonce_used", &[Cause::NonceTooLow]),
            // The documented name has a variant with another ending (uncertain).
            Refusal::new("no_authorization_i*", &[Cause::AddressNotListed]),
            Refusal::new("out_of_scope", &[Cause::PermissionMissing]),
            Refusal::new("thirdparty_agreement_required", &[Cause::AccountRestricted]),
            Refusal::new("too_many_request*", &[Cause::RateLimited]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[
    Probe::new(CLOSED_ORDERS.row(), &[Step::Each, Step::Get("uuid")]),
    Probe::new(OPEN_ORDERS.row(), &[Step::Each, Step::Get("uuid")]),
];

/// How requests are signed. The hash covers the parameters as they are before percent-encoding;
/// those of a body as if they stood in a query.
const SCHEME: &Scheme = &Scheme {
    carriers: Carriers::One,
    body: BodyForm::Json,
    text: &[
        Part::Base64Url(&[
            Part::Lit("{\"alg\":\""),
            Part::Algorithm,
            Part::Lit("\",\"typ\":\"JWT\"}"),
        ]),
        Part::Lit("."),
        Part::Base64Url(&[
            Part::Lit("{\"access_key\":"),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit(",\"nonce\":\""),
            Part::Uuid,
            Part::Lit("\""),
            Part::Parametered(&[
                Part::Lit(",\"query_hash\":\""),
                Part::Sha512Hex(&[Part::DecodedQuery, Part::Pairs]),
                Part::Lit("\",\"query_hash_alg\":\"SHA512\""),
            ]),
            Part::Lit("}"),
        ]),
    ],
    seal: &[(
        Place::Header("Authorization"),
        Part::Join(&[
            Part::Lit("Bearer "),
            Part::Text,
            Part::Lit("."),
            Part::Signature,
        ]),
    )],
    ..Scheme::PLAIN
};

/// The boxes of the console, under the names that the list of pockets' keys has for them.
/// Neither length nor characters are documented: *uncertain*.
const fn name(field: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Text {
            start: "",
            most: 32,
            also: "",
        },
    }
}

const RIGHTS: &[Right] = &[
    Right::new("view_account", "View Account", READ),
    Right::new("view_orders", "View Orders", READ),
    Right::new("make_orders", "Make Orders", PermissionSet::of::<Spot>()),
    Right::new("view_withdrawals", "View Withdrawals", READ),
    Right::new("withdraw", "Withdraw", PermissionSet::of::<Withdraw>()),
    Right::new("view_deposits", "View Deposits", READ),
    // Makes deposit addresses, and asks the own bank for won.
    Right::new("deposit", "Deposit", PermissionSet::of::<Transfer>()),
    Right::new(
        "transfer",
        "Transfer between Pockets",
        PermissionSet::of::<Transfer>(),
    ),
    // Moves assets of every pocket, and reads the keys of all.
    Right::new(
        "manage_pockets",
        "Manage Pockets",
        PermissionSet::of::<Transfer>().with::<Admin>(),
    ),
];

const READ: PermissionSet = PermissionSet::of::<Read>();

/// The name is text, but for market data, where it is a number.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let error = answer.get("error");
    if error.is_absent() {
        return None;
    }
    let name = error.get("name");
    let number = name.number().map(|number| number.to_string());
    Some(number.unwrap_or_else(|| name.text().unwrap_or_default().to_owned()))
}

/// `GET /v1/api_keys`: every key of the account, or of the pocket, with its end.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let mut ends = Vec::new();
    for row in answer.list()? {
        if facts.key_matches(row.get("access_key").text()?) {
            let end = row.get("expire_at");
            let at = end.rfc3339()?;
            ends.push(at.ok_or_else(|| end.unreadable("an RFC 3339 time"))?);
        }
    }
    // Of two that look alike behind a mask, the first to end.
    let end = ends.into_iter().min();
    let end = end.ok_or_else(|| answer.unreadable("a list with this key in it"))?;
    facts.expires = Stated::ByVenue(Some(end));
    Ok(())
}

endpoints! { Upbit {
    // The key and the account.
    API_KEYS: Read = Get "/v1/api_keys";
    ACCOUNTS: Read = Get "/v1/accounts";
    WALLET_STATUS: Read = Get "/v1/status/wallet";
    POCKETS: Read = Get "/v1/pockets";
    POCKET_API_KEYS: Read = Get "/v1/pockets/api_keys";
    POCKET_ASSETS: Read = Get "/v1/pockets/assets";
    POCKET_TRANSFERS: Read = Get "/v1/pockets/transfers";
    UNIVERSAL_TRANSFERS: Read = Get "/v1/pockets/universal_transfers";

    // Orders.
    ORDER_CHANCE: Read = Get "/v1/orders/chance";
    ORDER: Read = Get "/v1/order";
    ORDERS_BY_ID: Read = Get "/v1/orders/uuids";
    OPEN_ORDERS: Read = Get "/v1/orders/open";
    CLOSED_ORDERS: Read = Get "/v1/orders/closed";

    // What came and went.
    WITHDRAWALS: Read = Get "/v1/withdraws";
    WITHDRAWAL: Read = Get "/v1/withdraw";
    WITHDRAWAL_CHANCE: Read = Get "/v1/withdraws/chance";
    WITHDRAWAL_ADDRESSES: Read = Get "/v1/withdraws/coin_addresses";
    DEPOSITS: Read = Get "/v1/deposits";
    DEPOSIT: Read = Get "/v1/deposit";
    DEPOSIT_CHANCE: Read = Get "/v1/deposits/chance/coin";
    DEPOSIT_ADDRESS: Read = Get "/v1/deposits/coin_address";
    DEPOSIT_ADDRESSES: Read = Get "/v1/deposits/coin_addresses";
    TRAVEL_RULE_VASPS: Read = Get "/v1/travel_rule/vasps";

    // The stream of own orders and assets, on which nothing can be placed.
    PRIVATE_STREAM: Read = Get "/websocket/v1/private";

    // Market data.
    MARKETS: Read = Get "/v1/market/all";
    TICKER: Read = Get "/v1/ticker";
    TICKERS: Read = Get "/v1/ticker/all";
    ORDERBOOK: Read = Get "/v1/orderbook";
    ORDERBOOK_INSTRUMENTS: Read = Get "/v1/orderbook/instruments";
    TRADES: Read = Get "/v1/trades/ticks";
    CANDLES: Read = Get "/v1/candles/{}";
    CANDLES_MINUTES: Read = Get "/v1/candles/minutes/{}";

    // Orders. A test order is not placed, and takes the right to place one.
    NEW_ORDER: Spot = Post "/v1/orders";
    TEST_ORDER: Spot = Post "/v1/orders/test";
    CANCEL_AND_NEW_ORDER: Spot = Post "/v1/orders/cancel_and_new";
    CANCEL_ORDER: Spot = Delete "/v1/order";
    CANCEL_ORDERS_BY_ID: Spot = Delete "/v1/orders/uuids";
    CANCEL_OPEN_ORDERS: Spot = Delete "/v1/orders/open";

    // Between own pockets, and in from outside.
    POCKET_TRANSFER: Transfer = Post "/v1/pockets/transfers";
    UNIVERSAL_TRANSFER: Transfer = Post "/v1/pockets/universal_transfers";
    NEW_DEPOSIT_ADDRESS: Transfer = Post "/v1/deposits/generate_coin_address";
    DEPOSIT_KRW: Transfer = Post "/v1/deposits/krw";
    VERIFY_DEPOSIT_BY_ID: Transfer = Post "/v1/travel_rule/deposit/uuid";
    VERIFY_DEPOSIT_BY_TXID: Transfer = Post "/v1/travel_rule/deposit/txid";

    // Out: nobody signs these.
    _: Withdraw = Post "/v1/withdraws/coin";
    _: Withdraw = Post "/v1/withdraws/krw";
    _: Withdraw = Delete "/v1/withdraws/coin";
    _: Withdraw = Post "/v1/withdraw*";
    _: Withdraw = Put "/v1/withdraw*";
    _: Withdraw = Delete "/v1/withdraw*";

    // Keys and pockets: nor these.
    _: Admin = Post "/v1/api_keys*";
    _: Admin = Put "/v1/api_keys*";
    _: Admin = Delete "/v1/api_keys*";
    _: Admin = Post "/v1/pockets*";
    _: Admin = Put "/v1/pockets*";
    _: Admin = Delete "/v1/pockets*";
} }
