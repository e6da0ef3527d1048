//! Nothing of a secret is left in a process that has dropped it (Linux).
//!
//! The test binary runs itself as a child, hands it a random secret over a pipe, lets it load,
//! verify, sign and drop, and then reads all of its writable memory from outside. Looked for is
//! every 8-byte window of the secret, of its decoded bytes, of the padded keys, and of the hash
//! states that sign as well as the key does.

use crate::support::{at, policy, report_of};
use base64ct::{Base64, Encoding};
use keyleash::{
    AnyCredential, Env, Method, Mounted, RawCredential, Request, Secret, Source, SourceError,
    Wanted, venue,
};
use std::{
    collections::HashSet,
    fs::File,
    io::{Read, Write},
    os::unix::fs::FileExt,
    process::{Child, Command, Stdio},
};

/// 64 bytes are the text of a Binance secret, 88 the base64 of a Kraken one.
fn secret_for(venue: &str) -> (Vec<u8>, Vec<u8>) {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut random = [0; 64];
    File::open("/dev/urandom")
        .unwrap()
        .read_exact(&mut random)
        .unwrap();
    if venue == "kraken" {
        return (Base64::encode_string(&random).into_bytes(), random.to_vec());
    }
    let text: Vec<u8> = random
        .iter()
        .map(|byte| LETTERS[usize::from(byte & 63)])
        .collect();
    (text.clone(), text)
}

/// Every 8-byte window of what must not be found.
fn needles(venue: &str, text: &[u8], key: &[u8]) -> HashSet<[u8; 8]> {
    let block = if venue == "kraken" { 128 } else { 64 };
    let mut padded = key.to_vec();
    padded.resize(block, 0);
    let pads = [0x36, 0x5c].map(|pad| padded.iter().map(|byte| byte ^ pad).collect::<Vec<u8>>());
    let mut forms = vec![text.to_vec(), key.to_vec()];
    for pad in pads {
        forms.extend(states(&pad));
        forms.push(pad);
    }
    let windows = forms.iter().flat_map(|form| form.windows(8));
    windows
        // The padding behind a short key is known to everybody.
        .filter(|window| window.iter().any(|byte| *byte != window[0]))
        .map(|window| window.try_into().unwrap())
        .collect()
}

/// The state behind one padded block, as words in memory and in big-endian order.
fn states(block: &[u8]) -> Vec<Vec<u8>> {
    if let Ok(block) = <[u8; 64]>::try_from(block) {
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
        sha2::block_api::compress256(&mut state, &[block]);
        vec![
            state.iter().flat_map(|word| word.to_ne_bytes()).collect(),
            state.iter().flat_map(|word| word.to_be_bytes()).collect(),
        ]
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
        sha2::block_api::compress512(&mut state, &[block.try_into().unwrap()]);
        vec![
            state.iter().flat_map(|word| word.to_ne_bytes()).collect(),
            state.iter().flat_map(|word| word.to_be_bytes()).collect(),
        ]
    }
}

/// How many windows of the needles the child's writable memory holds.
fn found(child: &Child, needles: &HashSet<[u8; 8]>) -> usize {
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", child.id())).unwrap();
    let memory = File::open(format!("/proc/{}/mem", child.id())).unwrap();
    let mut hits = HashSet::new();
    for line in maps.lines().filter(|line| {
        line.split(' ')
            .nth(1)
            .is_some_and(|mode| mode.starts_with("rw"))
    }) {
        let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let start = u64::from_str_radix(start, 16).unwrap();
        let end = u64::from_str_radix(end, 16).unwrap();
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // Some mappings cannot be read, and hold nothing of ours.
        if memory.read_exact_at(&mut bytes, start).is_ok() {
            hits.extend(bytes.windows(8).filter_map(|window| {
                let window = <[u8; 8]>::try_from(window).unwrap();
                needles.contains(&window).then_some(window)
            }));
        }
    }
    hits.len()
}

/// Runs the child in one way, and counts what it left behind.
fn left_behind(venue: &str, way: &str) -> usize {
    let (text, key) = secret_for(venue);
    // What a command prints: the scan is of us, not of the file.
    let mut printed = tempfile::NamedTempFile::new().unwrap();
    let escaped = String::from_utf8(text.clone()).unwrap().replace('/', r"\/");
    match way {
        "document" => write!(
            printed,
            r#"{{"key": "fixture-key-id", "secret": "{escaped}"}}"#
        ),
        "lines" => {
            let text = str::from_utf8(&text).unwrap();
            write!(printed, "key = fixture-key-id\nsecret = {text}\n")
        }
        _ => Ok(()),
    }
    .unwrap();
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("key"), "fixture-key-id\n").unwrap();
    std::fs::write(directory.path().join("secret"), &text).unwrap();
    let variable = |part| format!("{}_API_{part}_FILE", venue.to_uppercase());
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "memory::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("KEYLEASH_TEST_MEMORY", format!("{venue}/{way}"))
        .env("KEYLEASH_TEST_PRINTED", printed.path())
        .env("CREDENTIALS_DIRECTORY", directory.path())
        .env(variable("KEY"), directory.path().join("key"))
        .env(variable("SECRET"), directory.path().join("secret"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // What it does not take before it waits, it would take while it waits.
    if !matches!(way, "document" | "lines" | "mounted" | "file variable") {
        input.write_all(&text).unwrap();
    }
    // The child says on its error output when it is done, and waits for the end of its input.
    let mut done = [0; 5];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut done)
        .unwrap();
    assert_eq!(&done, b"ready");
    let count = found(&child, &needles(venue, &text, &key));
    drop(input);
    child.wait().unwrap();
    count
}

/// Reads the secret into one buffer that does not grow, and wipes it.
struct Pipe(usize);

impl Source for Pipe {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let mut text = String::with_capacity(self.0);
        // Not `std::io::stdin`, which keeps a buffer for ever.
        File::open("/dev/stdin")
            .unwrap()
            .take(self.0 as u64)
            .read_to_string(&mut text)
            .unwrap();
        Ok(RawCredential::new(
            Secret::new("fixture-key-id".to_owned()),
            Secret::new(text),
        ))
    }
}

/// Not a case by itself: run again by [`left_behind`].
#[test]
#[allow(clippy::disallowed_methods)]
fn child() {
    let Some(which) = std::env::var_os("KEYLEASH_TEST_MEMORY") else {
        return;
    };
    let which = which.into_string().unwrap();
    let (venue, way) = which.split_once('/').unwrap();
    let spec = venue::find(venue).unwrap();
    let length = if venue == "kraken" { 88 } else { 64 };
    match way {
        // A careless copy, by which the scan shows that it finds one.
        "copied" => {
            let mut text = String::new();
            File::open("/dev/stdin")
                .unwrap()
                .take(length as u64)
                .read_to_string(&mut text)
                .unwrap();
            std::mem::forget(text);
        }
        way => {
            let credential = match way {
                "document" | "lines" => {
                    let printed = std::env::var_os("KEYLEASH_TEST_PRINTED").unwrap();
                    AnyCredential::load(spec, keyleash::Command::new("cat").arg(printed))
                }
                "mounted" => AnyCredential::load(spec, Mounted::credentials()),
                "file variable" => AnyCredential::load(spec, Env::new()),
                _ => AnyCredential::load(spec, Pipe(length)),
            }
            .unwrap();
            let report = report_of(&credential);
            let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
            let (method, target) = match venue {
                "kraken" => (Method::Post, "/0/private/Balance"),
                _ => (Method::Get, "/api/v3/account"),
            };
            for second in 1..4 {
                drop(
                    signer
                        .sign_at(&Request::new(method, target).unwrap(), at(second))
                        .unwrap(),
                );
            }
            if way == "kept" {
                std::mem::forget(signer);
            }
        }
    }
    File::options()
        .write(true)
        .open("/dev/stderr")
        .unwrap()
        .write_all(b"ready")
        .unwrap();
    File::open("/dev/stdin")
        .unwrap()
        .read_to_end(&mut Vec::new())
        .unwrap();
}

#[test]
fn a_dropped_signer_leaves_nothing() {
    for venue in ["binance", "kraken"] {
        for way in ["dropped", "mounted", "file variable"] {
            assert_eq!(left_behind(venue, way), 0, "{venue}, {way}");
        }
    }
}

/// As lines, and as JSON, where the base64 of Kraken has escapes.
#[test]
fn what_a_command_printed_leaves_nothing() {
    for venue in ["binance", "kraken"] {
        for way in ["lines", "document"] {
            assert_eq!(left_behind(venue, way), 0, "{venue}, {way}");
        }
    }
}

#[test]
fn the_scan_finds_what_is_there() {
    for venue in ["binance", "kraken"] {
        assert!(
            left_behind(venue, "copied") > 40,
            "{venue}: a careless copy"
        );
        // A living signer holds two states and nothing else.
        let kept = left_behind(venue, "kept");
        let state = if venue == "kraken" { 64 } else { 32 };
        assert!((1..=2 * (state - 7)).contains(&kept), "{venue}: {kept}");
    }
}
