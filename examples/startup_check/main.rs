//! A start-up check of exchange keys: what each may do, and whether a bot should run with it.
//!
//! Without keys in the environment it shows itself on made-up ones, which it asks of stand-ins of
//! the exchanges on this machine. With `BINANCE_API_KEY` and the like set, it asks the exchanges.

mod answers;
mod asked;
mod check;
mod client;
mod dialects;
mod exchange;
mod keys;
mod print;

use check::Checked;
use exchange::Exchange;
use keyleash::{
    AnyCredential, AnyPolicy, Env, LoadError, PermissionSet, SourceError, danger,
    permission::{Futures, Read, Spot},
    venue::{self, Spec},
};
use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

const HELP: &str = "\
Checks exchange keys as a bot should at its start, and prints what it found.

usage: startup_check [--json]

  --json   print one JSON document
  --help   print this

Without keys in the environment, made-up keys are checked against stand-ins of
the exchanges on this machine; the status is 0 if each was judged as expected.

With BINANCE_API_KEY and BINANCE_API_SECRET set, or the same for BYBIT, OKX
(and OKX_API_PASSPHRASE), KRAKEN or KRAKEN_FUTURES, these keys are checked
against the exchanges, by the program curl; the status is 0 if each was
accepted. Keys of test environments are BYBIT_TESTNET_API_KEY,
OKX_DEMO_API_KEY and so on. Where an exchange does not state when a key was
made, declare the day as OKX_API_CREATED=2026-10-01.

Colours are for terminals, unless NO_COLOR is set.
";

fn main() -> ExitCode {
    let mut json = false;
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            Some("--json") => json = true,
            Some("--help" | "-h") => return finish(write(HELP), ExitCode::SUCCESS),
            _ => {
                let shown = argument.to_string_lossy().escape_debug().to_string();
                complain(&format!("unknown argument `{shown}`: see --help"));
                return ExitCode::from(2);
            }
        }
    }
    let (heading, checked) = match of_environment() {
        keys if !keys.is_empty() => ("keys from the environment, asked of the exchanges", keys),
        _ => match of_demonstration() {
            Ok(keys) => ("made-up keys, asked of stand-ins on this machine", keys),
            Err(error) => {
                complain(&format!("the stand-ins could not be started: {error}"));
                return ExitCode::FAILURE;
            }
        },
    };
    let text = if json {
        print::json(&checked)
    } else {
        print::report(heading, &checked, wants_colour())
    };
    let good = checked.iter().all(Checked::is_good);
    let status = if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    finish(write(&text), status)
}

/// Checks the keys in the environment, of every exchange and every environment that it has.
fn of_environment() -> Vec<Checked> {
    let mut checked = Vec::new();
    for &spec in venue::ALL {
        for environment in spec.environments() {
            let credential = AnyCredential::load_for(spec, environment, Env::new());
            // Half a key is an error of its own; only a key that is not there is passed over.
            if let Err(LoadError::Source(SourceError::NotConfigured { .. })) = credential {
                continue;
            }
            let policy = AnyPolicy::needing(needs(spec));
            checked.push(Checked::named(spec.id(), spec, environment).by(
                credential,
                &policy,
                client::send,
            ));
        }
    }
    checked
}

/// Checks the made-up keys, each at the stand-in of its exchange.
fn of_demonstration() -> io::Result<Vec<Checked>> {
    let keys = keys::all().map_err(io::Error::other)?;
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut checked = Vec::new();
    for key in &keys {
        let open = exchanges
            .iter()
            .find(|open| open.is(key.spec, key.asked_at));
        let address = if let Some(open) = open {
            open.address()
        } else {
            let issued = keys.iter().filter(|other| other.spec.id() == key.spec.id());
            let issued = issued.map(|key| key.issued.clone()).collect();
            let opened = Exchange::open(key.spec, key.asked_at, issued)?;
            let address = opened.address();
            exchanges.push(opened);
            address
        };
        let credential = AnyCredential::load_for(key.spec, key.asked_at, &key.issued)
            .and_then(|credential| danger::any_loopback(credential, address));
        let policy = AnyPolicy::needing(needs(key.spec));
        checked.push(
            Checked::named(key.name, key.spec, key.asked_at)
                .expecting(key.expected)
                .by(credential, &policy, client::send),
        );
    }
    Ok(checked)
}

/// What the bot needs of a key: to read and to trade spot; on a futures exchange, futures.
fn needs(spec: &Spec) -> PermissionSet {
    let gives: PermissionSet = spec.rights().map(|(_, gives)| gives).collect();
    let read = PermissionSet::of::<Read>();
    if gives.contains(PermissionSet::of::<Spot>()) {
        read.with::<Spot>()
    } else {
        read.with::<Futures>()
    }
}

/// Whether the reader is a person at a terminal who did not ask for plain text.
#[expect(
    clippy::disallowed_methods,
    reason = "NO_COLOR is no secret; see no-color.org"
)]
fn wants_colour() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !plain
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A reader that has seen enough, such as `head`, is no failure; a full disk is.
fn finish(written: io::Result<()>, status: ExitCode) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("the report could not be written: {error}"));
            ExitCode::FAILURE
        }
        _ => status,
    }
}

fn complain(text: &str) {
    // There is nowhere left to say that this failed.
    let _ = writeln!(io::stderr(), "startup_check: {text}");
}
