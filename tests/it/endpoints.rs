//! What a signature may be for: the table, the scope, and what an owner lists beside them.

use crate::support::{
    ANY_KEY, Trader, any_signer, ask, at, good_signer, good_signer_listing, inspect_at, policy,
    signer,
};
use keyleash::{
    AnyCredential, AnyPolicy, Listed, Method, PermissionSet, Policy, Request, SignError,
    permission::{Earn, Futures, Margin, Read, Spot},
    scope,
    venue::{self, kraken},
};

#[test]
fn only_what_the_scope_grants_is_signed_at_run_time_too() {
    let signer = any_signer("binance", &policy());
    let sign = |method, target| signer.sign_at(&ask(method, target), at(1)).map(drop);
    sign(Method::Post, "/api/v3/order?symbol=BTCUSDT").unwrap();
    for (method, target) in [
        (Method::Post, "/sapi/v1/capital/withdraw/apply"),
        (Method::Post, "/sapi/v1/giftcard/createCode"),
        (Method::Post, "/sapi/v1/sub-account/subAccountApi"),
        (Method::Post, "/sapi/v1/broker/anything/at/all"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::Never { .. }),
            "{target}: {error}"
        );
    }
    for (method, target) in [
        (Method::Post, "/fapi/v1/order"),
        (Method::Post, "/sapi/v1/asset/transfer"),
        (Method::Post, "/sapi/v1/margin/order"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::OutOfScope { .. }),
            "{target}: {error}"
        );
    }
    for (method, target) in [
        (Method::Put, "/sapi/v1/capital/withdraw/apply"),
        (Method::Get, "/api/v9/nothing"),
        (Method::Get, "/nothing"),
        (Method::Post, "/0/private/Withdraw"),
    ] {
        let error = sign(method, target).unwrap_err();
        assert!(
            matches!(error, SignError::Unlisted { .. }),
            "{target}: {error}"
        );
    }
    let watcher = signer.narrow(PermissionSet::of::<Read>()).unwrap();
    let refused = watcher
        .sign_at(&ask(Method::Post, "/api/v3/order"), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
    assert!(watcher.narrow(PermissionSet::of::<Spot>()).is_err());
    assert!(signer.narrow(PermissionSet::NEVER).is_err());
}

#[test]
fn a_path_that_could_be_read_in_two_ways_is_refused() {
    for target in [
        "/api/v3/../../sapi/v1/capital/withdraw/apply",
        "/api/./v3/order",
        "/api//v3/order",
        "//evil.example/api/v3/order",
        "/api/v3/order//",
        "/",
        "/api/v3/%6frder",
        "/sapi/v1/capital%2fwithdraw/apply",
        "/api/%2e%2e/sapi/v1/capital/withdraw/apply",
        "/api/v3/order#fragment",
        "/api/v3/order;x=1",
        "/api/v3/order\r\nX: y",
        "/api/v3/ordér",
        "/api/v3/order ",
        "/api\\v3\\order",
        "api/v3/order",
        "https://api.binance.com",
        "ftp://api.binance.com/api/v3/order",
        "",
    ] {
        assert!(Request::new(Method::Post, target).is_err(), "{target:?}");
    }
    // Upper case is plain, and so is a `/` at the end; neither is a row of the table.
    let signer = any_signer("binance", &policy());
    for target in [
        "/SAPI/v1/capital/withdraw/apply",
        "/api/V3/order",
        "/api/v3/order/",
        "/sapi/v1/capital/withdraw/apply/",
        "/sapi/v1/capital/Withdraw/apply",
    ] {
        let error = signer
            .sign_at(&ask(Method::Post, target), at(1))
            .unwrap_err();
        assert!(
            matches!(error, SignError::Unlisted { .. }),
            "{target}: {error}"
        );
    }
}

/// GETs that write, and what belongs to the other host of an exchange.
#[test]
fn no_bot_for_spot_signs_what_moves_value_elsewhere() {
    const LISTED: &[Listed] = &[
        Listed::new::<Read>(Method::Post, "/api/v1/transfer-in"),
        Listed::new::<Read>(Method::Post, "/api/v3/transfer-out"),
        Listed::new::<Read>(Method::Post, "/api/kyc/ndBroker/proxyClient/submit"),
    ];
    let kucoin = any_signer("kucoin", &policy().list_endpoints(LISTED));
    for (method, target) in [
        (
            Method::Get,
            "/api/ua/v1/asset/deposit/address?currency=BTC&chain=btc",
        ),
        (Method::Post, "/api/v1/transfer-in"),
        (Method::Post, "/api/v3/transfer-out"),
    ] {
        let error = kucoin.sign_at(&ask(method, target), at(1)).unwrap_err();
        assert!(
            matches!(error, SignError::OutOfScope { .. }),
            "{target}: {error}"
        );
    }
    let kyc = ask(Method::Post, "/api/kyc/ndBroker/proxyClient/submit");
    assert!(matches!(
        kucoin.sign_at(&kyc, at(1)),
        Err(SignError::Never { .. })
    ));
}

#[test]
fn no_bot_for_futures_signs_the_transfers_of_spot() {
    const OF_SPOT: &[Listed] = &[
        Listed::new::<Read>(Method::Post, "/api/v3/accounts/universal-transfer"),
        Listed::new::<Read>(Method::Post, "/api/ua/v1/account/transfer"),
    ];
    let needs = PermissionSet::of::<Read>().with::<Futures>();
    let policy = AnyPolicy::needing(needs).list_endpoints(OF_SPOT);
    let futures = any_signer("kucoin_futures", &policy);
    for target in [
        "/api/v3/accounts/universal-transfer",
        "/api/v2/accounts/inner-transfer",
        "/api/ua/v1/account/transfer",
    ] {
        let error = futures
            .sign_at(&ask(Method::Post, target), at(1))
            .unwrap_err();
        assert!(
            matches!(error, SignError::OutOfScope { .. }),
            "{target}: {error}"
        );
    }
}

#[test]
fn a_listing_adds_and_never_relabels() {
    const LISTED: &[Listed] = &[
        Listed::new::<Read>(Method::Get, "/api/v3/brand/new"),
        Listed::new::<Futures>(Method::Post, "/fapi/v9/order"),
        Listed::new::<Read>(Method::Put, "/sapi/v1/asset/transfer"),
        Listed::new::<Read>(Method::Post, "/sapi/v1/Asset/Transfer"),
        Listed::new::<Read>(Method::Post, "/sapi/v1/BROKER/anything"),
        Listed::new::<Read>(Method::Put, "/sapi/v1/broker/anything"),
        Listed::new::<Read>(Method::Get, "/elsewhere"),
    ];
    let signer = any_signer("binance", &policy().list_endpoints(LISTED));
    let sign = |method, target| signer.sign_at(&ask(method, target), at(1)).map(drop);
    sign(Method::Get, "/api/v3/brand/new?x=1").unwrap();
    assert!(matches!(
        sign(Method::Post, "/fapi/v9/order"),
        Err(SignError::OutOfScope { .. })
    ));
    for (method, target) in [
        (Method::Put, "/sapi/v1/asset/transfer"),
        (Method::Post, "/sapi/v1/Asset/Transfer"),
        (Method::Post, "/sapi/v1/BROKER/anything"),
    ] {
        assert_eq!(
            sign(method, target).unwrap_err(),
            SignError::Relabelled,
            "{target}"
        );
    }
    // The table goes first.
    let broker = sign(Method::Put, "/sapi/v1/broker/anything").unwrap_err();
    assert!(matches!(broker, SignError::Never { .. }), "{broker}");
    assert!(matches!(
        sign(Method::Get, "/elsewhere"),
        Err(SignError::Unlisted { .. })
    ));
    let words = [
        "/sapi/v9/capital/With-Draw/apply",
        "/sapi/v9/sub-account/x",
        "/v5/user2/update-sub-api",
        "/sapi/v9/api_key",
    ];
    for path in words {
        let listing = serde_json::json!({
            "needs": ["read"],
            "endpoints": [{ "method": "POST", "path": path, "needs": "read" }],
        });
        assert!(
            serde_json::from_value::<AnyPolicy>(listing).is_err(),
            "{path}"
        );
    }
}

#[test]
fn a_family_takes_nothing_that_another_row_names() {
    let needs = PermissionSet::of::<Read>().with::<Earn>();
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), ANY_KEY).unwrap();
    let report = inspect_at(credential.inspection(), "bybit", "good_earn", at(0));
    let bybit = credential
        .verify_at(&AnyPolicy::needing(needs), report, at(0))
        .unwrap();
    let sign = |target| {
        bybit
            .sign_at(&ask(Method::Post, target).body("{}"), at(1))
            .map(drop)
    };
    sign("/v5/earn/any-new-call").unwrap();
    for target in [
        "/v5/earn/pwm/asset-manager/settle-profit",
        "/v5/earn/pwm/Asset-manager/settle-profit",
        "/v5/earn/PWM/asset-manager/create-sub-account",
        "/v5/earn/pwm/Fund-Transfer",
        "/v5/earn/pwm/asset-manager/redeem-fund",
        "/v5/earn/pwm/Asset-Manager/redeem-fund",
        "/v5/earn/PWM/asset-manager/new-thing",
        "/v5/earn/pwm/fund-transfer",
    ] {
        assert!(sign(target).is_err(), "{target}");
    }
    assert!(Request::new(Method::Post, "/v5/earn/pwm/fund-transfer.").is_err());
}

#[test]
fn a_call_may_need_more_than_its_type_says() {
    scope! { Lender = Read | Margin }
    let kraken = signer::<kraken::Kraken, Trader>(&Policy::new());
    let token = ask(Method::Post, "/0/private/GetWebSocketsToken");
    let refused = kraken
        .clone()
        .into_any()
        .sign_at(&token, at(1))
        .unwrap_err();
    assert!(
        matches!(refused, SignError::OutOfScope { needs, .. } if needs == PermissionSet::of::<Margin>())
    );
    let refused = kraken
        .sign_at(kraken::GET_WEBSOCKETS_TOKEN.call(), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
    let lender = signer::<kraken::Kraken, Lender>(&Policy::new());
    let batch = "orders[0][leverage]=2&orders[1][leverage]=2&pair=XBTUSD";
    let refused = lender
        .sign_at(kraken::ADD_ORDER_BATCH_MARGIN.body(batch), at(1))
        .unwrap_err();
    assert!(matches!(refused, SignError::OutOfScope { .. }));
}

const METHODS: [Method; 5] = [
    Method::Get,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
];

/// What a lenient server might take for a row, by every method.
fn lookalikes(row: &str) -> Vec<(Method, String)> {
    let path = row.replace("{}", "x1").replace('*', "x1");
    let toggled = match path.strip_suffix('/') {
        Some(bare) => bare.to_owned(),
        None => format!("{path}/"),
    };
    [path.to_ascii_uppercase(), path, toggled]
        .into_iter()
        .flat_map(|path| METHODS.map(|method| (method, path.clone())))
        .collect()
}

/// Whether the row of a table, in its pattern, is at `path`, letter by letter.
fn is_at(row: &str, path: &str) -> bool {
    if let Some(above) = row.strip_suffix('*') {
        return path.starts_with(above);
    }
    let (mut row, mut path) = (row.split('/'), path.split('/'));
    loop {
        match (row.next(), path.next()) {
            (None, None) => return true,
            (Some(row), Some(path)) => {
                let fits = match row.split_once("{}") {
                    Some((head, tail)) => path.starts_with(head) && path.ends_with(tail),
                    None => row == path,
                };
                if !fits {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Every row of every venue, by every method, and in the spellings of a lenient server: what is
/// signed is a row of the table, letter by letter, and within the scope.
#[test]
fn no_spelling_of_a_row_is_signed_beyond_the_scope() {
    let mut count = 0;
    for spec in venue::ALL {
        let Some(signer) = good_signer(spec.id()) else {
            continue;
        };
        for (_, row, _) in spec.endpoints() {
            for (method, path) in lookalikes(row) {
                for body in ["", "{}"] {
                    // What is no path here, as `/x//`, is refused before.
                    let request = Request::new(method, &path).map(|it| it.body(body));
                    if !request.is_ok_and(|it| signer.sign_at(&it, at(1)).is_ok()) {
                        continue;
                    }
                    count += 1;
                    let at_path = || {
                        spec.endpoints()
                            .filter(|(own, row, _)| *own == method && is_at(row, &path))
                    };
                    let allowed = at_path().any(|(.., needs)| signer.scope().contains(needs));
                    assert!(allowed, "{}: {method} {path}", spec.id());
                    // Where the parameters decide, one path has several rows.
                    let mut named = at_path()
                        .filter(|(_, row, _)| !row.ends_with('*'))
                        .peekable();
                    let never = named.peek().is_some()
                        && named.all(|(.., needs)| !needs.and(PermissionSet::NEVER).is_empty());
                    assert!(!never, "{}: {method} {path}", spec.id());
                }
            }
        }
    }
    assert!(count > 1000, "{count}");
}

/// Whatever an owner lists of what nobody may do, in whatever spelling and by whatever method, is
/// signed no more than without the listing.
#[test]
fn no_listing_unlocks_what_nobody_may_at_any_venue() {
    for spec in venue::ALL {
        let mut requests = Vec::new();
        let mut listings = Vec::new();
        for (_, row, needs) in spec.endpoints() {
            if needs.and(PermissionSet::NEVER).is_empty() {
                continue;
            }
            for (method, path) in lookalikes(row) {
                let listing = serde_json::json!({
                    "method": method.as_str(), "path": path, "needs": "read",
                });
                let alone = serde_json::json!({ "needs": ["read"], "endpoints": [listing] });
                if serde_json::from_value::<AnyPolicy>(alone).is_ok() {
                    listings.push(listing);
                    requests.push((method, path));
                }
            }
        }
        let Some(plain) = good_signer(spec.id()) else {
            continue;
        };
        let listing = good_signer_listing(spec.id(), &listings.into()).unwrap();
        for (method, path) in requests {
            let sign = |signer: &keyleash::AnySigner, body: &'static str| {
                signer
                    .sign_at(&ask(method, &path).body(body), at(1))
                    .is_ok()
            };
            for body in ["", "{}"] {
                assert_eq!(
                    sign(&listing, body),
                    sign(&plain, body),
                    "{}: {method} {path}",
                    spec.id()
                );
            }
        }
    }
}

/// A number with a fraction in the field that tells margin from spot is no empty text.
#[test]
fn an_order_with_leverage_is_not_spot_whatever_the_number() {
    let Some(coinbase) = good_signer("coinbase") else {
        return;
    };
    let sign = |more: &str| {
        let body = format!(r#"{{"product_id":"BTC-USD","side":"BUY"{more}}}"#);
        coinbase
            .sign_at(
                &ask(Method::Post, "/api/v3/brokerage/orders").body(&body),
                at(1),
            )
            .map(drop)
    };
    for more in [
        "",
        r#","leverage":"1.0""#,
        r#","leverage":1"#,
        r#","leverage":null"#,
    ] {
        sign(more).unwrap();
    }
    for more in [
        r#","leverage":5"#,
        r#","leverage":5.0"#,
        r#","leverage":1e1"#,
        r#","leverage":[5]"#,
        r#","leverage":{"x":5}"#,
        r#","Leverage":5.0"#,
        r#","margin_type":1.5"#,
        r#","margin_type":{}"#,
    ] {
        assert_eq!(sign(more).unwrap_err(), SignError::Undecided, "{more}");
    }
}
