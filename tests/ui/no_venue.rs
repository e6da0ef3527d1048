use keyleash::{ApiCredential, Env};

enum Mine {}

fn main() {
    let _ = ApiCredential::<Mine>::load(Env::new());
}
