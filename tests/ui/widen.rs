use keyleash::{Signer, scope, venue::binance::Binance};

scope! { MarketMaker = Read | Spot }
scope! { Watcher = Read }

fn run(watcher: &Signer<Binance, Watcher>) {
    let _ = watcher.narrow::<MarketMaker>();
}

fn main() {}
