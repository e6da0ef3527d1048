//! A bot in tokio: Binance by reqwest, from the key in the environment to the answer of an order.
//!
//! ```text
//! BINANCE_API_KEY=… BINANCE_API_SECRET=… cargo run --features reqwest --example reqwest_bot
//! ```
//!
//! The order is a test order: the exchange checks it and places nothing.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Env, Error, Policy,
    client::reqwest::{builder, send},
    scope,
    venue::binance::{self, Binance},
};

scope! { MarketMaker = Read | Spot }

/// What the owner demands of the key, beside no right that the bot does not need.
const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The TLS stack is the bot's to pick. Most bots have the feature `rustls` of reqwest, and not this
    // line.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // No redirects, `https` only, with deadlines.
    let http = builder().user_agent("market-maker/1").build()?;
    Ok(trade(&http).await?)
}

async fn trade(http: &reqwest::Client) -> Result<(), Error> {
    let credential = ApiCredential::<Binance>::load(Env::new())?;
    let report = credential
        .inspect_async(|request| send(http, request))
        .await?;
    println!("{report}");
    let signer = credential.verify(&POLICY, report)?;

    let order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9";
    // Signed anew for each attempt: a time that was sent once is too old the next time.
    for attempt in 1..=3 {
        let request = signer.sign(binance::NEW_ORDER_TEST.body(order))?;
        let answer = send(http, request.try_into()?).await?;
        println!("attempt {attempt}: {}", answer.status());
        if !answer.status().is_server_error() {
            break;
        }
    }
    Ok(())
}
