//! The measures on Linux. Each is read back from the system before it counts.

use super::Outcome;
use crate::memory::{self, Guard, Tally, counted};
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, set_dumpable_behavior,
    setrlimit,
};

pub(super) fn not_dumpable() -> Outcome {
    match set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        Ok(()) if is_undumpable() => Outcome::Took,
        _ => {
            refused("the system did not close the process: look for a sandbox that forbids `prctl`")
        }
    }
}

pub(super) fn no_core() -> Outcome {
    let both = |bytes| Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    // Below the smallest core file, so that none is written; and for a program that core dumps go
    // to, the one limit that the kernel heeds.
    if setrlimit(Resource::Core, both(1)).is_err() {
        // The limit was 0 for good, and cannot be raised. That is read back below.
        let _ = setrlimit(Resource::Core, both(0));
    }
    let limit = getrlimit(Resource::Core);
    let tiny = |bytes: Option<u64>| bytes.is_some_and(|bytes| bytes <= 1);
    if !tiny(limit.current) || !tiny(limit.maximum) {
        return refused(
            "the system did not lower the limit: look for a sandbox that forbids `setrlimit`",
        );
    }
    if is_undumpable() {
        return Outcome::Took;
    }
    let pattern = std::fs::read("/proc/sys/kernel/core_pattern").unwrap_or_default();
    match pattern.first() {
        None => partly("nobody knows where core dumps go here: call `not_dumpable` first, too"),
        Some(b'@') => partly(
            "core dumps go to a socket here, and no limit stops them: call `not_dumpable` first, too",
        ),
        Some(b'|') if limit.current != Some(1) => partly(
            "core dumps go to a program here, and only a limit of 1 byte stops them, which is above \
             the limit of 0: call `not_dumpable` first, too",
        ),
        Some(_) => Outcome::Took,
    }
}

pub(super) fn lock_keys() -> Outcome {
    let Ok(guard) = memory::open() else {
        return refused(
            "the system gave no memory that it leaves out of core dumps: look for a sandbox that \
             forbids `madvise`, and mount /proc",
        );
    };
    // Counted behind the call: no secret that another thread makes meanwhile is missed.
    let (ordinary, excluded) = (counted(Tally::Heap), counted(Tally::Excluded));
    let mut lacks = Vec::new();
    if guard == Guard::Excluded {
        let limit = getrlimit(Resource::Memlock).current;
        let limit = limit.map_or_else(|| "no".to_owned(), |bytes| format!("{bytes} bytes"));
        lacks.push(format!(
            "keys are left out of core dumps, but not locked, by a limit on locked memory of \
             {limit}: raise it, by `LimitMEMLOCK=` of systemd or `--ulimit memlock=` of Docker"
        ));
    }
    if guard == Guard::Locked && excluded > 0 {
        lacks.push(format!(
            "{excluded} secrets were loaded before and are left out of core dumps, but not locked: \
             load them again"
        ));
    }
    if ordinary > 0 {
        lacks.push(format!(
            "{ordinary} secrets were loaded before and stay in ordinary memory: call this first in \
             `main`"
        ));
    }
    if lacks.is_empty() {
        Outcome::Took
    } else {
        Outcome::Partly(lacks.join("; "))
    }
}

fn is_undumpable() -> bool {
    matches!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable))
}

fn partly(lack: &str) -> Outcome {
    Outcome::Partly(lack.to_owned())
}

fn refused(why: &str) -> Outcome {
    Outcome::Refused(why.to_owned())
}
