use keyleash::{Signer, scope, venue::binance::{self, Binance}};

scope! { MarketMaker = Read | Spot }

fn run(signer: &Signer<Binance, MarketMaker>) {
    let _ = signer.sign(binance::WITHDRAW.query("coin=BTC&address=x&amount=1"));
}

fn main() {}
