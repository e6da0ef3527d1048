use keyleash::{Signer, scope, venue::{binance::Binance, kraken}};

scope! { MarketMaker = Read | Spot }

fn run(signer: &Signer<Binance, MarketMaker>) {
    let _ = signer.sign(kraken::ADD_ORDER.body("pair=XBTUSD"));
}

fn main() {}
