//! What a key can be allowed to do: each permission as a type, and sets of them as values.
//!
//! The types let the compiler compare a call with a scope; the sets let a policy compare a key
//! with both. Nothing here knows a venue.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

mod sealed {
    pub trait Sealed {}
}

/// One permission, as a type.
pub trait Permission: sealed::Sealed + 'static {
    /// The name, as written in a [`scope!`](crate::scope!).
    const NAME: &'static str;
    #[doc(hidden)]
    const BIT: u16;
}

/// A permission that a bot may hold.
#[diagnostic::on_unimplemented(
    message = "no bot key may hold `{Self}`, so no scope can grant it",
    label = "never granted to a bot",
    note = "a leaked bot key must not be able to empty the account or mint other keys"
)]
pub trait Grantable: Permission {}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $key:literal $verb:literal $(, $grantable:ident)?;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            #[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
            pub enum $name {}
            impl sealed::Sealed for $name {}
            impl Permission for $name {
                const NAME: &'static str = stringify!($name);
                const BIT: u16 = 1 << $bit;
            }
            $(impl $grantable for $name {})?
        )+

        const ALL: &[Word] = &[
            $(Word { bit: 1 << $bit, name: stringify!($name), key: $key, verb: $verb }),+
        ];
    };
}

permissions! {
    /// Read balances, orders, positions and history.
    Read = 0 "read" "read", Grantable;
    /// Place, amend and cancel spot orders.
    Spot = 1 "spot" "trade spot", Grantable;
    /// Trade with borrowed funds, borrow and repay.
    Margin = 2 "margin" "trade on margin", Grantable;
    /// Trade futures and perpetual swaps.
    Futures = 3 "futures" "trade futures", Grantable;
    /// Trade options.
    Options = 4 "options" "trade options", Grantable;
    /// Move funds into and out of lending, staking and savings products.
    Earn = 5 "earn" "use earn products", Grantable;
    /// Move funds between wallets of one owner.
    Transfer = 6 "transfer" "move funds between own wallets", Grantable;
    /// Move value to another owner, or change the withdrawal address book.
    Withdraw = 7 "withdraw" "withdraw";
    /// Create, change or delete API keys and sub-accounts.
    Admin = 8 "admin" "manage keys or sub-accounts";
}

struct Word {
    bit: u16,
    name: &'static str,
    key: &'static str,
    verb: &'static str,
}

/// A set of permissions; every operation on it is `const`.
///
/// ```
/// use keyleash::permission::{PermissionSet, Read, Spot};
///
/// const NEEDS: PermissionSet = PermissionSet::EMPTY.with::<Read>().with::<Spot>();
/// assert_eq!(NEEDS.to_string(), "Read | Spot");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PermissionSet(u16);

impl PermissionSet {
    /// The set that holds nothing.
    pub const EMPTY: Self = Self(0);
    /// What no bot key may hold: `Withdraw` and `Admin`.
    pub const NEVER: Self = Self::EMPTY.with::<Withdraw>().with::<Admin>();

    /// The set of `P` alone.
    #[must_use]
    pub const fn of<P: Permission>() -> Self {
        Self(P::BIT)
    }

    /// This set and `P`.
    #[must_use]
    pub const fn with<P: Permission>(self) -> Self {
        Self(self.0 | P::BIT)
    }

    /// This set, and `P` where `yes` holds.
    #[must_use]
    pub const fn with_if<P: Permission>(self, yes: bool) -> Self {
        if yes { self.with::<P>() } else { self }
    }

    /// What is in either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every permission of `other` is in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        other.minus(self).is_empty()
    }

    /// Whether the set holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many permissions the set holds.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The set of the one permission with this name (`"read"`, `"spot"`, …), as serde spells it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        ALL.iter()
            .find(|word| word.key == name)
            .map(|word| Self(word.bit))
    }

    /// All that a bot may be given.
    pub(crate) fn grantable() -> Self {
        let all: Self = ALL.iter().map(|word| Self(word.bit)).collect();
        all.minus(Self::NEVER)
    }

    /// The names, as serde spells them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.words().map(|word| word.key)
    }

    /// What the set allows, as a phrase that follows "can": `read and trade spot`.
    pub(crate) fn phrase(self) -> String {
        let verbs: Vec<_> = self.words().map(|word| word.verb).collect();
        match verbs.split_last() {
            None => "do nothing".to_owned(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        }
    }

    fn words(self) -> impl Iterator<Item = &'static Word> {
        ALL.iter().filter(move |word| self.0 & word.bit != 0)
    }
}

/// Goes through the permissions one by one, each as a set of one.
impl IntoIterator for PermissionSet {
    type Item = Self;
    type IntoIter = PermissionIter;

    fn into_iter(self) -> PermissionIter {
        PermissionIter(self.0)
    }
}

/// The iterator of [`PermissionSet::into_iter`].
#[derive(Clone, Debug)]
pub struct PermissionIter(u16);

impl Iterator for PermissionIter {
    type Item = PermissionSet;

    fn next(&mut self) -> Option<PermissionSet> {
        let lowest = self.0 & self.0.wrapping_neg();
        self.0 &= !lowest;
        (lowest != 0).then_some(PermissionSet(lowest))
    }
}

impl FromIterator<PermissionSet> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = PermissionSet>>(sets: I) -> Self {
        sets.into_iter().fold(Self::EMPTY, Self::or)
    }
}

impl fmt::Display for PermissionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing");
        }
        for (at, word) in self.words().enumerate() {
            if at > 0 {
                f.write_str(" | ")?;
            }
            f.write_str(word.name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PermissionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PermissionSet({self})")
    }
}

impl Serialize for PermissionSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl<'de> Deserialize<'de> for PermissionSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> de::Visitor<'de> for Names {
            type Value = PermissionSet;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(
                    f,
                    "a list of permissions out of {}",
                    PermissionSet(u16::MAX)
                        .names()
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }

            // serde's own message would quote the text: a secret may have been put here.
            fn visit_str<E: de::Error>(self, _: &str) -> Result<PermissionSet, E> {
                Err(E::invalid_type(de::Unexpected::Other("text"), &self))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<PermissionSet, A::Error> {
                let mut set = PermissionSet::EMPTY;
                while let Some(name) = seq.next_element::<String>()? {
                    // The name is not echoed: a secret may have been put in the wrong place.
                    let one = PermissionSet::from_name(&name).ok_or_else(|| {
                        de::Error::invalid_value(de::Unexpected::Other("another word"), &self)
                    })?;
                    set = set.or(one);
                }
                Ok(set)
            }
        }
        // Not `deserialize_seq`, by which a parser quotes a text itself.
        deserializer.deserialize_any(Names)
    }
}
