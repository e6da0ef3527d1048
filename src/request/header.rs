//! The headers of a signed request, and what of them its requests for the `http` crate share.

use super::Malformed;
use crate::secret::Buffer;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

/// Headers whose room is used again.
pub(super) struct Headers {
    all: Vec<Header>,
    /// How many of them belong to this request; the rest waits to be used again.
    used: usize,
}

pub(super) struct Header {
    pub(super) name: &'static str,
    pub(super) value: Buffer,
    kind: Kind,
    /// As they were made for the last request.
    kept_name: Option<HeaderName>,
    kept_value: Option<HeaderValue>,
}

/// What is done with a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Whether it must not be shown.
    pub(crate) sensitive: bool,
    /// Whether the requests of one key have it alike.
    pub(crate) lasting: bool,
}

impl Kind {
    /// What every request of a venue has.
    pub(crate) const PUBLIC: Self = Self {
        sensitive: false,
        lasting: true,
    };
}

/// Values that are of one request, wiped with the last copy of any.
type Packed = Zeroizing<[u8; 192]>;

impl Headers {
    pub(super) fn new() -> Self {
        Self {
            all: Vec::with_capacity(8),
            used: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.used = 0;
    }

    pub(super) fn push(&mut self, name: &'static str, value: &[u8], kind: Kind) {
        if self.used == self.all.len() {
            self.all.push(Header {
                name,
                value: Buffer::default(),
                kind,
                kept_name: None,
                kept_value: None,
            });
        }
        if let Some(header) = self.all.get_mut(self.used) {
            if header.name != name {
                header.kept_name = None;
            }
            header.name = name;
            header.kind = kind;
            header.value.clear();
            header.value.push(value);
            self.used += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Header> {
        self.all.iter().take(self.used)
    }

    /// The same for `http`. Names and lasting values are made once, and shared from then on.
    pub(super) fn map(&mut self) -> Result<HeaderMap, Malformed> {
        let mut map = HeaderMap::with_capacity(self.used);
        let packed = self.packed();
        let mut at = 0;
        for header in self.all.iter_mut().take(self.used) {
            let mut value = if header.kind.lasting {
                header.lasting_value()?
            } else {
                let end = at + header.value.as_bytes().len();
                let value = packed.slice(core::mem::replace(&mut at, end)..end);
                HeaderValue::from_maybe_shared(value).map_err(|_| Malformed::Size)?
            };
            value.set_sensitive(header.kind.sensitive);
            let appended = map.try_append(header.http_name()?, value);
            appended.map_err(|_| Malformed::Size)?;
        }
        Ok(map)
    }

    /// The values that are of this request alone, one behind the other.
    fn packed(&self) -> Bytes {
        let own = || self.iter().filter(|header| !header.kind.lasting);
        let len = own().map(|header| header.value.as_bytes().len()).sum();
        if len == 0 {
            return Bytes::new();
        }
        let mut packed = Packed::new([0; 192]);
        if let Some(mut room) = packed.get_mut(..len) {
            for header in own() {
                let value = header.value.as_bytes();
                let (to, rest) = room.split_at_mut(value.len());
                to.copy_from_slice(value);
                room = rest;
            }
            return Bytes::from_owner(packed);
        }
        let mut long = Buffer::with_capacity(len);
        own().for_each(|header| long.push(header.value.as_bytes()));
        Bytes::from_owner(long)
    }
}

impl Header {
    fn http_name(&mut self) -> Result<HeaderName, Malformed> {
        if let Some(name) = &self.kept_name {
            return Ok(name.clone());
        }
        let name = HeaderName::from_bytes(self.name.as_bytes()).map_err(|_| Malformed::Size)?;
        Ok(self.kept_name.insert(name).clone())
    }

    fn lasting_value(&mut self) -> Result<HeaderValue, Malformed> {
        let own = self.value.as_bytes();
        if let Some(kept) = self.kept_value.as_ref().filter(|kept| *kept == own) {
            return Ok(kept.clone());
        }
        // `HeaderValue` would copy, and not wipe the copy: a passphrase may be in it.
        let mut copy = Buffer::with_capacity(own.len());
        copy.push(own);
        let value = HeaderValue::from_maybe_shared(Bytes::from_owner(copy));
        let value = value.map_err(|_| Malformed::Size)?;
        Ok(self.kept_value.insert(value).clone())
    }
}
