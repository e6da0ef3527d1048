//! One limit order on a spot market, in the words of four venues.
//!
//! With what is added to it, the text to sign has 180 bytes, of Kraken 175: three blocks of SHA-256,
//! here and there.

use serde::Serialize;
use std::hint::black_box;

pub type Pairs = &'static [(&'static str, &'static str)];

/// Eight parameters.
pub const BINANCE: Pairs = &[
    ("symbol", "BTCUSDT"),
    ("side", "BUY"),
    ("type", "LIMIT"),
    ("timeInForce", "GTC"),
    ("quantity", "0.00123"),
    ("price", "61234.56"),
    ("newClientOrderId", "x-3f9a1c07d2b84e65a"),
    ("newOrderRespType", "ACK"),
];

/// The same with the window, for peers that do not add it, so that the texts are of one length.
pub const BINANCE_WINDOW: Pairs = &[
    ("symbol", "BTCUSDT"),
    ("side", "BUY"),
    ("type", "LIMIT"),
    ("timeInForce", "GTC"),
    ("quantity", "0.00123"),
    ("price", "61234.56"),
    ("newClientOrderId", "x-3f9a1c07d2b84e65a"),
    ("newOrderRespType", "ACK"),
    ("recvWindow", "5000"),
];

pub const KRAKEN: Pairs = &[
    ("pair", "XBTUSDT"),
    ("type", "buy"),
    ("ordertype", "limit"),
    ("volume", "0.00123"),
    ("price", "61234.56"),
    ("oflags", "post"),
    ("timeinforce", "GTC"),
    ("cl_ord_id", "3f9a1c07-d2b8-4e65-a0c1-5d7e8f901234"),
];

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bybit {
    category: &'static str,
    symbol: &'static str,
    side: &'static str,
    order_type: &'static str,
    qty: &'static str,
    price: &'static str,
    time_in_force: &'static str,
    order_link_id: &'static str,
}

pub const BYBIT: Bybit = Bybit {
    category: "spot",
    symbol: "BTCUSDT",
    side: "Buy",
    order_type: "Limit",
    qty: "0.00123",
    price: "61234.56",
    time_in_force: "GTC",
    order_link_id: "x3f9a1",
};

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Okx {
    inst_id: &'static str,
    td_mode: &'static str,
    side: &'static str,
    ord_type: &'static str,
    sz: &'static str,
    px: &'static str,
    cl_ord_id: &'static str,
}

pub const OKX: Okx = Okx {
    inst_id: "BTC-USDT",
    td_mode: "cash",
    side: "buy",
    ord_type: "limit",
    sz: "0.00123",
    px: "61234.56",
    cl_ord_id: "x3f9a1c07d2b84e65a0c1",
};

pub fn json(order: &impl Serialize) -> String {
    serde_json::to_string(black_box(order)).unwrap()
}

/// The same into a buffer that a bot keeps.
pub fn json_into<'b>(order: &impl Serialize, out: &'b mut Vec<u8>) -> &'b str {
    out.clear();
    serde_json::to_writer(&mut *out, black_box(order)).unwrap();
    std::str::from_utf8(out).unwrap()
}

/// Parameters as a form, for a bot whose values need no percent-encoding and who makes sure of it.
pub fn form(pairs: Pairs, out: &mut String) {
    out.clear();
    for (name, value) in black_box(pairs) {
        assert!(value.bytes().all(is_plain), "{name} needs encoding");
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        out.push_str(value);
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
}
