use keyleash::{ApiCredential, Policy, Report, scope, venue::binance::Binance};

scope! { MarketMaker = Read | Spot }

const POLICY: Policy<MarketMaker> = Policy::new();

fn run(credential: ApiCredential<Binance>, report: Report) {
    let _signer = credential.verify(&POLICY, report);
    let _again = credential.inspection();
}

fn main() {}
