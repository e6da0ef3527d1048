//! Endpoints that an owner lists beside a venue's table.

use crate::{
    permission::{Grantable, PermissionSet},
    request::{Method, is_plain_path},
};
use std::borrow::Cow;

/// An endpoint that the venue's table does not have, and that the owner vouches for.
///
/// A listing adds, it never relabels: refused is a path that the table has, and one with any of
/// these words in it, whatever stands between their letters: withdraw, payout, sub-account,
/// sub-member, sub-api, api-key, update-api, create-api, delete-api, gift-card, whitelist,
/// address-book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    pub(crate) needs: PermissionSet,
}

impl Listed {
    pub(crate) const FORBIDDEN: &[&str] = &[
        "withdraw",
        "payout",
        "subaccount",
        "submember",
        "subapi",
        "apikey",
        "updateapi",
        "createapi",
        "deleteapi",
        "giftcard",
        "whitelist",
        "addressbook",
    ];

    /// An endpoint that needs `P`: `Listed::new::<Read>(Method::Get, "/api/v3/new")`.
    ///
    /// # Panics
    ///
    /// Where the path is not plain, or has one of the words above; in a `const` that is a compile
    /// error.
    #[must_use]
    #[track_caller]
    pub const fn new<P: Grantable>(method: Method, path: &'static str) -> Self {
        assert!(
            is_plain_path(path),
            "a listed path is `/` and segments of letters, digits, `-` and `_`"
        );
        assert!(
            !Self::sounds_forbidden(path),
            "no listing unlocks a withdrawal or the management of keys"
        );
        Self {
            method,
            path: Cow::Borrowed(path),
            needs: PermissionSet::of::<P>(),
        }
    }

    /// Whether the path has one of the forbidden words, in whatever version or spelling.
    #[allow(clippy::indexing_slicing)] // every index is below the length
    pub(crate) const fn sounds_forbidden(path: &str) -> bool {
        let mut word = 0;
        while word < Self::FORBIDDEN.len() {
            if holds_letters(path.as_bytes(), Self::FORBIDDEN[word].as_bytes()) {
                return true;
            }
            word += 1;
        }
        false
    }
}

/// Whether the letters of `word` stand in `path` in a row, when all but letters and digits is left
/// out, in any case.
#[allow(clippy::indexing_slicing)] // every index is below the length
const fn holds_letters(path: &[u8], word: &[u8]) -> bool {
    let mut start = 0;
    while start < path.len() {
        let (mut at, mut found) = (start, 0);
        while at < path.len() && found < word.len() {
            if path[at].to_ascii_lowercase() == word[found] {
                found += 1;
            } else if path[at].is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        }
        if found == word.len() {
            return true;
        }
        start += 1;
    }
    false
}
