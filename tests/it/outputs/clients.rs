//! The adapters for HTTP clients.

use super::{answers, channels::Shown};
use keyleash::{
    SignError,
    client::{
        self, TransportError,
        middleware::SignMiddleware,
        tower::{SendError, SignLayer},
    },
    venue,
};
use std::future::Ready;
use tower::{Layer, Service, service_fn};

pub(super) fn clients(shown: &Shown) {
    let signer = answers::good_signer(shown, venue::find("binance").unwrap()).unwrap();
    let secret = &shown.marks.plain;
    shown.debug(&SignMiddleware::new(&signer));
    let layer = SignLayer::new(&signer);
    shown.debug(&layer);
    // What it hands on is somebody else's to show; what the error of somebody else says is not shown.
    let mut service = layer.layer(service_fn(|_: http::Request<Vec<u8>>| {
        std::future::ready(Err::<(), _>(secret.clone()))
    }));
    shown.debug(&service);
    for path in ["/api/v3/openOrders", "/none"] {
        let request = http::Request::get(path).body(secret).unwrap();
        shown.debug(&service.call(request));
    }
    shown.error(&SendError::<Ready<()>>::Sign(SignError::Stopped));
    shown
        .debug(&SendError::Inner(secret))
        .display(&SendError::Inner(secret));
    for error in [
        TransportError::Unsendable,
        TransportError::Connect,
        TransportError::Tls,
        TransportError::Timeout,
        TransportError::TooLong,
        TransportError::Broken,
    ] {
        shown.error(&error);
    }
    streamed(shown, &signer);
}

/// A refusal as it comes out of the client.
fn streamed(shown: &Shown, signer: &keyleash::AnySigner) {
    // Whether somebody else was first is no matter.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Nothing is sent, so that nobody need be trusted.
    let client = client::reqwest::builder().tls_certs_only([]).build();
    let http = reqwest_middleware::ClientBuilder::new(client.unwrap())
        .with(SignMiddleware::new(signer))
        .build();
    let body = ::reqwest::Body::wrap(::reqwest::Body::from(shown.marks.plain.clone()));
    let sent = http.post("https://api.binance.com/api/v3/order").body(body);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let error = runtime.block_on(sent.send()).unwrap_err();
    shown.debug(&error).display(&error);
    let reqwest_middleware::Error::Middleware(error) = error else {
        panic!("{error}");
    };
    let own = error.downcast_ref::<client::middleware::StreamedBody>();
    shown.error(own.unwrap());
}
