//! A process that writes a journal is killed, at any moment, hundreds of times.

use crate::support::{any_signer, ask, at, policy};
use keyleash::{
    AnyCredential, Method,
    incident::{Head, Journal, verify},
    venue,
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// The child: notes things, and says what it was told is on the disk; signs meanwhile.
#[test]
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn child() {
    let Some(path) = std::env::var_os("KEYLEASH_TEST_JOURNAL") else {
        return;
    };
    let journal = Journal::open(PathBuf::from(path)).unwrap();
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), crate::support::ANY_KEY);
    let credential = credential.unwrap().recorded_by(&journal);
    let report = crate::support::report_of(&credential);
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    thread::spawn(move || {
        loop {
            let request = ask(Method::Get, "/v5/execution/list?category=spot");
            drop(signer.sign_at(&request, at(1)).unwrap());
            thread::sleep(Duration::from_micros(300));
        }
    });
    for number in 0_u64.. {
        let head = journal.note(&format!("note {number}")).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "on disk {head}").unwrap();
        out.flush().unwrap();
    }
}

/// When the child is killed.
#[derive(Clone, Copy)]
enum When {
    Begun(Duration),
    Told(Duration),
}

/// Runs the child on this journal, kills it so long after that, and gives the last head that it was
/// told, and how many.
fn killed_after(path: &Path, when: When) -> (Option<Head>, usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "incident::killed::child", "--nocapture"])
        .env("KEYLEASH_TEST_JOURNAL", path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = child.stdout.take().unwrap();
    let (tell, told) = mpsc::channel();
    let reader = thread::spawn(move || {
        // A line without its end may be half a head.
        let mut heads = Vec::new();
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8(line.unwrap()).unwrap();
            if let Some((_, head)) = line.split_once("on disk ")
                && let Ok(head) = head.parse::<Head>()
            {
                heads.push(head);
                let _ = tell.send(());
            }
        }
        heads
    });
    thread::sleep(match when {
        When::Begun(time) => time,
        When::Told(time) => {
            told.recv_timeout(Duration::from_secs(60)).unwrap();
            time
        }
    });
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    let heads = reader.join().unwrap();
    (heads.last().copied(), heads.len())
}

#[test]
fn what_was_said_to_be_on_the_disk_is_there() {
    let mut told = 0;
    let mut opened = 0;
    for _ in 0..10 {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("journal");
        let mut last = None;
        for round in 0..20_u64 {
            // From before its first entry up to many of them.
            let when = match round % 4 {
                0 => When::Begun(Duration::from_millis(5 + round * 3)),
                _ => When::Told(Duration::from_micros(round * 1700)),
            };
            let (head, count) = killed_after(&path, when);
            told += count;
            last = head.or(last);
            if !path.exists() || !path.with_extension("head").exists() {
                assert_eq!(last, None);
                continue;
            }
            let summary = verify(&path, None).unwrap();
            if let Some(last) = last {
                let by_head = verify(&path, Some(&last)).unwrap();
                assert_eq!(by_head, summary);
                assert!(summary.head().entries() >= last.entries());
            }
            assert_eq!(summary.missed(), 0);
        }
        // The next one opens it, and goes on.
        let journal = Journal::open(&path).unwrap();
        journal.note("after all that").unwrap();
        verify(&path, last.as_ref()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        opened += text.matches("\"kind\":\"opened\"").count();
        assert!(text.contains("\"kind\":\"signed\""));
    }
    // The kills hit running writers, and not only ones that had not begun.
    assert!(opened > 100 && told > 150, "{opened} {told}");
}

/// What waits when the last clone goes is written first.
#[test]
fn the_end_of_a_journal_is_written() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), crate::support::ANY_KEY);
    let credential = credential.unwrap().recorded_by(&journal);
    let report = crate::support::report_of(&credential);
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    drop(journal);
    for _ in 0..500 {
        let request = ask(Method::Get, "/v5/execution/list?category=spot");
        drop(signer.sign_at(&request, at(1)).unwrap());
    }
    drop(signer);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("/v5/execution/list").count(), 500);
    assert_eq!(verify(&path, None).unwrap().head().entries(), 503);
    // And a signer without a journal leaves none.
    drop(any_signer("bybit", &policy()));
    assert_eq!(verify(&path, None).unwrap().head().entries(), 503);
}
