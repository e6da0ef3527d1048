//! Months of upkeep at times that are given, asked of recorded answers.

use super::{
    Notice,
    rounds::{Renewal, Rounds, Ticket},
};
use crate::{
    danger,
    kill_switch::{KillSwitch, TrippedBy},
    permission::{PermissionSet, Read, Spot},
    policy::{AnyPolicy, Code},
    report::Report,
    secret::{RawCredential, Secret},
    selfcheck::{Asking, Clock, Deadline, KeyFault, KeyPlan, SelfCheck, Signers, ask},
    signer::Standing,
    source::{Source, SourceError, Wanted},
    venue,
};
use std::{
    fs, io,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

const HOUR: u64 = 3_600;

struct Fixed;

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(
            secret("fixture-key-id"),
            secret("fixture-secret"),
        ))
    }
}

/// So many seconds after one in the morning of 2026-11-20.
fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_136_400 + seconds)
}

/// What Binance says of the key: a recorded case, or nothing at all.
#[derive(Clone)]
struct Venue(Arc<Mutex<&'static str>>);

impl Venue {
    fn good() -> Self {
        Self(Arc::new(Mutex::new("good")))
    }

    fn says(&self, case: &'static str) {
        *self.0.lock().unwrap() = case;
    }

    fn send(&self, request: &http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>> {
        let case = *self.0.lock().unwrap();
        if case.is_empty() {
            return Err(io::ErrorKind::ConnectionRefused.into());
        }
        let first = request.uri().path().contains("apiRestrictions");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/binance/report")
            .join(case)
            .join(if first { "1.json" } else { "2.json" });
        Ok(http::Response::new(fs::read(path)?))
    }
}

fn policy() -> AnyPolicy {
    AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>())
}

/// A bot of one key, checked at the first moment.
struct Bot {
    venue: Venue,
    signers: Signers,
    rounds: Rounds,
    asked: usize,
}

impl Bot {
    fn new(policy: &AnyPolicy, switch: &KillSwitch) -> Self {
        let venue = Venue::good();
        let (asked, switch) = (venue.clone(), switch.clone());
        let spec = venue::find("binance").unwrap();
        let plan = KeyPlan::new(spec, Fixed, policy).with(move |key| Ok(key.stopped_by(&switch)));
        let check = SelfCheck::new().key("maker", plan);
        let signers = check.run_at(move |request| asked.send(&request), at(0));
        let signers = signers.unwrap();
        Self {
            rounds: Rounds::of(&signers),
            signers,
            venue,
            asked: 0,
        }
    }

    fn usual() -> Self {
        Self::new(&policy(), &KillSwitch::new())
    }

    fn answer(&self, due: &Renewal, now: SystemTime) -> Result<Report, KeyFault> {
        let asking = Asking::new(due.signer.inspection(), due.signer.venue());
        // No time for a second try.
        let until = Deadline::after(Duration::from_millis(100));
        let send = |request| self.venue.send(&request);
        ask(asking, send, Clock::At(now), until)
    }

    /// One look, and the renewals that are due by it.
    fn turn(&mut self, seconds: u64) -> Vec<Notice> {
        let now = at(seconds);
        let (mut notices, due) = self.rounds.look(now);
        for due in due {
            self.asked += 1;
            let answer = self.answer(&due, now);
            notices.extend(self.rounds.settle(due.ticket, answer, now));
        }
        notices
    }

    /// What is said from one hour to the other, with a look each minute.
    fn hours(&mut self, hours: core::ops::Range<u64>) -> Vec<Notice> {
        let mut notices = Vec::new();
        for second in (hours.start * HOUR..hours.end * HOUR).step_by(60) {
            notices.extend(self.turn(second));
        }
        notices
    }

    fn standing(&self, seconds: u64) -> Standing {
        let signer = self.signers.signer("maker").unwrap();
        signer.standing_at(at(seconds))
    }
}

#[test]
fn a_verification_is_renewed_in_its_last_quarter() {
    let mut bot = Bot::usual();
    assert!(bot.hours(0..18).is_empty());
    assert_eq!(bot.asked, 0);
    let notices = bot.hours(18..24);
    assert!(
        matches!(&notices[..], [Notice::Renewed { until: Some(until), .. }] if *until == at(42 * HOUR)),
        "{notices:?}"
    );
    assert_eq!(bot.asked, 1);
    let text = notices[0].to_string();
    assert_eq!(text, "maker: verified anew until 2026-11-21T19:00:00Z");
    // A week of it.
    assert_eq!(bot.hours(24..168).len(), 8);
    assert!(matches!(bot.standing(168 * HOUR), Standing::Fresh { .. }));
}

#[test]
fn a_key_whose_rights_change_is_stopped_at_the_next_renewal() {
    let mut bot = Bot::usual();
    bot.venue.says("can_withdraw");
    assert!(bot.hours(0..18).is_empty());
    let notices = bot.hours(18..72);
    match &notices[..] {
        [told @ Notice::Refused { refused, .. }] => {
            assert!(refused.is_for(Code::Withdraw));
            assert!(
                told.stops_signing() && told.to_string().contains("KL-WITHDRAW"),
                "{told}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!((bot.standing(18 * HOUR), bot.asked), (Standing::Stopped, 1));
}

#[test]
fn an_unreachable_venue_is_asked_again_and_the_key_goes_stale_by_itself() {
    let mut bot = Bot::usual();
    bot.venue.says("");
    bot.hours(0..18);
    let mut tried = Vec::new();
    for minute in 18 * 60..19 * 60 {
        for notice in bot.turn(minute * 60) {
            match &notice {
                Notice::RenewalFailed {
                    fault: KeyFault::Unreachable { .. },
                    again,
                    ..
                } => {
                    tried.push((minute - 18 * 60, again.as_secs() / 60));
                }
                other => panic!("{other:?}"),
            }
        }
    }
    let expected = [
        (0, 1),
        (1, 2),
        (3, 4),
        (7, 8),
        (15, 10),
        (25, 10),
        (35, 10),
        (45, 10),
        (55, 10),
    ];
    assert_eq!(tried, expected);
    // It signs as long as its verification holds, and then refuses, said once.
    assert!(matches!(
        bot.standing(24 * HOUR - 1),
        Standing::RenewSoon { .. }
    ));
    assert_eq!(bot.standing(24 * HOUR), Standing::Stale);
    let notices = bot.hours(19..40);
    let stale = notices
        .iter()
        .filter(|notice| matches!(notice, Notice::Stale { .. }));
    assert_eq!(stale.count(), 1);
    // When the venue is back it goes on.
    bot.venue.says("good");
    let notices = bot.hours(40..41);
    assert!(
        matches!(&notices[..], [Notice::Renewed { .. }]),
        "{notices:?}"
    );
    assert!(matches!(bot.standing(41 * HOUR), Standing::Fresh { .. }));
    // The pauses begin anew.
    bot.venue.says("");
    let notices = bot.hours(41..59);
    assert!(
        matches!(&notices[..], [Notice::RenewalFailed { again, .. }, ..] if again.as_secs() == 60),
        "{notices:?}"
    );
}

#[test]
fn deadlines_are_told_days_ahead_and_once_a_day() {
    let mut bot = Bot::usual();
    let mut days = Vec::new();
    let mut past = 0;
    for hour in 0..60 * 24 {
        for notice in bot.turn(hour * HOUR) {
            match &notice {
                Notice::DeadlineNear {
                    days: left, due, ..
                } => {
                    assert_eq!((due.code(), past), (Code::TooOld, 0));
                    days.push(*left);
                }
                Notice::PastDeadline { due: Some(due), .. } => {
                    assert_eq!(due.code(), Code::TooOld);
                    past += 1;
                }
                Notice::Renewed { .. } => {}
                other => panic!("{other:?}"),
            }
        }
    }
    // It was made on October 1, and is replaced after 90 days: on December 30, which is warned of from
    // November 30 on.
    let expected: Vec<u64> = (1..=30).rev().collect();
    assert_eq!(days, expected);
    // From then to January 19.
    assert_eq!(past, 21);
    assert_eq!(bot.standing(60 * 24 * HOUR), Standing::PastDeadline);
}

/// Whoever starts within the days of warning is warned at his own hour; the end has one of its own.
#[test]
fn a_passed_deadline_is_told_at_once() {
    let mut bot = Bot::usual();
    let mut told = Vec::new();
    for hour in 940..970 {
        for notice in bot.turn(hour * HOUR) {
            match notice {
                Notice::DeadlineNear { .. } => told.push((hour, "near")),
                Notice::PastDeadline { .. } => told.push((hour, "past")),
                _ => {}
            }
        }
    }
    // It is replaced on December 30, at midnight; the test begins on November 20, at one.
    assert_eq!(told, [(940, "near"), (959, "past")]);
}

#[test]
fn a_tripped_switch_is_said_once_and_a_reset_goes_on() {
    let switch = KillSwitch::new();
    let mut bot = Bot::new(&policy(), &switch);
    switch.trip(TrippedBy::Policy, "test").unwrap();
    let notices = bot.hours(0..40);
    assert!(
        matches!(&notices[..], [Notice::Stopped { .. }]),
        "{notices:?}"
    );
    assert_eq!(bot.asked, 0);
    switch.reset("test", "test").unwrap();
    let notices = bot.turn(40 * HOUR);
    assert!(
        matches!(&notices[..], [Notice::Stale { .. }, Notice::Renewed { .. }]),
        "{notices:?}"
    );
    switch.trip(TrippedBy::Policy, "test").unwrap();
    assert!(matches!(&bot.turn(41 * HOUR)[..], [Notice::Stopped { .. }]));
}

#[test]
fn what_is_newly_warned_of_is_told() {
    let mut bot = Bot::new(&danger::accept_any_address(policy()), &KillSwitch::new());
    bot.hours(0..18);
    bot.venue.says("open_young");
    let notices = bot.hours(18..24);
    match &notices[..] {
        [
            Notice::Renewed { .. },
            told @ Notice::Warned { warnings, .. },
            ..,
        ] => {
            let codes: Vec<_> = warnings
                .iter()
                .map(crate::policy::Violation::code)
                .collect();
            assert_eq!(codes, [Code::OpenToAll], "{told}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_renewal_that_hangs_counts_as_failed_and_is_too_late() {
    let mut bot = Bot::usual();
    let begun = 18 * HOUR;
    let (_, mut due) = bot.rounds.look(at(begun));
    let hung = due.pop().unwrap();
    assert_eq!(bot.rounds.pause(), Duration::from_secs(1));
    assert!(bot.turn(begun + 9).is_empty());
    let notices = bot.turn(begun + 10);
    assert!(
        matches!(
            &notices[..],
            [Notice::RenewalFailed {
                fault: KeyFault::NoAnswer { .. },
                ..
            }]
        ),
        "{notices:?}"
    );
    assert_eq!(bot.rounds.pause(), Duration::from_secs(60));
    let late = bot.answer(&hung, at(begun + 11));
    let notices = bot.rounds.settle(hung.ticket, late, at(begun + 11));
    assert!(notices.is_empty(), "{notices:?}");
    let notices = bot.turn(begun + 70);
    assert!(
        matches!(&notices[..], [Notice::Renewed { .. }]),
        "{notices:?}"
    );
}

#[test]
fn no_more_than_eight_renewals_of_a_key_hang() {
    let mut bot = Bot::usual();
    let mut hung: Vec<(Ticket, Renewal)> = Vec::new();
    for minute in 18 * 60..24 * 60 {
        let (_, due) = bot.rounds.look(at(minute * 60));
        hung.extend(due.into_iter().map(|due| (due.ticket, due)));
    }
    assert_eq!(hung.len(), 8);
    // One that comes to its end makes room.
    hung.pop();
    assert_eq!(bot.rounds.look(at(24 * HOUR)).1.len(), 1);
}

#[test]
fn a_clock_that_is_set_back_repeats_nothing_for_long() {
    let mut bot = Bot::usual();
    bot.venue.says("");
    bot.hours(18..19);
    bot.venue.says("good");
    // Back by an hour, in which the verification is still asked for: the pause is none of then.
    let notices = bot.hours(18..19);
    assert!(
        matches!(&notices[..], [Notice::Renewed { .. }]),
        "{notices:?}"
    );
}

mod told {
    use super::*;
    use core::fmt::{Debug, Write};
    use tracing::{
        Event, Metadata, Subscriber,
        field::{Field, Visit},
        span,
    };

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<String>>>);

    struct Line(String);

    impl Visit for Line {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            if field.name() != "message" {
                let _ = write!(self.0, " {}={value:?}", field.name());
            }
        }
    }

    impl Subscriber for Log {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target() == "keyleash::upkeep"
        }

        fn event(&self, event: &Event<'_>) {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }

        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }

        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
        fn enter(&self, _: &span::Id) {}
        fn exit(&self, _: &span::Id) {}
    }

    #[test]
    fn each_notice_is_an_event() {
        let log = Log::default();
        tracing::subscriber::with_default(log.clone(), || {
            let mut bot = Bot::usual();
            bot.turn(18 * HOUR);
            bot.venue.says("can_withdraw");
            bot.turn(36 * HOUR);
        });
        let key = "venue=\"binance\" key=9260d790";
        let lines = log.0.lock().unwrap();
        assert_eq!(
            *lines,
            [
                format!("INFO name=\"maker\" {key} notice=\"renewed\""),
                format!(
                    "ERROR name=\"maker\" {key} notice=\"refused\" reason=\"refused: KL-WITHDRAW, KL-RIDES-ALONG, KL-WIDTH-NOT-STATED\""
                ),
            ]
        );
    }
}
