//! How the traces of trading are read. Facts: Deribit's `OpenAPI` 2.1.1 and docs.deribit.com, read
//! by way of api-evangelist/deribit and rosssaunders/coincise; ccxt 4.5.90; 2026-11.
//!
//! A label is the bot's own name for an order, which need not be unique. A transfer to another
//! user leaves the account. The moment of a key is that of its last change, or of its making.
//! The table of the access log and its example differ: the envelope of the example is expected, and
//! the word for what was done under either name (*uncertain*). Orders that are asked for page by page, with `with_continuation`, have
//! another envelope and are not read.

use super::endpoints::{
    ACCESS_LOG, ADDRESS_BOOK, DEPOSITS, LIST_API_KEYS, ORDER_HISTORY_BY_CURRENCY, TRANSFERS,
    USER_TRADES_BY_CURRENCY, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        AccessCells, AddressCells, FillCells, Gives, KeyCells, Made, MovementCells, NONE,
        OrderCells, Reading, Stream, Test, at, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[ADDRESS_BOOK.row()],
        "result.*",
        Gives::Address(AddressCells {
            address: at("address"),
            asset: maybe("currency"),
            added: ms(maybe("creation_timestamp")),
        }),
    )
    .only(&[Test::not("type", &["deposit_source"])]),
    Reading::answers(&[USER_TRADES_BY_CURRENCY.row()], "result.trades.*", FILL),
    Reading::answers(&[ORDER_HISTORY_BY_CURRENCY.row()], "result.*", ORDER),
    Reading::messages(&TRADE_STREAM, "params.data.*", FILL),
    Reading::messages(&ORDER_STREAM, "params.data", ORDER),
    Reading::messages(&ORDERS_STREAM, "params.data.*", ORDER),
    Reading::messages(&CHANGES_STREAM, "params.data.trades.*", FILL),
    Reading::messages(&CHANGES_STREAM, "params.data.orders.*", ORDER),
    Reading::answers(
        &[TRANSFERS.row()],
        "result.data.*",
        Gives::Movement(MovementKind::Transfer, TRANSFERRED),
    )
    .only(&[Test::is("type", &["subaccount"])]),
    Reading::answers(
        &[TRANSFERS.row()],
        "result.data.*",
        Gives::Movement(MovementKind::Withdrawal, TRANSFERRED),
    )
    .only(&[
        Test::not("type", &["subaccount"]),
        Test::not("direction", &["income"]),
    ]),
    Reading::answers(
        &[TRANSFERS.row()],
        "result.data.*",
        Gives::Movement(MovementKind::Deposit, TRANSFERRED),
    )
    .only(&[
        Test::not("type", &["subaccount"]),
        Test::is("direction", &["income"]),
    ]),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "result.data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                to: maybe("address"),
                ..TRANSFERRED
            },
        ),
    ),
    Reading::answers(
        &[DEPOSITS.row()],
        "result.data.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                // The first comes with the chain.
                id: at("transaction_id").or("received_timestamp"),
                to: maybe("address"),
                at: ms(at("received_timestamp")),
                ..TRANSFERRED
            },
        ),
    ),
    Reading::answers(
        &[LIST_API_KEYS.row()],
        "result.*",
        Gives::Key(KeyCells {
            id: at("client_id"),
            created: ms(at("timestamp")),
            used: ms(NONE),
        }),
    ),
    Reading::answers(&[ACCESS_LOG.row()], "result.data.*", ACCESS)
        .only(&[Test::has("log"), Test::not("log", FAILED)]),
    Reading::answers(&[ACCESS_LOG.row()], "result.data.*", ACCESS)
        .only(&[Test::lacks("log"), Test::not("result", FAILED)]),
];

/// Nobody came in.
const FAILED: &[&str] = &["failure"];

const ACCESS: Gives = Gives::Access(AccessCells {
    from: at("ip"),
    key: NONE,
    at: ms(at("timestamp")),
});

const fn stream(name: &'static str, when: &'static [Test]) -> Stream {
    Stream {
        name,
        inside: &[""],
        when,
    }
}

const TRADE_STREAM: Stream = stream(
    "user.trades",
    &[Test::starts("params.channel", "user.trades.")],
);
/// One order, where changes come as they happen.
const ORDER_STREAM: Stream = stream(
    "user.orders",
    &[
        Test::starts("params.channel", "user.orders."),
        Test::has("params.data.order_id"),
    ],
);
/// Several, where they are held back for a while.
const ORDERS_STREAM: Stream = stream(
    "user.orders",
    &[
        Test::starts("params.channel", "user.orders."),
        Test::lacks("params.data.order_id"),
    ],
);
const CHANGES_STREAM: Stream = stream(
    "user.changes",
    &[Test::starts("params.channel", "user.changes.")],
);

const FILL: Gives = Gives::Fill(FillCells {
    id: at("trade_id"),
    order: at("order_id"),
    client: maybe("label"),
    market: at("instrument_name"),
    // `liquidation` would tell which side was liquidated; this tells that of one's own order.
    made: &[Made::by(
        Origin::Liquidation,
        &[Test::is("order_type", &["liquidation"])],
    )],
    at: ms(at("timestamp")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("order_id"),
    client: maybe("label"),
    market: at("instrument_name"),
    made: &[
        Made::by(
            Origin::Liquidation,
            &[Test::is("is_liquidation", &["true"])],
        ),
        Made::by(Origin::Venue, &[Test::is("is_rebalance", &["true"])]),
    ],
    at: ms(at("creation_timestamp")),
});

const TRANSFERRED: MovementCells = MovementCells {
    id: at("id"),
    asset: at("currency"),
    amount: at("amount"),
    to: maybe("other_side"),
    at: ms(at("created_timestamp")),
};
