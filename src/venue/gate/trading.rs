//! How orders are named and stopped at Gate; see [`gate`](super) for its sources.

#[allow(clippy::wildcard_imports)] // a table of the rows in the table next to it
use super::endpoints::*;
use crate::venue::{ClientId, Orders, Shape, Trading};

/// `t-` and up to 28 more; without the `t-` Gate keeps the values for its own apps.
const TEXT: Option<ClientId> = Some(ClientId {
    field: "text",
    shape: Shape::Text {
        start: "t-",
        most: 30,
        also: "_.-",
    },
});

pub(super) const TRADING: Trading = Trading {
    orders: &[
        Orders {
            at: &[
                ORDER_SPOT.row(),
                ORDER_MARGIN.row(),
                BATCH_ORDERS_SPOT.row(),
                BATCH_ORDERS_MARGIN.row(),
                CROSS_LIQUIDATE_ORDER.row(),
            ],
            market: "currency_pair",
            client_id: TEXT,
        },
        Orders {
            at: &[PRICE_ORDER_SPOT.row(), PRICE_ORDER_MARGIN.row()],
            market: "market",
            client_id: TEXT,
        },
        Orders {
            at: &[
                ORDER_FUTURES.row(),
                BATCH_ORDERS_FUTURES.row(),
                BBO_ORDER_FUTURES.row(),
                PRICE_ORDER_FUTURES.row(),
                ORDER_DELIVERY.row(),
                PRICE_ORDER_DELIVERY.row(),
                ORDER_OPTIONS.row(),
            ],
            market: "contract",
            client_id: TEXT,
        },
        // What a POV order is called is *uncertain*; a change names the order as it is.
        Orders {
            at: &[
                POV_ORDER.row(),
                AMEND_ORDER_SPOT.row(),
                AMEND_ORDER_MARGIN.row(),
                AMEND_BATCH_SPOT.row(),
                AMEND_BATCH_MARGIN.row(),
            ],
            market: "currency_pair",
            client_id: None,
        },
        // *Uncertain*: whether they take a name.
        Orders {
            at: &[TRAIL_CREATE.row(), CHASE_CREATE.row()],
            market: "contract",
            client_id: None,
        },
        // By the id of the order.
        Orders {
            at: &[
                AMEND_ORDER_FUTURES.row(),
                AMEND_BATCH_FUTURES.row(),
                AMEND_PRICE_ORDER_FUTURES.row(),
                TRAIL_UPDATE.row(),
                AMEND_ORDER_OPTIONS.row(),
            ],
            market: "",
            client_id: None,
        },
    ],
    cancel_all: &[
        CANCEL_ORDERS_SPOT.row(),
        CANCEL_PRICE_ORDERS_SPOT.row(),
        CANCEL_ORDERS_FUTURES.row(),
        CANCEL_PRICE_ORDERS_FUTURES.row(),
        CANCEL_ORDERS_DELIVERY.row(),
        CANCEL_PRICE_ORDERS_DELIVERY.row(),
        CANCEL_ORDERS_OPTIONS.row(),
    ],
    dead_man: &[
        COUNTDOWN_CANCEL_SPOT.row(),
        COUNTDOWN_CANCEL_FUTURES.row(),
        COUNTDOWN_CANCEL_OPTIONS.row(),
    ],
};
