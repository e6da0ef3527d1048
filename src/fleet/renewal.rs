//! The thread of a lease: it renews, sends what was tripped here, and acts on what it is told.
//!
//! All of a lease's state is in this one thread, so that what comes first is done first. It may
//! wait for the server as long as it likes: a lease that it does not renew runs out.

use super::{
    Lapse,
    answer::{Answer, Record},
    clock::{Clock, Pace},
    ear::pause,
    seen::Seen,
    standing::{Doubt, FleetStanding, Stopping},
    unique,
};
use crate::{
    redis::{Link, RedisError, Script},
    time::{self, Millis},
};
use core::{sync::atomic::Ordering, time::Duration};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, SyncSender},
    },
    time::{Instant, SystemTime},
};

/// How often the thread looks whether this process was tripped.
const LOOK: Duration = Duration::from_millis(10);

/// What the thread is told to do.
pub(super) enum Order {
    /// Renew now: there may be news.
    Renew,
    Trip(Trip),
    Reset {
        record: String,
        reply: SyncSender<Result<FleetStanding, RedisError>>,
    },
    /// The last handle is gone.
    End,
}

/// A trip of this process on its way to the server.
pub(super) struct Trip {
    pub(super) id: String,
    pub(super) record: String,
    /// Who waits for it, until the first try.
    pub(super) reply: Option<SyncSender<Result<Stopping, RedisError>>>,
}

pub(super) struct Renewal {
    pub(super) seen: Arc<Seen>,
    pub(super) orders: Receiver<Order>,
    pub(super) link: Link,
    pub(super) keys: Vec<String>,
    pub(super) member: String,
    pub(super) ttl: Millis,
    pub(super) lapse: Lapse,
    pub(super) scripts: Scripts,
    pub(super) clock: Clock,
    /// The greatest generation that was acted on.
    pub(super) known: u64,
    /// What the last answer said, where there was one: the ids of its trips, and whether the server
    /// had a state at all.
    pub(super) read: Option<(Vec<String>, bool)>,
    pub(super) unsent: Vec<Trip>,
    pub(super) faults: u32,
    pub(super) polls: u32,
}

pub(super) struct Scripts {
    renew: Script,
    trip: Script,
    reset: Script,
    leave: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        macro_rules! script {
            ($name:literal) => {
                Script::new(concat!(include_str!("common.lua"), include_str!($name)))
            };
        }
        Self {
            renew: script!("renew.lua"),
            trip: script!("trip.lua"),
            reset: script!("reset.lua"),
            leave: script!("leave.lua"),
        }
    }
}

impl Renewal {
    pub(super) fn run(mut self) {
        let mut due = Instant::now();
        loop {
            let wait = due.saturating_duration_since(Instant::now()).min(LOOK);
            let is_woken = match self.orders.recv_timeout(wait) {
                Ok(Order::Renew) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Ok(Order::Trip(trip)) => {
                    self.unsent.push(trip);
                    true
                }
                Ok(Order::Reset { record, reply }) => {
                    // Whoever asked may have gone.
                    let _ = reply.send(self.reset(&record));
                    true
                }
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => break,
            };
            for trip in self.seen.told() {
                self.seen.begin_trip();
                self.unsent.push(Trip {
                    record: record(&trip.who, &trip.why),
                    id: trip.id,
                    reply: None,
                });
                due = Instant::now();
            }
            if is_woken || Instant::now() >= due {
                self.seen.is_woken.store(false, Ordering::SeqCst);
                self.send();
                due = Instant::now() + self.renew();
            }
        }
        self.seen.stop();
        // Where it fails the others wait for this member as long as its lease is.
        let _ = self
            .link
            .run(&self.scripts.leave, &self.keys, &[self.member]);
    }

    const fn interval(&self) -> Duration {
        Duration::from_millis(self.ttl / 4)
    }

    /// Asks for the state, and says what this member has acted on; how long to wait for the next
    /// time.
    fn renew(&mut self) -> Duration {
        let arguments = [
            self.member.clone(),
            self.known.to_string(),
            self.ttl.to_string(),
        ];
        let before = time::since_boot();
        let answer = self.link.run(&self.scripts.renew, &self.keys, &arguments);
        match answer.and_then(|texts| Answer::read(&texts)) {
            Ok(answer) => self.take(answer, before),
            Err(error) => {
                self.doubt(Doubt::Redis(error));
                self.faults = self.faults.saturating_add(1);
                pause(self.faults - 1, self.interval())
            }
        }
    }

    /// Sends what was tripped here. What does not arrive is sent again, for as long as it takes.
    fn send(&mut self) {
        while let Some(trip) = self.unsent.first_mut() {
            let reply = trip.reply.take();
            let arguments = [trip.id.clone(), trip.record.clone(), self.known.to_string()];
            let before = time::since_boot();
            let answer = self.link.run(&self.scripts.trip, &self.keys, &arguments);
            let sent = answer.and_then(|texts| Answer::read(&texts)).map(|answer| {
                self.unsent.remove(0);
                self.seen.end_trip();
                let longest = answer.longest.max(self.ttl);
                self.take(answer, before);
                Stopping {
                    by: SystemTime::now() + Duration::from_millis(longest),
                }
            });
            let is_sent = sent.is_ok();
            if let Some(reply) = reply {
                // Whoever waited may have gone.
                let _ = reply.send(sent);
            }
            if !is_sent {
                return;
            }
        }
    }

    fn reset(&mut self, record: &str) -> Result<FleetStanding, RedisError> {
        let (ids, is_missing) = self.read.clone().ok_or(RedisError::Unread)?;
        let mut arguments = vec![
            self.known.to_string(),
            u8::from(is_missing).to_string(),
            record.to_owned(),
        ];
        arguments.extend(ids);
        let before = time::since_boot();
        let texts = self.link.run(&self.scripts.reset, &self.keys, &arguments)?;
        if texts.is_empty() {
            return Err(RedisError::Changed);
        }
        let answer = Answer::read(&texts)?;
        self.take(answer, before);
        Ok(self.seen.view().standing.clone())
    }

    /// Acts on an answer to what was asked at `before`; how long to wait for the next question.
    fn take(&mut self, answer: Answer, before: Millis) -> Duration {
        let after = time::since_boot();
        self.faults = 0;
        let pace = self.clock.read(before, after, answer.time);
        let is_missing = answer.generation == 0;
        let ids = answer.trips.iter().map(|trip| trip.id.clone());
        self.read = Some((ids.collect(), is_missing));
        if is_missing {
            self.seen.stop();
            self.stopping(after, answer.longest, 1);
            self.stand(FleetStanding::Unarmed);
            return self.interval();
        }
        if answer.generation < self.known {
            self.lost();
            return Duration::ZERO;
        }
        let generation = answer.generation;
        let waiting = answer.waiting;
        if answer.is_armed && answer.trips.is_empty() {
            self.seen.view().stopped_by = None;
            self.hold(pace, before, answer);
        } else {
            // All that signs here has stopped when this returns; then it is acknowledged.
            self.seen.stop();
            self.stopping(after, answer.longest, waiting);
            self.stand(FleetStanding::Tripped {
                trips: sorted(answer.trips),
                waiting,
            });
        }
        if generation > self.known {
            self.known = generation;
            self.seen.generation.store(generation, Ordering::SeqCst);
            self.polls = 0;
            return Duration::ZERO;
        }
        if self.seen.is_tripped() && waiting > 0 {
            self.polls = self.polls.saturating_add(1);
            return Duration::from_millis(2 << self.polls.min(16)).min(self.interval());
        }
        self.interval()
    }

    /// The fleet is armed: the lease lasts longer, if the clocks agree.
    fn hold(&mut self, pace: Pace, before: Millis, answer: Answer) {
        self.seen.arm();
        if self.seen.is_tripped() {
            // By a trip that is on its way there.
            return;
        }
        let is_warned = self.lapse == Lapse::Warned && self.seen.is_extended();
        match pace {
            Pace::Even => {
                let until = match self.lapse {
                    // Three quarters, so that a clock that is slower than can be told does not
                    // make it longer than all of it.
                    Lapse::Stopped => before.saturating_add(self.ttl / 4 * 3),
                    Lapse::Warned => Millis::MAX,
                };
                self.seen.extend(until);
                self.stand(FleetStanding::Armed {
                    by: answer.arming,
                    members: answer.live,
                });
            }
            Pace::Behind if !is_warned => {
                self.seen.extend(0);
                self.doubt(Doubt::Clock);
            }
            Pace::Behind | Pace::Unproven | Pace::Ahead => self.doubt(Doubt::Clock),
        }
    }

    /// The server has forgotten what it had acknowledged: among that may have been a trip.
    fn lost(&mut self) {
        if self.unsent.is_empty() {
            tracing::error!(
                target: "keyleash::fleet",
                "Redis has an older state of the fleet than this process saw before: tripped"
            );
            self.seen.begin_trip();
            self.unsent.push(Trip {
                id: unique(),
                record: record(
                    "keyleash",
                    "Redis lost what it had recorded, as after a failover: a trip may be among it",
                ),
                reply: None,
            });
        }
    }

    /// Notes when all have stopped.
    fn stopping(&self, after: Millis, longest: Millis, waiting: usize) {
        let mut view = self.seen.view();
        let by = view
            .stopped_by
            .unwrap_or_else(|| after.saturating_add(longest.max(self.ttl)));
        view.stopped_by = Some(if waiting == 0 { by.min(after) } else { by });
    }

    /// What is not known now; what was tripped stays so.
    fn doubt(&self, cause: Doubt) {
        if self.seen.is_tripped() {
            return;
        }
        self.stand(FleetStanding::Unsure { cause });
    }

    /// Notes how the fleet stands, and logs a change.
    fn stand(&self, standing: FleetStanding) {
        let mut view = self.seen.view();
        let is_same = core::mem::discriminant(&view.standing) == core::mem::discriminant(&standing);
        let news = (!is_same).then(|| standing.clone());
        view.standing = standing;
        // Whoever hears the log may want to look.
        drop(view);
        let Some(news) = news else { return };
        match news {
            FleetStanding::Armed { members, .. } => {
                tracing::info!(target: "keyleash::fleet", members, "fleet armed");
            }
            FleetStanding::Tripped { trips, .. } => {
                tracing::error!(target: "keyleash::fleet", trips = trips.len(), "fleet tripped");
            }
            FleetStanding::Unarmed => tracing::error!(
                target: "keyleash::fleet",
                "Redis has no state of this fleet: nothing is signed until it is armed by a reset"
            ),
            FleetStanding::Unsure { cause } => {
                let signs_on = self.lapse == Lapse::Warned && self.seen.is_extended();
                tracing::warn!(
                    target: "keyleash::fleet",
                    ?cause,
                    signs_on,
                    "lease not renewed"
                );
            }
        }
    }
}

/// The text that is kept about a trip or a reset: both parts are for people.
pub(super) fn record(who: &str, why: &str) -> String {
    let record = Record {
        who: self::who(who),
        why: self::why(why),
    };
    // Two texts always become JSON.
    serde_json::to_string(&record).unwrap_or_default()
}

pub(super) fn who(text: &str) -> String {
    shown(text, 64)
}

pub(super) fn why(text: &str) -> String {
    shown(text, 500)
}

/// On one line, of a length that can be read, and nothing in it that looks like a key.
fn shown(text: &str, most: usize) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    crate::secret::veiled(&line).chars().take(most).collect()
}

fn sorted(mut trips: Vec<super::FleetTrip>) -> Vec<super::FleetTrip> {
    trips.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    trips
}
