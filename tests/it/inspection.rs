//! The state machine of questions and answers, its clock, and its one-call forms.

use crate::support::{ANY_KEY, answer, at, key_of};
use base64ct::{Base64UrlUnpadded, Encoding};
use keyleash::{
    Allowlist, AnyCredential, Cause, InspectError, InspectionError, KeyError, LoadError,
    SignedRequest, Stated, venue,
};
use std::{
    convert::Infallible,
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

fn credential(venue: &str) -> AnyCredential {
    AnyCredential::load(venue::find(venue).unwrap(), ANY_KEY).unwrap()
}

fn dated(mut response: http::Response<Vec<u8>>, date: SystemTime) -> http::Response<Vec<u8>> {
    let date = httpdate(date);
    response
        .headers_mut()
        .insert(http::header::DATE, date.parse().unwrap());
    response
}

/// The moments of these tests lie on one day.
fn httpdate(time: SystemTime) -> String {
    let seconds = time.duration_since(at(0)).unwrap().as_secs() + 3_600;
    format!(
        "Fri, 20 Nov 2026 {:02}:{:02}:{:02} GMT",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn timestamp(url: &str) -> u64 {
    let behind = url.split("timestamp=").nth(1).unwrap();
    behind.split('&').next().unwrap().parse().unwrap()
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    since.as_millis().try_into().unwrap()
}

#[test]
fn questions_and_answers_take_turns() {
    let credential = credential("binance");
    let good = answer("binance", "good", 1);
    let mut inspection = credential.inspection();
    let early = inspection.answer_at(&good, at(0)).unwrap_err();
    assert!(matches!(early, InspectionError::OutOfTurn));
    assert!(inspection.next_request_at(at(0)).unwrap().is_some());
    inspection.answer_at(&good, at(0)).unwrap();
    let twice = inspection.answer_at(&good, at(0)).unwrap_err();
    assert!(matches!(twice, InspectionError::OutOfTurn));
    assert!(matches!(
        inspection.finish().unwrap_err(),
        InspectionError::Unfinished
    ));
}

/// The credential, where this build reads its kind of key.
fn loaded(credential: Result<AnyCredential, LoadError>) -> Option<AnyCredential> {
    match credential {
        Err(LoadError::Secret(KeyError::FeatureMissing { .. })) => None,
        loaded => Some(loaded.unwrap()),
    }
}

/// Whether a request names the key: in its URL, a header or the body, or in a token.
fn names(request: &SignedRequest, id: &str) -> bool {
    let token = request.header("Authorization").unwrap_or_default();
    let claims = token.split('.').nth(1).unwrap_or_default();
    let claims = Base64UrlUnpadded::decode_vec(claims).unwrap_or_default();
    request.url().contains(id)
        || request.body().contains(id)
        || request.headers().any(|(_, value)| value.contains(id))
        || String::from_utf8_lossy(&claims).contains(id)
}

#[test]
fn every_question_is_signed_and_reads() {
    for spec in venue::ALL {
        assert_eq!(
            spec.environments().next(),
            Some(keyleash::Environment::Production)
        );
        for environment in spec.environments() {
            let key = key_of(spec.id());
            let id = key.key;
            let Some(credential) = loaded(AnyCredential::load_for(spec, environment, key)) else {
                continue;
            };
            let request = credential
                .inspection()
                .next_request_at(at(0))
                .unwrap()
                .unwrap();
            assert!(request.url().starts_with("https://"), "{request:?}");
            // Hyperliquid's questions are open to everyone.
            assert!(
                names(&request, id) || spec.id() == "hyperliquid",
                "{request:?}"
            );
        }
    }
}

#[test]
fn the_clock_is_measured_by_the_date_header_and_corrected() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    for number in 1..=2 {
        let asked = at(100);
        let request = inspection.next_request_at(asked).unwrap().unwrap();
        assert!(
            timestamp(request.url()) < millis(asked) + 10,
            "nothing is corrected yet"
        );
        // The venue is 20 seconds ahead, and the answer took 200 ms.
        let response = dated(answer("binance", "good", number), at(120));
        inspection
            .answer_at(&response, asked + Duration::from_millis(200))
            .unwrap();
    }
    let report = inspection.finish().unwrap();
    let clock = report.clock_offset().unwrap();
    assert_eq!((clock.offset_ms, clock.uncertainty_ms), (20_400, 600));
    let request = credential
        .inspection()
        .next_request_at(at(200))
        .unwrap()
        .unwrap();
    assert_eq!(timestamp(request.url()), millis(at(200)) + 20_400);
}

#[test]
fn a_difference_within_the_error_of_measurement_is_left_alone() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    for number in 1..=2 {
        inspection.next_request_at(at(100)).unwrap();
        inspection
            .answer_at(&dated(answer("binance", "good", number), at(100)), at(100))
            .unwrap();
    }
    assert_eq!(
        inspection
            .finish()
            .unwrap()
            .clock_offset()
            .unwrap()
            .offset_ms,
        500
    );
    let request = credential
        .inspection()
        .next_request_at(at(200))
        .unwrap()
        .unwrap();
    assert_eq!(timestamp(request.url()), millis(at(200)));
}

fn refusal(code: i32) -> http::Response<Vec<u8>> {
    http::Response::builder()
        .status(400)
        .body(format!(r#"{{"code":{code},"msg":"x"}}"#).into_bytes())
        .unwrap()
}

#[test]
fn a_venue_that_refuses_over_the_time_gets_one_more_try_by_its_clock() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    let first = inspection.next_request_at(at(100)).unwrap().unwrap();
    inspection
        .answer_at(&dated(refusal(-1021), at(110)), at(100))
        .unwrap();
    let again = inspection.next_request_at(at(100)).unwrap().unwrap();
    assert_eq!(first.path(), again.path());
    assert_eq!(timestamp(again.url()), millis(at(100)) + 10_500);
    let error = inspection
        .answer_at(&dated(refusal(-1021), at(110)), at(100))
        .unwrap_err();
    match error {
        InspectionError::Refused(refusal) => {
            assert_eq!(refusal.causes(), [Cause::ClockOutsideWindow]);
            assert!(refusal.to_string().contains("+10500 ms"), "{refusal}");
        }
        error => panic!("{error}"),
    }
}

#[test]
fn a_clock_that_is_too_far_off_is_not_followed() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    inspection.next_request_at(at(100)).unwrap();
    let error = inspection
        .answer_at(&dated(refusal(-1021), at(400)), at(100))
        .unwrap_err();
    assert!(matches!(error, InspectionError::Refused(_)));
    let request = credential
        .inspection()
        .next_request_at(at(200))
        .unwrap()
        .unwrap();
    assert_eq!(timestamp(request.url()), millis(at(200)));
}

#[test]
fn one_code_for_several_causes_says_so_and_how_to_tell() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    inspection.next_request_at(at(0)).unwrap();
    let text = inspection
        .answer_at(&refusal(-2015), at(0))
        .unwrap_err()
        .to_string();
    for words in [
        "code `-2015`",
        "one code for several causes",
        "does not know the key",
        "outgoing address",
        "may not read",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // A code that nobody knows, and no code at all.
    inspection.next_request_at(at(0)).unwrap();
    let text = inspection
        .answer_at(&refusal(-9999), at(0))
        .unwrap_err()
        .to_string();
    assert!(text.contains("does not know"), "{text}");
    for (status, words) in [
        (403, "region"),
        (429, "too many requests"),
        (502, "cannot answer now"),
        (302, "does not know"),
    ] {
        inspection.next_request_at(at(0)).unwrap();
        let response = http::Response::builder()
            .status(status)
            .body(b"<html>".to_vec())
            .unwrap();
        let text = inspection
            .answer_at(&response, at(0))
            .unwrap_err()
            .to_string();
        assert!(
            text.contains(words) && text.contains(&status.to_string()),
            "{text}"
        );
    }
}

#[test]
fn answers_are_bounded_in_size_and_depth() {
    let huge = vec![b' '; (1 << 20) + 1];
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    for spec in venue::ALL {
        for body in [&huge, &deep] {
            let Some(credential) = loaded(AnyCredential::load(spec, key_of(spec.id()))) else {
                continue;
            };
            let mut inspection = credential.inspection();
            inspection.next_request_at(at(0)).unwrap();
            let response = http::Response::new(body.clone());
            let error = inspection.answer_at(&response, at(0)).unwrap_err();
            assert!(
                matches!(error, InspectionError::Unreadable { .. }),
                "{error}"
            );
            assert!(error.to_string().len() < 600, "{error}");
        }
    }
}

#[test]
fn an_answer_that_is_refused_leaves_nothing_behind() {
    let credential = credential("kraken");
    let mut inspection = credential.inspection();
    let answer_about = |key: &str, rest: &str| {
        http::Response::new(format!(
            r#"{{"error":[],"result":{{"apiKey":"{key}","permissions":["query-funds"]{rest}}}}}"#
        ))
    };
    inspection.next_request_at(at(0)).unwrap();
    let rest = r#","ipAllowlist":["18.181.170.164"],"createdTime":"1790812800","validUntil":"0""#;
    let other = inspection
        .answer_at(&answer_about("another", rest), at(0))
        .unwrap_err();
    assert!(matches!(other, InspectionError::OtherKey { .. }));
    inspection.next_request_at(at(0)).unwrap();
    inspection
        .answer_at(&answer_about(ANY_KEY.key, ""), at(0))
        .unwrap();
    let report = inspection.finish().unwrap();
    // The list that the other answer had is gone: without one the key works from everywhere.
    assert_eq!(report.allowlist(), Stated::ByVenue(&Allowlist::Open));
    assert!(report.created().known().is_none());
}

#[test]
fn a_clock_that_is_ahead_is_corrected_backwards() {
    let credential = credential("binance");
    let mut inspection = credential.inspection();
    let first = inspection.next_request_at(at(110)).unwrap().unwrap();
    inspection
        .answer_at(&dated(refusal(-1021), at(100)), at(110))
        .unwrap();
    let again = inspection.next_request_at(at(110)).unwrap().unwrap();
    let (first, again) = (timestamp(first.url()), timestamp(again.url()));
    assert!(again + 9_000 < first, "{first} {again}");
}

/// Bybit states its time in milliseconds with every answer.
fn bybit_at(now: SystemTime, code: i32) -> http::Response<Vec<u8>> {
    let mut body: serde_json::Value =
        serde_json::from_slice(answer("bybit", "good", 1).body()).unwrap();
    body["time"] = millis(now).into();
    body["retCode"] = code.into();
    http::Response::new(serde_json::to_vec(&body).unwrap())
}

#[test]
fn a_clock_that_was_put_right_or_jumped_is_healed_by_a_renewal() {
    let policy = crate::support::policy();
    let credential = credential("bybit");
    let mut inspection = credential.inspection();
    // This machine is 20 seconds behind at first.
    inspection.next_request_at(at(0)).unwrap();
    inspection.answer_at(&bybit_at(at(20), 0), at(0)).unwrap();
    let report = inspection.finish().unwrap();
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let request = keyleash::Request::new(keyleash::Method::Get, "/v5/user/query-api").unwrap();
    let sign = |now| -> u64 {
        let order = signer.sign_at(&request, now).unwrap();
        order.header("X-BAPI-TIMESTAMP").unwrap().parse().unwrap()
    };
    assert_eq!(sign(at(1)), millis(at(21)));
    // It is put right, and for a moment it shows two hours too many.
    assert!(sign(at(7_300)) > millis(at(7_300)));
    let mut inspection = signer.inspection();
    inspection.next_request_at(at(100)).unwrap();
    inspection
        .answer_at(&bybit_at(at(100), 10_002), at(100))
        .unwrap();
    let again = inspection.next_request_at(at(100)).unwrap().unwrap();
    assert_eq!(
        again.header("X-BAPI-TIMESTAMP").unwrap(),
        millis(at(100)).to_string()
    );
    inspection
        .answer_at(&bybit_at(at(100), 0), at(100))
        .unwrap();
    signer
        .renew_at(inspection.finish().unwrap(), at(100))
        .unwrap();
    assert_eq!(sign(at(101)), millis(at(101)));
}

#[test]
fn nonces_are_never_restarted() {
    let credential = credential("kraken");
    let mut inspection = credential.inspection();
    let first = inspection.next_request_at(at(7_200)).unwrap().unwrap();
    let refused = http::Response::new(r#"{"error":["EAPI:Invalid nonce"]}"#);
    assert!(inspection.answer_at(&refused, at(0)).is_err());
    let again = inspection.next_request_at(at(0)).unwrap().unwrap();
    assert!(
        again.body() > first.body(),
        "{} {}",
        again.body(),
        first.body()
    );
}

#[test]
fn an_answer_cannot_blow_up_what_is_printed() {
    let many: Vec<_> = (0..100_000).map(|right| format!("r{right}")).collect();
    let many = many.join(",");
    let body =
        format!(r#"{{"code":"0","data":[{{"perm":"{many}","ip":"18.181.170.164","uid":"1"}}]}}"#);
    let report = credential("okx")
        .inspect(|_| Ok::<_, Infallible>(http::Response::new(body.clone())))
        .unwrap();
    assert!(report.unknown_rights().count() <= 32);
    assert!(report.to_string().len() < 4_000);
}

#[test]
fn names_out_of_an_answer_cannot_write_on_a_terminal() {
    let credential = credential("kraken");
    let body = format!(
        r#"{{"error":[],"result":{{"apiKey":"{}","permissions":["query-funds","\u001b[2Jgone\n{}"],"ipAllowlist":["18.181.170.164"],"createdTime":"1790812800","validUntil":"0"}}}}"#,
        ANY_KEY.key,
        "x".repeat(500)
    );
    let report = credential
        .inspect(|_| Ok::<_, Infallible>(http::Response::new(body.clone())))
        .unwrap();
    let shown = format!(
        "{report} {report:?} {}",
        serde_json::to_string(&report).unwrap()
    );
    assert!(
        shown.chars().all(|c| c == '\n' || !c.is_control()),
        "{shown}"
    );
    assert!(report.unknown_rights().all(|name| name.len() <= 64));
}

#[test]
fn any_function_sends_blocking_or_async() {
    let credential = credential("binance");
    let mut number = 0;
    let report = credential
        .inspect(|request| {
            assert!(request.headers()["x-mbx-apikey"].is_sensitive());
            number += 1;
            Ok::<_, Infallible>(answer("binance", "good", number))
        })
        .unwrap();
    assert_eq!(report.venue(), "binance");

    let mut number = 0;
    let mut running = pin!(credential.inspect_async(async |_| {
        number += 1;
        std::future::ready(()).await;
        Ok::<_, Infallible>(answer("binance", "good", number))
    }));
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(report) = running.as_mut().poll(&mut context) else {
        panic!("nothing here has to wait");
    };
    assert_eq!(report.unwrap().venue(), "binance");
    let mut failing =
        pin!(credential.inspect_async(async |_| Err::<http::Response<Vec<u8>>, _>(7)));
    let Poll::Ready(Err(InspectError::Transport { error, .. })) =
        failing.as_mut().poll(&mut context)
    else {
        panic!("the transport failed");
    };
    assert_eq!(error, 7);
}
