//! How the traces of trading are read. Facts: BingX-API/api-ai-skills and bingx-api.github.io (the
//! latter by way of rosssaunders/coincise), the tests of JKorf/BingX.Net, ccxt 4.5.90; 2026-11.
//!
//! The lists of USDT perpetuals and the stream of contracts give a fill no name of its own: that of
//! its order stands for it. The list with names does not repeat the bot's id. What a liquidation
//! or a reduction did stands in a list of its own, and is marked as a liquidation there; the
//! documentation does not tell the two apart in an answer.

use super::endpoints::{
    API_KEYS, ASSET_TRANSFERS, COIN_FILLS, COIN_LIQUIDATIONS, COIN_ORDERS, DEPOSITS,
    INTERNAL_TRANSFERS, SPOT_FILLS, SPOT_ORDERS, SUBACCOUNT_TRANSFERS, SWAP_FILL_HISTORY,
    SWAP_FILLS, SWAP_LIQUIDATIONS, SWAP_ORDERS, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms, rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[SPOT_FILLS.row()],
        "data.fills.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("orderId"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: ms(at("time")),
        }),
    ),
    Reading::answers(
        &[SWAP_FILLS.row()],
        "data.fill_orders.*",
        Gives::Fill(FillCells {
            id: at("orderId"),
            order: at("orderId"),
            client: maybe("clientOrderID").or("clientOrderId"),
            market: at("symbol"),
            made: MADE,
            at: rfc3339(at("filledTime")),
        }),
    ),
    Reading::answers(
        &[SWAP_FILL_HISTORY.row()],
        "data.fill_history_orders.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: rfc3339(at("filledTime")),
        }),
    ),
    Reading::answers(
        &[COIN_FILLS.row()],
        "data.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("orderId"),
            client: NONE,
            market: at("symbol"),
            made: MADE,
            at: ms(at("tradeTime")),
        }),
    ),
    Reading::answers(
        &[SPOT_ORDERS.row(), SWAP_ORDERS.row(), COIN_ORDERS.row()],
        "data.orders.*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId").or("clientOrderID"),
            market: at("symbol"),
            made: MADE,
            at: ms(at("time")),
        }),
    ),
    Reading::answers(
        &[SWAP_LIQUIDATIONS.row(), COIN_LIQUIDATIONS.row()],
        "data.orders.*",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId").or("clientOrderID"),
            market: at("symbol"),
            made: &[Made::by(Origin::Liquidation, &[])],
            at: ms(at("time")),
        }),
    ),
    Reading::messages(
        &SPOT_EXECUTION,
        "data",
        Gives::Order(OrderCells {
            id: at("i"),
            client: maybe("C").or("c"),
            market: at("s"),
            made: &[],
            at: ms(at("O")),
        }),
    ),
    Reading::messages(
        &SPOT_EXECUTION,
        "data",
        Gives::Fill(FillCells {
            id: at("t"),
            order: at("i"),
            client: maybe("C").or("c"),
            market: at("s"),
            made: &[],
            at: ms(at("T")),
        }),
    )
    .only(&[Test::is("x", &["TRADE"])]),
    Reading::messages(
        &CONTRACT_ORDERS,
        "o",
        Gives::Order(OrderCells {
            id: at("i"),
            client: maybe("c"),
            market: at("s"),
            made: PUSHED,
            at: ms(at("/E")),
        }),
    ),
    Reading::messages(
        &CONTRACT_ORDERS,
        "o",
        Gives::Fill(FillCells {
            id: at("i"),
            order: at("i"),
            client: maybe("c"),
            market: at("s"),
            made: PUSHED,
            at: ms(at("/E")),
        }),
    )
    .only(&[Test::is("x", &["TRADE", "CALCULATED"])]),
    Reading::answers(
        &[ASSET_TRANSFERS.row()],
        "rows.*",
        Gives::Movement(MovementKind::Transfer, TRANSFERRED),
    ),
    Reading::answers(
        &[SUBACCOUNT_TRANSFERS.row()],
        "data.rows.*",
        Gives::Movement(MovementKind::Transfer, TRANSFERRED),
    ),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: rfc3339(at("applyTime")),
            },
        ),
    ),
    // To another user of the venue, or from one. Older answers do not tell which.
    Reading::answers(
        &[INTERNAL_TRANSFERS.row()],
        "data.data.*",
        Gives::Movement(MovementKind::Withdrawal, INTERNAL),
    )
    .only(&[Test::lacks("recordType")]),
    Reading::answers(
        &[INTERNAL_TRANSFERS.row()],
        "data.data.*",
        Gives::Movement(MovementKind::Withdrawal, INTERNAL),
    )
    .only(&[Test::has("recordType"), Test::not("recordType", INWARD)]),
    Reading::answers(
        &[INTERNAL_TRANSFERS.row()],
        "data.data.*",
        Gives::Movement(MovementKind::Deposit, INTERNAL),
    )
    .only(&[Test::has("recordType"), Test::is("recordType", INWARD)]),
    Reading::answers(
        &[DEPOSITS.row()],
        "*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("txId").or("insertTime"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: ms(at("insertTime")),
            },
        ),
    ),
    Reading::answers(
        &[API_KEYS.row()],
        "data.apiInfos.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: ms(at("createTime")),
            used: ms(NONE),
        }),
    ),
];

const SPOT_EXECUTION: Stream = Stream {
    name: "spot.executionReport",
    inside: &[""],
    when: &[Test::is("dataType", &["spot.executionReport"])],
};
const CONTRACT_ORDERS: Stream = Stream {
    name: "ORDER_TRADE_UPDATE",
    inside: &[""],
    when: &[Test::is("e", &["ORDER_TRADE_UPDATE"])],
};

const INWARD: &[&str] = &["in", "In", "IN"];

/// A client cannot place orders of this type.
const MADE: &[Made] = &[Made::by(
    Origin::Liquidation,
    &[Test::is("type", &["LIQUIDATION"])],
)];
/// The second is a liquidation or a reduction; which of them, the stream does not say.
const PUSHED: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::is("o", &["LIQUIDATION"])]),
    Made::by(Origin::Liquidation, &[Test::is("x", &["CALCULATED"])]),
];

const TRANSFERRED: MovementCells = MovementCells {
    id: at("tranId").or("transferId"),
    asset: at("asset"),
    amount: at("amount"),
    to: maybe("toAccount").or("type"),
    at: ms(at("timestamp")),
};
const INTERNAL: MovementCells = MovementCells {
    id: at("id"),
    asset: at("coin"),
    amount: at("amount"),
    to: maybe("receiver"),
    at: ms(maybe("time")),
};
