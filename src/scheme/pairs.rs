//! Parameters in the shapes in which some venues sign them.
//!
//! What is rendered here is signed, and never sent. `fields::check` has read the body before, so
//! what cannot be read is left out here, and the venue refuses the signature.

use crate::{report::json::Json, secret::Buffer};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;

/// Appends a query with its percent codes read; a `+` stays one.
pub(super) fn decode(query: &str, to: &mut Buffer) {
    let mut rest = query;
    while let Some((before, code)) = rest.split_once('%') {
        to.push(before.as_bytes());
        let byte = code
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(byte) = byte {
            to.push(&[byte]);
        }
        rest = code.get(2..).unwrap_or_default();
    }
    to.push(rest.as_bytes());
}

/// Appends the members of a JSON object as they are written, behind a comma.
pub(super) fn members(body: &str, to: &mut Buffer) {
    let inner = body
        .trim()
        .strip_prefix('{')
        .and_then(|body| body.strip_suffix('}'))
        .map_or("", str::trim);
    if !inner.is_empty() {
        to.push(b",");
        to.push(inner.as_bytes());
    }
}

/// Appends the query, or the members of a JSON object as `a=1&b[]=2`, in their order.
pub(super) fn pairs(body: &str, to: &mut Buffer) {
    let start = to.as_bytes().len();
    let mut parser = serde_json::Deserializer::from_str(body);
    let read = Pairs {
        name: "",
        to,
        start,
    }
    .deserialize(&mut parser);
    if read.is_err() {
        to.truncate(start);
    }
}

/// Writes `name=value` for each scalar under `name`.
struct Pairs<'a> {
    name: &'a str,
    to: &'a mut Buffer,
    start: usize,
}

impl Pairs<'_> {
    fn write(&mut self, value: &str) {
        if self.name.is_empty() {
            return;
        }
        if self.to.as_bytes().len() > self.start {
            self.to.push(b"&");
        }
        self.to.push(self.name.as_bytes());
        self.to.push(b"=");
        self.to.push(value.as_bytes());
    }
}

impl<'de> DeserializeSeed<'de> for Pairs<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Pairs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(mut self, value: bool) -> Result<(), E> {
        self.write(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(mut self, value: i64) -> Result<(), E> {
        self.write(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_u64<E>(mut self, value: u64) -> Result<(), E> {
        self.write(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_str<E>(mut self, value: &str) -> Result<(), E> {
        self.write(value);
        Ok(())
    }

    fn visit_unit<E>(mut self) -> Result<(), E> {
        self.write("null");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let name = format!("{}[]", self.name);
        while seq
            .next_element_seed(Pairs {
                name: &name,
                to: &mut *self.to,
                start: self.start,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // What is nested deeper has no such form; `fields::check` refuses it.
        let nested = !self.name.is_empty();
        while let Some(name) = map.next_key::<Cow<'_, str>>()? {
            if nested {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            map.next_value_seed(Pairs {
                name: &name,
                to: &mut *self.to,
                start: self.start,
            })?;
        }
        Ok(())
    }
}

/// Appends the members of a JSON object, sorted by name at every depth, without anything between.
pub(super) fn concatenated(body: &str, to: &mut Buffer) {
    if let Ok(json) = Json::parse(body.as_bytes()) {
        concatenate(&json, to);
    }
}

fn concatenate(value: &Json, to: &mut Buffer) {
    match value {
        Json::Null => to.push(b"null"),
        Json::Bool(value) => to.push(if *value { b"true" } else { b"false" }),
        Json::Integer(value) => to.push(itoa::Buffer::new().format(*value).as_bytes()),
        // Refused before: how the venue writes it is not known.
        Json::Number => {}
        Json::Text(text) => to.push(text.as_bytes()),
        Json::List(list) => list.iter().for_each(|value| concatenate(value, to)),
        Json::Object(members) => {
            for (name, value) in members {
                to.push(name.as_bytes());
                concatenate(value, to);
            }
        }
    }
}

/// Whether every value in a JSON body is one whose text in the signature is known: no number with
/// a fraction, and no more than `depth` levels.
pub(super) fn is_plain(json: &Json, depth: usize) -> bool {
    match json {
        Json::Number => false,
        Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Text(_) => true,
        Json::List(list) => depth > 0 && list.iter().all(|value| is_plain(value, depth - 1)),
        Json::Object(members) => {
            depth > 0 && members.values().all(|value| is_plain(value, depth - 1))
        }
    }
}
