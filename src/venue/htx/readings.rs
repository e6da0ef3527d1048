//! How the traces of trading are read. Facts: huobiapi/docs (spot v1, linear swaps) and HTX's
//! newer pages by way of rosssaunders/coincise, the tests of JKorf/HTX.Net, ccxt 4.5.90; 2026-11.
//!
//! On spot and margin no source of an order is documented that marks a forced sale: it reads as a
//! client's (*uncertain*). A conditional order that fails or is withdrawn before it is placed has
//! no id, and is no order yet. Universal transfers, and the stream of contracts v5, are not
//! documented well enough to be read; `matchOrders` leaves liquidations out, so `orders` is read.

use super::endpoints::{
    API_KEY, COIN_MATCHRESULTS_V3, DEPOSITS_AND_WITHDRAWALS, LINEAR_CROSS_MATCHRESULTS_V3,
    LINEAR_MATCHRESULTS_V3, MATCHRESULTS, ORDER_HISTORY, SWAP_MATCHRESULTS_V3, V5_FILLS,
    V5_ORDERS_HISTORY,
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
        &[MATCHRESULTS.row()],
        "data.*",
        Gives::Fill(FillCells {
            id: at("trade-id"),
            order: at("order-id"),
            client: NONE,
            market: at("symbol"),
            made: &[],
            at: ms(at("created-at")),
        }),
    ),
    Reading::answers(
        &[
            LINEAR_MATCHRESULTS_V3.row(),
            LINEAR_CROSS_MATCHRESULTS_V3.row(),
            COIN_MATCHRESULTS_V3.row(),
            SWAP_MATCHRESULTS_V3.row(),
        ],
        "data.*",
        Gives::Fill(FillCells {
            // One match can have several trades: `match_id` does not name one.
            id: at("id"),
            order: at("order_id_str"),
            client: NONE,
            market: at("contract_code"),
            made: MADE,
            at: ms(at("create_date")),
        }),
    ),
    Reading::answers(
        &[V5_FILLS.row()],
        "data.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("order_id"),
            client: maybe("client_order_id"),
            market: at("contract_code"),
            made: MADE,
            at: ms(at("created_time")),
        }),
    ),
    Reading::answers(
        &[ORDER_HISTORY.row()],
        "data.*",
        Gives::Order(OrderCells {
            id: at("id"),
            client: maybe("client-order-id"),
            market: at("symbol"),
            made: &[],
            at: ms(at("created-at")),
        }),
    ),
    Reading::answers(
        &[V5_ORDERS_HISTORY.row()],
        "data.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("client_order_id"),
            market: at("contract_code"),
            made: MADE,
            at: ms(maybe("created_time")),
        }),
    ),
    Reading::messages(
        &SPOT_ORDERS,
        "data",
        Gives::Order(OrderCells {
            id: at("orderId"),
            client: maybe("clientOrderId"),
            market: at("symbol"),
            made: &[],
            at: ms(at("orderCreateTime").or("lastActTime")),
        }),
    )
    .only(&[Test::not("eventType", &["trigger", "deletion", "trade"])]),
    Reading::messages(&SPOT_ORDERS, "data", SPOT_FILL).only(&[Test::is("eventType", &["trade"])]),
    Reading::messages(&SPOT_CLEARING, "data", SPOT_FILL).only(&[Test::is("eventType", &["trade"])]),
    Reading::messages(
        &CONTRACT_ORDERS,
        "",
        Gives::Order(OrderCells {
            id: at("order_id_str"),
            client: maybe("client_order_id"),
            market: at("contract_code"),
            made: MADE,
            at: ms(at("created_at")),
        }),
    ),
    Reading::messages(
        &CONTRACT_ORDERS,
        "trade.*",
        Gives::Fill(FillCells {
            id: at("id"),
            order: at("/order_id_str"),
            client: maybe("/client_order_id"),
            market: at("/contract_code"),
            made: MADE_ABOVE,
            at: ms(at("created_at")),
        }),
    ),
    Reading::answers(
        &[DEPOSITS_AND_WITHDRAWALS.row()],
        "data.*",
        Gives::Movement(MovementKind::Withdrawal, MOVED),
    )
    .only(&[Test::not("type", &["deposit"])]),
    Reading::answers(
        &[DEPOSITS_AND_WITHDRAWALS.row()],
        "data.*",
        Gives::Movement(MovementKind::Deposit, MOVED),
    )
    .only(&[Test::is("type", &["deposit"])]),
    Reading::answers(
        &[API_KEY.row()],
        "data.*",
        Gives::Key(KeyCells {
            id: at("accessKey"),
            created: ms(at("createTime")),
            used: ms(NONE),
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

const SPOT_ORDERS: Stream = stream(
    "orders#",
    &[Test::starts("ch", "orders#"), Test::has("data.eventType")],
);
const SPOT_CLEARING: Stream = stream(
    "trade.clearing#",
    &[
        Test::starts("ch", "trade.clearing#"),
        Test::has("data.eventType"),
    ],
);
/// Of linear swaps, in both margin modes.
const CONTRACT_ORDERS: Stream = stream(
    "orders",
    &[Test::is("op", &["notify"]), Test::starts("topic", "orders")],
);

const SPOT_FILL: Gives = Gives::Fill(FillCells {
    id: at("tradeId"),
    order: at("orderId"),
    client: maybe("clientOrderId"),
    market: at("symbol"),
    made: &[],
    at: ms(at("tradeTime")),
});

/// What kind of order it is, where the answer tells it, and by whom. What `system` stands for is
/// not documented, so it marks nothing.
const MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::is("order_type", &["3"])]),
    Made::by(Origin::Deleverage, &[Test::is("order_type", &["22"])]),
    Made::by(Origin::Venue, &[Test::is("order_type", &["4"])]),
    Made::by(Origin::Liquidation, &[Test::is("order_source", &["risk"])]),
    Made::by(Origin::Deleverage, &[Test::is("order_source", &["ADL"])]),
    Made::by(Origin::Venue, &[Test::is("order_source", &["settlement"])]),
];
const MADE_ABOVE: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::is("/order_type", &["3"])]),
    Made::by(Origin::Deleverage, &[Test::is("/order_type", &["22"])]),
    Made::by(Origin::Venue, &[Test::is("/order_type", &["4"])]),
    Made::by(Origin::Liquidation, &[Test::is("/order_source", &["risk"])]),
    Made::by(Origin::Deleverage, &[Test::is("/order_source", &["ADL"])]),
    Made::by(Origin::Venue, &[Test::is("/order_source", &["settlement"])]),
];

const MOVED: MovementCells = MovementCells {
    id: at("id"),
    asset: at("currency"),
    amount: at("amount"),
    to: maybe("address"),
    at: ms(at("created-at")),
};
