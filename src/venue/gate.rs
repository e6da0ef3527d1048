//! Gate (gate.com, gate.io) API v4: every product on one host, each behind a group of rights.
//!
//! Sources: the official Python SDK (v7.2.57, of API v4.106.57, read 2026-03), the official v4
//! documentation (authentication, signature, permissions; read 2026-05), the help page on API
//! keys, `gateio/gatews`, the error table of `JKorf/GateIo.Net` and ccxt 4.5.90 (read 2026-11).
//!
//! Two questions, both behind the group `account`: `/account/detail` tells the allowlist of the
//! key that asks, and `/account/main_keys` the rights of all keys of the main account, each with
//! its name masked. The documentation shows a list there, the SDK one object: both are read. A key
//! of a sub-account finds no row of its own (uncertain what it is answered), and is not accepted.
//!
//! A group is read-only or writable. The name of the group that withdraws is in no list, so every
//! writable group that sounds like it counts, and a writable group nobody documented is an unknown
//! right; so are `copy`, `pilot` and `alpha`, of which only the names are known. Which group
//! manages sub-accounts and their keys is not documented: `account` is taken to, where it is
//! writable, which no bot needs.
//!
//! `spot` trades on margin as well: the field `account` of an order decides, and whether it may
//! borrow. On a unified account Gate may take `spot` for `unified` (uncertain).
//!
//! The testnet has a console of its own; whether it answers about rights is not known, so it is
//! asked for the account only. The keys of API v2 are another system and not supported. Left out
//! are the private socket of options, whose address is uncertain, those of delivery, and the
//! private channels of futures, which want the account's number in a signed message.

mod endpoints;
mod readings;
mod sockets;
mod trading;

pub use endpoints::*;

use super::{
    Alphabet, Cause, Evidence, Pattern, Piece, Question, Refusal, Retirement, Service, Site, Spec,
    States, Telling, Venue,
};
use crate::{
    permission::{
        Admin, Earn, Futures, Margin, Options, PermissionSet, Read, Spot, Transfer, Withdraw,
    },
    report::{
        Allowlist, Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// Gate, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Gate {}

impl Venue for Gate {
    const SPEC: &'static Spec = &Spec {
        id: "gate",
        title: "Gate",
        variables: "GATE",
        words: &["gateio", "gate.io", "gate_io", "gate"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::LowerHex, 32, 32)]),
            Pattern::secret(&[Piece::Run(Alphabet::LowerHex, 64, 64)]),
        ],
        sources: &[
            ("gate/gateapi-python 7.2.57 (API v4.106.57)", "2026-03"),
            ("gate.com, docs/developers/apiv4/en", "2026-05"),
            ("gate.com, docs/developers/crossex/en", "2026-05"),
            ("Gate help, faq/17521", "2026-11"),
            ("gateio/gatews", "2026-11"),
            ("JKorf/GateIo.Net", "2026-11"),
            ("ccxt 4.5.90", "2026-11"),
        ],
        services: &[Service {
            name: "v4",
            prefixes: &["/api/v4/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("v4", &["api.gateio.ws"])],
                headers: &[],
                mark: "",
                questions: &[DETAIL, KEYS],
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[(
                    "v4",
                    &["api-testnet.gateapi.io", "fx-api-testnet.gateio.ws"],
                )],
                headers: &[],
                mark: "",
                questions: &[DETAIL],
                tells_rights: false,
            },
        ],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha512,
            secret: Coding::Text,
            signature: Coding::Hex,
            algorithm: "",
        }],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: trading::TRADING,
        evidence: &[
            (Evidence::Fills, SPOT_MY_TRADES.row()),
            (Evidence::Fills, FUTURES_MY_TRADES.row()),
            (Evidence::Fills, DELIVERY_MY_TRADES.row()),
            (Evidence::Fills, OPTIONS_MY_TRADES.row()),
            (Evidence::Orders, SPOT_ORDERS.row()),
            (Evidence::Orders, SPOT_OPEN_ORDERS.row()),
            (Evidence::Orders, FUTURES_ORDERS.row()),
            (Evidence::Orders, DELIVERY_ORDERS.row()),
            (Evidence::Orders, OPTIONS_ORDERS.row()),
            (Evidence::Positions, FUTURES_POSITIONS.row()),
            (Evidence::Positions, DELIVERY_POSITIONS.row()),
            (Evidence::Positions, OPTIONS_POSITIONS.row()),
            (Evidence::Positions, MARGIN_ACCOUNTS.row()),
            (Evidence::Positions, MARGIN_UNI_LOANS.row()),
            (Evidence::Positions, UNIFIED_LOANS.row()),
            (Evidence::Ledger, SPOT_ACCOUNT_BOOK.row()),
            (Evidence::Ledger, FUTURES_ACCOUNT_BOOK.row()),
            (Evidence::Transfers, SUB_ACCOUNT_TRANSFERS.row()),
            // To other users, by their number.
            (Evidence::Withdrawals, PUSHES.row()),
            (Evidence::Withdrawals, WITHDRAWALS.row()),
            (Evidence::Deposits, DEPOSITS.row()),
            (Evidence::Addresses, SAVED_ADDRESSES.row()),
            (Evidence::Keys, MAIN_KEYS.row()),
            (Evidence::Keys, SUB_ACCOUNTS.row()),
            (Evidence::Keys, SUB_ACCOUNT_KEYS.row()),
        ],
        readings: readings::READINGS,
        sockets: sockets::SOCKETS,
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // Help page faq/17521, read 2026-11.
        lapses: &[Lapse {
            of: TRADE
                .with::<Read>()
                .with::<Earn>()
                .with::<Transfer>()
                .with::<Withdraw>(),
            unbound_only: true,
            days: 90,
            since: Since::Creation,
            what: "ends a key without an allowlist after 90 days",
        }],
        console: Console {
            page: "https://www.gate.io/myaccount/api_key_manage",
            edit: "Profile > API Management > Edit > Permissions",
            restrict: "Profile > API Management > Edit > IP permissions",
            create: "make a new key at Profile > API Management > Create API Key",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            // What an expired key is answered is uncertain; most likely this.
            Refusal::new("INVALID_KEY", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new(
                "INVALID_CREDENTIALS",
                &[Cause::UnknownKey, Cause::WrongSecret],
            ),
            Refusal::new("MISSING_REQUIRED_HEADER", &[Cause::UnknownKey]),
            Refusal::new("INVALID_SIGNATURE", &[Cause::WrongSecret]),
            Refusal::new("IP_FORBIDDEN", &[Cause::AddressNotListed]),
            Refusal::new("FORBIDDEN", &[Cause::PermissionMissing]),
            Refusal::new("READ_ONLY", &[Cause::PermissionMissing]),
            Refusal::new("REQUEST_EXPIRED", &[Cause::ClockOutsideWindow]),
            Refusal::new("ACCOUNT_LOCKED", &[Cause::AccountRestricted]),
            Refusal::new("SUB_ACCOUNT_LOCKED", &[Cause::AccountRestricted]),
        ],
        retirement: Retirement::within(60),
    }
    .checked();
}

/// How requests are signed: five lines. The query is signed as it reads, and sent encoded.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Seconds,
    window: "",
    carriers: Carriers::Both,
    body: BodyForm::Json,
    stamp: &[],
    text: &[
        Part::Method,
        Part::Lit("\n"),
        Part::Path,
        Part::Lit("\n"),
        Part::DecodedQuery,
        Part::Lit("\n"),
        Part::Sha512Hex(&[Part::Body]),
        Part::Lit("\n"),
        Part::Time,
    ],
    seal: &[
        (Place::Header("KEY"), Part::KeyId),
        (Place::Header("Timestamp"), Part::Time),
        (Place::Header("SIGN"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

const DETAIL: Question = Question {
    row: ACCOUNT_DETAIL.row(),
    query: &[],
    body: &[],
    read: read_detail,
    instead: None,
};

const KEYS: Question = Question {
    row: MAIN_KEYS.row(),
    query: &[],
    body: &[],
    read: read_keys,
    instead: None,
};

const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>()
    .with::<Options>();
const READ: PermissionSet = PermissionSet::of::<Read>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();

/// The groups, where they are writable; a group that is not gives reading.
const RIGHTS: &[Right] = &[
    Right::new("read", "Read Only", READ),
    // Groups against self-trading, which take in other accounts, and perhaps sub-accounts. To read
    // the account, as the questions do, it need not be writable.
    Right::new(
        "account=write",
        "Account > Read And Write",
        READ.with::<Admin>(),
    ),
    Right::new(
        "spot=write",
        "Spot Trade > Read And Write",
        READ.with::<Spot>(),
    )
    .riding(PermissionSet::of::<Margin>()),
    Right::new(
        "margin=write",
        "Margin > Read And Write",
        READ.with::<Margin>(),
    ),
    Right::new("loan=write", "Loan > Read And Write", READ.with::<Margin>()),
    Right::new(
        "unified=write",
        "Unified Account > Read And Write",
        READ.with::<Margin>(),
    ),
    Right::new(
        "futures=write",
        "Perpetual Contract > Read And Write",
        READ.with::<Futures>(),
    ),
    Right::new(
        "delivery=write",
        "Delivery Contract > Read And Write",
        READ.with::<Futures>(),
    ),
    Right::new(
        "options=write",
        "Options > Read And Write",
        READ.with::<Options>(),
    ),
    Right::new("earn=write", "Earn > Read And Write", READ.with::<Earn>()),
    Right::new(
        "wallet=write",
        "Wallet > Read And Write",
        READ.with::<Transfer>(),
    ),
    Right::new("withdrawal=write", "Withdraw > Read And Write", OUT),
    // By these, value can reach another owner, or another exchange.
    Right::new("custody=write", "Custody > Read And Write", OUT),
    Right::new("otc=write", "OTC > Read And Write", OUT),
    Right::new("p2p=write", "P2P > Read And Write", OUT),
    Right::new("crossx=write", "CrossEx > Read And Write", OUT),
    Right::new("tradfi=write", "TradFi > Read And Write", OUT),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    answer.get("label").text().ok().map(str::to_owned)
}

/// `GET /api/v4/account/detail`.
fn read_detail(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    facts.account = Some(answer.get("user_id").integer()?.to_string());
    // Left out here it may still stand in the second answer.
    let listed = answer.get("ip_whitelist");
    if !listed.is_absent() {
        facts.allowlist = Stated::read(&listed)?;
    }
    Ok(())
}

/// `GET /api/v4/account/main_keys`.
fn read_keys(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let own = own(answer, facts)?;
    let account = own.get("user_id");
    if !account.is_absent() {
        let id = account.integer()?.to_string();
        if facts.account.as_ref() != Some(&id) {
            return Err(account.unreadable("the account that the key is of"));
        }
    }
    // The documents swap what 2 and 3 mean; neither is a key in use.
    let state = own.get("state");
    if !state.is_absent() && state.integer()? != 1 {
        return Err(state.unreadable("1, for a key that is neither locked nor frozen"));
    }
    for group in own.get("perms").list()? {
        let name = group.get("name").text()?;
        let read_only = group.get("read_only");
        // A flag that is left out is read as not set.
        if !read_only.is_absent() && read_only.bool()? {
            facts.grant("read");
        } else if name.to_ascii_lowercase().contains("withdraw") {
            facts.grant("withdrawal=write");
        } else {
            facts.grant(&format!("{name}=write"));
        }
    }
    let listed = own.get("ip_whitelist");
    match (&facts.allowlist, Stated::read(&listed)?) {
        (Stated::Not, list) => facts.allowlist = list,
        _ if listed.is_absent() => {}
        (Stated::ByVenue(first), Stated::ByVenue(second)) if is_same(first, &second) => {}
        _ => return Err(listed.unreadable("what `/account/detail` says of the key")),
    }
    let created = own.get("created_at");
    if !created.is_absent() {
        facts.created = Stated::ByVenue(created.unsigned()?.saturating_mul(1000));
    }
    Ok(())
}

/// The one row of the key that asks. An object in place of the list is about that key, unless it
/// names another.
fn own<'a>(answer: &Field<'a>, facts: &mut Facts) -> Result<Field<'a>, Unreadable> {
    let Ok(rows) = answer.list() else {
        answer.members()?;
        if let Ok(id) = answer.get("key").text() {
            facts.subject = (!facts.key_matches(id)).then(|| id.to_owned());
        }
        return Ok(answer.clone());
    };
    let is_own = |row: &Field<'_>| {
        let id = row.get("key");
        id.text().is_ok_and(|id| facts.key_matches(id))
    };
    let mut own = rows.into_iter().filter(is_own);
    match (own.next(), own.next()) {
        (Some(row), None) => Ok(row),
        _ => Err(answer.unreadable("a list with this key in it, once")),
    }
}

/// Whether two lists hold the same addresses, in whatever order.
fn is_same(a: &Allowlist, b: &Allowlist) -> bool {
    match (a, b) {
        (Allowlist::Only(a), Allowlist::Only(b)) => {
            a.iter().all(|net| b.contains(net)) && b.iter().all(|net| a.contains(net))
        }
        _ => a == b,
    }
}
