//! A bot without a runtime: Kraken by ureq, from the key in a private file to the answer of an order.
//!
//! ```text
//! cargo run --features ureq --example ureq_bot -- /etc/bot/kraken
//! ```
//!
//! The order is only validated: the exchange checks it and places nothing.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Error, Policy,
    client::ureq::{config, send},
    scope,
    venue::kraken::{self, Kraken},
};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

scope! { MarketMaker = Read | Spot }

/// What the owner demands of the key, beside no right that the bot does not need.
const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(60);

fn main() -> Result<(), Error> {
    // The TLS stack is the bot's to pick. Most bots have the feature `rustls` of ureq, and none of these
    // lines.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    // No redirects, `https` only, with deadlines.
    let http = config().tls_config(tls).build().new_agent();
    trade(&http)
}

fn trade(http: &Agent) -> Result<(), Error> {
    let credential = ApiCredential::<Kraken>::load(key())?;
    let report = credential.inspect(|request| send(http, request))?;
    println!("{report}");
    let signer = credential.verify(&POLICY, report)?;

    let order = "pair=XBTUSD&type=buy&ordertype=limit&volume=1&price=9&validate=true";
    // Signed anew for each attempt: the exchange takes no nonce twice.
    for attempt in 1..=3 {
        let request = signer.sign(kraken::ADD_ORDER.body(order))?;
        let answer = send(http, request.try_into()?)?;
        println!("attempt {attempt}: {}", answer.status());
        if !answer.status().is_server_error() {
            break;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn key() -> keyleash::File {
    let path = std::env::args_os().nth(1);
    keyleash::File::new(path.unwrap_or_else(|| "/etc/bot/kraken".into()))
}

#[cfg(not(unix))]
fn key() -> keyleash::Env {
    keyleash::Env::new()
}
