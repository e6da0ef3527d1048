//! The parameters of a request, read for the guards and never rewritten.
//!
//! One endpoint can serve several products: a Bybit order is spot or a swap by its `category`. So
//! a row of the table may ask what the parameters say. The reading is strict: a name that could be
//! read in two ways is refused, and every occurrence has to agree, at any depth.

mod flat;
mod members;
mod plain;
mod rules;

pub(crate) use members::{Members, Scalar};
pub(crate) use rules::Rules;

use super::BodyForm;
use crate::{
    lanes,
    report::number::{self, Name, Opened},
    request::{Condition, Demand, Malformed, pairs},
};
use core::fmt;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Whether the parameters meet every condition.
pub(crate) fn meet(
    conditions: &[Condition],
    form: BodyForm,
    query: &str,
    body: &str,
) -> Result<bool, Malformed> {
    if conditions.is_empty() {
        return Ok(true);
    }
    let initials = conditions.iter().map(|condition| initial(condition.field));
    let mut met = Met {
        conditions,
        initials: initials.fold(0, |all, one| all | one),
        stated: 0,
        all: true,
    };
    let mut take = |name: &str, value: Value<'_>| met.take(name, &value);
    // What the quick reader cannot make out is read again: to be told twice changes nothing.
    if !flat::each(form, query, body, &mut take)? {
        each(form, query, body, &mut take)?;
    }
    Ok(met.is_all())
}

/// What was found so far of what the conditions ask.
struct Met<'a> {
    conditions: &'a [Condition],
    /// How the names begin that are asked for.
    initials: u32,
    /// One bit for each condition whose field was stated.
    stated: u64,
    all: bool,
}

impl Met<'_> {
    fn take(&mut self, name: &str, value: &Value<'_>) -> Result<(), Malformed> {
        if value.holds_structure() {
            return Err(Malformed::Encoded);
        }
        // Some servers fold letters from outside ASCII into it.
        if !name.is_ascii() {
            return Err(Malformed::Name);
        }
        if self.initials & initial(name) == 0 {
            return Ok(());
        }
        for (at, condition) in self.conditions.iter().enumerate() {
            if !is_name(name, condition.field) {
                continue;
            }
            if matches!(value, Value::Form(text) if text.contains(['%', '+'])) {
                return Err(Malformed::Encoded);
            }
            // What is null is not stated.
            if matches!(value, Value::Null) {
                continue;
            }
            self.stated |= 1 << at;
            self.all &= value.read(|text| condition.demand.allows(text));
        }
        Ok(())
    }

    fn is_all(&self) -> bool {
        let mut conditions = self.conditions.iter().enumerate();
        self.all
            && conditions.all(|(at, condition)| {
                self.stated & 1 << at != 0 || matches!(condition.demand, Demand::AbsentOr(_))
            })
    }
}

/// Whether one of these percent codes stands in `text`, in any case of letters.
fn has_code(text: &str, codes: &[&[u8; 3]]) -> bool {
    lanes::first(text.as_bytes(), b'%').is_some()
        && text
            .as_bytes()
            .windows(3)
            .any(|code| codes.iter().any(|own| code.eq_ignore_ascii_case(*own)))
}

/// Whether a value of a form is an object or a list, percent-encoded.
pub(crate) fn holds_structure(value: &str) -> bool {
    has_code(value, &[b"%7B", b"%5B"])
}

/// The names in `orders[0][price]`, whether or not a form encoder has encoded the brackets.
pub(crate) fn components(name: &str) -> impl Iterator<Item = &str> {
    // As nearly all are.
    let plain = !name.bytes().any(|byte| matches!(byte, b'[' | b']' | b'%'));
    let nested = (!plain).then(|| {
        name.split(['[', ']'])
            .flat_map(|part| part.split("%5B"))
            .flat_map(|part| part.split("%5D"))
            .flat_map(|part| part.split("%5b"))
            .flat_map(|part| part.split("%5d"))
    });
    let plain = plain.then_some(name);
    plain
        .into_iter()
        .chain(nested.into_iter().flatten())
        .filter(|component| !component.is_empty())
}

/// Whether a server could read `name` as `field`: in any case of letters, with or without `_`.
pub(crate) fn is_name(name: &str, field: &str) -> bool {
    bare(name).eq(bare(field))
}

/// One bit for the letter that a name begins with, in any case; every bit where it is no letter. Names
/// without a bit in common are not the same.
fn initial(name: &str) -> u32 {
    match name.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => u32::MAX,
    }
}

fn bare(name: &str) -> impl Iterator<Item = u8> {
    name.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| byte.to_ascii_lowercase())
}

/// A value as it was written.
pub(crate) enum Value<'a> {
    /// In a query or form, still percent-encoded.
    Form(&'a str),
    /// In JSON, decoded.
    Text(&'a str),
    Integer(i64),
    Bool(bool),
    Null,
    /// A number with a fraction or out of range, an object or a list: it meets no demand.
    Other,
}

impl Value<'_> {
    /// Whether a form's value is itself an object or a list, whose fields nobody here reads.
    fn holds_structure(&self) -> bool {
        matches!(self, Self::Form(text) if holds_structure(text))
    }

    fn read(&self, allows: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Form(text) | Self::Text(text) => allows(text),
            Self::Integer(number) => allows(itoa::Buffer::new().format(*number)),
            Self::Bool(true) => allows("true"),
            Self::Bool(false) => allows("false"),
            // Not even to the empty word: `5.0` is no empty leverage.
            Self::Null | Self::Other => false,
        }
    }
}

type Visit<'v> = &'v mut dyn FnMut(&str, Value<'_>) -> Result<(), Malformed>;

/// Goes through every named value of query and body. The value of `orders[0][price]` is visited
/// under each of these names, since servers differ in what they make of brackets.
pub(crate) fn each(
    form: BodyForm,
    query: &str,
    body: &str,
    visit: Visit<'_>,
) -> Result<(), Malformed> {
    let mut each_pair = |text: &str| {
        pairs(text).try_for_each(|(name, value)| {
            components(name).try_for_each(|component| visit(component, Value::Form(value)))
        })
    };
    each_pair(query)?;
    match form {
        BodyForm::Form => each_pair(body),
        BodyForm::Json if body.is_empty() => Ok(()),
        BodyForm::Json => {
            let mut refused = None;
            let walk = Walk {
                name: "",
                visit,
                refused: &mut refused,
            };
            let read = number::read(body.as_bytes(), walk);
            match (refused, read) {
                (Some(refused), _) => Err(refused),
                (None, None) if number::is_named(body.as_bytes()) => Err(Malformed::Name),
                (None, None) => Err(Malformed::Json),
                (None, Some(())) => Ok(()),
            }
        }
    }
}

/// Walks JSON without building it, and calls `visit` with each named scalar.
struct Walk<'w, 'v> {
    name: &'w str,
    visit: Visit<'v>,
    refused: &'w mut Option<Malformed>,
}

impl Walk<'_, '_> {
    /// A field that holds an object or a list is visited itself, before what is in it.
    fn structure<E: de::Error>(&mut self) -> Result<(), E> {
        if self.name.is_empty() {
            return Ok(());
        }
        self.value(Value::Other)
    }

    fn value<E: de::Error>(&mut self, value: Value<'_>) -> Result<(), E> {
        (self.visit)(self.name, value).map_err(|refused| {
            *self.refused = Some(refused);
            E::custom("refused")
        })
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: de::Error>(mut self, value: bool) -> Result<(), E> {
        self.value(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(mut self, value: i64) -> Result<(), E> {
        self.value(Value::Integer(value))
    }

    fn visit_u64<E: de::Error>(mut self, value: u64) -> Result<(), E> {
        self.value(i64::try_from(value).map_or(Value::Other, Value::Integer))
    }

    fn visit_f64<E: de::Error>(mut self, _: f64) -> Result<(), E> {
        self.value(Value::Other)
    }

    fn visit_str<E: de::Error>(mut self, value: &str) -> Result<(), E> {
        self.value(Value::Text(value))
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<(), E> {
        self.value(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.structure()?;
        while seq
            .next_element_seed(Walk {
                name: self.name,
                visit: &mut *self.visit,
                refused: &mut *self.refused,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut next = match Opened::next(&mut map)? {
            Opened::Number(digits) => return number::visit(&digits, self),
            Opened::Members(first) => first,
        };
        self.structure()?;
        while let Some(Name(name)) = next {
            map.next_value_seed(Walk {
                name: &name,
                visit: &mut *self.visit,
                refused: &mut *self.refused,
            })?;
            next = map.next_key()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
