//! The kinds of keys that venues give out, and the signing state kept of each.

use super::{
    Coding, Encoded,
    mac::{HmacSha256, HmacSha512},
};
use crate::secret::Secret;
use base64ct::{Base64, Encoding as _};
use core::fmt;
use zeroize::Zeroizing;

/// The kind of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    HmacSha256,
    HmacSha512,
    Ed25519,
}

/// How a venue hands out one kind of key, and how it wants that key's signatures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyForm {
    pub(crate) kind: KeyKind,
    /// How the secret is written.
    pub(crate) secret: Coding,
    /// How the signature is written.
    pub(crate) signature: Coding,
}

/// What is kept of a secret: the state that signs, never the text.
pub(crate) struct SigningKey {
    state: State,
    signature: Coding,
}

enum State {
    HmacSha256(HmacSha256),
    HmacSha512(HmacSha512),
    #[cfg(feature = "ed25519")]
    Ed25519(Box<ed25519_dalek::SigningKey>),
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
    /// A PEM block that is not an unencrypted Ed25519 private key in PKCS#8.
    #[error(
        "the PEM block is no Ed25519 private key in PKCS#8: make one with `openssl genpkey -algorithm ed25519` and upload its public half"
    )]
    NotEd25519,
    /// The venue takes no key pairs.
    #[error("this venue takes no Ed25519 keys: use the key and secret it generates")]
    NoKeyPairs,
    /// The crate was built without the feature `ed25519`.
    #[error("this is an Ed25519 key: build keyleash with the feature `ed25519`")]
    FeatureMissing,
}

impl fmt::Debug for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl SigningKey {
    /// Derives the signing state from `secret`. A PEM block is a key pair, anything else a MAC
    /// secret: nothing is guessed from lengths or alphabets.
    pub(crate) fn load(forms: &[KeyForm], secret: &Secret) -> Result<Self, KeyError> {
        let text = secret.expose().trim();
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        if text.starts_with("-----BEGIN ") {
            let form = forms
                .iter()
                .find(|form| form.kind == KeyKind::Ed25519)
                .ok_or(KeyError::NoKeyPairs)?;
            return Self::ed25519(*form, text);
        }
        let form = forms
            .iter()
            .find(|form| form.kind != KeyKind::Ed25519)
            .ok_or(KeyError::NotEd25519)?;
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KeyError::Characters);
        }
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
            _ => State::HmacSha256(HmacSha256::new(bytes)),
        };
        Ok(Self {
            state,
            signature: form.signature,
        })
    }

    #[cfg(feature = "ed25519")]
    fn ed25519(form: KeyForm, pem: &str) -> Result<Self, KeyError> {
        let seed = seed(pem).ok_or(KeyError::NotEd25519)?;
        Ok(Self {
            state: State::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&seed))),
            signature: form.signature,
        })
    }

    #[cfg(not(feature = "ed25519"))]
    fn ed25519(_: KeyForm, pem: &str) -> Result<Self, KeyError> {
        Err(seed(pem).map_or(KeyError::NotEd25519, |_| KeyError::FeatureMissing))
    }

    /// Signs `text`, and writes the signature the way the venue wants it.
    pub(crate) fn sign(&self, text: &[u8], out: &mut Encoded) {
        match &self.state {
            State::HmacSha256(key) => out.set(self.signature, &key.sign(text)),
            State::HmacSha512(key) => out.set(self.signature, &key.sign(text)),
            #[cfg(feature = "ed25519")]
            State::Ed25519(key) => {
                use ed25519_dalek::Signer as _;
                out.set(self.signature, &key.sign(text).to_bytes());
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

/// The seed in a PKCS#8 v1 block of an Ed25519 key (RFC 8410, section 7), whose bytes before the
/// seed are always the same: version, algorithm and two octet-string headers.
fn seed(pem: &str) -> Option<Zeroizing<[u8; 32]>> {
    const BEFORE: [u8; 16] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ];
    let body = pem
        .strip_prefix("-----BEGIN PRIVATE KEY-----")?
        .strip_suffix("-----END PRIVATE KEY-----")?;
    let mut text = Zeroizing::new([0_u8; 64]);
    let mut filled = text.iter_mut();
    for byte in body.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        *filled.next()? = byte;
    }
    if filled.next().is_some() {
        return None;
    }
    let der = decode(core::str::from_utf8(text.as_slice()).ok()?)?;
    let mut seed = Zeroizing::new([0_u8; 32]);
    let found = der.strip_prefix(BEFORE.as_slice())?;
    (found.len() == seed.len()).then(|| seed.copy_from_slice(found))?;
    Some(seed)
}
