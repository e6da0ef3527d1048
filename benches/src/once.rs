//! One signature of a venue, for callgrind: `once Binance 100` makes a hundred.

use keyleash_benches::calls;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let venue = arguments.next().unwrap_or_else(|| "Binance".into());
    let count: u32 = arguments
        .next()
        .and_then(|text| text.to_str()?.parse().ok())
        .unwrap_or(1);
    for mut order in calls::orders() {
        if venue == order.venue {
            for _ in 0..count {
                (order.typed)();
            }
        }
    }
}
