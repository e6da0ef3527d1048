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
    let [0x04, len, inner @ ..] = inner else {
        return None;
    };
    if usize::from(*len) != inner.len() {
        return None;
    }
    let (scalar, _) = sequence(inner)?.strip_prefix(EC)?.split_at_checked(32)?;
    whole(scalar)
}

/// What is in a sequence of at most 255 bytes.
fn sequence(der: &[u8]) -> Option<&[u8]> {
    let (len, inner) = match der {
        [0x30, 0x81, len, inner @ ..] | [0x30, len @ 0..=0x7f, inner @ ..] => (*len, inner),
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

#[cfg(test)]
mod tests {
    use super::{ed25519, p256};
    use crate::scheme::key::KeyError;
    use base64ct::{Base64, Encoding};

    // All made by openssl 3, for these tests.
    const SCALAR: &str = "6df6acfddbc227e338ecf35131796caf44cc2ca5df6861e103f4a729c409f2b1";
    const SEC1: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIG32rP3bwifjOOzzUTF5bK9EzCyl32hh4QP0pynECfKxoAoGCCqGSM49
AwEHoUQDQgAEp7QGcmAA4yU9x1np3dczzv3Nr4Q1OX/vkji24KrHpBn8TrmS9ozn
BPXUdKUqOSKH1IQccqBb0lJ9/UHdMRg/kQ==
-----END EC PRIVATE KEY-----";
    const PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbfas/dvCJ+M47PNR
MXlsr0TMLKXfaGHhA/SnKcQJ8rGhRANCAASntAZyYADjJT3HWend1zPO/c2vhDU5
f++SOLbgqsekGfxOuZL2jOcE9dR0pSo5IofUhBxyoFvSUn39Qd0xGD+R
-----END PRIVATE KEY-----";
    const OTHER_CURVE_SEC1: &str = "-----BEGIN EC PRIVATE KEY-----
MHQCAQEEIO4HlJi4hAtS3EAe8ZrcbIjLUCQmfG37lOIHdYG7pkynoAcGBSuBBAAK
oUQDQgAEySoBfYBBEvLD+niRsACZK6w3jjAw2t/bI8vQthK+gL3CA9kFhWMHRl7G
xIPZpcY1Y4lGRcQ9c3uAPwS69ptHEg==
-----END EC PRIVATE KEY-----";
    const OTHER_CURVE_PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQg7geUmLiEC1LcQB7xmtxs
iMtQJCZ8bfuU4gd1gbumTKehRANCAATJKgF9gEES8sP6eJGwAJkrrDeOMDDa39sj
y9C2Er6AvcID2QWFYwdGXsbEg9mlxjVjiUZFxD1ze4A/BLr2m0cS
-----END PRIVATE KEY-----";
    const SEED: &str = "c5c42dcb6d04092e0504076828e1981bdad2663ef31a342d781754d8d55f1f89";
    const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIMXELcttBAkuBQQHaCjhmBva0mY+8xo0LXgXVNjVXx+J
-----END PRIVATE KEY-----";

    fn hex(key: &[u8]) -> String {
        use core::fmt::Write as _;
        let mut text = String::new();
        for byte in key {
            write!(text, "{byte:02x}").unwrap();
        }
        text
    }

    fn scalar(pem: &str) -> Result<String, KeyError> {
        p256(pem).map(|key| hex(&*key))
    }

    fn seed(pem: &str) -> Result<String, KeyError> {
        ed25519(pem).map(|key| hex(&*key))
    }

    /// The ways in which line breaks are written.
    fn written(pem: &str) -> [String; 5] {
        [
            pem.to_owned(),
            pem.replace('\n', "\r\n"),
            pem.replace('\n', "\\n"),
            pem.replace('\n', "\\n") + "\\n",
            pem.replace('\n', ""),
        ]
    }

    /// The same block with its bytes changed.
    fn altered(pem: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
        let lines: Vec<_> = pem.lines().collect();
        let (first, last) = (lines[0], lines[lines.len() - 1]);
        let mut der = Base64::decode_vec(&lines[1..lines.len() - 1].concat()).unwrap();
        change(&mut der);
        format!("{first}\n{}\n{last}", Base64::encode_string(&der))
    }

    #[test]
    fn both_shapes_of_a_p256_key_are_read() {
        for pem in [SEC1, PKCS8] {
            for pem in written(pem) {
                assert_eq!(scalar(&pem).unwrap(), SCALAR, "{pem}");
            }
        }
    }

    #[test]
    fn an_ed25519_key_is_read() {
        for pem in written(ED25519) {
            assert_eq!(seed(&pem).unwrap(), SEED, "{pem}");
        }
    }

    #[test]
    fn a_key_of_another_kind_or_curve_is_none() {
        for pem in [ED25519, OTHER_CURVE_SEC1, OTHER_CURVE_PKCS8] {
            assert_eq!(scalar(pem), Err(KeyError::NotAKeyPair), "{pem}");
        }
        for pem in [SEC1, PKCS8, OTHER_CURVE_SEC1, OTHER_CURVE_PKCS8] {
            assert_eq!(seed(pem), Err(KeyError::NotEd25519), "{pem}");
        }
    }

    #[test]
    fn a_truncated_block_is_none() {
        for pem in [SEC1, PKCS8, ED25519] {
            for end in 0..pem.len() {
                let pem = pem.get(..end).unwrap();
                assert!(scalar(pem).is_err() && seed(pem).is_err(), "{pem}");
            }
        }
        for length in 0..121 {
            let pem = altered(SEC1, |der| der.truncate(length));
            assert_eq!(scalar(&pem), Err(KeyError::NotAKeyPair), "{length}");
        }
        for length in 0..138 {
            let pem = altered(PKCS8, |der| der.truncate(length));
            assert_eq!(scalar(&pem), Err(KeyError::NotAKeyPair), "{length}");
        }
        for length in 0..48 {
            let pem = altered(ED25519, |der| der.truncate(length));
            assert_eq!(seed(&pem), Err(KeyError::NotEd25519), "{length}");
        }
    }

    #[test]
    fn bytes_behind_or_between_are_refused() {
        for pem in [SEC1, PKCS8] {
            let pem = altered(pem, |der| der.push(0));
            assert_eq!(scalar(&pem), Err(KeyError::NotAKeyPair));
        }
        let pem = altered(ED25519, |der| der.push(0));
        assert_eq!(seed(&pem), Err(KeyError::NotEd25519));
        // The length of the octet string in PKCS#8 has to be the one of what is in it.
        let at = 28;
        let pem = altered(PKCS8, |der| {
            assert_eq!(der[at], 0x6d);
            der[at] = 0x6c;
        });
        assert_eq!(scalar(&pem), Err(KeyError::NotAKeyPair));
    }

    #[test]
    fn garbage_is_none() {
        let long = "A".repeat(2000);
        for inner in ["", "=", "====", "!!!!", "€€", "MIGH", "\\n", "-----", &long] {
            for label in [
                "PRIVATE KEY",
                "EC PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "RSA PRIVATE KEY",
                "",
            ] {
                let pem = format!("-----BEGIN {label}-----{inner}-----END {label}-----");
                assert!(scalar(&pem).is_err() && seed(&pem).is_err(), "{pem}");
            }
        }
        // Labels that differ, and one block behind another.
        let mixed = ED25519.replace("END PRIVATE", "END EC PRIVATE");
        assert!(seed(&mixed).is_err());
        assert!(seed(&format!("{ED25519}\n{ED25519}")).is_err());
        assert!(seed(&format!("text\n{ED25519}")).is_err());
    }
}
