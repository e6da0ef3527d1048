//! The same orders signed by hand, with nothing checked: what is between is the cost of the guards.
//!
//! Of the parts that the crate is made of: kept states, buffers that are used again, a stack that is
//! wiped. Whoever is faster than this has left out one of them. Each order is written out for its
//! venue, so what the crate pays for reading a recipe counts as guards.

mod mac;
mod text;

use crate::{
    calls::Run,
    venues::{self, KEY_ID, PASSPHRASE, SECRET},
};
use base64ct::{Base64, Encoding as _};
use keyleash::SignedRequest;
use mac::{HmacSha256, HmacSha512, sha256};
use std::{
    hint::black_box,
    time::{Duration, SystemTime},
};
use zeroize::zeroize_stack;

/// `MAC_SCRUB` of `src/scheme/key.rs`, in a release build.
pub const SCRUBBED: usize = 4_096;

/// Milliseconds since the epoch.
type Millis = u64;

/// A request in buffers that are used again.
#[derive(Default)]
pub struct Sent {
    url: Vec<u8>,
    headers: Vec<(&'static str, Vec<u8>)>,
    used: usize,
    body: Vec<u8>,
    text: Vec<u8>,
}

impl Sent {
    fn restart(&mut self, url: &[&[u8]], body: &[&[u8]]) {
        fill(&mut self.url, url);
        fill(&mut self.body, body);
        self.used = 0;
    }

    fn header(&mut self, name: &'static str, value: &[u8]) {
        if self.used == self.headers.len() {
            self.headers.push((name, Vec::with_capacity(96)));
        }
        let (own, room) = &mut self.headers[self.used];
        *own = name;
        fill(room, &[value]);
        self.used += 1;
    }

    fn assert_agrees(&self, signed: &SignedRequest) {
        let own = |text| str::from_utf8(text).unwrap();
        assert_eq!(own(&self.url), signed.url());
        assert_eq!(own(&self.body), signed.body());
        // Its value is the version of the crate.
        let told = |(name, value)| (name, if name == "User-Agent" { "" } else { value });
        let used = self.headers.iter().take(self.used);
        let used = used.map(|(name, value)| told((*name, own(value))));
        let others = signed.headers().map(told);
        assert_eq!(used.collect::<Vec<_>>(), others.collect::<Vec<_>>());
    }
}

fn fill(room: &mut Vec<u8>, parts: &[&[u8]]) {
    room.clear();
    for part in parts {
        room.extend_from_slice(part);
    }
}

/// Signs again and again by `make`, which has to give what the crate gave at that time.
pub fn signing(
    mut make: impl FnMut(Millis, &mut Sent) + Send + 'static,
    signed: &SignedRequest,
    at: SystemTime,
) -> Run {
    let mut out = Sent::default();
    make(millis(at), &mut out);
    out.assert_agrees(signed);
    let clock = venues::clock();
    Box::new(move || {
        made(&mut make, clock(), &mut out);
        zeroize_stack::<SCRUBBED>();
        black_box(&out);
    })
}

/// Never inlined, so that all of its stack lies below the one that is wiped.
#[inline(never)]
fn made(make: &mut impl FnMut(Millis, &mut Sent), now: SystemTime, out: &mut Sent) {
    make(millis(now), out);
}

fn millis(time: SystemTime) -> Millis {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    let since = since.unwrap_or(Duration::ZERO);
    since.as_secs() * 1_000 + Millis::from(since.subsec_millis())
}

pub fn binance(query: &'static str) -> impl FnMut(Millis, &mut Sent) + Send {
    const URL: &[u8] = b"https://api.binance.com/api/v3/order?";
    let key = HmacSha256::new(SECRET.as_bytes());
    move |now, sent| {
        let mut digits = itoa::Buffer::new();
        let time = digits.format(now).as_bytes();
        let stamp = b"&recvWindow=5000&timestamp=";
        sent.restart(&[URL, query.as_bytes(), stamp, time], &[]);
        let signature = text::hex(key.sign(&sent.url[URL.len()..]));
        sent.url.extend_from_slice(b"&signature=");
        sent.url.extend_from_slice(&signature);
        sent.header("X-MBX-APIKEY", KEY_ID.as_bytes());
    }
}

pub fn bybit(body: &'static str) -> impl FnMut(Millis, &mut Sent) + Send {
    let key = HmacSha256::new(SECRET.as_bytes());
    move |now, sent| {
        let mut digits = itoa::Buffer::new();
        let time = digits.format(now).as_bytes();
        let (id, body) = (KEY_ID.as_bytes(), body.as_bytes());
        sent.restart(&[b"https://api.bybit.com/v5/order/create"], &[body]);
        fill(&mut sent.text, &[time, id, b"5000", body]);
        let signature = text::hex(key.sign(&sent.text));
        sent.header("X-BAPI-API-KEY", id);
        sent.header("X-BAPI-TIMESTAMP", time);
        sent.header("X-BAPI-RECV-WINDOW", b"5000");
        sent.header("X-BAPI-SIGN", &signature);
        sent.header("Content-Type", b"application/json");
    }
}

pub fn okx(body: &'static str) -> impl FnMut(Millis, &mut Sent) + Send {
    const ORIGIN: &[u8] = b"https://www.okx.com";
    const PATH: &[u8] = b"/api/v5/trade/order";
    let key = HmacSha256::new(SECRET.as_bytes());
    move |now, sent| {
        let time = text::iso8601(now);
        let body = body.as_bytes();
        sent.restart(&[ORIGIN, PATH], &[body]);
        fill(&mut sent.text, &[&time, b"POST", PATH, body]);
        let mut room = [0; 44];
        let signature = Base64::encode(&key.sign(&sent.text), &mut room).unwrap();
        sent.header("OK-ACCESS-KEY", KEY_ID.as_bytes());
        sent.header("OK-ACCESS-SIGN", signature.as_bytes());
        sent.header("OK-ACCESS-TIMESTAMP", &time);
        sent.header("OK-ACCESS-PASSPHRASE", PASSPHRASE.as_bytes());
        sent.header("Content-Type", b"application/json");
    }
}

pub fn kraken(form: &'static str) -> impl FnMut(Millis, &mut Sent) + Send {
    const ORIGIN: &[u8] = b"https://api.kraken.com";
    const PATH: &[u8] = b"/0/private/AddOrder";
    let key = HmacSha512::new(&Base64::decode_vec(SECRET).unwrap());
    let mut last = 0;
    move |now, sent| {
        last = now.max(last + 1);
        let mut digits = itoa::Buffer::new();
        let nonce = digits.format(last).as_bytes();
        let body: [&[u8]; 4] = [b"nonce=", nonce, b"&", form.as_bytes()];
        sent.restart(&[ORIGIN, PATH], &body);
        fill(&mut sent.text, &[nonce, &sent.body]);
        let hash = sha256(&sent.text);
        fill(&mut sent.text, &[PATH, &hash]);
        let mut room = [0; 88];
        let signature = Base64::encode(&key.sign(&sent.text), &mut room).unwrap();
        sent.header("API-Key", KEY_ID.as_bytes());
        sent.header("API-Sign", signature.as_bytes());
        sent.header("User-Agent", b"keyleash/0.1.0");
        sent.header("Content-Type", b"application/x-www-form-urlencoded");
    }
}
