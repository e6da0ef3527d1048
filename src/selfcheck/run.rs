//! A check that runs: what each key comes to, and signers for all or for none.

use super::{
    AnyError, Asking, CheckedKey, Clock, Deadline, KeyFault, KeyPlan, SelfCheckFailed, Signers,
    ask, ask_async, checked::Findings, wait,
};
use crate::{
    credential::AnyCredential,
    policy::Demands,
    report::{Environment, Report},
    secret::Fingerprint,
    signer::{AnySigner, VerifyError},
};
use core::time::Duration;
use std::sync::mpsc::Receiver;

/// What is heard of a key while it is checked.
pub(super) enum Word {
    Loaded(&'static str, Environment, Fingerprint),
    End(Box<End>),
}

/// What the check of a key came to.
pub(super) struct End {
    report: Option<Report>,
    signer: Result<AnySigner, KeyFault>,
}

impl From<KeyFault> for End {
    fn from(fault: KeyFault) -> Self {
        Self {
            report: None,
            signer: Err(fault),
        }
    }
}

/// A check that runs.
pub(super) struct Run {
    findings: Findings,
    /// By the same places.
    signers: Vec<(String, Option<AnySigner>)>,
    /// How many keys were not heard of.
    pub(super) open: usize,
}

impl Run {
    /// What is known before anything is read, and what is to be read.
    pub(super) fn begin(keys: Vec<(String, KeyPlan)>) -> (Self, Vec<(usize, KeyPlan)>) {
        let mut run = Self {
            findings: Findings::default(),
            signers: Vec::new(),
            open: 0,
        };
        let mut plans = Vec::new();
        for (at, (name, plan)) in keys.into_iter().enumerate() {
            let mut key = CheckedKey::new(&name, plan.spec.id(), plan.environment);
            if run.signers.iter().any(|(own, _)| *own == name) {
                key.fault = Some(KeyFault::SameName);
            } else {
                plans.push((at, plan));
                run.open += 1;
            }
            run.findings.0.push(key);
            run.signers.push((name, None));
        }
        (run, plans)
    }

    pub(super) fn take(&mut self, at: usize, word: Word) {
        let (Some(key), Some((_, signer))) =
            (self.findings.0.get_mut(at), self.signers.get_mut(at))
        else {
            return;
        };
        match word {
            Word::Loaded(venue, environment, fingerprint) => {
                (key.venue, key.environment) = (venue, environment);
                key.key = Some(fingerprint);
            }
            Word::End(end) => {
                self.open = self.open.saturating_sub(1);
                key.report = end.report;
                match end.signer {
                    Ok(accepted) => {
                        key.warnings = accepted.warnings();
                        *signer = Some(accepted);
                    }
                    Err(fault) => key.fault = Some(fault),
                }
            }
        }
    }

    /// Signers for all, or none.
    pub(super) fn finish(
        mut self,
        words: &Receiver<(usize, Word)>,
        within: Duration,
    ) -> Result<Signers, SelfCheckFailed> {
        for (at, word) in words.try_iter() {
            self.take(at, word);
        }
        let mut signers = Vec::new();
        for (key, (name, signer)) in self.findings.0.iter_mut().zip(self.signers) {
            match signer {
                Some(signer) => signers.push((name, signer)),
                None if key.fault.is_none() => key.fault = Some(KeyFault::NoAnswer { within }),
                None => {}
            }
        }
        let findings = self.findings;
        let (keys, exit_code) = (findings.0.len(), findings.exit_code());
        let failed = keys - signers.len();
        if exit_code == 0 {
            tracing::info!(target: "keyleash::selfcheck", keys, failed, exit_code, "self-check passed");
            Ok(Signers { findings, signers })
        } else {
            tracing::error!(target: "keyleash::selfcheck", keys, failed, exit_code, "self-check failed");
            Err(SelfCheckFailed { findings })
        }
    }
}

fn loaded(credential: &AnyCredential) -> Word {
    let key = credential.key();
    Word::Loaded(key.spec.id(), key.site.environment, key.fingerprint)
}

/// Loads, asks and judges, on this thread.
pub(super) fn check<B: AsRef<[u8]>, E: Into<AnyError>>(
    plan: KeyPlan,
    send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    clock: Clock,
    until: Deadline,
    say: &impl Fn(Word),
) -> End {
    let demands = plan.demands.clone();
    let credential = match plan.load() {
        Ok(credential) => credential,
        Err(error) => return KeyFault::from(error).into(),
    };
    say(loaded(&credential));
    let asking = Asking::new(credential.inspection(), credential.venue());
    let report = match ask(asking, send, clock, until) {
        Ok(report) => report,
        Err(fault) => return fault.into(),
    };
    judge(credential, &demands, report, clock)
}

/// The same on a runtime: what may block is done elsewhere.
pub(super) async fn check_async<B: AsRef<[u8]>, E: Into<AnyError>>(
    plan: KeyPlan,
    send: &impl AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
    clock: Clock,
    say: &impl Fn(Word),
) -> End {
    let demands = plan.demands.clone();
    let loading = wait::elsewhere(move || plan.load());
    let credential = match loading.await {
        Ok(Ok(credential)) => credential,
        Ok(Err(error)) => return KeyFault::from(error).into(),
        Err(fault) => return fault.into(),
    };
    say(loaded(&credential));
    let asking = Asking::new(credential.inspection(), credential.venue());
    let asked = ask_async(asking, send, clock, &async |time| wait::pause(time).await);
    let report = match asked.await {
        Ok(report) => report,
        Err(fault) => return fault.into(),
    };
    // Counters are on a disk, or behind a network.
    wait::elsewhere(move || judge(credential, &demands, report, clock))
        .await
        .unwrap_or_else(Into::into)
}

fn judge(credential: AnyCredential, demands: &Demands, report: Report, clock: Clock) -> End {
    let signer: Result<_, VerifyError> = credential.verify_by(demands, report.clone(), clock.now());
    End {
        report: Some(report),
        signer: signer.map_err(Into::into),
    }
}
