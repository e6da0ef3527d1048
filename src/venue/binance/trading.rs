//! How orders are named and stopped at Binance, and where its traces are; see
//! [`binance`](super) for its sources.

#[allow(clippy::wildcard_imports)] // a table of the rows in the table next to it
use super::endpoints::*;
use crate::{
    request::Row,
    venue::{ClientId, Evidence, Orders, Shape, Trading},
};

pub(super) const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                NEW_ORDER.row(),
                NEW_SOR_ORDER.row(),
                CANCEL_REPLACE_ORDER.row(),
                AMEND_ORDER.row(),
                MARGIN_NEW_ORDER.row(),
                PM_MARGIN_NEW_ORDER.row(),
            ],
            market: "symbol",
            client_id: Some(id("newClientOrderId", 36, "-_")),
        },
        // The name of the list; each order in it can have one of its own.
        Orders {
            at: &[
                NEW_OCO.row(),
                NEW_OTO.row(),
                NEW_OTOCO.row(),
                NEW_OPO.row(),
                NEW_OPOCO.row(),
                NEW_ORDER_OCO.row(),
                MARGIN_NEW_OCO.row(),
                MARGIN_NEW_OTO.row(),
                MARGIN_NEW_OTOCO.row(),
                PM_MARGIN_NEW_OCO.row(),
            ],
            market: "symbol",
            client_id: Some(id("listClientOrderId", 36, "-_")),
        },
        // A batch has these parameters in the JSON of `batchOrders`.
        Orders {
            at: &[
                USDM_NEW_ORDER.row(),
                USDM_NEW_ORDERS.row(),
                COINM_NEW_ORDER.row(),
                COINM_NEW_ORDERS.row(),
                PM_UM_NEW_ORDER.row(),
                PM_CM_NEW_ORDER.row(),
            ],
            market: "symbol",
            client_id: Some(id("newClientOrderId", 36, ".:/_-")),
        },
        Orders {
            at: &[USDM_NEW_ALGO_ORDER.row(), PM_UM_NEW_ALGO_ORDER.row()],
            market: "symbol",
            client_id: Some(id("clientAlgoId", 36, ".:/_-")),
        },
        Orders {
            at: &[
                PM_UM_NEW_CONDITIONAL_ORDER.row(),
                PM_CM_NEW_CONDITIONAL_ORDER.row(),
            ],
            market: "symbol",
            client_id: Some(id("newClientStrategyId", 36, ".:/_-")),
        },
        // Their own name, `clientAlgoId`, has a length that no source in hand states: *uncertain*.
        Orders {
            at: &[
                ALGO_SPOT_NEW_TWAP.row(),
                ALGO_FUTURES_NEW_TWAP.row(),
                ALGO_FUTURES_NEW_VP.row(),
            ],
            market: "symbol",
            client_id: None,
        },
        // *Uncertain*: neither length nor characters are documented.
        Orders {
            at: &[OPTIONS_NEW_ORDER.row(), OPTIONS_NEW_ORDERS.row()],
            market: "symbol",
            client_id: Some(id("clientOrderId", 32, "")),
        },
        Orders {
            at: &[
                USDM_AMEND_ORDER.row(),
                USDM_AMEND_ORDERS.row(),
                COINM_AMEND_ORDER.row(),
                COINM_AMEND_ORDERS.row(),
                PM_UM_AMEND_ORDER.row(),
                PM_CM_AMEND_ORDER.row(),
            ],
            market: "symbol",
            client_id: None,
        },
        // It names two assets.
        Orders {
            at: &[CONVERT_NEW_LIMIT_ORDER.row()],
            market: "",
            client_id: None,
        },
    ],
    // Each for one symbol or underlying.
    cancel_all: &[
        CANCEL_OPEN_ORDERS.row(),
        MARGIN_CANCEL_OPEN_ORDERS.row(),
        USDM_CANCEL_OPEN_ORDERS.row(),
        USDM_CANCEL_OPEN_ALGO_ORDERS.row(),
        COINM_CANCEL_OPEN_ORDERS.row(),
        OPTIONS_CANCEL_OPEN_ORDERS.row(),
        OPTIONS_CANCEL_OPEN_ORDERS_BY_UNDERLYING.row(),
        PM_UM_CANCEL_OPEN_ORDERS.row(),
        PM_UM_CANCEL_OPEN_CONDITIONAL_ORDERS.row(),
        PM_UM_CANCEL_OPEN_ALGO_ORDERS.row(),
        PM_CM_CANCEL_OPEN_ORDERS.row(),
        PM_CM_CANCEL_OPEN_CONDITIONAL_ORDERS.row(),
        PM_MARGIN_CANCEL_OPEN_ORDERS.row(),
    ],
    // Spot and margin have none. Options are kept alive by the second of theirs.
    dead_man: &[
        USDM_CANCEL_AFTER.row(),
        COINM_CANCEL_AFTER.row(),
        OPTIONS_CANCEL_AFTER.row(),
        OPTIONS_CANCEL_AFTER_HEARTBEAT.row(),
    ],
};

/// Trades of spot and margin name their order by Binance's number only: the bot's own name stands
/// in the orders. There is no history of logins.
pub(super) const EVIDENCE: &[(Evidence, Row)] = &[
    (Evidence::Fills, MY_TRADES.row()),
    (Evidence::Fills, MARGIN_MY_TRADES.row()),
    (Evidence::Fills, USDM_USER_TRADES.row()),
    (Evidence::Fills, COINM_USER_TRADES.row()),
    (Evidence::Fills, OPTIONS_USER_TRADES.row()),
    (Evidence::Fills, PM_UM_USER_TRADES.row()),
    (Evidence::Fills, PM_CM_USER_TRADES.row()),
    (Evidence::Fills, PM_MARGIN_MY_TRADES.row()),
    (Evidence::Orders, ALL_ORDERS.row()),
    (Evidence::Orders, MARGIN_ALL_ORDERS.row()),
    (Evidence::Orders, USDM_ALL_ORDERS.row()),
    (Evidence::Orders, USDM_ALL_ALGO_ORDERS.row()),
    (Evidence::Orders, COINM_ALL_ORDERS.row()),
    (Evidence::Orders, OPTIONS_ALL_ORDERS.row()),
    (Evidence::Orders, PM_UM_ALL_ORDERS.row()),
    (Evidence::Orders, PM_UM_ALL_CONDITIONAL_ORDERS.row()),
    (Evidence::Orders, PM_UM_ALL_ALGO_ORDERS.row()),
    (Evidence::Orders, PM_CM_ALL_ORDERS.row()),
    (Evidence::Orders, PM_CM_ALL_CONDITIONAL_ORDERS.row()),
    (Evidence::Orders, PM_MARGIN_ALL_ORDERS.row()),
    (Evidence::Orders, CONVERT_HISTORY.row()),
    // What is borrowed stands among the balances.
    (Evidence::Positions, MARGIN_ACCOUNT.row()),
    (Evidence::Positions, ISOLATED_ACCOUNT.row()),
    (Evidence::Positions, USDM_POSITIONS.row()),
    (Evidence::Positions, COINM_POSITIONS.row()),
    (Evidence::Positions, OPTIONS_POSITIONS.row()),
    (Evidence::Positions, PM_UM_POSITIONS.row()),
    (Evidence::Positions, PM_CM_POSITIONS.row()),
    (Evidence::Positions, PM_BALANCE.row()),
    (Evidence::Positions, FLEXIBLE_LOAN_ORDERS.row()),
    (Evidence::Positions, VIP_LOAN_ORDERS.row()),
    // Spot has no ledger.
    (Evidence::Ledger, MARGIN_CAPITAL_FLOW.row()),
    (Evidence::Ledger, USDM_INCOME.row()),
    (Evidence::Ledger, COINM_INCOME.row()),
    (Evidence::Ledger, OPTIONS_BILL.row()),
    (Evidence::Ledger, PM_UM_INCOME.row()),
    (Evidence::Ledger, PM_CM_INCOME.row()),
    (Evidence::Transfers, UNIVERSAL_TRANSFER_HISTORY.row()),
    (Evidence::Transfers, MARGIN_TRANSFER_HISTORY.row()),
    (Evidence::Transfers, SUB_ACCOUNT_TRANSFER_HISTORY.row()),
    (Evidence::Transfers, SUB_ACCOUNT_USER_TRANSFER_HISTORY.row()),
    (Evidence::Withdrawals, WITHDRAW_HISTORY.row()),
    (Evidence::Withdrawals, TRAVEL_RULE_WITHDRAWALS.row()),
    (Evidence::Withdrawals, TRAVEL_RULE_WITHDRAWALS_V2.row()),
    (Evidence::Withdrawals, FIAT_ORDERS.row()),
    (Evidence::Withdrawals, PAY_HISTORY.row()),
    (Evidence::Deposits, DEPOSIT_HISTORY.row()),
    (Evidence::Deposits, TRAVEL_RULE_DEPOSITS.row()),
    (Evidence::Deposits, TRAVEL_RULE_DEPOSITS_V2.row()),
    (Evidence::Deposits, FIAT_ORDERS.row()),
    (Evidence::Addresses, WITHDRAW_ADDRESSES.row()),
    (Evidence::Keys, SUB_ACCOUNTS.row()),
    (Evidence::Keys, SUB_ACCOUNT_KEYS.row()),
    (Evidence::Keys, MARGIN_KEYS.row()),
];

const fn id(field: &'static str, most: usize, also: &'static str) -> ClientId {
    ClientId {
        field,
        shape: Shape::Text {
            start: "",
            most,
            also,
        },
    }
}
