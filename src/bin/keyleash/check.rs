//! `keyleash check`: every key of a configuration loaded, asked about at its exchange and judged, as the
//! bot does it at its start.
//!
//! Nothing is signed but the questions about the keys, and nothing of the bot's own is touched: not its
//! counts, not its switch, not its journal.

mod paint;
#[cfg(all(test, feature = "fixtures"))]
mod tests;

use crate::{
    output::{Answer, CONFIGURATION, Colour, GOOD, is_redrawn},
    progress,
};
use ::ureq::tls::{RootCerts, TlsConfig};
use clap::{Args, value_parser};
use core::{fmt, time::Duration};
use http::{Request, Response};
use jiff::Timestamp;
use keyleash::{
    Config, ConfigError, SelfCheck,
    client::{TransportError, ureq},
    danger,
    selfcheck::CheckedKey,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

const HELP: &str = "\
Each key is loaded from its source, its exchange is asked what it may do, over
TLS, and the answer is judged by the key's policy. Nothing else is signed. The
bot's own counts, switch and journal are not touched.

A key from the environment has to be in that of this command, too.

Exit codes:
   0  every key is accepted
  78  the configuration is wrong, or a key could not be loaded for that
  77  a key is refused, by its policy or by its exchange
  70  an answer could not be read: keyleash is behind the exchange
  69  an exchange or a source was not reached, or there was no answer in time
  75  try again: a rate limit, maintenance, a clock that is off
   2  the command was not understood
Where keys differ, the first in this list counts. `--watch` goes on whatever it
finds, and ends with the code of its last run once nobody reads it.

Environment:
  HTTPS_PROXY, ALL_PROXY, NO_PROXY  the way to the exchanges
  SSL_CERT_FILE, SSL_CERT_DIR       certificates in place of those that the
                                    machine trusts

Examples:
  keyleash check                          the keys of keyleash.toml
  keyleash check /etc/bot/keyleash.toml --verbose
  keyleash check --json | jq '.keys[] | select(.outcome != \"accepted\")'
  keyleash check keyleash.toml --watch 300";

/// Check the keys of a configuration at their exchanges, as the bot does
#[derive(Args)]
#[command(
    long_about = "Check the keys of a configuration at their exchanges, as the bot does at its start: \
        load each, ask what it may do, and judge it by its policy. Every fault of every key is told, \
        with its remedy.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// The configuration
    #[arg(value_name = "FILE", default_value = "keyleash.toml")]
    file: PathBuf,
    /// Show what each exchange said about a key, too
    #[arg(long, short, conflicts_with = "json")]
    verbose: bool,
    /// Write JSON, for scripts; with --watch a document a line
    #[arg(long)]
    json: bool,
    /// How long all keys together may take
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 10,
        value_parser = value_parser!(u32).range(1..=3600)
    )]
    within: u32,
    /// Check again after a pause, of 60 seconds unless told, and 5 at least
    #[arg(
        long,
        value_name = "SECONDS",
        num_args = 0..=1,
        default_missing_value = "60",
        value_parser = value_parser!(u32).range(5..=86400)
    )]
    watch: Option<u32>,
}

pub(crate) fn run(arguments: &Arguments, colour: Colour) -> Answer {
    let Some(pause) = arguments.watch else {
        return once(arguments);
    };
    loop {
        let answer = once(arguments);
        let written = if arguments.json {
            answer.write(colour)
        } else {
            let redrawn = is_redrawn();
            let head = head(pause, redrawn);
            answer.headed(&head).redrawn(redrawn).write(colour)
        };
        if let Err(code) = written {
            return Answer::text("", code);
        }
        thread::sleep(Duration::from_secs(pause.into()));
    }
}

/// The line above a run, by which it is known from others.
fn head(pause: u32, redrawn: bool) -> String {
    let now = now();
    if redrawn {
        format!("{now}, again {pause} s later; Ctrl-C ends it")
    } else {
        now
    }
}

fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn once(arguments: &Arguments) -> Answer {
    let outcome = Config::open(&arguments.file).map(|config| {
        progress::shown("questions asked", |count| {
            let check = config
                .self_check()
                .within(Duration::from_secs(arguments.within.into()));
            outcome(check, sender(count))
        })
    });
    match outcome {
        Ok(outcome) => Answer::text(told(&outcome, arguments), outcome.code()),
        Err(error) if arguments.json => {
            Answer::text(line(&of_configuration(&error), arguments), CONFIGURATION)
        }
        Err(error) => Answer::complaint(error).ending(CONFIGURATION),
    }
}

/// What sends over TLS, and counts.
fn sender(
    count: &Arc<AtomicUsize>,
) -> impl Fn(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> + Send + Sync + 'static
{
    // One that is there already will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    let agent = ureq::config().tls_config(tls.build()).build().new_agent();
    let count = Arc::clone(count);
    move |request| {
        count.fetch_add(1, Ordering::Relaxed);
        ureq::send(&agent, request)
    }
}

/// What a check gave.
enum Outcome {
    Accepted(keyleash::Signers),
    Failed(keyleash::SelfCheckFailed),
}

impl Outcome {
    fn code(&self) -> u8 {
        match self {
            Self::Accepted(_) => GOOD,
            Self::Failed(failed) => failed.exit_code(),
        }
    }

    fn keys(&self) -> &[CheckedKey] {
        match self {
            Self::Accepted(signers) => signers.keys(),
            Self::Failed(failed) => failed.keys(),
        }
    }

    fn json(&self) -> Value {
        let value = |report: &dyn Fn() -> serde_json::Result<Value>| report().unwrap_or_default();
        match self {
            Self::Accepted(signers) => value(&|| serde_json::to_value(signers)),
            Self::Failed(failed) => value(&|| serde_json::to_value(failed)),
        }
    }
}

/// The report of the check; with `{:#}` what the venues said, too.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted(signers) => signers.fmt(f),
            Self::Failed(failed) => failed.fmt(f),
        }
    }
}

/// Runs the check. A policy that limits a day wants counters, and these are of this run alone: nothing is
/// signed that counts, and the bot's own counts are the bot's.
fn outcome<B: AsRef<[u8]>, E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    check: SelfCheck,
    send: impl Fn(Request<Vec<u8>>) -> Result<Response<B>, E> + Send + Sync + 'static,
) -> Outcome {
    let counters = danger::counters_in_memory();
    let check = check.with(move |key| Ok(key.counted_by(&counters)));
    match check.run(send) {
        Ok(signers) => Outcome::Accepted(signers),
        Err(failed) => Outcome::Failed(failed),
    }
}

fn told(outcome: &Outcome, arguments: &Arguments) -> String {
    if arguments.json {
        line(&with(outcome.json(), &None::<()>), arguments)
    } else if arguments.verbose {
        paint::painted(&format!("{outcome:#}"), outcome.keys())
    } else {
        paint::painted(&outcome.to_string(), outcome.keys())
    }
}

/// A configuration that cannot be used, in the shape of a check.
fn of_configuration(error: &ConfigError) -> Value {
    let check = json!({ "accepted": false, "exit_code": CONFIGURATION, "keys": [] });
    with(check, &Some(error))
}

/// What is known beside the check itself.
fn with(mut check: Value, configuration: &impl Serialize) -> Value {
    if let Value::Object(fields) = &mut check {
        let configuration = serde_json::to_value(configuration).unwrap_or_default();
        fields.insert("configuration".to_owned(), configuration);
        fields.insert("time".to_owned(), now().into());
    }
    check
}

/// For people who read JSON; of several documents one a line.
fn line(value: &Value, arguments: &Arguments) -> String {
    match arguments.watch {
        Some(_) => value.to_string(),
        None => format!("{value:#}"),
    }
}
