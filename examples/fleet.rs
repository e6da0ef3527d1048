//! Bots on several hosts that stop together, and that share the orders of a day, by Redis.
//!
//! ```sh
//! cargo run --features redis --example fleet
//! ```
//!
//! It starts the program `redis-server` for this run, on a socket in a folder of its own; where
//! there is none it says so. Two hosts are played by two switches with leases of their own.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use keyleash::{
    ApiCredential, Counters, KillSwitch, Lease, Limits, Policy, RawCredential, Redis, Secret,
    SignError, Signer, Source, SourceError, SwitchStanding, TrippedBy, Wanted, scope,
    venue::bybit::{self, Bybit},
};
use std::{
    convert::Infallible,
    error::Error,
    os::unix::net::UnixStream,
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

#[path = "startup_check/answers.rs"]
#[expect(dead_code, reason = "it knows the answers of other exchanges, too")]
mod answers;

scope! { Trader = Read | Spot }

/// Three orders a day, for all hosts together.
const POLICY: Policy<Trader> = Policy::new().limits(Limits::new().orders_per_day(3));
/// How long a member signs on after it lost the server. Shorter stops sooner; longer bears more.
const TTL: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let Some(mut server) = Server::start(folder.path())? else {
        println!(
            "this example needs the program `redis-server`, such as by `apt install redis-server`"
        );
        return Ok(ExitCode::from(69)); // a service is not there
    };
    // A bot has `Redis::from_variable("FLEET_REDIS_URL")` here, with a password in it.
    let redis = Redis::at(Secret::new(format!("unix://{}", server.socket)))?;

    // Once, when the fleet is set up, and by hand: these give it a whole new day, and arm it.
    let counters = Counters::create_redis(redis.clone(), "desk-1")?;
    let tokyo = Host::start(&redis, &counters, folder.path(), "tokyo")?;
    until("a new fleet is not armed", || tokyo.standing() == "tripped")?;
    tokyo.switch.reset("alice", "first start")?;

    let london = Host::start(&redis, &counters, folder.path(), "london")?;
    until("both hosts are armed", || {
        [&tokyo, &london]
            .iter()
            .all(|host| host.standing() == "armed")
    })?;

    // The day has three orders, whoever places them.
    let mut placed = 0;
    let refusal = loop {
        let host = if placed % 2 == 0 { &tokyo } else { &london };
        match host.trade() {
            Ok(()) => placed += 1,
            // No part of the day's limit is at hand yet: it comes in a moment.
            Err(SignError::NotCounted) if placed < 3 => thread::sleep(Duration::from_millis(20)),
            Err(error) => break error,
        }
        if placed > 3 {
            return Err("the day has more orders than its limit".into());
        }
    };
    println!("{placed} orders on two hosts, then: {refusal}\n");

    // A trip on one host reaches the other in the time of a message.
    let begun = Instant::now();
    london
        .switch
        .stop_and_wait(TrippedBy::owner("bob"), "orders that nobody placed")?;
    until("tokyo hears of it", || tokyo.standing() == "tripped")?;
    println!("tokyo stopped {:?} after london\n", begun.elapsed());

    // It goes on when somebody arms it, by name and reason, where it was tripped.
    london.switch.reset("alice", "they were the tax report's")?;
    until("both sign again", || {
        [&tokyo, &london]
            .iter()
            .all(|host| host.standing() == "armed")
    })?;

    // Without the server nobody hears of a trip, so nobody signs for longer than the lease.
    server.end();
    let begun = Instant::now();
    until("both stop by themselves", || {
        [&tokyo, &london]
            .iter()
            .all(|host| host.standing() == "unsure")
    })?;
    println!(
        "both stopped {:?} after the server was gone",
        begun.elapsed()
    );
    Ok(ExitCode::SUCCESS)
}

/// What runs on one host.
struct Host {
    switch: KillSwitch,
    signer: Signer<Bybit, Trader>,
}

impl Host {
    fn start(
        redis: &Redis,
        counters: &Counters,
        folder: &Path,
        name: &str,
    ) -> Result<Self, Box<dyn Error>> {
        // The directory stops what runs on this host without the server; the lease stops the fleet.
        let switch = KillSwitch::at(folder.join(name))?;
        if matches!(switch.standing(), SwitchStanding::Tripped(_)) {
            switch.reset("alice", "this host is new")?;
        }
        let switch = switch.with_lease(Lease::new(redis.clone(), "desk-1").ttl(TTL))?;
        let credential = ApiCredential::<Bybit>::load(MadeUp)?
            .stopped_by(&switch)
            .counted_by(counters);
        let report = credential.inspect(exchange)?;
        let signer = credential.verify(&POLICY, report)?;
        Ok(Self { switch, signer })
    }

    /// Signs an order, which a bot would send.
    fn trade(&self) -> Result<(), SignError> {
        let order =
            r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}"#;
        self.signer
            .sign(bybit::ORDER_CREATE_SPOT.body(order))
            .map(drop)
    }

    fn standing(&self) -> &'static str {
        match self.switch.standing() {
            SwitchStanding::Armed => "armed",
            SwitchStanding::Tripped(_) => "tripped",
            _ => "unsure",
        }
    }
}

/// Waits until it is so, and says when it was.
fn until(what: &str, is_so: impl Fn() -> bool) -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    while !is_so() {
        if begun.elapsed() > PATIENCE {
            return Err(format!("not within {PATIENCE:?}: {what}").into());
        }
        thread::sleep(Duration::from_millis(5));
    }
    println!("{what}");
    Ok(())
}

/// The server of this run, which ends with it.
struct Server {
    child: Child,
    socket: String,
}

impl Server {
    /// `None` where the program is not installed.
    fn start(folder: &Path) -> Result<Option<Self>, Box<dyn Error>> {
        let socket = folder.join("redis.sock");
        let mut command = Command::new("redis-server");
        command.args(["--port", "0", "--save", "", "--appendonly", "no"]);
        command.arg("--unixsocket").arg(&socket);
        command.arg("--dir").arg(folder);
        let child = match command.stdout(Stdio::null()).spawn() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            spawned => spawned?,
        };
        let server = Self {
            child,
            socket: socket.display().to_string(),
        };
        until("the server is there", || {
            UnixStream::connect(&socket).is_ok()
        })?;
        Ok(Some(server))
    }

    fn end(&mut self) {
        // Nothing, where it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// A key that no exchange has given out. A bot has a source here: `Env`, `File` or another.
struct MadeUp;

const ID: &str = "made-up-key";

impl Source for MadeUp {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = Secret::new("made-up-".repeat(4));
        Ok(RawCredential::new(Secret::new(ID.to_owned()), secret))
    }
}

/// In the place of an HTTP client and the exchange.
#[expect(clippy::unnecessary_wraps, reason = "a client can fail")]
fn exchange(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, Infallible> {
    let key = answers::bybit(ID, 20).into_value();
    let answer = serde_json::json!({ "retCode": 0, "retMsg": "", "result": key });
    Ok(http::Response::new(answer.to_string().into_bytes()))
}
