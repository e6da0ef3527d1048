//! What a bot's owner writes down: which keys there are, where they are, and what is demanded of them.
//!
//! A configuration is copied, committed and printed, so it says where a secret is and never what it
//! is. What stands in it is taken whatever it is and judged then, all of it at once and in words of
//! our own: parsers quote what they could not read, and a secret may stand in any place.

#[cfg(feature = "toml")]
mod build;
mod error;
#[cfg(feature = "toml")]
mod file;
mod key;
mod reading;
#[cfg(feature = "schema")]
mod schema;
mod source;

pub use crate::shape::ConfigFault;
pub use error::ConfigError;
pub use key::ConfiguredKey;
pub use source::AnySource;

use crate::{selfcheck::SelfCheck, shape::Shape};
use core::fmt;
use serde::{Deserialize, Deserializer};

/// The keys of a bot, as its owner configured them.
///
/// ```toml
/// #:schema ./keyleash.schema.json
/// [policy]                             # demanded of every key, unless the key says otherwise
/// max_age = "30d"
/// account_must = { two_factor = "app", address_lock = true }
///
/// [keys.maker]
/// venue = "binance"
/// source = { file = "/etc/bot/binance" }
/// needs = ["read", "spot"]
/// egress = ["18.181.170.164"]
/// markets = ["BTCUSDT"]
/// limits = { orders_per_day = 5000, worth_per_day = 1000000 }
/// after_trip = ["cancel_all"]
/// account = { two_factor = "security_key", trade_notices = true, address_lock = true }
///
/// [keys.hedger]
/// venue = "okx"
/// environment = "demo"
/// source = { key = { env = "OKX_KEY" }, secret = { env = "OKX_SECRET" }, passphrase = { env = "OKX_WORD" } }
/// needs = ["read", "futures"]
/// ```
///
/// With the feature `toml`, `Config::open("keyleash.toml")?` reads that. Without it, any format that
/// serde reads will do, by [`UncheckedConfig`]:
///
/// ```
/// use keyleash::UncheckedConfig;
///
/// let text = r#"{ "keys": { "maker": {
///     "venue": "binance", "needs": ["read", "spot"], "source": { "env": "BINANCE" }
/// } } }"#;
/// // The parser's own error might print the text, and a secret may stand in it.
/// let unchecked: UncheckedConfig = serde_json::from_str(text).map_err(|_| "bot.json is no JSON")?;
/// let config = unchecked.check()?;
/// for key in config.keys() {
///     println!("{} at {}: {:?}", key.name(), key.venue().title(), key.policy());
///     // `key.load()?` gives the credential, which is to be inspected and verified by `key.policy()`.
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # A key
///
/// | field | says | left out |
/// |---|---|---|
/// | `venue` | the venue's short name, [`Spec::id`](crate::venue::Spec::id) | is a fault |
/// | `source` | where the key is: [`AnySource`] | is a fault |
/// | `needs` | the permissions that the bot needs, such as `["read", "spot"]` | is a fault |
/// | `environment` | `"production"`, `"testnet"` or `"demo"` | `"production"` |
/// | `account` | what the owner declares about the account, such as `{ two_factor = "app", trade_notices = true }`: [`Account`](crate::Account) | nothing is declared |
/// | `host` | another host of the venue than its first, such as `"api.bybit.eu"` | the first |
///
/// Its name, in `[keys.NAME]`, is of 1 to 32 small letters, digits, `-` and `_`, and begins with a
/// letter.
///
/// # What is demanded
///
/// These stand in a key, or in `[policy]` for all of them; what a key says itself counts. Of
/// `limits`, `gaps` and `account_must` that holds for each member: a limit in `[policy]` stays where a key sets
/// another one. Each means what the method of [`Policy`](crate::Policy) means, with the same bounds,
/// and what is left out has the same default.
///
/// | field | as by |
/// |---|---|
/// | `max_age = "30d"` | [`max_age_days`](crate::Policy::max_age_days), in days or weeks |
/// | `warn = "2w"` | [`warn_days`](crate::Policy::warn_days), in days or weeks |
/// | `reverify = "12h"` | [`reverify_hours`](crate::Policy::reverify_hours), in hours, days or weeks |
/// | `min_prefix_v4 = 32`, `min_prefix_v6 = 64` | [`min_prefix`](crate::Policy::min_prefix) |
/// | `max_entries = 4` | [`max_entries`](crate::Policy::max_entries) |
/// | `egress = ["18.181.170.164"]` | [`egress`](crate::Policy::egress) |
/// | `gaps = { creation = "2027-03-31" }` | [`accept_gap`](crate::Policy::accept_gap): `rights`, `allowlist` or `creation` |
/// | `limits = { orders_per_day = 5000 }` | [`limits`](crate::Policy::limits): `orders_per_second`, `orders_per_day`, `worth_per_day`, `beside`, `name`; counted under the key's own name where `name` says none |
/// | `markets = ["BTCUSDT"]` | [`Limits::markets`](crate::Limits::markets) |
/// | `endpoints = [{ method = "GET", path = "/api/v9/new", needs = "read" }]` | [`list_endpoints`](crate::Policy::list_endpoints) |
/// | `after_trip = ["cancel_all"]` | [`after_trip`](crate::Policy::after_trip): `cancel_all`, `evidence`, `deletion` |
/// | `trip_on = ["stale"]` | [`trip_on`](crate::Policy::trip_on): `stale`, `past_deadline`, `renewal_refused` |
/// | `account_must = { two_factor = "app" }` | [`two_factor`](crate::Policy::two_factor), [`trade_notices`](crate::Policy::trade_notices), [`address_lock`](crate::Policy::address_lock) |
///
/// What [`danger`](crate::danger) weakens can be weakened in code only.
///
/// # In an editor and in a build
///
/// `docs/keyleash.schema.json` of this crate describes the file. Put a copy beside it: the first line above
/// is the one by which taplo, and the editors that use it, complete names and mark what is wrong. With the
/// feature `schema` the three types of this module are `schemars::JsonSchema`, for a schema of a bot's own.
///
/// `Config::check_at_build`, of the feature `toml`, is for a bot's `build.rs`: an unsafe configuration fails
/// the build.
///
/// # What is refused
///
/// A [`ConfigError`] says all that is wrong at once, each fault with its place in words and with what
/// to write instead: a field that is not known, a literal where a reference belongs, a venue without
/// that environment, no key at all, two keys of one venue and environment at the same place. The
/// last would share a key and not its limits. Nothing that was written is shown, but the names of
/// fields that are known and of keys that look like no key.
#[derive(Clone)]
#[must_use = "a configuration does nothing until its keys are loaded"]
pub struct Config {
    keys: Vec<ConfiguredKey>,
}

impl Config {
    /// The keys, by their names.
    pub fn keys(&self) -> impl Iterator<Item = &ConfiguredKey> {
        self.keys.iter()
    }

    /// The key of this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&ConfiguredKey> {
        self.keys().find(|key| key.name() == name)
    }

    /// The check of all of them at the bot's start, which gives its signers by these names.
    ///
    /// A policy that limits a day needs counters: tie them to the keys by
    /// [`SelfCheck::with`](crate::SelfCheck::with).
    ///
    /// ```no_run
    /// # fn check(config: &keyleash::Config) -> Result<(), Box<dyn std::error::Error>> {
    /// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
    /// let counters = keyleash::Counters::at("/var/lib/bot/counts")?;
    /// let check = config.self_check().with(move |key| Ok(key.counted_by(&counters)));
    /// let signers = check.run(send)?;
    /// let maker = signers.signer("maker")?;
    /// # drop(maker.clone());
    /// # Ok(()) }
    /// ```
    pub fn self_check(&self) -> SelfCheck {
        let check = |check: SelfCheck, key: &ConfiguredKey| check.key(key.name(), key.plan());
        self.keys().fold(SelfCheck::new(), check)
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.keys).finish()
    }
}

/// A configuration that was read and not yet judged, in any format that serde reads.
///
/// Reading it never fails for what stands there, as with [`AnySource`]: an error of ours would reach
/// the user by the parser, and a parser prints the line around it. [`check`](Self::check) says all
/// that is wrong, and shows nothing.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Bot {
///     pairs: Vec<String>,
///     keyleash: keyleash::UncheckedConfig,
/// }
///
/// let bot: Bot = toml::from_str(r#"
///     pairs = ["BTCUSDT"]
///     [keyleash.keys.maker]
///     venue = "binance"
///     needs = ["read", "spot"]
///     source = "K3YsECR3t0000000"
/// "#)?;
/// let error = bot.keyleash.check().unwrap_err();
/// assert_eq!(error.faults()[0].place(), "keys.maker.source");
/// assert!(!error.to_string().contains("K3YsECR3t"));
/// # Ok::<(), toml::de::Error>(())
/// ```
///
/// RON writes this type as an option: `keyleash: Some((keys: { … }))`.
#[must_use = "a configuration has to be checked"]
pub struct UncheckedConfig {
    shape: Shape,
}

impl UncheckedConfig {
    /// Judges what was read.
    pub fn check(self) -> Result<Config, ConfigError> {
        match reading::read(&self.shape) {
            Ok(keys) => Ok(Config { keys }),
            Err(faults) => Err(ConfigError::new(faults)),
        }
    }
}

impl<'de> Deserialize<'de> for UncheckedConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Shape::deserialize(deserializer).map(|shape| Self { shape })
    }
}

impl fmt::Debug for UncheckedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UncheckedConfig([not judged])")
    }
}
