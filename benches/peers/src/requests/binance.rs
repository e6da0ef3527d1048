//! Binance, by crates whose signing can be called and whose requests cannot be had unsent.

use super::{case, milliseconds, post, value};
use crate::{
    bare::generator,
    case::{Case, Wrong},
    orders, vectors, venues,
};
use binance_sdk::common::utils::build_query_string;
use ccxt_exchanges::binance::auth::BinanceAuth;
use http::HeaderMap;
use serde_json::Value;
use std::{collections::BTreeMap, hint::black_box};

const URL: &str = "https://api.binance.com/api/v3/order";

pub fn cases() -> Result<[Case; 3], Wrong> {
    let secret = vectors::secret("binance");
    let official = generator(secret.clone());
    let auth = BinanceAuth::new(venues::KEY, secret.clone());
    Ok([
        case(
            "binance",
            ("binance", "build_signed_request and sign_hmac"),
            move || {
                let query = binance::util::build_signed_request(texts(), 5000).unwrap();
                let signature = binance::util::sign_hmac(&secret, &query);
                keyed(&query, &signature)
            },
        )?,
        case(
            "binance",
            (
                "binance-sdk",
                "build_query_string and get_signature_from_str",
            ),
            move || {
                let pairs = black_box(orders::BINANCE_WINDOW).iter();
                let mut order: BTreeMap<String, Value> = pairs
                    .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
                    .collect();
                order.insert("timestamp".to_owned(), milliseconds().into());
                let query = build_query_string(&order).unwrap();
                let signature = official.get_signature_from_str(&query).unwrap();
                keyed(&query, &signature)
            },
        )?,
        case(
            "binance",
            ("ccxt-exchanges", "sign_with_timestamp and add_auth_headers"),
            move || {
                let time = milliseconds().try_into().unwrap();
                let signed = auth
                    .sign_with_timestamp(&texts(), time, Some(5000))
                    .unwrap();
                let query = serde_urlencoded::to_string(signed).unwrap();
                let mut headers = HeaderMap::new();
                auth.add_auth_headers_reqwest(&mut headers);
                post(&format!("{URL}?{query}"), headers, String::new())
            },
        )?,
    ])
}

fn texts() -> BTreeMap<String, String> {
    let pairs = black_box(orders::BINANCE).iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn keyed(query: &str, signature: &str) -> http::Request<Vec<u8>> {
    let mut headers = HeaderMap::new();
    headers.insert("X-MBX-APIKEY", value(venues::KEY));
    let url = format!("{URL}?{query}&signature={signature}");
    post(&url, headers, String::new())
}
