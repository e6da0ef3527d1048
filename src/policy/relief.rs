//! What stays possible after a kill switch was tripped.

use core::fmt;

/// A kind of call that limits harm, and that an owner may leave possible after a
/// [`KillSwitch`](crate::KillSwitch) was tripped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Relief {
    /// To cancel every order of a kind at once, by the venue's own call for it:
    /// [`Spec::cancel_all`](crate::venue::Spec::cancel_all).
    CancelAll,
    /// To read what happened: [`Spec::evidence`](crate::venue::Spec::evidence).
    Evidence,
    /// To let the key delete itself, at a venue where keys can.
    Deletion,
}

impl Relief {
    pub(crate) const ALL: [Self; 3] = [Self::CancelAll, Self::Evidence, Self::Deletion];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CancelAll => "cancel_all",
            Self::Evidence => "evidence",
            Self::Deletion => "deletion",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::CancelAll => 1,
            Self::Evidence => 2,
            Self::Deletion => 4,
        }
    }
}

/// Those that a policy leaves possible.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reliefs(u8);

impl Reliefs {
    pub(crate) const NONE: Self = Self(0);

    pub(super) const fn with(self, relief: Relief) -> Self {
        Self(self.0 | relief.bit())
    }

    pub(crate) const fn has(self, relief: Relief) -> bool {
        self.0 & relief.bit() != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Relief> for Reliefs {
    fn from_iter<I: IntoIterator<Item = Relief>>(all: I) -> Self {
        all.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Reliefs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = Relief::ALL.into_iter().filter(|relief| self.has(*relief));
        f.debug_list().entries(own).finish()
    }
}
