//! The measures of `keyleash::hardening`, by what the system shows of a process that took them.
//!
//! The test binary runs itself as a child, hands it random keys over a pipe, and lets it load,
//! verify and sign. Then its memory maps are read, and real core dumps of it are searched: one by
//! root's `gcore`, one by the kernel. Each case has its control, without the measure.

use crate::{
    support::{any_signer, at, policy},
    tools,
};
use base64ct::{Base64, Encoding};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Method, RawCredential, Request, Secret, Source,
    SourceError, Wanted,
    hardening::{self, Outcome},
    venue,
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    cell::RefCell,
    collections::HashSet,
    fs::{self, File, Permissions},
    io::{BufRead, BufReader, Read, Write},
    os::{
        fd::AsFd,
        unix::{fs::PermissionsExt, process::CommandExt},
    },
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
};

/// A user without rights, and without files.
const NOBODY: u32 = 65_534;

/// One kind of key, in the text that a venue hands out.
struct Kind {
    name: &'static str,
    venue: &'static str,
    /// What the venue says about the key.
    answers: &'static [&'static str],
    target: &'static str,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "HMAC-SHA256",
        venue: "okx",
        answers: &[include_str!("../data/okx/report/good/1.json")],
        target: "/api/v5/account/balance",
    },
    Kind {
        name: "HMAC-SHA512",
        venue: "kraken",
        answers: &[include_str!("../data/kraken/report/good/1.json")],
        target: "/0/private/Balance",
    },
    #[cfg(feature = "ed25519")]
    Kind {
        name: "Ed25519",
        venue: "binance",
        answers: &[
            include_str!("../data/binance/report/good/1.json"),
            include_str!("../data/binance/report/good/2.json"),
        ],
        target: "/api/v3/account",
    },
    #[cfg(feature = "p256")]
    Kind {
        name: "ECDSA P-256",
        venue: "coinbase",
        answers: &[include_str!("../data/coinbase/report/good/1.json")],
        target: "/api/v3/brokerage/accounts",
    },
];

impl Kind {
    fn named(name: &str) -> &'static Self {
        KINDS.iter().find(|kind| kind.name == name).unwrap()
    }

    /// A random key of this kind.
    fn key(&self) -> Key {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut random = [0; 128];
        let mut source = File::open("/dev/urandom").unwrap();
        source.read_exact(&mut random).unwrap();
        // Below the order of every curve.
        random[0] &= 0x7f;
        let letters = |bytes: &[u8]| -> String {
            let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 63)]);
            bytes.iter().map(letter).collect()
        };
        let bytes = random[..64].to_vec();
        let half = <[u8; 32]>::try_from(&random[..32]).unwrap();
        let (id, passphrase) = (letters(&random[64..96]), letters(&random[96..112]));
        let mut needles = vec![id.clone().into_bytes()];
        let mut parts = vec![id];
        match self.name {
            "HMAC-SHA256" => {
                parts.extend([letters(&bytes), passphrase.clone()]);
                needles.push(passphrase.into_bytes());
                needles.extend(hmac_forms(parts[1].as_bytes(), 64));
            }
            "HMAC-SHA512" => {
                // The one that the venue's answer is about.
                parts[0] = "fixture-key-id".to_owned();
                parts.push(Base64::encode_string(&bytes));
                needles = vec![parts[1].clone().into_bytes()];
                needles.extend(hmac_forms(&bytes, 128));
            }
            name => {
                let (label, before, after) = if name == "Ed25519" {
                    ("PRIVATE KEY", PKCS8_ED25519, &[][..])
                } else {
                    ("EC PRIVATE KEY", SEC1, SEC1_P256)
                };
                let body = Base64::encode_string(&[before, half.as_slice(), after].concat());
                // The rest of it is known to everybody.
                let own = (before.len() * 4).div_ceil(3)..(before.len() + 32) * 4 / 3;
                needles.push(body[own].as_bytes().to_vec());
                needles.extend(pair_forms(name, half));
                parts.push(format!(
                    "-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"
                ));
            }
        }
        Key { parts, needles }
    }
}

const PKCS8_ED25519: &[u8] = &[
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
const SEC1: &[u8] = &[0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20];
const SEC1_P256: &[u8] = &[
    0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
];

/// The raw key, both padded keys, and both states behind them.
fn hmac_forms(key: &[u8], block: usize) -> Vec<Vec<u8>> {
    let mut forms = vec![key.to_vec()];
    for pad in [0x36, 0x5c] {
        let mut padded = key.to_vec();
        padded.resize(block, 0);
        padded.iter_mut().for_each(|byte| *byte ^= pad);
        if block == 64 {
            let mut state = [
                0x6a09_e667_u32,
                0xbb67_ae85,
                0x3c6e_f372,
                0xa54f_f53a,
                0x510e_527f,
                0x9b05_688c,
                0x1f83_d9ab,
                0x5be0_cd19,
            ];
            sha2::block_api::compress256(&mut state, &[padded.clone().try_into().unwrap()]);
            forms.push(state.iter().flat_map(|word| word.to_ne_bytes()).collect());
            forms.push(state.iter().flat_map(|word| word.to_be_bytes()).collect());
        } else {
            let mut state = [
                0x6a09_e667_f3bc_c908_u64,
                0xbb67_ae85_84ca_a73b,
                0x3c6e_f372_fe94_f82b,
                0xa54f_f53a_5f1d_36f1,
                0x510e_527f_ade6_82d1,
                0x9b05_688c_2b3e_6c1f,
                0x1f83_d9ab_fb41_bd6b,
                0x5be0_cd19_137e_2179,
            ];
            sha2::block_api::compress512(&mut state, &[padded.clone().try_into().unwrap()]);
            forms.push(state.iter().flat_map(|word| word.to_ne_bytes()).collect());
            forms.push(state.iter().flat_map(|word| word.to_be_bytes()).collect());
        }
        // The padding behind a short key is known to everybody.
        padded.truncate(key.len());
        forms.push(padded);
    }
    forms
}

/// The private half as bytes and as the numbers that the curve's code makes of it.
fn pair_forms(name: &str, half: [u8; 32]) -> Vec<Vec<u8>> {
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<u8>>();
    let mut forms = vec![half.to_vec(), reversed(&half)];
    #[cfg(feature = "ed25519")]
    if name == "Ed25519" {
        use sha2::Digest;
        let hash = sha2::Sha512::digest(half);
        let expanded = ed25519_dalek::hazmat::ExpandedSecretKey::from(&half);
        let scalar = expanded.scalar.to_bytes();
        forms.extend([hash.to_vec(), scalar.to_vec(), reversed(&scalar)]);
    }
    #[cfg(not(feature = "ed25519"))]
    let _ = name;
    forms
}

/// What is handed to a child, and what must not be found of it.
struct Key {
    /// The id, the secret and, for some, the passphrase.
    parts: Vec<String>,
    needles: Vec<Vec<u8>>,
}

impl Key {
    /// How many 8-byte windows of the needles are in `bytes`.
    fn found_in(&self, bytes: &[u8]) -> usize {
        let windows = self.needles.iter().flat_map(|form| form.windows(8));
        let windows: HashSet<&[u8]> = windows.collect();
        // Most places are ruled out by two bytes.
        let mut begins = vec![false; 1 << 16];
        let begin = |window: &[u8]| usize::from(u16::from_le_bytes([window[0], window[1]]));
        for window in &windows {
            begins[begin(window)] = true;
        }
        let hits = bytes
            .windows(8)
            .filter(|window| begins[begin(window)] && windows.contains(window));
        hits.collect::<HashSet<_>>().len()
    }
}

/// A child that has done its steps, and waits.
struct Running {
    child: Child,
    input: Option<ChildStdin>,
    /// What it said: an outcome a line, then where its secrets are.
    said: Vec<String>,
    /// Where it runs, and dumps its core.
    folder: tempfile::TempDir,
}

impl Running {
    /// Runs `steps`, of [`child`], and hands over `key`. As another user, who cannot reach the
    /// binary where it is, it gets a copy.
    fn start(steps: &str, key: Option<&Key>, user: Option<u32>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut binary = std::env::current_exe().unwrap();
        if user.is_some() {
            fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
            let copy = folder.path().join("it");
            fs::copy(binary, &copy).unwrap();
            binary = copy;
        }
        let parts = key.map_or(&[][..], |key| &key.parts);
        let lengths: Vec<_> = parts.iter().map(|part| part.len().to_string()).collect();
        let mut command = Command::new(binary);
        if let Some(user) = user {
            // This drops every other group too, and with the user all of root's rights.
            command.uid(user).gid(user);
        }
        let mut child = command
            .args(["--exact", "hardening::child", "--nocapture"])
            .arg("--test-threads=1")
            .current_dir(folder.path())
            .env("KEYLEASH_TEST_HARDENING", steps)
            .env("KEYLEASH_TEST_LENGTHS", lengths.join(","))
            .env("KEYLEASH_TEST_MARK", MARK)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(parts.concat().as_bytes()).unwrap();
        let lines = BufReader::new(child.stderr.as_mut().unwrap()).lines();
        let said: Vec<_> = lines
            .map(Result::unwrap)
            .take_while(|line| line != "ready")
            .collect();
        Self {
            child,
            input: Some(input),
            said,
            folder,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        format!("/proc/{}/{name}", self.child.id()).into()
    }

    /// Lets it go on, and waits until it has ended. Gives the core that the kernel wrote.
    fn end(mut self) -> Option<Vec<u8>> {
        drop(self.input.take());
        self.child.wait().unwrap();
        let files = fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
        let core = files
            .map(Result::unwrap)
            .find(|entry| name(entry).starts_with("core"));
        core.map(|core| fs::read(core.path()).unwrap())
    }

    /// The core that root's `gcore` writes.
    fn gcore(&self) -> Vec<u8> {
        let at = self.folder.path().join("by-gcore");
        let out = Command::new("gcore")
            .arg("-o")
            .arg(&at)
            .arg(self.child.id().to_string())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let dump = at.with_extension(self.child.id().to_string());
        fs::read(&dump).unwrap_or_else(|_| {
            panic!(
                "gcore wrote nothing: {}",
                String::from_utf8_lossy(&out.stderr)
            )
        })
    }
}

/// In the environment of each child.
const MARK: &str = "marked-environment-value";

/// Reads the parts of a key off the input, each into one buffer of its length.
struct Pipe(RefCell<File>);

impl Source for Pipe {
    #[allow(clippy::disallowed_methods)]
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let lengths = std::env::var_os("KEYLEASH_TEST_LENGTHS").unwrap();
        let mut parts = lengths.to_str().unwrap().split(',').map(|length| {
            let length = length.parse().unwrap();
            let mut text = String::with_capacity(length);
            let file = &mut *self.0.borrow_mut();
            let read = file.take(length as u64).read_to_string(&mut text);
            assert_eq!(read.unwrap(), length);
            Secret::new(text)
        });
        let credential = RawCredential::new(parts.next().unwrap(), parts.next().unwrap());
        Ok(match parts.next() {
            Some(passphrase) => credential.with_passphrase(passphrase),
            None => credential,
        })
    }
}

/// A signer of this kind, which has signed.
fn load(kind: &Kind, input: Pipe) -> AnySigner {
    let credential = AnyCredential::load(venue::find(kind.venue).unwrap(), input)
        .unwrap()
        .created_on(keyleash::Date::new(2026, 10, 1));
    let mut inspection = credential.inspection();
    for answer in kind.answers {
        assert!(inspection.next_request_at(at(0)).unwrap().is_some());
        let answer = http::Response::new(answer.as_bytes().to_vec());
        inspection.answer_at(&answer, at(0)).unwrap();
    }
    let report = inspection.finish().unwrap();
    let policy: AnyPolicy =
        serde_json::from_str(r#"{"needs": ["read", "spot"], "gaps": {"allowlist": "2027-03-31"}}"#)
            .unwrap();
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let method = if kind.venue == "kraken" {
        Method::Post
    } else {
        Method::Get
    };
    for second in 1..4 {
        let request = Request::new(method, kind.target).unwrap();
        drop(signer.sign_at(&request, at(second)).unwrap());
    }
    signer
}

/// Not a case by itself: run again by [`Running::start`].
#[test]
#[allow(clippy::disallowed_methods)]
fn child() {
    let Some(steps) = std::env::var_os("KEYLEASH_TEST_HARDENING") else {
        return;
    };
    // Not `std::io::stdin`, which keeps a buffer for ever, and not by a path: what is not
    // dumpable cannot open its own.
    let input = || File::from(std::io::stdin().as_fd().try_clone_to_owned().unwrap());
    let say = |line: &dyn std::fmt::Display| writeln!(std::io::stderr(), "{line}").unwrap();
    let mut signer = None;
    let mut abort = false;
    for step in steps.to_str().unwrap().split(", ") {
        match step {
            "cores" => {
                let maximum = getrlimit(Resource::Core).maximum;
                let current = maximum;
                setrlimit(Resource::Core, Rlimit { current, maximum }).unwrap();
            }
            "no locked memory" => {
                let none = Rlimit {
                    current: Some(0),
                    maximum: Some(0),
                };
                setrlimit(Resource::Memlock, none).unwrap();
            }
            "not dumpable" => say(&hardening::not_dumpable()),
            "no core" => say(&hardening::no_core()),
            "lock keys" => say(&hardening::lock_keys()),
            "apply" => say(&hardening::apply()),
            "abort" => abort = true,
            kind => signer = Some(load(Kind::named(kind), Pipe(RefCell::new(input())))),
        }
    }
    say(&hardening::secrets());
    say(&"ready");
    input().read_to_end(&mut Vec::new()).unwrap();
    if abort {
        std::process::abort();
    }
    drop(signer);
}

/// Another user for a child, where this one is root and could read everything.
fn other_user() -> Option<u32> {
    rustix::process::getuid().is_root().then_some(NOBODY)
}

/// Whether the kernel writes core files where a process runs, and lets this one have them.
fn has_core_files() -> bool {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    let maximum = getrlimit(Resource::Core).maximum;
    tools::has_else(
        pattern.starts_with("core") && maximum.is_none(),
        "core files in the working directory (`kernel.core_pattern = core`, `ulimit -Hc unlimited`)",
    )
}

/// Whether this user may dump the memory of any process.
fn has_gcore() -> bool {
    tools::has_else(rustix::process::getuid().is_root(), "root") && tools::has(&["gcore"])
}

/// What the user of `running` reads of its file in /proc, in another process.
fn read_by_its_user(running: &Running, file: &str) -> Vec<u8> {
    let mut cat = Command::new("cat");
    if let Some(user) = other_user() {
        cat.uid(user).gid(user);
    }
    cat.arg(running.file(file)).output().unwrap().stdout
}

#[test]
fn the_environment_is_closed_to_the_same_user() {
    let open = Running::start("no core", None, other_user());
    let seen = read_by_its_user(&open, "environ");
    assert!(seen.windows(MARK.len()).any(|part| part == MARK.as_bytes()));
    open.end();

    let closed = Running::start("not dumpable", None, other_user());
    assert_eq!(closed.said[0], "took");
    assert_eq!(read_by_its_user(&closed, "environ"), b"");
    let status = fs::read_to_string(closed.file("status")).unwrap();
    assert!(status.contains("State:"));
    closed.end();
}

#[test]
fn no_core_is_written() {
    if !has_core_files() {
        return;
    }
    assert!(Running::start("cores, abort", None, None).end().is_some());
    for steps in [
        "cores, no core, abort",
        "cores, not dumpable, abort",
        "cores, apply, abort",
    ] {
        let running = Running::start(steps, None, None);
        assert!(running.said.iter().any(|line| line.ends_with("took")));
        assert!(running.end().is_none(), "{steps}");
    }
    // For good, and the one byte by which a program that core dumps go to gets none.
    let running = Running::start("cores, no core", None, None);
    let limits = fs::read_to_string(running.file("limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let core: Vec<_> = core.unwrap().split_ascii_whitespace().collect();
    assert_eq!(core[4..], ["1", "1", "bytes"]);
    running.end();
}

/// By root's `gcore`, and by the kernel.
#[test]
fn a_core_dump_holds_no_locked_key() {
    let (by_gcore, by_kernel) = (has_gcore(), has_core_files());
    for kind in KINDS {
        for (before, locked) in [("", false), ("lock keys, ", true)] {
            let key = kind.key();
            let steps = format!("cores, {before}{}, abort", kind.name);
            let running = Running::start(&steps, Some(&key), None);
            let parts = key.parts.len();
            let places = if locked {
                format!(
                    "{parts} secrets locked, 0 only left out of core dumps, 0 in ordinary memory"
                )
            } else {
                format!(
                    "0 secrets locked, 0 only left out of core dumps, {parts} in ordinary memory"
                )
            };
            assert!(running.said.ends_with(&[places]), "{:?}", running.said);
            let cores = [
                ("gcore", by_gcore.then(|| running.gcore())),
                ("kernel", by_kernel.then(|| running.end().unwrap())),
            ];
            for (who, core) in cores {
                let Some(core) = core else { continue };
                let found = key.found_in(&core);
                let name = kind.name;
                assert_eq!(
                    found == 0,
                    locked,
                    "{name}, {who}, {before}: {found} windows"
                );
            }
        }
    }
}

/// What the kernel says of the mappings whose flags have all of these words: their sizes in KiB.
fn mappings(running: &Running, flags: &[&str]) -> usize {
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
    let kind = &KINDS[0];
    let page = rustix::param::page_size() / 1024;
    for (before, size) in [("", 0), ("lock keys, ", page), ("apply, ", page)] {
        let steps = format!("{before}{}", kind.name);
        let running = Running::start(&steps, Some(&kind.key()), None);
        assert_eq!(locked_memory(&running), size, "{steps}");
        assert_eq!(mappings(&running, &["lo", "dd"]), size, "{steps}");
        running.end();
    }
}

/// Root may lock what it likes, so this takes a child without rights; who is not root has none.
#[test]
fn where_nothing_may_be_locked_it_says_so_and_signs() {
    let kind = &KINDS[0];
    let key = kind.key();
    let steps = format!("no locked memory, apply, {}", kind.name);
    let running = Running::start(&steps, Some(&key), other_user());
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
    assert!(running.end().is_none());
}

#[test]
fn what_was_loaded_before_is_told() {
    let kind = &KINDS[0];
    let steps = format!("{}, lock keys", kind.name);
    let running = Running::start(&steps, Some(&kind.key()), None);
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
