//! A program that prints the credential: the way to every password manager and secrets service.
//!
//! No shell is involved, so no argument is taken apart or expanded. What the program may cost is
//! bounded: one deadline, one cap on its output, and nothing of it left running.

use super::{Source, SourceError, Wanted, document, process};
use crate::secret::{self, RawCredential, Secret};
use core::fmt;
use process::Trouble;
use std::{
    ffi::{OsStr, OsString},
    os::unix::process::ExitStatusExt as _,
    time::Duration,
};
use zeroize::Zeroizing;

/// The most bytes that a program may print.
const LIMIT: usize = 64 * 1024;
/// How long a program may take, in seconds, where nothing else is said.
const SECONDS: u32 = 10;
/// The longest that it may be given, in seconds.
const MOST_SECONDS: u32 = 600;
/// What programs need to find themselves, their user, and the agents that unlock for them.
const PASSED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "XDG_RUNTIME_DIR",
    "GNUPGHOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "SSH_AUTH_SOCK",
];

/// A program that prints a credential. It is started by an argument vector, never by a shell.
///
/// It prints either the lines that a private [`File`](super::File) has, or one JSON object:
///
/// ```json
/// {"key": "…", "secret": "…", "passphrase": "…", "created": "2026-10-01", "expires": "2026-12-31T00:00:00Z"}
/// ```
///
/// The last three may be left out, or `null`. The names of AWS's `credential_process` are taken
/// too: `AccessKeyId`, `SecretAccessKey` and `Expiration`, with `"Version": 1`. When the
/// credential expires, the key's deadline has come. For programs that print one value each there
/// is [`pair`](Self::pair).
///
/// - **Input and errors.** Its standard input is empty, so it cannot ask; what unlocks it is an
///   agent. Its error output is dropped, since programs put secrets there.
/// - **Time.** It has 10 seconds to close its output and to end; see
///   [`deadline_seconds`](Self::deadline_seconds). A second may go by until it is gone.
/// - **Size.** It prints 64 KiB at most.
/// - **Processes.** It leads a process group, which is killed when it ends or is given up: nothing
///   in that group stays. What leaves the group on purpose, as `gpg-agent` does, stays.
/// - **Environment.** It sees `PATH`, `HOME`, `USER`, `LANG`, `XDG_RUNTIME_DIR`, `GNUPGHOME`,
///   `DBUS_SESSION_BUS_ADDRESS`, `SSH_AUTH_SOCK` and what [`pass_env`](Self::pass_env) adds.
///   Nothing else: the bot's own secrets may stand in its environment.
///
/// An argument can be read by every user of the machine, so no secret belongs there.
///
/// ```no_run
/// use keyleash::{ApiCredential, Command, venue::binance::Binance};
///
/// // An entry of `pass` with the lines `key = …` and `secret = …`.
/// let source = Command::new("pass").arg("show").arg("binance/key").pass_env("PASSWORD_STORE_DIR");
/// let credential = ApiCredential::<Binance>::load(source)?;
/// # Ok::<(), keyleash::LoadError>(())
/// ```
#[derive(Clone)]
#[must_use = "a source does nothing until a credential is loaded from it"]
pub struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    passed: Vec<OsString>,
    seconds: u32,
}

impl Command {
    /// The program, by its path or by a name that `PATH` leads to.
    pub fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
            passed: Vec::new(),
            seconds: SECONDS,
        }
    }

    /// Adds one argument, which reaches the program as it is.
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Lets the program see one more variable of this process, such as `VAULT_ADDR`, where it is
    /// set.
    pub fn pass_env(mut self, name: impl Into<OsString>) -> Self {
        self.passed.push(name.into());
        self
    }

    /// How many seconds the program has, from 1 to 600, in place of 10. A number outside counts as
    /// the nearer end.
    pub const fn deadline_seconds(mut self, seconds: u32) -> Self {
        self.seconds = match seconds {
            0 => 1,
            1..=MOST_SECONDS => seconds,
            _ => MOST_SECONDS,
        };
        self
    }

    /// Two programs, each of which prints one value: the key id and the secret.
    ///
    /// ```no_run
    /// # use keyleash::{ApiCredential, Command, venue::kraken::Kraken};
    /// let read = |field| Command::new("op").arg("read").arg(format!("op://bots/kraken/{field}"));
    /// let source = Command::pair(read("key"), read("secret"));
    /// let credential = ApiCredential::<Kraken>::load(source)?;
    /// # Ok::<(), keyleash::LoadError>(())
    /// ```
    pub const fn pair(key: Self, secret: Self) -> CommandPair {
        CommandPair {
            key,
            secret,
            passphrase: None,
        }
    }

    fn place(&self) -> String {
        format!("the command `{}`", secret::veiled_path(&self.program))
    }

    fn wrong(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::wrong(self.place(), found, remedy)
    }

    fn failed(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::failed(self.place(), found, remedy)
    }

    fn output(&self) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let mut command = std::process::Command::new(&self.program);
        command.args(&self.arguments).env_clear();
        let passed = self.passed.iter().map(OsString::as_os_str);
        for name in PASSED.iter().map(OsStr::new).chain(passed) {
            if name.as_encoded_bytes().contains(&b'=') {
                return Err(self.wrong(
                    "`pass_env` with more than a variable's name",
                    "pass the name alone: the value is the one of this process",
                ));
            }
            if let Some(value) = variable(name) {
                command.env(name, value);
            }
        }
        let time = Duration::from_secs(u64::from(self.seconds));
        process::output(&mut command, LIMIT, time).map_err(|trouble| self.explain(&trouble))
    }

    fn explain(&self, trouble: &Trouble) -> SourceError {
        const BY_HAND: &str = "run it by hand, as the user that runs the bot";
        match trouble {
            Trouble::Missing => self.wrong(
                "no such program",
                "install it, or name it by its whole path",
            ),
            Trouble::Denied => self.wrong(
                "no program that this user may run",
                "name the program itself, and look at its mode with `ls -l`",
            ),
            Trouble::NotStarted => self.failed("the system did not start it", BY_HAND),
            Trouble::Slow => self.failed(
                format!("no end of it within {} seconds", self.seconds),
                "unlock what it asks, since nobody answers it here, or give it more time with `deadline_seconds`",
            ),
            Trouble::Long => self.wrong(
                format!("more than {LIMIT} bytes of output"),
                "name a command that prints one credential and nothing else",
            ),
            Trouble::Unreadable => self.failed("its output could not be read", BY_HAND),
            Trouble::Ended(status) => {
                let found = match (status.code(), status.signal()) {
                    (Some(code), _) => format!("it exited with status {code}"),
                    (None, Some(signal)) => format!("it was ended by signal {signal}"),
                    (None, None) => "it did not exit well".to_owned(),
                };
                self.failed(
                    found,
                    format!("{BY_HAND}: what it says of errors is not kept here, since a secret may be in it"),
                )
            }
            Trouble::Unknown => self.failed("nobody knows how it ended", process::UNKNOWN),
        }
    }

    /// Hands what the program printed, white space around it cut off, to `read`.
    fn printed<T>(
        &self,
        read: impl FnOnce(&str) -> Result<T, SourceError>,
    ) -> Result<T, SourceError> {
        let bytes = self.output()?;
        let text = core::str::from_utf8(&bytes).map_err(|_| {
            self.wrong(
                "output that is not UTF-8 text",
                "name a command that prints the credential as text",
            )
        })?;
        match text.trim() {
            "" => Err(self.wrong(
                "no output",
                "name a command that prints the credential, and look whether the entry is empty",
            )),
            text => read(text),
        }
    }

    /// The first line, or the whole of a PEM block.
    pub(crate) fn value(&self) -> Result<Secret, SourceError> {
        self.printed(|text| {
            // Its first line would be taken for the secret, and the exchange would be the one to say no.
            if text.starts_with('{') {
                return Err(self.wrong(
                    "a JSON document where one value is wanted",
                    "name a command that prints the value alone, or one place for the whole credential",
                ));
            }
            let value = if text.starts_with("-----BEGIN ") {
                text
            } else {
                text.lines().next().unwrap_or(text).trim_end()
            };
            Ok(Secret::copied(value))
        })
    }
}

impl Source for Command {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        self.printed(|text| {
            document::credential(text, wanted)
                .map_err(|fault| self.wrong(fault.found, fault.remedy))
        })
    }
}

/// The arguments are not shown: an owner may have put there what does not belong there.
impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command")
            .field("program", &secret::veiled_path(&self.program))
            .field("deadline_seconds", &self.seconds)
            .finish_non_exhaustive()
    }
}

/// Two programs, each of which prints one value; made by [`Command::pair`].
///
/// Of what a program prints the first line counts, as in an entry of `pass`, or the whole of a PEM
/// block. The programs run one after the other, each with its own deadline. Where keys are
/// replaced while the bot starts, the two values may be of different keys, and the venue refuses
/// them: one program that prints both has no such moment.
#[derive(Clone, Debug)]
#[must_use = "a source does nothing until a credential is loaded from it"]
pub struct CommandPair {
    key: Command,
    secret: Command,
    passphrase: Option<Command>,
}

impl CommandPair {
    /// Adds the program that prints the passphrase, for a venue that asks for one.
    pub fn with_passphrase(mut self, passphrase: Command) -> Self {
        self.passphrase = Some(passphrase);
        self
    }
}

impl Source for CommandPair {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let credential = RawCredential::new(self.key.value()?, self.secret.value()?);
        if !wanted.passphrase {
            return Ok(credential);
        }
        let passphrase = self.passphrase.as_ref().ok_or_else(|| {
            self.secret.wrong(
                "without a command for the passphrase",
                "add one with `with_passphrase`",
            )
        })?;
        Ok(credential.with_passphrase(passphrase.value()?))
    }
}

/// A variable of this process. One that the owner passes on may be a secret, such as a session's
/// token: it goes to the child and nowhere else.
#[expect(
    clippy::disallowed_methods,
    reason = "the value is not read here, only handed on"
)]
fn variable(name: &OsStr) -> Option<OsString> {
    std::env::var_os(name)
}
