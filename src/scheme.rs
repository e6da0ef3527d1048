//! How a venue wants requests signed, as data, and the one function that reads it.
//!
//! A scheme is a recipe in the venue's own order. It has no control flow: what a recipe cannot
//! say does not belong here.

pub(crate) mod fields;
pub(crate) mod key;
mod mac;
mod text;

pub(crate) use text::Encoded;

use crate::{
    request::{Method, SignedRequest},
    secret::Buffer,
    time::Millis,
};
use key::{KeyForm, SigningKey};
use sha2::{Digest, Sha256};
use text::TimeText;

/// How a venue writes the moment of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Milliseconds since the epoch.
    Millis,
    /// `2020-12-08T09:08:57.715Z`.
    Iso8601,
}

/// What that moment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    /// The venue compares it with its own clock, so its clock's offset is added.
    Timestamp,
    /// The venue only wants it to grow.
    Nonce,
}

/// In which parts of a request a venue reads signed parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carriers {
    /// Query, body or both.
    Both,
    /// Query or body, never both.
    One,
    /// The query of a GET, the body of anything else.
    ByMethod,
    /// The body alone.
    Body,
}

/// How a venue writes a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// `a=1&b=2`.
    Form,
    /// JSON.
    Json,
}

impl BodyForm {
    const fn content_type(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }
}

/// How bytes become text, or text bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As it is.
    Text,
    /// Lower-case hexadecimal.
    Hex,
    /// Base64 with padding.
    Base64,
    /// The same, percent-encoded for a query.
    Base64InQuery,
}

/// A value that goes into the signed text or onto the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Time,
    KeyId,
    Window,
    Passphrase,
    Method,
    Path,
    /// The path without this prefix, where it has it.
    PathAfter(&'static str),
    /// The path, and `?` and the query where there is one.
    Target,
    /// The query, then the body.
    Payload,
    Body,
    Signature,
    /// The SHA-256 hash of these parts, as 32 raw bytes.
    Sha256(&'static [Part]),
}

/// Where a value goes on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Header(&'static str),
    /// The last parameter of the body where there is a body, else of the query.
    LastParameter(&'static str),
    /// The first parameter of the body.
    FirstInBody(&'static str),
}

/// A signing recipe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    pub(crate) clock: Clock,
    pub(crate) counter: Counter,
    /// For how many milliseconds the venue is asked to accept a request; empty where it has none.
    pub(crate) window: &'static str,
    pub(crate) carriers: Carriers,
    pub(crate) body: BodyForm,
    pub(crate) keys: &'static [KeyForm],
    /// Added before the text is rendered, so that the signature covers it.
    pub(crate) stamp: &'static [(Place, Part)],
    /// What is signed.
    pub(crate) text: &'static [Part],
    /// Added after signing.
    pub(crate) seal: &'static [(Place, Part)],
}

impl Scheme {
    /// Whether `name` is a parameter that the signer writes itself. The window is not one of
    /// them: a caller may set its own.
    pub(crate) fn reserves(&self, name: &str) -> bool {
        self.parameters()
            .any(|(own, part)| own.eq_ignore_ascii_case(name) && !matches!(part, Part::Window))
    }

    fn parameters(&self) -> impl Iterator<Item = (&'static str, Part)> {
        self.stamp
            .iter()
            .chain(self.seal)
            .filter_map(|(place, part)| match place {
                Place::LastParameter(name) | Place::FirstInBody(name) => Some((*name, *part)),
                Place::Header(_) => None,
            })
    }

    /// Whether a request without a body gets one from the stamp.
    const fn always_has_body(&self) -> bool {
        matches!(self.carriers, Carriers::Body)
    }
}

/// All that one signature is made from; every check lies behind it.
pub(crate) struct Input<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) key: &'a SigningKey,
    pub(crate) key_id: &'a str,
    pub(crate) passphrase: &'a str,
    /// Scheme and host: `https://api.example.com`.
    pub(crate) origin: &'a str,
    /// Headers of the environment, such as a demo marker.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) method: Method,
    /// The path in up to three pieces: a template's head, the caller's segment, the tail.
    pub(crate) path: [&'a str; 3],
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    pub(crate) time: Millis,
}

/// Signs `input` into `out`, whose buffers are used again.
pub(crate) fn sign(input: &Input<'_>, out: &mut SignedRequest) {
    let scheme = input.scheme;
    let time = TimeText::new(scheme.clock, input.time);
    let mut signature = Encoded::default();

    out.restart(input.method, input.origin);
    out.push_path(&input.path);
    for (place, part) in scheme.stamp {
        if let Place::FirstInBody(name) = place {
            let value = value(input, *part, &time, &signature);
            push_parameter(&mut out.body, name, value);
        }
    }
    if !input.body.is_empty() {
        if !out.body.is_empty() {
            out.body.push(b"&");
        }
        out.body.push(input.body.as_bytes());
    }
    out.push_query(input.query);
    put(input, scheme.stamp, out, &time, &signature);

    let mut text = core::mem::take(&mut out.text);
    text.clear();
    render(input, scheme.text, out, &time, &mut text);
    input.key.sign(text.as_bytes(), &mut signature);
    out.text = text;

    put(input, scheme.seal, out, &time, &signature);
    for (name, value) in input.headers {
        out.push_header(name, value.as_bytes(), false);
    }
    if !out.body.is_empty() || scheme.always_has_body() {
        out.push_header("Content-Type", scheme.body.content_type().as_bytes(), false);
    }
}

/// Puts headers and last parameters on the wire.
fn put(
    input: &Input<'_>,
    placed: &[(Place, Part)],
    out: &mut SignedRequest,
    time: &TimeText,
    signature: &Encoded,
) {
    for (place, part) in placed {
        let value = value(input, *part, time, signature);
        match place {
            Place::FirstInBody(_) => {}
            Place::Header(name) => {
                let sensitive = matches!(part, Part::KeyId | Part::Passphrase | Part::Signature);
                out.push_header(name, value, sensitive);
            }
            Place::LastParameter(name) => {
                if matches!(part, Part::Window) && out.has_parameter(name) {
                    continue;
                }
                if out.body.is_empty() {
                    out.push_query_parameter(name, value);
                } else {
                    push_parameter(&mut out.body, name, value);
                }
            }
        }
    }
}

/// The value of a part that stands by itself on the wire.
fn value<'a>(
    input: &Input<'a>,
    part: Part,
    time: &'a TimeText,
    signature: &'a Encoded,
) -> &'a [u8] {
    match part {
        Part::Time => time.as_bytes(),
        Part::KeyId => input.key_id.as_bytes(),
        Part::Window => input.scheme.window.as_bytes(),
        Part::Passphrase => input.passphrase.as_bytes(),
        Part::Method => input.method.as_str().as_bytes(),
        Part::Signature => signature.as_bytes(),
        // The rest is text to sign and never stands alone: `Spec::checked` sees to it.
        Part::Path
        | Part::PathAfter(_)
        | Part::Target
        | Part::Payload
        | Part::Body
        | Part::Sha256(_) => &[],
    }
}

fn render(
    input: &Input<'_>,
    parts: &[Part],
    out: &SignedRequest,
    time: &TimeText,
    text: &mut Buffer,
) {
    for part in parts {
        match part {
            Part::Path => text.push(out.path().as_bytes()),
            Part::PathAfter(prefix) => {
                let path = out.path();
                text.push(path.strip_prefix(prefix).unwrap_or(path).as_bytes());
            }
            Part::Target => text.push(out.target().as_bytes()),
            Part::Payload => {
                text.push(out.query().as_bytes());
                text.push(out.body.as_bytes());
            }
            Part::Body => text.push(out.body.as_bytes()),
            Part::Sha256(inner) => {
                let start = text.as_bytes().len();
                render(input, inner, out, time, text);
                let hash = Sha256::digest(text.as_bytes().get(start..).unwrap_or_default());
                text.truncate(start);
                text.push(&hash);
            }
            // What signs has no signature yet.
            Part::Signature => {}
            Part::Time | Part::KeyId | Part::Window | Part::Passphrase | Part::Method => {
                text.push(value(input, *part, time, &Encoded::default()));
            }
        }
    }
}

fn push_parameter(to: &mut Buffer, name: &str, value: &[u8]) {
    if !to.is_empty() {
        to.push(b"&");
    }
    to.push(name.as_bytes());
    to.push(b"=");
    to.push(value);
}
