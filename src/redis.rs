//! The one door to Redis, for what a fleet of bots shares.
//!
//! Its address holds a password, so it is a [`Secret`], and nothing here shows a part of it. No
//! text of the client library or of the server is shown either: both quote what they were given.
//! Nothing here decides anything; who asks also says what an answer that does not come means.

mod link;

pub(crate) use link::{Link, Script};

use crate::{
    secret::{self, Secret},
    source::{SourceError, env},
};
use ::redis::{ConnectionInfo, IntoConnectionInfo};
use core::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The address of a Redis or Valkey server, version 5 or later, and how to log in to it.
///
/// The schemes are `redis://user:password@host:6379/0`, `rediss://` for the same over TLS, and
/// `unix:///run/redis.sock?db=0&pass=…`. Clones are cheap. Making one connects to nothing.
///
/// TLS is not in this crate. A bot that wants `rediss://` names the `redis` crate in its own
/// `Cargo.toml`, in the version that this crate has, with the feature `tls-rustls`, or with
/// `tls-native-tls`; without that the address is refused by [`RedisError::NoTls`]. Plain `redis://`
/// sends the password in the clear: keep it to one host, or to a network of your own.
///
/// ```
/// use keyleash::{Redis, RedisError, Secret};
///
/// let redis = Redis::at(Secret::new("redis://:hunter2@127.0.0.1/0".to_owned()))?;
/// assert_eq!(format!("{redis:?}"), "Redis([redacted])");
///
/// let wrong = Redis::at(Secret::new("http://127.0.0.1".to_owned()));
/// assert_eq!(wrong.unwrap_err(), RedisError::Address);
/// # Ok::<(), RedisError>(())
/// ```
#[derive(Clone)]
pub struct Redis(Arc<Secret>);

impl Redis {
    /// The server at this URL.
    ///
    /// # Errors
    ///
    /// [`RedisError::Address`], [`RedisError::Unchecked`] and [`RedisError::NoTls`].
    pub fn at(url: Secret) -> Result<Self, RedisError> {
        info(url.expose())?;
        Ok(Self(Arc::new(url)))
    }

    /// The server at the URL in this environment variable, or in the file that the variable of this
    /// name with `_FILE` behind it names.
    ///
    /// # Errors
    ///
    /// [`SourceError`], which tells a variable that is not set from one with a wrong URL.
    pub fn from_variable(name: &str) -> Result<Self, SourceError> {
        let wrong = |place, (found, remedy): (&str, &str)| SourceError::Misconfigured {
            place,
            found: found.to_owned(),
            remedy: remedy.to_owned(),
        };
        if secret::has_key(name) {
            let place = "the name of the variable with the address of Redis".to_owned();
            let remedy = "give the name of a variable, and replace a key that stands in code";
            return Err(wrong(place, ("like a key itself", remedy)));
        }
        Self::at(env::value(name)?)
            .map_err(|error| wrong(format!("the environment variable `{name}`"), error.parts()))
    }

    /// For a connection that is about to be made. The client library keeps the password until
    /// this is dropped, and does not wipe it.
    fn info(&self) -> Result<ConnectionInfo, RedisError> {
        info(self.0.expose())
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redis([redacted])")
    }
}

fn info(url: &str) -> Result<ConnectionInfo, RedisError> {
    let (scheme, rest) = url.split_once("://").ok_or(RedisError::Address)?;
    let (is_tls, is_host) = match scheme {
        "redis" | "valkey" => (false, true),
        "rediss" | "valkeys" => (true, true),
        "unix" | "redis+unix" | "valkey+unix" => (false, false),
        _ => return Err(RedisError::Address),
    };
    // The library takes `#insecure` for TLS without a look at the certificate.
    if is_host && rest.contains('#') {
        return Err(RedisError::Unchecked);
    }
    let error = match url.into_connection_info() {
        Ok(info) => {
            let settings = info.redis_settings().clone().set_skip_set_lib_name();
            return Ok(info.set_redis_settings(settings));
        }
        Err(_) => RedisError::Address,
    };
    // Whether it is the scheme alone that the library in this build does not have.
    let plain = Zeroizing::new(format!("redis://{rest}"));
    if is_tls && plain.as_str().into_connection_info().is_ok() {
        return Err(RedisError::NoTls);
    }
    Err(error)
}

/// Why something that goes through Redis was not done.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RedisError {
    /// The address is not one.
    #[error(
        "the address of Redis is configured wrongly, it is no URL of that kind: write it as `redis://user:password@host:6379/0`, with `%40` for an `@` in the password, or as `unix:///path/to/socket`"
    )]
    Address,
    /// The address switches off what TLS is for.
    #[error(
        "the address of Redis is configured wrongly, it has a `#`, behind which certificates would not be checked: leave that out, and write `%23` for a `#` in the password"
    )]
    Unchecked,
    /// The address needs TLS, which this build does not have.
    #[error(
        "the address of Redis asks for TLS, which this build does not have: add the crate `redis` to the bot's own Cargo.toml with the feature `tls-rustls`, in the version that keyleash uses"
    )]
    NoTls,
    /// The name of the fleet is not one.
    #[error(
        "the name of the fleet is configured wrongly: give it 1 to 64 letters, digits, `-`, `_` and `.`, and nothing that looks like a key"
    )]
    Name,
    /// The time of a lease is out of bounds.
    #[error("the time of the lease is configured wrongly: give it half a second to one minute")]
    Ttl,
    /// No thread could be started.
    #[error("no thread could be started: raise the limit on threads of this user or container")]
    NoThread,
    /// There was no answer in time.
    #[error(
        "no answer from Redis in time: see that the server runs, that its address is right, and that this host reaches it"
    )]
    NoAnswer,
    /// The server refused the login.
    #[error("Redis refused the login: compare user and password in its address with the server's")]
    Login,
    /// The user may not do what is needed.
    #[error(
        "Redis lets this user not do what is needed: its ACL has to allow `+eval +evalsha +script|load +xread +time +@hash +xadd +del +exists +pexpire` on the keys `~keyleash:*`"
    )]
    NotAllowed,
    /// The server takes no writes.
    #[error(
        "this Redis takes no writes now, as a replica does, or a full or half-started server: give the address of the primary, and see the server's own log"
    )]
    ReadOnly,
    /// The answer was not one that the scripts give.
    #[error(
        "an answer from Redis was not understood: see that the server is version 5 or later, and that nothing else writes to the keys `keyleash:*`"
    )]
    Answer,
    /// The switch has a lease already.
    #[error("this kill switch has a lease already: give each switch one")]
    Leased,
    /// The state in Redis is another than what this process saw.
    #[error(
        "the fleet's state in Redis has changed since this process saw it: look at `standing`, and decide again"
    )]
    Changed,
    /// Nothing is known about the fleet yet.
    #[error(
        "this process has not read the fleet's state yet, so there is nothing to reset: wait until `standing` says what was tripped"
    )]
    Unread,
}

impl RedisError {
    /// What was found, and the remedy, where they are told apart.
    pub(crate) const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Address => (
                "its value is no URL of Redis",
                "write it as `redis://user:password@host:6379/0`, with `%40` for an `@` in the password",
            ),
            Self::Unchecked => (
                "there is a `#` in the URL",
                "leave it out, and write `%23` for one in the password",
            ),
            Self::NoTls => (
                "the URL asks for TLS, which this build does not have",
                "add the crate `redis` to the bot's own Cargo.toml with the feature `tls-rustls`",
            ),
            Self::NoAnswer => (
                "Redis did not answer in time",
                "see that the server runs, and that this host reaches it",
            ),
            Self::Login => (
                "Redis refused the login",
                "compare user and password in its address with the server's",
            ),
            Self::NotAllowed => (
                "Redis lets this user not do what is needed",
                "allow it by the server's ACL",
            ),
            Self::ReadOnly => (
                "this Redis takes no writes now",
                "give the address of the primary, and see the server's own log",
            ),
            Self::Changed => (
                "the fleet's state in Redis has changed meanwhile",
                "look at the standing of the switch, and decide again",
            ),
            Self::Unread => (
                "this process has not read the fleet's state yet",
                "wait until the standing of the switch says what was tripped",
            ),
            Self::Name | Self::Ttl | Self::NoThread | Self::Answer | Self::Leased => (
                "an answer from Redis was not understood",
                "see that the server is version 5 or later, and that nothing else writes to its keys",
            ),
        }
    }
}

impl fmt::Debug for RedisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
