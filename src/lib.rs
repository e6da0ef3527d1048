//! Keeps a trading bot's exchange API keys on a short leash.
//!
//! - **A key that can withdraw never signs.** The exchange is asked what the key may do, and the
//!   answer is judged before a signer exists.
//! - **A key the exchange was not asked about never signs.** There is no other way to a
//!   [`Signer`], and a verification goes stale.
//! - **A key never signs more than its bot declared.** Mistakes the compiler can see do not
//!   compile; the rest stop the bot at start-up, with one error that names every fault and how to
//!   mend it.
//!
//! ```no_run
//! use keyleash::{ApiCredential, Env, Policy, scope, venue::binance::{self, Binance}};
//! # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
//!
//! scope! { MarketMaker = Read | Spot }
//! const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(30);
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let credential = ApiCredential::<Binance>::load(Env::new())?; // BINANCE_API_KEY, …_SECRET
//!     let report = credential.inspect(send)?;                       // any HTTP client
//!     println!("{report}");
//!     let signer = credential.verify(&POLICY, report)?;             // or every reason why not
//!     let order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9";
//!     send(signer.sign(binance::NEW_ORDER.query(order))?.try_into()?)?;
//!     Ok(())
//! }
//! ```
//!
//! A withdrawal in that bot is a compile error, whatever the key could do:
//!
//! ```compile_fail
//! # use keyleash::{Signer, scope, venue::binance::{self, Binance}};
//! # scope! { MarketMaker = Read | Spot }
//! # fn run(signer: &Signer<Binance, MarketMaker>) {
//! signer.sign(binance::WITHDRAW.query("coin=BTC&amount=1&address=…"));
//! # }
//! ```
//!
//! ```text
//! error[E0277]: a bot may not withdraw, so this call cannot be signed
//! ```
//!
//! # How it is built
//!
//! ```text
//!  Source ── load ──▶ ApiCredential ── inspect ──▶ Report ─┐
//!                          │                               ▼
//!                          └────────── verify ◀── Policy judges
//!                                        │
//!                                        ▼
//!                     Signer ── sign ──▶ SignedRequest ──▶ any HTTP client
//! ```
//!
//! The crate does no network I/O of its own and needs no runtime: it hands out requests and takes responses
//! back. Venues are data: hosts, scheme, a table of endpoints with the permission each one needs,
//! the rights of a key in the words of the venue's console. An endpoint that is not in the table
//! is not signed, a right that is not in the table is a refusal, and a fact that the venue does not
//! state is *not stated*, which is neither yes nor no.
//!
//! Bots that choose venue and endpoint at run time use [`AnyCredential`], [`AnyPolicy`] and
//! [`AnySigner`]: the same guards, fallible in place of missing.
//!
//! # The life of a key
//!
//! A key is tied to what outlives it: [`KillSwitch`], [`Counters`] and [`incident::Journal`], by
//! `stopped_by`, `counted_by` and `recorded_by` before it is verified. [`Rotation`] puts the next key
//! beneath the same signers. [`watch`] judges what the venue reports, read by
//! [`Spec::read_answer`](venue::Spec::read_answer), and may trip the switch. After a trip,
//! [`incident::Incident`] says what to read and what to do, in the venue's words.
//!
//! # What it does not do
//!
//! Types bind the bot's own code, not the process: against code that runs inside the same process
//! only the limits at the exchange help, which is why `verify` insists on them. Where types give way is
//! in [`manual::limits_of_types`], what stands against which thief in [`manual::threats`], and the
//! boundary in full in [`manual::security`].
//!
//! # To read on
//!
//! The [`manual`]: [from a file to signers](manual::configuration), [where a key
//! lies](manual::secrets_managers), [what it is refused for](manual::policy_reference), [how a bot is
//! tested](manual::testing_your_bot), [how to run bots, replace keys and live through a
//! leak](manual::operations), [coming from other libraries](manual::migrating), [adding a
//! venue](manual::adding_a_venue).
//!
//! # Features
//!
//! None is on by default. `ed25519` adds key pairs, as Binance recommends them; `p256` the keys that
//! Coinbase hands out; `secp256k1` the wallet keys of Hyperliquid. A key that needs one of them is
//! refused at load, by a line that names the feature. `keyring` adds the source of that name: the
//! keyring of the operating system. `harden` adds `keyleash::hardening`: no core dumps, no debuggers,
//! and keys in locked pages. `redis` stops the bots of many hosts together, and has them share their
//! limits. `metrics` counts for an exporter. `scan` is for tests and hooks: it finds keys in source
//! code. `fixtures` is for the tests of a bot: `keyleash::fixtures` has made-up keys and stand-in
//! exchanges. `toml` adds `Config::open`, which reads a bot's keys from a file, and `schema` what
//! editors complete that file by. `cli` is the program `keyleash`. `reqwest`, `reqwest-middleware`,
//! `tower` and `ureq` are adapters for these HTTP clients, without a TLS stack: `keyleash::client`.
//!
//! # Panics and units
//!
//! Nothing panics at run time; the `const` constructors of [`Policy`] and [`Date`] refuse values
//! out of bounds, which in a `const` is a compile error. Times are in milliseconds, ages in days,
//! sizes in bytes.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "reqwest", feature = "tower", feature = "ureq"))]
pub mod client;
#[cfg(unix)]
mod config;
mod credential;
pub mod danger;
mod error;
pub mod event;
#[cfg(feature = "fixtures")]
pub mod fixtures;
#[cfg(all(unix, feature = "redis"))]
mod fleet;
#[cfg(feature = "harden")]
pub mod hardening;
#[cfg(unix)]
pub mod incident;
mod inspection;
mod key;
mod kill_switch;
mod lanes;
mod leash;
mod limits;
pub mod manual;
mod measure;
mod memory;
pub mod permission;
mod policy;
mod redaction;
#[cfg(all(unix, feature = "redis"))]
mod redis;
mod report;
mod request;
mod rotation;
#[cfg(feature = "scan")]
pub mod scan;
mod scheme;
pub mod scope;
mod secret;
pub mod selfcheck;
mod shape;
mod signer;
mod source;
mod sync;
mod time;
pub mod upkeep;
pub mod venue;
pub mod watch;

#[cfg(unix)]
pub use config::{AnySource, Config, ConfigError, ConfigFault, ConfiguredKey, UncheckedConfig};
pub use credential::{AnyCredential, ApiCredential};
pub use error::Error;
#[cfg(all(unix, feature = "redis"))]
pub use fleet::{Doubt, Fleet, FleetStanding, FleetTrip, Lease, Stopping};
pub use inspection::{InspectError, Inspection, InspectionError, VenueRefusal};
pub use key::LoadError;
pub use kill_switch::{
    KillSwitch, Reset, ResetError, Strikes, SwitchError, SwitchStanding, Trigger, Trip, TrippedBy,
    Unrecorded,
};
pub use limits::{Counters, CountersError};
pub use permission::PermissionSet;
pub use policy::{
    Alarm, AnyPolicy, Code, Configured, Due, Gap, Limit, Limits, Listed, Policy, Refused, Relief,
    Schedule, Severity, Stage, Violation,
};
pub use redaction::{RedactedUri, redact_uri};
#[cfg(all(unix, feature = "redis"))]
pub use redis::{Redis, RedisError};
pub use report::{Account, Allowlist, ClockOffset, Environment, Report, Stated, TwoFactor};
pub use request::{Call, Endpoint, Malformed, Method, Request, SignedRequest, SocketLogin, Worth};
pub use rotation::{
    AccountProbe, DeletionError, Fate, NotRetired, Replaced, Retired, RollBackError, Rotation,
    RotationError, SameAccount, Unready, Unsure,
};
pub use scheme::key::KeyError;
pub use scope::Scope;
pub use secret::{Fingerprint, RawCredential, Secret};
pub use selfcheck::{KeyFault, KeyPlan, NoSigner, SelfCheck, SelfCheckFailed, Signers};
pub use signer::{AnySigner, SignError, Signer, Standing, VerifyError};
#[cfg(feature = "keyring")]
pub use source::Keyring;
#[cfg(unix)]
pub use source::{Command, CommandPair, File, Mounted};
pub use source::{Env, Source, SourceError, Wanted};
pub use time::Date;
pub use upkeep::{Notice, Upkeep};
pub use venue::{Cause, Venue};
pub use watch::{AccessReview, Finding, OrderTag, TradeWatch};

/// The README's code compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
