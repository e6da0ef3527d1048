//! Phemex: spot, margin, coin-margined contracts and perpetuals in USDT on one host, the testnet on
//! another.
//!
//! Sources, read 2026-01 to 2026-11: `phemex-docs.github.io` (general, spot, contract, transfers,
//! withdrawals, unified account), `phemex-api-docs` with its issues, `phemex-python-api`, the help
//! center, ccxt 4.5.90.
//!
//! No answer tells a key's rights, its addresses or its age: the owner looks them up, declares the
//! gaps with an end date, and declares the day with `created_on`. The question that is asked proves
//! no more than that the key works from here. A key that withdraws needs no code and no e-mail.
//!
//! What is signed holds the end of the request, a minute ahead, and not the method: until then, a
//! GET could be sent as a DELETE or a PUT of the same path, so where these take parameters of a
//! query, the GET needs what they need. Nothing stands between the parts of that text: a signed
//! request is to be kept from others for longer than that minute. PUT places orders, and one GET
//! confirms a withdrawal.
//!
//! Older documentation decodes the secret from base64 first; the current one, its own client and
//! ccxt take it as text, and so does this (uncertain for very old keys). One secret can serve the
//! keys of several sub-accounts, so a leak of one is a leak of all.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Socket, Spec, States, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right,
        json::{Field, Unreadable},
    },
    request::Row,
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Phemex, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Phemex {}

impl Venue for Phemex {
    const SPEC: &'static Spec = &Spec {
        id: "phemex",
        title: "Phemex",
        variables: "PHEMEX",
        words: &["phemex"],
        patterns: &[
            Pattern::key_id(&[Piece::Uuid]),
            Pattern::secret(&[Piece::Run(Alphabet::UrlSafe, 40, 120)]),
        ],
        sources: &[
            ("phemex-docs.github.io", "2026-01"),
            (
                "phemex/phemex-api-docs, with issues 44, 46 and 47",
                "2026-11",
            ),
            ("phemex/phemex-python-api", "2026-11"),
            (
                "phemex.com help center, shared keys and whitelist",
                "2026-11",
            ),
            ("ccxt 4.5.90, paths, signature and errors", "2026-11"),
        ],
        services: &[Service {
            name: "rest",
            prefixes: &["/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                // The second one serves allowlisted addresses of large customers.
                hosts: &[("rest", &["api.phemex.com", "vapi.phemex.com"])],
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: false,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[("rest", &["testnet-api.phemex.com"])],
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
        trading: TRADING,
        evidence: EVIDENCE,
        readings: readings::READINGS,
        sockets: SOCKETS,
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // No rule about idle keys, or keys without an allowlist, was found.
        lapses: &[],
        console: Console {
            page: "https://phemex.com/account/api-management",
            edit: "API Management > Edit > Permissions",
            restrict: "API Management > Edit > Bind IP addresses",
            create: "make a new key at API Management > Create New API Key",
            support: Some("https://phemex.com/help-center"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new(
                "401 Failed to load API KEY*",
                &[
                    Cause::UnknownKey,
                    Cause::ExpiredKey,
                    Cause::OtherEnvironment,
                ],
            ),
            Refusal::new("401 Request IP mismatch*", &[Cause::AddressNotListed]),
            Refusal::new("401 Insufficient privilege*", &[Cause::PermissionMissing]),
            Refusal::new("401 Request Expired*", &[Cause::ClockOutsideWindow]),
            // What a wrong signature is answered with, an issue tells (uncertain).
            Refusal::new("10500", &[Cause::WrongSecret]),
            Refusal::new(
                "401*",
                &[Cause::UnknownKey, Cause::WrongSecret, Cause::ExpiredKey],
            ),
        ],
        retirement: Retirement::within(60),
    }
    .checked();
}

/// For how long a request is good.
const END: Part = Part::Later(60);

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Seconds,
    carriers: Carriers::One,
    body: BodyForm::Json,
    text: &[Part::Path, Part::Query, END, Part::Body],
    seal: &[
        (Place::Header("x-phemex-access-token"), Part::KeyId),
        (Place::Header("x-phemex-request-expiry"), END),
        (Place::Header("x-phemex-request-signature"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

/// The socket takes subscriptions and no orders. A login is good for two minutes at most.
const SOCKETS: &[Socket] = &[Socket {
    name: "private",
    urls: &[
        (Environment::Production, "wss://ws.phemex.com"),
        (Environment::Testnet, "wss://testnet-api.phemex.com/ws"),
    ],
    scheme: &Scheme {
        clock: Clock::Seconds,
        text: &[Part::KeyId, END],
        sent: &[
            Part::Lit(r#"{"method":"user.auth","params":["API","#),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit(r#",""#),
            Part::Signature,
            Part::Lit(r#"","#),
            END,
            Part::Lit(r#"],"id":1}"#),
        ],
        ..Scheme::PLAIN
    },
    challenges: false,
    does: PermissionSet::EMPTY,
}];

const QUESTIONS: &[Question] = &[Question {
    row: SPOT_WALLETS.row(),
    query: &[("currency", Part::Lit("USDT"))],
    body: &[],
    read,
    instead: None,
}];

const TRADING: Trading = Trading {
    orders: &[Orders {
        at: &[
            SPOT_PLACE_ORDER.row(),
            SPOT_CREATE_ORDER.row(),
            MARGIN_CREATE_ORDER.row(),
            CONTRACT_PLACE_ORDER.row(),
            CONTRACT_CREATE_ORDER.row(),
            PERPETUAL_PLACE_ORDER.row(),
            PERPETUAL_CREATE_ORDER.row(),
            SPOT_AMEND_ORDER.row(),
            CONTRACT_REPLACE_ORDER.row(),
            PERPETUAL_REPLACE_ORDER.row(),
        ],
        market: "symbol",
        // The characters are not documented; the examples are UUIDs.
        client_id: Some(ClientId {
            field: "clOrdID",
            shape: Shape::Text {
                start: "",
                most: 40,
                also: "-",
            },
        }),
    }],
    cancel_all: &[
        SPOT_CANCEL_ALL.row(),
        MARGIN_CANCEL_ALL.row(),
        CONTRACT_CANCEL_ALL.row(),
        PERPETUAL_CANCEL_ALL.row(),
    ],
    dead_man: &[],
};

const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, SPOT_TRADES.row()),
    (Evidence::Fills, CONTRACT_TRADES.row()),
    (Evidence::Fills, PERPETUAL_TRADES.row()),
    (Evidence::Orders, SPOT_ORDERS.row()),
    (Evidence::Orders, CONTRACT_OPEN_ORDERS.row()),
    (Evidence::Orders, CONTRACT_ORDERS.row()),
    (Evidence::Orders, PERPETUAL_OPEN_ORDERS.row()),
    (Evidence::Orders, PERPETUAL_ORDERS.row()),
    (Evidence::Positions, CONTRACT_ACCOUNT.row()),
    (Evidence::Positions, CONTRACT_POSITIONS.row()),
    (Evidence::Positions, PERPETUAL_ACCOUNT.row()),
    (Evidence::Positions, PERPETUAL_POSITIONS.row()),
    (Evidence::Positions, UNIFIED_BORROWED.row()),
    (Evidence::Ledger, SPOT_FUNDS.row()),
    (Evidence::Ledger, TRADE_ACCOUNT_DETAIL.row()),
    (Evidence::Transfers, TRANSFERS.row()),
    (Evidence::Transfers, ACCOUNT_TRANSFERS.row()),
    (Evidence::Withdrawals, WITHDRAWALS.row()),
    (Evidence::Withdrawals, WITHDRAW_LIST.row()),
    (Evidence::Deposits, DEPOSITS.row()),
    (Evidence::Deposits, DEPOSIT_LIST.row()),
    (Evidence::Keys, SUBACCOUNTS.row()),
];

const READ: PermissionSet = PermissionSet::of::<Read>();
const TRADE: PermissionSet = READ.with::<Spot>().with::<Margin>().with::<Futures>();

/// The levels of the console, each of which holds the one before. The documentation names the two
/// that trade; the first is presumed. Transfers have no level of their own, so they are taken to
/// come with trading (uncertain).
const RIGHTS: &[Right] = &[
    Right::new("read", "Read Only", READ),
    Right::new("trade", "Read & Trade", TRADE).riding(PermissionSet::of::<Transfer>()),
    Right::new(
        "withdraw",
        "Read & Trade & Withdraw",
        TRADE.with::<Withdraw>(),
    )
    .riding(PermissionSet::of::<Transfer>()),
];

/// Every refusal of a key has the code 401, and the text tells why.
fn refusal(answer: &Field<'_>) -> Option<String> {
    match answer.get("code").integer().ok()? {
        0 => None,
        401 => {
            let text = answer.get("msg").text().unwrap_or_default();
            let text = text.strip_prefix("401").unwrap_or(text).trim();
            Some(format!("401 {text}").trim().to_owned())
        }
        code => Some(code.to_string()),
    }
}

/// `GET /spot/wallets`. It says nothing about the key, but that it works.
fn read(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    for wallet in answer.get("data").list()? {
        wallet.get("currency").text()?;
    }
    Ok(())
}

endpoints! { Phemex {
    // Balances, positions and the account.
    SPOT_WALLETS: Read = Get "/spot/wallets";
    CONTRACT_ACCOUNT: Read = Get "/accounts/accountPositions";
    CONTRACT_POSITIONS: Read = Get "/accounts/positions";
    PERPETUAL_ACCOUNT: Read = Get "/g-accounts/accountPositions";
    PERPETUAL_POSITIONS: Read = Get "/g-accounts/positions";
    PERPETUAL_RISK_UNIT: Read = Get "/g-accounts/risk-unit";
    PERPETUAL_CLOSED_POSITIONS: Read = Get "/api-data/g-futures/closedPosition";
    CLOSED_POSITIONS: Read = Get "/phemex-user/order/closedPositionList";
    UNIFIED_ASSETS: Read = Get "/uta-biz/assets";
    UNIFIED_RISK_MODE: Read = Get "/uta-api/risk/risk-mode";
    UNIFIED_RISK_UNITS: Read = Get "/uta-api/risk/risk-units";
    SUBACCOUNTS: Read = Get "/phemex-user/users/children";

    // Orders and fills.
    SPOT_OPEN_ORDER: Read = Get "/spot/orders/active";
    SPOT_ORDERS: Read = Get "/api-data/spots/orders";
    SPOT_ORDERS_BY_ID: Read = Get "/api-data/spots/orders/by-order-id";
    SPOT_TRADES: Read = Get "/api-data/spots/trades";
    SPOT_TRADES_BY_ID: Read = Get "/api-data/spots/trades/by-order-id";
    SPOT_PNLS: Read = Get "/api-data/spots/pnls";
    CONTRACT_OPEN_ORDERS: Read = Get "/orders/activeList";
    CONTRACT_ORDERS: Read = Get "/api-data/futures/orders";
    CONTRACT_ORDERS_BY_ID: Read = Get "/api-data/futures/orders/by-order-id";
    CONTRACT_TRADES: Read = Get "/api-data/futures/trades";
    CONTRACT_FUNDING_FEES: Read = Get "/api-data/futures/funding-fees";
    CONTRACT_TRADING_FEES: Read = Get "/api-data/futures/trading-fees";
    CONTRACT_ACCOUNT_DETAIL: Read = Get "/api-data/futures/v2/tradeAccountDetail";
    PERPETUAL_OPEN_ORDERS: Read = Get "/g-orders/activeList";
    PERPETUAL_ORDERS: Read = Get "/api-data/g-futures/orders";
    PERPETUAL_ORDERS_BY_ID: Read = Get "/api-data/g-futures/orders/by-order-id";
    PERPETUAL_TRADES: Read = Get "/api-data/g-futures/trades";
    PERPETUAL_FUNDING_FEES: Read = Get "/api-data/g-futures/funding-fees";
    PERPETUAL_TRADING_FEES: Read = Get "/api-data/g-futures/trading-fees";
    EXCHANGE_ORDERS: Read = Get "/exchange/order/list";
    EXCHANGE_ORDER: Read = Get "/exchange/order";
    EXCHANGE_TRADES: Read = Get "/exchange/order/trade";
    EXCHANGE_ORDER_LIST: Read = Get "/exchange/order/v2/orderList";
    EXCHANGE_TRADING_LIST: Read = Get "/exchange/order/v2/tradingList";
    EXCHANGE_SPOT_ORDER: Read = Get "/exchange/spot/order";
    EXCHANGE_SPOT_TRADES: Read = Get "/exchange/spot/order/trades";

    // Funds, and what tells of moves that the bot did not make.
    SPOT_FUNDS: Read = Get "/api-data/spots/funds";
    TRADE_ACCOUNT_DETAIL: Read = Get "/phemex-user/wallets/tradeAccountDetail";
    TRANSFERS: Read = Get "/assets/transfer";
    SUB_SPOT_TRANSFERS: Read = Get "/assets/spots/sub-accounts/transfer";
    SUB_FUTURES_TRANSFERS: Read = Get "/assets/futures/sub-accounts/transfer";
    ACCOUNT_TRANSFERS: Read = Get "/wallets/account/transfer";
    MARGIN_TRANSFERS: Read = Get "/exchange/margins/transfer";
    CONVERSIONS: Read = Get "/assets/convert";
    CONVERT_QUOTE: Read = Get "/assets/quote";
    UNIFIED_CONVERSIONS: Read = Get "/uta-exchanger/assets/convert";
    UNIFIED_BORROWED: Read = Get "/uta-funds/contract/borrow";
    UNIFIED_PAYBACKS: Read = Get "/uta-funds/contract/payback";
    UNIFIED_INTERESTS: Read = Get "/uta-funds/contract/borrow/interests";
    WITHDRAWALS: Read = Get "/phemex-withdraw/wallets/api/withdrawHist";
    WITHDRAW_ASSET_INFO: Read = Get "/phemex-withdraw/wallets/api/asset/info";
    WITHDRAW_LIST: Read = Get "/exchange/wallets/withdrawList";
    DEPOSITS: Read = Get "/phemex-deposit/wallets/api/depositHist";
    DEPOSIT_CHAINS: Read = Get "/phemex-deposit/wallets/api/chainCfg";
    DEPOSIT_LIST: Read = Get "/exchange/wallets/depositList";

    // Market data.
    SERVER_TIME: Read = Get "/public/time";
    PRODUCTS: Read = Get "/public/products";
    PRODUCTS_PLUS: Read = Get "/public/products-plus";
    FUNDING_RATES: Read = Get "/api-data/public/data/funding-rate-history";
    _: Read = Get "/public/*";
    _: Read = Get "/md/*";
    _: Read = Get "/v1/md/*";
    _: Read = Get "/exchange/public/*";
    _: Read = Get "/phemex-lb/public/*";

    // Spot. PUT places orders, as POST does, and amends them. What is signed to read the open
    // orders would amend or cancel them too, since their path is the same and no method is signed.
    SPOT_OPEN_ORDERS: Spot = Get "/spot/orders" [writes];
    SPOT_PLACE_ORDER: Spot = Post "/spot/orders";
    SPOT_CREATE_ORDER: Spot = Put "/spot/orders/create";
    SPOT_AMEND_ORDER: Spot = Put "/spot/orders";
    SPOT_CANCEL_ORDER: Spot = Delete "/spot/orders";
    SPOT_CANCEL_ALL: Spot = Delete "/spot/orders/all";
    CONVERT: Spot = Post "/assets/convert";

    // Margin: orders, borrowing and repaying.
    MARGIN_CREATE_ORDER: Margin = Put "/margin-trade/orders/create";
    MARGIN_CANCEL_ORDER: Margin = Delete "/margin-trade/orders";
    MARGIN_CANCEL_ALL: Margin = Delete "/margin-trade/orders/all";
    MARGIN_BORROW: Margin = Post "/margin/borrow";
    MARGIN_PAYBACK: Margin = Post "/margin/payback";
    UNIFIED_PAYBACK: Margin = Post "/uta-funds/contract/payback";

    // Contracts margined in coin, and perpetuals margined in USDT.
    CONTRACT_PLACE_ORDER: Futures = Post "/orders";
    CONTRACT_CREATE_ORDER: Futures = Put "/orders/create";
    CONTRACT_REPLACE_ORDER: Futures = Put "/orders/replace";
    CONTRACT_CANCEL_ORDER: Futures = Delete "/orders/cancel";
    CONTRACT_CANCEL_ORDERS: Futures = Delete "/orders";
    CONTRACT_CANCEL_ALL: Futures = Delete "/orders/all";
    PERPETUAL_PLACE_ORDER: Futures = Post "/g-orders";
    PERPETUAL_CREATE_ORDER: Futures = Put "/g-orders/create";
    PERPETUAL_REPLACE_ORDER: Futures = Put "/g-orders/replace";
    PERPETUAL_CANCEL_ORDER: Futures = Delete "/g-orders/cancel";
    PERPETUAL_CANCEL_ORDERS: Futures = Delete "/g-orders";
    PERPETUAL_CANCEL_ALL: Futures = Delete "/g-orders/all";

    // Settings. The last one is for the whole account.
    CONTRACT_SET_LEVERAGE: Futures = Put "/positions/leverage";
    CONTRACT_SET_RISK_LIMIT: Futures = Put "/positions/riskLimit";
    CONTRACT_ASSIGN_BALANCE: Futures = Post "/positions/assign";
    PERPETUAL_SET_LEVERAGE: Futures = Put "/g-positions/leverage";
    PERPETUAL_SWITCH_MODE: Futures = Put "/g-positions/switch-pos-mode-sync";
    PERPETUAL_ASSIGN_BALANCE: Futures = Post "/g-positions/assign";
    UNIFIED_SWITCH_MODE: Futures + Margin + Spot = Post "/uta-account/switch-mode";

    // Between own wallets and accounts.
    TRANSFER: Transfer = Post "/assets/transfer";
    SUB_SPOT_TRANSFER: Transfer = Post "/assets/spots/sub-accounts/transfer";
    SUB_FUTURES_TRANSFER: Transfer = Post "/assets/futures/sub-accounts/transfer";
    UNIVERSAL_TRANSFER: Transfer = Post "/assets/universal-transfer";
    ACCOUNT_TRANSFER: Transfer = Post "/wallets/account/transfer";
    MAIN_SUB_TRANSFER: Transfer = Post "/wallets/account/main-sub-transfer";
    TRANSFER_OUT: Transfer = Post "/exchange/wallets/transferOut";
    TRANSFER_IN: Transfer = Post "/exchange/wallets/transferIn";
    MARGIN_TRANSFER: Transfer = Post "/exchange/margins";
    // Whether these GETs make an address where there is none is not documented.
    DEPOSIT_ADDRESS: Transfer = Get "/phemex-deposit/wallets/api/depositAddress" [writes];
    USER_DEPOSIT_ADDRESS: Transfer = Get "/phemex-user/wallets/v2/depositAddress" [writes];
    EXCHANGE_DEPOSIT_ADDRESS: Transfer = Get "/exchange/wallets/v2/depositAddress" [writes];

    // Out, or to where value may go: nobody signs these. The GET confirms a withdrawal by the code
    // of an e-mail.
    WITHDRAW: Withdraw = Post "/phemex-withdraw/wallets/api/createWithdraw";
    _: Withdraw = Post "/phemex-withdraw/wallets/api/cancelWithdraw";
    _: Withdraw = Post "/phemex-withdraw/*";
    _: Withdraw = Post "/exchange/wallets/createWithdraw";
    _: Withdraw = Post "/exchange/wallets/cancelWithdraw";
    _: Withdraw = Post "/exchange/wallets/createWithdrawAddress";
    _: Withdraw = Post "/exchange/wallets/*";
    _: Withdraw = Get "/exchange/wallets/confirm/withdraw" [writes];
    _: Withdraw = Get "/exchange/wallets/confirm/*" [writes];

    // Accounts: nor these. The documentation has none; what is there is the website's.
    _: Admin = Post "/phemex-user/*";
    _: Admin = Put "/phemex-user/*";
    _: Admin = Delete "/phemex-user/*";
} }
