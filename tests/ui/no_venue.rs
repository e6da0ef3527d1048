use keyleash::Venue;

enum Mine {}

fn run<V: Venue>() {}

fn main() {
    run::<Mine>();
}
