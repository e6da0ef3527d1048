//! Retry outside, signing inside: each attempt has a time, a nonce and a signature of its own.

use super::{
    HOST, ORDERS,
    bot::{binance, mac, signer},
    clients::{block_on, our_reqwest, our_ureq},
    server::{Deed, Seen, Server, answer},
};
use crate::support::{ANY_KEY, policy};
use base64ct::{Base64, Encoding as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use keyleash::{
    AnyCredential, AnySigner, SignError,
    client::{
        self,
        middleware::SignMiddleware,
        tower::{SendError, SignLayer},
    },
    venue,
};
use sha2::{Digest, Sha256, Sha512};
use std::{convert::Infallible, future::Ready, thread, time::Duration};
use tower::{ServiceBuilder, ServiceExt, retry::Policy};

/// A policy of `tower` that tries once more after a 503.
#[derive(Clone)]
struct OnceMore(bool);

impl<B: Clone, E> Policy<http::Request<B>, http::Response<Vec<u8>>, E> for OnceMore {
    type Future = Ready<()>;

    fn retry(
        &mut self,
        _: &mut http::Request<B>,
        result: &mut Result<http::Response<Vec<u8>>, E>,
    ) -> Option<Ready<()>> {
        let is_busy = result.as_ref().is_ok_and(|answer| answer.status() == 503);
        (is_busy && core::mem::take(&mut self.0)).then(|| std::future::ready(()))
    }

    fn clone_request(&mut self, request: &http::Request<B>) -> Option<http::Request<B>> {
        Some(request.clone())
    }
}

/// The same as a middleware of reqwest.
struct Again;

#[async_trait::async_trait]
impl reqwest_middleware::Middleware for Again {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: reqwest_middleware::Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let copy = request.try_clone().unwrap();
        let answer = next.clone().run(copy, extensions).await?;
        if answer.status() == 503 {
            next.run(request, extensions).await
        } else {
            Ok(answer)
        }
    }
}

/// A server that is busy the first time.
fn busy_once(
    host: &str,
    mut then: impl FnMut(&Seen) -> Deed + Send + 'static,
    mut first: impl FnMut() + Send + 'static,
) -> Server {
    let mut is_first = true;
    Server::new(host, move |seen| {
        if core::mem::take(&mut is_first) {
            // So that the clock has gone on.
            thread::sleep(Duration::from_millis(5));
            first();
            return answer("503 Service Unavailable", "", "");
        }
        then(seen)
    })
}

fn busy_binance() -> Server {
    busy_once(HOST, binance(), || {})
}

/// Two attempts, each valid, and nothing of the one in the other.
fn assert_fresh(server: &Server) {
    let seen = server.seen();
    let parts = |seen: &Seen| {
        let (signed, signature) = seen.parted().1.split_once("&signature=").unwrap();
        assert_eq!(signature, mac(signed));
        let (_, time) = signed.rsplit_once("timestamp=").unwrap();
        (time.parse::<u64>().unwrap(), signature.to_owned())
    };
    assert_eq!(seen.len(), 2);
    let [(first, a), (second, b)] = [parts(&seen[0]), parts(&seen[1])];
    assert!(first < second, "{first} {second}");
    assert_ne!(a, b);
}

#[test]
fn a_layer_of_tower_around_the_signer() {
    let server = busy_binance();
    let http = our_reqwest(&[(HOST, server.address)]);
    let service = ServiceBuilder::new()
        .retry(OnceMore(true))
        .layer(SignLayer::new(&signer("binance")))
        .service_fn(|request| client::reqwest::send(&http, request));
    let orders = http::Request::get(ORDERS).body(Vec::new()).unwrap();
    let answer = block_on(service.oneshot(orders)).unwrap();
    assert_eq!(answer.status(), 200);
    assert_fresh(&server);
}

#[test]
fn a_middleware_of_reqwest_around_the_signer() {
    let server = busy_binance();
    let http = reqwest_middleware::ClientBuilder::new(our_reqwest(&[(HOST, server.address)]))
        .with(Again)
        .with(SignMiddleware::new(&signer("binance")))
        .build();
    let answer = block_on(http.get(ORDERS).send()).unwrap();
    assert_eq!(answer.status(), 200);
    assert_fresh(&server);
}

#[test]
fn a_loop_around_the_signer() {
    let server = busy_binance();
    let http = our_ureq(&[(HOST, server.address)]);
    let signer = signer("binance");
    let orders = keyleash::Request::new(keyleash::Method::Get, "/api/v3/openOrders").unwrap();
    let mut statuses = Vec::new();
    while statuses.last() != Some(&200) {
        let request = signer.sign(&orders).unwrap().try_into().unwrap();
        let answer = client::ureq::send(&http, request).unwrap();
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [503, 200]);
    assert_fresh(&server);
}

/// What the order is for: within the signer, a retry sends one signature twice.
#[test]
fn a_retry_within_the_signer_repeats_a_signature() {
    let server = busy_binance();
    let http = our_reqwest(&[(HOST, server.address)]);
    let service = ServiceBuilder::new()
        .layer(SignLayer::new(&signer("binance")))
        .retry(OnceMore(true))
        .service_fn(|request| client::reqwest::send(&http, request));
    let orders = http::Request::get(ORDERS).body(Vec::new()).unwrap();
    block_on(service.oneshot(orders)).unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].target, seen[1].target);
}

#[test]
fn a_stopped_signer_ends_the_retries() {
    let signer = signer("binance");
    let stopped = signer.clone();
    let server = busy_once(HOST, binance(), move || stopped.stop());
    let http = our_reqwest(&[(HOST, server.address)]);
    let service = ServiceBuilder::new()
        .retry(OnceMore(true))
        .layer(SignLayer::new(&signer))
        .service_fn(|request| client::reqwest::send(&http, request));
    let orders = http::Request::get(ORDERS).body(Vec::new()).unwrap();
    let error = block_on(service.oneshot(orders)).unwrap_err();
    assert!(
        matches!(error, SendError::Sign(SignError::Stopped)),
        "{error}"
    );
    assert_eq!(server.seen().len(), 1);
}

const KRAKEN: &str = "api.kraken.com";

fn kraken_signer() -> AnySigner {
    let credential = AnyCredential::load(venue::find("kraken").unwrap(), ANY_KEY).unwrap();
    let made = jiff::Timestamp::now().as_second() - 10 * 86_400;
    let said = serde_json::json!({ "error": [], "result": {
        "apiKeyName": "bot", "apiKey": ANY_KEY.key, "nonce": "0", "nonceWindow": 0,
        "permissions": ["query-funds", "query-open-trades", "modify-trades"],
        "validUntil": "0", "queryFrom": "0", "queryTo": "0",
        "createdTime": made.to_string(), "modifiedTime": made.to_string(),
        "ipAllowlist": ["18.181.170.164"], "lastUsed": made.to_string(),
    }});
    let report = credential
        .inspect(|_| Ok::<_, Infallible>(http::Response::new(said.to_string())))
        .unwrap();
    credential.verify(&policy(), report).unwrap()
}

/// Kraken's rule, by other code than the crate's.
fn is_kraken(seen: &Seen) -> bool {
    let (nonce, _) = seen.body["nonce=".len()..].split_once('&').unwrap();
    let hash = Sha256::new()
        .chain_update(nonce)
        .chain_update(&seen.body)
        .finalize();
    let key = Base64::decode_vec(ANY_KEY.secret).unwrap();
    let mut mac = Hmac::<Sha512>::new_from_slice(&key).unwrap();
    mac.update(seen.target.as_bytes());
    mac.update(&hash);
    let signature = Base64::encode_string(&mac.finalize().into_bytes());
    seen.header("api-sign") == Some(&*signature)
}

/// Where the nonce is in the body, and there has to grow.
#[test]
fn each_attempt_has_a_nonce_of_its_own() {
    let server = busy_once(KRAKEN, |_| answer("200 OK", "", "{}"), || {});
    let http = our_reqwest(&[(KRAKEN, server.address)]);
    let service = ServiceBuilder::new()
        .retry(OnceMore(true))
        .layer(SignLayer::new(&kraken_signer()))
        .service_fn(|request| client::reqwest::send(&http, request));
    let order = http::Request::post("https://api.kraken.com/0/private/AddOrder")
        .header("content-length", 40)
        .body("pair=XBTUSD&type=buy&ordertype=market&v=1"[..40].to_owned());
    let answer = block_on(service.oneshot(order.unwrap())).unwrap();
    assert_eq!(answer.status(), 200);
    let seen = server.seen();
    let nonce = |seen: &Seen| {
        assert!(is_kraken(seen), "{seen:?}");
        let (nonce, order) = seen.body["nonce=".len()..].split_once('&').unwrap();
        assert!(order.starts_with("pair=XBTUSD&"), "{order}");
        nonce.parse::<u64>().unwrap()
    };
    assert_eq!(seen.len(), 2);
    assert!(nonce(&seen[0]) < nonce(&seen[1]));
}
