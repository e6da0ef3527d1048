//! A bot that loads one credential from the Secret Service, and says what came of it.
//!
//! Its arguments are service, user and deadline. It loads once for each line of its input, and waits
//! in between, so that its memory can be looked at. What is logged at any level goes to its error
//! output.
#![forbid(unsafe_code)]

use keyleash::{ApiCredential, Keyring, LoadError, SourceError, venue::binance::Binance};
use std::{env, io::stdin};

/// Writes everything, of every crate.
struct Everything;

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    log::set_logger(&Everything)?;
    log::set_max_level(log::LevelFilter::Trace);
    let mut arguments = env::args().skip(1);
    let mut argument = || arguments.next().ok_or("service, user, deadline");
    let (service, user, seconds) = (argument()?, argument()?, argument()?.parse()?);
    match zbus_secret_service_keyring_store::Store::new() {
        Ok(store) => keyring_core::set_default_store(store),
        Err(_) => println!("no service"),
    }
    let mut line = String::new();
    // Again for each line, as a bot that rotates its keys.
    while stdin().read_line(&mut line)? > 0 {
        let source = Keyring::new(&service, &user).deadline_seconds(seconds);
        match ApiCredential::<Binance>::load(source) {
            Ok(credential) => println!("loaded {}", credential.fingerprint()),
            Err(LoadError::Source(error)) => {
                let kind = match error {
                    SourceError::NotConfigured { .. } => "not configured",
                    SourceError::Misconfigured { .. } => "wrong",
                    SourceError::Failed { .. } => "failed",
                    _ => "other",
                };
                println!("{kind}: {error}");
            }
            Err(error) => println!("other: {error}"),
        }
    }
    Ok(())
}
