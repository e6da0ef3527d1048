//! MEXC: spot (API v3) and futures, which sign in two ways.
//!
//! Sources, read 2026-11: the official documentation of spot v3 (authentication, error codes, the
//! page on a key's own information) and of contracts (integration guide), the official demo
//! programs, `JKorf/Mexc.Net` and ccxt for the paths.
//!
//! The flags of `GET /api/v3/account` are about the account, so they are not asked for. Spot
//! parameters go into the query alone: MEXC wants `application/json` on every spot request and
//! refuses forms (code 700013), and its parameters are no JSON. `POST /api/v3/apiKeyInfo` changes
//! the allowlist of a key, and which right it takes is not documented: nobody signs it.
//!
//! Neither way of signing covers method and path: what signs a read without parameters signs any
//! other call without them, at the same moment, and the login to the socket.
//!
//! *Uncertain:* the words of the console, which right the question itself takes, whether an entry
//! of the list can be a network, and whether `remainingValidity` means anything for a key with a
//! list (it is read for open keys only). `SPOT_ACCOUNT_READ` is documented as all that making keys
//! for sub-accounts takes, so that rides on it. The older API under `www.mexc.com/open/api/v2` is
//! left out, and the socket of spot has no login: a listen key opens it.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Socket, Spec, States, Step, Telling, Trading, Venue,
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
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind},
    },
};

/// MEXC, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Mexc {}

impl Venue for Mexc {
    const SPEC: &'static Spec = &Spec {
        id: "mexc",
        title: "MEXC",
        variables: "MEXC",
        words: &["mexc", "x-mexc"],
        patterns: &[
            Pattern::key_id(&[Piece::Text("mx0"), Piece::Run(Alphabet::Alnum, 15, 15)]).alone(),
            Pattern::secret(&[Piece::Run(Alphabet::LowerHex, 32, 32)]),
        ],
        sources: &[
            ("MEXC, documentation of spot v3", "2026-11"),
            ("MEXC, documentation of contracts", "2026-11"),
            ("mexcdevelop/mexc-api-demo", "2026-11"),
            ("JKorf/Mexc.Net", "2026-11"),
            ("ccxt 4.5.90, mexc", "2026-11"),
        ],
        services: &[
            Service {
                name: "spot",
                prefixes: &["/api/v3/"],
                scheme: SPOT_SCHEME,
            },
            Service {
                name: "futures",
                prefixes: &["/api/v1/"],
                scheme: FUTURES_SCHEME,
            },
        ],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[
                ("spot", &["api.mexc.com"]),
                ("futures", &["api.mexc.com", "contract.mexc.com"]),
            ],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: API_KEY_INFO.row(),
                query: &[("accessKey", Part::KeyId)],
                body: &[],
                read,
                instead: None,
            }],
            tells_rights: true,
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
                    at: &[NEW_ORDER.row(), NEW_ORDERS.row()],
                    market: "symbol",
                    // 32 characters by notes on a change, no alphabet: uncertain.
                    client_id: Some(client_id("newClientOrderId")),
                },
                Orders {
                    at: &[
                        FUTURES_CREATE_ORDER.row(),
                        FUTURES_SUBMIT_ORDER.row(),
                        FUTURES_SUBMIT_ORDERS.row(),
                    ],
                    market: "symbol",
                    client_id: Some(client_id("externalOid")),
                },
                Orders {
                    at: &[
                        FUTURES_PLACE_PLAN_ORDER.row(),
                        FUTURES_PLACE_PLAN_ORDER_V2.row(),
                        FUTURES_PLACE_TRACK_ORDER.row(),
                        FUTURES_CHANGE_TRACK_ORDER.row(),
                        FUTURES_REVERSE_POSITION.row(),
                    ],
                    market: "symbol",
                    client_id: None,
                },
                // By the id of an order or a position, or for all positions.
                Orders {
                    at: &[
                        FUTURES_CHASE_ORDER.row(),
                        FUTURES_CHANGE_ORDER.row(),
                        FUTURES_CHANGE_PLAN_STOP.row(),
                        FUTURES_PLACE_STOP_ORDER.row(),
                        FUTURES_CHANGE_STOP_PRICE.row(),
                        FUTURES_CHANGE_STOP_PLAN_PRICE.row(),
                        FUTURES_CLOSE_POSITIONS.row(),
                    ],
                    market: "",
                    client_id: None,
                },
            ],
            cancel_all: &[
                CANCEL_OPEN_ORDERS.row(),
                FUTURES_CANCEL_ALL_ORDERS.row(),
                FUTURES_CANCEL_ALL_PLAN_ORDERS.row(),
                FUTURES_CANCEL_ALL_STOP_ORDERS.row(),
            ],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, MY_TRADES.row()),
            (Evidence::Fills, FUTURES_DEALS.row()),
            (Evidence::Orders, ALL_ORDERS.row()),
            (Evidence::Orders, FUTURES_ORDER_HISTORY.row()),
            (Evidence::Positions, FUTURES_OPEN_POSITIONS.row()),
            (Evidence::Transfers, TRANSFERS.row()),
            (Evidence::Transfers, SUB_ACCOUNT_TRANSFERS.row()),
            (Evidence::Transfers, FUTURES_TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAW_HISTORY.row()),
            (Evidence::Withdrawals, INTERNAL_TRANSFERS.row()),
            (Evidence::Deposits, DEPOSIT_HISTORY.row()),
            (Evidence::Addresses, WITHDRAW_ADDRESSES.row()),
            (Evidence::Keys, SUB_ACCOUNTS.row()),
            (Evidence::Keys, SUB_ACCOUNT_KEYS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[Socket {
            name: "futures",
            urls: &[(Environment::Production, "wss://contract.mexc.com/edge")],
            scheme: &Scheme {
                clock: Clock::Millis,
                text: &[Part::KeyId, Part::Time],
                sent: &[
                    Part::Lit("{\"method\":\"login\",\"param\":{\"apiKey\":"),
                    Part::Quoted(&[Part::KeyId]),
                    Part::Lit(",\"signature\":\""),
                    Part::Signature,
                    Part::Lit("\",\"reqTime\":\""),
                    Part::Time,
                    Part::Lit("\"}}"),
                ],
                ..Scheme::PLAIN
            },
            // Its messages subscribe, and nothing else.
            challenges: false,
            does: PermissionSet::EMPTY,
        }],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::No,
        },
        rights: RIGHTS,
        // A key can be renewed, which the day of its creation does not show.
        lapses: &[Lapse {
            of: READ
                .with::<Spot>()
                .with::<Margin>()
                .with::<Futures>()
                .with::<Options>()
                .with::<Earn>()
                .with::<Transfer>()
                .with::<Withdraw>()
                .with::<Admin>(),
            unbound_only: true,
            days: 90,
            since: Since::Creation,
            what: "ends a key without an allowlist after 90 days, unless it is renewed",
        }],
        console: Console {
            page: "https://www.mexc.com/user/openapi",
            edit: "API Management > Edit",
            restrict: "API Management > Edit > Link IP address",
            create: "make a new key at API Management > Create",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            // An expired key has no code of its own on spot: uncertain.
            Refusal::new("10072", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("730706", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("700001", &[Cause::UnknownKey]),
            Refusal::new("400", &[Cause::UnknownKey]),
            Refusal::new("402", &[Cause::ExpiredKey]),
            Refusal::new("602", &[Cause::WrongSecret]),
            Refusal::new("700002", &[Cause::WrongSecret]),
            Refusal::new("700006", &[Cause::AddressNotListed]),
            Refusal::new("406", &[Cause::AddressNotListed]),
            Refusal::new("700007", &[Cause::PermissionMissing]),
            Refusal::new("401", &[Cause::UnknownKey, Cause::PermissionMissing]),
            Refusal::new(
                "403",
                &[
                    Cause::Region,
                    Cause::AddressNotListed,
                    Cause::PermissionMissing,
                ],
            ),
            Refusal::new("701", &[Cause::PermissionMissing]),
            Refusal::new("702", &[Cause::PermissionMissing]),
            Refusal::new("703", &[Cause::PermissionMissing]),
            Refusal::new("704", &[Cause::PermissionMissing]),
            Refusal::new("700003", &[Cause::ClockOutsideWindow]),
            Refusal::new("10073", &[Cause::ClockOutsideWindow]),
            Refusal::new("513", &[Cause::ClockOutsideWindow]),
            Refusal::new("70011", &[Cause::AccountRestricted]),
            Refusal::new("10098", &[Cause::AccountRestricted]),
            Refusal::new("60005", &[Cause::AccountRestricted]),
            Refusal::new("730100", &[Cause::AccountRestricted]),
            Refusal::new("6001", &[Cause::AccountRestricted]),
            Refusal::new("429", &[Cause::RateLimited]),
            Refusal::new("510", &[Cause::RateLimited]),
            Refusal::new("500", &[Cause::Unavailable]),
            Refusal::new("501", &[Cause::Unavailable]),
            Refusal::new("503", &[Cause::Unavailable]),
            Refusal::new("504", &[Cause::Unavailable]),
        ],
        retirement: Retirement::within(60).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(UID.row(), &[Step::Get("uid")])];

/// How spot requests are signed.
const SPOT_SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "5000",
    carriers: Carriers::Query,
    stamp: &[
        (Place::LastParameter("recvWindow"), Part::Window),
        (Place::LastParameter("timestamp"), Part::Time),
    ],
    text: &[Part::Payload],
    seal: &[
        (Place::LastParameter("signature"), Part::Signature),
        (Place::Header("X-MEXC-APIKEY"), Part::KeyId),
        (Place::Header("Content-Type"), Part::Lit("application/json")),
    ],
    ..Scheme::PLAIN
};

/// How futures requests are signed: the query sorted, a body as it stands. `Recv-Window` is left
/// out, so the venue's ten seconds hold. The type goes with every request, as in ccxt.
const FUTURES_SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    carriers: Carriers::ByMethod,
    body: BodyForm::Json,
    sequence: Sequence::Sorted,
    text: &[Part::KeyId, Part::Time, Part::Payload],
    seal: &[
        (Place::Header("ApiKey"), Part::KeyId),
        (Place::Header("Request-Time"), Part::Time),
        (Place::Header("Signature"), Part::Signature),
        (Place::Header("Content-Type"), Part::Lit("application/json")),
    ],
    ..Scheme::PLAIN
};

const fn client_id(field: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Text {
            start: "",
            most: 32,
            also: "",
        },
    }
}

const READ: PermissionSet = PermissionSet::of::<Read>();
const SPOT: PermissionSet = PermissionSet::of::<Spot>();
const FUTURES: PermissionSet = PermissionSet::of::<Futures>();
const OUT: PermissionSet = PermissionSet::of::<Withdraw>();

/// The names of `permissions`; the docs also write `_R` and `_W`, see [`read`].
const RIGHTS: &[Right] = &[
    Right::new("SPOT_ACCOUNT_READ", "Spot: view account details", READ)
        .riding(PermissionSet::of::<Admin>()),
    // Groups against self-trading, and dust.
    Right::new("SPOT_ACCOUNT_WRITE", "Spot: manage account", SPOT),
    Right::new("SPOT_DEAL_READ", "Spot: view order details", READ),
    Right::new("SPOT_DEAL_WRITE", "Spot: trade", SPOT),
    Right::new(
        "CONTRACT_ACCOUNT_READ",
        "Futures: view account details",
        READ,
    ),
    Right::new("CONTRACT_ACCOUNT_WRITE", "Futures: manage account", FUTURES),
    Right::new("CONTRACT_DEAL_READ", "Futures: view order details", READ),
    Right::new("CONTRACT_DEAL_WRITE", "Futures: order placing", FUTURES),
    Right::new("SPOT_TRANSFER_READ", "Transfer: view", READ),
    Right::new(
        "SPOT_TRANSFER_WRITE",
        "Transfer",
        PermissionSet::of::<Transfer>(),
    ),
    Right::new("SPOT_WITHDRAW_READ", "Withdraw: view", READ),
    // To another user of MEXC too, and deposit addresses.
    Right::new("SPOT_WITHDRAW_WRITE", "Withdraw", OUT),
    Right::new("SPOT_DEPOSIT_READ", "Deposit: view", READ),
    // Makes addresses; named for brokers.
    Right::new("SPOT_DEPOSIT_WRITE", "Deposit", OUT),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != 0 && code != 200).then(|| code.to_string())
}

/// `GET /api/v3/apiKeyInfo`.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    facts.subject = Some(answer.get("accessKey").text()?.to_owned());
    let status = answer.get("status");
    if status.text()? != "VALID" {
        return Err(status.unreadable("`VALID`, the only status documented"));
    }
    for name in answer.get("permissions").text()?.split(',') {
        match name.trim() {
            "" => {}
            name => facts.grant(&spelled_out(name)),
        }
    }
    facts.allowlist = Stated::read_text(&answer.get("ipWhiteList"))?;
    let left = answer.get("remainingValidity");
    if facts.allowlist == Stated::ByVenue(Allowlist::Open) && !left.is_absent() {
        let days = u32::try_from(left.integer()?.max(0));
        facts.days_left = Some(days.map_err(|_| left.unreadable("a number of days"))?);
    }
    if let Some(created) = answer.get("createTime").rfc3339()? {
        facts.created = Stated::ByVenue(created);
    }
    Ok(())
}

/// `SPOT_WITHDRAW_W` is `SPOT_WITHDRAW_WRITE`.
fn spelled_out(name: &str) -> String {
    if name.ends_with("_R") {
        format!("{name}EAD")
    } else if name.ends_with("_W") {
        format!("{name}RITE")
    } else {
        name.to_owned()
    }
}
