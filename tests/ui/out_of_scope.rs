use keyleash::{Signer, scope, venue::binance::{self, Binance}};

scope! { Watcher = Read }

fn run(watcher: &Signer<Binance, Watcher>) {
    let _ = watcher.sign(binance::NEW_ORDER.query("symbol=BTCUSDT"));
}

fn main() {}
