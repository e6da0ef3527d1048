//! A fleet's address and lease, with a marked password in it.

use super::channels::Shown;
use keyleash::{FleetTrip, Lease, Redis, Secret};
use std::time::Duration;

/// Addresses of every kind, and a lease that nothing answers.
pub(super) fn leases(shown: &Shown) {
    let password = &shown.marks.plain;
    for url in [
        format!("redis://:{password}@127.0.0.1:1"),
        format!("redis://{password}:{password}@127.0.0.1:1/3"),
        format!("unix:///nowhere/{password}?pass={password}"),
        format!("rediss://:{password}@127.0.0.1:1"),
        format!("rediss://:{password}@127.0.0.1:1#{password}"),
        format!("redis://:{password}@127.0.0.1:{password}"),
        format!("redis://:{password}@127.0.0.1/{password}"),
        format!("redis://:{password}@127.0.0.1?protocol={password}"),
        format!("{password}://127.0.0.1"),
        password.clone(),
    ] {
        let redis = match Redis::at(Secret::new(url)) {
            Ok(redis) => redis,
            Err(error) => {
                shown.error(&error);
                continue;
            }
        };
        shown.debug(&redis);
        let lease = Lease::new(redis.clone(), "desk-1").ttl(Duration::from_millis(500));
        shown.debug(&lease);
        if let Err(error) = Lease::new(redis, password.clone()).start() {
            shown.error(&error);
        }
        let fleet = lease.start().unwrap();
        // A careless owner's words.
        let trip = fleet.trip(password, password);
        shown.debug(&trip).error(&trip.unwrap_err());
        let reset = fleet.reset(password, password);
        shown.debug(&reset).error(&reset.unwrap_err());
        shown.debug(&fleet).debug(&fleet.standing());
    }
    for name in [
        "BOTH_API_SECRET",
        "BINANCE_API_SECRET",
        "NO_SUCH",
        password.as_str(),
    ] {
        shown.error(&Redis::from_variable(name).unwrap_err());
    }
    // Of those that only a server makes, the types.
    shown.debug(&Vec::<FleetTrip>::new());
    shown.debug(&None::<keyleash::Doubt>);
}
