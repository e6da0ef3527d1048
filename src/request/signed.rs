//! What is sent: a request with its signature.

use super::{
    Malformed, Method,
    header::{Headers, Kind},
    push_value,
};
use crate::secret::{Buffer, veiled_path};
use bytes::Bytes;
use core::fmt;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use zeroize::zeroize_stack;

/// A request ready for any HTTP client: wiped when dropped.
///
/// It can be used as a buffer too: [`Signer::sign_into`](crate::Signer::sign_into) fills it
/// again.
///
/// `Debug` shows method and path only, since the rest may be replayed while it is fresh.
#[must_use = "a signed request does nothing until it is sent"]
pub struct SignedRequest {
    method: Method,
    url: Buffer,
    /// Where the path begins and ends in `url`.
    path: (usize, usize),
    headers: Headers,
    pub(crate) body: Buffer,
    /// The text to sign, kept for its room.
    pub(crate) text: Buffer,
    /// Host and path as they were made for the last request of `http`.
    authority: Option<Authority>,
    target: Option<PathAndQuery>,
}

/// The longest URL that `http` takes, in bytes.
const LONGEST: usize = 65_534;

/// Bytes of dead stack that are overwritten after headers were made for `http`: a signature can be
/// sent again while it is fresh.
const SCRUB: usize = if cfg!(debug_assertions) { 8_192 } else { 1_024 };

impl Default for SignedRequest {
    fn default() -> Self {
        Self {
            method: Method::Get,
            url: Buffer::with_capacity(512),
            path: (0, 0),
            headers: Headers::new(),
            body: Buffer::default(),
            text: Buffer::default(),
            authority: None,
            target: None,
        }
    }
}

impl SignedRequest {
    /// An empty request, as a buffer for [`Signer::sign_into`](crate::Signer::sign_into).
    pub fn new() -> Self {
        Self::default()
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The whole URL, signature included where the venue puts it there. Do not log it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url().get(self.path.0..self.path.1).unwrap_or_default()
    }

    /// The path, and `?` and the query where there is one. Do not log it.
    #[must_use]
    pub fn target(&self) -> &str {
        self.url().get(self.path.0..).unwrap_or_default()
    }

    /// The query without its `?`. Do not log it.
    #[must_use]
    pub fn query(&self) -> &str {
        self.url()
            .get(self.path.1.saturating_add(1)..)
            .unwrap_or_default()
    }

    pub(crate) fn path_bytes(&self) -> &[u8] {
        let url = self.url.as_bytes();
        url.get(self.path.0..self.path.1).unwrap_or_default()
    }

    pub(crate) fn target_bytes(&self) -> &[u8] {
        self.url.as_bytes().get(self.path.0..).unwrap_or_default()
    }

    pub(crate) fn query_bytes(&self) -> &[u8] {
        let start = self.path.1.saturating_add(1);
        self.url.as_bytes().get(start..).unwrap_or_default()
    }

    /// The headers as name and value. Do not log them.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let headers = self.headers.iter();
        headers.map(|header| (header.name, header.value.as_str()))
    }

    /// The value of one header. Do not log it.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The body; empty where there is none.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.as_str()
    }

    /// Empties the request: a refused signature must leave nothing of the last one behind.
    pub(crate) fn clear(&mut self) {
        self.restart(Method::Get, "");
    }

    pub(crate) fn restart(&mut self, method: Method, origin: &str) {
        self.method = method;
        self.url.clear();
        self.url.push(origin.as_bytes());
        self.path = (origin.len(), origin.len());
        self.headers.clear();
        self.body.clear();
    }

    /// Puts `segments`, which have `/` between, in place of each `{}` of `pattern`.
    pub(crate) fn push_path(&mut self, pattern: &str, segments: &str) {
        if segments.is_empty() {
            self.url.push(pattern.as_bytes());
            self.path.1 = self.url.as_bytes().len();
            return;
        }
        let mut segments = segments.split('/');
        for (at, piece) in pattern.split("{}").enumerate() {
            if at > 0 {
                self.url
                    .push(segments.next().unwrap_or_default().as_bytes());
            }
            self.url.push(piece.as_bytes());
        }
        self.path.1 = self.url.as_bytes().len();
    }

    pub(crate) fn push_query(&mut self, query: &str) {
        if !query.is_empty() {
            self.url.push_byte(b'?');
            self.url.push(query.as_bytes());
        }
    }

    pub(crate) fn push_query_parameter(&mut self, name: &str, value: &[u8], is_unreserved: bool) {
        let first = self.url.as_bytes().len() == self.path.1;
        self.url.push_byte(if first { b'?' } else { b'&' });
        self.url.push(name.as_bytes());
        self.url.push_byte(b'=');
        push_value(&mut self.url, value, is_unreserved);
    }

    /// Puts the parameters of the query, and of a form, in the order of their names. Equal names
    /// keep theirs.
    pub(crate) fn sort_parameters(&mut self, body_is_form: bool) {
        let query = sorted(self.query());
        if !query.is_empty() {
            self.url.truncate(self.path.1);
            self.push_query(query.as_str());
        }
        if body_is_form {
            self.body = sorted(self.body());
        }
    }

    pub(crate) fn push_header(&mut self, name: &'static str, value: &[u8], kind: Kind) {
        self.headers.push(name, value, kind);
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers
            .iter()
            .any(|header| header.name.eq_ignore_ascii_case(name))
    }
}

fn sorted(form: &str) -> Buffer {
    let mut pairs: Vec<&str> = form.split('&').filter(|pair| !pair.is_empty()).collect();
    pairs.sort_by_key(|pair| pair.split_once('=').map_or(*pair, |(name, _)| name));
    let mut sorted = Buffer::with_capacity(form.len());
    for (at, pair) in pairs.into_iter().enumerate() {
        if at > 0 {
            sorted.push_byte(b'&');
        }
        sorted.push(pair.as_bytes());
    }
    sorted
}

impl SignedRequest {
    /// The request for the `http` crate, with the secret headers marked as sensitive. This one
    /// keeps its buffers for the next: the host, the names of headers and the values that every
    /// request of a key has are made once, and shared.
    ///
    /// A sensitive header is wiped when its last copy is dropped; URL and body are not.
    ///
    /// # Errors
    ///
    /// [`Malformed::Size`] where the URL is longer than `http` takes (65,534 bytes);
    /// [`Malformed::Url`] where nothing was signed into this one.
    ///
    /// # Examples
    ///
    /// ```
    /// # use keyleash::{AnySigner, Request, SignError, SignedRequest};
    /// # fn send(_: http::Request<Vec<u8>>) {}
    /// # fn run(signer: &AnySigner, orders: &[Request<'_>]) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut signed = SignedRequest::new();
    /// for order in orders {
    ///     signer.sign_into(order, &mut signed)?;
    ///     send(signed.to_http()?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_http(&mut self) -> Result<http::Request<Vec<u8>>, Malformed> {
        let mut request = http::Request::new(self.body.as_bytes().to_vec());
        *request.method_mut() = match self.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Patch => http::Method::PATCH,
            Method::Delete => http::Method::DELETE,
        };
        *request.uri_mut() = self.uri()?;
        let headers = self.headers.map();
        zeroize_stack::<SCRUB>();
        *request.headers_mut() = headers?;
        Ok(request)
    }

    fn uri(&mut self) -> Result<Uri, Malformed> {
        if self.url.as_bytes().len() > LONGEST {
            return Err(Malformed::Size);
        }
        let origin = self.url.as_bytes().get(..self.path.0).unwrap_or_default();
        let (scheme, host) = match origin.strip_prefix(b"https://") {
            Some(host) => (Scheme::HTTPS, host),
            None => (
                Scheme::HTTP,
                origin.strip_prefix(b"http://").ok_or(Malformed::Url)?,
            ),
        };
        let kept = self
            .authority
            .take()
            .filter(|kept| kept.as_str().as_bytes() == host);
        let authority = kept.map_or_else(|| Authority::try_from(host), Ok);
        let authority = authority.map_err(|_| Malformed::Url)?;
        let target = self.target_bytes();
        let kept = self
            .target
            .as_ref()
            .filter(|kept| kept.as_str().as_bytes() == target);
        let target = match kept {
            Some(kept) => kept.clone(),
            None => PathAndQuery::from_maybe_shared(Bytes::from(Box::from(target)))
                .map_err(|_| Malformed::Size)?,
        };
        // A query has a time in it, and will not come again.
        if target.query().is_none() {
            self.target = Some(target.clone());
        }
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(scheme);
        parts.authority = Some(self.authority.insert(authority).clone());
        parts.path_and_query = Some(target);
        Uri::from_parts(parts).map_err(|_| Malformed::Size)
    }
}

/// Turns the request into one of the `http` crate, as [`SignedRequest::to_http`] does.
impl TryFrom<SignedRequest> for http::Request<Vec<u8>> {
    type Error = Malformed;

    fn try_from(mut signed: SignedRequest) -> Result<Self, Malformed> {
        signed.to_http()
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SignedRequest({} {})",
            self.method,
            veiled_path(self.path())
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Method, SignedRequest};

    fn request(query: &str, body: &str) -> SignedRequest {
        let mut request = SignedRequest::new();
        request.restart(Method::Post, "https://example.org");
        request.push_path("/a/{}/b_{}", "x/y");
        request.push_query(query);
        request.body.push(body.as_bytes());
        request
    }

    #[test]
    fn parameters_are_sorted_by_name_alone() {
        for (given, sorted) in [
            ("", ""),
            ("b=1", "b=1"),
            ("b=1&a=2", "a=2&b=1"),
            // Equal names keep their order, and a name stands behind its own beginning.
            ("b=2&a=9&b=1&B=0", "B=0&a=9&b=2&b=1"),
            ("ab=1&a=2&a1=3&a", "a=2&a&a1=3&ab=1"),
            ("&&b=1&&a=2&", "a=2&b=1"),
        ] {
            let mut request = request(given, given);
            request.sort_parameters(true);
            assert_eq!(request.query(), sorted, "{given}");
            assert_eq!(request.body(), sorted, "{given}");
            assert_eq!(request.path(), "/a/x/b_y");
        }
        let mut json = request("b=1&a=2", r#"{"b":1,"a":2}"#);
        json.sort_parameters(false);
        assert_eq!(json.query(), "a=2&b=1");
        assert_eq!(json.body(), r#"{"b":1,"a":2}"#);
        json.push_query_parameter("sig", b"+/", false);
        assert_eq!(json.target(), "/a/x/b_y?a=2&b=1&sig=%2B%2F");
    }

    #[test]
    fn nothing_of_the_last_request_is_shown() {
        let mut request = request("b=1", "c=2");
        request.push_header("X-Key", b"value", Kind::PUBLIC);
        request.clear();
        assert_eq!(request.url(), "");
        assert_eq!(request.body(), "");
        assert_eq!(request.headers().count(), 0);
    }
}
