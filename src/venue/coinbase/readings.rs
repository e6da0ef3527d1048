//! How the traces of trading are read. Facts: docs.cdp.coinbase.com and coinbase-advanced-py 1.8.4, of
//! 2026-11; field names compared with ccxt 4.5, 2026-11.
//!
//! The stream `user` has orders and no trades: ask for these. Not read: perpetuals of INTX portfolios in
//! the stream; keys, which no call lists.

use super::{APP_DEPOSITS, APP_TRANSACTIONS, APP_WITHDRAWALS, FILLS, FUTURES_SWEEPS, ORDERS};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, maybe,
        rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[FILLS.row()],
        "fills.*",
        Gives::Fill(FillCells {
            id: at("trade_id"),
            order: at("order_id"),
            client: NONE,
            market: at("product_id"),
            made: &[],
            at: rfc3339(at("trade_time")),
        }),
    ),
    Reading::answers(
        &[ORDERS.row()],
        "orders.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("client_order_id"),
            market: at("product_id"),
            made: MADE,
            at: rfc3339(at("created_time")),
        }),
    ),
    Reading::messages(
        &USER,
        "events.*.orders.*",
        Gives::Order(OrderCells {
            id: at("order_id"),
            client: maybe("client_order_id"),
            market: at("product_id"),
            made: &[],
            at: rfc3339(at("creation_time")),
        }),
    ),
    Reading::answers(
        &[APP_TRANSACTIONS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("amount.currency"),
                amount: at("amount.amount"),
                to: maybe("to.address").or("to.email"),
                at: rfc3339(at("created_at")),
            },
        ),
    )
    .only(&[
        Test::is(
            "type",
            &[
                "send",
                "fiat_withdrawal",
                "exchange_withdrawal",
                "pro_withdrawal",
                "vault_withdrawal",
            ],
        ),
        Test::starts("amount.amount", "-"),
    ]),
    Reading::answers(
        &[APP_WITHDRAWALS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                id: at("id"),
                asset: at("amount.currency"),
                amount: at("amount.amount"),
                to: maybe("payment_method.id"),
                at: rfc3339(at("created_at")),
            },
        ),
    ),
    Reading::answers(
        &[APP_DEPOSITS.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id"),
                asset: at("amount.currency"),
                amount: at("amount.amount"),
                to: NONE,
                at: rfc3339(at("created_at")),
            },
        ),
    ),
    Reading::answers(
        &[FUTURES_SWEEPS.row()],
        "sweeps.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("id"),
                asset: at("requested_amount.currency"),
                amount: at("requested_amount.value"),
                to: NONE,
                at: rfc3339(at("scheduled_time")),
            },
        ),
    ),
];

const USER: Stream = Stream {
    name: "user",
    inside: &[""],
    when: &[Test::is("channel", &["user"])],
};

/// A client cannot write it.
const MADE: &[Made] = &[Made::by(
    Origin::Liquidation,
    &[Test::is("is_liquidation", &["true"])],
)];
