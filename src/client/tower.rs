//! A layer of `tower` 0.5 that signs, for bots with a stack of services.
//!
//! It takes requests with a body of bytes of any kind, and hands on `http::Request<Vec<u8>>`. So it stands
//! above the conversion to the client's own body, which cannot be read back. A body that is a stream
//! does not compile.
//!
//! ```no_run
//! use keyleash::{AnySigner, client::{self, tower::SignLayer}};
//! use tower::{ServiceBuilder, ServiceExt};
//!
//! # async fn run(signer: AnySigner) -> Result<(), Box<dyn std::error::Error>> {
//! # #[cfg(feature = "reqwest")] {
//! let http = client::reqwest::builder().build()?;
//! let service = ServiceBuilder::new()
//!     // .retry(…) goes here: around the signer, so that each attempt is signed anew
//!     .layer(SignLayer::new(&signer))
//!     .service_fn(|request| client::reqwest::send(&http, request));
//! let orders = http::Request::get("https://api.binance.com/api/v3/openOrders").body("")?;
//! let answer = service.oneshot(orders).await?;
//! # drop(answer); }
//! # Ok(())
//! # }
//! ```

use crate::signer::{AnySigner, SignError};
use core::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};
use http::Request;
use tower_layer::Layer;
use tower_service::Service;

/// A layer whose services sign.
#[derive(Clone)]
#[must_use = "a layer signs nothing until it is put on a service"]
pub struct SignLayer {
    signer: AnySigner,
}

impl SignLayer {
    /// A layer that signs by a clone of `signer`, a [`Signer`](crate::Signer) or an [`AnySigner`].
    pub fn new(signer: &impl AsRef<AnySigner>) -> Self {
        Self {
            signer: signer.as_ref().clone(),
        }
    }
}

impl<S> Layer<S> for SignLayer {
    type Service = Sign<S>;

    fn layer(&self, inner: S) -> Sign<S> {
        Sign {
            signer: self.signer.clone(),
            inner,
        }
    }
}

/// A service that signs each request by [`sign_parts`](AnySigner::sign_parts), and hands it on.
#[derive(Clone)]
#[must_use = "a service does nothing until it is called"]
pub struct Sign<S> {
    signer: AnySigner,
    inner: S,
}

impl<S, B> Service<Request<B>> for Sign<S>
where
    S: Service<Request<Vec<u8>>>,
    B: AsRef<[u8]>,
{
    type Response = S::Response;
    type Error = SendError<S::Error>;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(SendError::Inner)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (mut parts, body) = request.into_parts();
        let mut body = body.as_ref().to_vec();
        if let Err(error) = self.signer.sign_parts(&mut parts, &mut body) {
            return ResponseFuture(Err(Some(error)));
        }
        let sent = self.inner.call(Request::from_parts(parts, body));
        ResponseFuture(Ok(Box::pin(sent)))
    }
}

/// The answer of the service below, or the refusal to sign.
#[must_use = "a future does nothing until it is awaited"]
pub struct ResponseFuture<F>(Result<Pin<Box<F>>, Option<SignError>>);

impl<F: Future<Output = Result<T, E>>, T, E> Future for ResponseFuture<F> {
    type Output = Result<T, SendError<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.get_mut().0 {
            Ok(sent) => sent.as_mut().poll(context).map_err(SendError::Inner),
            Err(refused) => refused
                .take()
                .map_or(Poll::Pending, |error| Poll::Ready(Err(error.into()))),
        }
    }
}

/// A request that was not signed, or that the service below did not answer.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SendError<E> {
    /// It was not signed, and not sent.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The service below failed. Its error is in here and not in the text, since errors of transports
    /// quote URLs, and a signed URL can be sent again.
    #[error(
        "the request was signed, and could not be sent, or its answer not be received; the service's own error is withheld here, since it may quote the signed URL"
    )]
    Inner(E),
}

impl<E> fmt::Debug for SendError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for SignLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignLayer({:?})", self.signer)
    }
}

/// Does not show the service below, which may hold more than it shows well.
impl<S> fmt::Debug for Sign<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sign({:?})", self.signer)
    }
}

impl<F> fmt::Debug for ResponseFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Ok(_) => f.write_str("ResponseFuture(sent)"),
            Err(_) => f.write_str("ResponseFuture(not signed)"),
        }
    }
}
