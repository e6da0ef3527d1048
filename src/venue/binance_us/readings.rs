//! How the traces of trading are read. Facts: binance-us/binance-us-api-docs (REST, user data
//! stream, and the older wallet answers that the current ones repeat), and ccxt 4.5.90; 2026-11.
//!
//! Spot only: the venue makes no orders. Transfers between sub-accounts have no name: their moment
//! stands for it. Fiat is dollars, and its lists tell no moment.

use super::endpoints::{
    ALL_ORDERS, DEPOSIT_HISTORY, FIAT_DEPOSIT_HISTORY, FIAT_WITHDRAW_HISTORY, MY_TRADES,
    SUB_ACCOUNT_TRANSFERS, WITHDRAW_HISTORY,
};
use crate::{
    event::{Event, Movement, MovementKind},
    report::json::{Field, Unreadable},
    venue::{
        Evidence, FillCells, Gives, MovementCells, NONE, OrderCells, Reading, Stream, Test, at,
        maybe, ms, utc,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[MY_TRADES.row()],
        "*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("orderId"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::answers(
        &[ALL_ORDERS.row()],
        "*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId"),
            market: at("symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::messages(
        &USER_DATA,
        "",
        Gives::Order(OrderCells {
            id: at("i"),
            client: CLIENT,
            market: at("s"),
            made: &[],
            at: ms(at("O")),
        }),
    ),
    Reading::messages(
        &USER_DATA,
        "",
        Gives::Fill(FillCells {
            id: at("t"),
            order: at("i"),
            client: CLIENT,
            market: at("s"),
            made: &[],
            at: ms(at("T")),
        }),
    )
    .only(&[Test::is("x", &["TRADE"])]),
    Reading::answers(
        &[SUB_ACCOUNT_TRANSFERS.row()],
        "transfers.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("time"),
                asset: at("asset"),
                amount: at("qty"),
                to: maybe("to"),
                at: ms(at("time")),
            },
        ),
    ),
    Reading::answers(
        &[WITHDRAW_HISTORY.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: utc(at("applyTime")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSIT_HISTORY.row()],
        "*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("txId").or("insertTime"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("insertTime")),
            },
        ),
    ),
    Reading::answers(
        &[FIAT_WITHDRAW_HISTORY.row()],
        "assetLogRecordList.*",
        Gives::By(Evidence::Withdrawals, |row, _| {
            dollars(MovementKind::Withdrawal, row)
        }),
    ),
    Reading::answers(
        &[FIAT_DEPOSIT_HISTORY.row()],
        "assetLogRecordList.*",
        Gives::By(Evidence::Deposits, |row, _| {
            dollars(MovementKind::Deposit, row)
        }),
    ),
];

const USER_DATA: Stream = Stream {
    name: "user data",
    inside: &["", "data", "event"],
    when: &[Test::is("e", &["executionReport"])],
};

/// A cancellation has an id of its own, and that of its order beside it.
const CLIENT: crate::venue::Cell = maybe("C").or("c");

/// The lists do not name the currency.
fn dollars(kind: MovementKind, row: &Field<'_>) -> Result<Vec<Event>, Unreadable> {
    let amount = row.get("amount");
    let amount = amount
        .word()
        .ok_or_else(|| amount.unreadable("a text or a number"))?;
    Ok(vec![Event::Movement(Movement {
        kind,
        id: row.get("orderId").text()?.to_owned(),
        asset: "USD".to_owned(),
        amount: amount.into_owned(),
        to: row.get("paymentAccount").text().ok().map(str::to_owned),
        at: None,
    })])
}
