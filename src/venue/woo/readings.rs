//! How the traces of trading are read. Facts: developer.woox.io (v3) and docs.woox.io (v1,
//! WebSocket v2), as ccxt 4.5.90 has them; read 2026-11.
//!
//! REST writes seconds with a fraction, the stream milliseconds. How an order that liquidates a
//! position is marked is not documented: it reads as a client's (*uncertain*). The archived trades
//! of v1, and the stream of v3, which has names of its own, are not read.

use super::endpoints::{
    ALGO_ORDERS, CREDENTIALS, ORDERS, ORDERS_V1, TRADES_V1, TRANSACTION_HISTORY, TRANSFER_HISTORY,
    TRANSFER_HISTORY_V1, WALLET_HISTORY, WALLET_HISTORY_V1,
};
use crate::{
    event::MovementKind,
    venue::{
        FillCells, Gives, KeyCells, MovementCells, NONE, OrderCells, Reading, Stream, Test, at,
        maybe, ms, secs,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[TRANSACTION_HISTORY.row()],
        "data.rows.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("orderId"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: secs(at("executedTimestamp")),
        }),
    ),
    Reading::answers(
        &[TRADES_V1.row()],
        "rows.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("order_id"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: secs(at("executed_timestamp")),
        }),
    ),
    Reading::answers(
        &[ORDERS.row()],
        "data.rows.*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: secs(at("createdTime")),
        }),
    ),
    Reading::answers(
        &[ALGO_ORDERS.row()],
        "data.rows.*",
        Gives::Order(OrderCells {
            id: at("algoOrderId"),
            client: maybe("clientAlgoOrderId").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: secs(at("createdTime")),
        }),
    ),
    Reading::answers(
        &[ORDERS_V1.row()],
        "rows.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("client_order_id").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: secs(at("created_time")),
        }),
    ),
    Reading::messages(
        &EXECUTION,
        "data",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: ms(at("timestamp")),
        }),
    ),
    Reading::messages(
        &EXECUTION,
        "data",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: maybe("clientOrderId").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: ms(at("timestamp")),
        }),
    )
    .only(&[Test::not("tradeId", &["0"])]),
    Reading::messages(
        &ALGO_EXECUTION,
        "data.*",
        Gives::Order(OrderCells {
            id: at("algoOrderId"),
            client: maybe("clientOrderId").unless(NO_ID),
            market: at("symbol"),
            made: &[],
            at: ms(at("timestamp")),
        }),
    ),
    Reading::answers(
        &[TRANSFER_HISTORY.row()],
        "data.rows.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("id"),
                asset: at("token"),
                amount: at("amount"),
                to: maybe("to.applicationId"),
                at: secs(at("createdTime")),
            },
        ),
    ),
    Reading::answers(
        &[TRANSFER_HISTORY_V1.row()],
        "rows.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("id"),
                asset: at("token"),
                amount: at("amount"),
                to: maybe("to_application_id"),
                at: secs(at("created_time")),
            },
        ),
    ),
    Reading::answers(&[WALLET_HISTORY.row()], "data.rows.*", WITHDRAWAL)
        .only(&[Test::not("tokenSide", &["DEPOSIT"])]),
    Reading::answers(&[WALLET_HISTORY.row()], "data.rows.*", DEPOSIT)
        .only(&[Test::is("tokenSide", &["DEPOSIT"])]),
    Reading::answers(&[WALLET_HISTORY_V1.row()], "rows.*", WITHDRAWAL_V1)
        .only(&[Test::not("token_side", &["DEPOSIT"])]),
    Reading::answers(&[WALLET_HISTORY_V1.row()], "rows.*", DEPOSIT_V1)
        .only(&[Test::is("token_side", &["DEPOSIT"])]),
    Reading::answers(
        &[CREDENTIALS.row()],
        "data.rows.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: secs(NONE),
            used: secs(NONE),
        }),
    ),
];

/// An order without an id of the bot's has 0.
const NO_ID: &[&str] = &["", "0"];

const EXECUTION: Stream = Stream {
    name: "executionreport",
    inside: &[""],
    when: &[
        Test::is("topic", &["executionreport"]),
        Test::lacks("event"),
    ],
};
const ALGO_EXECUTION: Stream = Stream {
    name: "algoexecutionreportv2",
    inside: &[""],
    when: &[
        Test::is("topic", &["algoexecutionreportv2"]),
        Test::lacks("event"),
    ],
};

const MOVED: MovementCells = MovementCells {
    id: at("id"),
    asset: at("token"),
    amount: at("amount"),
    to: maybe("targetAddress"),
    at: secs(at("createdTime")),
};
const MOVED_V1: MovementCells = MovementCells {
    to: maybe("target_address"),
    at: secs(at("created_time")),
    ..MOVED
};
const WITHDRAWAL: Gives = Gives::Movement(MovementKind::Withdrawal, MOVED);
const DEPOSIT: Gives = Gives::Movement(MovementKind::Deposit, MOVED);
const WITHDRAWAL_V1: Gives = Gives::Movement(MovementKind::Withdrawal, MOVED_V1);
const DEPOSIT_V1: Gives = Gives::Movement(MovementKind::Deposit, MOVED_V1);
