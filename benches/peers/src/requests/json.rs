//! Bybit and OKX, by the headers that `ccxt-exchanges` makes.

use super::{case, milliseconds, post, value};
use crate::{
    case::{Case, Wrong},
    orders, vectors, venues,
};
use ccxt_exchanges::{bybit::BybitAuth, okx::OkxAuth};
use http::header::CONTENT_TYPE;

const HOW: (&str, &str) = ("ccxt-exchanges", "create_auth_headers");

pub fn bybit() -> Result<Case, Wrong> {
    let auth = BybitAuth::new(venues::KEY.to_owned(), vectors::secret("bybit"));
    case("bybit", HOW, move || {
        let body = orders::json(&orders::BYBIT);
        let time = milliseconds().to_string();
        let mut headers = auth.create_auth_headers(&time, 5000, &body);
        headers.insert(CONTENT_TYPE, value("application/json"));
        post("https://api.bybit.com/v5/order/create", headers, body)
    })
}

/// With the time as its own client writes it.
pub fn okx() -> Result<Case, Wrong> {
    let auth = OkxAuth::new(
        venues::KEY.to_owned(),
        vectors::secret("okx"),
        venues::PASSPHRASE.to_owned(),
    );
    case("okx", HOW, move || {
        let body = orders::json(&orders::OKX);
        let time = chrono::Utc::now();
        let time = time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let mut headers = auth.create_auth_headers(&time, "POST", venues::path("okx"), &body);
        headers.insert(CONTENT_TYPE, value("application/json"));
        post("https://www.okx.com/api/v5/trade/order", headers, body)
    })
}
