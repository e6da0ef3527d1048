//! How the traces of trading are read. Facts: docs.gemini.com (orders, trades, transfers, account,
//! order events) and ccxt 4.5.90; read 2026-11.
//!
//! `/v2/transfers` and the newer sockets are not documented well enough to be read. What is
//! neither a deposit nor a credit counts as gone. Nothing marks an order that the venue made.

use super::endpoints::{ACCOUNT, ACTIVE_ORDERS, MY_TRADES, TRANSFERS};
use crate::{
    event::MovementKind,
    venue::{
        AccessCells, FillCells, Gives, MovementCells, NONE, OrderCells, Reading, Stream, Test, at,
        maybe, ms, rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[MY_TRADES.row()],
        "*",
        Gives::Fill(FillCells {
            id: at("tid"),
            order: at("order_id"),
            client: maybe("client_order_id"),
            market: at("symbol"),
            made: &[],
            at: ms(at("timestampms")),
        }),
    ),
    Reading::answers(&[ACTIVE_ORDERS.row()], "*", ORDER),
    Reading::messages(&ORDER_EVENTS, "*", ORDER),
    Reading::messages(
        &ORDER_EVENTS,
        "*",
        Gives::Fill(FillCells {
            id: at("fill.trade_id"),
            order: at("order_id"),
            client: maybe("client_order_id"),
            market: at("symbol"),
            made: &[],
            at: ms(at("timestampms")),
        }),
    )
    .only(&[Test::is("type", &["fill"])]),
    Reading::answers(
        &[TRANSFERS.row()],
        "*",
        Gives::Movement(MovementKind::Withdrawal, MOVED),
    )
    .only(&[Test::not("type", CREDITS)]),
    Reading::answers(
        &[TRANSFERS.row()],
        "*",
        Gives::Movement(MovementKind::Deposit, MOVED),
    )
    .only(&[Test::is("type", CREDITS)]),
    // When each user of the account came in last.
    Reading::answers(
        &[ACCOUNT.row()],
        "users.*",
        Gives::Access(AccessCells {
            from: NONE,
            key: NONE,
            at: rfc3339(maybe("lastSignIn")),
        }),
    ),
];

const CREDITS: &[&str] = &["Deposit", "AdminCredit", "Reward"];

/// Heartbeats and acknowledgements are objects, events a list of them.
const ORDER_EVENTS: Stream = Stream {
    name: "order/events",
    inside: &[""],
    when: &[Test::has("0.type")],
};

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("order_id"),
    client: maybe("client_order_id"),
    market: at("symbol"),
    made: &[],
    at: ms(at("timestampms")),
});

const MOVED: MovementCells = MovementCells {
    id: at("eid"),
    asset: at("currency"),
    amount: at("amount"),
    to: maybe("destination"),
    at: ms(at("timestampms")),
};
