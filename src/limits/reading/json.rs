//! Walks JSON for orders and markets, without building it.

use super::{Question, Tally};
use crate::{
    report::number::{self, Name, Opened},
    scheme::fields,
    signer::SignError,
};
use core::fmt;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// One value of a request.
pub(super) struct Walk<'w> {
    pub(super) question: &'w Question<'w>,
    /// Whether it is an element of a list.
    pub(super) in_list: bool,
    pub(super) fault: &'w mut Option<SignError>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Tally;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tally, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Tally;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tally, E> {
        Ok(Tally::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tally, A::Error> {
        let mut all = Tally::default();
        while let Some(tally) = seq.next_element_seed(Walk {
            question: self.question,
            in_list: true,
            fault: &mut *self.fault,
        })? {
            all.add(tally);
        }
        // A list in a list is one order at least.
        if self.in_list && all.orders == 0 {
            all.orders = 1;
            all.unnamed = 1;
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Tally, A::Error> {
        let mut next = match Opened::next(&mut map)? {
            Opened::Number(digits) => return number::visit(&digits, self),
            Opened::Members(first) => first,
        };
        let mut all = Tally::default();
        while let Some(Name(name)) = next {
            let market = self.market::<A::Error>(&name)?;
            if market && self.question.markets.is_none() {
                all.named = all.named.saturating_add(1);
            }
            if market && self.question.markets.is_some() {
                let stated = map.next_value_seed(Market {
                    question: self.question,
                    fault: &mut *self.fault,
                })?;
                all.named = all.named.saturating_add(u64::from(stated));
            } else {
                all.add(map.next_value_seed(Walk {
                    question: self.question,
                    in_list: false,
                    fault: &mut *self.fault,
                })?);
            }
            next = map.next_key()?;
        }
        if all.named > 0 {
            all.unnamed = 0;
        }
        if self.in_list {
            if all.named > 1 && self.question.markets.is_some() {
                *self.fault = Some(SignError::MarketUnclear);
                return Err(de::Error::custom("two markets"));
            }
            all.unnamed = all.unnamed.saturating_add(u64::from(all.named == 0));
            all.orders = all.orders.saturating_add(1);
            all.named = 0;
        }
        Ok(all)
    }
}

impl Walk<'_> {
    /// Whether the member called `name` is the market. In JSON, brackets are letters like others.
    fn market<E: de::Error>(&mut self, name: &str) -> Result<bool, E> {
        let question = self.question;
        if question.field.is_empty() {
            return Ok(false);
        }
        let is_name = fields::is_name(name, question.field);
        if name == question.field || question.markets.is_none() {
            return Ok(is_name);
        }
        if is_name || !name.is_ascii() {
            *self.fault = Some(SignError::MarketUnclear);
            return Err(E::custom("another spelling"));
        }
        Ok(false)
    }
}

/// The value of a market.
struct Market<'w> {
    question: &'w Question<'w>,
    fault: &'w mut Option<SignError>,
}

impl Market<'_> {
    fn is<E: de::Error>(self, market: &str) -> Result<bool, E> {
        match self.question.allow(market) {
            Ok(()) => Ok(true),
            Err(fault) => self.refuse(fault),
        }
    }

    fn refuse<E: de::Error>(self, fault: SignError) -> Result<bool, E> {
        *self.fault = Some(fault);
        Err(E::custom("refused"))
    }
}

impl<'de> DeserializeSeed<'de> for Market<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Says whether a market was stated: `null` is none.
impl<'de> Visitor<'de> for Market<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a market")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<bool, E> {
        self.is(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<bool, E> {
        self.is(itoa::Buffer::new().format(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<bool, E> {
        self.is(itoa::Buffer::new().format(value))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<bool, E> {
        self.refuse(SignError::MarketUnclear)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<bool, E> {
        self.refuse(SignError::MarketUnclear)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<bool, A::Error> {
        self.refuse(SignError::MarketUnclear)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        match Opened::next(&mut map)? {
            Opened::Number(digits) => number::visit(&digits, self),
            Opened::Members(_) => self.refuse(SignError::MarketUnclear),
        }
    }
}
