//! Gate's sockets, each logged in to by a signed message; see [`gate`](super) for its sources.

use crate::{
    permission::{Futures, Margin, PermissionSet, Spot},
    report::Environment,
    scheme::{Clock, Part, Scheme},
    venue::Socket,
};

const SPOT_SOCKET: &[(Environment, &str)] =
    &[(Environment::Production, "wss://api.gateio.ws/ws/v4/")];

/// The first three are logged in to and then trade; on the others one channel is subscribed to.
pub(super) const SOCKETS: &[Socket] = &[
    Socket {
        name: "spot",
        urls: SPOT_SOCKET,
        scheme: SPOT_LOGIN,
        challenges: false,
        does: PermissionSet::of::<Spot>().with::<Margin>(),
    },
    Socket {
        name: "futures_usdt",
        urls: &[
            (Environment::Production, "wss://fx-ws.gateio.ws/v4/ws/usdt"),
            (
                Environment::Testnet,
                "wss://ws-testnet.gate.com/v4/ws/futures/usdt",
            ),
        ],
        scheme: FUTURES_LOGIN,
        challenges: false,
        does: PermissionSet::of::<Futures>(),
    },
    Socket {
        name: "futures_btc",
        urls: &[
            (Environment::Production, "wss://fx-ws.gateio.ws/v4/ws/btc"),
            (
                Environment::Testnet,
                "wss://fx-ws-testnet.gateio.ws/v4/ws/btc",
            ),
        ],
        scheme: FUTURES_LOGIN,
        challenges: false,
        does: PermissionSet::of::<Futures>(),
    },
    Socket {
        name: "spot_orders",
        urls: SPOT_SOCKET,
        scheme: SPOT_ORDERS_CHANNEL,
        challenges: false,
        does: PermissionSet::EMPTY,
    },
    Socket {
        name: "spot_usertrades",
        urls: SPOT_SOCKET,
        scheme: SPOT_TRADES_CHANNEL,
        challenges: false,
        does: PermissionSet::EMPTY,
    },
];

const SPOT_LOGIN: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[Part::Lit("api\nspot.login\n\n"), Part::Time],
    sent: &[
        Part::Lit(r#"{"time":"#),
        Part::Time,
        Part::Lit(r#","channel":"spot.login","event":"api","payload":{"#),
        LOGIN,
        Part::Lit("}}"),
    ],
    ..Scheme::PLAIN
};

const FUTURES_LOGIN: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[Part::Lit("api\nfutures.login\n\n"), Part::Time],
    sent: &[
        Part::Lit(r#"{"time":"#),
        Part::Time,
        Part::Lit(r#","channel":"futures.login","event":"api","payload":{"#),
        LOGIN,
        Part::Lit("}}"),
    ],
    ..Scheme::PLAIN
};

const LOGIN: Part = Part::Join(&[
    Part::Lit(r#""req_id":"login","api_key":"#),
    Part::Quoted(&[Part::KeyId]),
    Part::Lit(r#","signature":""#),
    Part::Signature,
    Part::Lit(r#"","timestamp":""#),
    Part::Time,
    Part::Lit(r#"""#),
]);

const SPOT_ORDERS_CHANNEL: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[
        Part::Lit("channel=spot.orders&event=subscribe&time="),
        Part::Time,
    ],
    sent: &[
        Part::Lit(r#"{"time":"#),
        Part::Time,
        Part::Lit(r#","channel":"spot.orders","event":"subscribe","#),
        EVERY_PAIR,
        Part::Lit("}}"),
    ],
    ..Scheme::PLAIN
};

const SPOT_TRADES_CHANNEL: &Scheme = &Scheme {
    clock: Clock::Seconds,
    text: &[
        Part::Lit("channel=spot.usertrades&event=subscribe&time="),
        Part::Time,
    ],
    sent: &[
        Part::Lit(r#"{"time":"#),
        Part::Time,
        Part::Lit(r#","channel":"spot.usertrades","event":"subscribe","#),
        EVERY_PAIR,
        Part::Lit("}}"),
    ],
    ..Scheme::PLAIN
};

const EVERY_PAIR: Part = Part::Join(&[
    Part::Lit(r#""payload":["!all"],"auth":{"method":"api_key","KEY":"#),
    Part::Quoted(&[Part::KeyId]),
    Part::Lit(r#","SIGN":""#),
    Part::Signature,
    Part::Lit(r#"""#),
]);
