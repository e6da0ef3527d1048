//! The upkeep of keys as it runs: on a thread and on a runtime, against venues on loopback. What it does
//! over months is tested beside it, at times that are given.

use crate::selfcheck::{
    plan,
    server::{self, Reply, Server, send},
};
use keyleash::{KeyFault, Notice, SelfCheck, SignError, Signers, Standing, Upkeep};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    time::{Duration, Instant, SystemTime},
};

/// The signer of a key that was checked twenty hours ago: its renewal is due.
fn checked(server: &Server) -> Signers {
    let then = SystemTime::now() - Duration::from_secs(20 * 3_600);
    let check = SelfCheck::new().key("maker", plan(server));
    let signers = check.run_at(send, then).unwrap();
    let standing = signers.signer("maker").unwrap().standing();
    assert!(
        matches!(standing, Standing::RenewSoon { .. }),
        "{standing:?}"
    );
    signers
}

/// A venue that is good while the key is checked, and then as told.
fn then(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
    Server::open(move |path, number| match number {
        0 | 1 => server::good(path),
        _ => reply(path),
    })
}

fn kept(signers: &Signers) -> (Upkeep, Receiver<String>) {
    let (tell, told) = mpsc::channel();
    let upkeep = signers.keep(send, move |notice| {
        tell.send(notice.to_string()).unwrap();
    });
    assert!(upkeep.is_running());
    (upkeep, told)
}

fn next(told: &Receiver<String>) -> String {
    told.recv_timeout(Duration::from_secs(15)).unwrap()
}

#[test]
fn a_verification_is_renewed_by_a_thread() {
    let server = Server::good();
    let signers = checked(&server);
    let (upkeep, told) = kept(&signers);
    let text = next(&told);
    assert!(text.starts_with("maker: verified anew until "), "{text}");
    let standing = signers.signer("maker").unwrap().standing();
    assert!(matches!(standing, Standing::Fresh { .. }), "{standing:?}");
    assert_eq!(server.asked(), 4);
    drop(upkeep);
}

#[test]
fn a_key_whose_rights_change_at_the_venue_is_stopped() {
    let server = then(|path| match server::good(path) {
        Reply::Json(status, body) => {
            let granted = "\"enableWithdrawals\":true";
            Reply::Json(status, body.replace("\"enableWithdrawals\":false", granted))
        }
        other => other,
    });
    let signers = checked(&server);
    let maker = signers.typed::<keyleash::venue::binance::Binance, crate::support::Trader>("maker");
    let maker = maker.unwrap();
    let order = || keyleash::venue::binance::ACCOUNT.query("");
    drop(maker.sign(order()).unwrap());
    let (_upkeep, told) = kept(&signers);
    let text = next(&told);
    assert!(
        text.contains("refused, and stopped for good") && text.contains("KL-WITHDRAW"),
        "{text}"
    );
    assert_eq!(maker.sign(order()).unwrap_err(), SignError::Stopped);
}

#[test]
fn an_unreachable_venue_is_told_of() {
    let server = then(|_| Reply::Cut);
    let signers = checked(&server);
    let (_upkeep, told) = kept(&signers);
    let text = next(&told);
    assert!(
        text.starts_with("maker: not verified anew; it is tried again in 1 min")
            && text.contains("the answer broke off; asked 4 times"),
        "{text}"
    );
    let standing = signers.signer("maker").unwrap().standing();
    assert!(
        matches!(standing, Standing::RenewSoon { .. }),
        "{standing:?}"
    );
}

/// Tells when it is dropped.
struct Told(Arc<AtomicBool>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn a_drop_ends_the_thread_at_once() {
    let server = Server::good();
    let signers = checked(&server);
    let is_over = Arc::new(AtomicBool::new(false));
    let mine = Told(Arc::clone(&is_over));
    let (tell, told) = mpsc::channel();
    let upkeep = signers.keep(send, move |_| {
        let _mine = &mine;
        tell.send(()).unwrap();
    });
    told.recv_timeout(Duration::from_secs(15)).unwrap();
    assert!(!is_over.load(Ordering::Acquire));
    drop(upkeep);
    let begun = Instant::now();
    // It would look again in a minute.
    while !is_over.load(Ordering::Acquire) {
        assert!(begun.elapsed() < Duration::from_secs(5));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_drop_waits_for_no_answer() {
    let server = then(|_| Reply::Hang(Duration::from_secs(4)));
    let signers = checked(&server);
    let (upkeep, told) = kept(&signers);
    while server.asked() < 3 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let begun = Instant::now();
    drop(upkeep);
    assert!(begun.elapsed() < Duration::from_millis(500));
    // The thread is gone with what it was given, while the question is still open.
    let gone = told.recv_timeout(Duration::from_secs(2));
    assert_eq!(gone, Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn a_panic_in_the_bots_function_does_not_end_it() {
    let server = Server::good();
    let signers = checked(&server);
    let (tell, told) = mpsc::channel();
    let upkeep = signers.keep(send, move |_| {
        tell.send(()).unwrap();
        panic!("in the bot");
    });
    told.recv_timeout(Duration::from_secs(15)).unwrap();
    let gone = told.recv_timeout(Duration::from_millis(500));
    assert_eq!(gone, Err(mpsc::RecvTimeoutError::Timeout));
    drop(upkeep);
}

mod on_a_runtime {
    use super::*;

    async fn send_async(request: http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>> {
        tokio::task::spawn_blocking(|| send(request)).await.unwrap()
    }

    #[tokio::test]
    async fn a_verification_is_renewed() {
        let server = Server::good();
        let signers = checked(&server);
        let (tell, told) = mpsc::channel();
        let notice = move |notice: &Notice| tell.send(notice.to_string()).unwrap();
        let upkeep = tokio::spawn(signers.keep_async(send_async, tokio::time::sleep, notice));
        let text = tokio::task::spawn_blocking(move || next(&told))
            .await
            .unwrap();
        assert!(text.starts_with("maker: verified anew until "), "{text}");
        upkeep.abort();
        assert!(upkeep.await.unwrap_err().is_cancelled());
    }

    #[tokio::test]
    async fn who_hangs_is_given_up_and_hinders_no_other() {
        let server = Server::good();
        let silent = then(|_| Reply::Hang(Duration::from_secs(15)));
        let then = SystemTime::now() - Duration::from_secs(20 * 3_600);
        let check = SelfCheck::new()
            .key("silent", plan(&silent))
            .key("maker", plan(&server));
        let signers = check.run_at(send, then).unwrap();
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let notice = move |notice: &Notice| {
            let hung = matches!(
                notice,
                Notice::RenewalFailed {
                    fault: KeyFault::NoAnswer { .. },
                    ..
                }
            );
            tell.send((notice.key().to_owned(), hung)).unwrap();
        };
        // A minute of the upkeep is a hundredth of one here.
        let sleep = |time: Duration| tokio::time::sleep(time / 100);
        let upkeep = signers.keep_async(send_async, sleep, notice);
        let mut heard = Vec::new();
        tokio::select! {
            never = upkeep => match never {},
            () = async {
                while heard.len() < 2 {
                    heard.push(told.recv().await.unwrap());
                }
            } => {}
        }
        heard.sort();
        assert_eq!(
            heard,
            [("maker".to_owned(), false), ("silent".to_owned(), true)]
        );
    }
}
