//! A bot that is told by `keyleash.toml` on which exchanges it trades, and with which keys.
//!
//! Venue, permissions and endpoints come at run time, so they are judged at run time: the `Any` types
//! have the guards of the typed ones, and give an error where the compiler would have.
//!
//! Nothing is sent: the keys are made up, and written to a folder of this run; what the exchanges say
//! about them is in `startup_check/answers.rs`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{AnySigner, Config, Method, Request, SelfCheckFailed, SignError, Signers};
use serde_json::json;
use std::{
    convert::Infallible, error::Error, fs::OpenOptions, io::Write as _,
    os::unix::fs::OpenOptionsExt as _, path::Path,
};

#[path = "startup_check/answers.rs"]
#[expect(dead_code, reason = "it knows the answers of other exchanges, too")]
mod answers;

/// What the owner writes. It says where each secret is, and never what it is: a literal is refused.
const CONFIGURATION: &str = r#"
    [policy]
    max_age = "60d"

    [keys.hedge]
    venue = "bybit"
    source = { file = "DIRECTORY/bybit" }
    needs = ["read", "spot"]

    [keys.quotes]
    venue = "binance"
    source = { file = "DIRECTORY/binance" }
    needs = ["read", "spot"]
    limits = { orders_per_second = 10 }
    markets = ["BTCUSDT"]

    [keys.tax-report]
    venue = "okx"
    source = { file = "DIRECTORY/okx" }
    needs = ["read"]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?; // where a bot has /etc/bot
    write_keys(directory.path())?;
    let text = CONFIGURATION.replace("DIRECTORY", &directory.path().display().to_string());
    // A bot has its file: `Config::open("keyleash.toml")`.
    let config = Config::from_toml(&text)?;

    // The key of the tax report can trade. One fault is enough: no key of the bot signs.
    match check(&config, "read_only,trade") {
        Err(failed) => {
            println!(
                "{failed}\n\nA bot ends here, with {}.\n",
                failed.exit_code()
            );
        }
        Ok(_) => return Err("a key that can trade passed for one that reads".into()),
    }

    // Its owner takes that off, and starts the bot again.
    let signers = check(&config, "read_only")?;
    println!("{signers}\n");
    for (name, request) in orders()? {
        let signer = signers.signer(name)?;
        // A bot would `send(signed.try_into()?)` this.
        println!("{name}: {:?}", signer.sign(&request)?);
        match signer.sign(&withdrawal_of(signer)?) {
            Err(error @ SignError::Never { .. }) => println!("{name}: {error}"),
            other => return Err(format!("{name}: a withdrawal gave {other:?}").into()),
        }
    }
    Ok(())
}

/// Every key is loaded, asked about and judged, all at once.
fn check(config: &Config, okx_may: &'static str) -> Result<Signers, SelfCheckFailed> {
    config
        .self_check()
        .run(move |request| exchange(&request, okx_may))
}

/// What a strategy would send first, by the names in the configuration.
fn orders() -> Result<[(&'static str, Request<'static>); 3], Box<dyn Error>> {
    let hedge =
        r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}"#;
    let quote = "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";
    Ok([
        (
            "hedge",
            Request::new(Method::Post, "/v5/order/create")?.body(hedge),
        ),
        ("quotes", Request::new(Method::Post, quote)?),
        (
            "tax-report",
            Request::new(Method::Get, "/api/v5/account/balance")?,
        ),
    ])
}

/// What a mistake, or worse, would ask for.
fn withdrawal_of(signer: &AnySigner) -> Result<Request<'static>, Box<dyn Error>> {
    let target = match signer.venue().id() {
        "bybit" => "/v5/asset/withdraw/create",
        "binance" => "/sapi/v1/capital/withdraw/apply",
        "okx" => "/api/v5/asset/withdrawal",
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
#[expect(clippy::unnecessary_wraps, reason = "a client can fail")]
fn exchange(
    request: &http::Request<Vec<u8>>,
    okx_may: &str,
) -> Result<http::Response<Vec<u8>>, Infallible> {
    let answer = match (request.uri().host(), request.uri().path()) {
        (Some("api.bybit.com"), _) => {
            let key = answers::bybit("made-up-key-of-bybit", 20).into_value();
            json!({ "retCode": 0, "retMsg": "", "result": key })
        }
        (Some("api.binance.com"), "/api/v3/account") => answers::binance_account(),
        (Some("api.binance.com"), _) => answers::binance(20).into_value(),
        _ => {
            let key = answers::okx().with("/perm", okx_may).into_value();
            json!({ "code": "0", "msg": "", "data": [key] })
        }
    };
    Ok(http::Response::new(answer.to_string().into_bytes()))
}
