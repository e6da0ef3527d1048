use keyleash::Report;

fn forge() -> Report {
    Report {}
}

fn recall<T: serde::de::DeserializeOwned>() {}

fn main() {
    recall::<Report>();
}
