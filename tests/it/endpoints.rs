//! What a signature may be for: the table, the scope, and what an owner lists beside them.

use crate::support::{ANY_KEY, Trader, any_signer, ask, at, inspect_at, policy, signer};
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
