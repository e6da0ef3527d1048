//! Signing of a request that the bot built, in the types of `http`.
//!
//! The guards are those of every signature. What a bot's own headers could change about the request
//! is looked at beside them, and refused by the name of the header.

use super::{AnySigner, SignError};
use crate::{
    request::{Malformed, Request, SignedRequest},
    scheme::Scheme,
};
use http::{HeaderMap, HeaderValue, header, request::Parts};
use std::time::SystemTime;

/// Headers by which some servers read another method, another path or another body than the request
/// has.
const OVERRIDES: &[&str] = &[
    "Content-Encoding",
    "X-HTTP-Method",
    "X-HTTP-Method-Override",
    "X-Method-Override",
    "X-Original-URL",
    "X-Rewrite-URL",
];

impl AnySigner {
    /// Signs a request that the bot built: parameters, headers and body are put in as the venue's
    /// dialect has it. After an error, `parts` and `body` are as they were.
    ///
    /// Path, query and body are wire-ready. They are signed as they stand and never encoded anew;
    /// where a venue signs its parameters in the order of their names, they are sent in that order.
    /// The URI is the venue's own (`https://api.binance.com/api/v3/order`), or a path alone
    /// (`/api/v3/order`), which gets the host of this key. It passes the same guards as a
    /// [`Request`], and so do method and body.
    ///
    /// Most venues are told by headers, some in the query. Some are told in the body, which then is
    /// replaced: a form gets a nonce or a signature (Binance, Binance.US, Kraken) or is put in order
    /// (WOO X, v1), JSON is put into an envelope (Crypto.com, Hyperliquid), or is moved into a header
    /// (Gemini). So `body` is of any type that can be made of bytes: `Vec<u8>`, `Bytes`,
    /// `Box<[u8]>`, or `Cow<[u8]>` for one that is borrowed. Where nothing changes, it is not
    /// touched.
    ///
    /// What an order is worth, for a limit that asks it, is an extension of the request: see
    /// [`Worth`](crate::Worth).
    ///
    /// The secret headers are marked as sensitive. The URI is not wiped, and where the venue signs
    /// in the query, it holds the signature: log it by [`redact_uri`](crate::redact_uri).
    ///
    /// # Errors
    ///
    /// Those of [`sign`](Self::sign), and [`SignError::Header`] for
    ///
    /// - each header that the signer writes itself: one that was set by hand is a mistake, and a
    ///   request that was signed before is not signed again;
    /// - `Content-Type`, where it is not the one that the signer would write (Gemini's is
    ///   `text/plain`), and where it is signed and there is no body (Bitstamp);
    /// - `Content-Length`, where it is not the body's;
    /// - those by which some servers read another method, path or body (`X-HTTP-Method-Override`,
    ///   `Content-Encoding` and such).
    ///
    /// A `Host` that is not the URI's is [`SignError::OtherHost`].
    ///
    /// # Examples
    ///
    /// ```
    /// # use keyleash::AnySigner;
    /// # fn send(_: http::Request<Vec<u8>>) {}
    /// # fn run(signer: &AnySigner) -> Result<(), Box<dyn std::error::Error>> {
    /// let order = http::Request::post("https://api.bybit.com/v5/order/create")
    ///     .body(br#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","qty":"1"}"#.to_vec())?;
    /// let (mut parts, mut body) = order.into_parts();
    /// signer.sign_parts(&mut parts, &mut body)?;
    /// send(http::Request::from_parts(parts, body));
    /// # Ok(())
    /// # }
    /// ```
    pub fn sign_parts<B>(&self, parts: &mut Parts, body: &mut B) -> Result<(), SignError>
    where
        B: AsRef<[u8]> + From<Vec<u8>>,
    {
        self.sign_parts_at(parts, body, SystemTime::now())
    }

    /// [`sign_parts`](Self::sign_parts), with the time given.
    pub fn sign_parts_at<B>(
        &self,
        parts: &mut Parts,
        body: &mut B,
        now: SystemTime,
    ) -> Result<(), SignError>
    where
        B: AsRef<[u8]> + From<Vec<u8>>,
    {
        let given = body.as_ref();
        let request = Request::of_parts(parts, given)?;
        let mut out = SignedRequest::new();
        self.sign_chosen(&request, now, &mut out, |scheme| {
            self.may_have(&parts.headers, &request, scheme)
        })?;
        let (made, sent) = out.to_http()?.into_parts();
        let mut headers = parts.headers.clone();
        for (name, value) in &made.headers {
            headers
                .try_insert(name, value.clone())
                .map_err(|_| Malformed::Size)?;
        }
        // From here on nothing fails.
        if sent != given {
            if let Some(length) = headers.get_mut(header::CONTENT_LENGTH) {
                *length = HeaderValue::from(sent.len());
            }
            *body = B::from(sent);
        }
        parts.uri = made.uri;
        parts.headers = headers;
        Ok(())
    }

    /// Whether the bot's own headers leave the request what the guards take it for.
    fn may_have(
        &self,
        headers: &HeaderMap,
        request: &Request<'_>,
        scheme: &Scheme,
    ) -> Result<(), SignError> {
        let refused = |name| Err(SignError::Header { name });
        // An environment of the venue may be told by a header too.
        let of_sites = self.hold.spec.sites.iter().flat_map(|site| site.headers);
        let written = scheme.headers().chain(of_sites.map(|(name, _)| *name));
        let mut never = written
            .filter(|name| !is_type(name))
            .chain(OVERRIDES.iter().copied());
        if let Some(name) = never.find(|name| headers.contains_key(*name)) {
            return refused(name);
        }
        let all_are = |name, wanted: &str| {
            let mut values = headers.get_all(name).iter();
            values.all(|value| value.as_bytes() == wanted.as_bytes())
        };
        if request
            .host
            .is_some_and(|host| !all_are(header::HOST, host))
        {
            return Err(SignError::OtherHost);
        }
        let mut own = self.hold.site.headers.iter();
        let own_type = own.find_map(|(name, value)| is_type(name).then_some(*value));
        let content_type = own_type.unwrap_or(scheme.content_type());
        let is_odd = request.body.is_empty()
            && scheme.signs_type()
            && headers.contains_key(header::CONTENT_TYPE);
        if is_odd || !all_are(header::CONTENT_TYPE, content_type) {
            return refused("Content-Type");
        }
        let length = request.body.len();
        if !all_are(header::CONTENT_LENGTH, itoa::Buffer::new().format(length)) {
            return refused("Content-Length");
        }
        Ok(())
    }
}

fn is_type(name: &str) -> bool {
    name.eq_ignore_ascii_case(header::CONTENT_TYPE.as_str())
}
