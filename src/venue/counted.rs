//! What a limit makes of each row of a venue's table.

use super::{Orders, Spec};
use crate::{
    permission::{Futures, Margin, Options, PermissionSet, Read, Spot},
    request::{Condition, Demand, Method, Row},
};

/// What a limit makes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums)] // a call counts, is free, or is neither
pub enum Counted {
    /// It only reads.
    Read,
    /// It places orders, or changes what they buy or sell: it counts.
    Order,
    /// It takes orders back: it is free, so that a limit never keeps an order in the market. To close a
    /// position takes an order, which counts.
    Cancel,
    /// It trades and is no order, or moves value: a limit refuses it unless the owner names it.
    Neither,
}

impl Spec {
    /// What a limit makes of each row of the table that a bot may sign, as method and path.
    pub fn counted(&self) -> impl Iterator<Item = (Method, &'static str, Counted)> {
        self.endpoints
            .iter()
            .filter(|row| row.needs.and(PermissionSet::NEVER).is_empty())
            .map(|row| (row.method, row.path, self.count(row).0))
    }

    /// What a limit makes of `row`, and the family it belongs to where it is an order.
    pub(crate) fn count(&self, row: &Row) -> (Counted, Option<&'static Orders>) {
        if row.needs.minus(PermissionSet::of::<Read>()).is_empty() {
            return (Counted::Read, None);
        }
        let orders = self.trading.orders.iter();
        let family = orders.clone().find(|orders| has(orders.at, row));
        if let Some(family) = family {
            return (Counted::Order, Some(family));
        }
        let stops = has(self.trading.cancel_all, row) || has(self.trading.dead_man, row);
        if stops || (row.needs.minus(TRADE).is_empty() && is_cancel(row)) {
            (Counted::Cancel, None)
        } else {
            (Counted::Neither, None)
        }
    }
}

/// What orders need. A transfer or a deposit of earnings that is cancelled moves value.
const TRADE: PermissionSet = PermissionSet::of::<Read>()
    .with::<Spot>()
    .with::<Margin>()
    .with::<Futures>()
    .with::<Options>();

fn has(rows: &[Row], row: &Row) -> bool {
    rows.iter()
        .any(|own| own.method == row.method && own.path == row.path && own.when == row.when)
}

/// Whether path or conditions say that the row takes orders back, and nothing that it does more.
fn is_cancel(row: &Row) -> bool {
    let deletes_order = row.method == Method::Delete && says(row.path, "order");
    let by_condition = row.when.iter().any(all_cancel);
    (deletes_order || says(row.path, "cancel") || by_condition)
        // A cancel that places anew, or changes something.
        && !["replace", "new", "reduce", "amend", "edit"]
            .iter()
            .any(|word| says(row.path, word))
}

fn all_cancel(condition: &Condition) -> bool {
    let Demand::OneOf(words) = condition.demand else {
        return false;
    };
    words.iter().all(|word| says(word, "cancel"))
}

/// Whether `word`, which is in lower case, stands in `text`, in any case of letters.
fn says(text: &str, word: &str) -> bool {
    text.as_bytes()
        .windows(word.len())
        .any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
