//! Who came in, and by which keys.
//!
//! It compares what the venue reports with what the owner says: his networks, his keys, his addresses.
//! It keeps nothing beyond the process, since venues give these lists as a whole.

use super::{
    account::Accounts,
    alarm,
    finding::{Finding, Found},
};
use crate::{
    event::{Access, AddressEntry, Event, KeyEntry, Movement, MovementKind},
    kill_switch::KillSwitch,
    leash::Notes,
    secret::Fingerprint,
    time,
    venue::Spec,
};
use core::{fmt, time::Duration};
use ipnet::IpNet;
use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    time::SystemTime,
};

/// The most findings that are remembered as told; what comes after is told each time it is seen.
const TOLD: usize = 65_536;

/// Compares logins, keys and addresses that a venue reports with those of the owner.
///
/// Whatever was not declared is a finding: a login or a use of a key from outside of the
/// [`networks`](Self::network), a [`key`](Self::key) or an [`address`](Self::address) that nobody named,
/// a [`retired`](Self::retired) key that was used since or still exists, a use later than the bot's own
/// [last one](Self::signed), any withdrawal at all. Without networks, every address is outside. A login of
/// which the venue does not say from where it came is none of these.
///
/// ```
/// use keyleash::{AccessReview, event::{Access, Event}, venue, watch::Found};
///
/// let mut review = AccessReview::new().network("203.0.113.0/28".parse()?);
/// let deribit = venue::find("deribit").unwrap();
/// let login = Event::Access(Access::new(Some("198.51.100.7".parse()?)));
/// let findings = review.see(deribit, &login);
/// assert_eq!(findings[0].kind(), Found::ForeignLogin);
/// assert!(review.see(deribit, &login).is_empty()); // told once
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct AccessReview {
    networks: Vec<IpNet>,
    keys: HashMap<Fingerprint, Declared>,
    addresses: HashSet<String>,
    accounts: Accounts,
    slack: Option<Duration>,
    told: HashSet<(Found, String, Option<SystemTime>)>,
    switch: Option<KillSwitch>,
    notes: Notes,
}

/// A key of the owner's.
#[derive(Clone, Copy, Debug, Default)]
struct Declared {
    /// From when on it has to be dead.
    retired: Option<SystemTime>,
    /// When the bot signed with it last.
    signed: Option<SystemTime>,
}

impl AccessReview {
    /// A review for an owner without networks, keys or addresses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Logins and keys come from here, too.
    #[must_use]
    pub fn network(mut self, network: IpNet) -> Self {
        self.networks.push(network.trunc());
        self
    }

    /// This key is the owner's.
    #[must_use]
    pub fn key(mut self, key: Fingerprint) -> Self {
        self.keys.entry(key).or_default();
        self
    }

    /// The key with this id is the owner's: for keys that this bot does not load.
    #[must_use]
    pub fn key_id(self, id: &str) -> Self {
        self.key(Fingerprint::of(id))
    }

    /// Value may go out to this address, as the venue writes it.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.addresses.insert(address.into());
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

    /// How much later than the bot's last signature a key may have been used by the venue's clock: a
    /// minute unless it is told otherwise. Where a venue states days only, it has to be a day.
    #[must_use]
    pub const fn slack(mut self, slack: Duration) -> Self {
        self.slack = Some(slack);
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

    /// This key took the place of another one, or is added otherwise.
    pub fn declare(&mut self, key: Fingerprint) {
        self.keys.entry(key).or_default();
    }

    /// This key was deleted at that moment: it must not be used since, nor be there.
    pub fn retired(&mut self, key: Fingerprint, at: SystemTime) {
        self.keys.entry(key).or_default().retired = Some(at);
    }

    /// The bot signed with this key at that moment, and may have before. A fleet tells of the latest
    /// signature of all instances.
    pub fn signed(&mut self, key: Fingerprint, at: SystemTime) {
        let signed = &mut self.keys.entry(key).or_default().signed;
        *signed = (*signed).max(Some(at));
    }

    /// Judges one thing that a venue reported; the same thing is told once.
    #[must_use = "a finding that nobody reads stops nobody"]
    pub fn see(&mut self, venue: &'static Spec, event: &Event) -> Vec<Finding> {
        let mut found = match event {
            Event::Access(access) => self.judge_access(venue, access),
            Event::Key(key) => self.judge_key(venue, key),
            Event::Address(address) => self.judge_address(venue, address),
            Event::Movement(movement) => self.judge_movement(venue, movement),
            Event::Order(_) | Event::Fill(_) => Vec::new(),
        };
        found.retain(|finding| self.is_new(finding));
        alarm::raise(self.switch.as_ref(), &self.notes, &found);
        found
    }

    fn is_new(&mut self, finding: &Finding) -> bool {
        let told = (
            finding.kind(),
            format!("{} {}", finding.venue(), finding.found()),
            finding.at(),
        );
        if self.told.len() < TOLD {
            self.told.insert(told)
        } else {
            !self.told.contains(&told)
        }
    }

    fn judge_access(&self, venue: &'static Spec, access: &Access) -> Vec<Finding> {
        let title = venue.title();
        let mut found = Vec::new();
        let mut tell = |kind, text: String| {
            found.push(Finding::new(kind, venue.id(), access.at, &text));
        };
        // A venue may write an IPv4 address as one of IPv6.
        let inside = |from: &IpAddr| {
            let from = from.to_canonical();
            self.networks.iter().any(|network| network.contains(&from))
        };
        match (access.from, access.key) {
            (Some(from), None) if !inside(&from) => {
                tell(
                    Found::ForeignLogin,
                    format!("a login at {title} from {from}"),
                );
            }
            (Some(from), Some(key)) if !inside(&from) => {
                tell(
                    Found::ForeignUse,
                    format!("key {key} was used at {title} from {from}"),
                );
            }
            _ => {}
        }
        let Some(key) = access.key else { return found };
        match self.keys.get(&key) {
            None => tell(
                Found::UnknownKey,
                format!("key {key} at {title} is none of the owner's"),
            ),
            Some(known) => found.extend(self.judge_use(venue, key, *known, access.at)),
        }
        found
    }

    fn judge_key(&self, venue: &'static Spec, entry: &KeyEntry) -> Vec<Finding> {
        let (key, title) = (entry.key, venue.title());
        let tell = |kind, at, text: &str| Finding::new(kind, venue.id(), at, text);
        let Some(known) = self.keys.get(&key) else {
            let text = format!("key {key} at {title} is none of the owner's");
            return vec![tell(Found::UnknownKey, entry.created, &text)];
        };
        let mut found = self.judge_use(venue, key, *known, entry.used);
        if known.retired.is_some() {
            let text = format!("key {key} at {title} was retired, and is still there");
            found.push(tell(Found::LingeringKey, known.retired, &text));
        }
        found
    }

    /// Judges when a key of the owner's was used.
    fn judge_use(
        &self,
        venue: &'static Spec,
        key: Fingerprint,
        known: Declared,
        used: Option<SystemTime>,
    ) -> Vec<Finding> {
        let Some(used) = used else { return Vec::new() };
        let slack = self.slack.unwrap_or(Duration::from_secs(60));
        let late = |than: Option<SystemTime>| {
            than.is_some_and(|than| used.duration_since(than).is_ok_and(|by| by > slack))
        };
        let title = venue.title();
        let tell = |kind, text: &str| vec![Finding::new(kind, venue.id(), Some(used), text)];
        if late(known.retired) {
            let text = format!("key {key} at {title} was used after it was retired");
            return tell(Found::DeadKeyUsed, &text);
        }
        if late(known.signed) {
            let text = format!("key {key} at {title} was used later than the bot used it last");
            return tell(Found::LateUse, &text);
        }
        Vec::new()
    }

    fn judge_movement(&self, venue: &'static Spec, movement: &Movement) -> Vec<Finding> {
        if movement.kind != MovementKind::Withdrawal || self.accounts.keep(venue, movement) {
            return Vec::new();
        }
        vec![Finding::withdrawal(venue, movement)]
    }

    fn judge_address(&self, venue: &'static Spec, entry: &AddressEntry) -> Vec<Finding> {
        if self.addresses.contains(&entry.address) {
            return Vec::new();
        }
        let AddressEntry {
            address,
            asset,
            added,
        } = entry;
        let text = format!("the address {address} for {asset} at {}", venue.title());
        vec![Finding::new(
            Found::UnknownAddress,
            venue.id(),
            *added,
            &text,
        )]
    }
}

impl fmt::Debug for AccessReview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |at: Option<SystemTime>| at.map(|at| time::rfc3339(time::millis(at)));
        let mut keys: Vec<_> = self
            .keys
            .iter()
            .map(|(key, known)| (key.to_string(), shown(known.retired), shown(known.signed)))
            .collect();
        keys.sort();
        f.debug_struct("AccessReview")
            .field("networks", &self.networks)
            .field("keys", &keys)
            .field("addresses", &self.addresses.len())
            .field("told", &self.told.len())
            .finish_non_exhaustive()
    }
}
