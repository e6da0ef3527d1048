//! Coinbase Advanced Trade, with a key of the Coinbase Developer Platform.
//!
//! Sources, read 2026-06 to 2026-11: docs.cdp.coinbase.com (authentication, key permissions, the
//! Advanced Trade and Coinbase App references, the WebSocket guide), `coinbase-advanced-py` 1.8.4,
//! fixtures of community clients. Marked *uncertain* where no official text says so.
//!
//! Every request carries a token of its own, good for two minutes. It names method, host and path;
//! query and body are *not* signed, so whoever reads a token of an order can send another order
//! with it. Keep signed requests out of logs. The same key reaches the Coinbase App (`/v2/`).
//!
//! Coinbase states three rights and nothing else: from where the key works, when it was made and
//! which key it is stay unsaid. `Trade` brings every product that the portfolio has. The newer box
//! `Receive` is not in the answer, so it cannot be seen (*uncertain* what it gives). Which right
//! the calls that make, rename and delete portfolios take is *uncertain*: they are read as riding
//! on `Trade`. Convert takes a right like trading (*uncertain*).
//!
//! Left out: RSA and legacy HMAC keys, the Exchange, Prime and International APIs with keys and
//! hosts of their own, and the Deribit gateway that takes this token for another one. The stream of
//! futures balances wants a token per channel, and only `user` has one here. Its token names no
//! path, so that a key with `Trade` gets none: watch the stream with a key that only views.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Socket, Spec, States, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Admin, Futures, PermissionSet, Read, Spot, Transfer, Withdraw},
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

/// Coinbase Advanced Trade, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Coinbase {}

impl Venue for Coinbase {
    const SPEC: &'static Spec = &Spec {
        id: "coinbase",
        title: "Coinbase Advanced",
        variables: "COINBASE",
        words: &["coinbase", "cdp_"],
        patterns: &[
            Pattern::key_id(&[
                Piece::Text("organizations/"),
                Piece::Uuid,
                Piece::Text("/apiKeys/"),
                Piece::Uuid,
            ])
            .alone(),
            Pattern::key_id(&[Piece::Uuid]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 86, 86), Piece::Text("==")]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 43, 43), Piece::Text("=")]),
        ],
        sources: &[
            ("docs.cdp.coinbase.com", "2026-11"),
            ("coinbase/coinbase-advanced-py 1.8.4", "2026-06"),
            ("tiagosiebler/coinbase-api", "2026-07"),
            ("nautechsystems/nautilus_trader", "2026-07"),
            ("api-evangelist/coinbase (support)", "2026-05"),
        ],
        services: &[Service {
            name: "brokerage",
            prefixes: &["/api/v3/brokerage/", "/v2/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("brokerage", &["api.coinbase.com"])],
                headers: &[],
                mark: "",
                questions: &[Question {
                    row: KEY_PERMISSIONS.row(),
                    query: &[],
                    body: &[],
                    read,
                    instead: None,
                }],
                tells_rights: true,
            },
            // Answers as they stand in the docs, whatever is asked: they say nothing of a key.
            Site {
                environment: Environment::Testnet,
                hosts: &[("brokerage", &["api-sandbox.coinbase.com"])],
                headers: &[],
                mark: "",
                questions: &[Question {
                    row: ACCOUNTS.row(),
                    query: &[],
                    body: &[],
                    read: read_accounts,
                    instead: None,
                }],
                tells_rights: false,
            },
        ],
        keys: &[
            KeyForm {
                kind: KeyKind::P256,
                secret: Coding::Text,
                signature: Coding::Base64Url,
                algorithm: "ES256",
            },
            KeyForm {
                kind: KeyKind::Ed25519,
                secret: Coding::Base64,
                signature: Coding::Base64Url,
                algorithm: "EdDSA",
            },
        ],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[
                        NEW_ORDER_SPOT.row(),
                        NEW_ORDER_FUTURES.row(),
                        CLOSE_POSITION.row(),
                    ],
                    market: PRODUCT,
                    // Any string works in the examples, and no length is stated: a UUID is advised.
                    client_id: Some(ClientId {
                        field: "client_order_id",
                        shape: Shape::Uuid,
                    }),
                },
                Orders {
                    // By the id of the order alone.
                    at: &[EDIT_ORDER.row()],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, FILLS.row()),
            (Evidence::Orders, ORDERS.row()),
            (Evidence::Positions, FUTURES_POSITIONS.row()),
            (Evidence::Positions, PERPETUALS_POSITIONS.row()),
            (Evidence::Ledger, APP_TRANSACTIONS.row()),
            (Evidence::Transfers, FUTURES_SWEEPS.row()),
            (Evidence::Withdrawals, APP_WITHDRAWALS.row()),
            (Evidence::Deposits, APP_DEPOSITS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "user",
            urls: &[(
                Environment::Production,
                "wss://advanced-trade-ws-user.coinbase.com",
            )],
            scheme: USER_STREAM,
            // The stream only reads. Its token names no path, and whether the other API takes such
            // a token is uncertain: so it counts as all that one could do there.
            challenges: false,
            does: PermissionSet::of::<Spot>()
                .with::<Futures>()
                .with::<Transfer>()
                .with::<Withdraw>()
                .with::<Admin>(),
        }],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // No rule is known by which a key ends.
        lapses: &[],
        console: Console {
            page: "https://portal.cdp.coinbase.com/projects/api-keys",
            edit: "API Keys > the key > Edit > API restrictions",
            restrict: "API Keys > the key > Edit > API restrictions > IP allowlist",
            create: "make a new key at API Keys > Create API key",
            support: Some("https://help.coinbase.com"),
        },
        time: None,
        refusal,
        refusals: &[
            // Wrong key, signature, path, clock or address, and a key that is off: one answer.
            Refusal::new("HTTP 401", UNAUTHORIZED),
            Refusal::new("Unauthorized", UNAUTHORIZED),
            Refusal::new("unauthorized", UNAUTHORIZED),
            Refusal::new("UNAUTHENTICATED", UNAUTHORIZED),
            Refusal::new("PERMISSION_DENIED", &[Cause::PermissionMissing]),
            // The Coinbase App has names of its own (general knowledge, uncertain).
            Refusal::new("authentication_error", UNAUTHORIZED),
            Refusal::new("invalid_token", UNAUTHORIZED),
            Refusal::new("revoked_token", &[Cause::UnknownKey]),
            Refusal::new("expired_token", &[Cause::ClockOutsideWindow]),
            Refusal::new("invalid_scope", &[Cause::PermissionMissing]),
            Refusal::new("rate_limit_exceeded", &[Cause::RateLimited]),
            Refusal::new("RESOURCE_EXHAUSTED", &[Cause::RateLimited]),
            Refusal::new("internal_server_error", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(120),
    }
    .checked();
}

const UNAUTHORIZED: &[Cause] = &[
    Cause::UnknownKey,
    Cause::WrongSecret,
    Cause::ClockOutsideWindow,
    Cause::AddressNotListed,
];

/// The first part of every token. The number used once keeps two tokens of a second apart.
const HEADER: Part = Part::Base64Url(&[
    Part::Lit("{\"alg\":\""),
    Part::Algorithm,
    Part::Lit("\",\"kid\":"),
    Part::Quoted(&[Part::KeyId]),
    Part::Lit(",\"nonce\":\""),
    Part::UuidHex,
    Part::Lit("\",\"typ\":\"JWT\"}"),
]);

/// How long a token is good for, in seconds.
const LIFE: u32 = 120;

/// How requests are signed. The path goes without the query.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Seconds,
    carriers: Carriers::ByMethod,
    body: BodyForm::Json,
    text: &[
        HEADER,
        Part::Lit("."),
        Part::Base64Url(&[
            Part::Lit("{\"iss\":\"cdp\",\"nbf\":"),
            Part::Time,
            Part::Lit(",\"exp\":"),
            Part::Later(LIFE),
            Part::Lit(",\"sub\":"),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit(",\"uri\":\""),
            Part::Method,
            Part::Lit(" "),
            Part::Host,
            Part::Path,
            Part::Lit("\"}"),
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

/// The subscription to the account's own orders, of every product.
const USER_STREAM: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[
        HEADER,
        Part::Lit("."),
        Part::Base64Url(&[
            Part::Lit("{\"iss\":\"cdp\",\"nbf\":"),
            Part::Time,
            Part::Lit(",\"exp\":"),
            Part::Later(LIFE),
            Part::Lit(",\"sub\":"),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit("}"),
        ]),
    ],
    sent: &[
        Part::Lit("{\"type\":\"subscribe\",\"channel\":\"user\",\"jwt\":\""),
        Part::Text,
        Part::Lit("."),
        Part::Signature,
        Part::Lit("\"}"),
    ],
    ..Scheme::PLAIN
};

const RIGHTS: &[Right] = &[
    Right::new("can_view", "View", PermissionSet::of::<Read>()).expected(),
    Right::new(
        "can_trade",
        "Trade",
        PermissionSet::of::<Spot>().with::<Futures>(),
    )
    .riding(PermissionSet::of::<Admin>())
    .expected(),
    // Off the platform as well as between portfolios: no key can do the one without the other.
    Right::new("can_transfer", "Transfer", PermissionSet::of::<Withdraw>()).expected(),
];

/// `{"error": …}` here, `{"errors": [{"id": …}]}` in the Coinbase App.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let first = answer.get("errors").list().unwrap_or_default();
    let id = first.first().and_then(|error| error.get("id").text().ok());
    let code = answer.get("error").text().ok().or(id)?;
    (!code.is_empty()).then(|| code.to_owned())
}

/// `GET /api/v3/brokerage/key_permissions`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let members = answer.members()?;
    for (name, field) in &members {
        match *name {
            "portfolio_uuid" | "portfolio_type" if field.is_absent() => {}
            "portfolio_uuid" => facts.account = Some(field.text()?.to_owned()),
            "portfolio_type" => {
                field.text()?;
            }
            name => {
                // Something new is a right where it is called like one, and is not off.
                let known = facts.table.iter().any(|right| right.name == name);
                let on = match field.bool() {
                    Ok(on) => on,
                    Err(unreadable) if known => return Err(unreadable),
                    Err(_) => field.is_structure() || name.starts_with("can_"),
                };
                if on {
                    facts.grant(name);
                }
            }
        }
    }
    facts.expect_named(|name| members.iter().any(|(own, _)| *own == name));
    Ok(())
}

/// `GET /api/v3/brokerage/accounts`, in the sandbox.
fn read_accounts(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    answer.get("accounts").list().map(drop)
}

const PRODUCT: &str = "product_id";
/// `BTC-USD`. Borrowing for it has no row.
const SPOT_ORDER: &[Condition] = &[
    Condition::dashes(PRODUCT, 1),
    Condition::absent_or("leverage", &["", "1", "1.0"]),
    Condition::absent_or("margin_type", &[""]),
];
/// `BIT-28NOV26-CDE`, `BTC-PERP-INTX`.
const FUTURES_ORDER: &[Condition] = &[Condition::dashes(PRODUCT, 2)];

endpoints! { Coinbase {
    // The key and the account.
    KEY_PERMISSIONS: Read = Get "/api/v3/brokerage/key_permissions";
    ACCOUNTS: Read = Get "/api/v3/brokerage/accounts";
    ACCOUNT: Read = Get "/api/v3/brokerage/accounts/{}";
    PORTFOLIOS: Read = Get "/api/v3/brokerage/portfolios";
    PORTFOLIO: Read = Get "/api/v3/brokerage/portfolios/{}";
    TRANSACTION_SUMMARY: Read = Get "/api/v3/brokerage/transaction_summary";
    PAYMENT_METHODS: Read = Get "/api/v3/brokerage/payment_methods";
    PAYMENT_METHOD: Read = Get "/api/v3/brokerage/payment_methods/{}";
    CONVERT_TRADE_STATUS: Read = Get "/api/v3/brokerage/convert/trade/{}";

    // Orders and fills.
    ORDERS: Read = Get "/api/v3/brokerage/orders/historical/batch";
    FILLS: Read = Get "/api/v3/brokerage/orders/historical/fills";
    ORDER: Read = Get "/api/v3/brokerage/orders/historical/{}";

    // Futures of the United States and perpetual swaps.
    FUTURES_BALANCE: Read = Get "/api/v3/brokerage/cfm/balance_summary";
    FUTURES_POSITIONS: Read = Get "/api/v3/brokerage/cfm/positions";
    FUTURES_POSITION: Read = Get "/api/v3/brokerage/cfm/positions/{}";
    FUTURES_SWEEPS: Read = Get "/api/v3/brokerage/cfm/sweeps";
    FUTURES_MARGIN_SETTING: Read = Get "/api/v3/brokerage/cfm/intraday/margin_setting";
    FUTURES_MARGIN_WINDOW: Read = Get "/api/v3/brokerage/cfm/intraday/current_margin_window";
    PERPETUALS_PORTFOLIO: Read = Get "/api/v3/brokerage/intx/portfolio/{}";
    PERPETUALS_POSITIONS: Read = Get "/api/v3/brokerage/intx/positions/{}";
    PERPETUALS_POSITION: Read = Get "/api/v3/brokerage/intx/positions/{}/{}";
    PERPETUALS_BALANCES: Read = Get "/api/v3/brokerage/intx/balances/{}";

    // Market data.
    SERVER_TIME: Read = Get "/api/v3/brokerage/time";
    PRODUCTS: Read = Get "/api/v3/brokerage/products";
    PRODUCT_DETAILS: Read = Get "/api/v3/brokerage/products/{}";
    PRODUCT_CANDLES: Read = Get "/api/v3/brokerage/products/{}/candles";
    PRODUCT_TICKER: Read = Get "/api/v3/brokerage/products/{}/ticker";
    PRODUCT_BOOK: Read = Get "/api/v3/brokerage/product_book";
    BEST_BID_ASK: Read = Get "/api/v3/brokerage/best_bid_ask";
    MARKET_PRODUCTS: Read = Get "/api/v3/brokerage/market/products";
    MARKET_PRODUCT: Read = Get "/api/v3/brokerage/market/products/{}";
    MARKET_CANDLES: Read = Get "/api/v3/brokerage/market/products/{}/candles";
    MARKET_TICKER: Read = Get "/api/v3/brokerage/market/products/{}/ticker";
    MARKET_BOOK: Read = Get "/api/v3/brokerage/market/product_book";

    // The Coinbase App: who the user is, and what came and went.
    APP_USER: Read = Get "/v2/user";
    APP_USER_AUTH: Read = Get "/v2/user/auth";
    APP_TIME: Read = Get "/v2/time";
    APP_CURRENCIES: Read = Get "/v2/currencies";
    APP_CRYPTO_CURRENCIES: Read = Get "/v2/currencies/crypto";
    APP_EXCHANGE_RATES: Read = Get "/v2/exchange-rates";
    APP_PRICE: Read = Get "/v2/prices/{}/{}";
    APP_PAYMENT_METHODS: Read = Get "/v2/payment-methods";
    APP_PAYMENT_METHOD: Read = Get "/v2/payment-methods/{}";
    APP_ACCOUNTS: Read = Get "/v2/accounts";
    APP_ACCOUNT: Read = Get "/v2/accounts/{}";
    APP_TRANSACTIONS: Read = Get "/v2/accounts/{}/transactions";
    APP_TRANSACTION: Read = Get "/v2/accounts/{}/transactions/{}";
    APP_ADDRESSES: Read = Get "/v2/accounts/{}/addresses";
    APP_ADDRESS: Read = Get "/v2/accounts/{}/addresses/{}";
    APP_ADDRESS_TRANSACTIONS: Read = Get "/v2/accounts/{}/addresses/{}/transactions";
    APP_DEPOSITS: Read = Get "/v2/accounts/{}/deposits";
    APP_DEPOSIT: Read = Get "/v2/accounts/{}/deposits/{}";
    APP_WITHDRAWALS: Read = Get "/v2/accounts/{}/withdrawals";
    APP_WITHDRAWAL: Read = Get "/v2/accounts/{}/withdrawals/{}";

    // Reads that are POSTs.
    ORDER_PREVIEW: Read = Post "/api/v3/brokerage/orders/preview" [reads];
    EDIT_ORDER_PREVIEW: Read = Post "/api/v3/brokerage/orders/edit_preview" [reads];

    // Orders: the product tells spot from futures.
    NEW_ORDER_SPOT: Spot = Post "/api/v3/brokerage/orders" (SPOT_ORDER);
    NEW_ORDER_FUTURES: Futures = Post "/api/v3/brokerage/orders" (FUTURES_ORDER);
    // By its id an order may be of any product. Cancelling harms nothing, yet is not for a reader:
    // it takes the smallest right to trade.
    EDIT_ORDER: Spot + Futures = Post "/api/v3/brokerage/orders/edit";
    CANCEL_ORDERS: Spot = Post "/api/v3/brokerage/orders/batch_cancel";
    CLOSE_POSITION: Futures = Post "/api/v3/brokerage/orders/close_position";

    // One asset into another of the same owner.
    CONVERT_QUOTE: Spot = Post "/api/v3/brokerage/convert/quote";
    CONVERT_TRADE: Spot = Post "/api/v3/brokerage/convert/trade/{}";

    // Settings of risk.
    SET_FUTURES_MARGIN: Futures = Post "/api/v3/brokerage/cfm/intraday/margin_setting";
    SET_MULTI_ASSET_COLLATERAL: Futures = Post "/api/v3/brokerage/intx/multi_asset_collateral";

    // Between own portfolios, and between spot and futures.
    MOVE_FUNDS: Transfer = Post "/api/v3/brokerage/portfolios/move_funds";
    PERPETUALS_ALLOCATE: Transfer = Post "/api/v3/brokerage/intx/allocate";
    FUTURES_SWEEP_SCHEDULE: Transfer = Post "/api/v3/brokerage/cfm/sweeps/schedule";
    FUTURES_SWEEP_CANCEL: Transfer = Delete "/api/v3/brokerage/cfm/sweeps";

    // Out, or to another owner: nobody signs these. A POST to the Coinbase App sends, withdraws,
    // deposits, buys, sells or makes an address.
    _: Withdraw = Post "/v2/accounts/{}/transactions";
    _: Withdraw = Post "/v2/accounts/{}/transactions/{}/complete";
    _: Withdraw = Post "/v2/accounts/{}/transactions/{}/resend";
    _: Withdraw = Delete "/v2/accounts/{}/transactions/{}";
    _: Withdraw = Post "/v2/accounts/{}/withdrawals";
    _: Withdraw = Post "/v2/accounts/{}/withdrawals/{}/commit";
    _: Withdraw = Post "/v2/accounts/{}/deposits";
    _: Withdraw = Post "/v2/accounts/{}/deposits/{}/commit";
    _: Withdraw = Post "/v2/accounts/{}/addresses";
    _: Withdraw = Post "/v2/accounts/{}/buys";
    _: Withdraw = Post "/v2/accounts/{}/buys/{}/commit";
    _: Withdraw = Post "/v2/accounts/{}/sells";
    _: Withdraw = Post "/v2/accounts/{}/sells/{}/commit";
    _: Withdraw = Post "/v2/*";
    _: Withdraw = Put "/v2/*";
    _: Withdraw = Patch "/v2/*";
    _: Withdraw = Delete "/v2/*";
    _: Withdraw = Post "/api/v3/brokerage/payment_methods*";
    _: Withdraw = Put "/api/v3/brokerage/payment_methods*";
    _: Withdraw = Delete "/api/v3/brokerage/payment_methods*";

    // Portfolios and accounts: nor these.
    _: Admin = Post "/api/v3/brokerage/portfolios";
    _: Admin = Put "/api/v3/brokerage/portfolios/{}";
    _: Admin = Delete "/api/v3/brokerage/portfolios/{}";
    _: Admin = Put "/v2/user";
    _: Admin = Post "/v2/accounts";
    _: Admin = Post "/v2/accounts/{}/primary";
    _: Admin = Put "/v2/accounts/{}";
    _: Admin = Delete "/v2/accounts/{}";
} }
