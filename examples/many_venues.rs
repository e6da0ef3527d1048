//! A bot that is told by its configuration on which exchanges it trades, and with which keys.
//!
//! Venue, permissions and endpoints come at run time, so they are judged at run time: the `Any` types
//! have the guards of the typed ones, and give an error where the compiler would have.
//!
//! Nothing is sent: the keys are made up, and written to a folder of this run; what the exchanges say
//! about them is in `startup_check/answers.rs`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, AnySource, Environment, Method, Request, SignError, venue,
};
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::BTreeMap, convert::Infallible, error::Error, fs::OpenOptions, io::Write as _,
    os::unix::fs::OpenOptionsExt as _, path::Path,
};

#[path = "startup_check/answers.rs"]
#[expect(dead_code, reason = "it knows the answers of other exchanges, too")]
mod answers;

/// What the owner writes. It says where each secret is, and never what it is: a literal is refused.
const CONFIGURATION: &str = r#"
    [keys.hedge]
    venue = "bybit"
    source = { file = "DIRECTORY/bybit" }
    policy = { needs = ["read", "spot"], max_age_days = 60 }
    order = { method = "POST", target = "/v5/order/create", body = '{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}' }

    [keys.quotes]
    venue = "binance"
    source = { file = "DIRECTORY/binance" }
    policy = { needs = ["read", "spot"], limits = { orders_per_second = 10, markets = ["BTCUSDT"] } }
    order = { method = "POST", target = "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1" }

    # This one should have been a key that only reads.
    [keys.tax-report]
    venue = "okx"
    source = { file = "DIRECTORY/okx" }
    policy = { needs = ["read"] }
    order = { method = "GET", target = "/api/v5/account/balance" }
"#;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    keys: BTreeMap<String, KeyTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyTable {
    venue: String,
    #[serde(default = "production")]
    environment: Environment,
    source: AnySource,
    policy: AnyPolicy,
    /// What the bot would send first. A strategy has this, and not a configuration.
    order: Order,
}

#[derive(Deserialize)]
struct Order {
    method: String,
    target: String,
    #[serde(default)]
    body: String,
}

const fn production() -> Environment {
    Environment::Production
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?; // where a bot has /etc/bot
    write_keys(directory.path())?;
    let text = CONFIGURATION.replace("DIRECTORY", &directory.path().display().to_string());
    // A parser quotes the line that it could not read, and a secret may stand there: say the place.
    let configuration: Configuration = toml::from_str(&text)
        .map_err(|error| format!("the configuration is wrong near byte {:?}", error.span()))?;

    // Every key is judged before any of them trades, so that all faults come at once.
    let mut signers = Vec::new();
    let mut refused = 0;
    for (name, table) in &configuration.keys {
        match verified(table) {
            Ok(signer) => signers.push((name, &table.order, signer)),
            Err(error) => {
                refused += 1;
                println!("{name}: {error}\n");
            }
        }
    }
    // A bot would end here, where a key was refused.
    println!("{} keys may sign, {refused} may not\n", signers.len());
    if (signers.len(), refused) != (2, 1) {
        return Err("the keys were not judged as they should be".into());
    }

    for (name, order, signer) in &signers {
        let request = Request::new(method(&order.method)?, &order.target)?.body(&order.body);
        // A bot would `send(signed.try_into()?)` this.
        println!("{name}: {:?}", signer.sign(&request)?);
        let withdrawal = withdrawal_of(signer)?;
        match signer.sign(&withdrawal) {
            Err(error @ SignError::Never { .. }) => println!("{name}: {error}"),
            other => return Err(format!("{name}: a withdrawal gave {other:?}").into()),
        }
    }
    Ok(())
}

/// The steps of every key, whatever its venue.
fn verified(table: &KeyTable) -> Result<AnySigner, Box<dyn Error>> {
    let spec = venue::find(&table.venue).ok_or("no venue of that name")?;
    let credential = AnyCredential::load_for(spec, table.environment, &table.source)?;
    let report = credential.inspect(exchange)?;
    Ok(credential.verify(&table.policy, report)?)
}

fn method(text: &str) -> Result<Method, Box<dyn Error>> {
    match text {
        "GET" => Ok(Method::Get),
        "POST" => Ok(Method::Post),
        _ => Err("a method that this bot does not use".into()),
    }
}

/// What a mistake, or worse, would ask for: the first call of the venue's table that can withdraw.
fn withdrawal_of(signer: &AnySigner) -> Result<Request<'static>, Box<dyn Error>> {
    let target = match signer.venue().id() {
        "bybit" => "/v5/asset/withdraw/create",
        "binance" => "/sapi/v1/capital/withdraw/apply",
        _ => return Err("no withdrawal of this venue is known here".into()),
    };
    Ok(Request::new(Method::Post, target)?)
}

/// Keys that no exchange has given out, in files that only their owner can read.
fn write_keys(directory: &Path) -> std::io::Result<()> {
    let made = answers::ago(20).strftime("%Y-%m-%d").to_string();
    for venue in ["bybit", "binance", "okx"] {
        let id = format!("made-up-key-of-{venue}");
        let mut text = format!("key = {id}\nsecret = {}\n", "made-up-".repeat(4));
        if venue == "okx" {
            // OKX has a passphrase, and does not say when a key was made.
            text += "passphrase = Made-Up-1\ncreated = ";
            text += &made;
        }
        write_private(&directory.join(venue), &text)?;
    }
    Ok(())
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut open = OpenOptions::new();
    let mut file = open.write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

/// In the place of an HTTP client and three exchanges.
#[expect(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "a client can fail, and takes its requests"
)]
fn exchange(request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, Infallible> {
    let answer = match (request.uri().host(), request.uri().path()) {
        (Some("api.bybit.com"), _) => {
            let key = answers::bybit("made-up-key-of-bybit", 20).into_value();
            json!({ "retCode": 0, "retMsg": "", "result": key })
        }
        (Some("api.binance.com"), "/api/v3/account") => answers::binance_account(),
        (Some("api.binance.com"), _) => answers::binance(20).into_value(),
        _ => json!({ "code": "0", "msg": "", "data": [answers::okx().into_value()] }),
    };
    Ok(http::Response::new(answer.to_string().into_bytes()))
}
