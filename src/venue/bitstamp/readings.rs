//! How the traces of trading are read. Facts: bitstamp.net/api as ccxt 4.5.90 and the models and
//! tests of JKorf/Bitstamp.Net have it; 2026-11.
//!
//! A row of `user_transactions` names its market and its assets by the names of its fields, so a
//! function reads it. Events of orders name no market but that of their channel; the list of them
//! names none. The unit of the moments of `trade_history` is not documented: they are left out.
//! What `ripple_iou_transactions` mean is not documented either.

use super::{
    ACCOUNT_ORDER_DATA, CRYPTO_DEPOSITS, CRYPTO_TRANSACTIONS, TRADE_HISTORY, USER_TRANSACTIONS,
    WITHDRAWAL_REQUESTS,
};
use crate::{
    event::{Event, Fill, Movement, MovementKind, Order, Origin},
    report::json::{Field, Unreadable},
    time,
    venue::{
        Evidence, FillCells, Gives, Made, MovementCells, NONE, Reading, Stream, Test, at, maybe,
        ms, secs, utc,
    },
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[USER_TRANSACTIONS.row()],
        "*",
        Gives::By(Evidence::Fills, transaction),
    ),
    Reading::answers(
        &[TRADE_HISTORY.row()],
        "*",
        Gives::Fill(FillCells {
            id: at("trade_id"),
            order: at("order_id"),
            client: NONE,
            market: at("symbol"),
            made: &[
                Made::by(Origin::Liquidation, &[Test::is("type", &["LIQUIDATION"])]),
                Made::by(Origin::Deleverage, &[Test::is("type", &["ADL"])]),
                Made::by(
                    Origin::Venue,
                    &[Test::is(
                        "type",
                        &["ASSIGNMENT_PROGRAM", "MARKET_WIDE_POSITION_CLOSURE"],
                    )],
                ),
            ],
            at: ms(NONE),
        }),
    ),
    Reading::answers(
        &[ACCOUNT_ORDER_DATA.row()],
        "*",
        Gives::By(Evidence::Orders, order),
    ),
    Reading::messages(&MY_ORDERS, "", Gives::By(Evidence::Orders, order)),
    Reading::messages(&MY_TRADES, "", Gives::By(Evidence::Fills, trade)),
    Reading::answers(
        &[WITHDRAWAL_REQUESTS.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("address"),
                at: utc(at("datetime")),
            },
        ),
    ),
    Reading::answers(
        &[CRYPTO_TRANSACTIONS.row()],
        "withdrawals.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("txid"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("destinationAddress"),
                at: secs(at("datetime")),
            },
        ),
    ),
    Reading::answers(
        &[CRYPTO_TRANSACTIONS.row()],
        "deposits.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id").or("txid"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("destinationAddress"),
                at: secs(at("datetime")),
            },
        ),
    ),
    Reading::answers(
        &[CRYPTO_DEPOSITS.row()],
        "*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("destination_address"),
                at: secs(at("datetime")),
            },
        ),
    ),
];

/// What is said about a subscription goes by the same channel.
const MY_ORDERS: Stream = Stream {
    name: "private-my_orders",
    inside: &[""],
    when: &[
        Test::starts("channel", ORDERS_OF),
        Test::starts_not("event", "bts:"),
    ],
};
const MY_TRADES: Stream = Stream {
    name: "private-my_trades",
    inside: &[""],
    when: &[
        Test::starts("channel", TRADES_OF),
        Test::starts_not("event", "bts:"),
    ],
};
const ORDERS_OF: &str = "private-my_orders_";
const TRADES_OF: &str = "private-my_trades_";

/// `private-my_orders_ethusdt-4416057`: the market stands between.
fn market<'a>(message: &Field<'a>, start: &str) -> Result<&'a str, Unreadable> {
    let channel = message.get("channel");
    let market = channel.text()?.strip_prefix(start);
    let market = market.and_then(|rest| rest.split('-').next());
    market
        .filter(|market| !market.is_empty())
        .ok_or_else(|| channel.unreadable("a channel with a market"))
}

fn order(row: &Field<'_>, _: &Field<'_>) -> Result<Vec<Event>, Unreadable> {
    let data = row.get("data");
    let liquidates = data.get("is_liquidation");
    let origin = if !liquidates.is_absent() && liquidates.bool()? {
        Origin::Liquidation
    } else {
        Origin::Client
    };
    let market = if row.get("channel").is_absent() {
        ""
    } else {
        market(row, ORDERS_OF)?
    };
    Ok(vec![Event::Order(Order {
        id: name(&data.get("id_str")).or_else(|_| name(&data.get("id")))?,
        client_id: optional(&data.get("client_order_id")),
        market: market.to_owned(),
        origin,
        at: Some(micros(&data.get("microtimestamp"))?),
    })])
}

fn trade(message: &Field<'_>, _: &Field<'_>) -> Result<Vec<Event>, Unreadable> {
    let data = message.get("data");
    Ok(vec![Event::Fill(Fill {
        id: name(&data.get("id"))?,
        order_id: Some(name(&data.get("order_id"))?),
        client_id: optional(&data.get("client_order_id")),
        market: market(message, TRADES_OF)?.to_owned(),
        origin: Origin::Client,
        at: Some(micros(&data.get("microtimestamp"))?),
    })])
}

/// `"type"`: 0 is a deposit, 1 a withdrawal, 2 a trade; 14, 33 and 35 are between own accounts.
/// The others are no trades, and nothing leaves by them.
fn transaction(row: &Field<'_>, _: &Field<'_>) -> Result<Vec<Event>, Unreadable> {
    let kind = match &*name(&row.get("type"))? {
        "0" => MovementKind::Deposit,
        "1" => MovementKind::Withdrawal,
        "14" | "33" | "35" => MovementKind::Transfer,
        "2" => return exchanged(row),
        _ => return Ok(Vec::new()),
    };
    let moved = row.members()?.into_iter().find_map(|(asset, amount)| {
        let amount = amount.word().filter(|_| is_asset(asset))?;
        let is_some = amount.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        is_some.then(|| (asset.to_owned(), amount.into_owned()))
    });
    let (asset, amount) = moved.ok_or_else(|| row.unreadable("a row with an amount"))?;
    Ok(vec![Event::Movement(Movement {
        kind,
        id: name(&row.get("id"))?,
        asset,
        amount,
        to: None,
        at: Some(written(&row.get("datetime"))?),
    })])
}

/// The market is that field whose name is made of the names of two assets of the row.
fn exchanged(row: &Field<'_>) -> Result<Vec<Event>, Unreadable> {
    let members = row.members()?;
    let is_there = |asset: &str| members.iter().any(|(name, _)| *name == asset);
    let is_market = |name: &str| {
        name.split_once('_')
            .is_some_and(|(base, quote)| is_there(base) && is_there(quote))
    };
    let market = members.iter().find(|(name, _)| is_market(name));
    let (market, _) = market.ok_or_else(|| row.unreadable("a row with a market"))?;
    Ok(vec![Event::Fill(Fill {
        id: name(&row.get("id"))?,
        order_id: Some(name(&row.get("order_id"))?),
        client_id: None,
        market: (*market).to_owned(),
        origin: Origin::Client,
        at: Some(written(&row.get("datetime"))?),
    })])
}

fn is_asset(name: &str) -> bool {
    !name.contains('_') && !matches!(name, "id" | "type" | "fee" | "datetime")
}

fn name(field: &Field<'_>) -> Result<String, Unreadable> {
    let expected = "a text or a whole number";
    let word = field.word().filter(|word| !word.is_empty());
    let word = word.filter(|_| field.bool().is_err() && !field.is_fraction());
    Ok(word.ok_or_else(|| field.unreadable(expected))?.into_owned())
}

fn optional(field: &Field<'_>) -> Option<String> {
    name(field).ok()
}

fn micros(field: &Field<'_>) -> Result<SystemTime, Unreadable> {
    let micros = name(field)?.parse().ok().map(Duration::from_micros);
    micros
        .and_then(|since| UNIX_EPOCH.checked_add(since))
        .ok_or_else(|| field.unreadable("a time since 1970"))
}

/// `2026-11-21 08:09:10.123456`, in UTC.
fn written(field: &Field<'_>) -> Result<SystemTime, Unreadable> {
    let text = format!("{}Z", field.text()?.replacen(' ', "T", 1));
    time::parse_rfc3339(&text)
        .map(time::moment)
        .ok_or_else(|| field.unreadable("a date and a time"))
}
