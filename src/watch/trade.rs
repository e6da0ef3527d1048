//! Whose orders, trades and moves of value these are.

mod coverage;
mod declaration;
mod digest;
mod gap;
mod known;
mod report;
#[cfg(unix)]
mod state;
mod told;
mod verdict;
mod waiting;

pub use declaration::Declaration;
pub use gap::Gap;
#[cfg(unix)]
pub use state::WatchError;
pub use verdict::Verdict;

use super::{
    account::Accounts,
    alarm,
    finding::{Finding, Found},
    tag::{Layout, OrderTag},
};
use crate::{
    event::{Event, Movement, MovementKind},
    kill_switch::KillSwitch,
    leash::Notes,
    time::{self, DAY, Millis},
    venue::{Evidence, Spec},
};
use core::{fmt, mem, time::Duration};
use coverage::Coverage;
use declaration::Declared;
use digest::Digest;
use known::Orders;
use report::layouts_of;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::SystemTime,
};
use told::Told;
use waiting::Waiting;

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
/// - Every withdrawal is a finding, unless it went to the [account](Self::account) itself; a transfer is one unless it was declared. Deposits are none.
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
    declared: Vec<Declaration>,
    accounts: Accounts,
    patience: Millis,
    slack: Millis,
    days: u32,
    forgotten: u64,
    /// The last day on which it was told that orders were forgotten for others.
    crowded: Option<u32>,
    switch: Option<KillSwitch>,
    notes: Notes,
    /// What the call in progress found.
    found: Vec<Finding>,
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
            declared: Vec::new(),
            accounts: Accounts::default(),
            patience: 2_000,
            slack: 300_000,
            days: 7,
            forgotten: 0,
            crowded: None,
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
    /// thousand orders take 100 to 300 KB. At least one of each.
    #[must_use]
    pub fn remembering(mut self, orders: usize, days: u16) -> Self {
        self.orders.set_most(orders.max(1));
        self.days = u32::from(days.max(1));
        self
    }

    /// This address is the account's own at that venue: what goes there has not left. Hyperliquid reports
    /// what others send to an account in the words for what it sends, so that without this anybody
    /// can cause a finding.
    #[must_use]
    pub fn account(mut self, venue: &'static Spec, address: impl Into<String>) -> Self {
        self.accounts.add(venue, address.into());
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
            MovementKind::Withdrawal if self.accounts.keep(venue, movement) => return,
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

    fn forget(&mut self, orders: usize, venue: &'static Spec, now: Millis) {
        self.forgotten = self.forgotten.saturating_add(count(orders));
        // A full watch forgets one for each that is new.
        if self.crowded.replace(day(now)) == Some(day(now)) {
            return;
        }
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

fn day(millis: Millis) -> u32 {
    u32::try_from(millis / DAY).unwrap_or(u32::MAX)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn millis(duration: Duration) -> Millis {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
