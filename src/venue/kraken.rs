//! Kraken Spot. Its futures are a venue of their own: [`kraken_futures`](super::kraken_futures).
//!
//! Sources, read 2026-08: docs.kraken.com (authentication, API keys, errors, sub-accounts, the
//! reference of each call), Kraken's own `kraken-cli` and `api-go`.
//!
//! Every private call is a POST, so the method says nothing: the table names each one. The answer
//! about a key is documented in camel case and was captured in snake case; which one is live is
//! *uncertain*, and both are read.
//!
//! Nothing is signed on a socket: a token from the table goes into each message, and can do what
//! the key can.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Spec, States, Step, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Admin, Earn, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right, Stated,
        json::{Field, Unreadable},
    },
    request::{Condition, Row},
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Kraken Spot, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Kraken {}

impl Venue for Kraken {
    const SPEC: &'static Spec = &Spec {
        id: "kraken",
        title: "Kraken",
        variables: "KRAKEN",
        words: &["kraken"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Base64, 56, 56)]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 86, 86), Piece::Text("==")]),
        ],
        sources: &[
            (
                "docs.kraken.com (authentication, API keys, errors, sub-accounts, each call)",
                "2026-08",
            ),
            ("krakenfx/kraken-cli, src/auth.rs", "2026-08"),
            ("krakenfx/api-go", "2026-08"),
            ("JKorf/Kraken.Net (tests, errors)", "2026-07"),
            ("tiagosiebler/kraken-api, endpoint list", "2026-07"),
            ("nautilus_trader, kraken adapter and issue 3651", "2026-07"),
            ("docs.kraken.com, support", "2026-11"),
        ],
        services: &[Service {
            name: "spot",
            prefixes: &["/0/private/", "/oauth/", "/b2b/", "/funding/"],
            scheme: SCHEME,
        }],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[("spot", &["api.kraken.com"])],
            // Kraken refuses requests without one.
            headers: &[(
                "User-Agent",
                concat!("keyleash/", env!("CARGO_PKG_VERSION")),
            )],
            mark: "",
            questions: &[Question {
                row: GET_API_KEY_INFO.row(),
                query: &[],
                body: &[],
                read,
                instead: None,
            }],
            tells_rights: true,
        }],
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
        sockets: &[],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::Yes,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://pro.kraken.com/app/settings/api",
            edit: "Settings > API > Edit key > Permissions",
            restrict: "Settings > API > Edit key > IP whitelisting",
            create: "make a new key at Settings > API > Create API key",
            support: Some("https://support.kraken.com"),
        },
        time: None,
        refusal,
        refusals: &[
            // An expired key, and an address that is not listed, are said to look like this too
            // (uncertain).
            Refusal::new(
                "EAPI:Invalid key*",
                &[
                    Cause::UnknownKey,
                    Cause::ExpiredKey,
                    Cause::AddressNotListed,
                ],
            ),
            Refusal::new("EAPI:Invalid signature*", &[Cause::WrongSecret]),
            Refusal::new("EAPI:Invalid nonce*", &[Cause::NonceTooLow]),
            Refusal::new(
                "EGeneral:Permission denied*",
                &[Cause::PermissionMissing, Cause::AddressNotListed],
            ),
            Refusal::new("EGeneral:Temporary lockout*", &[Cause::RateLimited]),
            Refusal::new("EAuth:*", &[Cause::AccountRestricted]),
            Refusal::new("EAccount:*", &[Cause::AccountRestricted]),
            Refusal::new("EAPI:Rate limit exceeded*", &[Cause::RateLimited]),
            Refusal::new("EOrder:Rate limit exceeded*", &[Cause::RateLimited]),
            Refusal::new("EGeneral:Too many requests*", &[Cause::RateLimited]),
            Refusal::new("EAPI:Feature disabled*", &[Cause::Unavailable]),
            Refusal::new("EGeneral:Unknown method*", &[Cause::Unavailable]),
            Refusal::new("EService:*", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[
    Probe::new(
        CLOSED_ORDERS.row(),
        &[Step::Get("result"), Step::Get("closed"), Step::Names],
    ),
    Probe::new(
        OPEN_ORDERS.row(),
        &[Step::Get("result"), Step::Get("open"), Step::Names],
    ),
];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "",
    carriers: Carriers::Body,
    body: BodyForm::Form,
    stamp: &[(Place::FirstInBody("nonce"), Part::Time)],
    text: &[Part::Path, Part::Sha256(&[Part::Time, Part::Body])],
    seal: &[
        (Place::Header("API-Key"), Part::KeyId),
        (Place::Header("API-Sign"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                ADD_ORDER.row(),
                ADD_ORDER_MARGIN.row(),
                ADD_ORDER_BATCH.row(),
                ADD_ORDER_BATCH_MARGIN.row(),
            ],
            market: "pair",
            // A UUID and 32 hexadecimal digits fit as well; free text is the form that can hold a tag.
            client_id: Some(ClientId {
                field: "cl_ord_id",
                shape: Shape::Text {
                    start: "",
                    most: 18,
                    also: "-_",
                },
            }),
        },
        Orders {
            at: &[EDIT_ORDER.row(), EDIT_ORDER_MARGIN.row()],
            market: "pair",
            client_id: None,
        },
        Orders {
            at: &[AMEND_ORDER.row()],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[CANCEL_ALL.row()],
    dead_man: &[CANCEL_ALL_ORDERS_AFTER.row()],
};

/// The state and the addresses of withdrawals may take a right to withdraw (*uncertain*): a key
/// without it finds what went out in the ledger, by `type=withdrawal`. There is no history of
/// logins, but the answer about the key has its last use and its nonce.
const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, TRADES_HISTORY.row()),
    (Evidence::Orders, OPEN_ORDERS.row()),
    (Evidence::Orders, CLOSED_ORDERS.row()),
    (Evidence::Positions, OPEN_POSITIONS.row()),
    (Evidence::Ledger, LEDGERS.row()),
    (Evidence::Transfers, LEDGERS.row()),
    (Evidence::Withdrawals, LEDGERS.row()),
    (Evidence::Withdrawals, WITHDRAW_STATUS.row()),
    (Evidence::Deposits, LEDGERS.row()),
    (Evidence::Deposits, DEPOSIT_STATUS.row()),
    // The address book is for keys that may withdraw (docs.kraken.com, read 2026-11): by hand.
    (Evidence::Keys, GET_API_KEY_INFO.row()),
];

const READ: PermissionSet = PermissionSet::of::<Read>();
const SPOT: PermissionSet = PermissionSet::of::<Spot>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();

/// The values of `permissions`. Two pages of Kraken disagree on what moves funds to one's own
/// futures wallet and what makes a sub-account; each conflict is read as the wider right.
const RIGHTS: &[Right] = &[
    Right::new("query-funds", "Funds permissions > Query", READ)
        .riding(PermissionSet::of::<Transfer>()),
    Right::new(
        "query-open-trades",
        "Orders and trades > Query open orders & trades",
        READ,
    ),
    Right::new(
        "query-closed-trades",
        "Orders and trades > Query closed orders & trades",
        READ,
    ),
    Right::new("query-ledger", "Data > Query ledger entries", READ),
    Right::new("export-data", "Data > Export data", READ),
    Right::new("create-ws-token", "WebSocket interface", READ),
    Right::new(
        "modify-trades",
        "Orders and trades > Create & modify orders",
        SPOT.with::<Margin>(),
    )
    .riding(PermissionSet::of::<Admin>()),
    Right::new(
        "close-trades",
        "Orders and trades > Cancel & close orders",
        SPOT.with::<Margin>(),
    ),
    Right::new(
        "earn-funds",
        "Funds permissions > Earn",
        PermissionSet::of::<Earn>(),
    ),
    Right::new(
        "add-funds",
        "Funds permissions > Deposit",
        PermissionSet::of::<Transfer>(),
    ),
    Right::new(
        "withdraw-funds",
        "Funds permissions > Withdraw",
        OUT.with::<Admin>(),
    )
    .riding(PermissionSet::of::<Transfer>()),
    Right::new(
        "add-withdraw-address",
        "Funds permissions > Add withdrawal address",
        OUT,
    ),
    Right::new(
        "update-withdraw-address",
        "Funds permissions > Update withdrawal address",
        OUT,
    ),
];

const SPOT_ORDER: &[Condition] = &[Condition::absent_or("leverage", &["none"])];
const MARGIN_ORDER: &[Condition] = &[Condition::not("leverage", &["none"])];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let errors = answer.get("error").list().ok()?;
    errors
        .first()
        .map(|error| error.text().unwrap_or("an error without text").to_owned())
}

/// `POST /0/private/GetApiKeyInfo`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    // Kraken names no error in every answer.
    answer.get("error").list()?;
    let info = answer.get("result");
    for right in info.get("permissions").texts()? {
        facts.grant(right);
    }
    facts.subject = Some(info.get_either("apiKey", "api_key")?.text()?.to_owned());
    facts.allowlist = Stated::read(&info.get_either("ipAllowlist", "ip_allowlist")?)?;
    let created = info.get_either("createdTime", "created_time")?;
    if !created.is_absent() {
        facts.created = Stated::ByVenue(created.unsigned()?.saturating_mul(1000));
    }
    let until = info.get_either("validUntil", "valid_until")?;
    if !until.is_absent() {
        let until = until.unsigned()?;
        facts.expires = Stated::ByVenue((until != 0).then(|| until.saturating_mul(1000)));
    }
    let account = info.get("iban");
    if !account.is_absent() {
        facts.account = Some(account.text()?.to_owned());
    }
    Ok(())
}

endpoints! { Kraken {
    // The key and the account.
    GET_API_KEY_INFO: Read = Post "/0/private/GetApiKeyInfo" [reads];
    BALANCE: Read = Post "/0/private/Balance" [reads];
    BALANCE_EX: Read = Post "/0/private/BalanceEx" [reads];
    TRADE_BALANCE: Read = Post "/0/private/TradeBalance" [reads];
    TRADE_VOLUME: Read = Post "/0/private/TradeVolume" [reads];
    CREDIT_LINES: Read = Post "/0/private/CreditLines" [reads];
    LEDGERS: Read = Post "/0/private/Ledgers" [reads];
    QUERY_LEDGERS: Read = Post "/0/private/QueryLedgers" [reads];

    // Orders, fills and positions.
    OPEN_ORDERS: Read = Post "/0/private/OpenOrders" [reads];
    CLOSED_ORDERS: Read = Post "/0/private/ClosedOrders" [reads];
    QUERY_ORDERS: Read = Post "/0/private/QueryOrders" [reads];
    ORDER_AMENDS: Read = Post "/0/private/OrderAmends" [reads];
    TRADES_HISTORY: Read = Post "/0/private/TradesHistory" [reads];
    QUERY_TRADES: Read = Post "/0/private/QueryTrades" [reads];
    OPEN_POSITIONS: Read = Post "/0/private/OpenPositions" [reads];

    // Files of history. `RemoveExport` deletes one: no bot needs it, so it is not listed.
    ADD_EXPORT: Read = Post "/0/private/AddExport" [reads];
    EXPORT_STATUS: Read = Post "/0/private/ExportStatus" [reads];
    RETRIEVE_EXPORT: Read = Post "/0/private/RetrieveExport" [reads];

    // Funds.
    DEPOSIT_METHODS: Read = Post "/0/private/DepositMethods" [reads];
    DEPOSIT_STATUS: Read = Post "/0/private/DepositStatus" [reads];
    WITHDRAW_METHODS: Read = Post "/0/private/WithdrawMethods" [reads];
    WITHDRAW_ADDRESSES: Read = Post "/0/private/WithdrawAddresses" [reads];
    WITHDRAW_INFO: Read = Post "/0/private/WithdrawInfo" [reads];
    WITHDRAW_STATUS: Read = Post "/0/private/WithdrawStatus" [reads];
    EARN_STRATEGIES: Read = Post "/0/private/Earn/Strategies" [reads];
    EARN_ALLOCATIONS: Read = Post "/0/private/Earn/Allocations" [reads];
    EARN_ALLOCATE_STATUS: Read = Post "/0/private/Earn/AllocateStatus" [reads];
    EARN_DEALLOCATE_STATUS: Read = Post "/0/private/Earn/DeallocateStatus" [reads];
    GET_OTC_PAIRS: Read = Post "/0/private/GetOtcPairs" [reads];
    GET_OTC_ACTIVE_QUOTES: Read = Post "/0/private/GetOtcActiveQuotes" [reads];
    GET_OTC_HISTORICAL_QUOTES: Read = Post "/0/private/GetOtcHistoricalQuotes" [reads];
    GET_OTC_EXPOSURES: Read = Post "/0/private/GetOtcExposures" [reads];
    CHECK_OTC_CLIENT: Read = Post "/0/private/CheckOtcClient" [reads];

    // The token is a bearer of whatever the key may do, orders included, and lives as long as its
    // connection: not for a reader.
    // The token can place margin orders, and no guard sees what goes over the socket.
    GET_WEBSOCKETS_TOKEN: Spot + Margin = Post "/0/private/GetWebSocketsToken";

    // Orders: the leverage makes one a margin order. Amending and cancelling do not repeat it.
    ADD_ORDER: Spot = Post "/0/private/AddOrder" (SPOT_ORDER);
    ADD_ORDER_MARGIN: Margin = Post "/0/private/AddOrder" (MARGIN_ORDER);
    ADD_ORDER_BATCH: Spot = Post "/0/private/AddOrderBatch" (SPOT_ORDER);
    ADD_ORDER_BATCH_MARGIN: Margin + Spot = Post "/0/private/AddOrderBatch" (MARGIN_ORDER);
    EDIT_ORDER: Spot = Post "/0/private/EditOrder" (SPOT_ORDER);
    EDIT_ORDER_MARGIN: Margin = Post "/0/private/EditOrder" (MARGIN_ORDER);
    AMEND_ORDER: Spot = Post "/0/private/AmendOrder";
    CANCEL_ORDER: Spot = Post "/0/private/CancelOrder";
    CANCEL_ORDER_BATCH: Spot = Post "/0/private/CancelOrderBatch";
    CANCEL_ALL: Spot = Post "/0/private/CancelAll";
    CANCEL_ALL_ORDERS_AFTER: Spot = Post "/0/private/CancelAllOrdersAfter";

    // Trades with Kraken's desk, by quote.
    CREATE_OTC_QUOTE_REQUEST: Spot = Post "/0/private/CreateOtcQuoteRequest";
    UPDATE_OTC_QUOTE: Spot = Post "/0/private/UpdateOtcQuote";

    // Earn; the last two are its older names.
    EARN_ALLOCATE: Earn = Post "/0/private/Earn/Allocate";
    EARN_DEALLOCATE: Earn = Post "/0/private/Earn/Deallocate";
    STAKE: Earn = Post "/0/private/Stake";
    UNSTAKE: Earn = Post "/0/private/Unstake";

    // Between own wallets and accounts. Asking for deposit addresses can make one.
    WALLET_TRANSFER: Transfer = Post "/0/private/WalletTransfer";
    ACCOUNT_TRANSFER: Transfer = Post "/0/private/AccountTransfer";
    DEPOSIT_ADDRESSES: Transfer = Post "/0/private/DepositAddresses";

    // Out: nobody signs these.
    WITHDRAW: Withdraw = Post "/0/private/Withdraw";
    _: Withdraw = Post "/0/private/WithdrawCancel";
    // Settles what is owed to the prime broker.
    _: Withdraw = Post "/0/private/CreatePrimeSettlementBatch";
    _: Withdraw = Post "/0/private/SettlePrimeSettlementBatchAsset";

    // Keys and accounts: nor these.
    CREATE_SUBACCOUNT: Admin = Post "/0/private/CreateSubaccount";
    _: Admin = Post "/0/private/CreatePrimeApiUserKey";
    _: Admin = Post "/0/private/UpdatePrimeApiUserKey";
    _: Admin = Post "/0/private/DeletePrimeApiUserKey";
    _: Admin = Post "/0/private/CreatePrimeApiUser";
    _: Admin = Post "/oauth/fast-api-key";
    _: Admin = Post "/oauth/*";
    // Signed otherwise, and listed so that nothing unlocks them.
    _: Withdraw = Post "/funding/*";
    _: Withdraw = Put "/funding/*";
    _: Withdraw = Delete "/funding/*";
    _: Admin = Post "/b2b/*";
    _: Admin = Put "/b2b/*";
} }
