//! What is known about a key, and the shapes of the tables it is read by.

use super::{Account, Allowlist, Environment, Stated};
use crate::{permission::PermissionSet, secret, time::Millis};
use core::fmt;
use zeroize::Zeroizing;

/// One right of a key, as a venue's console and its answer name it. A row of a venue's table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Right {
    /// The name in the answer.
    pub(crate) name: &'static str,
    /// The words in the console.
    pub(crate) label: &'static str,
    /// What the right is for.
    pub(crate) gives: PermissionSet,
    /// What comes with it unasked, and cannot be taken off.
    pub(crate) rides: PermissionSet,
    /// Whether its absence from an answer leaves open what the key can do.
    pub(crate) silence: Silence,
}

/// What it means when an answer does not name a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// The key does not have it.
    No,
    /// Nothing is known: the venue documents a value for every key.
    Unstated,
}

impl Right {
    /// A right whose absence from an answer means that the key does not have it.
    pub(crate) const fn new(name: &'static str, label: &'static str, gives: PermissionSet) -> Self {
        Self {
            name,
            label,
            gives,
            rides: PermissionSet::EMPTY,
            silence: Silence::No,
        }
    }

    /// The same, with what comes along unasked.
    pub(crate) const fn riding(self, rides: PermissionSet) -> Self {
        Self { rides, ..self }
    }

    /// The same, where every answer has to name it.
    pub(crate) const fn expected(self) -> Self {
        Self {
            silence: Silence::Unstated,
            ..self
        }
    }

    /// All that the right allows, asked for or not.
    pub(crate) const fn allows(&self) -> PermissionSet {
        self.gives.or(self.rides)
    }
}

/// Where a venue keeps its keys, in the words of its console.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// The page of the keys.
    pub(crate) page: &'static str,
    /// How to get to the boxes of one key.
    pub(crate) edit: &'static str,
    /// How to restrict a key to addresses.
    pub(crate) restrict: &'static str,
    /// How to make a new key.
    pub(crate) create: &'static str,
    /// The page of the venue's support, where a source gives it.
    pub(crate) support: Option<&'static str>,
}

impl Console {
    /// The page of the keys.
    #[must_use]
    pub const fn page(&self) -> &'static str {
        self.page
    }

    /// How to get to the boxes of one key.
    #[must_use]
    pub const fn edit(&self) -> &'static str {
        self.edit
    }

    /// How to restrict a key to addresses.
    #[must_use]
    pub const fn restrict(&self) -> &'static str {
        self.restrict
    }

    /// How to make a new key.
    #[must_use]
    pub const fn create(&self) -> &'static str {
        self.create
    }

    /// The page of the venue's support, where a source gives it.
    #[must_use]
    pub const fn support(&self) -> Option<&'static str> {
        self.support
    }
}

/// When a venue lets a key die by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lapse {
    /// The keys it happens to: those with any of these permissions.
    pub(crate) of: PermissionSet,
    /// Whether only keys without an allowlist lapse.
    pub(crate) unbound_only: bool,
    pub(crate) days: u32,
    pub(crate) since: Since,
    /// What happens, as a phrase behind "the venue".
    pub(crate) what: &'static str,
}

/// From when a lapse counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    Creation,
    LastUse,
}

/// What is known about a key. Built by a venue's reader, judged by a policy.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) venue: &'static str,
    pub(crate) title: &'static str,
    pub(crate) environment: Environment,
    pub(crate) console: &'static Console,
    pub(crate) table: &'static [Right],
    pub(crate) lapses: &'static [Lapse],
    /// Whether this environment can be asked about rights at all.
    pub(crate) asked: bool,
    pub(crate) rights: Vec<&'static Right>,
    /// Rights in the answer that the table does not know.
    pub(crate) unknown: Vec<String>,
    /// Rights that the answer should have named, and did not.
    pub(crate) unstated: Vec<&'static str>,
    pub(crate) allowlist: Stated<Allowlist>,
    pub(crate) created: Stated<Millis>,
    /// When the key ends; `None` is never. By the owner where its source ends it first.
    pub(crate) expires: Stated<Option<Millis>>,
    /// For how many days from its answer the venue lets the key live, where it counts them.
    pub(crate) days_left: Option<u32>,
    pub(crate) account: Option<String>,
    /// What the owner declares about the account.
    pub(crate) declared: Account,
    /// The key id that the answer is about, where it names one.
    pub(crate) subject: Option<String>,
    /// The key id that was asked about, while answers are read.
    pub(crate) key: KeyId,
}

/// A key id, to find the row of a key in an answer about many, and to show it in none.
#[derive(Clone, Default)]
pub(crate) struct KeyId {
    id: Zeroizing<Box<str>>,
    passphrase: Zeroizing<Box<str>>,
    /// The address of a wallet key; empty for any other.
    address: Box<str>,
}

impl KeyId {
    pub(crate) fn new(id: &str, passphrase: &str, address: &str) -> Self {
        Self {
            id: Zeroizing::new(id.into()),
            passphrase: Zeroizing::new(passphrase.into()),
            address: address.into(),
        }
    }

    /// Whether `text` quotes key id or passphrase, in any case of letters. What is shorter than four
    /// characters tells nothing, and is in every other word.
    pub(crate) fn is_quoted(&self, text: &str) -> bool {
        let text = text.as_bytes();
        [&self.id, &self.passphrase].iter().any(|own| {
            own.len() >= 4
                && text
                    .windows(own.len())
                    .any(|window| window.eq_ignore_ascii_case(own.as_bytes()))
        })
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyId([redacted])")
    }
}

impl Facts {
    /// Whether nothing can be asked, and nothing lost: a test environment without a question.
    pub(crate) fn is_exempt(&self) -> bool {
        !self.asked && self.environment != Environment::Production
    }

    /// Notes that the key has the right called `name`, which may be one nobody knows.
    pub(crate) fn grant(&mut self, name: &str) {
        match self.table.iter().find(|right| right.name == name) {
            Some(_) if self.rights.iter().any(|own| own.name == name) => {}
            Some(right) => self.rights.push(right),
            None if self.key.is_quoted(name) => self.note_unknown("[redacted]".to_owned()),
            None => self.note_unknown(printable(name)),
        }
    }

    /// A hostile answer could name a million rights; a few refuse as well.
    fn note_unknown(&mut self, name: String) {
        const MOST: usize = 32;
        if self.unknown.len() < MOST && !self.unknown.contains(&name) {
            self.unknown.push(name);
        }
    }

    /// Notes every right that the answer had to name, and for which `named` says that it did not.
    pub(crate) fn expect_named(&mut self, named: impl Fn(&str) -> bool) {
        let silent = self
            .table
            .iter()
            .filter(|right| right.silence == Silence::Unstated && !named(right.name))
            .map(|right| right.name);
        self.unstated.extend(silent);
    }

    /// Whether `text`, in which asterisks may mask the middle or the end, is the key id that was
    /// asked about. Fewer than four characters to compare are none.
    pub(crate) fn key_matches(&self, text: &str) -> bool {
        let id: &str = &self.key.id;
        let Some(masked) = text.find('*') else {
            return id == text;
        };
        let (head, rest) = text.split_at(masked);
        let tail = rest.trim_start_matches('*');
        !tail.contains('*')
            && head.len().saturating_add(tail.len()) >= 4
            && id.len() > head.len().saturating_add(tail.len())
            && id.starts_with(head)
            && id.ends_with(tail)
    }

    /// Whether `address` is the key id, which is the address of an account, in any case of letters.
    pub(crate) fn is_account(&self, address: &str) -> bool {
        self.key.id.eq_ignore_ascii_case(address)
    }

    /// Whether `address` is the one of the wallet key that was asked about.
    pub(crate) fn is_wallet(&self, address: &str) -> bool {
        !address.is_empty() && self.key.address.eq_ignore_ascii_case(address)
    }

    /// What the rights of the key are for.
    pub(crate) fn given(&self) -> PermissionSet {
        self.rights.iter().map(|right| right.gives).collect()
    }

    /// All that the key can do, asked for or not.
    pub(crate) fn allowed(&self) -> PermissionSet {
        self.rights.iter().map(|right| right.allows()).collect()
    }
}

/// A name out of an answer, made safe to be shown: nothing like a key, printable ASCII, and not too
/// long.
pub(crate) fn printable(name: &str) -> String {
    let shown: String = secret::veiled(name)
        .chars()
        .take(64)
        .map(|c| if matches!(c, ' '..='~') { c } else { '?' })
        .collect();
    if shown.is_empty() {
        "(an empty name)".to_owned()
    } else {
        shown
    }
}
