//! How the traces of trading are read. Facts: docs.upbit.com and global-docs.upbit.com (orders,
//! withdrawals, deposits, keys, `myOrder`), some of it by way of rosssaunders/coincise and ccxt
//! 4.5.90; read 2026-11.
//!
//! The list of withdrawals names no address. Transfers between pockets are documented in Korean
//! only and not read. The trades of an order stand in its details, or come by the stream. The
//! stream's short form is read too; its list form is not.

use super::{API_KEYS, CLOSED_ORDERS, DEPOSITS, OPEN_ORDERS, ORDER, WITHDRAWALS};
use crate::{
    event::MovementKind,
    venue::{
        FillCells, Gives, KeyCells, MovementCells, NONE, OrderCells, Reading, Stream, Test, at,
        maybe, ms, rfc3339,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(
        &[ORDER.row()],
        "trades.*",
        Gives::Fill(FillCells {
            id: at("uuid"),
            order: at("/uuid"),
            client: maybe("/identifier"),
            market: at("market"),
            made: &[],
            at: rfc3339(at("created_at")),
        }),
    ),
    Reading::answers(&[ORDER.row()], "", PLACED),
    Reading::answers(&[OPEN_ORDERS.row(), CLOSED_ORDERS.row()], "*", PLACED),
    Reading::messages(
        &MY_ORDER,
        "",
        Gives::Order(OrderCells {
            id: at("uuid"),
            client: maybe("identifier"),
            market: at("code"),
            made: &[],
            at: ms(at("order_timestamp")),
        }),
    ),
    Reading::messages(
        &MY_ORDER,
        "",
        Gives::Fill(FillCells {
            id: at("trade_uuid"),
            order: at("uuid"),
            client: maybe("identifier"),
            market: at("code"),
            made: &[],
            at: ms(at("trade_timestamp")),
        }),
    )
    .only(&[Test::is("state", &["trade"])]),
    Reading::messages(
        &MY_ORDER_SHORT,
        "",
        Gives::Order(OrderCells {
            id: at("uid"),
            client: maybe("id"),
            market: at("cd"),
            made: &[],
            at: ms(at("otms")),
        }),
    ),
    Reading::messages(
        &MY_ORDER_SHORT,
        "",
        Gives::Fill(FillCells {
            id: at("tuid"),
            order: at("uid"),
            client: maybe("id"),
            market: at("cd"),
            made: &[],
            at: ms(at("ttms")),
        }),
    )
    .only(&[Test::is("s", &["trade"])]),
    Reading::answers(
        &[WITHDRAWALS.row()],
        "*",
        Gives::Movement(MovementKind::Withdrawal, MOVED),
    ),
    Reading::answers(
        &[DEPOSITS.row()],
        "*",
        Gives::Movement(MovementKind::Deposit, MOVED),
    ),
    Reading::answers(
        &[API_KEYS.row()],
        "*",
        Gives::Key(KeyCells {
            id: at("access_key"),
            created: rfc3339(NONE),
            used: rfc3339(NONE),
        }),
    ),
];

const MY_ORDER: Stream = Stream {
    name: "myOrder",
    inside: &[""],
    when: &[Test::is("type", &["myOrder"])],
};
const MY_ORDER_SHORT: Stream = Stream {
    name: "myOrder",
    inside: &[""],
    when: &[Test::is("ty", &["myOrder"])],
};

const PLACED: Gives = Gives::Order(OrderCells {
    id: at("uuid"),
    client: maybe("identifier"),
    market: at("market"),
    made: &[],
    at: rfc3339(at("created_at")),
});

const MOVED: MovementCells = MovementCells {
    id: at("uuid"),
    asset: at("currency"),
    amount: at("amount"),
    to: NONE,
    at: rfc3339(at("created_at")),
};
