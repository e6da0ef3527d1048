//! Nothing of a secret is left in a process that has dropped it (Linux).
//!
//! The test binary runs itself as a child, hands it a random secret, lets it load, verify, sign and
//! drop, and then searches all of its writable memory from outside. Looked for is every 8-byte
//! window of every form that the secret has on its way: see `memory/mac.rs` and `memory/pair.rs`.
//!
//! `tests/memory` is a package that holds this file again, so that it can be built in every mode
//! without the rest of the tests.

#[path = "memory/careless.rs"]
mod careless;
#[path = "memory/life.rs"]
pub(crate) mod life;
#[path = "memory/mac.rs"]
mod mac;
#[path = "memory/needles.rs"]
pub(crate) mod needles;
#[path = "memory/number.rs"]
mod number;
#[path = "memory/pair.rs"]
mod pair;
#[path = "memory/place.rs"]
pub(crate) mod place;
#[path = "memory/sample.rs"]
pub(crate) mod sample;
#[path = "memory/scan.rs"]
mod scan;

use keyleash::{AnyCredential, venue};
use life::{live, load};
use place::{FAILING, Place, SOURCES};
use sample::{Sample, Signed};
use scan::Found;
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
};

/// What the child tells on its error output before it waits.
#[derive(Default)]
struct Told {
    stack: u64,
    signatures: usize,
    signed: Vec<Signed>,
}

/// Runs a child in one way, and searches what it left behind.
fn left_behind(sample: &Sample, source: &str, way: &str) -> Found {
    let directory = tempfile::tempdir().unwrap();
    Place::lay(directory.path(), sample);
    let place = Place::new(directory.path());
    let lengths = [&sample.id, &sample.secret, &sample.passphrase].map(String::len);
    let task = format!(
        "{}|{}|{source}|{way}|{}|{}",
        sample.venue,
        sample.kind,
        lengths.map(|length| length.to_string()).join(","),
        sample.address().unwrap_or_default()
    );
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "memory::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("KEYLEASH_TEST_MEMORY", task)
        .env("KEYLEASH_TEST_PLACE", directory.path())
        .envs(place.variables(sample, source))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // What it does not take before it waits, it would take while it waits.
    match (source, way) {
        ("pipe", "loaded" | "kept" | "dropped" | "joined" | "replaced" | "retired") => {
            write!(input, "{}{}{}", sample.id, sample.secret, sample.passphrase).unwrap();
        }
        ("pipe", _) => write!(input, "{}", sample.secret).unwrap(),
        _ => {}
    }
    let told = listen(&mut child);
    let needles = sample.needles(&told.signed);
    let mut block = 0..0;
    if source == "env" {
        // The block stays for as long as the process lives; what the crate adds to it must not.
        block = scan::environment(child.id());
        let found = needles.count(&scan::content(child.id(), &block));
        assert!(found["text"] >= 32, "the environment block is elsewhere");
    }
    let found = scan::scan(child.id(), &needles, &block, told.stack);
    drop(input);
    assert!(child.wait().unwrap().success());
    assert!(
        found.searched > 100 * 1024,
        "hardly any memory was searched"
    );
    if matches!(way, "kept" | "dropped" | "joined" | "replaced" | "retired") {
        assert!(told.signatures > 0, "{}: nothing was signed", sample.venue);
        let drawn = !sample.kind.starts_with("HMAC");
        assert_eq!(
            drawn,
            !told.signed.is_empty(),
            "{}: not known what was drawn",
            sample.venue
        );
    }
    found
}

fn listen(child: &mut Child) -> Told {
    let mut told = Told::default();
    let mut rest = String::new();
    for line in BufReader::new(child.stderr.as_mut().unwrap()).lines() {
        let line = line.unwrap();
        let fields: Vec<_> = line.split('\t').collect();
        match fields[..] {
            ["stack", address] => told.stack = address.parse().unwrap(),
            ["signatures", count] => told.signatures = count.parse().unwrap(),
            ["signed", url, authorization, body] => told.signed.push(Signed {
                url: url.to_owned(),
                authorization: authorization.to_owned(),
                body: body.to_owned(),
            }),
            ["ready"] => return told,
            _ => rest += &line,
        }
    }
    panic!("the child did not come to its end: {rest}");
}

fn tell(line: &str) {
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Not a case by itself: run again by [`left_behind`].
#[test]
#[allow(clippy::disallowed_methods, reason = "the tests' own variables")]
fn child() {
    let Some(task) = std::env::var_os("KEYLEASH_TEST_MEMORY") else {
        return;
    };
    let task = task.into_string().unwrap();
    let [venue, kind, source, way, lengths, address] =
        task.split('|').collect::<Vec<_>>().try_into().unwrap();
    let lengths: Vec<usize> = lengths
        .split(',')
        .map(|length| length.parse().unwrap())
        .collect();
    let lengths: [usize; 3] = lengths.try_into().unwrap();
    let address = (!address.is_empty()).then_some(address);
    let place = Place::new(std::env::var_os("KEYLEASH_TEST_PLACE").unwrap());
    let here = std::ptr::from_ref(&lengths).addr();
    tell(&format!("stack\t{here}\n"));
    // Told when all is done: to tell it takes stack, and would overwrite what is looked for.
    let mut told = String::with_capacity(64 * 1024);
    let mut signatures = 0;
    let mut life = || {
        live(venue, &*place.source(source, lengths), address, |request| {
            signatures += 1;
            // Of a MAC no signature gives the key away.
            if !kind.starts_with("HMAC") && is_known(venue, request) {
                told += "signed\t";
                told += request.url();
                told += "\t";
                told += request.header("Authorization").unwrap_or_default();
                told += "\t";
                told += request.body();
                told += "\n";
            }
        })
    };
    match way {
        "loaded" => drop(load(venue, &*place.source(source, lengths))),
        "refused" => {
            let spec = venue::find(venue).unwrap();
            let error = AnyCredential::load(spec, &*place.source(source, lengths)).unwrap_err();
            core::mem::forget((format!("{error} {error:?}"), error));
        }
        "dropped" => drop(life()),
        "kept" => core::mem::forget(life()),
        // Another key signs in its place, while the old one can still be taken back, and after that.
        "replaced" => core::mem::forget(life::replaced(life())),
        "retired" => {
            let (signer, replaced) = life::replaced(life());
            core::mem::forget((signer, life::seen_dead(replaced)));
        }
        // On the stack of a thread that has ended, which is kept for the next one.
        "joined" => std::thread::scope(|scope| {
            let thread = scope.spawn(|| drop(life()));
            thread.join().unwrap();
        }),
        way => careless::leave(way, lengths[1]),
    }
    tell(&told);
    tell(&format!("signatures\t{signatures}\nready\n"));
    File::open("/dev/stdin")
        .unwrap()
        .read_to_end(&mut Vec::new())
        .unwrap();
}

/// Whether the needles can tell from this request what was signed.
fn is_known(venue: &str, request: &keyleash::SignedRequest) -> bool {
    match venue {
        "hyperliquid" => request.body().contains("\"a\":10107"),
        "coinbase" => true,
        _ => request.method() == keyleash::Method::Get,
    }
}

/// Every venue with every kind of key that it gives out.
fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    venue::ALL
        .iter()
        .flat_map(|spec| spec.key_kinds().map(move |kind| (spec.id(), kind)))
}

/// One venue for each kind of key.
fn kind_once() -> Vec<(&'static str, &'static str)> {
    let once: BTreeMap<_, _> = kinds().map(|(venue, kind)| (kind, venue)).collect();
    once.into_iter()
        .map(|(kind, venue)| (venue, kind))
        .collect()
}

/// Runs every one of these, and fails with all that was found.
fn assert_nothing<'a>(cases: impl IntoIterator<Item = (&'a Sample, &'a str, &'a str)>) {
    use core::fmt::Write as _;
    let mut faults = String::new();
    for (sample, source, way) in cases {
        let found = left_behind(sample, source, way);
        if !found.is_empty() {
            let (venue, kind) = (&sample.venue, &sample.kind);
            writeln!(faults, "{venue}, {kind}, {source}, {way}:\n{found}").unwrap();
        }
    }
    assert!(faults.is_empty(), "left behind\n{faults}");
}

#[test]
fn every_scheme_and_every_kind_of_key_leaves_nothing() {
    let mut samples: Vec<_> = kinds()
        .map(|(venue, kind)| Sample::new(venue, kind))
        .collect();
    samples.push(Sample::long("bybit", "HMAC-SHA256"));
    assert_nothing(samples.iter().map(|sample| (sample, "pipe", "dropped")));
}

/// As text, as base64 and as PEM of both shapes; dropped after signing, and where nothing was signed.
#[test]
fn every_source_leaves_nothing() {
    let samples = samples();
    let cases = SOURCES.iter().flat_map(|source| {
        samples
            .iter()
            .flat_map(move |sample| ["dropped", "loaded"].map(|way| (sample, *source, way)))
    });
    assert_nothing(cases);
}

fn samples() -> [Sample; 4] {
    [
        ("okx", "HMAC-SHA256"),
        ("kraken", "HMAC-SHA512"),
        ("binance", "Ed25519"),
        ("coinbase", "ECDSA P-256"),
    ]
    .map(|(venue, kind)| Sample::new(venue, kind))
}

/// With the error still at hand.
#[test]
fn a_source_that_fails_leaves_nothing() {
    let samples = samples();
    let cases = FAILING.iter().flat_map(|source| {
        let with = |sample| (sample, *source, "refused");
        samples.iter().map(with)
    });
    assert_nothing(cases);
}

#[test]
fn a_thread_that_has_ended_leaves_nothing() {
    let samples: Vec<_> = kind_once()
        .into_iter()
        .map(|(venue, kind)| Sample::new(venue, kind))
        .collect();
    assert_nothing(samples.iter().map(|sample| (sample, "pipe", "joined")));
}

/// A living signer is found as what it signs with, all of it, and as nothing else.
#[test]
fn the_scan_finds_a_signer_that_is_kept() {
    for (venue, kind) in kind_once() {
        let found = left_behind(&Sample::new(venue, kind), "pipe", "kept");
        // Two states, or one number: all windows within each.
        let (form, windows) = match kind {
            "HMAC-SHA256" => ("state", 2 * (32 - 7)),
            "HMAC-SHA384" | "HMAC-SHA512" => ("state", 2 * (64 - 7)),
            "Ed25519" => ("seed", 32 - 7),
            _ => ("scalar", 32 - 7),
        };
        // By chance seven bytes of it and the next one in memory are a window of the same words in
        // another order.
        let forms = found.forms();
        let expected = windows..windows + 4;
        assert!(
            matches!(forms[..], [(only, count)] if only == form && expected.contains(&count)),
            "{venue}, {kind}, not {windows} windows of one form:\n{found}"
        );
    }
}

/// While the old key can be taken back it is there; once it was seen dead, nothing of it is.
#[test]
fn a_key_that_was_replaced_leaves_nothing_once_it_is_dead() {
    let sample = Sample::new("okx", "HMAC-SHA256");
    let found = left_behind(&sample, "pipe", "replaced");
    assert!(found.of("state") >= 2 * (32 - 7), "{found}");
    assert_nothing([(&sample, "pipe", "retired")]);
}

#[test]
fn the_scan_finds_what_the_careless_leave() {
    let found = |way| left_behind(&Sample::new("binance", "HMAC-SHA256"), "pipe", way);
    assert_eq!(found("forgotten").forms(), [("text", 64 - 7)]);
    // An allocator writes over the first 16 bytes of what is freed.
    for way in ["freed", "escaped"] {
        let found = found(way);
        assert!(found.of("text") >= 64 - 16 - 7, "{way}:\n{found}");
    }
    // The blocks from which the vectors moved held 48 bytes.
    let grown = found("grown");
    assert!(grown.of("text") >= 48 - 16 - 7, "{grown}");
    // States, the key or its schedule: which of them is for the compiler to choose.
    let unscrubbed = found("unscrubbed");
    assert!(
        !unscrubbed.is_empty(),
        "nothing of a signature on a stack that nobody scrubbed"
    );
}
