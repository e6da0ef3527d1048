use keyleash::{Listed, Method, permission::Withdraw};

const SNEAKY: Listed = Listed::new::<Withdraw>(Method::Post, "/sapi/v9/send");

fn main() {}
