//! HTTP without the I/O: what to call, and what to send.

mod condition;
mod header;
mod login;
mod signed;
mod target;
mod worth;

pub(crate) use condition::{Condition, Demand};
pub(crate) use header::{Kind, Span};
pub use login::SocketLogin;
pub use signed::SignedRequest;
pub use target::Request;
pub use worth::Worth;

use crate::{
    lanes,
    permission::{Permission, PermissionSet},
    secret::Buffer,
};
use core::{fmt, marker::PhantomData};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    pub(crate) fn of_http(method: &http::Method) -> Option<Self> {
        let all = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];
        all.into_iter().find(|own| own.as_str() == method.as_str())
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a method does against the grain, so that a row cannot be read wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A GET reads, anything else writes.
    Plain,
    /// Not a GET, and yet it only reads.
    Reads,
    /// A GET, and yet it writes.
    Writes,
}

/// One row of a venue's table of endpoints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) method: Method,
    /// The path; `{}` stands for one segment, and `*` at the end for everything below.
    pub(crate) path: &'static str,
    pub(crate) needs: PermissionSet,
    pub(crate) mark: Mark,
    /// What the parameters have to say for this row to be the one that is meant.
    pub(crate) when: &'static [Condition],
    /// How many `{}` there are in the path.
    pub(crate) holes: usize,
}

impl Row {
    pub(crate) const fn new(
        method: Method,
        path: &'static str,
        needs: PermissionSet,
        mark: Mark,
        when: &'static [Condition],
    ) -> Self {
        Self {
            method,
            path,
            needs,
            mark,
            when,
            holes: holes(path),
        }
    }

    /// Whether it stands for everything below its path.
    pub(crate) fn is_family(&self) -> bool {
        self.path.ends_with('*')
    }

    /// Whether `other` is this row, conditions and all.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.method == other.method && self.path == other.path && self.when == other.when
    }

    /// Whether `path`, which is in plain form, is this row's, letter by letter.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.is_found(path, |own, path| own == path)
    }

    /// The same, whatever the case of the letters and with or without a `/` at the end, as some
    /// servers read it.
    pub(crate) fn is_near(&self, path: &str) -> bool {
        let bare = path.strip_suffix('/').unwrap_or(path);
        let own = self.path.strip_suffix('/').unwrap_or(self.path);
        Self { path: own, ..*self }.is_found(bare, str::eq_ignore_ascii_case)
    }

    fn is_found(&self, path: &str, same: impl Fn(&str, &str) -> bool) -> bool {
        let begins =
            |path: &str, start: &str| path.get(..start.len()).is_some_and(|own| same(own, start));
        if let Some(above) = self.path.strip_suffix('*') {
            return begins(path, above);
        }
        let mut segments = path.split('/');
        self.path.split('/').all(|own| {
            segments.next().is_some_and(|segment| {
                let Some((head, tail)) = own.split_once("{}") else {
                    return same(own, segment);
                };
                let Some(middle) = segment.len().checked_sub(tail.len()) else {
                    return false;
                };
                begins(segment, head)
                    && segment.get(middle..).is_some_and(|own| same(own, tail))
                    && segment.get(head.len()..middle).is_some_and(is_segment)
            })
        }) && segments.next().is_none()
    }
}

/// An endpoint of a venue, with its venue and its permission as types.
///
/// The constants in the venue modules, such as
/// [`binance::NEW_ORDER`](crate::venue::binance::NEW_ORDER), are the only ones: there is no public
/// constructor, so no path can be given a false label.
pub struct Endpoint<V, P> {
    row: Row,
    _of: PhantomData<fn() -> (V, P)>,
}

impl<V, P> Clone for Endpoint<V, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, P> Copy for Endpoint<V, P> {}

impl<V, P> fmt::Debug for Endpoint<V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({} {})", self.row.method, self.row.path)
    }
}

impl<V, P: Permission> Endpoint<V, P> {
    pub(crate) const fn new(
        method: Method,
        path: &'static str,
        more: PermissionSet,
        mark: Mark,
        when: &'static [Condition],
    ) -> Self {
        Self {
            row: Row::new(method, path, PermissionSet::of::<P>().or(more), mark, when),
            _of: PhantomData,
        }
    }

    pub(crate) const fn row(self) -> Row {
        self.row
    }

    /// A call without parameters.
    pub const fn call<'a>(self) -> Call<'a, V, P> {
        Call {
            endpoint: self,
            segments: "",
            query: "",
            body: "",
            worth: None,
        }
    }

    /// A call with these query parameters, percent-encoded: `symbol=BTCUSDT&limit=5`.
    pub const fn query(self, query: &str) -> Call<'_, V, P> {
        self.call().query(query)
    }

    /// A call with this body, written as the venue wants it: a form or JSON.
    pub const fn body(self, body: &str) -> Call<'_, V, P> {
        self.call().body(body)
    }

    /// A call with this segment in place of the `{}` in the path; where there are two of them,
    /// `first/second`.
    pub const fn at(self, segments: &str) -> Call<'_, V, P> {
        Call {
            segments,
            ..self.call()
        }
    }
}

/// An endpoint with its parameters, not signed yet.
///
/// The parameters are wire-ready: they are signed and sent as they are. What the signer adds
/// itself (time, nonce, window, signature) is left out.
#[must_use = "a call does nothing until it is signed"]
pub struct Call<'a, V, P> {
    pub(crate) endpoint: Endpoint<V, P>,
    pub(crate) segments: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    pub(crate) worth: Option<u64>,
}

impl<'a, V, P> Call<'a, V, P> {
    /// The same call with these query parameters.
    pub const fn query(self, query: &'a str) -> Self {
        Self { query, ..self }
    }

    /// The same call with this body.
    pub const fn body(self, body: &'a str) -> Self {
        Self { body, ..self }
    }

    /// The same call, for an order that is worth so much, in the units that the owner's limit is
    /// written in, such as cents. Round up; a batch is worth what its orders are together.
    pub const fn worth(self, units: u64) -> Self {
        Self {
            worth: Some(units),
            ..self
        }
    }
}

impl<V, P> Clone for Call<'_, V, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, P> Copy for Call<'_, V, P> {}

/// Shows method and path; parameters may tell a strategy.
impl<V, P> fmt::Debug for Call<'_, V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Call({} {})",
            self.endpoint.row.method, self.endpoint.row.path
        )
    }
}

/// A request that cannot be signed as it is written.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// The path is not in plain form.
    #[error(
        "the path is not plain: write `/` and segments of letters, digits, `-` and `_`, without `//`, a dot, `%` or a fragment"
    )]
    Path,
    /// The segment for a `{}` is missing, not wanted, or not plain.
    #[error(
        "the path segment is missing, not wanted here, or not plain letters, digits, `-` and `_`"
    )]
    Segment,
    /// No endpoint of a venue has such a method.
    #[error("the method is not GET, POST, PUT, PATCH or DELETE, which venues have, in capitals")]
    Method,
    /// The query holds characters that a URL may not.
    #[error("the query holds a character that a URL may not: percent-encode the values")]
    Query,
    /// The body is not text.
    #[error("the body is not UTF-8, so it is neither a form nor JSON: compress nothing")]
    Text,
    /// The body is no form of percent-encoded pairs.
    #[error("the body is no form of `name=value` pairs: percent-encode the values")]
    Form,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    Json,
    /// A number in the body has a fraction, or the body is nested too deep.
    #[error(
        "this venue signs the members of the body one by one: write numbers with a fraction as strings, and nest no deeper than its docs do"
    )]
    Deep,
    /// The venue does not sign parameters there.
    #[error(
        "this venue does not sign parameters at that place: it reads the query of a GET and the body of other requests, or one of the two"
    )]
    Carrier,
    /// A parameter that the signer writes itself.
    #[error(
        "a parameter of that name is written by the signer: leave out time, nonce, key and signature"
    )]
    Reserved,
    /// A parameter name that is percent-encoded or otherwise not plain.
    #[error(
        "a parameter name is not plain: write it in letters, digits, `-`, `_`, `.`, `[` and `]`"
    )]
    Name,
    /// A parameter that decides about the permission, or could hide one, is percent-encoded.
    #[error(
        "a parameter that decides about the permission, or could hide one, is percent-encoded: write it plainly, and lists as `orders[0][pair]`"
    )]
    Encoded,
    /// The URL does not parse.
    #[error("the URL is not `https://host/path?query`, without a port, user or fragment")]
    Url,
    /// The request is too large for the HTTP types.
    #[error("the request is larger than an `http::Request` takes")]
    Size,
}

impl fmt::Debug for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The pairs of `a=1&b=2`; a pair without `=` has an empty value.
pub(crate) fn pairs(form: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = form;
    core::iter::from_fn(move || {
        while !rest.is_empty() {
            let (pair, behind) = split(rest, b'&');
            rest = behind;
            if !pair.is_empty() {
                return Some(split(pair, b'='));
            }
        }
        None
    })
}

/// What stands before and behind `sign`, a character of ASCII; all before it where there is none.
fn split(text: &str, sign: u8) -> (&str, &str) {
    let halves = lanes::first(text.as_bytes(), sign)
        .and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)));
    halves.unwrap_or((text, ""))
}

/// How often `{}` stands in `path`.
const fn holes(path: &str) -> usize {
    let mut path = path.as_bytes();
    let mut count = 0;
    while let [first, rest @ ..] = path {
        if *first == b'{' {
            count += 1;
        }
        path = rest;
    }
    count
}

/// Whether there is one way only to read `path`: no empty or percent-encoded segment, no dot. A
/// `/` at the end is part of the name, as it is on Bitstamp.
#[allow(clippy::indexing_slicing)] // every index is below the length
pub(crate) const fn is_plain_path(path: &str) -> bool {
    let path = path.as_bytes();
    if path.is_empty() || path.len() > 256 || path[0] != b'/' {
        return false;
    }
    let mut before = b'/';
    let mut at = 1;
    while at < path.len() {
        let byte = path[at];
        let separates = byte == b'/' && before != b'/';
        if !separates && !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_') {
            return false;
        }
        before = byte;
        at += 1;
    }
    path.len() > 1
}

/// Appends a value of a form: one that `is_unreserved` as it is.
pub(crate) fn push_value(to: &mut Buffer, value: &[u8], is_unreserved: bool) {
    if is_unreserved {
        to.push(value);
    } else {
        percent_encoded(value, to);
    }
}

/// Appends `value` to a query or form, with everything encoded that RFC 3986 reserves.
pub(crate) fn percent_encoded(value: &[u8], to: &mut Buffer) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    let reserved = |byte: &u8| !byte.is_ascii_alphanumeric() && !b"-._~".contains(byte);
    for run in value.split_inclusive(reserved) {
        match run {
            [plain @ .., last] if reserved(last) => {
                to.push(plain);
                to.push(&[b'%', digit(last >> 4), digit(last & 15)]);
            }
            plain => to.push(plain),
        }
    }
}

/// Whether `text` is a UUID in lower case, with its dashes.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// Whether `text` can stand for a `{}` in a path.
pub(crate) fn is_segment(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;
    use crate::secret::Buffer;

    #[test]
    fn all_but_the_unreserved_is_encoded() {
        for byte in 0..=u8::MAX {
            let mut to = Buffer::default();
            percent_encoded(&[byte], &mut to);
            let kept = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            let wanted = if kept {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            };
            assert_eq!(to.as_str(), wanted);
        }
        let mut to = Buffer::default();
        percent_encoded("a+/=é".as_bytes(), &mut to);
        assert_eq!(to.as_str(), "a%2B%2F%3D%C3%A9");
    }
}
