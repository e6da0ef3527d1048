use keyleash::{Scope, Signer, venue::binance::{self, Binance}};

fn quote<S: Scope>(signer: &Signer<Binance, S>) {
    let _ = signer.sign(binance::NEW_ORDER.query("symbol=BTCUSDT"));
}

fn main() {}
