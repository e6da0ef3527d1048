//! `BingX`: spot, USDT-margined and coin-margined contracts on one host; demo funds on another.
//!
//! Sources, read 2026-11: the official skill files (`BingX-API/api-ai-skills`, of 2026-04), a copy
//! of the official documentation, the tests of `BingX.Net`, ccxt 4.5.90 for paths. The signature
//! that the documentation prints as an example is wrong; the one of `BingX.Net` is right.
//!
//! Parameters go into the query, also those of a POST, and are signed decoded and sorted, so a
//! value must hold neither `&` nor `=`: what is signed would say something else. `BingX` documents
//! JSON bodies for sub-accounts, which nobody signs here, and, in some texts, for transfers
//! between them; that those take a query too is *uncertain*.
//!
//! `BingX` answers about a key with numbers or, by its newest text, with flags, bare or in `data`;
//! both are read, and anything else is refused. The numbers come without the day of creation:
//! declare it with `created_on`. The flags name no right to manage sub-accounts, so that one is
//! not stated there. Number 6 is not documented; that it is this right is *uncertain*, and it is
//! refused as such. That a demo host answers about keys is *uncertain*, so it is not asked.
//!
//! The stream of the account is opened by a `listenKey`, which reads, and can do nothing else.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Probe, Question, Refusal,
    Retirement, Service, Shape, Site, Spec, States, Step, Telling, Trading, Venue,
};
use crate::{
    permission::{Admin, Futures, Margin, Options, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Allowlist, Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind},
    },
};

/// `BingX`, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum BingX {}

impl Venue for BingX {
    const SPEC: &'static Spec = &Spec {
        id: "bingx",
        title: "BingX",
        variables: "BINGX",
        words: &["bingx", "x-bx-"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 80, 86)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 80, 86)]),
        ],
        sources: &[
            ("BingX-API/api-ai-skills", "2026-11"),
            (
                "rosssaunders/coincise, copy of the documentation",
                "2026-11",
            ),
            ("JKorf/BingX.Net, tests", "2026-11"),
            ("bingx.com, notes on API management", "2026-11"),
            ("ccxt 4.5.90, paths", "2026-11"),
        ],
        services: &[Service {
            name: "open",
            prefixes: &["/openApi/"],
            scheme: SCHEME,
        }],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[("open", &["open-api.bingx.com", "open-api.bingx.pro"])],
                headers: &[],
                mark: "",
                questions: &[Question {
                    row: API_PERMISSIONS.row(),
                    query: &[],
                    body: &[],
                    read: read_permissions,
                    instead: None,
                }],
                tells_rights: true,
            },
            Site {
                environment: Environment::Demo,
                hosts: &[(
                    "open",
                    &["open-api-vst.bingx.com", "open-api-vst.bingx.pro"],
                )],
                headers: &[],
                mark: "",
                questions: &[Question {
                    row: SWAP_BALANCE.row(),
                    query: &[],
                    body: &[],
                    read: read_balance,
                    instead: None,
                }],
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
        evidence: &[
            (Evidence::Fills, SPOT_FILLS.row()),
            (Evidence::Fills, SWAP_FILLS.row()),
            (Evidence::Fills, SWAP_FILL_HISTORY.row()),
            (Evidence::Fills, COIN_FILLS.row()),
            (Evidence::Orders, SPOT_ORDERS.row()),
            (Evidence::Orders, SWAP_ORDERS.row()),
            (Evidence::Orders, SWAP_LIQUIDATIONS.row()),
            (Evidence::Orders, COIN_ORDERS.row()),
            (Evidence::Orders, COIN_LIQUIDATIONS.row()),
            (Evidence::Positions, SWAP_POSITIONS.row()),
            (Evidence::Positions, COIN_POSITIONS.row()),
            (Evidence::Positions, STANDARD_POSITIONS.row()),
            (Evidence::Ledger, SWAP_INCOME.row()),
            (Evidence::Transfers, ASSET_TRANSFERS.row()),
            (Evidence::Transfers, SUBACCOUNT_TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAWALS.row()),
            (Evidence::Withdrawals, INTERNAL_TRANSFERS.row()),
            (Evidence::Deposits, DEPOSITS.row()),
            (Evidence::Keys, API_KEYS.row()),
            (Evidence::Keys, SUBACCOUNTS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: States {
            allowlist: Telling::Yes,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[Lapse {
            of: PermissionSet::of::<Spot>()
                .with::<Margin>()
                .with::<Futures>()
                .with::<Options>()
                .with::<Transfer>()
                .with::<Admin>(),
            unbound_only: true,
            days: 14,
            since: Since::LastUse,
            what: "deletes a key without an allowlist after 14 days without use",
        }],
        console: Console {
            page: "https://bingx.com/en/account/api/",
            edit: "API Management > Edit > Permissions",
            restrict: "API Management > Edit > IP access restrictions",
            create: "make a new key at API Management > Create API",
            support: None,
        },
        time: Some("timestamp"),
        refusal,
        refusals: &[
            Refusal::new("100001", &[Cause::WrongSecret]),
            Refusal::new("100004", &[Cause::PermissionMissing]),
            Refusal::new("100410", &[Cause::RateLimited]),
            // Expired keys have no code of their own.
            Refusal::new("100413", &[Cause::UnknownKey, Cause::ExpiredKey]),
            Refusal::new("100419", &[Cause::AddressNotListed]),
            Refusal::new("100421", &[Cause::ClockOutsideWindow]),
            Refusal::new("80014", &[Cause::ClockOutsideWindow]),
        ],
        retirement: Retirement::within(5).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(
    UID.row(),
    &[Step::Get("data"), Step::Get("uid")],
)];

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Millis,
    window: "5000",
    carriers: Carriers::Query,
    sequence: Sequence::Sorted,
    stamp: &[
        (Place::LastParameter("recvWindow"), Part::Window),
        (Place::LastInQuery("timestamp"), Part::Time),
    ],
    text: &[Part::DecodedQuery],
    seal: &[
        (Place::LastInQuery("signature"), Part::Signature),
        (Place::Header("X-BX-APIKEY"), Part::KeyId),
    ],
    ..Scheme::PLAIN
};

const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                SPOT_PLACE.row(),
                SPOT_PLACE_BATCH.row(),
                SPOT_CANCEL_REPLACE.row(),
            ],
            market: "symbol",
            client_id: Some(ClientId {
                field: "newClientOrderId",
                shape: Shape::Text {
                    start: "",
                    most: 40,
                    also: "_",
                },
            }),
        },
        Orders {
            at: &[
                SWAP_PLACE.row(),
                SWAP_PLACE_BATCH.row(),
                SWAP_CANCEL_REPLACE.row(),
                SWAP_CANCEL_REPLACE_BATCH.row(),
                COIN_PLACE.row(),
                COIN_PLACE_V2.row(),
            ],
            market: "symbol",
            // Which characters it takes is uncertain; by older texts it comes back in lower case.
            client_id: Some(ClientId {
                field: "clientOrderId",
                shape: Shape::Text {
                    start: "",
                    most: 40,
                    also: "",
                },
            }),
        },
        Orders {
            at: &[
                SPOT_OCO_PLACE.row(),
                SWAP_AMEND.row(),
                SWAP_TWAP_PLACE.row(),
                SWAP_CLOSE_ALL_POSITIONS.row(),
                SWAP_REVERSE.row(),
                COIN_CLOSE_ALL_POSITIONS.row(),
            ],
            market: "symbol",
            client_id: None,
        },
        // By the id of a position or an order.
        Orders {
            at: &[
                SWAP_CLOSE_POSITION.row(),
                COPY_SPOT_SELL.row(),
                COPY_SWAP_TPSL.row(),
            ],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[
        SPOT_CANCEL_OPEN.row(),
        SWAP_CANCEL_OPEN.row(),
        COIN_CANCEL_OPEN.row(),
    ],
    dead_man: &[SPOT_CANCEL_ALL_AFTER.row(), SWAP_CANCEL_ALL_AFTER.row()],
};

const READING: &str = "enableReading";
const SPOT: &str = "enableSpotAndMarginTrading";
const FUTURES: &str = "enableFutures";
const OPTIONS: &str = "enableVanillaOptions";
const UNIVERSAL: &str = "permitsUniversalTransfer";
const INTERNAL: &str = "enableInternalTransfer";
const WITHDRAWALS_ON: &str = "enableWithdrawals";
const SUBACCOUNTS_ON: &str = "Manage Subaccounts";
/// A flag that is no right.
const RESTRICTED: &str = "ipRestrict";

/// By the names of the flags; the numbers are read as the flags that mean the same. No flag is
/// known for sub-accounts.
const RIGHTS: &[Right] = &[
    Right::new(READING, "Read", PermissionSet::of::<Read>()).expected(),
    Right::new(SPOT, "Spot Trading", PermissionSet::of::<Spot>())
        .riding(PermissionSet::of::<Margin>())
        .expected(),
    Right::new(
        FUTURES,
        "Perpetual Futures Trading",
        PermissionSet::of::<Futures>(),
    )
    .expected(),
    Right::new(OPTIONS, "Options Trading", PermissionSet::of::<Options>()).expected(),
    Right::new(
        UNIVERSAL,
        "Universal Transfer",
        PermissionSet::of::<Transfer>(),
    )
    .expected(),
    // Sends to any other user too.
    Right::new(
        INTERNAL,
        "Internal Transfer",
        PermissionSet::of::<Withdraw>(),
    )
    .expected(),
    Right::new(WITHDRAWALS_ON, "Withdraw", PermissionSet::of::<Withdraw>()).expected(),
    Right::new(
        SUBACCOUNTS_ON,
        "Manage Subaccounts",
        PermissionSet::of::<Admin>(),
    )
    .expected(),
];

fn refusal(answer: &Field<'_>) -> Option<String> {
    let code = answer.get("code").integer().ok()?;
    (code != 0).then(|| code.to_string())
}

/// `GET /openApi/v1/account/apiPermissions`.
fn read_permissions(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let key = inner(answer)?;
    let numbers = key.get("permissions");
    if !numbers.is_absent() {
        for number in numbers.list()? {
            match number.integer()? {
                1 => facts.grant(SPOT),
                2 => facts.grant(READING),
                3 => facts.grant(FUTURES),
                4 => facts.grant(UNIVERSAL),
                5 => facts.grant(WITHDRAWALS_ON),
                6 => facts.grant(SUBACCOUNTS_ON),
                7 => facts.grant(INTERNAL),
                number => facts.grant(&format!("permission {number}")),
            }
        }
    }
    let members = key.members()?;
    let mut flags = false;
    for (name, field) in &members {
        let known = facts.table.iter().any(|right| right.name == *name);
        flags |= known;
        let on = if known {
            field.bool()?
        } else {
            // A new flag, unless it is off: by its name, or because it is on.
            match field.bool() {
                Ok(on) => on && *name != RESTRICTED,
                Err(_) => ["enable", "permits"]
                    .iter()
                    .any(|start| name.starts_with(start)),
            }
        };
        if on {
            facts.grant(name);
        }
    }
    if numbers.is_absent() {
        if !flags {
            return Err(numbers.unreadable("a list of numbers, or flags in its place"));
        }
        facts.expect_named(|name| members.iter().any(|(own, _)| *own == name));
    }
    let id = key.get("apiKey");
    if !id.is_absent() {
        let id = id.text()?;
        if !facts.key_matches(id) {
            facts.subject = Some(id.to_owned());
        }
    }
    facts.allowlist = read_allowlist(&key)?;
    let created = key.get("createTime");
    if !created.is_absent() {
        facts.created = Stated::ByVenue(created.unsigned()?);
    }
    Ok(())
}

/// What an answer is about: `data` where it has that, else all of it.
fn inner<'a>(answer: &Field<'a>) -> Result<Field<'a>, Unreadable> {
    let (code, data) = (answer.get("code"), answer.get("data"));
    if code.is_named() {
        code.integer()?;
    }
    Ok(if data.is_absent() {
        answer.clone()
    } else {
        data
    })
}

/// A list of addresses, or whether there is one; of both, what is more open.
fn read_allowlist(key: &Field<'_>) -> Result<Stated<Allowlist>, Unreadable> {
    let (list, restricted) = (key.get("ipAddresses"), key.get(RESTRICTED));
    let listed = Stated::<Allowlist>::read(&list)?;
    Ok(if restricted.is_absent() {
        listed
    } else if !restricted.bool()? {
        Stated::ByVenue(Allowlist::Open)
    } else if list.is_named() {
        listed
    } else {
        // The shape with flags carries no list.
        Stated::ByVenue(Allowlist::Restricted)
    })
}

/// `GET /openApi/swap/v2/user/balance`: that it answers shows that the key works.
fn read_balance(answer: &Field<'_>, _: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    let data = answer.get("data");
    if data.is_structure() {
        Ok(())
    } else {
        Err(data.unreadable("a balance"))
    }
}
