//! A random credential of a venue, and the needles of it.

use super::{mac, needles::Needles, pair};
use crate::support::key_of;
use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::{collections::hash_map::RandomState, hash::BuildHasher};

/// The venues whose MAC secrets are base64 of the key.
const BASE64: &[&str] = &["kraken", "kraken_futures"];

/// A credential, and what its text stands for.
pub(crate) struct Sample {
    pub(crate) venue: String,
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) passphrase: String,
    /// The MAC key, the seed or the private number.
    key: Vec<u8>,
    /// Where the secret stands in its text, in each way in which the text may be written.
    texts: Vec<String>,
}

/// As many random bytes, seeded by the operating system.
fn random<const N: usize>() -> [u8; N] {
    core::array::from_fn(|at| {
        let hash = RandomState::new().hash_one(at);
        hash.to_le_bytes()[at % 8]
    })
}

/// Random text of the characters that venues use.
fn text<const N: usize>() -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 63)]);
    random::<N>().iter().map(letter).collect()
}

impl Sample {
    /// A credential of this venue with a key of this kind, in a shape that its sources take.
    pub(crate) fn new(venue: &str, kind: &str) -> Self {
        let mut texts = Vec::new();
        let (secret, key) = match kind {
            "Ed25519" if venue == "binance" => {
                let seed: [u8; 32] = random();
                // RFC 8410, section 7.
                let head = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
                let pem = pem("PRIVATE KEY", head, &seed, &[], &mut texts);
                (pem, seed.to_vec())
            }
            "Ed25519" => {
                let seed: [u8; 32] = random();
                let pair = ed25519_dalek::SigningKey::from_bytes(&seed);
                let text = Base64::encode_string(&pair.to_keypair_bytes());
                // The public half is no secret.
                texts.push(text[..42].to_owned());
                (text, seed.to_vec())
            }
            "ECDSA P-256" => {
                let scalar = scalar();
                let public = p256::ecdsa::SigningKey::from_slice(&scalar).unwrap();
                let public = public.verifying_key().to_sec1_point(false);
                // RFC 5915: version, the number, the curve, the public half.
                let head = b"\x30\x77\x02\x01\x01\x04\x20";
                let mut tail =
                    b"\xa0\x0a\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\xa1\x44\x03\x42\x00"
                        .to_vec();
                tail.extend_from_slice(public.as_bytes());
                let pem = pem("EC PRIVATE KEY", head, &scalar, &tail, &mut texts);
                (pem, scalar.to_vec())
            }
            "ECDSA secp256k1" => {
                let scalar = scalar();
                let digits = hex(&scalar);
                texts.push(digits.clone());
                (format!("0x{digits}"), scalar.to_vec())
            }
            _ if BASE64.contains(&venue) => {
                let key: [u8; 64] = random();
                let text = Base64::encode_string(&key);
                texts.push(text.replace('/', r"\/"));
                texts.push(text.clone());
                (text, key.to_vec())
            }
            _ => {
                let text = text::<64>();
                texts.push(text.clone());
                (text.clone(), text.into_bytes())
            }
        };
        Self {
            venue: venue.to_owned(),
            kind: kind.to_owned(),
            id: key_of(venue).key.to_owned(),
            secret,
            passphrase: text::<32>(),
            key,
            texts,
        }
    }

    /// A MAC secret that is longer than a block, so that its hash stands for it.
    pub(crate) fn long(venue: &str, kind: &str) -> Self {
        let secret = text::<150>();
        Self {
            key: secret.clone().into_bytes(),
            texts: vec![secret.clone()],
            secret,
            ..Self::new(venue, kind)
        }
    }

    /// The address of a wallet key.
    pub(crate) fn address(&self) -> Option<String> {
        use sha3::Digest as _;
        if self.kind != "ECDSA secp256k1" {
            return None;
        }
        let key = k256::ecdsa::SigningKey::from_slice(&self.key).unwrap();
        let point = key.verifying_key().to_sec1_point(false);
        let hash = sha3::Keccak256::digest(&point.as_bytes()[1..]);
        let digits = hex(&hash[12..]);
        Some(format!("0x{digits}"))
    }

    /// What must not be found, with what was drawn for the signatures that the child made known.
    pub(crate) fn needles(&self, signed: &[Signed]) -> Needles {
        let mut needles = Needles::new();
        for text in &self.texts {
            needles.add("text", text.as_bytes());
        }
        needles.add("passphrase", self.passphrase.as_bytes());
        match self.kind.as_str() {
            "Ed25519" => pair::ed25519(&mut needles, &self.seed()),
            "ECDSA P-256" | "ECDSA secp256k1" => {
                pair::ecdsa(&mut needles, &self.kind, &self.seed());
            }
            kind => {
                needles.add("decoded", &self.key);
                mac::add(&mut needles, kind, &self.key);
            }
        }
        if self.venue.starts_with("kucoin") {
            // What the venue takes in place of the passphrase.
            let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
            mac.update(self.passphrase.as_bytes());
            let tag = mac.finalize().into_bytes();
            needles.add("signed passphrase", &tag);
            needles.add("signed passphrase", Base64::encode_string(&tag).as_bytes());
        }
        for signed in signed {
            signed.add(self, &mut needles);
        }
        needles
    }

    fn seed(&self) -> [u8; 32] {
        self.key.as_slice().try_into().unwrap()
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// A number below the order of either curve.
fn scalar() -> [u8; 32] {
    let mut scalar: [u8; 32] = random();
    scalar[0] &= 0x7f;
    scalar
}

/// A PEM block of `head`, `secret` and `tail`. Only characters that no public byte decides go into
/// `texts`.
fn pem(label: &str, head: &[u8], secret: &[u8], tail: &[u8], texts: &mut Vec<String>) -> String {
    let body = Base64::encode_string(&[head, secret, tail].concat());
    let first = (head.len() * 8).div_ceil(6);
    let last = (head.len() + secret.len()) * 8 / 6;
    let broken = |with: &str| {
        let mut text = String::new();
        for (at, letter) in body.chars().enumerate().take(last).skip(first) {
            if at % 64 == 0 {
                text += with;
            }
            text.push(letter);
        }
        text
    };
    texts.extend(["", "\n", r"\n"].map(broken));
    let lines: Vec<_> = body
        .as_bytes()
        .chunks(64)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----",
        lines.join("\n")
    )
}

/// A request as the child signed it with a key pair.
pub(crate) struct Signed {
    pub(crate) url: String,
    pub(crate) authorization: String,
    pub(crate) body: String,
}

impl Signed {
    fn add(&self, sample: &Sample, needles: &mut Needles) {
        let seed = sample.seed();
        match (sample.venue.as_str(), sample.kind.as_str()) {
            ("coinbase", kind) => {
                let token = self.authorization.strip_prefix("Bearer ").unwrap();
                let (text, signature) = token.rsplit_once('.').unwrap();
                let signature = Base64UrlUnpadded::decode_vec(signature).unwrap();
                if kind == "Ed25519" {
                    pair::ed25519_drawn(needles, &seed, text.as_bytes(), &signature);
                } else {
                    let hash = Sha256::digest(text);
                    pair::ecdsa_drawn(needles, kind, &seed, &hash, &signature);
                }
            }
            ("binance", _) => {
                let (text, signature) = self.query().split_once("&signature=").unwrap();
                let signature = signature_of(signature);
                pair::ed25519_drawn(needles, &seed, text.as_bytes(), &signature);
            }
            ("htx", _) => {
                let (query, signature) = self.query().split_once("&Signature=").unwrap();
                let (host, path) = self
                    .url
                    .split_once("://")
                    .unwrap()
                    .1
                    .split_once('/')
                    .unwrap();
                let path = path.split_once('?').unwrap().0;
                let text = format!("GET\n{host}\n/{path}\n{query}");
                let signature = signature_of(signature);
                pair::ed25519_drawn(needles, &seed, text.as_bytes(), &signature);
            }
            ("hyperliquid", kind) => {
                let (hash, signature) = wallet_hash(&self.body);
                pair::ecdsa_drawn(needles, kind, &seed, &hash, &signature);
            }
            (venue, kind) => panic!("{venue}: what {kind} signs is not known here"),
        }
    }

    fn query(&self) -> &str {
        self.url.split_once('?').unwrap().1
    }
}

/// A signature in a query.
fn signature_of(written: &str) -> Vec<u8> {
    let text = written
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    Base64::decode_vec(&text).unwrap()
}

/// The hash that a wallet signs for the one action that the child signs, and the signature.
fn wallet_hash(body: &str) -> (Vec<u8>, Vec<u8>) {
    use sha3::{Digest as _, Keccak256};
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let hash = |parts: &[&[u8]]| Keccak256::digest(parts.concat()).to_vec();
    // The one order that is recorded for a spot market, in MessagePack.
    let action = b"\x83\xa4type\xa5order\xa6orders\x91\x86\xa1a\xcd\x27\x7b\xa1b\xc3\xa1p\xa3100\xa1s\xa3100\
                   \xa1r\xc2\xa1t\x81\xa5limit\x81\xa3tif\xa3Gtc\xa8grouping\xa2na";
    let nonce = body["nonce"].as_u64().unwrap().to_be_bytes();
    let connection = hash(&[action.as_slice(), &nonce, &[0]]);
    let mut chain = [0; 32];
    chain[30..].copy_from_slice(&1337_u16.to_be_bytes());
    let domain = hash(&[
        &hash(&[
            b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
        ]),
        &hash(&[b"Exchange"]),
        &hash(&[b"1"]),
        &chain,
        &[0; 32],
    ]);
    let message = hash(&[
        &hash(&[b"Agent(string source,bytes32 connectionId)"]),
        &hash(&[b"a"]),
        &connection,
    ]);
    let digits = |name: &str| -> Vec<u8> {
        let digits = body["signature"][name].as_str().unwrap();
        let codes = digits.strip_prefix("0x").unwrap().as_bytes().chunks(2);
        let byte = |code| u8::from_str_radix(str::from_utf8(code).unwrap(), 16).unwrap();
        codes.map(byte).collect()
    };
    let signature = [digits("r"), digits("s")].concat();
    (hash(&[&[0x19, 0x01], &domain, &message]), signature)
}
