use keyleash::{permission::Spot, scope, scope::Grants};

scope! { Watcher = Read }

impl Grants<Spot> for Watcher {}

fn main() {}
