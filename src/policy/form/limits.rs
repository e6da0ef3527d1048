//! Limits as they stand in a configuration file.

use super::bounded;
use crate::{
    policy::limits::{
        Limits, MARKETS, Names, ORDERS, PATHS, SECOND, WORTH, is_market, is_name, is_path, within,
    },
    report::json::{Field, Unreadable},
};

/// Reads the settings below `limits`.
pub(super) fn read(form: &Field<'_>) -> Result<Limits, Unreadable> {
    let mut limits = Limits::new();
    for (name, field) in form.members()? {
        match name {
            "orders_per_second" => {
                let orders: u32 = bounded(&field, (1, 10_000), "a whole number from 1 to 10000")?;
                limits.orders_per_second = Some(orders).filter(|n| within((*n).into(), SECOND));
            }
            "orders_per_day" => {
                let expected = "a whole number from 1 to 1000000000";
                limits.orders_per_day = Some(bounded(&field, ORDERS, expected)?);
            }
            "worth_per_day" => {
                let expected = "a whole number from 1 to 100000000000000";
                limits.worth_per_day = Some(bounded(&field, WORTH, expected)?);
            }
            "markets" => {
                let expected =
                    "a list of 1 to 1000000 markets, each of 1 to 64 letters, digits and `-_./:@`";
                let names = names(&field, is_market, MARKETS, expected)?;
                if names.is_empty() {
                    return Err(field.unreadable(expected));
                }
                limits.markets = Some(Names::Read(names.into()));
            }
            "beside" => {
                let expected = "a list of paths, such as [\"/api/v1/transfer\"]";
                limits.beside = Names::Read(names(&field, is_path, PATHS, expected)?.into());
            }
            "name" => {
                let text = field.text().ok().filter(|text| is_name(text));
                let expected = "1 to 64 letters, digits, `-` and `_`";
                let text = text.ok_or_else(|| field.unreadable(expected))?;
                limits.name = Some(text.to_owned().into());
            }
            _ => {
                return Err(Unreadable {
                    field: "a setting in `limits`".to_owned(),
                    expected: "one of `orders_per_second`, `orders_per_day`, `worth_per_day`, `markets`, `beside`, `name`",
                });
            }
        }
    }
    if limits.is_empty() {
        return Err(form.unreadable(
            "at least one of `orders_per_second`, `orders_per_day`, `worth_per_day`, `markets`",
        ));
    }
    Ok(limits)
}

fn names(
    field: &Field<'_>,
    fits: fn(&str) -> bool,
    most: usize,
    expected: &'static str,
) -> Result<Vec<String>, Unreadable> {
    let fields = field.list().map_err(|_| field.unreadable(expected))?;
    let name = |field: &Field<'_>| {
        let text = field.text().ok().filter(|text| fits(text));
        text.map(str::to_owned)
    };
    let names: Option<Vec<_>> = fields.iter().map(name).collect();
    names
        .filter(|names| names.len() <= most)
        .ok_or_else(|| field.unreadable(expected))
}
