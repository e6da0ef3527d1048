//! The adapters for HTTP clients, with the real clients over real TLS to servers on this machine.

mod bot;
mod clients;
mod errors;
mod leaks;
mod logs;
mod retries;
mod server;

use crate::support::{Trader, policy};
use bot::{binance, credential, signer};
use clients::{block_on, our_reqwest, our_ureq};
use keyleash::{
    AnyCredential, AnySigner, Error, SignError,
    client::{
        self, TransportError,
        middleware::{SignMiddleware, StreamedBody},
        tower::{SendError, Sign, SignLayer},
    },
};
use server::Server;
use std::convert::Infallible;
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};

const HOST: &str = "api.binance.com";
const ORDERS: &str = "https://api.binance.com/api/v3/openOrders";

/// What a bot does with its answers: each one is checked by the server.
fn assert_whole(server: &Server, signer: &AnySigner) {
    let seen = server.seen();
    let paths: Vec<_> = seen.iter().map(|seen| seen.parted().0).collect();
    assert_eq!(
        paths,
        [
            "/sapi/v1/account/apiRestrictions",
            "/api/v3/account",
            "/api/v3/openOrders",
            "/api/v3/order",
        ]
    );
    assert!(seen[3].body.starts_with("symbol=BTCUSDT&"));
    assert_eq!(seen[3].header("host"), Some(HOST));
    assert_eq!(signer.venue().id(), "binance");
}

fn requests(signer: &AnySigner) -> [http::Request<Vec<u8>>; 2] {
    let sign = |method, path, body: &'static str| {
        let request = keyleash::Request::new(method, path).unwrap().body(body);
        signer.sign(&request).unwrap().try_into().unwrap()
    };
    [
        sign(keyleash::Method::Get, "/api/v3/openOrders", ""),
        sign(keyleash::Method::Post, "/api/v3/order", ORDER),
    ]
}

const ORDER: &str = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";

fn verify(credential: AnyCredential, report: keyleash::Report) -> AnySigner {
    credential.verify(&policy(), report).unwrap()
}

#[test]
fn a_bot_on_ureq_loads_inspects_verifies_signs_and_sends() {
    let server = Server::new(HOST, binance());
    let http = our_ureq(&[(HOST, server.address)]);
    let credential = credential("binance");
    let report = credential.inspect(|request| client::ureq::send(&http, request));
    let signer = verify(credential, report.unwrap());
    for request in requests(&signer) {
        let answer = client::ureq::send(&http, request).unwrap();
        assert_eq!(
            (answer.status().as_u16(), &**answer.body()),
            (200, &b"[]"[..])
        );
    }
    assert_whole(&server, &signer);
}

#[test]
fn a_bot_on_reqwest_loads_inspects_verifies_signs_and_sends() {
    let server = Server::new(HOST, binance());
    let http = our_reqwest(&[(HOST, server.address)]);
    let credential = credential("binance");
    block_on(async {
        let send = |request| client::reqwest::send(&http, request);
        let report = credential.inspect_async(send).await;
        let signer = verify(credential, report.unwrap());
        for request in requests(&signer) {
            let answer = client::reqwest::send(&http, request).await.unwrap();
            assert_eq!(
                (answer.status().as_u16(), &**answer.body()),
                (200, &b"[]"[..])
            );
            assert_eq!(answer.headers()["connection"], "close");
        }
        assert_whole(&server, &signer);
    });
}

/// As in a bot whose threads share one client.
#[test]
fn what_sends_is_fit_for_tasks() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let server = Server::new(HOST, binance());
    let http = our_reqwest(&[(HOST, server.address)]);
    let [orders, _] = requests(&signer("binance"));
    let sent = is_send(async move { client::reqwest::send(&http, orders).await });
    assert_eq!(block_on(sent).unwrap().status(), 200);
}

#[test]
fn a_layer_signs_bodies_of_any_bytes() {
    let server = Server::new(HOST, binance());
    let http = our_reqwest(&[(HOST, server.address)]);
    let layer = SignLayer::new(&signer("binance"));
    let mut service = ServiceBuilder::new()
        .layer(&layer)
        .service_fn(|request| client::reqwest::send(&http, request));
    block_on(async {
        let order = http::Request::post("https://api.binance.com/api/v3/order");
        let order = order.body(ORDER.to_owned()).unwrap();
        let orders = http::Request::get("/api/v3/openOrders").body("").unwrap();
        let ready = ServiceExt::<http::Request<String>>::ready(&mut service).await;
        assert_eq!(ready.unwrap().call(order).await.unwrap().status(), 200);
        assert_eq!(service.call(orders).await.unwrap().status(), 200);
    });
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn a_layer_hands_on_nothing_that_it_did_not_sign() {
    let typed = crate::support::signer::<keyleash::venue::binance::Binance, Trader>(
        &keyleash::Policy::new(),
    );
    typed.stop();
    let sent = std::cell::Cell::new(0);
    let mut service = ServiceBuilder::new()
        .layer(SignLayer::new(&typed))
        .service_fn(async |_: http::Request<Vec<u8>>| {
            sent.set(sent.get() + 1);
            Ok::<_, Infallible>(())
        });
    let orders = http::Request::get(ORDERS).body(Vec::new()).unwrap();
    let error = block_on(service.call(orders)).unwrap_err();
    assert!(
        matches!(error, SendError::Sign(SignError::Stopped)),
        "{error}"
    );
    assert_eq!(sent.get(), 0);
}

#[test]
fn an_error_of_the_service_below_is_kept_and_not_shown() {
    let layer = SignLayer::new(&signer("binance"));
    let service = ServiceBuilder::new().layer(layer).service(service_fn(
        async |request: http::Request<Vec<u8>>| Err::<(), _>(request.uri().to_string()),
    ));
    let orders = http::Request::get(ORDERS).body(Vec::new()).unwrap();
    let error = block_on(service.oneshot(orders)).unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("signature="), "{shown}");
    let SendError::Inner(inner) = error else {
        panic!("{shown}");
    };
    assert!(inner.contains("&signature="));
}

#[test]
fn a_middleware_signs_what_the_client_has_built() {
    let server = Server::new(HOST, binance());
    let http = reqwest_middleware::ClientBuilder::new(our_reqwest(&[(HOST, server.address)]))
        .with(SignMiddleware::new(&signer("binance")))
        .build();
    block_on(async {
        let answer = http.get(format!("{ORDERS}?symbol=BTCUSDT")).send().await;
        assert_eq!(answer.unwrap().status(), 200);
        let order = http.post("https://api.binance.com/api/v3/order");
        let order = order.body(ORDER).timeout(std::time::Duration::from_secs(9));
        assert_eq!(order.send().await.unwrap().status(), 200);
    });
    let seen = server.seen();
    assert!(seen[0].parted().1.starts_with("symbol=BTCUSDT&recvWindow="));
    assert_eq!(seen[0].header("content-length"), None);
    let length = seen[1].body.len().to_string();
    assert_eq!(seen[1].header("content-length"), Some(&*length));
}

#[test]
fn a_middleware_refuses_by_name() {
    let server = Server::new(HOST, binance());
    let signer = signer("binance");
    let http = reqwest_middleware::ClientBuilder::new(our_reqwest(&[(HOST, server.address)]))
        .with(SignMiddleware::new(&signer))
        .build();
    block_on(async {
        let order = http.post("https://api.binance.com/api/v3/order");
        let streamed = order.body(reqwest::Body::wrap(reqwest::Body::from(ORDER)));
        let error = streamed.send().await.unwrap_err();
        let reqwest_middleware::Error::Middleware(error) = error else {
            panic!("{error}");
        };
        assert!(error.is::<StreamedBody>(), "{error}");
        let elsewhere = http.get("https://api.binance.com.evil.example/api/v3/openOrders");
        let reqwest_middleware::Error::Middleware(error) = elsewhere.send().await.unwrap_err()
        else {
            panic!();
        };
        assert_eq!(error.downcast_ref(), Some(&SignError::OtherHost));
    });
    assert_eq!(server.seen().len(), 0);
}

/// After a change that is meant: `INSTA_UPDATE=always cargo test --all-features --test it client`, then
/// read the difference.
#[test]
fn what_the_adapters_show() {
    let signer = crate::support::any_signer("binance", &policy());
    let layer = SignLayer::new(&signer);
    let mut service = layer.layer(service_fn(async |_: http::Request<Vec<u8>>| {
        Err::<(), _>("not shown")
    }));
    let call = |service: &mut Sign<_>, uri: &str| {
        let request = http::Request::get(uri).body("").unwrap();
        format!("{:?}", Service::call(service, request))
    };
    let mut lines = vec![
        format!("{layer:?}"),
        call(&mut service, "/none"),
        format!("{service:?}"),
        format!("{:?}", SignMiddleware::new(&signer)),
        format!("{:?}", SendError::Inner("not shown")),
        format!("{:?}", SendError::<Infallible>::Sign(SignError::Stopped)),
    ];
    for error in [
        TransportError::Unsendable,
        TransportError::Connect,
        TransportError::Tls,
        TransportError::Timeout,
        TransportError::TooLong,
        TransportError::Broken,
    ] {
        assert_eq!(error.to_string(), format!("{error:?}"));
        assert_eq!(error.to_string(), Error::from(error).to_string());
        lines.push(error.to_string());
    }
    insta::assert_snapshot!(lines.join("\n"));
}
