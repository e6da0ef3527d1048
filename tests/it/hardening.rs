//! The measures of `keyleash::hardening`, by what the system shows of a process that took them.
//!
//! The test binary runs itself as a child, hands it a random key over a pipe, and lets it load,
//! verify and sign. Then its memory maps are read, and real core dumps of it are searched: one by
//! root's `gcore`, one by the kernel. Each case has its control, without the measure.

mod running;

use crate::{
    memory::{life, needles::Needles, place::Place, sample::Sample},
    support::{any_signer, at, policy},
    tools,
};
use keyleash::{
    AnySigner, Env, Method, RawCredential, Request, Secret, Source, SourceError, Wanted,
    hardening::{self, Outcome},
};
use running::{Running, become_user};
use rustix::process::{Resource, Rlimit, getrlimit, getuid, setrlimit};
use std::{
    collections::{BTreeMap, HashSet},
    fs::{self, File},
    io::{Read, Write},
    os::fd::AsFd,
    process::Command,
};

/// A venue for each kind of key. The first one has a passphrase.
const KINDS: &[(&str, &str)] = &[
    ("okx", "HMAC-SHA256"),
    ("bitfinex", "HMAC-SHA384"),
    ("kraken", "HMAC-SHA512"),
    ("binance", "Ed25519"),
    ("coinbase", "ECDSA P-256"),
    ("hyperliquid", "ECDSA secp256k1"),
];

/// A user without rights, and without files.
const NOBODY: u32 = 65_534;

/// More secrets than a page of any size has room for.
const HOARD: usize = 300;

/// In the environment of each child.
const MARK: &str = "marked-environment-value";

/// Reads the parts of a key off the input, each into one buffer of its length.
struct Pipe([usize; 3]);

impl Source for Pipe {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let mut input = input();
        let [id, secret, passphrase] = self.0.map(|length| {
            let mut text = String::with_capacity(length);
            let mut part = (&mut input).take(length as u64);
            part.read_to_string(&mut text).unwrap();
            Secret::new(text)
        });
        Ok(RawCredential::new(id, secret).with_passphrase(passphrase))
    }
}

/// Not `std::io::stdin`, which keeps a buffer for ever; and not by a path, since what is not
/// dumpable cannot open its own.
fn input() -> File {
    let input = std::io::stdin().as_fd().try_clone_to_owned();
    input.unwrap().into()
}

/// Not a case by itself: run again by [`Running`].
#[test]
#[allow(clippy::disallowed_methods, reason = "the tests' own variables")]
fn child() {
    let Some(steps) = std::env::var_os("KEYLEASH_TEST_HARDENING") else {
        return;
    };
    let say = |line: &dyn core::fmt::Display| writeln!(std::io::stderr(), "{line}").unwrap();
    let limit = |resource, current, maximum| {
        setrlimit(resource, Rlimit { current, maximum }).unwrap();
    };
    let mut signer = None;
    let mut hoard = Vec::new();
    let mut aborts = false;
    for step in steps.to_str().unwrap().split(", ") {
        match step {
            "wants a core" => {
                let maximum = getrlimit(Resource::Core).maximum;
                limit(Resource::Core, maximum, maximum);
            }
            "may lock nothing" => limit(Resource::Memlock, Some(0), Some(0)),
            "not dumpable" => say(&hardening::not_dumpable()),
            "no core" => say(&hardening::no_core()),
            "lock keys" => say(&hardening::lock_keys()),
            "apply" => say(&hardening::apply()),
            "may lock nothing yet" => {
                limit(
                    Resource::Memlock,
                    Some(0),
                    getrlimit(Resource::Memlock).maximum,
                );
            }
            "may lock" => {
                let maximum = getrlimit(Resource::Memlock).maximum;
                limit(Resource::Memlock, maximum, maximum);
            }
            "may lock one page" => {
                let page = Some(rustix::param::page_size() as u64);
                limit(Resource::Memlock, page, page);
            }
            "hoards" => hoard.extend((0..HOARD).map(|_| Secret::new("text".to_owned()))),
            "loads" => signer = Some(load()),
            "loads from the environment" => {
                signer = Some(life::live(KINDS[0].0, &Env::new(), None, |_| ()));
            }
            "aborts" => aborts = true,
            step => panic!("no step is called {step}"),
        }
    }
    say(&hardening::secrets());
    say(&"ready");
    input().read_to_end(&mut Vec::new()).unwrap();
    if aborts {
        std::process::abort();
    }
    drop((signer, hoard));
}

/// A signer that has signed everything that is recorded for its venue.
#[allow(clippy::disallowed_methods, reason = "the tests' own variables")]
fn load() -> AnySigner {
    let task = std::env::var_os("KEYLEASH_TEST_KEY").unwrap();
    let mut task = task.to_str().unwrap().split('|');
    let mut next = || task.next().unwrap();
    let (venue, address, lengths) = (next(), next(), next());
    let lengths: Vec<_> = lengths
        .split(',')
        .map(|length| length.parse().unwrap())
        .collect();
    let source = Pipe(lengths.try_into().unwrap());
    let address = (!address.is_empty()).then_some(address);
    let mut count = 0;
    let signer = life::live(venue, &source, address, |_| count += 1);
    assert!(count > 0);
    signer
}

/// Another user, where this one is root and could do everything.
fn other_user() -> Option<u32> {
    getuid().is_root().then_some(NOBODY)
}

/// Whether the kernel writes core files where a process runs, and lets this one have them.
fn has_core_files() -> bool {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    let maximum = getrlimit(Resource::Core).maximum;
    tools::has_else(
        pattern.starts_with("core") && maximum.is_none(),
        "`kernel.core_pattern = core` and `ulimit -Hc unlimited`",
    )
}

/// Whether this user may dump the memory of any process.
fn has_gcore() -> bool {
    tools::has_else(getuid().is_root(), "root") && tools::has(&["gdb"])
}

/// What the user of `running` reads of its file in /proc, in another process.
fn read_by_its_user(running: &Running, file: &str) -> Vec<u8> {
    let mut cat = Command::new("cat");
    become_user(&mut cat, other_user());
    cat.arg(running.file(file)).output().unwrap().stdout
}

#[test]
fn the_environment_is_closed_to_the_same_user() {
    let open = Running::start_as(other_user(), "no core");
    let seen = read_by_its_user(&open, "environ");
    assert!(seen.windows(MARK.len()).any(|part| part == MARK.as_bytes()));
    open.end();

    let closed = Running::start_as(other_user(), "not dumpable");
    assert_eq!(closed.said[0], "took");
    assert_eq!(read_by_its_user(&closed, "environ"), b"");
    assert_ne!(read_by_its_user(&closed, "status"), b"");
    closed.end();
}

#[test]
fn no_core_is_written() {
    if !has_core_files() {
        return;
    }
    let control = Running::start("wants a core, aborts", None);
    assert!(control.end().is_some());
    for measure in ["no core", "not dumpable", "apply"] {
        let running = Running::start(&format!("wants a core, {measure}, aborts"), None);
        assert!(
            running.said[..running.said.len() - 1]
                .iter()
                .any(|line| line.ends_with("took"))
        );
        assert!(running.end().is_none(), "{measure}");
    }
}

/// For good, and one byte: the limit by which a program that core dumps go to gets none.
#[test]
fn the_limit_on_cores_is_one_byte() {
    let running = Running::start("no core", None);
    let limits = fs::read_to_string(running.file("limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let core: Vec<_> = core.unwrap().split_ascii_whitespace().collect();
    // From 0 for good nobody without rights comes back to 1.
    let least = if getrlimit(Resource::Core).maximum == Some(0) {
        "0"
    } else {
        "1"
    };
    assert_eq!(core[4..], [least, least, "bytes"]);
    running.end();
}

/// What of a core is not a copy of a file that cannot be written to: nothing of a key gets there,
/// and it is most of what `gcore` writes. See elf(5).
fn written(core: &[u8]) -> Vec<&[u8]> {
    let number = |at: usize, len: usize| {
        let bytes = core[at..at + len].iter().rev();
        bytes.fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    assert!(core.starts_with(b"\x7fELF\x02\x01"));
    let (table, size, count) = (number(32, 8), number(54, 2), number(56, 2));
    let segments = (0..count).map(|at| table + at * size);
    let parts: Vec<_> = segments
        .filter(|at| number(*at, 4) != 1 || number(at + 4, 4) & 2 != 0)
        .map(|at| &core[number(at + 8, 8)..][..number(at + 32, 8)])
        .collect();
    assert!(parts.len() > 3, "hardly any memory is in this core");
    parts
}

/// How many windows of each form a core holds.
fn in_core(core: &[u8], needles: &Needles) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for part in written(core) {
        for (form, count) in needles.count(part) {
            *found.entry(form).or_insert(0) += count;
        }
    }
    found
}

/// By root's `gcore`, and by the kernel.
#[test]
fn a_core_dump_holds_no_locked_key() {
    let (by_gcore, by_kernel) = (has_gcore(), has_core_files());
    for (venue, kind) in KINDS {
        for (measure, locked) in [("", false), ("lock keys, ", true)] {
            let key = Sample::new(venue, kind);
            let steps = format!("wants a core, {measure}loads, aborts");
            let running = Running::start(&steps, Some(&key));
            let places = running.said.last().unwrap();
            assert_eq!(
                places.ends_with(" 0 in ordinary memory"),
                locked,
                "{places}"
            );
            assert_eq!(
                places.starts_with("0 secrets locked, 0 "),
                !locked,
                "{places}"
            );
            let needles = key.needles(&[]);
            // It takes its time, and one control by it is enough.
            let by_gcore = by_gcore && (locked || *venue == KINDS[0].0);
            let gcore = by_gcore.then(|| running.gcore());
            let kernel = running.end().filter(|_| by_kernel);
            assert_eq!(kernel.is_some(), by_kernel);
            for (who, core) in [("gcore", gcore), ("kernel", kernel)] {
                let Some(core) = core else { continue };
                let found = in_core(&core, &needles);
                assert_eq!(found.is_empty(), locked, "{kind}, {who}: {found:?}");
            }
        }
    }
}

/// What no call of this crate can mend, and `SECURITY.md` says: a key that came with the environment
/// stays in its block, in the mapping of the stack, which is dumped. It is there once, and no copy
/// is elsewhere.
#[test]
fn a_core_dump_holds_the_environment_whatever_is_locked() {
    let (by_gcore, by_kernel) = (has_gcore(), has_core_files());
    let key = Sample::new(KINDS[0].0, KINDS[0].1);
    let mut command = Command::new(std::env::current_exe().unwrap());
    let folder = tempfile::tempdir().unwrap();
    command.envs(Place::new(folder.path()).variables(&key, "env"));
    let steps = "wants a core, lock keys, loads from the environment, aborts";
    let running = Running::start_by(command, folder, steps, None);
    let places = running.said.last().unwrap();
    assert!(places.ends_with(" 0 in ordinary memory"), "{places}");
    let needles = key.needles(&[]);
    let gcore = by_gcore.then(|| running.gcore());
    let kernel = running.end().filter(|_| by_kernel);
    for (who, core) in [("gcore", gcore), ("kernel", kernel)] {
        let Some(core) = core else { continue };
        let once = [&key.secret, &key.passphrase].map(|part| part.len() - 7);
        let found: usize = in_core(&core, &needles).values().sum();
        assert_eq!(found, once[0] + once[1], "{who}");
    }
}

/// What the mappings whose flags have all of these words come to, in KiB.
fn mapped(running: &Running, flags: &[&str]) -> usize {
    let maps = fs::read_to_string(running.file("smaps")).unwrap();
    let mut size = 0;
    let mut sum = 0;
    for line in maps.lines() {
        if let Some(text) = line.strip_prefix("Size:") {
            size = text.trim().trim_end_matches(" kB").parse().unwrap();
        } else if let Some(text) = line.strip_prefix("VmFlags:") {
            let words: HashSet<_> = text.split_ascii_whitespace().collect();
            if flags.iter().all(|flag| words.contains(flag)) {
                sum += size;
            }
        }
    }
    sum
}

fn locked_memory(running: &Running) -> usize {
    let status = fs::read_to_string(running.file("status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmLck:"));
    let size = line.unwrap().split_ascii_whitespace().nth(1).unwrap();
    size.parse().unwrap()
}

#[test]
fn keys_are_in_one_locked_page() {
    let key = Sample::new(KINDS[0].0, KINDS[0].1);
    let page = rustix::param::page_size() / 1024;
    for (measure, size) in [("", 0), ("lock keys, ", page)] {
        let running = Running::start(&format!("{measure}loads"), Some(&key));
        assert_eq!(locked_memory(&running), size, "{measure}");
        assert_eq!(mapped(&running, &["lo", "dd"]), size, "{measure}");
        running.end();
    }
}

/// This binary, with no right to lock more than the limit says: root gives it away first.
fn limited() -> Option<Command> {
    let binary = std::env::current_exe().unwrap();
    if !getuid().is_root() {
        return Some(Command::new(binary));
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--bounding-set", "-ipc_lock", "--inh-caps", "-ipc_lock"])
        .arg(binary);
    tools::has(&["setpriv"]).then_some(command)
}

#[test]
fn where_nothing_may_be_locked_it_says_so_and_signs() {
    let key = Sample::new(KINDS[0].0, KINDS[0].1);
    let Some(command) = limited() else { return };
    let folder = tempfile::tempdir().unwrap();
    let steps = "may lock nothing, apply, loads";
    let running = Running::start_by(command, folder, steps, Some(&key));
    assert_eq!(
        running.said,
        [
            "hardening of this process",
            "  not dumpable  took",
            "  no core       took",
            "  lock keys     partly: keys are left out of core dumps, but not locked, by a",
            "                limit on locked memory of 0 bytes: raise it, by `LimitMEMLOCK=`",
            "                of systemd or `--ulimit memlock=` of Docker",
            "0 secrets locked, 3 only left out of core dumps, 0 in ordinary memory",
        ]
    );
    assert_eq!(locked_memory(&running), 0);
    running.end();
}

/// What has no room in a locked page goes to the next best place, and is counted there.
#[test]
fn where_the_limit_is_used_up_it_is_told() {
    let Some(command) = limited() else { return };
    let folder = tempfile::tempdir().unwrap();
    let steps = "may lock one page, lock keys, hoards";
    let running = Running::start_by(command, folder, steps, None);
    let page = rustix::param::page_size();
    let room = page / 256;
    assert_eq!(
        running.said,
        [
            "took",
            &format!(
                "{room} secrets locked, {} only left out of core dumps, 0 in ordinary memory",
                HOARD - room
            ),
        ]
    );
    assert_eq!(locked_memory(&running), page / 1024);
    running.end();
}

/// What was loaded while nothing could be locked is not locked by a second call, which says so.
#[test]
fn what_is_not_locked_stays_told() {
    let key = Sample::new(KINDS[0].0, KINDS[0].1);
    let Some(command) = limited() else { return };
    let folder = tempfile::tempdir().unwrap();
    let steps = "may lock nothing yet, lock keys, loads, may lock, lock keys, hoards, lock keys";
    let running = Running::start_by(command, folder, steps, Some(&key));
    assert!(running.said[0].starts_with("partly: keys are left out of core dumps, but not"));
    let lack = "partly: 3 secrets were loaded before and are left out of core dumps, but not \
                locked: load them again";
    assert_eq!(running.said[1..3], [lack, lack]);
    let places =
        format!("{HOARD} secrets locked, 3 only left out of core dumps, 0 in ordinary memory");
    assert_eq!(running.said[3], places);
    running.end();
}

#[test]
fn what_was_loaded_before_is_told() {
    let key = Sample::new(KINDS[0].0, KINDS[0].1);
    let running = Running::start("loads, lock keys", Some(&key));
    assert_eq!(
        running.said,
        [
            "partly: 3 secrets were loaded before and stay in ordinary memory: call this first in \
             `main`",
            "0 secrets locked, 0 only left out of core dumps, 3 in ordinary memory",
        ]
    );
    running.end();
}

/// In this process, beside the other tests: pages change nothing of what is signed.
#[test]
fn signatures_are_the_same() {
    let ask = |signer: &AnySigner, second| {
        let request = Request::new(Method::Get, "/api/v3/account").unwrap();
        let signed = signer.sign_at(&request, at(second)).unwrap();
        signed.target().to_owned()
    };
    let before = any_signer("binance", &policy());
    assert!(!matches!(hardening::lock_keys(), Outcome::Refused(_)));
    let after = any_signer("binance", &policy());
    assert_eq!(ask(&before, 7), ask(&after, 7));
}

#[test]
fn debug_shows_numbers_and_texts_of_ours() {
    assert_eq!(format!("{:?}", Outcome::Took), "Took");
    let shown = format!("{:?}", hardening::secrets());
    let words = shown.replace(|letter: char| letter.is_ascii_digit(), "");
    assert_eq!(words, "Secrets { locked: , excluded: , ordinary:  }");
}
