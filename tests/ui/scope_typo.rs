use keyleash::scope;

scope! { Rogue = Read | Trade }

fn main() {}
