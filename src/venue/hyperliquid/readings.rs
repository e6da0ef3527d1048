//! How the traces of trading are read. Facts: hyperliquid.gitbook.io (info, sockets), nktkas/hyperliquid
//! and ccxt 4.5, of 2026-11.
//!
//! All answers come from one endpoint, and their rows are told apart by their fields: `userFills`,
//! `openOrders`, `frontendOpenOrders`, `historicalOrders`, `userNonFundingLedgerUpdates` and
//! `extraAgents` are read, anything else is an error. Not read: sub-accounts, which have no keys.

use super::INFO;
use crate::{
    event::{MovementKind, Origin},
    venue::{
        FillCells, Gives, KeyCells, Made, MovementCells, NONE, OrderCells, Reading, Stream, Test,
        at, fixed, maybe, ms,
    },
};

pub(super) const READINGS: &[Reading] = &[
    Reading::answers(&[INFO.row()], "*", FILL).only(&[Test::has("tid")]),
    Reading::answers(&[INFO.row()], "*", ORDER).only(&[Test::has("limitPx"), Test::lacks("order")]),
    Reading::answers(&[INFO.row()], "*", NESTED).only(&[Test::has("order")]),
    Reading::answers(&[INFO.row()], "*", OUT_USDC).only(&[
        Test::has("delta"),
        Test::known("delta.type", KINDS),
        Test::is("delta.type", &["withdraw", "internalTransfer"]),
    ]),
    Reading::answers(&[INFO.row()], "*", OUT).only(&[
        Test::has("delta"),
        Test::is("delta.type", &["spotTransfer", "send"]),
    ]),
    Reading::answers(&[INFO.row()], "*", IN)
        .only(&[Test::has("delta"), Test::is("delta.type", &["deposit"])]),
    Reading::answers(&[INFO.row()], "*", MOVED).only(&[
        Test::has("delta"),
        Test::is(
            "delta.type",
            &[
                "accountClassTransfer",
                "subAccountTransfer",
                "vaultCreate",
                "vaultDeposit",
                "vaultWithdraw",
            ],
        ),
    ]),
    Reading::answers(
        &[INFO.row()],
        "*",
        Gives::Key(KeyCells {
            id: at("address"),
            created: ms(NONE),
            used: ms(NONE),
        }),
    )
    .only(&[Test::has("validUntil")]),
    Reading::messages(&FILLS, "data.fills.*", FILL),
    Reading::messages(&EVENTS, "data.fills.*", FILL),
    Reading::messages(&ORDERS, "data.*", NESTED),
    Reading::messages(&LEDGER, "data.nonFundingLedgerUpdates.*", OUT_USDC).only(&[
        Test::known("delta.type", KINDS),
        Test::is("delta.type", &["withdraw", "internalTransfer"]),
    ]),
    Reading::messages(&LEDGER, "data.nonFundingLedgerUpdates.*", OUT)
        .only(&[Test::is("delta.type", &["spotTransfer", "send"])]),
    Reading::messages(&LEDGER, "data.nonFundingLedgerUpdates.*", IN)
        .only(&[Test::is("delta.type", &["deposit"])]),
    Reading::messages(&LEDGER, "data.nonFundingLedgerUpdates.*", MOVED).only(&[Test::is(
        "delta.type",
        &[
            "accountClassTransfer",
            "subAccountTransfer",
            "vaultCreate",
            "vaultDeposit",
            "vaultWithdraw",
        ],
    )]),
];

/// Every kind of the ledger that is known; one that is not could be a way out. Those that are not
/// read move nothing out of the account: rewards, fees, liquidations, staking and lending.
const KINDS: &[&str] = &[
    "accountActivationGas",
    "accountClassTransfer",
    "activateDexAbstraction",
    "borrowLend",
    "cStakingTransfer",
    "deployGasAuction",
    "deposit",
    "gossipPriorityGasAuction",
    "internalTransfer",
    "liquidation",
    "rewardsClaim",
    "send",
    "spotGenesis",
    "spotTransfer",
    "subAccountTransfer",
    "vaultCreate",
    "vaultDeposit",
    "vaultDistribution",
    "vaultLeaderCommission",
    "vaultWithdraw",
    "withdraw",
];

const FILLS: Stream = Stream {
    name: "userFills",
    inside: &[""],
    when: &[Test::is("channel", &["userFills"])],
};
const EVENTS: Stream = Stream {
    name: "userEvents",
    inside: &[""],
    when: &[
        Test::is("channel", &["user"]),
        Test::lacks("data.funding"),
        Test::lacks("data.liquidation"),
        Test::lacks("data.nonUserCancel"),
    ],
};
const ORDERS: Stream = Stream {
    name: "orderUpdates",
    inside: &[""],
    when: &[Test::is("channel", &["orderUpdates"])],
};
const LEDGER: Stream = Stream {
    name: "userNonFundingLedgerUpdates",
    inside: &[""],
    when: &[Test::is("channel", &["userNonFundingLedgerUpdates"])],
};

const FILL: Gives = Gives::Fill(FillCells {
    id: at("tid"),
    order: at("oid"),
    client: maybe("cloid"),
    market: at("coin"),
    made: MADE,
    at: ms(at("time")),
});

const ORDER: Gives = Gives::Order(OrderCells {
    id: at("oid"),
    client: maybe("cloid"),
    market: at("coin"),
    made: &[],
    at: ms(at("timestamp")),
});

const NESTED: Gives = Gives::Order(OrderCells {
    id: at("order.oid"),
    client: maybe("order.cloid"),
    market: at("order.coin"),
    made: &[],
    at: ms(at("order.timestamp")),
});

/// A send within the same owner looks like any other, and so does one that came in.
const OUT_USDC: Gives = Gives::Movement(
    MovementKind::Withdrawal,
    MovementCells {
        id: at("hash"),
        asset: fixed("USDC"),
        amount: at("delta.usdc"),
        to: maybe("delta.destination"),
        at: ms(at("time")),
    },
);

const OUT: Gives = Gives::Movement(
    MovementKind::Withdrawal,
    MovementCells {
        id: at("hash"),
        asset: at("delta.token"),
        amount: at("delta.amount"),
        to: maybe("delta.destination"),
        at: ms(at("time")),
    },
);

const IN: Gives = Gives::Movement(
    MovementKind::Deposit,
    MovementCells {
        id: at("hash"),
        asset: fixed("USDC"),
        amount: at("delta.usdc"),
        to: NONE,
        at: ms(at("time")),
    },
);

const MOVED: Gives = Gives::Movement(
    MovementKind::Transfer,
    MovementCells {
        id: at("hash"),
        asset: fixed("USDC"),
        amount: at("delta.usdc"),
        to: maybe("delta.destination").or("delta.vault"),
        at: ms(at("time")),
    },
);

/// A client can write none of these. That a trade is marked as one of a liquidation does not say
/// whose, so its direction counts. *Uncertain*: whether there are other words.
const MADE: &[Made] = &[
    Made::by(Origin::Liquidation, &[Test::starts("dir", "Liquidated")]),
    Made::by(
        Origin::Deleverage,
        &[Test::is("dir", &["Auto-Deleveraging"])],
    ),
    Made::by(
        Origin::Venue,
        &[Test::is("dir", &["Settlement", "Spot Dust Conversion"])],
    ),
];
