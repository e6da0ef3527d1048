//! Whether two keys are of one account, where the venue's reports do not say it.
//!
//! Both keys read what only one account has: its number, or the ids of its orders. One id in common
//! shows it. Nothing in common shows nothing: an account without orders looks like that, too.

use crate::{
    inspection::{self, InspectError, InspectionError},
    key::Key,
    report::json::Json,
    request::SignedRequest,
    secret::Fingerprint,
    signer::{AnySigner, Held},
    time,
    venue::Probe,
};
use core::fmt;
use std::{collections::BTreeSet, sync::Arc, time::SystemTime};

/// A run of questions to two keys, by [`Rotation::probe`](crate::Rotation::probe).
///
/// Without I/O, as an [`Inspection`](crate::Inspection): it yields one signed request after the other,
/// and takes each response back.
///
/// ```no_run
/// # use keyleash::{AnyCredential, AnySigner, Report, Rotation};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
/// # fn rotate(signer: &AnySigner, credential: AnyCredential, report: Report) -> Result<(), Box<dyn std::error::Error>> {
/// let mut rotation = Rotation::of(signer);
/// if let Some(shown) = rotation.probe(&credential).run(send)? {
///     rotation = rotation.shown_by(shown);
/// }
/// let replaced = rotation.accept(credential, report)?;
/// # drop(replaced);
/// # Ok(()) }
/// ```
#[must_use = "a probe asks nothing by itself: send what `next_request` gives"]
pub struct AccountProbe<'a> {
    signer: AnySigner,
    old: Arc<Held>,
    new: &'a Key,
    /// The probe that is next, or open.
    at: usize,
    /// What the old key saw, where it is the new one's turn.
    seen: Option<BTreeSet<String>>,
    open: bool,
    shown: bool,
}

/// That two keys are of one account.
#[derive(Clone, PartialEq, Eq)]
pub struct SameAccount {
    old: Fingerprint,
    new: Fingerprint,
}

impl SameAccount {
    pub(super) fn is_of(&self, (old, new): (Fingerprint, Fingerprint)) -> bool {
        self.old == old && self.new == new
    }
}

impl<'a> AccountProbe<'a> {
    pub(super) fn new(signer: &AnySigner, new: &'a Key) -> Self {
        Self {
            old: signer.held(),
            signer: signer.clone(),
            new,
            at: 0,
            seen: None,
            open: false,
            shown: false,
        }
    }

    /// The probe that is next; none where the venue has no more, or the keys are of two venues.
    fn probe(&self) -> Option<&'static Probe> {
        let same = self.old.key.spec.id() == self.new.spec.id();
        let probes = self.new.spec.retirement.probes;
        probes.get(self.at).filter(|_| same && !self.shown)
    }

    /// The next request to send; `None` when there are no more.
    pub fn next_request(&mut self) -> Result<Option<SignedRequest>, InspectionError> {
        self.next_request_at(SystemTime::now())
    }

    /// [`next_request`](Self::next_request), with the time given.
    ///
    /// # Errors
    ///
    /// [`InspectionError::Stopped`] where the signer was stopped, or has another key by now; after
    /// the trip of a switch, unless the policy leaves [`Relief::Evidence`](crate::Relief) possible.
    pub fn next_request_at(
        &mut self,
        now: SystemTime,
    ) -> Result<Option<SignedRequest>, InspectionError> {
        let Some(probe) = self.probe() else {
            return Ok(None);
        };
        let now = time::millis(now);
        let parameters = (probe.query, probe.body);
        let request = if self.seen.is_some() {
            inspection::ask(
                self.new,
                probe.row,
                parameters,
                "",
                now,
                self.signer.notes(),
            )?
        } else {
            // Counted, so that who waits for the old key's last signature waits for this one.
            let signing = self.old.key.gate.pass();
            if signing.is_none() || !self.signer.may_read() {
                return Err(InspectionError::Stopped);
            }
            let request = inspection::ask(
                &self.old.key,
                probe.row,
                parameters,
                "",
                now,
                self.signer.notes(),
            )?;
            if !self.signer.may_read() {
                return Err(InspectionError::Stopped);
            }
            request
        };
        self.open = true;
        Ok(Some(request))
    }

    /// Takes the response to the last request. One that refuses, or cannot be read, shows nothing.
    pub fn answer<B: AsRef<[u8]>>(
        &mut self,
        response: &http::Response<B>,
    ) -> Result<(), InspectionError> {
        let (Some(probe), true) = (self.probe(), core::mem::take(&mut self.open)) else {
            return Err(InspectionError::OutOfTurn);
        };
        let ids = self.read(probe, response);
        match self.seen.take() {
            Some(seen) => {
                self.shown = !seen.is_disjoint(&ids);
                self.at += 1;
            }
            // There is nothing for the other key to see.
            None if ids.is_empty() => self.at += 1,
            None => self.seen = Some(ids),
        }
        Ok(())
    }

    fn read<B: AsRef<[u8]>>(
        &self,
        probe: &Probe,
        response: &http::Response<B>,
    ) -> BTreeSet<String> {
        let json = Json::parse(response.body().as_ref());
        json.ok()
            .filter(|_| response.status().is_success())
            .filter(|json| (self.new.spec.refusal)(&json.root()).is_none())
            .map(|json| probe.read(&json.root()))
            .unwrap_or_default()
    }

    /// What was shown; `None` where nothing was.
    #[must_use]
    pub fn finish(self) -> Option<SameAccount> {
        self.shown.then(|| SameAccount {
            old: self.old.key.fingerprint,
            new: self.new.fingerprint,
        })
    }

    /// Puts the questions by `send`, any function from request to response.
    pub fn run<B: AsRef<[u8]>, E>(
        mut self,
        mut send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Option<SameAccount>, InspectError<E>> {
        while let Some(request) = self.next_request()? {
            let request = request.try_into().map_err(InspectionError::from)?;
            let response = send(request).map_err(|error| self.transport(error))?;
            self.answer(&response)?;
        }
        Ok(self.finish())
    }

    /// The same, by an async function, on any runtime.
    pub async fn run_async<B: AsRef<[u8]>, E>(
        mut self,
        mut send: impl AsyncFnMut(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    ) -> Result<Option<SameAccount>, InspectError<E>> {
        while let Some(request) = self.next_request()? {
            let request = request.try_into().map_err(InspectionError::from)?;
            let response = send(request).await.map_err(|error| self.transport(error))?;
            self.answer(&response)?;
        }
        Ok(self.finish())
    }

    const fn transport<E>(&self, error: E) -> InspectError<E> {
        InspectError::Transport {
            venue: self.new.spec.title,
            error,
        }
    }
}

impl fmt::Debug for AccountProbe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "AccountProbe({} {} and {}, {})",
            self.new.spec.id(),
            self.old.key.fingerprint,
            self.new.fingerprint,
            if self.shown { "shown" } else { "not shown" }
        )
    }
}

impl fmt::Debug for SameAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SameAccount({} and {})", self.old, self.new)
    }
}
