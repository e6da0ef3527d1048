//! Moments and signatures as text, written without an allocation.

use super::{Clock, Coding};
use crate::{secret::Buffer, time::Millis};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use jiff::{Timestamp, tz::TimeZone};

/// The moment of a request as text, without an allocation.
pub(crate) struct TimeText {
    bytes: [u8; 24],
    len: usize,
}

impl TimeText {
    pub(crate) fn new(clock: Clock, millis: Millis) -> Self {
        let mut this = Self {
            bytes: [b'0'; 24],
            len: 0,
        };
        match clock {
            Clock::Millis => this.push(itoa::Buffer::new().format(millis).as_bytes()),
            Clock::Micros => {
                let micros = u128::from(millis) * 1000;
                this.push(itoa::Buffer::new().format(micros).as_bytes());
            }
            Clock::Seconds => this.push(itoa::Buffer::new().format(millis / 1000).as_bytes()),
            Clock::Iso8601 => this.iso8601(millis),
            Clock::Iso8601Seconds => {
                this.iso8601(millis);
                this.len = "2020-12-08T09:08:57".len();
            }
        }
        this
    }

    fn iso8601(&mut self, millis: Millis) {
        // A clock past the year 9999 has no such text; the venue refuses the epoch it gets.
        let at = i64::try_from(millis)
            .ok()
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let at = TimeZone::UTC.to_datetime(at);
        self.number(at.year().unsigned_abs(), 4, b"-");
        self.number(at.month().unsigned_abs().into(), 2, b"-");
        self.number(at.day().unsigned_abs().into(), 2, b"T");
        self.number(at.hour().unsigned_abs().into(), 2, b":");
        self.number(at.minute().unsigned_abs().into(), 2, b":");
        self.number(at.second().unsigned_abs().into(), 2, b".");
        self.number(at.millisecond().unsigned_abs(), 3, b"Z");
    }

    /// `number` in `width` digits, then `behind`.
    fn number(&mut self, number: u16, width: usize, behind: &[u8]) {
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(number).as_bytes();
        let zeros = width.saturating_sub(digits.len());
        self.push(b"0000".get(..zeros).unwrap_or_default());
        self.push(digits);
        self.push(behind);
    }

    fn push(&mut self, bytes: &[u8]) {
        let end = self.len.saturating_add(bytes.len());
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(bytes);
            self.len = end;
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// A signature as it goes onto the wire, without an allocation.
pub(crate) struct Encoded {
    bytes: [u8; Self::ROOM],
    len: usize,
}

impl Default for Encoded {
    fn default() -> Self {
        Self {
            bytes: [0; Self::ROOM],
            len: 0,
        }
    }
}

impl Encoded {
    /// An Ethereum signature in JSON, the longest there is.
    const ROOM: usize = 160;

    /// Takes a signature of at most 65 bytes.
    pub(crate) fn set(&mut self, coding: Coding, raw: &[u8]) {
        self.len = 0;
        match coding {
            Coding::Text => self.push(raw),
            Coding::Hex => self.push_hex(raw),
            Coding::Base64 => {
                let mut text = [0; 88];
                let text = Base64::encode(raw, &mut text).unwrap_or_default();
                self.push(text.as_bytes());
            }
            Coding::Base64Url => {
                let mut text = [0; 88];
                let text = Base64UrlUnpadded::encode(raw, &mut text).unwrap_or_default();
                self.push(text.as_bytes());
            }
            Coding::EthereumJson => {
                let Some((r, rest)) = raw.split_at_checked(32) else {
                    return;
                };
                let Some((s, v)) = rest.split_at_checked(32) else {
                    return;
                };
                self.push(b"{\"r\":\"0x");
                self.push_hex(r);
                self.push(b"\",\"s\":\"0x");
                self.push_hex(s);
                self.push(b"\",\"v\":");
                let v = v.first().copied().unwrap_or_default();
                self.push(itoa::Buffer::new().format(v).as_bytes());
                self.push(b"}");
            }
        }
    }

    fn push_hex(&mut self, raw: &[u8]) {
        for byte in raw {
            self.push(&hex(*byte));
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        let end = self.len.saturating_add(bytes.len());
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            room.copy_from_slice(bytes);
            self.len = end;
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl AsRef<[u8]> for Encoded {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

/// Two lower-case hexadecimal digits.
fn hex(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|nibble| match nibble {
        0..=9 => b'0' + nibble,
        _ => b'a' + nibble - 10,
    })
}

/// `unique` as a UUID of version 4 (RFC 9562).
pub(super) fn uuid(unique: u128, to: &mut Buffer) {
    let bytes = marked(unique);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            to.push(b"-");
        }
        to.push(&hex(*byte));
    }
}

/// The same, as 32 digits.
pub(super) fn uuid_hex(unique: u128, to: &mut Buffer) {
    for byte in marked(unique) {
        to.push(&hex(byte));
    }
}

/// Version and variant stand where no bit of the count is.
fn marked(unique: u128) -> [u8; 16] {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let unique = unique & !VERSION & !VARIANT;
    (unique | 0x4 << 76 | 0b10 << 62).to_be_bytes()
}
