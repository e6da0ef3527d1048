//! How each exchange checks a request and refuses it, as its documentation says, and by code that
//! shares nothing with the library: what it signs has to satisfy somebody else.

use crate::{
    answers,
    asked::Asked,
    exchange::{Answer, Desk},
    keys::Issued,
};
use base64ct::{Base64, Encoding as _};
use hmac::{EagerHash, Hmac, KeyInit, Mac};
use jiff::Timestamp;
use keyleash::Environment;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};
use std::fmt::Write as _;

/// Answers a request; the error is an answer too, a refusal.
pub(crate) type Dialect = fn(&mut Desk, &Asked) -> Result<Answer, Answer>;

/// The dialect of the exchange with this short name.
pub(crate) fn of(exchange: &str) -> Option<Dialect> {
    Some(match exchange {
        "binance" => binance,
        "bybit" => bybit,
        "okx" => okx,
        "kraken" => kraken,
        "kraken_futures" => kraken_futures,
        _ => return None,
    })
}

/// Query and body without a separator, HMAC-SHA256 in hex, as the last parameter.
fn binance(desk: &mut Desk, asked: &Asked) -> Result<Answer, Answer> {
    let no = |status, code: i32, msg: &str| (status, json!({ "code": code, "msg": msg }));
    let id = asked.header("x-mbx-apikey");
    let id = id.ok_or_else(|| no(401, -2014, "API-key format invalid."))?;
    // The testnet has no wallet API.
    let wallet = desk.environment == Environment::Production;
    let answer = match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "/sapi/v1/account/apiRestrictions") if wallet => None,
        ("GET", "/api/v3/account") => Some(answers::binance_account()),
        _ => return Err((404, json!({}))),
    };
    let key = desk.key(id);
    let key = key.ok_or_else(|| no(401, -2008, "Invalid Api-Key ID."))?;
    let number = |name| parameter(&asked.query, name).and_then(|text| text.parse::<u64>().ok());
    let time = number("timestamp").ok_or_else(|| {
        let msg = "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.";
        no(400, -1102, msg)
    })?;
    let window = number("recvWindow").unwrap_or(5000);
    if window > 60_000 || !is_fresh(time, window) {
        let msg = "Timestamp for this request is outside of the recvWindow.";
        return Err(no(400, -1021, msg));
    }
    let signed = asked.query.rsplit_once("&signature=");
    let signed = signed.is_some_and(|(payload, signature)| {
        let mac = mac::<Sha256>(key.secret.as_bytes(), &[payload, &asked.body]);
        hex(&mac) == signature.to_ascii_lowercase()
    });
    if !signed {
        return Err(no(400, -1022, "Signature for this request is not valid."));
    }
    if key.answer.get("enableReading") == Some(&Value::Bool(false)) {
        let msg = "Invalid API-key, IP, or permissions for action.";
        return Err(no(401, -2015, msg));
    }
    Ok((200, answer.unwrap_or_else(|| key.answer.clone())))
}

/// Time, key, window and query or body, HMAC-SHA256 in hex. A refusal has the status 200.
fn bybit(desk: &mut Desk, asked: &Asked) -> Result<Answer, Answer> {
    let say = |code: i32, message: &str, result: Value| {
        let answer = json!({
            "retCode": code, "retMsg": message, "result": result, "retExtInfo": {}, "time": now(),
        });
        (200, answer)
    };
    let no = |code, message: &str| say(code, message, json!({}));
    if (asked.method.as_str(), asked.path.as_str()) != ("GET", "/v5/user/query-api") {
        return Err((404, json!({})));
    }
    let part = |name| asked.header(name).ok_or((401, Value::Null));
    let (id, time) = (part("x-bapi-api-key")?, part("x-bapi-timestamp")?);
    let signature = part("x-bapi-sign")?;
    let window = asked.header("x-bapi-recv-window").unwrap_or("5000");
    let key = desk.key(id);
    let key = key.ok_or_else(|| no(10003, "API key is invalid."))?;
    match (time.parse(), window.parse()) {
        (Ok(time), Ok(window)) if is_fresh(time, window) => {}
        _ => {
            let message =
                "invalid request, please check your server timestamp or recv_window param";
            return Err(no(10002, message));
        }
    }
    let mac = mac::<Sha256>(key.secret.as_bytes(), &[time, id, window, &asked.query]);
    if hex(&mac) != signature {
        return Err(no(
            10004,
            "error sign! please check your signature generation algorithm.",
        ));
    }
    Ok(say(0, "", key.answer.clone()))
}

/// Time as text, method, path with its query and body, HMAC-SHA256 in base64. Production and demo
/// keys meet at one host, and a header tells them apart.
fn okx(desk: &mut Desk, asked: &Asked) -> Result<Answer, Answer> {
    let no = |code: u32, msg: &str| {
        (
            401,
            json!({ "code": code.to_string(), "data": [], "msg": msg }),
        )
    };
    if (asked.method.as_str(), asked.path.as_str()) != ("GET", "/api/v5/account/config") {
        return Err((404, json!({})));
    }
    let part = |name, code| {
        let missing = || no(code, &format!("Request header \"{name}\" can't be empty."));
        asked.header(name).ok_or_else(missing)
    };
    let id = part("ok-access-key", 50103)?;
    let passphrase = part("ok-access-passphrase", 50104)?;
    let signature = part("ok-access-sign", 50106)?;
    let time = part("ok-access-timestamp", 50107)?;
    let mut keys = desk.keys.iter();
    let key = keys.find(|key| key.id == id && key.environment.is_some());
    let key = key.ok_or_else(|| no(50119, "API key doesn't exist."))?;
    let simulated = asked.header("x-simulated-trading") == Some("1");
    if (key.environment == Some(Environment::Demo)) != simulated {
        return Err(no(50101, "APIKey does not match current environment."));
    }
    let sent: Timestamp = time
        .parse()
        .map_err(|_| no(50112, "Invalid OK-ACCESS-TIMESTAMP."))?;
    if now().abs_diff(sent.as_millisecond().unsigned_abs()) > 30_000 {
        return Err(no(50102, "Timestamp request expired."));
    }
    if key.passphrase.as_deref() != Some(passphrase) {
        return Err(no(
            50105,
            "Request header \"OK-ACCESS-PASSPHRASE\" incorrect.",
        ));
    }
    let mark = if asked.query.is_empty() { "" } else { "?" };
    let text = [time, "GET", &asked.path, mark, &asked.query, &asked.body];
    let mac = mac::<Sha256>(key.secret.as_bytes(), &text);
    if Base64::encode_string(&mac) != signature {
        return Err(no(50113, "Invalid Sign."));
    }
    Ok((200, json!({ "code": "0", "data": [key.answer], "msg": "" })))
}

/// The path, and a hash of nonce and body, HMAC-SHA512 in base64. A refusal has the status 200.
fn kraken(desk: &mut Desk, asked: &Asked) -> Result<Answer, Answer> {
    let no = |error: &str| (200, json!({ "error": [error] }));
    if (asked.method.as_str(), asked.path.as_str()) != ("POST", "/0/private/GetApiKeyInfo") {
        return Err(no("EGeneral:Unknown method"));
    }
    if asked.header("user-agent").is_none() {
        return Err((403, Value::Null));
    }
    let key = asked.header("api-key").and_then(|id| desk.key(id));
    let key = key.ok_or_else(|| no("EAPI:Invalid key"))?.clone();
    let nonce = parameter(&asked.body, "nonce").unwrap_or_default();
    let hash = Sha256::digest([nonce, &asked.body].concat());
    let mac = mac::<Sha512>(&unbase64(&key.secret), &[asked.path.as_bytes(), &hash]);
    if Some(Base64::encode_string(&mac).as_str()) != asked.header("api-sign") {
        return Err(no("EAPI:Invalid signature"));
    }
    let last = desk.nonces.entry(key.id.clone()).or_default();
    match nonce.parse() {
        Ok(nonce) if nonce > *last => *last = nonce,
        _ => return Err(no("EAPI:Invalid nonce")),
    }
    Ok((200, json!({ "error": [], "result": key.answer })))
}

/// A hash of query or body, nonce and path, HMAC-SHA512 in base64.
fn kraken_futures(desk: &mut Desk, asked: &Asked) -> Result<Answer, Answer> {
    let no = |error: &str| {
        (
            401,
            json!({ "error": error, "message": "Unauthorized", "suberror": null }),
        )
    };
    if (asked.method.as_str(), asked.path.as_str()) != ("GET", "/api/auth/v1/api-keys/v3/check") {
        return Err((404, json!({})));
    }
    let key = asked.header("apikey").and_then(|id| desk.key(id));
    let key = key.ok_or_else(|| no("authenticationError"))?.clone();
    let nonce = asked.header("nonce").unwrap_or_default();
    let path = asked
        .path
        .strip_prefix("/derivatives")
        .unwrap_or(&asked.path);
    let hash = Sha256::digest([&asked.query, &asked.body, nonce, path].concat());
    let mac = mac::<Sha512>(&unbase64(&key.secret), &[&hash]);
    if Some(Base64::encode_string(&mac).as_str()) != asked.header("authent") {
        return Err(no("authenticationError"));
    }
    let last = desk.nonces.entry(key.id.clone()).or_default();
    match nonce.parse::<u64>() {
        Ok(nonce) if nonce > *last => *last = nonce,
        Ok(nonce) if nonce == *last => return Err(no("nonceDuplicate")),
        _ => return Err(no("nonceBelowThreshold")),
    }
    Ok((200, key.answer))
}

impl Desk {
    /// The key, if this environment gave it out.
    fn key(&self, id: &str) -> Option<&Issued> {
        self.keys
            .iter()
            .find(|key| key.id == id && key.environment == Some(self.environment))
    }
}

fn now() -> u64 {
    Timestamp::now().as_millisecond().unsigned_abs()
}

/// The rule of Binance and Bybit: at most a second ahead, at most the window behind.
fn is_fresh(time: u64, window: u64) -> bool {
    time < now() + 1000 && now().saturating_sub(time) <= window
}

fn parameter<'a>(form: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

fn mac<H: EagerHash>(key: &[u8], text: &[impl AsRef<[u8]>]) -> Vec<u8> {
    // An HMAC takes a key of any length, so there is no error to report.
    let Ok(mut mac) = Hmac::<H>::new_from_slice(key) else {
        return Vec::new();
    };
    for part in text {
        mac.update(part.as_ref());
    }
    mac.finalize().into_bytes().to_vec()
}

fn unbase64(text: &str) -> Vec<u8> {
    Base64::decode_vec(text).unwrap_or_default()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
