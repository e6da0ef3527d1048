//! What a command answers, and how it reaches the reader.

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use core::fmt;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// The command did what it was asked to, and found nothing wrong.
pub(crate) const GOOD: u8 = 0;
/// What was looked at is not as it should be.
pub(crate) const BAD: u8 = 1;
/// The command could not do its work.
pub(crate) const FAILED: u8 = 2;

pub(crate) const HEAD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// A text in a style, which is taken off again where the reader wants none.
pub(crate) fn styled(style: Style, text: impl fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

impl From<Colour> for anstream::ColorChoice {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Auto => Self::Auto,
            Colour::Always => Self::Always,
            Colour::Never => Self::Never,
        }
    }
}

/// What a command has to say: a text for whoever asked, a complaint, or both.
#[must_use = "an answer is handed over"]
pub(crate) struct Answer {
    text: String,
    complaint: String,
    code: u8,
}

impl Answer {
    /// A text, which ends with a line break once it is handed over.
    pub(crate) fn text(text: impl Into<String>, code: u8) -> Self {
        Self {
            text: text.into(),
            complaint: String::new(),
            code,
        }
    }

    /// Why there is no text.
    pub(crate) fn complaint(text: impl fmt::Display) -> Self {
        Self {
            text: String::new(),
            complaint: format!("{}: {text}", styled(RED, "keyleash")),
            code: FAILED,
        }
    }

    /// A text of its own on the error output, as it stands.
    pub(crate) fn advice(text: String) -> Self {
        Self {
            text: String::new(),
            complaint: text,
            code: FAILED,
        }
    }

    /// Writes it, and gives the code that the program ends with. A reader that has seen enough, such
    /// as `head`, is no failure; a full disk is.
    pub(crate) fn hand_over(self, colour: Colour) -> ExitCode {
        let choice = colour.into();
        complain(&self.complaint, choice);
        let out = AutoStream::new(io::stdout(), choice).lock();
        match write(out, &self.text) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let text = "the output could not be written: see that the disk has room";
                complain(&format!("{}: {text}", styled(RED, "keyleash")), choice);
                ExitCode::from(FAILED)
            }
            _ => ExitCode::from(self.code),
        }
    }
}

fn complain(text: &str, choice: anstream::ColorChoice) {
    let out = AutoStream::new(io::stderr(), choice).lock();
    // There is nowhere left to say that this failed.
    let _ = write(out, text);
}

fn write(mut out: impl Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// A paragraph behind `lead`, as wide as a terminal at most.
pub(crate) fn wrapped(lead: &str, text: &str) -> String {
    const WIDTH: usize = 80;
    let indent = lead.chars().count();
    let mut out = lead.to_owned();
    let mut column = indent;
    for (at, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if at > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            out.extend(core::iter::repeat_n(' ', indent));
            column = indent;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
