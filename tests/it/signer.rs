//! A signer over time: stopped, stale, renewed, past its deadline; and what a signature shares and
//! leaves behind.

use crate::support::{
    ANY_KEY, Fixed, Trader, answer, any_signer, ask, at, inspect_at, policy, signer,
};
use keyleash::{
    AnyCredential, AnyPolicy, ApiCredential, Code, Date, Gap, InspectionError, LoadError,
    Malformed, Method, PermissionSet, Policy, SignError, SignedRequest, Standing, VerifyError,
    permission::{Read, Spot},
    scope,
    venue::{self, binance, binance::Binance, bybit, kraken, okx},
};
use std::{
    collections::BTreeSet,
    thread,
    time::{Duration, SystemTime},
};

scope! { Watcher = Read }

const ORDER: &str = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";

#[test]
fn a_stopped_key_signs_nothing_more() {
    let trader = signer::<Binance, Trader>(&Policy::new());
    let watcher = trader.narrow::<Watcher>();
    let other = trader.clone();
    let mut out = SignedRequest::new();
    other
        .sign_into_at(binance::NEW_ORDER.query(ORDER), at(1), &mut out)
        .unwrap();
    watcher.stop();
    for result in [
        trader
            .sign_at(binance::NEW_ORDER.query(ORDER), at(2))
            .map(drop),
        watcher.sign_at(binance::ACCOUNT.call(), at(2)).map(drop),
        other.sign_into_at(binance::NEW_ORDER.query(ORDER), at(2), &mut out),
    ] {
        assert_eq!(result.unwrap_err(), SignError::Stopped);
    }
    // Nothing of the signature before is left in the buffer.
    assert_eq!((out.url(), out.body(), out.headers().count()), ("", "", 0));
    assert_eq!(trader.standing(), Standing::Stopped);
}

#[test]
fn a_verification_goes_stale_and_is_renewed_in_place() {
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>()).reverify_hours(8);
    let signer = any_signer("binance", &policy);
    let request = ask(Method::Get, "/api/v3/account");
    let hours = |hours: u64| at(hours * 3_600);
    assert!(matches!(
        signer.standing_at(hours(5)),
        Standing::Fresh { .. }
    ));
    assert!(matches!(
        signer.standing_at(hours(6)),
        Standing::RenewSoon { .. }
    ));
    drop(signer.sign_at(&request, hours(7)).unwrap());
    assert_eq!(signer.standing_at(hours(8)), Standing::Stale);
    assert_eq!(
        signer.sign_at(&request, hours(8)).unwrap_err(),
        SignError::Stale
    );
    let clone = signer.clone();
    let report = inspect_at(signer.inspection(), "binance", "good", hours(9));
    signer.renew_at(report, hours(9)).unwrap();
    drop(clone.sign_at(&request, hours(16)).unwrap());
    assert_eq!(
        clone.sign_at(&request, hours(17)).unwrap_err(),
        SignError::Stale
    );
}

#[test]
fn a_clock_that_steps_back_does_not_prolong_a_verification() {
    let signer = any_signer("binance", &policy());
    let request = ask(Method::Get, "/api/v3/account");
    let hours = |hours: u64| at(hours * 3_600);
    drop(signer.sign_at(&request, hours(23)).unwrap());
    drop(signer.sign_at(&request, hours(1)).unwrap());
    for now in [hours(24), hours(1), at(0)] {
        assert_eq!(signer.sign_at(&request, now).unwrap_err(), SignError::Stale);
    }
    // The venue's own word about the key begins anew, whatever the clock had shown.
    let report = inspect_at(signer.inspection(), "binance", "good", hours(2));
    signer.renew_at(report, hours(2)).unwrap();
    drop(signer.sign_at(&request, hours(3)).unwrap());
}

#[test]
fn a_refused_renewal_stops_every_signer() {
    let signer = any_signer("binance", &policy());
    let clone = signer.clone();
    let report = inspect_at(signer.inspection(), "binance", "can_withdraw", at(60));
    match signer.renew_at(report, at(60)).unwrap_err() {
        VerifyError::Refused(refused) => assert!(refused.is_for(Code::Withdraw)),
        error => panic!("{error}"),
    }
    let refused = clone.sign_at(&ask(Method::Get, "/api/v3/account"), at(61));
    assert_eq!(refused.unwrap_err(), SignError::Stopped);
}

#[test]
fn a_key_past_its_deadline_signs_nothing() {
    let policy = policy().reverify_hours(720);
    let signer = any_signer("binance", &policy);
    let deadline = signer.deadline().unwrap();
    // Made on 2026-10-01 and replaced after 90 days; a renewal keeps it fresh until then.
    let mut now = at(0);
    while deadline
        .duration_since(now)
        .is_ok_and(|left| left > Duration::from_secs(86_400))
    {
        now += Duration::from_secs(86_400);
        let report = inspect_at(signer.inspection(), "binance", "good", now);
        signer.renew_at(report, now).unwrap();
        drop(
            signer
                .sign_at(&ask(Method::Get, "/api/v3/account"), now)
                .unwrap(),
        );
    }
    let refused = signer.sign_at(&ask(Method::Get, "/api/v3/account"), deadline);
    assert_eq!(refused.unwrap_err(), SignError::PastDeadline);
    assert_eq!(signer.standing_at(deadline), Standing::PastDeadline);
}

#[test]
fn a_report_is_as_old_as_its_oldest_answer_and_never_young() {
    let spec = venue::find("binance").unwrap();
    let credential = AnyCredential::load(spec, ANY_KEY).unwrap();
    let mut inspection = credential.inspection();
    let hours = |hours: u64| at(hours * 3_600);
    inspection.next_request_at(hours(0)).unwrap();
    inspection
        .answer_at(&answer("binance", "good", 1), hours(0))
        .unwrap();
    inspection.next_request_at(hours(23)).unwrap();
    inspection
        .answer_at(&answer("binance", "good", 2), hours(23))
        .unwrap();
    let report = inspection.finish().unwrap();
    let signer = credential.verify_at(&policy(), report, hours(23)).unwrap();
    assert_eq!(signer.standing_at(hours(24)), Standing::Stale);
    // An older report does not renew.
    let old = inspect_at(
        AnyCredential::load(spec, ANY_KEY).unwrap().inspection(),
        "binance",
        "good",
        hours(0),
    );
    let young = inspect_at(signer.inspection(), "binance", "good", hours(25));
    signer.renew_at(young, hours(25)).unwrap();
    assert!(matches!(
        signer.renew_at(old, hours(23)).unwrap_err(),
        VerifyError::OldReport
    ));

    // One from the future holds as long as one from now.
    let credential = AnyCredential::load(spec, ANY_KEY).unwrap();
    let report = inspect_at(credential.inspection(), "binance", "good", hours(48));
    let signer = credential.verify_at(&policy(), report, hours(0)).unwrap();
    assert_eq!(signer.standing_at(hours(24)), Standing::Stale);
}

#[test]
fn a_stopped_key_asks_nothing_either() {
    let signer = any_signer("binance", &policy());
    signer.stop();
    let refused = signer.inspection().next_request_at(at(1)).unwrap_err();
    assert!(matches!(refused, InspectionError::Stopped));
}

#[test]
fn times_and_nonces_step_back_on_no_thread_and_no_nonce_comes_twice() {
    for venue in ["binance", "kraken"] {
        let signer = any_signer(venue, &policy());
        let (method, target) = match venue {
            "binance" => (Method::Get, "/api/v3/account"),
            _ => (Method::Post, "/0/private/Balance"),
        };
        let stamp = |signed: &SignedRequest| -> u64 {
            let text = if venue == "binance" {
                signed.query()
            } else {
                signed.body()
            };
            let name = if venue == "binance" {
                "timestamp="
            } else {
                "nonce="
            };
            let behind = text.split(name).nth(1).unwrap();
            behind.split('&').next().unwrap().parse().unwrap()
        };
        let seen: Vec<Vec<u64>> = thread::scope(|threads| {
            let running: Vec<_> = (0..4)
                .map(|thread| {
                    let signer = signer.clone();
                    threads.spawn(move || {
                        (0..500)
                            .map(|turn: u64| {
                                // Each thread's clock goes its own way, often backwards.
                                let now = at(1000 - (turn * 7 + thread * 13) % 900);
                                stamp(&signer.sign_at(&ask(method, target), now).unwrap())
                            })
                            .collect()
                    })
                })
                .collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        for own in &seen {
            assert!(own.is_sorted(), "{venue}: a step back");
        }
        let all: BTreeSet<u64> = seen.iter().flatten().copied().collect();
        if venue == "kraken" {
            assert_eq!(all.len(), 2000, "a nonce twice");
        }
    }
}

/// Binance refuses a time that is a second ahead of its own.
#[test]
fn a_burst_does_not_run_ahead_of_the_clock() {
    let bot = any_signer("binance", &policy());
    let request = ask(Method::Get, "/api/v3/account");
    let mut last = String::new();
    for _ in 0..5_000 {
        let signed = bot.sign_at(&request, at(1)).unwrap();
        signed.query().clone_into(&mut last);
    }
    assert!(last.contains("timestamp=1795136401000&"), "{last}");
}

type Order = Box<dyn Fn(SystemTime, &mut SignedRequest)>;

/// An order of each venue whose speed is measured, signed into a request.
fn orders() -> [(&'static str, Order); 4] {
    let binance = signer::<Binance, Trader>(&Policy::new());
    let bybit = signer::<bybit::Bybit, Trader>(&Policy::new());
    let okx = signer::<okx::Okx, Trader>(&Policy::new());
    let kraken = signer::<kraken::Kraken, Trader>(&Policy::new());
    let on_binance = binance::NEW_ORDER.query(ORDER);
    let on_bybit = bybit::ORDER_CREATE_SPOT
        .body(r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","qty":"1"}"#);
    let on_okx =
        okx::ORDER_SPOT.body(r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","sz":"1"}"#);
    let on_kraken = kraken::ADD_ORDER.body("pair=XBTUSD&type=buy");
    [
        (
            "binance",
            Box::new(move |now, out| binance.sign_into_at(on_binance, now, out).unwrap()),
        ),
        (
            "bybit",
            Box::new(move |now, out| bybit.sign_into_at(on_bybit, now, out).unwrap()),
        ),
        (
            "okx",
            Box::new(move |now, out| okx.sign_into_at(on_okx, now, out).unwrap()),
        ),
        (
            "kraken",
            Box::new(move |now, out| kraken.sign_into_at(on_kraken, now, out).unwrap()),
        ),
    ]
}

#[test]
fn signing_into_a_used_request_does_not_allocate() {
    let orders = orders();
    let mut out = SignedRequest::new();
    let mut turn = |now| orders.iter().for_each(|(_, sign)| sign(now, &mut out));
    turn(at(1));
    let counted = allocation_counter::measure(|| (2..50).for_each(|second| turn(at(second))));
    assert_eq!(counted.count_total, 0, "{counted:?}");
}

#[test]
fn a_signed_request_becomes_one_of_the_http_crate() {
    let signer = signer::<okx::Okx, Trader>(&Policy::new());
    let body = r#"{"instId":"BTC-USDT","tdMode":"cash"}"#;
    let order = signer.sign_at(okx::ORDER_SPOT.body(body), at(1)).unwrap();
    assert_eq!(
        order.header("OK-ACCESS-PASSPHRASE"),
        Some(ANY_KEY.passphrase)
    );
    assert_eq!(order.header("ok-access-key"), Some(ANY_KEY.key));
    let url = order.url().to_owned();
    let request = http::Request::try_from(order).unwrap();
    assert_eq!(
        (request.method(), request.uri().to_string()),
        (&http::Method::POST, url)
    );
    assert_eq!(request.body(), body.as_bytes());
    for name in ["ok-access-key", "ok-access-sign", "ok-access-passphrase"] {
        assert!(request.headers()[name].is_sensitive(), "{name}");
    }
    assert_eq!(request.headers()["content-type"], "application/json");
    let shown = format!("{request:?}");
    assert!(
        !shown.contains(ANY_KEY.key) && !shown.contains(ANY_KEY.passphrase),
        "{shown}"
    );
}

#[test]
fn what_cannot_go_into_a_header_is_no_key() {
    let spec = venue::find("okx").unwrap();
    for key in [
        "",
        " ",
        "a b",
        "a\r\nX: y",
        "a\0",
        "schlüssel",
        &"x".repeat(257),
    ] {
        let key: &'static str = String::from(key).leak();
        let error = AnyCredential::load(spec, Fixed { key, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::KeyId), "{key:?}: {error}");
    }
    for passphrase in ["", "a b", "a\r\nX: y", "ü"] {
        let error = AnyCredential::load(
            spec,
            Fixed {
                passphrase,
                ..ANY_KEY
            },
        )
        .unwrap_err();
        assert!(
            matches!(error, LoadError::Passphrase),
            "{passphrase:?}: {error}"
        );
    }
    for secret in ["", "  ", "a b", "a\nb", "ü"] {
        let error = AnyCredential::load(spec, Fixed { secret, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::Secret(_)), "{secret:?}: {error}");
    }
    let kraken = venue::find("kraken").unwrap();
    for secret in ["not base64!", "QUJD=", "QUJ"] {
        let error = AnyCredential::load(kraken, Fixed { secret, ..ANY_KEY }).unwrap_err();
        assert!(matches!(error, LoadError::Secret(_)), "{secret:?}: {error}");
    }
}

#[test]
fn a_gap_is_declared_in_code_with_its_last_day() {
    const POLICY: Policy<Trader> = Policy::new().accept_gap(Gap::Creation, Date::new(2027, 3, 31));
    let spec = ApiCredential::<okx::Okx>::load(ANY_KEY).unwrap();
    let report = inspect_at(spec.inspection(), "okx", "creation_not_stated", at(0));
    let signer = spec.verify_at(&POLICY, report, at(0)).unwrap();
    assert!(
        signer
            .warnings()
            .iter()
            .any(|warning| warning.code() == Code::GapDeclared)
    );
}

/// A signed request that is used again shares what its requests have alike, and nothing else.
#[test]
fn requests_of_one_buffer_are_those_of_fresh_ones() {
    let bybit = signer::<bybit::Bybit, Trader>(&Policy::new());
    let [
        (_, binance_order),
        (_, bybit_order),
        (_, okx_order),
        (_, kraken_order),
    ] = orders();
    let long = format!(r#"{{"category":"spot","symbol":"{}"}}"#, "BTC".repeat(100));
    let long = bybit::ORDER_CREATE_SPOT.body(&long);
    let mut kept = SignedRequest::new();
    let mut assert_alike = |sign: &dyn Fn(&mut SignedRequest)| {
        let mut fresh = SignedRequest::new();
        sign(&mut fresh);
        let fresh = http::Request::try_from(fresh).unwrap();
        // The second one finds what the first one made.
        for _ in 0..2 {
            sign(&mut kept);
            let again = kept.to_http().unwrap();
            assert_eq!(again.method(), fresh.method());
            assert_eq!(again.uri(), fresh.uri());
            assert_eq!(again.uri().to_string(), kept.url());
            assert_eq!(again.headers(), fresh.headers());
            assert_eq!(again.body(), fresh.body());
            assert_eq!(again.headers().len(), kept.headers().count());
            for (name, value) in again.headers() {
                assert_eq!(value.is_sensitive(), fresh.headers()[name].is_sensitive());
                assert_eq!(kept.header(name.as_str()), value.to_str().ok());
            }
        }
    };
    for second in 1..3 {
        let now = at(second);
        for order in [&binance_order, &bybit_order, &okx_order] {
            assert_alike(&|out| order(now, out));
        }
        assert_alike(&|out| bybit.sign_into_at(long, now, out).unwrap());
    }
    // A nonce is new each time, so this one is compared with itself.
    kraken_order(at(3), &mut kept);
    let request = kept.to_http().unwrap();
    assert_eq!(request.headers().len(), kept.headers().count());
    for (name, value) in kept.headers() {
        assert_eq!(request.headers()[name], value);
    }
    assert_eq!(request.body(), kept.body().as_bytes());
}

#[test]
fn a_request_for_http_takes_few_allocations() {
    let count = |sign: &Order| {
        let mut out = SignedRequest::new();
        let mut turn = |second| {
            sign(at(second), &mut out);
            out.to_http().unwrap()
        };
        drop(turn(1));
        allocation_counter::measure(|| drop(turn(2))).count_total
    };
    // Two are of the map of headers, one of the query or body, and one of what is signed into headers.
    let counts = orders().map(|(venue, sign)| (venue, count(&sign)));
    assert_eq!(
        counts,
        [("binance", 3), ("bybit", 4), ("okx", 4), ("kraken", 4)]
    );
}

#[test]
fn what_http_does_not_take_is_an_error() {
    let binance = signer::<Binance, Trader>(&Policy::new());
    let mut out = SignedRequest::new();
    assert_eq!(out.to_http().unwrap_err(), Malformed::Url);
    let mut length_of = |letters: usize| {
        let query = format!("symbol={}", "A".repeat(letters));
        let order = binance::NEW_ORDER.query(&query);
        binance.sign_into_at(order, at(1), &mut out).unwrap();
        (
            out.url().len(),
            out.to_http().map(|request| request.uri().to_string().len()),
        )
    };
    let (around, _) = length_of(0);
    assert_eq!(length_of(65_534 - around), (65_534, Ok(65_534)));
    assert_eq!(length_of(65_535 - around), (65_535, Err(Malformed::Size)));
}
