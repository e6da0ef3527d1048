//! Bitfinex, version 2: spot, margin, derivatives and funding by one kind of key.
//!
//! Sources, read 2025-06 to 2026-11: docs.bitfinex.com (authenticated endpoints, key permissions,
//! error codes), the support page on keys, Bitfinex's own libraries, Bitfinex.Net and its tests,
//! ccxt. Marked *uncertain* where no official text says so.
//!
//! Bitfinex tells which rights a key has, not from where it works, nor when it was made: declare
//! those. One right covers the orders of every product, so the scope of a margin or derivatives
//! bot holds `Spot` too. A transfer can be addressed to another user (`email_dst`), so the right to
//! it counts as one to withdraw, and no bot may have it.
//!
//! Every private call is a POST, its parameters stand in the body, and a query is not signed.
//! Public data needs no key and is not in the table; nor is version 1, which signs in another way.
//! A path with a `:` in it, as for the trades of one order, cannot be signed. The nonce of a key
//! only grows: requests have to arrive in the order in which they were signed, and a key serves one
//! signer. A client order id (`cid`) is below 2^45, and unique for a day.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
    endpoints,
};
use crate::{
    permission::{Admin, Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
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

/// Bitfinex, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Bitfinex {}

impl Venue for Bitfinex {
    const SPEC: &'static Spec = &Spec {
        id: "bitfinex",
        title: "Bitfinex",
        variables: "BITFINEX",
        words: &["bitfinex", "bfx"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::UrlSafe, 43, 43)]),
            Pattern::secret(&[Piece::Run(Alphabet::UrlSafe, 43, 43)]),
        ],
        sources: &[
            ("docs.bitfinex.com, key permissions", "2025-06"),
            ("docs.bitfinex.com, authenticated endpoints", "2026-11"),
            ("docs.bitfinex.com, error codes", "2026-11"),
            ("support.bitfinex.com, API keys", "2026-11"),
            ("bitfinexcom/bfx-api-node-rest and -util", "2026-11"),
            ("JKorf/Bitfinex.Net", "2026-11"),
            ("ccxt 4.5.90, endpoints and error codes", "2026-11"),
        ],
        services: &[Service {
            name: "v2",
            prefixes: &["/v2/auth/"],
            scheme: SCHEME,
        }],
        // Paper trading is a sub-account at the same host, with keys of its own.
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[("v2", &["api.bitfinex.com"])],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: PERMISSIONS.row(),
                query: &[],
                body: &[Part::Lit("{}")],
                read,
                instead: None,
            }],
            tells_rights: true,
        }],
        keys: &[KeyForm {
            kind: KeyKind::HmacSha384,
            secret: Coding::Text,
            signature: Coding::Hex,
            algorithm: "",
        }],
        counter: Counter::Nonce,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[
                Orders {
                    at: &[
                        ORDER_SUBMIT_SPOT.row(),
                        ORDER_SUBMIT_LEVERAGED.row(),
                        ORDER_MULTI.row(),
                    ],
                    market: "symbol",
                    client_id: Some(ClientId {
                        field: "cid",
                        shape: Shape::Integer {
                            from: 1,
                            to: (1 << 45) - 1,
                        },
                    }),
                },
                Orders {
                    at: &[POSITION_INCREASE.row()],
                    market: "symbol",
                    client_id: None,
                },
                Orders {
                    at: &[ORDER_UPDATE.row()],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[ORDER_CANCEL_MULTI.row(), FUNDING_CANCEL_ALL.row()],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, TRADES_HISTORY.row()),
            (Evidence::Orders, ORDERS.row()),
            (Evidence::Orders, ORDERS_HISTORY.row()),
            (Evidence::Positions, POSITIONS.row()),
            // What is borrowed, and what is lent: by its side.
            (Evidence::Positions, FUNDING_LOANS.row()),
            (Evidence::Positions, FUNDING_CREDITS.row()),
            (Evidence::Ledger, LEDGERS.row()),
            (Evidence::Withdrawals, MOVEMENTS.row()),
            (Evidence::Deposits, MOVEMENTS.row()),
            (Evidence::Logins, LOGINS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "private",
            urls: &[(Environment::Production, "wss://api.bitfinex.com/ws/2")],
            scheme: LOGIN,
            challenges: false,
            does: ORDERING.with::<Earn>(),
        }],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://setting.bitfinex.com/api",
            edit: "Account > API Keys > edit the key > Permissions",
            restrict: "Account > API Keys > edit the key > IP access restrictions",
            create: "make a new key at Account > API Keys > Create New Key",
            support: Some("https://support.bitfinex.com"),
        },
        time: None,
        refusal,
        refusals: &[
            // One code and one text for all of them; that it stands for addresses is uncertain.
            Refusal::new(
                "10100",
                &[
                    Cause::UnknownKey,
                    Cause::WrongSecret,
                    Cause::AddressNotListed,
                ],
            ),
            Refusal::new("10111", &[Cause::WrongSecret]),
            Refusal::new("10112", &[Cause::WrongSecret]),
            Refusal::new("10113", &[Cause::WrongSecret]),
            Refusal::new("10114", &[Cause::NonceTooLow]),
            Refusal::new("10001", &[Cause::PermissionMissing]),
            Refusal::new("11010", &[Cause::RateLimited]),
            Refusal::new("ERR_RATE_LIMIT", &[Cause::RateLimited]),
            Refusal::new("20060", &[Cause::Unavailable]),
            Refusal::new("temporarily_unavailable", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(USER_INFO.row(), &[Step::First])];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Micros,
    window: "",
    carriers: Carriers::Body,
    body: BodyForm::Json,
    text: &[Part::Lit("/api"), Part::Path, Part::Time, Part::Body],
    seal: &[
        (Place::Header("bfx-apikey"), Part::KeyId),
        (Place::Header("bfx-nonce"), Part::Time),
        (Place::Header("bfx-signature"), Part::Signature),
    ],
    ..Scheme::PLAIN
};

/// The login to the socket; what is signed is sent along.
const LOGIN: &Scheme = &Scheme {
    clock: Clock::Micros,
    text: PAYLOAD,
    sent: &[
        Part::Lit("{\"event\":\"auth\",\"apiKey\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"authNonce\":"),
        Part::Time,
        Part::Lit(",\"authPayload\":\""),
        Part::Join(PAYLOAD),
        Part::Lit("\",\"authSig\":\""),
        Part::Signature,
        Part::Lit("\"}"),
    ],
    ..Scheme::PLAIN
};

const PAYLOAD: &[Part] = &[Part::Lit("AUTH"), Part::Time];

const READ: PermissionSet = PermissionSet::of::<Read>();
const ORDERING: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();
const ADMIN: PermissionSet = PermissionSet::of::<Admin>();

/// The scopes of "Key Permissions", each with its two flags. The labels are uncertain.
const RIGHTS: &[Right] = &[
    Right::new("account=read", "Account Info > Read", READ),
    // Edits the account; what of it is uncertain.
    Right::new("account=write", "Account Info > Write", ADMIN).expected(),
    Right::new("history=read", "Account History > Read", READ),
    Right::new("history=write", "Account History > Write", READ).expected(),
    Right::new("orders=read", "Orders > Read", READ),
    Right::new("orders=write", "Orders > Write", ORDERING).expected(),
    Right::new("positions=read", "Margin Trading > Read", READ),
    Right::new(
        "positions=write",
        "Margin Trading > Write",
        PermissionSet::of::<Margin>().with::<Futures>(),
    )
    .expected(),
    Right::new("funding=read", "Margin Funding > Read", READ),
    Right::new(
        "funding=write",
        "Margin Funding > Write",
        PermissionSet::of::<Earn>(),
    )
    .expected(),
    Right::new("settings=read", "Settings > Read", READ),
    // The settings of the account; which of them is uncertain.
    Right::new("settings=write", "Settings > Write", ADMIN).expected(),
    Right::new("wallets=read", "Wallets > Read", READ),
    // To other users, too.
    Right::new("wallets=write", "Wallets > Write", OUT.with::<Transfer>()).expected(),
    // The sample of the documentation has a key that can withdraw with 0 and 1.
    Right::new("withdraw=read", "Withdrawals > Read", OUT),
    Right::new("withdraw=write", "Withdrawals > Write", OUT).expected(),
    Right::new(
        "ui_withdraw=read",
        "Withdrawals by the interface > Read",
        OUT,
    ),
    Right::new(
        "ui_withdraw=write",
        "Withdrawals by the interface > Write",
        OUT,
    )
    .expected(),
    Right::new("bfxpay=read", "Bitfinex Pay > Read", READ),
    Right::new("bfxpay=write", "Bitfinex Pay > Write", OUT).expected(),
];

/// `["error",10100,"apikey: invalid"]`, or `{"error":"…"}` where no service answered.
fn refusal(answer: &Field<'_>) -> Option<String> {
    let Ok(items) = answer.list() else {
        let error = answer.get_either("error", "message").ok()?;
        return error.text().ok().map(str::to_owned);
    };
    let mut items = items.iter();
    let is_error = items.next()?.text() == Ok("error");
    is_error.then(|| {
        let code = items.next().and_then(|code| code.integer().ok());
        code.map_or_else(String::new, |code| code.to_string())
    })
}

/// `POST /v2/auth/r/permissions`: rows of scope, read and write.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let mut named = Vec::new();
    for row in answer.list()? {
        let items = row.list()?;
        let [scope, reads, writes] = items.as_slice() else {
            return Err(row.unreadable("a scope and two flags"));
        };
        let scope = scope.text()?;
        for (flag, does) in [(reads, "read"), (writes, "write")] {
            if is_on(flag)? {
                facts.grant(&format!("{scope}={does}"));
            }
        }
        named.push(scope);
    }
    facts.expect_named(|right| {
        let scope = right.split('=').next().unwrap_or_default();
        named.contains(&scope)
    });
    Ok(())
}

/// A flag: 0 or 1, and in the older version true or false.
fn is_on(flag: &Field<'_>) -> Result<bool, Unreadable> {
    match flag.number() {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        Some(_) => Err(flag.unreadable("0 or 1")),
        None => flag.bool(),
    }
}

const KIND: &str = "type";
/// Orders that are paid from the wallet for exchange.
const SPOT_ORDER: &[Condition] = &[Condition::one_of(
    KIND,
    &[
        "EXCHANGE LIMIT",
        "EXCHANGE MARKET",
        "EXCHANGE STOP",
        "EXCHANGE STOP LIMIT",
        "EXCHANGE TRAILING STOP",
        "EXCHANGE FOK",
        "EXCHANGE IOC",
    ],
)];
/// Orders on margin, or for derivatives: only the symbol would tell these apart.
const LEVERAGED_ORDER: &[Condition] = &[Condition::one_of(
    KIND,
    &[
        "LIMIT",
        "MARKET",
        "STOP",
        "STOP LIMIT",
        "TRAILING STOP",
        "FOK",
        "IOC",
    ],
)];

endpoints! { Bitfinex {
    // The key and the account.
    PERMISSIONS: Read = Post "/v2/auth/r/permissions" [reads];
    USER_INFO: Read = Post "/v2/auth/r/info/user" [reads];
    SUMMARY: Read = Post "/v2/auth/r/summary" [reads];
    LOGINS: Read = Post "/v2/auth/r/logins/hist" [reads];
    AUDIT: Read = Post "/v2/auth/r/audit/hist" [reads];
    SETTINGS: Read = Post "/v2/auth/r/settings" [reads];
    ALERTS: Read = Post "/v2/auth/r/alerts" [reads];
    WALLETS: Read = Post "/v2/auth/r/wallets" [reads];
    WALLETS_HISTORY: Read = Post "/v2/auth/r/wallets/hist" [reads];
    LEDGERS: Read = Post "/v2/auth/r/ledgers/hist" [reads];
    LEDGERS_OF: Read = Post "/v2/auth/r/ledgers/{}/hist" [reads];
    MOVEMENTS: Read = Post "/v2/auth/r/movements/hist" [reads];
    MOVEMENTS_OF: Read = Post "/v2/auth/r/movements/{}/hist" [reads];
    MOVEMENT_INFO: Read = Post "/v2/auth/r/movements/info" [reads];
    DEPOSIT_ADDRESSES: Read = Post "/v2/auth/r/deposit/address/all" [reads];

    // Orders, fills and positions.
    ORDERS: Read = Post "/v2/auth/r/orders" [reads];
    ORDERS_OF: Read = Post "/v2/auth/r/orders/{}" [reads];
    ORDERS_HISTORY: Read = Post "/v2/auth/r/orders/hist" [reads];
    ORDERS_HISTORY_OF: Read = Post "/v2/auth/r/orders/{}/hist" [reads];
    TRADES_HISTORY: Read = Post "/v2/auth/r/trades/hist" [reads];
    TRADES_HISTORY_OF: Read = Post "/v2/auth/r/trades/{}/hist" [reads];
    MARGIN_INFO: Read = Post "/v2/auth/r/info/margin/{}" [reads];
    FUNDING_INFO: Read = Post "/v2/auth/r/info/funding/{}" [reads];
    POSITIONS: Read = Post "/v2/auth/r/positions" [reads];
    POSITIONS_HISTORY: Read = Post "/v2/auth/r/positions/hist" [reads];
    POSITIONS_AUDIT: Read = Post "/v2/auth/r/positions/audit" [reads];
    POSITIONS_SNAPSHOT: Read = Post "/v2/auth/r/positions/snap" [reads];
    POSITION_INCREASE_INFO: Read = Post "/v2/auth/r/position/increase/info" [reads];
    FUNDING_OFFERS: Read = Post "/v2/auth/r/funding/offers" [reads];
    FUNDING_OFFERS_HISTORY: Read = Post "/v2/auth/r/funding/offers/hist" [reads];
    FUNDING_LOANS: Read = Post "/v2/auth/r/funding/loans" [reads];
    FUNDING_CREDITS: Read = Post "/v2/auth/r/funding/credits" [reads];
    FUNDING_TRADES: Read = Post "/v2/auth/r/funding/trades/hist" [reads];
    // Everything below `r` reads, as Bitfinex has it.
    _: Read = Post "/v2/auth/r/*" [reads];
    ORDER_AVAILABLE: Read = Post "/v2/auth/calc/order/avail" [reads];
    COLLATERAL_LIMITS: Read = Post "/v2/auth/w/deriv/collateral/limits" [reads];

    // Orders.
    ORDER_SUBMIT_SPOT: Spot = Post "/v2/auth/w/order/submit" (SPOT_ORDER);
    ORDER_SUBMIT_LEVERAGED: Margin + Futures = Post "/v2/auth/w/order/submit" (LEVERAGED_ORDER);
    // An update names the order only, and a batch can hold one.
    ORDER_UPDATE: Spot + Margin + Futures = Post "/v2/auth/w/order/update";
    ORDER_MULTI: Spot + Margin + Futures = Post "/v2/auth/w/order/multi";
    // So does cancelling, which harms less: it takes the smallest right to trade.
    ORDER_CANCEL: Spot = Post "/v2/auth/w/order/cancel";
    ORDER_CANCEL_MULTI: Spot = Post "/v2/auth/w/order/cancel/multi";

    // Positions.
    POSITION_CLAIM: Margin = Post "/v2/auth/w/position/claim";
    POSITION_INCREASE: Margin = Post "/v2/auth/w/position/increase";
    POSITION_FUNDING_TYPE: Margin = Post "/v2/auth/w/position/update/funding/type";
    COLLATERAL_SET: Futures = Post "/v2/auth/w/deriv/collateral/set";

    // Lending out.
    FUNDING_SUBMIT: Earn = Post "/v2/auth/w/funding/offer/submit";
    FUNDING_CANCEL: Earn = Post "/v2/auth/w/funding/offer/cancel";
    FUNDING_CANCEL_ALL: Earn = Post "/v2/auth/w/funding/offer/cancel/all";
    FUNDING_CLOSE: Earn = Post "/v2/auth/w/funding/close";
    FUNDING_AUTO: Earn = Post "/v2/auth/w/funding/auto";
    FUNDING_KEEP: Earn = Post "/v2/auth/w/funding/keep";

    // Out, to another owner, and the addresses that come with it: nobody signs these.
    _: Withdraw = Post "/v2/auth/w/withdraw";
    _: Withdraw = Post "/v2/auth/w/withdraw*";
    _: Withdraw = Post "/v2/auth/w/transfer";
    _: Withdraw = Post "/v2/auth/w/transfer*";
    _: Withdraw = Post "/v2/auth/w/deposit/address";
    _: Withdraw = Post "/v2/auth/w/deposit/invoice";
    _: Withdraw = Post "/v2/auth/w/deposit*";
    _: Withdraw = Post "/v2/auth/w/ext/wallets/withdrawals/request";
    _: Withdraw = Post "/v2/auth/w/ext/wallets/deposits/request";
    _: Withdraw = Post "/v2/auth/w/ext/*";

    // Tokens with the rights of the key, and the account: nor these.
    _: Admin = Post "/v2/auth/w/token";
    _: Admin = Post "/v2/auth/w/token/del";
    _: Admin = Post "/v2/auth/w/token*";
    _: Admin = Post "/v2/auth/w/settings/set";
    _: Admin = Post "/v2/auth/w/settings/del";
    _: Admin = Post "/v2/auth/w/settings*";
    _: Admin = Post "/v2/auth/w/account*";
    _: Admin = Post "/v2/auth/w/sub*";
} }
