//! The guards of a signer, one by one, and what a signature shares and leaves behind.

use crate::support::{ANY_KEY, Fixed, answer, any_signer, at, inspect_at, policy, signer};
use keyleash::{
    AnyCredential, AnyPolicy, ApiCredential, Code, Date, Environment, Gap, InspectionError, Listed,
    LoadError, Malformed, Method, PermissionSet, Policy, Request, SignError, SignedRequest,
    Standing, VerifyError, danger,
    permission::{Earn, Futures, Margin, Read, Spot},
    scope,
    venue::{self, binance, binance::Binance, bybit, kraken, okx},
};
use std::{
    collections::BTreeSet,
    thread,
    time::{Duration, SystemTime},
};

scope! { Trader = Read | Spot }
scope! { Watcher = Read }

const ORDER: &str = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";

fn ask(method: Method, target: &str) -> Request<'_> {
    Request::new(method, target).unwrap()
}

#[test]
fn a_stopped_key_signs_nothing_more() {
    let trader = signer::<Binance, Trader>(&Policy::new());
    let watcher = trader.narrow::<Watcher>();
    let other = trader.clone();
    let mut out = SignedRequest::new();
    other
        .sign_into_at(binance::NEW_ORDER.query(ORDER), at(1), &mut out)
        .unwrap();
    watcher.stop();
    for result in [
        trader
            .sign_at(binance::NEW_ORDER.query(ORDER), at(2))
            .map(drop),
        watcher.sign_at(binance::ACCOUNT.call(), at(2)).map(drop),
        other.sign_into_at(binance::NEW_ORDER.query(ORDER), at(2), &mut out),
    ] {
        assert_eq!(result.unwrap_err(), SignError::Stopped);
    }
    // Nothing of the signature before is left in the buffer.
    assert_eq!((out.url(), out.body(), out.headers().count()), ("", "", 0));
    assert_eq!(trader.standing(), Standing::Stopped);
}

#[test]
fn a_verification_goes_stale_and_is_renewed_in_place() {
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>()).reverify_hours(8);
    let signer = any_signer("binance", &policy);
    let request = ask(Method::Get, "/api/v3/account");
    let hours = |hours: u64| at(hours * 3_600);
    assert!(matches!(
        signer.standing_at(hours(5)),
        Standing::Fresh { .. }
    ));
    assert!(matches!(
        signer.standing_at(hours(6)),
        Standing::RenewSoon { .. }
    ));
    drop(signer.sign_at(&request, hours(7)).unwrap());
    assert_eq!(signer.standing_at(hours(8)), Standing::Stale);
    assert_eq!(
        signer.sign_at(&request, hours(8)).unwrap_err(),
        SignError::Stale
    );
    let clone = signer.clone();
    let report = inspect_at(signer.inspection(), "binance", "good", hours(9));
    signer.renew_at(report, hours(9)).unwrap();
    drop(clone.sign_at(&request, hours(16)).unwrap());
    assert_eq!(
        clone.sign_at(&request, hours(17)).unwrap_err(),
        SignError::Stale
    );
}

#[test]
fn a_clock_that_steps_back_does_not_prolong_a_verification() {
    let signer = any_signer("binance", &policy());
    let request = ask(Method::Get, "/api/v3/account");
    let last = at(24 * 3_600 - 1);
    drop(signer.sign_at(&request, last).unwrap());
    for _ in 0..2_000 {
        let _ = signer.sign_at(&request, at(0));
    }
    // A thousand more timestamps reach the end, although the clock says that a day is left.
    assert_eq!(
        signer.sign_at(&request, at(0)).unwrap_err(),
        SignError::Stale
    );
}

#[test]
fn a_refused_renewal_stops_every_signer() {
    let signer = any_signer("binance", &policy());
    let clone = signer.clone();
    let report = inspect_at(signer.inspection(), "binance", "can_withdraw", at(60));
    match signer.renew_at(report, at(60)).unwrap_err() {
        VerifyError::Refused(refused) => assert!(refused.is_for(Code::Withdraw)),
        error => panic!("{error}"),
    }
    let refused = clone.sign_at(&ask(Method::Get, "/api/v3/account"), at(61));
    assert_eq!(refused.unwrap_err(), SignError::Stopped);
}

#[test]
fn a_key_past_its_deadline_signs_nothing() {
    let policy = policy().reverify_hours(720);
    let signer = any_signer("binance", &policy);
    let deadline = signer.deadline().unwrap();
    // Made on 2026-10-01 and replaced after 90 days; a renewal keeps it fresh until then.
    let mut now = at(0);
    while deadline
        .duration_since(now)
        .is_ok_and(|left| left > Duration::from_secs(86_400))
    {
        now += Duration::from_secs(86_400);
        let report = inspect_at(signer.inspection(), "binance", "good", now);
        signer.renew_at(report, now).unwrap();
        drop(
            signer
                .sign_at(&ask(Method::Get, "/api/v3/account"), now)
                .unwrap(),
        );
    }
    let refused = signer.sign_at(&ask(Method::Get, "/api/v3/account"), deadline);
    assert_eq!(refused.unwrap_err(), SignError::PastDeadline);
    assert_eq!(signer.standing_at(deadline), Standing::PastDeadline);
}

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
    let signed = signer
        .sign_at(&ask(Method::Get, "/api/v3/account"), at(1))
        .unwrap();
    assert!(
        signed
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
    let signed = signer
        .sign_at(&ask(Method::Get, "/api/v3/account"), at(1))
        .unwrap();
    assert!(
        signed
            .url()
            .starts_with("http://127.0.0.1:9/api/v3/account?")
    );
    let error = danger::any_loopback(load("one"), "18.181.170.164:80".parse().unwrap());
    assert!(matches!(error.unwrap_err(), LoadError::NotLoopback));
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
fn a_report_is_as_old_as_its_oldest_answer_and_never_young() {
    let spec = venue::find("binance").unwrap();
    let credential = AnyCredential::load(spec, ANY_KEY).unwrap();
    let mut inspection = credential.inspection();
    let hours = |hours: u64| at(hours * 3_600);
    inspection.next_request_at(hours(0)).unwrap();
    inspection
        .answer_at(&answer("binance", "good", 1), hours(0))
        .unwrap();
    inspection.next_request_at(hours(23)).unwrap();
    inspection
        .answer_at(&answer("binance", "good", 2), hours(23))
        .unwrap();
    let report = inspection.finish().unwrap();
    let signer = credential.verify_at(&policy(), report, hours(23)).unwrap();
    assert_eq!(signer.standing_at(hours(24)), Standing::Stale);
    // An older report does not renew.
    let old = inspect_at(
        AnyCredential::load(spec, ANY_KEY).unwrap().inspection(),
        "binance",
        "good",
        hours(0),
    );
    let young = inspect_at(signer.inspection(), "binance", "good", hours(25));
    signer.renew_at(young, hours(25)).unwrap();
    assert!(matches!(
        signer.renew_at(old, hours(23)).unwrap_err(),
        VerifyError::OldReport
    ));

    // One from the future holds as long as one from now.
    let credential = AnyCredential::load(spec, ANY_KEY).unwrap();
    let report = inspect_at(credential.inspection(), "binance", "good", hours(48));
    let signer = credential.verify_at(&policy(), report, hours(0)).unwrap();
    assert_eq!(signer.standing_at(hours(24)), Standing::Stale);
}

#[test]
fn a_stopped_key_asks_nothing_either() {
    let signer = any_signer("binance", &policy());
    signer.stop();
    let refused = signer.inspection().next_request_at(at(1)).unwrap_err();
    assert!(matches!(refused, InspectionError::Stopped));
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

#[test]
fn only_what_the_scope_grants_is_signed_at_run_time_too() {
    let signer = any_signer("binance", &policy());
    let sign = |method, target| signer.sign_at(&ask(method, target), at(1)).map(drop);
    sign(Method::Post, "/api/v3/order?symbol=BTCUSDT").unwrap();
    for (method, target) in [
        (Method::Post, "/sapi/v1/capital/withdraw/apply"),
        (Method::Post, "/sapi/v1/giftcard/createCode"),
        (Method::Post, "/sapi/v1/sub-account/subAccountApi"),
        (Method::Post, "/sapi/v1/broker/anything/at/all"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::Never { .. }),
            "{target}: {error}"
        );
    }
    for (method, target) in [
        (Method::Post, "/fapi/v1/order"),
        (Method::Post, "/sapi/v1/asset/transfer"),
        (Method::Post, "/sapi/v1/margin/order"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::OutOfScope { .. }),
            "{target}: {error}"
        );
    }
    for (method, target) in [
        (Method::Put, "/sapi/v1/capital/withdraw/apply"),
        (Method::Get, "/api/v9/nothing"),
        (Method::Get, "/nothing"),
        (Method::Post, "/0/private/Withdraw"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::Unlisted { .. }),
            "{target}: {error}"
        );
    }
    let watcher = signer.narrow(PermissionSet::of::<Read>()).unwrap();
    let refused = watcher
        .sign_at(&ask(Method::Post, "/api/v3/order"), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
    assert!(watcher.narrow(PermissionSet::of::<Spot>()).is_err());
    assert!(signer.narrow(PermissionSet::NEVER).is_err());
}

#[test]
fn a_path_that_could_be_read_in_two_ways_is_refused() {
    for target in [
        "/api/v3/../../sapi/v1/capital/withdraw/apply",
        "/api/./v3/order",
        "/api//v3/order",
        "//evil.example/api/v3/order",
        "/api/v3/order/",
        "/api/v3/%6frder",
        "/sapi/v1/capital%2fwithdraw/apply",
        "/api/%2e%2e/sapi/v1/capital/withdraw/apply",
        "/api/v3/order#fragment",
        "/api/v3/order;x=1",
        "/api/v3/order\r\nX: y",
        "/api/v3/ordér",
        "/api/v3/order ",
        "/api\\v3\\order",
        "api/v3/order",
        "https://api.binance.com",
        "ftp://api.binance.com/api/v3/order",
        "",
    ] {
        assert!(Request::new(Method::Post, target).is_err(), "{target:?}");
    }
    // Upper case is plain, and no row of the table.
    let signer = any_signer("binance", &policy());
    for target in [
        "/SAPI/v1/capital/withdraw/apply",
        "/api/V3/order",
        "/sapi/v1/capital/Withdraw/apply",
    ] {
        let error = signer
            .sign_at(&ask(Method::Post, target), at(1))
            .unwrap_err();
        assert!(
            matches!(error, SignError::Unlisted { .. }),
            "{target}: {error}"
        );
    }
}

#[test]
fn parameters_that_could_be_read_in_two_ways_are_refused() {
    let signer = signer::<Binance, Trader>(&Policy::new());
    let query = |query| {
        signer
            .sign_at(binance::NEW_ORDER.query(query), at(1))
            .map(drop)
            .unwrap_err()
    };
    let body = |body| {
        signer
            .sign_at(binance::NEW_ORDER.body(body), at(1))
            .map(drop)
            .unwrap_err()
    };
    for text in [
        "a=b c",
        "a=b\r\nX-Other: 1",
        "a=b\n",
        "a=ü",
        "a=b#c",
        "a=\"b\"",
        "a={}",
        "a=\0",
        "a=[1]",
        "a=1;b=2",
        "a='b'",
        "a=%zz",
        "a=%4",
    ] {
        assert_eq!(
            query(text),
            SignError::Malformed(Malformed::Query),
            "{text:?}"
        );
    }
    for text in ["a=b c", "a=b\r\n", "a=ü", "{\"a\":1}"] {
        assert_eq!(
            body(text),
            SignError::Malformed(Malformed::Form),
            "{text:?}"
        );
    }
    for text in [
        "signature=00",
        "symbol=X&timestamp=1",
        "TimeStamp=1",
        "x=1&signature=",
    ] {
        assert_eq!(
            query(text),
            SignError::Malformed(Malformed::Reserved),
            "{text:?}"
        );
        assert_eq!(
            body(text),
            SignError::Malformed(Malformed::Reserved),
            "{text:?}"
        );
    }
    for text in ["time%73tamp=1", "=1", "a+b=1"] {
        assert_eq!(
            query(text),
            SignError::Malformed(Malformed::Name),
            "{text:?}"
        );
    }
    let read = signer
        .sign_at(binance::ACCOUNT.body("a=1"), at(1))
        .unwrap_err();
    assert_eq!(read, SignError::Malformed(Malformed::Carrier));
    let own = signer
        .sign_at(binance::NEW_ORDER.query("recvWindow=100&symbol=X"), at(1))
        .unwrap();
    assert_eq!(own.query().matches("recvWindow").count(), 1);
}

#[test]
fn a_venue_gets_parameters_only_where_it_signs_them() {
    let carrier = SignError::Malformed(Malformed::Carrier);
    let kraken = any_signer("kraken", &policy());
    let with_query = ask(Method::Post, "/0/private/AddOrder?userref=5").body("pair=XBTUSD");
    assert_eq!(kraken.sign_at(&with_query, at(1)).unwrap_err(), carrier);
    let bybit = any_signer("bybit", &policy());
    let with_query =
        ask(Method::Post, "/v5/order/create?category=linear").body(r#"{"category":"spot"}"#);
    assert!(bybit.sign_at(&with_query, at(1)).is_err());
    drop(
        bybit
            .sign_at(&ask(Method::Get, "/v5/market/tickers?category=spot"), at(1))
            .unwrap(),
    );
    let needs = PermissionSet::of::<Read>().with::<Futures>();
    let futures = any_signer("kraken_futures", &AnyPolicy::needing(needs));
    let order = ask(Method::Post, "/derivatives/api/v3/sendorder");
    drop(
        futures
            .sign_at(&order.body("symbol=PI_XBTUSD"), at(1))
            .unwrap(),
    );
    let both = ask(Method::Post, "/derivatives/api/v3/sendorder?size=1").body("symbol=PI_XBTUSD");
    assert_eq!(futures.sign_at(&both, at(1)).unwrap_err(), carrier);
    let with_body = ask(Method::Get, "/v5/user/query-api").body("{}");
    assert_eq!(bybit.sign_at(&with_body, at(1)).unwrap_err(), carrier);
}

#[test]
fn the_parameters_decide_between_products() {
    let bybit = any_signer("bybit", &policy());
    let order = |body| {
        let request = ask(Method::Post, "/v5/order/create").body(body);
        bybit.sign_at(&request, at(1)).map(drop)
    };
    order(r#"{"category":"spot","symbol":"BTCUSDT"}"#).unwrap();
    order(r#"{"symbol":"BTCUSDT","category":"\u0073pot","isLeverage":0}"#).unwrap();
    for body in [
        r#"{"category":"linear"}"#,
        r#"{"category":"spot","isLeverage":1}"#,
        r#"{"category":"spot","isLeverage":"1"}"#,
        r#"{"category":"spot","is_leverage":1}"#,
    ] {
        assert!(
            matches!(order(body), Err(SignError::OutOfScope { .. })),
            "{body}"
        );
    }
    for body in [
        r#"{"symbol":"BTCUSDT"}"#,
        r#"{"category":"spot","category":"linear"}"#,
        r#"{"category":"spot","Category":"linear"}"#,
        r#"{"category":"spot","\u0063ategory":"linear"}"#,
        r#"{"category":"spot","request":[{"category":"linear"}]}"#,
        r#"{"category":["spot","linear"]}"#,
        r#"{"category":"spot","isLeverage":true}"#,
        r#"{"category":"spot","isLeverage":1.0}"#,
        r#"{"category":null}"#,
        r#"{"category":"SPOT"}"#,
        r#"{"category":"spot","isLeverage":{"v":1}}"#,
        r#"{"category":"spot","isLeverage":[]}"#,
        r#"{"category":"spot","IsLeverage":2}"#,
    ] {
        assert!(
            matches!(order(body), Err(SignError::Undecided)),
            "{body}: {:?}",
            order(body)
        );
    }
    for body in [
        "",
        "category=spot",
        r#"{"category":"spot""#,
        r#"{"category":"spot"} {}"#,
    ] {
        assert!(order(body).is_err(), "{body}");
    }

    let okx = any_signer("okx", &policy());
    let order = |body| {
        let request = ask(Method::Post, "/api/v5/trade/order").body(body);
        okx.sign_at(&request, at(1)).map(drop)
    };
    order(r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy"}"#).unwrap();
    assert!(order(r#"{"instId":"BTC-USDT","tdMode":"cross"}"#).is_err());
    assert!(order(r#"{"instId":"BTC-USDT-SWAP","tdMode":"cash"}"#).is_err());
    assert!(order(r#"{"instId":"BTC-USDT\u002dSWAP","tdMode":"cash"}"#).is_err());
    assert!(order(r#"{"instId":"BTC-USD-261225-50000-C","tdMode":"cash"}"#).is_err());

    let kraken = any_signer("kraken", &policy());
    let order = |body| {
        let request = ask(Method::Post, "/0/private/AddOrder").body(body);
        kraken.sign_at(&request, at(1)).map(drop)
    };
    order("pair=XBTUSD&type=buy&ordertype=market&volume=1").unwrap();
    order("pair=XBTUSD&leverage=none").unwrap();
    for body in [
        "pair=XBTUSD&leverage=5",
        "pair=XBTUSD&Leverage=5",
        "orders[0][leverage]=5",
        "leverage[]=5",
        "leverage[0]=5",
        "[leverage]=5",
        "le_verage=5",
        "orders=%5B%7B%22leverage%22%3A5%7D%5D",
        "x=1;leverage=5",
        "leverage=n%6fne",
    ] {
        assert!(order(body).is_err(), "{body}");
    }
}

#[test]
fn a_typed_call_has_to_agree_with_its_endpoint() {
    let signer = signer::<bybit::Bybit, Trader>(&Policy::new());
    let order = |body| {
        signer
            .sign_at(bybit::ORDER_CREATE_SPOT.body(body), at(1))
            .map(drop)
    };
    order(r#"{"category":"spot","symbol":"BTCUSDT"}"#).unwrap();
    assert_eq!(
        order(r#"{"category":"linear"}"#).unwrap_err(),
        SignError::Undecided
    );
    assert_eq!(order("{}").unwrap_err(), SignError::Undecided);
}

#[test]
fn a_listing_adds_and_never_relabels() {
    const LISTED: &[Listed] = &[
        Listed::new::<Read>(Method::Get, "/api/v3/brand/new"),
        Listed::new::<Futures>(Method::Post, "/fapi/v9/order"),
        Listed::new::<Read>(Method::Put, "/sapi/v1/asset/transfer"),
        Listed::new::<Read>(Method::Post, "/sapi/v1/Asset/Transfer"),
        Listed::new::<Read>(Method::Post, "/sapi/v1/BROKER/anything"),
        Listed::new::<Read>(Method::Put, "/sapi/v1/broker/anything"),
        Listed::new::<Read>(Method::Get, "/elsewhere"),
    ];
    let signer = any_signer("binance", &policy().list_endpoints(LISTED));
    let sign = |method, target| signer.sign_at(&ask(method, target), at(1)).map(drop);
    sign(Method::Get, "/api/v3/brand/new?x=1").unwrap();
    assert!(matches!(
        sign(Method::Post, "/fapi/v9/order"),
        Err(SignError::OutOfScope { .. })
    ));
    for (method, target) in [
        (Method::Put, "/sapi/v1/asset/transfer"),
        (Method::Post, "/sapi/v1/Asset/Transfer"),
        (Method::Post, "/sapi/v1/BROKER/anything"),
    ] {
        assert_eq!(
            sign(method, target).unwrap_err(),
            SignError::Relabelled,
            "{target}"
        );
    }
    // The table goes first.
    let broker = sign(Method::Put, "/sapi/v1/broker/anything").unwrap_err();
    assert!(matches!(broker, SignError::Never { .. }), "{broker}");
    assert!(matches!(
        sign(Method::Get, "/elsewhere"),
        Err(SignError::Unlisted { .. })
    ));
    let words = [
        "/sapi/v9/capital/With-Draw/apply",
        "/sapi/v9/sub-account/x",
        "/v5/user2/update-sub-api",
        "/sapi/v9/api_key",
    ];
    for path in words {
        let listing = serde_json::json!({
            "needs": ["read"],
            "endpoints": [{ "method": "POST", "path": path, "needs": "read" }],
        });
        assert!(
            serde_json::from_value::<AnyPolicy>(listing).is_err(),
            "{path}"
        );
    }
}

#[test]
fn a_family_takes_nothing_that_another_row_names() {
    let needs = PermissionSet::of::<Read>().with::<Earn>();
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), ANY_KEY).unwrap();
    let report = inspect_at(credential.inspection(), "bybit", "good_earn", at(0));
    let bybit = credential
        .verify_at(&AnyPolicy::needing(needs), report, at(0))
        .unwrap();
    let sign = |target| {
        bybit
            .sign_at(&ask(Method::Post, target).body("{}"), at(1))
            .map(drop)
    };
    sign("/v5/earn/any-new-call").unwrap();
    for target in [
        "/v5/earn/pwm/asset-manager/settle-profit",
        "/v5/earn/pwm/Asset-manager/settle-profit",
        "/v5/earn/PWM/asset-manager/create-sub-account",
        "/v5/earn/pwm/Fund-Transfer",
        "/v5/earn/pwm/fund-transfer",
    ] {
        assert!(sign(target).is_err(), "{target}");
    }
    assert!(Request::new(Method::Post, "/v5/earn/pwm/fund-transfer.").is_err());
}

#[test]
fn a_call_may_need_more_than_its_type_says() {
    scope! { Lender = Read | Margin }
    let kraken = signer::<kraken::Kraken, Trader>(&Policy::new());
    let token = ask(Method::Post, "/0/private/GetWebSocketsToken");
    let refused = kraken
        .clone()
        .into_any()
        .sign_at(&token, at(1))
        .unwrap_err();
    assert!(
        matches!(refused, SignError::OutOfScope { needs, .. } if needs == PermissionSet::of::<Margin>())
    );
    let refused = kraken
        .sign_at(kraken::GET_WEBSOCKETS_TOKEN.call(), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
    let lender = signer::<kraken::Kraken, Lender>(&Policy::new());
    let batch = "orders[0][leverage]=2&orders[1][leverage]=2&pair=XBTUSD";
    let refused = lender
        .sign_at(kraken::ADD_ORDER_BATCH_MARGIN.body(batch), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
}

#[test]
fn times_and_nonces_grow_across_threads_clones_and_clocks() {
    for venue in ["binance", "kraken"] {
        let signer = any_signer(venue, &policy());
        let (method, target) = match venue {
            "binance" => (Method::Get, "/api/v3/account"),
            _ => (Method::Post, "/0/private/Balance"),
        };
        let stamp = |signed: &SignedRequest| -> u64 {
            let text = if venue == "binance" {
                signed.query()
            } else {
                signed.body()
            };
            let name = if venue == "binance" {
                "timestamp="
            } else {
                "nonce="
            };
            let behind = text.split(name).nth(1).unwrap();
            behind.split('&').next().unwrap().parse().unwrap()
        };
        let seen: Vec<Vec<u64>> = thread::scope(|threads| {
            let running: Vec<_> = (0..4)
                .map(|thread| {
                    let signer = signer.clone();
                    threads.spawn(move || {
                        (0..500)
                            .map(|turn: u64| {
                                // Each thread's clock goes its own way, often backwards.
                                let now = at(1000 - (turn * 7 + thread * 13) % 900);
                                stamp(&signer.sign_at(&ask(method, target), now).unwrap())
                            })
                            .collect()
                    })
                })
                .collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        for own in &seen {
            assert!(
                own.windows(2).all(|pair| pair[0] < pair[1]),
                "{venue}: a step back"
            );
        }
        let all: BTreeSet<u64> = seen.iter().flatten().copied().collect();
        assert_eq!(all.len(), 2000, "{venue}: a time or nonce twice");
    }
}

#[test]
fn signing_into_a_used_request_does_not_allocate() {
    let binance = signer::<Binance, Trader>(&Policy::new());
    let kraken = signer::<kraken::Kraken, Trader>(&Policy::new());
    let bybit = signer::<bybit::Bybit, Trader>(&Policy::new());
    let okx = signer::<okx::Okx, Trader>(&Policy::new());
    let mut out = SignedRequest::new();
    let mut turn = |now: SystemTime| {
        binance
            .sign_into_at(binance::NEW_ORDER.query(ORDER), now, &mut out)
            .unwrap();
        kraken
            .sign_into_at(
                kraken::ADD_ORDER.body("pair=XBTUSD&type=buy"),
                now,
                &mut out,
            )
            .unwrap();
        let body = r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","qty":"1"}"#;
        bybit
            .sign_into_at(bybit::ORDER_CREATE_SPOT.body(body), now, &mut out)
            .unwrap();
        let body = r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","sz":"1"}"#;
        okx.sign_into_at(okx::ORDER_SPOT.body(body), now, &mut out)
            .unwrap();
    };
    turn(at(1));
    let counted = allocation_counter::measure(|| (2..50).for_each(|second| turn(at(second))));
    assert_eq!(counted.count_total, 0, "{counted:?}");
}

#[test]
fn a_signed_request_becomes_one_of_the_http_crate() {
    let signer = signer::<okx::Okx, Trader>(&Policy::new());
    let body = r#"{"instId":"BTC-USDT","tdMode":"cash"}"#;
    let signed = signer.sign_at(okx::ORDER_SPOT.body(body), at(1)).unwrap();
    assert_eq!(
        signed.header("OK-ACCESS-PASSPHRASE"),
        Some(ANY_KEY.passphrase)
    );
    assert_eq!(signed.header("ok-access-key"), Some(ANY_KEY.key));
    let url = signed.url().to_owned();
    let request = http::Request::try_from(signed).unwrap();
    assert_eq!(
        (request.method(), request.uri().to_string()),
        (&http::Method::POST, url)
    );
    assert_eq!(request.body(), body.as_bytes());
    for name in ["ok-access-key", "ok-access-sign", "ok-access-passphrase"] {
        assert!(request.headers()[name].is_sensitive(), "{name}");
    }
    assert_eq!(request.headers()["content-type"], "application/json");
    let shown = format!("{request:?}");
    assert!(
        !shown.contains(ANY_KEY.key) && !shown.contains(ANY_KEY.passphrase),
        "{shown}"
    );
}

#[test]
fn what_cannot_go_into_a_header_is_no_key() {
    let spec = venue::find("okx").unwrap();
    for key in [
        "",
        " ",
        "a b",
        "a\r\nX: y",
        "a\0",
        "schlüssel",
        &"x".repeat(257),
    ] {
        let key: &'static str = String::from(key).leak();
        let error = AnyCredential::load(spec, Fixed { key, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::KeyId), "{key:?}: {error}");
    }
    for passphrase in ["", "a b", "a\r\nX: y", "ü"] {
        let error = AnyCredential::load(
            spec,
            Fixed {
                passphrase,
                ..ANY_KEY
            },
        )
        .unwrap_err();
        assert!(
            matches!(error, LoadError::Passphrase),
            "{passphrase:?}: {error}"
        );
    }
    for secret in ["", "  ", "a b", "a\nb", "ü"] {
        let error = AnyCredential::load(spec, Fixed { secret, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::Secret(_)), "{secret:?}: {error}");
    }
    let kraken = venue::find("kraken").unwrap();
    for secret in ["not base64!", "QUJD=", "QUJ"] {
        let error = AnyCredential::load(kraken, Fixed { secret, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::Secret(_)), "{secret:?}: {error}");
    }
}

#[test]
fn a_gap_is_declared_in_code_with_its_last_day() {
    const POLICY: Policy<Trader> = Policy::new().accept_gap(Gap::Creation, Date::new(2027, 3, 31));
    let spec = ApiCredential::<okx::Okx>::load(ANY_KEY).unwrap();
    let report = inspect_at(spec.inspection(), "okx", "creation_not_stated", at(0));
    let signer = spec.verify_at(&POLICY, report, at(0)).unwrap();
    assert!(
        signer
            .warnings()
            .iter()
            .any(|warning| warning.code() == Code::GapDeclared)
    );
}
