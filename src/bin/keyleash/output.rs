//! What a command answers, and how it reaches the reader.

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use core::fmt;
use std::{
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

/// The command did what it was asked to, and found nothing wrong.
pub(crate) const GOOD: u8 = 0;
/// What was looked at is not as it should be.
pub(crate) const BAD: u8 = 1;
/// The command could not do its work.
pub(crate) const FAILED: u8 = 2;
/// The configuration of a bot cannot be used, as `SelfCheckFailed::exit_code` has it.
#[cfg(unix)]
pub(crate) const CONFIGURATION: u8 = 78;

pub(crate) const HEAD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
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
    /// Whether it takes the place of all that is on the screen.
    redrawn: bool,
    text: String,
    complaint: String,
    code: u8,
}

impl Answer {
    /// A text, which ends with a line break once it is handed over.
    pub(crate) fn text(text: impl Into<String>, code: u8) -> Self {
        Self {
            redrawn: false,
            text: text.into(),
            complaint: String::new(),
            code,
        }
    }

    /// Why there is no text.
    pub(crate) fn complaint(text: impl fmt::Display) -> Self {
        Self {
            redrawn: false,
            text: String::new(),
            complaint: format!("{}: {text}", styled(RED, "keyleash")),
            code: FAILED,
        }
    }

    /// A text of its own on the error output, as it stands.
    pub(crate) fn advice(text: String) -> Self {
        Self {
            redrawn: false,
            text: String::new(),
            complaint: text,
            code: FAILED,
        }
    }

    /// The same with another code to end with.
    #[cfg(unix)]
    pub(crate) fn ending(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same with a line above its text.
    #[cfg(unix)]
    pub(crate) fn headed(self, line: &str) -> Self {
        let text = format!("{}\n{}", styled(DIM, line), self.text);
        Self { text, ..self }
    }

    /// The same in the place of all that is on the screen, or behind it.
    #[cfg(unix)]
    pub(crate) fn redrawn(self, redrawn: bool) -> Self {
        Self { redrawn, ..self }
    }

    /// Writes it, and gives the code that the program ends with.
    pub(crate) fn hand_over(self, colour: Colour) -> ExitCode {
        ExitCode::from(self.write(colour).err().unwrap_or(self.code))
    }

    /// Writes it. Where that cannot be, the error is the code to end with: a reader that has seen
    /// enough, such as `head`, is no failure; a full disk is.
    pub(crate) fn write(&self, colour: Colour) -> Result<(), u8> {
        let choice = colour.into();
        let out = AutoStream::new(io::stdout(), choice).lock();
        let written = self.clear().and_then(|()| write(out, &self.text));
        // Behind the text, where both are on one screen.
        complain(&self.complaint, choice);
        match written {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(self.code),
            Err(_) => {
                let text = "the output could not be written: see that the disk has room";
                complain(&format!("{}: {text}", styled(RED, "keyleash")), choice);
                Err(FAILED)
            }
        }
    }

    /// Clears the screen, past what takes colours off.
    fn clear(&self) -> io::Result<()> {
        if self.redrawn {
            io::stdout().write_all(b"\x1b[H\x1b[2J")
        } else {
            Ok(())
        }
    }
}

/// Whether what is written can take the place of what was: on a terminal that knows how.
#[cfg(unix)]
#[expect(
    clippy::disallowed_methods,
    reason = "the kind of a terminal is no secret"
)]
pub(crate) fn is_redrawn() -> bool {
    io::stdout().is_terminal() && std::env::var_os("TERM").is_some_and(|term| term != "dumb")
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
