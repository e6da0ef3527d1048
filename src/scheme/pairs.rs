//! Parameters in the shapes in which some venues sign them.
//!
//! What is rendered here is signed, and never sent. `fields::Rules` has read the body before, so
//! what cannot be read is left out here, and the venue refuses the signature.

use crate::{
    report::{
        json::Json,
        number::{self, Name, Opened},
    },
    secret::Buffer,
};
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

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
    let read = Pairs {
        name: "",
        to: &mut *to,
        start,
    };
    if number::read(body.as_bytes(), read).is_none() {
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
        let mut next = match Opened::next(&mut map)? {
            Opened::Number(digits) => return number::visit(&digits, self),
            Opened::Members(first) => first,
        };
        // What is nested deeper has no such form; `fields::Rules` refuses it.
        let nested = !self.name.is_empty();
        while let Some(Name(name)) = next {
            if nested {
                map.next_value::<IgnoredAny>()?;
            } else {
                map.next_value_seed(Pairs {
                    name: &name,
                    to: &mut *self.to,
                    start: self.start,
                })?;
            }
            next = map.next_key()?;
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
        Json::Number(_) => {}
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
        Json::Number(_) => false,
        Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Text(_) => true,
        Json::List(list) => depth > 0 && list.iter().all(|value| is_plain(value, depth - 1)),
        Json::Object(members) => {
            depth > 0 && members.values().all(|value| is_plain(value, depth - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{concatenated, decode, is_plain, members, pairs};
    use crate::{report::json::Json, secret::Buffer};

    /// What is appended behind something else.
    fn rendered(render: fn(&str, &mut Buffer), text: &str) -> String {
        let mut to = Buffer::default();
        to.push(b"|");
        render(text, &mut to);
        to.as_str().strip_prefix('|').unwrap().to_owned()
    }

    #[test]
    fn percent_codes_are_read() {
        for (query, text) in [
            ("", ""),
            ("a=1&b=2", "a=1&b=2"),
            ("a=%5B1%5d", "a=[1]"),
            ("a=%E2%82%AC", "a=€"),
            ("a=1+2%2B3", "a=1+2+3"),
            ("%61%25%36", "a%6"),
            // None of these is let through by the checks; nothing may panic.
            ("a=%", "a="),
            ("a=%4", "a="),
            ("a=%zz1", "a=1"),
            ("a=%€", "a="),
        ] {
            assert_eq!(rendered(decode, query), text, "{query}");
        }
    }

    #[test]
    fn members_stand_behind_a_comma_as_they_are_written() {
        for (body, text) in [
            ("", ""),
            ("{}", ""),
            (" { \n} ", ""),
            (r#"{"a":1}"#, r#","a":1"#),
            (
                "\n{ \"a\": {\"b\": \"}\"}, \"c\":[1 ,2] }\t",
                ",\"a\": {\"b\": \"}\"}, \"c\":[1 ,2]",
            ),
            ("[1]", ""),
        ] {
            assert_eq!(rendered(members, body), text, "{body}");
        }
    }

    #[test]
    fn pairs_keep_their_order() {
        for (body, text) in [
            ("", ""),
            ("{}", ""),
            (
                r#"{"z":"1","a":-2,"b":true,"c":null}"#,
                "z=1&a=-2&b=true&c=null",
            ),
            (
                r#"{"a":18446744073709551615,"b":-9223372036854775808}"#,
                "a=18446744073709551615&b=-9223372036854775808",
            ),
            (r#"{"ids":["x","y"],"n":1}"#, "ids[]=x&ids[]=y&n=1"),
            (r#"{"a":[]}"#, ""),
            (r#"{"a":"\u00e9 &="}"#, "a=é &="),
            // What has no such form: refused by the checks.
            (r#"{"a":1,"b":{"c":2},"d":3}"#, "a=1&d=3"),
            (r#"{"a":1,"b":0.5}"#, ""),
            (r#"{"a":1,"b":-0}"#, ""),
            (r#"{"a":1,"b":1e2}"#, ""),
            (r#"{"a":18446744073709551616}"#, ""),
            (r#"{"a":{"$serde_json::private::Number":"1"}}"#, ""),
            (r#"{"a":1} x"#, ""),
            (r#"{"a":1"#, ""),
        ] {
            assert_eq!(rendered(pairs, body), text, "{body}");
        }
    }

    #[test]
    fn concatenated_members_are_sorted_at_every_depth() {
        assert_eq!(rendered(concatenated, ""), "");
        assert_eq!(rendered(concatenated, "{}"), "");
        assert_eq!(
            rendered(concatenated, r#"{"b":2,"a":"x","B":null,"c":false}"#),
            "Bnullaxb2cfalse"
        );
        assert_eq!(
            rendered(
                concatenated,
                r#"{"list":[{"q":"1","p":"2"},{"p":3}],"a":{"z":1,"y":[]}}"#
            ),
            "ayz1listp2q1p3"
        );
        assert_eq!(rendered(concatenated, r#"{"a":1"#), "");
    }

    #[test]
    fn plain_values_have_no_fraction_and_little_depth() {
        let plain = |text: &str, depth| is_plain(&Json::parse(text.as_bytes()).unwrap(), depth);
        assert!(plain("1", 0));
        assert!(plain("null", 0));
        assert!(!plain("1.0", 9));
        assert!(!plain("9223372036854775808", 9));
        assert!(!plain("{}", 0));
        assert!(plain("{}", 1));
        assert!(plain(r#"{"a":[1,"2",true]}"#, 2));
        assert!(!plain(r#"{"a":[[1]]}"#, 2));
        assert!(!plain(r#"{"a":[{"b":1}]}"#, 2));
        assert!(plain(r#"{"a":[{"b":1}]}"#, 3));
        assert!(!plain(r#"{"a":[{"b":0.5}]}"#, 3));
    }
}
