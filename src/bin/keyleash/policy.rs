//! `keyleash policy`: what a policy demands, in words: that of each key of a configuration, or the default.

use crate::{
    nearest::nearest,
    output::{Answer, GOOD},
};
use clap::Args;
use keyleash::{AnyPolicy, PermissionSet};
use serde_json::json;
#[cfg(unix)]
use {
    crate::output::{CONFIGURATION, DIM, HEAD, styled},
    keyleash::{Config, ConfiguredKey},
    std::path::PathBuf,
};

/// Every permission, by its name in a configuration.
const NAMES: &[&str] = &[
    "read", "spot", "margin", "futures", "options", "earn", "transfer", "withdraw", "admin",
];

const HELP: &str = "\
Permissions are read, spot, margin, futures, options, earn and transfer. None
can be had for withdraw or admin: no bot key may.

No key is loaded, and no exchange asked: `keyleash check` does that.

Exit codes:
   0  the policy was told
   2  there is no such permission, or none that a policy may ask for; or the
      configuration has no such key
  78  the configuration cannot be used

Examples:
  keyleash policy keyleash.toml           every key of a configuration
  keyleash policy keyleash.toml maker     one of them
  keyleash policy --needs read,spot
  keyleash policy --needs read,futures --json";

/// Say in words what a policy demands of a key
#[derive(Args)]
#[command(
    long_about = "Say in words what is demanded of each key of a configuration, or what the default \
        policy demands of a key for a bot with some needs: one rule a line, each with its values, and \
        with the codes of what happens otherwise.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// The configuration
    #[cfg(unix)]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// One key of it, by its name
    #[cfg(unix)]
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// What the bot does, such as read,spot, in place of a configuration
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    #[cfg_attr(unix, arg(required_unless_present = "file", conflicts_with = "file"))]
    #[cfg_attr(not(unix), arg(required = true))]
    needs: Vec<String>,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    #[cfg(unix)]
    if let Some(file) = &arguments.file {
        return match Config::open(file) {
            Ok(config) => of_keys(&config, arguments).unwrap_or_else(|complaint| complaint),
            Err(error) => Answer::complaint(error).ending(CONFIGURATION),
        };
    }
    of_needs(arguments)
}

/// What is demanded of each key, or of the one that was named.
#[cfg(unix)]
fn of_keys(config: &Config, arguments: &Arguments) -> Result<Answer, Answer> {
    let keys: Vec<&ConfiguredKey> = match &arguments.key {
        None => config.keys().collect(),
        Some(name) => vec![config.key(name).ok_or_else(|| {
            let near = nearest(name, config.keys().map(ConfiguredKey::name));
            Answer::complaint(format!("no key of the configuration has that name{near}"))
        })?],
    };
    let text = if arguments.json {
        let keys = keys.iter().map(|key| {
            json!({
                "name": key.name(),
                "venue": key.venue().id(),
                "environment": key.environment(),
                "rules": key.policy().words(),
            })
        });
        format!("{:#}", json!({ "keys": keys.collect::<Vec<_>>() }))
    } else {
        let pages = keys.iter().map(|key| {
            let place = format!("{} key ({})", key.venue().id(), key.environment());
            let head = format!("{}: {}", styled(HEAD, key.name()), styled(DIM, place));
            format!("{head}\n{}", key.policy())
        });
        pages.collect::<Vec<_>>().join("\n\n")
    };
    Ok(Answer::text(text, GOOD))
}

/// What the default policy demands.
fn of_needs(arguments: &Arguments) -> Answer {
    let mut needs = PermissionSet::EMPTY;
    for name in &arguments.needs {
        let Some(one) = PermissionSet::from_name(name.trim()) else {
            let near = nearest(&name.to_ascii_lowercase(), NAMES.iter().copied());
            return Answer::complaint(format!("there is no such permission{near}"));
        };
        if !one.and(PermissionSet::NEVER).is_empty() {
            return Answer::complaint(
                "no policy can ask for `withdraw` or `admin`: no bot key may. Withdraw by hand",
            );
        }
        needs = needs.or(one);
    }
    let policy = AnyPolicy::needing(needs);
    let text = if arguments.json {
        format!("{:#}", json!({ "needs": needs, "rules": policy.words() }))
    } else {
        policy.to_string()
    };
    Answer::text(text, GOOD)
}
