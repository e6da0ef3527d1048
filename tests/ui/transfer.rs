use keyleash::{Signer, scope, venue::bybit::{self, Bybit}};

scope! { MarketMaker = Read | Spot }

fn run(signer: &Signer<Bybit, MarketMaker>) {
    let _ = signer.sign(bybit::TRANSFER.body("{}"));
}

fn main() {}
