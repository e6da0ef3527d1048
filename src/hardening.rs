//! Hardening of the process that holds keys, by calls which the bot makes itself.
//!
//! ```
//! // The first line of `main`, before keys are loaded:
//! println!("{}", keyleash::hardening::apply());
//! ```
//!
//! | call | stops | does not stop | breaks |
//! |---|---|---|---|
//! | [`not_dumpable`] | debuggers, `/proc/<pid>/environ` and `/proc/<pid>/mem` for the bot's own user; core dumps | root | `gdb`, `strace`, `perf`, heap profilers, crash reporters |
//! | [`no_core`] | core dumps | `gcore`, root | crash reporters, also of programs that the bot starts |
//! | [`lock_keys`] | keys in core dumps, also those that root makes with `gcore`; keys in swap | a debugger, which reads live memory or dumps what is excluded; registers; the stack while a signature is made; the environment block, so a key that came in variables is in every core dump | nothing |
//!
//! Nothing of this can fail a start: what the system refused is in the [`Outcome`], with what mends
//! it, and was read back from the system where it says that it took. Whether a bot starts without
//! is for the bot to say. Linux only: elsewhere all of it is refused.
//!
//! This may weaken nothing and read no secret.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use crate::{
    memory::{Tally, counted},
    report::wrapped,
};
use core::fmt;

/// Takes every measure: [`not_dumpable`], [`no_core`] and [`lock_keys`], in this order.
///
/// To be called before keys are loaded, and before other threads start.
///
/// ```
/// let applied = keyleash::hardening::apply();
/// if !applied.all_took() {
///     eprintln!("{applied}"); // or end here
/// }
/// ```
#[must_use = "it says what the system refused"]
pub fn apply() -> Applied {
    Applied {
        not_dumpable: not_dumpable(),
        no_core: no_core(),
        lock_keys: lock_keys(),
    }
}

/// Closes the process to debuggers of its own user, and to core dumps.
///
/// `/proc/<pid>/environ` and `/proc/<pid>/mem` become root's, so a key in the environment can no
/// longer be read there by other programs of the same user. The process itself cannot open them
/// either. Programs that it starts are not covered. A change of user undoes it: call it after.
#[must_use = "the system may have refused"]
pub fn not_dumpable() -> Outcome {
    system::not_dumpable()
}

/// Sets the limit on the size of a core file to one byte, for good.
///
/// One, not zero: where core dumps go to a program, Linux takes zero for no limit, and one for
/// never. Programs that the bot starts have the limit too.
#[must_use = "the system may have refused"]
pub fn no_core() -> Outcome {
    system::no_core()
}

/// Puts every secret that is loaded from now on into pages that are locked, so that they are never
/// swapped out, and left out of core dumps.
///
/// Secrets that were loaded before stay where they are; the outcome counts them. A page has room for
/// about five keys, and counts against the limit on locked memory (`RLIMIT_MEMLOCK`, 8 MiB on
/// most systems, 64 KiB on older ones). Where that is used up, a key is loaded all the same: then
/// its page is left out of core dumps and not locked, an event of level WARN says so
/// (`keyleash::hardening`), and [`secrets`] counts it.
///
/// A key that came in environment variables stays in their block as well, which no call here can take
/// out of a core dump: take [`not_dumpable`] or [`no_core`] besides, or load it from elsewhere.
///
/// A child that is forked has a copy of the keys, which is left out of core dumps and not locked.
#[must_use = "the system may have refused"]
pub fn lock_keys() -> Outcome {
    system::lock_keys()
}

/// Where the secrets are that live now: key ids, passphrases, and what signs.
///
/// ```
/// # let _ = keyleash::hardening::lock_keys();
/// // … after the keys were loaded
/// assert_eq!(keyleash::hardening::secrets().ordinary(), 0);
/// ```
pub fn secrets() -> Secrets {
    Secrets {
        locked: counted(Tally::Locked),
        excluded: counted(Tally::Excluded),
        ordinary: counted(Tally::Heap),
    }
}

/// What came of one measure. `Display` is one line without its name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the system may have refused"]
#[non_exhaustive]
pub enum Outcome {
    /// The measure stands, and was read back from the system.
    Took,
    /// Some of it stands. The text says what is lacking, and what mends it.
    Partly(String),
    /// Nothing of it stands. The text says why, and what mends it.
    Refused(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Took => f.write_str("took"),
            Self::Partly(lack) => write!(f, "partly: {lack}"),
            Self::Refused(why) => write!(f, "refused: {why}"),
        }
    }
}

/// What came of [`apply`]. `Display` is a few lines of at most 80 columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "it says what the system refused"]
pub struct Applied {
    not_dumpable: Outcome,
    no_core: Outcome,
    lock_keys: Outcome,
}

impl Applied {
    /// What came of [`not_dumpable`].
    pub fn not_dumpable(&self) -> &Outcome {
        &self.not_dumpable
    }

    /// What came of [`no_core`].
    pub fn no_core(&self) -> &Outcome {
        &self.no_core
    }

    /// What came of [`lock_keys`].
    pub fn lock_keys(&self) -> &Outcome {
        &self.lock_keys
    }

    /// Whether every measure took, wholly.
    #[must_use]
    pub fn all_took(&self) -> bool {
        [&self.not_dumpable, &self.no_core, &self.lock_keys]
            .into_iter()
            .all(|outcome| *outcome == Outcome::Took)
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hardening of this process")?;
        for (name, outcome) in [
            ("not dumpable", &self.not_dumpable),
            ("no core", &self.no_core),
            ("lock keys", &self.lock_keys),
        ] {
            writeln!(f)?;
            wrapped(f, &format!("  {name:<14}"), &outcome.to_string())?;
        }
        Ok(())
    }
}

/// How many secrets are in which kind of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Secrets {
    locked: usize,
    excluded: usize,
    ordinary: usize,
}

impl Secrets {
    /// In pages that are locked and left out of core dumps.
    #[must_use]
    pub const fn locked(&self) -> usize {
        self.locked
    }

    /// In pages that are left out of core dumps, and not locked.
    #[must_use]
    pub const fn excluded(&self) -> usize {
        self.excluded
    }

    /// In ordinary memory.
    #[must_use]
    pub const fn ordinary(&self) -> usize {
        self.ordinary
    }
}

impl fmt::Display for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} secrets locked, {} only left out of core dumps, {} in ordinary memory",
            self.locked, self.excluded, self.ordinary
        )
    }
}
