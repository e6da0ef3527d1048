//! The program `keyleash`: what the library knows, at hand in a shell.
//!
//! It is a user of the library like any other: each command is a module that puts a question to the
//! public API and gives an `output::Answer`, which is written here and nowhere else.

#[cfg(unix)]
mod check;
mod completions;
mod explain;
#[cfg(unix)]
mod incident;
mod nearest;
mod output;
mod policy;
mod progress;
mod scan;
mod usage;
mod venues;

use clap::{Parser, Subcommand};
use output::Colour;
use std::process::ExitCode;

/// Keeps a trading bot's exchange API keys on a short leash.
#[derive(Parser)]
#[command(
    name = "keyleash",
    version,
    about = "Keeps a trading bot's exchange API keys on a short leash",
    long_about = "Keeps a trading bot's exchange API keys on a short leash.\n\n\
        What the library `keyleash` knows, at hand in a shell: it checks a bot's keys at their \
        exchanges, looks for keys where none may be, says what a refusal means and how it is mended, what each exchange states about \
        a key, and what to do when one may have leaked. It never shows a secret, and \
        never repeats what it was given.",
    after_long_help = texts::MAIN,
    term_width = 80,
    max_term_width = 80,
    arg_required_else_help = true,
    subcommand_required = true
)]
struct Program {
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t = Colour::Auto,
        hide_possible_values = true,
        long_help = "When to use colour: auto, always or never. `auto` is on a terminal, \
            unless NO_COLOR is set"
    )]
    color: Colour,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[cfg(unix)]
    Check(check::Arguments),
    Scan(scan::Arguments),
    Explain(explain::Arguments),
    Venues(venues::Arguments),
    Policy(policy::Arguments),
    #[cfg(unix)]
    Incident(incident::Arguments),
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    match Program::try_parse() {
        Ok(program) => {
            let answer = match program.command {
                #[cfg(unix)]
                Command::Check(arguments) => check::run(&arguments, program.color),
                Command::Scan(arguments) => scan::run(&arguments),
                Command::Explain(arguments) => explain::run(&arguments),
                Command::Venues(arguments) => venues::run(&arguments),
                Command::Policy(arguments) => policy::run(&arguments),
                #[cfg(unix)]
                Command::Incident(arguments) => incident::run(&arguments),
                Command::Completions(arguments) => completions::run(&arguments),
            };
            answer.hand_over(program.color)
        }
        Err(error) => usage::answer(&error).hand_over(usage::colour()),
    }
}

/// The ends of the long help texts.
mod texts {
    pub(super) const MAIN: &str = "\
Exit codes:
  0  done, and nothing is wrong
  1  what was looked at is not as it should be, such as a key in a file
  2  the command was not understood, or could not do its work
  69 to 78  keys failed their check; `keyleash help check` has the list

Environment:
  NO_COLOR        set to anything, no colour is used
  CLICOLOR_FORCE  set to anything but 0, colour is used off a terminal, too

Examples:
  keyleash check                     check the bot's keys at their exchanges
  keyleash scan                      look for keys in this folder
  keyleash explain KL-OPEN-TO-ALL    what a code in a report means
  keyleash venues okx                what OKX states about a key
  keyleash policy --needs read,spot  what is demanded of a key
  keyleash incident JOURNAL          what happened to a key, and what to do
  keyleash help scan                 all about a command";
}
