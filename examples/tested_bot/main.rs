//! A bot with its tests: `cargo test --features fixtures --example tested_bot` runs them.
//!
//! Run as a program it shows one day of the bot against a stand-in of the exchange on this machine.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

mod bot;
#[cfg(test)]
mod tests;

use base64ct::{Base64, Encoding as _};
use bot::Bot;
use keyleash::{
    KillSwitch, OrderTag, Secret,
    fixtures::{self, Exchange, Fault, Rights},
    venue::okx::Okx,
};
use sha2::{Digest, Sha512};
use std::{error::Error, sync::Arc};

/// A made-up tag key: a bot keeps its own in a file, by `OrderTag::create`.
fn tag() -> Result<Arc<OrderTag>, Box<dyn Error>> {
    let bytes = Sha512::digest("made up, for the orders of an example");
    let text = Base64::encode_string(&bytes);
    Ok(Arc::new(OrderTag::new(&Secret::new(text))?))
}

fn main() -> Result<(), Box<dyn Error>> {
    let exchange = Exchange::open("okx")?;
    let key = exchange.issue(Rights::good());
    let credential = exchange.credential_of::<Okx>(&key)?;
    let mut bot = Bot::start(credential, &KillSwitch::new(), &tag()?, fixtures::send)?;
    println!("started with {}", key.fingerprint());

    bot.buy("BTC-USDT", "0.01")?;
    println!("bought, and found {} trades of others", bot.look()?.len());

    bot.renew()?;
    println!("asked again: the key is as it was");

    exchange.misbehave(Fault::ForeignTrade);
    for finding in bot.look()? {
        println!("{finding}");
    }
    match bot.buy("BTC-USDT", "0.01") {
        Ok(()) => println!("bought, which should not be"),
        Err(error) => println!("no more orders: {error}"),
    }
    Ok(())
}
