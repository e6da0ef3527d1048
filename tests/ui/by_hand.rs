use keyleash::{permission::{Spot, Withdraw}, scope, scope::GrantedTo};

scope! { Watcher = Read }

impl GrantedTo<Watcher> for Withdraw {}
impl GrantedTo<Watcher> for Spot {}

fn main() {}
