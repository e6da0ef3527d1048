//! Binance.US: an exchange of its own, which signs as Binance does.
//!
//! Sources, read 2024-06 and 2026-08: `binance-us-api-docs` (REST API, errors), the help pages on
//! API keys; ccxt for the paths.
//!
//! Nothing states what a key may do: there is no documented question as Binance has one, and the
//! flags of `GET /api/v3/account` are about the account. So the key is tried by that call, and the
//! owner has to look the rest up and declare it.
//!
//! Keys of the exchange, of custody and of credit lines are three families, and work for their own
//! calls only. Only HMAC keys are documented. *Uncertain:* what trading brings along, which is read
//! the strict way, and the words of the console. The socket API, where each message is signed, is
//! left out.

mod endpoints;
mod readings;

pub use endpoints::*;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Spec, States, Telling, Trading, Venue,
    binance::{SCHEME, refusal},
};
use crate::{
    permission::{Earn, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Right,
        json::{Field, Unreadable},
    },
    scheme::{
        Coding, Counter,
        key::{KeyForm, KeyKind},
    },
};

/// Binance.US, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum BinanceUs {}

impl Venue for BinanceUs {
    const SPEC: &'static Spec = &Spec {
        id: "binance_us",
        title: "Binance.US",
        variables: "BINANCE_US",
        words: &["binance.us", "binance_us", "binanceus", "x-mbx"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::Alnum, 64, 64)]),
            Pattern::secret(&[Piece::Run(Alphabet::Alnum, 64, 64)]),
        ],
        sources: &[
            ("binance-us/binance-us-api-docs", "2024-06"),
            ("Binance.US, help on API keys", "2026-08"),
            ("ccxt 4.5.90, binanceus", "2026-11"),
            ("support.binance.us, API keys", "2026-11"),
        ],
        services: &[Service {
            name: "spot",
            prefixes: &["/api/", "/sapi/"],
            scheme: SCHEME,
        }],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[("spot", &["api.binance.us"])],
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
                    at: &[
                        NEW_ORDER.row(),
                        CANCEL_REPLACE_ORDER.row(),
                        CUSTODY_NEW_ORDER.row(),
                    ],
                    market: "symbol",
                    client_id: Some(client_id("newClientOrderId")),
                },
                Orders {
                    at: &[NEW_ORDER_OCO.row(), CUSTODY_NEW_OCO.row()],
                    market: "symbol",
                    client_id: Some(client_id("listClientOrderId")),
                },
            ],
            cancel_all: &[CANCEL_OPEN_ORDERS.row()],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, MY_TRADES.row()),
            (Evidence::Orders, ALL_ORDERS.row()),
            (Evidence::Ledger, ASSET_DISTRIBUTIONS.row()),
            (Evidence::Transfers, SUB_ACCOUNT_TRANSFERS.row()),
            (Evidence::Withdrawals, WITHDRAW_HISTORY.row()),
            (Evidence::Withdrawals, FIAT_WITHDRAW_HISTORY.row()),
            (Evidence::Deposits, DEPOSIT_HISTORY.row()),
            (Evidence::Deposits, FIAT_DEPOSIT_HISTORY.row()),
            (Evidence::Keys, SUB_ACCOUNTS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::No,
        },
        rights: RIGHTS,
        lapses: &[],
        console: Console {
            page: "https://www.binance.us/settings/api-management",
            edit: "API Management > Edit",
            restrict: "API Management > Edit > Restrict access to trusted IPs only",
            create: "make a new key at API Management > Create API",
            support: Some("https://support.binance.us"),
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new("-2014", &[Cause::UnknownKey]),
            Refusal::new("-2008", &[Cause::UnknownKey]),
            Refusal::new(
                "-2015",
                &[
                    Cause::UnknownKey,
                    Cause::AddressNotListed,
                    Cause::PermissionMissing,
                    Cause::ExpiredKey,
                ],
            ),
            Refusal::new("-1022", &[Cause::WrongSecret]),
            Refusal::new("-1021", &[Cause::ClockOutsideWindow]),
            Refusal::new("-1002", &[Cause::PermissionMissing]),
            Refusal::new("-1003", &[Cause::RateLimited]),
            Refusal::new("-1015", &[Cause::RateLimited]),
            Refusal::new("-1099", &[Cause::UnknownKey, Cause::PermissionMissing]),
            Refusal::new("-2010", &[Cause::AccountRestricted]),
        ],
        retirement: Retirement::within(60),
    }
    .checked();
}

/// The rule of Binance's FIX API: REST documents none.
const fn client_id(field: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Text {
            start: "",
            most: 36,
            also: "-_",
        },
    }
}

/// The boxes of the console; no answer names them.
const RIGHTS: &[Right] = &[
    Right::new("read", "Read", PermissionSet::of::<Read>()),
    // What else it takes to stake and to move funds to sub-accounts is not documented.
    Right::new("spot", "Spot Trading", PermissionSet::of::<Spot>())
        .riding(PermissionSet::of::<Earn>().with::<Transfer>()),
    Right::new("withdraw", "Withdrawal", PermissionSet::of::<Withdraw>()),
];

/// `GET /api/v3/account`, which proves that the key works. Its flags are about the account, and
/// not every answer has the account's id.
fn read(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("balances").list()?;
    let uid = answer.get("uid");
    if !uid.is_absent() {
        facts.account = Some(uid.unsigned()?.to_string());
    }
    Ok(())
}
