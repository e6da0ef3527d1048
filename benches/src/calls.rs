//! One spot limit order of each venue, as a bot writes it, and how much of it is signed.

use crate::{
    floor, unguarded,
    venues::{self, Fixed, Trader},
};
use keyleash::{
    Call, Method, Request, SignedRequest, Signer, Venue,
    permission::Permission,
    scope::GrantedTo,
    venue::{
        binance::{self, Binance},
        bybit::{self, Bybit},
        kraken::{self, Kraken},
        okx::{self, Okx},
    },
};
use std::{hint::black_box, time::Duration};

pub type Run = Box<dyn FnMut() + Send>;

pub const BINANCE: &str = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00100000\
    &price=61234.56000000&newClientOrderId=x-3f9a1c07d2b84e65a0c1&newOrderRespType=ACK";
pub const BYBIT: &str = r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"61234.56","timeInForce":"GTC","orderLinkId":"x-3f9a1c07d2b84e65a0c1"}"#;
pub const OKX: &str = r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"limit","sz":"0.001","px":"61234.56","clOrdId":"x3f9a1c07d2b84e65a0c1"}"#;
pub const KRAKEN: &str = "ordertype=limit&type=buy&volume=0.00100000&pair=XBTUSD&price=61234.5\
    &cl_ord_id=3f9a1c07d2b84e65&timeinforce=GTC";

/// An order at one venue.
pub struct Order {
    pub venue: &'static str,
    /// Signed by all guards, with the clock read, into a request that is used again.
    pub typed: Run,
    /// The same, where the endpoint is looked up too.
    pub any: Run,
    /// The same request by hand, with nothing checked.
    pub unguarded: Run,
    /// The compressions of the text that it signs.
    pub floor: Run,
    /// What is signed, in bytes.
    pub text: usize,
}

/// Signs `call` again and again.
pub fn signing<V: Venue, P: Permission + GrantedTo<Trader> + 'static>(
    signer: Signer<V, Trader>,
    call: Call<'static, V, P>,
) -> Run {
    let mut out = SignedRequest::new();
    let clock = venues::clock();
    Box::new(move || {
        let signed = signer.sign_into_at(black_box(call), clock(), &mut out);
        signed.unwrap();
        black_box(&out);
    })
}

/// The same call by the crate and by `by_hand`, which give the same request.
fn both<V: Venue, P: Permission + GrantedTo<Trader> + 'static>(
    venue: &str,
    call: Call<'static, V, P>,
    by_hand: impl FnMut(u64, &mut unguarded::Sent) + Send + 'static,
) -> (Run, Run) {
    // By a signer of its own: the time of a signer never steps back. Its nonces are above those of
    // the questions.
    let at = venues::recorded() + Duration::from_secs(1);
    let signed = venues::typed::<V>(venue, Fixed::any()).sign_at(call, at);
    let by_hand = unguarded::signing(by_hand, &signed.unwrap(), at);
    let signer = venues::typed::<V>(venue, Fixed::any());
    (signing(signer, call), by_hand)
}

fn looked_up(venue: &str, path: &'static str, query: &str, body: &'static str) -> Run {
    let signer = venues::any(venue, Fixed::any());
    let target: &'static str = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}").leak()
    };
    let mut out = SignedRequest::new();
    let clock = venues::clock();
    Box::new(move || {
        let request = Request::new(Method::Post, black_box(target)).unwrap();
        let signed = signer.sign_into_at(&request.body(body), clock(), &mut out);
        signed.unwrap();
        black_box(&out);
    })
}

pub fn orders() -> Vec<Order> {
    const TIME: usize = 13;
    let stamp = "&recvWindow=5000&timestamp=".len() + TIME;
    let binance = BINANCE.len() + stamp;
    let bybit = TIME + "fixture-key-id".len() + "5000".len() + BYBIT.len();
    let iso = "2026-11-20T01:00:00.000Z".len();
    let okx = iso + "POST".len() + "/api/v5/trade/order".len() + OKX.len();
    let kraken_path = "/0/private/AddOrder";
    let nonce = TIME;
    let kraken = nonce + "nonce=&".len() + nonce + KRAKEN.len();
    let by_binance = both::<Binance, _>(
        "binance",
        binance::NEW_ORDER.query(BINANCE),
        unguarded::binance(BINANCE),
    );
    let by_bybit = both::<Bybit, _>(
        "bybit",
        bybit::ORDER_CREATE_SPOT.body(BYBIT),
        unguarded::bybit(BYBIT),
    );
    let by_okx = both::<Okx, _>("okx", okx::ORDER_SPOT.body(OKX), unguarded::okx(OKX));
    let by_kraken = both::<Kraken, _>(
        "kraken",
        kraken::ADD_ORDER.body(KRAKEN),
        unguarded::kraken(KRAKEN),
    );
    vec![
        Order {
            venue: "Binance",
            typed: by_binance.0,
            unguarded: by_binance.1,
            any: looked_up("binance", "/api/v3/order", BINANCE, ""),
            floor: Box::new(floor::sha256(binance)),
            text: binance,
        },
        Order {
            venue: "Bybit",
            typed: by_bybit.0,
            unguarded: by_bybit.1,
            any: looked_up("bybit", "/v5/order/create", "", BYBIT),
            floor: Box::new(floor::sha256(bybit)),
            text: bybit,
        },
        Order {
            venue: "OKX",
            typed: by_okx.0,
            unguarded: by_okx.1,
            any: looked_up("okx", "/api/v5/trade/order", "", OKX),
            floor: Box::new(floor::sha256(okx)),
            text: okx,
        },
        Order {
            venue: "Kraken",
            typed: by_kraken.0,
            unguarded: by_kraken.1,
            any: looked_up("kraken", kraken_path, "", KRAKEN),
            floor: Box::new(floor::kraken(kraken, kraken_path.len() + 32)),
            text: kraken,
        },
    ]
}
