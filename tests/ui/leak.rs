use keyleash::{ApiCredential, Secret, Signer, scope, venue::binance::Binance};

scope! { MarketMaker = Read | Spot }

fn show(secret: &Secret, credential: &ApiCredential<Binance>, signer: &Signer<Binance, MarketMaker>) {
    let _ = format!("{secret}");
    let _ = format!("{credential}");
    let _ = format!("{signer}");
}

fn store<T: serde::Serialize>(_: &T) {}

fn save(secret: &Secret, credential: &ApiCredential<Binance>, signer: &Signer<Binance, MarketMaker>) {
    store(secret);
    store(credential);
    store(signer);
}

fn main() {}
