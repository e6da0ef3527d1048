//! Kraken Futures: keys, hosts and signatures of its own.
//!
//! Sources, read 2026-08: docs.kraken.com (futures REST guide, "Check v3 API key", the WebSocket
//! challenge, the transfer reference), `CryptoFacilities/REST-v3-Python`, Kraken's own SDKs.
//!
//! Its socket sends a challenge first, and takes no orders. The signature of a challenge is one of a
//! request whose parameters, nonce and path read the same, so nothing but a UUID is signed there.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
    endpoints,
};
use crate::{
    permission::{Futures, PermissionSet, Read, Transfer},
    report::{
        Allowlist, Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    request::Row,
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Kraken Futures, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum KrakenFutures {}

impl Venue for KrakenFutures {
    const SPEC: &'static Spec = &Spec {
        id: "kraken_futures",
        title: "Kraken Futures",
        variables: "KRAKEN_FUTURES",
        words: &[
            "kraken_futures",
            "krakenfutures",
            "kraken futures",
            "cryptofacilities",
        ],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Base64, 56, 56)]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 86, 86), Piece::Text("==")]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 88, 88)]),
        ],
        sources: &[
            (
                "docs.kraken.com (futures REST guide, Check v3 API key, sockets, transfers)",
                "2026-08",
            ),
            ("CryptoFacilities/REST-v3-Python", "2026-08"),
            ("krakenfx/kraken-cli", "2026-08"),
            ("JKorf/Kraken.Net (tests, errors)", "2026-07"),
            ("docs.kraken.com, support", "2026-11"),
        ],
        services: &[Service {
            name: "futures",
            prefixes: &["/derivatives/", "/api/history/", "/api/auth/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("futures", &["futures.kraken.com"])],
                headers: HEADERS,
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Demo,
                hosts: &[("futures", &["demo-futures.kraken.com"])],
                headers: HEADERS,
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha512,
            secret: Coding::Base64,
            signature: Coding::Base64,
            algorithm: "",
        }],
        counter: Counter::Nonce,
        endpoints: ENDPOINTS,
        trading: TRADING,
        evidence: EVIDENCE,
        readings: readings::READINGS,
        sockets: SOCKETS,
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://futures.kraken.com/trade/settings/api",
            edit: "Settings > API Keys (a key cannot be edited: make a new one)",
            restrict: "Settings > API Keys > Create key > IP restriction",
            create: "make a new key at Settings > API Keys > Create key",
            support: Some("https://support.kraken.com"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new(
                "authenticationError",
                &[
                    Cause::UnknownKey,
                    Cause::WrongSecret,
                    Cause::AddressNotListed,
                    Cause::PermissionMissing,
                    Cause::OtherEnvironment,
                ],
            ),
            Refusal::new("nonceDuplicate", &[Cause::NonceTooLow]),
            Refusal::new("nonceBelowThreshold", &[Cause::NonceTooLow]),
            Refusal::new("accountInactive", &[Cause::AccountRestricted]),
            Refusal::new("apiLimitExceeded", &[Cause::RateLimited]),
            Refusal::new("Unavailable", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[
    Probe::new(
        FILLS.row(),
        &[Step::Get("fills"), Step::Each, Step::Get("order_id")],
    ),
    Probe::new(
        OPEN_ORDERS.row(),
        &[Step::Get("openOrders"), Step::Each, Step::Get("order_id")],
    ),
];

/// The fields that go into each private subscription.
const SOCKETS: &[Socket] = &[Socket {
    name: "private",
    urls: &[
        (Environment::Production, "wss://futures.kraken.com/ws/v1"),
        (Environment::Demo, "wss://demo-futures.kraken.com/ws/v1"),
    ],
    scheme: &Scheme {
        text: &[Part::Sha256(&[Part::Challenge])],
        sent: &[
            Part::Lit("{\"api_key\":"),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit(",\"original_challenge\":\""),
            Part::Challenge,
            Part::Lit("\",\"signed_challenge\":\""),
            Part::Signature,
            Part::Lit("\"}"),
        ],
        ..Scheme::PLAIN
    },
    challenges: true,
    does: PermissionSet::EMPTY,
}];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "",
    carriers: Carriers::One,
    body: BodyForm::Form,
    stamp: &[],
    text: &[Part::Sha256(&[
        Part::Payload,
        Part::Time,
        Part::PathAfter("/derivatives"),
    ])],
    seal: &[
        (Place::Header("APIKey"), Part::KeyId),
        (Place::Header("Nonce"), Part::Time),
        (Place::Header("Authent"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[SEND_ORDER.row(), BATCH_ORDER.row()],
            market: "symbol",
            // *Uncertain*: up to 100 characters, and which ones is not stated.
            client_id: Some(ClientId {
                field: "cliOrdId",
                shape: Shape::Text {
                    start: "",
                    most: 100,
                    also: "",
                },
            }),
        },
        Orders {
            at: &[EDIT_ORDER.row()],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[CANCEL_ALL_ORDERS.row()],
    dead_man: &[CANCEL_ALL_ORDERS_AFTER.row()],
};

/// The log of the account has every change, transfers included. There is no history of logins.
const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, FILLS.row()),
    (Evidence::Fills, EXECUTION_HISTORY.row()),
    (Evidence::Orders, OPEN_ORDERS.row()),
    (Evidence::Orders, ORDER_HISTORY.row()),
    (Evidence::Orders, TRIGGER_HISTORY.row()),
    (Evidence::Positions, OPEN_POSITIONS.row()),
    (Evidence::Ledger, ACCOUNT_LOG.row()),
    (Evidence::Transfers, ACCOUNT_LOG.row()),
    (Evidence::Withdrawals, ACCOUNT_LOG.row()),
    (Evidence::Deposits, ACCOUNT_LOG.row()),
    (Evidence::Keys, SUBACCOUNTS.row()),
];

const HEADERS: &[(&str, &str)] = &[(
    "User-Agent",
    concat!("keyleash/", env!("CARGO_PKG_VERSION")),
)];

const QUESTIONS: &[Question] = &[Question {
    row: CHECK_KEY.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

/// The levels of the two fields of `permissions`; `NO_ACCESS` gives nothing.
const RIGHTS: &[Right] = &[
    Right::new(
        "general=READ_ONLY",
        "General API > Read only",
        PermissionSet::of::<Read>(),
    ),
    Right::new(
        "general=FULL_ACCESS",
        "General API > Full access",
        PermissionSet::of::<Read>().with::<Futures>(),
    ),
    Right::new(
        "transfer=READ_ONLY",
        "Withdrawal API > Read only",
        PermissionSet::of::<Read>(),
    ),
    // To own wallets only: nothing leaves Kraken by a futures key.
    Right::new(
        "transfer=FULL_ACCESS",
        "Withdrawal API > Full access",
        PermissionSet::of::<Transfer>(),
    ),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let error = answer.get("error").text().unwrap_or_default();
    let failed = answer.get("result").text() == Ok("error");
    (failed || !error.is_empty()).then(|| error.to_owned())
}

/// `GET /api/auth/v1/api-keys/v3/check`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    facts.subject = Some(answer.get("apiKey").text()?.to_owned());
    let permissions = answer.get("permissions");
    let permissions = if permissions.is_absent() {
        Vec::new()
    } else {
        permissions.members()?
    };
    for name in ["general", "transfer"] {
        let named = |(own, level): &(&str, Field<'_>)| *own == name && !level.is_absent();
        if !permissions.iter().any(named) {
            facts.unstated.push(name);
        }
    }
    for (name, level) in permissions {
        if !level.is_absent() {
            match level.text()? {
                "NO_ACCESS" => {}
                level => facts.grant(&format!("{name}={level}")),
            }
        }
    }
    // The list, and the single entry that came before it. Either may be null; without both the key
    // works from everywhere.
    let (list, single) = (
        answer.get("allowedCidrBlocks"),
        answer.get("allowedCidrBlock"),
    );
    let mut entries = Vec::new();
    if !list.is_absent() {
        entries.extend(list.texts()?);
    }
    if !single.is_absent() {
        entries.push(single.text()?);
    }
    entries.sort_unstable();
    entries.dedup();
    let parsed = Allowlist::parse(entries).ok_or_else(|| list.unreadable("a list of networks"))?;
    facts.allowlist = Stated::ByVenue(parsed);
    if let Some(created) = answer.get("createdAt").rfc3339()? {
        facts.created = Stated::ByVenue(created);
    }
    let account = answer.get("accountUid");
    if !account.is_absent() {
        facts.account = Some(account.text()?.to_owned());
    }
    Ok(())
}

endpoints! { KrakenFutures {
    // The key and the account.
    CHECK_KEY: Read = Get "/api/auth/v1/api-keys/v3/check";
    ACCOUNTS: Read = Get "/derivatives/api/v3/accounts";
    SUBACCOUNTS: Read = Get "/derivatives/api/v3/subaccounts";
    SUBACCOUNT_TRADING_STATE: Read = Get "/derivatives/api/v3/subaccount/{}/trading-enabled";
    NOTIFICATIONS: Read = Get "/derivatives/api/v3/notifications";
    LEVERAGE_PREFERENCES: Read = Get "/derivatives/api/v3/leveragepreferences";
    PNL_PREFERENCES: Read = Get "/derivatives/api/v3/pnlpreferences";
    SELF_TRADE_STRATEGY: Read = Get "/derivatives/api/v3/self-trade-strategy";
    ASSIGNMENT_PROGRAM: Read = Get "/derivatives/api/v3/assignmentprogram/current";
    ASSIGNMENT_PROGRAM_HISTORY: Read = Get "/derivatives/api/v3/assignmentprogram/history";
    FEE_VOLUMES: Read = Get "/derivatives/api/v3/feeschedules/volumes";
    FEE_SCHEDULES: Read = Get "/derivatives/api/v3/feeschedules";

    // Orders, fills and positions.
    OPEN_POSITIONS: Read = Get "/derivatives/api/v3/openpositions";
    OPEN_ORDERS: Read = Get "/derivatives/api/v3/openorders";
    FILLS: Read = Get "/derivatives/api/v3/fills";
    UNWIND_QUEUE: Read = Get "/derivatives/api/v3/unwindqueue";
    INITIAL_MARGIN: Read = Get "/derivatives/api/v3/initialmargin";
    MAX_ORDER_SIZE: Read = Get "/derivatives/api/v3/initialmargin/maxordersize";
    RFQS: Read = Get "/derivatives/api/v3/rfqs";
    RFQ_OPEN_OFFERS: Read = Get "/derivatives/api/v3/rfqs/open-offers";
    RFQ_CLOSED_OFFERS: Read = Get "/derivatives/api/v3/rfqs/closed-offers";
    RFQ_OWN: Read = Get "/derivatives/api/v3/rfqs/open-rfqs";
    ORDER_HISTORY: Read = Get "/api/history/v3/orders";
    EXECUTION_HISTORY: Read = Get "/api/history/v3/executions";
    TRIGGER_HISTORY: Read = Get "/api/history/v3/triggers";
    POSITION_HISTORY: Read = Get "/api/history/v3/positions";
    ACCOUNT_LOG: Read = Get "/api/history/v3/account-log";
    ACCOUNT_LOG_CSV: Read = Get "/api/history/v3/accountlogcsv";

    // Market data.
    INSTRUMENTS: Read = Get "/derivatives/api/v3/instruments";
    INSTRUMENTS_STATUS: Read = Get "/derivatives/api/v3/instruments/status";
    TICKERS: Read = Get "/derivatives/api/v3/tickers";
    TICKER: Read = Get "/derivatives/api/v3/tickers/{}";
    ORDERBOOK: Read = Get "/derivatives/api/v3/orderbook";
    MARKET_HISTORY: Read = Get "/derivatives/api/v3/history";

    // Reads that are POSTs.
    ORDERS_STATUS: Read = Post "/derivatives/api/v3/orders/status" [reads];
    PORTFOLIO_SIMULATE: Read = Post "/derivatives/api/v3/portfolio-margining/simulate" [reads];

    // Orders. A batch mixes placing, editing and cancelling.
    SEND_ORDER: Futures = Post "/derivatives/api/v3/sendorder";
    BATCH_ORDER: Futures = Post "/derivatives/api/v3/batchorder";
    EDIT_ORDER: Futures = Post "/derivatives/api/v3/editorder";
    CANCEL_ORDER: Futures = Post "/derivatives/api/v3/cancelorder";
    CANCEL_ALL_ORDERS: Futures = Post "/derivatives/api/v3/cancelallorders";
    CANCEL_ALL_ORDERS_AFTER: Futures = Post "/derivatives/api/v3/cancelallordersafter";
    RFQ_CREATE: Futures = Post "/derivatives/api/v3/rfqs/open-rfqs";
    RFQ_ACCEPT_OFFER: Futures = Post "/derivatives/api/v3/rfqs/open-rfqs/accept-offer/{}";
    RFQ_PLACE_OFFER: Futures = Post "/derivatives/api/v3/rfqs/{}/place-offer";
    RFQ_REPLACE_OFFER: Futures = Put "/derivatives/api/v3/rfqs/{}/replace-offer";
    RFQ_CANCEL_OFFER: Futures = Delete "/derivatives/api/v3/rfqs/{}/cancel-offer";

    // Settings. The assignment program takes over positions of others.
    SET_LEVERAGE_PREFERENCES: Futures = Put "/derivatives/api/v3/leveragepreferences";
    SET_PNL_PREFERENCES: Futures = Put "/derivatives/api/v3/pnlpreferences";
    SET_SELF_TRADE_STRATEGY: Futures = Put "/derivatives/api/v3/self-trade-strategy";
    ASSIGNMENT_PROGRAM_ADD: Futures = Post "/derivatives/api/v3/assignmentprogram/add";
    ASSIGNMENT_PROGRAM_DELETE: Futures = Post "/derivatives/api/v3/assignmentprogram/delete";

    // Between own wallets and accounts; a withdrawal goes to the own spot wallet.
    TRANSFER: Transfer = Post "/derivatives/api/v3/transfer";
    TRANSFER_SUBACCOUNT: Transfer = Post "/derivatives/api/v3/transfer/subaccount";
    WITHDRAWAL: Transfer = Post "/derivatives/api/v3/withdrawal";

    // Accounts: nobody signs this.
    SUBACCOUNT_TRADING: Admin = Put "/derivatives/api/v3/subaccount/{}/trading-enabled";
} }
