//! HTX's sockets, each logged in to by a signed message; see [`htx`](super) for its sources.

use super::SCHEME;
use crate::{
    permission::{Futures, Margin, PermissionSet, Spot},
    report::Environment,
    scheme::{Clock, Part, Place, Scheme},
    venue::Socket,
};

/// The login of version 2.1, for spot. The parameters are put into a query to be signed
/// percent-encoded, and sent as they are.
const SPOT_LOGIN: Scheme = Scheme {
    clock: Clock::Iso8601Seconds,
    stamp: &[
        (Place::LastInQuery("accessKey"), Part::KeyId),
        (Place::LastInQuery("signatureMethod"), Part::Algorithm),
        (Place::LastInQuery("signatureVersion"), Part::Lit("2.1")),
        (Place::LastInQuery("timestamp"), Part::Time),
    ],
    sent: &[
        Part::Lit(
            "{\"action\":\"req\",\"ch\":\"auth\",\"params\":{\"authType\":\"api\",\"accessKey\":",
        ),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"signatureMethod\":\""),
        Part::Algorithm,
        Part::Lit("\",\"signatureVersion\":\"2.1\",\"timestamp\":\""),
        Part::Time,
        Part::Lit("\",\"signature\":\""),
        Part::Signature,
        Part::Lit("\"}}"),
    ],
    ..Scheme::PLAIN
};

/// The login of version 2, for contracts.
const CONTRACT_LOGIN: Scheme = Scheme {
    stamp: SCHEME.stamp,
    sent: &[
        Part::Lit("{\"op\":\"auth\",\"type\":\"api\",\"AccessKeyId\":"),
        Part::Quoted(&[Part::KeyId]),
        Part::Lit(",\"SignatureMethod\":\""),
        Part::Algorithm,
        Part::Lit("\",\"SignatureVersion\":\"2\",\"Timestamp\":\""),
        Part::Time,
        Part::Lit("\",\"Signature\":\""),
        Part::Signature,
        Part::Lit("\"}"),
    ],
    ..SPOT_LOGIN
};

/// The host is signed, so each socket has one. Whether sockets take Ed25519 keys is uncertain.
pub(super) const SOCKETS: &[Socket] = &[
    Socket {
        name: "spot",
        urls: &[(Environment::Production, "wss://api.huobi.pro/ws/v2")],
        scheme: &Scheme {
            text: &[Part::Lit("GET\napi.huobi.pro\n/ws/v2\n"), Part::Query],
            ..SPOT_LOGIN
        },
        challenges: false,
        does: PermissionSet::EMPTY,
    },
    // Its login is documented for `/ws/v2` only; that it is the same is uncertain.
    Socket {
        name: "spot-trade",
        urls: &[(Environment::Production, "wss://api.huobi.pro/ws/trade")],
        scheme: &Scheme {
            text: &[Part::Lit("GET\napi.huobi.pro\n/ws/trade\n"), Part::Query],
            ..SPOT_LOGIN
        },
        challenges: false,
        does: PermissionSet::of::<Spot>().with::<Margin>(),
    },
    Socket {
        name: "contract",
        urls: &[(
            Environment::Production,
            "wss://api.hbdm.com/ws/v5/notification",
        )],
        scheme: &Scheme {
            text: &[
                Part::Lit("GET\napi.hbdm.com\n/ws/v5/notification\n"),
                Part::Query,
            ],
            ..CONTRACT_LOGIN
        },
        challenges: false,
        does: PermissionSet::EMPTY,
    },
    Socket {
        name: "linear-swap",
        urls: &[(
            Environment::Production,
            "wss://api.hbdm.com/linear-swap-notification",
        )],
        scheme: &Scheme {
            text: &[
                Part::Lit("GET\napi.hbdm.com\n/linear-swap-notification\n"),
                Part::Query,
            ],
            ..CONTRACT_LOGIN
        },
        challenges: false,
        does: PermissionSet::EMPTY,
    },
    Socket {
        name: "linear-swap-trade",
        urls: &[(
            Environment::Production,
            "wss://api.hbdm.com/linear-swap-trade",
        )],
        scheme: &Scheme {
            text: &[
                Part::Lit("GET\napi.hbdm.com\n/linear-swap-trade\n"),
                Part::Query,
            ],
            ..CONTRACT_LOGIN
        },
        challenges: false,
        does: PermissionSet::of::<Futures>(),
    },
];
