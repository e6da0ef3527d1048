//! Nothing of an entry is left in a process that has dropped it.
//!
//! The secret goes to the child in a file, whose content the child's store reads into one buffer:
//! what is found then is what the source left. What a key leaves that signed is the matter of
//! `tests/it/memory.rs`.

use super::{again, entry, kernel, load, say, scan};
use keyleash::SourceError;
use keyring_core::Error;
use std::{
    fs,
    io::Read as _,
    process::{Child, Command, Stdio},
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A file with a credential whose secret nobody knows.
pub(super) struct Entry {
    folder: TempDir,
    secret: String,
}

impl Entry {
    pub(super) fn new() -> Self {
        let mut random = [0; 64];
        let mut device = fs::File::open("/dev/urandom").unwrap();
        device.read_exact(&mut random).unwrap();
        let letter = |byte: &u8| char::from(b'0' + byte % 75);
        let secret: String = random.iter().map(letter).collect();
        let secret = secret.replace('\\', "/");
        let folder = TempDir::new().unwrap();
        let text = format!("key = fixture-key-id\nsecret = {secret}\npassphrase = x\n");
        fs::write(folder.path().join("entry"), text).unwrap();
        Self { folder, secret }
    }

    pub(super) fn path(&self) -> String {
        self.folder.path().join("entry").display().to_string()
    }

    /// How much of the secret a child holds that says `ready` when it is done with it.
    pub(super) fn left(&self, command: &mut Command) -> usize {
        let mut child = Running(
            command
                .env("KEYLEASH_TEST_ENTRY", self.path())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let mut said = String::new();
        let mut output = child.0.stdout.take().unwrap();
        while !said.contains("\nready\n") {
            let mut byte = [0];
            output
                .read_exact(&mut byte)
                .unwrap_or_else(|_| panic!("the child ended: {said}"));
            said.push(char::from(byte[0]));
        }
        scan::windows(child.0.id(), self.secret.as_bytes())
    }
}

/// A child that is ended with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Says that all is done, and waits to be looked at.
pub(super) fn wait() {
    say("\nready");
    let mut input = fs::File::open("/dev/stdin").unwrap();
    let _ = input.read(&mut [0]);
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn stored() -> Vec<u8> {
    let path = std::env::var_os("KEYLEASH_TEST_ENTRY").unwrap();
    // Into a buffer of its exact size.
    fs::read(path).unwrap()
}

/// What the child does.
pub(super) fn live(way: &str) {
    match way {
        "handed over" => drop(load("okx", entry(|| Ok(stored()))).unwrap()),
        "an error's bytes" => {
            let _ = load("okx", entry(|| Err(Error::BadEncoding(stored())))).unwrap_err();
            let cause = || "no cause".into();
            let other = entry(move || Err(Error::BadDataFormat(stored(), cause())));
            let _ = load("okx", other).unwrap_err();
        }
        "late" => late(),
        "the stack" => drop(load("okx", entry(|| Ok(by_the_stack()))).unwrap()),
        "a careless store" => drop(load("okx", entry(|| Ok(stored().leak().to_vec()))).unwrap()),
        "kernel" => drop(load("okx", kernel::stored()).unwrap()),
        way => panic!("{way}"),
    }
    wait();
}

/// What a store leaves on its stack, on a thread that does not end as long as it is looked at: the
/// system takes the stack of one that has ended.
#[inline(never)]
fn by_the_stack() -> Vec<u8> {
    struct Held;
    impl Drop for Held {
        fn drop(&mut self) {
            std::thread::sleep(Duration::from_secs(120));
        }
    }
    thread_local! {
        static HELD: Held = const { Held };
    }
    // Dropped with the thread, behind all that the source does on it.
    HELD.with(|_| {});
    read_by_the_stack()
}

#[inline(never)]
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn read_by_the_stack() -> Vec<u8> {
    let mut file = fs::File::open(std::env::var_os("KEYLEASH_TEST_ENTRY").unwrap()).unwrap();
    let mut bytes = [0; 16 * 1024];
    let count = file.read(&mut bytes).unwrap();
    bytes[..count].to_vec()
}

/// The store answers when the source has been given up.
fn late() {
    let (release, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    let source = entry(move || {
        let _ = held.lock().unwrap().recv();
        Ok(stored())
    });
    let error = load("okx", source.deadline_seconds(1)).unwrap_err();
    assert!(matches!(error, SourceError::Failed { .. }));
    let waits = || {
        fs::read_dir("/proc/self/task").unwrap().any(|task| {
            let name = fs::read_to_string(task.unwrap().path().join("comm"));
            name.is_ok_and(|name| name.starts_with("keyleash-keyr"))
        })
    };
    assert!(waits());
    release.send(()).unwrap();
    let begun = Instant::now();
    while waits() {
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_a_store_hands_over_leaves_nothing() {
    for way in ["handed over", "an error's bytes", "late", "the stack"] {
        let found = Entry::new().left(&mut again("keyring::child", way));
        assert_eq!(found, 0, "{way}");
    }
}

#[test]
fn the_scan_finds_a_careless_store() {
    let found = Entry::new().left(&mut again("keyring::child", "a careless store"));
    assert!(found > 40, "{found}");
}
