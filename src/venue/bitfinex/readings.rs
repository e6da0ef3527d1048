//! How the traces of trading are read. Facts: docs.bitfinex.com (trades, orders, movements,
//! logins, order status), read by way of rosssaunders/coincise; the account channel as ccxt 4.5.90
//! has it; 2026-11.
//!
//! Rows are lists: a number is a place in one. A status that begins with `FORCED EXECUTED` is the
//! venue's, to liquidate; trades do not repeat it, so that their order has to be known.

use super::{LOGINS, MOVEMENTS, ORDERS, ORDERS_HISTORY, TRADES_HISTORY};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        AccessCells, FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream,
        Test, at, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[TRADES_HISTORY.row()], "*", FILL),
    Reading::answers(&[ORDERS.row(), ORDERS_HISTORY.row()], "*", ORDER),
    Reading::messages(&ORDER_CHANGES, "2", ORDER),
    Reading::messages(&OPEN_ORDERS, "2.*", ORDER),
    Reading::messages(&TRADES, "2", FILL),
    Reading::answers(
        &[MOVEMENTS.row()],
        "*",
        Gives::Movement(MovementKind::Withdrawal, MOVED),
    )
    .only(&[Test::starts("12", "-")]),
    Reading::answers(
        &[MOVEMENTS.row()],
        "*",
        Gives::Movement(MovementKind::Deposit, MOVED),
    )
    .only(&[Test::starts_not("12", "-")]),
    Reading::answers(
        &[LOGINS.row()],
        "*",
        Gives::Access(AccessCells {
            from: at("4"),
            key: NONE,
            at: ms(at("2")),
        }),
    ),
];

const fn stream(when: &'static [Test]) -> Stream {
    Stream {
        name: "trading",
        inside: &[""],
        when,
    }
}

/// Channel 0 is the account's own.
const ORDER_CHANGES: Stream = stream(&[Test::is("0", &["0"]), Test::is("1", &["on", "ou", "oc"])]);
const OPEN_ORDERS: Stream = stream(&[Test::is("0", &["0"]), Test::is("1", &["os"])]);
/// The second word repeats the first, with the fee.
const TRADES: Stream = stream(&[Test::is("0", &["0"]), Test::is("1", &["te", "tu"])]);

const FILL: Gives = Gives::Fill(FillCells {
    id: at("0"),
    order: at("3"),
    client: maybe("11"),
    market: at("1"),
    made: &[],
    at: ms(at("2")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("0"),
    client: maybe("2"),
    market: at("3"),
    made: &[Made::by(
        Origin::Liquidation,
        &[Test::starts("13", "FORCED EXECUTED")],
    )],
    at: ms(at("4")),
});

const MOVED: MovementCells = MovementCells {
    id: at("0"),
    asset: at("1"),
    amount: at("12"),
    to: maybe("16"),
    at: ms(at("5")),
};
