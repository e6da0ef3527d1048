//! How orders are named and stopped at HTX; see [`htx`](super) for its sources.

#[allow(clippy::wildcard_imports)] // a table of the rows in the table next to it
use super::endpoints::*;
use crate::venue::{ClientId, Orders, Shape, Trading};

/// Names of the bot's own are text on spot and numbers on contracts.
pub(super) const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                PLACE_SPOT.row(),
                PLACE_MARGIN.row(),
                PLACE_BATCH_SPOT.row(),
                PLACE_BATCH_MARGIN.row(),
                PLACE_AUTO_BORROW.row(),
            ],
            market: "symbol",
            client_id: Some(ClientId {
                field: "client-order-id",
                shape: Shape::Text {
                    start: "",
                    most: 64,
                    also: "-_",
                },
            }),
        },
        Orders {
            at: &[PLACE_ALGO.row()],
            market: "symbol",
            // Which characters it takes is uncertain.
            client_id: Some(ClientId {
                field: "clientOrderId",
                shape: Shape::Text {
                    start: "",
                    most: 32,
                    also: "",
                },
            }),
        },
        Orders {
            at: &[
                V5_PLACE.row(),
                V5_PLACE_BATCH.row(),
                LINEAR_ORDER.row(),
                LINEAR_BATCHORDER.row(),
                LINEAR_CROSS_ORDER.row(),
                LINEAR_CROSS_BATCHORDER.row(),
                COIN_ORDER.row(),
                COIN_BATCHORDER.row(),
                SWAP_ORDER.row(),
                SWAP_BATCHORDER.row(),
                LINEAR_LIGHTNING_CLOSE_POSITION.row(),
                LINEAR_CROSS_LIGHTNING_CLOSE_POSITION.row(),
                COIN_LIGHTNING_CLOSE_POSITION.row(),
                SWAP_LIGHTNING_CLOSE_POSITION.row(),
            ],
            market: "contract_code",
            client_id: Some(ClientId {
                field: "client_order_id",
                shape: Shape::Integer {
                    from: 1,
                    to: i64::MAX as u64,
                },
            }),
        },
        // *Uncertain*: whether the two of version 5 take a name.
        Orders {
            at: &[
                V5_PLACE_ALGO.row(),
                V5_CLOSE_POSITION.row(),
                LINEAR_TRIGGER_ORDER.row(),
                LINEAR_TPSL_ORDER.row(),
                LINEAR_TRACK_ORDER.row(),
                LINEAR_CROSS_TRIGGER_ORDER.row(),
                LINEAR_CROSS_TPSL_ORDER.row(),
                LINEAR_CROSS_TRACK_ORDER.row(),
                COIN_TRIGGER_ORDER.row(),
                COIN_TPSL_ORDER.row(),
                COIN_TRACK_ORDER.row(),
                SWAP_TRIGGER_ORDER.row(),
                SWAP_TPSL_ORDER.row(),
                SWAP_TRACK_ORDER.row(),
            ],
            market: "contract_code",
            client_id: None,
        },
        Orders {
            at: &[V5_CLOSE_ALL_POSITIONS.row()],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[
        CANCEL_OPEN_ORDERS.row(),
        V5_CANCEL_ALL.row(),
        LINEAR_CANCELALL.row(),
        LINEAR_CROSS_CANCELALL.row(),
        COIN_CANCELALL.row(),
        SWAP_CANCELALL.row(),
    ],
    dead_man: &[
        CANCEL_ALL_AFTER.row(),
        V5_CANCEL_AFTER.row(),
        LINEAR_CANCEL_AFTER.row(),
        COIN_CANCEL_AFTER.row(),
        SWAP_CANCEL_AFTER.row(),
    ],
};
