//! A bot with a stack of `tower`: a retry around the signer, and reqwest below it.
//!
//! ```text
//! BINANCE_API_KEY=… BINANCE_API_SECRET=… cargo run --features reqwest,tower --example tower_bot
//! ```
//!
//! The requests are built by the bot, and signed on their way. It asks for its open orders alone.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Env, Policy,
    client::{self, TransportError, tower::SendError, tower::SignLayer},
    scope,
    venue::binance::Binance,
};
use std::{future::Ready, future::ready};
use tower::{ServiceBuilder, ServiceExt, retry};

scope! { Watcher = Read }

/// What the owner demands of the key, beside no right that the bot does not need.
const POLICY: Policy<Watcher> = Policy::new().max_age_days(60);

type Request = http::Request<String>;
type Response = http::Response<Vec<u8>>;

/// So many more attempts, after what a second try can help against.
#[derive(Clone)]
struct Attempts(u32);

impl retry::Policy<Request, Response, SendError<TransportError>> for Attempts {
    type Future = Ready<()>;

    fn retry(
        &mut self,
        _: &mut Request,
        result: &mut Result<Response, SendError<TransportError>>,
    ) -> Option<Ready<()>> {
        let may_help = match result {
            Ok(answer) => answer.status().is_server_error(),
            // What was not signed now is not signed a moment later.
            Err(SendError::Sign(_)) => false,
            Err(_) => true,
        };
        self.0 = self.0.checked_sub(1)?;
        may_help.then(|| ready(()))
    }

    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        Some(request.clone())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The TLS stack is the bot's to pick. Most bots have the feature `rustls` of reqwest, and not this
    // line.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = client::reqwest::builder().build()?;
    let credential = ApiCredential::<Binance>::load(Env::new())?;
    let report = credential
        .inspect_async(|request| client::reqwest::send(&http, request))
        .await?;
    let signer = credential.verify(&POLICY, report)?;

    let service = ServiceBuilder::new()
        // Outermost, so that each attempt is signed anew.
        .retry(Attempts(2))
        .layer(SignLayer::new(&signer))
        // What stands here sees signatures.
        .service_fn(|request| client::reqwest::send(&http, request));
    let orders = http::Request::get("https://api.binance.com/api/v3/openOrders");
    let answer = service.oneshot(orders.body(String::new())?).await?;
    println!("{} with {} bytes", answer.status(), answer.body().len());
    Ok(())
}
