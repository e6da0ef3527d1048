//! A market maker on Binance: its key is loaded once, checked once, and can do no harm from there.
//!
//! It signs an order and shows it without sending it.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Env, Policy, Signer,
    permission::Spot,
    scope,
    scope::Grants,
    venue::binance::{self, Binance},
};
use std::error::Error;

// Sends by the program `curl`. Any HTTP client will do that does not follow redirects.
#[path = "startup_check/client.rs"]
mod client;
use client::send;

scope! {
    /// All that this bot may do. `Withdraw` cannot be written here: it does not compile.
    MarketMaker = Read | Spot
}
scope! {
    /// What its balance monitor may do.
    Watcher = Read
}

/// What the owner demands of the key, beside no right that the bot does not need.
const POLICY: Policy<MarketMaker> = Policy::new().max_age_days(60);

fn main() -> Result<(), Box<dyn Error>> {
    // A key that was only loaded can do one thing: ask what it may do.
    let credential = ApiCredential::<Binance>::load(Env::new())?;
    let report = credential.inspect(send)?;
    // Either the answer meets the policy, or the error names all that is wrong, and the key is
    // wiped.
    let signer = credential.verify(&POLICY, report)?;
    // The monitor gets a signer of its own, which can only read.
    let watcher: Signer<Binance, Watcher> = signer.narrow();
    watch(&watcher)?;
    // On an error every signer of this key stops, the monitor's too.
    quote(&signer).inspect_err(|_| signer.stop())
}

/// Works for any scope that grants spot trading: the bound says so.
fn quote<S: Grants<Spot>>(signer: &Signer<Binance, S>) -> Result<(), Box<dyn Error>> {
    let order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9";
    let request = signer.sign(binance::NEW_ORDER.query(order))?;
    // A bot would `send(request.try_into()?)?` here.
    println!("signed and not sent: {request:?}");
    // Refused by the compiler, whatever the scope is:
    // signer.sign(binance::WITHDRAW.query("coin=BTC&amount=1&address=.."))?;
    Ok(())
}

fn watch(watcher: &Signer<Binance, Watcher>) -> Result<(), Box<dyn Error>> {
    let balances = watcher.sign(binance::ACCOUNT.query("omitZeroBalances=true"))?;
    send(balances.try_into()?)?;
    // Refused by the compiler, since `Watcher` grants `Read` alone:
    // watcher.sign(binance::NEW_ORDER.query("symbol=BTCUSDT&side=BUY"))?;
    // let wider: Signer<Binance, MarketMaker> = watcher.narrow();
    Ok(())
}
