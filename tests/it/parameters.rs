//! How a request may be written: in one way only, and for the product it says.

use crate::support::{Trader, any_signer, ask, at, good_signer, policy, signer};
use keyleash::{
    AnyPolicy, Malformed, Method, PermissionSet, Policy, SignError,
    permission::{Futures, Margin, Read, Spot},
    venue::{binance, binance::Binance, bybit},
};

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
    order(r#"{"category":"spot","isLeverage":null}"#).unwrap();
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
    order("pair=XBTUSD&close[ordertype]=limit&close%5Bprice%5D=9&oflags=fciq,post").unwrap();
    for body in [
        "pair=XBTUSD&leverage=5",
        "pair=XBTUSD&Leverage=5",
        "orders[0][leverage]=5",
        "leverage[]=5",
        "leverage%5B%5D=5",
        "orders%5B0%5D%5bleverage%5d=5",
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

/// A unified account of KuCoin may go by the symbol alone, whatever the trade type says.
#[test]
fn the_symbol_has_to_agree_with_the_trade_type() {
    let kucoin = any_signer("kucoin", &policy());
    let order = |target, body| {
        let request = ask(Method::Post, target).body(body);
        kucoin.sign_at(&request, at(1)).map(drop)
    };
    let (classic, unified) = (
        "/api/ua/v1/classic/order/place?tradeType=SPOT",
        "/api/ua/v1/unified/order/place",
    );
    order(unified, r#"{"tradeType":"SPOT","symbol":"BTC-USDT"}"#).unwrap();
    order(classic, r#"{"symbol":"BTC-USDT"}"#).unwrap();
    for (target, body) in [
        (unified, r#"{"tradeType":"SPOT","symbol":"XBTUSDTM"}"#),
        (unified, r#"{"tradeType":"SPOT"}"#),
        (classic, r#"{"symbol":"XBTUSDTM"}"#),
        (classic, r#"{"tradeType":"FUTURES","symbol":"BTC-USDT"}"#),
        (classic, r#"{"tradeType":"CROSS","symbol":"BTC-USDT"}"#),
        (
            "/api/ua/v1/unified/order/place-batch",
            r#"{"tradeType":"SPOT","orderList":[{"symbol":"BTC-USDT"},{"symbol":"XBTUSDTM"}]}"#,
        ),
    ] {
        assert_eq!(order(target, body), Err(SignError::Undecided), "{body}");
    }
    for body in [
        r#"{"tradeType":"FUTURES","symbol":"XBTUSDTM"}"#,
        r#"{"tradeType":"CROSS","symbol":"BTC-USDT"}"#,
    ] {
        assert!(
            matches!(order(unified, body), Err(SignError::OutOfScope { .. })),
            "{body}"
        );
    }
}

/// What borrows, or is of another product, is not taken for spot, however it is written.
#[test]
fn nothing_borrowed_passes_for_spot() {
    // Whether HTX holds the account against the source is uncertain: spot may borrow there.
    let reading = PermissionSet::of::<Read>();
    let wide = AnyPolicy::needing(reading.with::<Spot>().with::<Margin>());
    let spot = any_signer("htx", &policy());
    let both = any_signer("htx", &wide);
    let place = "/v1/order/orders/place";
    for body in [
        r#"{"account-id":"1","symbol":"ethusdt"}"#,
        r#"{"symbol":"ethusdt","source":"spot-api"}"#,
        r#"{"source":"super-margin-api"}"#,
    ] {
        let request = ask(Method::Post, place).body(body);
        let _ = both.sign_at(&request, at(1)).unwrap();
        assert!(
            matches!(
                spot.sign_at(&request, at(1)),
                Err(SignError::OutOfScope { .. })
            ),
            "{body}"
        );
    }
    let order = |path, body| {
        let request = ask(Method::Post, path).body(body);
        both.sign_at(&request, at(1)).map(drop)
    };
    for body in [
        r#"{"source":"spot-api","source":"margin-api"}"#,
        r#"{"source":"spot-api","Source":"margin-api"}"#,
        r#"{"source":["spot-api"]}"#,
        r#"{"source":1.5}"#,
    ] {
        assert!(order(place, body).is_err(), "{body}");
    }
    let batch = "/v1/order/batch-orders";
    order(batch, r#"[{"symbol":"a"},{"source":"spot-api"}]"#).unwrap();
    // One order that borrows, in a list of others, is no list of spot orders.
    let mixed = ask(Method::Post, batch).body(r#"[{"symbol":"a"},{"source":"margin-api"}]"#);
    assert!(spot.sign_at(&mixed, at(1)).is_err());
    // Of a POST the query is signed, and the body is not: nothing may stand in both.
    assert!(order("/v1/order/orders/place?source=margin-api", "{}").is_err());

    // Without the kinds of keys that it hands out, there is no signer.
    let Some(coinbase) = good_signer("coinbase") else {
        return;
    };
    let order = |body: &str| {
        let request = ask(Method::Post, "/api/v3/brokerage/orders").body(body);
        coinbase.sign_at(&request, at(1)).map(drop)
    };
    for more in [
        "",
        r#","leverage":"1.0""#,
        r#","leverage":1"#,
        r#","margin_type":null"#,
    ] {
        order(&format!(r#"{{"product_id":"BTC-USD"{more}}}"#)).unwrap();
    }
    for more in [
        r#","leverage":"3""#,
        r#","leverage":3"#,
        r#","leverage":3.5"#,
        r#","leverage":1e1"#,
        r#","leverage":["5"]"#,
        r#","leverage":{}"#,
        r#","Leverage":3.5"#,
        r#","margin_type":"CROSS""#,
        r#","margin_type":["CROSS"]"#,
        r#","marginType":2.5"#,
        r#","productId":"BTC-PERP-INTX""#,
    ] {
        let body = format!(r#"{{"product_id":"BTC-USD"{more}}}"#);
        assert_eq!(order(&body), Err(SignError::Undecided), "{body}");
    }
    let futures = order(r#"{"product_id":"BTC-PERP-INTX"}"#).unwrap_err();
    assert!(matches!(futures, SignError::OutOfScope { .. }), "{futures}");
}

/// What is signed with its percent codes read could be sent as other parameters than these.
#[test]
fn what_is_signed_decoded_hides_no_parameter() {
    let signer = any_signer("bingx", &policy());
    let order = |query| {
        let target = format!("/openApi/spot/v1/trade/order?symbol=BTC-USDT&{query}");
        signer.sign_at(&ask(Method::Post, &target), at(1)).map(drop)
    };
    order("newClientOrderId=a_1").unwrap();
    order("note=%5B%22a%3Db%22%5D").unwrap();
    assert_eq!(
        order("newClientOrderId=a%26quantity=9").unwrap_err(),
        SignError::Malformed(Malformed::Encoded)
    );
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
