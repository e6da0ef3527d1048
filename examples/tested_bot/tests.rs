//! The tests of the bot: each opens an exchange of its own, which ends with the test.

use crate::{
    bot::{Bot, BotError},
    tag,
};
use keyleash::{
    Error, KillSwitch, SignError, assert_refused,
    fixtures::{self, Exchange, Fault, Placed, Rights},
    venue::okx::Okx,
};
use std::{error, time::Duration};

type Tested = Result<(), Box<dyn error::Error>>;

/// A bot that started with a good key, and its exchange.
fn started() -> Result<(Exchange, Bot), Box<dyn error::Error>> {
    let exchange = Exchange::open("okx")?;
    let bot = start(&exchange, Rights::good())?;
    Ok((exchange, bot))
}

fn start(exchange: &Exchange, rights: Rights) -> Result<Bot, Box<dyn error::Error>> {
    let key = exchange.issue(rights);
    let credential = exchange.credential_of::<Okx>(&key)?;
    Ok(Bot::start(
        credential,
        &KillSwitch::new(),
        &tag()?,
        fixtures::send,
    )?)
}

#[test]
fn it_buys_under_its_own_name() -> Tested {
    let (exchange, mut bot) = started()?;
    bot.buy("BTC-USDT", "0.01")?;
    bot.buy("ETH-USDT", "0.5")?;
    let orders = exchange.orders();
    let markets: Vec<_> = orders.iter().map(Placed::market).collect();
    assert_eq!(markets, ["BTC-USDT", "ETH-USDT"]);
    assert!(bot.look()?.is_empty());
    Ok(())
}

#[test]
fn it_does_not_start_with_a_key_that_can_do_more() -> Tested {
    for (rights, code) in [
        (Rights::withdrawing(), "KL-WITHDRAW"),
        (Rights::open_to_all(), "KL-OPEN-TO-ALL"),
        (Rights::unknown(), "KL-UNKNOWN-RIGHT"),
        (Rights::good().days_old(61), "KL-TOO-OLD"),
    ] {
        let exchange = Exchange::open("okx")?;
        let key = exchange.issue(rights);
        let credential = exchange.credential_of::<Okx>(&key)?;
        let started = Bot::start(credential, &KillSwitch::new(), &tag()?, fixtures::send);
        assert_refused!(started, code);
        assert!(exchange.orders().is_empty());
    }
    Ok(())
}

#[test]
fn it_does_not_start_with_another_secret() -> Tested {
    let exchange = Exchange::open("okx")?;
    let key = exchange.issue(Rights::good()).mistyped();
    let credential = exchange.credential_of::<Okx>(&key)?;
    let started = Bot::start(credential, &KillSwitch::new(), &tag()?, fixtures::send);
    assert_refused!(started, "wrong_secret");
    Ok(())
}

#[test]
fn it_stops_when_its_key_gets_more_rights() -> Tested {
    let (exchange, bot) = started()?;
    bot.renew()?;
    exchange.misbehave(Fault::RightsChanged(Rights::withdrawing()));
    assert_refused!(bot.renew(), "KL-WITHDRAW");
    assert!(matches!(
        bot.buy("BTC-USDT", "0.01"),
        Err(BotError::Key(Error::Sign(SignError::Stopped)))
    ));
    assert!(exchange.orders().is_empty());
    Ok(())
}

#[test]
fn it_stops_when_somebody_else_trades() -> Tested {
    let (exchange, mut bot) = started()?;
    bot.buy("BTC-USDT", "0.01")?;
    exchange.misbehave(Fault::ForeignTrade);
    assert_eq!(bot.look()?.len(), 1);
    assert!(bot.buy("BTC-USDT", "0.01").is_err());
    assert_eq!(exchange.orders().len(), 2);
    Ok(())
}

#[test]
fn it_notices_that_its_key_is_gone() -> Tested {
    let (exchange, bot) = started()?;
    exchange.misbehave(Fault::Revoked);
    assert_refused!(bot.renew(), "unknown_key");
    assert!(matches!(
        bot.buy("BTC-USDT", "0.01"),
        Err(BotError::Refused(401))
    ));
    exchange.behave();
    exchange.misbehave(Fault::AllowlistShrunk);
    assert_refused!(bot.renew(), "address_not_listed");
    Ok(())
}

#[test]
fn it_lives_with_an_exchange_that_stumbles() -> Tested {
    let (exchange, mut bot) = started()?;
    exchange.misbehave(Fault::BrokenAnswer);
    assert!(matches!(bot.look(), Err(BotError::Unread)));
    assert_refused!(bot.renew(), "unreadable");
    exchange.behave();
    exchange.misbehave(Fault::Redirect);
    assert!(matches!(bot.look(), Err(BotError::Refused(307))));
    exchange.behave();
    exchange.misbehave(Fault::ClockSkew(-20_000));
    exchange.misbehave(Fault::Slow(Duration::from_millis(100)));
    bot.renew()?;
    bot.buy("BTC-USDT", "0.01")?;
    assert_eq!(exchange.orders().len(), 1);
    Ok(())
}
