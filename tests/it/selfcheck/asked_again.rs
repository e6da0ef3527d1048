//! What is asked again, how often, and what never is: counted by the venue.

use super::{
    failed, plan,
    server::{Reply, Server, good, send},
};
use keyleash::{KeyFault, SelfCheck, SelfCheckFailed, Signers};
use std::{
    io,
    net::TcpListener,
    time::{Duration, Instant},
};

/// Asks a venue whose first answers are these, and which is good from then on.
fn after(first: Vec<Reply>) -> (Server, Result<Signers, SelfCheckFailed>, Duration) {
    let server =
        Server::open(move |path, number| first.get(number).cloned().unwrap_or_else(|| good(path)));
    let begun = Instant::now();
    let outcome = SelfCheck::new().key("maker", plan(&server)).run(send);
    (server, outcome, begun.elapsed())
}

/// As the errors of most clients are.
#[derive(Debug, thiserror::Error)]
#[error("for https://example.invalid/?signature=0123")]
struct Wrapped(#[source] io::Error);

fn refusal(status: u16, code: i32) -> Reply {
    Reply::Json(status, format!(r#"{{"code":{code},"msg":"x"}}"#))
}

#[test]
fn what_passes_is_asked_again_after_growing_pauses() {
    let cut = || Reply::Cut;
    let down = || Reply::Json(503, "<html>maintenance</html>".to_owned());
    for first in [vec![cut()], vec![down()], vec![cut(), down(), cut()]] {
        let times = first.len();
        let (server, outcome, took) = after(first);
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!(server.asked(), times + 2);
        let pauses = [200, 600, 1_400][times - 1];
        assert!(took >= Duration::from_millis(pauses), "{took:?}");
        assert!(took < Duration::from_millis(pauses + 1_500), "{took:?}");
    }
}

#[test]
fn four_times_is_the_most() {
    let (server, outcome, _) = after(vec![Reply::Cut; 20]);
    let failed = failed(outcome);
    assert_eq!((server.asked(), failed.exit_code()), (4, 69));
    let text = failed.to_string();
    assert!(
        text.contains("the answer broke off; asked 4 times"),
        "{text}"
    );
    // Of the client's error, which quotes the URL, nothing is shown.
    assert!(
        !format!("{failed:#} {failed:?}").contains("signature"),
        "{text}"
    );
}

#[test]
fn too_many_requests_are_asked_again_after_a_longer_pause() {
    let (server, outcome, took) = after(vec![refusal(429, -1003)]);
    assert!(outcome.is_ok() && server.asked() == 3);
    assert!(took >= Duration::from_secs(1), "{took:?}");
    let later = |seconds| Reply::Later(429, seconds, r#"{"code":-1003,"msg":"x"}"#.to_owned());
    let (server, outcome, took) = after(vec![later(2)]);
    assert!(outcome.is_ok() && server.asked() == 3);
    assert!(took >= Duration::from_secs(2), "{took:?}");
    // A venue that wants to be left alone for long is.
    let (server, outcome, took) = after(vec![later(120)]);
    assert_eq!((server.asked(), failed(outcome).exit_code()), (1, 75));
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn a_word_about_the_key_is_final() {
    for (reply, code) in [
        (refusal(401, -2015), 77),
        (refusal(400, -1022), 77),
        (refusal(400, -99_999), 77),
        (Reply::Json(403, "<html>".to_owned()), 77),
        (Reply::Json(200, "<html>".to_owned()), 70),
        (Reply::Json(200, "{}".to_owned()), 70),
        // Its clock does not show, so that nothing can be corrected.
        (refusal(400, -1021), 75),
    ] {
        let (server, outcome, _) = after(vec![reply; 20]);
        let failed = failed(outcome);
        assert_eq!(failed.exit_code(), code, "{failed}");
        assert!(server.asked() <= 2, "{}: {failed}", server.asked());
    }
}

#[test]
fn no_pause_goes_past_the_deadline() {
    let server = Server::open(|_, _| Reply::Cut);
    let begun = Instant::now();
    let check = SelfCheck::new().key("maker", plan(&server));
    let failed = failed(check.within(Duration::from_millis(500)).run(send));
    // After 0, 200 ms, and not after another 400 ms: the true fault is told, and at once.
    assert!(begun.elapsed() < Duration::from_millis(450));
    assert_eq!(server.asked(), 2);
    assert!(matches!(
        failed.keys()[0].fault(),
        Some(KeyFault::Unreachable { tries: 2, .. })
    ));
}

#[test]
fn a_venue_that_is_not_there_is_told_by_the_kind_of_the_error() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let gone = || {
        let key = super::plan_of(crate::support::ANY_KEY, &Server::good());
        SelfCheck::new().key(
            "maker",
            key.with(move |key| keyleash::danger::any_loopback(key, address)),
        )
    };
    let text = failed(gone().run(send)).to_string();
    assert!(
        text.contains("Binance was not reached: the connection was refused"),
        "{text}"
    );
    // Behind other errors too, as the errors of most clients have it.
    let wrapped = |request| send(request).map_err(Wrapped);
    let text = failed(gone().run(wrapped)).to_string();
    assert!(text.contains("the connection was refused"), "{text}");
    let unknown = |_| -> Result<http::Response<Vec<u8>>, String> { Err("?signature=".to_owned()) };
    let text = failed(gone().run(unknown)).to_string();
    assert!(
        text.contains("could not be sent") && !text.contains("signature"),
        "{text}"
    );
}
