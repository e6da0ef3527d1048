//! The parameters of a request, read for the guards and never rewritten.
//!
//! One endpoint can serve several products: a Bybit order is spot or a swap by its `category`. So
//! a row of the table may ask what the parameters say. The reading is strict: a name that could be
//! read in two ways is refused, and every occurrence has to agree, at any depth.

use super::{BodyForm, Carriers, Scheme};
use crate::request::{Condition, Demand, Malformed, Method, pairs};
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
    let mut all = true;
    for condition in conditions {
        let mut stated = false;
        each(form, query, body, &mut |name, value| {
            if !name.eq_ignore_ascii_case(condition.field) {
                return Ok(());
            }
            if matches!(value, Value::Form(text) if text.contains(['%', '+'])) {
                return Err(Malformed::Encoded);
            }
            stated = true;
            all &= value.read(|text| condition.demand.allows(text));
            Ok(())
        })?;
        all &= stated || matches!(condition.demand, Demand::AbsentOr(_));
    }
    Ok(all)
}

/// Checks that query and body can be sent as they are, and lie where the venue reads them.
pub(crate) fn check(
    scheme: &Scheme,
    method: Method,
    query: &str,
    body: &str,
) -> Result<(), Malformed> {
    let fits = match scheme.carriers {
        Carriers::Both => true,
        Carriers::One => query.is_empty() || body.is_empty(),
        Carriers::ByMethod => match method {
            Method::Get => body.is_empty(),
            _ => query.is_empty(),
        },
        Carriers::Body => query.is_empty(),
    };
    if !fits || (method == Method::Get && !body.is_empty()) {
        return Err(Malformed::Carrier);
    }
    check_form(scheme, query, Malformed::Query, |byte| is_query_byte(byte))?;
    match scheme.body {
        BodyForm::Form => check_form(scheme, body, Malformed::Form, |byte| {
            is_query_byte(byte) || b"[]".contains(&byte)
        }),
        BodyForm::Json => Ok(()),
    }
}

fn check_form(
    scheme: &Scheme,
    text: &str,
    otherwise: Malformed,
    allowed: impl Fn(u8) -> bool,
) -> Result<(), Malformed> {
    if text.is_empty() {
        return Ok(());
    }
    if !text.bytes().all(allowed) {
        return Err(otherwise);
    }
    for (name, _) in pairs(text) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.[]".contains(&byte);
        if name.is_empty() || !name.bytes().all(plain) {
            return Err(Malformed::Name);
        }
        if scheme.reserves(name) {
            return Err(Malformed::Reserved);
        }
    }
    Ok(())
}

/// What RFC 3986 lets stand in a query, percent signs included.
fn is_query_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte)
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
    /// A number with a fraction or out of range: equal to nothing.
    Other,
}

impl Value<'_> {
    fn read(&self, test: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Form(text) | Self::Text(text) => test(text),
            Self::Integer(number) => test(itoa::Buffer::new().format(*number)),
            Self::Bool(true) => test("true"),
            Self::Bool(false) => test("false"),
            Self::Null => test("null"),
            Self::Other => test(""),
        }
    }
}

type Visit<'v> = &'v mut dyn FnMut(&str, Value<'_>) -> Result<(), Malformed>;

/// Goes through every named value of query and body. The name of `orders[0][price]` is `price`.
pub(crate) fn each(
    form: BodyForm,
    query: &str,
    body: &str,
    visit: Visit<'_>,
) -> Result<(), Malformed> {
    let mut each_pair = |text: &str| {
        pairs(text).try_for_each(|(name, value)| {
            let last = name.rsplit_once('[').map_or(name, |(_, last)| last);
            visit(last.strip_suffix(']').unwrap_or(last), Value::Form(value))
        })
    };
    each_pair(query)?;
    match form {
        BodyForm::Form => each_pair(body),
        BodyForm::Json if body.is_empty() => Ok(()),
        BodyForm::Json => {
            let mut refused = None;
            let mut parser = serde_json::Deserializer::from_str(body);
            let walk = Walk {
                name: "",
                visit,
                refused: &mut refused,
            };
            let read = walk.deserialize(&mut parser).and_then(|()| parser.end());
            match (refused, read) {
                (Some(refused), _) => Err(refused),
                (None, Err(_)) => Err(Malformed::Json),
                (None, Ok(())) => Ok(()),
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
    fn value<E: de::Error>(self, value: Value<'_>) -> Result<(), E> {
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

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.value(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.value(Value::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.value(i64::try_from(value).map_or(Value::Other, Value::Integer))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.value(Value::Other)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.value(Value::Text(value))
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.value(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
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

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // Borrowed where it has no escape; `Cow` falls back to an owned name where it has one.
        while let Some(Name(name)) = map.next_key::<Name<'_>>()? {
            map.next_value_seed(Walk {
                name: &name,
                visit: &mut *self.visit,
                refused: &mut *self.refused,
            })?;
        }
        Ok(())
    }
}

#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] std::borrow::Cow<'a, str>);
