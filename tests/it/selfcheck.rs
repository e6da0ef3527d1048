//! The check of all keys of a bot, blocking and on a runtime, against venues on loopback.

mod asked_again;
mod on_a_runtime;
pub(crate) mod server;
mod shown;

use crate::support::{ANY_KEY, Fixed, Trader, at, policy};
use keyleash::{
    AnyPolicy, Code, Env, KeyFault, KeyPlan, KillSwitch, LoadError, NoSigner, PermissionSet,
    Policy, RawCredential, SelfCheck, SelfCheckFailed, Source, SourceError, Standing, VerifyError,
    Wanted, danger,
    permission::{Futures, Read},
    venue::{self, binance::Binance, okx::Okx},
};
use server::{Reply, Server, good, send};
use std::{
    error::Error as _,
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// A key of Binance that is asked of this server, by the policy of the tests.
pub(crate) fn plan(server: &Server) -> KeyPlan {
    plan_of(ANY_KEY, server)
}

pub(crate) fn plan_of(source: impl Source + Send + 'static, server: &Server) -> KeyPlan {
    let address = server.address();
    KeyPlan::new(binance(), source, &policy()).with(move |key| danger::any_loopback(key, address))
}

fn binance() -> &'static venue::Spec {
    venue::find("binance").unwrap()
}

fn failed<T: std::fmt::Debug>(outcome: Result<T, SelfCheckFailed>) -> SelfCheckFailed {
    outcome.unwrap_err()
}

/// A source that gives nothing.
struct Broken(fn() -> SourceError);

impl Source for Broken {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        Err((self.0)())
    }
}

const MISSING: Broken = Broken(|| SourceError::NotConfigured {
    place: "the variable OKX_API_KEY".to_owned(),
    remedy: "set it".to_owned(),
});

/// A source that hangs, and tells when it is let go.
struct Hanging(Mutex<mpsc::Receiver<()>>);

impl Source for Hanging {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let _ = self.0.lock().unwrap().recv_timeout(Duration::from_secs(60));
        ANY_KEY.read(wanted)
    }
}

#[test]
fn every_key_gives_a_signer_by_its_name() {
    let (one, two) = (Server::good(), Server::good());
    let other = Fixed {
        key: "another-key-id",
        ..ANY_KEY
    };
    let signers = SelfCheck::new()
        .key("maker", plan(&one))
        .key("hedger", plan_of(other, &two))
        .run(send)
        .unwrap();
    assert_eq!((one.asked(), two.asked()), (2, 2));
    let names: Vec<_> = signers.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["maker", "hedger"]);
    let maker = signers.signer("maker").unwrap();
    assert!(matches!(maker.standing(), Standing::Fresh { .. }));
    assert_ne!(
        maker.fingerprint(),
        signers.signer("hedger").unwrap().fingerprint()
    );
    assert_eq!(signers.keys()[1].outcome(), "accepted");
    assert!(
        signers
            .keys()
            .iter()
            .all(|key| key.report().is_some() && key.exit_code() == 0)
    );
}

#[test]
fn a_name_that_is_not_there_is_an_error_that_names_those_that_are() {
    let server = Server::good();
    let signers = SelfCheck::new()
        .key("maker", plan(&server))
        .run(send)
        .unwrap();
    let error = signers.signer("makr").unwrap_err();
    assert_eq!(
        error.to_string(),
        "no key of the check is named `makr`: it has `maker`"
    );
    // A secret in the place of a name is not shown.
    let error = signers.signer(ANY_KEY.secret).unwrap_err();
    assert!(!error.to_string().contains(&ANY_KEY.secret[..8]), "{error}");
}

#[test]
fn a_signer_is_typed_where_venue_and_scope_fit() {
    keyleash::scope! { Hedger = Read | Spot | Futures }
    keyleash::scope! { Watcher = Read }
    let server = Server::good();
    let signers = SelfCheck::new()
        .key("maker", plan(&server))
        .run(send)
        .unwrap();
    let typed = signers.typed::<Binance, Trader>("maker").unwrap();
    assert!(typed.sign(venue::binance::ACCOUNT.query("")).is_ok());
    assert!(signers.typed::<Binance, Watcher>("maker").is_ok());
    assert!(matches!(
        signers.typed::<Okx, Trader>("maker").unwrap_err(),
        NoSigner::OtherVenue { .. }
    ));
    match signers.typed::<Binance, Hedger>("maker").unwrap_err() {
        NoSigner::OutOfScope { lacking, .. } => assert_eq!(lacking, PermissionSet::of::<Futures>()),
        error => panic!("{error}"),
    }
    assert!(matches!(
        signers.typed::<Binance, Trader>("none").unwrap_err(),
        NoSigner::NotNamed { .. }
    ));
}

#[test]
fn one_fault_hides_no_other_and_no_key_signs() {
    let switch = KillSwitch::new();
    let tied = switch.clone();
    let good = Server::good();
    let revoked = Server::open(|_, _| Reply::Json(401, r#"{"code":-2015,"msg":"x"}"#.to_owned()));
    let futures = Server::good();
    let wide = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Futures>());
    let at_futures = futures.address();
    let wide = KeyPlan::new(binance(), ANY_KEY, &wide)
        .with(move |key| danger::any_loopback(key, at_futures));
    let failed = failed(
        SelfCheck::new()
            .key(
                "good",
                plan(&good).with(move |key| Ok(key.stopped_by(&tied))),
            )
            .key(
                "missing",
                KeyPlan::new(venue::find("okx").unwrap(), MISSING, &policy()),
            )
            .key("revoked", plan(&revoked))
            .key("unfit", wide)
            .key("good", plan(&good))
            .run(send),
    );
    let outcomes: Vec<_> = failed
        .keys()
        .iter()
        .map(|key| (key.outcome(), key.exit_code()))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("accepted", 0),
            ("not_loaded", 78),
            ("refused_by_venue", 77),
            ("refused", 77),
            ("not_loaded", 78),
        ]
    );
    assert_eq!(failed.exit_code(), 78);
    assert!(matches!(
        failed.keys()[1].fault(),
        Some(KeyFault::Load(LoadError::Source(
            SourceError::NotConfigured { .. }
        )))
    ));
    match failed.keys()[3].fault() {
        Some(KeyFault::Verify(VerifyError::Refused(refused))) => {
            assert!(
                refused.is_for(Code::Missing) && refused.is_for(Code::Surplus),
                "{refused}"
            );
        }
        fault => panic!("{fault:?}"),
    }
    assert!(matches!(failed.keys()[4].fault(), Some(KeyFault::SameName)));
    // What was refused was asked once, and the second of one name not at all.
    assert_eq!((revoked.asked(), good.asked()), (1, 2));
    assert!(failed.keys()[2].fingerprint().is_some() && failed.keys()[1].fingerprint().is_none());
}

#[test]
fn no_key_is_a_fault() {
    let failed = failed(SelfCheck::new().run(send));
    assert_eq!((failed.exit_code(), failed.keys().len()), (78, 0));
    assert!(failed.to_string().contains("no key was given"), "{failed}");
}

#[test]
fn who_hangs_does_not_hang_the_caller() {
    let good = Server::good();
    let slow = Server::open(|_, _| Reply::Hang(Duration::from_secs(3)));
    let (release, held) = mpsc::channel();
    let begun = Instant::now();
    let failed = failed(
        SelfCheck::new()
            .key("good", plan(&good))
            .key("slow", plan(&slow))
            .key("hanging", plan_of(Hanging(Mutex::new(held)), &good))
            .within(Duration::from_millis(600))
            .run(send),
    );
    let took = begun.elapsed();
    assert!(
        took >= Duration::from_millis(600) && took < Duration::from_secs(2),
        "{took:?}"
    );
    let outcomes: Vec<_> = failed
        .keys()
        .iter()
        .map(keyleash::selfcheck::CheckedKey::outcome)
        .collect();
    assert_eq!(outcomes, ["accepted", "no_answer", "no_answer"]);
    assert_eq!(failed.exit_code(), 69);
    // What was loaded is named, what was not cannot be.
    assert!(failed.keys()[1].fingerprint().is_some() && failed.keys()[2].fingerprint().is_none());
    assert!(
        failed.to_string().contains("no answer within 600 ms"),
        "{failed}"
    );
    // The source is let go past the deadline: nothing is asked any more.
    let asked = good.asked();
    release.send(()).unwrap();
    thread::sleep(Duration::from_millis(300));
    assert_eq!((asked, good.asked()), (2, 2));
}

/// Tells when it is dropped.
struct Told(Arc<AtomicBool>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn what_a_late_thread_makes_is_dropped_with_it() {
    let slow = Server::open(|path, _| {
        thread::sleep(Duration::from_millis(250));
        good(path)
    });
    let is_dropped = Arc::new(AtomicBool::new(false));
    let told = Told(Arc::clone(&is_dropped));
    let failed = failed(
        SelfCheck::new()
            .key("slow", plan(&slow))
            .within(Duration::from_millis(100))
            .run(move |request| {
                let _told = &told;
                send(request)
            }),
    );
    assert!(
        !is_dropped.load(Ordering::Acquire),
        "the thread goes on by itself"
    );
    assert_eq!(failed.exit_code(), 69);
    thread::sleep(Duration::from_millis(900));
    assert!(is_dropped.load(Ordering::Acquire));
    // After its first answer the deadline had passed: it did not go on to the second question.
    assert_eq!(slow.asked(), 1);
}

#[test]
fn a_panic_of_the_bot_is_the_fault_of_one_key() {
    let good = Server::good();
    let failed = failed(
        SelfCheck::new()
            .key("good", plan(&good))
            .key("loads", plan(&good).with(|_| panic!("in the bot")))
            .run(send),
    );
    assert_eq!(failed.keys()[0].outcome(), "accepted");
    assert!(matches!(failed.keys()[1].fault(), Some(KeyFault::Panicked)));
    assert_eq!(failed.exit_code(), 70);
}

#[test]
fn all_are_asked_at_once() {
    let slow = Arc::new(Server::open(|path, _| {
        thread::sleep(Duration::from_millis(100));
        good(path)
    }));
    let mut check = SelfCheck::new();
    for number in 0..40 {
        check = check.key(format!("key-{number}"), plan(&slow));
    }
    let begun = Instant::now();
    let signers = check.run(send).unwrap();
    // Two questions each; one after the other they would take eight seconds.
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!((signers.keys().len(), slow.asked()), (40, 80));
}

#[test]
fn the_time_can_be_given() {
    let made = 1_790_812_800_000;
    let server = Server::open(move |path, _| Reply::Json(200, server::good_made(path, made)));
    let signers = SelfCheck::new()
        .key("maker", plan(&server))
        .run_at(send, at(0))
        .unwrap();
    let maker = signers.signer("maker").unwrap();
    assert_eq!(
        maker.standing_at(at(0)),
        Standing::Fresh {
            until: at(24 * 3_600)
        }
    );
    let late = SelfCheck::new()
        .key("maker", plan(&server))
        .run_at(send, at(60 * 86_400));
    let failed = failed(late);
    assert_eq!(failed.exit_code(), 77);
    assert!(failed.to_string().contains("KL-TOO-OLD"), "{failed}");
}

#[test]
fn a_tripped_switch_lets_nothing_be_asked() {
    let server = Server::good();
    let switch = KillSwitch::new();
    switch.trip(keyleash::TrippedBy::Policy, "test").unwrap();
    let failed = failed(
        SelfCheck::new()
            .key(
                "maker",
                plan(&server).with(move |key| Ok(key.stopped_by(&switch))),
            )
            .run(send),
    );
    assert_eq!(
        (
            failed.keys()[0].outcome(),
            failed.exit_code(),
            server.asked()
        ),
        ("stopped", 77, 0)
    );
}

#[test]
fn a_source_that_failed_is_no_wrong_configuration() {
    const FAILED: Broken = Broken(|| SourceError::Failed {
        place: "the command `op`".to_owned(),
        found: "it timed out".to_owned(),
        remedy: "log in".to_owned(),
    });
    let spec = binance();
    for (source, code) in [(FAILED, 69), (MISSING, 78)] {
        let check = SelfCheck::new().key("maker", KeyPlan::new(spec, source, &policy()));
        assert_eq!(failed(check.run(send)).exit_code(), code);
    }
    // The variables of the test's own process are not there either.
    let check = SelfCheck::new().key(
        "maker",
        KeyPlan::new(spec, Env::prefixed("NO_SUCH"), &policy()),
    );
    assert_eq!(failed(check.run(send)).exit_code(), 78);
}

#[test]
fn a_failed_check_is_an_error_without_others_behind_it() {
    let failed = failed(SelfCheck::new().run(send));
    assert!(failed.source().is_none());
    assert_eq!(format!("{failed:?}"), failed.to_string());
    let _: Policy<Trader> = Policy::new();
}
