//! Logging in to a socket, on which no guard sees a message.

use crate::support::{at, good_signer};
use keyleash::{
    PermissionSet, SignError,
    permission::{Read, Spot},
    venue,
};
use std::collections::BTreeSet;

/// The sockets that only stream, by the docs of their venues: a scope that only reads may log in.
const STREAMS: &[(&str, &str)] = &[
    ("gate", "spot_orders"),
    ("gate", "spot_usertrades"),
    ("htx", "contract"),
    ("htx", "linear-swap"),
    ("htx", "spot"),
    ("mexc", "futures"),
    ("phemex", "private"),
    ("woo", "private"),
];

/// Those that take orders of futures, where the recorded key has no right to trade them.
const BEYOND_THE_KEY: &[(&str, &str)] = &[("gate", "futures_btc"), ("gate", "futures_usdt")];

/// Every socket of every venue: a signer that may do less than the key could do there gets no
/// login, and one that gets it has a scope that holds all of it.
#[test]
fn a_login_is_given_within_the_scope_alone() {
    let mut given = BTreeSet::new();
    for spec in venue::ALL {
        let Some(signer) = good_signer(spec.id()) else {
            continue;
        };
        for name in spec.sockets() {
            let reading = signer.narrow(PermissionSet::of::<Read>()).unwrap();
            for signer in [signer.clone(), reading] {
                match signer.login_at(name, at(1)) {
                    Ok(login) => {
                        if signer.scope() == PermissionSet::of::<Read>() {
                            given.insert((spec.id(), name));
                        }
                        assert!(login.url().starts_with("wss://"), "{login:?}");
                        assert!(!login.message().is_empty(), "{login:?}");
                        assert_eq!(
                            format!("{login:?}"),
                            format!("SocketLogin({})", login.url())
                        );
                    }
                    // Tried below, with a challenge.
                    Err(SignError::Challenge) => assert_eq!(spec.id(), "kraken_futures"),
                    Err(SignError::SocketTooWide { can }) => {
                        assert!(!can.is_empty());
                        assert!(can.and(signer.scope()).is_empty(), "{}: {can}", spec.id());
                    }
                    Err(error) => panic!("{} {name}: {error}", spec.id()),
                }
            }
        }
    }
    let wanted = STREAMS.iter().chain(BEYOND_THE_KEY).copied();
    assert_eq!(given, wanted.collect());
}

/// What comes over a socket is read, and a scope without that right reads nothing.
#[test]
fn a_scope_that_does_not_read_gets_no_login() {
    let reading = PermissionSet::of::<Read>();
    for (id, name) in STREAMS {
        let signer = good_signer(id).unwrap();
        let blind = signer.narrow(signer.scope().minus(reading)).unwrap();
        assert_eq!(
            blind.login_at(name, at(1)).unwrap_err(),
            SignError::SocketTooWide { can: reading },
            "{id} {name}"
        );
    }
}

/// Where the venue does not say what a key can do, its socket could withdraw.
#[test]
fn a_socket_that_may_withdraw_is_refused() {
    for id in ["bitvavo", "crypto_com"] {
        let signer = good_signer(id).unwrap();
        let socket = signer.venue().sockets().next().unwrap();
        match signer.login_at(socket, at(1)) {
            Err(SignError::SocketTooWide { can }) => {
                assert!(!can.and(PermissionSet::NEVER).is_empty(), "{id}: {can}");
            }
            other => panic!("{id}: {other:?}"),
        }
    }
}

/// The guards of a request hold for a login too.
#[test]
fn a_login_passes_the_guards() {
    let (signer, name) = (good_signer("binance").unwrap(), "ws-api");
    assert!(signer.login_at(name, at(1)).is_ok());
    assert!(matches!(
        signer.login_at("no such socket", at(1)),
        Err(SignError::NoSocket { .. })
    ));
    let narrow = signer.narrow(PermissionSet::of::<Read>()).unwrap();
    assert_eq!(
        narrow.login_at(name, at(1)).unwrap_err(),
        SignError::SocketTooWide {
            can: PermissionSet::of::<Spot>()
        }
    );
    assert!(matches!(
        signer.login_at(name, at(25 * 3600)),
        Err(SignError::Stale)
    ));
    signer.stop();
    assert!(matches!(
        signer.login_at(name, at(1)),
        Err(SignError::Stopped)
    ));
}

/// A login is good for a moment: each later one is another text. Venues that count seconds take
/// one login for all that are made within one.
#[test]
fn a_login_is_made_anew_each_time() {
    for (id, name) in STREAMS.iter().chain(&[("binance", "ws-api")]) {
        let signer = good_signer(id).unwrap();
        let first = signer.login_at(name, at(1)).unwrap();
        let later = signer.login_at(name, at(3)).unwrap();
        assert_ne!(first.message(), later.message(), "{id} {name}");
    }
}

/// Kraken Futures has a text signed that comes over the socket: nothing but a UUID will do, since a
/// request is signed by a hash of its own parameters, nonce and path.
#[test]
fn a_challenge_is_a_uuid_or_is_not_signed() {
    let signer = good_signer("kraken_futures").unwrap();
    let uuid = "c100b894-1729-464d-ace1-52dbce11db42";
    let login = signer.answer_at("private", uuid, at(1)).unwrap();
    assert_eq!(login.url(), "wss://futures.kraken.com/ws/v1");
    assert!(login.message().contains(uuid));
    for challenge in [
        "",
        "1/api/v3/withdrawal",
        "c100b894-1729-464d-ace1-52dbce11db4",
        "c100b894-1729-464d-ace1-52dbce11db421",
        "c100b894x1729x464dxace1x52dbce11db42",
        "C100B894-1729-464D-ACE1-52DBCE11DB42",
    ] {
        assert_eq!(
            signer.answer_at("private", challenge, at(1)).unwrap_err(),
            SignError::Challenge,
            "{challenge}"
        );
    }
    // Each kind of socket is logged in to in its own way.
    assert_eq!(
        signer.login_at("private", at(1)).unwrap_err(),
        SignError::Challenge
    );
    let other = good_signer("binance").unwrap();
    assert_eq!(
        other.answer_at("ws-api", uuid, at(1)).unwrap_err(),
        SignError::Challenge
    );
    signer.stop();
    assert_eq!(
        signer.answer_at("private", uuid, at(1)).unwrap_err(),
        SignError::Stopped
    );
}
