//! One signature in the making: what reads a recipe.

#[cfg(feature = "secp256k1")]
use super::typed;
use super::{
    Clock, Coding, Input, Part, Place, pairs,
    text::{self, Encoded, TimeText},
};
use crate::{
    request::{Kind, SignedRequest, Span, push_value},
    secret::Buffer,
    time::Millis,
};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use core::cell::OnceCell;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// What of one signature is in the making.
pub(super) struct Making<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) time: TimeText,
    pub(super) text: &'a [u8],
    pub(super) signature: Encoded,
    /// The one of this request, where the recipe asks for it.
    unique: OnceCell<u128>,
}

impl<'a> Making<'a> {
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        Self {
            input,
            time: TimeText::new(input.scheme.clock, input.time),
            text: &[],
            signature: Encoded::default(),
            unique: OnceCell::new(),
        }
    }

    fn unique(&self) -> u128 {
        *self.unique.get_or_init(|| self.input.unique.next())
    }

    /// Puts headers and last parameters on the wire.
    pub(super) fn put(&self, placed: &[(Place, Part)], out: &mut SignedRequest) {
        for (place, part) in placed {
            // The caller's own window stands.
            if matches!(part, Part::Window)
                && self.input.windowed
                && !matches!(place, Place::Header(_))
            {
                continue;
            }
            let joined;
            let value = if let Some(value) = self.plain(*part) {
                value
            } else {
                let mut buffer = Buffer::default();
                self.render(core::slice::from_ref(part), out, &mut buffer);
                joined = buffer;
                joined.as_bytes()
            };
            let is_unreserved = self.is_unreserved(*part);
            match place {
                Place::FirstInBody(_) => {}
                Place::Header(name) => {
                    let kind = Kind {
                        sensitive: !matches!(part, Part::Lit(_) | Part::Time | Part::Window),
                        span: match part {
                            Part::Lit(_) | Part::Window | Part::KeyId | Part::Passphrase => {
                                Span::Key
                            }
                            Part::Time | Part::Signature => Span::Signature,
                            _ => Span::Request,
                        },
                    };
                    out.push_header(name, value, kind);
                }
                Place::LastInQuery(name) => out.push_query_parameter(name, value, is_unreserved),
                Place::LastParameter(name) if out.body.is_empty() => {
                    out.push_query_parameter(name, value, is_unreserved);
                }
                Place::LastParameter(name) => {
                    push_parameter(&mut out.body, name, value, is_unreserved);
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
            Part::KeyId => input.key_id,
            Part::Window => input.scheme.window.as_bytes(),
            Part::Passphrase => input.passphrase,
            Part::Method => input.method.as_str().as_bytes(),
            Part::Challenge => input.challenge.as_bytes(),
            Part::Account => input.account.as_bytes(),
            Part::Text => self.text,
            Part::Signature => self.signature.as_bytes(),
            _ => return None,
        })
    }

    /// Whether a part is letters and digits alone, which a form takes as they are.
    fn is_unreserved(&self, part: Part) -> bool {
        match part {
            Part::Window => true,
            Part::Time => !matches!(
                self.input.scheme.clock,
                Clock::Iso8601 | Clock::Iso8601Seconds
            ),
            Part::Signature => self.input.key.coding() == Coding::Hex,
            _ => false,
        }
    }

    pub(super) fn value(&self, part: Part) -> &[u8] {
        // `Spec::checked` sees to it that such a part is plain.
        self.plain(part).unwrap_or_default()
    }

    pub(super) fn render(&self, parts: &[Part], out: &SignedRequest, to: &mut Buffer) {
        let input = self.input;
        for part in parts {
            match part {
                Part::Path => to.push(out.path_bytes()),
                Part::PathAfter(prefix) => {
                    let path = out.path();
                    to.push(path.strip_prefix(prefix).unwrap_or(path).as_bytes());
                }
                Part::Target => to.push(out.target_bytes()),
                Part::Query => to.push(out.query_bytes()),
                Part::DecodedTarget => {
                    to.push(out.path_bytes());
                    if !out.query().is_empty() {
                        to.push_byte(b'?');
                        pairs::decode(out.query(), to);
                    }
                }
                Part::DecodedQuery => pairs::decode(out.query(), to),
                Part::Payload => {
                    to.push(out.query_bytes());
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
                Part::Uuid => text::uuid(self.unique(), to),
                Part::UuidHex => text::uuid_hex(self.unique(), to),
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

/// Appends `name=value` to a form, with what a form reserves percent-encoded, unless it is unreserved.
pub(super) fn push_parameter(to: &mut Buffer, name: &str, value: &[u8], is_unreserved: bool) {
    if !to.is_empty() {
        to.push_byte(b'&');
    }
    to.push(name.as_bytes());
    to.push_byte(b'=');
    push_value(to, value, is_unreserved);
}
