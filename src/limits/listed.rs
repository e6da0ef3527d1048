//! The names of a list, to be looked up on the signing path.

use crate::policy::Names;
use std::collections::HashSet;

/// Some names: to look one up takes as long in a list of ten as in one of a million.
#[derive(Default)]
pub(super) struct Listed(HashSet<Box<str>>);

impl Listed {
    /// Whether `name` is one of them, letter by letter.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

impl From<&Names> for Listed {
    fn from(names: &Names) -> Self {
        Self(names.iter().map(Box::from).collect())
    }
}
