//! The check of all keys of a bot at its start: every key loaded, asked about and judged, all at once.
//!
//! A bot has its signers by name, or one report with every fault of every key. There is nothing in
//! between: where one key fails, no key signs.
//!
//! ```no_run
//! use keyleash::{Env, File, KeyPlan, Policy, SelfCheck, scope, venue::{self, binance::Binance}};
//! # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
//! scope! { MarketMaker = Read | Spot }
//! const POLICY: Policy<MarketMaker> = Policy::new();
//!
//! let [binance, okx] = ["binance", "okx"].map(|id| venue::find(id).expect("keyleash knows it"));
//! let signers = SelfCheck::new()
//!     .key("maker", KeyPlan::new(binance, Env::new(), &POLICY))
//!     .key("hedger", KeyPlan::new(okx, File::new("/etc/bot/okx"), &POLICY))
//!     .run(send)?; // or: .run_async(send, tokio::time::sleep(Duration::from_secs(10))).await?
//! println!("{signers}");
//! let maker = signers.typed::<Binance, MarketMaker>("maker")?;
//! # drop(maker);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! One key under two names is not noticed, unless a configuration names one place for both: two
//! nonces of one key overtake each other. For parts of a bot that need less, narrow one signer.
//!
//! # The deadline
//!
//! All keys share one deadline: 10 seconds, or what [`within`](SelfCheck::within) says. What a key did
//! not come to by then is the fault *no answer*. [`run`](SelfCheck::run) checks each key on a thread of
//! its own, and does not wait for a thread that hangs in a source or in the function that sends: it is
//! left to itself, asks nothing more, and its credential is wiped and its result dropped when it ends.
//! [`run_async`](SelfCheck::run_async) sends by the bot's own runtime; sources, which may block, are
//! read on threads there too.
//!
//! # What is asked again
//!
//! A question is put again where that can help, four times at most for all questions of a key together:
//!
//! | what happened | asked again after |
//! |---|---|
//! | the request could not be sent, or its answer not be received | 0.2 s, 0.4 s, 0.8 s |
//! | the venue cannot answer now: a 5xx, or its own code for that | the same |
//! | too many requests: 429, or the venue's own code | 1 s, 2 s, 4 s |
//! | its time was outside the venue's window | once, at once, by the venue's clock |
//! | anything else, above all any word about the key | never |
//!
//! `Retry-After` makes a pause longer, up to 5 seconds; a venue that asks for more is not asked again,
//! nor is one where the pause would end past the deadline. Each request is signed anew. The function
//! that sends should not repeat requests by itself.
//!
//! # Exit codes
//!
//! [`SelfCheckFailed::exit_code`] is one of `sysexits`. Where keys differ, the first in this table
//! counts: what a person has to mend comes before what a restart may mend. A service manager may
//! restart the bot on 69 and 75, and on no other (systemd: `RestartPreventExitStatus=70 77 78`).
//!
//! | code | what it means | for example |
//! |---|---|---|
//! | 78 | the configuration is wrong | a source that is not configured or configured wrongly; a text that is no key; an unknown host; two keys of one name; a limit of a day without counters; no key at all |
//! | 77 | refused | by the policy; by the venue's word on the key, also by a code that is not known; by a tripped switch |
//! | 70 | something is to be mended in code | an answer that cannot be read (keyleash is behind the venue); a panic in what the bot gave |
//! | 69 | something was not reached | the venue, the source, the counters; no answer in time; an answer about another key (a proxy) |
//! | 75 | try again | a rate limit; maintenance; a clock that is off; a switch not heard of; no thread |
//!
//! # For machines
//!
//! [`Signers`] and [`SelfCheckFailed`] serialise alike. Every field is always there, and more may come;
//! no secret is in it, and a key by its fingerprint alone.
//!
//! ```json
//! {
//!   "accepted": false,
//!   "exit_code": 77,
//!   "keys": [{
//!     "name": "maker", "venue": "binance", "environment": "production", "key": "5f1d3a90",
//!     "outcome": "refused_by_venue", "exit_code": 77,
//!     "error": "…", "refusal": { "status": 401, "code": "-2015", "causes": ["unknown_key"] },
//!     "violations": [], "report": null
//!   }]
//! }
//! ```
//!
//! `outcome` is a word of [`CheckedKey::outcome`]; `key` is `null` where none was loaded, `error` where
//! there is nothing to say beside `violations` ([`Violation`](crate::Violation)), `refusal` where the
//! venue did not refuse to answer, `report` ([`Report`](crate::Report)) where it gave none.
//!
//! Events have the target `keyleash::selfcheck`: one for each check, with `keys`, `failed` and
//! `exit_code`.

mod asking;
mod checked;
mod clock;
mod fault;
mod plan;
mod run;
mod signers;
mod wait;

pub(crate) use asking::{AnyError, Asking, Deadline, ask, ask_async};
pub use checked::CheckedKey;
pub(crate) use clock::Clock;
pub use fault::KeyFault;
pub(crate) use fault::span;
pub use plan::KeyPlan;
pub use signers::{NoSigner, SelfCheckFailed, Signers};
pub(crate) use wait::{All, before, guarded, start};

use crate::{credential::AnyCredential, key::LoadError};
use core::{fmt, future::Future, time::Duration};
use run::{Run, Word, check, check_async};
use std::{
    sync::{Arc, mpsc},
    time::{Instant, SystemTime},
};

/// The check of all keys of a bot; the [module](self) says how it asks, and what it gives.
#[must_use = "a check does nothing until it runs"]
pub struct SelfCheck {
    keys: Vec<(String, KeyPlan)>,
    within: Duration,
}

impl SelfCheck {
    /// A check of no keys yet, within 10 seconds.
    pub const fn new() -> Self {
        Self {
            keys: Vec::new(),
            within: Duration::from_secs(10),
        }
    }

    /// Adds a key under a name of the bot's, by which its signer is had.
    pub fn key(mut self, name: impl Into<String>, plan: KeyPlan) -> Self {
        self.keys.push((name.into(), plan));
        self
    }

    /// Changes the credential of every key that was added so far, once it is loaded: what all keys of
    /// a bot are tied to.
    ///
    /// ```
    /// # fn check(check: keyleash::SelfCheck) -> Result<(), keyleash::SwitchError> {
    /// let switch = keyleash::KillSwitch::at("/var/lib/bot/switch")?;
    /// let check = check.with(move |key| Ok(key.stopped_by(&switch)));
    /// # drop(check);
    /// # Ok(()) }
    /// ```
    pub fn with(
        mut self,
        change: impl Fn(AnyCredential) -> Result<AnyCredential, LoadError> + Send + Sync + 'static,
    ) -> Self {
        let change = Arc::new(change);
        let changed = |(name, plan): (String, KeyPlan)| {
            let change = Arc::clone(&change);
            (name, plan.with(move |key| change(key)))
        };
        self.keys = self.keys.into_iter().map(changed).collect();
        self
    }

    /// Sets the deadline of [`run`](Self::run), which is one for all keys: a day at most.
    pub const fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// Checks all keys at once, each on a thread of its own, by `send`, any function from request to
    /// response; with redirects off, since they would carry the key to other hosts.
    ///
    /// # Errors
    ///
    /// [`SelfCheckFailed`] with every fault of every key.
    pub fn run<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E> + Send + Sync + 'static,
    ) -> Result<Signers, SelfCheckFailed> {
        self.run_by(send, Clock::System)
    }

    /// [`run`](Self::run), with the time given at which every key is asked and judged; the deadline
    /// goes by time that passes.
    pub fn run_at<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E> + Send + Sync + 'static,
        now: SystemTime,
    ) -> Result<Signers, SelfCheckFailed> {
        self.run_by(send, Clock::At(now))
    }

    /// The same on any runtime: `deadline` is any future, such as the runtime's own sleep. A panic in
    /// `send` is not caught here, but left to the runtime.
    ///
    /// # Errors
    ///
    /// [`SelfCheckFailed`] with every fault of every key.
    pub async fn run_async<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
        deadline: impl Future,
    ) -> Result<Signers, SelfCheckFailed> {
        self.run_async_by(send, deadline, Clock::System).await
    }

    /// [`run_async`](Self::run_async), with the time given at which every key is asked and judged.
    pub async fn run_async_at<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
        deadline: impl Future,
        now: SystemTime,
    ) -> Result<Signers, SelfCheckFailed> {
        self.run_async_by(send, deadline, Clock::At(now)).await
    }

    fn run_by<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E> + Send + Sync + 'static,
        clock: Clock,
    ) -> Result<Signers, SelfCheckFailed> {
        let until = Deadline::after(self.within);
        let send = Arc::new(send);
        let (mut run, plans) = Run::begin(self.keys);
        let (tell, words) = mpsc::channel();
        for (at, plan) in plans {
            let (send, tell) = (Arc::clone(&send), tell.clone());
            let work = move || {
                let say = |word| drop(tell.send((at, word)));
                let end = guarded(|| check(plan, &*send, clock, until, &say));
                say(Word::End(Box::new(end.unwrap_or_else(Into::into))));
            };
            if let Err(fault) = start(work) {
                run.take(at, Word::End(Box::new(fault.into())));
            }
        }
        drop(tell);
        while run.open > 0
            && let Ok((at, word)) = words.recv_timeout(until.left())
        {
            run.take(at, word);
        }
        run.finish(&words, until.within)
    }

    async fn run_async_by<B: AsRef<[u8]>, E: Into<AnyError>>(
        self,
        send: impl AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
        deadline: impl Future,
        clock: Clock,
    ) -> Result<Signers, SelfCheckFailed> {
        let begun = Instant::now();
        let (run, plans) = Run::begin(self.keys);
        let (tell, words) = mpsc::channel();
        let keys = plans.into_iter().map(|(at, plan)| {
            let (tell, send) = (tell.clone(), &send);
            async move {
                let say = |word| drop(tell.send((at, word)));
                let end = check_async(plan, send, clock, &say).await;
                say(Word::End(Box::new(end)));
            }
        });
        let all = All::of(keys);
        before(deadline, all).await;
        run.finish(&words, begun.elapsed())
    }
}

impl Default for SelfCheck {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for SelfCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SelfCheck({} keys, within {})",
            self.keys.len(),
            span(self.within)
        )
    }
}
