//! The questions put to a venue about a key, and its answers.
//!
//! Without I/O: the inspection yields one signed request after the other and takes each response
//! back. [`ApiCredential::inspect`](crate::ApiCredential::inspect) does that by any function from
//! request to response.

mod error;

pub use error::{InspectError, InspectionError, VenueRefusal};

use crate::{
    key::Key,
    kill_switch::{KillSwitch, Refusal},
    leash::Notes,
    policy::LARGEST_OFFSET,
    report::{
        ClockOffset, Facts, KeyId, Report, Stated,
        json::{Json, Unreadable},
        printable,
    },
    request::{Row, SignedRequest},
    scheme::{self, Input, Part},
    secret::Buffer,
    time::{self, Millis},
    venue::{Cause, Question},
};
use core::fmt;
use std::{sync::Arc, time::SystemTime};

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
    key: Asker<'a>,
    /// Those that may stop it.
    switches: Vec<KillSwitch>,
    notes: Notes,
    facts: Facts,
    /// The question that is next, or open.
    at: usize,
    /// The question that is asked in its place.
    instead: Option<&'static Question>,
    /// When the open question was asked.
    asked: Option<Millis>,
    /// When the first question was asked: the report is as old as its oldest answer.
    begun: Millis,
    clock: Option<ClockOffset>,
    clock_was_corrected: bool,
}

/// The key that asks about itself.
pub(crate) enum Asker<'a> {
    Loaded(&'a Key),
    Verified(Arc<Key>),
}

impl core::ops::Deref for Asker<'_> {
    type Target = Key;

    fn deref(&self) -> &Key {
        match self {
            Self::Loaded(key) => key,
            Self::Verified(key) => key,
        }
    }
}

impl<'a> Inspection<'a> {
    pub(crate) fn new<'s>(
        key: Asker<'a>,
        switches: impl IntoIterator<Item = &'s KillSwitch>,
        notes: &Notes,
    ) -> Self {
        let switches: Vec<KillSwitch> = switches.into_iter().cloned().collect();
        for switch in &switches {
            switch.watch(&key.gate);
        }
        let mut address = Buffer::default();
        key.state.address(&mut address);
        Self {
            facts: Facts {
                key: KeyId::new(key.id.expose(), key.passphrase(), address.as_str()),
                ..key.spec.facts(key.site)
            },
            key,
            switches,
            notes: notes.clone(),
            at: 0,
            instead: None,
            asked: None,
            begun: 0,
            clock: None,
            clock_was_corrected: false,
        }
    }

    fn question(&self) -> Option<&'static Question> {
        self.instead
            .or_else(|| self.key.site.questions.get(self.at))
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
        // Counted, so that who waits for the last signature waits for this one. The gate of a key
        // that was replaced is closed, and lets through who looks whether it is still good.
        let gate = Arc::clone(&self.key.gate);
        let _signing = gate.pass();
        self.is_free()?;
        let now = time::millis(now);
        let request = ask(
            &self.key,
            question.row,
            (question.query, question.body),
            self.facts.account.as_deref().unwrap_or_default(),
            now,
            &self.notes,
        )?;
        self.is_free()?;
        self.asked = Some(now);
        Ok(Some(request))
    }

    /// Whether the switches let the key sign. One that was only loaded is asked about while the
    /// switch is not heard of yet, too: that is how a bot starts.
    fn is_free(&self) -> Result<(), InspectionError> {
        for switch in &self.switches {
            match (switch.refuses(), &self.key) {
                (Some(Refusal::Tripped), _) => return Err(InspectionError::Stopped),
                (Some(Refusal::Unsure), Asker::Verified(_)) => return Err(InspectionError::Unsure),
                (Some(Refusal::Unsure), Asker::Loaded(_)) | (None, _) => {}
            }
        }
        Ok(())
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
        let spec = self.key.spec;
        let now = time::millis(now);
        let (Some(question), Some(asked)) = (self.question(), self.asked.take()) else {
            return Err(InspectionError::OutOfTurn);
        };
        let own = self.facts.key.clone();
        let unreadable = |Unreadable { field, expected }| InspectionError::Unreadable {
            venue: spec.title,
            question: question.row.path,
            field: if own.is_quoted(&field) {
                "[redacted]".to_owned()
            } else {
                field
            },
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
            if let Some(other) = code.as_deref().and_then(|code| question.other(code)) {
                self.instead = Some(other);
                return Ok(());
            }
            return self.refused(status.as_u16(), code.as_deref());
        }
        let json = json.map_err(unreadable)?;
        // An answer that is refused leaves nothing behind.
        let mut facts = self.facts.clone();
        (question.read)(&json.root(), &mut facts).map_err(unreadable)?;
        let subject = facts.subject.as_deref();
        if subject.is_some_and(|subject| subject != self.key.id.expose()) {
            return Err(InspectionError::OtherKey { venue: spec.title });
        }
        self.facts = facts;
        if self.at == 0 {
            self.begun = asked;
        }
        self.at += 1;
        self.instead = None;
        Ok(())
    }

    /// A venue that refuses over the time gets one more try, by its own clock.
    fn refused(&mut self, status: u16, code: Option<&str>) -> Result<(), InspectionError> {
        let spec = self.key.spec;
        let causes = spec.refused(status, code);
        let clock = self.clock.filter(|_| causes == [Cause::ClockOutsideWindow]);
        match clock.map(ClockOffset::correction) {
            Some(offset)
                if offset.unsigned_abs() <= LARGEST_OFFSET && !self.clock_was_corrected =>
            {
                self.clock_was_corrected = true;
                self.key.restart_clock(offset);
                Ok(())
            }
            _ => Err(InspectionError::Refused(VenueRefusal {
                venue: spec.title,
                page: spec.console.page,
                restrict: spec.console.restrict,
                status,
                code: code
                    .filter(|code| !self.facts.key.is_quoted(code))
                    .map(printable),
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
            .zip(self.key.spec.time)
            .and_then(|(json, field)| json.root().get(field).unsigned().ok());
        let (venue, cut) = if let Some(millis) = stated {
            (millis, 0)
        } else {
            let date = response
                .headers()
                .get(http::header::DATE)
                .and_then(|value| value.to_str().ok())
                .and_then(time::parse_http_date);
            let Some(date) = date else { return };
            (date.saturating_add(500), 500)
        };
        let travel = now.saturating_sub(asked) / 2;
        let middle = asked.saturating_add(travel);
        let offset = i128::from(venue) - i128::from(middle);
        let measured = ClockOffset {
            offset_ms: i64::try_from(offset).unwrap_or(i64::MAX),
            uncertainty_ms: travel.saturating_add(cut),
        };
        // An answer that took that long says nothing about the clock.
        if measured.uncertainty_ms <= LARGEST_OFFSET
            && self
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
        self.facts.declared = self.key.account;
        if let (Stated::Not, Some(day)) = (self.facts.created, self.key.created) {
            self.facts.created = Stated::ByOwner(day.start_millis());
        }
        if let Some(ours) = self.key.expires {
            // The earlier end counts, and the witness shows whose it is.
            let venues = self.facts.expires.known().flatten();
            if venues.is_none_or(|venues| ours < venues) {
                self.facts.expires = Stated::ByOwner(Some(ours));
            }
        }
        // Where no answer showed the venue's clock, what was known of it before still counts.
        let correction = self.clock.map(ClockOffset::correction);
        if let Some(offset) = correction.filter(|offset| offset.unsigned_abs() <= LARGEST_OFFSET) {
            self.key.correct_clock(offset);
        }
        self.facts.key = KeyId::default();
        Ok(Report {
            facts: self.facts,
            key: self.key.fingerprint,
            at: self.begun,
            clock: self.clock,
            loopback: self.key.loopback,
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

    fn transport<E>(&self, error: E) -> InspectError<E> {
        InspectError::Transport {
            venue: self.key.spec.title,
            error,
        }
    }
}

impl fmt::Debug for Inspection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Inspection({} {}, {} of {} questions answered)",
            self.key.spec.id,
            self.key.fingerprint,
            self.at,
            self.key.site.questions.len()
        )
    }
}

/// Signs a question out of the venue's table, with its parameters rendered.
pub(crate) fn ask(
    key: &Key,
    row: Row,
    (query, body): (&[(&str, Part)], &[Part]),
    account: &str,
    now: Millis,
    notes: &Notes,
) -> Result<SignedRequest, InspectionError> {
    let input = input(key, row, account, now)?;
    let (query, body) = scheme::question(&input, query, body);
    let (query, body) = (query.as_str(), body.as_str());
    let request = signed(&Input {
        query,
        body,
        ..input
    });
    notes.signed(now, key.fingerprint, (row.method, row.path), None);
    Ok(request)
}

/// Signs a call out of the venue's table, with this body.
pub(crate) fn tell(
    key: &Key,
    row: Row,
    body: &str,
    now: Millis,
    notes: &Notes,
) -> Result<SignedRequest, InspectionError> {
    let input = input(key, row, "", now)?;
    let request = signed(&Input { body, ..input });
    notes.signed(now, key.fingerprint, (row.method, row.path), None);
    Ok(request)
}

fn signed(input: &Input<'_>) -> SignedRequest {
    let mut request = SignedRequest::new();
    scheme::sign(input, &mut request);
    request
}

/// What is signed for a row, without its parameters.
fn input<'a>(
    key: &'a Key,
    row: Row,
    account: &'a str,
    now: Millis,
) -> Result<Input<'a>, InspectionError> {
    let (service, origin) = key
        .service(row.path)
        .and_then(|(_, service, origin)| Some((service, origin?)))
        .ok_or(InspectionError::NoHost {
            venue: key.spec.title,
        })?;
    Ok(Input {
        scheme: service.scheme,
        key: &key.state,
        key_id: key.id.bytes(),
        passphrase: key.passphrase_bytes(),
        origin,
        headers: key.site.headers,
        mark: key.site.mark,
        method: row.method,
        path: row.path,
        segments: "",
        query: "",
        body: "",
        windowed: false,
        time: key.next(now),
        unique: &key.unique,
        account,
        challenge: "",
    })
}
