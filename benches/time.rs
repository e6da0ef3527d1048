//! Guarded signatures by `criterion`, which keeps the last run to compare with.

use criterion::{Criterion, criterion_group, criterion_main};
use keyleash_benches::calls;

fn signatures(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("signature");
    for mut order in calls::orders() {
        group.bench_function(format!("{}/floor", order.venue), |bench| {
            bench.iter(&mut order.floor)
        });
        group.bench_function(format!("{}/guarded", order.venue), |bench| {
            bench.iter(&mut order.typed)
        });
        group.bench_function(format!("{}/looked up", order.venue), |bench| {
            bench.iter(&mut order.any)
        });
    }
    group.finish();
}

criterion_group!(benches, signatures);
criterion_main!(benches);
