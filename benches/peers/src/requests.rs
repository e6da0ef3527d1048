//! From parameters to a request that an HTTP client takes, with the time in it.
//!
//! The parameters are texts, by name; for `wickra-exchange-core` they stand ready in the order type
//! that it takes. Where a peer builds no request that can be had without sending it, its signing is
//! called and the rest is put together here, in the cheapest way: an `http::Request`, as of
//! keyleash.

mod binance;
mod botters;
mod integration;
mod json;
mod kraken;
mod wickra;

use crate::{
    bare::right,
    case::{Case, Table, Wrong},
    finished::Finished,
    orders, venues,
};
use std::time::{SystemTime, UNIX_EPOCH};

pub fn cases() -> Result<Vec<Case>, Wrong> {
    let mut cases = Vec::new();
    for venue in venues::ALL {
        cases.push(keyleash(venue)?);
        cases.push(wickra::case(venue)?);
        match venue {
            "binance" => {
                cases.push(botters::binance()?);
                cases.push(integration::case()?);
                cases.extend(binance::cases()?);
            }
            "bybit" => cases.extend([botters::bybit()?, json::bybit()?]),
            "okx" => cases.push(json::okx()?),
            _ => cases.extend(kraken::cases()?),
        }
    }
    Ok(cases)
}

fn keyleash(venue: &'static str) -> Result<Case, Wrong> {
    const HOW: (&str, &str) = ("keyleash", "Signer::sign_into_at and to_http, guarded");
    let (_, mut make) = venues::typed(venue);
    let (mut form, mut json) = (String::new(), Vec::new());
    match venue {
        "binance" => case(venue, HOW, move || {
            orders::form(orders::BINANCE, &mut form);
            make(&form, "")
        }),
        "bybit" => case(venue, HOW, move || {
            make("", orders::json_into(&orders::BYBIT, &mut json))
        }),
        "okx" => case(venue, HOW, move || {
            make("", orders::json_into(&orders::OKX, &mut json))
        }),
        _ => case(venue, HOW, move || {
            orders::form(orders::KRAKEN, &mut form);
            make("", &form)
        }),
    }
}

/// The case of a function that makes requests, when the first one is right.
fn case<T: 'static>(
    venue: &'static str,
    (who, how): (&str, &'static str),
    mut make: impl FnMut() -> T + 'static,
) -> Result<Case, Wrong>
where
    for<'a> Finished: From<&'a T>,
{
    let first = Finished::from(&make());
    whole(venue, who, &first)?;
    let bytes = first.text(venue).len();
    Ok(Case::new((Table::Request, venue), (who, how), bytes, make))
}

/// Whether this request would be taken, as far as can be told from here.
fn whole(venue: &'static str, who: &str, request: &Finished) -> Result<(), Wrong> {
    right(venue, who, request)?;
    let key = ["X-MBX-APIKEY", "X-BAPI-API-KEY", "OK-ACCESS-KEY", "API-Key"];
    if request.path() != venues::path(venue) {
        return Err(Wrong(format!("{who} asks for {}", request.path())));
    }
    if !key.iter().any(|name| request.header(name) == venues::KEY) {
        return Err(Wrong(format!("{who} shows no key to {venue}")));
    }
    Ok(())
}

fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_millis().try_into().unwrap()
}

/// A request as cheap as `http` has it.
fn post(url: &str, headers: http::HeaderMap, body: String) -> http::Request<Vec<u8>> {
    let mut request = http::Request::new(body.into_bytes());
    *request.method_mut() = http::Method::POST;
    *request.uri_mut() = url.parse().unwrap();
    *request.headers_mut() = headers;
    request
}

fn value(text: &str) -> http::HeaderValue {
    http::HeaderValue::from_str(text).unwrap()
}
