//! `keyleash completions`: scripts by which a shell completes commands and options.

use crate::{
    Program,
    output::{Answer, FAILED, GOOD},
};
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

const HELP: &str = "\
Examples:
  keyleash completions bash > /etc/bash_completion.d/keyleash
  keyleash completions zsh > ~/.zfunc/_keyleash
  keyleash completions fish > ~/.config/fish/completions/keyleash.fish";

/// Print a script that completes this program's commands in a shell
#[derive(Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    let mut command = Program::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "keyleash", &mut script);
    match String::from_utf8(script) {
        Ok(script) => Answer::text(script, GOOD),
        // The names of commands and options are text.
        Err(_) => Answer::text("", FAILED),
    }
}
