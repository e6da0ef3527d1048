//! The forms in which the private half of a key pair stands in memory while it is used.
//!
//! The number that is drawn anew for each signature is looked for as well: together with the
//! signature it gives the key away.

use super::{
    mac,
    needles::Needles,
    number::{self, EDWARDS, Number, P256, SECP256K1},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};

/// A secret number, as limbs and digits, and as words of the block that is hashed with it.
fn secret_number(needles: &mut Needles, form: &'static str, number: Number) {
    let little = number::little(number);
    let big: Vec<u8> = little.iter().rev().copied().collect();
    needles.add(form, &little);
    hashed(needles, form, &big);
    // As the 64-bit backend of curve25519-dalek has it.
    let limbs = (0..5).flat_map(|at| {
        let bits = (0..52).map(|bit| at * 52 + bit).filter(|bit| *bit < 256);
        let limb = bits.fold(0_u64, |limb, bit| {
            limb | (number[bit / 64] >> (bit % 64) & 1) << (bit - at * 52)
        });
        limb.to_le_bytes()
    });
    needles.add(form, &limbs.collect::<Vec<u8>>());
    // The digits by which multiples of the base point are looked up: plain, and from -8 to 8.
    let plain: Vec<u8> = little
        .iter()
        .flat_map(|byte| [byte & 15, byte >> 4])
        .collect();
    needles.add(form, &plain);
    let mut carry = 0;
    let signed: Vec<u8> = plain
        .iter()
        .map(|digit| {
            let digit = digit + carry;
            carry = u8::from(digit >= 8);
            digit.wrapping_sub(carry * 16)
        })
        .collect();
    needles.add(form, &signed);
}

/// Bytes, and the same as words of a hash function wherever they may begin in one.
pub(super) fn hashed(needles: &mut Needles, form: &'static str, bytes: &[u8]) {
    needles.add(form, bytes);
    for word in [4, 8] {
        for skipped in 0..word {
            let words = bytes[skipped..].chunks_exact(word);
            let swapped: Vec<u8> = words.flat_map(|word| word.iter().rev().copied()).collect();
            needles.add(form, &swapped);
        }
    }
}

/// Adds the forms of an Ed25519 seed.
pub(super) fn ed25519(needles: &mut Needles, seed: &[u8; 32]) {
    hashed(needles, "seed", seed);
    let hash = Sha512::digest(seed);
    hashed(needles, "expanded seed", &hash);
    secret_number(needles, "scalar", scalar(&hash));
    // The block in which the seed is hashed.
    let mut block = [0; 128];
    block[..32].copy_from_slice(seed);
    block[32] = 0x80;
    block[126] = 1;
    mac::schedule512(needles, mac::SHA512, &block);
}

/// Adds the number drawn for this signature of `text`.
pub(super) fn ed25519_drawn(needles: &mut Needles, seed: &[u8; 32], text: &[u8], signature: &[u8]) {
    let hash = Sha512::digest(seed);
    let drawn = Sha512::new()
        .chain_update(&hash[32..])
        .chain_update(text)
        .finalize();
    let number = number::reduced(&drawn, EDWARDS);
    let public = ed25519_dalek::SigningKey::from_bytes(seed)
        .verifying_key()
        .to_bytes();
    let challenge = Sha512::new()
        .chain_update(&signature[..32])
        .chain_update(public)
        .chain_update(text)
        .finalize();
    let product = number::product(number::reduced(&challenge, EDWARDS), scalar(&hash), EDWARDS);
    let proof = number::sum(number, product, EDWARDS);
    assert_eq!(
        number::little(proof),
        signature[32..],
        "not the number that was drawn"
    );
    hashed(needles, "drawn number", &drawn);
    secret_number(needles, "drawn number", number);
    secret_number(needles, "scalar times challenge", product);
}

fn scalar(hash: &[u8]) -> Number {
    let mut clamped: Vec<u8> = hash[..32].to_vec();
    clamped[0] &= 0xf8;
    clamped[31] = clamped[31] & 0x3f | 0x40;
    number::reduced(&clamped, EDWARDS)
}

/// The order of the curve of this kind of key.
fn order(kind: &str) -> Number {
    if kind == "ECDSA P-256" {
        P256
    } else {
        SECP256K1
    }
}

/// Adds the forms of the private number of an ECDSA key.
pub(super) fn ecdsa(needles: &mut Needles, kind: &str, scalar: &[u8; 32]) {
    secret_number(needles, "scalar", number::from_big(scalar, order(kind)));
}

/// Adds the number drawn for this signature of `hash`, by RFC 6979, and what it was drawn from.
pub(super) fn ecdsa_drawn(
    needles: &mut Needles,
    kind: &str,
    scalar: &[u8; 32],
    hash: &[u8],
    signature: &[u8],
) {
    let order = order(kind);
    let mac = |key: &[u8], parts: &[&[u8]]| -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().to_vec()
    };
    let (mut key, mut value) = (vec![0; 32], vec![1; 32]);
    for round in [0_u8, 1] {
        key = mac(&key, &[&value, &[round], scalar, hash]);
        value = mac(&key, &[&value]);
        hashed(needles, "generator", &key);
        hashed(needles, "generator", &value);
        mac::add(needles, "HMAC-SHA256", &key);
    }
    let drawn = mac(&key, &[&value]);
    let number = number::from_big(&drawn, order);
    let inverse = number::inverse(number, order);
    let (r, s) = (&signature[..32], &signature[32..64]);
    let product = number::product(
        number::from_big(r, order),
        number::from_big(scalar, order),
        order,
    );
    let whole = number::sum(number::from_big(hash, order), product, order);
    let proof = number::product(inverse, whole, order);
    let negated = number::minus(order, proof).0;
    let s = number::from_big(s, order);
    assert!(proof == s || negated == s, "not the number that was drawn");
    for (form, number) in [
        ("drawn number", number),
        ("drawn number", number::minus(order, number).0),
        ("inverse of the drawn number", inverse),
        ("scalar times r", product),
        ("scalar times r and hash", whole),
    ] {
        secret_number(needles, form, number);
    }
}
