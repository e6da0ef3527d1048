//! KuCoin: spot, margin and the unified account (`/api/ua/`).
//! [KuCoin Futures](super::kucoin_futures) has hosts of its own, and takes the same keys.
//!
//! Sources, read 2025-11 to 2026-11: the specification of KuCoin's universal SDK with the
//! permission of each endpoint, its older documentation, its help pages on keys, three community
//! SDKs that follow the changes. Marked *uncertain* where no official text says so.
//!
//! Only keys of version 3 are supported: KuCoin answers 400004, as for a wrong passphrase, where a
//! key is of version 2. The right to read, which every key has, brings the keys of sub-accounts
//! along on a master account. A query is signed as it reads and sent percent-encoded, as KuCoin's own
//! SDK does. The order-entry socket (`wsapi.kucoin.com`) wants a challenge of the server
//! signed, which no scheme here does, so there is none; streams are opened by [`BULLET_PRIVATE`].

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Spec, States, Telling, Trading, Venue,
};
use crate::{
    permission::{Admin, Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Allowlist, Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme,
        key::{KeyForm, KeyKind},
    },
};

/// KuCoin, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum KuCoin {}

impl Venue for KuCoin {
    const SPEC: &'static Spec = &Spec {
        id: "kucoin",
        title: "KuCoin",
        variables: "KUCOIN",
        words: &["kucoin", "kc-api"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::LowerHex, 24, 24)]),
            Pattern::secret(&[Piece::Uuid]),
        ],
        sources: SOURCES,
        services: &[Service {
            name: "spot",
            prefixes: &["/api/"],
            scheme: SCHEME,
        }],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[("spot", HOSTS)],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: API_KEY.row(),
                query: &[],
                body: &[],
                read,
                instead: None,
            }],
            tells_rights: true,
        }],
        keys: KEYS,
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[
                        HF_ORDER.row(),
                        HF_ORDER_SYNC.row(),
                        HF_ORDERS_MULTI.row(),
                        HF_ORDERS_MULTI_SYNC.row(),
                        ORDER_SPOT.row(),
                        ORDER_MARGIN.row(),
                        ORDERS_MULTI_SPOT.row(),
                        ORDERS_MULTI_MARGIN.row(),
                        STOP_ORDER_SPOT.row(),
                        STOP_ORDER_MARGIN.row(),
                        OCO_ORDER.row(),
                        HF_MARGIN_ORDER.row(),
                        HF_MARGIN_STOP_ORDER.row(),
                        HF_MARGIN_OCO_ORDER.row(),
                        MARGIN_ORDER.row(),
                        UA_PLACE_SPOT.row(),
                        UA_PLACE_MARGIN.row(),
                        UA_PLACE_FUTURES.row(),
                        UA_PLACE_BATCH_SPOT.row(),
                        UA_PLACE_BATCH_MARGIN.row(),
                        UA_PLACE_BATCH_FUTURES.row(),
                    ],
                    market: "symbol",
                    client_id: CLIENT_ID,
                },
                // The id names the order as it is.
                Orders {
                    at: &[HF_AMEND.row()],
                    market: "symbol",
                    client_id: None,
                },
                // It names two currencies.
                Orders {
                    at: &[CONVERT_LIMIT_ORDER.row()],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[
                HF_CANCEL_ALL.row(),
                HF_CANCEL_SYMBOL.row(),
                CANCEL_ORDERS.row(),
                STOP_CANCEL.row(),
                OCO_CANCEL.row(),
                HF_MARGIN_CANCEL_SYMBOL.row(),
                HF_MARGIN_STOP_CANCEL.row(),
                HF_MARGIN_OCO_CANCEL.row(),
                UA_CANCEL_ALL_SPOT.row(),
            ],
            dead_man: &[HF_DEAD_CANCEL_ALL.row(), UA_DCP.row()],
        },
        evidence: &[
            (Evidence::Fills, HF_FILLS.row()),
            (Evidence::Fills, HF_MARGIN_FILLS.row()),
            (Evidence::Orders, HF_ORDERS_DONE.row()),
            (Evidence::Orders, HF_ORDERS_ACTIVE.row()),
            (Evidence::Positions, UA_POSITIONS.row()),
            // What is borrowed stands among the balances.
            (Evidence::Positions, MARGIN_ACCOUNTS.row()),
            (Evidence::Positions, ISOLATED_ACCOUNTS.row()),
            (Evidence::Ledger, LEDGERS.row()),
            (Evidence::Ledger, HF_LEDGERS.row()),
            (Evidence::Withdrawals, WITHDRAWALS.row()),
            (Evidence::Deposits, DEPOSITS.row()),
            (Evidence::Keys, SUB_API_KEYS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: STATES,
        rights: RIGHTS,
        lapses: LAPSES,
        console: CONSOLE,
        time: None,
        refusal,
        refusals: REFUSALS,
        retirement: Retirement::within(5),
    }
    .checked();
}

pub(super) const SOURCES: &[(&str, &str)] = &[
    ("KuCoin/kucoin-universal-sdk, specification", "2025-11"),
    ("KuCoin/kucoin-api-docs, older documentation", "2023-06"),
    ("KuCoin/kucoin-skills-hub, authentication", "2026-03"),
    ("kucoin.com, help pages on API keys", "2026-11"),
    ("tiagosiebler/kucoin-api, endpoints", "2026-07"),
    ("ccxt 4.5.90, endpoints and error codes", "2026-11"),
    (
        "kucoin 0.7.4 on docs.rs, rights of sub-account keys",
        "2026-11",
    ),
];

/// How requests are signed.
pub(super) const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "",
    // The unified account reads `tradeType` from the query of some POSTs with a body.
    carriers: Carriers::Both,
    body: BodyForm::Json,
    text: &[Part::Time, Part::Method, Part::DecodedTarget, Part::Body],
    seal: &[
        (Place::Header("KC-API-KEY"), Part::KeyId),
        (Place::Header("KC-API-SIGN"), Part::Signature),
        (Place::Header("KC-API-TIMESTAMP"), Part::Time),
        (
            Place::Header("KC-API-PASSPHRASE"),
            Part::Signed(&[Part::Passphrase]),
        ),
        (Place::Header("KC-API-KEY-VERSION"), Part::Lit("3")),
    ],
    ..Scheme::PLAIN
};

/// A key works on its own site only; `at_host` chooses it.
pub(super) const HOSTS: &[&str] = &["api.kucoin.com", "api.kucoin.eu"];

pub(super) const KEYS: &[KeyForm] = &[KeyForm {
    kind: KeyKind::HmacSha256,
    secret: Coding::Text,
    signature: Coding::Base64,
    algorithm: "",
}];

pub(super) const CLIENT_ID: Option<ClientId> = Some(ClientId {
    field: "clientOid",
    shape: Shape::Text {
        start: "",
        most: 40,
        also: "-_",
    },
});

/// Samples of the answer mask the addresses; whether production does is uncertain. The end of a key
/// is a newer field, which older answers do not have.
pub(super) const STATES: States = States {
    allowlist: Telling::Yes,
    created: Telling::Yes,
    expires: Telling::Yes,
};

/// Help pages, read 2026-11: such keys are deleted, or lose their trading rights.
pub(super) const LAPSES: &[Lapse] = &[Lapse {
    of: PermissionSet::of::<Spot>()
        .with::<Margin>()
        .with::<Futures>(),
    unbound_only: true,
    days: 30,
    since: Since::LastUse,
    what: "ends a trading key without an allowlist after 30 days without use",
}];

pub(super) const CONSOLE: Console = Console {
    page: "https://www.kucoin.com/account/api",
    edit: "API Management > Edit > API Restrictions",
    restrict: "API Management > Edit > IP Restriction",
    create: "make a new key at API Management > Create API",
    support: Some("https://www.kucoin.com/support"),
};

const SPOT: PermissionSet = PermissionSet::of::<Spot>();
const FUTURES: PermissionSet = PermissionSet::of::<Futures>();
const TRANSFER: PermissionSet = PermissionSet::of::<Transfer>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();

/// The names in `permission`; beside those that the documentation lists, those that its endpoints
/// are marked with and those of older keys. The labels are uncertain.
pub(super) const RIGHTS: &[Right] = &[
    // Makes, changes and deletes sub-accounts and their keys, on a master account.
    Right::new("General", "General", PermissionSet::of::<Read>())
        .riding(PermissionSet::of::<Admin>()),
    // The older transfers take this right.
    Right::new("Spot", "Spot Trading", SPOT).riding(TRANSFER),
    // Of keys from before margin had a right of its own; that it brings margin is uncertain.
    Right::new("Trade", "Trade", SPOT).riding(TRANSFER.with::<Margin>()),
    // Lends out, too.
    Right::new("Margin", "Margin Trading", PermissionSet::of::<Margin>())
        .riding(PermissionSet::of::<Earn>()),
    Right::new("Futures", "Futures Trading", FUTURES),
    Right::new("LeadtradeFutures", "Futures Lead Trading", FUTURES),
    // Everything in the unified account; that it brings transfers is uncertain.
    Right::new(
        "Unified",
        "Unified Account Trading",
        SPOT.with::<Margin>().with::<Futures>(),
    )
    .riding(TRANSFER),
    Right::new("Earn", "Earn", PermissionSet::of::<Earn>()),
    Right::new("InnerTransfer", "Flex Transfers", TRANSFER),
    Right::new("FlexTransfers", "Flex Transfers", TRANSFER),
    // What the console calls a withdrawal.
    Right::new("Transfer", "Withdrawal (Transfer)", OUT),
    Right::new("Withdrawal", "Withdrawal", OUT),
];

pub(super) const REFUSALS: &[Refusal] = &[
    Refusal::new("400002", &[Cause::ClockOutsideWindow]),
    Refusal::new("400003", &[Cause::UnknownKey, Cause::ExpiredKey]),
    // A key of version 2, too.
    Refusal::new("400004", &[Cause::WrongPassphrase]),
    Refusal::new("400005", &[Cause::WrongSecret]),
    Refusal::new("400006", &[Cause::AddressNotListed]),
    Refusal::new("400007", &[Cause::PermissionMissing]),
    Refusal::new("400200", &[Cause::AccountRestricted]),
    Refusal::new("400500", &[Cause::Region]),
    Refusal::new("400700", &[Cause::AccountRestricted]),
    Refusal::new("411100", &[Cause::AccountRestricted]),
    Refusal::new("429000", &[Cause::RateLimited]),
    Refusal::new("500000", &[Cause::Unavailable]),
];

const DONE: i64 = 200_000;

pub(super) fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != DONE).then(|| code.to_string())
}

/// `GET /api/v1/user/api-key`.
pub(super) fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    let data = answer.get("data");
    facts.subject = Some(data.get("apiKey").text()?.to_owned());
    for name in data.get("permission").text()?.split(',') {
        match name.trim() {
            "" => {}
            name => facts.grant(name),
        }
    }
    facts.allowlist = allowlist(&data.get("ipWhitelist"))?;
    let (created, expires) = (data.get("createdAt"), data.get("expiredAt"));
    if !created.is_absent() {
        facts.created = Stated::ByVenue(created.unsigned()?);
    }
    if expires.is_named() {
        facts.expires = Stated::ByVenue(if expires.is_absent() {
            None
        } else {
            Some(expires.unsigned()?)
        });
    }
    let account = data.get("uid");
    if !account.is_absent() {
        facts.account = Some(account.unsigned()?.to_string());
    }
    Ok(())
}

/// The list of a key. A masked one, as in `203.**.154`, tells only that there is one.
fn allowlist(field: &Field<'_>) -> Result<Stated<Allowlist>, Unreadable> {
    let mut entries = field
        .text()
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .peekable();
    if entries.peek().is_some() && entries.all(is_masked) {
        return Ok(Stated::ByVenue(Allowlist::Restricted));
    }
    Stated::read_text(field)
}

/// Whether `entry` is an address whose middle is left out. With an asterisk at an end it could be a
/// wildcard as well, and with a zero in front every address.
fn is_masked(entry: &str) -> bool {
    let parts: Vec<&str> = entry.split('.').collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return false;
    };
    let shown = |part: &str| part.parse::<u8>().is_ok();
    let hidden = |part: &&str| *part == "**";
    first.parse::<u8>().is_ok_and(|first| first > 0)
        && shown(last)
        && middle.len() <= 2
        && middle.iter().any(hidden)
        && middle.iter().all(|part| hidden(part) || shown(part))
}
