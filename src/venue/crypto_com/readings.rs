//! How the traces of trading are read. Facts: exchange-docs.crypto.com (exchange v1), read by way
//! of rosssaunders/coincise, and ccxt 4.5.90; 2026-11.
//!
//! An order that liquidates says so among its instructions; its trades do not. The example of fiat
//! deposits has an envelope that no other answer has; the usual one is expected (*uncertain*).

use super::endpoints::{
    DEPOSIT_HISTORY, FIAT_DEPOSIT_HISTORY, FIAT_WITHDRAW_HISTORY, ORDER_HISTORY, TRADES,
    WITHDRAWAL_HISTORY,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, maybe,
        ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[TRADES.row()], "result.data.*", FILL),
    Reading::answers(&[ORDER_HISTORY.row()], "result.data.*", ORDER),
    Reading::messages(&USER_TRADE, "result.data.*", FILL),
    Reading::messages(&USER_ORDER, "result.data.*", ORDER),
    Reading::answers(
        &[WITHDRAWAL_HISTORY.row()],
        "result.withdrawal_list.*",
        Gives::Movement(MovementKind::Withdrawal, MOVED),
    ),
    Reading::answers(
        &[DEPOSIT_HISTORY.row()],
        "result.deposit_list.*",
        Gives::Movement(MovementKind::Deposit, MOVED),
    ),
    Reading::answers(
        &[FIAT_WITHDRAW_HISTORY.row()],
        "result.transaction_history_list.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                to: maybe("beneficiary.account_identifier_value"),
                at: ms(at("created_at")),
                ..MOVED
            },
        ),
    ),
    Reading::answers(
        &[FIAT_DEPOSIT_HISTORY.row()],
        "result.transaction_history_list.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                to: NONE,
                at: ms(at("created_at")),
                ..MOVED
            },
        ),
    ),
];

const USER_TRADE: Stream = Stream {
    name: "user.trade",
    inside: &[""],
    when: &[Test::starts("result.subscription", "user.trade")],
};
const USER_ORDER: Stream = Stream {
    name: "user.order",
    inside: &[""],
    when: &[Test::starts("result.subscription", "user.order")],
};

const FILL: Gives = Gives::Fill(FillCells {
    id: at("trade_id"),
    order: at("order_id"),
    client: maybe("client_oid"),
    market: at("instrument_name"),
    made: &[],
    at: ms(at("create_time")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("order_id"),
    client: maybe("client_oid"),
    market: at("instrument_name"),
    made: &[
        Made::by(
            Origin::Liquidation,
            &[Test::is("exec_inst.0", &["LIQUIDATION"])],
        ),
        Made::by(
            Origin::Liquidation,
            &[Test::is("exec_inst.1", &["LIQUIDATION"])],
        ),
    ],
    at: ms(at("create_time")),
});

const MOVED: MovementCells = MovementCells {
    id: at("id"),
    asset: at("currency"),
    amount: at("amount"),
    to: maybe("address"),
    at: ms(at("create_time")),
};
