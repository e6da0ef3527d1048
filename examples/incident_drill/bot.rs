//! One bot of the fleet: a process that trades for as long as its standard input is open.
//!
//! It tells the owner's desk what it does by a word and a detail on each line of its output.

use crate::client;
use keyleash::{
    ApiCredential, Counters, File, KillSwitch, Limits, OrderTag, Policy, Relief, Rotation,
    SignError, Signer, danger,
    incident::{Journal, Kind},
    scope,
    venue::{
        ClientId, Orders,
        bybit::{self, Bybit},
    },
};
use std::{
    error::Error,
    io::{self, Read as _, Write as _},
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

scope! { pub(crate) Trader = Read | Spot }

/// The policy of the fleet, and of the owner's desk.
pub(crate) const POLICY: Policy<Trader> = Policy::new()
    .max_age_days(30)
    .limits(
        Limits::new()
            .orders_per_second(100)
            .orders_per_day(100_000)
            .worth_per_day(10_000_000)
            .markets(&["BTCUSDT"]),
    )
    .after_trip(Relief::CancelAll)
    .after_trip(Relief::Evidence);

/// Between two orders.
const PAUSE: Duration = Duration::from_millis(25);
/// Between two looks for a new key.
const LOOK: Duration = Duration::from_millis(100);

/// Trades until the standard input ends, which it does with the owner's desk at the latest.
pub(crate) fn run(number: &str, directory: &Path, to: SocketAddr) -> Result<(), Box<dyn Error>> {
    let switch = KillSwitch::at(directory.join("switch"))?;
    let counters = Counters::at(directory.join("counts"))?;
    let journal = Journal::open(directory.join(format!("journal-{number}")))?;
    let tag = OrderTag::at(directory.join("tag"))?;
    let key = File::new(directory.join("key"));
    let credential = ApiCredential::<Bybit>::load(key.clone())?
        .stopped_by(&switch)
        .counted_by(&counters)
        .recorded_by(&journal);
    let credential = danger::loopback(credential, to)?;
    let report = credential.inspect(client::send)?;
    let signer = credential.verify(&POLICY, report)?;

    let ended = ending()?;
    let mut said = "";
    let mut looked = Instant::now();
    for order in 0_u64.. {
        if ended.load(Ordering::Relaxed) {
            break;
        }
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            if follow(&signer, &key, &journal)? {
                say("replaced", signer.fingerprint())?;
            }
        }
        let word = match trade(&signer, &tag, order) {
            Ok(()) => "trading",
            Err(Untraded::Unsigned(SignError::Stopped)) => "stopped",
            // Each of them passes by itself.
            Err(Untraded::Unsigned(
                SignError::Unsure | SignError::NotCounted | SignError::LimitReached { .. },
            )) => said,
            Err(Untraded::Unsigned(error)) => return Err(error.into()),
            Err(Untraded::Failed(error)) => return Err(error),
        };
        if word != said {
            said = word;
            say(word, signer.fingerprint())?;
        }
        thread::sleep(PAUSE);
    }
    // The desk keeps the end of the journal, so that nothing can be cut off it later.
    say("ended", journal.note("the bot ends")?)?;
    Ok(())
}

/// Takes the key in the file where it is another one than that in use.
fn follow(
    signer: &Signer<Bybit, Trader>,
    key: &File,
    journal: &Journal,
) -> Result<bool, Box<dyn Error>> {
    let rotation = Rotation::of(signer);
    let Some(credential) = rotation.changed(key)? else {
        return Ok(false);
    };
    let report = credential.inspect(client::send)?;
    let replaced = rotation.accept(credential, report)?;
    let new = Some(replaced.new_key());
    journal.record(Kind::Rotated, new, "took the key's place")?;
    // The desk sees to it that the old key is deleted; this process wipes its copy.
    drop(replaced);
    Ok(true)
}

/// Why no order was placed.
enum Untraded {
    Unsigned(SignError),
    Failed(Box<dyn Error>),
}

/// Places one order, under a name that the watch knows for the fleet's own.
fn trade(signer: &Signer<Bybit, Trader>, tag: &OrderTag, count: u64) -> Result<(), Untraded> {
    let failed = |error: Box<dyn Error>| Untraded::Failed(error);
    let shape = name_shape().map_err(failed)?;
    let name = tag
        .client_id(&shape, SystemTime::now())
        .map_err(|error| failed(error.into()))?;
    // Some are filled at once, the others wait.
    let (price, time) = match count % 4 {
        0 => ("70000", "IOC"),
        _ => ("60000", "GTC"),
    };
    let field = shape.field();
    let body = format!(
        r#"{{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"{price}","timeInForce":"{time}","{field}":"{name}"}}"#
    );
    let request = signer
        .sign(bybit::ORDER_CREATE_SPOT.body(&body).worth(70))
        .map_err(Untraded::Unsigned)?;
    let send = || -> Result<(), Box<dyn Error>> {
        let answer = client::send(request.try_into()?)?;
        let answer: serde_json::Value = serde_json::from_slice(answer.body())?;
        match answer.get("retCode").and_then(serde_json::Value::as_i64) {
            Some(0) => Ok(()),
            _ => Err("the exchange refused an order of a bot".into()),
        }
    };
    send().map_err(failed)
}

/// What the exchange takes for the name of an order.
pub(crate) fn name_shape() -> Result<ClientId, Box<dyn Error>> {
    let mut orders = <Bybit as keyleash::Venue>::SPEC.orders();
    let shape = orders.find_map(Orders::client_id);
    shape.ok_or_else(|| "orders have no names there".into())
}

/// Whether the standard input has ended.
fn ending() -> io::Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    let own = Arc::clone(&ended);
    thread::Builder::new()
        .name("ending".to_owned())
        .spawn(move || {
            // Nothing is ever written to it.
            let _ = io::stdin().read(&mut [0]);
            own.store(true, Ordering::Relaxed);
        })?;
    Ok(ended)
}

fn say(word: &str, detail: impl std::fmt::Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{word} {detail}")?;
    out.flush()
}
