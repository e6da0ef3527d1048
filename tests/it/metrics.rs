//! What is counted, as an exporter sees it.
#![expect(clippy::float_cmp, reason = "counts are whole numbers")]

use crate::support::{any_signer, ask, at, inspect_at, key_of, policy};
use ::metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, Key, KeyName, Metadata, Recorder, SharedString,
    Unit,
};
use keyleash::{AnyCredential, Code, KillSwitch, Method, SignError, TrippedBy, VerifyError, venue};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

/// An exporter that shows what it has.
#[derive(Clone, Default)]
struct Exporter(Arc<Mutex<BTreeMap<String, f64>>>);

struct Cell(Exporter, String);

impl Exporter {
    fn cell(&self, key: &Key) -> Arc<Cell> {
        let labels: Vec<_> = key
            .labels()
            .map(|label| format!("{}={}", label.key(), label.value()))
            .collect();
        Arc::new(Cell(
            self.clone(),
            format!("{}{{{}}}", key.name(), labels.join(",")),
        ))
    }

    fn shown(&self) -> BTreeMap<String, f64> {
        self.0.lock().unwrap().clone()
    }
}

impl CounterFn for Cell {
    fn increment(&self, by: u64) {
        let by = f64::from(u32::try_from(by).unwrap());
        *self.0.0.lock().unwrap().entry(self.1.clone()).or_default() += by;
    }

    fn absolute(&self, _: u64) {
        unreachable!("nothing is counted elsewhere");
    }
}

impl GaugeFn for Cell {
    fn increment(&self, _: f64) {
        unreachable!("gauges are set");
    }

    fn decrement(&self, _: f64) {
        unreachable!("gauges are set");
    }

    fn set(&self, value: f64) {
        self.0.0.lock().unwrap().insert(self.1.clone(), value);
    }
}

impl Recorder for Exporter {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.cell(key))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.cell(key))
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        unreachable!("nothing is a histogram")
    }
}

#[test]
fn signatures_and_refusals_are_counted_by_their_outcome() {
    let exporter = Exporter::default();
    ::metrics::with_local_recorder(&exporter, || {
        let signer = any_signer("bybit", &policy());
        let order = ask(
            Method::Get,
            "/v5/account/wallet-balance?accountType=UNIFIED",
        );
        for _ in 0..3 {
            let _ = signer.sign_at(&order, at(1)).unwrap();
        }
        let unlisted = signer.sign_at(&ask(Method::Get, "/v5/no/such/thing"), at(1));
        assert!(matches!(unlisted, Err(SignError::Unlisted { .. })));
        signer.stop();
        assert_eq!(
            signer.sign_at(&order, at(1)).err(),
            Some(SignError::Stopped)
        );
    });
    let shown = exporter.shown();
    let outcome = |name| {
        shown.get(&format!(
            "keyleash_signatures_total{{venue=bybit,outcome={name}}}"
        ))
    };
    assert_eq!(outcome("signed"), Some(&3.0));
    assert_eq!(outcome("unlisted"), Some(&1.0));
    assert_eq!(outcome("stopped"), Some(&1.0));
    assert_eq!(
        shown.get("keyleash_verifications_total{venue=bybit,outcome=accepted}"),
        Some(&1.0)
    );
    let gauge = |name| shown[&format!("keyleash_key_{name}{{venue=bybit,environment=production}}")];
    assert!(gauge("age_seconds") > 0.0);
    assert!(gauge("deadline_seconds") > gauge("verified_until_seconds"));
}

#[test]
fn what_refused_a_key_is_counted_by_its_code() {
    let exporter = Exporter::default();
    ::metrics::with_local_recorder(&exporter, || {
        let binance = venue::find("binance").unwrap();
        let credential = AnyCredential::load(binance, key_of("binance")).unwrap();
        let report = inspect_at(credential.inspection(), "binance", "can_withdraw", at(0));
        match credential.verify_at(&policy(), report, at(0)) {
            Err(VerifyError::Refused(refused)) => assert!(refused.is_for(Code::Withdraw)),
            other => panic!("{other:?}"),
        }
    });
    let shown = exporter.shown();
    assert_eq!(shown["keyleash_violations_total{code=KL-WITHDRAW}"], 1.0);
    assert_eq!(
        shown["keyleash_verifications_total{venue=binance,outcome=refused}"],
        1.0
    );
    // Nothing of the key is a label.
    assert!(shown.keys().all(|key| !key.contains("key=")), "{shown:?}");
}

#[test]
fn trips_and_resets_are_seen() {
    let exporter = Exporter::default();
    let tripped = || exporter.shown()["keyleash_kill_switch_tripped{}"];
    ::metrics::with_local_recorder(&exporter, || {
        let switch = KillSwitch::new();
        switch
            .trip(TrippedBy::Watch, "a trade that is not ours")
            .unwrap();
        assert_eq!(tripped(), 1.0);
        switch.reset("alice", "looked into").unwrap();
        assert_eq!(tripped(), 0.0);
        switch.trigger().pull();
        let _ = switch.standing();
        assert_eq!(tripped(), 1.0);
    });
    assert_eq!(exporter.shown()["keyleash_trips_total{by=watch}"], 1.0);
}
