//! What others do with a secret, by which the scan shows that it finds something.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{fs::File, hint::black_box, io::Read};
use zeroize::Zeroize;

/// Reads `secret` of the input and is careless with it in this way.
pub(crate) fn leave(way: &str, length: usize) {
    match way {
        // A copy that is never dropped.
        "forgotten" => core::mem::forget(read(length)),
        // A copy that is dropped and not wiped.
        "freed" => drop(read(length)),
        "grown" => grown(length),
        "unscrubbed" => signed(length),
        "escaped" => parsed(length),
        way => panic!("nobody is careless by {way}"),
    }
}

/// In one buffer that does not grow, with room at its end: an allocator writes into the beginning
/// of what is freed.
fn read(length: usize) -> String {
    let mut text = String::with_capacity(1024);
    let input = File::open("/dev/stdin").unwrap();
    input.take(length as u64).read_to_string(&mut text).unwrap();
    text
}

/// Vectors that grow, and are wiped at the end: not where they were before. There are many, so that
/// each stands in the way of another, and not all that they leave is used again.
fn grown(length: usize) {
    let mut text = read(length);
    let (first, rest) = text.as_bytes().split_at(48);
    let mut vectors: Vec<Vec<u8>> = (0..64)
        .map(|_| {
            let mut vector = Vec::with_capacity(first.len());
            vector.extend_from_slice(first);
            vector
        })
        .collect();
    for vector in &mut vectors {
        vector.extend_from_slice(rest);
        black_box(&vector);
    }
    vectors.iter_mut().for_each(Zeroize::zeroize);
    text.zeroize();
}

/// A signature by the `hmac` crate, on a stack that nobody scrubs.
fn signed(length: usize) {
    let mut text = read(length);
    deeper(text.as_bytes());
    text.zeroize();
}

/// So far below that what comes later does not overwrite it by chance.
#[inline(never)]
fn deeper(key: &[u8]) {
    let room = [0_u8; 8192];
    sign(key);
    black_box(&room);
}

#[inline(never)]
fn sign(key: &[u8]) {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(b"GET/");
    black_box(mac.finalize().into_bytes());
}

/// A document read by `serde_json`, with an escape in it; both texts are wiped.
fn parsed(length: usize) {
    let mut text = read(length);
    let mut document = String::with_capacity(1024);
    document.push('"');
    document.push_str(&text);
    document.push_str("\\n\"");
    text.zeroize();
    let mut secret: String = serde_json::from_str(&document).unwrap();
    document.zeroize();
    secret.zeroize();
}
