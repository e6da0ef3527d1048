//! Endpoints that an owner lists beside a venue's table.

use crate::{
    permission::{Grantable, PermissionSet},
    request::Method,
};
use serde::Deserialize;
use std::borrow::Cow;

/// An endpoint that the venue's table does not have, and that the owner vouches for.
///
/// A listing adds, it never relabels: a path that the table has, or that sounds like a withdrawal
/// or the management of keys, stays refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
    pub(crate) needs: PermissionSet,
}

impl Listed {
    /// An endpoint that needs `P`: `Listed::new::<Read>(Method::Get, "/api/v3/new")`.
    #[must_use]
    pub const fn new<P: Grantable>(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path: Cow::Borrowed(path),
            needs: PermissionSet::of::<P>(),
        }
    }

    /// Whether the path sounds like something no bot may do, in whatever version or spelling.
    pub(crate) fn sounds_forbidden(path: &str) -> bool {
        const WORDS: &[&str] = &["withdraw", "subaccount", "submember", "apikey", "giftcard"];
        let letters: String = path
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        WORDS.iter().any(|word| letters.contains(word))
    }
}
