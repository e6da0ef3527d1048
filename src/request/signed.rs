//! What is sent: a request with its signature.

use super::{Malformed, Method, push_value};
use crate::secret::{Buffer, veiled_path};
use bytes::Bytes;
use core::fmt;

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
    headers: Vec<Header>,
    /// How many of `headers` belong to this request; the rest waits to be used again.
    used: usize,
    pub(crate) body: Buffer,
    /// The text to sign, kept for its room.
    pub(crate) text: Buffer,
}

struct Header {
    name: &'static str,
    value: Buffer,
    sensitive: bool,
}

impl Default for SignedRequest {
    fn default() -> Self {
        Self {
            method: Method::Get,
            url: Buffer::with_capacity(512),
            path: (0, 0),
            headers: Vec::with_capacity(8),
            used: 0,
            body: Buffer::default(),
            text: Buffer::with_capacity(512),
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
        self.used_headers()
            .map(|header| (header.name, header.value.as_str()))
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

    fn used_headers(&self) -> impl Iterator<Item = &Header> {
        self.headers.iter().take(self.used)
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
        self.used = 0;
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

    pub(crate) fn push_query_parameter(&mut self, name: &str, value: &[u8], is_plain: bool) {
        let first = self.url.as_bytes().len() == self.path.1;
        self.url.push_byte(if first { b'?' } else { b'&' });
        self.url.push(name.as_bytes());
        self.url.push_byte(b'=');
        push_value(&mut self.url, value, is_plain);
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

    pub(crate) fn push_header(&mut self, name: &'static str, value: &[u8], sensitive: bool) {
        if self.used == self.headers.len() {
            self.headers.push(Header {
                name,
                value: Buffer::with_capacity(96),
                sensitive,
            });
        }
        if let Some(header) = self.headers.get_mut(self.used) {
            header.name = name;
            header.sensitive = sensitive;
            header.value.clear();
            header.value.push(value);
            self.used += 1;
        }
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.used_headers()
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

/// Turns the request into one of the `http` crate, with the secret headers marked as sensitive.
///
/// # Errors
///
/// [`Malformed::Size`] where the URL is longer than `http` takes (65,534 bytes).
///
/// A sensitive header is wiped when its last copy is dropped; URL and body are not.
impl TryFrom<SignedRequest> for http::Request<Vec<u8>> {
    type Error = Malformed;

    fn try_from(mut signed: SignedRequest) -> Result<Self, Malformed> {
        let mut request = http::Request::new(signed.body.as_bytes().to_vec());
        *request.method_mut() = match signed.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Patch => http::Method::PATCH,
            Method::Delete => http::Method::DELETE,
        };
        *request.uri_mut() = signed.url().parse().map_err(|_| Malformed::Size)?;
        for header in signed.headers.iter_mut().take(signed.used) {
            let name = http::HeaderName::from_bytes(header.name.as_bytes());
            // `HeaderValue` would copy, and not wipe the copy: a passphrase may be in it.
            let value = Bytes::from_owner(core::mem::take(&mut header.value));
            let value = http::HeaderValue::from_maybe_shared(value);
            let (Ok(name), Ok(mut value)) = (name, value) else {
                return Err(Malformed::Size);
            };
            value.set_sensitive(header.sensitive);
            request.headers_mut().append(name, value);
        }
        Ok(request)
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
    use super::{Method, SignedRequest};

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
        request.push_header("X-Key", b"value", true);
        request.clear();
        assert_eq!(request.url(), "");
        assert_eq!(request.body(), "");
        assert_eq!(request.headers().count(), 0);
    }
}
