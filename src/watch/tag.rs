//! Marks that a bot leaves in its own orders.
//!
//! Who trades with a stolen key can read the account's orders, and copy what stands in them; he can
//! make nothing that reads as a mark of a new order. Nothing here signs a request, and the key of
//! the marks is none of an exchange's.

mod cipher;
mod error;
#[cfg(unix)]
mod file;
mod layout;

pub use error::{NoTag, TagError};
pub(super) use layout::Layout;

use crate::{
    secret::Secret,
    time::{self, DAY},
    venue::ClientId,
};
use base64ct::{Base64, Base64Unpadded, Base64Url, Base64UrlUnpadded, Encoding as _};
use cipher::Cipher;
use core::{
    fmt,
    hash::BuildHasher as _,
    sync::atomic::{AtomicU64, Ordering},
};
use std::{collections::hash_map::RandomState, time::SystemTime};
use zeroize::{Zeroize as _, Zeroizing};

/// The bytes that a tag key has at least.
const KEY: usize = 32;

/// The key of a fleet's marks, and one instance of the fleet: it makes client order ids that the fleet
/// knows for its own.
///
/// An id holds the instance, a count, and bits that are zero; all of it goes through a permutation
/// that is keyed, and another one each UTC day. So an id looks random, two of them show nothing in common
/// without the key, and a text that was not made by the key reads as one with zeros where they belong
/// only by chance. Each reading tries three days; the odds are for all three.
///
/// | what the venue takes | instance | count | proof | a made-up id passes | instances meet |
/// |---|---|---|---|---|---|
/// | text of 26 and more, `0x` and 32 digits | 40 bits | 32 bits | 56 bits | 1 in 2 × 10¹⁶ | 2 × 10⁻¹⁶ |
/// | UUID | 40 | 32 | 50 | 1 in 4 × 10¹⁴ | 2 × 10⁻¹⁶ |
/// | text of 18 (Kraken) | 32 | 28 | 32 | 1 in 1.4 × 10⁹ | 8 × 10⁻¹³ |
/// | number of 63 bits (HTX futures, WOO) | 16 | 24 | 22 | 1 in 1,400,000 | 8 × 10⁻⁷ |
/// | number of 53 bits | 12 | 22 | 18 | 1 in 87,000 | 5 × 10⁻⁵ |
/// | number of 45 bits (Bitfinex) | 8 | 20 | 16 | 1 in 22,000 | 3 × 10⁻³ |
///
/// The last column is the chance that on one day any two of ten instances make one id twice, where each
/// makes 10,000 (each count begins at random); the venue refuses the second while the first is open.
/// Numbers below 44 bits and texts below 10
/// characters hold nothing worth the name, and are refused.
///
/// **An instance is one of these values**: an order from before a restart reads as another
/// instance's. After a fork, make a new one. What an id cannot show is that it was *copied* from another
/// order; a [`TradeWatch`](super::TradeWatch) sees that.
///
/// ```
/// use keyleash::{OrderTag, Secret, venue, watch::Tagged};
/// use std::time::SystemTime;
///
/// # let text = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80".to_owned();
/// let tag = OrderTag::new(&Secret::new(text))?;
/// let shape = venue::find("bybit").unwrap().orders().find_map(|orders| orders.client_id()).unwrap();
/// let now = SystemTime::now();
/// let id = tag.client_id(&shape, now)?;
/// let order = format!("{{\"symbol\":\"BTCUSDT\",\"{}\":\"{id}\"}}", shape.field());
/// assert_eq!(tag.reads(id.as_str(), &shape, now), Some(Tagged::Here));
/// assert_eq!(tag.reads("web_1795136400123", &shape, now), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct OrderTag {
    cipher: Cipher,
    instance: u64,
    /// Where the count begins, so that two instances of one number rarely meet.
    start: u64,
    made: AtomicU64,
    /// The day of the last id, and how many that day has.
    today: AtomicU64,
}

impl OrderTag {
    /// Reads a tag key: 32 random bytes or more as hex or base64, the same for all of a fleet. Not the
    /// secret of an API key: whoever may read orders needs this one, and must not be able to sign.
    pub fn new(key: &Secret) -> Result<Self, TagError> {
        let bytes = decoded(key.expose().trim()).ok_or(TagError::Form)?;
        if bytes.len() < KEY {
            return Err(TagError::Short);
        }
        let mut seen = [false; 256];
        for byte in bytes.iter() {
            if let Some(seen) = seen.get_mut(usize::from(*byte)) {
                *seen = true;
            }
        }
        // Of 32 random bytes all but two or three differ.
        if seen.iter().filter(|seen| **seen).count() < KEY / 2 {
            return Err(TagError::Weak);
        }
        // Seeded by the operating system. They have to differ, not to be secret.
        let random = RandomState::new();
        Ok(Self {
            cipher: Cipher::new(&bytes),
            instance: random.hash_one(0),
            start: random.hash_one(1),
            made: AtomicU64::new(0),
            today: AtomicU64::new(0),
        })
    }

    /// An id for the next order, of the shape that the venue takes. It takes no lock and allocates
    /// nothing.
    pub fn client_id(&self, shape: &ClientId, now: SystemTime) -> Result<TagId, NoTag> {
        let layout = Layout::of(*shape).ok_or(NoTag::TooSmall)?;
        let day = time::millis(now) / DAY;
        self.count(day, layout)?;
        let count = self
            .start
            .wrapping_add(self.made.fetch_add(1, Ordering::Relaxed));
        let block = u128::from(cut(self.instance, layout.instance)) << layout.count
            | u128::from(cut(count, layout.count));
        let block = block << layout.proof();
        let high = u64::try_from(block >> layout.half).unwrap_or(0);
        let low = u64::try_from(block & u128::from(layout.mask())).unwrap_or(0);
        Ok(layout.write(self.cipher.hide(day, layout, (high, low))))
    }

    /// Who of the fleet made this id, for an order placed at about that time: on that UTC day, the one
    /// before or the one after. `None` where it was not made by this key.
    #[must_use]
    pub fn reads(&self, id: &str, shape: &ClientId, around: SystemTime) -> Option<Tagged> {
        let day = time::millis(around) / DAY;
        let days = [day, day.saturating_sub(1), day.saturating_add(1)];
        self.reads_as(id, Layout::of(*shape)?, days)
    }

    /// The same, for a layout and certain days.
    pub(super) fn reads_as(
        &self,
        id: &str,
        layout: Layout,
        days: impl IntoIterator<Item = u64>,
    ) -> Option<Tagged> {
        let block = layout.read(id)?;
        days.into_iter().find_map(|day| {
            let (high, low) = self.cipher.show(day, layout, block);
            let block = u128::from(high) << layout.half | u128::from(low);
            if block & ((1 << layout.proof()) - 1) != 0 {
                return None;
            }
            let instance = u64::try_from(block >> (layout.proof() + layout.count)).unwrap_or(0);
            Some(if instance == cut(self.instance, layout.instance) {
                Tagged::Here
            } else {
                Tagged::Elsewhere
            })
        })
    }

    /// Counts the ids of a day: none may come round to the first of them.
    fn count(&self, day: u64, layout: Layout) -> Result<(), NoTag> {
        // Ids of two threads at midnight can be counted to either day.
        const SLACK: u64 = 1024;
        const BITS: u32 = 40;
        let most = (1_u64 << layout.count) - SLACK;
        let day = cut(day, 64 - BITS);
        let mut today = self.today.load(Ordering::Relaxed);
        loop {
            let next = match today >> BITS == day {
                true if cut(today, BITS) >= most => return Err(NoTag::UsedUp),
                true => today + 1,
                false => day << BITS | 1,
            };
            match self.today.compare_exchange_weak(
                today,
                next,
                Ordering::Relaxed,
                Ordering::Relaxed,
            ) {
                Ok(_) => return Ok(()),
                Err(meanwhile) => today = meanwhile,
            }
        }
    }
}

impl fmt::Debug for OrderTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrderTag([redacted])")
    }
}

/// A client order id that carries a tag: a text of 40 bytes at most, on the stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TagId {
    bytes: [u8; 40],
    len: u8,
}

impl TagId {
    const EMPTY: Self = Self {
        bytes: [0; 40],
        len: 0,
    };

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len.into()).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl AsRef<str> for TagId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for TagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for TagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagId({self})")
    }
}

/// Who of the fleet made an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums)] // here or not: there is no third
pub enum Tagged {
    /// This instance.
    Here,
    /// Another one, or this one before it was started anew.
    Elsewhere,
}

/// The lowest bits of a number.
const fn cut(number: u64, bits: u32) -> u64 {
    number & (u64::MAX >> (64 - bits))
}

/// The bytes of a key; a text of hex digits is never base64.
fn decoded(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; text.len()]);
    if text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        if !text.len().is_multiple_of(2) {
            return None;
        }
        for (place, pair) in bytes.iter_mut().zip(text.as_bytes().as_chunks::<2>().0) {
            *place = pair.iter().fold(0, |all, digit| {
                let value = char::from(*digit).to_digit(16).unwrap_or(0);
                all << 4 | u8::try_from(value).unwrap_or(0)
            });
        }
        bytes.truncate(text.len() / 2);
        return Some(bytes);
    }
    let len = [
        Base64::decode,
        Base64Unpadded::decode,
        Base64Url::decode,
        Base64UrlUnpadded::decode,
    ]
    .into_iter()
    .find_map(|decode| {
        let len = decode(text, &mut bytes).ok().map(<[u8]>::len);
        if len.is_none() {
            bytes.as_mut_slice().zeroize();
        }
        len
    })?;
    bytes.truncate(len);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{NoTag, OrderTag};
    use crate::{
        secret::Secret,
        time,
        venue::{ClientId, Shape},
    };
    use std::collections::HashSet;

    /// With the smallest ids, at the end of what a day holds.
    #[test]
    fn an_instance_says_when_a_day_has_no_more_ids() {
        let text = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80";
        let tag = OrderTag::new(&Secret::copied(text)).unwrap();
        let shape = ClientId {
            field: "cid",
            shape: Shape::Integer {
                from: 1,
                to: (1 << 45) - 1,
            },
        };
        let day = |day: u64| time::moment(day * time::DAY);
        let most = (1 << 20) - 1024;
        tag.client_id(&shape, day(20_000)).unwrap();
        tag.today
            .fetch_add(most - 11, core::sync::atomic::Ordering::Relaxed);
        let ids: HashSet<_> = (0..10)
            .map(|_| tag.client_id(&shape, day(20_000)).unwrap())
            .collect();
        assert_eq!(ids.len(), 10);
        assert_eq!(tag.client_id(&shape, day(20_000)), Err(NoTag::UsedUp));
        assert!(tag.client_id(&shape, day(20_001)).is_ok());
        // What is larger has room for more.
        let large = ClientId {
            field: "c",
            shape: Shape::Hex128,
        };
        assert!(tag.client_id(&large, day(20_001)).is_ok());
    }

    #[test]
    fn a_shape_without_room_is_refused() {
        let text = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80";
        let tag = OrderTag::new(&Secret::copied(text)).unwrap();
        let shape = ClientId {
            field: "cid",
            shape: Shape::Integer {
                from: 0,
                to: u32::MAX.into(),
            },
        };
        let now = time::moment(0);
        assert_eq!(tag.client_id(&shape, now), Err(NoTag::TooSmall));
        assert_eq!(tag.reads("4000000000", &shape, now), None);
    }
}
