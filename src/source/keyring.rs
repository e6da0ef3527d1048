//! An entry in a keyring: of the desktop, of the kernel, or whatever store the bot picks.
//!
//! `keyring-core` stands between, so that this crate links to no store, and no type of it shows
//! here.

mod store;

use super::{Source, SourceError, Wanted, document, shell::quoted};
use crate::secret::{self, RawCredential, Secret};
use core::{fmt, time::Duration};
use store::{Trouble, WAITING};

/// The most bytes that an entry may have.
const LIMIT: usize = 64 * 1024;
/// How long the store may take, in seconds, where nothing else is said.
const SECONDS: u32 = 10;
/// The longest that it may be given, in seconds.
const MOST_SECONDS: u32 = 600;

/// One entry of the operating system's keyring, by service and user (feature `keyring`).
///
/// The entry holds the whole credential, so that key and secret are of one version: the lines that
/// a private `File` has, or one JSON object as a `Command` prints it, in UTF-8. It may hold
/// `expires`, which joins the key's deadline.
///
/// The bot picks the store, by a call to `keyring_core::set_default_store` before the first
/// credential is loaded. That is one setting for the whole process, of version 1 of `keyring-core`:
/// other users of that crate in the bot share it. Stores are crates of their own, such as
/// `zbus-secret-service-keyring-store` for GNOME and KDE, `linux-keyutils-keyring-store` for the
/// Linux kernel, `apple-native-keyring-store` and `windows-native-keyring-store`.
///
/// ```no_run
/// use keyleash::{ApiCredential, Keyring, venue::binance::Binance};
///
/// # use keyring_core::mock as zbus_secret_service_keyring_store;
/// keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new()?);
/// let credential = ApiCredential::<Binance>::load(Keyring::new("my-bot", "binance"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// To store it, let a tool read it from its standard input: an argument can be read by every user
/// of the machine. For the Secret Service and for the kernel:
///
/// ```sh
/// secret-tool store --label=my-bot service my-bot username binance < credential
/// keyctl padd user keyring:binance@my-bot $(keyctl get_persistent @s) < credential
/// ```
///
/// - **Time.** The store has 10 seconds; see [`deadline_seconds`](Self::deadline_seconds). It runs
///   on a thread of its own, which no deadline can end: where the store waits for somebody to
///   unlock it, that thread stays until the store gives up, one for each read and 64 at most. What
///   it still reads then is wiped and goes nowhere.
/// - **Size.** An entry has 64 KiB (65,536 bytes) at most.
/// - **Memory.** What the store hands over is wiped. What it keeps for itself is its own affair:
///   `SECURITY.md` says what was found.
/// - **A service that was started again** does not know the store any more: set a new one.
/// - **The kernel's timeout** (`keyctl timeout`) ends an entry, and a restart of the machine does.
///   Its store answers then as if nobody had ever stored one.
/// - **Windows.** Write the entry by `set_secret`: `set_password` makes UTF-16 of it.
/// - **Logs.** `keyring-core` writes service and user to `log` at the level *debug*, with the
///   `Debug` output of the store's own types. Its `mock` store shows secrets there; it is for
///   tests.
#[derive(Clone)]
#[must_use = "a source does nothing until a credential is loaded from it"]
pub struct Keyring {
    service: String,
    user: String,
    seconds: u32,
}

impl Keyring {
    /// The entry that is stored under `service` for `user`. These are names, not secrets: they are
    /// shown in errors. A name that looks like a key, or like the id of one, is refused before the
    /// store is asked, since it would be in the store's logs, too.
    pub fn new(service: impl Into<String>, user: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            user: user.into(),
            seconds: SECONDS,
        }
    }

    /// How many seconds the store has, from 1 to 600, in place of 10. A number outside counts as
    /// the nearer end.
    pub fn deadline_seconds(mut self, seconds: u32) -> Self {
        self.seconds = seconds.clamp(1, MOST_SECONDS);
        self
    }

    /// Service and user as they are shown. What looks like a key is not: it may be one.
    fn names(&self) -> [String; 2] {
        [&self.service, &self.user].map(secret::veiled_path)
    }

    fn place(&self) -> String {
        let [service, user] = self.names();
        format!("the keyring entry `{user}` of `{service}`")
    }

    fn wrong(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::wrong(self.place(), found, remedy)
    }

    fn failed(&self, found: impl Into<String>, remedy: impl Into<String>) -> SourceError {
        SourceError::failed(self.place(), found, remedy)
    }

    fn explain(&self, trouble: &Trouble) -> SourceError {
        const LOOK: &str = "look at the store with its own tool, as the user that runs the bot";
        match trouble {
            Trouble::Missing => SourceError::NotConfigured {
                place: self.place(),
                remedy: self.remedy(),
            },
            Trouble::NoStore => self.wrong(
                "no store is set",
                "call `keyring_core::set_default_store`, of version 1 of that crate, before the credential is loaded",
            ),
            Trouble::Locked => self.failed(
                "the store is locked or denies access",
                "unlock it for the user that runs the bot, since nobody answers a prompt here",
            ),
            Trouble::Slow => self.failed(
                format!("no answer of the store within {} seconds", self.seconds),
                "unlock it, since nobody answers a prompt here, or give it more time with `deadline_seconds`",
            ),
            Trouble::Stuck => self.failed(
                format!("{WAITING} reads that were given up still wait for it"),
                "unlock it, since nobody answers a prompt here, or start the bot again",
            ),
            Trouble::Platform => self.failed(
                "the store does not work",
                format!("set it anew by `keyring_core::set_default_store` where its service was started again, or {LOOK}: what it says of errors is not kept here, since a secret may be in it"),
            ),
            Trouble::Panicked => self.failed("the store panicked", LOOK),
            Trouble::NoThread => self.failed(
                "the system started no thread for it",
                "raise the limit of threads for the bot",
            ),
            Trouble::Damaged => self.wrong(
                "not in the form that its store writes",
                "delete it with the store's own tool, and store it again",
            ),
            Trouble::Ambiguous => self.wrong(
                "more than one entry",
                "delete the old ones, or store this one for another user",
            ),
            Trouble::Names => self.wrong(
                "a name that its store does not take",
                "use a short, plain service and user",
            ),
            Trouble::Unknown => self.wrong(
                "a store that cannot be asked for it",
                "set another store with `keyring_core::set_default_store`",
            ),
        }
    }

    fn remedy(&self) -> String {
        let [service, user] = [&self.service, &self.user].map(|name| quoted(name));
        let key = quoted(&format!("keyring:{}@{}", self.user, self.service));
        format!(
            "write `key = …` and `secret = …` to the standard input of the store's own tool, such as `secret-tool store --label={service} service {service} username {user}`, or `keyctl padd user {key} $(keyctl get_persistent @s)` for the kernel, which drops an entry at its timeout and at a restart"
        )
    }

    /// Hands the text of the entry, white space around it cut off, to `read`.
    fn stored<T>(
        &self,
        read: impl FnOnce(&str) -> Result<T, SourceError>,
    ) -> Result<T, SourceError> {
        if self.names() != [self.service.as_str(), self.user.as_str()] {
            return Err(SourceError::Misconfigured {
                place: "the service or user of `Keyring`".to_owned(),
                found: "like a key itself".to_owned(),
                remedy:
                    "give the plain names of an entry, and replace a key that stands in their place"
                        .to_owned(),
            });
        }
        let time = Duration::from_secs(u64::from(self.seconds));
        let bytes = store::bytes(&self.service, &self.user, time)
            .map_err(|trouble| self.explain(&trouble))?;
        if bytes.len() > LIMIT {
            return Err(self.wrong(
                format!("more than {LIMIT} bytes"),
                "keep one credential in it and nothing else",
            ));
        }
        // UTF-16 of plain letters is UTF-8 with zeros in it.
        let text = core::str::from_utf8(&bytes)
            .ok()
            .filter(|text| !text.contains('\0'))
            .ok_or_else(|| {
                self.wrong(
                    "not UTF-8 text",
                    "store it as UTF-8, by `set_secret` on Windows",
                )
            })?;
        match text.trim() {
            "" => Err(self.wrong("empty", "store the credential again")),
            text => read(text),
        }
    }

    /// The one value that is all of the entry: a line, or a PEM block.
    #[cfg_attr(
        not(unix),
        expect(dead_code, reason = "for references in a configuration, on Unix")
    )]
    pub(crate) fn value(&self) -> Result<Secret, SourceError> {
        self.stored(|text| {
            if text.starts_with('{') {
                return Err(self.wrong(
                    "a JSON document where one value is wanted",
                    "keep the one value in it, or name the entry for the whole credential",
                ));
            }
            if text.contains('\n') && !text.starts_with("-----BEGIN ") {
                return Err(self.wrong(
                    "more than one line",
                    "keep the one value in it and nothing else",
                ));
            }
            Ok(Secret::copied(text))
        })
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [service, user] = self.names();
        f.debug_struct("Keyring")
            .field("service", &service)
            .field("user", &user)
            .field("seconds", &self.seconds)
            .finish()
    }
}

impl Source for Keyring {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        self.stored(|text| {
            document::credential(text, wanted)
                .map_err(|fault| self.wrong(fault.found, fault.remedy))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Keyring, SourceError};
    use keyring_core::{Entry, mock};

    /// The store is one for the whole process: this is the one test here that sets it.
    #[test]
    fn a_value_is_all_of_an_entry() {
        keyring_core::set_default_store(mock::Store::new().unwrap());
        let value = |text: &str| {
            let entry = Entry::new("keyleash", "value").unwrap();
            entry.set_secret(text.as_bytes()).unwrap();
            Keyring::new("keyleash", "value").value()
        };
        let pem = "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----";
        for (text, wanted) in [
            ("NEEDLE", "NEEDLE"),
            (" NEEDLE=\r\n", "NEEDLE="),
            (pem, pem),
        ] {
            assert_eq!(value(text).unwrap().expose(), wanted);
        }
        for text in [
            "",
            "\n",
            "NEEDLE\nNEEDLE",
            "key = a\nsecret = NEEDLE",
            r#"{"secret": "NEEDLE"}"#,
        ] {
            let error = value(text).unwrap_err();
            assert!(
                matches!(error, SourceError::Misconfigured { .. }),
                "{error}"
            );
            assert!(!error.to_string().contains("NEEDLE"), "{error}");
        }
        let missing = Keyring::new("my desk", "o'brien").value().unwrap_err();
        let line = r"secret-tool store --label='my desk' service 'my desk' username 'o'\''brien'";
        assert!(missing.to_string().contains(line), "{missing}");
    }
}
