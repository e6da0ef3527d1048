//! How the traces of trading are read. Facts: docs.kraken.com (each call, sockets v2), of 2026-08;
//! field names compared with ccxt 4.5, 2026-11.
//!
//! Not read: sockets v1, which tell trades and not the names of their orders; pages of deposits and
//! withdrawals by a cursor, which have another shape, so ask without one.

use super::{
    CLOSED_ORDERS, DEPOSIT_STATUS, GET_API_KEY_INFO, LEDGERS, OPEN_ORDERS, QUERY_ORDERS,
    QUERY_TRADES, TRADES_HISTORY, WITHDRAW_STATUS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, rfc3339, secs,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[TRADES_HISTORY.row()], "result.trades.*", FILL),
    Reading::answers(&[QUERY_TRADES.row()], "result.*", FILL),
    Reading::answers(&[OPEN_ORDERS.row()], "result.open.*", ORDER),
    Reading::answers(&[CLOSED_ORDERS.row()], "result.closed.*", ORDER),
    Reading::answers(&[QUERY_ORDERS.row()], "result.*", ORDER),
    Reading::messages(
        &EXECUTIONS,
        "data.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("cl_ord_id"),
            market: at("symbol"),
            made: &[],
            at: rfc3339(at("timestamp")),
        }),
    )
    .only(&[Test::is("exec_type", &["pending_new"])]),
    // Orders that were there before the subscription; later changes do not name the market again.
    Reading::messages(
        &EXECUTIONS,
        "data.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("cl_ord_id"),
            market: at("symbol"),
            made: &[],
            at: rfc3339(at("timestamp")),
        }),
    )
    .only(&[
        Test::not("exec_type", &["pending_new", "trade"]),
        Test::has("symbol"),
    ]),
    Reading::messages(
        &EXECUTIONS,
        "data.*",
        Gives::Fill(FillCells {
            id: at("exec_id"),
            order: at("order_id"),
            client: maybe("cl_ord_id"),
            market: at("symbol"),
            made: &[],
            at: rfc3339(at("timestamp")),
        }),
    )
    .only(&[Test::is("exec_type", &["trade"])]),
    // The reference is the same as in the list of withdrawals.
    Reading::answers(
        &[LEDGERS.row()],
        "result.ledger.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("refid"),
                asset: at("asset"),
                amount: at("amount"),
                to: NONE,
                at: secs(at("time")),
            },
        ),
    )
    .only(&[Test::is("type", &["withdrawal"])]),
    Reading::answers(
        &[LEDGERS.row()],
        "result.ledger.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("refid"),
                asset: at("asset"),
                amount: at("amount"),
                to: NONE,
                at: secs(at("time")),
            },
        ),
    )
    .only(&[Test::is("type", &["deposit"])]),
    Reading::answers(
        &[LEDGERS.row()],
        "result.ledger.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("refid"),
                asset: at("asset"),
                amount: at("amount"),
                to: NONE,
                at: secs(at("time")),
            },
        ),
    )
    .only(&[Test::is("type", &["transfer"])]),
    Reading::answers(
        &[WITHDRAW_STATUS.row()],
        "result.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("refid"),
                asset: at("asset"),
                amount: at("amount"),
                to: maybe("info"),
                at: secs(at("time")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSIT_STATUS.row()],
        "result.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("refid"),
                asset: at("asset"),
                amount: at("amount"),
                to: maybe("info"),
                at: secs(at("time")),
            },
        ),
    ),
    Reading::answers(
        &[GET_API_KEY_INFO.row()],
        "result",
        Gives::Key(KeyCells {
            id: at("apiKey").or("api_key"),
            created: secs(maybe("createdTime").or("created_time")),
            used: secs(maybe("lastUsed").or("last_used").unless(&["", "0"])),
        }),
    ),
];

const FILL: Gives = Gives::Fill(FillCells {
    id: at("@"),
    order: at("ordertxid"),
    client: maybe("cl_ord_id"),
    market: at("pair"),
    made: MADE,
    at: secs(at("time")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("@"),
    client: maybe("cl_ord_id"),
    market: at("descr.pair"),
    made: MADE,
    at: secs(at("opentm")),
});

const EXECUTIONS: Stream = Stream {
    name: "executions",
    inside: &[""],
    when: &[
        Test::is("channel", &["executions"]),
        Test::is("type", &["snapshot", "update"]),
    ],
};

/// A client can write none of these.
const MADE: &[Made] = &[Made::by(
    Origin::Liquidation,
    &[Test::is(
        "misc",
        &["liquidated", "partial,liquidated", "liquidated,partial"],
    )],
)];
