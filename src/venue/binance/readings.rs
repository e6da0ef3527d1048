//! How the traces of trading are read. Facts: developers.binance.com (spot, margin, futures,
//! options, portfolio margin, wallet), of 2026-08; field names compared with ccxt 4.5, 2026-11.
//!
//! Not read: conversions, whose two assets are no market; fiat orders, since the answer does not
//! say which way they went; `balanceUpdate`, which has no id.

use super::endpoints::{
    ALL_ORDERS, COINM_ALL_ORDERS, COINM_FORCED_ORDERS, COINM_OPEN_ORDERS, COINM_USER_TRADES,
    DEPOSIT_HISTORY, MARGIN_ALL_ORDERS, MARGIN_KEYS, MARGIN_MY_TRADES, MARGIN_OPEN_ORDERS,
    MARGIN_TRANSFER_HISTORY, MY_TRADES, OPEN_ORDERS, OPTIONS_ALL_ORDERS, OPTIONS_OPEN_ORDERS,
    OPTIONS_USER_TRADES, PAY_HISTORY, PM_CM_ALL_CONDITIONAL_ORDERS, PM_CM_ALL_ORDERS,
    PM_CM_FORCED_ORDERS, PM_CM_OPEN_CONDITIONAL_ORDERS, PM_CM_OPEN_ORDERS, PM_CM_USER_TRADES,
    PM_MARGIN_ALL_ORDERS, PM_MARGIN_MY_TRADES, PM_MARGIN_OPEN_ORDERS, PM_UM_ALL_ALGO_ORDERS,
    PM_UM_ALL_CONDITIONAL_ORDERS, PM_UM_ALL_ORDERS, PM_UM_FORCED_ORDERS, PM_UM_OPEN_ALGO_ORDERS,
    PM_UM_OPEN_CONDITIONAL_ORDERS, PM_UM_OPEN_ORDERS, PM_UM_USER_TRADES,
    SUB_ACCOUNT_TRANSFER_HISTORY, SUB_ACCOUNT_USER_TRANSFER_HISTORY, TRAVEL_RULE_DEPOSITS,
    TRAVEL_RULE_DEPOSITS_V2, TRAVEL_RULE_WITHDRAWALS, TRAVEL_RULE_WITHDRAWALS_V2,
    UNIVERSAL_TRANSFER_HISTORY, USDM_ALL_ALGO_ORDERS, USDM_ALL_ORDERS, USDM_FORCED_ORDERS,
    USDM_OPEN_ALGO_ORDERS, USDM_OPEN_ORDERS, USDM_USER_TRADES, WITHDRAW_ADDRESSES,
    WITHDRAW_HISTORY,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        AddressCells, FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading,
        Stream, Test, at, maybe, ms, utc,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[
            MY_TRADES.row(),
            MARGIN_MY_TRADES.row(),
            PM_MARGIN_MY_TRADES.row(),
            USDM_USER_TRADES.row(),
            COINM_USER_TRADES.row(),
            PM_UM_USER_TRADES.row(),
            PM_CM_USER_TRADES.row(),
        ],
        "*",
        fill("id"),
    ),
    Reading::answers(&[OPTIONS_USER_TRADES.row()], "*", fill("tradeId")),
    Reading::answers(
        &[
            ALL_ORDERS.row(),
            OPEN_ORDERS.row(),
            MARGIN_ALL_ORDERS.row(),
            MARGIN_OPEN_ORDERS.row(),
            PM_MARGIN_ALL_ORDERS.row(),
            PM_MARGIN_OPEN_ORDERS.row(),
            USDM_ALL_ORDERS.row(),
            USDM_OPEN_ORDERS.row(),
            COINM_ALL_ORDERS.row(),
            COINM_OPEN_ORDERS.row(),
            PM_UM_ALL_ORDERS.row(),
            PM_UM_OPEN_ORDERS.row(),
            PM_CM_ALL_ORDERS.row(),
            PM_CM_OPEN_ORDERS.row(),
        ],
        "*",
        order("orderId", "clientOrderId", "time", &[]),
    ),
    Reading::answers(
        &[OPTIONS_ALL_ORDERS.row(), OPTIONS_OPEN_ORDERS.row()],
        "*",
        order("orderId", "clientOrderId", "createTime", &[]),
    ),
    Reading::answers(
        &[
            USDM_ALL_ALGO_ORDERS.row(),
            USDM_OPEN_ALGO_ORDERS.row(),
            PM_UM_ALL_ALGO_ORDERS.row(),
            PM_UM_OPEN_ALGO_ORDERS.row(),
        ],
        "*",
        order("algoId", "clientAlgoId", "createTime", &[]),
    ),
    Reading::answers(
        &[
            PM_UM_ALL_CONDITIONAL_ORDERS.row(),
            PM_UM_OPEN_CONDITIONAL_ORDERS.row(),
            PM_CM_ALL_CONDITIONAL_ORDERS.row(),
            PM_CM_OPEN_CONDITIONAL_ORDERS.row(),
        ],
        "*",
        order("strategyId", "newClientStrategyId", "bookTime", &[]),
    ),
    // Only the venue's own stand here, so that their names can be trusted.
    Reading::answers(
        &[
            USDM_FORCED_ORDERS.row(),
            COINM_FORCED_ORDERS.row(),
            PM_UM_FORCED_ORDERS.row(),
            PM_CM_FORCED_ORDERS.row(),
        ],
        "*",
        order("orderId", "clientOrderId", "time", FORCED),
    ),
    Reading::messages(&SPOT_ORDERS, "", SPOT_ORDER),
    Reading::messages(&SPOT_ORDERS, "", SPOT_FILL).only(&[Test::is("x", &["TRADE"])]),
    Reading::messages(&FUTURES_ORDERS, "o", FUTURES_ORDER),
    Reading::messages(&FUTURES_ORDERS, "o", FUTURES_FILL)
        .only(&[Test::is("x", &["TRADE", "CALCULATED"])]),
    Reading::messages(&ALGO_ORDERS, "o", ALGO_ORDER),
    Reading::messages(&OPTIONS_ORDERS, "o.*", OPTIONS_ORDER),
    Reading::messages(&OPTIONS_ORDERS, "o.*.fi.*", OPTIONS_FILL),
    Reading::answers(
        &[
            WITHDRAW_HISTORY.row(),
            TRAVEL_RULE_WITHDRAWALS.row(),
            TRAVEL_RULE_WITHDRAWALS_V2.row(),
        ],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("coin"),
                amount: at("amount"),
                to: maybe("address"),
                at: utc(at("applyTime")),
            },
        ),
    ),
    // Payments; those that came in have no sign.
    Reading::answers(
        &[PAY_HISTORY.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("transactionId"),
                asset: at("currency"),
                amount: at("amount"),
                to: NONE,
                at: ms(at("transactionTime")),
            },
        ),
    )
    .only(&[Test::starts("amount", "-")]),
    Reading::answers(&[DEPOSIT_HISTORY.row()], "*", deposit("id")),
    Reading::answers(&[TRAVEL_RULE_DEPOSITS.row()], "*", deposit("tranId")),
    Reading::answers(&[TRAVEL_RULE_DEPOSITS_V2.row()], "*", deposit("depositId")),
    Reading::answers(
        &[UNIVERSAL_TRANSFER_HISTORY.row()],
        "rows.*",
        transfer("tranId", "asset", "amount", "type", "timestamp"),
    ),
    Reading::answers(
        &[MARGIN_TRANSFER_HISTORY.row()],
        "rows.*",
        transfer("txId", "asset", "amount", "transTo", "timestamp"),
    ),
    Reading::answers(
        &[SUB_ACCOUNT_TRANSFER_HISTORY.row()],
        "result.*",
        transfer("tranId", "asset", "amount", "toEmail", "createTimeStamp"),
    ),
    Reading::answers(
        &[SUB_ACCOUNT_USER_TRANSFER_HISTORY.row()],
        "*",
        transfer("tranId", "asset", "qty", "toAccountType", "time"),
    ),
    Reading::answers(
        &[WITHDRAW_ADDRESSES.row()],
        "*",
        Gives::Address(AddressCells {
            address: at("address"),
            asset: maybe("coin"),
            added: ms(NONE),
        }),
    ),
    Reading::answers(
        &[MARGIN_KEYS.row()],
        "*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: ms(NONE),
            used: ms(NONE),
        }),
    ),
];

/// The events of an account, as they come, in a subscription of the socket for requests, or in the
/// envelope of combined streams.
const fn stream(name: &'static str, when: &'static [Test]) -> Stream {
    Stream {
        name,
        inside: &["", "event", "data"],
        when,
    }
}

const SPOT_ORDERS: Stream = stream("executionReport", &[Test::is("e", &["executionReport"])]);
const FUTURES_ORDERS: Stream = stream(
    "ORDER_TRADE_UPDATE",
    &[Test::is("e", &["ORDER_TRADE_UPDATE"]), Test::lacks("o.0")],
);
/// *Uncertain*: the fields of an order are those of the announcement.
const ALGO_ORDERS: Stream = stream("ALGO_UPDATE", &[Test::is("e", &["ALGO_UPDATE"])]);
/// Options had a list of orders; *uncertain* whether they still have.
const OPTIONS_ORDERS: Stream = stream(
    "ORDER_TRADE_UPDATE",
    &[Test::is("e", &["ORDER_TRADE_UPDATE"]), Test::has("o.0")],
);

const fn fill(id: &'static str) -> Gives {
    Gives::Fill(FillCells {
        id: at(id),
        order: at("orderId"),
        client: NONE,
        market: at("symbol"),
        made: &[],
        at: ms(at("time")),
    })
}

const fn order(
    id: &'static str,
    client: &'static str,
    time: &'static str,
    made: &'static [Made],
) -> Gives {
    Gives::Order(OrderCells {
        id: at(id),
        client: maybe(client).unless_starts(VENUES_OWN),
        market: at("symbol"),
        made,
        at: ms(at(time)),
    })
}

const fn deposit(id: &'static str) -> Gives {
    Gives::Movement(
        MovementKind::Deposit,
        MovementCells {
            id: at(id),
            asset: at("coin"),
            amount: at("amount"),
            to: maybe("address"),
            at: ms(at("insertTime")),
        },
    )
}

const fn transfer(
    id: &'static str,
    asset: &'static str,
    amount: &'static str,
    to: &'static str,
    time: &'static str,
) -> Gives {
    Gives::Movement(
        MovementKind::Transfer,
        MovementCells {
            id: at(id),
            asset: at(asset),
            amount: at(amount),
            to: maybe(to),
            at: ms(at(time)),
        },
    )
}

/// The order's own name stands in `C` where `c` is that of a cancellation.
const SPOT_ORDER: Gives = Gives::Order(OrderCells {
    id: at("i"),
    client: maybe("C").or("c"),
    market: at("s"),
    made: &[],
    at: ms(at("O")),
});

const SPOT_FILL: Gives = Gives::Fill(FillCells {
    id: at("t"),
    order: at("i"),
    client: maybe("c"),
    market: at("s"),
    made: &[],
    at: ms(at("T")),
});

const FUTURES_ORDER: Gives = Gives::Order(OrderCells {
    id: at("i"),
    client: maybe("c"),
    market: at("s"),
    made: MADE,
    at: ms(at("T")),
});

const FUTURES_FILL: Gives = Gives::Fill(FillCells {
    id: at("t"),
    order: at("i"),
    client: maybe("c"),
    market: at("s"),
    made: MADE,
    at: ms(at("T")),
});

const ALGO_ORDER: Gives = Gives::Order(OrderCells {
    id: at("aid"),
    client: maybe("caid"),
    market: at("s"),
    made: &[],
    at: ms(at("/T")),
});

const OPTIONS_ORDER: Gives = Gives::Order(OrderCells {
    id: at("oid"),
    client: maybe("c"),
    market: at("s"),
    made: &[],
    at: ms(at("T")),
});

const OPTIONS_FILL: Gives = Gives::Fill(FillCells {
    id: at("t"),
    order: at("^oid"),
    client: maybe("^c"),
    market: at("^s"),
    made: &[],
    at: ms(at("T")),
});

/// A thief could name an order `autoclose-1`, so its name counts only beside a type, or a kind of
/// execution, that no client can ask for. What says neither is a client's until the forced orders
/// say otherwise.
const MADE: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[
            Test::starts("c", "autoclose-"),
            Test::is("o", &["LIQUIDATION"]),
        ],
    ),
    Made::by(
        Origin::Liquidation,
        &[
            Test::starts("c", "autoclose-"),
            Test::is("x", &["CALCULATED"]),
        ],
    ),
    Made::by(
        Origin::Deleverage,
        &[
            Test::starts("c", "adl_autoclose"),
            Test::is("x", &["CALCULATED"]),
        ],
    ),
    Made::by(
        Origin::Deleverage,
        &[
            Test::starts("c", "adl_autoclose"),
            Test::is("o", &["LIQUIDATION"]),
        ],
    ),
    Made::by(
        Origin::Venue,
        &[
            Test::starts("c", "settlement_autoclose-"),
            Test::is("x", &["CALCULATED"]),
        ],
    ),
];

/// How the venue begins the names of its own orders. In a page such a name says nothing: the order
/// waits for the stream, or for the list of forced orders, to say whose it is.
const VENUES_OWN: &[&str] = &["autoclose-", "adl_autoclose", "settlement_autoclose-"];

const FORCED: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::starts("clientOrderId", "autoclose-")],
    ),
    Made::by(
        Origin::Deleverage,
        &[Test::starts("clientOrderId", "adl_autoclose")],
    ),
    Made::by(Origin::Venue, &[]),
];
