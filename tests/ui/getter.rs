use keyleash::Secret;

fn text(secret: &Secret) -> &str {
    secret.expose()
}

fn main() {}
