//! How the traces of trading are read. Facts: docs.bitvavo.com and bitvavo's own clients, as ccxt
//! 4.5.90 has them; read 2026-11.
//!
//! A withdrawal has no name before it is on the chain, and no list gives another: its moment
//! stands for it. Spot only: nothing is liquidated. That a fill repeats the bot's id is
//! *uncertain*.

use super::{DEPOSIT_HISTORY, FILLS, ORDERS, SUBACCOUNT_TRANSFERS, WITHDRAWAL_HISTORY};
use crate::{
    event::MovementKind,
    venue::{FillCells, Gives, MovementCells, OrderCells, Reading, Stream, Test, at, maybe, ms},
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[FILLS.row()], "*", FILL),
    Reading::answers(&[ORDERS.row()], "*", ORDER),
    Reading::answers(
        &[ORDERS.row()],
        "*.fills.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("^orderId"),
            client: maybe("^clientOrderId"),
            market: at("^market"),
            made: &[],
            at: ms(at("timestamp")),
        }),
    ),
    Reading::messages(&ORDER_STREAM, "", ORDER),
    Reading::messages(&FILL_STREAM, "", FILL),
    Reading::answers(
        &[SUBACCOUNT_TRANSFERS.row()],
        "items.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("transferId"),
                asset: at("symbol"),
                amount: at("amount"),
                to: maybe("subaccountId"),
                at: ms(at("createdAt")),
            },
        ),
    ),
    Reading::answers(
        &[WITHDRAWAL_HISTORY.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("timestamp"),
                asset: at("symbol"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("timestamp")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSIT_HISTORY.row()],
        "*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("txId").or("timestamp"),
                asset: at("symbol"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("timestamp")),
            },
        ),
    ),
];

const ORDER_STREAM: Stream = Stream {
    name: "account",
    inside: &[""],
    when: &[Test::is("event", &["order"])],
};
const FILL_STREAM: Stream = Stream {
    name: "account",
    inside: &[""],
    when: &[Test::is("event", &["fill"])],
};

const FILL: Gives = Gives::Fill(FillCells {
    // The stream has the longer name.
    id: at("fillId").or("id"),
    order: at("orderId"),
    client: maybe("clientOrderId"),
    market: at("market"),
    made: &[],
    at: ms(at("timestamp")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("clientOrderId"),
    market: at("market"),
    made: &[],
    at: ms(at("created")),
});
