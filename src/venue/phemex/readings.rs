//! How the traces of trading are read. Facts: phemex-docs.github.io (spot, contract, transfers,
//! withdrawals), 2026-01; answers and stream messages as ccxt 4.5.90 has them, 2026-11.
//!
//! The documentation shows some answers without the envelope that others have; the envelope is
//! expected (*uncertain*). Amounts are written as the venue writes them, scaled by its factors.
//! `actionBy` has one documented word, so that an order that the venue made is told by
//! `tradeType` alone, where it is stated. The lists of sub-accounts hold no keys.

use super::{
    ACCOUNT_TRANSFERS, CONTRACT_OPEN_ORDERS, CONTRACT_ORDERS, CONTRACT_TRADES, DEPOSIT_LIST,
    DEPOSITS, PERPETUAL_OPEN_ORDERS, PERPETUAL_ORDERS, PERPETUAL_TRADES, SPOT_ORDERS, SPOT_TRADES,
    TRANSFERS, WITHDRAW_LIST, WITHDRAWALS,
};
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test, at, maybe,
        ms, ns,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[SPOT_TRADES.row()], "data.rows.*", FILL),
    Reading::answers(
        &[CONTRACT_TRADES.row(), PERPETUAL_TRADES.row()],
        "data.rows.*",
        FILL,
    )
    .only(&[Test::not("tradeType", &["Funding", "4"])]),
    Reading::answers(
        &[
            SPOT_ORDERS.row(),
            CONTRACT_OPEN_ORDERS.row(),
            CONTRACT_ORDERS.row(),
            PERPETUAL_OPEN_ORDERS.row(),
            PERPETUAL_ORDERS.row(),
        ],
        "data.rows.*",
        ORDER,
    ),
    Reading::messages(&WALLET_ORDER, "orders.open.*", ORDER),
    Reading::messages(&WALLET_ORDER, "orders.closed.*", ORDER),
    Reading::messages(&WALLET_ORDER, "orders.fills.*", FILL),
    Reading::messages(&CONTRACT_STREAM, "orders.*", ORDER),
    Reading::messages(&CONTRACT_STREAM, "orders.*", FILL).only(FILLED),
    Reading::messages(&PERPETUAL_STREAM, "orders_p.*", ORDER),
    Reading::messages(&PERPETUAL_STREAM, "orders_p.*", FILL).only(FILLED),
    Reading::answers(
        &[TRANSFERS.row()],
        "data.rows.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("linkKey"),
                asset: at("currency"),
                amount: at("amountEv"),
                to: NONE,
                at: ms(at("createTime")),
            },
        ),
    ),
    Reading::answers(
        &[ACCOUNT_TRANSFERS.row()],
        "data.rows.*",
        Gives::Movement(
            MovementKind::Transfer,
            MovementCells {
                id: at("requestKey"),
                asset: at("currency"),
                amount: at("amountEv").or("amount"),
                to: maybe("toUserId").or("toAccType"),
                at: ms(at("requestTime")),
            },
        ),
    ),
    Reading::answers(
        &[WITHDRAWALS.row(), WITHDRAW_LIST.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Withdrawal,
            MovementCells {
                // The older list's example has no id.
                id: at("id").or("txHash"),
                asset: at("currency"),
                amount: at("amountEv").or("amountRv"),
                to: maybe("address"),
                at: ms(maybe("submitedAt").or("submittedAt")),
            },
        ),
    ),
    Reading::answers(
        &[DEPOSITS.row(), DEPOSIT_LIST.row()],
        "data.*",
        Gives::Movement(
            MovementKind::Deposit,
            MovementCells {
                id: at("id").or("txHash"),
                asset: at("currency"),
                amount: at("amountEv").or("amountRv"),
                to: maybe("address"),
                at: ms(at("createdAt")),
            },
        ),
    ),
];

const fn stream(name: &'static str, when: &'static [Test]) -> Stream {
    Stream {
        name,
        inside: &[""],
        when,
    }
}

const WALLET_ORDER: Stream = stream("wo", &[Test::has("wallets")]);
const CONTRACT_STREAM: Stream = stream("aop", &[Test::has("accounts"), Test::has("positions")]);
const PERPETUAL_STREAM: Stream = stream(
    "aop_p",
    &[Test::has("accounts_p"), Test::has("positions_p")],
);

/// The messages of contracts are about orders, and tell of a trade in passing.
const FILLED: &[Test] = &[Test::is("execStatus", &["MakerFill", "TakerFill"])];

const FILL: Gives = Gives::Fill(FillCells {
    id: at("execID").or("execId"),
    order: at("orderID").or("orderId"),
    client: maybe("clOrdID").or("clOrdId"),
    market: at("symbol"),
    made: MADE,
    at: ns(at("transactTimeNs")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("orderID").or("orderId"),
    client: maybe("clOrdID").or("clOrdId"),
    market: at("symbol"),
    made: MADE,
    at: ns(at("createTimeNs").or("actionTimeNs")),
});

const MADE: &[Made] = &[
    Made::by(
        Origin::Liquidation,
        &[Test::is("tradeType", &["LiqTrade", "6"])],
    ),
    Made::by(
        Origin::Deleverage,
        &[Test::is("tradeType", &["AdlTrade", "7"])],
    ),
];
