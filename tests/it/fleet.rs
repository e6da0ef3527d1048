//! Fleets of members that are stopped together, by a real server that is killed, halted, cut off,
//! emptied and set back (Linux).

#![expect(clippy::print_stderr, reason = "figures are shown, and never asserted")]

mod counts;
mod server;
mod tied;

use crate::support;
use keyleash::{
    AnyCredential, AnySigner, Doubt, Fleet, FleetStanding, KillSwitch, Lease, Method, Redis,
    RedisError, Secret, SignError, SourceError, SwitchStanding, TrippedBy, danger, venue,
};
use rustix::process::{Pid, Signal, kill_process};
use server::{Line, Server, Signing, TTL, lease, micros, now, wait_for};
use std::{
    fs,
    os::unix::fs::FileExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

/// A process may be waiting for its turn when it should look at the clock.
const TURN: Duration = Duration::from_millis(150);

/// Two armed members in this process.
fn armed(server: &Server) -> (Fleet, Fleet) {
    let (one, two) = (server.member(), server.member());
    arm(&one);
    wait_for("the other is armed", || two.may_sign());
    (one, two)
}

fn arm(member: &Fleet) {
    wait_for("the state is read", || {
        !matches!(member.standing(), FleetStanding::Unsure { .. })
    });
    member.reset("owner", "a test begins").unwrap();
    wait_for("armed", || member.may_sign());
}

fn whys(standing: &FleetStanding) -> Vec<String> {
    match standing {
        FleetStanding::Tripped { trips, .. } => trips.iter().map(|trip| trip.why.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_new_fleet_is_stopped_until_somebody_arms_it() {
    let Some(server) = Server::start() else {
        return;
    };
    let member = server.member();
    assert!(!member.may_sign());
    wait_for("the state is read", || {
        member.standing() == FleetStanding::Unarmed
    });
    assert!(!member.may_sign() && member.is_tripped());
    member.reset("owner", "first day").unwrap();
    wait_for("armed", || member.may_sign());
    let FleetStanding::Armed {
        by: Some(by),
        members,
        ..
    } = member.standing()
    else {
        panic!("{member:?}");
    };
    assert_eq!(
        (by.who.as_str(), by.why.as_str(), members),
        ("owner", "first day", 1)
    );
    assert!(by.at.elapsed().unwrap() < Duration::from_secs(60));
}

#[test]
fn a_trip_names_who_and_why_and_lasts_until_its_reset() {
    let Some(server) = Server::start() else {
        return;
    };
    let (one, two) = armed(&server);
    let stopping = one.trip("watch", "a trade nobody made").unwrap();
    assert!(!one.may_sign());
    wait_for("the trip is heard", || two.is_tripped());
    assert!(!two.may_sign());
    assert_eq!(whys(&two.standing()), ["a trade nobody made"]);
    // Both have said so, long before the lease is over.
    wait_for("all have stopped", || {
        one.stopped_by().is_some_and(|by| by <= SystemTime::now())
    });
    assert!(one.stopped_by().unwrap() < stopping.by);
    // A member that comes later is as stopped as the others.
    let three = server.member();
    wait_for("the third reads it", || three.is_tripped());
    thread::sleep(TTL);
    assert!(!one.may_sign() && !two.may_sign() && !three.may_sign());
    two.reset("owner", "it was me").unwrap();
    wait_for("all are armed", || {
        one.may_sign() && two.may_sign() && three.may_sign()
    });
    assert_eq!(one.stopped_by(), None);
}

#[test]
fn a_trip_that_comes_during_a_reset_stays() {
    let Some(server) = Server::start() else {
        return;
    };
    let line = Line::to(&server);
    // Long enough for what is held back below.
    let slow = lease(&line.url).ttl(TTL * 8).start().unwrap();
    let other = server.member();
    arm(&other);
    wait_for("the slow one is armed", || slow.may_sign());
    other.trip("one", "first").unwrap();
    wait_for("the first is heard", || whys(&slow.standing()) == ["first"]);
    line.hold(true);
    let reset = {
        let slow = slow.clone();
        thread::spawn(move || slow.reset("owner", "the first is settled"))
    };
    wait_for("the reset is on its way", || line.holds(b"is settled"));
    other.trip("two", "second").unwrap();
    line.hold(false);
    let after = reset.join().unwrap().unwrap();
    assert!(whys(&after).contains(&"second".to_owned()), "{after:?}");
    thread::sleep(TTL);
    assert!(!slow.may_sign() && !other.may_sign());
    wait_for("the first is gone", || {
        whys(&other.standing()) == ["second"]
    });
}

#[test]
fn a_server_that_is_gone_stops_all_within_the_lease() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let (one, two) = armed(&server);
    let signing = [Signing::by(&one), Signing::by(&two)];
    for fault in ["halted", "killed"] {
        wait_for("both sign", || one.may_sign() && two.may_sign());
        let at = now();
        match fault {
            "halted" => server.signal(Signal::STOP),
            _ => server.kill(),
        }
        thread::sleep(TTL + TURN);
        for signing in &signing {
            let more = signing.last().saturating_sub(at);
            eprintln!("{fault}: signed for {} ms more", more / 1000);
            assert!(more < micros(TTL), "{fault}: {more}");
        }
        // No trip was seen, and none is made up.
        assert!(!one.is_tripped());
        assert_eq!(
            one.standing(),
            FleetStanding::Unsure {
                cause: Doubt::Redis(RedisError::NoAnswer)
            }
        );
        if fault == "halted" {
            server.signal(Signal::CONT);
            let healed = wait_for("both sign again", || one.may_sign() && two.may_sign());
            eprintln!("{fault}: healed {} ms after", healed.as_millis());
        }
    }
    // It comes back with nothing: stopped until somebody arms it.
    server.again();
    wait_for("the loss is seen", || {
        one.standing() == FleetStanding::Unarmed && two.standing() == FleetStanding::Unarmed
    });
    thread::sleep(TTL);
    assert!(!one.may_sign() && !two.may_sign());
    two.reset("owner", "the server is new").unwrap();
    wait_for("both sign again", || one.may_sign() && two.may_sign());
}

#[test]
fn an_emptied_server_stops_all_at_the_next_renewal() {
    let Some(server) = Server::start() else {
        return;
    };
    let (one, two) = armed(&server);
    assert!(server.say("FLUSHALL").starts_with("+OK"));
    let heard = wait_for("both stop", || !one.may_sign() && !two.may_sign());
    assert!(heard < TTL, "{heard:?}");
    wait_for("both know", || {
        one.standing() == FleetStanding::Unarmed && two.standing() == FleetStanding::Unarmed
    });
    // The generation of the new state is past that of the old one.
    one.reset("owner", "emptied by mistake").unwrap();
    wait_for("both sign again", || one.may_sign() && two.may_sign());
}

#[test]
fn a_server_that_lost_writes_is_not_believed() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let (one, two) = armed(&server);
    // What a replica would have that is a moment behind.
    assert!(server.say("SAVE").starts_with("+OK"));
    one.trip("watch", "a trade nobody made").unwrap();
    wait_for("the trip is heard", || two.is_tripped());
    server.kill();
    assert!(server.folder().join("dump.rdb").exists());
    server.again();
    // It says armed; both know better, and tell it.
    wait_for("the loss is told", || {
        [&one, &two].iter().all(|member| {
            whys(&member.standing())
                .iter()
                .any(|why| why.contains("lost what it had recorded"))
        })
    });
    assert!(!one.may_sign() && !two.may_sign());
    let three = server.member();
    wait_for("a new member hears it", || three.is_tripped());
}

#[test]
fn a_member_that_is_cut_off_stops_within_the_lease_of_a_trip() {
    let Some(server) = Server::start() else {
        return;
    };
    let line = Line::to(&server);
    let (far, near) = (lease(&line.url).start().unwrap(), server.member());
    arm(&near);
    wait_for("both are armed", || far.may_sign());
    let signing = Signing::by(&far);
    line.cut(true);
    let stopping = near.trip("owner", "a drill").unwrap();
    // Nobody has heard from the far one, so all of its lease is waited for.
    assert!(near.stopped_by().unwrap() > SystemTime::now() + TTL / 2);
    assert!(stopping.by > SystemTime::now() + TTL / 2);
    thread::sleep(TTL + TURN);
    let by = stopping.by.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    assert!(signing.last() > 0 && signing.last() < micros(by));
    assert!(!far.is_tripped() && !far.may_sign());
    line.cut(false);
    wait_for("it hears the trip", || far.is_tripped());
    assert_eq!(whys(&far.standing()), ["a drill"]);
}

#[test]
fn slow_lines_do_not_stop_a_member_and_shorten_its_lease() {
    let Some(server) = Server::start() else {
        return;
    };
    let line = Line::to(&server);
    let member = lease(&line.url).start().unwrap();
    arm(&member);
    line.delay(100);
    let start = Instant::now();
    while start.elapsed() < TTL * 2 {
        assert!(member.may_sign(), "{member:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_trip_that_does_not_arrive_is_sent_again() {
    let Some(server) = Server::start() else {
        return;
    };
    let (one, two) = armed(&server);
    server.signal(Signal::STOP);
    assert_eq!(one.trip("owner", "while away"), Err(RedisError::NoAnswer));
    assert!(one.is_tripped() && !one.may_sign());
    assert!(one.trip("watch", "and another").is_err());
    server.signal(Signal::CONT);
    wait_for("both arrive", || whys(&two.standing()).len() == 2);
    // Each went over a connection of its own, and the server reads them in any order.
    let mut arrived = whys(&two.standing());
    arrived.sort_unstable();
    assert_eq!(arrived, ["and another", "while away"]);
}

#[test]
fn clocks_that_do_not_run_alike_stop_the_member() {
    let Some(server) = Server::start() else {
        return;
    };
    let line = Line::to(&server);
    let member = lease(&line.url).start().unwrap();
    arm(&member);
    // Twice as much time passes at the server as here.
    line.speed_up(100);
    let stopped = wait_for("it stops", || !member.may_sign());
    assert!(stopped < TTL, "{stopped:?}");
    wait_for("it says why", || {
        member.standing()
            == FleetStanding::Unsure {
                cause: Doubt::Clock,
            }
    });
    let start = Instant::now();
    while start.elapsed() < TTL * 2 {
        assert!(!member.may_sign(), "{member:?}");
        thread::sleep(Duration::from_millis(1));
    }
    assert!(!member.is_tripped());
}

#[test]
fn a_lapse_is_a_warning_only_by_a_dangerous_name() {
    let Some(server) = Server::start() else {
        return;
    };
    let other = server.member();
    arm(&other);
    let member = danger::sign_through_lapses(lease(&server.url()))
        .start()
        .unwrap();
    wait_for("it is armed", || member.may_sign());
    server.signal(Signal::STOP);
    thread::sleep(TTL * 2);
    assert!(member.may_sign() && !other.may_sign());
    assert!(matches!(member.standing(), FleetStanding::Unsure { .. }));
    server.signal(Signal::CONT);
    wait_for("the other is back", || other.may_sign());
    other.trip("owner", "a drill").unwrap();
    wait_for("it hears a trip", || !member.may_sign());
    // Before it was ever armed there is nothing to sign on with.
    let late = danger::sign_through_lapses(lease("redis://127.0.0.1:1"))
        .start()
        .unwrap();
    thread::sleep(TTL);
    assert!(!late.may_sign());
}

#[test]
fn a_password_is_used_and_never_shown() {
    const PASSWORD: &str = "Zt7-open-sesame-Q9";
    let Some(server) = Server::with(&["--requirepass", PASSWORD]) else {
        return;
    };
    let at = |password: &str| format!("{}?pass={password}", server.url());
    let member = lease(&at(PASSWORD)).start().unwrap();
    arm(&member);
    assert!(!format!("{member:?} {:?}", lease(&at(PASSWORD))).contains("sesame"));
    for wrong in [at("Zt7-open-sesame-Q8"), server.url()] {
        let lease = lease(&wrong);
        let shown = format!("{lease:?}");
        let refused = lease.start().unwrap();
        let login = FleetStanding::Unsure {
            cause: Doubt::Redis(RedisError::Login),
        };
        wait_for("the login is refused", || refused.standing() == login);
        let error = refused.trip("owner", "a drill").unwrap_err();
        let shown = format!("{shown} {refused:?} {error} {error:?}");
        assert!(
            !shown.contains("sesame") && !shown.contains("redis.sock"),
            "{shown}"
        );
    }
}

#[test]
fn wrong_addresses_and_names_are_refused_and_not_shown() {
    let at = |url: &str| Redis::at(Secret::new(url.to_owned()));
    for (url, wanted) in [
        ("", RedisError::Address),
        ("sesame", RedisError::Address),
        ("http://:sesame@127.0.0.1", RedisError::Address),
        ("redis://:sesame@127.0.0.1:port", RedisError::Address),
        ("redis://:sesame@127.0.0.1/nonumber", RedisError::Address),
        ("rediss://:sesame@127.0.0.1", RedisError::NoTls),
        (
            "rediss://:sesame@127.0.0.1/#insecure",
            RedisError::Unchecked,
        ),
    ] {
        let error = at(url).unwrap_err();
        assert_eq!(error, wanted, "{url}");
        assert!(!format!("{error} {error:?}").contains("sesame"));
    }
    let redis = at("redis://:sesame@127.0.0.1").unwrap();
    assert_eq!(format!("{redis:?}"), "Redis([redacted])");
    for name in ["", "two words", "braces{}", &"x".repeat(65)] {
        let error = Lease::new(redis.clone(), name).start().unwrap_err();
        assert_eq!(error, RedisError::Name, "{name}");
    }
    for ttl in [Duration::from_millis(499), Duration::from_secs(61)] {
        let error = Lease::new(redis.clone(), "desk")
            .ttl(ttl)
            .start()
            .unwrap_err();
        assert_eq!(error, RedisError::Ttl);
    }
    let unset = Redis::from_variable("KEYLEASH_TEST_NO_SUCH_REDIS").unwrap_err();
    assert!(
        matches!(unset, SourceError::NotConfigured { .. }),
        "{unset}"
    );
}

/// What a member process writes: its last signature, and how many it made.
struct Member {
    child: Child,
    file: std::path::PathBuf,
}

impl Member {
    fn start(server: &Server, number: usize) -> Self {
        let file = server.folder().join(format!("member-{number}"));
        fs::write(&file, [0; 16]).unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "fleet::member",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("KEYLEASH_TEST_MEMBER", &file)
            .env("KEYLEASH_TEST_REDIS", server.url())
            .stdout(Stdio::null());
        Self {
            child: command.spawn().unwrap(),
            file,
        }
    }

    fn number(&self, at: usize) -> u64 {
        let bytes = fs::read(&self.file).unwrap();
        u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
    }

    fn last(&self) -> u64 {
        self.number(0)
    }

    fn signatures(&self) -> u64 {
        self.number(8)
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    fn await_signature(&self) {
        let at = now();
        wait_for("a member signs", || self.last() > at);
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Not a case by itself: a process that signs as fast as it may, for at most two minutes.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "switches of the test, and no secrets"
)]
fn member() {
    let Some(file) = std::env::var_os("KEYLEASH_TEST_MEMBER") else {
        return;
    };
    let url = std::env::var_os("KEYLEASH_TEST_REDIS").unwrap();
    let file = fs::OpenOptions::new()
        .write(true)
        .open(Path::new(&file))
        .unwrap();
    let lease = lease(url.to_str().unwrap());
    let signer = signer(&KillSwitch::new().with_lease(lease).unwrap());
    let (start, mut count) = (Instant::now(), 0_u64);
    while start.elapsed() < Duration::from_secs(120) {
        let last = now();
        if try_sign(&signer).is_err() {
            thread::sleep(Duration::from_micros(200));
            continue;
        }
        count += 1;
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&last.to_le_bytes());
        bytes[8..].copy_from_slice(&count.to_le_bytes());
        file.write_all_at(&bytes, 0).unwrap();
    }
}

#[test]
fn a_trip_stops_every_process() {
    let Some(server) = Server::start() else {
        return;
    };
    let owner = server.member();
    arm(&owner);
    let members: Vec<_> = (0..3)
        .map(|number| Member::start(&server, number))
        .collect();
    let mut times = Vec::new();
    for _ in 0..20 {
        members.iter().for_each(Member::await_signature);
        let at = now();
        let stopping = owner.trip("owner", "a drill").unwrap();
        wait_for("all have stopped", || {
            owner.stopped_by().is_some_and(|by| by <= SystemTime::now())
        });
        let stopped = now();
        assert!(owner.stopped_by().unwrap() < stopping.by);
        thread::sleep(Duration::from_millis(20));
        for member in &members {
            // None signs after the owner was told that all have stopped.
            assert!(member.last() < stopped, "{} after {stopped}", member.last());
            times.push(member.last().saturating_sub(at));
        }
        owner.reset("owner", "the drill is over").unwrap();
    }
    times.sort_unstable();
    eprintln!(
        "trip to the last signature of another process: p50 {} us, max {} us, of {}",
        times[times.len() / 2],
        times[times.len() - 1],
        times.len()
    );
    assert!(times[times.len() - 1] < micros(TTL));
    assert!(members.iter().all(|member| member.signatures() > 20));
}

#[test]
fn a_switch_with_a_lease_is_one_with_those_of_other_hosts() {
    let Some(server) = Server::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let switch = |switch: KillSwitch| switch.with_lease(lease(&server.url())).unwrap();
    let here = switch(KillSwitch::at(folder.path().join("here")).unwrap());
    let beside = switch(KillSwitch::at(folder.path().join("here")).unwrap());
    let there = switch(KillSwitch::new());
    let all = [&here, &beside, &there];
    wait_for("the state is read", || {
        all.iter()
            .all(|switch| switch.fleet().unwrap().standing() == FleetStanding::Unarmed)
    });
    assert!(matches!(there.standing(), SwitchStanding::Tripped(_)));
    here.reset("owner", "first day").unwrap();
    wait_for("all are armed", || {
        all.iter()
            .all(|switch| switch.standing() == SwitchStanding::Armed)
    });
    let signers = all.map(signer);
    let signs = |wanted: bool| {
        signers
            .iter()
            .all(|signer| try_sign(signer).is_ok() == wanted)
    };
    wait_for("all sign", || signs(true));

    for trip in ["there", "here", "a signal"] {
        match trip {
            "there" => there.trip(TrippedBy::owner("bob"), "a drill").unwrap(),
            "here" => here.trip(TrippedBy::Watch, "a drill").unwrap(),
            _ => there.trigger().pull(),
        }
        wait_for("all stop", || signs(false));
        for signer in &signers {
            assert_eq!(try_sign(signer), Err(SignError::Stopped), "{trip}");
        }
        let (by, why) = match trip {
            "there" => (TrippedBy::owner("bob"), "a drill"),
            "here" => (TrippedBy::Watch, "a drill"),
            _ => (TrippedBy::Signal, "a trigger was pulled"),
        };
        for switch in all {
            // Told once, however many processes have read it.
            wait_for("the trip is shown", || {
                let SwitchStanding::Tripped(trips) = switch.standing() else {
                    return false;
                };
                trips.len() == 1 && trips[0].by == by && trips[0].why == why
            });
        }
        thread::sleep(Duration::from_millis(50));
        // Where it was tripped, so that the directory or the process is armed as well.
        let at = if trip == "here" { &beside } else { &there };
        at.reset("owner", "the drill is over").unwrap();
        wait_for("all sign again", || signs(true));
    }

    server.signal(Signal::STOP);
    wait_for("the lease runs out", || signs(false));
    for (signer, switch) in signers.iter().zip(all) {
        assert_eq!(try_sign(signer), Err(SignError::Unsure));
        assert!(matches!(switch.standing(), SwitchStanding::Unsure { .. }));
    }
    let unsent = there
        .trip(TrippedBy::owner("bob"), "while away")
        .unwrap_err();
    assert!(
        unsent.to_string().contains("Redis did not answer in time"),
        "{unsent}"
    );
    assert_eq!(try_sign(&signers[2]), Err(SignError::Stopped));
    assert!(there.reset("owner", "too early").is_err());
    server.signal(Signal::CONT);
    wait_for("the trip arrives", || {
        try_sign(&signers[0]) == Err(SignError::Stopped)
    });
    // A second lease is refused, and the first goes on.
    let second = there.clone().with_lease(lease(&server.url()));
    assert_eq!(second.unwrap_err(), RedisError::Leased);
}

/// A signer that this switch stops.
fn signer(switch: &KillSwitch) -> AnySigner {
    let credential = AnyCredential::load(venue::find("binance").unwrap(), support::ANY_KEY)
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1))
        .stopped_by(switch);
    let report = support::report_of(&credential);
    credential
        .verify_at(&support::policy(), report, support::at(0))
        .unwrap()
}

fn try_sign(signer: &AnySigner) -> Result<(), SignError> {
    let request = support::ask(Method::Get, "/api/v3/account");
    signer.sign_at(&request, support::at(1)).map(drop)
}

#[test]
fn a_process_that_was_halted_does_not_sign_when_it_goes_on() {
    let Some(server) = Server::start() else {
        return;
    };
    let owner = server.member();
    arm(&owner);
    let member = Member::start(&server, 0);
    for _ in 0..3 {
        member.await_signature();
        member.signal(Signal::STOP);
        let stopping = owner.trip("owner", "a drill").unwrap();
        thread::sleep(
            stopping
                .by
                .duration_since(SystemTime::now())
                .unwrap_or_default(),
        );
        let before = member.last();
        member.signal(Signal::CONT);
        thread::sleep(TTL);
        // What it was about to write when it was halted is of before.
        assert!(
            member.last()
                <= before.max(micros(
                    stopping.by.duration_since(SystemTime::UNIX_EPOCH).unwrap()
                ))
        );
        owner.reset("owner", "the drill is over").unwrap();
    }
    member.await_signature();
}
