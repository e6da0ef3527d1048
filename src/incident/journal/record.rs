//! What the signing path hands over: small, of fixed size, copied.

use super::{entry::Draft, tag::Tag};
use crate::{request::Method, secret::Fingerprint, time::Millis};
use serde_json::Value;

/// The longest path that is kept whole.
const PATH: usize = 96;

/// A signature that was given, or refused.
#[derive(Clone, Copy)]
pub(super) struct Record {
    pub(super) at: Millis,
    pub(super) key: Fingerprint,
    pub(super) what: What,
}

#[derive(Clone, Copy)]
pub(super) enum What {
    Signed {
        method: Method,
        /// The pattern in the venue's table: what stands for `{}` may name a key.
        path: Word<PATH>,
        tag: Tag,
    },
    Refused {
        code: &'static str,
    },
}

impl Record {
    pub(super) fn draft(self) -> Draft {
        let key = ("key", Value::from(self.key.to_string()));
        match self.what {
            What::Signed { method, path, tag } => {
                let method = ("method", Value::from(method.as_str()));
                let path = ("path", Value::from(path.as_str()));
                let mut draft = Draft::new(self.at, "signed", [key, method, path]);
                let tag = tag.fields().map(|(name, value)| (name.to_owned(), value));
                draft.fields.extend(tag);
                draft
            }
            What::Refused { code } => {
                let code = ("code", Value::from(code));
                Draft::new(self.at, "refused", [key, code])
            }
        }
    }
}

/// A text in place, without an allocation.
#[derive(Clone, Copy)]
pub(super) struct Word<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Word<N> {
    /// The plain beginning of `text`: printable ASCII, as far as there is room.
    pub(super) fn of(text: &str) -> Self {
        let mut bytes = [0; N];
        let mut length = 0;
        for (own, byte) in bytes.iter_mut().zip(text.bytes()) {
            if !byte.is_ascii_graphic() {
                break;
            }
            *own = byte;
            length += 1;
        }
        Self { bytes, length }
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }
}
