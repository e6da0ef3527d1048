//! The program `keyleash`: what the library knows, at hand in a shell.
//!
//! It is a user of the library like any other: each command is a module that puts a question to the
//! public API and gives an `output::Answer`, which is written here and nowhere else.

mod completions;
mod output;
mod progress;
mod scan;
mod usage;

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
        What the library `keyleash` knows and does, at hand in a shell: it looks for \
        keys where none may be. It never shows a secret, and never repeats what \
        it was given.",
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
    Scan(scan::Arguments),
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    match Program::try_parse() {
        Ok(program) => {
            let answer = match program.command {
                Command::Scan(arguments) => scan::run(&arguments),
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

Environment:
  NO_COLOR        set to anything, no colour is used
  CLICOLOR_FORCE  set to anything but 0, colour is used off a terminal, too

Examples:
  keyleash scan                    look for keys in this folder
  keyleash help scan               all about a command";
}
