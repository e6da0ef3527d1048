//! A run of refusals of a key by its venue, which trips the switch.
//!
//! Somebody may have deleted the key, or taken this machine off its list; or the bot signs with what
//! is no longer its key. It judges answers to signed requests and nothing else.

use super::{KillSwitch, TrippedBy};
use crate::{
    report::json::Json,
    venue::{Cause, Spec},
};
use core::{
    fmt,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// A longer answer is not one that refuses.
const LONGEST: usize = 64 * 1024;

/// Counts the answers in a row by which a venue refuses a key, and trips the switch at a limit.
///
/// Made by [`KillSwitch::strikes`]; one for each key. Every answer to a signed request goes through
/// [`heard`](Self::heard): refusals of the key count, an answer that is none begins the count anew,
/// and those about anything else, such as too many requests, do not matter.
pub struct Strikes {
    switch: KillSwitch,
    limit: NonZeroU32,
    run: AtomicU32,
}

impl Strikes {
    pub(super) fn new(switch: &KillSwitch, limit: NonZeroU32) -> Self {
        Self {
            switch: switch.clone(),
            limit,
            run: AtomicU32::new(0),
        }
    }

    /// Takes the status and the body of an answer, and gives the refusals in a row so far.
    ///
    /// From the limit on the switch is tripped, also where it was reset meanwhile, with
    /// [`TrippedBy::Refusals`]; if that cannot be recorded at once, it is tried again, as for every
    /// trip.
    pub fn heard(&self, venue: &Spec, status: u16, body: &[u8]) -> u32 {
        match judge(venue, status, body) {
            Answer::Success => {
                self.run.store(0, Ordering::SeqCst);
                0
            }
            Answer::Other => self.run.load(Ordering::SeqCst),
            Answer::Strike => {
                let run = self.run.fetch_add(1, Ordering::SeqCst).saturating_add(1);
                // A run that a reset did not end counts on.
                if run >= self.limit.get() && !self.switch.is_tripped() {
                    let title = venue.title();
                    let why = format!("{title} refused the key {run} times in a row");
                    // An unrecorded trip is tried again by the keeper.
                    let _ = self.switch.trip(TrippedBy::Refusals, &why);
                }
                run
            }
        }
    }
}

impl fmt::Debug for Strikes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let run = self.run.load(Ordering::SeqCst);
        write!(f, "Strikes({run} of {})", self.limit)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Success,
    Strike,
    Other,
}

fn judge(venue: &Spec, status: u16, body: &[u8]) -> Answer {
    let is_success = (200..300).contains(&status);
    let code = (body.len() <= LONGEST)
        .then(|| Json::parse(body).ok())
        .flatten()
        .and_then(|json| (venue.refusal)(&json.root()));
    if is_success && code.is_none() {
        return Answer::Success;
    }
    let causes = venue.refused(status, code.as_deref());
    // Where a code can mean something harmless too, it does not count.
    let strikes = |cause: &Cause| {
        matches!(
            cause,
            Cause::UnknownKey | Cause::WrongSecret | Cause::AddressNotListed
        )
    };
    let harmless = |cause: &Cause| {
        matches!(
            cause,
            Cause::ClockOutsideWindow
                | Cause::NonceTooLow
                | Cause::Region
                | Cause::RateLimited
                | Cause::Unavailable
        )
    };
    if causes.iter().any(strikes) && !causes.iter().any(harmless) {
        Answer::Strike
    } else {
        Answer::Other
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, judge};
    use crate::{kill_switch::KillSwitch, venue};

    const GONE: &[u8] = br#"{"code":-2015,"msg":"Invalid API-key, IP, or permissions"}"#;
    const BUSY: &[u8] = br#"{"code":-1003,"msg":"Too many requests"}"#;
    const LATE: &[u8] = br#"{"code":-1021,"msg":"Timestamp outside of the recvWindow"}"#;
    const GOOD: &[u8] = br#"{"orderId":1}"#;

    #[test]
    fn answers_are_told_apart() {
        let judge = |venue, status, body: &[u8]| judge(venue::find(venue).unwrap(), status, body);
        assert_eq!(judge("binance", 401, GONE), Answer::Strike);
        assert_eq!(judge("binance", 429, BUSY), Answer::Other);
        assert_eq!(judge("binance", 400, LATE), Answer::Other);
        assert_eq!(judge("binance", 200, GOOD), Answer::Success);
        assert_eq!(judge("binance", 502, b"<html>"), Answer::Other);
        assert_eq!(judge("binance", 401, b""), Answer::Strike);
        // A firewall, or the allowlist: nobody knows.
        assert_eq!(judge("binance", 403, b"<html>"), Answer::Other);
        // Where the status says that all is well.
        let refused = br#"{"retCode":10003,"retMsg":"API key is invalid."}"#;
        assert_eq!(judge("bybit", 200, refused), Answer::Strike);
    }

    #[test]
    fn only_a_run_trips() {
        let venue = venue::find("binance").unwrap();
        let switch = KillSwitch::new();
        let strikes = switch.strikes(3.try_into().unwrap());
        for (status, body, run) in [
            (401, GONE, 1),
            (429, BUSY, 1),
            (401, GONE, 2),
            (200, GOOD, 0),
            (401, GONE, 1),
            (401, GONE, 2),
        ] {
            assert_eq!(strikes.heard(venue, status, body), run);
            assert!(!switch.is_tripped());
        }
        assert_eq!(strikes.heard(venue, 401, GONE), 3);
        assert!(switch.is_tripped());
    }
}
