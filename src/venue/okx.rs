//! OKX v5: every product on one host; demo keys are told apart by a header.
//!
//! Sources, read 2026-01 to 2026-09: the official v5 documentation (authentication, account
//! configuration, sub-accounts, error codes), an extraction of its endpoints with their
//! permissions, the official tool kit's list of sites.
//!
//! OKX has three rights only, and `trade` brings every product, own-wallet transfers, earn and,
//! for an address-bound master key, the keys of sub-accounts. It does not state when a key was
//! made: declare that with `created_on`. One order endpoint serves every product: `tdMode` and the
//! shape of `instId` decide.
//!
//! `private` is the socket for orders of every product and for the account. A key works on its own
//! site only: one of the EEA or US site sends the same login to `wseea.okx.com:8443` (demo:
//! `wseeapap`) or `wsus.okx.com:8443` (demo: `wsuspap`, *uncertain*). The socket `business`, with
//! spread and algo orders, is left out: what can be ordered there is not in these sources.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Socket, Spec, States, Telling, Trading, Venue,
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

/// OKX, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Okx {}

impl Venue for Okx {
    const SPEC: &'static Spec = &Spec {
        id: "okx",
        title: "OKX",
        variables: "OKX",
        words: &["okx", "okex", "ok-access"],
        patterns: &[
            Pattern::key_id(&[Piece::Uuid]),
            Pattern::secret(&[Piece::Run(Alphabet::UpperHex, 32, 32)]),
        ],
        sources: &[
            (
                "docs-v5 (authentication, sockets, account, sub-accounts, error codes)",
                "2026-09",
            ),
            (
                "openxapi, specs/okx (endpoints with permissions)",
                "2025-04",
            ),
            ("tiagosiebler/okx-api, endpoint list", "2026-09"),
            ("okx/agent-trade-kit, docs/site-compatibility.md", "2026-09"),
            ("nautilus_trader, crates/adapters/okx", "2026-09"),
            ("JKorf/OKX.Net (addresses, errors)", "2026-09"),
            ("public guides to OKX (support address)", "2026-11"),
        ],
        services: &[Service {
            name: "v5",
            prefixes: &["/api/v5/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: HOSTS,
                headers: &[],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Demo,
                hosts: HOSTS,
                headers: &[("x-simulated-trading", "1")],
                mark: "",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha256,
            secret: Coding::Text,
            signature: Coding::Base64,
            algorithm: "",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: TRADING,
        evidence: EVIDENCE,
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "private",
            urls: &[
                (
                    Environment::Production,
                    "wss://ws.okx.com:8443/ws/v5/private",
                ),
                (Environment::Demo, "wss://wspap.okx.com:8443/ws/v5/private"),
            ],
            scheme: LOGIN,
            challenges: false,
            does: TRADE,
        }],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[Lapse {
            of: TRADE.with::<Withdraw>(),
            unbound_only: true,
            days: 14,
            since: Since::LastUse,
            what: "ends a trading key without an allowlist after 14 days without use",
        }],
        console: Console {
            page: "https://www.okx.com/account/my-api",
            edit: "Profile > API > Edit > Permissions",
            restrict: "Profile > API > Edit > Link IP addresses to API keys",
            create: "make a new key at Profile > API > Create API key",
            support: Some("https://www.okx.com/help"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("50100", &[Cause::AccountRestricted]),
            Refusal::new("50101", &[Cause::OtherEnvironment]),
            Refusal::new("50102", &[Cause::ClockOutsideWindow]),
            Refusal::new("50112", &[Cause::ClockOutsideWindow]),
            Refusal::new("50105", &[Cause::WrongPassphrase]),
            Refusal::new("50110", &[Cause::AddressNotListed]),
            // Expired keys have no code of their own (uncertain): 50111 or 50119.
            Refusal::new("50111", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("50119", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("50113", &[Cause::WrongSecret]),
            Refusal::new("50114", &[Cause::UnknownKey, Cause::WrongSecret]),
            Refusal::new("50120", &[Cause::PermissionMissing]),
            Refusal::new("50030", &[Cause::PermissionMissing]),
            Refusal::new("50121", &[Cause::Region, Cause::AddressNotListed]),
            Refusal::new("50011", &[Cause::RateLimited]),
            Refusal::new("50001", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(30),
    }
    .checked();
}

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Iso8601,
    window: "",
    carriers: Carriers::Both,
    body: BodyForm::Json,
    stamp: &[],
    text: &[Part::Time, Part::Method, Part::Target, Part::Body],
    seal: &[
        (Place::Header("OK-ACCESS-KEY"), Part::KeyId),
        (Place::Header("OK-ACCESS-SIGN"), Part::Signature),
        (Place::Header("OK-ACCESS-TIMESTAMP"), Part::Time),
        (Place::Header("OK-ACCESS-PASSPHRASE"), Part::Passphrase),
    ],
    ..Scheme::PLAIN
};

/// The first message to a socket, good for 30 seconds.
const LOGIN: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[Part::Time, Part::Lit("GET/users/self/verify")],
    sent: &[
        Part::Lit("{\"op\":\"login\",\"args\":[{\"apiKey\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"passphrase\":"),
        Part::Quoted(&[Part::Passphrase]),
        Part::Lit(",\"timestamp\":\""),
        Part::Time,
        Part::Lit("\",\"sign\":\""),
        Part::Signature,
        Part::Lit("\"}]}"),
    ],
    ..Scheme::PLAIN
};

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                ORDER_SPOT.row(),
                ORDER_MARGIN.row(),
                ORDER_FUTURES.row(),
                ORDER_OPTIONS.row(),
                BATCH_ORDERS_SPOT.row(),
                BATCH_ORDERS_MARGIN.row(),
                BATCH_ORDERS_FUTURES.row(),
                BATCH_ORDERS_OPTIONS.row(),
                CLOSE_POSITION_MARGIN.row(),
                CLOSE_POSITION_FUTURES.row(),
                CLOSE_POSITION_OPTIONS.row(),
            ],
            market: "instId",
            client_id: Some(id("clOrdId")),
        },
        Orders {
            at: &[
                ALGO_ORDER_SPOT.row(),
                ALGO_ORDER_MARGIN.row(),
                ALGO_ORDER_FUTURES.row(),
                ALGO_ORDER_OPTIONS.row(),
            ],
            market: "instId",
            client_id: Some(id("algoClOrdId")),
        },
        Orders {
            at: &[SPREAD_PLACE.row()],
            market: "sprdId",
            client_id: Some(id("clOrdId")),
        },
        // The ids name the order as it is.
        Orders {
            at: &[
                AMEND_ORDER_SPOT.row(),
                AMEND_ORDER_FUTURES.row(),
                AMEND_ORDER_OPTIONS.row(),
                AMEND_BATCH_ORDERS_SPOT.row(),
                AMEND_BATCH_ORDERS_FUTURES.row(),
                AMEND_BATCH_ORDERS_OPTIONS.row(),
                AMEND_ALGOS_SPOT.row(),
                AMEND_ALGOS_FUTURES.row(),
                AMEND_ALGOS_OPTIONS.row(),
            ],
            market: "instId",
            client_id: None,
        },
        Orders {
            at: &[SPREAD_AMEND.row()],
            market: "",
            client_id: None,
        },
    ],
    // Nothing cancels all of spot, margin or futures, but for the switch below.
    cancel_all: &[
        MASS_CANCEL_OPTIONS.row(),
        SPREAD_MASS_CANCEL.row(),
        RFQ_CANCEL_ALL.row(),
        RFQ_CANCEL_ALL_QUOTES.row(),
    ],
    dead_man: &[
        CANCEL_ALL_AFTER.row(),
        SPREAD_CANCEL_ALL_AFTER.row(),
        RFQ_CANCEL_ALL_AFTER.row(),
    ],
};

const fn id(field: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Text {
            start: "",
            most: 32,
            also: "",
        },
    }
}

/// There is no history of logins, and no list of addresses.
const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, FILLS.row()),
    (Evidence::Fills, FILLS_HISTORY.row()),
    (Evidence::Fills, SPREAD_TRADES.row()),
    (Evidence::Fills, RFQ_TRADES.row()),
    (Evidence::Orders, ORDERS_PENDING.row()),
    (Evidence::Orders, ORDERS_HISTORY.row()),
    (Evidence::Orders, ORDERS_HISTORY_ARCHIVE.row()),
    (Evidence::Orders, ALGO_ORDERS_PENDING.row()),
    (Evidence::Orders, ALGO_ORDERS_HISTORY.row()),
    (Evidence::Orders, SPREAD_ORDERS_HISTORY.row()),
    (Evidence::Orders, CONVERT_HISTORY.row()),
    (Evidence::Positions, POSITIONS.row()),
    // What is borrowed stands among the balances.
    (Evidence::Positions, BALANCE.row()),
    (Evidence::Ledger, BILLS.row()),
    (Evidence::Ledger, BILLS_ARCHIVE.row()),
    (Evidence::Ledger, FUNDING_BILLS.row()),
    (Evidence::Ledger, FUNDING_BILLS_HISTORY.row()),
    (Evidence::Transfers, SUBACCOUNT_BILLS.row()),
    (Evidence::Transfers, TRANSFER_STATE.row()),
    (Evidence::Withdrawals, WITHDRAWAL_HISTORY.row()),
    (Evidence::Withdrawals, FIAT_WITHDRAWAL_HISTORY.row()),
    (Evidence::Deposits, DEPOSIT_HISTORY.row()),
    (Evidence::Keys, SUBACCOUNTS.row()),
    (Evidence::Keys, SUBACCOUNT_APIKEYS.row()),
];

/// A key works on its own site only; `at_host` chooses it.
const HOSTS: &[(&str, &[&str])] = &[(
    "v5",
    &[
        "www.okx.com",
        "openapi.okx.com",
        "eea.okx.com",
        "us.okx.com",
    ],
)];

const QUESTIONS: &[Question] = &[Question {
    row: ACCOUNT_CONFIG.row(),
    query: &[],
    body: &[],
    read,
    instead: None,
}];

const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>()
    .with::<Options>();

const RIGHTS: &[Right] = &[
    Right::new("read_only", "Read", PermissionSet::of::<Read>()),
    Right::new("trade", "Trade", TRADE).riding(
        PermissionSet::of::<Earn>()
            .with::<Transfer>()
            .with::<Admin>(),
    ),
    Right::new("withdraw", "Withdraw", PermissionSet::of::<Withdraw>()),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != 0).then(|| code.to_string())
}

/// `GET /api/v5/account/config`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    let data = answer.get("data");
    let rows = data.list()?;
    let [account] = rows.as_slice() else {
        return Err(data.unreadable("a list of one account"));
    };
    for name in account.get("perm").text()?.split(',') {
        match name.trim() {
            "" => {}
            name => facts.grant(name),
        }
    }
    facts.allowlist = Stated::read_text(&account.get("ip"))?;
    if facts.environment == Environment::Demo {
        facts.lapses = &[];
    }
    facts.account = Some(account.get("uid").text()?.to_owned());
    Ok(())
}
