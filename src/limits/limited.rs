//! A signer's limits: what a request counts for, and whether that may still be spent.

use super::{
    Counters,
    meter::{Meter, Spent},
    reading::{Question, Reading},
};
use crate::{
    permission::{PermissionSet, Read},
    policy::Limits,
    request::Row,
    signer::{SignError, VerifyError},
    time::Millis,
    venue::{Counted, Orders, Spec},
};
use std::sync::Arc;

/// The limits of a signer, and those above it.
pub(crate) struct Limited {
    meter: Arc<Meter>,
    /// Keeps the store, and the thread that fills the meter.
    _counters: Option<Counters>,
    above: Option<Arc<Limited>>,
}

/// What a request is, as the guards before have read it.
pub(crate) struct Asked<'a> {
    pub(crate) spec: &'static Spec,
    /// Its row; `None` where the owner listed it.
    pub(crate) row: Option<&'a Row>,
    pub(crate) needs: PermissionSet,
    pub(crate) path: &'a str,
    pub(crate) segments: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a str,
    pub(crate) worth: Option<u64>,
}

impl Limited {
    /// Limits below those `above`, counted under `name`.
    pub(crate) fn new(
        limits: &Limits,
        name: String,
        counters: Option<&Counters>,
        above: Option<Arc<Self>>,
        now: Millis,
    ) -> Result<Self, VerifyError> {
        let meter = match counters {
            Some(counters) => counters.meter(name, limits, now)?,
            None if limits.counts_days() => return Err(VerifyError::Uncounted),
            None => Arc::new(Meter::new(name, limits.clone(), true, now)),
        };
        Ok(Self {
            meter,
            _counters: counters.cloned(),
            above,
        })
    }

    /// Whether the request is within the limits; then it is counted, in all of them.
    pub(crate) fn pass(&self, asked: &Asked<'_>, now: Millis) -> Result<(), SignError> {
        let reads = PermissionSet::of::<Read>();
        let (counted, family) = match asked.row {
            Some(row) => asked.spec.count(row),
            None if asked.needs.minus(reads).is_empty() => (Counted::Read, None),
            None => (Counted::Neither, None),
        };
        match (counted, asked.row, family) {
            (Counted::Read | Counted::Cancel, ..) => Ok(()),
            (Counted::Order, Some(row), Some(family)) => {
                let mut reading = Reading::new(asked.query, asked.body);
                self.count(asked, (row, family), &mut reading, now)
            }
            _ => self.each(&mut |own| {
                let beside = &own.meter.beside;
                let named =
                    beside.has(asked.path) || asked.row.is_some_and(|row| beside.has(row.path));
                if named {
                    Ok(())
                } else {
                    Err(SignError::BesideLimits)
                }
            }),
        }
    }

    /// Whether a socket at `url`, on which orders could be sent uncounted, may be logged in to.
    pub(crate) fn admit(&self, url: &str) -> Result<(), SignError> {
        let path = url
            .split_once("://")
            .and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)))
            .unwrap_or("/");
        self.each(&mut |own| {
            if own.meter.beside.has(path) {
                Ok(())
            } else {
                Err(SignError::BesideLimits)
            }
        })
    }

    fn each(&self, check: &mut dyn FnMut(&Self) -> Result<(), SignError>) -> Result<(), SignError> {
        if let Some(above) = &self.above {
            above.each(check)?;
        }
        check(self)
    }

    /// How many orders the request holds, all of them in markets that these limits allow.
    fn read<'a>(
        &'a self,
        asked: &Asked<'a>,
        (row, family): (&Row, &Orders),
        reading: &mut Reading<'a>,
    ) -> Result<u64, SignError> {
        let limits = &self.meter.limits;
        if limits.orders_per_second.is_none()
            && limits.orders_per_day.is_none()
            && limits.markets.is_none()
        {
            return Ok(1);
        }
        let market = family.market().unwrap_or_default();
        if market.is_empty() && limits.markets.is_some() {
            return Err(SignError::NoMarket);
        }
        let in_path = family.is_in_path() && limits.markets.is_some();
        let segment = in_path.then(|| segment(row.path, asked.path, asked.segments));
        let question = Question {
            field: if family.is_in_path() { "" } else { market },
            markets: self.meter.markets.as_ref(),
            in_path: segment
                .map(|segment| segment.ok_or(SignError::MarketUnclear))
                .transpose()?,
        };
        reading.answer(&question, || asked.spec.body_form(asked.path))
    }

    /// Counts in these limits and in all above, or in none.
    fn count<'a>(
        &'a self,
        asked: &Asked<'a>,
        call: (&Row, &Orders),
        reading: &mut Reading<'a>,
        now: Millis,
    ) -> Result<(), SignError> {
        let orders = self.read(asked, call, reading)?;
        let spent: Spent = self.meter.spend(orders, asked.worth, now)?;
        match &self.above {
            Some(above) => above
                .count(asked, call, reading, now)
                .inspect_err(|_| self.meter.unspend(&spent)),
            None => Ok(()),
        }
    }
}

/// What stands for the one `{}` of `pattern`.
fn segment<'a>(pattern: &str, path: &'a str, segments: &'a str) -> Option<&'a str> {
    let (start, end) = pattern.split_once("{}")?;
    if end.contains("{}") {
        return None;
    }
    if path == pattern {
        return Some(segments);
    }
    path.strip_prefix(start)?.strip_suffix(end)
}
