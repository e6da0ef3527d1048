//! reqwest 0.13, for bots in tokio.
//!
//! The bot's own `Cargo.toml` picks the TLS stack:
//!
//! ```toml
//! keyleash = { version = "0.1", features = ["reqwest"] }
//! reqwest = { version = "0.13", default-features = false, features = ["rustls"] }
//! ```
//!
//! ```no_run
//! use keyleash::{ApiCredential, Env, Policy, client, scope, venue::binance::{self, Binance}};
//!
//! scope! { MarketMaker = Read | Spot }
//! const POLICY: Policy<MarketMaker> = Policy::new();
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let http = client::reqwest::builder().build()?;
//! let credential = ApiCredential::<Binance>::load(Env::new())?;
//! let report = credential.inspect_async(|request| client::reqwest::send(&http, request)).await?;
//! let signer = credential.verify(&POLICY, report)?;
//! let orders = signer.sign(binance::OPEN_ORDERS.call())?;
//! let answer = client::reqwest::send(&http, orders.try_into()?).await?;
//! # drop(answer);
//! # Ok(())
//! # }
//! ```

use super::{IN_ALL, LONGEST_ANSWER, TO_CONNECT, TransportError};
use ::reqwest::{Client, ClientBuilder, Error, Request, redirect, retry};
use std::io;

/// A builder of clients that follow no redirect, speak `https` only, log no bytes, try nothing again by
/// themselves, and have deadlines: 5 seconds to connect, 20 in all.
///
/// Certificates, proxies, the pool and shorter deadlines are the bot's to add. What is switched off here
/// is switched off for a reason: see [`client`](super).
#[must_use = "a builder makes no client until it is built"]
pub fn builder() -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .https_only(true)
        .connection_verbose(false)
        .retry(retry::never())
        .connect_timeout(TO_CONNECT)
        .timeout(IN_ALL)
}

/// Sends a request and reads its answer, up to [`LONGEST_ANSWER`] bytes. It has the shape that
/// `inspect_async` asks for.
///
/// An answer of any status is an answer, a redirect too.
///
/// # Errors
///
/// [`TransportError`], which quotes no URL.
pub async fn send(
    client: &Client,
    request: http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, TransportError> {
    let request = Request::try_from(request).map_err(|_| TransportError::Unsendable)?;
    let mut answer = client
        .execute(request)
        .await
        .map_err(|error| meaning(&error))?;
    let mut response = http::Response::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.version_mut() = answer.version();
    *response.headers_mut() = core::mem::take(answer.headers_mut());
    let body = response.body_mut();
    while let Some(chunk) = answer.chunk().await.map_err(|error| meaning(&error))? {
        if body.len().saturating_add(chunk.len()) > LONGEST_ANSWER {
            return Err(TransportError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(response)
}

/// What an error of the client is, without its text.
fn meaning(error: &Error) -> TransportError {
    if error.is_timeout() {
        TransportError::Timeout
    } else if error.is_builder() {
        TransportError::Unsendable
    } else if error.is_connect() {
        not_connected(error)
    } else {
        TransportError::Broken
    }
}

/// Why there is no connection, as the first error of the system tells in what this one is from.
fn not_connected(error: &(dyn std::error::Error + 'static)) -> TransportError {
    let mut next = Some(error);
    while let Some(error) = next {
        let mut own = error.downcast_ref::<io::Error>();
        // One that holds another passes it over when asked what it is from.
        while let Some(io) = own {
            let found = TransportError::of_io(io, TransportError::Connect);
            if found != TransportError::Connect {
                return found;
            }
            own = io.get_ref().and_then(|inner| inner.downcast_ref());
        }
        next = error.source();
    }
    TransportError::Connect
}
