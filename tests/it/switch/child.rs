//! A process with a switch, which does as it is told and says what it did.

use super::{sign, signer};
use keyleash::{KillSwitch, SignError, SwitchStanding, TrippedBy};
use rustix::{
    process::{Pid, Signal, kill_process},
    time::{ClockId, clock_gettime},
};
use std::{
    io::{BufRead as _, BufReader, Lines, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

/// Not a case by itself: run again by [`Running`].
#[test]
#[allow(clippy::disallowed_methods, reason = "the tests' own variables")]
fn run() {
    let Some(task) = std::env::var_os("KEYLEASH_TEST_SWITCH") else {
        return;
    };
    let directory = PathBuf::from(std::env::var_os("KEYLEASH_TEST_DIRECTORY").unwrap());
    match task.to_str().unwrap() {
        "trips" => trips(&directory),
        "resets" => resets(&directory),
        "turns" => turns(&directory),
        "signs" => signs(&directory),
        "sleeps" => sleeps(&directory),
        "heeds signals" => heeds_signals(&directory),
        "fills its disk" => super::spread::fills_its_disk(&directory),
        other => panic!("no task is called {other}"),
    }
}

/// A line to the parent at once, and not by `print!`, which the harness keeps.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "says {line}").unwrap();
    out.flush().unwrap();
}

/// Trips as fast as it can; says so once each is on record.
fn trips(directory: &Path) {
    let switch = KillSwitch::at(directory).unwrap();
    say("open");
    for number in 0..20 {
        let why = format!("trip {} {number}", std::process::id());
        switch.trip(TrippedBy::Watch, &why).unwrap();
        say(&why);
    }
    say("done");
}

/// Resets again and again; says which trips it named.
fn resets(directory: &Path) {
    let switch = KillSwitch::at(directory).unwrap();
    say("open");
    loop {
        // Others are at it, too.
        if let Ok(reset) = switch.reset("the tests", "again") {
            let whys: Vec<_> = reset.trips.into_iter().map(|trip| trip.why).collect();
            say(&format!("reset: {}", whys.join(", ")));
        }
        thread::sleep(Duration::from_millis(15));
    }
}

/// Trips and resets in turn.
fn turns(directory: &Path) {
    let switch = KillSwitch::at(directory).unwrap();
    say("open");
    for number in 0.. {
        let why = format!("turn {} {number}", std::process::id());
        switch.trip(TrippedBy::Watch, &why).unwrap();
        say(&format!("tripped {number}"));
        switch.reset("the tests", "again").unwrap();
        say(&format!("reset {number}"));
    }
}

/// Signs on two threads whenever it may, and says when the last signature was made.
fn signs(directory: &Path) {
    let switch = KillSwitch::at(directory).unwrap();
    let bot = signer(&switch);
    loop {
        while sign(&bot).is_err() {
            thread::sleep(Duration::from_millis(1));
        }
        say("signing");
        let last = thread::scope(|scope| {
            let runs = [(); 2].map(|()| {
                scope.spawn(|| {
                    let mut last = 0;
                    while sign(&bot).is_ok() {
                        last = nanos();
                    }
                    last
                })
            });
            runs.map(|run| run.join().unwrap())
                .into_iter()
                .max()
                .unwrap()
        });
        say(&format!("stopped {last}"));
    }
}

/// A pause that was none of the scheduler's, in nanoseconds.
const LONG: i64 = 400_000_000;

/// Signs all the time, and says what came of the first signature after it was stopped for a while.
fn sleeps(directory: &Path) {
    let switch = KillSwitch::at(directory)
        .unwrap()
        .unsure_after(Duration::from_millis(200));
    let bot = signer(&switch);
    say("open");
    let mut before = nanos();
    loop {
        let now = nanos();
        let signed = sign(&bot);
        if now - before > LONG {
            match signed {
                Err(SignError::Unsure | SignError::Stopped) => say("refused"),
                other => say(&format!("{other:?}")),
            }
            while sign(&bot).is_err() {
                thread::sleep(Duration::from_millis(1));
            }
            say("healed");
        }
        before = if now - before > LONG { nanos() } else { now };
    }
}

/// Trips by signals, as a bot wires them.
fn heeds_signals(directory: &Path) {
    use signal_hook::{consts::signal, iterator::Signals};
    let switch = KillSwitch::at(directory).unwrap();
    let mut signals = Signals::new([signal::SIGUSR1, signal::SIGTERM]).unwrap();
    say("open");
    let trigger = switch.trigger();
    for signal in signals.forever() {
        trigger.pull();
        if signal == signal::SIGTERM {
            // The last clones are dropped, so that the record is written however soon it ends.
            return;
        }
        while switch.standing() == SwitchStanding::Armed {}
        say("tripped");
    }
}

/// A child at its task, killed with its handle.
pub(super) struct Running {
    pub(super) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    pub(super) fn start(task: &str, directory: &Path) -> Self {
        Self::start_by(
            Command::new(std::env::current_exe().unwrap()),
            task,
            directory,
        )
    }

    pub(super) fn start_by(mut command: Command, task: &str, directory: &Path) -> Self {
        let mut child = command
            .args(["--exact", "switch::child::run", "--nocapture"])
            .arg("--test-threads=1")
            .env("KEYLEASH_TEST_SWITCH", task)
            .env("KEYLEASH_TEST_DIRECTORY", directory)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next line that it says.
    pub(super) fn says(&mut self) -> Option<String> {
        self.lines
            .by_ref()
            .map_while(Result::ok)
            // The harness begins a line of its own.
            .find_map(|line| Some(line.split_once("says ")?.1.to_owned()))
    }

    pub(super) fn expect(&mut self, wanted: &str) -> String {
        let line = self.says().unwrap_or_default();
        line.strip_prefix(wanted)
            .unwrap_or_else(|| panic!("`{line}` instead of `{wanted}`"))
            .to_owned()
    }

    pub(super) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Kills it, and gives whatever else it said.
    pub(super) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::iter::from_fn(|| self.says()).collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A moment, by a clock that all processes share.
pub(super) fn nanos() -> i64 {
    let time = clock_gettime(ClockId::Monotonic);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}
