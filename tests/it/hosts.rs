//! Where a signature may go: the venue's own hosts, one environment, no stand-in.

use crate::support::{ANY_KEY, Fixed, any_signer, ask, at, inspect_at, policy};
use keyleash::{
    AnyCredential, ApiCredential, Code, Environment, LoadError, Method, SignError, VerifyError,
    danger,
    venue::{self, binance::Binance, bybit},
};

#[test]
fn a_whole_url_has_to_be_this_keys_own_host_over_tls() {
    let signer = any_signer("binance", &policy());
    let sign = |target| signer.sign_at(&ask(Method::Get, target), at(1)).map(drop);
    sign("https://api.binance.com/api/v3/account").unwrap();
    for (target, error) in [
        ("http://api.binance.com/api/v3/account", SignError::NotTls),
        (
            "https://api.binance.com.evil.example/api/v3/account",
            SignError::OtherHost,
        ),
        ("https://evil.example/api/v3/account", SignError::OtherHost),
        (
            "https://api1.binance.com/api/v3/account",
            SignError::OtherHost,
        ),
        (
            "https://API.BINANCE.COM/api/v3/account",
            SignError::OtherHost,
        ),
        (
            "https://api.binance.com:8443/api/v3/account",
            SignError::OtherHost,
        ),
        (
            "https://user@api.binance.com/api/v3/account",
            SignError::OtherHost,
        ),
        (
            "https://testnet.binance.vision/api/v3/account",
            SignError::OtherHost,
        ),
        // The host of another service of the same venue.
        (
            "https://fapi.binance.com/api/v3/account",
            SignError::OtherHost,
        ),
    ] {
        assert_eq!(sign(target).unwrap_err(), error, "{target}");
    }
}

#[test]
fn an_environment_reaches_its_own_hosts_only() {
    let spec = venue::find("binance").unwrap();
    let testnet = AnyCredential::load_for(spec, Environment::Testnet, ANY_KEY).unwrap();
    let report = inspect_at(testnet.inspection(), "binance", "testnet", at(0));
    let production = AnyCredential::load(spec, ANY_KEY).unwrap();
    assert!(matches!(
        production
            .verify_at(&policy(), report.clone(), at(0))
            .unwrap_err(),
        VerifyError::OtherKey
    ));
    let signer = testnet.verify_at(&policy(), report, at(0)).unwrap();
    assert_eq!(signer.warnings()[0].code(), Code::NotAsked);
    let request = signer
        .sign_at(&ask(Method::Get, "/api/v3/account"), at(1))
        .unwrap();
    assert!(
        request
            .url()
            .starts_with("https://testnet.binance.vision/api/v3/account?")
    );
    let wallet = signer
        .sign_at(&ask(Method::Get, "/eapi/v1/account"), at(1))
        .unwrap_err();
    assert!(matches!(wallet, SignError::NoHost { .. }), "{wallet}");
    // OKX tells demo keys apart by a header, which every request then has.
    let spec = venue::find("okx").unwrap();
    let demo = AnyCredential::load_for(spec, Environment::Demo, ANY_KEY).unwrap();
    let request = demo.inspection().next_request_at(at(0)).unwrap().unwrap();
    assert_eq!(request.header("x-simulated-trading"), Some("1"));
    let kraken = venue::find("kraken").unwrap();
    assert!(matches!(
        AnyCredential::load_for(kraken, Environment::Testnet, ANY_KEY).unwrap_err(),
        LoadError::NoEnvironment { .. }
    ));
}

#[test]
fn a_report_is_good_for_its_own_key_and_place() {
    let spec = venue::find("binance").unwrap();
    let load = |key| AnyCredential::load(spec, Fixed { key, ..ANY_KEY }).unwrap();
    let report = inspect_at(load("one").inspection(), "binance", "good", at(0));
    let error = load("another")
        .verify_at(&policy(), report.clone(), at(0))
        .unwrap_err();
    assert!(matches!(error, VerifyError::OtherKey));
    let old = load("one")
        .verify_at(&policy(), report, at(24 * 3_600))
        .unwrap_err();
    assert!(matches!(old, VerifyError::OldReport));
    // What a stand-in on this machine said about a key says nothing about it at the exchange.
    let stand_in = danger::any_loopback(load("one"), "127.0.0.1:9".parse().unwrap()).unwrap();
    let report = inspect_at(stand_in.inspection(), "binance", "good", at(0));
    let error = load("one")
        .verify_at(&policy(), report.clone(), at(0))
        .unwrap_err();
    assert!(matches!(error, VerifyError::OtherKey));
    let signer = stand_in.verify_at(&policy(), report, at(0)).unwrap();
    let request = signer
        .sign_at(&ask(Method::Get, "/api/v3/account"), at(1))
        .unwrap();
    assert!(
        request
            .url()
            .starts_with("http://127.0.0.1:9/api/v3/account?")
    );
    let error = danger::any_loopback(load("one"), "18.181.170.164:80".parse().unwrap());
    assert!(matches!(error.unwrap_err(), LoadError::NotLoopback));
}

#[test]
fn a_stand_in_opens_no_socket_of_the_exchange() {
    let load = || AnyCredential::load(venue::find("binance").unwrap(), ANY_KEY).unwrap();
    let stand_in = danger::any_loopback(load(), "127.0.0.1:9".parse().unwrap()).unwrap();
    for (credential, opens) in [(load(), true), (stand_in, false)] {
        let report = inspect_at(credential.inspection(), "binance", "good", at(0));
        let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
        for socket in ["ws-api", "user-data"] {
            let login = signer.login_at(socket, at(1));
            assert_eq!(login.is_ok(), opens, "{socket}");
            if let Err(error) = login {
                assert!(matches!(error, SignError::NoSocket { .. }));
            }
        }
    }
}

#[test]
fn a_stand_in_cannot_be_swapped_for_the_exchange() {
    let load = || ApiCredential::<Binance>::load(ANY_KEY).unwrap();
    let address = "127.0.0.1:9".parse().unwrap();
    let stand_in = danger::loopback(load(), address).unwrap();
    let swapped = stand_in.at_host("api.binance.com").unwrap_err();
    assert!(matches!(swapped, LoadError::UnknownHost { .. }));
    let stand_in = danger::loopback(load().at_host("api1.binance.com").unwrap(), address).unwrap();
    let request = stand_in
        .inspection()
        .next_request_at(at(0))
        .unwrap()
        .unwrap();
    assert!(request.url().starts_with("http://127.0.0.1:9/"));
}

#[test]
fn other_hosts_of_the_venue_can_be_chosen_and_no_others() {
    let load = || ApiCredential::<bybit::Bybit>::load(ANY_KEY).unwrap();
    let europe = load().at_host("api.bybit.eu").unwrap();
    let request = europe.inspection().next_request_at(at(0)).unwrap().unwrap();
    assert!(request.url().starts_with("https://api.bybit.eu/v5/"));
    for host in [
        "api-testnet.bybit.com",
        "evil.example",
        "api.bybit.eu.",
        "API.BYBIT.EU",
        "",
    ] {
        assert!(matches!(
            load().at_host(host).unwrap_err(),
            LoadError::UnknownHost { .. }
        ));
    }
}
