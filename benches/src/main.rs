//! Every ratio of `docs/performance.md`, as one line of JSON each.

use keyleash::venue::{
    binance::{self, Binance},
    bybit::{self, Bybit},
};
use keyleash_benches::{
    calls::{self, signing},
    fleet, floor, growth, pairs, rotation,
    rounds::{Rounds, median},
    unguarded::SCRUBBED,
    venues::{self, Fixed},
};
use std::{
    hint::black_box,
    sync::{
        Barrier,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};
use zeroize::zeroize_stack;

fn main() {
    let quick = std::env::args_os().any(|argument| argument == "--quick");
    let rounds = if quick { 101 } else { 1001 };
    one_signature(rounds);
    key_pairs(rounds);
    lengths(rounds / 4);
    start(rounds);
    self_check(if quick { 3 } else { 11 });
    growth(rounds / 4);
    threads(if quick { 1 } else { 5 });
    rotations(if quick { 10 } else { 100 });
}

fn tell(goal: &str, what: &str, figures: &[(&str, f64)]) {
    let mut line = serde_json::json!({ "goal": goal, "what": what });
    for (name, figure) in figures {
        line[name] = serde_json::json!((figure * 1000.0).round() / 1000.0);
    }
    println!("{line}");
}

/// Goals 1, 3 and 5: one signature, next to the least that it can cost, and to the same by hand.
fn one_signature(rounds: usize) {
    let mut all = Rounds::default();
    let mut texts = Vec::new();
    for order in calls::orders() {
        texts.push((order.venue, order.text));
        all.case("floor", order.floor);
        all.case("typed", order.typed);
        all.case("any", order.any);
        all.case("unguarded", order.unguarded);
    }
    all.case("wipe", zeroize_stack::<SCRUBBED>);
    all.case("clock", || {
        black_box(SystemTime::now());
    });
    let times: Vec<f64> = all.run(rounds).into_iter().map(|(_, time)| time).collect();
    for ((venue, bytes), times) in texts.iter().zip(times.chunks(4)) {
        let figures = [
            ("bytes", *bytes as f64),
            ("floor", times[0]),
            ("guarded", times[1]),
            ("ratio", times[1] / times[0]),
            ("looked up", times[2]),
            ("unguarded", times[3]),
            ("unguarded ratio", times[3] / times[0]),
            ("guards, percent", percent(times[1] - times[3], times[1])),
        ];
        tell("1", venue, &figures);
    }
    if let [_, guarded, .., wipe, clock] = times.as_slice() {
        tell("1", "clock alone", &[("ns", *clock)]);
        let figures = [("ns", *wipe), ("percent", percent(*wipe, *guarded))];
        tell("5", texts[0].0, &figures);
    }
}

fn percent(part: f64, whole: f64) -> f64 {
    100.0 * part / whole
}

/// Goal 3: key pairs, next to their bare signatures.
fn key_pairs(rounds: usize) {
    let mut all = Rounds::default();
    let mut names = Vec::new();
    for pair in pairs::all() {
        names.push(pair.what);
        all.case("bare", pair.bare);
        all.case("guarded", pair.guarded);
    }
    let times: Vec<f64> = all.run(rounds).into_iter().map(|(_, time)| time).collect();
    for (what, times) in names.iter().zip(times.chunks(2)) {
        let figures = [
            ("bare", times[0]),
            ("guarded", times[1]),
            ("ratio", times[1] / times[0]),
        ];
        tell("3", what, &figures);
    }
}

/// Goal 8: what more text costs, next to the floor's own slope.
fn lengths(rounds: usize) {
    let mut all = Rounds::default();
    let sizes = [64, 256, 1_024, 4_096, 16_384, 65_536];
    for size in sizes {
        let query: &'static str = format!("symbol=BTCUSDT&note={}", "a".repeat(size)).leak();
        let signer = venues::typed::<Binance>("binance", Fixed::any());
        all.case("floor", floor::sha256(query.len() + 40));
        all.case("guarded", signing(signer, binance::NEW_ORDER.query(query)));
    }
    let times: Vec<f64> = all.run(rounds).into_iter().map(|(_, time)| time).collect();
    for (size, times) in sizes.iter().zip(times.chunks(2)) {
        let figures = [
            ("floor", times[0]),
            ("guarded", times[1]),
            ("ratio", times[1] / times[0]),
        ];
        tell("8", &format!("{size} bytes"), &figures);
    }
}

/// Goal 8: what must not grow with lists, limits and orders. Few watches at once, since they drive
/// each other out of the caches.
fn growth(rounds: usize) {
    let sizes = [100, 10_000, 1_000_000];
    let mut all = vec![growth::markets(&sizes), growth::levels()];
    all.extend(sizes.map(|size| growth::watch(&[size])));
    for cases in all {
        let mut turns = Rounds::default();
        for (name, run) in cases {
            turns.case(name, run);
        }
        for (name, time) in turns.run(rounds) {
            tell("8", &name, &[("ns", time)]);
        }
    }
}

/// Goal 6: what a report costs to judge, by the entries of its allowlist.
fn start(rounds: usize) {
    let mut all = Rounds::default();
    let counts = [2, 30];
    for count in counts {
        let entries: Vec<_> = (1..=count)
            .map(|at| format!("\"18.181.170.{at}\""))
            .collect();
        let list = format!("\"ips\":[{}]", entries.join(","));
        let known = r#""ips":["18.181.170.164","13.212.45.47"]"#;
        let change = |answer: String| answer.replace(known, &list);
        let (signer, report) = venues::any_with("bybit", Fixed::any(), change);
        let copied = report.clone();
        all.case("copied", move || {
            drop(black_box(copied.clone()));
        });
        all.case("judged", move || {
            let renewed = signer.renew_at(report.clone(), venues::recorded());
            renewed.unwrap();
        });
    }
    let times: Vec<f64> = all.run(rounds).into_iter().map(|(_, time)| time).collect();
    for (count, times) in counts.iter().zip(times.chunks(2)) {
        tell(
            "6",
            &format!("{count} entries"),
            &[("ns", times[1] - times[0])],
        );
    }
}

/// Goal 6: what the check of a fleet takes beyond the answers that it waits for.
fn self_check(repeats: usize) {
    let mut all = [const { Vec::new() }; 3];
    for _ in 0..repeats {
        let fleet::Checked { total, waited } = fleet::checked();
        for (times, time) in all.iter_mut().zip([total, waited, total - waited]) {
            times.push(time.as_secs_f64() * 1_000.0);
        }
    }
    let [total, waited, beyond] = all.each_mut().map(|times| median(times));
    let figures = [
        ("total, ms", total),
        ("waited, ms", waited),
        ("beyond, ms", beyond),
    ];
    tell(
        "6",
        &format!("self-check of {} keys", fleet::KEYS),
        &figures,
    );
}

/// Goal 4: a rotation every millisecond.
fn rotations(turns: u32) {
    let rotated = rotation::measured(turns);
    let figures = [
        ("still", rotated.still),
        ("rotating", rotated.rotating),
        (
            "percent",
            percent(rotated.rotating - rotated.still, rotated.still),
        ),
        ("rotations a second", rotated.rotations),
    ];
    tell("4", "Bybit", &figures);
}

/// Goal 4: one signer in several threads.
fn threads(repeats: usize) {
    let signers = [
        ("Binance", 0, Fixed::any()),
        ("Binance, Ed25519", 0, Fixed::ed25519(&[7; 32])),
        ("Bybit", 1, Fixed::any()),
    ];
    for (what, venue, source) in signers {
        let clone: Box<dyn Fn() -> calls::Run> = if venue == 0 {
            let signer = venues::typed::<Binance>("binance", source);
            Box::new(move || signing(signer.clone(), binance::NEW_ORDER.query(calls::BINANCE)))
        } else {
            let signer = venues::typed::<Bybit>("bybit", source);
            Box::new(move || signing(signer.clone(), bybit::ORDER_CREATE_SPOT.body(calls::BYBIT)))
        };
        let mut ratios: Vec<f64> = (0..repeats)
            .map(|_| {
                let one = throughput(vec![clone()]);
                throughput(vec![clone(), clone()]) / one
            })
            .collect();
        tell("4", what, &[("two by one", median(&mut ratios))]);
    }
}

/// Signatures a second, of all threads together.
fn throughput(runs: Vec<calls::Run>) -> f64 {
    let (stop, count) = (AtomicBool::new(false), AtomicU64::new(0));
    let start = Barrier::new(runs.len() + 1);
    let mut elapsed = Duration::ZERO;
    thread::scope(|scope| {
        for mut run in runs {
            let (stop, count, start) = (&stop, &count, &start);
            scope.spawn(move || {
                let mut own = 0;
                start.wait();
                while !stop.load(Ordering::Relaxed) {
                    for _ in 0..64 {
                        run();
                    }
                    own += 64;
                }
                count.fetch_add(own, Ordering::Relaxed);
            });
        }
        start.wait();
        let begun = Instant::now();
        thread::sleep(Duration::from_millis(400));
        stop.store(true, Ordering::Relaxed);
        elapsed = begun.elapsed();
    });
    count.load(Ordering::Relaxed) as f64 / elapsed.as_secs_f64()
}
