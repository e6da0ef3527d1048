//! Orders that wait for another report to explain them.

use super::{Found, TradeWatch, digest::Digest, known::Marks, report::Report};
use crate::{time::Millis, venue::Spec};
use std::time::SystemTime;

/// The most orders that wait to be explained; the next one is a finding at once.
const WAITING: usize = 65_536;

/// An order that nothing has explained so far.
pub(super) struct Waiting {
    pub(super) due: Millis,
    pub(super) venue: &'static Spec,
    pub(super) id: Box<str>,
    pub(super) market: Box<str>,
    pub(super) at: Option<SystemTime>,
}

impl TradeWatch {
    pub(super) fn wait(&mut self, id: Digest, report: &Report<'_>, now: Millis) {
        if self.waiting.contains_key(&id) {
            return;
        }
        let waiting = Waiting {
            due: now.saturating_add(self.patience),
            venue: report.venue,
            id: report.id.into(),
            market: report.market.into(),
            at: report.at,
        };
        if self.waiting.len() < WAITING && self.patience > 0 {
            self.waiting.insert(id, waiting);
        } else {
            self.give_up(id, &waiting);
        }
    }

    pub(super) fn settle_waiting(&mut self, now: Millis) {
        let mut due: Vec<_> = self
            .waiting
            .extract_if(|_, waiting| waiting.due <= now)
            .collect();
        due.sort_unstable_by(|(_, a), (_, b)| (a.due, &a.id).cmp(&(b.due, &b.id)));
        for (id, waiting) in due {
            self.give_up(id, &waiting);
        }
    }

    fn give_up(&mut self, id: Digest, waiting: &Waiting) {
        self.orders.mark(id, Marks::UNEXPLAINED.with(Marks::TOLD));
        self.tell(
            Found::UnknownOrder,
            waiting.venue,
            waiting.at,
            &format!(
                "order {} in {} at {} carries no name, or was only seen by its trades",
                waiting.id,
                waiting.market,
                waiting.venue.title()
            ),
        );
    }
}
