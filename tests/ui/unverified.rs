use keyleash::{ApiCredential, venue::binance::{self, Binance}};

fn run(credential: &ApiCredential<Binance>) {
    let _ = credential.sign(binance::NEW_ORDER.query("symbol=BTCUSDT"));
}

fn main() {}
