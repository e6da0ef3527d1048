//! The thief: a process that has a copy of the key, and signs by code of its own.
//!
//! An allowlist does not stop this one: the key went out together with a machine that is on it.

use crate::{
    client,
    exchange::{millis, sign},
};
use std::{
    error::Error,
    fs, io,
    net::SocketAddr,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

/// Between two of its orders.
const PAUSE: Duration = Duration::from_millis(150);
/// It ends by itself.
const LONGEST: Duration = Duration::from_secs(60);

/// Buys what nobody else trades, from an accomplice and far too dear, until the exchange does not
/// know the key any more.
pub(crate) fn run(directory: &Path, address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let stolen = fs::read_to_string(directory.join("key"))?;
    let part = |name: &str| {
        let mut lines = stolen.lines().filter_map(|line| line.split_once(" = "));
        let part = lines.find(|(own, _)| *own == name).map(|(_, value)| value);
        part.ok_or_else(|| io::Error::other("there is nothing to steal"))
    };
    let (id, secret) = (part("key")?, part("secret")?);
    let order = r#"{"category":"spot","symbol":"XYZUSDT","side":"Buy","orderType":"Limit","qty":"500","price":"90","timeInForce":"IOC"}"#;
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        let time = millis(SystemTime::now()).to_string();
        let seal = sign(secret, &[&time, id, "5000", order].concat());
        let request = http::Request::post(format!("http://{address}/v5/order/create"))
            .header("X-BAPI-API-KEY", id)
            .header("X-BAPI-TIMESTAMP", &time)
            .header("X-BAPI-RECV-WINDOW", "5000")
            .header("X-BAPI-SIGN", seal)
            .body(order.as_bytes().to_vec())?;
        let answer: serde_json::Value = serde_json::from_slice(client::send(request)?.body())?;
        match answer.get("retCode").and_then(serde_json::Value::as_i64) {
            Some(0) => thread::sleep(PAUSE),
            Some(10003) => return Ok(()),
            _ => return Err("the exchange refused the thief for another reason".into()),
        }
    }
    Err("the stolen key worked until the end".into())
}
