//! What stands in a configuration, of whatever shape, and what is wrong with it.
//!
//! A value is taken as it is, and nothing fails but the parser itself: an error of ours would reach
//! the user by the parser, which prints the line around it, or the whole file. Whoever knows what
//! the value has to be judges it then, and tells each [`ConfigFault`] in words of our own. Texts are wiped
//! when dropped, since any of them may be a secret.

mod fault;
mod fields;

pub use fault::ConfigFault;
pub(crate) use fault::{At, REPLACE, numbered};
pub(crate) use fields::{Faults, Fields, quoted};

use crate::report::number::DIGITS;
use core::fmt;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use zeroize::{Zeroize, Zeroizing};

/// How deep a value is looked into. Nothing that is ours is deeper than seven.
const DEPTH: u8 = 8;

/// The largest number that is kept, which is the largest bound of any setting: a greater one may be
/// a secret, and is none of ours.
const MOST: u64 = 100_000_000_000_000;

/// A table with this one name is how `toml` hands out a day that stands without quotes.
const DAY: &str = "$__toml_private_datetime";

/// A value without its type.
pub(crate) enum Shape {
    /// Left out, or `null`.
    Nothing,
    Text(Zeroizing<Box<str>>),
    /// A whole number from zero on.
    Number(u64),
    Truth(bool),
    List(Vec<Shape>),
    /// The members, in their order; a name may stand there twice.
    Table(Vec<(Shape, Shape)>),
    /// Anything else, of which nothing is kept.
    Other,
}

impl Shape {
    /// Any value. Asked for one by [`Deserialize`](serde::Deserialize), a format may have to write it
    /// as an option.
    pub(crate) fn any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any(DEPTH))
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn of(number: impl TryInto<u64>) -> Self {
        let number = number.try_into().ok().filter(|number| *number <= MOST);
        number.map_or(Self::Other, Self::Number)
    }

    /// A table, or what a parser hands out as one.
    fn of_members(mut members: Vec<(Self, Self)>) -> Self {
        let name = match members.as_slice() {
            [(name, Self::Text(_))] => name.text(),
            _ => None,
        };
        if name == Some(DIGITS) {
            let digits = members.pop().and_then(|(_, digits)| {
                let digits: Option<u64> = digits.text()?.parse().ok();
                digits
            });
            return digits.map_or(Self::Other, Self::of);
        }
        if name == Some(DAY) {
            return members.pop().map_or(Self::Other, |(_, day)| day);
        }
        Self::Table(members)
    }
}

impl<'de> serde::Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asked for an option, serde has an answer where the field is missing. Asked for anything
        // else it has an error, and a parser prints the line around it.
        deserializer.deserialize_option(Any(DEPTH))
    }
}

/// Takes any value, as deep as the number says.
#[derive(Clone, Copy)]
struct Any(u8);

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        match self.0.checked_sub(1) {
            Some(depth) => deserializer.deserialize_any(Self(depth)),
            None => deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|_| Shape::Other),
        }
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a setting")
    }

    fn visit_unit<E: Error>(self) -> Result<Shape, E> {
        Ok(Shape::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Shape, E> {
        Ok(Shape::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Shape, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Shape, E> {
        Ok(Shape::Truth(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Shape, E> {
        Ok(Shape::of(number))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Shape, E> {
        Ok(Shape::of(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Shape, E> {
        Ok(Shape::of(number))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Shape, E> {
        Ok(Shape::of(number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Shape, E> {
        // Of exact size: what grows leaves copies behind.
        Ok(Shape::Text(Zeroizing::new(text.into())))
    }

    fn visit_string<E: Error>(self, mut text: String) -> Result<Shape, E> {
        let shape = self.visit_str(&text);
        text.zeroize();
        shape
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_byte_buf<E: Error>(self, mut bytes: Vec<u8>) -> Result<Shape, E> {
        bytes.zeroize();
        Ok(Shape::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Shape::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry_seed(self, self)? {
            members.push(member);
        }
        Ok(Shape::of_members(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Shape, A::Error> {
        let (IgnoredAny, content) = access.variant()?;
        // A variant may have no content, and only the parser knows; both are refused alike.
        let _ = content.newtype_variant::<IgnoredAny>();
        Ok(Shape::Other)
    }
}
