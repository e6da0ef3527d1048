use keyleash::{scope, scope::Within};

scope! { MarketMaker = Read | Spot }
scope! { Watcher = Read }

impl Within<Watcher> for MarketMaker {}

fn main() {}
