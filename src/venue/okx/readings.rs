//! How the traces of trading are read. Facts: docs-v5 (trade, spread trading, block trading, funding
//! account, sockets), of 2026-09; field names compared with ccxt 4.5, 2026-11.
//!
//! The number of a trade is one within its market. Not read: conversions, which have no market; the
//! list of sub-accounts, which has no keys.

use super::endpoints::{
    ALGO_ORDERS_HISTORY, ALGO_ORDERS_PENDING, DEPOSIT_HISTORY, FIAT_WITHDRAWAL_HISTORY, FILLS,
    FILLS_HISTORY, ORDERS_HISTORY, ORDERS_HISTORY_ARCHIVE, ORDERS_PENDING, RFQ_TRADES,
    SPREAD_ORDERS_HISTORY, SPREAD_ORDERS_PENDING, SPREAD_TRADES, SUBACCOUNT_APIKEYS,
    SUBACCOUNT_BILLS, TRANSFER_STATE, WITHDRAWAL_HISTORY,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[FILLS.row(), FILLS_HISTORY.row()], "data.*", FILL),
    Reading::answers(&[SPREAD_TRADES.row()], "data.*", SPREAD_FILL),
    // Deals with one counterparty; the names are those of the request and the quote.
    Reading::answers(
        &[RFQ_TRADES.row()],
        "data.*.legs.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("^blockTdId"),
            client: maybe("^clRfqId").or("^clQuoteId"),
            market: at("instId"),
            made: &[],
            at: ms(at("^cTime")),
        }),
    ),
    Reading::answers(
        &[
            ORDERS_PENDING.row(),
            ORDERS_HISTORY.row(),
            ORDERS_HISTORY_ARCHIVE.row(),
        ],
        "data.*",
        ORDER,
    ),
    Reading::answers(
        &[ALGO_ORDERS_PENDING.row(), ALGO_ORDERS_HISTORY.row()],
        "data.*",
        ALGO,
    ),
    Reading::answers(
        &[SPREAD_ORDERS_HISTORY.row(), SPREAD_ORDERS_PENDING.row()],
        "data.*",
        SPREAD,
    ),
    Reading::messages(&ORDERS, "data.*", ORDER),
    // The channel `fills` is for large accounts only, so trades are read here too.
    Reading::messages(
        &ORDERS,
        "data.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("ordId"),
            client: maybe("clOrdId"),
            market: at("instId"),
            made: BY_CATEGORY,
            at: ms(at("fillTime")),
        }),
    )
    .only(&[Test::not("tradeId", &["", "0"])]),
    Reading::messages(
        &FILLS_STREAM,
        "data.*",
        Gives::Fill(FillCells {
            id: at("tradeId"),
            order: at("ordId"),
            client: maybe("clOrdId"),
            market: at("instId"),
            made: &[],
            at: ms(at("ts")),
        }),
    ),
    Reading::messages(&ALGO_ORDERS, "data.*", ALGO),
    Reading::messages(&SPREAD_ORDERS, "data.*", SPREAD),
    Reading::messages(&SPREAD_FILLS, "data.*", SPREAD_FILL),
    Reading::answers(&[WITHDRAWAL_HISTORY.row()], "data.*", WITHDRAWAL),
    Reading::answers(
        &[FIAT_WITHDRAWAL_HISTORY.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("ordId"),
                asset: at("ccy"),
                amount: at("amt"),
                to: maybe("paymentAcctId"),
                at: ms(at("cTime")),
            },
        ),
    ),
    Reading::messages(&WITHDRAWALS_STREAM, "data.*", WITHDRAWAL),
    Reading::answers(&[DEPOSIT_HISTORY.row()], "data.*", DEPOSIT),
    Reading::messages(&DEPOSITS_STREAM, "data.*", DEPOSIT),
    Reading::answers(
        &[SUBACCOUNT_BILLS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("billId"),
                asset: at("ccy"),
                amount: at("amt"),
                to: maybe("subAcct"),
                at: ms(at("ts")),
            },
        ),
    ),
    Reading::answers(
        &[TRANSFER_STATE.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("transId"),
                asset: at("ccy"),
                amount: at("amt"),
                to: maybe("subAcct").or("to"),
                at: ms(NONE),
            },
        ),
    ),
    Reading::answers(
        &[SUBACCOUNT_APIKEYS.row()],
        "data.*",
        Gives::Key(KeyCells {
            id: at("apiKey"),
            created: ms(at("ts")),
            used: ms(NONE),
        }),
    ),
];

const ORDERS: Stream = Stream {
    name: "orders",
    inside: &[""],
    when: &[Test::is("arg.channel", &["orders"]), Test::lacks("event")],
};
const FILLS_STREAM: Stream = Stream {
    name: "fills",
    inside: &[""],
    when: &[Test::is("arg.channel", &["fills"]), Test::lacks("event")],
};
const ALGO_ORDERS: Stream = Stream {
    name: "orders-algo",
    inside: &[""],
    when: &[
        Test::is("arg.channel", &["orders-algo"]),
        Test::lacks("event"),
    ],
};
const SPREAD_ORDERS: Stream = Stream {
    name: "sprd-orders",
    inside: &[""],
    when: &[
        Test::is("arg.channel", &["sprd-orders"]),
        Test::lacks("event"),
    ],
};
const SPREAD_FILLS: Stream = Stream {
    name: "sprd-trades",
    inside: &[""],
    when: &[
        Test::is("arg.channel", &["sprd-trades"]),
        Test::lacks("event"),
    ],
};
const WITHDRAWALS_STREAM: Stream = Stream {
    name: "withdrawal-info",
    inside: &[""],
    when: &[
        Test::is("arg.channel", &["withdrawal-info"]),
        Test::lacks("event"),
    ],
};
const DEPOSITS_STREAM: Stream = Stream {
    name: "deposit-info",
    inside: &[""],
    when: &[
        Test::is("arg.channel", &["deposit-info"]),
        Test::lacks("event"),
    ],
};

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("ordId"),
    client: maybe("clOrdId"),
    market: at("instId"),
    made: BY_CATEGORY,
    at: ms(at("cTime")),
});

const FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("ordId"),
    client: maybe("clOrdId"),
    market: at("instId"),
    made: BY_TYPE,
    at: ms(at("ts")),
});

const ALGO: Gives = Gives::Order(OrderCells {
    id: at("algoId"),
    client: maybe("algoClOrdId"),
    market: at("instId"),
    made: &[],
    at: ms(at("cTime")),
});

const SPREAD: Gives = Gives::Order(OrderCells {
    id: at("ordId"),
    client: maybe("clOrdId"),
    market: at("sprdId"),
    made: &[],
    at: ms(at("cTime")),
});

const SPREAD_FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("ordId"),
    client: maybe("clOrdId"),
    market: at("sprdId"),
    made: &[],
    at: ms(at("ts")),
});

const WITHDRAWAL: Gives = Gives::Movement(
    MovementKind::Withdrawal,
    MovementCells {
        id: at("wdId"),
        asset: at("ccy"),
        amount: at("amt"),
        to: maybe("to"),
        at: ms(at("ts")),
    },
);

const DEPOSIT: Gives = Gives::Movement(
    MovementKind::Deposit,
    MovementCells {
        id: at("depId"),
        asset: at("ccy"),
        amount: at("amt"),
        to: maybe("to"),
        at: ms(at("ts")),
    },
);

/// A client can write none of these.
const BY_CATEGORY: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::is(
            "category",
            &["full_liquidation", "partial_liquidation"],
        )],
    ),
    Made::by(Origin::Deleverage, &[Test::is("category", &["adl"])]),
    Made::by(
        Origin::Venue,
        &[Test::is("category", &["delivery", "auto_conversion"])],
    ),
];

/// The same in trades, by numbers.
const BY_TYPE: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::is(
            "subType",
            &[
                "100", "101", "102", "103", "104", "105", "106", "107", "110", "111",
            ],
        )],
    ),
    Made::by(
        Origin::Deleverage,
        &[Test::is("subType", &["125", "126", "127", "128"])],
    ),
    Made::by(
        Origin::Venue,
        &[Test::is(
            "subType",
            &["112", "113", "118", "119", "170", "171", "172"],
        )],
    ),
];
