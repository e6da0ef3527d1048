//! `keyleash policy`: what a policy demands, in words.

use crate::{
    nearest::nearest,
    output::{Answer, GOOD},
};
use clap::Args;
use keyleash::{AnyPolicy, PermissionSet};
use serde_json::json;

/// Every permission, by its name in a configuration.
const NAMES: &[&str] = &[
    "read", "spot", "margin", "futures", "options", "earn", "transfer", "withdraw", "admin",
];

const HELP: &str = "\
Permissions are read, spot, margin, futures, options, earn and transfer. None can
be had for withdraw or admin: no bot key may.

Exit codes:
  0  the policy was told
  2  there is no such permission, or none that a policy may ask for

Examples:
  keyleash policy --needs read,spot
  keyleash policy --needs read,futures --json";

/// Say in words what a policy demands of a key
#[derive(Args)]
#[command(
    long_about = "Say in words what the default policy demands of a key, for a bot with these needs: \
        one rule a line, each with its values, and with the codes of what happens otherwise.",
    after_long_help = HELP
)]
pub(crate) struct Arguments {
    /// What the bot does, such as read,spot
    #[arg(long, value_name = "LIST", value_delimiter = ',', required = true)]
    needs: Vec<String>,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
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
