//! What one report of an order, or of a trade of it, says.

use super::{
    Found, TradeWatch, day,
    declaration::Declared,
    digest::{self, Digest},
    known::{Known, Marks},
    order,
};
use crate::{
    event::{Fill, Order, Origin},
    time::{self, DAY},
    venue::{Orders as Endpoints, Spec},
    watch::tag::{Layout, Tagged},
};
use std::time::SystemTime;

/// The name and the place of an order in one report.
pub(super) struct Report<'a> {
    pub(super) venue: &'static Spec,
    pub(super) id: &'a str,
    pub(super) market: &'a str,
    name: Option<&'a str>,
    origin: Origin,
    pub(super) at: Option<SystemTime>,
    /// Whether it is the order itself, and no trade of it.
    itself: bool,
}

impl TradeWatch {
    pub(super) fn judge_order(&mut self, venue: &'static Spec, order: &Order, now: SystemTime) {
        let report = Report {
            venue,
            id: &order.id,
            market: &order.market,
            name: order.client_id.as_deref().filter(|name| !name.is_empty()),
            origin: order.origin,
            at: order.at,
            itself: true,
        };
        self.judge_report(&report, now);
    }

    pub(super) fn judge_fill(&mut self, venue: &'static Spec, fill: &Fill, now: SystemTime) {
        let name = fill.client_id.as_deref().filter(|name| !name.is_empty());
        let order_id = fill.order_id.as_deref().filter(|id| !id.is_empty());
        let report = Report {
            venue,
            id: order_id.unwrap_or(&fill.id),
            market: &fill.market,
            name,
            origin: fill.origin,
            at: fill.at,
            itself: false,
        };
        if order_id.is_some() {
            return self.judge_report(&report, now);
        }
        // Nothing else will ever say whose it is.
        let own = || name.is_some_and(|name| self.read(venue, name, fill.at, now).is_some());
        if fill.origin == Origin::Client && !own() && !self.is_declared(&report, now) {
            let told = digest::of(&["fill", venue.id(), &fill.market, &fill.id]);
            let Fill { id, market, .. } = fill;
            let title = venue.title();
            self.tell_once(told, Found::ForeignOrder, venue, fill.at, || {
                format!("trade {id} in {market} at {title} is of nobody of this fleet")
            });
        }
    }

    fn judge_report(&mut self, report: &Report<'_>, now: SystemTime) {
        let millis = time::millis(now);
        let id = order(report.venue, report.id, report.market);
        let known = self.orders.know(id, day(millis));
        let before = known.marks;
        let (mut marks, mut tag) = (before, known.name);
        if report.origin != Origin::Client {
            marks = marks.with(Marks::VENUE);
        } else if let Some(name) = report.name {
            marks = marks.with(self.named(id, &mut tag, report, name, now));
        }
        if !marks.is_explained() && self.is_declared(report, now) {
            marks = marks.with(Marks::DECLARED);
        }
        // A foreign name is not made good by another report of its order, but by the venue's own mark.
        if marks.has(Marks::FOREIGN) && !marks.has(Marks::VENUE) && !before.has(Marks::TOLD) {
            marks = marks.with(Marks::TOLD);
            self.tell(
                Found::ForeignOrder,
                report.venue,
                report.at,
                &format!(
                    "order {} in {} at {} was made by nobody of this fleet",
                    report.id,
                    report.market,
                    report.venue.title()
                ),
            );
        }
        if marks.is_settled() {
            // What was settled before waits no longer.
            if !before.is_settled() && !self.waiting.is_empty() {
                self.waiting.remove(&id);
            }
        } else {
            self.wait(id, report, millis);
        }
        let learnt = Known {
            name: tag,
            marks,
            ..known
        };
        if learnt != known {
            self.orders.learn(id, learnt);
        }
        let forgotten = self.orders.forget_surplus();
        if forgotten > 0 {
            self.forget(forgotten, report.venue, millis);
        }
    }

    /// What the name of an order says, where it is not the `tag` that the order was seen with.
    fn named(
        &mut self,
        id: Digest,
        tag: &mut u64,
        report: &Report<'_>,
        name: &str,
        now: SystemTime,
    ) -> Marks {
        let Digest([short, _]) = digest::of(&[name]);
        if *tag == short {
            return Marks::default();
        }
        let marks = match self.read(report.venue, name, report.at, now) {
            Some(Tagged::Here) => Marks::HERE,
            Some(Tagged::Elsewhere) => Marks::ELSEWHERE,
            // A trade does not say whether its order was declared: the order does.
            None if !report.itself => return Marks::default(),
            None if self.is_declared(report, now) => return Marks::DECLARED,
            None => return Marks::FOREIGN,
        };
        *tag = short;
        let Some(other) = self.orders.name(id, short) else {
            return marks;
        };
        self.orders.mark(other, Marks::COPIED);
        // Each copy is told: the owner may have reset the switch since the last one.
        let venue = report.venue;
        let told = digest::of(&["copied", venue.id(), name, report.id]);
        self.tell_once(told, Found::CopiedTag, venue, None, || {
            format!(
                "the tag {name} is on more than one order at {}",
                venue.title()
            )
        });
        marks.with(Marks::COPIED)
    }

    /// Who of the fleet made this name.
    fn read(
        &self,
        venue: &'static Spec,
        name: &str,
        at: Option<SystemTime>,
        now: SystemTime,
    ) -> Option<Tagged> {
        let mut known = self.layouts.iter();
        let (_, layouts) = known.find(|(id, _)| *id == venue.id())?;
        let day = time::millis(at.unwrap_or(now)) / DAY;
        let near = [day, day.saturating_add(1)];
        let before = (1..=u64::from(self.days)).map_while(|back| day.checked_sub(back));
        layouts.iter().find_map(|layout| {
            self.tag
                .reads_as(name, *layout, near.into_iter().chain(before.clone()))
        })
    }

    fn is_declared(&self, report: &Report<'_>, now: SystemTime) -> bool {
        let declared = Declared {
            venue: report.venue.id(),
            market: report.market,
            id: report.id,
            name: report.name,
            at: report.at.unwrap_or(now),
        };
        let mut all = self.declared.iter();
        all.any(|declaration| declaration.covers(false, &declared))
    }
}

/// Every layout of a venue's names, once.
pub(super) fn layouts_of(venue: &Spec) -> Vec<Layout> {
    let mut all = Vec::new();
    for id in venue.orders().filter_map(Endpoints::client_id) {
        if let Some(layout) = Layout::of(id)
            && !all.contains(&layout)
        {
            all.push(layout);
        }
    }
    all
}
