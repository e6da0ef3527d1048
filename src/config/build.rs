//! A configuration that a build script looks at.

use super::{Config, ConfigError, ConfigFault, ConfiguredKey};
use crate::{
    shape::At,
    time::{self, Millis},
};
use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::Path,
    process,
    time::SystemTime,
};

impl Config {
    /// Checks a TOML file in a bot's `build.rs`: what cannot be used, or is not safe, fails the build,
    /// with every fault as an error of its own.
    ///
    /// ```no_run
    /// // In `main` of build.rs, with this in `[build-dependencies]`:
    /// // keyleash = { version = "0.1", features = ["toml"] }
    /// keyleash::Config::check_at_build("keyleash.toml");
    /// ```
    ///
    /// A path begins at the folder of the bot's `Cargo.toml`. Beside all that [`open`](Self::open)
    /// refuses, such as a literal or a need for `withdraw`, these fail: a gap that has ended, or that
    /// is declared for more than a year; and an account that, by the owner's own word, falls short of
    /// what is demanded of it. No key is loaded, and no variable is read. Cargo runs the script again
    /// when the file has changed, and not when a day has passed: what ends later is refused when the bot
    /// starts.
    pub fn check_at_build(path: impl AsRef<Path>) {
        let path = path.as_ref();
        let mut said = format!("cargo::rerun-if-changed={}\n", path.display());
        let now = time::millis(SystemTime::now());
        if let Err(error) = Self::open(path).and_then(|config| config.check_at(now)) {
            for fault in error.faults() {
                let line = fault.line().replace(['\n', '\r'], " ");
                let _ = writeln!(said, "cargo::error={}: {line}", path.display());
            }
        }
        let mut out = io::stdout().lock();
        if out
            .write_all(said.as_bytes())
            .and_then(|()| out.flush())
            .is_err()
        {
            // Nobody would hear of it otherwise.
            process::exit(1);
        }
    }

    /// Whether it is safe as far as it says so itself.
    fn check_at(&self, now: Millis) -> Result<(), ConfigError> {
        let faults: Vec<_> = self.keys().flat_map(|key| key.unsafe_at(now)).collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(ConfigError::new(faults))
        }
    }
}

impl ConfiguredKey {
    fn unsafe_at(&self, now: Millis) -> Vec<ConfigFault> {
        let at = At::FILE.below("keys").key(Some(&self.name));
        let ended = self.policy.ended_gaps(now).map(|gap| {
            ConfigFault::new(
                &at.below("gaps").below(gap),
                "has ended, or ends more than a year from now",
                "look the fact up again, and declare the gap anew, for a year at most",
            )
        });
        let short = self
            .policy
            .short_of(self.account, self.environment, self.venue.title());
        let short = short.into_iter().map(|violation| {
            ConfigFault::new(
                &at.below("account"),
                format_args!("falls short, {}: {}", violation.code(), violation.found()),
                violation.remedy(),
            )
        });
        ended.chain(short).collect()
    }
}
