//! How the traces of trading are read. Facts: KuCoin/kucoin-universal-sdk (specification), of 2025-11; field
//! names compared with ccxt 4.5, 2026-11.
//!
//! The number of a trade is one within its market. Not read: deposits and withdrawals, which the account
//! of spot has; its keys are those of the spot account too.

use super::{FILLS, ORDERS, RECENT_FILLS, STOP_ORDERS, TRANSFERS};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, maybe,
        ms, ns,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[FILLS.row()], "data.items.*", FILL),
    Reading::answers(&[RECENT_FILLS.row()], "data.*", FILL),
    Reading::answers(
        &[ORDERS.row(), STOP_ORDERS.row()],
        "data.items.*",
        Gives::Order(OrderCells {
            id: at("id"),
            client: maybe("clientOid"),
            market: at("symbol"),
            made: MADE,
            at: ms(at("createdAt")),
        }),
    ),
    Reading::messages(
        &ORDERS_STREAM,
        "data",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOid"),
            market: at("symbol"),
            made: MADE,
            at: ns(at("orderTime")),
        }),
    ),
    Reading::messages(
        &ORDERS_STREAM,
        "data",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: maybe("clientOid"),
            market: at("symbol"),
            made: MADE,
            at: ns(at("ts")),
        }),
    )
    .only(&[Test::is("type", &["match"])]),
    Reading::answers(
        &[TRANSFERS.row()],
        "data.items.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("applyId"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("recSystem"),
                at: ms(at("createdAt")),
            },
        ),
    ),
];

const ORDERS_STREAM: Stream = Stream {
    name: "/contractMarket/tradeOrders",
    inside: &[""],
    when: &[
        Test::starts("topic", "/contractMarket/tradeOrders"),
        Test::is("subject", &["orderChange", "symbolOrderChange"]),
    ],
};

const FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("orderId"),
    client: NONE,
    market: at("symbol"),
    made: MADE,
    at: ns(at("tradeTime")),
});

/// A client can write none of these.
const MADE: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::is("tradeType", &["liquid", "liquidation"])],
    ),
    Made::by(Origin::Deleverage, &[Test::is("tradeType", &["adl"])]),
    Made::by(Origin::Venue, &[Test::is("tradeType", &["settlement"])]),
];
