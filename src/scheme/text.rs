//! Moments and signatures as text, written without an allocation.

use super::{Clock, Coding};
use crate::time::Millis;
use base64ct::{Base64, Encoding as _};
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
            Clock::Iso8601 => this.iso8601(millis),
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
    /// Base64 of 64 bytes with each character percent-encoded.
    const ROOM: usize = 88 * 3;

    /// Takes a signature of at most 64 bytes.
    pub(crate) fn set(&mut self, coding: Coding, raw: &[u8]) {
        self.len = 0;
        match coding {
            Coding::Text => self.push(raw),
            Coding::Hex => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                for byte in raw {
                    for nibble in [byte >> 4, byte & 15] {
                        self.push(
                            DIGITS
                                .get(usize::from(nibble)..=usize::from(nibble))
                                .unwrap_or_default(),
                        );
                    }
                }
            }
            Coding::Base64 | Coding::Base64InQuery => {
                let mut text = [0; 88];
                let text = Base64::encode(raw, &mut text).unwrap_or_default();
                for byte in text.bytes() {
                    match byte {
                        b'+' if coding == Coding::Base64InQuery => self.push(b"%2B"),
                        b'/' if coding == Coding::Base64InQuery => self.push(b"%2F"),
                        b'=' if coding == Coding::Base64InQuery => self.push(b"%3D"),
                        byte => self.push(&[byte]),
                    }
                }
            }
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
