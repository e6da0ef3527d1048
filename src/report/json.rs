//! JSON from a venue, or a configuration, read strictly: bounded, no key twice, and an error names the field only.
//!
//! `serde_json::Value` keeps the last of two equal keys, so an answer could say two things about
//! one right. Here that is an error. A value is never part of a message.

use super::number::{self, Name, Opened};
use crate::time::{self, Millis};
use core::{fmt, marker::PhantomData};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, collections::BTreeMap};

/// The most bytes an answer may have.
pub(crate) const LIMIT: usize = 1 << 20;

/// The most bytes that an answer with many rows may have.
const LIST_LIMIT: usize = 16 << 20;

/// An answer that is not what the venue documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) field: String,
    pub(crate) expected: &'static str,
}

fn whole_answer(expected: &'static str) -> Unreadable {
    Unreadable {
        field: "the answer".to_owned(),
        expected,
    }
}

/// A JSON value.
#[derive(Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number with a fraction, or one that `i64` does not hold, as near as this type comes to it.
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > LIMIT {
            return Err(whole_answer("at most 1 MiB"));
        }
        Self::parse_list(bytes)
    }

    /// The same for an answer that can hold many rows.
    pub(crate) fn parse_list(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > LIST_LIMIT {
            return Err(whole_answer("at most 16 MiB"));
        }
        // The parser's own error is dropped: it may quote the answer. It refuses more than 128
        // levels, and text that is not UTF-8.
        number::read(bytes, PhantomData)
            .ok_or_else(|| whole_answer("whole JSON in UTF-8, without a key twice"))
    }

    pub(crate) const fn root(&self) -> Field<'_> {
        Field {
            name: String::new(),
            value: Some(self),
        }
    }
}

/// A place in an answer, which may be absent.
#[derive(Clone)]
pub(crate) struct Field<'a> {
    name: String,
    value: Option<&'a Json>,
}

impl<'a> Field<'a> {
    /// The member called `name`; absent where this is no object or has none.
    pub(crate) fn get(&self, name: &str) -> Self {
        let value = match self.value {
            Some(Json::Object(members)) => members.get(name),
            _ => None,
        };
        Field {
            name: self.below(name),
            value,
        }
    }

    /// The member that is called `name` or, in another spelling, `other`; both is an error, since
    /// they could differ.
    pub(crate) fn get_either(&self, name: &str, other: &str) -> Result<Self, Unreadable> {
        let (field, other) = (self.get(name), self.get(other));
        match (field.is_named(), other.is_named()) {
            (true, true) => {
                Err(other.unreadable("left out, since another spelling of it is there"))
            }
            (false, true) => Ok(other),
            _ => Ok(field),
        }
    }

    fn below(&self, name: &str) -> String {
        let name = super::printable(name);
        if self.name.is_empty() {
            name
        } else {
            format!("{}.{name}", self.name)
        }
    }

    /// Whether the field is not there, or `null`.
    pub(crate) const fn is_absent(&self) -> bool {
        matches!(self.value, None | Some(Json::Null))
    }

    /// Whether the answer names the field, be it `null`.
    pub(crate) const fn is_named(&self) -> bool {
        self.value.is_some()
    }

    /// Whether the field is a list or an object.
    pub(crate) const fn is_structure(&self) -> bool {
        matches!(self.value, Some(Json::List(_) | Json::Object(_)))
    }

    /// An error about this field.
    pub(crate) fn unreadable(&self, expected: &'static str) -> Unreadable {
        Unreadable {
            field: if self.name.is_empty() {
                "the answer".to_owned()
            } else {
                self.name.clone()
            },
            expected,
        }
    }

    pub(crate) fn bool(&self) -> Result<bool, Unreadable> {
        match self.value {
            Some(Json::Bool(value)) => Ok(*value),
            _ => Err(self.unreadable("true or false")),
        }
    }

    pub(crate) fn text(&self) -> Result<&'a str, Unreadable> {
        match self.value {
            Some(Json::Text(text)) => Ok(text),
            _ => Err(self.unreadable("text")),
        }
    }

    /// A whole number, written as a number or as text.
    pub(crate) fn integer(&self) -> Result<i64, Unreadable> {
        match self.value {
            Some(Json::Integer(number)) => Some(*number),
            Some(Json::Text(text)) => text.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| self.unreadable("a whole number"))
    }

    /// A whole number, written as a number.
    pub(crate) const fn number(&self) -> Option<i64> {
        match self.value {
            Some(Json::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// A whole number from zero on.
    pub(crate) fn unsigned(&self) -> Result<u64, Unreadable> {
        u64::try_from(self.integer()?).map_err(|_| self.unreadable("a whole number from 0 on"))
    }

    pub(crate) fn list(&self) -> Result<Vec<Self>, Unreadable> {
        match self.value {
            Some(Json::List(items)) => Ok(items
                .iter()
                .enumerate()
                .map(|(at, value)| Field {
                    name: format!("{}[{at}]", self.name),
                    value: Some(value),
                })
                .collect()),
            _ => Err(self.unreadable("a list")),
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&self) -> Result<Vec<&'a str>, Unreadable> {
        self.list()?.iter().map(Self::text).collect()
    }

    /// A moment in RFC 3339; `None` where the field is absent.
    pub(crate) fn rfc3339(&self) -> Result<Option<Millis>, Unreadable> {
        if self.is_absent() {
            return Ok(None);
        }
        let at = time::parse_rfc3339(self.text()?);
        at.map(Some)
            .ok_or_else(|| self.unreadable("an RFC 3339 time"))
    }

    /// What `path` leads to: names of members and places in lists, with dots between.
    pub(crate) fn at(&self, path: &str) -> Self {
        let segments = path.split('.').filter(|segment| !segment.is_empty());
        segments.fold(self.clone(), |field, segment| match field.value {
            Some(Json::List(items)) => Field {
                name: field.below(segment),
                value: segment.parse().ok().and_then(|at: usize| items.get(at)),
            },
            _ => field.get(segment),
        })
    }

    /// The items of a list, or the members of an object with their names; `null` has none. A name
    /// can be a value here, so that no error repeats it.
    pub(crate) fn each(&self) -> Result<Vec<(Option<&'a str>, Self)>, Unreadable> {
        match self.value {
            Some(Json::Null) => Ok(Vec::new()),
            Some(Json::Object(members)) => Ok(members
                .iter()
                .map(|(name, value)| {
                    let field = Field {
                        name: self.below("*"),
                        value: Some(value),
                    };
                    (Some(name.as_str()), field)
                })
                .collect()),
            _ => {
                let items = self.list()?;
                Ok(items.into_iter().map(|item| (None, item)).collect())
            }
        }
    }

    /// A scalar as text; `None` where the field is absent or holds a structure.
    pub(crate) fn word(&self) -> Option<Cow<'a, str>> {
        match self.value? {
            Json::Text(text) => Some(Cow::Borrowed(text)),
            Json::Integer(number) => Some(Cow::Owned(number.to_string())),
            Json::Number(number) => Some(Cow::Owned(number.to_string())),
            Json::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Json::Null | Json::List(_) | Json::Object(_) => None,
        }
    }

    pub(crate) const fn is_bool(&self) -> bool {
        matches!(self.value, Some(Json::Bool(_)))
    }

    /// Whether the field holds a number with a fraction, or one out of range.
    pub(crate) const fn is_fraction(&self) -> bool {
        matches!(self.value, Some(Json::Number(_)))
    }

    /// The members of an object, each with its name.
    pub(crate) fn members(&self) -> Result<Vec<(&'a str, Self)>, Unreadable> {
        match self.value {
            Some(Json::Object(members)) => Ok(members
                .iter()
                .map(|(name, value)| {
                    let field = Field {
                        name: self.below(name),
                        value: Some(value),
                    };
                    (name.as_str(), field)
                })
                .collect()),
            _ => Err(self.unreadable("an object")),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Strict)
    }
}

struct Strict;

impl<'de> Visitor<'de> for Strict {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Integer(value))
    }

    #[allow(clippy::cast_precision_loss)] // as near as it comes
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::Number(value as f64), Json::Integer))
    }

    #[allow(clippy::cast_precision_loss)] // as near as it comes
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::Number(value as f64), Json::Integer))
    }

    #[allow(clippy::cast_precision_loss)] // as near as it comes
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::Number(value as f64), Json::Integer))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut next = match Opened::next(&mut map)? {
            Opened::Number(digits) => return number::visit(&digits, self),
            Opened::Members(first) => first,
        };
        let mut members = BTreeMap::new();
        while let Some(Name(name)) = next {
            if members
                .insert(name.into_owned(), map.next_value()?)
                .is_some()
            {
                return Err(de::Error::custom("a key twice"));
            }
            next = map.next_key()?;
        }
        Ok(Json::Object(members))
    }
}
