use keyleash::{Policy, scope};

scope! { MarketMaker = Read | Spot }

const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(0);

fn main() {}
