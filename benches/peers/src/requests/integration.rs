//! The request builder of `barter-integration`, which asks its user for what is Binance's in it.

use super::milliseconds;
use crate::{
    case::{Case, Wrong},
    orders, vectors, venues,
};
use barter_integration::{
    error::SocketError,
    protocol::http::{
        HttpParser,
        private::{RequestSigner, Signer, encoder::HexEncoder},
        rest::{RestRequest, client::RestClient},
    },
};
use hmac::{Hmac, Mac};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;
use sha2::Sha256;
use std::{borrow::Cow, hint::black_box};

struct Order(orders::Pairs);

impl RestRequest for Order {
    type Response = Value;
    type QueryParams = orders::Pairs;
    type Body = ();

    fn path(&self) -> Cow<'static, str> {
        venues::path("binance").into()
    }

    fn method() -> Method {
        Method::POST
    }

    fn query_params(&self) -> Option<&orders::Pairs> {
        Some(&self.0)
    }
}

struct Binance;

struct Stamped {
    query: String,
    time: u64,
}

impl Signer for Binance {
    type Config<'a> = Stamped;

    fn config<'a, R: RestRequest>(
        &'a self,
        request: R,
        _: &RequestBuilder,
    ) -> Result<Stamped, SocketError> {
        let query = serde_urlencoded::to_string(request.query_params()).unwrap();
        let time = milliseconds();
        Ok(Stamped { query, time })
    }

    fn add_bytes_to_sign<M: Mac>(mac: &mut M, config: &Stamped) {
        mac.update(config.query.as_bytes());
        mac.update(b"&timestamp=");
        mac.update(config.time.to_string().as_bytes());
    }

    fn build_signed_request<'a>(
        config: Stamped,
        builder: RequestBuilder,
        signature: String,
    ) -> Result<reqwest::Request, SocketError> {
        let builder = builder.header("X-MBX-APIKEY", venues::KEY);
        let builder = builder.query(&[("timestamp", config.time)]);
        Ok(builder.query(&[("signature", signature)]).build()?)
    }
}

struct Unread;

impl HttpParser for Unread {
    type ApiError = Value;
    type OutputError = SocketError;

    fn parse_api_error(&self, _: StatusCode, _: Value) -> SocketError {
        unreachable!("nothing is sent, so nothing is answered")
    }
}

pub fn case() -> Result<Case, Wrong> {
    let secret = vectors::secret("binance");
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    let signer = RequestSigner::new(Binance, mac, HexEncoder);
    let client = RestClient::new("https://api.binance.com", signer, Unread);
    let how = ("barter-integration", "RestClient::build, MAC kept");
    super::case("binance", how, move || {
        client
            .build(Order(black_box(orders::BINANCE_WINDOW)))
            .unwrap()
    })
}
