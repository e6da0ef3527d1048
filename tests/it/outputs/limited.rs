//! Limits, with secrets where names belong.

use super::{answers, channels::Shown};
use crate::support::at;
use keyleash::{
    AnyPolicy, Counters, CountersError, Limit, Limits, Method, Request, danger, venue::Counted,
};

/// Counts in places whose names are secrets, and orders in markets that are.
pub(super) fn counts(shown: &Shown) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(&shown.marks.plain);
    shown.result(Counters::at(&path));
    if let Some(counters) = shown.result(Counters::create(&path)) {
        shown.debug(&counters.fault());
    }
    shown.result(Counters::create(&path));
    std::fs::write(&path, &shown.marks.plain).unwrap();
    if let Some(CountersError::Damaged { place }) = shown
        .result(Counters::at(&path))
        .map_or_else(|| Counters::at(&path).err(), |_| None)
    {
        shown.debug(place.as_str());
    }
    shown
        .debug(&Limit::OrdersPerDay)
        .debug(&Counted::Order)
        .debug(&Limits::new().markets(&["BTCUSDT"]).orders_per_day(1));
    let policy = serde_json::json!({
        "needs": ["read", "spot"],
        "limits": { "orders_per_day": 1 },
        "markets": [shown.marks.plain],
    });
    shown.result(serde_json::from_value::<AnyPolicy>(policy));
    let spec = super::drive::spec("binance");
    let Some(signer) = answers::good_signer(shown, spec) else {
        return;
    };
    let markets = Limits::new().markets(&["BTCUSDT"]);
    let Some(signer) = shown.result(signer.limited_at(&markets, at(1))) else {
        return;
    };
    shown.result(signer.limited_at(&Limits::new().orders_per_day(1), at(1)));
    shown.debug(&danger::counters_in_memory());
    for name in ["symbol", "SYMBOL", "other"] {
        let body = format!("{name}={}", shown.marks.plain);
        let request = Request::new(Method::Post, "/api/v3/order").unwrap();
        shown.result(signer.sign_at(&request.body(&body), at(1)));
    }
}
