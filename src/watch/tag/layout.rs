//! How a tag fits into what a venue takes for a client order id.
//!
//! A block of bits, as wide as the shape allows and 128 at most, is written as text and read back.
//! One text stands for one block and one block for one text.

use super::TagId;
use crate::{
    request::is_uuid,
    venue::{ClientId, Shape},
};

/// Small letters and digits: an id stays readable where a venue changes capitals.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The place of each part of a tag, in bits, and how the whole is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::watch) struct Layout {
    form: Form,
    /// Bits of either half of the block.
    pub(super) half: u32,
    /// Bits that name the instance.
    pub(super) instance: u32,
    /// Bits that count.
    pub(super) count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// So many digits for either half.
    Text {
        start: &'static str,
        digits: u32,
    },
    /// The block is added to this.
    Integer {
        from: u64,
    },
    Uuid,
    Hex,
}

impl Layout {
    /// `None` where too few bits are left to prove anything.
    pub(in crate::watch) fn of(id: ClientId) -> Option<Self> {
        let (form, half) = match id.shape {
            Shape::Text { start, most, .. } => {
                let room = u32::try_from(most.checked_sub(start.len())?).ok()?;
                let digits = (room / 2).min(13);
                let half = 36_u128.checked_pow(digits)?.ilog2().min(64);
                (Form::Text { start, digits }, half)
            }
            Shape::Integer { from, to } => {
                let values = u128::from(to.checked_sub(from)?) + 1;
                (Form::Integer { from }, values.ilog2() / 2)
            }
            Shape::Uuid => (Form::Uuid, 61),
            Shape::Hex128 => (Form::Hex, 64),
        };
        // What is left of the block proves the key: 48 bits and more, 32, 22, 18, 16.
        let (instance, count) = match half {
            60.. => (40, 32),
            46.. => (32, 28),
            31.. => (16, 24),
            26.. => (12, 22),
            22.. => (8, 20),
            _ => return None,
        };
        Some(Self {
            form,
            half,
            instance,
            count,
        })
    }

    /// Bits that prove the key.
    pub(super) const fn proof(self) -> u32 {
        2 * self.half - self.instance - self.count
    }

    /// What tells this layout's blocks from those of another in what the key is asked.
    pub(super) const fn mark(self) -> [u8; 2] {
        let form = match self.form {
            Form::Text { .. } => 0,
            Form::Integer { .. } => 1,
            Form::Uuid => 2,
            Form::Hex => 3,
        };
        [form, self.half.to_le_bytes()[0]]
    }

    /// The bits of one half, set.
    pub(super) const fn mask(self) -> u64 {
        u64::MAX >> (64 - self.half)
    }

    pub(super) fn write(self, (high, low): (u64, u64)) -> TagId {
        let mut id = TagId::EMPTY;
        match self.form {
            Form::Text { start, digits } => {
                start.bytes().for_each(|byte| id.push(byte));
                id.push_number::<36>(high, digits);
                id.push_number::<36>(low, digits);
            }
            Form::Integer { from } => {
                let value = from.saturating_add(high << self.half | low);
                id.push_number::<10>(value, value.checked_ilog10().map_or(1, |log| log + 1));
            }
            Form::Uuid => {
                // Version 4 and its variant have their six bits; the block has the rest.
                let block = u128::from(high) << 61 | u128::from(low);
                let [first, last] = [block >> 62, block & ((1 << 62) - 1)];
                let version = (first >> 12) << 16 | 0x4000 | first & 0xfff;
                let uuid = version << 64 | 0x8000_0000_0000_0000 | last;
                for (at, byte) in uuid.to_be_bytes().into_iter().enumerate() {
                    if matches!(at, 4 | 6 | 8 | 10) {
                        id.push(b'-');
                    }
                    id.push_number::<16>(byte.into(), 2);
                }
            }
            Form::Hex => {
                id.push(b'0');
                id.push(b'x');
                id.push_number::<16>(high, 16);
                id.push_number::<16>(low, 16);
            }
        }
        id
    }

    /// The block of a text that [`write`](Self::write) could have made.
    pub(super) fn read(self, id: &str) -> Option<(u64, u64)> {
        let block = match self.form {
            Form::Text { start, digits } => {
                let rest = id.strip_prefix(start)?;
                let (high, low) = rest.split_at_checked(usize::try_from(digits).ok()?)?;
                if high.len() != low.len() {
                    return None;
                }
                (number(high, 36)?, number(low, 36)?)
            }
            Form::Integer { from } => {
                if id.starts_with('0') && id != "0" {
                    return None;
                }
                let value = number(id, 10)?.checked_sub(from)?;
                (value >> self.half, value & self.mask())
            }
            Form::Uuid => {
                if !is_uuid(id) || id.as_bytes().get(14) != Some(&b'4') {
                    return None;
                }
                let digits = id.bytes().filter(|byte| *byte != b'-');
                let uuid = digits.fold(0_u128, |all, byte| all << 4 | u128::from(value(byte)));
                if uuid >> 62 & 3 != 2 {
                    return None;
                }
                let first = (uuid >> 80) << 12 | uuid >> 64 & 0xfff;
                let block = first << 62 | uuid & ((1 << 62) - 1);
                (
                    u64::try_from(block >> 61).ok()?,
                    u64::try_from(block & u128::from(self.mask())).ok()?,
                )
            }
            Form::Hex => {
                let (high, low) = id.strip_prefix("0x")?.split_at_checked(16)?;
                if low.len() != 16 {
                    return None;
                }
                (number(high, 16)?, number(low, 16)?)
            }
        };
        (block.0 <= self.mask() && block.1 <= self.mask()).then_some(block)
    }
}

impl TagId {
    /// So many digits, with zeros in front. With a base that the compiler knows, no digit is a division.
    fn push_number<const BASE: u64>(&mut self, number: u64, digits: u32) {
        let start = usize::from(self.len);
        let end = start.saturating_add(usize::try_from(digits).unwrap_or(0));
        let Some(room) = self.bytes.get_mut(start..end) else {
            return;
        };
        let mut rest = number;
        for place in room.iter_mut().rev() {
            let digit = usize::try_from(rest % BASE).unwrap_or(0);
            *place = DIGITS.get(digit).copied().unwrap_or(b'0');
            rest /= BASE;
        }
        self.len = u8::try_from(end).unwrap_or(0);
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(usize::from(self.len)) {
            *place = byte;
            self.len += 1;
        }
    }
}

fn number(text: &str, base: u64) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_u64, |all, byte| {
        let digit = value(byte);
        (digit < base).then_some(())?;
        all.checked_mul(base)?.checked_add(digit)
    })
}

/// The value of a digit; that of no digit is past every base.
const fn value(byte: u8) -> u64 {
    (match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'z' => byte - b'a' + 10,
        _ => u8::MAX,
    }) as u64
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use crate::venue::{ALL, ClientId, Orders, Shape};
    use proptest::prelude::*;

    fn all() -> Vec<ClientId> {
        let ids = ALL.iter().flat_map(|spec| spec.orders());
        ids.filter_map(Orders::client_id).collect()
    }

    /// The table in the documentation of `OrderTag`.
    #[test]
    fn the_parts_are_as_documented() {
        let parts = |shape| {
            let layout = Layout::of(ClientId { field: "", shape })?;
            Some((layout.instance, layout.count, layout.proof()))
        };
        let text = |most| Shape::Text {
            start: "",
            most,
            also: "",
        };
        let bits = |bits: u32| Shape::Integer {
            from: 0,
            to: (1 << bits) - 1,
        };
        assert_eq!(parts(text(36)), Some((40, 32, 56)));
        assert_eq!(parts(Shape::Hex128), Some((40, 32, 56)));
        assert_eq!(parts(Shape::Uuid), Some((40, 32, 50)));
        assert_eq!(parts(text(18)), Some((32, 28, 32)));
        assert_eq!(parts(bits(63)), Some((16, 24, 22)));
        assert_eq!(parts(bits(53)), Some((12, 22, 18)));
        assert_eq!(parts(bits(44)), Some((8, 20, 16)));
        for small in [bits(43), bits(32), text(8), text(1), text(0)] {
            assert_eq!(parts(small), None, "{small:?}");
        }
        assert!(all().len() > 40);
        assert!(all().iter().all(|id| Layout::of(*id).is_some()));
    }

    proptest! {
        #[test]
        fn a_block_is_one_text_and_back(high: u64, low: u64) {
            for id in all() {
                let layout = Layout::of(id).unwrap();
                let block = (high & layout.mask(), low & layout.mask());
                let text = layout.write(block);
                prop_assert!(id.accepts(text.as_str()), "{text} {id}");
                prop_assert_eq!(layout.read(text.as_str()), Some(block), "{}", text);
            }
        }

        #[test]
        fn another_text_is_another_block(text in "(t-)?[0-9a-z]{0,40}|[0-9a-f-]{36}|0x[0-9a-fA-F]{32}|\\PC{0,40}") {
            for id in all() {
                let layout = Layout::of(id).unwrap();
                if let Some(block) = layout.read(&text) {
                    let written = layout.write(block);
                    prop_assert_eq!(written.as_str(), &text);
                }
            }
        }
    }
}
