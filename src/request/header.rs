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
    /// As they were made for the last request. Boxed, so that there is no unwritten room for what a
    /// signature left on the stack when the header is moved to its place.
    kept_name: Option<Box<HeaderName>>,
    kept_value: Option<Box<HeaderValue>>,
}

/// What is done with a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Whether it must not be shown.
    pub(crate) sensitive: bool,
    pub(crate) span: Span,
}

/// How long a value lasts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// All requests of a key have it alike.
    Key,
    /// It is of one request: anything else, and part of the key may be in it.
    Request,
    /// It is the time or the signature of one request.
    Signature,
}

impl Kind {
    /// What every request of a venue has.
    pub(crate) const PUBLIC: Self = Self {
        sensitive: false,
        span: Span::Key,
    };
}

/// Room for the longest signature and the longest time.
const BLOCK: usize = 192;

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
    ///
    /// Never inlined, so that all of its stack lies below the one that is scrubbed: the block of
    /// signatures is moved to its place.
    #[inline(never)]
    pub(super) fn map(&mut self) -> Result<HeaderMap, Malformed> {
        let mut map = HeaderMap::with_capacity(self.used);
        let mut block = self.block()?;
        for header in self.all.iter_mut().take(self.used) {
            let mut value = match header.kind.span {
                Span::Key => header.lasting_value()?,
                Span::Request => wiped_value(&header.value)?,
                Span::Signature => {
                    let value = block.split_to(header.value.as_bytes().len());
                    HeaderValue::from_maybe_shared(value).map_err(|_| Malformed::Size)?
                }
            };
            value.set_sensitive(header.kind.sensitive);
            let appended = map.try_append(header.http_name()?, value);
            appended.map_err(|_| Malformed::Size)?;
        }
        Ok(map)
    }

    /// Time and signature, one behind the other, in one block that is wiped with the last of them.
    fn block(&self) -> Result<Bytes, Malformed> {
        let mut block = Zeroizing::new([0; BLOCK]);
        let mut len = 0;
        for header in self
            .iter()
            .filter(|header| header.kind.span == Span::Signature)
        {
            let value = header.value.as_bytes();
            let room = block
                .get_mut(len..len + value.len())
                .ok_or(Malformed::Size)?;
            room.copy_from_slice(value);
            len += value.len();
        }
        Ok(if len == 0 {
            Bytes::new()
        } else {
            Bytes::from_owner(block)
        })
    }
}

impl Header {
    fn http_name(&mut self) -> Result<HeaderName, Malformed> {
        if let Some(name) = &self.kept_name {
            return Ok((**name).clone());
        }
        let name = HeaderName::from_bytes(self.name.as_bytes()).map_err(|_| Malformed::Size)?;
        self.kept_name = Some(Box::new(name.clone()));
        Ok(name)
    }

    fn lasting_value(&mut self) -> Result<HeaderValue, Malformed> {
        let own = self.value.as_bytes();
        if let Some(kept) = self.kept_value.as_ref().filter(|kept| ***kept == *own) {
            return Ok((**kept).clone());
        }
        let value = wiped_value(&self.value)?;
        self.kept_value = Some(Box::new(value.clone()));
        Ok(value)
    }
}

/// A value that is wiped with its last copy. `HeaderValue` would copy, and not wipe: a passphrase may
/// be in it.
fn wiped_value(value: &Buffer) -> Result<HeaderValue, Malformed> {
    let mut copy = Buffer::with_capacity(value.as_bytes().len());
    copy.push(value.as_bytes());
    HeaderValue::from_maybe_shared(Bytes::from_owner(copy)).map_err(|_| Malformed::Size)
}
