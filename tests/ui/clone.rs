use keyleash::{ApiCredential, Secret, SignedRequest, venue::binance::Binance};

fn copy(credential: &ApiCredential<Binance>) -> ApiCredential<Binance> {
    credential.clone()
}

fn copy_secret(secret: &Secret) -> Secret {
    secret.clone()
}

fn send_twice(order: &SignedRequest) -> SignedRequest {
    order.clone()
}

fn main() {}
