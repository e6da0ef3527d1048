//! URLs without what signs, for logs.
//!
//! Many venues take the signature in the URL, and whoever reads it can send the request again while
//! it is fresh. The names of such parameters are those of the venues' own recipes, and the usual ones
//! beside. What cannot be understood is not shown.

use crate::{
    scheme::Scheme,
    secret::{has_key, is_word},
    venue::{self, Question, Spec},
};
use core::{fmt, net::Ipv6Addr};
use zeroize::Zeroizing;

/// As the conventions of OpenTelemetry have it.
const REDACTED: &str = "REDACTED";

/// How the names of secret parameters end, in small letters and without marks, beside those that
/// the venues' recipes name.
const ENDINGS: &[&str] = &[
    "signature",
    "signed",
    "sign",
    "sig",
    "hmac",
    "key",
    "keyid",
    "clientid",
    "secret",
    "token",
    "jwt",
    "passphrase",
    "password",
    "passwd",
    "pass",
    "pwd",
    "auth",
    "authorization",
    "bearer",
    "credential",
    "credentials",
    "session",
    "sessionid",
    "otp",
];

/// A URL that may be logged; made by [`redact_uri`].
///
/// `Debug` shows the same text as `Display`.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "it is made to be shown"]
pub struct RedactedUri(String);

/// This is a URL, in text or as an `http::Uri`, as it may be logged.
///
/// It keeps scheme, host, path and the names of parameters. `REDACTED` stands in place of
///
/// - the value of each parameter by which any venue takes a key id, a signature, a passphrase or a
///   token, whatever the case of its name and however it is percent-encoded, and of those that are
///   usually called so (`signature`, `api_key`, `client_secret`, `listenKey`, …);
/// - any other value, and any piece of the path, that looks like a key: a listen key in the path of
///   a socket, and the id of an order too where it is a long random text;
/// - user and password, a fragment, a parameter without a value, and a query, or a whole URL, that
///   cannot be understood.
///
/// A secret that is a word and stands under a harmless name is shown: this is for URLs of requests,
/// not for texts of any kind.
///
/// ```
/// use keyleash::redact_uri;
///
/// let uri: http::Uri = "https://api.binance.com/api/v3/order?symbol=BTCUSDT&signature=c8db56825ae7"
///     .parse()?;
/// assert_eq!(
///     redact_uri(&uri).to_string(),
///     "https://api.binance.com/api/v3/order?symbol=BTCUSDT&signature=REDACTED"
/// );
/// assert_eq!(
///     redact_uri("wss://user:word@example.com/ws?listenKey=pqia91ma19a5").to_string(),
///     "wss://REDACTED:REDACTED@example.com/ws?listenKey=REDACTED"
/// );
/// # Ok::<(), http::uri::InvalidUri>(())
/// ```
pub fn redact_uri(uri: &(impl fmt::Display + ?Sized)) -> RedactedUri {
    let text = Zeroizing::new(uri.to_string());
    RedactedUri(redacted(&text).unwrap_or_else(|| REDACTED.to_owned()))
}

impl fmt::Display for RedactedUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RedactedUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `None` where the URL is none.
fn redacted(uri: &str) -> Option<String> {
    if !uri.bytes().all(|byte| byte.is_ascii_graphic()) || uri.contains('\\') {
        return None;
    }
    let (uri, fragment) = parted(uri, '#');
    let (place, query) = parted(uri, '?');
    let mut out = String::with_capacity(uri.len());
    if let Some((scheme, rest)) = place.split_once("://") {
        if !["http", "https", "ws", "wss"].contains(&&*scheme.to_ascii_lowercase()) {
            return None;
        }
        let (authority, path) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        if !is_host(host) {
            return None;
        }
        out.push_str(scheme);
        out.push_str("://");
        if let Some(user) = user {
            out.push_str(REDACTED);
            if user.contains(':') {
                out.push(':');
                out.push_str(REDACTED);
            }
            out.push('@');
        }
        out.push_str(host);
        push_path(path, &mut out);
    } else if place.starts_with('/') && !place.starts_with("//") {
        push_path(place, &mut out);
    } else {
        return None;
    }
    if let Some(query) = query {
        out.push('?');
        match redacted_query(query) {
            Some(query) => out.push_str(&query),
            None => out.push_str(REDACTED),
        }
    }
    if fragment.is_some_and(|fragment| !fragment.is_empty()) {
        out.push('#');
        out.push_str(REDACTED);
    }
    Some(out)
}

fn parted(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.split_once(mark) {
        Some((text, rest)) => (text, Some(rest)),
        None => (text, None),
    }
}

/// A name or an address, with a port or without, and nothing else.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    let address = name.strip_prefix('[').and_then(|v6| v6.strip_suffix(']'));
    // Longer digits are no port, but a password whose `@` was lost.
    port.len() <= 5
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && match address {
            Some(v6) => v6.parse::<Ipv6Addr>().is_ok(),
            None => {
                name.bytes()
                    .all(|c| c.is_ascii_alphanumeric() || b".-_".contains(&c))
                    && !has_key(name)
            }
        }
}

fn push_path(path: &str, out: &mut String) {
    // Behind a proxy's own path a whole URL may stand, with its user and its query.
    let (path, nested) = match path.split_once("://") {
        Some((before, _)) => (before.rsplit_once('/').map_or("", |(own, _)| own), true),
        None => (path, false),
    };
    // Base64 has `/` too: where one piece looks like a key, so may the others be of it.
    let keyed = has_key(path) || path.split('/').any(has_key);
    for (at, piece) in path.split('/').enumerate() {
        if at > 0 {
            out.push('/');
        }
        out.push_str(if is_harmless_piece(piece) && (!keyed || is_word(piece)) {
            piece
        } else {
            REDACTED
        });
    }
    if nested {
        out.push('/');
        out.push_str(REDACTED);
    }
}

/// Whether a piece of a path is short, of plain characters, and not like a key. A word that names a
/// secret may stand there alone; with more beside it, that is the secret.
fn is_harmless_piece(piece: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~@:,!*+".contains(c);
    decoded(piece).is_some_and(|text| {
        let has_user = text
            .split_once(':')
            .is_some_and(|(_, rest)| rest.contains('@'));
        let says_one = text.contains([':', ',']) && names_secret(&text);
        text.len() <= 48 && text.chars().all(plain) && !has_user && !says_one && !has_key(&text)
    })
}

/// `None` where a name in it is not plain.
fn redacted_query(query: &str) -> Option<String> {
    let mut out = String::with_capacity(query.len());
    for (at, pair) in query.split('&').enumerate() {
        if at > 0 {
            out.push('&');
        }
        if pair.is_empty() {
            continue;
        }
        let (name, value) = match pair.split_once('=') {
            Some((name, value)) => (name, value),
            // It may be a bare token.
            None => ("", pair),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~[]$".contains(c);
        let meant = decoded(name)?;
        if !meant.chars().all(plain) || has_key(&meant) {
            return None;
        }
        if pair.contains('=') {
            out.push_str(name);
            out.push('=');
        }
        let shown = !name.is_empty() && !is_secret(&meant) && is_harmless(value);
        out.push_str(if shown || value.is_empty() {
            value
        } else {
            REDACTED
        });
    }
    Some(out)
}

/// Whether a value is not like a key, and holds nothing that could be another URL or form.
fn is_harmless(value: &str) -> bool {
    decoded(value).is_some_and(|text| {
        let odd = |c: char| c.is_control() || "=?&;%\\".contains(c);
        !text.contains(odd) && !text.contains("://") && !names_secret(&text) && !has_key(&text)
    })
}

/// Whether a word in `text` is the name of a secret.
fn names_secret(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))
        .any(|word| word.len() > 4 && is_secret(word))
}

/// `text` with its percent codes read; `None` where one is broken, or the result is no text.
fn decoded(text: &str) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, code)) = rest.split_once('%') {
        let (code, after) = code.split_at_checked(2)?;
        if !code.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    let text = core::str::from_utf8(&bytes).ok()?;
    Some(Zeroizing::new(text.to_owned()))
}

/// Whether a parameter of this name is secret, with any venue or by its usual meaning.
fn is_secret(name: &str) -> bool {
    let bare = bare(name);
    // A number, or a version such as `v2`, may stand behind.
    let usual = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let versioned = usual.strip_suffix('v').filter(|_| usual != bare);
    ENDINGS
        .iter()
        .any(|end| usual.ends_with(end) || versioned.is_some_and(|name| name.ends_with(end)))
        || venue::ALL
            .iter()
            .flat_map(|spec| parameters(spec))
            .any(|own| self::bare(own) == bare)
}

/// Letters and digits alone, the letters small: `api_key`, `Api-Key` and `apiKey` are one name.
fn bare(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// The names of secret parameters in all that a venue is sent.
fn parameters(spec: &'static Spec) -> impl Iterator<Item = &'static str> {
    let services = spec.services.iter().map(|service| service.scheme);
    let sockets = spec.sockets.iter().map(|socket| socket.scheme);
    let recipes = services.chain(sockets);
    let questions = spec.sites.iter().flat_map(|site| site.questions);
    recipes
        .flat_map(Scheme::secret_parameters)
        .chain(questions.flat_map(asked))
}

/// The same in a question, and in the one that may be put in its place.
fn asked(question: &'static Question) -> impl Iterator<Item = &'static str> {
    let instead = question.instead.map(|(_, other)| other);
    let all = core::iter::once(question).chain(instead);
    all.flat_map(|question| question.query)
        .filter(|(_, part)| part.is_secret())
        .map(|(name, _)| *name)
}
