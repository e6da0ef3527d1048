//! HTX, formerly Huobi: spot and margin on one host, contracts on another.
//!
//! Sources, read 2026-11: the official documentation (`huobiapi/docs`, of 2021, and newer pages on
//! sockets and the fifth version of the contracts), the official SDKs in Go, Python and Java,
//! `HTX.Net`, ccxt 4.5.90 for paths, the support pages. Marked *uncertain* where they differ.
//!
//! **HTX does not sign the body of a POST**, only method, host, path and query, and a POST has all
//! of its parameters in the body: who can read a signed POST could send another body with it for
//! a minute. Nothing but TLS guards it.
//!
//! There are three rights, and `trade` brings every product, transfers between own accounts and,
//! on a master account, sub-users and their keys. A trading key without an allowlist ends after
//! 90 days without use; *uncertain*, since older texts say 90 days in any case. HTX counts the
//! days left, and the count is believed. Whether a sub-user may ask about its own key is
//! *uncertain*: where HTX refuses the question, the key is refused.
//!
//! Left out: RSA keys, hosts that are not in the official texts, the options, which were closed,
//! and the market data of the contracts, which nobody signs.

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
    permission::{Admin, Earn, Futures, Margin, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Lapse, Right, Since, Stated,
        json::{Field, Unreadable},
    },
    scheme::{
        BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind},
    },
};

/// HTX, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Htx {}

impl Venue for Htx {
    const SPEC: &'static Spec = &Spec {
        id: "htx",
        title: "HTX",
        variables: "HTX",
        words: &["htx", "huobi"],
        patterns: &[
            Pattern::key_id(&[
                Piece::Run(Alphabet::Lower, 8, 8),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 8, 10),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 8, 8),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 5, 10),
            ]),
            Pattern::secret(&[
                Piece::Run(Alphabet::Lower, 8, 8),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 8, 10),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 8, 8),
                Piece::Text("-"),
                Piece::Run(Alphabet::Lower, 5, 10),
            ]),
            Pattern::secret(&[Piece::Run(Alphabet::Base64, 86, 86), Piece::Text("==")]),
        ],
        sources: &[
            ("huobiapi/docs, v1_en and usdt_swap_en", "2026-11"),
            ("htx.com, API documentation and API management", "2026-11"),
            ("HuobiRDCenter, SDKs in Go, Python and Java", "2026-11"),
            ("JKorf/HTX.Net, tests", "2026-11"),
            ("ccxt 4.5.90, paths", "2026-11"),
        ],
        services: &[
            Service {
                name: "spot",
                prefixes: &[
                    "/v1/",
                    "/v2/",
                    "/market/",
                    "/broker/",
                    "/v5/account/universal_transfer",
                ],
                scheme: SCHEME,
            },
            Service {
                name: "contract",
                prefixes: &["/api/", "/swap-api/", "/linear-swap-api/", "/v5/"],
                scheme: SCHEME,
            },
        ],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[
                ("spot", &["api.huobi.pro", "api-aws.huobi.pro"]),
                (
                    "contract",
                    &["api.hbdm.com", "api.hbdm.vn", "api.btcgateway.pro"],
                ),
            ],
            headers: &[],
            mark: "",
            questions: &[
                Question {
                    row: UID.row(),
                    query: &[],
                    body: &[],
                    read: read_uid,
                    instead: None,
                },
                Question {
                    row: API_KEY.row(),
                    query: &[("uid", Part::Account), ("accessKey", Part::KeyId)],
                    body: &[],
                    read: read_key,
                    instead: None,
                },
            ],
            tells_rights: true,
        }],
        keys: &[
            KeyForm {
                kind: KeyKind::HmacSha256,
                secret: Coding::Text,
                signature: Coding::Base64,
                algorithm: "HmacSHA256",
            },
            KeyForm {
                kind: KeyKind::Ed25519,
                secret: Coding::Base64,
                signature: Coding::Base64,
                algorithm: "Ed25519",
            },
        ],
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: trading::TRADING,
        evidence: &[
            (Evidence::Fills, MATCHRESULTS.row()),
            (Evidence::Fills, V5_FILLS.row()),
            (Evidence::Fills, LINEAR_MATCHRESULTS_V3.row()),
            (Evidence::Fills, LINEAR_CROSS_MATCHRESULTS_V3.row()),
            (Evidence::Fills, COIN_MATCHRESULTS_V3.row()),
            (Evidence::Fills, SWAP_MATCHRESULTS_V3.row()),
            (Evidence::Orders, ORDER_HISTORY.row()),
            (Evidence::Orders, V5_ORDERS_HISTORY.row()),
            (Evidence::Positions, V5_POSITIONS.row()),
            (Evidence::Positions, LINEAR_POSITION_INFO.row()),
            (Evidence::Positions, LINEAR_CROSS_POSITION_INFO.row()),
            (Evidence::Positions, COIN_POSITION_INFO.row()),
            (Evidence::Positions, SWAP_POSITION_INFO.row()),
            (Evidence::Positions, MARGIN_LOANS.row()),
            (Evidence::Positions, CROSS_MARGIN_LOANS.row()),
            (Evidence::Ledger, LEDGER.row()),
            (Evidence::Ledger, ACCOUNT_HISTORY.row()),
            (Evidence::Ledger, V5_BILLS.row()),
            (Evidence::Transfers, UNIVERSAL_TRANSFERS.row()),
            (Evidence::Withdrawals, DEPOSITS_AND_WITHDRAWALS.row()),
            (Evidence::Deposits, DEPOSITS_AND_WITHDRAWALS.row()),
            (Evidence::Addresses, WITHDRAWAL_ADDRESSES.row()),
            (Evidence::Keys, API_KEY.row()),
            (Evidence::Keys, SUBUSERS.row()),
        ],
        readings: readings::READINGS,
        sockets: sockets::SOCKETS,
        states: States {
            allowlist: Telling::Yes,
            created: Telling::Yes,
            expires: Telling::Yes,
        },
        rights: RIGHTS,
        lapses: &[Lapse {
            of: TRADE.with::<Withdraw>(),
            unbound_only: true,
            days: 90,
            since: Since::LastUse,
            what: "ends a trading key without an allowlist after 90 days without use",
        }],
        console: Console {
            page: "https://www.htx.com/en-us/apikey/",
            edit: "API Management > Edit > Permissions",
            restrict: "API Management > Edit > Bind IP addresses",
            create: "make a new key at API Management > Create",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            // Expired keys have no text of their own (uncertain): they are unknown.
            Refusal::new(
                "incorrect access key*",
                &[Cause::UnknownKey, Cause::ExpiredKey],
            ),
            Refusal::new("verification failure*", &[Cause::WrongSecret]),
            Refusal::new("incorrect ip address*", &[Cause::AddressNotListed]),
            Refusal::new("no permission*", &[Cause::PermissionMissing]),
            Refusal::new("submission time*", &[Cause::ClockOutsideWindow]),
            Refusal::new(
                "unauthorized*",
                &[
                    Cause::UnknownKey,
                    Cause::ExpiredKey,
                    Cause::AddressNotListed,
                ],
            ),
            // Also what a sub-user gets that may not ask.
            Refusal::new(
                "forbidden*",
                &[Cause::PermissionMissing, Cause::AddressNotListed],
            ),
            Refusal::new(
                "1002",
                &[
                    Cause::UnknownKey,
                    Cause::PermissionMissing,
                    Cause::AddressNotListed,
                ],
            ),
            Refusal::new("1003", &[Cause::WrongSecret]),
            Refusal::new(
                "api-signature-not-valid",
                &[
                    Cause::UnknownKey,
                    Cause::WrongSecret,
                    Cause::AddressNotListed,
                ],
            ),
            Refusal::new("403", &[Cause::UnknownKey, Cause::PermissionMissing]),
            Refusal::new("login-required", &[Cause::UnknownKey]),
        ],
        retirement: Retirement::within(60),
    }
    .checked();
}

/// How requests are signed.
const SCHEME: &Scheme = &Scheme {
    clock: Clock::Iso8601Seconds,
    carriers: Carriers::ByMethod,
    body: BodyForm::Json,
    sequence: Sequence::Sorted,
    stamp: &[
        (Place::LastInQuery("AccessKeyId"), Part::KeyId),
        (Place::LastInQuery("SignatureMethod"), Part::Algorithm),
        (Place::LastInQuery("SignatureVersion"), Part::Lit("2")),
        (Place::LastInQuery("Timestamp"), Part::Time),
    ],
    text: &[
        Part::Method,
        Part::Lit("\n"),
        Part::Host,
        Part::Lit("\n"),
        Part::Path,
        Part::Lit("\n"),
        Part::Query,
    ],
    seal: &[(Place::LastInQuery("Signature"), Part::Signature)],
    ..Scheme::PLAIN
};

const TRADE: PermissionSet = PermissionSet::of::<Spot>()
    .with::<Margin>()
    .with::<Futures>();

const RIGHTS: &[Right] = &[
    Right::new("readOnly", "Read", PermissionSet::of::<Read>()),
    Right::new("trade", "Trade", TRADE).riding(
        PermissionSet::of::<Earn>()
            .with::<Transfer>()
            .with::<Admin>(),
    ),
    Right::new("withdraw", "Withdraw", PermissionSet::of::<Withdraw>()),
];

/// Spot answers with `status`, `err-code` and `err-msg`, contracts the same with `_`, the second
/// version with `code` and `message`. One code has several meanings, which the text tells apart;
/// what else it says, such as an address, is left out.
fn refusal(answer: &Field<'_>) -> Option<String> {
    const REASONS: &[(&str, &str)] = &[
        ("incorrect access key", "incorrect access key"),
        ("verification failure", "verification failure"),
        ("incorrect ip address", "incorrect ip address"),
        ("no permission", "no permission"),
        ("submission time", "submission time"),
        // The same in Chinese; the English text is uncertain.
        (
            "\u{65e0}\u{6548}\u{7684}\u{63d0}\u{4ea4}\u{65f6}\u{95f4}",
            "submission time",
        ),
        ("unauthorized", "unauthorized"),
        ("forbidden", "forbidden"),
    ];
    let either = |name, other| {
        let (field, other) = (answer.get(name), answer.get(other));
        if field.is_absent() { other } else { field }
    };
    let (code, message) = if answer.get("status").text() == Ok("error") {
        (either("err-code", "err_code"), either("err-msg", "err_msg"))
    } else {
        let code = answer.get("code");
        if code.integer().ok()? == 200 {
            return None;
        }
        (code, answer.get("message"))
    };
    let code = code
        .integer()
        .map(|code| code.to_string())
        .or_else(|_| code.text().map(str::to_owned))
        .unwrap_or_default();
    let message = message.text().unwrap_or_default().to_ascii_lowercase();
    let reason = REASONS.iter().find(|(text, _)| message.contains(text));
    Some(reason.map_or_else(|| code.clone(), |(_, reason)| format!("{reason} ({code})")))
}

/// `GET /v2/user/uid`.
fn read_uid(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    facts.account = Some(answer.get("data").unsigned()?.to_string());
    Ok(())
}

/// `GET /v2/user/api-key`. Without its parameter `accessKey` it lists every key of the account,
/// so a list is read.
fn read_key(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    answer.get("code").integer()?;
    let data = answer.get("data");
    let mut own = None;
    let mut other = None;
    for row in data.list()? {
        let id = row.get("accessKey").text()?;
        if !facts.key_matches(id) {
            other = Some(id);
        } else if own.replace(row).is_some() {
            return Err(data.unreadable("a list with this key once"));
        }
    }
    let Some(row) = own else {
        // Another key's id makes it an answer about another key.
        facts.subject = Some(
            other
                .ok_or_else(|| data.unreadable("a list with this key"))?
                .to_owned(),
        );
        return Ok(());
    };
    for name in row.get("permission").text()?.split(',') {
        match name.trim() {
            "" => {}
            name => facts.grant(name),
        }
    }
    facts.allowlist = Stated::read_text(&row.get("ipAddresses"))?;
    let created = row.get("createTime");
    if !created.is_absent() {
        facts.created = Stated::ByVenue(created.unsigned()?);
    }
    let left = row.get("validDays");
    if !left.is_absent() {
        let days = left.integer()?;
        if days == -1 {
            facts.expires = Stated::ByVenue(None);
        } else {
            let days = u32::try_from(days);
            let days = days.map_err(|_| left.unreadable("a number of days, or -1"))?;
            facts.days_left = Some(days);
        }
    }
    let status = row.get("status");
    match status.text()? {
        "normal" => {}
        // It does not say since when.
        "expired" => facts.expires = Stated::ByVenue(Some(facts.created.known().unwrap_or(0))),
        _ => return Err(status.unreadable("`normal` or `expired`")),
    }
    Ok(())
}
