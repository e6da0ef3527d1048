//! What an owner ties a key to, beside its policy.

mod notes;

pub(crate) use notes::{Call, Notes};

use crate::{kill_switch::KillSwitch, limits::Counters};

/// What a key, and whichever key takes its place, is tied to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leash {
    pub(crate) switch: KillSwitch,
    pub(crate) counters: Option<Counters>,
    /// Where it is noted what is done with the key.
    pub(crate) notes: Notes,
}
