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
    event::MovementKind,
    venue::{
        FillCells, Gives, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, fixed, maybe,
        ms, utc,
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
    // A cancellation has an id of its own, and that of its order beside it.
    Reading::messages(
        &USER_DATA,
        "",
        Gives::Order(OrderCells {
            id: at("i"),
            client: maybe("C").or("c"),
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
            client: maybe("C").or("c"),
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
        Gives::Movement(MovementKind::Withdrawal, DOLLARS),
    ),
    Reading::answers(
        &[FIAT_DEPOSIT_HISTORY.row()],
        "assetLogRecordList.*",
        Gives::Movement(MovementKind::Deposit, DOLLARS),
    ),
];

const USER_DATA: Stream = Stream {
    name: "user data",
    inside: &["", "data", "event"],
    when: &[Test::is("e", &["executionReport"])],
};

/// The lists name no currency and no moment.
const DOLLARS: MovementCells = MovementCells {
    id: at("orderId"),
    asset: fixed("USD"),
    amount: at("amount"),
    to: maybe("paymentAccount"),
    at: ms(NONE),
};
