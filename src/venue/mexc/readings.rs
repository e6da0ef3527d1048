//! How the traces of trading are read. Facts: MEXC, documentation of spot v3 and of contracts, of 2026-11;
//! field names compared with ccxt 4.5, 2026-11.
//!
//! The stream of spot comes as protobuf, which this crate does not decode: what is read is the JSON that
//! the venue's own decoder makes of it. *Uncertain*: fields that the newer answers of contracts name
//! otherwise. The misspelt `creatTime` is the venue's.

use super::endpoints::{
    ALL_ORDERS, DEPOSIT_HISTORY, FUTURES_DEALS, FUTURES_OPEN_ORDERS, FUTURES_ORDER_HISTORY,
    FUTURES_TRANSFERS, INTERNAL_TRANSFERS, MY_TRADES, OPEN_ORDERS, SUB_ACCOUNT_KEYS,
    SUB_ACCOUNT_TRANSFERS, TRANSFERS, WITHDRAW_HISTORY,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[MY_TRADES.row()],
        "*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("orderId"),
            client: maybe("clientOrderId"),
            market: at("symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::answers(&[FUTURES_DEALS.row()], "data.*", FUTURES_FILL),
    Reading::answers(
        &[ALL_ORDERS.row(), OPEN_ORDERS.row()],
        "*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId"),
            market: at("symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::answers(
        &[FUTURES_ORDER_HISTORY.row(), FUTURES_OPEN_ORDERS.row()],
        "data.*",
        FUTURES_ORDER_ROW,
    ),
    Reading::messages(
        &SPOT_DEALS,
        "privateDeals",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: maybe("clientOrderId"),
            market: at("/symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::messages(
        &SPOT_ORDERS,
        "privateOrders",
        Gives::Order(OrderCells {
            id: at("id"),
            client: maybe("clientId"),
            market: at("/symbol"),
            made: &[],
            at: ms(at("createTime")),
        }),
    ),
    Reading::messages(&FUTURES_DEALS_STREAM, "data", FUTURES_FILL),
    Reading::messages(&FUTURES_ORDERS_STREAM, "data", FUTURES_ORDER_ROW),
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
                at: ms(at("applyTime")),
            },
        ),
    ),
    // To another account of the venue.
    Reading::answers(
        &[INTERNAL_TRANSFERS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("tranId"),
                asset: at("asset"),
                amount: at("amount"),
                to: maybe("toAccount"),
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
                id: at("txId"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("insertTime")),
            },
        ),
    ),
    Reading::answers(
        &[TRANSFERS.row()],
        "rows.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("tranId"),
                asset: at("asset"),
                amount: at("amount"),
                to: maybe("toAccountType"),
                at: ms(at("timestamp")),
            },
        ),
    ),
    Reading::answers(
        &[SUB_ACCOUNT_TRANSFERS.row()],
        "result.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("tranId"),
                asset: at("asset"),
                amount: at("amount"),
                to: maybe("toAccount"),
                at: ms(at("timestamp")),
            },
        ),
    ),
    Reading::answers(
        &[FUTURES_TRANSFERS.row()],
        "data.resultList.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("type"),
                at: ms(at("createTime")),
            },
        ),
    ),
    Reading::answers(
        &[SUB_ACCOUNT_KEYS.row()],
        "subAccount.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: ms(at("creatTime")),
            used: ms(NONE),
        }),
    ),
];

const SPOT_DEALS: Stream = Stream {
    name: "spot@private.deals.v3.api.pb",
    inside: &[""],
    when: &[
        Test::is("channel", &["spot@private.deals.v3.api.pb"]),
        Test::lacks("code"),
    ],
};
const SPOT_ORDERS: Stream = Stream {
    name: "spot@private.orders.v3.api.pb",
    inside: &[""],
    when: &[
        Test::is("channel", &["spot@private.orders.v3.api.pb"]),
        Test::lacks("code"),
    ],
};
const FUTURES_DEALS_STREAM: Stream = Stream {
    name: "push.personal.order.deal",
    inside: &[""],
    when: &[Test::is("channel", &["push.personal.order.deal"])],
};
const FUTURES_ORDERS_STREAM: Stream = Stream {
    name: "push.personal.order",
    inside: &[""],
    when: &[Test::is("channel", &["push.personal.order"])],
};

const FUTURES_FILL: Gives = Gives::Fill(FillCells {
    id: at("id"),
    order: at("orderId"),
    client: maybe("externalOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("timestamp")),
});

const FUTURES_ORDER_ROW: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("externalOid"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("createTime")),
});

/// A client can write none of these: an order that the venue took over, and one of deleveraging.
const MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::is("category", &["2"])]),
    Made::by(Origin::Deleverage, &[Test::is("category", &["4"])]),
];
