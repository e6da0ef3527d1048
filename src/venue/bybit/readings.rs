//! How the traces of trading are read. Facts: bybit-exchange/docs, v5 (order, execution, spread,
//! asset, enum, websocket/private), of 2026-07-24; field names compared with ccxt 4.5, 2026-11.

use super::endpoints::{
    DEPOSITS, EXECUTIONS, INTER_TRANSFERS, INTERNAL_DEPOSITS, MOVE_HISTORY, OPEN_ORDERS,
    ORDER_HISTORY, SPREAD_EXECUTIONS, SPREAD_OPEN_ORDERS, SPREAD_ORDER_HISTORY, SUB_APIKEYS,
    UNIVERSAL_TRANSFERS, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms, rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[EXECUTIONS.row()], "result.list.*", FILL).only(TRADES),
    Reading::answers(&[SPREAD_EXECUTIONS.row()], "result.list.*", FILL),
    Reading::messages(&EXECUTION, "data.*", FILL).only(TRADES),
    Reading::messages(&EXECUTION_FAST, "data.*", FILL),
    Reading::messages(&SPREAD_EXECUTION, "data.*", FILL),
    Reading::answers(
        &[OPEN_ORDERS.row(), ORDER_HISTORY.row()],
        "result.list.*",
        ORDER,
    ),
    Reading::answers(
        &[SPREAD_OPEN_ORDERS.row(), SPREAD_ORDER_HISTORY.row()],
        "result.list.*",
        SPREAD,
    ),
    Reading::messages(&ORDER_STREAM, "data.*", ORDER),
    Reading::messages(&SPREAD_ORDER, "data.*", SPREAD),
    Reading::answers(
        &[INTER_TRANSFERS.row(), UNIVERSAL_TRANSFERS.row()],
        "result.list.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("transferId"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("toMemberId").or("toAccountType"),
                at: ms(at("timestamp")),
            },
        ),
    ),
    Reading::answers(
        &[MOVE_HISTORY.row()],
        "result.list.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("blockTradeId"),
                asset: at("symbol"),
                amount: at("qty"),
                to: NONE,
                at: ms(at("createdAt")),
            },
        ),
    ),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "result.rows.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("withdrawId"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("toAddress"),
                at: ms(at("createTime")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSITS.row()],
        "result.rows.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                // The first came later than the other.
                id: at("id").or("txID"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("toAddress"),
                // Stated once it is done.
                at: ms(maybe("successAt").unless(&["", "0"])),
            },
        ),
    ),
    Reading::answers(
        &[INTERNAL_DEPOSITS.row()],
        "result.rows.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id"),
                asset: at("coin"),
                amount: at("amount"),
                to: NONE,
                // *Uncertain*: the documentation's example is in seconds, and names no unit.
                at: crate::venue::secs(at("createdTime")),
            },
        ),
    ),
    Reading::answers(
        &[SUB_APIKEYS.row()],
        "result.result.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: rfc3339(at("createdAt")),
            used: rfc3339(NONE),
        }),
    ),
];

const fn stream(name: &'static str, when: &'static [Test]) -> Stream {
    Stream {
        name,
        inside: &[""],
        when,
    }
}

const EXECUTION: Stream = stream(
    "execution",
    &[Test::is(
        "topic",
        &[
            "execution",
            "execution.spot",
            "execution.linear",
            "execution.inverse",
            "execution.option",
        ],
    )],
);
/// Says less and comes sooner; a bot subscribes to one of the two.
const EXECUTION_FAST: Stream = stream("execution.fast", &[Test::starts("topic", "execution.fast")]);
const SPREAD_EXECUTION: Stream = stream(
    "spread.execution",
    &[Test::is("topic", &["spread.execution"])],
);
const ORDER_STREAM: Stream = stream(
    "order",
    &[Test::is(
        "topic",
        &[
            "order",
            "order.spot",
            "order.linear",
            "order.inverse",
            "order.option",
        ],
    )],
);
const SPREAD_ORDER: Stream = stream("spread.order", &[Test::is("topic", &["spread.order"])]);

/// Funding and the settlement of a session change no position.
const TRADES: &[Test] = &[Test::not("execType", &["Funding", "Settle"])];

const FILL: Gives = Gives::Fill(FillCells {
    id: at("execId"),
    order: at("orderId"),
    client: maybe("orderLinkId"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("execTime")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("orderLinkId"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("createdTime")),
});

const SPREAD: Gives = Gives::Order(OrderCells {
    id: at("orderId"),
    client: maybe("orderLinkId"),
    market: at("symbol"),
    made: MADE,
    at: ms(at("createdAt")),
});

/// A client can write none of these. Spot and options have no `createType`.
const MADE: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::is(
            "createType",
            &["CreateByLiq", "CreateByTakeOver_PassThrough"],
        )],
    ),
    Made::by(
        Origin::Deleverage,
        &[Test::is("createType", &["CreateByAdl_PassThrough"])],
    ),
    Made::by(
        Origin::Venue,
        &[Test::is(
            "createType",
            &["CreateByAdminClosing", "CreateBySettle"],
        )],
    ),
    Made::by(Origin::Liquidation, &[Test::is("execType", &["BustTrade"])]),
    Made::by(Origin::Deleverage, &[Test::is("execType", &["AdlTrade"])]),
    Made::by(Origin::Venue, &[Test::is("execType", &["Delivery"])]),
];
