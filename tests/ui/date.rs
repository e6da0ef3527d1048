use keyleash::{Date, Gap, Policy, scope};

scope! { MarketMaker = Read | Spot }

const POLICY: Policy<MarketMaker> =
    Policy::new().accept_gap(Gap::Allowlist, Date::new(2027, 2, 30));

fn main() {}
