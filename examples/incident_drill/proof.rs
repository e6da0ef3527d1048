//! Whether the drill held, by the books of the exchange and by the journals.

use crate::{
    bot,
    desk::Desk,
    exchange::{Issued, Placed},
};
use keyleash::{
    incident::{self, Head},
    watch::Finding,
};
use std::{error::Error, path::Path, time::Duration};

/// After the trip, no order of a bot comes in later than this. Within one second the switch keeps
/// every process of the host from signing; another one is for an order that is on its way then.
const BOUND: Duration = Duration::from_secs(2);

pub(crate) struct Proof<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) desk: &'a Desk,
    pub(crate) orders: Vec<Placed>,
    /// The one that leaked, and the one in its place.
    pub(crate) keys: [Issued; 2],
    pub(crate) finding: Finding,
    /// How many orders were open after all were cancelled.
    pub(crate) left_open: usize,
    /// How many traces the evidence has.
    pub(crate) traces: usize,
    /// The end of each bot's journal.
    pub(crate) heads: Vec<String>,
    pub(crate) report: String,
}

impl Proof<'_> {
    /// Proves the drill, and prints what was measured.
    pub(crate) fn hold(&self) -> Result<(), Box<dyn Error>> {
        self.trades()?;
        self.journals()?;
        for key in &self.keys {
            for part in [&key.id, &key.secret] {
                ensure(!self.report.contains(part), "the report shows a key")?;
            }
        }
        let place = self.directory.to_string_lossy();
        ensure(!self.report.contains(&*place), "the report shows a path")
    }

    fn trades(&self) -> Result<(), Box<dyn Error>> {
        let [leaked, fresh] = &self.keys;
        let shape = bot::name_shape()?;
        let (own, foreign): (Vec<&Placed>, Vec<&Placed>) = self
            .orders
            .iter()
            .partition(|order| self.desk.tag.reads(&order.name, &shape, order.at).is_some());
        let named = |order: &&Placed| self.finding.found().contains(&order.id);
        let first = foreign.first().ok_or("the thief placed no order")?;
        let found = foreign.iter().copied().find(named);
        ensure(found.is_some(), "the finding is no order of the thief")?;
        ensure(
            foreign.iter().all(|order| order.key == leaked.id),
            "the thief has the new key",
        )?;

        let resets = self.desk.switch.resets();
        let reset = resets.last().ok_or("there was no reset")?;
        let trip = reset.trips.first().ok_or("there was no trip")?;
        let (before, after): (Vec<&Placed>, Vec<&Placed>) =
            own.into_iter().partition(|order| order.at < reset.at);
        let last = before.last().ok_or("the bots placed no order")?;
        let stopped = last.at.duration_since(trip.at).unwrap_or_default();
        ensure(
            stopped <= BOUND,
            "a bot placed an order long after the trip",
        )?;
        ensure(!after.is_empty(), "no bot went on")?;
        ensure(
            after.iter().all(|order| order.key == fresh.id),
            "a bot went on with the old key",
        )?;
        ensure(self.left_open == 0, "orders were open after cancel-all")?;
        // Each order is in the evidence, and each one that was filled is there once more.
        ensure(self.traces > before.len(), "the evidence lacks orders")?;

        println!();
        println!(
            "{} orders of the bots before the trip, {} after the reset, {} of the thief",
            before.len(),
            after.len(),
            foreign.len()
        );
        let found = trip.at.duration_since(first.at)?.as_secs_f64();
        println!("from the thief's first order to the trip: {found:.3} s");
        let stopped = stopped.as_secs_f64();
        println!("from the trip to the last order of a bot: {stopped:.3} s");
        Ok(())
    }

    /// Each journal is whole, up to the end that was kept elsewhere.
    fn journals(&self) -> Result<(), Box<dyn Error>> {
        let mut heads = vec![("journal-desk".to_owned(), self.desk.journal.head())];
        for (number, head) in self.heads.iter().enumerate() {
            heads.push((format!("journal-{number}"), head.parse::<Head>()?));
        }
        for (name, head) in heads {
            let summary = incident::verify(self.directory.join(&name), Some(&head))?;
            ensure(summary.missed() == 0, "a journal lacks entries")?;
            println!("{name} is whole: {} entries", summary.head().entries());
        }
        Ok(())
    }
}

fn ensure(held: bool, otherwise: &str) -> Result<(), Box<dyn Error>> {
    if held { Ok(()) } else { Err(otherwise.into()) }
}
