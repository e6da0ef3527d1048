//! Private keys in PEM, unencrypted: the few shapes in which venues and their tools write them.

use super::{KeyError, decode};
use zeroize::Zeroizing;

/// The bytes of PKCS#8 v1 before the seed of an Ed25519 key (RFC 8410, section 7), which are
/// always the same: version, algorithm and two octet-string headers.
const ED25519: &[u8] = &[
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// The bytes before the scalar in `EC PRIVATE KEY` (RFC 5915) behind the header of the sequence:
/// version and an octet-string header.
const EC: &[u8] = &[0x02, 0x01, 0x01, 0x04, 0x20];

/// The curve P-256 (RFC 5480, section 2.1.1.1).
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

/// PKCS#8 of an EC key up to the curve: version, and the algorithm `ecPublicKey`.
const PKCS8_EC: &[u8] = &[
    0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
];

/// The seed of an Ed25519 key.
pub(super) fn ed25519(pem: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let der = body(pem, "PRIVATE KEY").ok_or(KeyError::NotEd25519)?;
    let seed = der.strip_prefix(ED25519).ok_or(KeyError::NotEd25519)?;
    whole(seed).ok_or(KeyError::NotEd25519)
}

/// The scalar of a P-256 key, in the shape of SEC1 or PKCS#8.
pub(super) fn p256(pem: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    sec1(pem)
        .or_else(|| pkcs8(pem))
        .ok_or(KeyError::NotAKeyPair)
}

fn sec1(pem: &str) -> Option<Zeroizing<[u8; 32]>> {
    let der = body(pem, "EC PRIVATE KEY")?;
    let inner = sequence(&der)?.strip_prefix(EC)?;
    let (scalar, rest) = inner.split_at_checked(32)?;
    // The curve stands behind the scalar, in a context tag.
    rest.strip_prefix(&[0xa0, 0x0a])?.strip_prefix(P256)?;
    whole(scalar)
}

fn pkcs8(pem: &str) -> Option<Zeroizing<[u8; 32]>> {
    let der = body(pem, "PRIVATE KEY")?;
    let inner = sequence(&der)?.strip_prefix(PKCS8_EC)?.strip_prefix(P256)?;
    let [0x04, _, inner @ ..] = inner else {
        return None;
    };
    let (scalar, _) = sequence(inner)?.strip_prefix(EC)?.split_at_checked(32)?;
    whole(scalar)
}

/// What is in a sequence of at most 255 bytes.
fn sequence(der: &[u8]) -> Option<&[u8]> {
    let (len, inner) = match der {
        [0x30, 0x81, len, inner @ ..] => (*len, inner),
        [0x30, len @ 0..=0x7f, inner @ ..] => (*len, inner),
        _ => return None,
    };
    (usize::from(len) == inner.len()).then_some(inner)
}

fn whole(bytes: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0_u8; 32]);
    (bytes.len() == key.len()).then(|| key.copy_from_slice(bytes))?;
    Some(key)
}

/// The bytes in a PEM block of this label. Line breaks may be written as `\n`, as in JSON and in
/// files of variables.
fn body(pem: &str, label: &str) -> Option<Zeroizing<Vec<u8>>> {
    let pem = pem.trim_end_matches("\\n");
    let mut rest = pem
        .strip_prefix("-----BEGIN ")?
        .strip_prefix(label)?
        .strip_prefix("-----")?
        .strip_suffix("-----")?
        .strip_suffix(label)?
        .strip_suffix("-----END ")?;
    // Longer than any of these keys; a buffer that does not grow.
    let mut text = Zeroizing::new([0_u8; 512]);
    let mut filled = text.iter_mut();
    let mut len = 0_usize;
    while let Some(next) = rest.chars().next() {
        rest = if let Some(behind) = rest.strip_prefix("\\n") {
            behind
        } else {
            if !next.is_ascii_whitespace() {
                *filled.next()? = u8::try_from(next).ok()?;
                len = len.saturating_add(1);
            }
            rest.get(next.len_utf8()..)?
        };
    }
    decode(core::str::from_utf8(text.get(..len)?).ok()?)
}
