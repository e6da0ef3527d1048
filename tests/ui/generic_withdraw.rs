use keyleash::{Scope, Signer, venue::binance::{self, Binance}};

fn drain<S: Scope>(signer: &Signer<Binance, S>) {
    let _ = signer.sign(binance::WITHDRAW.query("coin=BTC&address=x&amount=1"));
}

fn main() {}
