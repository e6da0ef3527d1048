//! What a configuration has to look like.

use super::{AnySource, ConfiguredKey};
use crate::{
    permission::PermissionSet,
    policy::{AnyPolicy, SETTINGS},
    report::Environment,
    secret::has_key,
    shape::{At, ConfigFault, Faults, Fields, Shape, quoted},
    venue::{self, Spec},
};

/// What a key has beside the settings of its policy.
const OWN: &[&str] = &["venue", "environment", "host", "source", "needs", "account"];

/// What is said of a key where its parts are.
const BY_SOURCE: &[&str] = &["created", "expires"];

/// Reads the whole of it, or says all that is wrong.
pub(super) fn read(shape: &Shape) -> Result<Vec<ConfiguredKey>, Vec<ConfigFault>> {
    let mut faults = Faults::default();
    let keys = faults.config(shape).unwrap_or_default();
    if faults.0.is_empty() && !keys.is_empty() {
        Ok(keys)
    } else {
        Err(faults.0)
    }
}

impl Faults {
    fn config(&mut self, shape: &Shape) -> Option<Vec<ConfiguredKey>> {
        let nothing = Shape::Table(Vec::new());
        let shape = match shape {
            Shape::Nothing => &nothing,
            shape => shape,
        };
        let fields = self.table(&At::FILE, shape, &["policy", "keys"])?;
        let mut base = AnyPolicy::needing(PermissionSet::EMPTY);
        if let Some(shape) = fields.get("policy") {
            base = self.policy(&At::FILE.below("policy"), shape, base);
        }
        let top = At::FILE.below("keys");
        let keys = match fields.get("keys") {
            Some(Shape::Table(keys)) if !keys.is_empty() => keys,
            None | Some(Shape::Table(_) | Shape::Nothing) => {
                return self.tell(&top, "has no key", "add a table `[keys.NAME]` for each key");
            }
            Some(_) => {
                return self.tell(
                    &top,
                    "is no table",
                    "write a table `[keys.NAME]` for each key",
                );
            }
        };
        let mut read: Vec<ConfiguredKey> = Vec::new();
        for (name, shape) in keys {
            let name = name.text().filter(|name| is_name(name));
            let at = top.key(name);
            let Some(name) = name else {
                self.tell::<()>(
                    &at,
                    "has a name that cannot be used",
                    "name the key by 1 to 32 small letters, digits, `-` and `_`, a letter first",
                );
                // The rest of it is looked at all the same.
                let _ = self.key(&at, "", shape, &base);
                continue;
            };
            let Some(key) = self.key(&at, name, shape, &base) else {
                continue;
            };
            for other in &read {
                self.apart(&at, &key, other);
            }
            read.push(key);
        }
        Some(read)
    }

    /// What is demanded of every key.
    fn policy(&mut self, at: &At, shape: &Shape, base: AnyPolicy) -> AnyPolicy {
        let known = [SETTINGS, &["needs", "account"]].concat();
        let Some(mut fields) = self.table(at, shape, &known) else {
            return base;
        };
        if fields.remove("needs").is_some() {
            self.tell::<()>(
                &at.below("needs"),
                "stands in `policy`",
                "write it in each key: what one bot needs, another must not have",
            );
        }
        if fields.remove("account").is_some() {
            self.tell::<()>(
                &at.below("account"),
                "stands in `policy`",
                "declare it in each key; what is demanded of every account is `account_must`",
            );
        }
        base.set_by(self, at, &fields)
    }

    fn key(
        &mut self,
        at: &At,
        name: &str,
        shape: &Shape,
        base: &AnyPolicy,
    ) -> Option<ConfiguredKey> {
        let known = [OWN, SETTINGS, BY_SOURCE].concat();
        let fields = self.table(at, shape, &known)?;
        for name in BY_SOURCE {
            if fields.contains_key(name) {
                self.tell::<()>(
                    &at.below(name),
                    "stands beside `source`",
                    format!("write it in `source`: `{name}` goes with what is read there"),
                );
            }
        }
        let venue = self.venue(&at.below("venue"), fields.get("venue"));
        let environment = self.environment(&at.below("environment"), &fields, venue);
        let host = match (fields.get("host"), venue, environment) {
            (Some(shape), Some(venue), Some(environment)) => self
                .host(&at.below("host"), shape, venue, environment)
                .map(Some),
            _ => Some(None),
        };
        let source = self.source(&at.below("source"), fields.get("source"));
        let needs = self.permissions(&at.below("needs"), fields.get("needs").copied());
        let account = fields.get("account");
        let account = account.map(|shape| self.account(&at.below("account"), shape));
        let policy = base.clone().set_by(self, at, &fields).counted_as(name);
        Some(ConfiguredKey {
            name: name.to_owned(),
            venue: venue?,
            environment: environment?,
            host: host?,
            source: source?,
            policy: policy.with_needs(needs?),
            account: account.unwrap_or_default(),
        })
    }

    fn venue(&mut self, at: &At, shape: Option<&&Shape>) -> Option<&'static Spec> {
        let Some(shape) = shape else {
            return self.tell(at, "is missing", "add the venue, as `venue = \"binance\"`");
        };
        let mut all: Vec<_> = venue::ALL.iter().map(|spec| spec.id()).collect();
        all.sort_unstable();
        self.word(at, shape, &all, venue::find)
    }

    /// One that the venue has; production where none is named.
    fn environment(
        &mut self,
        at: &At,
        fields: &Fields<'_>,
        venue: Option<&'static Spec>,
    ) -> Option<Environment> {
        let environment = match fields.get("environment") {
            None => Environment::Production,
            Some(shape) => {
                let all = Environment::ALL.map(Environment::name);
                self.word(at, shape, &all, Environment::from_name)?
            }
        };
        // Of a venue that is not known, that is told and no more.
        let Some(venue) = venue else {
            return Some(environment);
        };
        let own: Vec<_> = venue.environments().map(Environment::name).collect();
        if own.contains(&environment.name()) {
            return Some(environment);
        }
        self.tell(
            at,
            format_args!("is none that {} has", venue.title()),
            format!("write one of {}", quoted(&own)),
        )
    }

    fn host(
        &mut self,
        at: &At,
        shape: &Shape,
        venue: &'static Spec,
        environment: Environment,
    ) -> Option<&'static str> {
        let hosts: Vec<_> = venue
            .site(environment)
            .into_iter()
            .flat_map(|site| {
                site.hosts
                    .iter()
                    .flat_map(|(_, hosts)| hosts.iter().copied())
            })
            .collect();
        let known = |word: &str| hosts.iter().copied().find(|host| *host == word);
        self.word(at, shape, &hosts, known)
    }

    fn source(&mut self, at: &At, shape: Option<&&Shape>) -> Option<AnySource> {
        let Some(shape) = shape else {
            return self.tell(
                at,
                "is missing",
                "add where the key is, as `source = { file = \"/path/to/it\" }`",
            );
        };
        let source = AnySource::of(shape);
        let faults = source.faults(at);
        let is_good = faults.is_empty();
        for fault in faults {
            self.add::<()>(fault);
        }
        is_good.then_some(source)
    }

    /// Two names for one key would have its limits twice, and sign by nonces that do not know of each
    /// other.
    fn apart(&mut self, at: &At, key: &ConfiguredKey, other: &ConfiguredKey) {
        let same = key.venue.id() == other.venue.id()
            && key.environment == other.environment
            && key.source.is_same_place(&other.source);
        if same {
            self.tell::<()>(
                &at.below("source"),
                format_args!("names the same place as that of `{}`", other.name),
                "give each its own key at the exchange, or keep one of the two",
            );
        }
    }
}

/// Whether it can be shown, too: a secret may stand where a name belongs.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    (1..=32).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(plain)
        && !has_key(name)
}
