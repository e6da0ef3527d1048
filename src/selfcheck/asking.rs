//! The questions about one key, put again where that can help.
//!
//! Without I/O, but for the two loops at the end: [`Asking`] hands out requests, takes what became of
//! them, and says for how long to wait before the next.

use super::{
    clock::Clock,
    fault::{self, KeyFault, Transience},
};
use crate::{
    inspection::{Inspection, InspectionError},
    report::Report,
    venue::Spec,
};
use core::time::Duration;
use std::{
    error::Error,
    thread,
    time::{Instant, SystemTime},
};

/// What any error of a transport becomes, to look for its kind.
pub(crate) type AnyError = Box<dyn Error + Send + Sync>;

/// How often a question is put at most, for all questions about a key together.
const TRIES: u32 = 4;
/// The pause before the second try; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(200);
/// The same where there were too many questions.
const PAUSE_LIMITED: Duration = Duration::from_secs(1);
/// The longest pause: a venue that asks for a longer one is not asked again.
const LONGEST: Duration = Duration::from_secs(5);

/// The questions about a key, and how often they were put in vain.
pub(crate) struct Asking<'a> {
    inspection: Inspection<'a>,
    spec: &'static Spec,
    tries: u32,
}

/// What became of a question in vain.
pub(crate) struct Setback {
    fault: Box<KeyFault>,
    /// Before it may be put again; `None` where that cannot help.
    pause: Option<Duration>,
}

impl<'a> Asking<'a> {
    pub(crate) const fn new(inspection: Inspection<'a>, spec: &'static Spec) -> Self {
        Self {
            inspection,
            spec,
            tries: 1,
        }
    }

    /// The next request, signed for `now`: one in vain is signed anew.
    fn request(&mut self, now: SystemTime) -> Result<Option<http::Request<Vec<u8>>>, KeyFault> {
        let request = self.inspection.next_request_at(now)?;
        let request = request.map(http::Request::try_from).transpose();
        Ok(request.map_err(InspectionError::from)?)
    }

    /// Takes what became of it.
    fn answered<B: AsRef<[u8]>, E: Into<AnyError>>(
        &mut self,
        answer: Result<http::Response<B>, E>,
        now: SystemTime,
    ) -> Result<(), Setback> {
        let response = answer.map_err(|error| {
            let error: AnyError = error.into();
            let fault = KeyFault::Unreachable {
                venue: self.spec.title(),
                kind: fault::kind(&*error),
                tries: self.tries,
            };
            self.setback(fault, Some(PAUSE))
        })?;
        let Err(error) = self.inspection.answer_at(&response, now) else {
            return Ok(());
        };
        let pause = match &error {
            InspectionError::Refused(refusal) => match fault::transience(refusal) {
                Transience::Passing { limited: true } => Some(PAUSE_LIMITED),
                Transience::Passing { limited: false } => Some(PAUSE),
                Transience::Lasting | Transience::Clock => None,
            },
            _ => None,
        };
        let mut setback = self.setback(error.into(), pause);
        let asked_for = wanted(&response).filter(|_| setback.pause.is_some());
        if let Some(asked_for) = asked_for {
            let pause = setback.pause.map(|pause| pause.max(asked_for));
            setback.pause = pause.filter(|pause| *pause <= LONGEST);
        }
        Err(setback)
    }

    fn setback(&mut self, fault: KeyFault, first: Option<Duration>) -> Setback {
        let again = first.filter(|_| self.tries < TRIES);
        let doubled = self.tries.saturating_sub(1).min(8);
        self.tries += 1;
        Setback {
            fault: Box::new(fault),
            pause: again.map(|first| (first * (1 << doubled)).min(LONGEST)),
        }
    }

    fn finish(self) -> Result<Report, KeyFault> {
        Ok(self.inspection.finish()?)
    }
}

/// For how long the venue wants to be left alone, where it says so: longer than anybody waits, where
/// it is not in seconds.
fn wanted<B>(response: &http::Response<B>) -> Option<Duration> {
    let value = response.headers().get(http::header::RETRY_AFTER)?;
    let seconds = value
        .to_str()
        .ok()
        .and_then(|text| text.trim().parse().ok());
    Some(Duration::from_secs(seconds.unwrap_or(u64::MAX)))
}

/// Asks by `send`, on this thread, with no question put after `until`.
pub(crate) fn ask<B: AsRef<[u8]>, E: Into<AnyError>>(
    mut asking: Asking<'_>,
    send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    clock: Clock,
    until: Deadline,
) -> Result<Report, KeyFault> {
    while let Some(request) = asking.request(clock.now())? {
        until.ahead()?;
        if let Err(setback) = asking.answered(send(request), clock.now()) {
            let pause = setback.pause.filter(|pause| until.is_beyond(*pause));
            let Some(pause) = pause else {
                return Err(*setback.fault);
            };
            thread::sleep(pause);
        }
    }
    asking.finish()
}

/// The same by an async function, with pauses made by `sleep`. Who waits for it has the deadline.
pub(crate) async fn ask_async<B: AsRef<[u8]>, E: Into<AnyError>>(
    mut asking: Asking<'_>,
    send: &impl AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    clock: Clock,
    sleep: &impl AsyncFn(Duration),
) -> Result<Report, KeyFault> {
    while let Some(request) = asking.request(clock.now())? {
        let answer = send(request).await;
        if let Err(setback) = asking.answered(answer, clock.now()) {
            let Some(pause) = setback.pause else {
                return Err(*setback.fault);
            };
            sleep(pause).await;
        }
    }
    asking.finish()
}

/// A moment by a clock that nobody sets.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    at: Instant,
    pub(crate) within: Duration,
}

impl Deadline {
    pub(crate) fn after(within: Duration) -> Self {
        const MOST: Duration = Duration::from_secs(86_400);
        let within = within.min(MOST);
        let now = Instant::now();
        Self {
            // A day from now is a moment of any clock.
            at: now.checked_add(within).unwrap_or(now),
            within,
        }
    }

    pub(crate) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Whether it is farther than `pause`.
    fn is_beyond(self, pause: Duration) -> bool {
        self.left() > pause
    }

    fn ahead(self) -> Result<(), KeyFault> {
        if self.left().is_zero() {
            Err(KeyFault::NoAnswer {
                within: self.within,
            })
        } else {
            Ok(())
        }
    }
}
