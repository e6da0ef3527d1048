use keyleash::scope;

scope! { Rogue = Read | Spot | Withdraw }

fn main() {}
