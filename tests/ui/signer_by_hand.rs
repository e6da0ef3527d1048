use keyleash::{Signer, scope, venue::binance::Binance};

scope! { MarketMaker = Read | Spot }

fn forge() -> Signer<Binance, MarketMaker> {
    Signer {}
}

fn main() {}
