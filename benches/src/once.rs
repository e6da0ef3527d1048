//! One signature of a venue, for callgrind: `once Binance 100` makes a hundred.

use keyleash_benches::calls;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let venue = arguments.next().unwrap_or_else(|| "Binance".to_owned());
    let count: u32 = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    for mut order in calls::orders() {
        if order.venue == venue {
            for _ in 0..count {
                (order.typed)();
            }
        }
    }
}
