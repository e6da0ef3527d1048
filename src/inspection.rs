//! The questions put to a venue about a key, and its answers.
//!
//! Without I/O: the inspection yields one signed request after the other and takes each response
//! back. [`ApiCredential::inspect`](crate::ApiCredential::inspect) does that by any function from
//! request to response.

use crate::{
    credential::Core,
    policy::LARGEST_OFFSET,
    report::{
        ClockOffset, Facts, Report, Stated,
        json::{Json, Unreadable},
    },
    request::{Malformed, SignedRequest},
    scheme::{self, Input},
    secret::Secret,
    time::{self, Date, Millis},
    venue::{Cause, Question},
};
use core::fmt;
use std::time::SystemTime;

/// A run of questions about one key.
///
/// ```no_run
/// # use keyleash::{ApiCredential, Env, venue::bybit::Bybit};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
/// let credential = ApiCredential::<Bybit>::load(Env::new())?;
/// let mut inspection = credential.inspection();
/// while let Some(request) = inspection.next_request()? {
///     let response = send(request.try_into()?)?;
///     inspection.answer(&response)?;
/// }
/// let report = inspection.finish()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "an inspection asks nothing by itself: send what `next_request` gives"]
pub struct Inspection<'a> {
    core: &'a Core,
    declared: Option<Date>,
    facts: Facts,
    /// The question that is next, or open.
    at: usize,
    /// When the open question was asked.
    asked: Option<Millis>,
    answered: Millis,
    clock: Option<ClockOffset>,
    clock_was_corrected: bool,
}

impl<'a> Inspection<'a> {
    pub(crate) fn new(core: &'a Core, declared: Option<Date>) -> Self {
        Self {
            core,
            declared,
            facts: core.spec.facts(core.site),
            at: 0,
            asked: None,
            answered: 0,
            clock: None,
            clock_was_corrected: false,
        }
    }

    fn question(&self) -> Option<&'static Question> {
        self.core.site.questions.get(self.at)
    }

    /// The next request to send; `None` when there are no more questions.
    pub fn next_request(&mut self) -> Result<Option<SignedRequest>, InspectionError> {
        self.next_request_at(SystemTime::now())
    }

    /// [`next_request`](Self::next_request), with the time given.
    pub fn next_request_at(
        &mut self,
        now: SystemTime,
    ) -> Result<Option<SignedRequest>, InspectionError> {
        let Some(question) = self.question() else {
            return Ok(None);
        };
        let core = self.core;
        let now = time::millis(now);
        let origin = core
            .origin(question.row.path)
            .ok_or(InspectionError::NoHost {
                venue: core.spec.title,
            })?;
        let mut request = SignedRequest::new();
        scheme::sign(
            &Input {
                scheme: &core.spec.scheme,
                key: &core.key,
                key_id: core.id.expose(),
                passphrase: core.passphrase.as_ref().map_or("", Secret::expose),
                origin,
                headers: core.site.headers,
                method: question.row.method,
                path: [question.row.path, "", ""],
                query: question.query,
                body: "",
                time: core.next(now),
            },
            &mut request,
        );
        self.asked = Some(now);
        Ok(Some(request))
    }

    /// Takes the response to the last request.
    pub fn answer<B: AsRef<[u8]>>(
        &mut self,
        response: &http::Response<B>,
    ) -> Result<(), InspectionError> {
        self.answer_at(response, SystemTime::now())
    }

    /// [`answer`](Self::answer), with the time given.
    pub fn answer_at<B: AsRef<[u8]>>(
        &mut self,
        response: &http::Response<B>,
        now: SystemTime,
    ) -> Result<(), InspectionError> {
        let spec = self.core.spec;
        let now = time::millis(now);
        let (Some(question), Some(asked)) = (self.question(), self.asked.take()) else {
            return Err(InspectionError::OutOfTurn);
        };
        let unreadable = |Unreadable { field, expected }| InspectionError::Unreadable {
            venue: spec.title,
            question: question.row.path,
            field,
            expected,
        };
        let json = Json::parse(response.body().as_ref());
        self.measure_clock(response, json.as_ref().ok(), asked, now);
        let status = response.status();
        let code = json
            .as_ref()
            .ok()
            .and_then(|json| (spec.refusal)(&json.root()));
        if code.is_some() || !status.is_success() {
            return self.refused(status.as_u16(), code);
        }
        let json = json.map_err(unreadable)?;
        (question.read)(&json.root(), &mut self.facts).map_err(unreadable)?;
        if let Some(subject) = &self.facts.subject {
            if subject != self.core.id.expose() {
                return Err(InspectionError::OtherKey { venue: spec.title });
            }
        }
        self.answered = now;
        self.at += 1;
        Ok(())
    }

    /// A venue that refuses over the time gets one more try, by its own clock.
    fn refused(&mut self, status: u16, code: Option<String>) -> Result<(), InspectionError> {
        let spec = self.core.spec;
        let causes = match &code {
            Some(code) => spec.causes(code),
            None => causes_of(status),
        };
        let clock = self.clock.filter(|_| causes == [Cause::ClockOutsideWindow]);
        match clock.map(ClockOffset::correction) {
            Some(offset)
                if offset != 0
                    && offset.unsigned_abs() <= LARGEST_OFFSET
                    && !self.clock_was_corrected =>
            {
                self.clock_was_corrected = true;
                self.core.correct_clock(offset);
                Ok(())
            }
            _ => Err(InspectionError::Refused(VenueRefusal {
                venue: spec.title,
                page: spec.console.page,
                restrict: spec.console.restrict,
                status,
                code: code.as_deref().map(crate::report::printable),
                causes,
                clock: self.clock,
            })),
        }
    }

    /// Compares the venue's clock with ours: by its own field where it has one, else by the `Date`
    /// header, which is cut to seconds. Of several answers the most exact one counts.
    fn measure_clock<B>(
        &mut self,
        response: &http::Response<B>,
        json: Option<&Json>,
        asked: Millis,
        now: Millis,
    ) {
        let stated = json
            .zip(self.core.spec.time)
            .and_then(|(json, field)| json.root().get(field).unsigned().ok());
        let (venue, cut) = match stated {
            Some(millis) => (millis, 0),
            None => {
                let date = response
                    .headers()
                    .get(http::header::DATE)
                    .and_then(|value| value.to_str().ok())
                    .and_then(time::parse_http_date);
                let Some(date) = date else { return };
                (date.saturating_add(500), 500)
            }
        };
        let travel = now.saturating_sub(asked) / 2;
        let middle = asked.saturating_add(travel);
        let offset = i128::from(venue) - i128::from(middle);
        let measured = ClockOffset {
            offset_ms: i64::try_from(offset).unwrap_or(i64::MAX),
            uncertainty_ms: travel.saturating_add(cut),
        };
        if self
            .clock
            .is_none_or(|clock| measured.uncertainty_ms <= clock.uncertainty_ms)
        {
            self.clock = Some(measured);
        }
    }

    /// The report, when every question was answered.
    pub fn finish(mut self) -> Result<Report, InspectionError> {
        if self.question().is_some() {
            return Err(InspectionError::Unfinished);
        }
        if let (Stated::Not, Some(day)) = (self.facts.created, self.declared) {
            self.facts.created = Stated::ByOwner(day.start_millis());
        }
        let correction = self.clock.map_or(0, ClockOffset::correction);
        if correction.unsigned_abs() <= LARGEST_OFFSET {
            self.core.correct_clock(correction);
        }
        Ok(Report {
            facts: self.facts,
            key: self.core.fingerprint,
            at: self.answered,
            clock: self.clock,
            loopback: self.core.loopback,
        })
    }

    pub(crate) fn run<B: AsRef<[u8]>, E>(
        mut self,
        mut send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        while let Some(request) = self.next_request()? {
            let request = request.try_into().map_err(InspectionError::from)?;
            let response = send(request).map_err(|error| self.transport(error))?;
            self.answer(&response)?;
        }
        Ok(self.finish()?)
    }

    pub(crate) async fn run_async<B: AsRef<[u8]>, E>(
        mut self,
        mut send: impl AsyncFnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Report, InspectError<E>> {
        while let Some(request) = self.next_request()? {
            let request = request.try_into().map_err(InspectionError::from)?;
            let response = send(request).await.map_err(|error| self.transport(error))?;
            self.answer(&response)?;
        }
        Ok(self.finish()?)
    }

    const fn transport<E>(&self, error: E) -> InspectError<E> {
        InspectError::Transport {
            venue: self.core.spec.title,
            error,
        }
    }
}

impl fmt::Debug for Inspection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Inspection({} {}, {} of {} questions answered)",
            self.core.spec.id,
            self.core.fingerprint,
            self.at,
            self.core.site.questions.len()
        )
    }
}

/// What a status without a code of the venue means.
const fn causes_of(status: u16) -> &'static [Cause] {
    match status {
        401 => &[Cause::UnknownKey, Cause::WrongSecret],
        403 => &[
            Cause::Region,
            Cause::AddressNotListed,
            Cause::PermissionMissing,
        ],
        418 | 429 => &[Cause::RateLimited],
        451 => &[Cause::Region],
        500..=599 => &[Cause::Unavailable],
        _ => &[],
    }
}

/// An inspection that gave no report.
#[derive(Clone, thiserror::Error)]
#[non_exhaustive]
pub enum InspectionError {
    /// The venue refused to answer.
    #[error(transparent)]
    Refused(VenueRefusal),
    /// The answer is not what the venue documents.
    #[error(
        "{venue} answered {question} in a way that cannot be read: `{field}` should be {expected}; refused, since what cannot be read cannot be judged: update keyleash, or report it with the answer's shape"
    )]
    Unreadable {
        /// The venue.
        venue: &'static str,
        /// The path of the question.
        question: &'static str,
        /// Where in the answer.
        field: String,
        /// What should be there.
        expected: &'static str,
    },
    /// The answer is about a key with another id.
    #[error(
        "{venue} answered about another key than it was asked about: look for a proxy or cache in between"
    )]
    OtherKey {
        /// The venue.
        venue: &'static str,
    },
    /// An answer without an open question.
    #[error("an answer came without an open question: call `next_request` before each `answer`")]
    OutOfTurn,
    /// A report was asked for before every question was answered.
    #[error("not every question was answered: go on until `next_request` gives `None`")]
    Unfinished,
    /// The environment has no host for the question.
    #[error("{venue} has no host for this question in this environment")]
    NoHost {
        /// The venue.
        venue: &'static str,
    },
    /// The request does not fit the HTTP types.
    #[error(transparent)]
    Request(#[from] Malformed),
}

impl fmt::Debug for InspectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A venue's refusal, with what its code can mean.
#[derive(Clone)]
pub struct VenueRefusal {
    venue: &'static str,
    page: &'static str,
    restrict: &'static str,
    status: u16,
    code: Option<String>,
    causes: &'static [Cause],
    clock: Option<ClockOffset>,
}

impl VenueRefusal {
    /// What it can be about; more than one where the venue has one code for several causes, none
    /// where this crate does not know the code.
    #[must_use]
    pub const fn causes(&self) -> &'static [Cause] {
        self.causes
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The venue's own code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn explain(&self, cause: Cause) -> String {
        let Self { page, restrict, .. } = self;
        match cause {
            Cause::UnknownKey => format!("it does not know the key: compare its fingerprint's key id with {page}; it may be deleted, expired, or of another environment"),
            Cause::OtherEnvironment => "the key belongs to another environment: load it for testnet or demo, or use a production key".to_owned(),
            Cause::ExpiredKey => format!("the key has expired: see {page}, and make a new one"),
            Cause::WrongSecret => "the secret does not belong to the key: copy both again, or make a new key".to_owned(),
            Cause::WrongPassphrase => "the passphrase does not belong to the key: it is the one chosen when the key was made".to_owned(),
            Cause::AddressNotListed => format!("this machine's outgoing address is not on the key's list: compare them, IPv6 too ({restrict})"),
            Cause::PermissionMissing => format!("the key may not read: tick reading at {page}"),
            Cause::ClockOutsideWindow => match self.clock {
                Some(clock) => format!("this machine's clock is off, the venue's differs by {:+} ms: synchronise it", clock.offset_ms),
                None => "this machine's clock is off: synchronise it".to_owned(),
            },
            Cause::NonceTooLow => "a larger nonce was used before: another program uses the key, or used other units; give each program its own key".to_owned(),
            Cause::AccountRestricted => format!("the account is frozen or restricted: see {page}"),
            Cause::Region => "the venue does not serve this region, or its firewall refused".to_owned(),
            Cause::RateLimited => "too many requests: wait, then try again".to_owned(),
            Cause::Unavailable => "the venue cannot answer now: try again later".to_owned(),
        }
    }
}

impl fmt::Display for VenueRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} refused the question what the key may do (HTTP {}",
            self.venue, self.status
        )?;
        if let Some(code) = &self.code {
            write!(f, ", code `{code}`")?;
        }
        f.write_str(")")?;
        match self.causes {
            [] => f.write_str(", with a code that this release does not know: look it up in the venue's documentation"),
            [cause] => write!(f, ": {}", self.explain(*cause)),
            causes => {
                f.write_str("; it has one code for several causes, so go through them:")?;
                causes
                    .iter()
                    .try_for_each(|cause| write!(f, "\n  - {}", self.explain(*cause)))
            }
        }
    }
}

impl fmt::Debug for VenueRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for VenueRefusal {}

/// An inspection that failed, or could not be carried out.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum InspectError<E> {
    /// The function that sends failed. Its error is in here and not in the text, since transport
    /// errors quote URLs, and a signed URL can be replayed.
    #[error(
        "no answer from {venue}: the request could not be sent, or its response not be received; the transport's own error is withheld here, since it may quote the signed URL"
    )]
    Transport {
        /// The venue.
        venue: &'static str,
        /// What the function returned.
        error: E,
    },
    /// The answer gave no report.
    #[error(transparent)]
    Inspection(#[from] InspectionError),
}

impl<E> fmt::Debug for InspectError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport { venue, .. } => write!(f, "no answer from {venue}"),
            Self::Inspection(error) => fmt::Display::fmt(error, f),
        }
    }
}
