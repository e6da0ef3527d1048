//! How a venue wants requests signed, as data, and the one function that reads it.
//!
//! A scheme is a recipe in the venue's own order. It has no control flow: what a recipe cannot
//! say does not belong here.

pub(crate) mod fields;
pub(crate) mod key;
mod mac;
mod pairs;
mod text;
#[cfg(feature = "secp256k1")]
mod typed;

pub(crate) use text::{Encoded, TimeText};

use crate::{
    request::{Method, SignedRequest, percent_encoded},
    secret::Buffer,
    time::Millis,
};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use key::SigningKey;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// How a venue writes the moment of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Milliseconds since the epoch.
    Millis,
    /// Microseconds since the epoch.
    Micros,
    /// Seconds since the epoch.
    Seconds,
    /// `2020-12-08T09:08:57.715Z`.
    Iso8601,
    /// `2020-12-08T09:08:57`, in UTC.
    Iso8601Seconds,
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
    /// The query alone.
    Query,
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

/// In which order parameters are signed and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// As the caller wrote them.
    AsGiven,
    /// By name, in the order of ASCII.
    Sorted,
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
    /// Base64 for URLs, without padding, as in a JWT.
    Base64Url,
    /// `{"r":"0x…","s":"0x…","v":27}`, of an Ethereum signature.
    EthereumJson,
}

/// A value that goes into the signed text or onto the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// These characters.
    Lit(&'static str),
    /// The venue's name of the algorithm, by the kind of the key.
    Algorithm,
    Time,
    /// So many seconds after [`Time`](Self::Time).
    Later(u32),
    /// A UUID that no other request of any signer has.
    Uuid,
    /// The same, as 32 hexadecimal digits.
    UuidHex,
    KeyId,
    /// The Ethereum address of the key.
    Address,
    Window,
    Passphrase,
    Method,
    /// The host, with its port where it has one.
    Host,
    Path,
    /// The path without this prefix, where it has it.
    PathAfter(&'static str),
    /// The path, and `?` and the query where there is one.
    Target,
    /// The same, with the percent codes of the query read.
    DecodedTarget,
    Query,
    /// The query with its percent codes read.
    DecodedQuery,
    /// The query, then the body.
    Payload,
    Body,
    /// The body, or `{}` where there is none.
    Object,
    /// The type of the body; nothing where there is none.
    ContentType,
    /// The members of a JSON body behind a comma; nothing where it has none.
    Members,
    /// The members of a JSON body as `a=1&b[]=2`, in their order.
    Pairs,
    /// The members of a JSON body as names and values without anything between, sorted.
    Concatenated,
    /// The hash that an Ethereum wallet signs for a JSON body, an action of Hyperliquid.
    Action,
    /// These parts where the request has parameters; nothing where it has none.
    Parametered(&'static [Part]),
    /// The venue's id of the account, out of an earlier answer.
    Account,
    /// What was signed.
    Text,
    Signature,
    /// The signature of these parts.
    Signed(&'static [Part]),
    /// The SHA-256 hash of these parts, as 32 raw bytes.
    Sha256(&'static [Part]),
    /// The SHA-512 hash of these parts, in hexadecimal.
    Sha512Hex(&'static [Part]),
    Base64(&'static [Part]),
    Base64Url(&'static [Part]),
    /// These parts as a string of JSON, in quotes.
    Quoted(&'static [Part]),
    /// These parts, one behind the other.
    Join(&'static [Part]),
}

impl Part {
    /// The parts that it is made of; none where it is made of no other.
    const fn inner(&self) -> &'static [Self] {
        match self {
            Self::Parametered(inner)
            | Self::Signed(inner)
            | Self::Sha256(inner)
            | Self::Sha512Hex(inner)
            | Self::Base64(inner)
            | Self::Base64Url(inner)
            | Self::Quoted(inner)
            | Self::Join(inner) => inner,
            _ => &[],
        }
    }
}

/// Where a value goes on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Header(&'static str),
    /// The last parameter of the query.
    LastInQuery(&'static str),
    /// The last parameter of the body where there is a body, else of the query.
    LastParameter(&'static str),
    /// The first parameter of the body.
    FirstInBody(&'static str),
}

/// A signing recipe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    pub(crate) clock: Clock,
    /// For how many milliseconds the venue is asked to accept a request; empty where it has none.
    pub(crate) window: &'static str,
    pub(crate) carriers: Carriers,
    pub(crate) body: BodyForm,
    pub(crate) sequence: Sequence,
    /// Names in a JSON body that the signer writes itself.
    pub(crate) owned: &'static [&'static str],
    /// Added before the text is rendered, so that the signature covers it.
    pub(crate) stamp: &'static [(Place, Part)],
    /// What is signed.
    pub(crate) text: &'static [Part],
    /// Added after signing.
    pub(crate) seal: &'static [(Place, Part)],
    /// What is sent as the body.
    pub(crate) sent: &'static [Part],
}

impl Scheme {
    /// The usual answers, for the rest of a recipe: `..Scheme::PLAIN`.
    pub(crate) const PLAIN: Self = Self {
        clock: Clock::Millis,
        window: "",
        carriers: Carriers::Both,
        body: BodyForm::Json,
        sequence: Sequence::AsGiven,
        owned: &[],
        stamp: &[],
        text: &[],
        seal: &[],
        sent: &[Part::Body],
    };

    /// The same, for a venue whose only parameters are in the body.
    pub(crate) const BODY: Self = Self {
        carriers: Carriers::Body,
        ..Self::PLAIN
    };

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
                Place::LastInQuery(name)
                | Place::LastParameter(name)
                | Place::FirstInBody(name) => Some((*name, *part)),
                Place::Header(_) => None,
            })
    }

    /// Every part outside of the others.
    fn parts(&self) -> impl Iterator<Item = &'static Part> + use<> {
        let placed = self.stamp.iter().chain(self.seal).map(|(_, part)| part);
        placed.chain(self.text).chain(self.sent)
    }

    /// Whether any of its parts is a passphrase.
    pub(crate) fn has_passphrase(&self) -> bool {
        fn has(part: &Part) -> bool {
            matches!(part, Part::Passphrase) || part.inner().iter().any(has)
        }
        self.parts().any(has)
    }

    /// Whether the query is signed with its percent codes read.
    pub(crate) fn decodes_query(&self) -> bool {
        fn decodes(part: &Part) -> bool {
            matches!(part, Part::DecodedQuery | Part::DecodedTarget)
                || part.inner().iter().any(decodes)
        }
        self.parts().any(decodes)
    }

    /// Whether the body alone is what is signed, so that there has to be one.
    pub(crate) const fn is_action(&self) -> bool {
        matches!(self.text, [Part::Action])
    }

    /// How deep a JSON body may be whose members are taken out of it; `None` where it is signed
    /// as it stands, so that nobody has to read it.
    pub(crate) fn depth(&self) -> Option<usize> {
        fn depth(part: &Part) -> Option<usize> {
            match part {
                // A list in an object.
                Part::Pairs => Some(2),
                // Three objects, with lists between.
                Part::Concatenated => Some(5),
                Part::Members | Part::Action => Some(32),
                part => part.inner().iter().filter_map(depth).min(),
            }
        }
        self.parts().filter_map(depth).min()
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
    pub(crate) time: Millis,
    /// A number that no other request has.
    pub(crate) unique: u128,
    /// The venue's id of the account, where an earlier answer gave it.
    pub(crate) account: &'a str,
}

/// What of one signature is in the making.
struct Making<'a> {
    input: &'a Input<'a>,
    time: TimeText,
    text: &'a [u8],
    signature: Encoded,
}

/// Signs `input` into `out`, whose buffers are used again.
pub(crate) fn sign(input: &Input<'_>, out: &mut SignedRequest) {
    let scheme = input.scheme;
    let mut making = Making {
        input,
        time: TimeText::new(scheme.clock, input.time),
        text: &[],
        signature: Encoded::default(),
    };

    out.restart(input.method, input.origin);
    out.push_path(input.path, input.segments);
    for (place, part) in scheme.stamp {
        if let Place::FirstInBody(name) = place {
            push_parameter(&mut out.body, name, making.value(*part));
        }
    }
    if !input.body.is_empty() {
        if !out.body.is_empty() {
            out.body.push(b"&");
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
    making.render(scheme.text, out, &mut text);
    if !scheme.text.is_empty() {
        input.key.sign(text.as_bytes(), &mut making.signature);
    }

    making.text = text.as_bytes();
    making.put(scheme.seal, out);
    if !matches!(scheme.sent, [Part::Body]) {
        let mut body = Buffer::default();
        making.render(scheme.sent, out, &mut body);
        out.body = body;
    }
    out.text = text;

    for (name, value) in input.headers {
        out.push_header(name, value.as_bytes(), false);
    }
    // A scheme that names a type itself wants it without a body too.
    if !out.body.is_empty() && out.header("Content-Type").is_none() {
        out.push_header("Content-Type", scheme.body.content_type().as_bytes(), false);
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
    let making = Making {
        input,
        time: TimeText::new(input.scheme.clock, input.time),
        text: &[],
        signature: Encoded::default(),
    };
    let (mut rendered, mut sent) = (Buffer::default(), Buffer::default());
    for (name, part) in query {
        push_parameter(&mut rendered, name, making.value(*part));
    }
    making.render(body, &SignedRequest::new(), &mut sent);
    (rendered, sent)
}

impl Making<'_> {
    /// Puts headers and last parameters on the wire.
    fn put(&self, placed: &[(Place, Part)], out: &mut SignedRequest) {
        for (place, part) in placed {
            let joined;
            let value = if let Some(value) = self.plain(*part) {
                value
            } else {
                let mut buffer = Buffer::default();
                self.render(core::slice::from_ref(part), out, &mut buffer);
                joined = buffer;
                joined.as_bytes()
            };
            match place {
                // The caller's own window stands.
                Place::LastInQuery(name) | Place::LastParameter(name)
                    if matches!(part, Part::Window) && out.has_parameter(name) => {}
                Place::FirstInBody(_) => {}
                Place::Header(name) => {
                    let open = matches!(part, Part::Lit(_) | Part::Time | Part::Window);
                    out.push_header(name, value, !open);
                }
                Place::LastInQuery(name) => out.push_query_parameter(name, value),
                Place::LastParameter(name) => {
                    if out.body.is_empty() {
                        out.push_query_parameter(name, value);
                    } else {
                        push_parameter(&mut out.body, name, value);
                    }
                }
            }
        }
    }

    /// The bytes of a part that is one value; `None` where it has to be rendered.
    fn plain(&self, part: Part) -> Option<&[u8]> {
        let input = self.input;
        Some(match part {
            Part::Lit(text) => text.as_bytes(),
            Part::Algorithm => input.key.algorithm().as_bytes(),
            Part::Time => self.time.as_bytes(),
            Part::KeyId => input.key_id.as_bytes(),
            Part::Window => input.scheme.window.as_bytes(),
            Part::Passphrase => input.passphrase.as_bytes(),
            Part::Method => input.method.as_str().as_bytes(),
            Part::Account => input.account.as_bytes(),
            Part::Text => self.text,
            Part::Signature => self.signature.as_bytes(),
            _ => return None,
        })
    }

    fn value(&self, part: Part) -> &[u8] {
        // `Spec::checked` sees to it that such a part is plain.
        self.plain(part).unwrap_or_default()
    }

    fn render(&self, parts: &[Part], out: &SignedRequest, to: &mut Buffer) {
        let input = self.input;
        for part in parts {
            match part {
                Part::Path => to.push(out.path().as_bytes()),
                Part::PathAfter(prefix) => {
                    let path = out.path();
                    to.push(path.strip_prefix(prefix).unwrap_or(path).as_bytes());
                }
                Part::Target => to.push(out.target().as_bytes()),
                Part::Query => to.push(out.query().as_bytes()),
                Part::DecodedTarget => {
                    to.push(out.path().as_bytes());
                    if !out.query().is_empty() {
                        to.push(b"?");
                        pairs::decode(out.query(), to);
                    }
                }
                Part::DecodedQuery => pairs::decode(out.query(), to),
                Part::Payload => {
                    to.push(out.query().as_bytes());
                    to.push(out.body.as_bytes());
                }
                Part::Body => to.push(out.body.as_bytes()),
                Part::Object if out.body.is_empty() => to.push(b"{}"),
                Part::Object => to.push(out.body.as_bytes()),
                Part::Host => {
                    let host = input.origin.split_once("://").map_or("", |(_, host)| host);
                    to.push(host.as_bytes());
                }
                Part::ContentType => {
                    if !out.body.is_empty() {
                        to.push(input.scheme.body.content_type().as_bytes());
                    }
                }
                Part::Members => pairs::members(out.body(), to),
                Part::Pairs => pairs::pairs(out.body(), to),
                Part::Concatenated => pairs::concatenated(out.body(), to),
                #[cfg(feature = "secp256k1")]
                Part::Action => typed::action(input.mark, out.body(), input.time, to),
                // Without the feature there is no key that could sign it.
                #[cfg(not(feature = "secp256k1"))]
                Part::Action => {}
                Part::Parametered(inner) => {
                    if !out.query().is_empty() || !out.body.is_empty() {
                        self.render(inner, out, to);
                    }
                }
                Part::Later(seconds) => {
                    let millis = Millis::from(*seconds).saturating_mul(1000);
                    let later = input.time.saturating_add(millis);
                    to.push(TimeText::new(input.scheme.clock, later).as_bytes());
                }
                Part::Uuid => text::uuid(input.unique, to),
                Part::UuidHex => text::uuid_hex(input.unique, to),
                Part::Address => input.key.address(to),
                Part::Signed(inner) => self.through(inner, out, to, |bytes| {
                    let mut signature = Encoded::default();
                    input.key.sign(bytes, &mut signature);
                    signature
                }),
                Part::Sha256(inner) => self.through(inner, out, to, |bytes| Sha256::digest(bytes)),
                Part::Sha512Hex(inner) => self.through(inner, out, to, |bytes| {
                    let mut hash = Encoded::default();
                    hash.set(Coding::Hex, &Sha512::digest(bytes));
                    hash
                }),
                Part::Quoted(inner) => self.through(inner, out, to, |bytes| {
                    let text = core::str::from_utf8(bytes).unwrap_or_default();
                    // A passphrase may be quoted: the room is enough for `\u0000` throughout, so
                    // that nothing is left behind by growing.
                    let room = bytes.len().saturating_mul(6).saturating_add(2);
                    let mut quoted = Zeroizing::new(Vec::with_capacity(room));
                    let written = serde_json::to_writer(&mut *quoted, text);
                    debug_assert!(written.is_ok(), "a `Vec` takes every write");
                    quoted
                }),
                Part::Base64(inner) => self.through(inner, out, to, Base64::encode_string),
                Part::Base64Url(inner) => {
                    self.through(inner, out, to, Base64UrlUnpadded::encode_string);
                }
                Part::Join(inner) => self.render(inner, out, to),
                _ => to.push(self.value(*part)),
            }
        }
    }

    /// Renders `inner` in place, and puts what `change` makes of it there.
    fn through<T: AsRef<[u8]>>(
        &self,
        inner: &[Part],
        out: &SignedRequest,
        to: &mut Buffer,
        change: impl FnOnce(&[u8]) -> T,
    ) {
        let start = to.as_bytes().len();
        self.render(inner, out, to);
        let changed = change(to.as_bytes().get(start..).unwrap_or_default());
        to.truncate(start);
        to.push(changed.as_ref());
    }
}

/// Appends `name=value` to a form, with what a form reserves percent-encoded.
fn push_parameter(to: &mut Buffer, name: &str, value: &[u8]) {
    if !to.is_empty() {
        to.push(b"&");
    }
    to.push(name.as_bytes());
    to.push(b"=");
    percent_encoded(value, to);
}

#[cfg(test)]
mod tests {
    use super::{
        BodyForm, Clock, Coding, Input, Part, Place, Scheme, Sequence,
        key::{KeyForm, KeyKind, SigningKey},
        sign,
    };
    use crate::{
        request::{Method, SignedRequest},
        secret::Secret,
    };

    const FORM: KeyForm = KeyForm {
        kind: KeyKind::HmacSha256,
        secret: Coding::Text,
        signature: Coding::Hex,
        algorithm: "",
    };

    fn signed(scheme: &Scheme, query: &str, body: &str) -> SignedRequest {
        let key = SigningKey::load(&[FORM], &Secret::copied("secret")).unwrap();
        let mut out = SignedRequest::new();
        let input = Input {
            scheme,
            key: &key,
            key_id: "id",
            passphrase: "a\"b\\c\u{1}",
            origin: "https://example.org:8443",
            headers: &[],
            mark: "",
            method: Method::Post,
            path: "/p",
            segments: "",
            query,
            body,
            time: 1_700_000_000_123,
            unique: 7,
            account: "",
        };
        sign(&input, &mut out);
        out
    }

    fn text(scheme: &Scheme, query: &str, body: &str) -> String {
        signed(scheme, query, body).text.as_str().to_owned()
    }

    #[test]
    fn what_is_quoted_is_a_string_of_json() {
        const QUOTED: Scheme = Scheme {
            text: &[
                Part::Lit("x"),
                Part::Quoted(&[Part::KeyId, Part::Passphrase]),
                Part::Quoted(&[]),
            ],
            ..Scheme::PLAIN
        };
        assert_eq!(text(&QUOTED, "", ""), r#"x"ida\"b\\c\u0001""""#);
    }

    #[test]
    fn a_passphrase_is_found_at_any_depth() {
        const IN_STAMP: Scheme = Scheme {
            stamp: &[(Place::Header("P"), Part::Passphrase)],
            ..Scheme::PLAIN
        };
        const IN_SENT: Scheme = Scheme {
            sent: &[Part::Lit("{"), Part::Quoted(&[Part::Passphrase])],
            ..Scheme::PLAIN
        };
        const NESTED: Scheme = Scheme {
            seal: &[(
                Place::Header("P"),
                Part::Base64(&[
                    Part::Lit(":"),
                    Part::Signed(&[Part::Time, Part::Passphrase]),
                ]),
            )],
            ..Scheme::PLAIN
        };
        for scheme in [IN_STAMP, IN_SENT, NESTED] {
            assert!(scheme.has_passphrase());
        }
        assert!(!Scheme::PLAIN.has_passphrase());
    }

    #[test]
    fn the_shallowest_reader_of_members_decides() {
        const MIXED: Scheme = Scheme {
            text: &[Part::Join(&[Part::Members, Part::Pairs])],
            sent: &[Part::Concatenated],
            ..Scheme::PLAIN
        };
        assert_eq!(MIXED.depth(), Some(2));
        assert_eq!(Scheme::PLAIN.depth(), None);
    }

    #[test]
    fn the_callers_own_window_stands_alone() {
        const LAST: Scheme = Scheme {
            window: "5000",
            stamp: &[
                (Place::LastInQuery("window"), Part::Window),
                (Place::LastInQuery("t"), Part::Time),
            ],
            text: &[Part::Query],
            seal: &[(Place::LastInQuery("sig"), Part::Signature)],
            ..Scheme::PLAIN
        };
        assert_eq!(text(&LAST, "a=1", ""), "a=1&window=5000&t=1700000000123");
        assert_eq!(text(&LAST, "window=9", ""), "window=9&t=1700000000123");
    }

    #[test]
    fn sorted_parameters_are_sent_as_they_are_signed() {
        const SORTED: Scheme = Scheme {
            clock: Clock::Seconds,
            body: BodyForm::Form,
            sequence: Sequence::Sorted,
            stamp: &[(Place::LastParameter("m"), Part::Time)],
            text: &[Part::Payload],
            seal: &[(Place::LastParameter("a_sig"), Part::Signature)],
            ..Scheme::PLAIN
        };
        let sorted = "b=2&m=1700000000&z=1";
        assert_eq!(text(&SORTED, "z=1&b=2", ""), sorted);
        let out = signed(&SORTED, "", "z=1&b=2");
        assert_eq!(out.text.as_str(), sorted);
        assert!(out.body().starts_with(&format!("{sorted}&a_sig=")));
    }

    #[test]
    fn parts_see_what_is_sent() {
        const PARTS: Scheme = Scheme {
            text: &[
                Part::Method,
                Part::Host,
                Part::PathAfter("/p"),
                Part::PathAfter("/q"),
                Part::Target,
                Part::ContentType,
                Part::Later(30),
                Part::Parametered(&[Part::Lit("!")]),
                Part::Base64Url(&[Part::Lit("??>")]),
            ],
            seal: &[(Place::Header("S"), Part::Signature)],
            ..Scheme::PLAIN
        };
        assert_eq!(
            text(&PARTS, "", ""),
            "POSTexample.org:8443/p/p1700000030123Pz8-"
        );
        assert_eq!(
            text(&PARTS, "a=1", "{}"),
            "POSTexample.org:8443/p/p?a=1application/json1700000030123!Pz8-"
        );
    }

    #[test]
    fn a_type_is_named_once() {
        const TYPED: Scheme = Scheme {
            text: &[Part::Body],
            seal: &[
                (Place::Header("S"), Part::Signature),
                (Place::Header("Content-Type"), Part::Lit("application/json")),
            ],
            ..Scheme::PLAIN
        };
        for body in ["", "{}"] {
            let out = signed(&TYPED, "", body);
            let types = out.headers().filter(|(name, _)| *name == "Content-Type");
            assert_eq!(types.count(), 1, "{body:?}");
        }
    }

    #[test]
    fn an_envelope_is_sent_in_place_of_the_body() {
        const ENVELOPE: Scheme = Scheme {
            text: &[Part::Body],
            sent: &[
                Part::Lit("{\"sig\":\""),
                Part::Signature,
                Part::Lit("\""),
                Part::Members,
                Part::Lit("}"),
            ],
            ..Scheme::PLAIN
        };
        let out = signed(&ENVELOPE, "", r#"{"a":1}"#);
        assert_eq!(out.text.as_str(), r#"{"a":1}"#);
        assert!(out.body().starts_with("{\"sig\":\""));
        assert!(out.body().ends_with("\",\"a\":1}"));
        assert_eq!(out.header("Content-Type"), Some("application/json"));
    }
}
