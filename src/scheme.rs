//! How a venue wants requests signed, as data, and the one function that reads it.
//!
//! A scheme is a recipe in the venue's own order. It has no control flow: what a recipe cannot
//! say does not belong here.

pub(crate) mod fields;
pub(crate) mod key;
pub(crate) mod mac;
mod making;
mod pairs;
mod recipe;
mod text;
#[cfg(feature = "secp256k1")]
mod typed;
mod unique;

pub(crate) use recipe::{
    BodyForm, Carriers, Clock, Coding, Counter, Part, Place, Scheme, Sequence,
};
pub(crate) use text::Encoded;
pub(crate) use unique::Unique;

use crate::{
    request::{Kind, Method, SignedRequest},
    secret::Buffer,
    time::Millis,
};
use key::SigningKey;
use making::{Making, push_parameter};

/// All that one signature is made from; every check lies behind it.
pub(crate) struct Input<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) key: &'a SigningKey,
    pub(crate) key_id: &'a [u8],
    pub(crate) passphrase: &'a [u8],
    /// Scheme and host: `https://api.example.com`.
    pub(crate) origin: &'a str,
    /// Headers of the environment, such as a demo marker.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// What tells the environments apart in signed text.
    #[cfg_attr(
        not(feature = "secp256k1"),
        expect(dead_code, reason = "only wallets sign it")
    )]
    pub(crate) mark: &'static str,
    pub(crate) method: Method,
    /// The path, with `{}` for each of `segments`.
    pub(crate) path: &'a str,
    /// What stands for the `{}` of the path, with `/` between.
    pub(crate) segments: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    /// Whether these state the window themselves, as [`fields::Rules`] found.
    pub(crate) windowed: bool,
    pub(crate) time: Millis,
    /// Gives numbers that no other request has.
    pub(crate) unique: &'a Unique,
    /// The venue's id of the account, where an earlier answer gave it.
    pub(crate) account: &'a str,
    /// The text that a socket asks to be signed.
    pub(crate) challenge: &'a str,
}

/// Signs `input` into `out`, whose buffers are used again. Nothing of it stays on the stack.
pub(crate) fn sign(input: &Input<'_>, out: &mut SignedRequest) {
    make(input, out);
    input.key.scrub();
}

/// Never inlined, so that all of its stack lies below the one that is scrubbed.
#[inline(never)]
fn make(input: &Input<'_>, out: &mut SignedRequest) {
    let scheme = input.scheme;
    let mut making = Making::new(input);

    out.restart(input.method, input.origin);
    out.push_path(input.path, input.segments);
    for (place, part) in scheme.stamp {
        if let Place::FirstInBody(name) = place {
            push_parameter(&mut out.body, name, making.value(*part), false);
        }
    }
    if !input.body.is_empty() {
        if !out.body.is_empty() {
            out.body.push_byte(b'&');
        }
        out.body.push(input.body.as_bytes());
    }
    out.push_query(input.query);
    making.put(scheme.stamp, out);
    if scheme.sequence == Sequence::Sorted {
        out.sort_parameters(scheme.body == BodyForm::Form);
    }

    let mut text = core::mem::take(&mut out.text);
    text.clear();
    if scheme.signs_payload() && out.body.is_empty() {
        // It lies there already.
        input.key.sign(out.query_bytes(), &mut making.signature);
        #[cfg(test)]
        {
            // Tests look at it.
            making.render(scheme.text, out, &mut text);
            assert_eq!(text.as_bytes(), out.query_bytes());
        }
    } else {
        making.render(scheme.text, out, &mut text);
        if !scheme.text.is_empty() {
            input.key.sign(text.as_bytes(), &mut making.signature);
        }
        making.text = text.as_bytes();
    }
    making.put(scheme.seal, out);
    if !matches!(scheme.sent, [Part::Body]) {
        let mut body = Buffer::default();
        making.render(scheme.sent, out, &mut body);
        out.body = body;
    }
    out.text = text;

    for (name, value) in input.headers {
        out.push_header(name, value.as_bytes(), Kind::PUBLIC);
    }
    // A scheme that names a type itself wants it without a body too.
    if !out.body.is_empty() && !out.has_header("Content-Type") {
        let content_type = scheme.body.content_type().as_bytes();
        out.push_header("Content-Type", content_type, Kind::PUBLIC);
    }
}

/// The message of a scheme that signs no request, such as the login to a socket.
pub(crate) fn message(input: &Input<'_>) -> Buffer {
    let mut request = SignedRequest::new();
    sign(input, &mut request);
    core::mem::take(&mut request.body)
}

/// Renders what a question asks: the parameters of its query, and its body.
pub(crate) fn question(
    input: &Input<'_>,
    query: &[(&str, Part)],
    body: &[Part],
) -> (Buffer, Buffer) {
    let making = Making::new(input);
    let (mut rendered, mut sent) = (Buffer::default(), Buffer::default());
    for (name, part) in query {
        push_parameter(&mut rendered, name, making.value(*part), false);
    }
    making.render(body, &SignedRequest::new(), &mut sent);
    (rendered, sent)
}

#[cfg(test)]
mod tests;
