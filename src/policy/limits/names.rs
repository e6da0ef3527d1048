//! A list of names that stands in a `const`, or came from a configuration.

use core::fmt;
use std::sync::Arc;

/// Some names.
#[derive(Clone)]
pub(crate) enum Names {
    /// From code.
    Fixed(&'static [&'static str]),
    /// From a configuration.
    Read(Arc<[String]>),
}

impl Names {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let (fixed, read): (&[&str], &[String]) = match self {
            Self::Fixed(names) => (names, &[]),
            Self::Read(names) => (&[], names),
        };
        fixed.iter().copied().chain(read.iter().map(String::as_str))
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Names {}

/// Says how many: they tell a strategy, and one of them may be a secret in the wrong place.
impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names", self.iter().count())
    }
}
