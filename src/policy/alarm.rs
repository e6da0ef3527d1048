//! What trips a kill switch by itself.

use core::fmt;

/// What trips the [`KillSwitch`](crate::KillSwitch) of a key, where the policy says so. Without it
/// the signer refuses as well, and goes on when the cause is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Alarm {
    /// A signature was asked for after the verification had gone stale.
    Stale,
    /// A signature was asked for after the key's deadline.
    PastDeadline,
    /// A renewal was refused: the key, or what the venue says of it, has changed.
    RenewalRefused,
}

impl Alarm {
    pub(crate) const ALL: [Self; 3] = [Self::Stale, Self::PastDeadline, Self::RenewalRefused];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::PastDeadline => "past_deadline",
            Self::RenewalRefused => "renewal_refused",
        }
    }

    /// The reason on record.
    pub(crate) const fn why(self) -> &'static str {
        match self {
            Self::Stale => "a key's verification went stale, and the policy trips on that",
            Self::PastDeadline => "a key's deadline passed, and the policy trips on that",
            Self::RenewalRefused => "a key's renewal was refused, and the policy trips on that",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Stale => 1,
            Self::PastDeadline => 2,
            Self::RenewalRefused => 4,
        }
    }
}

/// Those that a policy names.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Alarms(u8);

impl Alarms {
    pub(crate) const NONE: Self = Self(0);

    pub(super) const fn with(self, alarm: Alarm) -> Self {
        Self(self.0 | alarm.bit())
    }

    pub(crate) const fn has(self, alarm: Alarm) -> bool {
        self.0 & alarm.bit() != 0
    }
}

impl FromIterator<Alarm> for Alarms {
    fn from_iter<I: IntoIterator<Item = Alarm>>(all: I) -> Self {
        all.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Alarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = Alarm::ALL.into_iter().filter(|alarm| self.has(*alarm));
        f.debug_list().entries(own).finish()
    }
}
