//! The request builders of `crypto-botters`.

use super::case;
use crate::{
    case::{Case, Wrong},
    orders, vectors, venues,
};
use crypto_botters::{
    binance::{BinanceAuth, BinanceOption, BinanceOptions},
    bybit::{BybitHttpAuth, BybitOption, BybitOptions},
    generic_api_client::http::{Method, RequestHandler},
    traits::HttpOption,
};
use reqwest_0_11::Client;
use serde_json::Value;
use std::hint::black_box;

const HOW: (&str, &str) = ("crypto-botters", "RequestHandler::build_request");

pub fn binance() -> Result<Case, Wrong> {
    let handler =
        <BinanceOption as HttpOption<'static, Value, ()>>::request_handler(BinanceOptions {
            key: Some(venues::KEY.to_owned()),
            secret: Some(vectors::secret("binance")),
            http_auth: BinanceAuth::Sign,
            ..BinanceOptions::default()
        });
    let client = Client::new();
    case("binance", HOW, move || {
        let request = client
            .request(Method::POST, "https://api.binance.com/api/v3/order")
            .query(black_box(orders::BINANCE_WINDOW));
        handler.build_request(request, &None::<()>, 1).unwrap()
    })
}

pub fn bybit() -> Result<Case, Wrong> {
    let handler =
        <BybitOption as HttpOption<'static, Value, orders::Bybit>>::request_handler(BybitOptions {
            key: Some(venues::KEY.to_owned()),
            secret: Some(vectors::secret("bybit")),
            http_auth: BybitHttpAuth::V3AndAbove,
            recv_window: Some(5000),
            ..BybitOptions::default()
        });
    let client = Client::new();
    case("bybit", HOW, move || {
        let request = client.request(Method::POST, "https://api.bybit.com/v5/order/create");
        let order = Some(black_box(orders::BYBIT));
        handler.build_request(request, &order, 1).unwrap()
    })
}
