//! What is taken for which key, and what is refused.

use super::{Coding, Encoded, KeyError, KeyForm, KeyKind, SigningKey, decode};
use crate::secret::Secret;
use base64ct::{Base64, Encoding as _};

const fn form(kind: KeyKind, secret: Coding) -> KeyForm {
    KeyForm {
        kind,
        secret,
        signature: Coding::Hex,
        algorithm: "",
    }
}

const MAC: KeyForm = form(KeyKind::HmacSha384, Coding::Text);

fn load(forms: &[KeyForm], secret: &str) -> Result<SigningKey, KeyError> {
    SigningKey::load(forms, &Secret::copied(secret))
}

fn kind(forms: &[KeyForm], secret: &str) -> Result<KeyKind, KeyError> {
    load(forms, secret).map(|key| key.kind())
}

fn signed(key: &SigningKey, text: &str) -> String {
    let mut signature = Encoded::default();
    key.sign(text.as_bytes(), &mut signature);
    String::from_utf8(signature.as_bytes().to_vec()).unwrap()
}

/// RFC 4231, section 4.3.
#[test]
fn sha384_signs_as_published() {
    let key = load(&[MAC], "Jefe").unwrap();
    assert_eq!(
        signed(&key, "what do ya want for nothing?"),
        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e\
         8e2240ca5e69e2c78b3239ecfab21649"
    );
}

#[test]
fn base64_is_decoded_whole_or_not_at_all() {
    for length in 0..70 {
        let bytes = vec![0xa5; length];
        assert_eq!(*decode(&Base64::encode_string(&bytes)).unwrap(), bytes);
    }
    for text in [
        "=", "A", "AA", "AAA", "AAAA=", "AAA=AAAA", "AA-_", "AA==\n", "AB==",
    ] {
        assert!(decode(text).is_none(), "{text}");
    }
    let mac = form(KeyKind::HmacSha512, Coding::Base64);
    assert_eq!(kind(&[mac], "c2VjcmV0"), Ok(KeyKind::HmacSha512));
    assert_eq!(kind(&[mac], "secret!"), Err(KeyError::NotBase64));
}

#[test]
fn no_secret_of_other_characters_is_taken() {
    assert_eq!(kind(&[MAC], " \n"), Err(KeyError::Empty));
    assert_eq!(kind(&[MAC], "two words"), Err(KeyError::Characters));
    assert_eq!(kind(&[MAC], "s\u{e9}cret"), Err(KeyError::Characters));
    assert_eq!(
        kind(&[MAC], "-----BEGIN PRIVATE KEY-----"),
        Err(KeyError::NoKeyPairs)
    );
}

/// RFC 8032, section 7.1, test 1.
#[cfg(feature = "ed25519")]
#[test]
fn an_ed25519_key_is_whole_and_proves_itself() {
    const PAIR: KeyForm = form(KeyKind::Ed25519, Coding::Base64);
    let hex = |text: &str| -> Vec<u8> {
        let codes = text.as_bytes().chunks(2);
        let byte = |code| u8::from_str_radix(str::from_utf8(code).unwrap(), 16).unwrap();
        codes.map(byte).collect()
    };
    let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let public = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    let bytes = [seed.as_slice(), &public].concat();
    let (half, whole) = (Base64::encode_string(&seed), Base64::encode_string(&bytes));
    let signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
                     5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
    for secret in [&half, &whole] {
        assert_eq!(signed(&load(&[PAIR], secret).unwrap(), ""), signature);
    }
    // Nothing is cut to size.
    for length in (1..80).filter(|length| !matches!(length, 32 | 64)) {
        let bytes: Vec<_> = bytes.iter().copied().cycle().take(length).collect();
        let secret = Base64::encode_string(&bytes);
        assert_eq!(
            kind(&[PAIR], &secret),
            Err(KeyError::NotEd25519),
            "{length}"
        );
        assert_eq!(kind(&[PAIR, MAC], &secret), Ok(KeyKind::HmacSha384));
    }
    // Only what proves to be a pair is one, where the venue has other secrets too.
    let unproven = Base64::encode_string(&[7; 64]);
    assert_eq!(kind(&[PAIR], &unproven), Err(KeyError::NotEd25519));
    assert_eq!(kind(&[MAC, PAIR], &unproven), Ok(KeyKind::HmacSha384));
    assert_eq!(kind(&[MAC, PAIR], &half), Ok(KeyKind::HmacSha384));
    assert_eq!(kind(&[MAC, PAIR], &whole), Ok(KeyKind::Ed25519));
}

/// The key with the number 1, whose address every Ethereum tool shows.
#[cfg(feature = "secp256k1")]
#[test]
fn a_wallet_key_has_its_address() {
    const WALLET: KeyForm = form(KeyKind::Secp256k1, Coding::Hex);
    let digits = format!("{:064x}", 1);
    for secret in [digits.clone(), format!("0x{digits}")] {
        let mut address = crate::secret::Buffer::default();
        load(&[WALLET], &secret).unwrap().address(&mut address);
        assert_eq!(
            address.as_str(),
            "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"
        );
    }
    let short = digits.get(1..).unwrap();
    let (zero, beyond) = ("0".repeat(64), "f".repeat(64));
    for secret in ["0x", "0x01", "xyz", short, &zero, &beyond] {
        assert_eq!(
            kind(&[WALLET], secret),
            Err(KeyError::NotAWallet),
            "{secret}"
        );
    }
}
