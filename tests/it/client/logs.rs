//! What the clients log of a signed request, at each level.

use super::{
    HOST,
    bot::{binance, signer},
    clients::{block_on, our_reqwest, our_ureq, reqwest},
    server::Server,
};
use crate::support::ANY_KEY;
use keyleash::{Method, client};
use log::{LevelFilter, Log, Metadata, Record};
use std::{cell::RefCell, sync::Once};

thread_local! {
    /// What this thread has logged, and from which level on it listens.
    static HEARD: RefCell<(LevelFilter, String)> =
        const { RefCell::new((LevelFilter::Off, String::new())) };
}

struct Listener;

impl Log for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // A thread on its way out has none.
        let level = HEARD.try_with(|heard| heard.borrow().0);
        level.is_ok_and(|level| metadata.level() <= level)
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            // Some ask what is enabled while they are written.
            let line = format!("{}\n", record.args());
            HEARD.with_borrow_mut(|(_, text)| text.push_str(&line));
        }
    }

    fn flush(&self) {}
}

/// What is logged at this level and above, while a signed request is sent.
fn logged(level: LevelFilter, send: impl FnOnce(http::Request<Vec<u8>>)) -> String {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        log::set_logger(&Listener).unwrap();
        log::set_max_level(LevelFilter::Trace);
    });
    let target = "/api/v3/openOrders?symbol=BTCUSDT";
    let request = keyleash::Request::new(Method::Get, target).unwrap();
    let request = signer("binance").sign(&request).unwrap();
    HEARD.set((level, String::new()));
    send(request.try_into().unwrap());
    HEARD.replace((LevelFilter::Off, String::new())).1
}

fn gives_away(text: &str) -> bool {
    text.contains("signature=") || text.contains(ANY_KEY.key)
}

#[test]
fn reqwest_as_made_here_logs_no_secret_at_any_level() {
    let server = Server::new(HOST, binance());
    let names = [(HOST, server.address)];
    let text = logged(LevelFilter::Trace, |request| {
        let http = our_reqwest(&names);
        let answer = block_on(client::reqwest::send(&http, request));
        assert_eq!(answer.unwrap().status(), 200);
    });
    assert!(!text.is_empty() && !gives_away(&text), "{text}");
    // What the builder switches off.
    let text = logged(LevelFilter::Trace, |request| {
        let http = reqwest(client::reqwest::builder().connection_verbose(true), &names);
        let answer = block_on(client::reqwest::send(&http, request));
        assert_eq!(answer.unwrap().status(), 200);
    });
    assert!(gives_away(&text), "{text}");
}

/// As the page about clients has it: what ureq logs at `TRACE` nothing switches off but the logger.
#[test]
fn ureq_logs_secrets_at_trace_alone() {
    for (level, is_secret) in [(LevelFilter::Trace, true), (LevelFilter::Debug, false)] {
        let server = Server::new(HOST, binance());
        let text = logged(level, |request| {
            let http = our_ureq(&[(HOST, server.address)]);
            let answer = client::ureq::send(&http, request);
            assert_eq!(answer.unwrap().status(), 200);
        });
        assert!(!text.is_empty());
        assert_eq!(gives_away(&text), is_secret, "{level}: {text}");
    }
}
