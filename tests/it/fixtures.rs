//! The stand-ins of every venue: what they take, what they refuse, and how they misbehave.

mod faults;
mod orders;
mod ready;

use keyleash::{
    AnyCredential, AnySigner, InspectError, InspectionError, KeyError, LoadError, Method, Request,
    SignedRequest, VenueRefusal,
    fixtures::{self, Exchange, FixtureError, IssuedKey, Rights},
    venue::{self, Spec},
};
use std::io;

/// A venue's stand-in with a good key; `None` where this build does not read such keys.
fn opened(spec: &'static Spec) -> Option<(Exchange, IssuedKey, AnyCredential)> {
    let exchange = Exchange::of(spec).unwrap();
    let key = exchange.issue(Rights::good());
    let credential = loaded(exchange.credential(&key))?;
    Some((exchange, key, credential))
}

fn loaded<T>(made: Result<T, FixtureError>) -> Option<T> {
    match made {
        Err(FixtureError::Load(LoadError::Secret(KeyError::FeatureMissing { .. }))) => None,
        made => Some(made.unwrap()),
    }
}

/// The same with the key verified.
fn trading(spec: &'static Spec) -> Option<(Exchange, IssuedKey, AnySigner)> {
    let (exchange, key, credential) = opened(spec)?;
    let report = credential
        .inspect(fixtures::send)
        .unwrap_or_else(|error| panic!("{}: {error}", spec.id()));
    let signer = credential
        .verify(&fixtures::policy(spec), report)
        .unwrap_or_else(|error| panic!("{}: {error}", spec.id()));
    Some((exchange, key, signer))
}

/// The venue's own refusal of what a key asked about itself.
fn refusal(asked: Result<keyleash::Report, InspectError<io::Error>>, name: &str) -> VenueRefusal {
    match asked {
        Err(InspectError::Inspection(InspectionError::Refused(refusal))) => refusal,
        Err(error) => panic!("{name}: {error}"),
        Ok(report) => panic!("{name}: {report}"),
    }
}

/// An order at each venue, as method, target and body, with its market and its client order id.
const ORDERS: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "binance",
        "POST",
        "/api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9&newClientOrderId=kl-1",
        "",
        "BTCUSDT",
        "kl-1",
    ),
    (
        "binance_us",
        "POST",
        "/api/v3/order",
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9&newClientOrderId=kl-1",
        "BTCUSDT",
        "kl-1",
    ),
    (
        "bingx",
        "POST",
        "/openApi/spot/v1/trade/order?symbol=BTC-USDT&side=BUY&type=LIMIT&quantity=1&price=9&newClientOrderId=kl_1",
        "",
        "BTC-USDT",
        "kl_1",
    ),
    (
        "bitfinex",
        "POST",
        "/v2/auth/w/order/submit",
        r#"{"type":"EXCHANGE LIMIT","symbol":"tBTCUSD","amount":"0.1","price":"9","cid":42}"#,
        "tBTCUSD",
        "42",
    ),
    (
        "bitget",
        "POST",
        "/api/v3/trade/place-order",
        r#"{"category":"SPOT","symbol":"BTCUSDT","side":"buy","orderType":"market","qty":"10","clientOid":"kl-1"}"#,
        "BTCUSDT",
        "kl-1",
    ),
    (
        "bitstamp",
        "POST",
        "/api/v2/buy/btcusd/",
        "amount=1&price=9&client_order_id=kl1",
        "btcusd",
        "kl1",
    ),
    (
        "bitvavo",
        "POST",
        "/v2/order",
        r#"{"market":"BTC-EUR","side":"buy","orderType":"market","amountQuote":"10","operatorId":1,"clientOrderId":"5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f"}"#,
        "BTC-EUR",
        "5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f",
    ),
    (
        "bybit",
        "POST",
        "/v5/order/create",
        r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"1","price":"9","orderLinkId":"kl-1"}"#,
        "BTCUSDT",
        "kl-1",
    ),
    (
        "coinbase",
        "POST",
        "/api/v3/brokerage/orders",
        r#"{"client_order_id":"5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f","product_id":"BTC-USD","side":"BUY","order_configuration":{"market_market_ioc":{"quote_size":"10"}}}"#,
        "BTC-USD",
        "5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f",
    ),
    (
        "crypto_com",
        "POST",
        "/exchange/v1/private/create-order",
        r#"{"instrument_name":"BTC_USDT","side":"BUY","type":"LIMIT","price":"9","quantity":"1","spot_margin":"SPOT","exec_inst":["POST_ONLY"],"client_oid":"kl-1"}"#,
        "BTC_USDT",
        "kl-1",
    ),
    (
        "deribit",
        "GET",
        "/api/v2/private/buy?instrument_name=BTC_USDC&amount=10&type=limit&price=9&label=kl1",
        "",
        "BTC_USDC",
        "kl1",
    ),
    (
        "gate",
        "POST",
        "/api/v4/spot/orders",
        r#"{"account":"spot","amount":"1","currency_pair":"BTC_USDT","price":"9","side":"buy","text":"t-kl1"}"#,
        "BTC_USDT",
        "t-kl1",
    ),
    (
        "gemini",
        "POST",
        "/v1/order/new",
        r#"{"symbol":"btcusd","amount":"1","price":"9","side":"buy","type":"exchange limit","client_order_id":"kl1"}"#,
        "btcusd",
        "kl1",
    ),
    (
        "htx",
        "POST",
        "/v1/order/orders/place",
        r#"{"account-id":"100009","amount":"1","price":"9","symbol":"ethusdt","type":"buy-limit","source":"spot-api","client-order-id":"kl1"}"#,
        "ethusdt",
        "kl1",
    ),
    (
        "hyperliquid",
        "POST",
        "/exchange",
        r#"{"type":"order","orders":[{"a":10107,"b":true,"p":"9","s":"1","r":false,"t":{"limit":{"tif":"Gtc"}},"c":"0x00000000000000000000000000000001"}],"grouping":"na"}"#,
        "10107",
        "0x00000000000000000000000000000001",
    ),
    (
        "kraken",
        "POST",
        "/0/private/AddOrder",
        "ordertype=limit&pair=XBTUSD&price=9&type=buy&volume=1&cl_ord_id=kl-1",
        "XBTUSD",
        "kl-1",
    ),
    (
        "kraken_futures",
        "POST",
        "/derivatives/api/v3/sendorder",
        "orderType=lmt&symbol=PF_XBTUSD&side=buy&size=1&limitPrice=9&cliOrdId=kl1",
        "PF_XBTUSD",
        "kl1",
    ),
    (
        "kucoin",
        "POST",
        "/api/v1/hf/orders",
        r#"{"clientOid":"kl1","symbol":"BTC-USDT","side":"buy","type":"limit","price":"9","size":"1"}"#,
        "BTC-USDT",
        "kl1",
    ),
    (
        "kucoin_futures",
        "POST",
        "/api/v1/orders",
        r#"{"clientOid":"kl1","symbol":"XBTUSDTM","side":"buy","type":"limit","leverage":"3","price":"9","size":1}"#,
        "XBTUSDTM",
        "kl1",
    ),
    (
        "mexc",
        "POST",
        "/api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9&newClientOrderId=kl1",
        "",
        "BTCUSDT",
        "kl1",
    ),
    (
        "okx",
        "POST",
        "/api/v5/trade/order",
        r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"limit","px":"9","sz":"1","clOrdId":"kl1"}"#,
        "BTC-USDT",
        "kl1",
    ),
    (
        "phemex",
        "POST",
        "/spot/orders",
        r#"{"symbol":"sBTCUSDT","side":"Buy","ordType":"Limit","priceEp":900000000,"baseQtyEv":100000,"clOrdID":"kl-1"}"#,
        "sBTCUSDT",
        "kl-1",
    ),
    (
        "upbit",
        "POST",
        "/v1/orders",
        r#"{"market":"KRW-BTC","side":"bid","volume":"1","price":"9","ord_type":"limit","identifier":"kl-1"}"#,
        "KRW-BTC",
        "kl-1",
    ),
    (
        "woo",
        "POST",
        "/v3/trade/order",
        r#"{"symbol":"SPOT_BTC_USDT","side":"BUY","type":"LIMIT","price":"9","quantity":"1","clientOrderId":7712345}"#,
        "SPOT_BTC_USDT",
        "7712345",
    ),
];

fn method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        _ => Method::Post,
    }
}

/// The order of this venue.
fn order(venue: &str) -> Request<'static> {
    let (_, name, target, body, ..) = ORDERS.iter().find(|order| order.0 == venue).unwrap();
    let request = Request::new(method(name), target).unwrap();
    if body.is_empty() {
        request
    } else {
        request.body(body)
    }
}

/// The same, signed.
fn signed(signer: &AnySigner) -> SignedRequest {
    let name = signer.venue().id();
    signer
        .sign(&order(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_venue_has_a_stand_in() {
    let mut venues: Vec<_> = venue::ALL.iter().map(|spec| spec.id()).collect();
    venues.sort_unstable();
    let orders: Vec<_> = ORDERS.iter().map(|order| order.0).collect();
    assert_eq!(orders, venues);
    for venue in venues {
        assert_eq!(Exchange::open(venue).unwrap().venue().id(), venue);
    }
    assert!(matches!(
        Exchange::open("mtgox"),
        Err(FixtureError::NoVenue)
    ));
}
