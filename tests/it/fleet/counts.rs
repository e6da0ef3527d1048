//! Counts in Redis: never more than the limit, whoever asks and whatever the server forgets.

use super::server::{Line, Server, wait_for};
use crate::support;
use keyleash::{
    AnyCredential, AnySigner, Counters, CountersError, Limits, Method, Redis, Request, Secret,
    SignError, venue,
};
use rustix::process::Signal;
use std::{thread, time::Duration};

const LIMIT: u64 = 400;

fn redis(url: &str) -> Redis {
    Redis::at(Secret::new(url.to_owned())).unwrap()
}

fn signer(counters: &Counters) -> AnySigner {
    let (policy, created) = support::good_policy("binance", &serde_json::json!([]));
    let mut credential =
        AnyCredential::load(venue::find("binance").unwrap(), support::key_of("binance"))
            .unwrap()
            .counted_by(counters);
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    let report = support::report_of(&credential);
    let policy = policy.limits(Limits::new().orders_per_day(LIMIT));
    credential
        .verify_at(&policy, report, support::at(0))
        .unwrap()
}

fn order(signer: &AnySigner) -> Result<(), SignError> {
    const ORDER: &str = "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";
    let request = Request::new(Method::Post, ORDER).unwrap();
    signer.sign_at(&request, support::at(1)).map(drop)
}

/// Orders until nothing has come for half a second.
fn spend(signer: &AnySigner) -> u64 {
    let (mut count, mut idle) = (0, 0);
    while idle < 100 {
        if order(signer).is_ok() {
            (count, idle) = (count + 1, 0);
        } else {
            idle += 1;
            thread::sleep(Duration::from_millis(5));
        }
    }
    count
}

#[test]
fn members_share_one_day() {
    let Some(server) = Server::start() else {
        return;
    };
    let open = || Counters::redis(redis(&server.url()), "desk-1");
    assert!(matches!(open().unwrap_err(), CountersError::Missing { .. }));
    drop(Counters::create_redis(redis(&server.url()), "desk-1").unwrap());
    let again = Counters::create_redis(redis(&server.url()), "desk-1");
    assert!(matches!(again.unwrap_err(), CountersError::Existing { .. }));
    let members: Vec<_> = (0..4)
        .map(|_| {
            let counters = open().unwrap();
            thread::spawn(move || spend(&signer(&counters)))
        })
        .collect();
    let spent: u64 = members
        .into_iter()
        .map(|member| member.join().unwrap())
        .sum();
    // Each gives back at its end what it had not spent; what a slow one gives back, no other takes.
    assert!(spent <= LIMIT && spent > LIMIT / 2, "{spent}");
    let last = signer(&open().unwrap());
    assert_eq!(spend(&last), LIMIT - spent);
    assert!(matches!(order(&last), Err(SignError::LimitReached { .. })));
}

/// What a member gives back is for the others, also for those that had seen it granted.
#[test]
fn what_a_member_gives_back_is_for_the_others() {
    let Some(server) = Server::start() else {
        return;
    };
    let first = Counters::create_redis(redis(&server.url()), "desk-1").unwrap();
    let leaves = signer(&first);
    let stays = signer(&Counters::redis(redis(&server.url()), "desk-1").unwrap());
    // Each has a part by then, and the second has seen that of the first.
    for member in [&leaves, &stays] {
        wait_for("an order", || order(member).is_ok());
    }
    drop((leaves, first));
    assert_eq!(spend(&stays), LIMIT - 2);
}

#[test]
fn a_server_that_forgets_gives_no_new_day() {
    let Some(server) = Server::start() else {
        return;
    };
    let counters = Counters::create_redis(redis(&server.url()), "desk-1").unwrap();
    let one = signer(&counters);
    for _ in 0..LIMIT / 2 {
        wait_for("an order", || order(&one).is_ok());
    }
    assert!(server.say("FLUSHALL").starts_with("+OK"));
    // What is at hand is spent, and nothing new is granted.
    let rest = spend(&one);
    assert!(rest < LIMIT / 2, "{rest}");
    assert!(matches!(
        counters.fault(),
        Some(CountersError::Missing { .. })
    ));
    let lost = Counters::redis(redis(&server.url()), "desk-1");
    assert!(matches!(lost.unwrap_err(), CountersError::Missing { .. }));
    // Made anew by hand, it is told by whoever knows what was granted before.
    drop(Counters::create_redis(redis(&server.url()), "desk-1").unwrap());
    let more = spend(&one);
    assert_eq!(LIMIT / 2 + rest + more, LIMIT);
}

#[test]
fn a_server_that_is_gone_grants_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    let line = Line::to(&server);
    let counters = Counters::create_redis(redis(&line.url), "desk-1").unwrap();
    let one = signer(&counters);
    wait_for("an order", || order(&one).is_ok());
    server.signal(Signal::STOP);
    let spent = spend(&one);
    assert!(spent < LIMIT / 2, "{spent}");
    // It gives up on the server when it likes.
    wait_for("a fault", || counters.fault().is_some());
    let fault = counters.fault().unwrap();
    assert!(
        fault.to_string().contains("could not be reached"),
        "{fault}"
    );
    assert!(!fault.to_string().contains("127.0.0.1"), "{fault}");
    server.signal(Signal::CONT);
    wait_for("it grants again", || order(&one).is_ok());
    assert!(spend(&one) + spent < LIMIT);
}
