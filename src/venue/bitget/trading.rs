//! How orders are named and stopped at Bitget, and where its traces are; see [`bitget`](super) for
//! its sources.

#[allow(clippy::wildcard_imports)] // a table of the rows in the table next to it
use super::endpoints::*;
use crate::{
    request::Row,
    venue::{ClientId, Evidence, Orders, Shape, Trading},
};

/// The codes of errors say 50 characters for some products and 64 for others. Which characters are
/// taken is not documented: these are in use everywhere.
const CLIENT_ID: Option<ClientId> = Some(ClientId {
    field: "clientOid",
    shape: Shape::Text {
        start: "",
        most: 50,
        also: "-_",
    },
});

pub(super) const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                UNIFIED_PLACE_ORDER_SPOT.row(),
                UNIFIED_PLACE_ORDER_MARGIN.row(),
                UNIFIED_PLACE_ORDER_FUTURES.row(),
                UNIFIED_PLACE_BATCH_SPOT.row(),
                UNIFIED_PLACE_BATCH_MARGIN.row(),
                UNIFIED_PLACE_BATCH_FUTURES.row(),
                UNIFIED_STRATEGY_SPOT.row(),
                UNIFIED_STRATEGY_MARGIN.row(),
                UNIFIED_STRATEGY_FUTURES.row(),
                SPOT_PLACE_ORDER.row(),
                SPOT_BATCH_ORDERS.row(),
                SPOT_PLACE_PLAN.row(),
                FUTURES_PLACE_ORDER.row(),
                FUTURES_BATCH_ORDERS.row(),
                FUTURES_PLACE_PLAN.row(),
                FUTURES_PLACE_TPSL.row(),
                FUTURES_REVERSE.row(),
                MARGIN_PLACE_ORDER.row(),
                MARGIN_BATCH_ORDERS.row(),
            ],
            market: "symbol",
            client_id: CLIENT_ID,
        },
        // What a changed order is called anew goes by several names; the parameters of a reality order are
        // *uncertain*.
        Orders {
            at: &[
                UNIFIED_CLOSE_POSITIONS.row(),
                UNIFIED_PLACE_REALITY.row(),
                UNIFIED_MODIFY_ORDER_SPOT.row(),
                UNIFIED_MODIFY_ORDER_MARGIN.row(),
                UNIFIED_MODIFY_ORDER_FUTURES.row(),
                UNIFIED_MODIFY_BATCH_SPOT.row(),
                UNIFIED_MODIFY_BATCH_MARGIN.row(),
                UNIFIED_MODIFY_BATCH_FUTURES.row(),
                SPOT_REPLACE_ORDER.row(),
                SPOT_BATCH_REPLACE.row(),
                FUTURES_PLACE_POSITION_TPSL.row(),
                FUTURES_CLOSE_POSITIONS.row(),
                FUTURES_MODIFY_ORDER.row(),
                FUTURES_MODIFY_TPSL.row(),
            ],
            market: "symbol",
            client_id: None,
        },
        Orders {
            at: &[
                UNIFIED_MODIFY_STRATEGY.row(),
                SPOT_MODIFY_PLAN.row(),
                FUTURES_MODIFY_PLAN.row(),
            ],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[
        UNIFIED_CANCEL_ALL_SPOT.row(),
        UNIFIED_CANCEL_ALL_MARGIN.row(),
        UNIFIED_CANCEL_ALL_FUTURES.row(),
        SPOT_CANCEL_SYMBOL.row(),
        FUTURES_CANCEL_ALL.row(),
    ],
    dead_man: &[UNIFIED_COUNTDOWN_CANCEL_ALL.row()],
};

pub(super) const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, UNIFIED_FILLS.row()),
    (Evidence::Fills, SPOT_FILLS.row()),
    (Evidence::Fills, FUTURES_FILLS.row()),
    (Evidence::Fills, FUTURES_FILL_HISTORY.row()),
    (Evidence::Fills, MARGIN_FILLS.row()),
    (Evidence::Orders, UNIFIED_OPEN_ORDERS.row()),
    (Evidence::Orders, UNIFIED_ORDER_HISTORY.row()),
    (Evidence::Orders, SPOT_OPEN_ORDERS.row()),
    (Evidence::Orders, SPOT_ORDER_HISTORY.row()),
    (Evidence::Orders, FUTURES_OPEN_ORDERS.row()),
    (Evidence::Orders, FUTURES_ORDER_HISTORY.row()),
    (Evidence::Orders, MARGIN_ORDER_HISTORY.row()),
    (Evidence::Positions, UNIFIED_POSITIONS.row()),
    // What is borrowed stands among the balances.
    (Evidence::Positions, UNIFIED_ASSETS.row()),
    (Evidence::Positions, FUTURES_POSITIONS.row()),
    (Evidence::Positions, MARGIN_ASSETS.row()),
    (Evidence::Ledger, UNIFIED_LEDGER.row()),
    (Evidence::Ledger, UNIFIED_FUNDING_LEDGER.row()),
    (Evidence::Ledger, SPOT_LEDGER.row()),
    (Evidence::Ledger, FUTURES_LEDGER.row()),
    (Evidence::Ledger, MARGIN_LEDGER.row()),
    (Evidence::Transfers, UNIFIED_SUB_TRANSFERS.row()),
    (Evidence::Transfers, TRANSFERS.row()),
    (Evidence::Withdrawals, UNIFIED_WITHDRAWALS.row()),
    (Evidence::Withdrawals, WITHDRAWALS.row()),
    (Evidence::Deposits, UNIFIED_DEPOSITS.row()),
    (Evidence::Deposits, DEPOSITS.row()),
    (Evidence::Addresses, UNIFIED_WITHDRAW_ADDRESSES.row()),
    (Evidence::Keys, UNIFIED_SUBACCOUNTS.row()),
    (Evidence::Keys, UNIFIED_SUBACCOUNT_KEYS.row()),
    (Evidence::Keys, SUBACCOUNTS.row()),
    (Evidence::Keys, SUBACCOUNT_KEYS.row()),
];
