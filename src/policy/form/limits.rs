//! Limits as they stand in a configuration file.

use crate::{
    policy::limits::{
        Limits, MARKETS, Names, ORDERS, PATHS, SECOND, WORTH, is_market, is_name, is_path,
    },
    secret::has_key,
    shape::{At, Faults, Shape},
};

const FIELDS: &[&str] = &[
    "orders_per_second",
    "orders_per_day",
    "worth_per_day",
    "beside",
    "name",
];

impl Faults {
    /// Reads the settings below `limits`.
    pub(super) fn limits(&mut self, top: &At, shape: &Shape, limits: &mut Limits) {
        let known = [FIELDS, &["markets"]].concat();
        let Some(fields) = self.table(top, shape, &known) else {
            return;
        };
        for (name, shape) in &fields {
            let at = &top.below(name);
            match *name {
                "orders_per_second" => {
                    let orders = self.number(at, shape, SECOND);
                    set(
                        &mut limits.orders_per_second,
                        orders.and_then(|n| n.try_into().ok()),
                    );
                }
                "orders_per_day" => set(&mut limits.orders_per_day, self.number(at, shape, ORDERS)),
                "worth_per_day" => set(&mut limits.worth_per_day, self.number(at, shape, WORTH)),
                "beside" => {
                    let names = self.names(
                        at,
                        shape,
                        is_path,
                        (0, PATHS),
                        (
                            "is no list of paths",
                            "write one, such as `beside = [\"/api/v1/transfer\"]`",
                        ),
                    );
                    if let Some(names) = names {
                        limits.beside = names;
                    }
                }
                "name" => {
                    // It is shown, so that no secret may pass for one.
                    let text = shape.text().filter(|text| is_name(text) && !has_key(text));
                    let name = text.or_else(|| {
                        let remedy = "write a short one of letters, digits, `-` and `_`, in quotes";
                        self.tell(at, "is no name", remedy)
                    });
                    set(&mut limits.name, name.map(|name| name.to_owned().into()));
                }
                _ => {
                    self.tell::<()>(at, "stands in `limits`", "write it beside `limits`");
                }
            }
        }
    }

    /// Reads the list of markets, which stands beside `limits`: where a key trades is looked at more
    /// often than how much.
    pub(super) fn markets(&mut self, at: &At, shape: &Shape, limits: &mut Limits) {
        let names = self.names(
            at,
            shape,
            is_market,
            (1, MARKETS),
            (
                "is no list of 1 to 1000000 markets",
                "write them as the venue does, each in quotes and of 1 to 64 letters, digits and `-_./:@`",
            ),
        );
        set(&mut limits.markets, names);
    }

    fn names(
        &mut self,
        at: &At,
        shape: &Shape,
        fits: fn(&str) -> bool,
        (least, most): (usize, usize),
        (found, remedy): (&str, &str),
    ) -> Option<Names> {
        let items = match shape {
            Shape::List(items) if (least..=most).contains(&items.len()) => items.as_slice(),
            _ => return self.tell(at, found, remedy),
        };
        let name = |item: &Shape| item.text().filter(|text| fits(text)).map(str::to_owned);
        let names: Option<Vec<_>> = items.iter().map(name).collect();
        match names {
            Some(names) => Some(Names::Read(names.into())),
            None => self.tell(at, found, remedy),
        }
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *place = value;
    }
}
