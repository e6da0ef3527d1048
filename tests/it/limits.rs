//! Limits: what counts, what passes, and what is never given twice.

#[cfg(unix)]
mod days;
mod markets;
#[cfg(unix)]
mod processes;

use crate::support::{at, good_policy, key_of};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Counters, Limit, Limits, Method, Request, SignError,
    VerifyError, danger, venue,
};
use std::time::SystemTime;

/// A signer of the venue's good fixture, limited by the policy, and counted in `counters`.
fn limited(
    venue: &str,
    limits: Limits,
    counters: Option<&Counters>,
) -> Result<AnySigner, VerifyError> {
    limited_at(venue, limits, counters, at(0))
}

fn limited_at(
    venue: &str,
    limits: Limits,
    counters: Option<&Counters>,
    now: SystemTime,
) -> Result<AnySigner, VerifyError> {
    let (policy, created) = good_policy(venue, &serde_json::json!([]));
    let mut credential = AnyCredential::load(venue::find(venue).unwrap(), key_of(venue)).unwrap();
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    if let Some(counters) = counters {
        credential = credential.counted_by(counters);
    }
    let report = crate::support::inspect_at(credential.inspection(), venue, "good", now);
    let policy = policy.limits(limits).reverify_hours(720);
    credential.verify_at(&policy, report, now)
}

/// A spot order at Binance.
const ORDER: &str = "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";

fn order(signer: &AnySigner) -> Result<(), SignError> {
    sign(signer, Method::Post, ORDER, "")
}

fn sign(signer: &AnySigner, method: Method, target: &str, body: &str) -> Result<(), SignError> {
    let request = Request::new(method, target).unwrap().body(body);
    signer.sign_at(&request, at(0)).map(|_| ())
}

#[test]
fn a_day_that_is_limited_needs_counters() {
    for limits in [
        Limits::new().orders_per_day(5),
        Limits::new().worth_per_day(5),
    ] {
        let error = limited("binance", limits, None).unwrap_err();
        assert!(matches!(error, VerifyError::Uncounted), "{error}");
        assert!(
            error.to_string().contains("counted_by(&Counters::at("),
            "{error}"
        );
    }
    let signer = limited("binance", Limits::new().orders_per_second(5), None).unwrap();
    order(&signer).unwrap();
}

#[test]
fn a_day_has_so_many_orders() {
    let signer = limited(
        "binance",
        Limits::new().orders_per_day(5),
        Some(&danger::counters_in_memory()),
    )
    .unwrap();
    for _ in 0..5 {
        order(&signer).unwrap();
    }
    let refused = order(&signer).unwrap_err();
    let opens = refused.opens_at().unwrap();
    // The fixtures are of one in the morning: the day is over in 23 hours, or it is the clock's.
    let midnight = opens
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    assert_eq!(midnight % 86_400, 0);
    assert!(opens > at(0));
    let limit = Limit::OrdersPerDay;
    assert_eq!(refused, SignError::LimitReached { limit, opens });
    // To leave a market is free, and so is to look.
    sign(
        &signer,
        Method::Delete,
        "/api/v3/openOrders?symbol=BTCUSDT",
        "",
    )
    .unwrap();
    sign(&signer, Method::Get, "/api/v3/openOrders", "").unwrap();
    assert_eq!(order(&signer), Err(refused));
}

/// Signers of one name share the second, where they share counters.
#[test]
fn a_second_is_shared_by_all_of_one_name() {
    let counters = danger::counters_in_memory();
    let limits = || Limits::new().orders_per_second(2);
    let load = || limited("binance", limits(), Some(&counters)).unwrap();
    let free = Limits::new().orders_per_second(9_000);
    let whole = limited("binance", free, Some(&counters)).unwrap();
    let part = || whole.limited_at(&limits(), at(0)).unwrap();
    let loads: Vec<_> = (0..8).map(|_| load()).collect();
    let parts: Vec<_> = (0..8).map(|_| part()).collect();
    for signers in [loads, parts] {
        let begun = std::time::Instant::now();
        let signed = (0..3).flat_map(|_| signers.iter().map(order));
        let count = signed.flatten().count();
        let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap() + 2;
        assert!(count <= 2 * seconds, "{count} in {seconds} seconds");
    }
}

#[test]
fn worth_is_stated_or_refused() {
    let signer = limited(
        "binance",
        Limits::new().worth_per_day(1_000),
        Some(&danger::counters_in_memory()),
    )
    .unwrap();
    assert_eq!(order(&signer), Err(SignError::WorthUnstated));
    let worth = |worth| {
        let request = Request::new(Method::Post, ORDER).unwrap().worth(worth);
        signer.sign_at(&request, at(0)).map(|_| ())
    };
    let limit = Limit::WorthPerDay;
    assert_eq!(worth(1_001), Err(SignError::BeyondLimit { limit }));
    worth(600).unwrap();
    let refused = worth(401).unwrap_err();
    assert!(matches!(
        refused,
        SignError::LimitReached {
            limit: Limit::WorthPerDay,
            ..
        }
    ));
    worth(400).unwrap();
    assert!(worth(1).is_err());
    worth(0).unwrap();
}

#[test]
fn a_second_has_so_many_orders() {
    let signer = limited("binance", Limits::new().orders_per_second(3), None).unwrap();
    // Whatever the second began with, four in a row are not in two of them three times.
    let refused = (0..7).find_map(|_| order(&signer).err()).unwrap();
    assert!(matches!(
        refused,
        SignError::LimitReached {
            limit: Limit::OrdersPerSecond,
            ..
        }
    ));
    let wait = refused.opens_at().unwrap().duration_since(at(0)).unwrap();
    assert!(wait <= std::time::Duration::from_secs(1), "{wait:?}");
    std::thread::sleep(wait + std::time::Duration::from_millis(5));
    order(&signer).unwrap();
}

#[test]
fn a_part_of_the_bot_has_limits_within_those_of_the_key() {
    let counters = danger::counters_in_memory();
    let signer = limited("binance", Limits::new().orders_per_day(10), Some(&counters)).unwrap();
    let part = |name| {
        let limits = Limits::new().orders_per_day(4).named(name);
        signer.limited_at(&limits, at(0)).unwrap()
    };
    let (one, other) = (part("one"), part("other"));
    assert_eq!((0..9).filter(|_| order(&one).is_ok()).count(), 4);
    assert_eq!((0..9).filter(|_| order(&other.clone()).is_ok()).count(), 4);
    // A third part, and the key itself, have what is left of the key's.
    let third = part("third");
    order(&third).unwrap();
    order(&signer).unwrap();
    assert!(order(&third).is_err() && order(&signer).is_err());
    // What the key refused did not count for the part.
    let within = third
        .limited_at(&Limits::new().markets(&["ETHUSDT"]), at(0))
        .unwrap();
    assert_eq!(order(&within), Err(SignError::MarketNotListed));
}

#[test]
fn what_is_neither_order_nor_cancel_is_named_or_refused() {
    const CONVERT: &str = "/sapi/v1/convert/acceptQuote";
    let limits = || Limits::new().orders_per_second(100);
    let call = |signer: &AnySigner| sign(signer, Method::Post, CONVERT, "quoteId=1");
    let signer = limited("binance", limits(), None).unwrap();
    assert_eq!(call(&signer), Err(SignError::BesideLimits));
    call(&limited("binance", limits().beside(&[CONVERT]), None).unwrap()).unwrap();
    // A list of markets is a limit like others.
    let signer = limited("binance", Limits::new().markets(&["BTCUSDT"]), None).unwrap();
    assert_eq!(call(&signer), Err(SignError::BesideLimits));
}

#[test]
fn a_policy_in_a_file_has_the_same_limits() {
    const LIMITS: Limits = Limits::new()
        .orders_per_second(10)
        .orders_per_day(5_000)
        .worth_per_day(1_000_000)
        .markets(&["BTCUSDT"])
        .beside(&["/api/v3/order/test"])
        .named("maker");
    let policy: AnyPolicy = toml::from_str(
        r#"
        needs = ["read", "spot"]
        markets = ["BTCUSDT"]
        [limits]
        orders_per_second = 10
        orders_per_day = 5000
        worth_per_day = 1000000
        beside = ["/api/v3/order/test"]
        name = "maker"
        "#,
    )
    .unwrap();
    assert_eq!(policy, crate::support::policy().limits(LIMITS));
    for (wrong, expected) in [
        ("{}", "`limits` limits nothing: add `orders_per_second`, "),
        (
            "{ orders_per_second = 0 }",
            "no whole number from 1 to 10000",
        ),
        (
            "{ orders_per_day = 0 }",
            "no whole number from 1 to 1000000000",
        ),
        ("{ orders_per_day = 1.5 }", "no whole number from 1 to"),
        (
            "{ worth_per_day = -1 }",
            "no whole number from 1 to 100000000000000",
        ),
        (
            "{ worth_per_day = 100000000000001 }",
            "no whole number from 1 to",
        ),
        ("{}\nmarkets = []", "no list of 1 to 1000000 markets"),
        (
            "{}\nmarkets = [\"BTC USDT\"]",
            "no list of 1 to 1000000 markets",
        ),
        ("{}\nmarkets = [\"\"]", "no list of 1 to 1000000 markets"),
        (
            "{ orders_per_day = 1, beside = [\"order\"] }",
            "`limits.beside` is no list of paths",
        ),
        (
            "{ orders_per_day = 1, name = \"a b\" }",
            "`limits.name` is no name: write a short one of letters",
        ),
        (
            "{ orders_per_hour = 1 }",
            "leave only `orders_per_second`, ",
        ),
        ("7", "`limits` is no table"),
        (
            "{ markets = [\"BTCUSDT\"] }",
            "`limits.markets` stands in `limits`: write it beside",
        ),
        (
            "{ name = 7, orders_per_day = 0 }",
            "(1) `limits.name` is no name: ",
        ),
    ] {
        let text = format!("needs = [\"read\"]\nlimits = {wrong}");
        let error = toml::from_str::<AnyPolicy>(&text).unwrap_err().to_string();
        assert!(error.contains(expected), "{wrong}: {error}");
    }
}

#[test]
fn nothing_is_allocated_once_a_request_has_grown() {
    let counters = danger::counters_in_memory();
    let limits = Limits::new()
        .orders_per_second(10_000)
        .orders_per_day(1_000_000)
        .worth_per_day(1_000_000)
        .markets(&["BTCUSDT", "ETHUSDT"]);
    let signer = limited("bybit", limits, Some(&counters)).unwrap();
    let body = r#"{"category":"spot","request":[{"symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"},{"symbol":"ETHUSDT","side":"Buy","orderType":"Market","qty":"1"}]}"#;
    let request = Request::new(Method::Post, "/v5/order/create-batch")
        .unwrap()
        .body(body)
        .worth(2);
    let mut out = keyleash::SignedRequest::new();
    signer.sign_into_at(&request, at(0), &mut out).unwrap();
    let body =
        r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}"#;
    let plain = Request::new(Method::Post, "/v5/order/create")
        .unwrap()
        .body(body)
        .worth(1);
    let part = signer
        .limited_at(&Limits::new().markets(&["BTCUSDT"]), at(0))
        .unwrap();
    for (signer, request) in [(&signer, &request), (&signer, &plain), (&part, &plain)] {
        let made = allocation_counter::measure(|| {
            signer.sign_into_at(request, at(0), &mut out).unwrap();
        });
        assert_eq!(made.count_total, 0);
    }
}
