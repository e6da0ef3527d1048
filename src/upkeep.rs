//! The upkeep of verified keys, for a bot that runs for months.
//!
//! A verification holds for a day by default, and a key has a deadline. The upkeep renews each
//! verification in its last quarter, and says days ahead what is going to end a key: by a [`Notice`] to
//! the bot, and by an event with the target `keyleash::upkeep`.
//!
//! ```no_run
//! # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
//! # fn mail(_: String) {}
//! # fn main() -> Result<(), keyleash::SelfCheckFailed> {
//! let signers = keyleash::SelfCheck::new().run(send)?;
//! let upkeep = signers.keep(send, |notice| mail(notice.to_string()));
//! // The bot trades; and when it ends:
//! drop(upkeep);
//! # Ok(()) }
//! ```
//!
//! On a runtime the same is a future that never ends:
//! `tokio::spawn(signers.keep_async(send, tokio::time::sleep, notice))`.
//!
//! # What it does
//!
//! Once a minute it looks at each key, and asks no venue for that:
//!
//! | the key | what happens | notice |
//! |---|---|---|
//! | is in the last quarter of its verification, or past it | it is asked about anew | [`Renewed`](Notice::Renewed), and [`Warned`](Notice::Warned) of what is new |
//! | got no answer, or none that can be judged | it is asked again after 1, 2, 4, 8, then each 10 minutes | [`RenewalFailed`](Notice::RenewalFailed) |
//! | no longer meets its policy | its signers stop for good | [`Refused`](Notice::Refused) |
//! | was not renewed in time | its signers refuse by themselves, until it was | [`Stale`](Notice::Stale), once |
//! | was stopped, or its switch tripped or not heard of | nothing, until the switch is reset | [`Stopped`](Notice::Stopped), once |
//! | is to be replaced soon, by its policy's `warn_days` | nothing | [`DeadlineNear`](Notice::DeadlineNear), once a day |
//! | was to be replaced | nothing: its signers refuse until it is, by a [`Rotation`](crate::Rotation) | [`PastDeadline`](Notice::PastDeadline), once a day |
//!
//! Each renewal has 10 seconds, within which what can help is asked again as by the
//! [self-check](crate::selfcheck#what-is-asked-again). A key that the venue no longer knows is asked about
//! until its verification is stale, and then too: it may be the venue that errs.
//!
//! Renewals do not wait for each other: [`keep`](crate::Signers::keep) makes each on a thread of its
//! own. A thread that hangs in `send` is left behind, eight for a key at most: give the client a timeout.
//!
//! Events have the fields `name`, `venue`, `key` (its fingerprint), `notice` (one word for each
//! [`Notice`], such as `renewed`) and, where there is one, `reason`; they are errors where signers
//! refuse, warnings where they will, and otherwise infos.

mod notice;
mod rounds;
#[cfg(test)]
mod tests;

pub use notice::Notice;

use crate::{
    report::Report,
    selfcheck::{
        All, AnyError, Asking, Clock, Deadline, KeyFault, Signers, ask, ask_async, before, guarded,
        start,
    },
};
use core::{convert::Infallible, fmt, time::Duration};
use rounds::{Rounds, WITHIN};
use std::{
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::SystemTime,
};

/// A running upkeep. It ends when this is dropped, which waits for nothing: a question that is on its
/// way is left alone.
#[must_use = "the upkeep ends when this is dropped: keep it as long as the bot runs"]
pub struct Upkeep {
    tell: Sender<Word>,
    is_running: bool,
}

impl Signers {
    /// Keeps the keys verified, on a thread, and tells `notice` what happens; see
    /// [`upkeep`](crate::upkeep). A panic in `notice` is caught.
    pub fn keep<B: AsRef<[u8]>, E: Into<AnyError>>(
        &self,
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E> + Send + Sync + 'static,
        notice: impl FnMut(&Notice) + Send + 'static,
    ) -> Upkeep {
        let (tell, words) = mpsc::channel();
        let rounds = Rounds::of(self);
        let own = tell.clone();
        let thread = thread::Builder::new().name("keyleash-upkeep".to_owned());
        let started = thread.spawn(move || keep(rounds, &Arc::new(send), notice, &own, &words));
        if started.is_err() {
            tracing::error!(target: "keyleash::upkeep", "the system gave no thread: no key is renewed");
        }
        Upkeep {
            tell,
            is_running: started.is_ok(),
        }
    }

    /// The same on any runtime: a future that never ends, and stops when it is dropped. `sleep` is the
    /// runtime's own, such as `tokio::time::sleep`. A panic in `send` or `sleep` is the runtime's, and
    /// ends the upkeep: look after the task.
    pub fn keep_async<B, E, F, W, N>(
        &self,
        send: F,
        sleep: W,
        mut notice: N,
    ) -> impl Future<Output = Infallible> + use<B, E, F, W, N>
    where
        B: AsRef<[u8]>,
        E: Into<AnyError>,
        F: AsyncFn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E>,
        W: AsyncFn(Duration),
        N: FnMut(&Notice),
    {
        let mut rounds = Rounds::of(self);
        async move {
            loop {
                let (notices, due) = rounds.look(SystemTime::now());
                tell_all(&notices, &mut notice);
                let (tell, words) = mpsc::channel();
                let renewals = due.into_iter().map(|due| {
                    let (tell, send, sleep) = (tell.clone(), &send, &sleep);
                    async move {
                        let signer = &due.signer;
                        let asking = Asking::new(signer.inspection(), signer.venue());
                        let asked = ask_async(asking, send, Clock::System, sleep);
                        let late = || Err(KeyFault::NoAnswer { within: WITHIN });
                        let answer = before(sleep(WITHIN), asked).await.unwrap_or_else(late);
                        // Nobody is gone: this very loop takes it.
                        let _ = tell.send((due.ticket, answer));
                    }
                });
                All::of(renewals).await;
                for (ticket, answer) in words.try_iter() {
                    let notices = rounds.settle(ticket, answer, SystemTime::now());
                    tell_all(&notices, &mut notice);
                }
                sleep(rounds.pause()).await;
            }
        }
    }
}

impl Upkeep {
    /// Whether there is a thread for it; where the system gave none, keys go stale.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.is_running
    }
}

impl Drop for Upkeep {
    fn drop(&mut self) {
        // Where nobody hears it, it has ended.
        let _ = self.tell.send(Word::End);
    }
}

impl fmt::Debug for Upkeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_running {
            "runs"
        } else {
            "has no thread"
        };
        write!(f, "Upkeep({state})")
    }
}

/// What the thread of the upkeep hears.
enum Word {
    Answer(rounds::Ticket, Box<Result<Report, KeyFault>>),
    End,
}

/// The bot's own function may panic; the keys are kept all the same.
fn tell_all(notices: &[Notice], notice: &mut impl FnMut(&Notice)) {
    for told in notices {
        if guarded(|| notice(told)).is_err() {
            tracing::error!(target: "keyleash::upkeep", "the function that is told of notices panicked");
        }
    }
}

fn keep<B: AsRef<[u8]>, E: Into<AnyError>>(
    mut rounds: Rounds,
    send: &Arc<
        impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<B>, E> + Send + Sync + 'static,
    >,
    mut notice: impl FnMut(&Notice),
    tell: &Sender<Word>,
    words: &Receiver<Word>,
) {
    let mut say = |notices: Vec<Notice>| tell_all(&notices, &mut notice);
    loop {
        let (notices, due) = rounds.look(SystemTime::now());
        say(notices);
        for due in due {
            let (send, tell) = (Arc::clone(send), tell.clone());
            let ticket = due.ticket;
            let work = move || {
                let signer = &due.signer;
                let asked = guarded(|| {
                    let asking = Asking::new(signer.inspection(), signer.venue());
                    ask(asking, &*send, Clock::System, Deadline::after(WITHIN))
                });
                let answer = Box::new(asked.unwrap_or_else(Err));
                // Where nobody hears it, the upkeep has ended.
                let _ = tell.send(Word::Answer(due.ticket, answer));
            };
            if let Err(fault) = start(work) {
                say(rounds.settle(ticket, Err(fault), SystemTime::now()));
            }
        }
        match words.recv_timeout(rounds.pause()) {
            Ok(Word::Answer(ticket, answer)) => {
                say(rounds.settle(ticket, *answer, SystemTime::now()));
            }
            Ok(Word::End) => return,
            // There is a teller here: it is never gone.
            Err(_) => {}
        }
    }
}
