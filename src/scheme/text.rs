//! Moments and signatures as text, written without an allocation.

use super::{Clock, Coding};
use crate::{
    secret::Buffer,
    time::{DAY, Millis},
};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};

/// The first millisecond after the year 9999.
const END: Millis = 253_402_300_800_000;

/// Year, month and day of the month, so many days after the epoch. The calendar repeats itself
/// every 400 years; each of these begins in March here, so that a leap day is the last of its year.
const fn civil(day: u64) -> (u64, u64, u64) {
    // Days since the first of March of the year 0.
    let day = day + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Months of 31 and 30 days by turns make 153 days out of five.
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let is_next_year = month >= 10;
    let year = 400 * era + year + is_next_year as u64;
    (year, if is_next_year { month - 9 } else { month + 3 }, date)
}

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
        let millis = if millis < END { millis } else { 0 };
        let (day, rest) = (millis / DAY, millis % DAY);
        let (year, month, date) = civil(day);
        self.number(year, 4, b'-');
        self.number(month, 2, b'-');
        self.number(date, 2, b'T');
        self.number(rest / 3_600_000, 2, b':');
        self.number(rest / 60_000 % 60, 2, b':');
        self.number(rest / 1_000 % 60, 2, b'.');
        self.number(rest % 1_000, 3, b'Z');
    }

    /// `number` in `width` digits, then `behind`.
    fn number(&mut self, mut number: u64, width: usize, behind: u8) {
        let end = self.len.saturating_add(width);
        let room = self.bytes.get_mut(self.len..=end).unwrap_or_default();
        if let Some((last, digits)) = room.split_last_mut() {
            for digit in digits.iter_mut().rev() {
                *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
                number /= 10;
            }
            *last = behind;
            self.len = end.saturating_add(1);
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

/// A signature as it goes onto the wire, without an allocation. It lies on the stack that is
/// scrubbed by who signs.
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
        let end = self.len.saturating_add(raw.len().saturating_mul(2));
        if let Some(room) = self.bytes.get_mut(self.len..end) {
            for (to, byte) in room.as_chunks_mut().0.iter_mut().zip(raw) {
                *to = hex(*byte);
            }
            self.len = end;
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
    // Without a branch or a table: the values of signatures tell nothing by their time.
    [byte >> 4, byte & 15].map(|nibble| nibble + b'0' + (b'a' - b'9' - 1) * u8::from(nibble > 9))
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

#[cfg(test)]
mod tests {
    use super::{Clock, Coding, END, Encoded, TimeText, uuid, uuid_hex};
    use crate::{secret::Buffer, time::DAY};

    fn time(clock: Clock, millis: u64) -> String {
        let text = TimeText::new(clock, millis);
        String::from_utf8(text.as_bytes().to_vec()).unwrap()
    }

    fn encoded(coding: Coding, raw: &[u8]) -> String {
        let mut text = Encoded::default();
        // What was there before is gone.
        text.set(Coding::Hex, &[0xff; 64]);
        text.set(coding, raw);
        String::from_utf8(text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn moments_are_written_as_venues_want_them() {
        let at = 1_607_418_537_015;
        assert_eq!(time(Clock::Millis, at), "1607418537015");
        assert_eq!(time(Clock::Micros, at), "1607418537015000");
        assert_eq!(time(Clock::Seconds, at), "1607418537");
        assert_eq!(time(Clock::Iso8601, at), "2020-12-08T09:08:57.015Z");
        assert_eq!(time(Clock::Iso8601Seconds, at), "2020-12-08T09:08:57");
        assert_eq!(time(Clock::Iso8601, 0), "1970-01-01T00:00:00.000Z");
        // Past the last year with four digits.
        assert_eq!(time(Clock::Iso8601, u64::MAX), "1970-01-01T00:00:00.000Z");
        assert_eq!(time(Clock::Micros, u64::MAX), "18446744073709551615000");
    }

    #[test]
    fn every_day_is_the_calendar_s() {
        let mut day = jiff::civil::date(1970, 1, 1);
        for at in 0..END / DAY {
            let text = time(Clock::Iso8601, at * DAY + 1);
            assert_eq!(text, format!("{day}T00:00:00.001Z"));
            day = day.tomorrow().unwrap_or(day);
        }
        assert_eq!(time(Clock::Iso8601, END - 1), "9999-12-31T23:59:59.999Z");
        assert_eq!(time(Clock::Iso8601, END), "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn signatures_are_written_as_venues_want_them() {
        assert_eq!(encoded(Coding::Text, b"raw"), "raw");
        assert_eq!(encoded(Coding::Hex, &[0, 0x9a, 0xff]), "009aff");
        assert_eq!(encoded(Coding::Base64, &[0xfb, 0xff]), "+/8=");
        assert_eq!(encoded(Coding::Base64Url, &[0xfb, 0xff]), "-_8");
        for (coding, length) in [
            (Coding::Hex, 130),
            (Coding::Base64, 88),
            (Coding::Base64Url, 87),
        ] {
            assert_eq!(encoded(coding, &[7; 65]).len(), length, "{coding:?}");
        }
        let mut raw = [0; 65];
        (raw[0], raw[63], raw[64]) = (1, 2, 28);
        assert_eq!(
            encoded(Coding::EthereumJson, &raw),
            format!(r#"{{"r":"0x01{:062}","s":"0x{:062}02","v":28}}"#, 0, 0)
        );
        assert_eq!(encoded(Coding::EthereumJson, &[1; 31]), "");
    }

    #[test]
    fn uuids_carry_version_and_variant() {
        for unique in [0, u128::MAX, 1, 1 << 64, 0x0123_4567_89ab_cdef << 32] {
            let (mut dashed, mut plain) = (Buffer::default(), Buffer::default());
            uuid(unique, &mut dashed);
            uuid_hex(unique, &mut plain);
            let dashed = dashed.as_str();
            assert_eq!(dashed.len(), 36);
            assert_eq!(dashed.as_bytes()[14], b'4', "{dashed}");
            assert!(b"89ab".contains(&dashed.as_bytes()[19]), "{dashed}");
            assert_eq!(dashed.replace('-', ""), plain.as_str());
            let places: Vec<_> = dashed.match_indices('-').map(|(at, _)| at).collect();
            assert_eq!(places, [8, 13, 18, 23]);
        }
        let mut text = Buffer::default();
        uuid(u128::MAX, &mut text);
        assert_eq!(text.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn counts_stay_apart_in_uuids() {
        let text = |unique| {
            let mut text = Buffer::default();
            uuid(unique, &mut text);
            text.as_str().to_owned()
        };
        let instance = 0xfedc_ba98_7654_3210 << 64;
        for bit in 0..62 {
            assert_ne!(text(instance), text(instance | 1 << bit), "bit {bit}");
        }
    }
}
