use keyleash::scope;

scope! { Rogue = Read | Admin }

fn main() {}
