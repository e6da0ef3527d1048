//! What a bot asks for when it picks the endpoint at run time.

use super::{Malformed, Method, Worth, is_plain_path};
use crate::secret::veiled_path;
use core::fmt;

/// A request that a bot chose at run time: a method, and a path or a whole URL.
#[derive(Clone, Copy)]
#[must_use = "a request does nothing until it is signed"]
pub struct Request<'a> {
    pub(crate) method: Method,
    /// The host, where a whole URL was given.
    pub(crate) host: Option<&'a str>,
    pub(crate) https: bool,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    pub(crate) worth: Option<u64>,
}

impl<'a> Request<'a> {
    /// `target` is a path (`/api/v3/order`) or a URL (`https://api.binance.com/api/v3/order`),
    /// with or without a query.
    ///
    /// # Errors
    ///
    /// [`Malformed`], where it is neither.
    pub fn new(method: Method, target: &'a str) -> Result<Self, Malformed> {
        let parts = if target.starts_with('/') {
            None
        } else {
            Some(target.split_once("://").ok_or(Malformed::Url)?)
        };
        let (https, host, target) = match parts {
            None => (true, None, target),
            Some((scheme, rest)) => {
                let at = rest.find('/').ok_or(Malformed::Url)?;
                let (host, target) = rest.split_at_checked(at).ok_or(Malformed::Url)?;
                let https = match scheme {
                    "https" => true,
                    "http" => false,
                    _ => return Err(Malformed::Url),
                };
                (https, Some(host), target)
            }
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if !is_plain_path(path) {
            return Err(Malformed::Path);
        }
        Ok(Self {
            method,
            host,
            https,
            path,
            query,
            body: "",
            worth: None,
        })
    }

    /// What a request of `http` asks for. Where its URI has no host, the header has it.
    pub(crate) fn of_parts(
        parts: &'a http::request::Parts,
        body: &'a [u8],
    ) -> Result<Self, Malformed> {
        let method = Method::of_http(&parts.method).ok_or(Malformed::Method)?;
        let uri = &parts.uri;
        let https = match uri.scheme_str() {
            // An authority alone is no URL.
            None if uri.authority().is_some() => return Err(Malformed::Url),
            None | Some("https") => true,
            Some("http") => false,
            Some(_) => return Err(Malformed::Url),
        };
        let host = match (uri.authority(), parts.headers.get(http::header::HOST)) {
            (Some(own), _) => Some(own.as_str()),
            (None, Some(header)) => Some(header.to_str().map_err(|_| Malformed::Url)?),
            (None, None) => None,
        };
        if !is_plain_path(uri.path()) {
            return Err(Malformed::Path);
        }
        Ok(Self {
            method,
            host,
            https,
            path: uri.path(),
            query: uri.query().unwrap_or_default(),
            body: core::str::from_utf8(body).map_err(|_| Malformed::Text)?,
            worth: parts.extensions.get::<Worth>().map(|own| own.units()),
        })
    }

    /// The same request with this body.
    pub const fn body(self, body: &'a str) -> Self {
        Self { body, ..self }
    }

    /// The same request, for an order that is worth so much, in the units that the owner's limit is
    /// written in, such as cents. Round up; a batch is worth what its orders are together.
    pub const fn worth(self, units: u64) -> Self {
        Self {
            worth: Some(units),
            ..self
        }
    }
}

/// Shows method and path; the rest may tell a strategy.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} {})", self.method, veiled_path(self.path))
    }
}
