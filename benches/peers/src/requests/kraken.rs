//! Kraken, by crates whose signing can be called and whose requests cannot be had unsent.

use super::{case, milliseconds, post, value};
use crate::{
    case::{Case, Wrong},
    orders, vectors, venues,
};
use http::{HeaderMap, header::CONTENT_TYPE};
use kraken_api_client::auth::{Credentials, sign_request};
use kraken_async_rs::crypto::signatures::generate_signature;

const URL: &str = "https://api.kraken.com/0/private/AddOrder";

pub fn cases() -> Result<[Case; 2], Wrong> {
    let secret = vectors::secret("kraken");
    let credentials = Credentials::new(venues::KEY, secret.clone());
    let path = venues::path("kraken");
    let (mut one, mut other) = (String::new(), String::new());
    Ok([
        case("kraken", ("kraken-api-client", "sign_request"), move || {
            let nonce = milliseconds();
            let body = numbered(nonce, &mut one);
            let signature = sign_request(&credentials, path, nonce, &body).unwrap();
            keyed(&signature, body)
        })?,
        case(
            "kraken",
            ("kraken-async-rs", "generate_signature"),
            move || {
                let nonce = milliseconds();
                let body = numbered(nonce, &mut other);
                let signed = generate_signature(nonce, &secret, path, body);
                keyed(&signed.signature, signed.body_data)
            },
        )?,
    ])
}

fn numbered(nonce: u64, form: &mut String) -> String {
    orders::form(orders::KRAKEN, form);
    format!("nonce={nonce}&{form}")
}

fn keyed(signature: &str, body: String) -> http::Request<Vec<u8>> {
    let mut headers = HeaderMap::new();
    headers.insert("API-Key", value(venues::KEY));
    headers.insert("API-Sign", value(signature));
    headers.insert(CONTENT_TYPE, value("application/x-www-form-urlencoded"));
    post(URL, headers, body)
}
