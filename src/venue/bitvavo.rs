//! Bitvavo.
//!
//! Sources, read 2026-11: docs.bitvavo.com (authentication over REST and WebSocket, errors, the
//! references, the institutional API), `bitvavo/python-bitvavo-api` with its issues,
//! `bitvavo/node-bitvavo-api`, ccxt. Marked *uncertain* where no official text says so.
//!
//! Bitvavo has no question about a key: not for its rights, its allowlist, nor its age. The
//! `capabilities` in the answer about the account are the account's (*uncertain* whether a key
//! narrows them), so nothing is read from them. A withdrawal by API takes no second factor. Look
//! the boxes up in the console, and declare them.
//!
//! A socket that is logged in takes withdrawals too, so a login is as good as the key: it is handed
//! out to nobody whose scope does not hold all of that, and no scope does.
//!
//! Sub-accounts may be of customers, so moving assets between them counts as a withdrawal.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
    endpoints,
};
use crate::{
    permission::{Admin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Bitvavo, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Bitvavo {}

impl Venue for Bitvavo {
    const SPEC: &'static Spec = &Spec {
        id: "bitvavo",
        title: "Bitvavo",
        variables: "BITVAVO",
        words: &["bitvavo"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::LowerHex, 64, 64)]),
            Pattern::secret(&[Piece::Run(Alphabet::LowerHex, 128, 128)]),
        ],
        sources: &[
            ("docs.bitvavo.com", "2026-11"),
            ("bitvavo/python-bitvavo-api", "2026-11"),
            ("bitvavo/node-bitvavo-api", "2026-11"),
            ("ccxt", "2026-11"),
            ("support.bitvavo.com, API keys", "2026-11"),
        ],
        services: &[Service {
            name: "v2",
            prefixes: &["/v2/"],
            scheme: SCHEME,
        }],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[("v2", &["api.bitvavo.com"])],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: ACCOUNT.row(),
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
            signature: Coding::Hex,
            algorithm: "",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[NEW_ORDER.row()],
                    market: "market",
                    client_id: Some(ClientId {
                        field: "clientOrderId",
                        shape: Shape::Uuid,
                    }),
                },
                Orders {
                    at: &[UPDATE_ORDER.row()],
                    market: "market",
                    client_id: None,
                },
            ],
            cancel_all: &[CANCEL_ORDERS.row(), CANCEL_ORDERS_ATOMIC.row()],
            dead_man: &[CANCEL_ORDERS_AFTER.row()],
        },
        evidence: &[
            (Evidence::Fills, FILLS.row()),
            (Evidence::Orders, ORDERS.row()),
            (Evidence::Ledger, ACCOUNT_HISTORY.row()),
            (Evidence::Transfers, SUBACCOUNT_TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAWAL_HISTORY.row()),
            (Evidence::Deposits, DEPOSIT_HISTORY.row()),
            (Evidence::Keys, SUBACCOUNTS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "private",
            urls: &[(Environment::Production, "wss://ws.bitvavo.com/v2/")],
            scheme: LOGIN,
            challenges: false,
            does: PermissionSet::of::<Spot>()
                .with::<Transfer>()
                .with::<Withdraw>(),
        }],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://account.bitvavo.com/user/api",
            edit: "Settings > API > Edit",
            restrict: "Settings > API > Edit > IP Whitelist",
            create: "make a new key at Settings > API > Request new API key",
            support: Some("https://support.bitvavo.com"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("301", &[Cause::UnknownKey]),
            // Deleted, expired, or its e-mail not answered yet.
            Refusal::new("305", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("306", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("308", &[Cause::WrongSecret]),
            Refusal::new("309", &[Cause::WrongSecret]),
            Refusal::new("302", &[Cause::ClockOutsideWindow]),
            Refusal::new("303", &[Cause::ClockOutsideWindow]),
            Refusal::new("304", &[Cause::ClockOutsideWindow]),
            Refusal::new("307", &[Cause::AddressNotListed]),
            Refusal::new("310", &[Cause::PermissionMissing]),
            Refusal::new("311", &[Cause::PermissionMissing]),
            Refusal::new("312", &[Cause::PermissionMissing]),
            Refusal::new("105", &[Cause::RateLimited]),
            Refusal::new("317", &[Cause::AccountRestricted]),
        ],
        retirement: Retirement::within(10).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(
    OPEN_ORDERS.row(),
    &[Step::Each, Step::Get("orderId")],
)];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "10000",
    carriers: Carriers::One,
    body: BodyForm::Json,
    text: &[Part::Time, Part::Method, Part::Target, Part::Body],
    seal: &[
        (Place::Header("Bitvavo-Access-Key"), Part::KeyId),
        (Place::Header("Bitvavo-Access-Signature"), Part::Signature),
        (Place::Header("Bitvavo-Access-Timestamp"), Part::Time),
        (Place::Header("Bitvavo-Access-Window"), Part::Window),
    ],
    ..Scheme::PLAIN
};

/// The login to the socket. The docs print a signature for it that does not come out of their
/// inputs; the rule is the one above, for a GET of this path.
const LOGIN: &Scheme = &Scheme {
    clock: Clock::Millis,
    text: &[Part::Time, Part::Lit("GET/v2/websocket")],
    sent: &[
        Part::Lit("{\"action\":\"authenticate\",\"key\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"signature\":\""),
        Part::Signature,
        Part::Lit("\",\"timestamp\":"),
        Part::Time,
        Part::Lit("}"),
    ],
    ..Scheme::PLAIN
};

/// The boxes of the console, which no answer names.
const RIGHTS: &[Right] = &[
    Right::new("view", "View", PermissionSet::of::<Read>()),
    Right::new("trade", "Trade", PermissionSet::of::<Spot>()),
    Right::new("withdraw", "Withdraw", PermissionSet::of::<Withdraw>()),
    // These are of corporate accounts.
    Right::new(
        "internal-transfer",
        "Internal transfer",
        PermissionSet::of::<Withdraw>().with::<Transfer>(),
    ),
    Right::new(
        "administrative",
        "Administrative",
        PermissionSet::of::<Admin>(),
    ),
    Right::new(
        "all-subaccounts",
        "Include all subaccounts",
        PermissionSet::of::<Admin>(),
    ),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("errorCode").integer().ok()?;
    Some(code.to_string())
}

/// `GET /v2/account`: that the key works, and nothing more.
fn read(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    answer.get("fees").members().map(drop)
}

endpoints! { Bitvavo {
    // The account.
    ACCOUNT: Read = Get "/v2/account";
    ACCOUNT_FEES: Read = Get "/v2/account/fees";
    ACCOUNT_HISTORY: Read = Get "/v2/account/history";
    BALANCE: Read = Get "/v2/balance";
    STAKING_BALANCE: Read = Get "/v2/stakingBalance";
    DEPOSIT_HISTORY: Read = Get "/v2/depositHistory";
    WITHDRAWAL_HISTORY: Read = Get "/v2/withdrawalHistory";
    SUBACCOUNTS: Read = Get "/v2/subaccounts";
    SUBACCOUNT_TRANSFERS: Read = Get "/v2/subaccounts/transfers";
    SUBACCOUNT_TRANSFER: Read = Get "/v2/subaccounts/transfers/{}";
    SUBACCOUNTS_BALANCE: Read = Get "/v2/institutional/subaccounts/balance";
    SUBACCOUNTS_HISTORY: Read = Get "/v2/institutional/subaccounts/history";
    SUBACCOUNTS_OPEN_ORDERS: Read = Get "/v2/institutional/subaccounts/orders/open";

    // Orders and fills.
    ORDER: Read = Get "/v2/order";
    ORDERS: Read = Get "/v2/orders";
    OPEN_ORDERS: Read = Get "/v2/ordersOpen";
    FILLS: Read = Get "/v2/trades";

    // Market data.
    SERVER_TIME: Read = Get "/v2/time";
    MARKETS: Read = Get "/v2/markets";
    ASSETS: Read = Get "/v2/assets";
    BOOK: Read = Get "/v2/{}/book";
    MARKET_TRADES: Read = Get "/v2/{}/trades";
    CANDLES: Read = Get "/v2/{}/candles";
    REPORT_BOOK: Read = Get "/v2/report/{}/book";
    REPORT_TRADES: Read = Get "/v2/report/{}/trades";
    TICKER_PRICE: Read = Get "/v2/ticker/price";
    TICKER_BOOK: Read = Get "/v2/ticker/book";
    TICKER_DAY: Read = Get "/v2/ticker/24h";

    // Orders.
    NEW_ORDER: Spot = Post "/v2/order";
    UPDATE_ORDER: Spot = Put "/v2/order";
    CANCEL_ORDER: Spot = Delete "/v2/order";
    CANCEL_ORDERS: Spot = Delete "/v2/orders";
    CANCEL_ORDERS_ATOMIC: Spot = Delete "/v2/atomic/orders";
    CANCEL_ORDERS_AFTER: Spot = Post "/v2/cancelOrdersAfter";
    SUBACCOUNTS_CANCEL_ORDER: Spot = Delete "/v2/institutional/subaccounts/order";
    SUBACCOUNTS_CANCEL_ORDERS: Spot = Delete "/v2/institutional/subaccounts/orders";

    // This GET makes an address where there is none.
    DEPOSIT_ADDRESS: Transfer = Get "/v2/deposit" [writes];

    // Out, or to a sub-account: nobody signs these.
    _: Withdraw = Post "/v2/withdrawal";
    _: Withdraw = Post "/v2/crypto/withdrawal";
    _: Withdraw = Post "/v2/crypto/*";
    _: Withdraw = Post "/v2/subaccounts/transfers";

    // Accounts: nor these.
    _: Admin = Post "/v2/subaccounts";
    _: Admin = Post "/v2/subaccounts*";
    _: Admin = Put "/v2/subaccounts*";
    _: Admin = Patch "/v2/subaccounts*";
    _: Admin = Delete "/v2/subaccounts*";
    _: Admin = Post "/v2/institutional/*";
    _: Admin = Put "/v2/institutional/*";
} }
