//! The clients of `wickra-exchange-core`, with a transport that goes nowhere.

use super::whole;
use crate::{
    case::{Case, Table, Wrong},
    finished::Finished,
    vectors, venues,
};
use rust_decimal::Decimal;
use std::{
    hint::black_box,
    sync::{Arc, Mutex},
};
use wickra_exchange_core::{
    Binance, Bybit, Credentials, Error, ExchangeOptions, Execution, HttpRequest, HttpResponse,
    HttpTransport, Kraken, MarketType, Okx, OrderRequest, Result, Symbol,
};

/// Takes the request, and sends nothing.
struct Nowhere;

impl HttpTransport for Nowhere {
    fn execute(&self, request: &HttpRequest) -> Result<HttpResponse> {
        black_box(request);
        Err(Error::NotConnected)
    }
}

/// Keeps the request.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<Finished>>>);

impl HttpTransport for Kept {
    fn execute(&self, request: &HttpRequest) -> Result<HttpResponse> {
        *self.0.lock().unwrap() = Some(Finished::from(request));
        Err(Error::NotConnected)
    }
}

pub fn case(venue: &'static str) -> std::result::Result<Case, Wrong> {
    let order = order(venue);
    let kept = Kept::default();
    let _ = client(venue, Box::new(kept.clone())).place_order(&order);
    let request = kept.0.lock().unwrap().take();
    let request = request.ok_or_else(|| Wrong(format!("wickra builds nothing for {venue}")))?;
    whole(venue, "wickra-exchange-core", &request)?;

    let mut client = client(venue, Box::new(Nowhere));
    Ok(Case::new(
        (Table::Request, venue),
        ("wickra-exchange-core", "place_order, nothing sent"),
        request.text(venue).len(),
        move || client.place_order(black_box(&order)).is_err(),
    ))
}

fn client(venue: &str, transport: Box<dyn HttpTransport>) -> Box<dyn Execution> {
    let options = ExchangeOptions::mainnet(MarketType::Spot);
    let key = Credentials::new(venues::KEY, vectors::secret(venue));
    let key = key.with_passphrase(venues::PASSPHRASE);
    match venue {
        "binance" => Box::new(Binance::with_credentials(transport, &options, key)),
        "bybit" => Box::new(Bybit::with_credentials(transport, &options, key)),
        "okx" => Box::new(Okx::with_credentials(transport, &options, key)),
        _ => Box::new(Kraken::with_credentials(transport, &options, key)),
    }
}

/// The order of all others; where it knows a parameter less, the id is longer, so that the texts
/// are of one length.
fn order(venue: &str) -> OrderRequest {
    let id = match venue {
        "binance" => "x-3f9a1c07d2b84e65a&newOrderRespType=ACK",
        "bybit" => "x3f9a1",
        "okx" => "x3f9a1c07d2b84e65a0c1",
        _ => "3f9a1c07-d2b8-4e65-a0c1-5d7e8f901234&timeinforce=GTC",
    };
    let order = OrderRequest::limit_buy(
        Symbol::new("BTC", "USDT"),
        Decimal::new(123, 5),
        Decimal::new(6_123_456, 2),
    );
    let order = order.with_client_order_id(id);
    if venue == "kraken" {
        order.post_only()
    } else {
        order
    }
}
