//! Processes that share a file: together never more than the limit, whoever dies and when.

use super::{Counters, Limits, ORDER, limited_at};
use crate::support::at;
use keyleash::{Method, Request, SignError};
use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const FILE: &str = "KEYLEASH_TEST_COUNTS";
const LIMIT: u64 = 400;

/// The child: signs until the day is spent, and says so for each order before it counts on it.
#[test]
#[expect(clippy::disallowed_methods, reason = "a path, and no secret")]
fn child() {
    let Some(path) = env::var_os(FILE) else {
        return;
    };
    let counters = Counters::at(path).unwrap();
    let limits = Limits::new().orders_per_day(LIMIT);
    let signer = limited_at("binance", limits, Some(&counters), at(0)).unwrap();
    let request = Request::new(Method::Post, ORDER).unwrap();
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        match signer.sign_at(&request, at(0)) {
            // Whole, in one call: a line is there or it is not.
            Ok(_) => out.write_all(b"\nsigned\n").unwrap(),
            Err(SignError::NotCounted) => thread::sleep(Duration::from_millis(1)),
            Err(SignError::LimitReached { .. }) => return,
            Err(error) => panic!("{error}"),
        }
        out.flush().unwrap();
    }
    panic!("the day was never spent");
}

fn start(path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "limits::processes::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn signed(child: &mut Child) -> u64 {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let signed = lines.map_while(Result::ok).filter(|line| line == "signed");
    u64::try_from(signed.count()).unwrap()
}

fn place() -> (tempfile::TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let path = directory.path().join("counts");
    drop(Counters::create(&path).unwrap());
    (directory, path)
}

#[test]
fn processes_that_share_a_file_share_the_day() {
    let (_directory, path) = place();
    let children: Vec<_> = (0..4).map(|_| start(&path)).collect();
    let readers = children
        .into_iter()
        .map(|mut child| thread::spawn(move || (signed(&mut child), child.wait().unwrap())));
    let readers: Vec<_> = readers.collect();
    let mut sum = 0;
    for reader in readers {
        let (signed, status) = reader.join().unwrap();
        assert!(status.success());
        sum += signed;
    }
    // Nobody died, so what was taken was signed or given back; one that was refused before another
    // gave back has ended by then.
    assert!(sum <= LIMIT, "{sum}");
    assert!(sum >= LIMIT / 2, "{sum}");
}

#[test]
fn whoever_is_killed_and_when_the_day_never_has_more() {
    let (_directory, path) = place();
    let mut sum = 0;
    let mut kills = 0;
    for round in 0..40_u64 {
        let mut child = start(&path);
        let mut output = BufReader::new(child.stdout.take().unwrap());
        // Up to its first order, and from there on for a while that differs from round to round.
        let mut own = 0;
        let mut line = String::new();
        while own == 0 && output.read_line(&mut line).unwrap() > 0 {
            own += u64::from(line == "signed\n");
            line.clear();
        }
        thread::sleep(Duration::from_micros(round * 397 % 12_000));
        let killed = child.kill().is_ok();
        let status = child.wait().unwrap();
        kills += u64::from(killed && !status.success());
        let rest = output
            .lines()
            .map_while(Result::ok)
            .filter(|line| line == "signed")
            .count();
        own += u64::try_from(rest).unwrap();
        sum += own;
        // Never torn: whoever comes next can read it.
        drop(Counters::at(&path).unwrap());
        if own == 0 {
            break;
        }
    }
    assert!(kills >= 3, "{kills} were killed in time");
    assert!(sum <= LIMIT, "{sum}");
    assert!(sum >= LIMIT / 10, "{sum}");
}
