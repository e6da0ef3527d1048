//! Why a key gave no signer, what that means to who started the bot, and whether asking again helps.

use crate::{
    inspection::{InspectionError, VenueRefusal},
    key::LoadError,
    limits::CountersError,
    policy::{Code, Severity},
    signer::VerifyError,
    source::SourceError,
    venue::Cause,
};
use core::{fmt, time::Duration};
use std::{error::Error, io};

/// Why a key gave no signer, or was not verified anew.
///
/// An error of the transport is not in it, nor shown, since it may quote the signed URL: only its kind
/// is told, in words of ours.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// It was not loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The venue gave no report.
    #[error(transparent)]
    Inspection(#[from] InspectionError),
    /// It was refused.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// The venue was not reached.
    #[error("{venue} was not reached: {kind}; asked {}", times(*tries))]
    Unreachable {
        /// The venue.
        venue: &'static str,
        /// The kind of the transport's error.
        kind: &'static str,
        /// How often it was tried.
        tries: u32,
    },
    /// Source and venue together did not answer in time.
    #[error(
        "no answer within {}: look at the source, the network and the venue's status page, or allow more time", span(*within)
    )]
    NoAnswer {
        /// The deadline.
        within: Duration,
    },
    /// Another key of the check has its name.
    #[error("another key has this name: give each key its own")]
    SameName,
    /// What the bot gave to send or to load by broke off.
    #[error(
        "the function that sends, or the one that loads, panicked: its message is on the error output"
    )]
    Panicked,
    /// There was no thread to check it on.
    #[error("the system gave no thread: raise the limit of processes, or try again")]
    NoThread,
}

impl KeyFault {
    /// The status that a process should end with, by `sysexits`: 69, 70, 75, 77 or 78; the
    /// [module](super) has the table.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Load(LoadError::Source(SourceError::Failed { .. }))
            | Self::Verify(VerifyError::Counters(CountersError::Failed { .. }))
            | Self::Inspection(InspectionError::OtherKey { .. })
            | Self::Unreachable { .. }
            | Self::NoAnswer { .. } => UNREACHABLE,
            Self::Load(_)
            | Self::SameName
            | Self::Verify(VerifyError::Uncounted | VerifyError::Counters(_)) => CONFIGURATION,
            Self::Inspection(InspectionError::Refused(refusal)) => match transience(refusal) {
                Transience::Lasting => REFUSED,
                Transience::Clock | Transience::Passing { .. } => TRY_AGAIN,
            },
            // A clock that is off says nothing about the key.
            Self::Verify(VerifyError::Refused(refused)) => {
                let mut refusing = refused
                    .violations()
                    .iter()
                    .filter(|violation| violation.severity() == Severity::Refuse);
                if refusing.all(|violation| violation.code() == Code::ClockOff) {
                    TRY_AGAIN
                } else {
                    REFUSED
                }
            }
            Self::Inspection(InspectionError::Stopped) => REFUSED,
            // A report of this moment is old only where a clock was set.
            Self::Inspection(InspectionError::Unsure)
            | Self::Verify(VerifyError::OldReport)
            | Self::NoThread => TRY_AGAIN,
            Self::Inspection(_) | Self::Verify(_) | Self::Panicked => BUG,
        }
    }

    /// The outcome in one word, of a closed set.
    pub(super) const fn outcome(&self) -> &'static str {
        match self {
            Self::Load(_) | Self::SameName => "not_loaded",
            Self::Inspection(InspectionError::Refused(_)) => "refused_by_venue",
            Self::Inspection(
                InspectionError::Unreadable { .. } | InspectionError::OtherKey { .. },
            ) => "unreadable",
            Self::Inspection(InspectionError::Stopped | InspectionError::Unsure) => "stopped",
            Self::Verify(VerifyError::Refused(_)) => "refused",
            Self::Unreachable { .. } => "unreachable",
            Self::NoAnswer { .. } => "no_answer",
            Self::Inspection(_) | Self::Verify(_) | Self::Panicked | Self::NoThread => "failed",
        }
    }
}

impl fmt::Debug for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

const CONFIGURATION: u8 = 78;
const REFUSED: u8 = 77;
const TRY_AGAIN: u8 = 75;
const BUG: u8 = 70;
const UNREACHABLE: u8 = 69;

/// The code of a whole check, out of those of its keys: first what a person has to mend.
pub(super) fn worst(codes: &[u8]) -> u8 {
    [CONFIGURATION, REFUSED, BUG, UNREACHABLE, TRY_AGAIN]
        .into_iter()
        .find(|code| codes.contains(code))
        .unwrap_or(0)
}

/// The code of a check without a key.
pub(super) const NO_KEY: u8 = CONFIGURATION;

/// Whether a venue's refusal passes by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Transience {
    /// It is about the key, or may be.
    Lasting,
    /// Only a clock has to be set.
    Clock,
    /// It can be asked again.
    Passing {
        /// Whether there were too many questions.
        limited: bool,
    },
}

/// A code that means several things lasts if one of them does.
pub(super) fn transience(refusal: &VenueRefusal) -> Transience {
    let passes = |cause: &Cause| matches!(cause, Cause::RateLimited | Cause::Unavailable);
    match refusal.causes() {
        [] => Transience::Lasting,
        causes if causes.iter().all(passes) => Transience::Passing {
            limited: causes.contains(&Cause::RateLimited),
        },
        [Cause::ClockOutsideWindow] => Transience::Clock,
        _ => Transience::Lasting,
    }
}

/// The kind of an error of the transport, by the system's own error behind it; nothing of its text.
pub(super) fn kind(error: &(dyn Error + 'static)) -> &'static str {
    let mut next = Some(error);
    // A chain that long is a circle.
    for _ in 0..32 {
        let Some(error) = next else { break };
        if let Some(error) = error.downcast_ref::<io::Error>() {
            match error.kind() {
                io::ErrorKind::ConnectionRefused => return "the connection was refused",
                io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
                    return "the connection was broken off";
                }
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                    return "the client gave up waiting";
                }
                io::ErrorKind::HostUnreachable
                | io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::NetworkDown => return "there is no way to its host",
                io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => {
                    return "the answer broke off";
                }
                // What is inside it may say more.
                _ => {
                    next = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
                    continue;
                }
            }
        }
        next = error.source();
    }
    "the request could not be sent, or its response not be received"
}

fn times(tries: u32) -> String {
    match tries {
        1 => "once".to_owned(),
        tries => format!("{tries} times"),
    }
}

/// `10 min`, `10 s`, `2.5 s`, `200 ms`
pub(crate) fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 && seconds.is_multiple_of(60) {
        format!("{} min", seconds / 60)
    } else if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else if time.subsec_millis() < 100 {
        format!("{seconds} s")
    } else {
        format!("{:.1} s", time.as_secs_f32())
    }
}
