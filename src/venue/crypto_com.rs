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

use super::{
    Cause, ClientId, Evidence, Orders, Question, Refusal, Service, Shape, Site, Socket, Spec,
    States, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Silence,
        json::{Field, Unreadable},
    },
    request::Condition,
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
            (Evidence::Ledger, TRANSACTIONS.row()),
            (Evidence::Withdrawals, WITHDRAWAL_HISTORY.row()),
            (Evidence::Withdrawals, FIAT_WITHDRAW_HISTORY.row()),
            (Evidence::Deposits, DEPOSIT_HISTORY.row()),
            (Evidence::Deposits, FIAT_DEPOSIT_HISTORY.row()),
            (Evidence::Keys, ACCOUNTS.row()),
        ],
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
    }
    .checked();
}

/// How calls are signed: what the envelope says, without anything between.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::Body,
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
    right(
        "read",
        "Can Read",
        PermissionSet::of::<Read>(),
        PermissionSet::EMPTY,
    ),
    // What else it allows is not documented (uncertain).
    right(
        "trade",
        "Enable Trading",
        TRADE,
        PermissionSet::of::<Earn>().with::<Transfer>(),
    ),
    right(
        "withdraw",
        "Enable Withdrawal",
        PermissionSet::of::<Withdraw>(),
        PermissionSet::EMPTY,
    ),
];

const fn right(
    name: &'static str,
    label: &'static str,
    gives: PermissionSet,
    rides: PermissionSet,
) -> Right {
    Right {
        name,
        label,
        gives,
        rides,
        silence: Silence::No,
    }
}

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

/// `instrument_name` and `spot_margin`: names are compared without their `_`.
const MARKET: &str = "instrumentname";
const MARGIN: &str = "spotmargin";
/// `BTC_USDT`.
const PAIR: Condition = Condition::dashes(MARKET, 0);
/// `BTCUSD-PERP`, `BTCUSD-261225`.
const FUTURES_ORDER: &[Condition] = &[Condition::dashes(MARKET, 1)];
/// A pair, paid by what is there.
const SPOT_ORDER: &[Condition] = &[PAIR, Condition::one_of(MARGIN, &["SPOT"])];
/// A pair, borrowed.
const MARGIN_ORDER: &[Condition] = &[PAIR, Condition::one_of(MARGIN, &["MARGIN"])];
/// A pair, where the parameters do not say how it is paid.
const PAIR_ORDER: &[Condition] = &[PAIR, Condition::absent_or(MARGIN, &[])];
/// Any pair, however it is paid: what is cancelled needs no money, and of the orders in a list one
/// may say `spot_margin` and the next one leave it out.
const PAIR_ANY: &[Condition] = &[PAIR];
/// No instrument, so all of them.
const EVERY_MARKET: &[Condition] = &[Condition::absent_or(MARKET, &[])];

endpoints! { CryptoCom {
    // The account.
    USER_BALANCE: Read = Post "/exchange/v1/private/user-balance" [reads];
    USER_BALANCE_HISTORY: Read = Post "/exchange/v1/private/user-balance-history" [reads];
    ACCOUNTS: Read = Post "/exchange/v1/private/get-accounts" [reads];
    ACCOUNT_SETTINGS: Read = Post "/exchange/v1/private/get-account-settings" [reads];
    SUBACCOUNT_BALANCES: Read = Post "/exchange/v1/private/get-subaccount-balances" [reads];
    POSITIONS: Read = Post "/exchange/v1/private/get-positions" [reads];
    FEE_RATE: Read = Post "/exchange/v1/private/get-fee-rate" [reads];
    INSTRUMENT_FEE_RATE: Read = Post "/exchange/v1/private/get-instrument-fee-rate" [reads];
    FEE_CREDIT_BALANCES: Read = Post "/exchange/v1/private/get-fee-credit-balances" [reads];
    CANCEL_ON_DISCONNECT: Read = Post "/exchange/v1/private/get-cancel-on-disconnect" [reads];

    // Orders and fills.
    OPEN_ORDERS: Read = Post "/exchange/v1/private/get-open-orders" [reads];
    ORDER_DETAIL: Read = Post "/exchange/v1/private/get-order-detail" [reads];
    ORDER_LIST: Read = Post "/exchange/v1/private/get-order-list" [reads];
    ORDER_HISTORY: Read = Post "/exchange/v1/private/get-order-history" [reads];
    TRADES: Read = Post "/exchange/v1/private/get-trades" [reads];
    TRANSACTIONS: Read = Post "/exchange/v1/private/get-transactions" [reads];
    ADVANCED_OPEN_ORDERS: Read = Post "/exchange/v1/private/advanced/get-open-orders" [reads];
    ADVANCED_ORDER_DETAIL: Read = Post "/exchange/v1/private/advanced/get-order-detail" [reads];
    ADVANCED_ORDER_HISTORY: Read = Post "/exchange/v1/private/advanced/get-order-history" [reads];
    ADVANCED_ORDER_LIST_DETAIL: Read =
        Post "/exchange/v1/private/advanced/get-order-list-detail" [reads];

    // Funds, and what tells of moves that the bot did not make.
    WITHDRAWAL_HISTORY: Read = Post "/exchange/v1/private/get-withdrawal-history" [reads];
    DEPOSIT_HISTORY: Read = Post "/exchange/v1/private/get-deposit-history" [reads];
    DEPOSIT_ADDRESS: Read = Post "/exchange/v1/private/get-deposit-address" [reads];
    CURRENCY_NETWORKS: Read = Post "/exchange/v1/private/get-currency-networks" [reads];
    FIAT_ACCESS: Read = Post "/exchange/v1/private/fiat/fiat-access" [reads];
    FIAT_DEPOSIT_INFO: Read = Post "/exchange/v1/private/fiat/fiat-deposit-info" [reads];
    FIAT_DEPOSIT_HISTORY: Read = Post "/exchange/v1/private/fiat/fiat-deposit-history" [reads];
    FIAT_WITHDRAW_HISTORY: Read = Post "/exchange/v1/private/fiat/fiat-withdraw-history" [reads];
    FIAT_TRANSACTION_QUOTA: Read = Post "/exchange/v1/private/fiat/fiat-transaction-quota" [reads];
    FIAT_TRANSACTION_LIMIT: Read = Post "/exchange/v1/private/fiat/fiat-transaction-limit" [reads];
    FIAT_BANK_ACCOUNTS: Read = Post "/exchange/v1/private/fiat/fiat-get-bank-accounts" [reads];
    STAKING_POSITION: Read = Post "/exchange/v1/private/staking/get-staking-position" [reads];
    STAKING_INSTRUMENTS: Read = Post "/exchange/v1/private/staking/get-staking-instruments" [reads];
    STAKING_OPEN_STAKE: Read = Post "/exchange/v1/private/staking/get-open-stake" [reads];
    STAKING_STAKE_HISTORY: Read = Post "/exchange/v1/private/staking/get-stake-history" [reads];
    STAKING_REWARD_HISTORY: Read = Post "/exchange/v1/private/staking/get-reward-history" [reads];
    STAKING_OPEN_CONVERT: Read = Post "/exchange/v1/private/staking/get-open-convert" [reads];
    STAKING_CONVERT_HISTORY: Read = Post "/exchange/v1/private/staking/get-convert-history" [reads];
    OTC_INSTRUMENTS: Read = Post "/exchange/v1/private/otc/get-otc-instruments" [reads];
    OTC_OPEN_QUOTE_REQUESTS: Read = Post "/exchange/v1/private/otc/get-open-quote-requests" [reads];
    OTC_OPEN_QUOTES: Read = Post "/exchange/v1/private/otc/get-open-quotes" [reads];
    OTC_QUOTE_HISTORY: Read = Post "/exchange/v1/private/otc/get-quote-history" [reads];
    OTC_QUOTE_REQUEST_HISTORY: Read =
        Post "/exchange/v1/private/otc/get-quote-request-history" [reads];
    OTC_OPEN_DEALS: Read = Post "/exchange/v1/private/otc/get-open-deals" [reads];
    OTC_DEAL_HISTORY: Read = Post "/exchange/v1/private/otc/get-deal-history" [reads];
    OTC_SETTLE_LATER_LIMIT: Read = Post "/exchange/v1/private/otc/get-settle-later-limit" [reads];
    OTC_UNSETTLED_AMOUNTS: Read = Post "/exchange/v1/private/otc/get-unsettled-amounts" [reads];
    TRADING_BOTS: Read = Post "/exchange/v1/private/bot/get-trading-bots" [reads];
    TRADING_BOT_EXECUTIONS: Read =
        Post "/exchange/v1/private/bot/get-trading-bot-executions" [reads];

    // Market data, which is not signed.
    INSTRUMENTS: Read = Get "/exchange/v1/public/get-instruments";
    BOOK: Read = Get "/exchange/v1/public/get-book";
    CANDLESTICK: Read = Get "/exchange/v1/public/get-candlestick";
    MARKET_TRADES: Read = Get "/exchange/v1/public/get-trades";
    TICKERS: Read = Get "/exchange/v1/public/get-tickers";
    VALUATIONS: Read = Get "/exchange/v1/public/get-valuations";
    EXPIRED_SETTLEMENT_PRICE: Read = Get "/exchange/v1/public/get-expired-settlement-price";
    INSURANCE: Read = Get "/exchange/v1/public/get-insurance";
    RISK_PARAMETERS: Read = Get "/exchange/v1/public/get-risk-parameters";
    ANNOUNCEMENTS: Read = Get "/exchange/v1/public/get-announcements";

    // Orders: the shape of `instrument_name` and `spot_margin` tell the product. A list of pairs asks
    // for both, whatever it says: an order in it without `spot_margin` would hide behind the others.
    CREATE_ORDER_SPOT: Spot = Post "/exchange/v1/private/create-order" (SPOT_ORDER);
    CREATE_ORDER_MARGIN: Margin = Post "/exchange/v1/private/create-order" (MARGIN_ORDER);
    CREATE_ORDER_PAIR: Spot + Margin = Post "/exchange/v1/private/create-order" (PAIR_ORDER);
    CREATE_ORDER_FUTURES: Futures = Post "/exchange/v1/private/create-order" (FUTURES_ORDER);
    CREATE_ORDER_LIST_PAIR: Spot + Margin =
        Post "/exchange/v1/private/create-order-list" (PAIR_ANY);
    CREATE_ORDER_LIST_FUTURES: Futures =
        Post "/exchange/v1/private/create-order-list" (FUTURES_ORDER);
    ADVANCED_CREATE_ORDER_SPOT: Spot =
        Post "/exchange/v1/private/advanced/create-order" (SPOT_ORDER);
    ADVANCED_CREATE_ORDER_MARGIN: Margin =
        Post "/exchange/v1/private/advanced/create-order" (MARGIN_ORDER);
    ADVANCED_CREATE_ORDER_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-order" (PAIR_ORDER);
    ADVANCED_CREATE_ORDER_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-order" (FUTURES_ORDER);
    ADVANCED_CREATE_ORDER_LIST_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-order-list" (PAIR_ANY);
    ADVANCED_CREATE_ORDER_LIST_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-order-list" (FUTURES_ORDER);
    ADVANCED_CREATE_OCO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-oco" (PAIR_ANY);
    ADVANCED_CREATE_OCO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-oco" (FUTURES_ORDER);
    ADVANCED_CREATE_OTO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-oto" (PAIR_ANY);
    ADVANCED_CREATE_OTO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-oto" (FUTURES_ORDER);
    ADVANCED_CREATE_OTOCO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-otoco" (PAIR_ANY);
    ADVANCED_CREATE_OTOCO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-otoco" (FUTURES_ORDER);
    CLOSE_POSITION: Futures = Post "/exchange/v1/private/close-position";
    // An order id tells no product.
    AMEND_ORDER: Spot + Margin + Futures = Post "/exchange/v1/private/amend-order";
    ADVANCED_AMEND_ORDER: Spot + Margin + Futures =
        Post "/exchange/v1/private/advanced/amend-order";

    // Cancelling. What names no product harms nothing, yet is not for a reader: it takes the
    // smallest right to trade.
    CANCEL_ORDER: Spot = Post "/exchange/v1/private/cancel-order";
    CANCEL_ORDER_LIST: Spot = Post "/exchange/v1/private/cancel-order-list";
    ADVANCED_CANCEL_ORDER: Spot = Post "/exchange/v1/private/advanced/cancel-order";
    ADVANCED_CANCEL_ORDER_LIST: Spot = Post "/exchange/v1/private/advanced/cancel-order-list";
    ADVANCED_CANCEL_OCO: Spot = Post "/exchange/v1/private/advanced/cancel-oco";
    ADVANCED_CANCEL_OTO: Spot = Post "/exchange/v1/private/advanced/cancel-oto";
    ADVANCED_CANCEL_OTOCO: Spot = Post "/exchange/v1/private/advanced/cancel-otoco";
    CANCEL_ALL_ORDERS: Spot = Post "/exchange/v1/private/cancel-all-orders" (EVERY_MARKET);
    CANCEL_ALL_ORDERS_SPOT: Spot = Post "/exchange/v1/private/cancel-all-orders" (PAIR_ANY);
    CANCEL_ALL_ORDERS_FUTURES: Futures =
        Post "/exchange/v1/private/cancel-all-orders" (FUTURES_ORDER);
    ADVANCED_CANCEL_ALL_ORDERS: Spot =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (EVERY_MARKET);
    ADVANCED_CANCEL_ALL_ORDERS_SPOT: Spot =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (PAIR_ANY);
    ADVANCED_CANCEL_ALL_ORDERS_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (FUTURES_ORDER);
    SET_CANCEL_ON_DISCONNECT: Spot = Post "/exchange/v1/private/set-cancel-on-disconnect";

    // Settings. What changes the whole account takes the right to trade futures.
    CHANGE_ACCOUNT_LEVERAGE: Futures + Margin = Post "/exchange/v1/private/change-account-leverage";
    CHANGE_ACCOUNT_SETTINGS: Futures + Margin = Post "/exchange/v1/private/change-account-settings";
    CHANGE_ISOLATED_MARGIN_LEVERAGE: Futures =
        Post "/exchange/v1/private/change-isolated-margin-leverage";
    CONVERT_COLLATERAL: Futures + Spot = Post "/exchange/v1/private/convert-collateral";

    // Staking.
    STAKING_STAKE: Earn = Post "/exchange/v1/private/staking/stake";
    STAKING_UNSTAKE: Earn = Post "/exchange/v1/private/staking/unstake";
    STAKING_CONVERT: Earn = Post "/exchange/v1/private/staking/convert";
    _: Earn = Post "/exchange/v1/private/staking/*";

    // Between own wallets and accounts, and into the venue's bots, which hold the funds they are
    // given.
    CREATE_SUBACCOUNT_TRANSFER: Transfer = Post "/exchange/v1/private/create-subaccount-transfer";
    CREATE_ISOLATED_MARGIN_TRANSFER: Transfer =
        Post "/exchange/v1/private/create-isolated-margin-transfer";
    _: Transfer + Spot + Margin + Futures = Post "/exchange/v1/private/bot/*";

    // Out, or to another owner: nobody signs these.
    CREATE_WITHDRAWAL: Withdraw = Post "/exchange/v1/private/create-withdrawal";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-create-withdraw";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-create-bank-account";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-get-plaid-token";
    _: Withdraw = Post "/exchange/v1/private/fiat/*";
    _: Withdraw = Post "/exchange/v1/private/otc/request-quote";
    _: Withdraw = Post "/exchange/v1/private/otc/request-deal";
    _: Withdraw = Post "/exchange/v1/private/otc/accept-quote";
    _: Withdraw = Post "/exchange/v1/private/otc/create-order";
    _: Withdraw = Post "/exchange/v1/private/otc/*";
} }
