//! A middleware of reqwest-middleware 0.5 that signs, for bots with middlewares on reqwest.
//!
//! ```no_run
//! use keyleash::{AnySigner, client::{self, middleware::SignMiddleware}};
//! use reqwest_middleware::ClientBuilder;
//! # struct Retry;
//! # #[async_trait::async_trait]
//! # impl reqwest_middleware::Middleware for Retry {
//! #     async fn handle(
//! #         &self,
//! #         request: reqwest::Request,
//! #         extensions: &mut http::Extensions,
//! #         next: reqwest_middleware::Next<'_>,
//! #     ) -> reqwest_middleware::Result<reqwest::Response> {
//! #         next.run(request, extensions).await
//! #     }
//! # }
//!
//! # async fn run(signer: AnySigner, retry: Retry) -> Result<(), Box<dyn std::error::Error>> {
//! let http = ClientBuilder::new(client::reqwest::builder().build()?)
//!     .with(retry) // around the signer, so that each attempt is signed anew
//!     .with(SignMiddleware::new(&signer))
//!     .build();
//! let orders = http.get("https://api.binance.com/api/v3/openOrders").send().await?;
//! # drop(orders);
//! # Ok(())
//! # }
//! ```
//!
//! What an order is worth ([`Worth`]) is handed over by `with_extension`.

use crate::{
    request::{Malformed, Worth},
    signer::{AnySigner, SignError},
};
use ::reqwest::{Body, Request, Response};
use async_trait::async_trait;
use core::fmt;
use http::Extensions;
use reqwest_middleware::{Error, Middleware, Next, Result};

/// A middleware that signs each request by [`sign_parts`](AnySigner::sign_parts), and hands it on.
///
/// A refusal comes as `Error::Middleware`, with a [`SignError`] in it, or a [`StreamedBody`]. Errors of the
/// client below lose their URL. The answer keeps it: `error_for_status` quotes it, so follow that by
/// `.map_err(reqwest::Error::without_url)`.
#[derive(Clone)]
#[must_use = "a middleware does nothing until it is put on a client"]
pub struct SignMiddleware {
    signer: AnySigner,
}

impl SignMiddleware {
    /// One that signs by a clone of `signer`, a [`Signer`](crate::Signer) or an [`AnySigner`].
    pub fn new(signer: &impl AsRef<AnySigner>) -> Self {
        Self {
            signer: signer.as_ref().clone(),
        }
    }

    fn signed(&self, request: Request, worth: Option<&Worth>) -> Result<Request> {
        let was_there = request.body().is_some();
        let mut body = match request.body().map(Body::as_bytes) {
            None => Vec::new(),
            Some(None) => return Err(Error::middleware(StreamedBody)),
            Some(Some(bytes)) => bytes.to_vec(),
        };
        let request = http::Request::<Body>::try_from(request).map_err(Error::from)?;
        let (mut parts, _) = request.into_parts();
        if let Some(worth) = worth {
            parts.extensions.insert(*worth);
        }
        self.signer
            .sign_parts(&mut parts, &mut body)
            .map_err(Error::middleware)?;
        let wanted = parts.uri.to_string();
        let has_body = was_there || !body.is_empty();
        let mut request = Request::try_from(http::Request::from_parts(parts, body))?;
        if !has_body {
            *request.body_mut() = None;
        }
        if request.url().as_str() == wanted {
            Ok(request)
        } else {
            // It would not be sent as it was signed.
            Err(Error::middleware(SignError::from(Malformed::Query)))
        }
    }
}

#[async_trait]
impl Middleware for SignMiddleware {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let request = self
            .signed(request, extensions.get())
            .map_err(Error::without_url)?;
        let answer = next.run(request, extensions).await;
        answer.map_err(Error::without_url)
    }
}

impl fmt::Debug for SignMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignMiddleware({:?})", self.signer)
    }
}

/// A body that is a stream.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the body is a stream, and what is signed has to be there as a whole: give it as bytes")]
#[non_exhaustive]
pub struct StreamedBody;

impl fmt::Debug for StreamedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
