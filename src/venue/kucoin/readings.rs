//! How the traces of trading are read. Facts: KuCoin/kucoin-universal-sdk (specification), of 2025-11; field
//! names compared with ccxt 4.5, 2026-11.
//!
//! The number of a trade is one within its market. Not read: the unified account (`/api/ua`), whose
//! fields are not sure, and orders of margin that the venue made: no field says so.

use super::endpoints::{
    DEPOSITS, FILLS, HF_FILLS, HF_MARGIN_FILLS, HF_MARGIN_ORDERS_ACTIVE, HF_MARGIN_ORDERS_DONE,
    HF_ORDERS_ACTIVE, HF_ORDERS_ACTIVE_PAGE, HF_ORDERS_DONE, ORDERS, STOP_ORDERS, SUB_API_KEYS,
    WITHDRAWALS,
};
use crate::{
    event::MovementKind,
    venue::{
        FillCells, Gives, KeyCells, MovementCells, NONE, OrderCells, Reading, Stream, Test, at,
        maybe, ms, ns,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[HF_FILLS.row(), HF_MARGIN_FILLS.row(), FILLS.row()],
        "data.items.*",
        FILL,
    ),
    Reading::answers(
        &[HF_ORDERS_ACTIVE.row(), HF_MARGIN_ORDERS_ACTIVE.row()],
        "data.*",
        ORDER,
    ),
    Reading::answers(
        &[
            HF_ORDERS_DONE.row(),
            HF_MARGIN_ORDERS_DONE.row(),
            HF_ORDERS_ACTIVE_PAGE.row(),
            ORDERS.row(),
            STOP_ORDERS.row(),
        ],
        "data.items.*",
        ORDER,
    ),
    Reading::messages(
        &ORDERS_STREAM,
        "data",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOid"),
            market: at("symbol"),
            made: &[],
            at: ms(at("orderTime")),
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
            made: &[],
            at: ns(at("ts")),
        }),
    )
    .only(&[Test::is("type", &["match"])]),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "data.items.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("createdAt")),
            },
        ),
    ),
    // A deposit from within the venue need not have a transaction.
    Reading::answers(
        &[DEPOSITS.row()],
        "data.items.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("walletTxId").or("createdAt"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("createdAt")),
            },
        ),
    ),
    Reading::answers(
        &[SUB_API_KEYS.row()],
        "data.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: ms(at("createdAt")),
            used: ms(NONE),
        }),
    ),
];

const ORDERS_STREAM: Stream = Stream {
    name: "/spotMarket/tradeOrdersV2",
    inside: &[""],
    when: &[
        Test::is(
            "topic",
            &["/spotMarket/tradeOrders", "/spotMarket/tradeOrdersV2"],
        ),
        Test::is("subject", &["orderChange"]),
    ],
};

const FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("orderId"),
    client: NONE,
    market: at("symbol"),
    made: &[],
    at: ms(at("createdAt")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("id"),
    client: maybe("clientOid"),
    market: at("symbol"),
    made: &[],
    at: ms(at("createdAt")),
});
