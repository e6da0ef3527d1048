//! How many orders a request holds, and in which markets: read from the request itself.
//!
//! The reading is strict. A market that could be read in two ways is no market, and of two ways to
//! count, the higher one stands. A request that is plain is read by [`plain`] instead, which comes to
//! the same.

mod json;
mod plain;

use super::listed::Listed;
use crate::{
    request::{Malformed, pairs},
    scheme::{BodyForm, fields},
    signer::SignError,
};
use core::{cell::OnceCell, ptr};
use json::Walk;
use plain::Plain;

/// What is read, and how.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The parameter that names the market; empty where there is none.
    pub(super) field: &'static str,
    /// The markets that are allowed; `None` where any is.
    pub(super) markets: Option<&'a Listed>,
    /// The market, where it stands in the path.
    pub(super) in_path: Option<&'a str>,
}

/// A request, which is read once for all questions that are the same.
pub(super) struct Reading<'a> {
    query: &'a str,
    body: &'a str,
    form: OnceCell<BodyForm>,
    /// What it says where it is plain. The field is that of the endpoint, so the same for all.
    plain: OnceCell<Option<Plain<'a>>>,
    /// The last answer of the strict reading, and for which markets.
    last: Option<(Option<&'a Listed>, u64)>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(query: &'a str, body: &'a str) -> Self {
        Self {
            query,
            body,
            form: OnceCell::new(),
            plain: OnceCell::new(),
            last: None,
        }
    }

    /// How many orders the request holds, all of them in markets that are allowed. The `form` of the
    /// body is asked for where there is one.
    pub(super) fn answer(
        &mut self,
        question: &Question<'a>,
        form: impl FnOnce() -> BodyForm,
    ) -> Result<u64, SignError> {
        let (query, body) = (self.query, self.body);
        let form = *self.form.get_or_init(|| match body {
            "" => BodyForm::Form,
            _ => form(),
        });
        let plain = self
            .plain
            .get_or_init(|| Plain::read(question.field, form, query, body));
        if let Some(plain) = plain {
            return question.judge(question.plain(plain)?);
        }
        if let Some((markets, orders)) = self.last
            && is_same(markets, question.markets)
        {
            return Ok(orders);
        }
        let orders = question.read(form, query, body)?;
        self.last = Some((question.markets, orders));
        Ok(orders)
    }
}

fn is_same(one: Option<&Listed>, other: Option<&Listed>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => ptr::eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What was found in some part of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Elements of lists.
    orders: u64,
    /// Those of them that name no market, in themselves or around them.
    unnamed: u64,
    /// How often a market is named outside of lists.
    named: u64,
}

impl Tally {
    const fn add(&mut self, other: Self) {
        self.orders = self.orders.saturating_add(other.orders);
        self.unnamed = self.unnamed.saturating_add(other.unnamed);
        self.named = self.named.saturating_add(other.named);
    }
}

impl Question<'_> {
    /// The strict reading.
    fn read(&self, form: BodyForm, query: &str, body: &str) -> Result<u64, SignError> {
        let mut tally = self.pairs(query)?;
        match form {
            BodyForm::Form => tally.add(self.pairs(body)?),
            BodyForm::Json if body.is_empty() => {}
            BodyForm::Json => tally.add(self.json(body.as_bytes())?),
        }
        self.judge(tally)
    }

    fn plain(&self, plain: &Plain<'_>) -> Result<Tally, SignError> {
        plain.market.map_or(Ok(()), |market| self.allow(market))?;
        Ok(Tally {
            named: u64::from(plain.market.is_some()),
            ..Tally::default()
        })
    }

    /// How many orders these are, once all of the request was read.
    fn judge(&self, mut tally: Tally) -> Result<u64, SignError> {
        if let Some(market) = self.in_path {
            self.allow(market)?;
            tally.named = tally.named.saturating_add(1);
        }
        if self.markets.is_some() {
            let fits = match tally.named {
                0 => tally.orders > 0 && tally.unnamed == 0,
                1 => true,
                _ => false,
            };
            if !fits {
                return Err(SignError::MarketUnclear);
            }
        }
        // Whatever names a market outside of lists may be an order itself.
        Ok(tally.orders.saturating_add(tally.named).max(1))
    }

    /// The pairs of a query or a form.
    fn pairs(&self, text: &str) -> Result<Tally, SignError> {
        let mut all = Tally::default();
        let mut last = "";
        // Whether the element that is being read names its market.
        let mut is_named = true;
        for (name, value) in pairs(text) {
            if fields::holds_structure(value) {
                all.add(self.structure(value)?);
            }
            let group = group(name);
            if let Some(group) = group {
                // Without a number, each may begin another.
                if group != last || group.ends_with("[]") || group.contains('.') {
                    all.orders = all.orders.saturating_add(1);
                    all.unnamed = all.unnamed.saturating_add(u64::from(!is_named));
                    is_named = false;
                }
                last = group;
            }
            if self.names(name)? {
                self.allow_encoded(value)?;
                if group.is_some() {
                    is_named = true;
                } else {
                    all.named = all.named.saturating_add(1);
                }
            }
        }
        all.unnamed = all.unnamed.saturating_add(u64::from(!is_named));
        if all.named > 0 {
            all.unnamed = 0;
        }
        Ok(all)
    }

    /// A value that is an object or a list in JSON. This allocates, for its decoded form.
    fn structure(&self, value: &str) -> Result<Tally, SignError> {
        let decoded = decoded(value);
        if self.markets.is_none()
            && serde_json::from_slice::<serde::de::IgnoredAny>(&decoded).is_err()
        {
            // Whatever it is, it holds no more orders than it has brackets.
            let count = decoded.iter().filter(|byte| b"{[".contains(byte)).count();
            return Ok(Tally {
                orders: u64::try_from(count).unwrap_or(u64::MAX),
                ..Tally::default()
            });
        }
        self.json(&decoded)
    }

    fn json(&self, text: &[u8]) -> Result<Tally, SignError> {
        let mut fault = None;
        let walk = Walk {
            question: self,
            in_list: false,
            fault: &mut fault,
        };
        let read = crate::report::number::read(text, walk);
        match (fault, read) {
            (None, Some(tally)) => Ok(tally),
            (Some(fault), _) => Err(fault),
            (None, None) => Err(Malformed::Json.into()),
        }
    }

    /// Whether the pair or member called `name` names the market.
    fn names(&self, name: &str) -> Result<bool, SignError> {
        if self.field.is_empty() {
            return Ok(false);
        }
        if self.markets.is_none() {
            let mut components = fields::components(name);
            return Ok(components.any(|component| fields::is_name(component, self.field)));
        }
        let mut last = None;
        // A list, to some servers.
        let is_bare = name != self.field && fields::components(name).count() == 1;
        for component in fields::components(name) {
            if last.is_some_and(|before| fields::is_name(before, self.field)) {
                // It has members of its own.
                return Err(SignError::MarketUnclear);
            }
            last = Some(component);
        }
        match last {
            Some(last) if last == self.field && !is_bare => Ok(true),
            // `orders.symbol` is a member of `orders`, to some servers.
            Some(last)
                if last
                    .split('.')
                    .any(|part| fields::is_name(part, self.field)) =>
            {
                Err(SignError::MarketUnclear)
            }
            // Some servers fold letters from outside ASCII into others.
            _ if !name.is_ascii() => Err(SignError::MarketUnclear),
            _ => Ok(false),
        }
    }

    fn allow_encoded(&self, market: &str) -> Result<(), SignError> {
        if market.contains(['%', '+']) {
            return Err(SignError::MarketUnclear);
        }
        self.allow(market)
    }

    fn allow(&self, market: &str) -> Result<(), SignError> {
        match self.markets {
            Some(markets) if !markets.has(market) => Err(SignError::MarketNotListed),
            _ => Ok(()),
        }
    }
}

/// Of `orders[0][price]`, the part that tells one element of the list from the next.
fn group(name: &str) -> Option<&str> {
    let ends = ["]", "%5D", "%5d"].into_iter();
    let end = ends
        .filter_map(|end| Some(name.find(end)? + end.len()))
        .min();
    let group = match end {
        Some(end) => name.get(..end)?,
        None if name.contains(['.', '[']) || name.contains("%5B") || name.contains("%5b") => name,
        None => return None,
    };
    Some(if fields::components(group).count() < 2 {
        // Nothing between the brackets.
        "[]"
    } else {
        group
    })
}

/// A form's value as a server reads it.
fn decoded(value: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    loop {
        rest = match rest {
            [] => return out,
            [b'%', high, low, behind @ ..] => {
                let digit = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0);
                let byte = digit(*high) * 16 + digit(*low);
                out.push(u8::try_from(byte).unwrap_or(0));
                behind
            }
            [b'+', behind @ ..] => {
                out.push(b' ');
                behind
            }
            [byte, behind @ ..] => {
                out.push(*byte);
                behind
            }
        };
    }
}
