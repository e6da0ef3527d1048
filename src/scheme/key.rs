//! The kinds of keys that venues give out, and the signing state kept of each.

mod pair;
mod pem;

use super::{
    Coding, Encoded,
    mac::{HmacSha256, HmacSha384, HmacSha512},
};
use crate::secret::{Buffer, Secret};
use base64ct::{Base64, Encoding as _};
use core::fmt;
use zeroize::{Zeroizing, zeroize_stack};

/// Bytes of dead stack that are overwritten after a key was used: more than was seen to hold
/// anything, in every build mode (`tests/it/memory.rs`). Unoptimised code needs more.
const fn scrubbed(release: usize, debug: usize) -> usize {
    if cfg!(debug_assertions) {
        debug
    } else {
        release
    }
}
const MAC_SCRUB: usize = scrubbed(4_096, 32_768);
const PAIR_SCRUB: usize = scrubbed(16_384, 65_536);

/// The kind of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    HmacSha256,
    HmacSha384,
    HmacSha512,
    Ed25519,
    /// ECDSA on NIST's curve, with SHA-256: ES256 in a JWT.
    P256,
    /// ECDSA on Bitcoin's curve, with Keccak-256, as Ethereum wallets sign.
    Secp256k1,
}

impl KeyKind {
    /// Whether its secret is text of the venue's, and not half of a pair.
    const fn is_mac(self) -> bool {
        matches!(self, Self::HmacSha256 | Self::HmacSha384 | Self::HmacSha512)
    }

    /// The feature of this crate that it needs.
    pub(crate) const fn feature(self) -> Option<&'static str> {
        match self {
            Self::HmacSha256 | Self::HmacSha384 | Self::HmacSha512 => None,
            Self::Ed25519 => Some("ed25519"),
            Self::P256 => Some("p256"),
            Self::Secp256k1 => Some("secp256k1"),
        }
    }

    /// As the docs of venues call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::HmacSha256 => "HMAC-SHA256",
            Self::HmacSha384 => "HMAC-SHA384",
            Self::HmacSha512 => "HMAC-SHA512",
            Self::Ed25519 => "Ed25519",
            Self::P256 => "ECDSA P-256",
            Self::Secp256k1 => "ECDSA secp256k1",
        }
    }
}

/// How a venue hands out one kind of key, and how it wants that key's signatures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyForm {
    pub(crate) kind: KeyKind,
    /// How the secret is written. A key pair in PEM is read whatever stands here.
    pub(crate) secret: Coding,
    /// How the signature is written.
    pub(crate) signature: Coding,
    /// What the venue calls the algorithm, where that is sent.
    pub(crate) algorithm: &'static str,
}

/// What is kept of a secret: the state that signs, never the text.
pub(crate) struct SigningKey {
    state: State,
    form: KeyForm,
}

/// Each of one pointer, so that none has unwritten room for what lies on the stack.
enum State {
    HmacSha256(HmacSha256),
    HmacSha384(HmacSha384),
    HmacSha512(HmacSha512),
    #[cfg(feature = "ed25519")]
    Ed25519(Box<pair::Ed25519>),
    #[cfg(feature = "p256")]
    P256(pair::P256),
    #[cfg(feature = "secp256k1")]
    Secp256k1(Box<pair::Secp256k1>),
}

/// A secret that is not what the venue hands out.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// There is no text.
    #[error("the secret is empty: copy it again from the exchange")]
    Empty,
    /// It holds white space or characters outside ASCII.
    #[error(
        "the secret holds a space, a line break or a character outside ASCII: copy it again, without quotes"
    )]
    Characters,
    /// The venue hands out base64, and this is none.
    #[error("the secret is not base64, which this venue hands out: copy it again, whole")]
    NotBase64,
    /// The venue takes Ed25519 keys, and this is none.
    #[error(
        "the secret is no Ed25519 private key: give the PEM block (PKCS#8) of `openssl genpkey -algorithm ed25519`, or the base64 text that the exchange handed out"
    )]
    NotEd25519,
    /// The venue takes P-256 or Ed25519 keys, and this is neither.
    #[error(
        "the secret is no private key that this venue takes: give the PEM block of the key file (`BEGIN EC PRIVATE KEY`), or the base64 text of an Ed25519 key"
    )]
    NotAKeyPair,
    /// The venue takes wallet keys, and this is none.
    #[error("the secret is no wallet key: give `0x` and 64 hexadecimal digits, of an API wallet")]
    NotAWallet,
    /// The venue takes no key pairs.
    #[error("this venue takes no key pairs: use the key and secret it generates")]
    NoKeyPairs,
    /// The crate was built without the feature for this kind of key.
    #[error(
        "this is a key of a kind ({kind}) that needs a feature: build keyleash with the feature `{feature}`"
    )]
    FeatureMissing {
        /// The kind of the key.
        kind: &'static str,
        /// The feature that reads it.
        feature: &'static str,
    },
}

impl fmt::Debug for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl SigningKey {
    /// Derives the signing state from `secret`. A PEM block is a key pair, anything else a MAC
    /// secret, unless it proves to be a pair: nothing is guessed from lengths or alphabets.
    pub(crate) fn load(forms: &[KeyForm], secret: &Secret) -> Result<Self, KeyError> {
        let key = Self::derive(forms, secret);
        zeroize_stack::<PAIR_SCRUB>();
        key
    }

    /// Never inlined, so that all of its stack lies below the one that is scrubbed.
    #[inline(never)]
    fn derive(forms: &[KeyForm], secret: &Secret) -> Result<Self, KeyError> {
        let text = secret.expose().trim();
        let of = |kind| forms.iter().copied().find(|form| form.kind == kind);
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        if text.starts_with("-----BEGIN ") {
            return match (of(KeyKind::Ed25519), of(KeyKind::P256)) {
                (None, None) => Err(KeyError::NoKeyPairs),
                (Some(form), None) => Self::ed25519(form, &*pem::ed25519(text)?),
                (None, Some(form)) => Self::p256(form, &*pem::p256(text)?),
                (Some(ed25519), Some(p256)) => match pem::ed25519(text) {
                    Ok(seed) => Self::ed25519(ed25519, &seed),
                    Err(_) => Self::p256(p256, &*pem::p256(text)?),
                },
            };
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KeyError::Characters);
        }
        if let Some(form) = of(KeyKind::Secp256k1) {
            return Self::secp256k1(form, text);
        }
        let mac = forms.iter().copied().find(|form| form.kind.is_mac());
        if let Some(form) = of(KeyKind::Ed25519).filter(|form| form.secret == Coding::Base64) {
            let bytes = decode(text);
            let halves = bytes.as_deref().map(|bytes| bytes.as_chunks::<32>());
            match (halves, mac) {
                (Some(([seed, public], [])), None) => {
                    return Self::ed25519_pair(form, seed, public);
                }
                // What does not prove to be a pair is text of the venue's.
                (Some(([seed, public], [])), Some(_)) => {
                    match Self::ed25519_pair(form, seed, public) {
                        Err(KeyError::NotEd25519) => {}
                        loaded => return loaded,
                    }
                }
                (Some(([seed], [])), None) => return Self::ed25519(form, seed),
                _ => {}
            }
        }
        let form = mac.ok_or(if of(KeyKind::P256).is_some() {
            KeyError::NotAKeyPair
        } else {
            KeyError::NotEd25519
        })?;
        Self::mac(form, text)
    }

    fn mac(form: KeyForm, text: &str) -> Result<Self, KeyError> {
        let decoded;
        let bytes = match form.secret {
            Coding::Base64 => {
                decoded = decode(text).ok_or(KeyError::NotBase64)?;
                decoded.as_slice()
            }
            _ => text.as_bytes(),
        };
        let state = match form.kind {
            KeyKind::HmacSha512 => State::HmacSha512(HmacSha512::new(bytes)),
            KeyKind::HmacSha384 => State::HmacSha384(HmacSha384::new(bytes)),
            _ => State::HmacSha256(HmacSha256::new(bytes)),
        };
        Ok(Self { state, form })
    }

    #[cfg(feature = "ed25519")]
    #[allow(clippy::unnecessary_wraps)] // without the feature it refuses
    fn ed25519(form: KeyForm, seed: &[u8; 32]) -> Result<Self, KeyError> {
        Ok(Self {
            state: State::Ed25519(Box::new(pair::Ed25519::new(seed))),
            form,
        })
    }

    #[cfg(not(feature = "ed25519"))]
    fn ed25519(form: KeyForm, _: &[u8; 32]) -> Result<Self, KeyError> {
        Err(KeyError::FeatureMissing {
            kind: form.kind.name(),
            feature: "ed25519",
        })
    }

    /// A seed with its public half behind it, which proves that it is one.
    #[cfg(feature = "ed25519")]
    fn ed25519_pair(form: KeyForm, seed: &[u8; 32], public: &[u8; 32]) -> Result<Self, KeyError> {
        let key = Self::ed25519(form, seed)?;
        match &key.state {
            State::Ed25519(pair) if public == pair.public() => Ok(key),
            _ => Err(KeyError::NotEd25519),
        }
    }

    /// The proof takes the feature.
    #[cfg(not(feature = "ed25519"))]
    fn ed25519_pair(form: KeyForm, seed: &[u8; 32], _: &[u8; 32]) -> Result<Self, KeyError> {
        Self::ed25519(form, seed)
    }

    #[cfg(feature = "p256")]
    fn p256(form: KeyForm, scalar: &[u8; 32]) -> Result<Self, KeyError> {
        let key = pair::P256::new(scalar).ok_or(KeyError::NotAKeyPair)?;
        Ok(Self {
            state: State::P256(key),
            form,
        })
    }

    #[cfg(not(feature = "p256"))]
    fn p256(form: KeyForm, _: &[u8; 32]) -> Result<Self, KeyError> {
        Err(KeyError::FeatureMissing {
            kind: form.kind.name(),
            feature: "p256",
        })
    }

    #[cfg(feature = "secp256k1")]
    fn secp256k1(form: KeyForm, text: &str) -> Result<Self, KeyError> {
        let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
        let (codes, rest) = digits.as_chunks::<2>();
        let mut scalar = Zeroizing::new([0_u8; 32]);
        if codes.len() != scalar.len() || !rest.is_empty() {
            return Err(KeyError::NotAWallet);
        }
        for (byte, code) in scalar.iter_mut().zip(codes) {
            let digit = |at: u8| char::from(at).to_digit(16);
            let [Some(high), Some(low)] = code.map(digit) else {
                return Err(KeyError::NotAWallet);
            };
            *byte = u8::try_from(high << 4 | low).unwrap_or_default();
        }
        let key = pair::Secp256k1::new(&scalar).ok_or(KeyError::NotAWallet)?;
        Ok(Self {
            state: State::Secp256k1(Box::new(key)),
            form,
        })
    }

    #[cfg(not(feature = "secp256k1"))]
    fn secp256k1(form: KeyForm, _: &str) -> Result<Self, KeyError> {
        Err(KeyError::FeatureMissing {
            kind: form.kind.name(),
            feature: "secp256k1",
        })
    }

    /// The kind of the key.
    #[cfg(test)]
    pub(crate) const fn kind(&self) -> KeyKind {
        self.form.kind
    }

    /// Overwrites what a signature by this key left on the stack, below the caller.
    #[inline]
    pub(crate) fn scrub(&self) {
        match self.form.kind {
            KeyKind::HmacSha256 | KeyKind::HmacSha384 | KeyKind::HmacSha512 => {
                zeroize_stack::<MAC_SCRUB>();
            }
            KeyKind::Ed25519 | KeyKind::P256 | KeyKind::Secp256k1 => zeroize_stack::<PAIR_SCRUB>(),
        }
    }

    /// How the venue wants its signatures.
    pub(crate) const fn coding(&self) -> Coding {
        self.form.signature
    }

    /// What the venue calls the algorithm.
    pub(crate) const fn algorithm(&self) -> &'static str {
        self.form.algorithm
    }

    /// Appends the Ethereum address of a wallet key; nothing for any other.
    #[cfg(feature = "secp256k1")]
    pub(crate) fn address(&self, to: &mut Buffer) {
        if let State::Secp256k1(key) = &self.state {
            let mut address = Encoded::default();
            address.set(Coding::Hex, key.address());
            to.push(b"0x");
            to.push(address.as_bytes());
        }
    }

    /// Without the feature there is no wallet key.
    #[cfg(not(feature = "secp256k1"))]
    #[expect(clippy::unused_self, reason = "the other build reads it")]
    pub(crate) fn address(&self, _: &mut Buffer) {}

    /// Signs `text`, and writes the signature the way the venue wants it. The caller scrubs the
    /// stack, where the crates of key pairs leave what they worked with.
    pub(crate) fn sign(&self, text: &[u8], out: &mut Encoded) {
        let coding = self.form.signature;
        match &self.state {
            State::HmacSha256(key) => out.set(coding, &key.sign(text)),
            State::HmacSha384(key) => out.set(coding, &key.sign(text)),
            State::HmacSha512(key) => out.set(coding, &key.sign(text)),
            #[cfg(any(feature = "ed25519", feature = "p256", feature = "secp256k1"))]
            _ => self.sign_by_pair(text, out),
        }
    }

    /// Never inlined: it works on a stack that is larger than all the rest together.
    #[cfg(any(feature = "ed25519", feature = "p256", feature = "secp256k1"))]
    #[inline(never)]
    fn sign_by_pair(&self, text: &[u8], out: &mut Encoded) {
        let coding = self.form.signature;
        match &self.state {
            State::HmacSha256(_) | State::HmacSha384(_) | State::HmacSha512(_) => {}
            #[cfg(feature = "ed25519")]
            State::Ed25519(key) => {
                out.set(
                    coding,
                    key.sign(text).as_ref().map_or(&[], <[u8; 64]>::as_slice),
                );
            }
            #[cfg(feature = "p256")]
            State::P256(key) => {
                out.set(
                    coding,
                    key.sign(text).as_ref().map_or(&[], <[u8; 64]>::as_slice),
                );
            }
            #[cfg(feature = "secp256k1")]
            State::Secp256k1(key) => {
                out.set(
                    coding,
                    key.sign(text).as_ref().map_or(&[], <[u8; 65]>::as_slice),
                );
            }
        }
    }
}

/// The bytes of a base64 text, in a buffer of exact size.
fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; text.len().div_ceil(4).saturating_mul(3)]);
    let len = Base64::decode(text, &mut bytes).ok()?.len();
    bytes.truncate(len);
    Some(bytes)
}

#[cfg(test)]
mod tests;
