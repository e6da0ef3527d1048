//! How the traces of trading are read. Facts: docs.kraken.com (futures REST and sockets), of 2026-08;
//! field names compared with ccxt 4.5, 2026-11.
//!
//! Not read: the histories of executions, which name both sides of a trade and not which is the
//! account's, and of triggers. Value goes out by way of the spot account, so that this one knows
//! transfers only.

use super::{ACCOUNT_LOG, FILLS, OPEN_ORDERS, ORDER_HISTORY};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, maybe,
        ms, rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[FILLS.row()],
        "fills.*",
        Gives::Fill(FillCells {
            id: at("fill_id"),
            order: at("order_id"),
            client: maybe("cliOrdId"),
            market: at("symbol"),
            made: MADE,
            at: rfc3339(at("fillTime")),
        }),
    ),
    Reading::messages(
        &FILLS_STREAM,
        "fills.*",
        Gives::Fill(FillCells {
            id: at("fill_id"),
            order: at("order_id"),
            client: maybe("cli_ord_id"),
            market: at("instrument"),
            made: STREAM_MADE,
            at: ms(at("time")),
        }),
    ),
    Reading::answers(
        &[OPEN_ORDERS.row()],
        "openOrders.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("cliOrdId"),
            market: at("symbol"),
            made: &[],
            at: rfc3339(at("receivedTime")),
        }),
    ),
    // What was cancelled or refused tells nothing that its placement does not.
    Reading::answers(
        &[ORDER_HISTORY.row()],
        "elements.*",
        Gives::Order(OrderCells {
            id: at("event.OrderPlaced.order.uid"),
            client: maybe("event.OrderPlaced.order.clientId"),
            market: at("event.OrderPlaced.order.tradeable"),
            made: &[],
            at: ms(at("event.OrderPlaced.order.timestamp")),
        }),
    )
    .only(&[
        Test::without("event.OrderCancelled"),
        Test::without("event.OrderRejected"),
        Test::without("event.OrderNotFound"),
        Test::without("event.OrderEditRejected"),
        Test::without("event.CancelRejected"),
        Test::has("event.OrderPlaced"),
    ]),
    Reading::answers(
        &[ORDER_HISTORY.row()],
        "elements.*",
        Gives::Order(OrderCells {
            id: at("event.OrderUpdated.newOrder.uid"),
            client: maybe("event.OrderUpdated.newOrder.clientId"),
            market: at("event.OrderUpdated.newOrder.tradeable"),
            made: &[],
            at: ms(at("event.OrderUpdated.newOrder.timestamp")),
        }),
    )
    .only(&[
        Test::without("event.OrderCancelled"),
        Test::without("event.OrderRejected"),
        Test::without("event.OrderNotFound"),
        Test::without("event.OrderEditRejected"),
        Test::without("event.CancelRejected"),
        Test::has("event.OrderUpdated"),
    ]),
    Reading::messages(
        &ORDERS,
        "order",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("cli_ord_id"),
            market: at("instrument"),
            made: BY_REASON,
            at: ms(at("time")),
        }),
    ),
    Reading::messages(
        &ORDERS_SNAPSHOT,
        "orders.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("cli_ord_id"),
            market: at("instrument"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    // *Uncertain*: the words of `info`.
    Reading::answers(
        &[ACCOUNT_LOG.row()],
        "logs.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("booking_uid"),
                asset: at("asset"),
                amount: NONE,
                to: NONE,
                at: rfc3339(at("date")),
            },
        ),
    )
    .only(&[Test::is(
        "info",
        &[
            "transfer",
            "cross-exchange transfer",
            "subaccount transfer",
            "admin transfer",
        ],
    )]),
];

const FILLS_STREAM: Stream = Stream {
    name: "fills",
    inside: &[""],
    when: &[
        Test::is("feed", &["fills", "fills_snapshot"]),
        Test::lacks("event"),
    ],
};
/// A cancellation names no market, and tells nothing that the order does not.
const ORDERS: Stream = Stream {
    name: "open_orders",
    inside: &[""],
    when: &[
        Test::is("feed", &["open_orders"]),
        Test::is("is_cancel", &["false"]),
        Test::lacks("event"),
    ],
};
const ORDERS_SNAPSHOT: Stream = Stream {
    name: "open_orders",
    inside: &[""],
    when: &[Test::is("feed", &["open_orders_snapshot"])],
};

/// A client can write none of these. Who is assigned a position agreed to it before.
const fn by_type(field: &'static str) -> Test {
    Test::is(field, &["liquidation", "assignor", "unwindBankrupt"])
}

const MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[by_type("fillType")]),
    Made::by(
        Origin::Deleverage,
        &[Test::is("fillType", &["unwindCounterparty"])],
    ),
    Made::by(Origin::Venue, &[Test::is("fillType", &["assignee"])]),
];

const STREAM_MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[by_type("fill_type")]),
    Made::by(
        Origin::Deleverage,
        &[Test::is("fill_type", &["unwindCounterparty"])],
    ),
    Made::by(Origin::Venue, &[Test::is("fill_type", &["assignee"])]),
];

const BY_REASON: &[Made] = &[Made::by(
    Origin::Liquidation,
    &[Test::is("/reason", &["liquidation"])],
)];
