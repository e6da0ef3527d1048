//! Whose orders, trades and moves of value these are.

mod coverage;
mod declaration;
mod digest;
mod known;
#[cfg(unix)]
mod state;
mod told;
mod verdict;

pub use declaration::Declaration;
#[cfg(unix)]
pub use state::WatchError;
pub use verdict::Verdict;

use super::{
    alarm,
    finding::{Finding, Found},
    tag::{Layout, OrderTag, Tagged},
};
use crate::{
    event::{Event, Fill, Movement, MovementKind, Order, Origin},
    kill_switch::KillSwitch,
    leash::Notes,
    time::{self, DAY, Millis},
    venue::{Evidence, Orders as Endpoints, Spec},
};
use core::{fmt, mem, time::Duration};
use coverage::Coverage;
use declaration::Declared;
use digest::Digest;
use known::{Marks, Orders};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::SystemTime,
};
use told::Told;

/// The most orders that wait to be explained; the next one is a finding at once.
const WAITING: usize = 65_536;

/// Tells the orders, trades and moves of value that are the fleet's own from those that are not.
///
/// It is shown what the venues report, by [`see`](Self::see): from streams and from pages alike, in any
/// order and as often as it comes. An order is judged by the name that it carries, a trade by its order's.
/// **Only tags count**: an order that the bot signed with another name is foreign.
///
/// - An order with a name that is no tag is a finding at once, unless it was [declared](Declaration) or
///   the venue made it.
/// - An order without a name, and a trade whose order is not known, waits for the [`patience`](Self::patience)
///   to be explained by another report, and is a finding then.
/// - A tag on two orders is a finding: one of them is a copy. Where a venue gives a changed order a new
///   id under its old name, that shows as one, too.
/// - Every withdrawal is a finding; a transfer is one unless it was declared. Deposits are none.
/// - What nobody looked at is a finding: the bot tells of streams and pages by
///   [`resumed`](Self::resumed), [`lost`](Self::lost) and [`covers`](Self::covers).
///
/// Logins, keys and addresses are for an [`AccessReview`](super::AccessReview).
///
/// It remembers 100,000 orders for 7 days after they were seen last, unless it is told otherwise; an older
/// order that is seen again is judged anew. A tag is looked for on the day of the order and on those
/// that the watch remembers: with the 7 days, the odds in [`OrderTag`] are three times as high.
///
/// ```
/// use keyleash::{OrderTag, Secret, TradeWatch, event::{Event, Order}, venue, watch::Verdict};
/// use std::{sync::Arc, time::{Duration, SystemTime}};
///
/// # let text = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80".to_owned();
/// let tag = Arc::new(OrderTag::new(&Secret::new(text))?);
/// let mut watch = TradeWatch::new(tag.clone());
/// let (now, okx) = (SystemTime::now(), venue::find("okx").unwrap());
/// let shape = okx.orders().find_map(|orders| orders.client_id()).unwrap();
///
/// let mut order = Order::new("680800019749904384", "BTC-USDT");
/// order.client_id = Some(tag.client_id(&shape, now)?.to_string());
/// assert!(watch.see(okx, &Event::Order(order), now).is_empty());
/// assert_eq!(watch.verdict(okx, "680800019749904384", "BTC-USDT"), Some(Verdict::Own));
/// // Every second or so:
/// let findings = watch.settle(now + Duration::from_secs(1));
/// # assert!(findings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TradeWatch {
    tag: Arc<OrderTag>,
    /// The shapes of each venue's ids, once for each.
    layouts: Vec<(&'static str, Vec<Layout>)>,
    orders: Orders,
    waiting: HashMap<Digest, Waiting>,
    told: Told,
    coverage: BTreeMap<(&'static str, Evidence), Coverage>,
    /// From the file, and not asked for in this run so far.
    dormant: BTreeMap<String, Coverage>,
    declared: Vec<Declaration>,
    patience: Millis,
    slack: Millis,
    days: u32,
    forgotten: u64,
    switch: Option<KillSwitch>,
    notes: Notes,
    /// What the call in progress found.
    found: Vec<Finding>,
}

/// An order that nothing has explained so far.
struct Waiting {
    due: Millis,
    venue: &'static Spec,
    id: Box<str>,
    market: Box<str>,
    at: Option<SystemTime>,
}

/// A span of time in which nobody looked at some kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Gap {
    /// The short name of the venue.
    pub venue: &'static str,
    /// Which kind.
    pub evidence: Evidence,
    /// Its beginning.
    pub from: SystemTime,
    /// Its end.
    pub to: SystemTime,
}

/// The name and the place of an order in one report.
struct Report<'a> {
    venue: &'static Spec,
    id: &'a str,
    market: &'a str,
    name: Option<&'a str>,
    origin: Origin,
    at: Option<SystemTime>,
    /// Whether it is the order itself, and no trade of it.
    itself: bool,
}

impl TradeWatch {
    /// A watch that knows nothing yet, and which ends with the process.
    #[must_use]
    pub fn new(tag: Arc<OrderTag>) -> Self {
        Self {
            tag,
            layouts: Vec::new(),
            orders: Orders::new(100_000),
            waiting: HashMap::new(),
            told: Told::default(),
            coverage: BTreeMap::new(),
            dormant: BTreeMap::new(),
            declared: Vec::new(),
            patience: 2_000,
            slack: 300_000,
            days: 7,
            forgotten: 0,
            switch: None,
            notes: Notes::default(),
            found: Vec::new(),
        }
    }

    /// How long an order without a name, or the order of a trade, may stay unexplained: 2 seconds
    /// unless it is told otherwise.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = millis(patience);
        self
    }

    /// How old a time may be before it has to be looked at: 5 minutes unless it is told otherwise.
    /// A bot that reads pages every ten minutes needs more.
    #[must_use]
    pub fn slack(mut self, slack: Duration) -> Self {
        self.slack = millis(slack);
        self
    }

    /// How many orders are remembered at most, and for how many days after they were seen last. A
    /// thousand orders take some 100 KB. At least one of each.
    #[must_use]
    pub fn remembering(mut self, orders: usize, days: u16) -> Self {
        self.orders.set_most(orders.max(1));
        self.days = u32::from(days.max(1));
        self
    }

    /// Trips this switch at the first finding whose severity refuses, before it is handed out.
    #[must_use]
    pub fn tripping(mut self, switch: &KillSwitch) -> Self {
        self.switch = Some(switch.clone());
        self
    }

    /// Notes every finding in this journal, without waiting for the disk.
    #[cfg(unix)]
    #[must_use]
    pub fn recorded_by(mut self, journal: &crate::incident::Journal) -> Self {
        self.notes = Notes::of(journal);
        self
    }

    /// Takes note of what the owner does himself.
    pub fn declare(&mut self, declaration: Declaration) {
        self.declared.push(declaration);
    }

    /// Judges one thing that a venue reported. What it found is told once, and not again for the same
    /// order, however often it is seen.
    #[must_use = "a finding that nobody reads stops nobody"]
    pub fn see(&mut self, venue: &'static Spec, event: &Event, now: SystemTime) -> Vec<Finding> {
        self.judge(venue, event, now);
        self.taken()
    }

    /// Judges many things, such as a page.
    #[must_use = "a finding that nobody reads stops nobody"]
    pub fn see_all<'a>(
        &mut self,
        venue: &'static Spec,
        events: impl IntoIterator<Item = &'a Event>,
        now: SystemTime,
    ) -> Vec<Finding> {
        for event in events {
            self.judge(venue, event, now);
        }
        self.taken()
    }

    /// Finds what only time shows: orders that stayed unexplained, times that nobody looked at. To be
    /// called every second or so; it also forgets what is too old.
    #[must_use = "a finding that nobody reads stops nobody"]
    pub fn settle(&mut self, now: SystemTime) -> Vec<Finding> {
        let now = time::millis(now);
        self.settle_waiting(now);
        self.settle_gaps(now);
        let first = now.saturating_sub(DAY.saturating_mul(self.days.into()));
        let forgotten = self.orders.forget_before(day(first));
        self.forgotten = self.forgotten.saturating_add(count(forgotten));
        let first = time::moment(first);
        self.declared.retain(|declared| !declared.is_over(first));
        self.taken()
    }

    /// Who made an order, by what was seen so far; `None` where it was not seen, or was forgotten.
    #[must_use]
    pub fn verdict(&self, venue: &'static Spec, id: &str, market: &str) -> Option<Verdict> {
        let known = self.orders.all.get(&order(venue, id, market))?;
        Some(known.marks.verdict())
    }

    /// How many orders were forgotten since the watch began.
    #[must_use]
    pub const fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// From that moment on, these kinds of evidence have to be looked at.
    pub fn watches(&mut self, venue: &'static Spec, evidence: &[Evidence], since: SystemTime) {
        for evidence in evidence {
            self.coverage(venue, *evidence, since);
        }
    }

    /// Somebody has read all that the venue has of this kind from one moment to another, and has
    /// shown it to the watch: pages, say.
    pub fn covers(
        &mut self,
        venue: &'static Spec,
        evidence: Evidence,
        from: SystemTime,
        to: SystemTime,
    ) {
        let coverage = self.coverage(venue, evidence, from);
        coverage.cover(time::millis(from), time::millis(to));
    }

    /// From that moment on, a stream shows all that happens of these kinds.
    pub fn resumed(&mut self, venue: &'static Spec, evidence: &[Evidence], at: SystemTime) {
        for evidence in evidence {
            self.coverage(venue, *evidence, at)
                .resumed(time::millis(at));
        }
    }

    /// The streams of a venue broke off: what they showed is covered until the last moment of
    /// which the bot is sure, and nothing is from then on.
    pub fn lost(&mut self, venue: &'static Spec, at: SystemTime) {
        for ((id, _), coverage) in &mut self.coverage {
            if *id == venue.id() {
                coverage.lost(time::millis(at));
            }
        }
    }

    /// The times that nobody looked at, but for the last ones.
    #[must_use]
    pub fn gaps(&self, now: SystemTime) -> Vec<Gap> {
        let until = time::millis(now).saturating_sub(self.slack);
        let mut all = Vec::new();
        for ((venue, evidence), coverage) in &self.coverage {
            all.extend(coverage.gaps(until).into_iter().map(|(from, to)| Gap {
                venue,
                evidence: *evidence,
                from: time::moment(from),
                to: time::moment(to),
            }));
        }
        all
    }

    fn coverage(
        &mut self,
        venue: &'static Spec,
        evidence: Evidence,
        since: SystemTime,
    ) -> &mut Coverage {
        let dormant = &mut self.dormant;
        self.coverage
            .entry((venue.id(), evidence))
            .or_insert_with(|| {
                let slept = dormant.remove(&kind(venue.id(), evidence));
                slept.unwrap_or_else(|| Coverage::new(time::millis(since)))
            })
    }

    fn judge(&mut self, venue: &'static Spec, event: &Event, now: SystemTime) {
        if self.layouts.iter().all(|(id, _)| *id != venue.id()) {
            self.layouts.push((venue.id(), layouts_of(venue)));
        }
        match event {
            Event::Order(order) => self.judge_order(venue, order, now),
            Event::Fill(fill) => self.judge_fill(venue, fill, now),
            Event::Movement(movement) => self.judge_movement(venue, movement, now),
            Event::Access(_) | Event::Key(_) | Event::Address(_) => {}
        }
    }

    fn judge_order(&mut self, venue: &'static Spec, order: &Order, now: SystemTime) {
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

    fn judge_fill(&mut self, venue: &'static Spec, fill: &Fill, now: SystemTime) {
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
        let before = self.orders.know(id, day(millis)).marks;
        let mut marks = before;
        if report.origin != Origin::Client {
            marks = marks.with(Marks::VENUE);
        } else if let Some(name) = report.name {
            marks = marks.with(self.named(id, report, name, now));
        }
        if !marks.is_explained() && self.is_declared(report, now) {
            marks = marks.with(Marks::DECLARED);
        }
        // A foreign name is not made good by another report of its order.
        if marks.has(Marks::FOREIGN) && !before.has(Marks::TOLD) {
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
        if marks.is_explained() || marks.has(Marks::TOLD) {
            if !self.waiting.is_empty() {
                self.waiting.remove(&id);
            }
        } else {
            self.wait(id, report, millis);
        }
        if marks != before {
            self.orders.mark(id, marks);
        }
        let forgotten = self.orders.forget_surplus();
        if forgotten > 0 {
            self.forget(forgotten, report.venue, millis);
        }
    }

    /// What the name of an order says.
    fn named(&mut self, id: Digest, report: &Report<'_>, name: &str, now: SystemTime) -> Marks {
        let [short, _] = digest::of(&[name]);
        if self
            .orders
            .all
            .get(&id)
            .is_some_and(|known| known.name == short)
        {
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
        let Some(other) = self.orders.name(id, short) else {
            return marks;
        };
        self.orders.mark(other, Marks::COPIED);
        let told = digest::of(&["copied", name]);
        let venue = report.venue;
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

    fn judge_movement(&mut self, venue: &'static Spec, movement: &Movement, now: SystemTime) {
        let Movement { id, asset, .. } = movement;
        let declared = Declared {
            venue: venue.id(),
            market: asset,
            id,
            name: None,
            at: movement.at.unwrap_or(now),
        };
        let mut all = self.declared.iter();
        let finding = match movement.kind {
            MovementKind::Deposit => return,
            MovementKind::Transfer if all.any(|own| own.covers(true, &declared)) => return,
            MovementKind::Transfer => Finding::transfer(venue, movement),
            MovementKind::Withdrawal => Finding::withdrawal(venue, movement),
        };
        let kind = finding.kind().as_str();
        let told = if id.is_empty() {
            let at = movement.at.map(time::millis).unwrap_or_default();
            digest::of(&[kind, venue.id(), "", finding.found(), &at.to_string()])
        } else {
            digest::of(&[kind, venue.id(), id])
        };
        if self.told.add(told) {
            self.found.push(finding);
        }
    }

    fn wait(&mut self, id: Digest, report: &Report<'_>, now: Millis) {
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

    fn settle_waiting(&mut self, now: Millis) {
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

    /// Tells of the gaps of one kind once, until there are none.
    fn settle_gaps(&mut self, now: Millis) {
        let until = now.saturating_sub(self.slack);
        let first = now.saturating_sub(DAY.saturating_mul(self.days.into()));
        for ((venue, evidence), coverage) in &mut self.coverage {
            coverage.forget_before(first);
            let gaps = coverage.gaps(until);
            let Some((from, to)) = gaps.first().copied() else {
                coverage.told = false;
                continue;
            };
            if mem::replace(&mut coverage.told, true) {
                continue;
            }
            let more = match gaps.len() {
                1 => String::new(),
                count => format!(", and {} spans more", count - 1),
            };
            let found = format!(
                "nobody looked at {evidence:?} at {venue} from {} to {}{more}",
                time::rfc3339(from),
                time::rfc3339(to)
            );
            let at = Some(time::moment(from));
            self.found.push(Finding::new(Found::Gap, venue, at, &found));
        }
    }

    fn forget(&mut self, orders: usize, venue: &'static Spec, now: Millis) {
        self.forgotten = self.forgotten.saturating_add(count(orders));
        let today = time::day(now);
        let told = digest::of(&["forgotten", &today]);
        self.tell_once(told, Found::Forgotten, venue, None, || {
            format!("more orders than the watch may remember were seen on {today}")
        });
    }

    fn tell_once(
        &mut self,
        what: Digest,
        kind: Found,
        venue: &'static Spec,
        at: Option<SystemTime>,
        found: impl FnOnce() -> String,
    ) {
        if self.told.add(what) {
            self.tell(kind, venue, at, &found());
        }
    }

    fn tell(&mut self, kind: Found, venue: &'static Spec, at: Option<SystemTime>, found: &str) {
        self.found.push(Finding::new(kind, venue.id(), at, found));
    }

    fn taken(&mut self) -> Vec<Finding> {
        let found = mem::take(&mut self.found);
        alarm::raise(self.switch.as_ref(), &self.notes, &found);
        found
    }
}

impl fmt::Debug for TradeWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TradeWatch")
            .field("orders", &self.orders.all.len())
            .field("waiting", &self.waiting.len())
            .field("forgotten", &self.forgotten)
            .field("declared", &self.declared)
            .finish_non_exhaustive()
    }
}

/// Every layout of a venue's names, once.
fn layouts_of(venue: &Spec) -> Vec<Layout> {
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

/// Venues that number the orders of each market, and of each of their products, by themselves.
const NUMBERS_BY_MARKET: &[&str] = &["binance", "binance_us"];

fn order(venue: &Spec, id: &str, market: &str) -> Digest {
    // Elsewhere a market may have other names in streams than in pages.
    if NUMBERS_BY_MARKET.contains(&venue.id()) {
        digest::of(&[venue.id(), id, market])
    } else {
        digest::of(&[venue.id(), id])
    }
}

/// The name of a kind of evidence in a file.
fn kind(venue: &str, evidence: Evidence) -> String {
    format!("{venue}/{evidence:?}")
}

fn day(millis: Millis) -> u32 {
    u32::try_from(millis / DAY).unwrap_or(u32::MAX)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn millis(duration: Duration) -> Millis {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
