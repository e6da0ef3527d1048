//! How the traces of trading are read. Facts: bitget.com api-doc (v2 and v3) and tiagosiebler/bitget-api,
//! of 2026-11; field names compared with ccxt 4.5, 2026-11.
//!
//! *Uncertain*: the number of a withdrawal or deposit in v3, which stands as `orderId` or `recordId`. Not
//! read: transfers and keys of v3, whose fields are not sure; plan orders, whose orders are read once
//! they are placed.

use super::endpoints::{
    DEPOSITS, FUTURES_FILL_HISTORY, FUTURES_FILLS, FUTURES_OPEN_ORDERS, FUTURES_ORDER_HISTORY,
    MARGIN_FILLS, MARGIN_OPEN_ORDERS, MARGIN_ORDER_HISTORY, SPOT_FILLS, SPOT_OPEN_ORDERS,
    SPOT_ORDER_HISTORY, SUBACCOUNT_KEYS, TRANSFERS, UNIFIED_DEPOSITS, UNIFIED_FILLS,
    UNIFIED_OPEN_ORDERS, UNIFIED_ORDER_HISTORY, UNIFIED_WITHDRAWALS, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[SPOT_FILLS.row()], "data.*", FILL),
    Reading::answers(
        &[FUTURES_FILLS.row(), FUTURES_FILL_HISTORY.row()],
        "data.fillList.*",
        FILL,
    ),
    // The market stands in the question alone.
    Reading::answers(
        &[MARGIN_FILLS.row()],
        "data.fills.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: maybe("clientOid"),
            market: NONE,
            made: MADE,
            at: ms(at("cTime")),
        }),
    ),
    Reading::answers(&[UNIFIED_FILLS.row()], "data.list.*", UNIFIED_FILL),
    Reading::answers(
        &[SPOT_OPEN_ORDERS.row(), SPOT_ORDER_HISTORY.row()],
        "data.*",
        ORDER,
    ),
    Reading::answers(
        &[FUTURES_OPEN_ORDERS.row(), FUTURES_ORDER_HISTORY.row()],
        "data.entrustedOrders.*",
        ORDER,
    ),
    Reading::answers(
        &[MARGIN_OPEN_ORDERS.row(), MARGIN_ORDER_HISTORY.row()],
        "data.orderList.*",
        ORDER,
    ),
    Reading::answers(
        &[UNIFIED_OPEN_ORDERS.row(), UNIFIED_ORDER_HISTORY.row()],
        "data.list.*",
        UNIFIED_ORDER,
    ),
    Reading::messages(&FILLS, "data.*", FILL),
    Reading::messages(
        &ORDERS,
        "data.*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOid"),
            market: at("instId").or("symbol"),
            made: MADE,
            at: ms(at("cTime")),
        }),
    ),
    Reading::messages(
        &UNIFIED_FILLS_STREAM,
        "data.*",
        Gives::Fill(FillCells {
            id: at("execId"),
            order: at("orderId"),
            client: maybe("clientOid"),
            market: at("symbol"),
            made: MADE,
            at: ms(at("execTime")),
        }),
    ),
    Reading::messages(&UNIFIED_ORDERS, "data.*", UNIFIED_ORDER),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("orderId"),
                asset: at("coin"),
                amount: at("size"),
                to: maybe("toAddress"),
                at: ms(at("cTime")),
            },
        ),
    ),
    Reading::answers(
        &[UNIFIED_WITHDRAWALS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("orderId").or("recordId"),
                asset: at("coin"),
                amount: at("size"),
                to: maybe("toAddress"),
                at: ms(at("createdTime")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSITS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("orderId"),
                asset: at("coin"),
                amount: at("size"),
                to: maybe("toAddress"),
                at: ms(at("cTime")),
            },
        ),
    ),
    Reading::answers(
        &[UNIFIED_DEPOSITS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("orderId").or("recordId"),
                asset: at("coin"),
                amount: at("size"),
                to: maybe("toAddress"),
                at: ms(at("createdTime")),
            },
        ),
    ),
    Reading::answers(
        &[TRANSFERS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("transferId"),
                asset: at("coin"),
                amount: at("size"),
                to: maybe("toType"),
                at: ms(at("ts")),
            },
        ),
    ),
    Reading::answers(
        &[SUBACCOUNT_KEYS.row()],
        "data.*",
        Gives::Key(KeyCells {
            id: at("subAccountApiKey"),
            created: ms(NONE),
            used: ms(NONE),
        }),
    ),
];

const FILLS: Stream = Stream {
    name: "fill",
    inside: &[""],
    when: &[Test::is("arg.channel", &["fill"]), Test::lacks("event")],
};
const ORDERS: Stream = Stream {
    name: "orders",
    inside: &[""],
    when: &[
        Test::is(
            "arg.channel",
            &["orders", "orders-crossed", "orders-isolated"],
        ),
        Test::lacks("event"),
    ],
};
/// The unified account's; it says `topic` where the others say `channel`.
const UNIFIED_FILLS_STREAM: Stream = Stream {
    name: "fill",
    inside: &[""],
    when: &[Test::is("arg.topic", &["fill"]), Test::lacks("event")],
};
const UNIFIED_ORDERS: Stream = Stream {
    name: "order",
    inside: &[""],
    when: &[Test::is("arg.topic", &["order"]), Test::lacks("event")],
};

const FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("orderId"),
    client: maybe("clientOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("cTime")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("clientOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("cTime")),
});

const UNIFIED_FILL: Gives = Gives::Fill(FillCells {
    id: at("execId"),
    order: at("orderId"),
    client: maybe("clientOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("createdTime")),
});

const UNIFIED_ORDER: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("clientOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("createdTime")),
});

/// A client can write none of these.
const MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::starts("tradeSide", "burst_")]),
    Made::by(Origin::Liquidation, &[Test::starts("tradeSide", "reduce_")]),
    Made::by(
        Origin::Deleverage,
        &[Test::starts("tradeSide", "dte_sys_adl_")],
    ),
    Made::by(Origin::Venue, &[Test::starts("tradeSide", "delivery_")]),
    Made::by(Origin::Venue, &[Test::starts("tradeSide", "offset_")]),
];
