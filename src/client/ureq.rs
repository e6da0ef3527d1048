//! ureq 3, for bots without a runtime.
//!
//! The bot's own `Cargo.toml` picks the TLS stack:
//!
//! ```toml
//! keyleash = { version = "0.1", features = ["ureq"] }
//! ureq = { version = "3", default-features = false, features = ["rustls"] }
//! ```
//!
//! ```no_run
//! use keyleash::{ApiCredential, Env, Policy, client, scope, venue::binance::{self, Binance}};
//!
//! scope! { MarketMaker = Read | Spot }
//! const POLICY: Policy<MarketMaker> = Policy::new();
//!
//! let http = client::ureq::config().build().new_agent();
//! let credential = ApiCredential::<Binance>::load(Env::new())?;
//! let report = credential.inspect(|request| client::ureq::send(&http, request))?;
//! let signer = credential.verify(&POLICY, report)?;
//! let orders = signer.sign(binance::OPEN_ORDERS.call())?;
//! let answer = client::ureq::send(&http, orders.try_into()?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! There is no middleware that signs: a middleware of ureq cannot tell a body of bytes from a stream,
//! and would have to gather whatever comes. Sign, then [`send`]; its bodies are bytes, and a stream does
//! not compile.

use super::{IN_ALL, LONGEST_ANSWER, TO_CONNECT, TransportError};
use ::ureq::{
    Agent, Error,
    config::ConfigBuilder,
    http::{Request, Response},
    typestate::AgentScope,
};

/// A configuration of agents that follow no redirect, speak `https` only, give an answer of any status,
/// and have deadlines: 5 seconds to connect, 20 in all.
///
/// Certificates, proxies, the pool and shorter deadlines are the bot's to add. What is switched off here
/// is switched off for a reason: see [`client`](super). What ureq logs no configuration switches
/// off: keep its targets above `TRACE`.
#[must_use = "a configuration makes no agent until it is built"]
pub fn config() -> ConfigBuilder<AgentScope> {
    Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .https_only(true)
        .http_status_as_error(false)
        .timeout_connect(Some(TO_CONNECT))
        .timeout_global(Some(IN_ALL))
}

/// Sends a request and reads its answer, up to [`LONGEST_ANSWER`] bytes. It has the shape that `inspect`
/// asks for.
///
/// An answer of any status is an answer, a redirect too.
///
/// # Errors
///
/// [`TransportError`], which quotes no URL.
pub fn send(agent: &Agent, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
    let answer = agent.run(request).map_err(|error| meaning(&error))?;
    let (parts, body) = answer.into_parts();
    let body = body.into_with_config().limit(LONGEST_ANSWER as u64);
    let body = body.read_to_vec().map_err(|error| meaning(&error))?;
    Ok(Response::from_parts(parts, body))
}

/// What an error of the agent is, without its text.
fn meaning(error: &Error) -> TransportError {
    match error {
        Error::Timeout(_) => TransportError::Timeout,
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) | Error::TlsRequired => {
            TransportError::Unsendable
        }
        Error::HostNotFound | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => {
            TransportError::Connect
        }
        Error::Tls(_) => TransportError::Tls,
        Error::BodyExceedsLimit(_) => TransportError::TooLong,
        Error::Io(error) => TransportError::of_io(error, TransportError::Broken),
        _ => TransportError::Broken,
    }
}
