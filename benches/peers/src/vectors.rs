//! Signatures that were published, as the tests have them on record.

use crate::finished::Finished;
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// A published signature with what it was made from.
pub struct Vector {
    pub key: String,
    pub secret: String,
    pub passphrase: String,
    pub method: String,
    pub target: String,
    pub body: String,
    pub time: u64,
    /// The text to sign; empty where it is no text.
    pub text: String,
    pub signature: String,
}

#[derive(Deserialize)]
struct Recorded {
    key: String,
    secret: String,
    #[serde(default)]
    passphrase: String,
    method: String,
    target: String,
    time: u64,
}

/// Where the tests keep what they compare with.
pub fn data() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data"))
}

/// The order of the Binance documentation.
pub fn binance() -> Vector {
    vector("binance/signing/order_in_query")
}

/// A question of the tests of another library; Bybit publishes no secret with its examples.
pub fn bybit() -> Vector {
    vector("bybit/signing/positions_query")
}

/// The same for OKX.
pub fn okx() -> Vector {
    vector("okx/signing/balance")
}

/// The order of the Kraken documentation.
pub fn kraken() -> Vector {
    vector("kraken/signing/add_order")
}

fn vector(case: &str) -> Vector {
    let folder = data().join(case);
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let recorded: Recorded = serde_json::from_str(&read("case.json")).unwrap();
    let signed = Finished::recorded(&read("signed.txt"));
    Vector {
        key: recorded.key,
        secret: recorded.secret,
        passphrase: recorded.passphrase,
        method: recorded.method,
        target: recorded.target,
        time: recorded.time,
        text: read("text.txt").trim_end().to_owned(),
        signature: signed.signature().to_owned(),
        body: signed.body,
    }
}

/// A published secret of the length that the venue hands out.
pub fn secret(venue: &str) -> String {
    let case = match venue {
        "binance" => "binance/signing/order_in_query",
        "bybit" => "bybit/signing/spot_order_body",
        "okx" => "okx/signing/order_body",
        _ => "kraken/signing/add_order",
    };
    let text = fs::read_to_string(data().join(case).join("case.json")).unwrap();
    serde_json::from_str::<Recorded>(&text).unwrap().secret
}
