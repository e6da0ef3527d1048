//! How the traces of trading are read. Facts: gateapi-python 7.2 and gate.com, docs/developers/apiv4, of
//! 2026-05; gateio/gatews and ccxt 4.5, of 2026-11.
//!
//! Not read: transfers to sub-accounts, which have no number; when a key was used last, which only some
//! answers state. *Uncertain*: the words of `text` for what the venue does itself are those of its
//! documentation of 2026.

use super::endpoints::{
    DELIVERY_MY_TRADES, DELIVERY_ORDERS, DEPOSITS, FUTURES_MY_TRADES, FUTURES_MY_TRADES_TIMERANGE,
    FUTURES_ORDERS, FUTURES_ORDERS_TIMERANGE, MAIN_KEYS, OPTIONS_MY_TRADES, OPTIONS_ORDERS, PUSHES,
    SPOT_MY_TRADES, SPOT_OPEN_ORDERS, SPOT_ORDERS, SUB_ACCOUNT_KEYS, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, maybe, ms, secs,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[SPOT_MY_TRADES.row()], "*", SPOT_FILL),
    Reading::answers(
        &[
            FUTURES_MY_TRADES.row(),
            DELIVERY_MY_TRADES.row(),
            OPTIONS_MY_TRADES.row(),
        ],
        "*",
        FILL,
    ),
    // Another answer to the same question, with other names for the same.
    Reading::answers(
        &[FUTURES_MY_TRADES_TIMERANGE.row()],
        "*",
        Gives::Fill(FillCells {
            id: at("trade_id"),
            order: at("order_id"),
            client: maybe("text").unless(&["", "-"]),
            market: at("contract"),
            made: MADE,
            at: secs(at("create_time")),
        }),
    ),
    Reading::answers(&[SPOT_ORDERS.row()], "*", SPOT_ORDER),
    Reading::answers(&[SPOT_OPEN_ORDERS.row()], "*.orders.*", SPOT_ORDER),
    Reading::answers(
        &[
            FUTURES_ORDERS.row(),
            FUTURES_ORDERS_TIMERANGE.row(),
            DELIVERY_ORDERS.row(),
            OPTIONS_ORDERS.row(),
        ],
        "*",
        ORDER,
    ),
    Reading::messages(&SPOT_TRADES, "result.*", SPOT_FILL),
    Reading::messages(&SPOT_ORDERS_STREAM, "result.*", SPOT_ORDER),
    Reading::messages(&FUTURES_TRADES, "result.*", FILL),
    Reading::messages(&OPTIONS_TRADES, "result.*", FILL),
    Reading::messages(&FUTURES_ORDERS_STREAM, "result.*", ORDER),
    Reading::messages(&OPTIONS_ORDERS_STREAM, "result.*", ORDER),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("address"),
                at: secs(at("timestamp")),
            },
        ),
    ),
    // To another account of the venue.
    Reading::answers(
        &[PUSHES.row()],
        "*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("receive_uid"),
                at: secs(at("create_time")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSITS.row()],
        "*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id"),
                asset: at("currency"),
                amount: at("amount"),
                to: maybe("address"),
                at: secs(at("timestamp")),
            },
        ),
    ),
    Reading::answers(
        &[MAIN_KEYS.row(), SUB_ACCOUNT_KEYS.row()],
        "*",
        Gives::Key(KeyCells {
            id: at("key"),
            created: secs(at("created_at")),
            used: secs(NONE),
        }),
    ),
];

const SPOT_TRADES: Stream = Stream {
    name: "spot.usertrades_v2",
    inside: &[""],
    when: &[
        Test::is("channel", &["spot.usertrades", "spot.usertrades_v2"]),
        Test::is("event", &["update"]),
    ],
};
const SPOT_ORDERS_STREAM: Stream = Stream {
    name: "spot.orders_v2",
    inside: &[""],
    when: &[
        Test::is("channel", &["spot.orders", "spot.orders_v2"]),
        Test::is("event", &["update"]),
    ],
};
const FUTURES_TRADES: Stream = Stream {
    name: "futures.usertrades",
    inside: &[""],
    when: &[
        Test::is("channel", &["futures.usertrades"]),
        Test::is("event", &["update"]),
    ],
};
const OPTIONS_TRADES: Stream = Stream {
    name: "options.usertrades",
    inside: &[""],
    when: &[
        Test::is("channel", &["options.usertrades"]),
        Test::is("event", &["update"]),
    ],
};
const FUTURES_ORDERS_STREAM: Stream = Stream {
    name: "futures.orders",
    inside: &[""],
    when: &[
        Test::is("channel", &["futures.orders"]),
        Test::is("event", &["update"]),
    ],
};
const OPTIONS_ORDERS_STREAM: Stream = Stream {
    name: "options.orders",
    inside: &[""],
    when: &[
        Test::is("channel", &["options.orders"]),
        Test::is("event", &["update"]),
    ],
};

const SPOT_FILL: Gives = Gives::Fill(FillCells {
    id: at("id"),
    order: at("order_id"),
    client: maybe("text").unless(&["", "-"]),
    market: at("currency_pair"),
    made: MADE,
    at: ms(at("create_time_ms")),
});

const SPOT_ORDER: Gives = Gives::Order(OrderCells {
    id: at("id"),
    client: maybe("text").unless(&["", "-"]),
    market: at("currency_pair"),
    made: MADE,
    at: ms(at("create_time_ms")),
});

const FILL: Gives = Gives::Fill(FillCells {
    id: at("id"),
    order: at("order_id"),
    client: maybe("text").unless(&["", "-"]),
    market: at("contract"),
    made: MADE,
    at: secs(at("create_time")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("id"),
    client: maybe("text").unless(&["", "-"]),
    market: at("contract"),
    made: MADE,
    at: secs(at("create_time")),
});

/// A client's own words begin with `t-`, so it can write none of these.
const MADE: &[Made] = &[
    Made::by(
        Origin::Deleverage,
        &[Test::is("text", &["auto_deleveraging"])],
    ),
    Made::by(
        Origin::Liquidation,
        &[Test::is(
            "text",
            &[
                "liquidation",
                "pm_liquidate",
                "comb_margin_liquidate",
                "scm_liquidate",
            ],
        )],
    ),
    Made::by(Origin::Liquidation, &[Test::starts("text", "liq-")]),
    Made::by(Origin::Liquidation, &[Test::starts("text", "hedge-liq-")]),
    Made::by(Origin::Venue, &[Test::is("text", &["insurance"])]),
];
