//! Markets and batches, as they stand in the requests of several venues.

use super::{Counters, Limits, limited, sign};
use crate::support::at;
use keyleash::{Method, SignError, danger};

/// How many orders a request counts for: the least limit of a day that takes it.
fn counted(venue: &str, method: Method, target: &str, body: &str) -> u64 {
    let takes = |limit: &u64| {
        let counters: Counters = danger::counters_in_memory();
        let limits = Limits::new().orders_per_day(*limit);
        let signer = limited(venue, limits, Some(&counters)).unwrap();
        match sign(&signer, method, target, body) {
            Ok(()) => true,
            Err(SignError::BeyondLimit { .. }) => false,
            Err(error) => panic!("{venue} {target}: {error}"),
        }
    };
    (1..20).find(takes).unwrap()
}

#[test]
fn a_batch_counts_as_many_orders_as_it_holds() {
    for (venue, target, body, orders) in [
        (
            "binance",
            "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1",
            "",
            1,
        ),
        (
            "bybit",
            "/v5/order/create",
            r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}"#,
            1,
        ),
        (
            "bybit",
            "/v5/order/create-batch",
            r#"{"category":"spot","request":[{"symbol":"BTCUSDT","qty":"1"},{"symbol":"BTCUSDT","qty":"2"},{"symbol":"BTCUSDT","qty":"3"}]}"#,
            3,
        ),
        (
            "okx",
            "/api/v5/trade/batch-orders",
            r#"[{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"market","sz":"1"},{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"market","sz":"1"}]"#,
            2,
        ),
        // What is attached to an order is another one.
        (
            "okx",
            "/api/v5/trade/order",
            r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"market","sz":"1","attachAlgoOrds":[{"tpTriggerPx":"1"}]}"#,
            2,
        ),
        // The pair beside the list could be an order of its own: one more than there are.
        (
            "kraken",
            "/0/private/AddOrderBatch",
            "pair=XBTUSD&orders[0][ordertype]=limit&orders[0][type]=buy&orders[1][ordertype]=limit&orders[1][type]=sell",
            3,
        ),
        (
            "kraken",
            "/0/private/AddOrderBatch",
            "pair=XBTUSD&orders%5B0%5D%5Btype%5D=buy&orders%5B1%5D%5Btype%5D=sell&orders%5B2%5D%5Btype%5D=sell",
            4,
        ),
        (
            "gate",
            "/api/v4/spot/batch_orders",
            r#"[{"currency_pair":"BTC_USDT","account":"spot"},{"currency_pair":"BTC_USDT","account":"spot"}]"#,
            2,
        ),
        (
            "kucoin",
            "/api/v1/hf/orders/multi",
            r#"{"orderList":[{"symbol":"BTC-USDT"},{"symbol":"BTC-USDT"},{"symbol":"BTC-USDT"},{"symbol":"BTC-USDT"},{"symbol":"BTC-USDT"}]}"#,
            5,
        ),
        // Orders that lie in no list, and an order that is named twice.
        (
            "bybit",
            "/v5/order/create-batch",
            r#"{"category":"spot","request":{"a":{"symbol":"BTCUSDT"},"b":{"symbol":"ETHUSDT"},"c":{"symbol":"BTCUSDT"}}}"#,
            3,
        ),
        (
            "binance",
            "/api/v3/order?symbol=BTCUSDT&quantity=1&symbol=BTCUSDT&quantity=1",
            "",
            2,
        ),
        (
            "mexc",
            "/api/v3/batchOrders?batchOrders=%5B%7B%22symbol%22%3A%22BTCUSDT%22%7D%2C%7b%22symbol%22%3A%22BTCUSDT%22%7d%5D",
            "",
            2,
        ),
    ] {
        assert_eq!(
            counted(venue, Method::Post, target, body),
            orders,
            "{venue} {target}"
        );
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn orders_are_in_listed_markets_or_refused() {
    use SignError::{MarketNotListed as Other, MarketUnclear as Unclear, NoMarket};
    const BTC: &[&str] = &["BTCUSDT"];
    const BYBIT: &str = "/v5/order/create";
    const BATCH: &str = "/v5/order/create-batch";
    const BINANCE: &str = "/api/v3/order";
    for (venue, markets, target, body, expected) in [
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT"}"#,
            Ok(()),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"DOGEUSDT"}"#,
            Err(Other),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"btcusdt"}"#,
            Err(Other),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT "}"#,
            Err(Other),
        ),
        ("bybit", BTC, BYBIT, r#"{"category":"spot"}"#, Err(Unclear)),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":null}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":["BTCUSDT"]}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":{"a":"BTCUSDT"}}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT","symbol":"BTCUSDT"}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT","Symbol":"DOGEUSDT"}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT","\u0073ymbol":"DOGEUSDT"}"#,
            Err(Other),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"\u0042TCUSDT"}"#,
            Ok(()),
        ),
        (
            "bybit",
            BTC,
            BYBIT,
            r#"{"category":"spot","symbol":"BTCUSDT","x":{"symbol":"BTCUSDT"}}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BATCH,
            r#"{"category":"spot","request":[{"symbol":"BTCUSDT"},{"symbol":"BTCUSDT"}]}"#,
            Ok(()),
        ),
        (
            "bybit",
            BTC,
            BATCH,
            r#"{"category":"spot","request":[{"symbol":"BTCUSDT"},{"symbol":"DOGEUSDT"}]}"#,
            Err(Other),
        ),
        (
            "bybit",
            BTC,
            BATCH,
            r#"{"category":"spot","request":[{"symbol":"BTCUSDT"},{"qty":"1"}]}"#,
            Err(Unclear),
        ),
        (
            "bybit",
            BTC,
            BATCH,
            r#"{"category":"spot","request":[]}"#,
            Err(Unclear),
        ),
        ("binance", BTC, "/api/v3/order?symbol=BTCUSDT", "", Ok(())),
        ("binance", BTC, BINANCE, "symbol=BTCUSDT", Ok(())),
        (
            "binance",
            BTC,
            "/api/v3/order?symbol=BTCUSDT",
            "symbol=DOGEUSDT",
            Err(Other),
        ),
        (
            "binance",
            BTC,
            "/api/v3/order?symbol=BTCUSDT",
            "symbol=BTCUSDT",
            Err(Unclear),
        ),
        (
            "binance",
            BTC,
            "/api/v3/order?symbol=BTCUSDT&symbol=BTCUSDT",
            "",
            Err(Unclear),
        ),
        (
            "binance",
            BTC,
            "/api/v3/order?symbol=BTCUSD%54",
            "",
            Err(Unclear),
        ),
        (
            "binance",
            BTC,
            "/api/v3/order?symbol=BTCUSDT&SYMBOL=DOGEUSDT",
            "",
            Err(Unclear),
        ),
        ("binance", BTC, BINANCE, "symbol[]=BTCUSDT", Err(Unclear)),
        (
            "binance",
            BTC,
            BINANCE,
            "symbol=BTCUSDT&order.symbol=DOGEUSDT",
            Err(Unclear),
        ),
        ("binance", BTC, "/api/v3/order?quantity=1", "", Err(Unclear)),
        (
            "kraken",
            &["XBTUSD"],
            "/0/private/AddOrderBatch",
            "pair=XBTUSD&orders[0][type]=buy",
            Ok(()),
        ),
        (
            "kraken",
            &["XBTUSD"],
            "/0/private/AddOrderBatch",
            "orders[0][pair]=XBTUSD&orders[1][type]=buy",
            Err(Unclear),
        ),
        (
            "kraken",
            &["XBTUSD"],
            "/0/private/AddOrderBatch",
            "pair=XBTUSD&orders[0][pair]=DOGEUSD",
            Err(Other),
        ),
        (
            "kraken",
            &["XBTUSD"],
            "/0/private/AmendOrder",
            "txid=1&order_qty=1",
            Err(NoMarket),
        ),
        (
            "mexc",
            BTC,
            "/api/v3/batchOrders?batchOrders=%5B%7B%22symbol%22%3A%22BTCUSDT%22%7D%5D",
            "",
            Ok(()),
        ),
        (
            "mexc",
            BTC,
            "/api/v3/batchOrders?batchOrders=%5B%7B%22symbol%22%3A%22DOGE%22%7D%5D",
            "",
            Err(Other),
        ),
        (
            "mexc",
            BTC,
            "/api/v3/batchOrders?batchOrders=%5B%7B%22symbo%6C%22%3A%22DOGE%22%7D%5D",
            "",
            Err(Other),
        ),
        (
            "bitstamp",
            &["btcusd"],
            "/api/v2/buy/btcusd/",
            "amount=1&price=1",
            Ok(()),
        ),
        (
            "bitstamp",
            &["btcusd"],
            "/api/v2/buy/dogeusd/",
            "amount=1&price=1",
            Err(Other),
        ),
        (
            "bitstamp",
            &["btcusd"],
            "/api/v2/buy/market/dogeusd/",
            "amount=1",
            Err(Other),
        ),
        (
            "bitstamp",
            &["btcusd"],
            "/api/v2/buy/BTCUSD/",
            "amount=1&price=1",
            Err(Other),
        ),
    ] {
        let signer = limited(venue, Limits::new().markets(markets), None).unwrap();
        let outcome = sign(&signer, Method::Post, target, body);
        assert_eq!(outcome, expected, "{venue} {target} {body}");
    }
}

#[test]
fn what_was_refused_for_its_market_was_not_counted() {
    let counters = danger::counters_in_memory();
    let limits = Limits::new().orders_per_day(1).markets(&["ETHUSDT"]);
    let signer = limited("binance", limits, Some(&counters)).unwrap();
    for _ in 0..3 {
        assert_eq!(super::order(&signer), Err(SignError::MarketNotListed));
    }
    sign(&signer, Method::Post, "/api/v3/order?symbol=ETHUSDT", "").unwrap();
}

/// A request is read once for all limits above each other, whether it is plain or not.
#[test]
fn each_of_several_limits_has_its_own_markets() {
    let counters = danger::counters_in_memory();
    let limits = |markets| Limits::new().orders_per_day(4).markets(markets);
    let key = limited("bybit", limits(&["BTCUSDT", "ETHUSDT"]), Some(&counters)).unwrap();
    let all = Limits::new().orders_per_second(1_000);
    let part = key.limited_at(&all, at(0)).unwrap();
    let own = limits(&["ETHUSDT", "DOGEUSDT"]).named("own");
    let part = part.limited_at(&own, at(0)).unwrap();
    let plain = |market| format!(r#"{{"category":"spot","symbol":"{market}"}}"#);
    let batch = |market| format!(r#"{{"category":"spot","request":[{{"symbol":"{market}"}}]}}"#);
    let send = |market: &'static str| {
        [
            ("/v5/order/create", plain(market)),
            ("/v5/order/create-batch", batch(market)),
        ]
        .map(|(target, body)| sign(&part, Method::Post, target, &body))
    };
    for _ in 0..3 {
        assert_eq!(send("BTCUSDT"), [Err(SignError::MarketNotListed); 2]);
        assert_eq!(send("DOGEUSDT"), [Err(SignError::MarketNotListed); 2]);
    }
    // None of these counted, neither here nor above.
    for _ in 0..2 {
        assert_eq!(send("ETHUSDT"), [Ok(()); 2]);
    }
    assert!(send("ETHUSDT").iter().all(Result::is_err));
}

#[test]
fn a_long_list_of_markets_is_as_strict_as_a_short_one() {
    let names = (0..100_000).map(|number| &*format!("M{number}-USDT").leak());
    let markets: &'static [&'static str] = names.collect::<Vec<_>>().leak();
    let text = serde_json::json!({"needs": ["read", "spot"], "markets": markets});
    let read: keyleash::AnyPolicy = serde_json::from_value(text).unwrap();
    let limits = Limits::new().markets(markets);
    assert_eq!(read, crate::support::policy().limits(limits.clone()));
    let signer = limited("okx", limits, None).unwrap();
    for (market, expected) in [
        ("M0-USDT", Ok(())),
        ("M99999-USDT", Ok(())),
        ("M100000-USDT", Err(SignError::MarketNotListed)),
        ("M00-USDT", Err(SignError::MarketNotListed)),
        ("m0-USDT", Err(SignError::MarketNotListed)),
    ] {
        let body = format!(r#"{{"instId":"{market}","tdMode":"cash","sz":"1"}}"#);
        let outcome = sign(&signer, Method::Post, "/api/v5/trade/order", &body);
        assert_eq!(outcome, expected, "{market}");
    }
}
