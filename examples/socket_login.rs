//! Logging in to an exchange's WebSocket: the one message that a bot signs for it.
//!
//! Behind a login nothing is signed any more, so nothing is guarded. What a key may do on the socket
//! has to lie within the scope, or there is no login.
//!
//! Nothing is sent: the key is made up, and what the exchange says about it stands below.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Policy, RawCredential, Secret, SignError, Signer, Source, SourceError, Wanted,
    scope,
    venue::{Venue, bybit::Bybit},
};
use std::{convert::Infallible, error::Error};

#[path = "startup_check/answers.rs"]
#[expect(dead_code, reason = "it knows the answers of other exchanges, too")]
mod answers;

// Bybit's right to trade spot brings margin along, and on the socket nothing would refuse it: so the
// scope has to say so.
scope! { Trader = Read | Spot | Margin }
scope! { Watcher = Read }

fn main() -> Result<(), Box<dyn Error>> {
    // The same three steps as for requests: a key that was not asked about logs in nowhere.
    let credential = ApiCredential::<Bybit>::load(MadeUp)?;
    let report = credential.inspect(exchange)?;
    let trader = credential.verify(&Policy::<Trader>::new(), report)?;

    for name in Bybit::SPEC.sockets() {
        log_in(&trader, name)?;
    }

    // The monitor's scope only reads. On `trade` the key could place orders without another
    // signature, so the monitor gets no login there.
    let watcher: Signer<Bybit, Watcher> = trader.narrow();
    match watcher.login("trade") {
        Err(error @ SignError::SocketTooWide { .. }) => {
            println!("the monitor, at `trade`: {error}");
        }
        other => return Err(format!("the monitor got {other:?}").into()),
    }

    // A stop refuses logins too. It closes no socket that is open: a bot does that itself.
    trader.stop();
    match trader.login("private") {
        Err(SignError::Stopped) => println!("after a stop: no login"),
        other => return Err(format!("after a stop: {other:?}").into()),
    }
    Ok(())
}

fn log_in(signer: &Signer<Bybit, Trader>, name: &str) -> Result<(), Box<dyn Error>> {
    let login = signer.login(name)?;
    // Any WebSocket client will do. A login is good for seconds, so each connection gets its own:
    //
    //     let mut socket = connect(login.url())?;
    //     socket.send(login.message())?;
    //
    // `Debug` shows the address alone, since the message could be replayed: never log it. This one
    // is of a made-up key.
    println!("{login:?}\n  sends {}", login.message());
    Ok(())
}

/// A key that no exchange has given out. A bot has a source here: `Env`, `File` or another.
struct MadeUp;

const ID: &str = "made-up-key";

impl Source for MadeUp {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = Secret::new("made-up-".repeat(4));
        Ok(RawCredential::new(Secret::new(ID.to_owned()), secret))
    }
}

/// In the place of an HTTP client and the exchange.
#[expect(clippy::unnecessary_wraps, reason = "a client can fail")]
fn exchange(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, Infallible> {
    let key = answers::bybit(ID, 20).into_value();
    let answer = serde_json::json!({ "retCode": 0, "retMsg": "", "result": key });
    Ok(http::Response::new(answer.to_string().into_bytes()))
}
