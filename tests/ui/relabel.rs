use keyleash::{Endpoint, permission::Read, venue::binance::Binance};

fn main() {
    let _sneaky = Endpoint::<Binance, Read>::new;
}
