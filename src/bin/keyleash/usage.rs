//! What is said about a command line that was not understood. `clap` would repeat the argument, and
//! an argument may be a secret that was pasted by mistake: nothing is shown but names of our own.

use crate::{
    Program,
    output::{Answer, Colour, GOOD},
};
use clap::{
    Command, CommandFactory as _, ValueEnum as _,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use std::env;

/// The answer to a command line that is no command: help, where that was asked for.
pub(crate) fn answer(error: &Error) -> Answer {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Answer::text(error.render().ansi().to_string(), GOOD)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Answer::advice(error.render().ansi().to_string())
        }
        kind => {
            let mut program = Program::command();
            program.build();
            let command = command(&program);
            let names = names(&program);
            let own = |kind| own(error, kind, &names);
            let mut text = match kind {
                ErrorKind::UnknownArgument | ErrorKind::TooManyValues => {
                    "there is an argument that this command does not take".to_owned()
                }
                ErrorKind::InvalidSubcommand => "there is no such command".to_owned(),
                ErrorKind::MissingSubcommand => "the command is missing".to_owned(),
                ErrorKind::MissingRequiredArgument => match own(ContextKind::InvalidArg) {
                    Some(name) => format!("{name} is missing"),
                    None => "an argument is missing".to_owned(),
                },
                ErrorKind::ArgumentConflict => match own(ContextKind::InvalidArg) {
                    Some(name) => format!("{name} is given twice, or beside what it excludes"),
                    None => "two arguments exclude each other".to_owned(),
                },
                ErrorKind::InvalidUtf8 => "an argument is no text in UTF-8".to_owned(),
                _ => match own(ContextKind::InvalidArg) {
                    Some(name) => format!("the value of {name} is none that it takes"),
                    None => "an argument has a value that it does not take".to_owned(),
                },
            };
            if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) {
                text = format!("{text}: it takes {}", values.join(", "));
            }
            for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand] {
                if let Some(name) = own(kind) {
                    text = format!("{text}; is {name} meant?");
                }
            }
            Answer::complaint(format!("{text}\nSee `{command} --help`."))
        }
    }
}

/// When to use colour for a text about the command line itself, which could not be read as a whole.
pub(crate) fn colour() -> Colour {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let given = arguments.iter().enumerate().find_map(|(at, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--color")? {
            "" => arguments.get(at + 1)?.to_str(),
            value => value.strip_prefix('='),
        }
    });
    let found = given.and_then(|given| Colour::from_str(given, false).ok());
    found.unwrap_or(Colour::Auto)
}

/// The command that was begun, such as `keyleash scan`.
fn command(program: &Command) -> String {
    let mut name = program.get_name().to_owned();
    let first = env::args_os().skip(1).find_map(|argument| {
        let argument = argument.to_str()?;
        let own = program.get_subcommands().map(Command::get_name);
        own.into_iter()
            .find(|own| *own == argument && *own != "help")
    });
    if let Some(first) = first {
        name = format!("{name} {first}");
    }
    name
}

/// What is named in messages: every option, value and command that the program has.
fn names(program: &Command) -> Vec<String> {
    let mut names = Vec::new();
    for command in program.get_subcommands().chain([program]) {
        names.push(command.get_name().to_owned());
        for argument in command.get_arguments() {
            names.push(argument.to_string());
            names.extend(argument.get_long().map(|long| format!("--{long}")));
        }
    }
    names
}

/// A text of the error's, if it is a name of our own.
fn own(error: &Error, kind: ContextKind, names: &[String]) -> Option<String> {
    let texts: Vec<&String> = match error.get(kind)? {
        ContextValue::String(text) => vec![text],
        ContextValue::Strings(texts) => texts.iter().collect(),
        _ => return None,
    };
    let known = texts.into_iter().filter(|text| names.contains(text));
    let known: Vec<_> = known.map(|text| format!("`{text}`")).collect();
    (!known.is_empty()).then(|| known.join(" or "))
}
