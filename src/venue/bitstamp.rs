//! Bitstamp, v2: paths end in `/`, bodies are forms, and a coin's withdrawal has its own path.
//!
//! Sources, read 2026-11: the official `OpenAPI` document of bitstamp.net/api (authentication,
//! codes, paths, changelog to 2026-02), blog.bitstamp.net on API keys, ccxt and
//! `JKorf/Bitstamp.Net` for the signature.
//!
//! - **It cannot be asked what a key may do**, from where it works, or when it was made. The owner
//!   looks it up and declares the gaps; the one question is a read that proves that the key works,
//!   for which it needs the box for balances.
//! - A body that is empty has no `Content-Type`, in the signature and on the wire: some clients
//!   add one, and get API0020.
//! - A market stands in the path. What `margin_mode` or `leverage` is in is an order for
//!   derivatives, which need both; orders by id tell no product.
//! - Whether an order for a perpetual is refused without `margin_mode` is *uncertain*: if it is
//!   not, such an order is signed for spot, since nothing else in it tells the product.
//! - `X-Auth-Subaccount-Id` lets a key of the main account act for a sub-account, and is not
//!   signed: the key of a sub-account has no use for it, so give a bot such a key.
//! - `revoke_all_api_keys/` ends every key of the account at once. Which box allows it is not
//!   documented: no bot can have it signed.
//! - The streams of orders and trades are opened by a token of `websockets_token/`, and only read.
//! - Uncertain: the boxes of the console, as listed here, the charset of `client_order_id`, and the
//!   host of the sandbox, which only clients name.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, IN_PATH, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Spec, States, Step, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Admin, Earn, Futures, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right,
        json::{Field, Unreadable},
    },
    request::Condition,
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Bitstamp, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Bitstamp {}

impl Venue for Bitstamp {
    const SPEC: &'static Spec = &Spec {
        id: "bitstamp",
        title: "Bitstamp",
        variables: "BITSTAMP",
        words: &["bitstamp"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 32, 32)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 32, 32)]),
        ],
        sources: &[
            ("bitstamp.net/api: OpenAPI document", "2026-11"),
            ("blog.bitstamp.net: API keys", "2026-11"),
            ("ccxt 4.5.90 and JKorf/Bitstamp.Net", "2026-11"),
        ],
        services: &[
            Service {
                name: "private",
                prefixes: &["/api/v2/"],
                scheme: SCHEME,
            },
            Service {
                name: "public",
                prefixes: &[
                    "/api/v2/ticker",
                    "/api/v2/order_book/",
                    "/api/v2/transactions/",
                    "/api/v2/ohlc/",
                    "/api/v2/markets/",
                    "/api/v2/trading-pairs-info/",
                    "/api/v2/currencies/",
                    "/api/v2/eur_usd/",
                    "/api/v2/funding_rate",
                    "/api/v2/collateral_currencies/",
                    "/api/v2/margin_tiers/",
                    "/api/v2/travel_rule/vasps/",
                ],
                scheme: UNSIGNED,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[
                    ("private", &["www.bitstamp.net"]),
                    ("public", &["www.bitstamp.net"]),
                ],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: false,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    ("private", &["sandbox.bitstamp.net"]),
                    ("public", &["sandbox.bitstamp.net"]),
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
                        BUY_SPOT.row(),
                        BUY_FUTURES.row(),
                        BUY_MARKET_SPOT.row(),
                        BUY_MARKET_FUTURES.row(),
                        BUY_INSTANT_SPOT.row(),
                        BUY_INSTANT_FUTURES.row(),
                        SELL_SPOT.row(),
                        SELL_FUTURES.row(),
                        SELL_MARKET_SPOT.row(),
                        SELL_MARKET_FUTURES.row(),
                        SELL_INSTANT_SPOT.row(),
                        SELL_INSTANT_FUTURES.row(),
                    ],
                    // It stands in the path.
                    market: IN_PATH,
                    // 180 characters; which ones is not documented (uncertain).
                    client_id: Some(ClientId {
                        field: "client_order_id",
                        shape: Shape::Text {
                            start: "",
                            most: 180,
                            also: "",
                        },
                    }),
                },
                // By the id of an order or a position; all positions, unless a market is named.
                Orders {
                    at: &[
                        REPLACE_ORDER.row(),
                        CLOSE_POSITION.row(),
                        CLOSE_POSITIONS.row(),
                    ],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[CANCEL_ALL_ORDERS.row(), CANCEL_ALL_ORDERS_OF_MARKET.row()],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, USER_TRANSACTIONS.row()),
            (Evidence::Fills, TRADE_HISTORY.row()),
            (Evidence::Orders, ACCOUNT_ORDER_DATA.row()),
            (Evidence::Positions, OPEN_POSITIONS.row()),
            (Evidence::Ledger, USER_TRANSACTIONS.row()),
            (Evidence::Withdrawals, WITHDRAWAL_REQUESTS.row()),
            (Evidence::Withdrawals, CRYPTO_TRANSACTIONS.row()),
            (Evidence::Deposits, CRYPTO_DEPOSITS.row()),
            (Evidence::Deposits, CRYPTO_TRANSACTIONS.row()),
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
            page: "https://www.bitstamp.net/settings/api-access/",
            edit: "Settings > API access > Edit > Permissions",
            restrict: "Settings > API access > Edit > IP restriction",
            create: "make a new key at Settings > API access > New API key",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("API0001", &[Cause::UnknownKey]),
            Refusal::new("API0008", &[Cause::UnknownKey]),
            Refusal::new("API0011", &[Cause::UnknownKey]),
            Refusal::new("404.004", &[Cause::UnknownKey]),
            Refusal::new("API0002", &[Cause::AddressNotListed]),
            Refusal::new("API0003", &[Cause::PermissionMissing]),
            // The nonce came before; ours never does, unless a request is sent twice.
            Refusal::new("API0004", &[Cause::NonceTooLow]),
            Refusal::new("API0005", &[Cause::WrongSecret]),
            Refusal::new("API0006", &[Cause::AccountRestricted]),
            Refusal::new("API0009", &[Cause::AccountRestricted]),
            Refusal::new("API0017", &[Cause::ClockOutsideWindow]),
            Refusal::new("403.001", &[Cause::AccountRestricted]),
            Refusal::new("403.004", &[Cause::AccountRestricted]),
            Refusal::new("400.002", &[Cause::RateLimited]),
            Refusal::new("400.067", &[Cause::RateLimited]),
            Refusal::new("400.068", &[Cause::RateLimited]),
            Refusal::new("500.*", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(150).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(
    USER_TRANSACTIONS.row(),
    &[Step::Each, Step::Get("id")],
)];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::ByMethod,
    body: BodyForm::Form,
    text: &[
        KEY,
        Part::Method,
        Part::Host,
        Part::Target,
        Part::ContentType,
        Part::Uuid,
        Part::Time,
        Part::Lit("v2"),
        Part::Body,
    ],
    seal: &[
        (Place::Header("X-Auth"), KEY),
        (Place::Header("X-Auth-Signature"), Part::Signature),
        (Place::Header("X-Auth-Nonce"), Part::Uuid),
        (Place::Header("X-Auth-Timestamp"), Part::Time),
        (Place::Header("X-Auth-Version"), Part::Lit("v2")),
    ],
    ..Scheme::PLAIN
};

const KEY: Part = Part::Join(&[Part::Lit("BITSTAMP "), Part::KeyId]);

/// Market data takes no key.
const UNSIGNED: &Scheme = &Scheme {
    carriers: Carriers::Query,
    ..Scheme::PLAIN
};

const QUESTIONS: &[Question] = &[Question {
    row: ACCOUNT_BALANCES.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

const READ: PermissionSet = PermissionSet::of::<Read>();

/// The boxes of the console, in part from older pictures (uncertain); no answer names them.
const RIGHTS: &[Right] = &[
    Right::new("balance", "Account balance", READ),
    Right::new("transactions", "User transactions", READ),
    Right::new("open_orders", "Open orders", READ),
    Right::new(
        "orders",
        "Orders: buy, sell, cancel",
        PermissionSet::of::<Spot>(),
    )
    .riding(PermissionSet::of::<Futures>()),
    Right::new(
        "transfer",
        "Transfer between main and sub accounts",
        PermissionSet::of::<Transfer>(),
    ),
    Right::new("earn", "Earn", PermissionSet::of::<Earn>()),
    Right::new("deposits", "Deposits", PermissionSet::of::<Withdraw>()),
    Right::new(
        "withdrawals",
        "Withdrawals",
        PermissionSet::of::<Withdraw>(),
    ),
    Right::new(
        "revoke",
        "Revoke all API keys",
        PermissionSet::of::<Admin>(),
    ),
];

/// An error has a code of the key or of the request, and in some answers only words.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let (code, response) = (answer.get("code"), answer.get("response_code"));
    let failed = answer.get("status").text() == Ok("error") || answer.get("error").is_named();
    let named = code.text().or_else(|_| response.text());
    match named {
        Ok(code) => Some(code.to_owned()),
        Err(_) => failed.then(|| "error".to_owned()),
    }
}

/// `POST /api/v2/account_balances/`: that it answers is all that it says about the key.
fn read(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    for balance in answer.list()? {
        balance.get("currency").text()?;
    }
    Ok(())
}

/// `margin_mode`: names are compared without their `_`.
const MODE: &str = "marginmode";
const SPOT_ORDER: &[Condition] = &[
    Condition::absent_or(MODE, &[]),
    Condition::absent_or("leverage", &[]),
];
const FUTURES_ORDER: &[Condition] = &[Condition::not(MODE, &[])];

endpoints! { Bitstamp {
    // The account.
    ACCOUNT_BALANCES: Read = Post "/api/v2/account_balances/" [reads];
    ACCOUNT_BALANCE: Read = Post "/api/v2/account_balances/{}/" [reads];
    BALANCE: Read = Post "/api/v2/balance/" [reads];
    BALANCE_OF_PAIR: Read = Post "/api/v2/balance/{}/" [reads];
    FEES_TRADING: Read = Post "/api/v2/fees/trading/" [reads];
    FEES_TRADING_OF_MARKET: Read = Post "/api/v2/fees/trading/{}/" [reads];
    FEES_WITHDRAWAL: Read = Post "/api/v2/fees/withdrawal/" [reads];
    FEES_WITHDRAWAL_OF_CURRENCY: Read = Post "/api/v2/fees/withdrawal/{}/" [reads];
    MY_TRADING_PAIRS: Read = Post "/api/v2/my_trading_pairs/" [reads];
    MY_MARKETS: Read = Get "/api/v2/my_markets/";
    MARGIN_INFO: Read = Get "/api/v2/margin_info/";
    LEVERAGE_SETTINGS: Read = Get "/api/v2/leverage_settings/";
    WEBSOCKETS_TOKEN: Read = Post "/api/v2/websockets_token/" [reads];

    // Orders, fills and positions.
    OPEN_ORDERS: Read = Post "/api/v2/open_orders/" [reads];
    OPEN_ORDERS_OF_MARKET: Read = Post "/api/v2/open_orders/{}/" [reads];
    ORDER_STATUS: Read = Post "/api/v2/order_status/" [reads];
    ACCOUNT_ORDER_DATA: Read = Post "/api/v2/account_order_data/" [reads];
    ORDER_DATA: Read = Post "/api/v2/order_data/" [reads];
    USER_TRANSACTIONS: Read = Post "/api/v2/user_transactions/" [reads];
    USER_TRANSACTIONS_OF_MARKET: Read = Post "/api/v2/user_transactions/{}/" [reads];
    MAX_ORDER_AMOUNT: Read = Post "/api/v2/get_max_order_amount/" [reads];
    ESTIMATED_ORDER_IMPACT: Read = Post "/api/v2/estimated_order_impact/" [reads];
    COLLATERAL_CHANGE_IMPACT: Read = Post "/api/v2/collateral_change_impact/" [reads];
    TRADE_HISTORY: Read = Get "/api/v2/trade_history/";
    TRADE_HISTORY_OF_MARKET: Read = Get "/api/v2/trade_history/{}/";
    OPEN_POSITIONS: Read = Get "/api/v2/open_positions/";
    OPEN_POSITIONS_OF_MARKET: Read = Get "/api/v2/open_positions/{}/";
    POSITION_HISTORY: Read = Get "/api/v2/position_history/";
    POSITION_HISTORY_OF_MARKET: Read = Get "/api/v2/position_history/{}/";
    POSITION_STATUS: Read = Get "/api/v2/position_status/{}/";
    POSITION_SETTLEMENTS: Read = Get "/api/v2/position_settlement_transactions/";
    POSITION_SETTLEMENT: Read = Get "/api/v2/position_settlement_transactions/{}/";

    // Funds, and what tells of moves that the bot did not make.
    WITHDRAWAL_REQUESTS: Read = Post "/api/v2/withdrawal-requests/" [reads];
    WITHDRAWAL_STATUS: Read = Post "/api/v2/withdrawal/status/" [reads];
    CRYPTO_TRANSACTIONS: Read = Post "/api/v2/crypto-transactions/" [reads];
    CRYPTO_DEPOSITS: Read = Get "/api/v2/crypto-transactions/deposits/";
    BTC_UNCONFIRMED: Read = Post "/api/v2/btc_unconfirmed/" [reads];
    LIQUIDATION_ADDRESS_INFO: Read = Post "/api/v2/liquidation_address/info/" [reads];
    INSTANT_CONVERT_ADDRESS_INFO: Read = Post "/api/v2/instant_convert_address/info/" [reads];
    EARN_SUBSCRIPTIONS: Read = Get "/api/v2/earn/subscriptions/";
    EARN_TRANSACTIONS: Read = Get "/api/v2/earn/transactions/";
    CONTACTS: Read = Get "/api/v2/travel_rule/contacts/";
    CONTACT: Read = Get "/api/v2/travel_rule/contacts/{}/";
    SATOSHI_TESTS: Read = Get "/api/v2/travel_rule/satoshi_test/";
    ADDRESS_VERIFICATION: Read = Get "/api/v2/travel_rule/address_verification/";
    XPUB_REGISTRATIONS: Read = Get "/api/v2/travel_rule/utxo/xpub_registrations/";
    XPUB_REGISTRATION: Read = Get "/api/v2/travel_rule/utxo/xpub_registrations/{}/";

    // Market data, which is not signed.
    TICKERS: Read = Get "/api/v2/ticker/";
    TICKER: Read = Get "/api/v2/ticker/{}/";
    TICKER_HOUR: Read = Get "/api/v2/ticker_hour/{}/";
    ORDER_BOOK: Read = Get "/api/v2/order_book/{}/";
    TRANSACTIONS: Read = Get "/api/v2/transactions/{}/";
    OHLC: Read = Get "/api/v2/ohlc/{}/";
    MARKETS: Read = Get "/api/v2/markets/";
    TRADING_PAIRS_INFO: Read = Get "/api/v2/trading-pairs-info/";
    CURRENCIES: Read = Get "/api/v2/currencies/";
    EUR_USD: Read = Get "/api/v2/eur_usd/";
    FUNDING_RATE: Read = Get "/api/v2/funding_rate/{}/";
    FUNDING_RATE_HISTORY: Read = Get "/api/v2/funding_rate_history/{}/";
    COLLATERAL_CURRENCIES: Read = Get "/api/v2/collateral_currencies/";
    MARGIN_TIERS: Read = Get "/api/v2/margin_tiers/";
    VASPS: Read = Get "/api/v2/travel_rule/vasps/";

    // Orders: derivatives need `margin_mode`, and spot has none.
    BUY_SPOT: Spot = Post "/api/v2/buy/{}/" (SPOT_ORDER);
    BUY_FUTURES: Futures = Post "/api/v2/buy/{}/" (FUTURES_ORDER);
    BUY_MARKET_SPOT: Spot = Post "/api/v2/buy/market/{}/" (SPOT_ORDER);
    BUY_MARKET_FUTURES: Futures = Post "/api/v2/buy/market/{}/" (FUTURES_ORDER);
    BUY_INSTANT_SPOT: Spot = Post "/api/v2/buy/instant/{}/" (SPOT_ORDER);
    BUY_INSTANT_FUTURES: Futures = Post "/api/v2/buy/instant/{}/" (FUTURES_ORDER);
    SELL_SPOT: Spot = Post "/api/v2/sell/{}/" (SPOT_ORDER);
    SELL_FUTURES: Futures = Post "/api/v2/sell/{}/" (FUTURES_ORDER);
    SELL_MARKET_SPOT: Spot = Post "/api/v2/sell/market/{}/" (SPOT_ORDER);
    SELL_MARKET_FUTURES: Futures = Post "/api/v2/sell/market/{}/" (FUTURES_ORDER);
    SELL_INSTANT_SPOT: Spot = Post "/api/v2/sell/instant/{}/" (SPOT_ORDER);
    SELL_INSTANT_FUTURES: Futures = Post "/api/v2/sell/instant/{}/" (FUTURES_ORDER);
    // An order id tells no product.
    REPLACE_ORDER: Spot + Futures = Post "/api/v2/replace_order/";
    // Cancelling harms nothing, yet is not for a reader: it takes the smallest right to trade.
    CANCEL_ORDER: Spot = Post "/api/v2/cancel_order/";
    CANCEL_ALL_ORDERS: Spot = Post "/api/v2/cancel_all_orders/";
    CANCEL_ALL_ORDERS_OF_MARKET: Spot = Post "/api/v2/cancel_all_orders/{}/";

    // Positions and settings.
    CLOSE_POSITION: Futures = Post "/api/v2/close_position/";
    CLOSE_POSITIONS: Futures = Post "/api/v2/close_positions/";
    ADJUST_POSITION_COLLATERAL: Futures = Post "/api/v2/adjust_position_collateral/";
    SET_LEVERAGE: Futures = Post "/api/v2/leverage_settings/";

    // Staking and lending.
    EARN_SUBSCRIBE: Earn = Post "/api/v2/earn/subscribe/";
    EARN_UNSUBSCRIBE: Earn = Post "/api/v2/earn/unsubscribe/";
    EARN_SETTING: Earn = Post "/api/v2/earn/subscriptions/setting/";
    _: Earn = Post "/api/v2/earn/*";

    // Between own accounts.
    TRANSFER_TO_MAIN: Transfer = Post "/api/v2/transfer-to-main/";
    TRANSFER_FROM_MAIN: Transfer = Post "/api/v2/transfer-from-main/";

    // Out, or into the lists of addresses and their owners: nobody signs these. Each coin has a
    // path of its own.
    _: Withdraw = Post "/api/v2/{}_withdrawal/";
    _: Withdraw = Post "/api/v2/{}_address/";
    _: Withdraw = Post "/api/v2/withdrawal/open/";
    _: Withdraw = Post "/api/v2/withdrawal/cancel/";
    _: Withdraw = Post "/api/v2/withdrawal/*";
    _: Withdraw = Post "/api/v2/liquidation_address/new/";
    _: Withdraw = Post "/api/v2/instant_convert_address/new/";
    _: Withdraw = Post "/api/v2/travel_rule/*";
    _: Withdraw = Post "/api/v2/crypto-transactions/deposits/*";

    // Every key of the account: nor this.
    _: Admin = Post "/api/v2/revoke_all_api_keys/";
} }
