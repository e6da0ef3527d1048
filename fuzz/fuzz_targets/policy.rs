//! Any bytes as a policy in a configuration, and as a whole configuration: no panic, and none that asks for a withdrawal or for
//! the management of keys.
#![no_main]

use keyleash::{AnyPolicy, Policy, UncheckedConfig, scope};
use libfuzzer_sys::fuzz_target;

scope! { Trader = Read | Spot }

fuzz_target!(|input: &[u8]| {
    if let Ok(policy) = serde_json::from_slice::<AnyPolicy>(input) {
        check(&format!("{policy:?}"));
    }
    if let Ok(policy) = serde_json::from_slice::<Policy<Trader>>(input) {
        let shown = format!("{policy:?}");
        check(&shown);
        assert!(shown.contains("needs: PermissionSet(Read | Spot)"));
    }
    if let Ok(config) = serde_json::from_slice::<UncheckedConfig>(input) {
        match config.check() {
            Ok(config) => check(&format!("{config:?}")),
            Err(error) => assert!(!error.faults().is_empty()),
        }
    }
});

fn check(shown: &str) {
    // Paths are plain, so a parenthesis is always ours.
    for set in shown.split("PermissionSet(").skip(1) {
        let set = set.split(')').next().unwrap_or_default();
        assert!(
            !set.contains("Withdraw") && !set.contains("Admin"),
            "{shown}"
        );
    }
    assert!(shown.contains("any_address: false"), "{shown}");
}
