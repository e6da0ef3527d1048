//! What stands for the measures on systems other than Linux.

use super::Outcome;

pub(super) fn not_dumpable() -> Outcome {
    refused()
}

pub(super) fn no_core() -> Outcome {
    refused()
}

pub(super) fn lock_keys() -> Outcome {
    refused()
}

fn refused() -> Outcome {
    Outcome::Refused(
        "keyleash does this on Linux only: use what this system has, or run the bot there"
            .to_owned(),
    )
}
