use keyleash::venue::{self, Spec, Venue};

enum Mine {}

impl Venue for Mine {
    const SPEC: &'static Spec = venue::ALL[0];
}

fn main() {}
