//! A whole leak, played on this machine against a stand-in of Bybit: a thief trades with the key of
//! three bots; the watch finds it, the fleet stops, the evidence is collected, the key is replaced,
//! and the bots go on.
//!
//! ```sh
//! cargo run --example incident_drill
//! ```
//!
//! `drill` tells the story from top to bottom. The bots and the thief are processes of their own:
//! this program again. It prints how long each step took, then the report for a support ticket, and
//! ends with 0 only if every step held.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

#[path = "../startup_check/answers.rs"]
#[expect(dead_code, reason = "it knows the answers of other exchanges, too")]
mod answers;
#[path = "../startup_check/asked.rs"]
mod asked;
mod bot;
#[path = "../startup_check/client.rs"]
mod client;
mod desk;
mod exchange;
mod fleet;
mod proof;
mod thief;

use desk::{Desk, OWNER};
use exchange::Exchange;
use fleet::{Fleet, Process};
use keyleash::incident::Kind;
use proof::Proof;
use std::{
    error::Error,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant, SystemTime},
};

/// How many bots there are.
const BOTS: usize = 3;
/// How long the drill waits for anything, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

fn drill() -> Result<(), Box<dyn Error>> {
    let mut steps = Steps::begin();
    let directory = tempfile::tempdir()?; // where a bot has /var/lib/bot
    let exchange = Exchange::open()?;
    let leaked = exchange.make_key(20)?;
    let mut desk = Desk::set_up(directory.path(), &leaked, &exchange)?;
    let mut fleet = Fleet::start(BOTS, directory.path(), exchange.address())?;
    fleet.all_say("trading", PATIENCE)?;
    steps.done("three bots trade with one key, under one kill switch");

    if let Some(finding) = desk.watch(Duration::from_secs(1))? {
        return Err(format!("a false alarm: {finding}").into());
    }
    steps.done("the watch sees their orders only");

    let mut thief = Process::start(&["thief"], directory.path(), exchange.address())?;
    let finding = desk.watch(PATIENCE)?.ok_or("the thief was not found")?;
    let mut incident = desk.open_incident(&finding)?;
    steps.done("a thief trades with the same key; the watch finds it, and trips the switch");
    fleet.all_say("stopped", PATIENCE)?;
    let now = SystemTime::now();
    incident.happened(Kind::Note, "every bot says that it stopped", now)?;
    steps.done("every bot has stopped");

    desk.cancel_all(&mut incident)?;
    let left_open = exchange.open_orders();
    steps.done("every open order is cancelled, with the key that signs no order any more");
    let traces = desk.collect(&mut incident)?;
    steps.done("the evidence is collected");

    // The thief goes on until the old key is deleted. Bybit states the account of a key: there, it can
    // be deleted before this. Elsewhere a probe asks both keys for it.
    let fresh = exchange.make_key(0)?;
    let replaced = desk.replace(&fresh, &mut incident)?;
    fleet.all_say("replaced", PATIENCE)?;
    steps.done("a new key is proven, and taken by the owner's desk and every bot");
    desk::bury(replaced, &mut incident, || exchange.delete_key(&leaked.id))?;
    thief.succeeds(PATIENCE)?;
    steps.done("the old key is deleted, and dead: the exchange refuses the thief");

    desk.reset("the leaked key is dead, a new one in place", &mut incident)?;
    fleet.all_say("trading", PATIENCE)?;
    incident.close(OWNER, SystemTime::now())?;
    steps.done("the switch is reset, and every bot trades again, with the new key");
    let heads = fleet.end(PATIENCE)?;
    steps.done("the bots have ended");

    let proof = Proof {
        directory: directory.path(),
        desk: &desk,
        orders: exchange.orders(),
        keys: [leaked, fresh],
        finding,
        left_open,
        traces,
        heads,
        report: incident.report().to_markdown(),
    };
    proof.hold()?;
    steps.done("all of it is proven by the exchange's books and the journals");
    println!("\n{}", proof.report);
    Ok(directory.close()?)
}

/// The steps of the drill, which are printed with the seconds that each one took.
struct Steps {
    begun: Instant,
    last: Instant,
}

impl Steps {
    fn begin() -> Self {
        let begun = Instant::now();
        println!(" at (s)    took");
        Self { begun, last: begun }
    }

    fn done(&mut self, what: &str) {
        let at = self.begun.elapsed().as_secs_f64();
        println!("{at:7.3} {:7.3}  {what}", self.last.elapsed().as_secs_f64());
        self.last = Instant::now();
    }
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let arguments: Option<Vec<_>> = arguments.iter().map(|argument| argument.to_str()).collect();
    let done = match arguments.as_deref() {
        Some([]) => drill(),
        Some(["bot", number, directory, to]) => {
            parsed(to).and_then(|to| bot::run(number, Path::new(directory), to))
        }
        Some(["thief", directory, to]) => {
            parsed(to).and_then(|to| thief::run(Path::new(directory), to))
        }
        _ => Err("usage: incident_drill".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nowhere left to say that this failed.
            let _ = writeln!(io::stderr(), "incident_drill: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parsed(address: &str) -> Result<std::net::SocketAddr, Box<dyn Error>> {
    Ok(address.parse()?)
}
